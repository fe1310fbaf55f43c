/* SPDX-License-Identifier: MIT */
/* dvd_rw.h: what formatting (dvd_rw.c) and blanking (dvd_rw_blank.c) of DVD-RW share. */
#ifndef MEDIA_DVD_RW_H
#define MEDIA_DVD_RW_H

#include "emulator/media/disc.h"

/* dvd_rw_start_over: one empty border with one track, whatever there was before. */
void dvd_rw_start_over(struct burnrig_disc *disc);

/* ---- dvd_rw_blank.c: a function of medium_rules ---- */
struct sense dvd_rw_blank(struct burnrig_disc *disc, unsigned type, uint32_t address);

#endif
