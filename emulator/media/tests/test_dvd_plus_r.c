/* SPDX-License-Identifier: MIT */
/* DVD+R: fragments, padding, sessions with their gaps, finalising. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "emulator/media/tests/media_support.h"

#define CAPACITY 16384

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

static void a_blank_disc_has_one_open_track(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_DVD_PLUS_R, CAPACITY);
	struct burnrig_disc_track track = track_at(disc, 0);
	int32_t lead_in;

	(void)state;
	assert_status(disc, 0, 0, 1, 1);
	assert_int_equal(track.number, 1);
	assert_int_equal(track.start_lba, 0);
	assert_int_equal(track.size_blocks, CAPACITY);
	assert_true(track.next_writable_valid);
	assert_int_equal(track.next_writable_lba, 0);
	assert_true(track.blank);
	assert_false(track.last_recorded_valid);
	assert_int_equal(disc_last_lba(disc), 0);
	assert_true(disc_next_lead_in_lba(disc, &lead_in));
	assert_int_equal(lead_in, 0);
	assert_true(disc_can_write(disc));
	assert_false(disc_can_read(disc));
	disc_free(disc);
}

static void writing_goes_on_where_it_stopped(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_DVD_PLUS_R, CAPACITY);

	(void)state;
	assert_int_equal(support_code(support_write(disc, 16, 16, 16, 1, NULL)), 0x052102);
	assert_int_equal(support_code(support_write(disc, 0, 40, 7, 1, NULL)), 0);
	assert_int_equal(track_at(disc, 0).next_writable_lba, 40);
	assert_int_equal(support_code(support_write(disc, 0, 16, 16, 2, NULL)), 0x052102);
	assert_status(disc, 1, 1, 1, 1);
	assert_int_equal(support_code(disc_flush(disc)), 0); /* ends the ECC block */
	assert_int_equal(track_at(disc, 0).next_writable_lba, 48);
	assert_int_equal(track_at(disc, 0).last_recorded_lba, 47);
	assert_int_equal(support_code(support_write(disc, 48, 16, 16, 3, NULL)), 0);
	assert_true(support_check(disc, 0, 40, 1));
	assert_true(support_is_zero(disc, 40, 8));
	assert_true(support_check(disc, 48, 16, 3));
	assert_false(support_check(disc, 64, 1, 3));
	disc_free(disc);
}

static void a_closed_session_is_one_track_and_a_gap_follows(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_DVD_PLUS_R, CAPACITY);
	struct burnrig_disc_track track;
	int32_t lead_in;

	(void)state;
	assert_int_equal(support_code(support_write(disc, 0, 100, 16, 1, NULL)), 0);
	assert_int_equal(support_code(disc_close_track(disc, 1)), 0);
	assert_status(disc, 1, 1, 1, 2); /* the fragment and what is left */
	assert_int_equal(track_at(disc, 1).start_lba, 112 + 16);
	assert_int_equal(support_code(disc_close_session(disc, 2, &support_last_session)), 0);
	assert_status(disc, 1, 0, 2, 2);
	track = track_at(disc, 0);
	assert_int_equal(track.start_lba, 0);
	assert_int_equal(track.size_blocks, 112);
	assert_true(track.closed);
	track = track_at(disc, 1);
	assert_int_equal(track.session, 2);
	assert_int_equal(track.number, 2);
	assert_int_equal(track.start_lba, 112 + 1024 + 1024);
	assert_int_equal(track.next_writable_lba, 2160);
	assert_int_equal(track.size_blocks, CAPACITY - 2160);
	assert_int_equal(disc_last_lba(disc), 111);
	assert_true(disc_next_lead_in_lba(disc, &lead_in));
	assert_int_equal(lead_in, 112 + 1024);
	disc_free(disc);
}

static void sessions_follow_each_other(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_DVD_PLUS_R, CAPACITY);

	(void)state;
	for (unsigned i = 0; i < 3; i++) {
		int32_t lba = track_at(disc, i).next_writable_lba;

		assert_int_equal(lba, (int32_t)i * (160 + 2048));
		assert_int_equal(support_code(support_write(disc, lba, 160, 32, i, NULL)), 0);
		assert_int_equal(
			support_code(disc_close_session(disc, 2, &support_last_session)), 0);
	}
	assert_status(disc, 1, 0, 4, 4);
	for (unsigned i = 0; i < 3; i++)
		assert_true(support_check(disc, (int32_t)i * 2208, 160, i));
	assert_true(support_is_zero(disc, 160, 2048)); /* Closure and Intro zones */
	disc_free(disc);
}

