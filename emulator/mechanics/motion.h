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
 * the inner radii becomes CAV up to the radius where it is reached (partial CAV), and a CAV speed
 * too fast for the rim never reaches its name.
 */
#ifndef MECHANICS_MOTION_H
#define MECHANICS_MOTION_H

#include <stdint.h>

#include "emulator/mechanics/geometry.h"

struct mechanics_motion { /* private: use the functions */
	struct mechanics_geometry geometry;
	uint64_t clv_ublocks_per_s;   /* blocks per 10^6 s of the constant part, and its ceiling */
	uint64_t cav_ublocks_per_s;   /* at the rim, of the part that grows with the radius      */
	uint64_t cav_ns_per_um_q16;   /* time per radius in that part, 2^-16 ns/um */
	uint64_t inner_radius;	      /* of the first user block, 2^-32 um                       */
	uint32_t switch_block;	      /* of one layer: CAV before it, CLV from it                */
	uint64_t switch_ns, layer_ns; /* time from the first block to it, and to the last's end */
};

/*
 * mechanics_motion_make: @geometry turned at @speed.
 * @speed    less than one block per second is taken as one block per second.
 * @rpm_max  of the spindle; 0 for no limit.
 */
void mechanics_motion_make(struct mechanics_motion *ret_motion,
	const struct mechanics_geometry *geometry, struct mechanics_speed speed, uint32_t rpm_max);

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
 * mechanics_motion_transfer_ns: time for @blocks from @from_lba, without seek or spin-up:
 * time(from + blocks) - time(from), so a way in pieces takes exactly as long as at once.
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
