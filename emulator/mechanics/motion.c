/* SPDX-License-Identifier: MIT */
/*
 * motion.c: T(L), the time to reach block L, and what follows from it.
 *
 * In CLV blocks pass at a constant rate b:         T(L) = L / b.
 * In CAV the rate grows with the radius, b r / ro: T(L) = 2N / (ro^2 - ri^2) * (r(L) - ri) * ro /
 * b. Here b is in blocks per 10^6 s ("ublocks"), so that 1x of any medium has 11 good digits.
 */
#include "emulator/mechanics/motion.h"

#include "emulator/mechanics/wide.h"

#define NS_TIMES_10E6 UINT64_C(1000000000000000) /* ns in 10^6 s: ns = blocks * this / ublocks */
#define PI_E9	      UINT64_C(3141592654)
#define SLOWEST	      UINT64_C(1000000) /* one block per second: keeps all times within 64 bits */

static uint64_t at_least_slowest(wide ublocks_per_s)
{
	if (ublocks_per_s < SLOWEST)
		return SLOWEST;
	return ublocks_per_s > INT64_MAX >> 16 ? INT64_MAX >> 16 : (uint64_t)ublocks_per_s;
}

/* The rate at the rim that @kBps names. */
static uint64_t named_rate(const struct mechanics_geometry *geometry, uint32_t kBps)
{
	return at_least_slowest(wide_divide_rounded(
		(wide)kBps * 1000000 * geometry->reference_mblocks_per_s, geometry->reference_Bps));
}

/* The rate at the rim at @rpm: 2 pi ro rpm / 60 over the reference velocity, times its rate. */
static uint64_t rate_at_rpm(const struct mechanics_geometry *geometry, uint32_t rpm)
{
	wide path = (wide)rpm * geometry->outer_radius_um * 2 * PI_E9;
	wide reference = (wide)geometry->reference_mm_per_s * 60 * 1000000000;

	return at_least_slowest(path * geometry->reference_mblocks_per_s / reference);
}

/* The first block of a layer at which a disc turning at the CAV part's speed gives the CLV rate. */
static uint32_t find_switch_block(const struct mechanics_motion *motion)
{
	const struct mechanics_geometry *geometry = &motion->geometry;
	wide inner = (wide)geometry->inner_radius_um * geometry->inner_radius_um;
	wide outer = (wide)geometry->outer_radius_um * geometry->outer_radius_um;
	wide radius, block;

	if (motion->clv_ublocks_per_s >= motion->cav_ublocks_per_s)
		return geometry->blocks;
	radius = ((wide)geometry->outer_radius_um << 16) * motion->clv_ublocks_per_s /
		 motion->cav_ublocks_per_s;
	if (radius * radius <= inner << 32)
		return 0;
	block = ((radius * radius - (inner << 32)) * geometry->blocks) / ((outer - inner) << 32);
	return (uint32_t)block + 1 < geometry->blocks ? (uint32_t)block + 1 : geometry->blocks;
}

static uint64_t cav_time_ns(const struct mechanics_motion *motion, uint32_t block)
{
	uint64_t radius = mechanics_radius(&motion->geometry, block);

	return (uint64_t)((wide)(radius - motion->inner_radius) * motion->cav_ns_per_um_q16 >> 48);
}

static uint64_t constant_time_ns(uint64_t blocks, uint64_t ublocks_per_s)
{
	return (uint64_t)((wide)blocks * NS_TIMES_10E6 / ublocks_per_s);
}

/* Time from the first block of a layer, run outwards, to @block. */
static uint64_t layer_time_ns(const struct mechanics_motion *motion, uint32_t block)
{
	if (block <= motion->switch_block)
		return cav_time_ns(motion, block);
	return motion->switch_ns +
	       constant_time_ns(block - motion->switch_block, motion->clv_ublocks_per_s);
}

void mechanics_motion_make(struct mechanics_motion *ret_motion,
	const struct mechanics_geometry *geometry, struct mechanics_speed speed, uint32_t rpm_max)
{
	uint64_t named = named_rate(geometry, speed.kBps);
	uint64_t limit = rpm_max ? rate_at_rpm(geometry, rpm_max) : UINT64_MAX;
	wide inner = (wide)geometry->inner_radius_um * geometry->inner_radius_um;
	wide outer = (wide)geometry->outer_radius_um * geometry->outer_radius_um;
	wide top = (wide)2 * geometry->blocks * geometry->outer_radius_um * NS_TIMES_10E6 << 16;
	struct mechanics_motion motion = { .geometry = *geometry, .clv_ublocks_per_s = named };

	if (speed.rotation == MECHANICS_CAV)
		motion.cav_ublocks_per_s = named < limit ? named : limit;
	else
		motion.cav_ublocks_per_s = limit;
	motion.cav_ns_per_um_q16 = (uint64_t)(top / ((outer - inner) * motion.cav_ublocks_per_s));
	motion.inner_radius = (uint64_t)geometry->inner_radius_um << 32;
	motion.switch_block = find_switch_block(&motion);
	motion.switch_ns = cav_time_ns(&motion, motion.switch_block);
	motion.layer_ns = layer_time_ns(&motion, geometry->blocks);
	*ret_motion = motion;
}

