/* SPDX-License-Identifier: MIT */
/* report_html.c: one page that needs nothing else, to be sent to a colleague or a customer. */
#include <errno.h>
#include <string.h>

#include "conformance/runner/markup.h"
#include "conformance/runner/report.h"
#include "conformance/runner/speed_graph.h"

static const char style[] =
	"body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:1100px;padding:1.5em;"
	"color:#1c2430;background:#fff}"
	"h1{font-size:1.6em;margin:0}h2{font-size:1.2em;margin:2em 0 .5em}"
	"p.sub{color:#5a6675;margin:.2em 0 1.5em}"
	".tiles{display:flex;gap:.8em;flex-wrap:wrap}"
	".tile{border:1px solid #d8dee6;border-radius:8px;padding:.6em 1.2em;min-width:6em}"
	".tile b{display:block;font-size:1.7em;line-height:1.2}"
	"table{border-collapse:collapse;width:100%;font-size:14px}"
	"th{text-align:left;color:#5a6675;font-weight:600}"
	"td,th{padding:.3em .6em;border-bottom:1px solid #e6eaf0;vertical-align:top}"
	"td.n,th.n{text-align:right}"
	".v{display:inline-block;min-width:4.2em;text-align:center;border-radius:4px;"
	"font-weight:600;font-size:12px;padding:.1em .4em}"
	".pass{background:#dff3e4;color:#17632f}.fail,.error{background:#fbdcdc;color:#8f1d1d}"
	".skip,.none{background:#eceff3;color:#5a6675}.waived{background:#fff0cc;color:#7a5400}"
	"code,pre{font:12.5px/1.45 ui-monospace,monospace}"
	"pre{background:#f5f7fa;border:1px solid #e0e5ec;border-radius:6px;padding:.8em;"
	"overflow-x:auto}"
	".id{font-family:ui-monospace,monospace;font-size:13px}"
	".why{color:#5a6675;font-size:13px}details{margin:.3em 0}summary{cursor:pointer}"
	".grid{display:grid;grid-template-columns:1fr 1fr;gap:2em}"
	"@media(max-width:800px){.grid{grid-template-columns:1fr}}"
	"@media(prefers-color-scheme:dark){body{background:#14181d;color:#dfe5ec}"
	"pre{background:#1b2128;border-color:#2b333d}td,th{border-color:#2b333d}"
	".tile{border-color:#2b333d}}";

static void put_text(FILE *out, const char *before, const char *text, const char *after)
{
	fputs(before, out);
	markup_escape(out, text);
	fputs(after, out);
}

static void put_tile(FILE *out, const char *word, size_t count, const char *class)
{
	fprintf(out, "<div class=\"tile\"><b>%zu</b><span class=\"v %s\">%s</span></div>\n", count,
		count ? class : "none", word);
}

static void put_head(FILE *out, const struct run *run)
{
	const struct facts *f = &run->facts;

	fputs("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
	      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
	      "<title>Conformance report</title><style>",
		out);
	fputs(style, out);
	fputs("</style></head><body>\n<h1>", out);
	put_text(out, "", f->vendor[0] ? f->vendor : "Conformance report", " ");
	put_text(out, "", f->product, " ");
	put_text(out, "", f->revision, "</h1>\n");
	put_text(out, "<p class=\"sub\">", run->description, "");
	if (f->profile)
		put_text(out, ", medium: ", facts_profile_name(f->profile), "");
	fprintf(out, ", seed %llu, judged in %.1f s against MMC-6</p>\n",
		(unsigned long long)run->seed, (double)run->wall_ns / 1e9);
	if (run->problem)
		put_text(out, "<p><b>Nothing was judged:</b> ", run->problem, "</p>\n");
	fputs("<div class=\"tiles\">", out);
	put_tile(out, "passed", run->counts[VERDICT_PASS], "pass");
	put_tile(out, "failed", run->counts[VERDICT_FAIL], "fail");
	put_tile(out, "skipped", run->counts[VERDICT_SKIP], "skip");
	put_tile(out, "waived", run->counts[VERDICT_WAIVED], "waived");
	put_tile(out, "errors", run->counts[VERDICT_ERROR], "error");
	fputs("</div>\n", out);
}

static bool is_bad(const struct result *result)
{
	return result->verdict == VERDICT_FAIL || result->verdict == VERDICT_ERROR ||
	       result->verdict == VERDICT_WAIVED;
}

static void put_failures(FILE *out, const struct run *run)
{
	bool began = false;

	for (size_t i = 0; i < run->result_count; i++) {
		const struct result *result = &run->results[i];
		if (!is_bad(result))
			continue;
		if (!began)
			fputs("<h2>What does not hold</h2>\n", out);
		began = true;
		fprintf(out, "<details open id=\"%s\"><summary><span class=\"v %s\">%s</span> ",
			result->test->id, verdict_name(result->verdict),
			verdict_name(result->verdict));
		put_text(out, "<span class=\"id\">", result->test->id, "</span></summary>\n");
		put_text(out, "<p>Required: ", result->test->text, "");
		put_text(out, " <span class=\"why\">(", result->test->clause, ")</span><br>");
		put_text(out, "Found: <b>", result->reason, "</b>");
		put_text(out, result->where[0] ? " <span class=\"why\">at " : "<span>",
			result->where, "</span></p>\n");
		put_text(out, "<pre>", result->trace, "</pre></details>\n");
	}
}

