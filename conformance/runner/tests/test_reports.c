/* SPDX-License-Identifier: MIT */
/* The reports, to the byte where machines read them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "conformance/runner/markup.h"
#include "conformance/runner/report.h"

static const struct test rows[] = {
	{ .id = "mmc.a.one", .clause = "MMC-5 6.22", .text = "One <is> \"one\"." },
	{ .id = "mmc.a.two", .clause = "MMC-5 6.22", .text = "Two & two." },
	{ .id = "mmc.a.three", .clause = "SPC-3", .text = "Three.", .level = LEVEL_LOGO },
	{ .id = "mmc.b.four", .clause = "SPC-3", .text = "Four." },
	{ .id = "mmc.b.five", .clause = "SPC-3", .text = "Five.", .effect = EFFECT_WRITES },
};
static const struct suite a = { .title = "A & B", .tests = rows, .test_count = 3 };
static const struct suite b = { .title = "B", .tests = rows + 3, .test_count = 2 };

static char empty[] = "", failed[] = "status: expected 1h, found 2h", where[] = "x.c:7",
	    trace[] = "0.1 s  INQUIRY\n0.2 s  \"x\" <y>\n", skipped[] = "no #1 feature",
	    waived[] = "old (waived: known)", by[] = "me", died[] = "died of signal 6";

static struct result results[] = {
	{ &rows[0], &a, VERDICT_PASS, empty, empty, empty, empty, false, 3, 1000, 1500000 },
	{ &rows[1], &a, VERDICT_FAIL, failed, where, empty, trace, false, 3, 1000, 2000000 },
	{ &rows[2], &a, VERDICT_SKIP, skipped, empty, empty, empty, false, 0, 0, 0 },
	{ &rows[3], &b, VERDICT_WAIVED, waived, where, by, empty, false, 3, 1000, 0 },
	{ &rows[4], &b, VERDICT_ERROR, died, empty, empty, empty, false, 3, 1000, 0 },
};

static struct run made_up(void)
{
	struct run run = {
		.results = results,
		.result_count = 5,
		.counts = { 1, 1, 1, 1, 1 },
		.seed = 9,
		.description = "a drive",
	};

	snprintf(run.facts.vendor, sizeof run.facts.vendor, "AC<ME");
	run.facts.profile = 0x0043;
	run.facts.profiles[0] = (struct fact_profile) { 0x0043, true };
	run.facts.profile_count = 1;
	run.facts.features[0] = (struct fact_feature) { .code = 0x0020, .is_current = true };
	run.facts.feature_count = 1;
	run.facts.writing[0] = (struct fact_performance) { 0, 8990, 100, 8990 };
	run.facts.writing_count = 1;
	run.facts.write_speeds[0] = (struct fact_write_speed) { 100, 8990, 8990, 0 };
	run.facts.write_speed_count = 1;
	return run;
}

/* What @report writes; the caller frees it. */
static char *written(int (*report)(FILE *out, const struct run *run))
{
	struct run run = made_up();
	char *text = NULL;
	size_t bytes = 0;
	FILE *out = open_memstream(&text, &bytes);

	assert_non_null(out);
	assert_int_equal(report(out, &run), 0);
	fclose(out);
	return text;
}

static void test_tap(void **state)
{
	char *text = written(report_tap);

	(void)state;
	assert_string_equal(text, "TAP version 14\n"
				  "1..5\n"
				  "ok 1 - mmc.a.one\n"
				  "not ok 2 - mmc.a.two\n"
				  "  ---\n"
				  "  severity: fail\n"
				  "  message: \"status: expected 1h, found 2h\"\n"
				  "  requirement: \"Two & two.\"\n"
				  "  clause: \"MMC-5 6.22\"\n"
				  "  at: \"x.c:7\"\n"
				  "  trace: |\n"
				  "    0.1 s  INQUIRY\n"
				  "    0.2 s  \"x\" <y>\n"
				  "  ...\n"
				  "ok 3 - mmc.a.three # SKIP no \\#1 feature\n"
				  "not ok 4 - mmc.b.four # TODO old (waived: known)\n"
				  "  ---\n"
				  "  severity: waived\n"
				  "  message: \"old (waived: known)\"\n"
				  "  requirement: \"Four.\"\n"
				  "  clause: \"SPC-3\"\n"
				  "  at: \"x.c:7\"\n"
				  "  ...\n"
				  "not ok 5 - mmc.b.five\n"
				  "  ---\n"
				  "  severity: error\n"
				  "  message: \"died of signal 6\"\n"
				  "  requirement: \"Five.\"\n"
				  "  clause: \"SPC-3\"\n"
				  "  at: \"\"\n"
				  "  ...\n");
	free(text);
}

