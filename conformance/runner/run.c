/* SPDX-License-Identifier: MIT */
#include "conformance/runner/run.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "conformance/runner/applies.h"
#include "conformance/runner/shrink.h"
#include "conformance/runner/waivers.h"
#include "conformance/runner/worker.h"

static uint64_t wall_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

/* May the requirement hold for a medium of @profile? */
static bool is_of_profile(const struct test *test, uint16_t profile)
{
	const struct facts facts = { .profile = profile };

	if (test->profile && test->profile != profile)
		return false;
	if (test->needs & NEEDS_CD && !facts_is_cd(&facts))
		return false;
	if (test->needs & NEEDS_NOT_CD && facts_is_cd(&facts))
		return false;
	if (test->needs & NEEDS_DVD_PLUS_R && profile != 0x001b)
		return false;
	return !(test->needs & NEEDS_NO_MEDIUM);
}

bool run_selects(const struct run_options *options, const struct test *test)
{
	if (options->levels && !(options->levels & 1u << test->level))
		return false;
	if (options->profile && !is_of_profile(test, options->profile))
		return false;
	if (options->clause_pattern && fnmatch(options->clause_pattern, test->clause, 0) != 0)
		return false;
	return !options->pattern || fnmatch(options->pattern, test->id, 0) == 0;
}

static char *copy(const char *text)
{
	char *copied = strdup(text);

	if (!copied)
		abort();
	return copied;
}

static void apply_waiver(
	struct run *run, struct outcome *outcome, const struct run_options *options, const char *id)
{
	const struct waiver *waiver = waivers_find(options->waivers, id, run->facts.profile);
	const size_t used = strlen(outcome->reason);

	if (!waiver)
		return;
	if (outcome->verdict == VERDICT_PASS)
		run->stale_waivers++;
	if (outcome->verdict == VERDICT_PASS)
		snprintf(outcome->reason, sizeof outcome->reason,
			"passes, but is waived by %s: take the waiver away", waiver->by);
	if (outcome->verdict != VERDICT_FAIL)
		return;
	outcome->verdict = VERDICT_WAIVED;
	snprintf(outcome->waived_by, sizeof outcome->waived_by, "%s", waiver->by);
	snprintf(outcome->reason + used, sizeof outcome->reason - used, " (waived: %s)",
		waiver->reason);
}

static const char *effect_reason(enum test_effect effect)
{
	switch (effect) {
	case EFFECT_TRAY:
		return "moves the tray, which was not allowed";
	case EFFECT_WRITES:
		return "writes to the medium, which was not allowed";
	case EFFECT_CLOSES:
		return "uses the medium up, which was not allowed";
	case EFFECT_NONE:
	case EFFECT_SETTINGS:
	case EFFECT_NEVER:
		break;
	}
	return "changes settings, which was not allowed";
}

static bool is_allowed(const struct run_options *options, enum test_effect effect)
{
	return effect <= options->allowed && !(effect == EFFECT_TRAY && options->keep_tray);
}

static run_prepare *prepare_of(const struct run_options *options)
{
	return options->allowed >= EFFECT_CLOSES ? options->prepare : NULL;
}

/*
 * Why @test need not be tried, or NULL. Each device of a fresh bench, and each disc that a loader puts in, claims what
 * the one claimed that was probed, so no process and no disc are spent on what does not apply.
 */
static const char *reason_to_skip(const struct run *run, const struct bench *bench,
	const struct run_options *options, const struct test *test)
{
	const char *reason = applies_on(test, bench);

	if (!is_allowed(options, test->effect))
		return effect_reason(test->effect);
	if (reason)
		return reason;
	if (!(bench->is_fresh || options->loader) || test->needs & NEEDS_POWER_ON)
		return NULL;
	return applies(
		test, test->needs & NEEDS_UNFORMATTED ? &run->facts_before_prepare : &run->facts);
}

/* The whole traffic of a test is kept when it has something to tell. */
static void name_record(
	struct worker *worker, const struct run_options *options, const struct test *test)
{
	worker->record_path[0] = '\0';
	if (options->record_folder)
		snprintf(worker->record_path, sizeof worker->record_path, "%s/%s.record",
			options->record_folder, test->id);
}

static void drop_record(const struct worker *worker)
{
	const enum verdict verdict = worker->outcome.verdict;

	if (worker->record_path[0] && (verdict == VERDICT_PASS || verdict == VERDICT_SKIP))
		unlink(worker->record_path);
}

/* A disc that others wrote to, or that was prepared for them, is not as it came. */
static bool needs_new_disc(
	const struct run *run, const struct run_options *options, const struct test *test)
{
	return options->loader && (run->disc_is_used || test->needs & NEEDS_UNFORMATTED);
}

/* Returns false when the loader failed: the outcome says so. */
static bool load_disc(struct run *run, const struct run_options *options, struct outcome *outcome)
{
	char problem[400];

	run->disc_is_used = false;
	if (options->loader->load(options->loader, problem, sizeof problem) == 0)
		return true;
	outcome_begin(outcome);
	outcome->verdict = VERDICT_ERROR;
	snprintf(outcome->reason, sizeof outcome->reason, "the loader failed: %s", problem);
	return false;
}

/* One that found out in its middle that it does not apply may have left anything. */
static bool has_used_disc(const struct outcome *outcome, const struct test *test)
{
	return (outcome->verdict == VERDICT_SKIP ? outcome->effect : test->effect) >= EFFECT_WRITES;
}

