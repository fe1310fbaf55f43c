/* SPDX-License-Identifier: MIT */
/* Speeds as people write them; kB/s are n * 1385 for DVD and n * 176.4 for CD, cut to whole ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
/* after the headers it needs */
#include <cmocka.h>

#include "emulator/config/speeds.h"

static struct mechanics_speed parse(const char *text, enum speeds_kind kind, uint32_t cx)
{
	struct mechanics_speed speed;
	uint32_t found_cx = 0;

	assert_null(speeds_parse(text, kind, &speed, &found_cx));
	assert_int_equal(found_cx, cx);
	return speed;
}

static void plain_kinds(void **state)
{
	struct mechanics_speed speed = parse("16x", SPEEDS_DVD, 1600);

	(void)state;
	assert_int_equal(speed.kBps, 22160);
	assert_int_equal(speed.rotation, MECHANICS_CLV);
	assert_int_equal(speed.zone_count, 0);
	assert_int_equal(parse("2.4x CLV", SPEEDS_DVD, 240).kBps, 3324);
	assert_int_equal(parse("48x CAV", SPEEDS_CD, 4800).rotation, MECHANICS_CAV);
	assert_int_equal(parse("22160 kB/s CAV", SPEEDS_DVD, 1600).kBps, 22160);
}

static void partial_cav(void **state)
{
	struct mechanics_speed speed = parse("12x PCAV 6x", SPEEDS_DVD, 1200);

	(void)state;
	assert_int_equal(speed.rotation, MECHANICS_PCAV);
	assert_int_equal(speed.kBps, 16620);
	assert_int_equal(speed.inner_kBps, 8310);
	assert_int_equal(parse("40x PCAV 3528 kB/s", SPEEDS_CD, 4000).inner_kBps, 3528);
}

static void zones(void **state)
{
	struct mechanics_speed speed = parse("24x ZCLV 16x 20x@95000 24x@190000", SPEEDS_CD, 2400);

	(void)state;
	assert_int_equal(speed.rotation, MECHANICS_ZCLV);
	assert_int_equal(speed.kBps, 4233);
	assert_int_equal(speed.zone_count, 3);
	assert_int_equal(speed.zones[0].start_block, 0);
	assert_int_equal(speed.zones[0].kBps, 2822);
	assert_int_equal(speed.zones[1].start_block, 95000);
	assert_int_equal(speed.zones[2].start_block, 190000);
	assert_int_equal(speed.zones[2].kBps, 4233);
}

static void refused(void **state)
{
	static const struct {
		const char *text, *expected;
	} rows[] = {
		{ "12x PCAV", "speed inside" },
		{ "12x PCAV 12x", "below" },
		{ "12x PCAV 0.1x", "range" },
		{ "12x PCAV 6x CAV", "expected a speed" },
		{ "8x ZCLV", "zones" },
		{ "8x ZCLV 6x", "fastest" },
		{ "8x ZCLV 6x 8x", "zones, rising" },
		{ "8x ZCLV 6x@0 8x@450000", "zones, rising" },
		{ "8x ZCLV 6x 8x@0", "zones, rising" },
		{ "8x ZCLV 6x 8x@4.5", "zones, rising" },
		{ "8x ZCLV 6x 8x@999999999", "zones, rising" },
		{ "8x ZCLV 4x 6x@450000 8x@450000", "zones, rising" },
		{ "8x ZCLV 1x 1x@1 1x@2 1x@3 1x@4 1x@5 1x@6 1x@7 8x@8", "at most 8" },
		{ "8x ZCLV 0.2x 8x@450000", "range" },
		{ "8x  ZCLV 6x 8x@450000", "expected a speed" },
	};
	struct mechanics_speed speed;
	uint32_t cx;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *wrong = speeds_parse(rows[i].text, SPEEDS_DVD, &speed, &cx);

		print_message("%s\n", rows[i].text);
		assert_non_null(wrong);
		assert_non_null(strstr(wrong, rows[i].expected));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_kinds),
		cmocka_unit_test(partial_cav),
		cmocka_unit_test(zones),
		cmocka_unit_test(refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
