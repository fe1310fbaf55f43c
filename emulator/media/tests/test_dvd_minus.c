/* SPDX-License-Identifier: MIT */
/* DVD-R: RZones, borders, the disc at once, test writing. DVD-RW: blanking, formats, overwriting. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "emulator/media/tests/media_support.h"

#define CAPACITY 65536

static const struct write_parameters incremental = { .write_type = 0, .multi_session = 3 };
static const struct write_parameters last_border = { .write_type = 0, .multi_session = 0 };
static const struct write_parameters at_once = { .write_type = 2 };
static const struct write_parameters at_once_test = { .write_type = 2, .test_write = true };
static const struct write_parameters incremental_test = {
	.write_type = 0, .multi_session = 3, .test_write = true
};

static struct burnrig_disc *dvd_r(void)
{
	return support_blank(MEDIUM_FAMILY_DVD_R, CAPACITY);
}

static struct burnrig_disc *dvd_rw(void)
{
	return support_blank(MEDIUM_FAMILY_DVD_RW, CAPACITY);
}

static unsigned wrote(struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	const struct write_parameters *parameters)
{
	return support_code(support_write(disc, lba, blocks, 16, 1, parameters));
}

static struct burnrig_disc_track track_at(const struct burnrig_disc *disc, unsigned index)
{
	struct burnrig_disc_track track = { 0 };

	assert_true(burnrig_disc_track_at(disc, index, &track));
	return track;
}

static void assert_status(const struct burnrig_disc *disc, unsigned status, unsigned last_session,
	unsigned sessions, unsigned tracks)
{
	struct burnrig_disc_summary summary;

	burnrig_disc_summary(disc, &summary);
	assert_int_equal(summary.disc_status, status);
	assert_int_equal(summary.last_session_status, last_session);
	assert_int_equal(summary.session_count, sessions);
	assert_int_equal(summary.track_count, tracks);
}

static void borders_follow_each_other(void **state)
{
	struct burnrig_disc *disc = dvd_r();

	(void)state;
	assert_status(disc, 0, 0, 1, 1);
	assert_int_equal(wrote(disc, 0, 100, &incremental), 0);
	assert_int_equal(support_code(disc_flush(disc)), 0);
	assert_int_equal(track_at(disc, 0).next_writable_lba, 112);
	assert_int_equal(disc_last_lba(disc), 0); /* no border is closed */
	assert_int_equal(support_code(disc_close_track(disc, 1)), 0);
	assert_int_equal(track_at(disc, 1).start_lba, 112 + 16); /* behind a link */
	assert_int_equal(support_code(disc_close_session(disc, 2, &incremental)), 0);
	assert_status(disc, 1, 0, 2, 2);
	assert_int_equal(disc_last_lba(disc), 111);
	assert_int_equal(track_at(disc, 1).start_lba, 112 + 28688);
	assert_int_equal(wrote(disc, 28800, 160, &incremental), 0);
	assert_int_equal(support_code(disc_close_session(disc, 2, &incremental)), 0);
	assert_int_equal(track_at(disc, 2).start_lba, 28960 + 16 + 6144);
	assert_int_equal(wrote(disc, 35120, 16, &last_border), 0);
	assert_int_equal(support_code(disc_close_session(disc, 2, &last_border)), 0);
	assert_status(disc, 2, 3, 3, 3);
	assert_int_equal(wrote(disc, 35136, 16, &incremental), 0x072700);
	assert_true(support_check(disc, 0, 100, 1));
	assert_true(support_is_zero(disc, 100, 12 + 28688));
	assert_true(support_check(disc, 28800, 160, 1));
	disc_free(disc);
}

static void three_rzones_are_open_at_most(void **state)
{
	struct burnrig_disc *disc = dvd_r();

	(void)state;
	assert_int_equal(support_code(disc_reserve_track(disc, 100)), 0);
	assert_int_equal(support_code(disc_reserve_track(disc, 200)), 0);
	assert_int_equal(support_code(disc_reserve_track(disc, 16)), 0x057205);
	assert_status(disc, 1, 1, 1, 3);
	assert_int_equal(track_at(disc, 0).size_blocks, 112);
	assert_int_equal(track_at(disc, 1).start_lba, 128);
	assert_int_equal(track_at(disc, 2).start_lba, 128 + 208 + 16);
	assert_int_equal(wrote(disc, 352, 32, &incremental), 0);
	assert_int_equal(wrote(disc, 128, 208, &incremental), 0);
	assert_int_equal(support_code(support_write(disc, 0, 113, 113, 1, &incremental)), 0x056300);
	/* reserved and not full */
	assert_int_equal(support_code(disc_close_session(disc, 2, &incremental)), 0x057204);
	assert_int_equal(support_code(disc_close_track(disc, 1)), 0);
	assert_int_equal(support_code(disc_close_session(disc, 2, &incremental)), 0);
	assert_status(disc, 1, 0, 2, 4);
	assert_int_equal(disc_last_lba(disc), 383);
	disc_free(disc);
}