static int run_test(struct run *run, struct worker *worker, const struct bench *bench,
	const struct run_options *options, const struct test *test)
{
	struct outcome *outcome = &worker->outcome;
	int error;

	if (needs_new_disc(run, options, test)) {
		copies_end_shared(&worker->copies); /* they know the disc before */
		if (!load_disc(run, options, outcome))
			return 0;
	}
	memset(worker->left_out, 0, sizeof worker->left_out);
	name_record(worker, options, test);
	worker->may_share = !options->keep_apart && !options->record_folder;
	error = worker_run(worker, bench, test, options->seed, prepare_of(options));
	worker->may_share = false;
	if (!error && outcome->verdict == VERDICT_FAIL && worker->steps && bench->is_fresh)
		error = shrink(worker, bench, test, options->seed, prepare_of(options));
	drop_record(worker);
	if (has_used_disc(outcome, test))
		run->disc_is_used = true;
	return error;
}

static int judge_test(struct run *run, struct worker *worker, const struct bench *bench,
	const struct run_options *options, struct result *result)
{
	struct outcome *outcome = &worker->outcome;
	const uint64_t began_ns = wall_ns();
	const char *skip = reason_to_skip(run, bench, options, result->test);
	int error = 0;

	if (skip) {
		outcome_begin(outcome);
		outcome->verdict = VERDICT_SKIP;
		snprintf(outcome->reason, sizeof outcome->reason, "%s", skip);
	} else {
		error = run_test(run, worker, bench, options, result->test);
	}
	apply_waiver(run, outcome, options, result->test->id);
	result->verdict = outcome->verdict;
	result->reason = copy(outcome->reason);
	result->where = copy(outcome->where);
	result->waived_by = copy(outcome->waived_by);
	result->trace = copy(outcome->trace);
	result->trace_is_cut = outcome->trace_is_cut;
	result->commands = outcome->commands;
	result->device_ns = outcome->device_ns;
	result->wall_ns = wall_ns() - began_ns;
	run->counts[result->verdict]++;
	return error;
}

static size_t count_tests(const struct suite *const *suites, size_t suite_count)
{
	size_t count = 0;

	for (size_t i = 0; i < suite_count; i++)
		count += suites[i]->test_count;
	return count;
}

static int judge_suite(struct run *run, struct worker *worker, const struct bench *bench,
	const struct run_options *options, const struct suite *suite)
{
	for (size_t i = 0; i < suite->test_count; i++) {
		struct result *result = &run->results[run->result_count];
		int error;
		if (!run_selects(options, &suite->tests[i]))
			continue;
		if (options->shard_count &&
			run->chosen++ % options->shard_count + 1 != options->shard)
			continue;
		result->test = &suite->tests[i];
		result->suite = suite;
		error = judge_test(run, worker, bench, options, result);
		run->result_count++;
		if (error)
			return error;
		if (options->progress)
			options->progress(options->progress_context, result);
	}
	return 0;
}

/* What the drive claims, as the medium came and as it is prepared for use. */
static int probe(struct run *run, struct worker *worker, const struct bench *bench,
	const struct run_options *options)
{
	int error = worker_run(worker, bench, NULL, options->seed, NULL);

	run->facts_before_prepare = worker->facts;
	if (!error && prepare_of(options))
		error = worker_run(worker, bench, NULL, options->seed, prepare_of(options));
	if (!error && worker->outcome.verdict != VERDICT_PASS)
		run->problem = copy(worker->outcome.reason);
	run->facts = worker->facts;
	return error;
}

int run_suites(const struct bench *bench, const struct suite *const *suites, size_t suite_count,
	const struct run_options *options, struct run *ret_run)
{
	const uint64_t began_ns = wall_ns();
	struct worker *worker = worker_create();
	int error = worker ? 0 : -ENOMEM;

	*ret_run = (struct run) { .seed = options->seed, .description = bench->description };
	for (size_t i = 0; options->waivers && i < options->waivers->count; i++)
		ret_run->expired_waivers += options->waivers->list[i].is_expired;
	ret_run->results = calloc(count_tests(suites, suite_count) + 1, sizeof(struct result));
	if (!ret_run->results)
		error = -ENOMEM;
	if (!error && options->loader && !load_disc(ret_run, options, &worker->outcome))
		ret_run->problem = copy(worker->outcome.reason);
	if (!error && !ret_run->problem)
		error = probe(ret_run, worker, bench, options);
	for (size_t i = 0; !error && !ret_run->problem && i < suite_count; i++)
		error = judge_suite(ret_run, worker, bench, options, suites[i]);
	worker_free(worker);
	ret_run->wall_ns = wall_ns() - began_ns;
	return error;
}

void run_free(struct run *run)
{
	for (size_t i = 0; i < run->result_count; i++) {
		free(run->results[i].reason);
		free(run->results[i].where);
		free(run->results[i].waived_by);
		free(run->results[i].trace);
	}
	free(run->results);
	free(run->problem);
	*run = (struct run) { 0 };
}

bool run_is_clean(const struct run *run)
{
	return !run->problem && run->counts[VERDICT_PASS] > 0 && run->counts[VERDICT_FAIL] == 0 &&
	       run->counts[VERDICT_ERROR] == 0 && run->stale_waivers == 0 &&
	       run->expired_waivers == 0;
}
