/* SPDX-License-Identifier: MIT */
/* The judge judged: healthy drives pass, every mutant is caught by the test that it names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "conformance/mutants/hunt.h"
#include "conformance/mutants/hunt_report.h"
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
	const struct hunt_options options = { .drive = DRIVE, .out = stdout };
	struct hunt hunt;

	(void)state;
	assert_int_equal(hunt_all(&options, &hunt), 0);
	printf("%zu mutants: %zu caught, %zu only by another test, %zu missed\n", hunt.mutants,
		hunt.caught, hunt.caught_by_another, hunt.missed);
	assert_int_equal(hunt.caught, hunt.mutants);
	assert_true(hunt.mutants >= 440);
	hunt_free(&hunt);
}

/* The reports of the first mutant: who caught it, and that others are not done. */
static void test_reports(void **state)
{
	const struct hunt_options options = {
		.drive = DRIVE, .shard = 1, .shard_count = 9999, .out = stdout
	};
	char *json = NULL, *html = NULL;
	size_t json_bytes, html_bytes;
	FILE *json_out = open_memstream(&json, &json_bytes),
	     *html_out = open_memstream(&html, &html_bytes);
	struct hunt hunt;

	(void)state;
	assert_int_equal(hunt_all(&options, &hunt), 0);
	assert_int_equal(hunt.mutants, 1);
	assert_int_equal(hunt_json(json_out, &hunt), 0);
	assert_int_equal(hunt_html(html_out, &hunt), 0);
	fclose(json_out);
	fclose(html_out);
	assert_int_equal(strncmp(json, "{\"mutant\":\"", 11), 0);
	assert_non_null(strstr(json, "\"is_caught\":true"));
	assert_ptr_equal(strchr(json, '\n') + 1, json + json_bytes);
	assert_non_null(strstr(html, hunt.catches[0].mutant->name));
	assert_non_null(strstr(html, "<rect class=\"named\""));
	assert_non_null(strstr(html, "none: no reason is known"));
	free(json);
	free(html);
	hunt_free(&hunt);
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
		cmocka_unit_test(test_reports),
		cmocka_unit_test(test_healthy_bd_re),
		cmocka_unit_test(test_healthy_dvd_plus_r),
		cmocka_unit_test(test_healthy_cd_r),
		cmocka_unit_test(test_all_caught),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
