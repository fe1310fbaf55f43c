/* SPDX-License-Identifier: MIT */
/*
 * The write buffer on a disc whose rate can be done in the head: CLV at 1000 blocks per second
 * (1 ms a block), 200 blocks of buffer, start at 100, 500 ms to link, seeks of 10 to 110 ms.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
/* after the four headers it needs */
#include <cmocka.h>

#include "emulator/mechanics/buffer.h"
#include "emulator/mechanics/tests/discs.h"

#define MS(n) ((uint64_t)(n)*1000000)

static const struct mechanics_geometry plain = {
	.inner_radius_um = 24000,
	.outer_radius_um = 58000,
	.blocks = 1000000,
	.layers = 1,
	.reference_mm_per_s = 1000,
	.reference_mblocks_per_s = 1000000,
	.reference_Bps = 2048000,
	.reference_kBps = 2048,
};

static struct mechanics_buffer make(uint64_t patience_ns)
{
	const struct mechanics_buffer_settings settings = {
		.capacity_blocks = 200,
		.start_mark_blocks = 100,
		.patience_ns = patience_ns,
		.link_ns = MS(500),
		.sled = { .seek_full_ms = 110, .seek_track_ms = 10 },
	};
	struct mechanics_motion motion;
	struct mechanics_buffer buffer;

	mechanics_motion_make(&motion, &plain, CLV(2048), 0);
	mechanics_buffer_init(&buffer, &settings, &motion, 0);
	return buffer;
}

static void test_waits_below_the_mark(void **state)
{
	struct mechanics_buffer buffer = make(MECHANICS_NEVER_NS);

	(void)state;
	assert_int_equal(mechanics_buffer_next_event_ns(&buffer), MECHANICS_NEVER_NS);
	assert_int_equal(mechanics_buffer_accept(&buffer, 0, 99, MS(1)), MS(1));
	assert_int_equal(buffer.state, MECHANICS_BUFFER_WAITING);
	mechanics_buffer_advance(&buffer, MS(1000000));
	assert_int_equal(mechanics_buffer_used_blocks(&buffer), 99);
	assert_int_equal(mechanics_buffer_next_event_ns(&buffer), MECHANICS_NEVER_NS);
	assert_int_equal(mechanics_buffer_rate_kBps(&buffer), 0);
	/* the hundredth starts it: 10 ms to the place, then 100 ms of data */
	assert_int_equal(mechanics_buffer_accept(&buffer, 99, 1, MS(1000000)), MS(1000000));
	assert_int_equal(buffer.state, MECHANICS_BUFFER_RECORDING);
	assert_int_equal(mechanics_buffer_next_event_ns(&buffer), MS(1000110));
}

static void test_patience(void **state)
{
	struct mechanics_buffer buffer = make(MS(50));

	(void)state;
	mechanics_buffer_accept(&buffer, 0, 5, MS(1));
	mechanics_buffer_accept(&buffer, 5, 5, MS(20));
	assert_int_equal(mechanics_buffer_next_event_ns(&buffer), MS(51));
	mechanics_buffer_advance(&buffer, MS(51));
	assert_int_equal(mechanics_buffer_next_event_ns(&buffer), MS(71));
	mechanics_buffer_advance(&buffer, MS(65));
	assert_int_equal(mechanics_buffer_used_blocks(&buffer), 6);
	mechanics_buffer_advance(&buffer, MS(71));
	assert_int_equal(mechanics_buffer_used_blocks(&buffer), 0);
	assert_int_equal(mechanics_buffer_head_lba(&buffer), 10);
}

static void test_write_waits_for_room(void **state)
{
	struct mechanics_buffer buffer = make(MECHANICS_NEVER_NS);

	(void)state;
	assert_int_equal(mechanics_buffer_accept(&buffer, 0, 200, 0), 0);
	/* the 230th block finds room when 30 are recorded, from 10 ms on */
	assert_int_equal(mechanics_buffer_accept(&buffer, 200, 30, 0), MS(40));
	mechanics_buffer_advance(&buffer, MS(40));
	assert_int_equal(mechanics_buffer_used_blocks(&buffer), 200);
	assert_int_equal(mechanics_buffer_head_lba(&buffer), 30);
	assert_int_equal(mechanics_buffer_rate_kBps(&buffer), 2048);
	/* room enough now */
	mechanics_buffer_advance(&buffer, MS(110));
	assert_int_equal(mechanics_buffer_used_blocks(&buffer), 130);
	assert_int_equal(mechanics_buffer_accept(&buffer, 230, 70, MS(110)), MS(110));
}

