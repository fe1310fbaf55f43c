/* SPDX-License-Identifier: MIT */
/* report_json.c: one object per line, so that a reader needs no more memory than one result. */
#include <errno.h>
#include <jansson.h>

#include "conformance/runner/report.h"

static int put_line(FILE *out, json_t *object)
{
	int error;

	if (!object)
		return -ENOMEM;
	error = json_dumpf(object, out, JSON_COMPACT | JSON_PRESERVE_ORDER);
	json_decref(object);
	return error || fputc('\n', out) == EOF ? -EIO : 0;
}

static json_t *run_object(const struct run *run)
{
	const struct facts *facts = &run->facts;

	return json_pack(
		"{s:s, s:s, s:I, s:s?, s:{s:s, s:s, s:s, s:s}, s:i, s:I, s:I, s:I, s:I, s:I}",
		"type", "run", "device", run->description, "seed", (json_int_t)run->seed, "problem",
		run->problem, "drive", "vendor", facts->vendor, "product", facts->product,
		"revision", facts->revision, "serial", facts->serial, "profile",
		(int)facts->profile, "passed", (json_int_t)run->counts[VERDICT_PASS], "failed",
		(json_int_t)run->counts[VERDICT_FAIL], "skipped",
		(json_int_t)run->counts[VERDICT_SKIP], "waived",
		(json_int_t)run->counts[VERDICT_WAIVED], "errors",
		(json_int_t)run->counts[VERDICT_ERROR]);
}

static json_t *result_object(const struct result *result)
{
	const struct test *test = result->test;

	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:i, s:I, s:s}", "type",
		"result", "id", test->id, "verdict", verdict_name(result->verdict), "clause",
		test->clause, "level", report_level(test->level), "effect",
		report_effect(test->effect), "requirement", test->text, "reason", result->reason,
		"commands", (int)result->commands, "device_ns", (json_int_t)result->device_ns,
		"trace",
		result->verdict == VERDICT_FAIL || result->verdict == VERDICT_ERROR ? result->trace
										    : "");
}

int report_json(FILE *out, const struct run *run)
{
	int error = put_line(out, run_object(run));

	for (size_t i = 0; !error && i < run->result_count; i++)
		error = put_line(out, result_object(&run->results[i]));
	return error || fflush(out) ? -EIO : 0;
}
