/* SPDX-License-Identifier: MIT */
/*
 * Motion against figures worked out apart from the code: closed forms done by hand or with a
 * calculator from radii, capacity and reference velocity, and the rated figures of real drives.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* after the four headers it needs */
#include <cmocka.h>

#include "emulator/mechanics/motion.h"
#include "emulator/mechanics/tests/discs.h"
#include "emulator/mechanics/wide.h"

#define S_NS UINT64_C(1000000000)

static struct mechanics_motion make(
	struct mechanics_geometry geometry, struct mechanics_speed speed, uint32_t rpm_max)
{
	struct mechanics_motion motion;

	assert_true(mechanics_geometry_is_valid(&geometry));
	mechanics_motion_make(&motion, &geometry, speed, rpm_max);
	return motion;
}

static void assert_within(uint64_t value, uint64_t expected, uint64_t tolerance)
{
	assert_in_range(value, expected - tolerance, expected + tolerance);
}

/* Rate at @percent of the disc in 1/100 of 1x. */
static uint64_t rate_cx(const struct mechanics_motion *motion, unsigned percent)
{
	int64_t lba = (int64_t)motion->geometry.blocks * percent / 100;

	return mechanics_motion_rate_mblocks_per_s(motion, lba) * 100 /
	       motion->geometry.reference_mblocks_per_s;
}

static uint64_t full_ms(const struct mechanics_motion *motion)
{
	return mechanics_motion_transfer_ns(motion, 0, motion->geometry.blocks) / 1000000;
}

static void test_square_root(void **state)
{
	(void)state;
	assert_int_equal(wide_sqrt(0), 0);
	assert_int_equal(wide_sqrt(3), 1);
	assert_int_equal(wide_sqrt(4), 2);
	assert_int_equal(wide_sqrt(((wide)1 << 64) - 1), UINT32_MAX);
	assert_int_equal(wide_sqrt((wide)1 << 64), (uint64_t)1 << 32);
	/* sqrt(2) is 1.41421356237309504880; times 2^63 */
	assert_int_equal(wide_sqrt((wide)1 << 127), UINT64_C(13043817825332782212));
	assert_int_equal(wide_sqrt(~(wide)0), UINT64_MAX);
	for (uint64_t root = 1; root < UINT64_C(1) << 62; root = root * 3 + 1) {
		assert_int_equal(wide_sqrt((wide)root * root), root);
		assert_int_equal(wide_sqrt((wide)root * root - 1), root - 1);
		assert_int_equal(wide_sqrt((wide)root * root + (wide)2 * root), root);
	}
}

static void test_radius(void **state)
{
	struct mechanics_geometry dvd = DVD_120, two = DVD_TWO;

	(void)state;
	assert_int_equal(mechanics_radius_nm(&dvd, 0), 24000000);
	assert_int_equal(mechanics_radius_nm(&dvd, 2295104), 58000000);
	/* half of the blocks: sqrt((24^2 + 58^2) / 2) = sqrt(1970) = 44.384682 mm */
	assert_int_equal(mechanics_radius_nm(&dvd, 2295104 / 2), 44384682);
	assert_int_equal(mechanics_radius_nm(&dvd, -150), 24000000);
	assert_int_equal(mechanics_radius_nm(&dvd, 3000000), 58000000);
	/* the second layer runs inwards */
	assert_int_equal(mechanics_radius_nm(&two, 2086912), 58000000);
	assert_int_equal(
		mechanics_radius(&two, 2086912 - 5000), mechanics_radius(&two, 2086912 + 5000));
	assert_int_equal(mechanics_radius_nm(&two, INT64_C(2) * 2086912), 24000000);
}

