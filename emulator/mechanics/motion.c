/* SPDX-License-Identifier: MIT */
/*
 * motion.c: T(L), the time to reach block L, and what follows from it.
 *
 * In CLV blocks pass at a constant rate b:         T(L) = L / b.
 * In CAV the rate grows with the radius, b r / ro: T(L) = 2N / (ro^2 - ri^2) * (r(L) - ri) * ro /
 * b. Here b is in blocks per 10^6 s ("ublocks"), so that 1x of any medium has 11 good digits.
 * A layer is a row of zones, each CAV up to its switch and CLV from there; every other kind of
 * rotation is one zone.
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

/* The first block of a layer at which a disc turning at the CAV part's speed gives @clv. */
static uint32_t find_switch_block(const struct mechanics_motion *motion, uint64_t clv_ublocks_per_s)
{
	const struct mechanics_geometry *geometry = &motion->geometry;
	wide inner = (wide)geometry->inner_radius_um * geometry->inner_radius_um;
	wide outer = (wide)geometry->outer_radius_um * geometry->outer_radius_um;
	wide radius, block;

	if (clv_ublocks_per_s >= motion->cav_ublocks_per_s)
		return geometry->blocks;
	radius = ((wide)geometry->outer_radius_um << 16) * clv_ublocks_per_s /
		 motion->cav_ublocks_per_s;
	if (radius * radius <= inner << 32)
		return 0;
	block = ((radius * radius - (inner << 32)) * geometry->blocks) / ((outer - inner) << 32);
	return (uint32_t)block + 1 < geometry->blocks ? (uint32_t)block + 1 : geometry->blocks;
}

static uint64_t cav_time_ns(const struct mechanics_motion *motion, uint32_t block)
{
	const struct mechanics_geometry *geometry = &motion->geometry;
	uint64_t radius = mechanics_radius(geometry, block);

	return (uint64_t)((wide)(radius - motion->inner_radius) * motion->cav_ns_per_um_q16 >> 48);
}

static uint64_t constant_time_ns(uint64_t blocks, uint64_t ublocks_per_s)
{
	return (uint64_t)((wide)blocks * NS_TIMES_10E6 / ublocks_per_s);
}

static const struct mechanics_motion_zone *zone_of(
	const struct mechanics_motion *motion, uint32_t block)
{
	unsigned i = motion->zone_count - 1;

	while (i > 0 && motion->zones[i].start_block > block)
		i--;
	return &motion->zones[i];
}

static uint64_t zone_time_ns(const struct mechanics_motion *motion,
	const struct mechanics_motion_zone *zone, uint32_t block)
{
	if (block <= zone->switch_block)
		return zone->start_ns + cav_time_ns(motion, block) -
		       cav_time_ns(motion, zone->start_block);
	return zone->switch_ns +
	       constant_time_ns(block - zone->switch_block, zone->clv_ublocks_per_s);
}

/* Time from the first block of a layer, run outwards and without stops, to @block. */
static uint64_t layer_time_ns(const struct mechanics_motion *motion, uint32_t block)
{
	return zone_time_ns(motion, zone_of(motion, block), block);
}

/* The next zone outwards, from @start_block at @clv up to the rim as long as nothing follows. */
static void add_zone(
	struct mechanics_motion *motion, uint32_t start_block, uint64_t clv_ublocks_per_s)
{
	uint32_t switch_block = find_switch_block(motion, clv_ublocks_per_s);
	struct mechanics_motion_zone zone = {
		.start_block = start_block,
		.switch_block = switch_block > start_block ? switch_block : start_block,
		.clv_ublocks_per_s = clv_ublocks_per_s,
		.start_ns = motion->zone_count ? layer_time_ns(motion, start_block) : 0,
	};

	zone.switch_ns = zone_time_ns(motion, &zone, zone.switch_block);
	motion->zones[motion->zone_count++] = zone;
}

static void add_zones(struct mechanics_motion *motion, const struct mechanics_speed *speed)
{
	for (unsigned i = 0; i < speed->zone_count && i < MECHANICS_ZONES_MAX; i++) {
		const struct mechanics_zone *zone = &speed->zones[i];

		if (i == 0 || zone->start_block < motion->geometry.blocks)
			add_zone(motion, i ? zone->start_block : 0,
				named_rate(&motion->geometry, zone->kBps));
	}
	if (motion->zone_count == 0)
		add_zone(motion, 0, named_rate(&motion->geometry, speed->kBps));
}

