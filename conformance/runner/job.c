/* SPDX-License-Identifier: MIT */
#include "conformance/runner/job.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "conformance/runner/applies.h"
#include "conformance/runner/worker.h"

#define SETTLE_SECONDS 60u

/* FNV-1a over the identity, so that a test's numbers do not depend on which others are chosen. */
static uint64_t seed_of(uint64_t run_seed, const char *id)
{
	uint64_t hash = 0xcbf29ce484222325u ^ run_seed;

	for (; *id; id++)
		hash = (hash ^ (uint8_t)*id) * 0x100000001b3u;
	return hash;
}

static enum readiness readiness_for(
	const struct bench *bench, const struct test *test, run_prepare *prepare)
{
	if (test && test->needs & NEEDS_POWER_ON)
		return READINESS_OPENED;
	if (!prepare || (test && test->needs & NEEDS_UNFORMATTED))
		return READINESS_SETTLED;
	/* where that is done once for many */
	if (test && test->needs & NEEDS_WRITTEN && bench->is_memory)
		return READINESS_WRITTEN;
	return READINESS_PREPARED;
}

struct job job_begin(struct worker *worker, const struct bench *bench, const struct test *test,
	uint64_t seed, run_prepare *prepare)
{
	const uint64_t own_seed = test ? seed_of(seed, test->id) : seed;

	outcome_begin(&worker->outcome);
	memset(&worker->facts, 0, sizeof worker->facts);
	worker->steps = 0;
	worker->outcome.verdict = VERDICT_ERROR;
	return (struct job) {
		.judge = { .outcome = &worker->outcome,
			.test = test,
			.seed = own_seed,
			.random_state = own_seed,
			.steps = &worker->steps,
			.left_out = worker->left_out,
			.steps_max = WORKER_STEPS_MAX },
		.worker = worker,
		.bench = bench,
		.seed = seed,
		.prepare = prepare,
		.readiness = readiness_for(bench, test, prepare),
		.output = -1,
	};
}

static void put_back(struct device *device, const uint8_t *cdb)
{
	const struct device_command command = {
		.cdb = cdb,
		.cdb_bytes = 6,
		.timeout_ms = 60000,
	};
	struct device_answer answer;

	device->operations->execute(device, &command, &answer);
}

/* A test that ended in the middle may have left a drive locked or open: the next one needs it. */
static void leave_usable(struct device *device, enum test_effect effect)
{
	static const uint8_t allow_removal[] = { 0x1e, 0, 0, 0, 0x00, 0 };
	static const uint8_t load[] = { 0x1b, 0, 0, 0, 0x03, 0 };

	if (effect >= EFFECT_SETTINGS)
		put_back(device, allow_removal);
	if (effect == EFFECT_TRAY)
		put_back(device, load);
}

/* What cmocka prints goes to a file of its own; the outcome has what counts. */
static int catch_output(void)
{
	const int file = memfd_create("output", MFD_CLOEXEC);

	fflush(stdout);
	fflush(stderr);
	if (file >= 0) {
		dup2(file, STDOUT_FILENO);
		dup2(file, STDERR_FILENO);
	}
	return file;
}

static void forget_output(int file)
{
	if (file >= 0 && ftruncate(file, 0) == 0)
		lseek(file, 0, SEEK_SET);
}

/* A failure that did not come through must_*: cmocka's own assertion or its signal handler. */
static void reason_from_output(struct outcome *outcome, int output)
{
	FILE *file = fdopen(dup(output), "r");
	char line[512];
	size_t used = 0;

	outcome->verdict = VERDICT_FAIL;
	snprintf(outcome->reason, sizeof outcome->reason, "the test body failed");
	if (!file)
		return;
	rewind(file);
	while (fgets(line, sizeof line, file)) {
		const char *said = strstr(line, "] --- ");
		if (said && used < sizeof outcome->reason)
			used += (size_t)snprintf(outcome->reason + used,
				sizeof outcome->reason - used, "%s", said + strlen("] --- "));
	}
	fclose(file);
}

