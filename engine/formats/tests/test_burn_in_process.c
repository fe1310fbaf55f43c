/* SPDX-License-Identifier: MIT */
/* Whole burns on a virtual drive, read back through it. */
#include "engine/formats/tests/burn_rig.h"

#include <stdlib.h>
#include <string.h>

#include "burnengine/disc_format_erase.h"
#include "engine/mmc/mmc.h"

static void every_medium_is_burned_closed_and_read_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < burn_media_count; i++) {
		struct br_medium after;
		struct burn_rig rig;

		burn_rig_open_medium(&rig, &burn_media[i]);
		br_format_data_set_force_media_to_be_closed(rig.format, true);
		burn_rig_burn(&rig, 5 * MIB + 12345);
		after = burn_rig_look(&rig);
		assert_int_equal(after.overwritable, burn_media[i].writable_again);
		assert_true(after.overwritable || after.finalized);
		assert_false(after.session_open || after.border_open);
		assert_true(after.background_format != 2);
		burn_rig_reads_back(&rig, 5 * MIB + 12345);
		burn_rig_close(&rig);
	}
}

static void sessions_are_appended_and_each_reads_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < burn_media_count; i++) {
		struct br_medium after;
		struct burn_rig rig;
		int32_t first_lba;

		if (!burn_media[i].has_sessions)
			continue;
		burn_rig_open_medium(&rig, &burn_media[i]);
		burn_rig_burn(&rig, 2 * MIB);
		first_lba = br_format_data_start_lba(rig.format);
		after = burn_rig_look(&rig);
		assert_true(after.appendable && !after.finalized && !after.session_open);
		assert_int_equal(after.sessions, 2);
		burn_rig_burn(&rig, 3 * MIB);
		assert_true(br_format_data_start_lba(rig.format) >= first_lba + 1024);
		burn_rig_reads_back(&rig, 3 * MIB);
		br_format_data_set_force_media_to_be_closed(rig.format, true);
		burn_rig_burn(&rig, MIB);
		assert_true(burn_rig_look(&rig).finalized);
		burn_rig_reads_back(&rig, MIB);
		burn_rig_close(&rig);
	}
}

static void what_can_be_written_again_is(void **state)
{
	(void)state;
	for (size_t i = 0; i < burn_media_count; i++) {
		struct burn_rig rig;

		if (!burn_media[i].writable_again)
			continue;
		burn_rig_open_medium(&rig, &burn_media[i]);
		burn_rig_burn(&rig, MIB + 1);
		assert_true(burn_rig_look(&rig).formatted);
		burn_rig_burn(&rig, 3 * MIB);
		assert_int_equal(br_format_data_start_lba(rig.format), 0);
		burn_rig_reads_back(&rig, 3 * MIB);
		burn_rig_close(&rig);
	}
}

/* The border of a quickly formatted DVD-RW ends behind the first image; the second is larger. */
/* Between the data and the lead-out. */
static uint32_t blocks_behind(struct burn_rig *rig, uint32_t blocks)
{
	struct mmc_toc toc;

	burn_rig_assert(mmc_read_toc(rig->transport, &toc), BR_OK);
	assert_int_equal(toc.tracks[toc.track_count - 1].control, 4);
	return (uint32_t)(toc.lead_out_lba - br_format_data_start_lba(rig->format)) - blocks;
}

static void a_cd_session_is_burned_at_once(void **state)
{
	const char *const cds[] = { "cd-r-80", "cd-rw-80-high-speed" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct burn_rig rig;

		burn_rig_open(&rig, cds[i], NULL);
		br_format_data_set_session_at_once(rig.format, true);
		burn_rig_burn(&rig, 2 * MIB);
		assert_int_equal(blocks_behind(&rig, 1024), 0);
		burn_rig_reads_back(&rig, 2 * MIB);
		assert_true(burn_rig_look(&rig).appendable);
		burn_rig_burn(&rig, 2048); /* one more, the shortest */
		assert_true(br_format_data_start_lba(rig.format) > 1024);
		assert_int_equal(blocks_behind(&rig, 300), 0);
		burn_rig_reads_back(&rig, 2048);
		br_format_data_set_session_at_once(rig.format, false);
		br_format_data_set_force_media_to_be_closed(rig.format, true);
		burn_rig_burn(&rig, MIB);
		assert_int_equal(blocks_behind(&rig, 512), 2);
		assert_true(burn_rig_look(&rig).finalized);
		burn_rig_close(&rig);
		burn_rig_open(&rig, cds[i], NULL);
		br_format_data_set_session_at_once(rig.format, true);
		br_format_data_set_test_write(rig.format, true);
		burn_rig_burn(&rig, MIB);
		assert_true(burn_rig_look(&rig).blank);
		burn_rig_close(&rig);
	}
}