/* After the blocks of one turn, 2 pi r / (mm per block), the path is one track pitch further out: pitches of the standards. */
static void test_a_turn_is_a_track_pitch(void **state)
{
	const struct {
		struct mechanics_geometry geometry;
		uint32_t pitch_nm;
	} rows[] = {
		{ DVD_120, 740 }, /* ECMA-337: 0.74 um */
		{ BD_25, 320 },	  /* BD white paper: 0.32 um */
		{ CD_80,
			1500 }, /* 1.2 m/s: 80 minutes take 1.5 um, the least that ECMA-130 allows */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct mechanics_geometry *geometry = &rows[i].geometry;

		for (uint32_t tenth = 0; tenth < 10; tenth++) {
			uint32_t from = geometry->blocks / 10 * tenth;
			uint64_t radius_nm = mechanics_radius_nm(geometry, from);
			/* a hundred turns, on their mean radius; 2 pi = 6.283185307 */
			uint64_t length_nm = 100 * (radius_nm + UINT64_C(50) * rows[i].pitch_nm) *
					     6283185 / 1000000;
			uint64_t turns = length_nm * geometry->reference_mblocks_per_s /
					 ((uint64_t)geometry->reference_mm_per_s * 1000000000);

			assert_within(
				mechanics_radius_nm(geometry, from + (int64_t)turns) - radius_nm,
				UINT64_C(100) * rows[i].pitch_nm, rows[i].pitch_nm);
		}
	}
}

/* Neighbours never lie at one radius, nor the further one nearer; the second layer goes back through the same radii. */
static void check_order(const struct mechanics_geometry *geometry, int64_t lba)
{
	uint64_t here = mechanics_radius(geometry, lba), next = mechanics_radius(geometry, lba + 1);

	if (lba % geometry->blocks == geometry->blocks - 1 && geometry->parallel_path)
		return; /* from the rim back to the hub */
	if (lba < geometry->blocks || geometry->parallel_path)
		assert_true(next > here);
	else
		assert_true(next < here);
	if (geometry->layers == 2 && !geometry->parallel_path)
		assert_int_equal(
			mechanics_radius(geometry, INT64_C(2) * geometry->blocks - lba), here);
}

/* And each leads back to its block; a block further is a part of a turn further. */
static void check_back(const struct mechanics_geometry *geometry, int64_t lba)
{
	uint32_t layer = (uint32_t)(lba / geometry->blocks);
	uint64_t here = mechanics_turns(geometry, lba), next = mechanics_turns(geometry, lba + 1);

	assert_int_equal(mechanics_lba_at(geometry, layer, mechanics_radius(geometry, lba)), lba);
	assert_true(next > here);
	assert_true(next - here < UINT64_C(1) << 31);
}

/*
 * A DVD: 11 847.6 m of track, 2295104 * 3490 / 676.08 mm, over 34 mm: each turn 2 pi 41 mm in the mean, 45 990.3 of them. The
 * first block is 5.1621 mm of a turn of 150.80 mm, 0.034232; the last of 364.42 mm, 0.014165.
 */
static void test_turns(void **state)
{
	const uint64_t turn = UINT64_C(1) << 32;
	struct mechanics_geometry dvd = DVD_120, two = DVD_TWO;
	uint64_t end = mechanics_turns(&two, INT64_C(2) * 2086912);

	(void)state;
	assert_int_equal(mechanics_turns(&dvd, 0), 0);
	assert_int_equal(mechanics_turns(&dvd, -150), 0);
	assert_within(mechanics_turns(&dvd, 2295104) / turn, 45990, 1);
	assert_within(mechanics_turns(&dvd, 1), turn * 34232 / 1000000, turn / 1000000);
	assert_within(mechanics_turns(&dvd, 2295104) - mechanics_turns(&dvd, 2295103),
		turn * 14165 / 1000000, turn / 1000000);
	/* back through the second layer as out through the first */
	assert_int_equal(end, 2 * mechanics_turns(&two, 2086912));
	assert_int_equal(mechanics_turns(&two, 2086912 + 5000) - mechanics_turns(&two, 2086912),
		mechanics_turns(&two, 2086912) - mechanics_turns(&two, 2086912 - 5000));
}

