/* SPDX-License-Identifier: MIT */
/* disc_check.h: a disc file may come from anywhere; what its database says is looked at once. */
#ifndef MEDIA_DISC_CHECK_H
#define MEDIA_DISC_CHECK_H

#include "emulator/media/disc.h"

/*
 * disc_fault: what the rest of media/ and drive/ take for granted of a state: sessions and tracks
 * numbered without a hole, each session with a track, all of it inside the medium.
 *
 * Returns NULL when it all holds, else a sentence for a person that says what does not.
 */
const char *disc_fault(const struct burnrig_disc *disc);

#endif
