/* SPDX-License-Identifier: MIT */
/*
 * Whole burns on a virtual drive, read back through it; what fails, and how the drive is
 * afterwards.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "burnengine/disc_format_data.h"
#include "burnengine/disc_format_erase.h"
#include "burnengine/disc_format_medium.h"
#include "engine/writer/tests/pattern_stream.h"

#define MIB (INT64_C(1) << 20)

struct rig {
	struct br_transport *transport;
	struct br_recorder *recorder;
	struct br_format_data *format;
	struct br_cancel cancel;
};

static void rig_open(struct rig *rig, const char *medium, FILE *trace)
{
	const struct br_in_process_options options = {
		.medium = medium, .seed = 7, .trace = trace
	};
	char problem[200];

	*rig = (struct rig) { 0 };
	if (br_transport_open_in_process(&options, &rig->transport, problem, sizeof problem))
		fail_msg("%s", problem);
	assert_int_equal(br_recorder_create(rig->transport, &rig->recorder).code, BR_OK);
	rig->format = br_format_data_create(rig->recorder);
	assert_non_null(rig->format);
	br_format_data_set_cancel(rig->format, &rig->cancel);
}

static void rig_close(struct rig *rig)
{
	br_format_data_destroy(rig->format);
	br_recorder_destroy(rig->recorder);
	br_transport_close(rig->transport);
}

static void assert_outcome(struct br_outcome outcome, enum br_code expected)
{
	char text[300];

	if (outcome.code != expected)
		fail_msg("expected %s: %s", br_code_name(expected),
			br_outcome_format(&outcome, text, sizeof text));
}

static void burn(struct rig *rig, int64_t bytes)
{
	struct pattern_stream source = pattern_stream((uint64_t)bytes);

	assert_outcome(br_format_data_write(rig->format, &source.base, bytes), BR_OK);
}

static void assert_reads_back(struct rig *rig, int64_t bytes)
{
	struct pattern_stream source = pattern_stream((uint64_t)bytes);
	int32_t lba;

	assert_outcome(br_format_data_verify(rig->format, &source.base, bytes, &lba), BR_OK);
}

static struct br_medium look(struct rig *rig)
{
	const struct br_wait wait = { .timeout_ms = 60000 };
	struct br_medium medium;

	assert_outcome(br_recorder_wait_ready(rig->recorder, &wait), BR_OK);
	assert_outcome(br_recorder_medium(rig->recorder, &medium), BR_OK);
	return medium;
}

#define NOT_FORMATTED (-1)

/* Every kind of medium, and what it was made before: a format, or as it is bought. */
static const struct medium {
	const char *name;
	int format;	     /* enum br_format_kind */
	bool has_sessions;   /* further ones can follow */
	bool writable_again; /* from address 0 */
} media[] = {
	{ "bd-re-25", NOT_FORMATTED, false, true },
	{ "dvd+r", NOT_FORMATTED, true, false },
	{ "cd-r-80", NOT_FORMATTED, true, false },
	{ "cd-rw-80-high-speed", NOT_FORMATTED, true, false },
	{ "dvd-r", NOT_FORMATTED, true, false },
	{ "dvd-r-dl", NOT_FORMATTED, false, false },
	{ "dvd-rw", NOT_FORMATTED, true, false },
	{ "dvd-rw", BR_FORMAT_QUICK, false, true },
	{ "dvd-rw", BR_FORMAT_FULL, false, true },
	{ "dvd-ram", NOT_FORMATTED, false, true },
	{ "dvd+r-dl", NOT_FORMATTED, true, false },
	{ "dvd+rw", NOT_FORMATTED, false, true },
	{ "dvd+rw", BR_FORMAT_FULL, false, true },
	{ "bd-r-25", NOT_FORMATTED, true, false },
	{ "bd-r-25", BR_FORMAT_SEQUENTIAL, true, false },
	{ "bd-r-50", NOT_FORMATTED, true, false },
	{ "bd-re-25", BR_FORMAT_NO_SPARES, false, true },
	{ "bd-re-50", NOT_FORMATTED, false, true },
	{ "bd-re-100", NOT_FORMATTED, false, true },
};
#define MEDIA_COUNT (sizeof media / sizeof *media)