static void only_two_write_types_exist(void **state)
{
	struct burnrig_disc *disc = dvd_r();

	(void)state;
	assert_int_equal(wrote(disc, 0, 16, &support_track_at_once), 0x056400);
	assert_int_equal(wrote(disc, 0, 16, &incremental), 0);
	assert_int_equal(wrote(disc, 16, 16, &at_once), 0x056400);
	assert_int_equal(wrote(disc, 48, 16, &incremental), 0x052102);
	assert_int_equal(support_code(disc_close_session(disc, 3, &incremental)), 0x052400);
	disc_free(disc);
}

static void a_disc_at_once_closes_itself(void **state)
{
	struct burnrig_disc *disc = dvd_r();

	(void)state;
	assert_int_equal(support_code(disc_reserve_at_once(disc, 100, &at_once)), 0);
	assert_int_equal(support_code(disc_reserve_at_once(disc, 100, &at_once)), 0x052C00);
	assert_int_equal(wrote(disc, 0, 16, &incremental), 0x056400);
	assert_int_equal(wrote(disc, 0, 96, &at_once), 0);
	assert_int_equal(support_code(disc_flush(disc)), 0);
	assert_status(disc, 1, 1, 1, 1); /* four more blocks are to come */
	assert_int_equal(wrote(disc, 96, 5, &at_once), 0x056300);
	assert_int_equal(wrote(disc, 96, 4, &at_once), 0);
	assert_int_equal(support_code(disc_flush(disc)), 0);
	assert_status(disc, 2, 3, 1, 1);
	assert_int_equal(disc_last_lba(disc), 111);
	assert_true(support_check(disc, 0, 100, 1));
	assert_true(support_is_zero(disc, 100, 12));
	disc_free(disc);
}

static void a_disc_at_once_without_a_size_ends_with_the_data(void **state)
{
	struct burnrig_disc *disc = dvd_r();

	(void)state;
	assert_int_equal(wrote(disc, 0, 33, &at_once), 0);
	assert_int_equal(support_code(disc_reserve_track(disc, 16)), 0x056400);
	assert_int_equal(support_code(disc_flush(disc)), 0);
	assert_status(disc, 2, 3, 1, 1);
	assert_int_equal(disc_last_lba(disc), 47);
	disc_free(disc);
}

static void a_rehearsal_leaves_the_disc_blank(void **state)
{
	struct burnrig_disc *disc = dvd_r();

	(void)state;
	assert_int_equal(support_code(disc_reserve_at_once(disc, 48, &at_once_test)), 0);
	assert_int_equal(wrote(disc, 0, 48, &at_once_test), 0);
	assert_int_equal(track_at(disc, 0).next_writable_lba, 48);
	assert_int_equal(wrote(disc, 0, 16, &at_once_test), 0x052102);
	assert_int_equal(support_code(disc_flush(disc)), 0);
	assert_status(disc, 0, 0, 1, 1);
	assert_int_equal(wrote(disc, 0, 48, &incremental_test), 0);
	assert_int_equal(support_code(disc_close_track(disc, 1)), 0);
	assert_int_equal(support_code(disc_close_session(disc, 2, &incremental_test)), 0);
	assert_status(disc, 0, 0, 1, 1);
	assert_false(support_is_zero(disc, 0, 1)); /* nothing there to be read */
	assert_int_equal(wrote(disc, 0, 16, &incremental_test), 0);
	assert_int_equal(wrote(disc, 0, 16, &incremental), 0); /* now really */
	assert_true(support_check(disc, 0, 16, 1));
	assert_int_equal(disc_profile(disc), 0x11);
	disc_free(disc);
}

