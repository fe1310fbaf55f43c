/* SPDX-License-Identifier: MIT */
/*
 * motion.h: how fast blocks pass the head: a geometry turned at a speed, within what the spindle
 * can do.
 *
 * Made once when the medium or the speed changes (a plain value, no memory of its own), then asked
 * often. All arithmetic is on integers, so every machine answers the same. The arithmetic is
 * explained in emulator/mechanics/README.md.
 *
 * A rate that would need more than rpm_max is what rpm_max gives there: a CLV speed too fast for
 * the inner radii becomes CAV up to the radius where it is reached (partial CAV), in each of its
 * zones, and a CAV speed too fast for the rim never reaches its name.
 */
#ifndef MECHANICS_MOTION_H
#define MECHANICS_MOTION_H

#include <stdbool.h>
#include <stdint.h>

#include "emulator/mechanics/curve.h"

struct mechanics_motion { /* private but for the geometry: use the functions */
	struct mechanics_geometry geometry;
	struct mechanics_curve own, other; /* other: outside the range                           */
	int64_t start_lba, end_lba; /* of the range: its first block, and that after its last */
};

/*
 * mechanics_motion_make: @geometry turned at @speed.
 * @speed    less than one block per second is taken as one block per second.
 * @rpm_max  of the spindle; 0 for no limit.
 */
void mechanics_motion_make(struct mechanics_motion *ret_motion,
	const struct mechanics_geometry *geometry, struct mechanics_speed speed, uint32_t rpm_max);

/*
 * mechanics_motion_set_stops: recording stands still between two zones for @zone_stop_ns, between
 * two layers for @layer_change_ns (0 and 0 as made). A stop is part of the time of the block behind
 * it.
 */
void mechanics_motion_set_stops(
	struct mechanics_motion *motion, uint64_t zone_stop_ns, uint64_t layer_change_ns);

/*
 * mechanics_motion_set_passes: every block passes the head @passes times (1 as made), as when a
 * drive reads back what it records: rates are so much lower at the same rotation.
 */
void mechanics_motion_set_passes(struct mechanics_motion *motion, unsigned passes);

/*
 * mechanics_motion_set_range: @motion holds for the blocks from @start_lba (not below 0) to before
 * @end_lba only (the whole disc as made), and everywhere else it is as @other, whose own range is
 * not looked at. Both have the same geometry.
 */
void mechanics_motion_set_range(struct mechanics_motion *motion,
	const struct mechanics_motion *other, int64_t start_lba, int64_t end_lba);

/*
 * mechanics_motion_next_stop: the first block at or after @from_lba (not below 1) that recording
 * stops before, and for how long. False when there is none.
 */
bool mechanics_motion_next_stop(const struct mechanics_motion *motion, int64_t from_lba,
	int64_t *ret_lba, uint64_t *ret_ns);

/*
 * mechanics_motion_next_bend: the first block after @lba at which another curve begins: a zone, a
 * layer, the change from growing to constant. The end of the last layer when there is none.
 */
int64_t mechanics_motion_next_bend(const struct mechanics_motion *motion, int64_t lba);

/* mechanics_motion_rate_kBps: local data rate at @lba, 1000 bytes/s in the speed's own bytes,
 * rounded to the nearest. */
uint32_t mechanics_motion_rate_kBps(const struct mechanics_motion *motion, int64_t lba);

/* mechanics_motion_rate_mblocks_per_s: local rate at @lba, blocks per 1000 s. */
uint64_t mechanics_motion_rate_mblocks_per_s(const struct mechanics_motion *motion, int64_t lba);

/* mechanics_motion_rpm: turns per minute while @lba passes the head, rounded to the nearest. */
uint32_t mechanics_motion_rpm(const struct mechanics_motion *motion, int64_t lba);

/*
 * mechanics_motion_time_ns: the instant at which the edge before @lba passes the head, counted from
 * LBA 0: never falls, 0 at LBA 0. Blocks before 0 (lead-in) pass at the rate of block 0, blocks
 * beyond the last at that of the end; @lba within +-2^31.
 */
int64_t mechanics_motion_time_ns(const struct mechanics_motion *motion, int64_t lba);

/*
 * mechanics_motion_transfer_ns: from the edge before @from_lba to that @blocks further on, without
 * seek or spin-up: the difference of the two _time_ns, so a way in pieces takes exactly as long as
 * at once.
 */
uint64_t mechanics_motion_transfer_ns(
	const struct mechanics_motion *motion, int64_t from_lba, uint32_t blocks);

/*
 * mechanics_motion_blocks_in: how many whole blocks from @from_lba pass within @ns: the largest n
 * with transfer_ns(from, n) <= ns; at most @blocks_max.
 */
uint32_t mechanics_motion_blocks_in(
	const struct mechanics_motion *motion, int64_t from_lba, uint64_t ns, uint32_t blocks_max);

#endif
