/* SPDX-License-Identifier: MIT */
/* dvd_r_dl_jump.h: DVD-R dual layer that may be recorded with layer jumps. */
#ifndef MEDIA_DVD_R_DL_JUMP_H
#define MEDIA_DVD_R_DL_JUMP_H

#include "emulator/media/disc.h"

/* dvd_r_dl_wake: of medium_rules: what is recorded so is known by its session's type. */
void dvd_r_dl_wake(struct burnrig_disc *disc);
/* dvd_r_dl_jump_fault: for disc_fault, of a disc with that type. */
const char *dvd_r_dl_jump_fault(const struct burnrig_disc *disc);

#endif
