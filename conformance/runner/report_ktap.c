/* SPDX-License-Identifier: MIT */
/*
 * report_ktap.c: KTAP version 1 (docs.kernel.org/dev-tools/ktap.html): subtests are indented by two
 * spaces and have a plan of their own; diagnostics are comment lines before the line of the result.
 */
#include <errno.h>

#include "conformance/runner/report.h"

/* One suite's part of the results, which lie together. */
struct part {
	const struct run *run;
	size_t first, count;
};

static void put_comment(FILE *out, const char *text)
{
	fputs("  # ", out);
	for (; *text; text++) {
		fputc(*text, out);
		if (*text == '\n' && text[1])
			fputs("  # ", out);
	}
	fputc('\n', out);
}

static void put_one_line(FILE *out, const char *text)
{
	for (; *text; text++)
		fputc(*text == '\n' || *text == '#' ? ' ' : *text, out);
}

static bool is_ok(const struct result *result)
{
	return result->verdict == VERDICT_PASS || result->verdict == VERDICT_SKIP;
}

static void put_result(FILE *out, const struct result *result, size_t number)
{
	if (!is_ok(result)) {
		put_comment(out, result->test->text);
		put_comment(out, result->reason);
	}
	if (!is_ok(result) && result->trace[0])
		put_comment(out, result->trace);
	fprintf(out, "  %s %zu %s", is_ok(result) ? "ok" : "not ok", number, result->test->id);
	if (result->verdict == VERDICT_SKIP)
		fputs(" # SKIP ", out);
	if (result->verdict == VERDICT_WAIVED)
		fputs(" # XFAIL ", out);
	if (result->verdict == VERDICT_SKIP || result->verdict == VERDICT_WAIVED)
		put_one_line(out, result->reason);
	fputc('\n', out);
}

static void put_part(FILE *out, const struct part *part, size_t number)
{
	const struct result *results = part->run->results + part->first;
	bool good = true;

	fprintf(out, "  KTAP version 1\n  1..%zu\n", part->count);
	for (size_t i = 0; i < part->count; i++) {
		put_result(out, &results[i], i + 1);
		good = good && (is_ok(&results[i]) || results[i].verdict == VERDICT_WAIVED);
	}
	fprintf(out, "%s %zu ", good ? "ok" : "not ok", number);
	put_one_line(out, results[0].suite->title);
	fputc('\n', out);
}

static struct part part_at(const struct run *run, size_t first)
{
	struct part part = { .run = run, .first = first };

	while (first + part.count < run->result_count &&
		run->results[first + part.count].suite == run->results[first].suite)
		part.count++;
	return part;
}

int report_ktap(FILE *out, const struct run *run)
{
	size_t parts = 0, number = 0;

	for (size_t at = 0; at < run->result_count; at += part_at(run, at).count)
		parts++;
	fprintf(out, "KTAP version 1\n1..%zu\n", parts);
	if (run->problem)
		fprintf(out, "Bail out! %s\n", run->problem);
	for (size_t at = 0; at < run->result_count; at += part_at(run, at).count) {
		const struct part part = part_at(run, at);
		put_part(out, &part, ++number);
	}
	return fflush(out) || ferror(out) ? -EIO : 0;
}