static void rig_open_medium(struct rig *rig, const struct medium *medium)
{
	const struct br_format_request request = { .kind = (enum br_format_kind)medium->format };

	rig_open(rig, medium->name, NULL);
	if (medium->format != NOT_FORMATTED)
		assert_outcome(br_format_medium(rig->recorder, &request), BR_OK);
}

static void every_medium_is_burned_closed_and_read_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < MEDIA_COUNT; i++) {
		struct br_medium after;
		struct rig rig;

		rig_open_medium(&rig, &media[i]);
		br_format_data_set_force_media_to_be_closed(rig.format, true);
		burn(&rig, 5 * MIB + 12345);
		after = look(&rig);
		assert_int_equal(after.overwritable, media[i].writable_again);
		assert_true(after.overwritable || after.finalized);
		assert_false(after.session_open || after.border_open);
		assert_true(after.background_format != 2);
		assert_reads_back(&rig, 5 * MIB + 12345);
		rig_close(&rig);
	}
}

static void sessions_are_appended_and_each_reads_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < MEDIA_COUNT; i++) {
		struct br_medium after;
		struct rig rig;
		int32_t first_lba;

		if (!media[i].has_sessions)
			continue;
		rig_open_medium(&rig, &media[i]);
		burn(&rig, 2 * MIB);
		first_lba = br_format_data_start_lba(rig.format);
		after = look(&rig);
		assert_true(after.appendable && !after.finalized && !after.session_open);
		assert_int_equal(after.sessions, 2);
		burn(&rig, 3 * MIB);
		assert_true(br_format_data_start_lba(rig.format) >= first_lba + 1024);
		assert_reads_back(&rig, 3 * MIB);
		br_format_data_set_force_media_to_be_closed(rig.format, true);
		burn(&rig, MIB);
		assert_true(look(&rig).finalized);
		assert_reads_back(&rig, MIB);
		rig_close(&rig);
	}
}

static void what_can_be_written_again_is(void **state)
{
	(void)state;
	for (size_t i = 0; i < MEDIA_COUNT; i++) {
		struct rig rig;

		if (!media[i].writable_again)
			continue;
		rig_open_medium(&rig, &media[i]);
		burn(&rig, MIB + 1);
		assert_true(look(&rig).formatted);
		burn(&rig, 3 * MIB);
		assert_int_equal(br_format_data_start_lba(rig.format), 0);
		assert_reads_back(&rig, 3 * MIB);
		rig_close(&rig);
	}
}

/* The border of a quickly formatted DVD-RW ends behind the first image; the second is larger. */
static void dvd_rw_border_grows_with_the_image(void **state)
{
	const struct medium quick = { "dvd-rw", BR_FORMAT_QUICK, false, true };
	struct rig rig;

	(void)state;
	rig_open_medium(&rig, &quick);
	assert_true(look(&rig).border_open);
	burn(&rig, MIB);
	assert_int_equal(look(&rig).formatted_blocks, 512);
	burn(&rig, MIB / 2);
	assert_int_equal(look(&rig).formatted_blocks, 512);
	burn(&rig, 2 * MIB);
	assert_int_equal(look(&rig).formatted_blocks, 1024);
	assert_reads_back(&rig, 2 * MIB);
	rig_close(&rig);
}

/* Blanked quickly it takes no incremental recording (feature 0021h is not current). */
static void dvd_rw_is_erased_and_burned_at_once(void **state)
{
	static const struct br_erase_options quick = { .full = false }, full = { .full = true };
	struct br_medium after;
	struct rig rig;

	(void)state;
	rig_open(&rig, "dvd-rw", NULL);
	burn(&rig, MIB);
	assert_outcome(br_erase(rig.recorder, &quick), BR_OK);
	assert_true(look(&rig).blank);
	burn(&rig, MIB);
	assert_true(look(&rig).finalized);
	assert_outcome(br_erase(rig.recorder, &full), BR_OK);
	burn(&rig, MIB);
	after = look(&rig);
	assert_true(after.appendable && after.sessions == 2);
	rig_close(&rig);
}

