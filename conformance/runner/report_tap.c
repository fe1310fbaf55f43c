/* SPDX-License-Identifier: MIT */
/* report_tap.c: TAP version 14 (testanything.org). */
#include <errno.h>

#include "conformance/runner/report.h"

/* A double-quoted YAML scalar. */
static void put_quoted(FILE *out, const char *text)
{
	fputc('"', out);
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			fputc('\\', out);
		if (*text == '\n')
			fputs("\\n", out);
		else
			fputc(*text, out);
	}
	fputc('"', out);
}

/* In a directive '#' and '\' are special. */
static void put_directive(FILE *out, const char *word, const char *reason)
{
	fprintf(out, " # %s ", word);
	for (; *reason; reason++) {
		if (*reason == '#' || *reason == '\\')
			fputc('\\', out);
		fputc(*reason == '\n' ? ' ' : *reason, out);
	}
}

static void put_trace(FILE *out, const char *trace)
{
	fputs("  trace: |\n    ", out);
	for (; *trace; trace++) {
		fputc(*trace, out);
		if (*trace == '\n' && trace[1])
			fputs("    ", out);
	}
}

static void put_result(FILE *out, const struct result *result, size_t number)
{
	const bool is_ok = result->verdict == VERDICT_PASS || result->verdict == VERDICT_SKIP;

	fprintf(out, "%s %zu - %s", is_ok ? "ok" : "not ok", number, result->test->id);
	if (result->verdict == VERDICT_SKIP)
		put_directive(out, "SKIP", result->reason);
	if (result->verdict == VERDICT_WAIVED)
		put_directive(out, "TODO", result->reason);
	fputc('\n', out);
	if (is_ok)
		return;
	fprintf(out, "  ---\n  severity: %s\n  message: ", verdict_name(result->verdict));
	put_quoted(out, result->reason);
	fputs("\n  requirement: ", out);
	put_quoted(out, result->test->text);
	fputs("\n  clause: ", out);
	put_quoted(out, result->test->clause);
	fputs("\n  at: ", out);
	put_quoted(out, result->where);
	fputc('\n', out);
	if (result->trace[0])
		put_trace(out, result->trace);
	fputs("  ...\n", out);
}

int report_tap(FILE *out, const struct run *run)
{
	fprintf(out, "TAP version 14\n1..%zu\n", run->result_count);
	if (run->problem)
		fprintf(out, "Bail out! %s\n", run->problem);
	for (size_t i = 0; i < run->result_count; i++)
		put_result(out, &run->results[i], i + 1);
	return fflush(out) || ferror(out) ? -EIO : 0;
}
