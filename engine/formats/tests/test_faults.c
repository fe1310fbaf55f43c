/* SPDX-License-Identifier: MIT */
/*
 * Every command of a burn fails in turn, once, with each of a list of failures: the burn ends, with
 * success only when the data is there, and leaves a drive that can be used again.
 *
 * Not tested here: failures that last, and wrong data in replies (see engine/mmc/tests).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>

#include "burnengine/disc_format_data.h"
#include "engine/writer/tests/pattern_stream.h"

#define IMAGE_BYTES \
	INT64_C(409600) /* 7 WRITEs; more than the shortest CD track would be padded to */

struct fault {
	const char *name;
	int transport; /* negative errno, or 0: */
	uint8_t status, key, code, qualifier;
};

static const struct fault faults[] = {
	{ "gone", .transport = -ENODEV },
	{ "timed out", .transport = -ETIMEDOUT },
	{ "busy", .status = 0x08 },
	{ "long write in progress", 0, 0x02, 0x2, 0x04, 0x08 },
	{ "write error", 0, 0x02, 0x3, 0x0C, 0x00 },
	{ "internal failure", 0, 0x02, 0x4, 0x44, 0x00 },
	{ "invalid field", 0, 0x02, 0x5, 0x24, 0x00 },
	{ "reset", 0, 0x02, 0x6, 0x29, 0x00 },
};

/* A transport in front of another that fails one command instead of passing it on. */
struct failing_transport {
	struct br_transport base;
	struct br_transport *inner;
	const struct fault *fault;
	unsigned at; /* the number of the command that fails; 0: none */
	unsigned
		seen; /* commands so far; TEST UNIT READY does not count, it is asked as often as one likes */
	uint8_t failed_operation;
};

static void fail_command(const struct fault *fault, struct br_result *result)
{
	result->transport = fault->transport;
	result->status = fault->status;
	if (fault->key) {
		const uint8_t sense[18] = { 0x70, [2] = fault->key, [7] = 10, [12] = fault->code,
			[13] = fault->qualifier };

		result->sense = br_sense_decode(sense, sizeof sense);
		for (size_t i = 0; i < sizeof sense; i++)
			result->sense_data[i] = sense[i];
		result->sense_data_bytes = sizeof sense;
	}
}

static void execute(struct br_transport *transport, struct br_command *command)
{
	struct failing_transport *self = (struct failing_transport *)transport;

	if (command->cdb[0] != 0x00 && ++self->seen == self->at) {
		self->failed_operation = command->cdb[0];
		fail_command(self->fault, &command->result);
	} else {
		br_transport_execute(self->inner, command);
	}
}

static void close_nothing(struct br_transport *transport)
{
	(void)transport;
}

static const struct br_transport_operations failing_operations = {
	.execute = execute,
	.close = close_nothing,
};

static void check_after(struct br_recorder *recorder, struct br_format_data *format,
	struct br_outcome outcome, const char *what)
{
	const struct br_wait wait = { .timeout_ms = 600000 };
	struct pattern_stream source = pattern_stream(IMAGE_BYTES);
	struct br_outcome after = br_recorder_wait_ready(recorder, &wait);
	int32_t lba;
	char text[300];

	if (after.code != BR_OK)
		fail_msg("%s: not ready: %s", what, br_outcome_format(&after, text, sizeof text));
	if (outcome.code == BR_OK) {
		after = br_format_data_verify(format, &source.base, IMAGE_BYTES, &lba);
		if (after.code != BR_OK)
			fail_msg("%s: told as burned: %s", what,
				br_outcome_format(&after, text, sizeof text));
	} else if (outcome.code == BR_E_ARGUMENT) {
		fail_msg("%s: the caller is blamed: %s", what,
			br_outcome_format(&outcome, text, sizeof text));
	}
	after = br_recorder_eject(recorder);
	if (after.code != BR_OK)
		fail_msg("%s: tray: %s", what, br_outcome_format(&after, text, sizeof text));
}

/* False when the burn has fewer than @at commands. */
static bool burn_with_fault(const char *medium, const struct fault *fault, unsigned at)
{
	const struct br_in_process_options options = { .medium = medium };
	struct failing_transport failing = { .fault = fault };
	struct pattern_stream source = pattern_stream(IMAGE_BYTES);
	struct br_recorder *recorder;
	struct br_format_data *format;
	struct br_outcome outcome;
	unsigned commands;
	char problem[200], what[120];

	if (br_transport_open_in_process(&options, &failing.inner, problem, sizeof problem))
		fail_msg("%s", problem);
	failing.base = *failing.inner;
	failing.base.operations = &failing_operations;
	assert_int_equal(br_recorder_create(&failing.base, &recorder).code, BR_OK);
	format = br_format_data_create(recorder);
	assert_non_null(format);
	failing.seen = 0;
	failing.at = at;
	outcome = br_format_data_write(format, &source.base, IMAGE_BYTES);
	failing.at = 0;
	commands = failing.seen;
	snprintf(what, sizeof what, "%s, %s at command %u (%02Xh)", medium, fault->name, at,
		failing.failed_operation);
	check_after(recorder, format, outcome, what);
	br_format_data_destroy(format);
	br_recorder_destroy(recorder);
	br_transport_close(failing.inner);
	return commands >= at;
}

static void every_command_fails_once(const char *medium)
{
	for (size_t f = 0; f < sizeof faults / sizeof *faults; f++) {
		unsigned at = 1;

		while (burn_with_fault(medium, &faults[f], at))
			at++;
		assert_true(at > 15); /* a burn has that many at the least */
	}
}

static void on_bd_re(void **state)
{
	(void)state;
	every_command_fails_once("bd-re-25");
}

static void on_dvd_plus_r(void **state)
{
	(void)state;
	every_command_fails_once("dvd+r");
}

static void on_cd_r(void **state)
{
	(void)state;
	every_command_fails_once("cd-r-80");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(on_bd_re),
		cmocka_unit_test(on_dvd_plus_r),
		cmocka_unit_test(on_cd_r),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
