/* SPDX-License-Identifier: MIT */
/* motion.c: one curve within a range of LBAs and another outside, as if they were one. */
#include "emulator/mechanics/motion.h"

#include "emulator/mechanics/wide.h"

void mechanics_motion_make(struct mechanics_motion *ret_motion,
	const struct mechanics_geometry *geometry, struct mechanics_speed speed, uint32_t rpm_max)
{
	struct mechanics_motion motion = { .geometry = *geometry, .end_lba = INT64_MAX };

	mechanics_curve_make(&motion.own, geometry, speed, rpm_max);
	motion.other = motion.own;
	*ret_motion = motion;
}

void mechanics_motion_set_range(struct mechanics_motion *motion,
	const struct mechanics_motion *other, int64_t start_lba, int64_t end_lba)
{
	motion->other = other->own;
	motion->start_lba = start_lba;
	motion->end_lba = end_lba > start_lba ? end_lba : start_lba;
}

void mechanics_motion_set_stops(
	struct mechanics_motion *motion, uint64_t zone_stop_ns, uint64_t layer_change_ns)
{
	mechanics_curve_set_stops(&motion->own, zone_stop_ns, layer_change_ns);
	mechanics_curve_set_stops(&motion->other, zone_stop_ns, layer_change_ns);
}

void mechanics_motion_set_passes(struct mechanics_motion *motion, unsigned passes)
{
	mechanics_curve_set_passes(&motion->own, passes);
	mechanics_curve_set_passes(&motion->other, passes);
}

/* That of the block at @lba; what lies before the first block is like it. */
static const struct mechanics_curve *curve_at(const struct mechanics_motion *motion, int64_t lba)
{
	lba = lba < 0 ? 0 : lba;
	return lba >= motion->start_lba && lba < motion->end_lba ? &motion->own : &motion->other;
}

bool mechanics_motion_next_stop(
	const struct mechanics_motion *motion, int64_t from_lba, int64_t *ret_lba, uint64_t *ret_ns)
{
	int64_t start = motion->start_lba, end = motion->end_lba, lba;
	uint64_t ns;

	for (;;) {
		int64_t border = from_lba < start ? start : from_lba < end ? end : INT64_MAX;

		if (mechanics_curve_next_stop(curve_at(motion, from_lba), from_lba, &lba, &ns) &&
			lba < border) {
			*ret_lba = lba;
			*ret_ns = ns;
			return true;
		}
		if (border == INT64_MAX)
			return false;
		from_lba = border;
	}
}

int64_t mechanics_motion_next_bend(const struct mechanics_motion *motion, int64_t lba)
{
	int64_t bend = mechanics_curve_next_bend(curve_at(motion, lba), lba);

	if (lba < motion->start_lba && bend > motion->start_lba)
		return motion->start_lba;
	return lba < motion->end_lba && bend > motion->end_lba ? motion->end_lba : bend;
}

uint32_t mechanics_motion_rate_kBps(const struct mechanics_motion *motion, int64_t lba)
{
	return mechanics_curve_rate_kBps(curve_at(motion, lba), lba);
}

uint64_t mechanics_motion_rate_mblocks_per_s(const struct mechanics_motion *motion, int64_t lba)
{
	return mechanics_curve_rate_mblocks_per_s(curve_at(motion, lba), lba);
}

uint32_t mechanics_motion_rpm(const struct mechanics_motion *motion, int64_t lba)
{
	return mechanics_curve_rpm(curve_at(motion, lba), lba);
}

static int64_t between_ns(const struct mechanics_curve *curve, int64_t from_lba, int64_t to_lba)
{
	return mechanics_curve_time_ns(curve, to_lba) - mechanics_curve_time_ns(curve, from_lba);
}

/* To @lba beyond the first border of the curves. */
__attribute__((cold, noinline)) static int64_t across_ns(
	const struct mechanics_motion *motion, int64_t lba)
{
	int64_t start = motion->start_lba, end = motion->end_lba;

	if (lba <= start)
		return mechanics_curve_time_ns(&motion->other, lba);
	if (lba <= end)
		return mechanics_curve_time_ns(&motion->other, start) +
		       between_ns(&motion->own, start, lba);
	return mechanics_curve_time_ns(&motion->other, start) +
	       between_ns(&motion->own, start, end) + between_ns(&motion->other, end, lba);
}

int64_t mechanics_motion_time_ns(const struct mechanics_motion *motion, int64_t lba)
{
	if (lba < 0 || (motion->start_lba == 0 && lba <= motion->end_lba))
		return mechanics_curve_time_ns(curve_at(motion, 0), lba);
	return across_ns(motion, lba);
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