static void test_edges_of_a_layer(void **state)
{
	struct mechanics_geometry two = DVD_TWO;
	const uint64_t um = UINT64_C(1) << 32;

	(void)state;
	assert_int_equal(mechanics_lba_at(&two, 0, 0), 0);
	assert_int_equal(mechanics_lba_at(&two, 0, UINT64_MAX), 2086912);
	assert_int_equal(mechanics_lba_at(&two, 1, 70000 * um), 2086912);
	assert_int_equal(mechanics_lba_at(&two, 1, 20000 * um), 2 * 2086912);
	/* half of the blocks of each: 44.384682 mm, see above */
	assert_within((uint64_t)mechanics_lba_at(&two, 0, 44384682 * um / 1000), 1043456, 1);
	assert_within((uint64_t)mechanics_lba_at(&two, 1, 44384682 * um / 1000), 3130368, 1);
}

/*
 * Parallel paths, ECMA-267 10.7: both layers begin at 24 mm and run outwards. Block n of the second layer lies above block n of
 * the first, not above the n-th from its end.
 */
static void test_parallel_layers(void **state)
{
	const uint64_t um = UINT64_C(1) << 32;
	struct mechanics_geometry opposite = DVD_TWO, parallel = DVD_PARALLEL;
	/* blocks of the second layer, and how far out each is: r^2 = 24^2 + 2788 n / 2086912 mm^2 */
	static const struct {
		uint32_t block;
		uint32_t parallel_nm, opposite_nm;
	} rows[] = {
		{ 0, 24000000, 58000000 },
		{ 208691, 29236958, 55544579 },	 /* a tenth: 854.8 and 3085.2 mm^2 */
		{ 521728, 35679125, 51643005 },	 /* a quarter: 1273 and 2667 */
		{ 1043456, 44384682, 44384682 }, /* half: 1970 mm^2 both */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t lba = INT64_C(2086912) + rows[i].block;

		assert_within(mechanics_radius_nm(&parallel, lba), rows[i].parallel_nm, 20);
		assert_within(mechanics_radius_nm(&opposite, lba), rows[i].opposite_nm, 20);
		assert_int_equal(
			mechanics_lba_at(&parallel, 1, mechanics_radius(&parallel, lba)), lba);
		assert_int_equal(
			mechanics_lba_at(&opposite, 1, mechanics_radius(&opposite, lba)), lba);
		assert_int_equal(mechanics_radius(&parallel, lba),
			mechanics_radius(&parallel, rows[i].block));
	}
	assert_int_equal(mechanics_radius_nm(&parallel, INT64_C(2) * 2086912), 58000000);
	assert_int_equal(mechanics_lba_at(&parallel, 1, 24000 * um), 2086912);
	assert_int_equal(mechanics_lba_at(&parallel, 1, 70000 * um), 2 * 2086912);
	/* the second layer turns the disc as often as the first, and as far to each of its blocks */
	assert_int_equal(
		mechanics_turns(&parallel, 2086912 + 5000) - mechanics_turns(&parallel, 2086912),
		mechanics_turns(&parallel, 5000));
	/* 8x CAV: 3.31x at the start of both layers, 8x at the end of both; opposite: 8x where they meet */
	struct mechanics_motion up = make(parallel, CAV(8 * 1385), 0);
	struct mechanics_motion mirrored = make(opposite, CAV(8 * 1385), 0);

	assert_int_equal(mechanics_motion_rate_kBps(&up, 2086911), 11080);
	assert_int_equal(mechanics_motion_rate_kBps(&up, 2086912), 4585);
	assert_int_equal(mechanics_motion_rate_kBps(&mirrored, 2086912), 11080);
	assert_int_equal(mechanics_motion_time_ns(&up, INT64_C(2) * 2086912),
		2 * mechanics_motion_time_ns(&up, 2086912));
	assert_int_equal(mechanics_motion_next_bend(&up, 0), 2086912);
}

static void test_radius_is_monotone(void **state)
{
	const struct mechanics_geometry geometries[] = { CD_80, DVD_120, BD_25, DVD_TWO,
		DVD_PARALLEL };

	(void)state;
	for (size_t i = 0; i < sizeof(geometries) / sizeof(geometries[0]); i++) {
		int64_t blocks = (int64_t)geometries[i].blocks * geometries[i].layers;

		for (int64_t lba = 0; lba < blocks; lba += 997)
			check_order(&geometries[i], lba), check_back(&geometries[i], lba);
		check_order(&geometries[i], blocks - 1);
		check_back(&geometries[i], blocks - 1);
		check_order(&geometries[i], geometries[i].blocks - 1);
	}
}

