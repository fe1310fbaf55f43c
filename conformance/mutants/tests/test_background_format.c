/* SPDX-License-Identifier: MIT */
/* What a format in the background changes of itself is not held against a drive; nothing else is let through. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "conformance/mutants/mutant.h"
#include "conformance/mutants/spoil.h"
#include "conformance/runner/run.h"
#include "conformance/runner/transport_bench.h"
#include "conformance/suites/suites.h"

struct formatting { /* the drive's BG Format Status (READ DISC INFORMATION, byte 7 bits 1-0) */
	struct mutant mutant;
	uint8_t before, after;
};

/* It changes when MECHANISM STATUS was asked: what prepares a test does not, a flood of questions does. */
static void tell_format(struct mutant_visit *v)
{
	const struct formatting *formatting = (const struct formatting *)(const void *)v->mutant;
	uint8_t *data;

	if (v->cdb[0] == 0xbd) {
		v->memory[0] = 1;
		return;
	}
	data = spoil_data(v, 8);
	if (data)
		data[7] = (uint8_t)((data[7] & ~3u) |
				    (v->memory[0] ? formatting->after : formatting->before));
}

static enum verdict judged(const char *id, uint8_t before, uint8_t after)
{
	struct transport_choice transport = { .drive = "burner", .medium = "dvd+rw-8x" };
	const struct bench healthy = transport_bench(&transport);
	const struct formatting formatting = {
		.mutant = { .name = "a drive that formats in the background",
			.after = tell_format,
			.operation = 0x51,
			.also = 0xbd },
		.before = before,
		.after = after,
	};
	const struct mutant_choice choice = { .healthy = &healthy, .mutant = &formatting.mutant };
	const struct bench bench = mutant_bench(&choice);
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
