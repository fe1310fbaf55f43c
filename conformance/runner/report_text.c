/* SPDX-License-Identifier: MIT */
/* report_text.c: what a terminal shows. */
#include <string.h>

#include "conformance/runner/report.h"

const char *report_level(enum test_level level)
{
	static const char *const names[] = { "mandatory", "recommended", "logo" };

	return names[level];
}

const char *report_effect(enum test_effect effect)
{
	static const char *const names[] = { "reads", "settings", "tray", "writes", "closes",
		"never" };

	return names[effect];
}

static const char *upper(enum verdict verdict)
{
	static const char *const names[VERDICT_COUNT] = { "PASS", "FAIL", "SKIP", "WAIVED",
		"ERROR" };

	return names[verdict];
}

static void print_trace(FILE *out, const struct result *result)
{
	const char *line = result->trace;

	if (result->trace_is_cut)
		fputs("         (older commands are left out)\n", out);
	while (*line) {
		const size_t length = strcspn(line, "\n");
		fprintf(out, "         %.*s\n", (int)length, line);
		line += length + (line[length] == '\n');
	}
}

void report_line(FILE *out, const struct result *result, bool with_trace)
{
	const bool is_bad = result->verdict == VERDICT_FAIL || result->verdict == VERDICT_ERROR;

	fprintf(out, "%-6s %s", upper(result->verdict), result->test->id);
	if (result->verdict == VERDICT_SKIP)
		fprintf(out, ": %s", result->reason);
	fputc('\n', out);
	if (is_bad || result->verdict == VERDICT_WAIVED) {
		fprintf(out, "       %s\n", result->reason);
		fprintf(out, "       required (%s): %s\n", result->test->clause,
			result->test->text);
	}
	if (is_bad && result->where[0])
		fprintf(out, "       at %s\n", result->where);
	if (is_bad || with_trace)
		print_trace(out, result);
}

/* Each reason once, with how many tests it kept from running. */
static void print_skips(FILE *out, const struct run *run)
{
	for (size_t i = 0; i < run->result_count; i++) {
		const struct result *first = &run->results[i];
		size_t same = 0, earlier = 0;
		if (first->verdict != VERDICT_SKIP)
			continue;
		for (size_t k = 0; k < run->result_count; k++) {
			const struct result *other = &run->results[k];
			if (other->verdict != VERDICT_SKIP ||
				strcmp(other->reason, first->reason) != 0)
				continue;
			same++;
			earlier += k < i;
		}
		if (earlier == 0)
			fprintf(out, "  %zu skipped: %s\n", same, first->reason);
	}
}

void report_summary(FILE *out, const struct run *run)
{
	if (run->problem) {
		fprintf(out, "nothing was judged: %s\n", run->problem);
		return;
	}
	fprintf(out, "%zu tests: %zu passed, %zu failed, %zu skipped, %zu waived, %zu errors",
		run->result_count, run->counts[VERDICT_PASS], run->counts[VERDICT_FAIL],
		run->counts[VERDICT_SKIP], run->counts[VERDICT_WAIVED], run->counts[VERDICT_ERROR]);
	fprintf(out, " (%s, seed %llu, %.1f s)\n", run->description, (unsigned long long)run->seed,
		(double)run->wall_ns / 1e9);
	print_skips(out, run);
	if (run->expired_waivers)
		fprintf(out, "  %zu waivers have expired: fails the run\n", run->expired_waivers);
	if (run->stale_waivers)
		fprintf(out, "  %zu waivers are no longer needed: take them away\n",
			run->stale_waivers);
	if (run->counts[VERDICT_PASS] == 0)
		fprintf(out, "  no test passed: this is not a success\n");
}

void report_list(FILE *out, const struct suite *const *suites, size_t suite_count,
	const struct run_options *options)
{
	for (size_t i = 0; i < suite_count; i++)
		for (size_t k = 0; k < suites[i]->test_count; k++) {
			const struct test *test = &suites[i]->tests[k];
			if (run_selects(options, test))
				fprintf(out, "%-58s %-12s %-9s %s\n", test->id,
					report_level(test->level), report_effect(test->effect),
					test->clause);
		}
}
