/* SPDX-License-Identifier: MIT */
/*
 * Partial CAV by its start, zoned CLV and what stops recording: full-disc times by hand from blocks
 * and rates, where the stops are, and that pieces still add up over them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* after the four headers it needs */
#include <cmocka.h>

#include "emulator/mechanics/motion.h"
#include "emulator/mechanics/tests/discs.h"

#define MS_NS UINT64_C(1000000)

/* 6x below block 450000, 8x from it: DVD. */
#define ZONES_6_8                                                  \
	((struct mechanics_speed) { .kBps = 8 * 1385,              \
		.rotation = MECHANICS_ZCLV,                        \
		.zone_count = 2,                                   \
		.zones = { { .start_block = 0, .kBps = 6 * 1385 }, \
			{ .start_block = 450000, .kBps = 8 * 1385 } } })

static struct mechanics_motion make(
	struct mechanics_geometry geometry, struct mechanics_speed speed, uint32_t rpm_max)
{
	struct mechanics_motion motion;

	mechanics_motion_make(&motion, &geometry, speed, rpm_max);
	return motion;
}

static uint64_t full_ms(const struct mechanics_motion *motion)
{
	return mechanics_motion_transfer_ns(
		       motion, 0, motion->geometry.blocks * motion->geometry.layers) /
	       MS_NS;
}

/* 6.04x inside to 12.08x, reached at 48 mm: 339.5 s, whatever the spindle could do beyond. */
static void partial_cav_by_its_start(void **state)
{
	struct mechanics_speed speed = {
		.kBps = 16731, .rotation = MECHANICS_PCAV, .inner_kBps = 8366
	};
	struct mechanics_motion motion = make(DVD_120, speed, 0);
	int64_t bend = mechanics_motion_next_bend(&motion, 0);

	(void)state;
	assert_in_range(mechanics_motion_rate_kBps(&motion, 0), 8365, 8366);
	assert_int_equal(mechanics_motion_rate_kBps(&motion, 2295103), 16731);
	assert_in_range(full_ms(&motion), 338800, 340200);
	/* (48^2 - 24^2) / (58^2 - 24^2) = 61.98 % of the blocks */
	assert_in_range(bend, 1421000, 1423500);
	assert_int_equal(mechanics_motion_next_bend(&motion, bend), 2295104);
	assert_int_equal(mechanics_motion_rate_kBps(&motion, bend), 16731);
}

/* A spindle that cannot give the start begins as it can. */
static void partial_cav_within_the_limit(void **state)
{
	struct mechanics_speed speed = {
		.kBps = 16731, .rotation = MECHANICS_PCAV, .inner_kBps = 8366
	};
	struct mechanics_motion motion = make(DVD_120, speed, 6945); /* 5x inside */

	(void)state;
	assert_in_range(mechanics_motion_rate_kBps(&motion, 0), 6918, 6932);
	assert_in_range(mechanics_motion_rpm(&motion, 0), 6944, 6946);
}

/* 450000 / 4056.48 + 1845104 / 5408.64 = 110.93 + 341.14 = 452.07 s, and the stop. */
static void zones_of_a_dvd(void **state)
{
	struct mechanics_motion motion = make(DVD_120, ZONES_6_8, 0);

	(void)state;
	assert_in_range(full_ms(&motion), 452060, 452090);
	mechanics_motion_set_stops(&motion, 800 * MS_NS, 0);
	assert_in_range(full_ms(&motion), 452860, 452890);
	assert_int_equal(mechanics_motion_rate_kBps(&motion, 449999), 6 * 1385);
	assert_int_equal(mechanics_motion_rate_kBps(&motion, 450000), 8 * 1385);
	assert_int_equal(mechanics_motion_next_bend(&motion, 0), 450000);
	assert_int_equal(mechanics_motion_next_bend(&motion, 450000), 2295104);
}