static void pseudo_overwrite_leaves_the_session_open(void **state)
{
	const struct medium overwritable = { "bd-r-25", BR_FORMAT_PSEUDO_OVERWRITE, false, true };
	struct rig rig;

	(void)state;
	rig_open_medium(&rig, &overwritable);
	assert_true(look(&rig).pseudo_overwrite);
	burn(&rig, 2 * MIB);
	assert_true(look(&rig).session_open);
	burn(&rig, 3 * MIB);
	assert_int_equal(br_format_data_start_lba(rig.format), 0);
	assert_reads_back(&rig, 3 * MIB);
	br_format_data_set_force_media_to_be_closed(rig.format, true);
	burn(&rig, MIB);
	assert_true(look(&rig).finalized);
	assert_reads_back(&rig, MIB);
	rig_close(&rig);
}

static void random_recording_takes_each_cluster_once(void **state)
{
	const struct medium random = { "bd-r-25", BR_FORMAT_RANDOM, false, true };
	struct pattern_stream source = pattern_stream(2048);
	struct br_outcome outcome;
	struct rig rig;

	(void)state;
	rig_open_medium(&rig, &random);
	assert_int_equal(look(&rig).profile, 0x42);
	burn(&rig, 2 * MIB);
	assert_reads_back(&rig, 2 * MIB);
	outcome = br_format_data_write(rig.format, &source.base, 2048);
	assert_outcome(outcome, BR_E_DEVICE);
	assert_int_equal(outcome.sense.code, 0x21);
	assert_int_equal(outcome.sense.qualifier, 0x02);
	rig_close(&rig);
}

static void in_test_mode_the_disc_stays_as_it_is(void **state)
{
	(void)state;
	for (size_t i = 0; i < MEDIA_COUNT; i++) {
		struct pattern_stream source = pattern_stream(MIB);
		struct br_outcome outcome;
		bool can;
		struct rig rig;

		if (media[i].format != NOT_FORMATTED)
			continue;
		can = strncmp(media[i].name, "cd-r", 4) == 0 ||
		      (strncmp(media[i].name, "dvd-r", 5) == 0 &&
			      strcmp(media[i].name, "dvd-ram") != 0);
		rig_open_medium(&rig, &media[i]);
		br_format_data_set_test_write(rig.format, true);
		for (int close = 0; close < 2; close++) {
			br_format_data_set_force_media_to_be_closed(rig.format, close);
			outcome = br_format_data_write(rig.format, &source.base, MIB);
			assert_outcome(outcome, can ? BR_OK : BR_E_NOT_SUPPORTED);
			source.at_bytes = 0;
		}
		assert_true(look(&rig).blank || strcmp(media[i].name, "dvd-ram") == 0);
		/* And it is over: the next burn is a real one. */
		br_format_data_set_test_write(rig.format, false);
		burn(&rig, MIB);
		assert_reads_back(&rig, MIB);
		rig_close(&rig);
	}
}

static void cancel_when_writing(
	void *context, struct br_format_data *format, const struct br_format_event *event);

/* A burn that was cancelled leaves the last track open, and nothing else. */
static void what_a_burn_left_open_is_closed(void **state)
{
	(void)state;
	for (size_t i = 0; i < MEDIA_COUNT; i++) {
		struct pattern_stream source = pattern_stream(200 * MIB);
		struct br_medium after;
		struct rig rig;

		if (!media[i].has_sessions)
			continue;
		for (int close = 0; close < 2; close++) {
			struct br_format_data *later;

			rig_open_medium(&rig, &media[i]);
			br_format_data_on_update(rig.format, cancel_when_writing, &rig);
			assert_outcome(br_format_data_write(rig.format, &source.base, 200 * MIB),
				BR_E_CANCELLED);
			assert_true(look(&rig).session_open);
			later = br_format_data_create(rig.recorder);
			br_format_data_set_force_media_to_be_closed(later, close);
			assert_outcome(br_format_data_close(later), BR_OK);
			after = look(&rig);
			assert_false(after.session_open);
			assert_int_equal(after.finalized, close);
			br_format_data_destroy(later);
			rig_close(&rig);
		}
	}
}