/* The rate at the rim that the spindle is to turn for, were there no limit. */
static uint64_t wished_cav_rate(
	const struct mechanics_geometry *geometry, const struct mechanics_speed *speed)
{
	switch (speed->rotation) {
	case MECHANICS_CAV:
		return named_rate(geometry, speed->kBps);
	case MECHANICS_PCAV:
		return at_least_slowest((wide)named_rate(geometry, speed->inner_kBps) *
					geometry->outer_radius_um / geometry->inner_radius_um);
	case MECHANICS_CLV:
	case MECHANICS_ZCLV:
		break;
	}
	return UINT64_MAX;
}

void mechanics_motion_make(struct mechanics_motion *ret_motion,
	const struct mechanics_geometry *geometry, struct mechanics_speed speed, uint32_t rpm_max)
{
	uint64_t limit = rpm_max ? rate_at_rpm(geometry, rpm_max) : UINT64_MAX;
	uint64_t wished = wished_cav_rate(geometry, &speed);
	wide inner = (wide)geometry->inner_radius_um * geometry->inner_radius_um;
	wide outer = (wide)geometry->outer_radius_um * geometry->outer_radius_um;
	wide top = (wide)2 * geometry->blocks * geometry->outer_radius_um * NS_TIMES_10E6 << 16;
	struct mechanics_motion motion = { .geometry = *geometry, .passes = 1 };

	motion.cav_ublocks_per_s = wished < limit ? wished : limit;
	motion.cav_ns_per_um_q16 = (uint64_t)(top / ((outer - inner) * motion.cav_ublocks_per_s));
	motion.inner_radius = (uint64_t)geometry->inner_radius_um << 32;
	add_zones(&motion, &speed);
	motion.layer_ns = layer_time_ns(&motion, geometry->blocks);
	*ret_motion = motion;
}

void mechanics_motion_set_stops(
	struct mechanics_motion *motion, uint64_t zone_stop_ns, uint64_t layer_change_ns)
{
	motion->zone_stop_ns = zone_stop_ns;
	motion->layer_change_ns = layer_change_ns;
}

void mechanics_motion_set_passes(struct mechanics_motion *motion, unsigned passes)
{
	motion->passes = passes;
}

static int64_t end_of_layers(const struct mechanics_motion *motion)
{
	return (int64_t)motion->geometry.blocks * motion->geometry.layers;
}

/* The zone that the block at @lba lies in. */
static const struct mechanics_motion_zone *zone_at(
	const struct mechanics_motion *motion, int64_t lba)
{
	bool inwards;
	uint32_t position = mechanics_position(&motion->geometry, lba, &inwards);

	return zone_of(motion, inwards && position > 0 ? position - 1 : position);
}

/* How fast the track passes at @lba, whose radius is @radius, in blocks. */
static uint64_t track_ublocks_per_s(
	const struct mechanics_motion *motion, int64_t lba, uint64_t radius)
{
	uint64_t clv = zone_at(motion, lba)->clv_ublocks_per_s;
	wide cav = (wide)motion->cav_ublocks_per_s * radius /
		   ((uint64_t)motion->geometry.outer_radius_um << 32);

	return cav < clv ? (uint64_t)cav : clv;
}

static uint64_t rate_ublocks_per_s(const struct mechanics_motion *motion, int64_t lba)
{
	uint64_t radius = mechanics_radius(&motion->geometry, lba);

	return track_ublocks_per_s(motion, lba, radius) / motion->passes;
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
	uint64_t radius = mechanics_radius(geometry, lba);
	wide path =
		((wide)track_ublocks_per_s(motion, lba, radius) * geometry->reference_mm_per_s * 60)
		<< 32;
	wide turn = (wide)radius * 2 * PI_E9 / 1000000000;

	return (uint32_t)wide_divide_rounded(path, turn * geometry->reference_mblocks_per_s);
}

/* Stops between zones that lie behind the edge at @position of a layer. */
static unsigned stops_passed(const struct mechanics_motion *motion, uint32_t position, bool inwards)
{
	unsigned passed = 0;

	for (unsigned i = 1; i < motion->zone_count; i++) {
		uint32_t boundary = motion->zones[i].start_block;

		passed += inwards ? boundary > position : boundary < position;
	}
	return passed;
}

