/* SPDX-License-Identifier: MIT */
#include "conformance/mutants/hunt.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "conformance/mutants/unproven.h"
#include "conformance/runner/run.h"
#include "conformance/runner/transport_bench.h"
#include "conformance/suites/suites.h"

struct party { /* seen by all processes of a hunt */
	size_t next;
	struct catch catches[];
};

static const char *word(const struct catch *caught)
{
	if (caught->is_caught)
		return "caught";
	return caught->fail_count ? "ASTRAY" : "MISSED";
}

static void tell(FILE *out, const struct catch *caught, const struct run *run)
{
	const struct mutant *mutant = caught->mutant;

	fprintf(out, "%-6s %-26s %-10s %3u tests fail, %s\n", word(caught), mutant->name,
		mutant->medium ? mutant->medium : "-", caught->fail_count, mutant->caught_by);
	if (run->problem)
		fprintf(out, "       %s\n", run->problem);
	for (size_t i = 0; i < run->result_count; i++) {
		const struct result *result = &run->results[i];
		const bool is_named = strcmp(result->test->id, mutant->caught_by) == 0;
		if (caught->is_caught && !is_named && result->verdict == VERDICT_FAIL)
			fprintf(out, "       also %s\n", result->test->id);
		if (!caught->is_caught && (is_named || result->verdict == VERDICT_FAIL))
			fprintf(out, "       %s %s: %s\n", verdict_name(result->verdict),
				result->test->id, result->reason);
	}
}

/* At once, so that processes do not talk into each other's lines. */
static void tell_whole(FILE *out, const struct catch *caught, const struct run *run)
{
	char *text = NULL;
	size_t bytes = 0;
	FILE *whole = open_memstream(&text, &bytes);

	if (!whole)
		return;
	tell(whole, caught, run);
	fclose(whole);
	fwrite(text, 1, bytes, out);
	fflush(out);
	free(text);
}

const struct test *hunt_test(size_t place)
{
	size_t suite_count;
	const struct suite *const *suites = suites_all(&suite_count);

	for (size_t i = 0; i < suite_count; i++) {
		if (place < suites[i]->test_count)
			return &suites[i]->tests[place];
		place -= suites[i]->test_count;
	}
	return NULL;
}

/* The place of @test among all tests of all suites. */
static size_t place_of(const struct test *test)
{
	size_t place = 0;

	for (const struct test *at; (at = hunt_test(place)); place++)
		if (at == test)
			return place;
	return HUNT_TESTS_MAX;
}

static void note(struct catch *caught, const struct run *run)
{
	for (size_t i = 0; i < run->result_count; i++) {
		const struct result *result = &run->results[i];
		const size_t place = place_of(result->test);
		if (result->verdict != VERDICT_FAIL)
			continue;
		caught->fail_count++;
		if (place < HUNT_TESTS_MAX)
			caught->fails[place] = true;
		if (strcmp(result->test->id, caught->mutant->caught_by) == 0)
			caught->is_caught = true;
	}
	caught->is_done = true;
}

static void hunt_one(const struct hunt_options *options, struct catch *caught)
{
	const struct mutant *mutant = caught->mutant;
	struct transport_choice choice = { .drive = options->drive, .medium = mutant->medium };
	const struct bench healthy = transport_bench(&choice);
	const struct mutant_choice broken = { .healthy = &healthy, .mutant = mutant };
	const struct bench bench = mutant_bench(&broken);
	const struct run_options run_options = {
		.pattern = options->whole_suite ? NULL : mutant->caught_by,
		.allowed = EFFECT_CLOSES,
		.prepare = suites_prepare,
		.seed = 1,
	};
	size_t suite_count;
	const struct suite *const *suites = suites_all(&suite_count);
	struct run run;
	const int error = run_suites(&bench, suites, suite_count, &run_options, &run);

	if (!error)
		note(caught, &run);
	if (options->whole_suite || !caught->is_caught)
		tell_whole(options->out, caught, &run);
	run_free(&run);
}

static bool is_of_shard(const struct hunt_options *options, size_t number)
{
	return !options->shard_count || number % options->shard_count + 1 == options->shard;
}

static void hunt_some(const struct hunt_options *options, struct party *party, size_t count)
{
	size_t number;

	while ((number = __atomic_fetch_add(&party->next, 1, __ATOMIC_RELAXED)) < count)
		if (is_of_shard(options, number))
			hunt_one(options, &party->catches[number]);
}

static int hunt_in_processes(const struct hunt_options *options, struct party *party, size_t count)
{
	unsigned started = 0;
	int status;

	fflush(NULL);
	for (unsigned i = 0; i < options->jobs; i++) {
		const pid_t process = fork();
		if (process == 0) {
			hunt_some(options, party, count);
			exit(0);
		}
		started += process > 0;
	}
	for (unsigned i = 0; i < started; i++)
		while (wait(&status) < 0 && errno == EINTR)
			;
	return started ? 0 : -EAGAIN;
}

static void count_one(void *context, const struct mutant *mutant)
{
	size_t *count = context;

	(void)mutant;
	++*count;
}

static void take(void *context, const struct mutant *mutant)
{
	struct catch **next = context;

	(*next)++->mutant = mutant;
}

static void sum_up(struct hunt *hunt, const struct hunt_options *options)
{
	for (size_t i = 0; i < hunt->catch_count; i++) {
		const struct catch *caught = &hunt->catches[i];
		if (!is_of_shard(options, i))
			continue;
		hunt->mutants++;
		if (caught->is_caught)
			hunt->caught++;
		else if (caught->fail_count)
			hunt->caught_by_another++;
		else
			hunt->missed++;
	}
}

int hunt_all(const struct hunt_options *options, struct hunt *ret_hunt)
{
	size_t count = 0, bytes;
	struct catch *first;
	struct party *party;
	int error = 0;

	*ret_hunt = (struct hunt) { .whole_suite = options->whole_suite, .drive = options->drive };
	mutants_each(count_one, &count);
	bytes = sizeof *party + count * sizeof *first;
	party = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (party == MAP_FAILED)
		return -ENOMEM;
	first = party->catches;
	mutants_each(take, &first);
	if (options->jobs > 1)
		error = hunt_in_processes(options, party, count);
	else
		hunt_some(options, party, count);
	ret_hunt->catches = calloc(count, sizeof *first);
	if (ret_hunt->catches) {
		memcpy(ret_hunt->catches, party->catches, count * sizeof *first);
		ret_hunt->catch_count = count;
		sum_up(ret_hunt, options);
	}
	munmap(party, bytes);
	return ret_hunt->catches ? error : -ENOMEM;
}

void hunt_free(struct hunt *hunt)
{
	free(hunt->catches);
	*hunt = (struct hunt) { 0 };
}

bool hunt_is_proven(const struct hunt *hunt, size_t place)
{
	for (size_t i = 0; i < hunt->catch_count; i++)
		if (hunt->catches[i].fails[place])
			return true;
	return false;
}

size_t hunt_tell_unproven(const struct hunt *hunt, FILE *out)
{
	const struct test *test;
	size_t bad = 0;

	for (size_t place = 0; place < HUNT_TESTS_MAX && (test = hunt_test(place)); place++) {
		const char *reason = unproven_reason(test->id);
		const bool is_proven = hunt_is_proven(hunt, place);
		if (!is_proven)
			fprintf(out, "no mutant fails %s: %s\n", test->id,
				reason ? reason : "NO REASON IS KNOWN");
		if (is_proven && reason)
			fprintf(out, "a mutant fails %s: its reason has to go\n", test->id);
		bad += is_proven == (reason != NULL);
	}
	return bad;
}