static int64_t end_of_layers(const struct mechanics_motion *motion)
{
	return (int64_t)motion->geometry.blocks * motion->geometry.layers;
}

static uint64_t rate_ublocks_per_s(const struct mechanics_motion *motion, int64_t lba)
{
	uint64_t radius = mechanics_radius(&motion->geometry, lba);
	wide cav = (wide)motion->cav_ublocks_per_s * radius /
		   ((uint64_t)motion->geometry.outer_radius_um << 32);

	return cav < motion->clv_ublocks_per_s ? (uint64_t)cav : motion->clv_ublocks_per_s;
}

uint32_t mechanics_motion_rate_kBps(const struct mechanics_motion *motion, int64_t lba)
{
	wide bytes = (wide)rate_ublocks_per_s(motion, lba) * motion->geometry.reference_Bps;

	return (uint32_t)wide_divide_rounded(
		bytes, (wide)motion->geometry.reference_mblocks_per_s * 1000000);
}

uint64_t mechanics_motion_rate_mblocks_per_s(const struct mechanics_motion *motion, int64_t lba)
{
	return (uint64_t)wide_divide_rounded(rate_ublocks_per_s(motion, lba), 1000);
}

uint32_t mechanics_motion_rpm(const struct mechanics_motion *motion, int64_t lba)
{
	const struct mechanics_geometry *geometry = &motion->geometry;
	wide path = ((wide)rate_ublocks_per_s(motion, lba) * geometry->reference_mm_per_s * 60)
		    << 32;
	wide turn = (wide)mechanics_radius(geometry, lba) * 2 * PI_E9 / 1000000000;

	return (uint32_t)wide_divide_rounded(path, turn * geometry->reference_mblocks_per_s);
}

int64_t mechanics_motion_time_ns(const struct mechanics_motion *motion, int64_t lba)
{
	int64_t end = end_of_layers(motion);
	uint32_t blocks = motion->geometry.blocks;
	uint64_t layers, within;

	if (lba < 0)
		return -(int64_t)constant_time_ns((uint64_t)-lba, rate_ublocks_per_s(motion, 0));
	if (lba >= end)
		return (int64_t)(motion->layer_ns * motion->geometry.layers +
				 constant_time_ns(
					 (uint64_t)(lba - end), rate_ublocks_per_s(motion, end)));
	layers = (uint64_t)lba / blocks;
	within = (uint64_t)lba % blocks;
	if (layers % 2)
		within = motion->layer_ns - layer_time_ns(motion, blocks - (uint32_t)within);
	else
		within = layer_time_ns(motion, (uint32_t)within);
	return (int64_t)(layers * motion->layer_ns + within);
}

uint64_t mechanics_motion_transfer_ns(
	const struct mechanics_motion *motion, int64_t from_lba, uint32_t blocks)
{
	return (uint64_t)(mechanics_motion_time_ns(motion, from_lba + blocks) -
			  mechanics_motion_time_ns(motion, from_lba));
}

uint32_t mechanics_motion_blocks_in(
	const struct mechanics_motion *motion, int64_t from_lba, uint64_t ns, uint32_t blocks_max)
{
	uint32_t low = 0, high = blocks_max; /* low fits; high is the answer when it fits, too */
	uint64_t low_ns = 0;
	uint64_t high_ns = mechanics_motion_transfer_ns(motion, from_lba, high);

	if (high_ns <= ns)
		return high;
	/* T is all but straight over a buffer's length, so a straight line between the bounds hits
	 * within a block; every other step halves, for the worst of curves. */
	for (unsigned step = 0; high - low > 1; step++) {
		uint32_t span = high - low;
		uint64_t guess = (uint64_t)((wide)span * (ns - low_ns) / (high_ns - low_ns));
		uint32_t middle = low + (step % 4 == 3		? span / 2
						: guess < 1	? 1
						: guess >= span ? span - 1
								: (uint32_t)guess);
		uint64_t middle_ns = mechanics_motion_transfer_ns(motion, from_lba, middle);

		if (middle_ns <= ns) {
			low = middle;
			low_ns = middle_ns;
		} else {
			high = middle;
			high_ns = middle_ns;
		}
	}
	return low;
}
