/* SPDX-License-Identifier: MIT */
/* Features and media events of a recorder, by scripts: MMC-6 5.3 and 6.6.2. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "burnengine/recorder.h"
#include "engine/transport/tests/scripted.h"

static const uint8_t inquiry_reply[36] = { 0x05, 0x80, 0, 0x32, 31, [8] = 'B', [16] = 'D' };

static const struct scripted_step inquiry = { .cdb = { 0x12, 0, 0, 0, 96, 0 },
	.cdb_bytes = 6,
	.data_in = inquiry_reply,
	.data_in_bytes = sizeof inquiry_reply };

/* One command after INQUIRY. */
static struct br_recorder *create(struct scripted_step *steps, const struct scripted_step *step)
{
	struct br_recorder *recorder;

	steps[0] = inquiry;
	steps[1] = *step;
	assert_int_equal(br_recorder_create(scripted_create(steps, 2), &recorder).code, BR_OK);
	return recorder;
}

static void finish(struct br_recorder *recorder)
{
	struct br_transport *transport = br_recorder_transport(recorder);

	br_recorder_destroy(recorder);
	scripted_finish(transport);
}

static void features_are_there_and_current(void **state)
{
	static const struct {
		size_t bytes;
		uint8_t reply[12];
		bool present, current;
	} cases[] = {
		{ 12, { 0, 0, 0, 8, 0, 0, 0, 0x43, 0x00, 0x23, 0x01, 0x00 }, true, true },
		{ 12, { 0, 0, 0, 8, 0, 0, 0, 0x43, 0x00, 0x23, 0x02, 0x00 }, true, false },
		{ 8, { 0, 0, 0, 4, 0, 0, 0, 0x43 }, false, false },
		{ 12, { 0, 0, 0, 8, 0, 0, 0, 0x43, 0x00, 0x24, 0x01, 0x00 }, false, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct scripted_step step = { .cdb = { 0x46, 2, 0x00, 0x23, 0, 0, 0, 1, 8,
							    0 },
			.cdb_bytes = 10,
			.data_in = cases[i].reply,
			.data_in_bytes = cases[i].bytes };
		struct scripted_step steps[2];
		struct br_recorder *recorder = create(steps, &step);
		bool present = !cases[i].present, current = !cases[i].current;

		assert_int_equal(
			br_recorder_feature(recorder, 0x0023, &present, &current).code, BR_OK);
		assert_int_equal(present, cases[i].present);
		assert_int_equal(current, cases[i].current);
		finish(recorder);
	}
}

static void media_events_are_those_of_the_class(void **state)
{
	static const struct {
		uint8_t reply[8];
		enum br_media_event expected;
	} cases[] = {
		{ { 0, 6, 0x04, 0x5E, 0x00, 0x02, 0, 0 }, BR_MEDIA_NO_EVENT },
		{ { 0, 6, 0x04, 0x5E, 0x01, 0x02, 0, 0 }, BR_MEDIA_EJECT_REQUEST },
		{ { 0, 6, 0x04, 0x5E, 0x02, 0x02, 0, 0 }, BR_MEDIA_NEW },
		{ { 0, 6, 0x04, 0x5E, 0x03, 0x00, 0, 0 }, BR_MEDIA_REMOVED },
		{ { 0, 6, 0x04, 0x5E, 0xF2, 0x02, 0, 0 }, BR_MEDIA_NEW },      /* reserved bits */
		{ { 0, 6, 0x04, 0x5E, 0x0F, 0x02, 0, 0 }, BR_MEDIA_NO_EVENT }, /* none yet */
		{ { 0, 6, 0x03, 0x5E, 0x02, 0x02, 0, 0 }, BR_MEDIA_NO_EVENT }, /* of another */
		{ { 0, 6, 0x84, 0x5E, 0x02, 0x02, 0, 0 }, BR_MEDIA_NO_EVENT }, /* NEA */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct scripted_step step = { .cdb = { 0x4A, 1, 0, 0, 0x10, 0, 0, 0, 8, 0 },
			.cdb_bytes = 10,
			.data_in = cases[i].reply,
			.data_in_bytes = sizeof cases[i].reply };
		enum br_media_event event = (enum br_media_event)99;
		struct scripted_step steps[2];
		struct br_recorder *recorder = create(steps, &step);

		assert_int_equal(br_recorder_media_event(recorder, &event).code, BR_OK);
		if (event != cases[i].expected)
			fail_msg("case %zu: %d", i, (int)event);
		finish(recorder);
	}
}

/* What fails sets nothing. */
static void a_refusal_is_passed_on(void **state)
{
	const struct scripted_step feature = { .cdb = { 0x46, 2, 0x00, 0x23, 0, 0, 0, 1, 8, 0 },
		.cdb_bytes = 10,
		SCRIPTED_SENSE(5, 0x20, 0x00) };
	const struct scripted_step event = { .cdb = { 0x4A, 1, 0, 0, 0x10, 0, 0, 0, 8, 0 },
		.cdb_bytes = 10,
		SCRIPTED_SENSE(5, 0x20, 0x00) };
	enum br_media_event seen = (enum br_media_event)99;
	bool present = true, current = true;
	struct scripted_step steps[2];
	struct br_recorder *recorder;

	(void)state;
	recorder = create(steps, &feature);
	assert_int_equal(
		br_recorder_feature(recorder, 0x0023, &present, &current).code, BR_E_DEVICE);
	assert_true(present && current);
	finish(recorder);
	recorder = create(steps, &event);
	assert_int_equal(br_recorder_media_event(recorder, &seen).code, BR_E_DEVICE);
	assert_int_equal(seen, 99);
	finish(recorder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(features_are_there_and_current),
		cmocka_unit_test(media_events_are_those_of_the_class),
		cmocka_unit_test(a_refusal_is_passed_on),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