static void what_is_closed_or_blank_is_not_closed(void **state)
{
	(void)state;
	for (size_t i = 0; i < MEDIA_COUNT; i++) {
		struct rig rig;

		if (!media[i].has_sessions)
			continue;
		rig_open_medium(&rig, &media[i]);
		assert_outcome(br_format_data_close(rig.format), BR_E_MEDIUM_STATE);
		br_format_data_set_force_media_to_be_closed(rig.format, true);
		burn(&rig, MIB);
		assert_outcome(br_format_data_close(rig.format), BR_E_MEDIUM_STATE);
		rig_close(&rig);
	}
}

#define OPTIONS_MAX 16

static unsigned list_formats(struct rig *rig, struct br_format_option *options)
{
	unsigned count;

	look(rig);
	assert_outcome(br_format_options(rig->recorder, options, OPTIONS_MAX, &count), BR_OK);
	return count;
}

/* Each that is offered is done: the disc then has as many blocks as it said. */
static void format_as_offered(const char *medium, const struct br_format_option *option)
{
	const struct br_format_request request = { .kind = option->kind, .blocks = option->blocks };
	struct br_medium after;
	struct rig rig;

	rig_open(&rig, medium, NULL);
	assert_outcome(br_format_medium(rig.recorder, &request), BR_OK);
	after = look(&rig);
	assert_true(after.profile == 0x0A || after.free_blocks == option->blocks);
	rig_close(&rig);
}

static void formats_are_those_that_the_drive_offers(void **state)
{
	enum { FULL = BR_FORMAT_FULL, QUICK = BR_FORMAT_QUICK, SEQUENTIAL = BR_FORMAT_SEQUENTIAL };
	enum { OVERWRITE = BR_FORMAT_PSEUDO_OVERWRITE, RANDOM = BR_FORMAT_RANDOM };
	const struct {
		const char *medium;
		unsigned count;
		int kinds[9];
	} cases[] = {
		{ "dvd-r", 0, { 0 } },
		{ "cd-rw-80-high-speed", 1, { FULL } },
		{ "dvd-rw", 2, { QUICK, FULL } },
		{ "dvd+rw", 2, { QUICK, FULL } },
		{ "dvd-ram", 4, { FULL, FULL, BR_FORMAT_EXPAND_SPARES, BR_FORMAT_EXPAND_SPARES } },
		/* Three sizes of spare areas. */
		{ "bd-re-25", 7, { QUICK, QUICK, QUICK, FULL, FULL, FULL, BR_FORMAT_NO_SPARES } },
		{ "bd-r-25", 9,
			{ SEQUENTIAL, SEQUENTIAL, SEQUENTIAL, OVERWRITE, OVERWRITE, OVERWRITE,
				RANDOM, RANDOM, RANDOM } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct br_format_request never = { .kind = BR_FORMAT_GROW };
		const struct br_format_request too_large = { .blocks = UINT32_MAX };
		struct br_format_option options[OPTIONS_MAX];
		struct rig rig;

		rig_open(&rig, cases[i].medium, NULL);
		assert_int_equal(list_formats(&rig, options), cases[i].count);
		for (unsigned k = 0; k < cases[i].count; k++) {
			assert_int_equal((int)options[k].kind, cases[i].kinds[k]);
			format_as_offered(cases[i].medium, &options[k]);
		}
		assert_outcome(br_format_medium(rig.recorder, &never), BR_E_MEDIUM_UNSUPPORTED);
		assert_outcome(br_format_medium(rig.recorder, &too_large), BR_E_MEDIUM_UNSUPPORTED);
		rig_close(&rig);
	}
}

static void bd_re_is_formatted_once_and_written_again(void **state)
{
	struct rig rig;

	(void)state;
	rig_open(&rig, "bd-re-25", NULL);
	assert_false(look(&rig).formatted);
	burn(&rig, MIB);
	assert_true(look(&rig).formatted);
	burn(&rig, 2 * MIB);
	assert_reads_back(&rig, 2 * MIB);
	rig_close(&rig);
}

static void closed_disc_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < MEDIA_COUNT; i++) {
		struct pattern_stream source = pattern_stream(2048);
		struct rig rig;

		if (media[i].writable_again)
			continue;
		rig_open_medium(&rig, &media[i]);
		br_format_data_set_force_media_to_be_closed(rig.format, true);
		burn(&rig, MIB);
		assert_outcome(
			br_format_data_write(rig.format, &source.base, 2048), BR_E_MEDIUM_STATE);
		assert_reads_back(&rig, MIB);
		rig_close(&rig);
	}
}

