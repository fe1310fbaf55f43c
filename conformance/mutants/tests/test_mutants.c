/* SPDX-License-Identifier: MIT */
/* The judge judged: healthy drives pass, every mutant is caught by the test that it names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "conformance/mutants/hunt.h"
#include "conformance/runner/report.h"
#include "conformance/runner/run.h"
#include "conformance/runner/transport_bench.h"
#include "conformance/suites/suites.h"

#define DRIVE "burner"

static void print_failures(void *context, const struct result *result)
{
	(void)context;
	if (result->verdict == VERDICT_FAIL || result->verdict == VERDICT_ERROR)
		report_line(stdout, result, false);
}

static void judge_healthy(const char *medium)
{
	struct transport_choice choice = { .drive = DRIVE, .medium = medium };
	const struct bench bench = transport_bench(&choice);
	const struct run_options options = {
		.allowed = EFFECT_CLOSES,
		.prepare = suites_prepare,
		.seed = 1,
		.progress = print_failures,
	};
	size_t suite_count;
	const struct suite *const *suites = suites_all(&suite_count);
	struct run run;

	assert_int_equal(run_suites(&bench, suites, suite_count, &options, &run), 0);
	assert_null(run.problem);
	assert_int_equal(run.counts[VERDICT_FAIL], 0);
	assert_int_equal(run.counts[VERDICT_ERROR], 0);
	assert_true(run.counts[VERDICT_PASS] > 100);
	run_free(&run);
}

static void test_healthy_bd_re(void **state)
{
	(void)state;
	judge_healthy("bd-re-25");
}

static void test_healthy_dvd_plus_r(void **state)
{
	(void)state;
	judge_healthy("dvd+r");
}

static void test_healthy_cd_r(void **state)
{
	(void)state;
	judge_healthy("cd-r-80");
}

static void test_all_caught(void **state)
{
	struct hunt hunt;
	bool all_caught = hunt_all(DRIVE, false, stdout, NULL, &hunt);

	(void)state;
	printf("%zu mutants: %zu caught, %zu only by another test, %zu missed\n", hunt.mutants,
		hunt.caught, hunt.caught_by_another, hunt.missed);
	assert_true(all_caught);
	assert_true(hunt.mutants >= 440);
}

static void check_names(void *context, const struct mutant *mutant)
{
	(void)context;
	if (!suites_find(mutant->caught_by))
		fail_msg("%s names %s, which is no test", mutant->name, mutant->caught_by);
	if (!mutant->before && !mutant->after && !mutant->ignores_reset)
		fail_msg("%s breaks nothing", mutant->name);
}

static void test_names(void **state)
{
	(void)state;
	mutants_each(check_names, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_healthy_bd_re),
		cmocka_unit_test(test_healthy_dvd_plus_r),
		cmocka_unit_test(test_healthy_cd_r),
		cmocka_unit_test(test_all_caught),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