static void test_junit(void **state)
{
	char *text = written(report_junit);

	(void)state;
	assert_string_equal(text,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<testsuites name=\"burnrig test\" tests=\"5\" failures=\"1\" errors=\"1\" "
		"skipped=\"2\" time=\"0.004\">\n"
		" <testsuite name=\"A &amp; B\" tests=\"3\" failures=\"1\" errors=\"0\" "
		"skipped=\"1\" time=\"0.004\">\n"
		"  <testcase classname=\"mmc.a\" name=\"one\" time=\"0.002\">\n"
		"   <properties><property name=\"clause\" value=\"MMC-5 6.22\"/>"
		"<property name=\"level\" value=\"mandatory\"/></properties>\n"
		"  </testcase>\n"
		"  <testcase classname=\"mmc.a\" name=\"two\" time=\"0.002\">\n"
		"   <properties><property name=\"clause\" value=\"MMC-5 6.22\"/>"
		"<property name=\"level\" value=\"mandatory\"/></properties>\n"
		"   <failure message=\"status: expected 1h, found 2h\" type=\"fail\">"
		"MMC-5 6.22: Two &amp; two.\n"
		"x.c:7\n"
		"\n"
		"0.1 s  INQUIRY\n"
		"0.2 s  &quot;x&quot; &lt;y&gt;\n"
		"</failure>\n"
		"  </testcase>\n"
		"  <testcase classname=\"mmc.a\" name=\"three\" time=\"0.000\">\n"
		"   <properties><property name=\"clause\" value=\"SPC-3\"/>"
		"<property name=\"level\" value=\"logo\"/></properties>\n"
		"   <skipped message=\"no #1 feature\"/>\n"
		"  </testcase>\n"
		" </testsuite>\n"
		" <testsuite name=\"B\" tests=\"2\" failures=\"0\" errors=\"1\" "
		"skipped=\"1\" time=\"0.000\">\n"
		"  <testcase classname=\"mmc.b\" name=\"four\" time=\"0.000\">\n"
		"   <properties><property name=\"clause\" value=\"SPC-3\"/>"
		"<property name=\"level\" value=\"mandatory\"/></properties>\n"
		"   <skipped message=\"old (waived: known)\"/>\n"
		"  </testcase>\n"
		"  <testcase classname=\"mmc.b\" name=\"five\" time=\"0.000\">\n"
		"   <properties><property name=\"clause\" value=\"SPC-3\"/>"
		"<property name=\"level\" value=\"mandatory\"/></properties>\n"
		"   <error message=\"died of signal 6\" type=\"error\">SPC-3: Five.\n"
		"\n"
		"\n"
		"</error>\n"
		"  </testcase>\n"
		" </testsuite>\n"
		"</testsuites>\n");
	free(text);
}

static void test_json(void **state)
{
	char *text = written(report_json), *next = text, *line;
	const char *verdicts[] = { "pass", "fail", "skip", "waived", "error" };
	json_t *object;
	size_t lines = 0;

	(void)state;
	while ((line = strsep(&next, "\n")) && *line) {
		object = json_loads(line, 0, NULL);
		assert_non_null(object);
		if (lines == 0)
			assert_int_equal(json_integer_value(json_object_get(object, "skipped")), 1);
		else
			assert_string_equal(json_string_value(json_object_get(object, "verdict")),
				verdicts[lines - 1]);
		json_decref(object);
		lines++;
	}
	assert_int_equal(lines, 6);
	free(text);
}

static void test_html(void **state)
{
	char *text = written(report_html);

	(void)state;
	assert_non_null(strstr(text, "<h1>AC&lt;ME "));
	assert_non_null(strstr(text, "Required: Two &amp; two."));
	assert_non_null(strstr(text, "<b>status: expected 1h, found 2h</b>"));
	assert_non_null(strstr(text, "Skipped: no #1 feature"));
	assert_non_null(strstr(text, "0.2 s  &quot;x&quot; &lt;y&gt;"));
	assert_non_null(strstr(text, "<svg"));
	assert_null(strstr(text, "AC<ME"));
	assert_null(strstr(text, "http"));
	assert_non_null(strstr(text, "</html>"));
	free(text);
}

static void test_text(void **state)
{
	struct run run = made_up();
	char *text = NULL;
	size_t bytes = 0;
	FILE *out = open_memstream(&text, &bytes);

	(void)state;
	for (size_t i = 0; i < run.result_count; i++)
		report_line(out, &results[i], false);
	report_summary(out, &run);
	fclose(out);
	assert_string_equal(text,
		"PASS   mmc.a.one\n"
		"FAIL   mmc.a.two\n"
		"       status: expected 1h, found 2h\n"
		"       required (MMC-5 6.22): Two & two.\n"
		"       at x.c:7\n"
		"         0.1 s  INQUIRY\n"
		"         0.2 s  \"x\" <y>\n"
		"SKIP   mmc.a.three: no #1 feature\n"
		"WAIVED mmc.b.four\n"
		"       old (waived: known)\n"
		"       required (SPC-3): Four.\n"
		"ERROR  mmc.b.five\n"
		"       died of signal 6\n"
		"       required (SPC-3): Five.\n"
		"5 tests: 1 passed, 1 failed, 1 skipped, 1 waived, 1 errors (a drive, seed 9, 0.0 s)\n"
		"  1 skipped: no #1 feature\n");
	free(text);
}

static void test_escape(void **state)
{
	char *text = NULL;
	size_t bytes = 0;
	FILE *out = open_memstream(&text, &bytes);

	(void)state;
	markup_escape(out, "a\x01<\xff>&\"\n");
	fclose(out);
	assert_string_equal(text, "a?&lt;?&gt;&amp;&quot;\n");
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tap),
		cmocka_unit_test(test_junit),
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_html),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_escape),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