static void test_more_than_the_buffer_streams_through(void **state)
{
	struct mechanics_buffer buffer = make(MECHANICS_NEVER_NS);

	(void)state;
	assert_int_equal(mechanics_buffer_accept(&buffer, 0, 1000, 0), MS(810));
	assert_int_equal(mechanics_buffer_used_blocks(&buffer), 200);
	assert_int_equal(mechanics_buffer_flush(&buffer, MS(810)), MS(1010));
}

static void test_flush_below_the_mark(void **state)
{
	struct mechanics_buffer buffer = make(MECHANICS_NEVER_NS);

	(void)state;
	assert_int_equal(mechanics_buffer_flush(&buffer, MS(3)), MS(3));
	mechanics_buffer_accept(&buffer, 0, 16, MS(5));
	assert_int_equal(mechanics_buffer_flush(&buffer, MS(6)), MS(32));
	mechanics_buffer_advance(&buffer, MS(31));
	assert_int_equal(mechanics_buffer_used_blocks(&buffer), 1);
	mechanics_buffer_advance(&buffer, MS(32));
	assert_int_equal(buffer.state, MECHANICS_BUFFER_EMPTY);
	/* what ends with a flush is no underrun and costs no link */
	mechanics_buffer_accept(&buffer, 16, 16, MS(40));
	assert_int_equal(mechanics_buffer_flush(&buffer, MS(40)), MS(66));
	assert_int_equal(buffer.underruns, 0);
}

static void test_underrun(void **state)
{
	struct mechanics_buffer buffer = make(MECHANICS_NEVER_NS);

	(void)state;
	mechanics_buffer_accept(&buffer, 0, 100, 0);
	mechanics_buffer_advance(&buffer, MS(200));
	assert_int_equal(buffer.state, MECHANICS_BUFFER_DRY);
	assert_int_equal(buffer.underruns, 0);
	/* more comes for the same track: that was one; link 500 ms and seek 10 ms */
	mechanics_buffer_accept(&buffer, 100, 100, MS(300));
	assert_int_equal(buffer.underruns, 1);
	assert_int_equal(mechanics_buffer_next_event_ns(&buffer), MS(300 + 510 + 100));
	assert_int_equal(mechanics_buffer_flush(&buffer, MS(300)), MS(910));
	mechanics_buffer_advance(&buffer, MS(1000));
	assert_int_equal(buffer.underruns, 1);
}

static void test_flush_after_the_data_ended(void **state)
{
	struct mechanics_buffer buffer = make(MECHANICS_NEVER_NS);

	(void)state;
	mechanics_buffer_accept(&buffer, 0, 100, 0);
	assert_int_equal(mechanics_buffer_flush(&buffer, MS(500)), MS(500));
	mechanics_buffer_accept(&buffer, 100, 100, MS(600));
	assert_int_equal(buffer.underruns, 0);
}

static void test_elsewhere_costs_a_seek(void **state)
{
	struct mechanics_buffer buffer = make(MECHANICS_NEVER_NS);

	(void)state;
	mechanics_buffer_accept(&buffer, 0, 50, 0);
	mechanics_buffer_accept(&buffer, 1000000 - 50, 50, 0);
	/* 10 ms to the place, 50 ms of data, nearly the full stroke, 50 ms of data */
	assert_in_range(mechanics_buffer_flush(&buffer, 0), MS(219), MS(220));
	mechanics_buffer_advance(&buffer, MS(100));
	assert_int_equal(mechanics_buffer_rate_kBps(&buffer), 0);
	assert_int_equal(mechanics_buffer_used_blocks(&buffer), 50);
	mechanics_buffer_advance(&buffer, MS(220));
	assert_int_equal(mechanics_buffer_head_lba(&buffer), 1000000);
}

