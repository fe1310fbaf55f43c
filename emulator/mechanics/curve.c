/* SPDX-License-Identifier: MIT */
/*
 * curve.c: T(L), the time to reach block L, and what follows from it.
 *
 * In CLV blocks pass at a constant rate b:         T(L) = L / b.
 * In CAV the rate grows with the radius, b r / ro: T(L) = 2N / (ro^2 - ri^2) * (r(L) - ri) * ro /
 * b. Here b is in blocks per 10^6 s ("ublocks"), so that 1x of any medium has 11 good digits.
 * A layer is a row of zones, each CAV up to its switch and CLV from there; every other kind of
 * rotation is one zone.
 */
#include "emulator/mechanics/curve.h"

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
static uint32_t find_switch_block(const struct mechanics_curve *curve, uint64_t clv_ublocks_per_s)
{
	const struct mechanics_geometry *geometry = &curve->geometry;
	uint64_t radius;
	int64_t block;

	if (clv_ublocks_per_s >= curve->cav_ublocks_per_s)
		return geometry->blocks;
	radius = (uint64_t)(((wide)geometry->outer_radius_um << 32) * clv_ublocks_per_s /
			    curve->cav_ublocks_per_s);
	block = mechanics_lba_at(geometry, 0, radius); /* the nearest */
	if (block < geometry->blocks && mechanics_radius(geometry, block) < radius)
		block++;
	return (uint32_t)block;
}

static uint64_t cav_time_ns(const struct mechanics_curve *curve, uint32_t block)
{
	const struct mechanics_geometry *geometry = &curve->geometry;
	uint64_t radius = mechanics_radius_at(geometry, block);

	return (uint64_t)((wide)(radius - curve->inner_radius) * curve->cav_ns_per_um_q16 >> 48);
}

static uint64_t constant_time_ns(uint64_t blocks, uint64_t ublocks_per_s)
{
	uint64_t whole = NS_TIMES_10E6 / ublocks_per_s, rest = NS_TIMES_10E6 % ublocks_per_s;

	if (!__builtin_mul_overflow(blocks, rest, &rest)) /* mostly: no division of 128 bits */
		return blocks * whole + rest / ublocks_per_s;
	return (uint64_t)((wide)blocks * NS_TIMES_10E6 / ublocks_per_s);
}

static const struct mechanics_curve_zone *zone_of(
	const struct mechanics_curve *curve, uint32_t block)
{
	unsigned i = curve->zone_count - 1;

	while (i > 0 && curve->zones[i].start_block > block)
		i--;
	return &curve->zones[i];
}

static inline uint64_t zone_time_ns(const struct mechanics_curve *curve,
	const struct mechanics_curve_zone *zone, uint32_t block)
{
	if (block <= zone->switch_block)
		return zone->start_ns + cav_time_ns(curve, block) - zone->cav_start_ns;
	return zone->switch_ns +
	       constant_time_ns(block - zone->switch_block, zone->clv_ublocks_per_s);
}

/* Time from the first block of a layer, run outwards and without stops, to @block. */
static inline uint64_t layer_time_ns(const struct mechanics_curve *curve, uint32_t block)
{
	return zone_time_ns(curve, zone_of(curve, block), block);
}

/* The next zone outwards, from @start_block at @clv up to the rim as long as nothing follows. */
static void add_zone(
	struct mechanics_curve *curve, uint32_t start_block, uint64_t clv_ublocks_per_s)
{
	uint32_t switch_block = find_switch_block(curve, clv_ublocks_per_s);
	struct mechanics_curve_zone zone = {
		.start_block = start_block,
		.switch_block = switch_block > start_block ? switch_block : start_block,
		.clv_ublocks_per_s = clv_ublocks_per_s,
		.start_ns = curve->zone_count ? layer_time_ns(curve, start_block) : 0,
		.cav_start_ns = cav_time_ns(curve, start_block),
	};

	zone.switch_ns = zone_time_ns(curve, &zone, zone.switch_block);
	curve->zones[curve->zone_count++] = zone;
}