static void blanking_makes_it_new(void **state)
{
	struct burnrig_disc *disc = dvd_rw();

	(void)state;
	assert_int_equal(disc_profile(disc), 0x14);
	assert_int_equal(wrote(disc, 0, 64, &last_border), 0);
	assert_int_equal(support_code(disc_close_session(disc, 2, &last_border)), 0);
	assert_status(disc, 2, 3, 1, 1);
	assert_int_equal(support_code(disc_blank(disc, 2, 1)), 0x052400);
	assert_int_equal(support_code(disc_blank(disc, 0, 0)), 0);
	assert_status(disc, 0, 0, 1, 1);
	assert_false(support_is_zero(disc, 0, 1));
	assert_int_equal(wrote(disc, 0, 64, &last_border), 0);
	/* blanked minimally it can be recorded only at once */
	assert_int_equal(support_code(disc_blank(disc, 1, 0)), 0);
	assert_status(disc, 0, 0, 1, 1);
	assert_int_equal(wrote(disc, 0, 16, &incremental), 0x056400);
	assert_int_equal(wrote(disc, 0, 16, &at_once), 0);
	assert_int_equal(support_code(disc_flush(disc)), 0);
	assert_status(disc, 2, 3, 1, 1);
	disc_free(disc);
}

/* Two RZones, [0, 64) and [80, 112), and the invisible one from 128 on. */
static struct burnrig_disc *dvd_rw_with_rzones(void)
{
	struct burnrig_disc *disc = dvd_rw();

	assert_int_equal(wrote(disc, 0, 64, &incremental), 0);
	assert_int_equal(support_code(disc_close_track(disc, 1)), 0);
	assert_int_equal(wrote(disc, 80, 32, &incremental), 0);
	assert_int_equal(support_code(disc_close_track(disc, 2)), 0);
	assert_int_equal(track_at(disc, 2).next_writable_lba, 128);
	return disc;
}

static void the_last_rzone_is_unreserved(void **state)
{
	struct burnrig_disc *disc = dvd_rw_with_rzones();

	(void)state;
	assert_int_equal(support_code(disc_blank(disc, 3, 0)), 0);
	assert_status(disc, 1, 1, 1, 2);
	assert_int_equal(track_at(disc, 1).next_writable_lba, 80);
	assert_false(support_is_zero(disc, 80, 1));
	assert_true(support_check(disc, 0, 64, 1));
	assert_int_equal(wrote(disc, 80, 16, &incremental), 0);
	assert_int_equal(support_code(disc_blank(disc, 3, 0)), 0); /* it had begun */
	assert_int_equal(support_code(disc_blank(disc, 3, 0)), 0);
	assert_status(disc, 0, 0, 1, 1);
	assert_int_equal(track_at(disc, 0).next_writable_lba, 0);
	assert_int_equal(wrote(disc, 0, 16, &incremental), 0);
	assert_int_equal(support_code(disc_close_session(disc, 2, &last_border)), 0);
	assert_int_equal(support_code(disc_blank(disc, 3, 0)), 0x052400); /* it is complete */
	disc_free(disc);
}

static void the_tail_of_an_rzone_is_blanked(void **state)
{
	struct burnrig_disc *disc = dvd_rw_with_rzones();

	(void)state;
	assert_int_equal(disc_blank_blocks(disc, 4, 32), 32);
	assert_int_equal(support_code(disc_blank(disc, 4, 33)), 0x052102); /* no linking block */
	assert_int_equal(support_code(disc_blank(disc, 4, 70)), 0x052100); /* no RZone's */
	assert_int_equal(support_code(disc_blank(disc, 4, 32)), 0);
	assert_int_equal(track_at(disc, 0).next_writable_lba, 32);
	assert_true(track_at(disc, 0).reserved);
	assert_false(support_is_zero(disc, 32, 1));
	assert_true(support_check(disc, 0, 32, 1));
	assert_true(support_check(disc, 80, 32, 1));
	assert_int_equal(support_code(disc_blank(disc, 4, 96)), 0);
	assert_int_equal(support_code(disc_reserve_track(disc, 16)), 0x057205); /* three are open */
	assert_int_equal(wrote(disc, 32, 32, &incremental), 0);
	assert_int_equal(wrote(disc, 96, 16, &incremental), 0);
	assert_int_equal(support_code(disc_close_session(disc, 2, &last_border)), 0);
	assert_status(disc, 2, 3, 1, 2);
	assert_true(support_check(disc, 0, 64, 1));
	disc_free(disc);
}

