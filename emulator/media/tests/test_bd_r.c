/* SPDX-License-Identifier: MIT */
/* BD-R: sequential tracks and sessions, formats, pseudo-overwrite, random recording. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "emulator/media/bd_r.h"
#include "emulator/media/tests/media_support.h"

#define CAPACITY      32768 /* 1024 clusters                                 */
#define USER_BLOCKS   29696 /* formatted with the default spare, 96 clusters */
#define SUB_TYPE_POW  0
#define SUB_TYPE_SRM  1
#define SUB_TYPE_RRM  2
#define CLOSE_SESSION 2
#define FINALIZE      6

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

static unsigned format(struct burnrig_disc *disc, unsigned type, unsigned sub_type, uint32_t blocks)
{
	struct disc_format_request request = {
		.type = (uint8_t)type, .sub_type = (uint8_t)sub_type, .blocks = blocks
	};

	return support_code(disc_format_as(disc, &request));
}

static struct burnrig_disc *formatted(unsigned sub_type)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_BD_R, CAPACITY);

	assert_int_equal(format(disc, 0x00, sub_type, USER_BLOCKS), 0);
	return disc;
}

static unsigned write_at(struct burnrig_disc *disc, int32_t lba, uint32_t blocks, uint32_t seed)
{
	return support_code(support_write(disc, lba, blocks, blocks, seed, NULL));
}

static void a_blank_disc_needs_no_format(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_BD_R, CAPACITY);

	(void)state;
	assert_status(disc, 0, 0, 1, 1);
	assert_int_equal(track_at(disc, 0).size_blocks, CAPACITY);
	assert_int_equal(disc_profile(disc), 0x0041);
	assert_false(disc_is_erasable(disc));
	assert_int_equal(write_at(disc, 32, 1, 1), 0x052102);
	assert_int_equal(write_at(disc, CAPACITY, 1, 1), 0x052100);
	assert_int_equal(support_code(support_write(disc, 0, 100, 16, 1, NULL)), 0);
	assert_status(disc, 1, 1, 1, 1);
	assert_int_equal(track_at(disc, 0).next_writable_lba, 100);
	assert_int_equal(support_code(disc_flush(disc)), 0);
	assert_int_equal(track_at(disc, 0).next_writable_lba, 128); /* four clusters */
	assert_true(support_check(disc, 0, 100, 1));
	assert_true(support_is_zero(disc, 100, 28));
	assert_int_equal(write_at(disc, 0, 1, 2), 0x052102); /* once only */
	disc_free(disc);
}

static void sessions_follow_without_gaps(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_BD_R, CAPACITY);

	(void)state;
	assert_int_equal(support_code(disc_close_session(disc, FINALIZE, NULL)), 0x052C04);
	assert_int_equal(support_code(disc_close_session(disc, CLOSE_SESSION, NULL)), 0);
	assert_status(disc, 0, 0, 1, 1);
	assert_int_equal(write_at(disc, 0, 33, 1), 0);
	assert_int_equal(support_code(disc_close_track(disc, 1)), 0);
	assert_status(disc, 1, 1, 1, 2);
	assert_int_equal(track_at(disc, 0).size_blocks, 64);
	assert_int_equal(track_at(disc, 1).start_lba, 64);
	assert_int_equal(support_code(disc_close_session(disc, CLOSE_SESSION, NULL)), 0);
	assert_status(disc, 1, 0, 2, 2);
	assert_int_equal(disc_last_lba(disc), 63);
	assert_int_equal(track_at(disc, 1).session, 2);
	assert_int_equal(track_at(disc, 1).next_writable_lba, 64);
	assert_int_equal(write_at(disc, 64, 32, 2), 0);
	/* those of DVD+R are none of BD-R's */
	for (unsigned function = 3; function <= 5; function++)
		assert_int_equal(support_code(disc_close_session(disc, function, NULL)), 0x052400);
	assert_int_equal(support_code(disc_close_session(disc, FINALIZE, NULL)), 0);
	assert_status(disc, 2, 3, 2, 2);
	assert_int_equal(disc_last_lba(disc), 95);
	assert_int_equal(write_at(disc, 96, 1, 1), 0x072700);
	assert_int_equal(support_code(disc_reserve_track(disc, 32)), 0x072700);
	assert_int_equal(support_code(disc_close_session(disc, FINALIZE, NULL)), 0);
	disc_free(disc);
}