/* Counts of one suite as a row. */
static void put_area(FILE *out, const struct run *run, const struct suite *suite)
{
	size_t counts[VERDICT_COUNT] = { 0 };

	for (size_t i = 0; i < run->result_count; i++)
		if (run->results[i].suite == suite)
			counts[run->results[i].verdict]++;
	put_text(out, "<tr><td>", suite->title, "</td>");
	for (size_t v = 0; v < VERDICT_COUNT; v++)
		fprintf(out, counts[v] ? "<td class=\"n\">%zu</td>" : "<td class=\"n\"></td>",
			counts[v]);
	fputs("</tr>\n", out);
}

static void put_areas(FILE *out, const struct run *run)
{
	const struct suite *suite = NULL;

	fputs("<h2>By area</h2>\n<table><tr><th>Area</th><th class=\"n\">pass</th>"
	      "<th class=\"n\">fail</th><th class=\"n\">skip</th><th class=\"n\">waived</th>"
	      "<th class=\"n\">error</th></tr>\n",
		out);
	for (size_t i = 0; i < run->result_count; i++) {
		if (run->results[i].suite != suite)
			put_area(out, run, run->results[i].suite);
		suite = run->results[i].suite;
	}
	fputs("</table>\n", out);
}

static void put_result(FILE *out, const struct result *result)
{
	const char *name = verdict_name(result->verdict);

	fprintf(out, "<tr><td><span class=\"v %s\">%s</span></td><td>", name, name);
	if (is_bad(result))
		fprintf(out, "<a class=\"id\" href=\"#%s\">%s</a>", result->test->id,
			result->test->id);
	else
		fprintf(out, "<span class=\"id\">%s</span>", result->test->id);
	put_text(out, "<br><span class=\"why\">", result->test->text, "");
	if (result->verdict == VERDICT_SKIP)
		put_text(out, " <b>Skipped: ", result->reason, "</b>");
	put_text(out, "</span></td><td class=\"why\">", result->test->clause, "</td>");
	fprintf(out, "<td class=\"why\">%s</td><td class=\"n why\">%u</td></tr>\n",
		report_level(result->test->level), result->commands);
}

static void put_results(FILE *out, const struct run *run)
{
	const struct suite *suite = NULL;

	fputs("<h2>Every requirement</h2>\n", out);
	for (size_t i = 0; i < run->result_count; i++) {
		const struct result *result = &run->results[i];
		if (result->suite != suite) {
			fputs(suite ? "</table></details>\n" : "", out);
			suite = result->suite;
			put_text(out, "<details open><summary><b>", suite->title, "</b></summary>");
			fputs("<table><tr><th></th><th>Requirement</th><th>Clause</th>"
			      "<th>Level</th><th class=\"n\">Commands</th></tr>\n",
				out);
		}
		put_result(out, result);
	}
	fputs(suite ? "</table></details>\n" : "", out);
}

static void put_profiles(FILE *out, const struct facts *facts)
{
	fputs("<table><tr><th>Profile</th><th></th></tr>\n", out);
	for (unsigned i = 0; i < facts->profile_count; i++) {
		fprintf(out, "<tr><td><code>%04Xh</code> ", (unsigned)facts->profiles[i].code);
		put_text(out, "", facts_profile_name(facts->profiles[i].code), "</td>");
		fprintf(out, "<td>%s</td></tr>\n",
			facts->profiles[i].is_current ? "<span class=\"v pass\">current</span>"
						      : "");
	}
	fputs("</table>\n", out);
}

static void put_features(FILE *out, const struct facts *facts)
{
	fputs("<table><tr><th>Feature</th><th class=\"n\">Version</th><th></th></tr>\n", out);
	for (unsigned i = 0; i < facts->feature_count; i++) {
		const struct fact_feature *feature = &facts->features[i];
		fprintf(out, "<tr><td><code>%04Xh</code> ", (unsigned)feature->code);
		put_text(out, "", facts_feature_name(feature->code), "</td>");
		fprintf(out, "<td class=\"n\">%u</td><td>%s</td></tr>\n",
			(unsigned)feature->version,
			feature->is_current ? "<span class=\"v pass\">current</span>" : "");
	}
	fputs("</table>\n", out);
}

static void put_drive(FILE *out, const struct run *run)
{
	const struct facts *facts = &run->facts;

	fputs("<h2>Speeds the drive claims for this medium</h2>\n", out);
	speed_graph(out, facts);
	fputs("<h2>The drive</h2>\n", out);
	if (facts->serial[0])
		put_text(out, "<p>Serial number ", facts->serial, "</p>\n");
	if (facts->has_capacity)
		fprintf(out, "<p>READ CAPACITY: last block %u of %u bytes</p>\n", facts->last_lba,
			facts->block_bytes);
	fputs("<div class=\"grid\"><div>", out);
	put_features(out, facts);
	fputs("</div><div>", out);
	put_profiles(out, facts);
	fputs("</div></div>\n", out);
}

int report_html(FILE *out, const struct run *run)
{
	put_head(out, run);
	put_failures(out, run);
	if (run->result_count > 0)
		put_areas(out, run);
	put_drive(out, run);
	put_results(out, run);
	fputs("</body></html>\n", out);
	return fflush(out) || ferror(out) ? -EIO : 0;
}
