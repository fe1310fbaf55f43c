/* SPDX-License-Identifier: MIT */
/* Command blocks and parameter lists as the drive sees them, and how refusals are told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <string.h>

#include "engine/mmc/mmc.h"
#include "engine/transport/tests/scripted.h"

#define CDB(...)   .cdb = { __VA_ARGS__ }, .cdb_bytes = sizeof((uint8_t[]) { __VA_ARGS__ })
#define OUT(bytes) .data_out = (const void *)(bytes), .data_out_bytes = sizeof(bytes)
#define IN(bytes)  .data_in = (bytes), .data_in_bytes = sizeof(bytes)

static void commands_without_data(void **state)
{
	const struct scripted_step steps[] = {
		{ CDB(0x00, 0, 0, 0, 0, 0) },
		{ CDB(0x1B, 0, 0, 0, 2, 0) },
		{ CDB(0x1E, 0, 0, 0, 1, 0) },
		{ CDB(0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0) },
		{ CDB(0x5B, 1, 1, 0, 0x01, 0x02, 0, 0, 0, 0) },
		{ CDB(0x5B, 1, 6, 0, 0, 0, 0, 0, 0, 0) },
		{ CDB(0x54, 1, 0, 0, 0, 0, 0, 0, 0, 0) },
		{ CDB(0xBB, 0, 0xFF, 0xFF, 0x0B, 0x06, 0, 0, 0, 0, 0, 0) },
	};
	struct br_transport *transport = scripted_create(steps, 8);

	(void)state;
	assert_int_equal(mmc_test_unit_ready(transport).code, BR_OK);
	assert_int_equal(mmc_start_stop_unit(transport, MMC_EJECT).code, BR_OK);
	assert_int_equal(mmc_prevent_removal(transport, true).code, BR_OK);
	assert_int_equal(mmc_synchronize_cache(transport).code, BR_OK);
	assert_int_equal(mmc_close(transport, MMC_CLOSE_TRACK, 0x0102).code, BR_OK);
	assert_int_equal(mmc_close(transport, MMC_FINALIZE, 0).code, BR_OK);
	assert_int_equal(mmc_send_opc(transport).code, BR_OK);
	assert_int_equal(mmc_set_cd_speed(transport, 0, 0xFFFF, 2822).code, BR_OK);
	scripted_finish(transport);
}

static void write_10_and_12(void **state)
{
	static uint8_t data[32 * 2048];
	const struct scripted_step steps[] = {
		{ CDB(0x2A, 0, 0xFF, 0xFF, 0xFF, 0x6A, 0, 0x00, 0x20, 0), OUT(data) },
		{ CDB(0xAA, 0, 0x00, 0x01, 0x02, 0x03, 0, 0, 0, 0x20, 0x80, 0), OUT(data) },
	};
	struct br_transport *transport = scripted_create(steps, 2);
	struct mmc_write write = { .lba = -150, .blocks = 32, .block_bytes = 2048, .data = data };

	(void)state;
	for (size_t i = 0; i < sizeof data; i++)
		data[i] = (uint8_t)(i * 7 + (i >> 8));
	assert_int_equal(mmc_write(transport, &write).code, BR_OK);
	write.lba = 0x010203;
	write.streaming = true;
	assert_int_equal(mmc_write(transport, &write).code, BR_OK);
	scripted_finish(transport);
}

static void set_streaming(void **state)
{
	static const uint8_t list[28] = { 0x0A, 0, 0, 0, 0, 0, 0, 0, 0x00, 0xB4, 0x73, 0xFF, 0, 0,
		0x46, 0x3C, 0, 0, 0x03, 0xE8, 0, 0, 0x23, 0x1E, 0, 0, 0x03, 0xE8 };
	const struct scripted_step steps[] = {
		{ CDB(0xB6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 28, 0), OUT(list) },
	};
	struct br_transport *transport = scripted_create(steps, 1);
	const struct mmc_streaming streaming = {
		.exact = true,
		.rotation_control = 1,
		.end_lba = 11826175,
		.read_kBps = 17980,
		.write_kBps = 8990,
	};

	(void)state;
	assert_int_equal(mmc_set_streaming(transport, &streaming).code, BR_OK);
	scripted_finish(transport);
}

static void format_unit(void **state)
{
	static const uint8_t list[12] = { 0, 0x02, 0, 8, 0x00, 0xB4, 0x74, 0x00, 0xC1, 0x00, 0x30,
		0x00 };
	const struct scripted_step steps[] = { { CDB(0x04, 0x11, 0, 0, 0, 0), OUT(list) } };
	struct br_transport *transport = scripted_create(steps, 1);
	const struct mmc_format_descriptor with_spares = { 11826176, 0x30, 0x3000 };

	(void)state;
	assert_int_equal(mmc_format_unit(transport, &with_spares, 1).code, BR_OK);
	scripted_finish(transport);
}

/* MMC-5 6.33: CTL/ADR, track, index, form, SCMS, minute, second, frame. */
static void cue_sheets(void **state)
{
	static const uint8_t first[4][8] = {
		{ 0x41, 0x00, 0, 0x14, 0, 0, 0, 0 }, /* lead-in */
		{ 0x41, 0x01, 0, 0x14, 0, 0, 0, 0 }, /* the pause, which the drive makes */
		{ 0x41, 0x01, 1, 0x10, 0, 0, 2, 0 }, /* 00:02:00, 2048 bytes of each from us */
		{ 0x41, 0xAA, 1, 0x14, 0, 0, 6, 0 }, /* 300 blocks: 4 s */
	};
	/* The third track, at 11400: 154 s with the first pause; and a minute and 74 blocks more. */
	static const uint8_t third[4][8] = {
		{ 0x41, 0x00, 0, 0x14, 0, 0, 0, 0 },
		{ 0x41, 0x03, 0, 0x14, 0, 2, 32, 0 },
		{ 0x41, 0x03, 1, 0x10, 0, 2, 34, 0 },
		{ 0x41, 0xAA, 1, 0x14, 0, 3, 34, 74 },
	};
	const struct scripted_step steps[] = {
		{ CDB(0x5D, 0, 0, 0, 0, 0, 0, 0, 32, 0), OUT(first) },
		{ CDB(0x5D, 0, 0, 0, 0, 0, 0, 0, 32, 0), OUT(third) },
	};
	const struct mmc_data_session sessions[] = { { 1, 0, 300 }, { 3, 11400, 4574 } };
	struct br_transport *transport = scripted_create(steps, 2);

	(void)state;
	assert_int_equal(mmc_send_cue_sheet(transport, &sessions[0]).code, BR_OK);
	assert_int_equal(mmc_send_cue_sheet(transport, &sessions[1]).code, BR_OK);
	scripted_finish(transport);
}

