/* SPDX-License-Identifier: MIT */
#include "conformance/runner/worker.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "conformance/runner/applies.h"
#include "conformance/runner/judge.h"

#define SETTLE_SECONDS 60u

struct worker *worker_create(void)
{
	void *memory = mmap(NULL, sizeof(struct worker), PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return memory == MAP_FAILED ? NULL : memory;
}

void worker_free(struct worker *worker)
{
	if (worker)
		munmap(worker, sizeof *worker);
}

/* FNV-1a over the identity, so that a test's numbers do not depend on which others are chosen. */
static uint64_t seed_of(uint64_t run_seed, const char *id)
{
	uint64_t hash = 0xcbf29ce484222325u ^ run_seed;

	for (; *id; id++)
		hash = (hash ^ (uint8_t)*id) * 0x100000001b3u;
	return hash;
}

/* What the one cmocka test of a worker is given. */
struct job {
	struct judge judge;
	struct worker *worker;
	void (*prepare)(struct judge *judge);
};

/* The body of the one cmocka test that a worker runs. */
static void judge_it(void **state)
{
	struct job *job = *state;
	struct judge *judge = &job->judge;
	const char *reason;

	if (judge->test && judge->test->needs & NEEDS_POWER_ON) {
		judge->test->run(judge);
		return;
	}
	judge_settle(judge, SETTLE_SECONDS);
	facts_probe(judge, &judge->facts);
	if (job->prepare && !(judge->test && judge->test->needs & NEEDS_UNFORMATTED)) {
		judge->allowed = EFFECT_CLOSES;
		job->prepare(judge);
		facts_probe(judge, &judge->facts);
	}
	job->worker->facts = judge->facts;
	if (!judge->test)
		return;
	reason = applies(judge->test, &judge->facts);
	if (reason)
		judge_skip(judge, "%s", reason);
	judge->outcome->commands = 0;
	judge->opened_ns += judge->clock_ns;
	judge->outcome->device_ns = judge->clock_ns = 0;
	judge_note(judge, "the test begins");
	judge->allowed = judge->test->effect;
	judge->test->run(judge);
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
static FILE *catch_output(void)
{
	FILE *file = tmpfile();

	fflush(stdout);
	fflush(stderr);
	if (file) {
		dup2(fileno(file), STDOUT_FILENO);
		dup2(fileno(file), STDERR_FILENO);
	}
	return file;
}

/* A failure that did not come through must_*: cmocka's own assertion or its signal handler. */
static void reason_from_output(struct outcome *outcome, FILE *output)
{
	char line[512];
	size_t used = 0;

	outcome->verdict = VERDICT_FAIL;
	snprintf(outcome->reason, sizeof outcome->reason, "the test body failed");
	if (!output)
		return;
	rewind(output);
	while (fgets(line, sizeof line, output)) {
		const char *said = strstr(line, "] --- ");
		if (said && used < sizeof outcome->reason)
			used += (size_t)snprintf(outcome->reason + used,
				sizeof outcome->reason - used, "%s", said + strlen("] --- "));
	}
}

static void run_in_cmocka(struct job *job, FILE *output)
{
	struct judge *judge = &job->judge;
	const struct CMUnitTest test = {
		.name = judge->test ? judge->test->id : "probe",
		.test_func = judge_it,
		.initial_state = job,
	};
	int failed;

	cmocka_set_message_output(CM_OUTPUT_STDOUT);
	judge->outcome->verdict = VERDICT_COUNT; /* undecided */
	failed = _cmocka_run_group_tests("conformance", &test, 1, NULL, NULL);
	fflush(stdout);
	fflush(stderr);
	if (judge->outcome->verdict != VERDICT_COUNT)
		return;
	judge->outcome->verdict = VERDICT_PASS;
	if (failed)
		reason_from_output(judge->outcome, output);
}

static const char *not_on_bench(const struct bench *bench, const struct test *test)
{
	if (test && test->needs & NEEDS_POWER_ON && !bench->is_fresh)
		return "the drive has been in use since power-on";
	if (test && test->needs & NEEDS_SIMULATED && !bench->is_simulated)
		return "not done to a real drive";
	return NULL;
}

static void end_unjudged(
	struct outcome *outcome, enum verdict verdict, const char *what, const char *why)
{
	outcome->verdict = verdict;
	snprintf(outcome->reason, sizeof outcome->reason, "%s%s", what, why);
}

static void work_on_device(struct job *job, const struct bench *bench, uint64_t seed, FILE *output)
{
	struct judge *judge = &job->judge;
	const char *reason = not_on_bench(bench, judge->test);
	char problem[512] = "";
	int error;

	if (reason) {
		end_unjudged(judge->outcome, VERDICT_SKIP, reason, "");
		return;
	}
	error = bench->open(bench, seed, &judge->device, problem, sizeof problem);
	if (error) {
		end_unjudged(judge->outcome, VERDICT_ERROR,
			"cannot open the device: ", problem[0] ? problem : strerror(-error));
		return;
	}
	if (job->worker->record_path[0])
		judge->record = fopen(job->worker->record_path, "we");
	judge_note(judge, "%s, seed %llu", bench->description, (unsigned long long)seed);
	run_in_cmocka(job, output);
	if (judge->record)
		fclose(judge->record);
	judge_free_all(judge);
	if (judge->test && !bench->is_fresh)
		leave_usable(judge->device, judge->test->effect);
	judge->device->operations->close(judge->device);
}

static void work(struct job *job, const struct bench *bench, uint64_t seed)
{
	FILE *output = catch_output();

	work_on_device(job, bench, seed, output);
	if (output)
		fclose(output);
}

/* What ends with the process costs a sixth of a test: nothing is left to be written, all is in shared memory. */
static _Noreturn void leave(void)
{
#ifdef WORKER_LEAVES_IN_ORDER /* where coverage or leaks are counted at the end */
	exit(0);
#else
	_exit(0);
#endif
}

static void tell_death(struct outcome *outcome, int status, unsigned minutes)
{
	outcome->verdict = VERDICT_ERROR;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
		snprintf(outcome->reason, sizeof outcome->reason,
			"ran longer than %u minutes and was stopped", minutes);
	else if (WIFSIGNALED(status))
		snprintf(outcome->reason, sizeof outcome->reason,
			"the test's process died of signal %d (%s)", WTERMSIG(status),
			strsignal(WTERMSIG(status)));
	else
		snprintf(outcome->reason, sizeof outcome->reason,
			"the test's process ended with status %d", WEXITSTATUS(status));
}

int worker_run(struct worker *worker, const struct bench *bench, const struct test *test,
	uint64_t seed, void (*prepare)(struct judge *judge))
{
	const unsigned minutes = test && test->minutes ? test->minutes : 1;
	struct job job = {
		.judge = { .outcome = &worker->outcome,
			.test = test,
			.steps = &worker->steps,
			.left_out = worker->left_out,
			.steps_max = WORKER_STEPS_MAX },
		.worker = worker,
		.prepare = prepare,
	};
	int status;
	pid_t child;

	job.judge.seed = job.judge.random_state = test ? seed_of(seed, test->id) : seed;
	if (test && test->needs & NEEDS_POWER_ON)
		job.judge.allowed = test->effect;
	outcome_begin(&worker->outcome);
	memset(&worker->facts, 0, sizeof worker->facts);
	worker->steps = 0;
	worker->outcome.verdict = VERDICT_ERROR;
	fflush(NULL);
	child = fork();
	if (child < 0)
		return -errno;
	if (child == 0) {
		alarm(minutes * 60);
		work(&job, bench, seed);
		leave();
	}
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return -errno;
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		tell_death(&worker->outcome, status, minutes);
	if (worker->outcome.verdict == VERDICT_COUNT) {
		worker->outcome.verdict = VERDICT_ERROR;
		snprintf(worker->outcome.reason, sizeof worker->outcome.reason,
			"the test's process ended before the test did");
	}
	return 0;
}