static void no_medium_is_said(void **state)
{
	struct pattern_stream source = pattern_stream(2048);
	struct rig rig;

	(void)state;
	rig_open(&rig, NULL, NULL);
	assert_outcome(br_format_data_write(rig.format, &source.base, 2048), BR_E_NO_MEDIUM);
	rig_close(&rig);
}

static void a_disc_that_the_drive_cannot_take_is_said(void **state)
{
	const struct br_in_process_options options = { .drive = "dvd-burner",
		.medium = "bd-re-25" };
	struct pattern_stream source = pattern_stream(2048);
	struct br_outcome outcome;
	struct rig rig = { 0 };

	(void)state;
	assert_int_equal(br_transport_open_in_process(&options, &rig.transport, NULL, 0), 0);
	assert_outcome(br_recorder_create(rig.transport, &rig.recorder), BR_OK);
	rig.format = br_format_data_create(rig.recorder);
	assert_non_null(rig.format);
	outcome = br_format_data_write(rig.format, &source.base, 2048);
	assert_outcome(outcome, BR_E_MEDIUM_UNSUPPORTED);
	assert_int_equal(outcome.sense.code, 0x30);
	rig_close(&rig);
}

static void what_does_not_fit_leaves_the_disc_blank(void **state)
{
	(void)state;
	for (size_t i = 0; i < MEDIA_COUNT; i++) {
		struct pattern_stream source = pattern_stream(2048);
		struct br_medium before, after;
		struct rig rig;
		int64_t bytes;

		rig_open_medium(&rig, &media[i]);
		before = look(&rig);
		bytes = (before.free_blocks + INT64_C(1)) * 2048;
		assert_outcome(
			br_format_data_write(rig.format, &source.base, bytes), BR_E_TOO_LARGE);
		after = look(&rig);
		assert_int_equal(after.blank, before.blank);
		assert_int_equal(after.formatted, before.formatted);
		assert_int_equal(source.at_bytes, 0);
		rig_close(&rig);
	}
}

static void a_wrong_bit_is_found(void **state)
{
	struct pattern_stream source = pattern_stream(MIB + 2048);
	struct rig rig;
	int32_t lba = -1;

	(void)state;
	rig_open(&rig, "bd-re-25", NULL);
	burn(&rig, MIB);
	source.at_bytes = 2048; /* all one sector further on */
	assert_outcome(br_format_data_verify(rig.format, &source.base, MIB, &lba), BR_E_VERIFY);
	assert_int_equal(lba, 0);
	rig_close(&rig);
}

/*
 * A failure in the middle must leave a drive that answers, an unlocked tray, and no thread
 * behind.
 */
static void assert_usable(struct rig *rig)
{
	struct br_medium medium = look(rig);

	assert_true(medium.profile != 0);
	assert_outcome(br_recorder_eject(rig->recorder), BR_OK);
}