static void an_appendable_disc_is_finalized_as_it_is(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_BD_R, CAPACITY);

	(void)state;
	assert_int_equal(write_at(disc, 0, 32, 1), 0);
	assert_int_equal(support_code(disc_close_session(disc, CLOSE_SESSION, NULL)), 0);
	assert_int_equal(support_code(disc_close_session(disc, FINALIZE, NULL)), 0);
	assert_status(disc, 2, 3, 1, 1);
	assert_false(disc_can_write(disc));
	disc_free(disc);
}

static void reserved_tracks_are_written_side_by_side(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_BD_R, CAPACITY);
	uint8_t room[2048];
	struct iovec list = { .iov_base = room, .iov_len = sizeof room };
	uint32_t blocks;

	(void)state;
	assert_int_equal(support_code(disc_reserve_track(disc, 50)), 0);
	assert_int_equal(support_code(disc_reserve_track(disc, 64)), 0);
	assert_status(disc, 1, 1, 1, 3);
	assert_int_equal(track_at(disc, 0).size_blocks, 64); /* whole clusters */
	assert_true(track_at(disc, 0).reserved);
	assert_int_equal(track_at(disc, 2).start_lba, 128);
	assert_int_equal(write_at(disc, 128, 32, 3), 0);
	assert_int_equal(write_at(disc, 64, 32, 2), 0);
	assert_int_equal(write_at(disc, 0, 65, 1), 0x056300); /* more than the track has */
	assert_int_equal(write_at(disc, 0, 64, 1), 0);
	assert_int_equal(support_code(disc_reserve_track(disc, 32)), 0x052C00); /* written */
	assert_int_equal(support_code(disc_close_track(disc, 2)), 0);
	assert_int_equal(track_at(disc, 1).size_blocks, 64); /* half of it stays unwritten */
	assert_int_equal(write_at(disc, 96, 1, 2), 0x052102);
	assert_int_equal(support_code(disc_read(disc, 96, 1, &list, 1, &blocks)), 0x031100);
	assert_int_equal(support_code(disc_close_session(disc, CLOSE_SESSION, NULL)), 0);
	assert_status(disc, 1, 0, 2, 4);
	assert_int_equal(track_at(disc, 3).start_lba, 160);
	assert_true(support_check(disc, 0, 64, 1));
	assert_true(support_check(disc, 64, 32, 2));
	assert_true(support_check(disc, 128, 32, 3));
	disc_free(disc);
}

static void sixteen_tracks_may_be_open(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_BD_R, CAPACITY);
	struct sense sense;

	(void)state;
	sense = disc_reserve_track(disc, 0);
	assert_int_equal(support_code(sense), 0x052400);
	sense = disc_reserve_track(disc, CAPACITY + 1);
	assert_int_equal(support_code(sense), 0x052400);
	for (unsigned i = 0; i < 15; i++)
		assert_int_equal(support_code(disc_reserve_track(disc, 32)), 0);
	assert_status(disc, 1, 1, 1, 16);
	assert_int_equal(support_code(disc_reserve_track(disc, 32)), 0x057205);
	disc_free(disc);
}

static void a_full_disc_takes_no_session_more(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_BD_R, 96);

	(void)state;
	assert_int_equal(write_at(disc, 0, 97, 1), 0x052100);
	assert_int_equal(write_at(disc, 0, 96, 1), 0);
	assert_int_equal(write_at(disc, 96, 1, 1), 0x052100);
	assert_int_equal(support_code(disc_close_track(disc, 1)), 0);
	assert_status(disc, 1, 1, 1, 1);
	assert_int_equal(support_code(disc_close_session(disc, CLOSE_SESSION, NULL)), 0);
	assert_status(disc, 2, 3, 1, 1);
	assert_true(support_check(disc, 0, 96, 1));
	disc_free(disc);
}