/* The stop is in the time of the block behind it, and in no other. */
static void stop_belongs_to_one_block(void **state)
{
	struct mechanics_motion motion = make(DVD_120, ZONES_6_8, 0);
	uint64_t before, at;
	int64_t lba = 0;
	uint64_t ns = 0;

	(void)state;
	mechanics_motion_set_stops(&motion, 800 * MS_NS, 0);
	before = mechanics_motion_transfer_ns(&motion, 449999, 1);
	at = mechanics_motion_transfer_ns(&motion, 450000, 1);
	assert_in_range(before, 246000, 247000); /* 1 / 4056.48 s */
	assert_in_range(at, 800 * MS_NS + 184000, 800 * MS_NS + 186000);
	assert_in_range(mechanics_motion_transfer_ns(&motion, 450001, 1), 184000, 186000);
	assert_int_equal(
		mechanics_motion_blocks_in(&motion, 449990, 2470000 + 799 * MS_NS, 100), 10);
	assert_true(mechanics_motion_next_stop(&motion, 1, &lba, &ns));
	assert_int_equal(lba, 450000);
	assert_int_equal(ns, 800 * MS_NS);
	assert_false(mechanics_motion_next_stop(&motion, 450001, &lba, &ns));
}

/* Opposite track path: zones mirrored, 450000 / 4056.48 + 1636912 / 5408.64 = 413.58 s a layer. */
static void zones_of_two_layers(void **state)
{
	static const int64_t stops[] = { 450000, 2086912, INT64_C(2) * 2086912 - 450000 };
	static const uint64_t lengths_ms[] = { 800, 300, 800 };
	struct mechanics_motion motion = make(DVD_TWO, ZONES_6_8, 0);
	int64_t lba = 0;
	uint64_t ns = 0;

	(void)state;
	assert_in_range(full_ms(&motion), 827140, 827200);
	mechanics_motion_set_stops(&motion, 800 * MS_NS, 300 * MS_NS);
	assert_in_range(full_ms(&motion), 829040, 829100);
	for (unsigned i = 0; i < 3; i++) {
		assert_true(mechanics_motion_next_stop(&motion, lba + 1, &lba, &ns));
		assert_int_equal(lba, stops[i]);
		assert_int_equal(ns, lengths_ms[i] * MS_NS);
		assert_true(mechanics_motion_transfer_ns(&motion, lba, 1) > ns);
		assert_true(mechanics_motion_transfer_ns(&motion, lba - 1, 1) < MS_NS);
	}
	assert_false(mechanics_motion_next_stop(&motion, lba + 1, &lba, &ns));
	assert_int_equal(
		mechanics_motion_rate_kBps(&motion, INT64_C(2) * 2086912 - 450001), 8 * 1385);
	assert_int_equal(
		mechanics_motion_rate_kBps(&motion, INT64_C(2) * 2086912 - 450000), 6 * 1385);
}

/* A zone beyond the end of a small disc does not exist, and one too fast for the spindle rises. */
static void zones_that_do_not_fit(void **state)
{
	struct mechanics_geometry small = DVD_120;
	struct mechanics_motion motion;

	(void)state;
	small.blocks = 400000;
	motion = make(small, ZONES_6_8, 0);
	mechanics_motion_set_stops(&motion, 800 * MS_NS, 0);
	assert_in_range(full_ms(&motion), 98600, 98620); /* 400000 / 4056.48 */
	/* 6000 turns give 6x from 33.3 mm on, inside the first zone, and 8x from 44.4 */
	motion = make(DVD_120, ZONES_6_8, 6000);
	assert_true(mechanics_motion_rate_kBps(&motion, 0) < 6 * 1385);
	assert_int_equal(mechanics_motion_rate_kBps(&motion, 449999), 6 * 1385);
	assert_true(mechanics_motion_rate_kBps(&motion, 450001) < 8 * 1385);
	assert_int_equal(mechanics_motion_rate_kBps(&motion, 2295103), 8 * 1385);
}

static uint64_t next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static void check_pieces(const struct mechanics_motion *motion, uint64_t *seed)
{
	uint64_t blocks = (uint64_t)motion->geometry.blocks * motion->geometry.layers;
	int64_t from = (int64_t)(next_random(seed) % blocks);
	uint32_t a = (uint32_t)(next_random(seed) % 900000), b = (uint32_t)(next_random(seed) % 70);
	uint64_t whole = mechanics_motion_transfer_ns(motion, from, a + b);
	uint64_t ns = next_random(seed) % (whole + 1);
	uint32_t n = mechanics_motion_blocks_in(motion, from, ns, a + b);

	assert_int_equal(mechanics_motion_transfer_ns(motion, from, a) +
				 mechanics_motion_transfer_ns(motion, from + a, b),
		whole);
	assert_true(mechanics_motion_transfer_ns(motion, from, n) <= ns);
	if (n < a + b)
		assert_true(mechanics_motion_transfer_ns(motion, from, n + 1) > ns);
}

