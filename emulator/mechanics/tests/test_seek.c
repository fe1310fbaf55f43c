/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* after the four headers it needs */
#include <cmocka.h>

#include "emulator/mechanics/seek.h"
#include "emulator/mechanics/tests/discs.h"

#define MS_NS UINT64_C(1000000)

static const struct mechanics_sled sled = { .seek_full_ms = 180, .seek_track_ms = 20 };

static void test_seek_ends(void **state)
{
	const struct mechanics_geometry dvd = DVD_120;

	(void)state;
	assert_int_equal(mechanics_seek_ns(&dvd, &sled, 1000, 1000), 0);
	assert_int_equal(mechanics_seek_ns(&dvd, &sled, 0, 2295104), 180 * MS_NS);
	assert_int_equal(mechanics_seek_ns(&dvd, &sled, 2295104, 0), 180 * MS_NS);
	/* lead-in and user area begin at the same place, but it is not the same block */
	assert_int_equal(mechanics_seek_ns(&dvd, &sled, -150, 0), 20 * MS_NS);
}

static void test_seek_grows_with_the_root(void **state)
{
	const struct mechanics_geometry dvd = DVD_120;
	uint64_t before = 0;

	(void)state;
	/* a quarter of the stroke: r = 32.5 mm, block (32.5^2 - 24^2) / 2788 * 2295104 = 395342 */
	assert_in_range(
		mechanics_seek_ns(&dvd, &sled, 0, 395342), 100 * MS_NS - 2000, 100 * MS_NS + 2000);
	for (int64_t lba = 16; lba < 2295104; lba += 50000) {
		uint64_t now = mechanics_seek_ns(&dvd, &sled, 0, lba);

		assert_true(now > before);
		before = now;
	}
}

static void test_seek_over_layers(void **state)
{
	const struct mechanics_geometry dvd = DVD_TWO;

	(void)state;
	/* straight above each other */
	assert_int_equal(mechanics_seek_ns(&dvd, &sled, 0, INT64_C(2) * 2086912), 20 * MS_NS);
}

static void test_odd_sled(void **state)
{
	const struct mechanics_geometry dvd = DVD_120;
	const struct mechanics_sled odd = { .seek_full_ms = 10, .seek_track_ms = 30 };

	(void)state;
	assert_int_equal(mechanics_seek_ns(&dvd, &odd, 0, 2295104), 30 * MS_NS);
}

static void test_spindle(void **state)
{
	(void)state;
	assert_int_equal(mechanics_spin_ns(4000, 10000, 0, 10000), 4000 * MS_NS);
	assert_int_equal(mechanics_spin_ns(4000, 10000, 9193, 4193), 2000 * MS_NS);
	assert_int_equal(mechanics_spin_ns(4000, 10000, 5000, 5000), 0);
	/* 6000 rpm: a turn in 10 ms */
	assert_int_equal(mechanics_latency_ns(6000), 5 * MS_NS);
	assert_int_equal(mechanics_latency_ns(0), 0);
}

/* 6000 rpm is 100 turns a second: after 2.5 ms a quarter, after 27.5 ms three quarters; a turn takes 10 ms. */
static void test_phase(void **state)
{
	(void)state;
	assert_int_equal(mechanics_phase(0, 6000), 0);
	assert_int_equal(mechanics_phase(2500000, 6000), 0x40000000);
	assert_int_equal(mechanics_phase(27500000, 6000), 0xC0000000);
	assert_int_equal(mechanics_phase(UINT64_MAX, 0), 0);
	assert_int_equal(mechanics_wait_ns(0x40000000, 0xC0000000, 6000), 5 * MS_NS);
	assert_int_equal(mechanics_wait_ns(0xC0000000, 0x40000000, 6000), 5 * MS_NS);
	assert_int_equal(mechanics_wait_ns(0x80000000, 0x40000000, 6000), 7500000);
	assert_int_equal(mechanics_wait_ns(0x40000000, 0x40000000, 6000), 0);
	assert_int_equal(mechanics_wait_ns(0, 1, 0), 0);
	/* arriving when that says, the head is there */
	assert_in_range(
		mechanics_phase(27500000 + mechanics_wait_ns(0xC0000000, 0x12345678, 6000), 6000),
		0x12345678 - 0x1000, 0x12345678);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_seek_ends),
		cmocka_unit_test(test_seek_grows_with_the_root),
		cmocka_unit_test(test_seek_over_layers),
		cmocka_unit_test(test_odd_sled),
		cmocka_unit_test(test_spindle),
		cmocka_unit_test(test_phase),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