static void it_is_formatted_once_while_blank(void **state)
{
	static const struct disc_format_option expected[] = {
		{ 0x00, 11826176, 0x3000 },
		{ 0x32, 11826176, 0x3000 },
		{ 0x32, 11564032, 0x5000 },
		{ 0x32, 12088320, 0x1000 },
	};
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_BD_R, 12219392);
	struct disc_format_option option;

	(void)state;
	disc->definition->default_spare_blocks = 393216;
	for (unsigned i = 0; i < 4; i++) {
		assert_true(disc_format_option_at(disc, i, &option));
		assert_int_equal(option.type, expected[i].type);
		assert_int_equal(option.blocks, expected[i].blocks);
		assert_int_equal(option.parameter, expected[i].parameter);
	}
	assert_false(disc_format_option_at(disc, 4, &option));
	assert_int_equal(format(disc, 0x30, SUB_TYPE_SRM, 11826176), 0x052600);
	assert_int_equal(format(disc, 0x00, 3, 11826176), 0x052600);
	assert_int_equal(format(disc, 0x32, SUB_TYPE_SRM, 12088352), 0x052600);
	assert_int_equal(format(disc, 0x32, SUB_TYPE_SRM, 12088320), 0);
	assert_status(disc, 0, 0, 1, 1);
	assert_int_equal(disc->state.spare_blocks, 0x1000 * 32);
	assert_int_equal(track_at(disc, 0).size_blocks, 12088320);
	assert_false(disc_format_option_at(disc, 0, &option));
	assert_int_equal(format(disc, 0x00, SUB_TYPE_SRM, 11826176), 0x053006);
	assert_int_equal(write_at(disc, 12088320, 1, 1), 0x052100);
	assert_int_equal(write_at(disc, 0, 32, 1), 0);
	assert_int_equal(write_at(disc, 0, 1, 2), 0x052102); /* spares are not overwriting */
	disc_free(disc);
}

static void assert_resources(const struct burnrig_disc *disc, uint32_t used)
{
	struct bd_r_overwrite_resources resources;

	bd_r_overwrite_resources(disc, &resources);
	assert_int_equal(resources.map_entries, 32768 - used);
	assert_int_equal(resources.updates, 2048 - used);
}

static void overwriting_takes_space_at_the_next_writable_address(void **state)
{
	struct burnrig_disc *disc = formatted(SUB_TYPE_POW);

	(void)state;
	assert_int_equal(write_at(disc, 0, 128, 1), 0);
	assert_int_equal(write_at(disc, 16, 16, 2), 0); /* one cluster */
	assert_int_equal(track_at(disc, 0).next_writable_lba, 160);
	assert_true(support_check(disc, 0, 16, 1));
	assert_true(support_check(disc, 16, 16, 2));
	assert_true(support_check(disc, 32, 96, 1));
	assert_resources(disc, 1);
	assert_int_equal(write_at(disc, 16, 17, 3), 0); /* two, one of them again */
	assert_int_equal(track_at(disc, 0).next_writable_lba, 224);
	assert_true(support_check(disc, 16, 17, 3));
	assert_resources(disc, 3);
	assert_true(support_is_zero(disc, 128, 96)); /* orphans */
	assert_int_equal(write_at(disc, 224, 32, 4), 0);
	assert_int_equal(write_at(disc, 288, 1, 5), 0x052102);	/* not recorded yet */
	assert_int_equal(write_at(disc, 250, 10, 5), 0x052102); /* nor all of this */
	assert_int_equal(write_at(disc, 130, 1, 6), 0);		/* an orphan's address */
	assert_true(support_check(disc, 130, 1, 6));
	assert_true(support_is_zero(disc, 131, 29));
	assert_resources(disc, 3 - 1 + 1); /* its place is taken by a new one */
	assert_int_equal(disc_last_lba(disc), 287);
	disc_free(disc);
}

