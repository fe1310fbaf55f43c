/* SPDX-License-Identifier: MIT */
/*
 * speed.h: which speeds there are for the medium inside, and which is in force. What GET
 * PERFORMANCE, mode page 2Ah and the mechanics say of speeds comes from here, so they agree.
 *
 * A host asks for at most so much, for all of the medium or a range of it; in force there is the
 * fastest speed that is not faster, else the slowest there is. What was asked for lasts until it is asked again, the medium is changed, or a
 * reset (MMC-6, SET STREAMING).
 */
#ifndef DRIVE_SPEED_H
#define DRIVE_SPEED_H

#include <stdbool.h>

#include "emulator/drive/drive_definition.h"

struct burnrig_drive;

#define SPEED_MAX_kBps UINT32_MAX /* as asked for: as fast as can be */

struct speed_request {
	uint32_t read_kBps, write_kBps; /* SPEED_MAX_kBps: no limit */
	bool pure_cav;			/* writing: CAV is preferred when there is a choice */
	uint32_t start_lba, end_lba;	/* it holds from the one to the other, both included;
					   elsewhere it is as if there were no request       */
};

struct speed_list { /* fastest first */
	struct mechanics_speed speeds[DRIVE_SPEEDS_MAX];
	unsigned count;
};

/*
 * speed_write_list: with which the drive writes the medium inside: its own for the profile, as far
 * as the medium is made for them; empty for a profile that it only reads. Without a medium those of
 * the drive's preferred profile. speed_read_list is never empty.
 */
void speed_write_list(const struct burnrig_drive *drive, struct speed_list *ret_list);
void speed_read_list(const struct burnrig_drive *drive, struct speed_list *ret_list);

/* speed_choose: of @list, which is not empty, what a request for @kBps gives. */
struct mechanics_speed speed_choose(const struct speed_list *list, uint32_t kBps, bool pure_cav);

/* In force now; of writing, kBps is 0 when there is nothing to write with. */
struct mechanics_speed speed_write(const struct burnrig_drive *drive);
struct mechanics_speed speed_read(const struct burnrig_drive *drive);

/* speed_write_unasked, speed_read_unasked: what would be in force without a request. */
struct mechanics_speed speed_write_unasked(const struct burnrig_drive *drive);
struct mechanics_speed speed_read_unasked(const struct burnrig_drive *drive);

/* speed_request: from now on; goes to the mechanics. */
void speed_request(struct burnrig_drive *drive, const struct speed_request *request);
/* speed_reset: no limits, the drive's own rotation. */
void speed_reset(struct burnrig_drive *drive);

#endif
