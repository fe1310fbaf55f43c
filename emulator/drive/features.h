/* SPDX-License-Identifier: MIT */
/*
 * features.h: what the drive can do and what of it holds for the medium inside (MMC-6 5.3). One
 * table row a feature: when the drive has it, when it is current, its data.
 */
#ifndef DRIVE_FEATURES_H
#define DRIVE_FEATURES_H

#include <stdbool.h>
#include <stdint.h>

#include "emulator/drive/reply.h"

struct burnrig_drive;

/* features_is_current: the drive has it and it holds for the medium inside (or always). */
bool features_is_current(const struct burnrig_drive *drive, uint16_t feature);

/*
 * features_reply: append the descriptors, in order of code, of all features from @first on.
 * @only_current: leave out those that are not current. @only_first: no other than @first.
 */
void features_reply(const struct burnrig_drive *drive, struct reply *reply, uint16_t first,
	bool only_current, bool only_first);

#endif