static void write_parameters_keep_what_is_not_ours(void **state)
{
	/* As it was: packet, LS_V, FP and Copy set, link size and packet size, application code. */
	static const uint8_t sensed[8 + 52] = { 0, 58, 0, 0, 0, 0, 0, 0, 0x85, 0x32, 0x20, 0x35,
		0x0A, 7, 0, 0x3F, 0x20, 0, 0, 0, 0, 16, 0, 150 };
	static const uint8_t selected[8 + 52] = { 0, 0, 0, 0, 0, 0, 0, 0, 0x05, 0x32, 0x61, 0xD4,
		0x08, 7, 0, 0x3F, 0x00, 0, 0, 0, 0, 16, 0, 150 };
	const struct scripted_step steps[] = {
		{ CDB(0x5A, 0x08, 0x05, 0, 0, 0, 0, 0x02, 0x00, 0), IN(sensed) },
		{ CDB(0x55, 0x10, 0, 0, 0, 0, 0, 0, 60, 0), OUT(selected) },
	};
	struct br_transport *transport = scripted_create(steps, 2);
	const struct mmc_write_parameters track_at_once = {
		.underrun_protection = true,
		.write_type = MMC_WRITE_TRACK_AT_ONCE,
		.multi_session = MMC_NEXT_SESSION_ALLOWED,
		.track_mode = 4,
		.data_block_type = MMC_DATA_BLOCK_MODE_1,
	};

	(void)state;
	assert_int_equal(mmc_set_write_parameters(transport, &track_at_once).code, BR_OK);
	scripted_finish(transport);
}

