/* SPDX-License-Identifier: MIT */
/* Closing and formatting alone, on a virtual drive. */
#include "engine/formats/tests/burn_rig.h"

/* A burn that was cancelled leaves the last track open, and nothing else. */
static void what_a_burn_left_open_is_closed(void **state)
{
	(void)state;
	for (size_t i = 0; i < burn_media_count; i++) {
		struct pattern_stream source = pattern_stream(200 * MIB);
		struct br_medium after;
		struct burn_rig rig;

		if (!burn_media[i].has_sessions)
			continue;
		for (int close = 0; close < 2; close++) {
			struct br_format_data *later;

			burn_rig_open_medium(&rig, &burn_media[i]);
			br_format_data_on_update(rig.format, burn_rig_cancel_when_writing, &rig);
			burn_rig_assert(br_format_data_write(rig.format, &source.base, 200 * MIB),
				BR_E_CANCELLED);
			assert_true(burn_rig_look(&rig).session_open);
			later = br_format_data_create(rig.recorder);
			br_format_data_set_force_media_to_be_closed(later, close);
			burn_rig_assert(br_format_data_close(later), BR_OK);
			after = burn_rig_look(&rig);
			assert_false(after.session_open);
			assert_int_equal(after.finalized, close);
			br_format_data_destroy(later);
			burn_rig_close(&rig);
		}
	}
}

static void what_is_closed_or_blank_is_not_closed(void **state)
{
	(void)state;
	for (size_t i = 0; i < burn_media_count; i++) {
		struct burn_rig rig;

		if (!burn_media[i].has_sessions)
			continue;
		burn_rig_open_medium(&rig, &burn_media[i]);
		burn_rig_assert(br_format_data_close(rig.format), BR_E_MEDIUM_STATE);
		br_format_data_set_force_media_to_be_closed(rig.format, true);
		burn_rig_burn(&rig, MIB);
		burn_rig_assert(br_format_data_close(rig.format), BR_E_MEDIUM_STATE);
		burn_rig_close(&rig);
	}
}

#define OPTIONS_MAX 16

static unsigned list_formats(struct burn_rig *rig, struct br_format_option *options)
{
	unsigned count;

	burn_rig_look(rig);
	burn_rig_assert(br_format_options(rig->recorder, options, OPTIONS_MAX, &count), BR_OK);
	return count;
}

/* Each that is offered is done: the disc then has as many blocks as it said. */
static void format_as_offered(const char *medium, const struct br_format_option *option)
{
	const struct br_format_request request = { .kind = option->kind, .blocks = option->blocks };
	struct br_medium after;
	struct burn_rig rig;

	burn_rig_open(&rig, medium, NULL);
	burn_rig_assert(br_format_medium(rig.recorder, &request), BR_OK);
	after = burn_rig_look(&rig);
	assert_int_equal(after.free_blocks, option->blocks);
	burn_rig_close(&rig);
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
		struct burn_rig rig;

		burn_rig_open(&rig, cases[i].medium, NULL);
		assert_int_equal(list_formats(&rig, options), cases[i].count);
		for (unsigned k = 0; k < cases[i].count; k++) {
			assert_int_equal((int)options[k].kind, cases[i].kinds[k]);
			format_as_offered(cases[i].medium, &options[k]);
		}
		burn_rig_assert(br_format_medium(rig.recorder, &never), BR_E_MEDIUM_UNSUPPORTED);
		burn_rig_assert(
			br_format_medium(rig.recorder, &too_large), BR_E_MEDIUM_UNSUPPORTED);
		burn_rig_close(&rig);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_burn_left_open_is_closed),
		cmocka_unit_test(what_is_closed_or_blank_is_not_closed),
		cmocka_unit_test(formats_are_those_that_the_drive_offers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