static void test_geometry_limits(void **state)
{
	struct mechanics_geometry good = BD_25, bad;

	(void)state;
	assert_true(mechanics_geometry_is_valid(&good));
	bad = good, bad.inner_radius_um = 57000;
	assert_false(mechanics_geometry_is_valid(&bad));
	bad = good, bad.outer_radius_um = 70000;
	assert_false(mechanics_geometry_is_valid(&bad));
	bad = good, bad.blocks = 0;
	assert_false(mechanics_geometry_is_valid(&bad));
	bad = good, bad.layers = 5;
	assert_false(mechanics_geometry_is_valid(&bad));
	bad = good, bad.reference_Bps = 0;
	assert_false(mechanics_geometry_is_valid(&bad));
	bad = good, bad.reference_mm_per_s = 0;
	assert_false(mechanics_geometry_is_valid(&bad));
}

/* Full discs in CLV: blocks / (speed * blocks per second), e.g. 2295104 / (4 * 676.08) = 848.7 s */
static void test_clv_full_disc(void **state)
{
	const struct {
		struct mechanics_geometry geometry;
		uint32_t kBps;
		uint64_t ms;
	} rows[] = {
		{ DVD_120, 1385, 3394723 },
		{ DVD_120, 4 * 1385, 848681 },
		{ DVD_120, 8 * 1385, 424340 },
		{ BD_25, 2 * 4495, 2783609 },
		{ BD_25, 8 * 4495, 695902 },
		{ CD_80, 706, 1198871 },
		{ CD_80, 4234, 199908 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct mechanics_motion motion = make(rows[i].geometry, CLV(rows[i].kBps), 0);

		/* the named kB/s are rounded to whole ones: up to 0.07 % */
		assert_within(full_ms(&motion), rows[i].ms, rows[i].ms / 1000);
		assert_int_equal(mechanics_motion_rate_kBps(&motion, 0), rows[i].kBps);
		assert_int_equal(mechanics_motion_rate_kBps(&motion, rows[i].geometry.blocks - 1),
			rows[i].kBps);
	}
}

/* Full discs in CAV: mean rate is (ro + ri) / 2 ro of the rim's, e.g. 16x DVD: 11.31x, 300 s. */
static void test_cav_full_disc(void **state)
{
	const struct {
		struct mechanics_geometry geometry;
		uint32_t kBps;
		uint64_t s, start_cx;
	} rows[] = {
		{ DVD_120, 8 * 1385, 600, 331 },
		{ DVD_120, 16 * 1385, 300, 662 },
		{ DVD_120, 24 * 1385, 200, 993 },
		{ CD_80, 8467, 140, 2068 },
		{ CD_80, 9173, 129, 2241 },
		{ BD_25, 53940, 656, 496 },
		{ BD_25, 71920, 492, 662 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct mechanics_motion motion = make(rows[i].geometry, CAV(rows[i].kBps), 0);

		assert_within(full_ms(&motion), rows[i].s * 1000, 600);
		assert_within(rate_cx(&motion, 0), rows[i].start_cx, 1);
		assert_int_equal(
			mechanics_motion_rate_kBps(&motion, rows[i].geometry.blocks), rows[i].kBps);
	}
}

static void test_cav_curve_of_dvd_16x(void **state)
{
	struct mechanics_motion motion = make(DVD_120, CAV(16 * 1385), 0);
	const unsigned percent[] = { 0, 10, 25, 50, 75, 90, 100 };
	const uint64_t expected_cx[] = { 662, 807, 984, 1224, 1425, 1532, 1600 };

	(void)state;
	for (size_t i = 0; i < 7; i++)
		assert_within(rate_cx(&motion, percent[i]), expected_cx[i], 1);
	/* half of the blocks take (r(N/2) - ri) / (ro - ri) = 20.384682 / 34 of the time */
	assert_within(mechanics_motion_transfer_ns(&motion, 0, 2295104 / 2) / 1000000,
		full_ms(&motion) * 20384682 / 34000000, 1);
}

/* 60 v / 2 pi r: 16x DVD 9193 at the rim, 12x BD 9714, 1x DVD 1389 inside and 575 outside */
static void test_rotation(void **state)
{
	struct mechanics_motion dvd16 = make(DVD_120, CAV(16 * 1385), 0);
	struct mechanics_motion bd12 = make(BD_25, CAV(53940), 0);
	struct mechanics_motion dvd1 = make(DVD_120, CLV(1385), 0);
	struct mechanics_motion bd1 = make(BD_25, CLV(4495), 0);
	struct mechanics_motion cd1 = make(CD_80, CLV(176), 0);

	(void)state;
	assert_within(mechanics_motion_rpm(&dvd16, 2295104), 9193, 3);
	assert_within(mechanics_motion_rpm(&dvd16, 0), 9193, 3);
	assert_within(mechanics_motion_rpm(&dvd16, 1000000), 9193, 3);
	assert_within(mechanics_motion_rpm(&bd12, 0), 9714, 3);
	assert_within(mechanics_motion_rpm(&dvd1, 0), 1389, 1);
	assert_within(mechanics_motion_rpm(&dvd1, 2295104), 575, 1);
	assert_within(mechanics_motion_rpm(&bd1, 0), 1956, 1);
	assert_within(mechanics_motion_rpm(&bd1, 12219392), 810, 1);
	assert_within(mechanics_motion_rpm(&cd1, 0), 458, 2);
	assert_within(mechanics_motion_rpm(&cd1, 359849), 198, 1);
}

/* Partial CAV 6.04x to 12.08x: the spindle at 6.04x inside is 6.04 * 1388.6 = 8387 rpm; 339 s */
static void test_partial_cav(void **state)
{
	struct mechanics_motion motion = make(DVD_120, CLV(16731), 8387);

	(void)state;
	assert_within(rate_cx(&motion, 0), 604, 1);
	assert_within(rate_cx(&motion, 100), 1208, 1);
	assert_within(full_ms(&motion), 339500, 700);
	assert_within(mechanics_motion_rpm(&motion, 0), 8387, 1);
	/* reached at r = 48 mm: (48^2 - 24^2) / (58^2 - 24^2) = 61.98 % of the blocks */
	assert_int_equal(rate_cx(&motion, 63), rate_cx(&motion, 100));
	assert_true(rate_cx(&motion, 61) < rate_cx(&motion, 100));
	assert_true(mechanics_motion_rpm(&motion, 2295104) < 8387);
}

static void test_spindle_limit_of_cav(void **state)
{
	/* 52x CD needs 10 300 rpm; at 5150 it is a 26x */
	struct mechanics_motion motion = make(CD_80, CAV(9173), 5150);

	(void)state;
	assert_within(rate_cx(&motion, 100), 2606, 5);
	assert_within(mechanics_motion_rpm(&motion, 0), 5150, 1);
	assert_within(mechanics_motion_rpm(&motion, 359849), 5150, 1);
}

static void test_second_layer_mirrors_the_first(void **state)
{
	struct mechanics_motion motion = make(DVD_TWO, CAV(8 * 1385), 0);
	uint32_t n = 2086912;

	(void)state;
	assert_int_equal(mechanics_motion_transfer_ns(&motion, n, n),
		mechanics_motion_transfer_ns(&motion, 0, n));
	assert_int_equal(mechanics_motion_transfer_ns(&motion, n, 1000),
		mechanics_motion_transfer_ns(&motion, n - 1000, 1000));
	assert_int_equal(mechanics_motion_rate_kBps(&motion, INT64_C(2) * n),
		mechanics_motion_rate_kBps(&motion, 0));
}

static void test_beyond_the_edges(void **state)
{
	struct mechanics_motion motion = make(CD_80, CAV(8467), 0);
	uint64_t rate = mechanics_motion_rate_mblocks_per_s(&motion, 0);

	(void)state;
	assert_int_equal(mechanics_motion_time_ns(&motion, 0), 0);
	assert_within(mechanics_motion_transfer_ns(&motion, -4650, 4500), 4500 * S_NS * 1000 / rate,
		10000);
	assert_within(mechanics_motion_transfer_ns(&motion, 359849, 3600), S_NS, 100000);
	assert_true(mechanics_motion_time_ns(&motion, INT32_MAX) > 0);
	assert_true(mechanics_motion_time_ns(&motion, INT32_MIN) < 0);
}

/* xorshift: tests draw the same numbers on every run */
static uint64_t next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static void check_pieces(const struct mechanics_motion *motion, uint64_t *seed)
{
	int64_t blocks = (int64_t)motion->geometry.blocks * motion->geometry.layers;
	int64_t from = (int64_t)(next_random(seed) % (uint64_t)(blocks + 2000)) - 1000;
	uint32_t a = (uint32_t)(next_random(seed) % 70000), b = (uint32_t)(next_random(seed) % 70);
	uint64_t whole = mechanics_motion_transfer_ns(motion, from, a + b);
	uint64_t ns = next_random(seed) % (whole + 1);
	uint32_t n = mechanics_motion_blocks_in(motion, from, ns, a + b);

	assert_int_equal(mechanics_motion_transfer_ns(motion, from, a) +
				 mechanics_motion_transfer_ns(motion, from + a, b),
		whole);
	assert_true(mechanics_motion_transfer_ns(motion, from, n) <= ns);
	if (n < a + b)
		assert_true(mechanics_motion_transfer_ns(motion, from, n + 1) > ns);
	assert_int_equal(mechanics_motion_blocks_in(motion, from, whole, a + b), a + b);
	assert_int_equal(mechanics_motion_blocks_in(motion, from, UINT64_MAX, 7), 7);
}

static void test_pieces_add_up(void **state)
{
	const struct mechanics_motion motions[] = {
		make(DVD_120, CAV(16 * 1385), 0),
		make(DVD_120, CLV(16731), 8387),
		make(DVD_120, CLV(4 * 1385), 0),
		make(CD_80, CAV(9173), 5150),
		make(BD_25, CLV(8990), 0),
		make(BD_25, CAV(71920), 10000),
		make(DVD_TWO, CAV(8 * 1385), 0),
		make(DVD_TWO, CLV(8 * 1385), 6000),
		make(DVD_PARALLEL, CAV(8 * 1385), 0),
		make(DVD_PARALLEL, CLV(8 * 1385), 6000),
		make(BD_25, CLV(0), 1),
	};
	uint64_t seed = 0x1234567;

	(void)state;
	for (size_t i = 0; i < sizeof(motions) / sizeof(motions[0]); i++)
		for (unsigned n = 0; n < 500; n++)
			check_pieces(&motions[i], &seed);
}

/* The time of single blocks is what the rate says, everywhere. */
static void test_time_is_the_rate_summed(void **state)
{
	struct mechanics_motion motion = make(BD_25, CLV(53940), 8000);

	(void)state;
	for (int64_t lba = 0; lba < 12219392 - 1000; lba += 99991) {
		uint64_t middle = mechanics_motion_rate_mblocks_per_s(&motion, lba + 500);
		uint64_t expected = 1000 * S_NS * 1000 / middle;

		assert_within(mechanics_motion_transfer_ns(&motion, lba, 1000), expected,
			expected / 20000 + 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_square_root),
		cmocka_unit_test(test_radius),
		cmocka_unit_test(test_a_turn_is_a_track_pitch),
		cmocka_unit_test(test_radius_is_monotone),
		cmocka_unit_test(test_turns),
		cmocka_unit_test(test_edges_of_a_layer),
		cmocka_unit_test(test_parallel_layers),
		cmocka_unit_test(test_geometry_limits),
		cmocka_unit_test(test_clv_full_disc),
		cmocka_unit_test(test_cav_full_disc),
		cmocka_unit_test(test_cav_curve_of_dvd_16x),
		cmocka_unit_test(test_rotation),
		cmocka_unit_test(test_partial_cav),
		cmocka_unit_test(test_spindle_limit_of_cav),
		cmocka_unit_test(test_second_layer_mirrors_the_first),
		cmocka_unit_test(test_beyond_the_edges),
		cmocka_unit_test(test_pieces_add_up),
		cmocka_unit_test(test_time_is_the_rate_summed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
