/* SPDX-License-Identifier: MIT */
#include "conformance/mutants/hunt.h"

#include <jansson.h>
#include <string.h>

#include "conformance/runner/run.h"
#include "conformance/runner/transport_bench.h"
#include "conformance/suites/suites.h"

static void count(struct hunt *hunt, bool by_named, size_t failed)
{
	hunt->mutants++;
	if (by_named)
		hunt->caught++;
	else if (failed > 0)
		hunt->caught_by_another++;
	else
		hunt->missed++;
}

static const char *word(bool by_named, size_t failed)
{
	if (by_named)
		return "caught";
	return failed ? "ASTRAY" : "MISSED";
}

static void tell(FILE *out, const struct mutant *mutant, const struct run *run, bool by_named)
{
	const size_t failed = run->counts[VERDICT_FAIL];

	fprintf(out, "%-6s %-26s %-10s %3zu tests fail, %s\n", word(by_named, failed), mutant->name,
		mutant->medium ? mutant->medium : "-", failed, mutant->caught_by);
	if (run->problem)
		fprintf(out, "       %s\n", run->problem);
	for (size_t i = 0; i < run->result_count; i++) {
		const struct result *result = &run->results[i];
		const bool is_named = strcmp(result->test->id, mutant->caught_by) == 0;
		if (by_named && !is_named && result->verdict == VERDICT_FAIL)
			fprintf(out, "       also %s\n", result->test->id);
		if (!by_named && (is_named || result->verdict == VERDICT_FAIL))
			fprintf(out, "       %s %s: %s\n", verdict_name(result->verdict),
				result->test->id, result->reason);
	}
}

static void note_row(
	FILE *matrix, const struct mutant *mutant, const struct run *run, bool by_named)
{
	json_t *failed = json_array(), *row;

	for (size_t i = 0; i < run->result_count; i++)
		if (run->results[i].verdict == VERDICT_FAIL)
			json_array_append_new(failed, json_string(run->results[i].test->id));
	row = json_pack("{s:s, s:s, s:s, s:s, s:b, s:o}", "mutant", mutant->name, "what",
		mutant->what, "medium", mutant->medium ? mutant->medium : "none", "caught_by",
		mutant->caught_by, "is_caught", by_named, "failed", failed);
	json_dumpf(row, matrix, JSON_COMPACT | JSON_PRESERVE_ORDER);
	json_decref(row);
	fputc('\n', matrix);
	fflush(matrix);
}

/* The place of @test among all tests of all suites. */
static size_t place_of(const struct test *test)
{
	size_t suite_count, place = 0;
	const struct suite *const *suites = suites_all(&suite_count);

	for (size_t i = 0; i < suite_count; i++)
		for (size_t k = 0; k < suites[i]->test_count; k++, place++)
			if (&suites[i]->tests[k] == test)
				return place;
	return HUNT_TESTS_MAX;
}

static void note_proven(struct hunt *hunt, const struct run *run)
{
	for (size_t i = 0; i < run->result_count; i++) {
		const size_t place = place_of(run->results[i].test);
		if (run->results[i].verdict == VERDICT_FAIL && place < HUNT_TESTS_MAX)
			hunt->proven[place] = true;
	}
}

size_t hunt_tell_unproven(const struct hunt *hunt, FILE *out)
{
	size_t suite_count, place = 0, unproven = 0;
	const struct suite *const *suites = suites_all(&suite_count);

	for (size_t i = 0; i < suite_count; i++)
		for (size_t k = 0; k < suites[i]->test_count; k++, place++)
			if (place < HUNT_TESTS_MAX && !hunt->proven[place]) {
				fprintf(out, "no mutant fails %s\n", suites[i]->tests[k].id);
				unproven++;
			}
	return unproven;
}

bool hunt_one(const struct mutant *mutant, const char *drive, bool whole_suite, FILE *out,
	struct hunt *hunt)
{
	struct transport_choice choice = { .drive = drive, .medium = mutant->medium };
	const struct bench healthy = transport_bench(&choice);
	const struct mutant_choice broken = { .healthy = &healthy, .mutant = mutant };
	const struct bench bench = mutant_bench(&broken);
	const struct run_options options = {
		.pattern = whole_suite ? NULL : mutant->caught_by,
		.allowed = EFFECT_CLOSES,
		.prepare = suites_prepare,
		.seed = 1,
	};
	size_t suite_count;
	const struct suite *const *suites = suites_all(&suite_count);
	struct run run;
	bool by_named = false;
	const int error = run_suites(&bench, suites, suite_count, &options, &run);

	for (size_t i = 0; !error && i < run.result_count; i++)
		if (strcmp(run.results[i].test->id, mutant->caught_by) == 0)
			by_named = run.results[i].verdict == VERDICT_FAIL;
	count(hunt, by_named, run.counts[VERDICT_FAIL]);
	note_proven(hunt, &run);
	if (hunt->matrix)
		note_row(hunt->matrix, mutant, &run, by_named);
	if (whole_suite || !by_named)
		tell(out, mutant, &run, by_named);
	run_free(&run);
	return by_named;
}

struct party {
	const char *drive;
	bool whole_suite, all_caught;
	FILE *out;
	struct hunt hunt;
};

static void visit(void *context, const struct mutant *mutant)
{
	struct party *party = context;

	if (!hunt_one(mutant, party->drive, party->whole_suite, party->out, &party->hunt))
		party->all_caught = false;
}

bool hunt_all(const char *drive, bool whole_suite, FILE *out, FILE *matrix, struct hunt *ret_hunt)
{
	struct party party = { .drive = drive,
		.whole_suite = whole_suite,
		.all_caught = true,
		.out = out,
		.hunt = { .matrix = matrix } };

	mutants_each(visit, &party);
	*ret_hunt = party.hunt;
	return party.all_caught;
}