/* From the start of the layer that @lba lies on. */
static uint64_t time_within_layer_ns(const struct mechanics_motion *motion, int64_t lba)
{
	bool inwards;
	uint32_t position = mechanics_position(&motion->geometry, lba, &inwards);
	uint64_t outwards_ns = layer_time_ns(motion, position);

	return motion->passes * (inwards ? motion->layer_ns - outwards_ns : outwards_ns) +
	       stops_passed(motion, position, inwards) * motion->zone_stop_ns;
}

int64_t mechanics_motion_time_ns(const struct mechanics_motion *motion, int64_t lba)
{
	int64_t end = end_of_layers(motion);
	uint64_t layer_ns =
		motion->passes * motion->layer_ns + (motion->zone_count - 1) * motion->zone_stop_ns;
	uint64_t layers;

	if (lba < 0)
		return -(int64_t)constant_time_ns((uint64_t)-lba, rate_ublocks_per_s(motion, 0));
	if (lba >= end)
		return (int64_t)(layer_ns * motion->geometry.layers +
				 motion->layer_change_ns * (motion->geometry.layers - 1) +
				 constant_time_ns(
					 (uint64_t)(lba - end), rate_ublocks_per_s(motion, end)));
	if (lba == 0)
		return 0;
	/* the edge before @lba still belongs to the layer before when it is the first of its own */
	layers = (uint64_t)(lba - 1) / motion->geometry.blocks;
	if ((uint64_t)lba % motion->geometry.blocks == 0)
		return (int64_t)(layers * (layer_ns + motion->layer_change_ns) + layer_ns);
	return (int64_t)(layers * (layer_ns + motion->layer_change_ns) +
			 time_within_layer_ns(motion, lba));
}

/* The first of the LBAs at which the path crosses the edge at @position (not 0, not the end) of
 * its layers that is not below @from_lba; or the end. */
static int64_t next_crossing(
	const struct mechanics_motion *motion, uint32_t position, int64_t from_lba)
{
	int64_t blocks = motion->geometry.blocks;

	for (unsigned layer = 0; layer < motion->geometry.layers; layer++) {
		int64_t lba = layer * blocks + (layer % 2 ? blocks - position : position);

		if (lba >= from_lba)
			return lba;
	}
	return end_of_layers(motion);
}

static int64_t next_layer_start(const struct mechanics_motion *motion, int64_t from_lba)
{
	int64_t blocks = motion->geometry.blocks;
	int64_t lba = from_lba <= blocks ? blocks : (from_lba + blocks - 1) / blocks * blocks;

	return lba < end_of_layers(motion) ? lba : end_of_layers(motion);
}

bool mechanics_motion_next_stop(
	const struct mechanics_motion *motion, int64_t from_lba, int64_t *ret_lba, uint64_t *ret_ns)
{
	int64_t end = end_of_layers(motion), found = end;
	uint64_t found_ns = 0;

	if (motion->layer_change_ns) {
		found = next_layer_start(motion, from_lba);
		found_ns = motion->layer_change_ns;
	}
	for (unsigned i = 1; i < motion->zone_count && motion->zone_stop_ns; i++) {
		int64_t lba = next_crossing(motion, motion->zones[i].start_block, from_lba);

		if (lba < found) {
			found = lba;
			found_ns = motion->zone_stop_ns;
		}
	}
	if (found >= end)
		return false;
	*ret_lba = found;
	*ret_ns = found_ns;
	return true;
}

/* The edge at @position, when it is one of the layer's inner edges. */
static int64_t nearer_bend(
	const struct mechanics_motion *motion, uint32_t position, int64_t from_lba, int64_t best)
{
	int64_t lba;

	if (position == 0 || position >= motion->geometry.blocks)
		return best;
	lba = next_crossing(motion, position, from_lba);
	return lba < best ? lba : best;
}

int64_t mechanics_motion_next_bend(const struct mechanics_motion *motion, int64_t lba)
{
	int64_t best = next_layer_start(motion, lba + 1);

	for (unsigned i = 0; i < motion->zone_count; i++) {
		const struct mechanics_motion_zone *zone = &motion->zones[i];
		uint32_t zone_end = i + 1 < motion->zone_count ? motion->zones[i + 1].start_block
							       : motion->geometry.blocks;

		best = nearer_bend(motion, zone->start_block, lba + 1, best);
		if (zone->switch_block < zone_end)
			best = nearer_bend(motion, zone->switch_block, lba + 1, best);
	}
	return best;
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
