/* SPDX-License-Identifier: MIT */
/*
 * snapshot.h: all that a command can change in a drive and on its disc, to see that a refused one changed
 * nothing. What passing time changes by itself (buffer, spindle, head) is left out.
 */
#ifndef DRIVE_TESTS_SNAPSHOT_H
#define DRIVE_TESTS_SNAPSHOT_H

#include "emulator/drive/tests/drive_rig.h"

struct snapshot {
	uint64_t attentions, settings, operations, events, memory; /* of the drive */
	uint64_t disc, tracks, map, content, recorder;		   /* of its disc; 0 with none */
};

struct snapshot snapshot_take(const struct drive_rig *rig);
/* snapshot_assert_same: @but_attention: one may have been told meanwhile. */
void snapshot_assert_same(
	const struct snapshot *before, const struct snapshot *after, bool but_attention);

#endif