static void reserved_fragments_are_written_side_by_side(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_DVD_PLUS_R, CAPACITY);

	(void)state;
	assert_int_equal(support_code(disc_reserve_track(disc, 100)), 0);
	assert_int_equal(support_code(disc_reserve_track(disc, 32)), 0);
	assert_status(disc, 1, 1, 1, 3);
	assert_int_equal(track_at(disc, 0).size_blocks, 112);
	assert_true(track_at(disc, 0).reserved);
	assert_int_equal(track_at(disc, 1).start_lba, 128);
	assert_int_equal(track_at(disc, 2).start_lba, 128 + 32 + 16);
	assert_int_equal(support_code(support_write(disc, 176, 16, 16, 1, NULL)), 0);
	assert_int_equal(support_code(support_write(disc, 128, 32, 8, 2, NULL)), 0);
	assert_int_equal(support_code(support_write(disc, 0, 20, 4, 3, NULL)), 0);
	assert_int_equal(support_code(support_write(disc, 20, 93, 93, 3, NULL)), 0x056300);
	assert_int_equal(support_code(disc_reserve_track(disc, 16)), 0x052C00);
	/* a session does not close over a fragment that is not full */
	assert_int_equal(
		support_code(disc_close_session(disc, 2, &support_last_session)), 0x057204);
	assert_false(support_is_zero(disc, 50, 1)); /* not recorded yet */
	assert_int_equal(support_code(disc_close_track(disc, 1)), 0);
	assert_int_equal(support_code(disc_close_session(disc, 2, &support_last_session)), 0);
	assert_true(support_check(disc, 0, 20, 3));
	assert_true(support_is_zero(disc, 20, 92 + 16));
	assert_true(support_check(disc, 128, 32, 2));
	assert_true(support_check(disc, 176, 16, 1));
	assert_int_equal(track_at(disc, 0).size_blocks, 192);
	assert_status(disc, 1, 0, 2, 2);
	disc_free(disc);
}

static void a_session_has_16_fragments_at_most(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_DVD_PLUS_R, CAPACITY);

	(void)state;
	for (unsigned i = 0; i < 15; i++)
		assert_int_equal(support_code(disc_reserve_track(disc, 16)), 0);
	assert_int_equal(support_code(disc_reserve_track(disc, 16)), 0x057205);
	assert_status(disc, 1, 1, 1, 16);
	assert_true(track_at(disc, 15).next_writable_valid);
	disc_free(disc);
}

static void a_disc_has_153_sessions_at_most(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_DVD_PLUS_R, 160 * 2064);

	(void)state;
	for (unsigned i = 0; i < 153; i++) {
		int32_t lba = track_at(disc, i).next_writable_lba;

		assert_int_equal(support_code(support_write(disc, lba, 1, 1, i, NULL)), 0);
		assert_int_equal(
			support_code(disc_close_session(disc, 2, &support_last_session)), 0);
	}
	assert_status(disc, 2, 3, 153, 153);
	assert_false(disc_can_write(disc));
	disc_free(disc);
}

static void finalising_ends_it(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_DVD_PLUS_R, CAPACITY);
	int32_t lead_in;

	(void)state;
	assert_int_equal(
		support_code(disc_close_session(disc, 6, &support_last_session)), 0x052C04);
	assert_int_equal(
		support_code(disc_close_session(disc, 3, &support_last_session)), 0x052400);
	assert_int_equal(support_code(disc_close_session(disc, 2, &support_last_session)), 0);
	assert_status(disc, 0, 0, 1, 1); /* there was nothing to close */
	assert_int_equal(support_code(support_write(disc, 0, 16, 16, 1, NULL)), 0);
	assert_int_equal(support_code(disc_close_session(disc, 6, &support_last_session)), 0);
	assert_status(disc, 2, 3, 1, 1);
	assert_int_equal(support_code(support_write(disc, 16, 16, 16, 1, NULL)), 0x072700);
	assert_int_equal(support_code(disc_reserve_track(disc, 16)), 0x072700);
	assert_false(disc_next_lead_in_lba(disc, &lead_in));
	disc_free(disc);
}

static void an_appendable_disc_is_finalised_without_a_new_session(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_DVD_PLUS_R, CAPACITY);

	(void)state;
	assert_int_equal(support_code(support_write(disc, 0, 16, 16, 1, NULL)), 0);
	assert_int_equal(support_code(disc_close_session(disc, 2, &support_last_session)), 0);
	assert_int_equal(support_code(disc_close_session(disc, 5, &support_last_session)), 0);
	assert_status(disc, 2, 3, 1, 1);
	assert_int_equal(disc_last_lba(disc), 15);
	disc_free(disc);
}

static void the_medium_ends(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_DVD_PLUS_R, CAPACITY);

	(void)state;
	assert_int_equal(support_code(support_write(disc, 0, CAPACITY - 16, 64, 1, NULL)), 0);
	assert_int_equal(
		support_code(support_write(disc, CAPACITY - 16, 17, 17, 1, NULL)), 0x052100);
	assert_int_equal(support_code(support_write(disc, CAPACITY - 16, 16, 16, 1, NULL)), 0);
	assert_false(track_at(disc, 0).next_writable_valid);
	assert_int_equal(support_code(disc_close_track(disc, 0xFF)), 0);
	assert_int_equal(support_code(disc_close_session(disc, 2, &support_last_session)), 0);
	assert_status(disc, 2, 3, 1, 1); /* no room for another session */
	assert_true(support_check(disc, CAPACITY - 16, 16, 1));
	disc_free(disc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_blank_disc_has_one_open_track),
		cmocka_unit_test(writing_goes_on_where_it_stopped),
		cmocka_unit_test(a_closed_session_is_one_track_and_a_gap_follows),
		cmocka_unit_test(sessions_follow_each_other),
		cmocka_unit_test(reserved_fragments_are_written_side_by_side),
		cmocka_unit_test(a_session_has_16_fragments_at_most),
		cmocka_unit_test(a_disc_has_153_sessions_at_most),
		cmocka_unit_test(finalising_ends_it),
		cmocka_unit_test(an_appendable_disc_is_finalised_without_a_new_session),
		cmocka_unit_test(the_medium_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