static void source_that_fails_in_the_middle(void **state)
{
	(void)state;
	for (size_t i = 0; i < MEDIA_COUNT; i++) {
		struct pattern_stream source = pattern_stream(3 * MIB + 1);
		struct br_outcome outcome;
		struct rig rig;

		rig_open_medium(&rig, &media[i]);
		source.error = i == 0 ? 0 : -EIO;
		outcome = br_format_data_write(rig.format, &source.base, 4 * MIB);
		assert_outcome(outcome, BR_E_SOURCE);
		assert_int_equal(outcome.system_error, i == 0 ? -ENODATA : -EIO);
		assert_usable(&rig);
		rig_close(&rig);
	}
}

static void cancel_when_writing(
	void *context, struct br_format_data *format, const struct br_format_event *event)
{
	struct rig *rig = context;

	(void)format;
	if (event->writing && event->writing->last_written_lba > event->writing->start_lba)
		br_cancel_request(&rig->cancel);
}

static void cancel_in_the_middle(void **state)
{
	(void)state;
	for (size_t i = 0; i < MEDIA_COUNT; i++) {
		struct pattern_stream source = pattern_stream(200 * MIB);
		struct rig rig;

		rig_open_medium(&rig, &media[i]);
		br_format_data_on_update(rig.format, cancel_when_writing, &rig);
		assert_outcome(
			br_format_data_write(rig.format, &source.base, 200 * MIB), BR_E_CANCELLED);
		assert_usable(&rig);
		rig_close(&rig);
	}
}

static void cancel_at_an_action(
	void *context, struct br_format_data *format, const struct br_format_event *event)
{
	struct rig *rig = context;

	(void)format;
	if (event->action == BR_ACTION_VALIDATING_MEDIA)
		br_cancel_request(&rig->cancel);
}

static void cancel_before_the_disc_is_ready(void **state)
{
	struct pattern_stream source = pattern_stream(MIB);
	struct rig rig;

	(void)state;
	rig_open(&rig, "dvd+r", NULL);
	br_format_data_on_update(rig.format, cancel_at_an_action, &rig);
	assert_outcome(br_format_data_write(rig.format, &source.base, MIB), BR_E_CANCELLED);
	assert_int_equal(source.at_bytes, 0);
	assert_true(look(&rig).blank);
	rig_close(&rig);
}

struct seen_events {
	unsigned actions; /* bit by number */
	int32_t last_recorded_lba, last_lba;
	uint64_t elapsed_ns;
	int32_t fastest;
	bool device_buffer;
};

static void note_event(
	void *context, struct br_format_data *format, const struct br_format_event *event)
{
	struct seen_events *seen = context;
	const struct br_write_progress *writing = event->writing;

	(void)format;
	assert_true(event->elapsed_ns >= seen->elapsed_ns);
	seen->elapsed_ns = event->elapsed_ns;
	seen->actions |= 1U << event->action;
	if (!writing)
		return;
	assert_true(writing->last_recorded_lba >= seen->last_recorded_lba);
	assert_true(writing->last_recorded_lba <= writing->last_written_lba);
	seen->last_recorded_lba = writing->last_recorded_lba;
	seen->last_lba = writing->start_lba + writing->sector_count - 1;
	seen->device_buffer = seen->device_buffer || writing->device_buffer_valid;
	if (writing->sectors_per_second > seen->fastest)
		seen->fastest = writing->sectors_per_second;
}

static void events_tell_the_burn_from_start_to_end(void **state)
{
	struct seen_events seen = { .last_recorded_lba = -1 };
	struct rig rig;

	(void)state;
	rig_open(&rig, "bd-re-25", NULL);
	br_format_data_on_update(rig.format, note_event, &seen);
	burn(&rig, 64 * MIB);
	assert_int_equal(seen.actions,
		1U << BR_ACTION_VALIDATING_MEDIA | 1U << BR_ACTION_FORMATTING_MEDIA |
			1U << BR_ACTION_INITIALIZING_HARDWARE | 1U << BR_ACTION_WRITING_DATA |
			1U << BR_ACTION_FINALIZATION | 1U << BR_ACTION_COMPLETED);
	assert_int_equal(seen.last_lba, 64 * MIB / 2048 - 1);
	assert_true(seen.device_buffer);
	rig_close(&rig);
}