static void closed_sessions_can_be_overwritten_until_the_disc_is_full(void **state)
{
	struct burnrig_disc *disc = formatted(SUB_TYPE_POW);

	(void)state;
	assert_int_equal(write_at(disc, 0, 32, 1), 0);
	assert_int_equal(support_code(disc_close_session(disc, CLOSE_SESSION, NULL)), 0);
	assert_status(disc, 1, 0, 2, 2);
	assert_int_equal(write_at(disc, 31, 1, 2), 0);
	assert_status(disc, 1, 1, 2, 2);
	assert_int_equal(track_at(disc, 1).next_writable_lba, 64);
	assert_true(support_check(disc, 31, 1, 2));
	for (uint32_t at = 64; at < USER_BLOCKS - 32; at += 64)
		assert_int_equal(write_at(disc, (int32_t)at, 64, 3), 0);
	assert_int_equal(track_at(disc, 1).next_writable_lba, USER_BLOCKS);
	assert_int_equal(write_at(disc, 0, 1, 4), 0x056300);
	assert_true(support_check(disc, 0, 31, 1));
	assert_int_equal(support_code(disc_close_session(disc, FINALIZE, NULL)), 0);
	assert_int_equal(write_at(disc, 0, 1, 4), 0x072700);
	disc_free(disc);
}

static void random_recording_takes_every_cluster_once(void **state)
{
	struct burnrig_disc *disc = formatted(SUB_TYPE_RRM);

	(void)state;
	assert_int_equal(disc_profile(disc), 0x0042);
	assert_status(disc, 3, 3, 1, 1);
	assert_true(disc_is_random_writable(disc));
	assert_false(disc_is_erasable(disc));
	assert_int_equal(disc_last_lba(disc), USER_BLOCKS - 1);
	assert_true(support_is_zero(disc, 1000, 32));
	assert_int_equal(write_at(disc, 3200, 64, 1), 0);
	assert_int_equal(write_at(disc, 0, 16, 2), 0);
	assert_int_equal(write_at(disc, 16, 16, 3), 0); /* the same cluster, gathered */
	assert_int_equal(write_at(disc, 15, 1, 4), 0x052102);
	assert_int_equal(write_at(disc, 64, 1, 4), 0);
	assert_int_equal(write_at(disc, 66, 1, 4), 0);
	assert_int_equal(support_code(disc_flush(disc)), 0);
	assert_int_equal(write_at(disc, 65, 1, 4), 0x052102); /* recorded */
	assert_int_equal(write_at(disc, 3232, 96, 4), 0x052102);
	assert_int_equal(write_at(disc, 3264, 1, 4), 0); /* nothing of that was written */
	assert_int_equal(write_at(disc, USER_BLOCKS, 1, 4), 0x052100);
	assert_true(support_check(disc, 3200, 64, 1));
	assert_true(support_check(disc, 0, 16, 2));
	assert_true(support_check(disc, 16, 16, 3));
	assert_true(support_is_zero(disc, 65, 1));
	assert_int_equal(format(disc, 0x00, SUB_TYPE_RRM, USER_BLOCKS), 0x053006);
	assert_int_equal(support_code(disc_reserve_track(disc, 32)), 0x053005);
	disc_free(disc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_blank_disc_needs_no_format),
		cmocka_unit_test(sessions_follow_without_gaps),
		cmocka_unit_test(an_appendable_disc_is_finalized_as_it_is),
		cmocka_unit_test(reserved_tracks_are_written_side_by_side),
		cmocka_unit_test(sixteen_tracks_may_be_open),
		cmocka_unit_test(a_full_disc_takes_no_session_more),
		cmocka_unit_test(it_is_formatted_once_while_blank),
		cmocka_unit_test(overwriting_takes_space_at_the_next_writable_address),
		cmocka_unit_test(closed_sessions_can_be_overwritten_until_the_disc_is_full),
		cmocka_unit_test(random_recording_takes_every_cluster_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
