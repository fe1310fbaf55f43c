/* SPDX-License-Identifier: MIT */
/* report_junit.c: the JUnit dialect that GitLab, Jenkins and GitHub's actions read. */
#include <errno.h>
#include <string.h>

#include "conformance/runner/markup.h"
#include "conformance/runner/report.h"

struct tally {
	size_t tests, failures, errors, skips;
	double seconds;
};

static struct tally tally_of(const struct run *run, const struct suite *suite)
{
	struct tally tally = { 0 };

	for (size_t i = 0; i < run->result_count; i++) {
		const struct result *result = &run->results[i];
		if (suite && result->suite != suite)
			continue;
		tally.tests++;
		tally.failures += result->verdict == VERDICT_FAIL;
		tally.errors += result->verdict == VERDICT_ERROR;
		tally.skips += result->verdict == VERDICT_SKIP || result->verdict == VERDICT_WAIVED;
		tally.seconds += (double)result->wall_ns / 1e9;
	}
	return tally;
}

static void put_tally(FILE *out, const struct tally *tally)
{
	fprintf(out, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\" time=\"%.3f\"",
		tally->tests, tally->failures, tally->errors, tally->skips, tally->seconds);
}

static void put_message(FILE *out, const char *element, const struct result *result)
{
	fprintf(out, "   <%s message=\"", element);
	markup_escape(out, result->reason);
	fputs("\"", out);
	if (strcmp(element, "skipped") == 0) {
		fputs("/>\n", out);
		return;
	}
	fprintf(out, " type=\"%s\">", verdict_name(result->verdict));
	markup_escape(out, result->test->clause);
	fputs(": ", out);
	markup_escape(out, result->test->text);
	fputs("\n", out);
	markup_escape(out, result->where);
	fputs("\n\n", out);
	markup_escape(out, result->trace);
	fprintf(out, "</%s>\n", element);
}

static void put_case(FILE *out, const struct result *result)
{
	const char *last = strrchr(result->test->id, '.');
	const int class_length = last ? (int)(last - result->test->id) : 0;

	fprintf(out, "  <testcase classname=\"%.*s\" name=\"%s\" time=\"%.3f\">\n", class_length,
		result->test->id, last ? last + 1 : result->test->id,
		(double)result->wall_ns / 1e9);
	fputs("   <properties><property name=\"clause\" value=\"", out);
	markup_escape(out, result->test->clause);
	fprintf(out, "\"/><property name=\"level\" value=\"%s\"/></properties>\n",
		report_level(result->test->level));
	switch (result->verdict) {
	case VERDICT_FAIL:
		put_message(out, "failure", result);
		break;
	case VERDICT_ERROR:
		put_message(out, "error", result);
		break;
	case VERDICT_SKIP:
	case VERDICT_WAIVED:
		put_message(out, "skipped", result);
		break;
	case VERDICT_PASS:
	case VERDICT_COUNT:
		break;
	}
	fputs("  </testcase>\n", out);
}

int report_junit(FILE *out, const struct run *run)
{
	const struct tally all = tally_of(run, NULL);
	const struct suite *suite = NULL;

	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"burnrig test\"", out);
	put_tally(out, &all);
	fputs(">\n", out);
	for (size_t i = 0; i < run->result_count; i++) {
		if (run->results[i].suite != suite) {
			struct tally tally = tally_of(run, run->results[i].suite);
			if (suite)
				fputs(" </testsuite>\n", out);
			suite = run->results[i].suite;
			fputs(" <testsuite name=\"", out);
			markup_escape(out, suite->title);
			fputs("\"", out);
			put_tally(out, &tally);
			fputs(">\n", out);
		}
		put_case(out, &run->results[i]);
	}
	fputs(suite ? " </testsuite>\n</testsuites>\n" : "</testsuites>\n", out);
	return fflush(out) || ferror(out) ? -EIO : 0;
}
