/* SPDX-License-Identifier: MIT */
#include "conformance/mutants/hunt_report.h"

#include <errno.h>
#include <jansson.h>
#include <string.h>

#include "conformance/mutants/unproven.h"
#include "conformance/runner/markup.h"
#include "conformance/suites/suites.h"

static const char style[] =
	"body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:1100px;padding:1.5em;"
	"color:#1c2430;background:#fff}h1{font-size:1.6em;margin:0}"
	"h2{font-size:1.2em;margin:2em 0 .5em}p,.why{color:#5a6675}"
	"table{border-collapse:collapse;width:100%;font-size:13px}"
	"td,th{padding:.3em .6em;border-bottom:1px solid #e6eaf0;vertical-align:top;"
	"text-align:left}"
	".id{font-family:ui-monospace,monospace}.bad{background:#fbdcdc;color:#8f1d1d}"
	"svg{width:100%;height:auto;border:1px solid #e6eaf0}"
	".named{fill:#17632f}.also{fill:#8fb4d8}.line{fill:#f0f2f5}"
	"@media(prefers-color-scheme:dark){body{background:#14181d;color:#dfe5ec}"
	"td,th,svg{border-color:#2b333d}.line{fill:#1b2128}}";

int hunt_json(FILE *out, const struct hunt *hunt)
{
	for (size_t i = 0; i < hunt->catch_count; i++) {
		const struct catch *caught = &hunt->catches[i];
		const struct mutant *mutant = caught->mutant;
		json_t *failed, *row;
		if (!caught->is_done)
			continue;
		failed = json_array();
		for (size_t place = 0; place < HUNT_TESTS_MAX; place++)
			if (caught->fails[place])
				json_array_append_new(failed, json_string(hunt_test(place)->id));
		row = json_pack("{s:s, s:s, s:s, s:s, s:b, s:o}", "mutant", mutant->name, "what",
			mutant->what, "medium", mutant->medium ? mutant->medium : "none",
			"caught_by", mutant->caught_by, "is_caught", caught->is_caught, "failed",
			failed);
		json_dumpf(row, out, JSON_COMPACT | JSON_PRESERVE_ORDER);
		json_decref(row);
		fputc('\n', out);
	}
	return fflush(out) || ferror(out) ? -EIO : 0;
}

static void put_text(FILE *out, const char *before, const char *text, const char *after)
{
	fputs(before, out);
	markup_escape(out, text);
	fputs(after, out);
}

static size_t count_tests(void)
{
	size_t suite_count, count = 0;
	const struct suite *const *suites = suites_all(&suite_count);

	for (size_t i = 0; i < suite_count; i++)
		count += suites[i]->test_count;
	return count < HUNT_TESTS_MAX ? count : HUNT_TESTS_MAX;
}

static void put_head(FILE *out, const struct hunt *hunt)
{
	fputs("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
	      "<title>Mutants</title><style>",
		out);
	fputs(style, out);
	put_text(out,
		"</style></head><body>\n<h1>The judge, judged by drives broken on purpose</h1>\n<p>",
		hunt->drive, "");
	fprintf(out,
		": %zu mutants, %zu caught by the test that is named, %zu only by another, %zu missed; "
		"%zu tests</p>\n",
		hunt->mutants, hunt->caught, hunt->caught_by_another, hunt->missed, count_tests());
}

static bool is_named(const struct catch *caught, size_t place)
{
	return strcmp(hunt_test(place)->id, caught->mutant->caught_by) == 0;
}

static void put_cell(FILE *out, const struct catch *caught, size_t row, size_t place)
{
	fprintf(out, "<rect class=\"%s\" x=\"%zu\" y=\"%zu\" width=\"3\" height=\"3\"><title>",
		is_named(caught, place) ? "named" : "also", place * 3, row * 3);
	put_text(out, "", caught->mutant->name, " fails ");
	put_text(out, "", hunt_test(place)->id, "</title></rect>\n");
}

/* Mutants downwards, tests to the right. */
static void put_matrix(FILE *out, const struct hunt *hunt)
{
	const size_t tests = count_tests();

	fprintf(out,
		"<h2>Mutants (down) and the tests that they fail (right)</h2>\n"
		"<svg viewBox=\"0 0 %zu %zu\" role=\"img\">\n",
		tests * 3, hunt->catch_count * 3);
	for (size_t row = 0; row < hunt->catch_count; row += 10)
		fprintf(out,
			"<rect class=\"line\" x=\"0\" y=\"%zu\" width=\"%zu\" height=\"3\"/>\n",
			row * 3, tests * 3);
	for (size_t row = 0; row < hunt->catch_count; row++)
		for (size_t place = 0; place < tests; place++)
			if (hunt->catches[row].fails[place])
				put_cell(out, &hunt->catches[row], row, place);
	fputs("</svg>\n", out);
}

static void put_mutant(FILE *out, const struct catch *caught)
{
	const struct mutant *mutant = caught->mutant;

	fputs(caught->is_caught ? "<tr><td class=\"id\">" : "<tr class=\"bad\"><td class=\"id\">",
		out);
	put_text(out, "", mutant->name, "</td><td>");
	put_text(out, "", mutant->what, "</td><td>");
	put_text(out, "", mutant->medium ? mutant->medium : "no medium", "</td><td class=\"id\">");
	put_text(out, "", caught->is_caught ? "" : "missed by ", "");
	put_text(out, "", mutant->caught_by, "");
	if (caught->fail_count > caught->is_caught)
		fprintf(out, "<details><summary>and %u more</summary>",
			caught->fail_count - caught->is_caught);
	for (size_t place = 0; place < HUNT_TESTS_MAX; place++)
		if (caught->fails[place] && !is_named(caught, place))
			put_text(out, "", hunt_test(place)->id, "<br>");
	if (caught->fail_count > caught->is_caught)
		fputs("</details>", out);
	fputs("</td></tr>\n", out);
}

static void put_mutants(FILE *out, const struct hunt *hunt)
{
	fputs("<h2>Every mutant</h2>\n<table><tr><th>Mutant</th><th>Defect</th><th>Medium</th>"
	      "<th>Caught by</th></tr>\n",
		out);
	for (size_t i = 0; i < hunt->catch_count; i++)
		if (hunt->catches[i].is_done)
			put_mutant(out, &hunt->catches[i]);
	fputs("</table>\n", out);
}

static void put_test(FILE *out, const struct hunt *hunt, size_t place)
{
	const char *id = hunt_test(place)->id, *reason = unproven_reason(id);
	const char *between = "";

	put_text(out, "<tr><td class=\"id\">", id, "</td><td class=\"id\">");
	for (size_t i = 0; i < hunt->catch_count; i++) {
		if (!hunt->catches[i].fails[place])
			continue;
		put_text(out, between, hunt->catches[i].mutant->name, "");
		between = ", ";
	}
	if (!hunt_is_proven(hunt, place))
		put_text(out, "<span class=\"why\">none: ", reason ? reason : "no reason is known",
			"</span>");
	fputs("</td></tr>\n", out);
}

int hunt_html(FILE *out, const struct hunt *hunt)
{
	const size_t tests = count_tests();

	put_head(out, hunt);
	put_matrix(out, hunt);
	put_mutants(out, hunt);
	fputs("<h2>Every test</h2>\n<table><tr><th>Test</th><th>Mutants that fail it</th></tr>\n",
		out);
	for (size_t place = 0; place < tests; place++)
		put_test(out, hunt, place);
	fputs("</table></body></html>\n", out);
	return fflush(out) || ferror(out) ? -EIO : 0;
}
