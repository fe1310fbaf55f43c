/* SPDX-License-Identifier: MIT */
/* pressed.h: media that come with what is on them. */
#ifndef MEDIA_PRESSED_H
#define MEDIA_PRESSED_H

#include "emulator/media/disc.h"

/* disc_is_pressed: CD-ROM, DVD-ROM, BD-ROM. */
bool disc_is_pressed(const struct burnrig_disc *disc);

/* Functions of medium_rules that all of them share: nothing is ever written. */
bool pressed_can_write(const struct burnrig_disc *disc);
struct sense pressed_write(struct burnrig_disc *disc, const struct write_request *request);

#endif
