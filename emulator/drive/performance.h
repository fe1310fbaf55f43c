/* SPDX-License-Identifier: MIT */
/* performance.h: what the replies to GET PERFORMANCE have in common (MMC-6 6.7). */
#ifndef DRIVE_PERFORMANCE_H
#define DRIVE_PERFORMANCE_H

#include "emulator/drive/state.h"
#include "emulator/drive/table.h"

/* performance_end_lba: the last user block of the medium as it can be recorded; 0 without one. */
uint32_t performance_end_lba(const struct burnrig_drive *drive);

/* performance_header: of a reply with @count descriptors of @descriptor_bytes. Its length tells of all
 * of them, also of those the host has no room for. @echo: byte 4. */
void performance_header(
	struct reply *reply, unsigned count, unsigned descriptor_bytes, unsigned echo);

/* performance_descriptors_max: for how many the host has room. */
unsigned performance_descriptors_max(const struct call *call);

#endif