static void no_fourth_rzone_is_opened_by_a_tail(void **state)
{
	struct burnrig_disc *disc = dvd_rw_with_rzones();

	(void)state;
	assert_int_equal(support_code(disc_reserve_track(disc, 16)), 0);
	assert_int_equal(support_code(disc_blank(disc, 4, 0)), 0);
	assert_int_equal(support_code(disc_blank(disc, 4, 80)), 0x057205);
	disc_free(disc);
}

static void a_border_is_opened_again_and_blanked(void **state)
{
	struct burnrig_disc *disc = dvd_rw_with_rzones();

	(void)state;
	assert_int_equal(support_code(disc_close_session(disc, 2, &incremental)), 0);
	assert_status(disc, 1, 0, 2, 3);
	assert_int_equal(support_code(disc_blank(disc, 5, 0)), 0);
	assert_status(disc, 1, 1, 1, 3);
	assert_int_equal(track_at(disc, 2).next_writable_lba, 128);
	assert_int_equal(support_code(disc_blank(disc, 5, 0)), 0); /* nothing to unclose */
	assert_status(disc, 1, 1, 1, 3);
	assert_int_equal(support_code(disc_close_session(disc, 2, &incremental)), 0);
	int32_t next_lba = track_at(disc, 2).next_writable_lba;
	assert_int_equal(wrote(disc, next_lba, 32, &incremental), 0);
	assert_int_equal(disc_blank_blocks(disc, 6, 0), 32);
	assert_int_equal(support_code(disc_blank(disc, 6, 0)), 0); /* the open one */
	assert_status(disc, 1, 0, 2, 3);
	assert_int_equal(track_at(disc, 2).next_writable_lba, next_lba);
	assert_int_equal(support_code(disc_blank(disc, 6, 0)), 0); /* the complete one before */
	assert_status(disc, 0, 0, 1, 1);
	assert_false(support_is_zero(disc, 0, 1));
	assert_int_equal(wrote(disc, 0, 16, &incremental), 0);
	disc_free(disc);
}

static void a_disc_at_once_has_no_parts(void **state)
{
	struct burnrig_disc *disc = dvd_rw();

	(void)state;
	assert_int_equal(wrote(disc, 0, 64, &at_once), 0);
	assert_int_equal(support_code(disc_flush(disc)), 0);
	for (unsigned type = 3; type <= 6; type++)
		assert_int_equal(support_code(disc_blank(disc, type, 0)), 0x056400);
	assert_true(support_check(disc, 0, 64, 1));
	assert_int_equal(support_code(disc_format(disc, 0x10, CAPACITY, 16)), 0);
	for (unsigned type = 2; type <= 7; type++)
		assert_int_equal(support_code(disc_blank(disc, type, 0)), 0x052400);
	disc_free(disc);
}

static void a_format_is_grown_in_full(void **state)
{
	struct burnrig_disc *disc = dvd_rw();
	struct disc_format_option option;

	(void)state;
	assert_int_equal(support_code(disc_format(disc, 0x11, 1024, 16)), 0x052600);
	assert_int_equal(support_code(disc_format(disc, 0x10, 1024, 16)), 0);
	assert_int_equal(wrote(disc, 0, 16, &incremental), 0);
	assert_true(disc_format_option_at(disc, 4, &option));
	assert_int_equal(option.type, 0x11);
	assert_int_equal(option.blocks, CAPACITY - 1024);
	assert_int_equal(support_code(disc_format(disc, 0x11, 1000, 16)), 0x052600);
	assert_int_equal(support_code(disc_format(disc, 0x11, CAPACITY - 1008, 16)), 0x052600);
	assert_int_equal(support_code(disc_format(disc, 0x11, 1024, 16)), 0);
	assert_status(disc, 2, 3, 1, 1);
	assert_int_equal(disc_last_lba(disc), 2047);
	assert_true(support_check(disc, 0, 16, 1));
	assert_int_equal(wrote(disc, 2032, 16, &incremental), 0);
	disc_free(disc);
}