/* On media with spare areas the drive reads back what it wrote: half the speed that it says. */
static int passes(const struct medium *medium)
{
	bool spared =
		strncmp(medium->name, "bd-re", 5) == 0 || strcmp(medium->name, "dvd-ram") == 0;

	return spared && medium->format != BR_FORMAT_NO_SPARES ? 2 : 1;
}

/* What the drive then does is what it says that it will do: at the inner rim, the ramp's start. */
static void assert_burns_at(const struct medium *medium, unsigned index, unsigned *ret_count)
{
	struct seen_events seen = { .last_recorded_lba = -1 };
	struct br_write_speed speeds[32];
	int32_t start, end;
	struct rig rig;

	rig_open_medium(&rig, medium);
	look(&rig);
	assert_outcome(br_recorder_write_speeds(rig.recorder, speeds, 32, ret_count), BR_OK);
	assert_true(index < *ret_count); /* bd-re-100 has one */
	br_format_data_set_write_speed(rig.format, speeds[index].sectors_per_second, false);
	br_format_data_on_update(rig.format, note_event, &seen);
	burn(&rig, 16 * MIB);
	assert_outcome(br_recorder_write_ramp(rig.recorder, &start, &end), BR_OK);
	assert_int_equal(
		br_format_data_speed(rig.format)->speed.write_kBps, speeds[index].write_kBps);
	start /= passes(medium);
	assert_in_range(seen.fastest, start * 97 / 100, start * 108 / 100);
	assert_true(end <= speeds[index].sectors_per_second + 1);
	rig_close(&rig);
}

static void chosen_speed_is_the_speed_of_the_burn(void **state)
{
	(void)state;
	for (size_t i = 0; i < MEDIA_COUNT; i++) {
		unsigned count;

		assert_burns_at(&media[i], 0, &count);
		assert_burns_at(&media[i], count - 1, &count);
	}
}

static void same_seed_gives_the_same_trace(void **state)
{
	char *text[2];
	size_t bytes[2];

	(void)state;
	for (int run = 0; run < 2; run++) {
		FILE *trace = open_memstream(&text[run], &bytes[run]);
		struct rig rig;

		assert_non_null(trace);
		rig_open(&rig, "cd-r-80", trace);
		br_format_data_set_force_media_to_be_closed(rig.format, true);
		burn(&rig, 16 * MIB);
		assert_reads_back(&rig, 16 * MIB);
		rig_close(&rig);
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
		cmocka_unit_test(dvd_rw_border_grows_with_the_image),
		cmocka_unit_test(dvd_rw_is_erased_and_burned_at_once),
		cmocka_unit_test(pseudo_overwrite_leaves_the_session_open),
		cmocka_unit_test(random_recording_takes_each_cluster_once),
		cmocka_unit_test(in_test_mode_the_disc_stays_as_it_is),
		cmocka_unit_test(what_a_burn_left_open_is_closed),
		cmocka_unit_test(what_is_closed_or_blank_is_not_closed),
		cmocka_unit_test(formats_are_those_that_the_drive_offers),
		cmocka_unit_test(bd_re_is_formatted_once_and_written_again),
		cmocka_unit_test(closed_disc_is_refused),
		cmocka_unit_test(no_medium_is_said),
		cmocka_unit_test(a_disc_that_the_drive_cannot_take_is_said),
		cmocka_unit_test(what_does_not_fit_leaves_the_disc_blank),
		cmocka_unit_test(a_wrong_bit_is_found),
		cmocka_unit_test(source_that_fails_in_the_middle),
		cmocka_unit_test(cancel_in_the_middle),
		cmocka_unit_test(cancel_before_the_disc_is_ready),
		cmocka_unit_test(events_tell_the_burn_from_start_to_end),
		cmocka_unit_test(chosen_speed_is_the_speed_of_the_burn),
		cmocka_unit_test(same_seed_gives_the_same_trace),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
