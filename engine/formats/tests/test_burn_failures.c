/* SPDX-License-Identifier: MIT */
/* Burns on a virtual drive that are refused or fail, and how the drive is afterwards. */
#include "engine/formats/tests/burn_rig.h"

#include <errno.h>

static void closed_disc_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < burn_media_count; i++) {
		struct pattern_stream source = pattern_stream(2048);
		struct burn_rig rig;

		if (burn_media[i].writable_again)
			continue;
		burn_rig_open_medium(&rig, &burn_media[i]);
		br_format_data_set_force_media_to_be_closed(rig.format, true);
		burn_rig_burn(&rig, MIB);
		burn_rig_assert(
			br_format_data_write(rig.format, &source.base, 2048), BR_E_MEDIUM_STATE);
		burn_rig_reads_back(&rig, MIB);
		burn_rig_close(&rig);
	}
}

static void no_medium_is_said(void **state)
{
	struct pattern_stream source = pattern_stream(2048);
	struct burn_rig rig;

	(void)state;
	burn_rig_open(&rig, NULL, NULL);
	burn_rig_assert(br_format_data_write(rig.format, &source.base, 2048), BR_E_NO_MEDIUM);
	burn_rig_close(&rig);
}

static void a_disc_that_the_drive_cannot_take_is_said(void **state)
{
	struct pattern_stream source = pattern_stream(2048);
	struct br_outcome outcome;
	struct burn_rig rig;

	(void)state;
	burn_rig_open_drive(&rig, "dvd-burner", "bd-re-25", NULL);
	outcome = br_format_data_write(rig.format, &source.base, 2048);
	burn_rig_assert(outcome, BR_E_MEDIUM_UNSUPPORTED);
	assert_int_equal(outcome.sense.code, 0x30);
	burn_rig_close(&rig);
}

static void what_does_not_fit_leaves_the_disc_blank(void **state)
{
	(void)state;
	for (size_t i = 0; i < burn_media_count; i++) {
		struct pattern_stream source = pattern_stream(2048);
		struct br_medium before, after;
		struct burn_rig rig;
		int64_t bytes;

		burn_rig_open_medium(&rig, &burn_media[i]);
		before = burn_rig_look(&rig);
		bytes = (before.free_blocks + INT64_C(1)) * 2048;
		burn_rig_assert(
			br_format_data_write(rig.format, &source.base, bytes), BR_E_TOO_LARGE);
		after = burn_rig_look(&rig);
		assert_int_equal(after.blank, before.blank);
		assert_int_equal(after.formatted, before.formatted);
		assert_int_equal(source.at_bytes, 0);
		burn_rig_close(&rig);
	}
}

static void a_wrong_bit_is_found(void **state)
{
	struct pattern_stream source = pattern_stream(MIB + 2048);
	struct burn_rig rig;
	int32_t lba = -1;

	(void)state;
	burn_rig_open(&rig, "bd-re-25", NULL);
	burn_rig_burn(&rig, MIB);
	source.at_bytes = 2048; /* all one sector further on */
	burn_rig_assert(br_format_data_verify(rig.format, &source.base, MIB, &lba), BR_E_VERIFY);
	assert_int_equal(lba, 0);
	burn_rig_close(&rig);
}

/*
 * A failure in the middle must leave a drive that answers, an unlocked tray, and no thread
 * behind.
 */
static void assert_usable(struct burn_rig *rig)
{
	struct br_medium medium = burn_rig_look(rig);

	assert_true(medium.profile != 0);
	burn_rig_assert(br_recorder_eject(rig->recorder), BR_OK);
}

static void source_that_fails_in_the_middle(void **state)
{
	(void)state;
	for (size_t i = 0; i < burn_media_count; i++) {
		struct pattern_stream source = pattern_stream(3 * MIB + 1);
		struct br_outcome outcome;
		struct burn_rig rig;

		burn_rig_open_medium(&rig, &burn_media[i]);
		source.error = i == 0 ? 0 : -EIO;
		outcome = br_format_data_write(rig.format, &source.base, 4 * MIB);
		burn_rig_assert(outcome, BR_E_SOURCE);
		assert_int_equal(outcome.system_error, i == 0 ? -ENODATA : -EIO);
		assert_usable(&rig);
		burn_rig_close(&rig);
	}
}

static void cancel_in_the_middle(void **state)
{
	(void)state;
	for (size_t i = 0; i < burn_media_count; i++) {
		struct pattern_stream source = pattern_stream(200 * MIB);
		struct burn_rig rig;

		burn_rig_open_medium(&rig, &burn_media[i]);
		br_format_data_on_update(rig.format, burn_rig_cancel_when_writing, &rig);
		burn_rig_assert(
			br_format_data_write(rig.format, &source.base, 200 * MIB), BR_E_CANCELLED);
		assert_usable(&rig);
		burn_rig_close(&rig);
	}
}

static void cancel_at_an_action(
	void *context, struct br_format_data *format, const struct br_format_event *event)
{
	struct burn_rig *rig = context;

	(void)format;
	if (event->action == BR_ACTION_VALIDATING_MEDIA)
		br_cancel_request(&rig->cancel);
}

static void cancel_before_the_disc_is_ready(void **state)
{
	struct pattern_stream source = pattern_stream(MIB);
	struct burn_rig rig;

	(void)state;
	burn_rig_open(&rig, "dvd+r", NULL);
	br_format_data_on_update(rig.format, cancel_at_an_action, &rig);
	burn_rig_assert(br_format_data_write(rig.format, &source.base, MIB), BR_E_CANCELLED);
	assert_int_equal(source.at_bytes, 0);
	assert_true(burn_rig_look(&rig).blank);
	burn_rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(closed_disc_is_refused),
		cmocka_unit_test(no_medium_is_said),
		cmocka_unit_test(a_disc_that_the_drive_cannot_take_is_said),
		cmocka_unit_test(what_does_not_fit_leaves_the_disc_blank),
		cmocka_unit_test(a_wrong_bit_is_found),
		cmocka_unit_test(source_that_fails_in_the_middle),
		cmocka_unit_test(cancel_in_the_middle),
		cmocka_unit_test(cancel_before_the_disc_is_ready),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