static void a_full_format_is_overwritten_in_ecc_blocks(void **state)
{
	struct burnrig_disc *disc = dvd_rw();

	(void)state;
	assert_int_equal(support_code(disc_format(disc, 0x10, 1000, 16)), 0x052600);
	assert_int_equal(support_code(disc_format(disc, 0x26, 1024, 16)), 0x052600);
	assert_int_equal(support_code(disc_format(disc, 0x10, 1024, 5)), 0x052600);
	assert_int_equal(support_code(disc_format(disc, 0x10, CAPACITY, 16)), 0);
	assert_int_equal(disc_profile(disc), 0x13);
	assert_status(disc, 2, 3, 1, 1);
	assert_int_equal(disc_last_lba(disc), CAPACITY - 1);
	assert_int_equal(wrote(disc, 4096, 32, &incremental), 0);
	assert_int_equal(wrote(disc, 32, 16, &at_once), 0); /* the write type means nothing */
	assert_int_equal(wrote(disc, 40, 16, &incremental), 0x052102);
	assert_int_equal(wrote(disc, 48, 8, &incremental), 0x056401);
	assert_int_equal(wrote(disc, CAPACITY, 16, &incremental), 0x052100);
	assert_true(support_check(disc, 4096, 32, 1));
	assert_true(support_is_zero(disc, 16, 16));
	assert_int_equal(support_code(disc_blank(disc, 0, 0)), 0);
	assert_int_equal(disc_profile(disc), 0x14);
	assert_int_equal(wrote(disc, 0, 16, &incremental), 0);
	disc_free(disc);
}

static void a_quick_format_grows_as_it_is_written(void **state)
{
	struct burnrig_disc *disc = dvd_rw();
	struct disc_format_option option;

	(void)state;
	assert_int_equal(support_code(disc_format(disc, 0x15, CAPACITY, 16)), 0);
	assert_status(disc, 1, 1, 1, 1);
	assert_int_equal(disc_last_lba(disc), 0);
	assert_false(disc_format_option_at(disc, 3, &option)); /* no growing while it is open */
	assert_int_equal(track_at(disc, 0).next_writable_lba, 0);
	assert_int_equal(wrote(disc, 16, 16, &incremental), 0x052102); /* not behind the end */
	assert_int_equal(wrote(disc, 0, 64, &incremental), 0);
	assert_int_equal(wrote(disc, 16, 16, &incremental), 0);
	assert_int_equal(track_at(disc, 0).next_writable_lba, 64);
	assert_int_equal(support_code(disc_close_session(disc, 2, &incremental)), 0);
	assert_status(disc, 2, 3, 1, 1);
	assert_int_equal(disc_last_lba(disc), 63);
	assert_int_equal(wrote(disc, 64, 16, &incremental), 0x052100);
	assert_true(disc_format_option_at(disc, 3, &option));
	assert_int_equal(option.type, 0x13);
	assert_int_equal(option.blocks, CAPACITY - 64);
	assert_int_equal(support_code(disc_format(disc, 0x13, option.blocks, 16)), 0);
	assert_int_equal(support_code(disc_format(disc, 0x13, 16, 16)), 0x052600); /* open */
	assert_int_equal(wrote(disc, 64, 16, &incremental), 0);
	assert_int_equal(support_code(disc_close_session(disc, 2, &incremental)), 0);
	assert_int_equal(disc_last_lba(disc), 79);
	assert_true(support_check(disc, 0, 80, 1));
	disc_free(disc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(borders_follow_each_other),
		cmocka_unit_test(three_rzones_are_open_at_most),
		cmocka_unit_test(only_two_write_types_exist),
		cmocka_unit_test(a_disc_at_once_closes_itself),
		cmocka_unit_test(a_disc_at_once_without_a_size_ends_with_the_data),
		cmocka_unit_test(a_rehearsal_leaves_the_disc_blank),
		cmocka_unit_test(blanking_makes_it_new),
		cmocka_unit_test(the_last_rzone_is_unreserved),
		cmocka_unit_test(the_tail_of_an_rzone_is_blanked),
		cmocka_unit_test(no_fourth_rzone_is_opened_by_a_tail),
		cmocka_unit_test(a_border_is_opened_again_and_blanked),
		cmocka_unit_test(a_disc_at_once_has_no_parts),
		cmocka_unit_test(a_format_is_grown_in_full),
		cmocka_unit_test(a_full_format_is_overwritten_in_ecc_blocks),
		cmocka_unit_test(a_quick_format_grows_as_it_is_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