static void add_zones(struct mechanics_curve *curve, const struct mechanics_speed *speed)
{
	for (unsigned i = 0; i < speed->zone_count && i < MECHANICS_ZONES_MAX; i++) {
		const struct mechanics_zone *zone = &speed->zones[i];

		if (i == 0 || zone->start_block < curve->geometry.blocks)
			add_zone(curve, i ? zone->start_block : 0,
				named_rate(&curve->geometry, zone->kBps));
	}
	if (curve->zone_count == 0)
		add_zone(curve, 0, named_rate(&curve->geometry, speed->kBps));
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

void mechanics_curve_make(struct mechanics_curve *ret_curve,
	const struct mechanics_geometry *geometry, struct mechanics_speed speed, uint32_t rpm_max)
{
	uint64_t limit = rpm_max ? rate_at_rpm(geometry, rpm_max) : UINT64_MAX;
	uint64_t wished = wished_cav_rate(geometry, &speed);
	wide inner = (wide)geometry->inner_radius_um * geometry->inner_radius_um;
	wide outer = (wide)geometry->outer_radius_um * geometry->outer_radius_um;
	wide top = (wide)2 * geometry->blocks * geometry->outer_radius_um * NS_TIMES_10E6 << 16;
	struct mechanics_curve curve = { .geometry = *geometry, .passes = 1 };

	curve.cav_ublocks_per_s = wished < limit ? wished : limit;
	curve.cav_ns_per_um_q16 = (uint64_t)(top / ((outer - inner) * curve.cav_ublocks_per_s));
	curve.inner_radius = (uint64_t)geometry->inner_radius_um << 32;
	add_zones(&curve, &speed);
	curve.layer_ns = layer_time_ns(&curve, geometry->blocks);
	*ret_curve = curve;
}

void mechanics_curve_set_stops(
	struct mechanics_curve *curve, uint64_t zone_stop_ns, uint64_t layer_change_ns)
{
	curve->zone_stop_ns = zone_stop_ns;
	curve->layer_change_ns = layer_change_ns;
}

void mechanics_curve_set_passes(struct mechanics_curve *curve, unsigned passes)
{
	curve->passes = passes;
}

static int64_t end_of_layers(const struct mechanics_curve *curve)
{
	return (int64_t)curve->geometry.blocks * curve->geometry.layers;
}

/* The zone that the block at @lba lies in. */
static const struct mechanics_curve_zone *zone_at(const struct mechanics_curve *curve, int64_t lba)
{
	bool inwards;
	uint32_t position = mechanics_position(&curve->geometry, lba, &inwards);

	return zone_of(curve, inwards && position > 0 ? position - 1 : position);
}

/* How fast the track passes at @lba, whose radius is @radius, in blocks. */
static uint64_t track_ublocks_per_s(
	const struct mechanics_curve *curve, int64_t lba, uint64_t radius)
{
	uint64_t clv = zone_at(curve, lba)->clv_ublocks_per_s;
	wide cav = (wide)curve->cav_ublocks_per_s * radius /
		   ((uint64_t)curve->geometry.outer_radius_um << 32);

	return cav < clv ? (uint64_t)cav : clv;
}

static uint64_t rate_ublocks_per_s(const struct mechanics_curve *curve, int64_t lba)
{
	uint64_t radius = mechanics_radius(&curve->geometry, lba);

	return track_ublocks_per_s(curve, lba, radius) / curve->passes;
}

uint32_t mechanics_curve_rate_kBps(const struct mechanics_curve *curve, int64_t lba)
{
	wide bytes = (wide)rate_ublocks_per_s(curve, lba) * curve->geometry.reference_Bps;

	return (uint32_t)wide_divide_rounded(
		bytes, (wide)curve->geometry.reference_mblocks_per_s * 1000000);
}

uint64_t mechanics_curve_rate_mblocks_per_s(const struct mechanics_curve *curve, int64_t lba)
{
	return (uint64_t)wide_divide_rounded(rate_ublocks_per_s(curve, lba), 1000);
}

uint32_t mechanics_curve_rpm(const struct mechanics_curve *curve, int64_t lba)
{
	const struct mechanics_geometry *geometry = &curve->geometry;
	uint64_t radius = mechanics_radius(geometry, lba);
	wide path =
		((wide)track_ublocks_per_s(curve, lba, radius) * geometry->reference_mm_per_s * 60)
		<< 32;
	wide turn = (wide)radius * 2 * PI_E9 / 1000000000;

	return (uint32_t)wide_divide_rounded(path, turn * geometry->reference_mblocks_per_s);
}

/* Stops between zones that lie behind the edge at @position of a layer. */
static unsigned stops_passed(const struct mechanics_curve *curve, uint32_t position, bool inwards)
{
	unsigned passed = 0;

	for (unsigned i = 1; i < curve->zone_count; i++) {
		uint32_t boundary = curve->zones[i].start_block;

		passed += inwards ? boundary > position : boundary < position;
	}
	return passed;
}

/* From the start of a layer that is run outwards. */
static inline uint64_t outwards_ns(const struct mechanics_curve *curve, uint32_t position)
{
	return curve->passes * layer_time_ns(curve, position) +
	       stops_passed(curve, position, false) * curve->zone_stop_ns;
}

/* From the start of the layer that @lba lies on. */
static uint64_t time_within_layer_ns(const struct mechanics_curve *curve, int64_t lba)
{
	bool inwards;
	uint32_t position = mechanics_position(&curve->geometry, lba, &inwards);

	if (!inwards)
		return outwards_ns(curve, position);
	return curve->passes * (curve->layer_ns - layer_time_ns(curve, position)) +
	       stops_passed(curve, position, true) * curve->zone_stop_ns;
}

/* Of a whole layer, with its stops. */
static uint64_t whole_layer_ns(const struct mechanics_curve *curve)
{
	return curve->passes * curve->layer_ns + (curve->zone_count - 1) * curve->zone_stop_ns;
}

/* Of what lies before the first block or behind the last. */
__attribute__((cold, noinline)) static int64_t time_outside_ns(
	const struct mechanics_curve *curve, int64_t lba)
{
	int64_t end = end_of_layers(curve);

	if (lba < 0)
		return -(int64_t)constant_time_ns((uint64_t)-lba, rate_ublocks_per_s(curve, 0));
	return (int64_t)(whole_layer_ns(curve) * curve->geometry.layers +
			 curve->layer_change_ns * (curve->geometry.layers - 1) +
			 constant_time_ns((uint64_t)(lba - end), rate_ublocks_per_s(curve, end)));
}

__attribute__((noinline)) static int64_t time_beyond_first_layer_ns(
	const struct mechanics_curve *curve, int64_t lba)
{
	uint64_t layer_ns, layers;

	if (lba >= end_of_layers(curve))
		return time_outside_ns(curve, lba);
	layer_ns = whole_layer_ns(curve);
	/* the edge before @lba still belongs to the layer before when it is the first of its own */
	layers = (uint64_t)(lba - 1) / curve->geometry.blocks;
	if ((uint64_t)lba % curve->geometry.blocks == 0)
		return (int64_t)(layers * (layer_ns + curve->layer_change_ns) + layer_ns);
	return (int64_t)(layers * (layer_ns + curve->layer_change_ns) +
			 time_within_layer_ns(curve, lba));
}

int64_t mechanics_curve_time_ns(const struct mechanics_curve *curve, int64_t lba)
{
	if (lba > 0 && lba < curve->geometry.blocks)
		return (int64_t)outwards_ns(curve, (uint32_t)lba);
	if (lba > 0)
		return time_beyond_first_layer_ns(curve, lba);
	return lba ? time_outside_ns(curve, lba) : 0;
}

/* The first of the LBAs at which the path crosses the edge at @position (not 0, not the end) of
 * its layers that is not below @from_lba; or the end. */
static int64_t next_crossing(
	const struct mechanics_curve *curve, uint32_t position, int64_t from_lba)
{
	int64_t blocks = curve->geometry.blocks;

	for (unsigned layer = 0; layer < curve->geometry.layers; layer++) {
		bool inwards = mechanics_runs_inwards(&curve->geometry, layer);
		int64_t lba = layer * blocks + (inwards ? blocks - position : position);

		if (lba >= from_lba)
			return lba;
	}
	return end_of_layers(curve);
}

static int64_t next_layer_start(const struct mechanics_curve *curve, int64_t from_lba)
{
	int64_t blocks = curve->geometry.blocks;
	int64_t lba = from_lba <= blocks ? blocks : (from_lba + blocks - 1) / blocks * blocks;

	return lba < end_of_layers(curve) ? lba : end_of_layers(curve);
}

bool mechanics_curve_next_stop(
	const struct mechanics_curve *curve, int64_t from_lba, int64_t *ret_lba, uint64_t *ret_ns)
{
	int64_t end = end_of_layers(curve), found = end;
	uint64_t found_ns = 0;

	if (curve->layer_change_ns) {
		found = next_layer_start(curve, from_lba);
		found_ns = curve->layer_change_ns;
	}
	for (unsigned i = 1; i < curve->zone_count && curve->zone_stop_ns; i++) {
		int64_t lba = next_crossing(curve, curve->zones[i].start_block, from_lba);

		if (lba < found) {
			found = lba;
			found_ns = curve->zone_stop_ns;
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
	const struct mechanics_curve *curve, uint32_t position, int64_t from_lba, int64_t best)
{
	int64_t lba;

	if (position == 0 || position >= curve->geometry.blocks)
		return best;
	lba = next_crossing(curve, position, from_lba);
	return lba < best ? lba : best;
}

int64_t mechanics_curve_next_bend(const struct mechanics_curve *curve, int64_t lba)
{
	int64_t best = next_layer_start(curve, lba + 1);

	for (unsigned i = 0; i < curve->zone_count; i++) {
		const struct mechanics_curve_zone *zone = &curve->zones[i];
		uint32_t zone_end = i + 1 < curve->zone_count ? curve->zones[i + 1].start_block
							      : curve->geometry.blocks;

		best = nearer_bend(curve, zone->start_block, lba + 1, best);
		if (zone->switch_block < zone_end)
			best = nearer_bend(curve, zone->switch_block, lba + 1, best);
	}
	return best;
}