static void pieces_add_up_over_stops(void **state)
{
	struct mechanics_motion motions[] = {
		make(DVD_120, ZONES_6_8, 0),
		make(DVD_TWO, ZONES_6_8, 0),
		make(DVD_TWO, ZONES_6_8, 6000),
		make(DVD_TWO, CAV(8 * 1385), 0),
	};
	uint64_t seed = 99;

	(void)state;
	for (size_t i = 0; i < sizeof(motions) / sizeof(motions[0]); i++) {
		mechanics_motion_set_stops(&motions[i], 1234567, 7654321);
		for (unsigned n = 0; n < 1000; n++)
			check_pieces(&motions[i], &seed);
	}
}

/*
 * 8x from block 500000 to before 1500000, 4x elsewhere: 1000000 / 5408.64 = 184.889 s and 1295104 /
 * 2704.32 = 478.902 s. Every part adds up, over both borders, and lead-in goes as block 0.
 */
static void a_range_has_a_motion_of_its_own(void **state)
{
	struct mechanics_motion motion = make(DVD_120, CLV(11080), 0);
	struct mechanics_motion other = make(DVD_120, CLV(5540), 0);
	int64_t sum = 0, lba;

	(void)state;
	mechanics_motion_set_range(&motion, &other, 500000, 1500000);
	assert_in_range(full_ms(&motion), 663789, 663792);
	assert_int_equal(mechanics_motion_rate_kBps(&motion, 499999), 5540);
	assert_int_equal(mechanics_motion_rate_kBps(&motion, 500000), 11080);
	assert_int_equal(mechanics_motion_rate_kBps(&motion, 1499999), 11080);
	assert_int_equal(mechanics_motion_rate_kBps(&motion, 1500000), 5540);
	assert_int_equal(mechanics_motion_next_bend(&motion, 0), 500000);
	assert_int_equal(mechanics_motion_next_bend(&motion, 500000), 1500000);
	assert_int_equal(mechanics_motion_next_bend(&motion, 1500000), 2295104);
	for (lba = 0; lba < 2295104; lba += 1237)
		sum += (int64_t)mechanics_motion_transfer_ns(&motion, lba, 1237);
	assert_int_equal(sum, mechanics_motion_time_ns(&motion, lba));
	assert_int_equal(
		mechanics_motion_time_ns(&motion, -1000), mechanics_motion_time_ns(&other, -1000));
}

/* The stop between 6x and 8x lies within the range or outside, and is told once. */
static void stops_are_those_of_their_range(void **state)
{
	struct mechanics_motion motion = make(DVD_120, ZONES_6_8, 0);
	struct mechanics_motion plain = make(DVD_120, CLV(5540), 0);
	int64_t lba;
	uint64_t ns;

	(void)state;
	mechanics_motion_set_stops(&motion, 900 * MS_NS, 0);
	mechanics_motion_set_range(&motion, &plain, 400000, 500000);
	assert_true(mechanics_motion_next_stop(&motion, 1, &lba, &ns));
	assert_int_equal(lba, 450000);
	assert_int_equal(ns, 900 * MS_NS);
	assert_false(mechanics_motion_next_stop(&motion, 450001, &lba, &ns));
	motion = make(DVD_120, ZONES_6_8, 0);
	mechanics_motion_set_stops(&motion, 900 * MS_NS, 0);
	mechanics_motion_set_range(&motion, &plain, 500000, 600000);
	assert_false(mechanics_motion_next_stop(&motion, 1, &lba, &ns));
	mechanics_motion_set_range(&plain, &motion, 500000, 600000);
	mechanics_motion_set_stops(&plain, 900 * MS_NS, 0);
	assert_true(mechanics_motion_next_stop(&plain, 1, &lba, &ns));
	assert_int_equal(lba, 450000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(partial_cav_by_its_start),
		cmocka_unit_test(partial_cav_within_the_limit),
		cmocka_unit_test(zones_of_a_dvd),
		cmocka_unit_test(stop_belongs_to_one_block),
		cmocka_unit_test(zones_of_two_layers),
		cmocka_unit_test(zones_that_do_not_fit),
		cmocka_unit_test(pieces_add_up_over_stops),
		cmocka_unit_test(a_range_has_a_motion_of_its_own),
		cmocka_unit_test(stops_are_those_of_their_range),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