/* In packets it is one complete session, and yet is written from 0 until it is erased. */
static void a_cd_rw_in_packets_is_overwritten(void **state)
{
	static const struct burn_medium packets = { "cd-rw-80-high-speed", BR_FORMAT_FULL, false,
		true };
	static const struct br_erase_options quick = { .full = false };
	struct br_medium medium;
	struct burn_rig rig;

	(void)state;
	burn_rig_open_medium(&rig, &packets);
	medium = burn_rig_look(&rig);
	assert_true(medium.overwritable && medium.formatted && !medium.finalized);
	assert_int_equal(medium.free_blocks % 32, 0);
	burn_rig_burn(&rig, 2 * MIB + 1); /* no whole packet */
	burn_rig_burn(&rig, MIB + 12345);
	assert_int_equal(br_format_data_start_lba(rig.format), 0);
	burn_rig_reads_back(&rig, MIB + 12345);
	assert_int_equal(burn_rig_look(&rig).formatted_blocks, medium.formatted_blocks);
	burn_rig_assert(br_erase(rig.recorder, &quick), BR_OK);
	medium = burn_rig_look(&rig);
	assert_true(medium.blank && !medium.overwritable);
	burn_rig_burn(&rig, MIB);
	assert_true(burn_rig_look(&rig).appendable);
	burn_rig_close(&rig);
}

static void dvd_rw_border_grows_with_the_image(void **state)
{
	const struct burn_medium quick = { "dvd-rw", BR_FORMAT_QUICK, false, true };
	struct burn_rig rig;

	(void)state;
	burn_rig_open_medium(&rig, &quick);
	assert_true(burn_rig_look(&rig).border_open);
	burn_rig_burn(&rig, MIB);
	assert_int_equal(burn_rig_look(&rig).formatted_blocks, 512);
	burn_rig_burn(&rig, MIB / 2);
	assert_int_equal(burn_rig_look(&rig).formatted_blocks, 512);
	burn_rig_burn(&rig, 2 * MIB);
	assert_int_equal(burn_rig_look(&rig).formatted_blocks, 1024);
	burn_rig_reads_back(&rig, 2 * MIB);
	burn_rig_close(&rig);
}

/* Blanked quickly it takes no incremental recording (feature 0021h is not current). */
static void dvd_rw_is_erased_and_burned_at_once(void **state)
{
	static const struct br_erase_options quick = { .full = false }, full = { .full = true };
	struct br_medium after;
	struct burn_rig rig;

	(void)state;
	burn_rig_open(&rig, "dvd-rw", NULL);
	burn_rig_burn(&rig, MIB);
	burn_rig_assert(br_erase(rig.recorder, &quick), BR_OK);
	assert_true(burn_rig_look(&rig).blank);
	burn_rig_burn(&rig, MIB);
	assert_true(burn_rig_look(&rig).finalized);
	burn_rig_assert(br_erase(rig.recorder, &full), BR_OK);
	burn_rig_burn(&rig, MIB);
	after = burn_rig_look(&rig);
	assert_true(after.appendable && after.sessions == 2);
	burn_rig_close(&rig);
}

static void pseudo_overwrite_leaves_the_session_open(void **state)
{
	const struct burn_medium overwritable = { "bd-r-25", BR_FORMAT_PSEUDO_OVERWRITE, false,
		true };
	struct burn_rig rig;

	(void)state;
	burn_rig_open_medium(&rig, &overwritable);
	assert_true(burn_rig_look(&rig).pseudo_overwrite);
	burn_rig_burn(&rig, 2 * MIB);
	assert_true(burn_rig_look(&rig).session_open);
	burn_rig_burn(&rig, 3 * MIB);
	assert_int_equal(br_format_data_start_lba(rig.format), 0);
	burn_rig_reads_back(&rig, 3 * MIB);
	br_format_data_set_force_media_to_be_closed(rig.format, true);
	burn_rig_burn(&rig, MIB);
	assert_true(burn_rig_look(&rig).finalized);
	burn_rig_reads_back(&rig, MIB);
	burn_rig_close(&rig);
}

