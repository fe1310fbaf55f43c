/* SPDX-License-Identifier: MIT */
/* What a format in the background changes of itself is not held against a drive; nothing else is let through. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "conformance/runner/run.h"
#include "conformance/runner/transport_bench.h"
#include "conformance/suites/suites.h"

#define COMMANDS_BEFORE \
	250 /* some way into a flood of 300 questions, and after all that prepares it */

struct formatting { /* a device whose BG Format Status (READ DISC INFORMATION, byte 7 bits 1-0) changes once */
	struct device device;
	struct device *inner;
	unsigned commands;
	uint8_t status_before, status_after;
};

struct change {
	const struct bench *inner;
	uint8_t before, after;
};

static int execute(struct device *device, const struct device_command *command,
	struct device_answer *ret_answer)
{
	struct formatting *formatting = (struct formatting *)(void *)device;
	struct device *inner = formatting->inner;
	const int result = inner->operations->execute(inner, command, ret_answer);

	formatting->commands++;
	if (result == 0 && command->cdb[0] == 0x51 && command->data_bytes > 7)
		command->data[7] = (uint8_t)((command->data[7] & ~3u) |
					     (formatting->commands > COMMANDS_BEFORE
							     ? formatting->status_after
							     : formatting->status_before));
	return result;
}

static void wait_inside(struct device *device, uint64_t ns)
{
	struct device *inner = ((struct formatting *)(void *)device)->inner;

	inner->operations->wait(inner, ns);
}

static void close_formatting(struct device *device)
{
	struct formatting *formatting = (struct formatting *)(void *)device;

	formatting->inner->operations->close(formatting->inner);
	free(formatting);
}

static const struct device_operations operations = {
	.execute = execute,
	.wait = wait_inside,
	.close = close_formatting,
};

static int open_formatting(const struct bench *bench, uint64_t seed, struct device **ret_device,
	char *problem, size_t problem_bytes)
{
	const struct change *change = bench->context;
	struct formatting *formatting = calloc(1, sizeof *formatting);

	assert_non_null(formatting);
	assert_int_equal(change->inner->open(
				 change->inner, seed, &formatting->inner, problem, problem_bytes),
		0);
	formatting->device = (struct device) { .operations = &operations, .is_simulated = true };
	formatting->device.pace = 1;
	formatting->status_before = change->before;
	formatting->status_after = change->after;
	*ret_device = &formatting->device;
	return 0;
}

static enum verdict judged(const char *id, uint8_t before, uint8_t after)
{
	struct transport_choice choice = { .drive = "burner", .medium = "dvd+rw-8x" };
	const struct bench inner = transport_bench(&choice);
	const struct change change = { .inner = &inner, .before = before, .after = after };
	const struct bench bench = { .open = open_formatting,
		.is_fresh = true,
		.is_simulated = true,
		.description = "a drive that formats in the background",
		.context = &change };
	const struct run_options options = {
		.pattern = id, .allowed = EFFECT_CLOSES, .seed = 1, .prepare = suites_prepare
	};
	size_t suite_count;
	const struct suite *const *suites = suites_all(&suite_count);
	enum verdict verdict;
	struct run run;

	assert_int_equal(run_suites(&bench, suites, suite_count, &options, &run), 0);
	assert_int_equal(run.result_count, 1);
	verdict = run.results[0].verdict;
	run_free(&run);
	return verdict;
}

static void a_format_may_end_in_a_flood(void **state)
{
	(void)state;
	assert_int_equal(judged("mmc.flood.questions", 2, 2), VERDICT_PASS);
	assert_int_equal(judged("mmc.flood.questions", 2, 3), VERDICT_PASS);
	assert_int_equal(judged("mmc.flood.questions", 2, 1), VERDICT_FAIL);
	assert_int_equal(judged("mmc.flood.questions", 2, 0), VERDICT_FAIL);
	assert_int_equal(judged("mmc.flood.questions", 3, 2), VERDICT_FAIL);
	assert_int_equal(judged("mmc.flood.questions", 0, 3), VERDICT_FAIL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_format_may_end_in_a_flood),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
