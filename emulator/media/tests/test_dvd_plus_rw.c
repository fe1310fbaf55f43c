/* SPDX-License-Identifier: MIT */
/* DVD+RW: background format, random writing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "emulator/media/tests/media_support.h"

#define CAPACITY 16384

static void nothing_is_written_before_a_format(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_DVD_PLUS_RW, CAPACITY);
	uint8_t block[2048];
	struct iovec room = { .iov_base = block, .iov_len = sizeof block };
	uint32_t blocks;

	(void)state;
	assert_false(disc_can_write(disc));
	assert_int_equal(disc_last_lba(disc), 0);
	assert_int_equal(support_code(support_write(disc, 0, 16, 16, 1, NULL)), 0x053005);
	assert_int_equal(support_code(disc_read(disc, 0, 1, &room, 1, &blocks)), 0x023001);
	assert_int_equal(disc_background_left(disc), 0);
	/* there is nothing to go on with */
	assert_int_equal(support_code(disc_format(disc, 0x26, 0xFFFFFFFF, 1)), 0x052C00);
	disc_free(disc);
}

static void a_format_has_one_form(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_DVD_PLUS_RW, CAPACITY);
	struct disc_format_option option;

	(void)state;
	assert_true(disc_format_option_at(disc, 0, &option));
	assert_int_equal(option.type, 0x26);
	assert_int_equal(option.blocks, CAPACITY);
	assert_true(disc_format_option_at(disc, 1, &option)); /* and Mount Rainier: test_mrw.c */
	assert_int_equal(option.type, 0x24);
	assert_false(disc_format_option_at(disc, 2, &option));
	assert_int_equal(support_code(disc_format(disc, 0x00, CAPACITY, 0)), 0x052600);
	assert_int_equal(support_code(disc_format(disc, 0x26, CAPACITY - 16, 0)), 0x052600);
	assert_int_equal(support_code(disc_format(disc, 0x26, CAPACITY, 4)), 0x052600);
	assert_int_equal(support_code(disc_format(disc, 0x26, CAPACITY, 0)), 0);
	assert_int_equal(disc_last_lba(disc), CAPACITY - 1);
	disc_free(disc);
}

static void blocks_are_written_in_any_order_before_and_behind_the_front(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_DVD_PLUS_RW, CAPACITY);
	struct burnrig_disc_summary summary;

	(void)state;
	assert_int_equal(support_code(disc_format(disc, 0x26, 0xFFFFFFFF, 0)), 0);
	burnrig_disc_summary(disc, &summary);
	assert_int_equal(summary.disc_status, 2);
	assert_int_equal(summary.last_session_status, 3);
	assert_int_equal(disc_background_left(disc), CAPACITY);
	disc_background_record(disc, 100);
	assert_int_equal(disc_background_left(disc), CAPACITY - 100);
	assert_int_equal(support_code(support_write(disc, 8003, 3, 1, 7, NULL)), 0);
	assert_int_equal(support_code(support_write(disc, 5, 1, 1, 8, NULL)), 0);
	assert_int_equal(support_code(support_write(disc, CAPACITY, 1, 1, 8, NULL)), 0x052100);
	assert_true(support_check(disc, 8003, 3, 7));
	assert_true(support_is_zero(disc, 8000, 3));
	assert_true(support_is_zero(disc, 8006, 20));
	assert_true(support_check(disc, 5, 1, 8));
	/* it goes on where it stopped, and does not harm what is written */
	assert_int_equal(support_code(disc_format(disc, 0x26, 0, 1)), 0);
	assert_int_equal(disc_background_left(disc), CAPACITY - 100);
	disc_background_record(disc, CAPACITY);
	assert_int_equal(disc_background_left(disc), 0);
	assert_true(support_check(disc, 8003, 3, 7));
	/* a new one forgets all */
	assert_int_equal(support_code(disc_format(disc, 0x26, 0xFFFFFFFF, 0)), 0);
	assert_true(support_is_zero(disc, 8003, 3));
	disc_free(disc);
}

static void stopping_has_two_functions(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_DVD_PLUS_RW, CAPACITY);

	(void)state;
	assert_int_equal(support_code(disc_format(disc, 0x26, 0xFFFFFFFF, 0)), 0);
	assert_int_equal(support_code(disc_close_session(disc, 0, NULL)), 0);
	assert_int_equal(support_code(disc_close_session(disc, 2, NULL)), 0);
	assert_int_equal(support_code(disc_close_session(disc, 3, NULL)), 0x052400);
	assert_int_equal(support_code(disc_close_session(disc, 6, NULL)), 0x052400);
	disc_free(disc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_written_before_a_format),
		cmocka_unit_test(a_format_has_one_form),
		cmocka_unit_test(blocks_are_written_in_any_order_before_and_behind_the_front),
		cmocka_unit_test(stopping_has_two_functions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