static void run_in_cmocka(struct job *job, void (*part)(void **state))
{
	struct outcome *outcome = &job->worker->outcome;
	const struct CMUnitTest test = {
		.name = job->judge.test ? job->judge.test->id : "probe",
		.test_func = part,
		.initial_state = job,
	};
	int failed;

	forget_output(job->output);
	cmocka_set_message_output(CM_OUTPUT_STDOUT);
	outcome->verdict = VERDICT_COUNT; /* undecided */
	failed = _cmocka_run_group_tests("conformance", &test, 1, NULL, NULL);
	fflush(stdout);
	fflush(stderr);
	if (outcome->verdict != VERDICT_COUNT)
		return;
	outcome->verdict = VERDICT_PASS;
	if (failed)
		reason_from_output(outcome, job->output);
}

bool job_open(struct job *job)
{
	struct judge *judge = &job->judge;
	char problem[512] = "";
	int error;

	job->output = catch_output();
	error = job->bench->open(job->bench, job->seed, &judge->device, problem, sizeof problem);
	if (error) {
		judge->outcome->verdict = VERDICT_ERROR;
		snprintf(judge->outcome->reason, sizeof judge->outcome->reason,
			"cannot open the device: %s", problem[0] ? problem : strerror(-error));
	}
	return !error;
}

static void make_ready(void **state)
{
	struct job *job = *state;
	struct judge *judge = &job->judge;

	judge_settle(judge, SETTLE_SECONDS);
	facts_probe(judge, &judge->facts);
	if (job->readiness >= READINESS_PREPARED) {
		const unsigned commands = judge->outcome->commands;
		judge->allowed = EFFECT_CLOSES;
		job->prepare(judge, READINESS_PREPARED);
		if (judge->outcome->commands > commands) /* else it found nothing to be done */
			facts_probe(judge, &judge->facts);
	}
	if (job->readiness >= READINESS_WRITTEN)
		job->prepare(judge, READINESS_WRITTEN);
}

bool job_make_ready(struct job *job)
{
	judge_note(&job->judge, "%s, seed %llu", job->bench->description,
		(unsigned long long)job->seed);
	job->worker->outcome.verdict = VERDICT_PASS;
	if (job->readiness > READINESS_OPENED)
		run_in_cmocka(job, make_ready);
	job->worker->facts = job->judge.facts;
	return job->worker->outcome.verdict == VERDICT_PASS;
}

static void judge_it(void **state)
{
	struct job *job = *state;
	struct judge *judge = &job->judge;
	const char *reason = NULL;

	if (job->is_interrupted)
		judge_settle(judge, SETTLE_SECONDS);
	if (job->readiness > READINESS_OPENED) {
		reason = applies(judge->test, &judge->facts);
		if (reason)
			judge_skip(judge, "%s", reason);
		judge->outcome->commands = 0;
		judge->outcome->effect = EFFECT_NONE;
		judge->opened_ns += judge->clock_ns;
		judge->outcome->device_ns = judge->clock_ns = 0;
		judge_note(judge, "the test begins");
	}
	judge->allowed = judge->test->effect;
	judge->test->run(judge);
}

void job_judge(struct job *job)
{
	run_in_cmocka(job, judge_it);
}

void job_close(struct job *job)
{
	struct judge *judge = &job->judge;

	judge_free_all(judge);
	free(judge->written.data);
	judge->written.data = NULL;
	if (judge->record)
		fclose(judge->record);
	judge->record = NULL;
	if (judge->device && judge->test && !job->bench->is_fresh)
		leave_usable(judge->device, judge->test->effect);
	if (judge->device)
		judge->device->operations->close(judge->device);
	judge->device = NULL;
	if (job->output >= 0)
		close(job->output);
	job->output = -1;
}