static void test_more_places_than_the_buffer_remembers(void **state)
{
	struct mechanics_buffer buffer = make(MECHANICS_NEVER_NS);
	uint64_t now = 0;

	(void)state;
	for (unsigned i = 0; i < MECHANICS_BUFFER_EXTENTS_MAX; i++)
		now = mechanics_buffer_accept(&buffer, (int64_t)i * 2, 1, now);
	assert_int_equal(now, 0);
	/* one more waits until the first of them, 10 ms away and 1 ms long, is on the disc */
	assert_int_equal(mechanics_buffer_accept(&buffer, 5000, 1, 0), MS(11));
	assert_int_equal(mechanics_buffer_used_blocks(&buffer), MECHANICS_BUFFER_EXTENTS_MAX);
}

static void test_ordered_delay(void **state)
{
	struct mechanics_buffer buffer = make(MECHANICS_NEVER_NS);

	(void)state;
	mechanics_buffer_delay_start(&buffer, MS(2000));
	mechanics_buffer_delay_start(&buffer, MS(300));
	mechanics_buffer_accept(&buffer, 0, 10, 0);
	assert_int_equal(mechanics_buffer_flush(&buffer, 0), MS(2320));
	mechanics_buffer_accept(&buffer, 10, 10, MS(3000));
	assert_int_equal(mechanics_buffer_flush(&buffer, MS(3000)), MS(3020));
}

static void test_other_speed_while_recording(void **state)
{
	struct mechanics_buffer buffer = make(MECHANICS_NEVER_NS);
	struct mechanics_motion twice;

	(void)state;
	mechanics_motion_make(&twice, &plain, CLV(4096), 0);
	mechanics_buffer_accept(&buffer, 0, 100, 0);
	mechanics_buffer_set_motion(&buffer, &twice, MS(60)); /* 50 are recorded */
	assert_int_equal(mechanics_buffer_used_blocks(&buffer), 50);
	assert_int_equal(mechanics_buffer_rate_kBps(&buffer), 4096);
	assert_int_equal(mechanics_buffer_next_event_ns(&buffer), MS(85));
}

static void test_discard(void **state)
{
	struct mechanics_buffer buffer = make(MECHANICS_NEVER_NS);

	(void)state;
	mechanics_buffer_accept(&buffer, 0, 100, 0);
	assert_int_equal(mechanics_buffer_discard(&buffer, MS(40)), 70);
	assert_int_equal(mechanics_buffer_head_lba(&buffer), 30);
	assert_int_equal(mechanics_buffer_used_blocks(&buffer), 0);
	assert_int_equal(mechanics_buffer_next_event_ns(&buffer), MECHANICS_NEVER_NS);
}

static void test_time_does_not_go_back(void **state)
{
	struct mechanics_buffer buffer = make(MECHANICS_NEVER_NS);

	(void)state;
	mechanics_buffer_accept(&buffer, 0, 10, MS(50));
	assert_int_equal(mechanics_buffer_accept(&buffer, 10, 10, MS(20)), MS(50));
	assert_int_equal(mechanics_buffer_accept(&buffer, 20, 0, MS(20)), MS(50));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_waits_below_the_mark),
		cmocka_unit_test(test_patience),
		cmocka_unit_test(test_write_waits_for_room),
		cmocka_unit_test(test_more_than_the_buffer_streams_through),
		cmocka_unit_test(test_flush_below_the_mark),
		cmocka_unit_test(test_underrun),
		cmocka_unit_test(test_flush_after_the_data_ended),
		cmocka_unit_test(test_elsewhere_costs_a_seek),
		cmocka_unit_test(test_more_places_than_the_buffer_remembers),
		cmocka_unit_test(test_ordered_delay),
		cmocka_unit_test(test_other_speed_while_recording),
		cmocka_unit_test(test_discard),
		cmocka_unit_test(test_time_does_not_go_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