static void random_recording_takes_each_cluster_once(void **state)
{
	const struct burn_medium random = { "bd-r-25", BR_FORMAT_RANDOM, false, true };
	struct pattern_stream source = pattern_stream(2048);
	struct br_outcome outcome;
	struct burn_rig rig;

	(void)state;
	burn_rig_open_medium(&rig, &random);
	assert_int_equal(burn_rig_look(&rig).profile, 0x42);
	burn_rig_burn(&rig, 2 * MIB);
	burn_rig_reads_back(&rig, 2 * MIB);
	outcome = br_format_data_write(rig.format, &source.base, 2048);
	burn_rig_assert(outcome, BR_E_DEVICE);
	assert_int_equal(outcome.sense.code, 0x21);
	assert_int_equal(outcome.sense.qualifier, 0x02);
	burn_rig_close(&rig);
}

static void bd_re_is_formatted_once_and_written_again(void **state)
{
	struct burn_rig rig;

	(void)state;
	burn_rig_open(&rig, "bd-re-25", NULL);
	assert_false(burn_rig_look(&rig).formatted);
	burn_rig_burn(&rig, MIB);
	assert_true(burn_rig_look(&rig).formatted);
	burn_rig_burn(&rig, 2 * MIB);
	burn_rig_reads_back(&rig, 2 * MIB);
	burn_rig_close(&rig);
}

static void in_test_mode_the_disc_stays_as_it_is(void **state)
{
	(void)state;
	for (size_t i = 0; i < burn_media_count; i++) {
		struct pattern_stream source = pattern_stream(MIB);
		struct br_outcome outcome;
		bool can;
		struct burn_rig rig;

		if (burn_media[i].format != NOT_FORMATTED)
			continue;
		can = strncmp(burn_media[i].name, "cd-r", 4) == 0 ||
		      (strncmp(burn_media[i].name, "dvd-r", 5) == 0 &&
			      strcmp(burn_media[i].name, "dvd-ram") != 0);
		burn_rig_open_medium(&rig, &burn_media[i]);
		br_format_data_set_test_write(rig.format, true);
		for (int close = 0; close < 2; close++) {
			br_format_data_set_force_media_to_be_closed(rig.format, close);
			outcome = br_format_data_write(rig.format, &source.base, MIB);
			burn_rig_assert(outcome, can ? BR_OK : BR_E_NOT_SUPPORTED);
			source.at_bytes = 0;
		}
		assert_true(
			burn_rig_look(&rig).blank || strcmp(burn_media[i].name, "dvd-ram") == 0);
		/* And it is over: the next burn is a real one. */
		br_format_data_set_test_write(rig.format, false);
		burn_rig_burn(&rig, MIB);
		burn_rig_reads_back(&rig, MIB);
		burn_rig_close(&rig);
	}
}

static void same_seed_gives_the_same_trace(void **state)
{
	char *text[2];
	size_t bytes[2];

	(void)state;
	for (int run = 0; run < 2; run++) {
		FILE *trace = open_memstream(&text[run], &bytes[run]);
		struct burn_rig rig;

		assert_non_null(trace);
		burn_rig_open(&rig, "cd-r-80", trace);
		br_format_data_set_force_media_to_be_closed(rig.format, true);
		burn_rig_burn(&rig, 16 * MIB);
		burn_rig_reads_back(&rig, 16 * MIB);
		burn_rig_close(&rig);
		fclose(trace);
	}
	assert_int_equal(bytes[0], bytes[1]);
	assert_memory_equal(text[0], text[1], bytes[0]);
	assert_non_null(strstr(text[0], "WRITE"));
	free(text[0]);
	free(text[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_medium_is_burned_closed_and_read_back),
		cmocka_unit_test(sessions_are_appended_and_each_reads_back),
		cmocka_unit_test(what_can_be_written_again_is),
		cmocka_unit_test(a_cd_session_is_burned_at_once),
		cmocka_unit_test(a_cd_rw_in_packets_is_overwritten),
		cmocka_unit_test(dvd_rw_border_grows_with_the_image),
		cmocka_unit_test(dvd_rw_is_erased_and_burned_at_once),
		cmocka_unit_test(pseudo_overwrite_leaves_the_session_open),
		cmocka_unit_test(random_recording_takes_each_cluster_once),
		cmocka_unit_test(bd_re_is_formatted_once_and_written_again),
		cmocka_unit_test(in_test_mode_the_disc_stays_as_it_is),
		cmocka_unit_test(same_seed_gives_the_same_trace),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
