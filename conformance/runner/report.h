/* SPDX-License-Identifier: MIT */
/*
 * report.h: a run told in the forms that people and machines read. Each writes to @out and returns 0,
 * or -EIO when that failed. They all say the same: skips are skips with their reason, never passes.
 */
#ifndef CONFORMANCE_REPORT_H
#define CONFORMANCE_REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "conformance/runner/run.h"

/* report_line: one result as it comes, for a terminal; failures with their reason. */
void report_line(FILE *out, const struct result *result, bool with_trace);

/* report_summary: "41 passed, 0 failed, 3 skipped: …" with the reasons of skips counted. */
void report_summary(FILE *out, const struct run *run);

/* report_tap: TAP version 14 with YAML diagnostics. */
int report_tap(FILE *out, const struct run *run);

/* report_ktap: KTAP version 1 (docs.kernel.org/dev-tools/ktap.html), one subtest per suite. */
int report_ktap(FILE *out, const struct run *run);

/* report_junit: JUnit XML, one test suite per suite, class name = identity up to its last dot. */
int report_junit(FILE *out, const struct run *run);

/* report_json: one JSON object per line: the run, then each result. */
int report_json(FILE *out, const struct run *run);

/* report_html: one self-contained page: verdicts by area, failures with traces, the drive, speeds. */
int report_html(FILE *out, const struct run *run);

/* report_list: the tests that @pattern selects, with clause, level and effect, one per line. */
void report_list(FILE *out, const struct suite *const *suites, size_t suite_count,
	const struct run_options *options);

/* Words for enumerations, the same in every report. */
const char *report_level(enum test_level level);
const char *report_effect(enum test_effect effect);

#endif