static void three_kinds_of_failure_stay_apart(void **state)
{
	const struct scripted_step steps[] = {
		{ CDB(0x00, 0, 0, 0, 0, 0), .transport = -ENODEV },
		{ CDB(0x00, 0, 0, 0, 0, 0), SCRIPTED_SENSE(0x05, 0x20, 0x00) },
		{ CDB(0x00, 0, 0, 0, 0, 0), SCRIPTED_SENSE(0x02, 0x3A, 0x02) },
		{ CDB(0x00, 0, 0, 0, 0, 0), SCRIPTED_SENSE(0x02, 0x30, 0x00) },
		{ CDB(0x00, 0, 0, 0, 0, 0), SCRIPTED_SENSE(0x01, 0x17, 0x01) },
		{ CDB(0x00, 0, 0, 0, 0, 0), .status = 0x02,
			.sense = { 0x71, 0, 0x01, [7] = 10, [12] = 0x0C } },
		{ CDB(0x00, 0, 0, 0, 0, 0), .status = 0x08 },
	};
	struct br_transport *transport = scripted_create(steps, 7);
	struct br_outcome outcome;
	char text[200];

	(void)state;
	outcome = mmc_test_unit_ready(transport);
	assert_int_equal(outcome.code, BR_E_TRANSPORT);
	assert_int_equal(outcome.system_error, -ENODEV);
	assert_int_equal(outcome.status, 0);
	outcome = mmc_test_unit_ready(transport);
	assert_int_equal(outcome.code, BR_E_DEVICE);
	assert_int_equal(outcome.system_error, 0);
	assert_int_equal(outcome.sense.key, 5);
	assert_string_equal(br_outcome_format(&outcome, text, sizeof text),
		"TEST UNIT READY: the drive refused: Invalid command operation code (5/20/00)");
	assert_int_equal(mmc_test_unit_ready(transport).code, BR_E_NO_MEDIUM);
	assert_int_equal(mmc_test_unit_ready(transport).code, BR_E_MEDIUM_UNSUPPORTED);
	assert_int_equal(mmc_test_unit_ready(transport).code, BR_OK);
	outcome = mmc_test_unit_ready(transport);
	assert_int_equal(outcome.code, BR_E_DEVICE);
	assert_true(outcome.sense.deferred);
	outcome = mmc_test_unit_ready(transport);
	assert_int_equal(outcome.code, BR_E_DEVICE);
	assert_int_equal(outcome.status, 0x08);
	scripted_finish(transport);
}

static void texts_of_the_standard(void **state)
{
	const struct br_sense known = { .key = 3, .code = 0x0C, .qualifier = 0x09 };
	const struct br_sense other_key = { .key = 4, .code = 0x0C, .qualifier = 0x09 };
	const struct br_sense unknown = { .key = 3, .code = 0xEE, .qualifier = 0x01 };

	(void)state;
	assert_string_equal(br_sense_text(&known), "Write error - loss of streaming");
	assert_string_equal(br_sense_text(&other_key), "Write error - loss of streaming");
	assert_null(br_sense_text(&unknown));
	assert_string_equal(br_operation_name(0x2A), "WRITE (10)");
	assert_null(br_operation_name(0xFF));
	assert_string_equal(br_profile_name(0x0043), "BD-RE");
	assert_string_equal(br_code_name(BR_E_NO_MEDIUM), "no-medium");
}

/* What a person is told: the command, what is wrong, and how the drive put it. */
static void an_outcome_in_words(void **state)
{
	static const struct {
		struct br_outcome outcome;
		const char *expected;
	} cases[] = {
		{ { .code = BR_OK }, "done" },
		{ { .code = BR_E_TOO_LARGE }, "the data does not fit" },
		{ { .code = BR_E_ARGUMENT, .text = "no such thing" }, "no such thing" },
		{ { .code = BR_E_TRANSPORT, .system_error = -19 },
			"the command did not get through: No such device" },
		{ { .code = BR_E_DEVICE,
			  .operation_valid = true,
			  .operation = 0x2A,
			  .status = 0x08 },
			"WRITE (10): the drive refused: status 08h" },
		{ { .code = BR_E_DEVICE,
			  .operation_valid = true,
			  .operation = 0xFF,
			  .status = 0x02,
			  .sense = { .key = 3, .code = 0xEE, .qualifier = 1 } },
			"the drive refused: sense code without a name (3/EE/01)" },
		{ { .code = BR_E_DEVICE,
			  .operation_valid = true,
			  .operation = 0x35,
			  .status = 0x02,
			  .sense = { .deferred = true, .key = 3, .code = 0x0C, .qualifier = 9 } },
			"SYNCHRONIZE CACHE: the drive refused: an earlier command failed: "
			"Write error - loss of streaming (3/0C/09)" },
		{ { .code = (enum br_code)999 }, "failed" },
	};
	char text[200];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(
			br_outcome_format(&cases[i].outcome, text, sizeof text), cases[i].expected);
	assert_string_equal(br_code_name((enum br_code)999), "unknown");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(commands_without_data),
		cmocka_unit_test(write_10_and_12),
		cmocka_unit_test(set_streaming),
		cmocka_unit_test(format_unit),
		cmocka_unit_test(cue_sheets),
		cmocka_unit_test(write_parameters_keep_what_is_not_ours),
		cmocka_unit_test(three_kinds_of_failure_stay_apart),
		cmocka_unit_test(texts_of_the_standard),
		cmocka_unit_test(an_outcome_in_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
