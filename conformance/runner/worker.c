/* SPDX-License-Identifier: MIT */
#include "conformance/runner/worker.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "conformance/runner/copies.h"
#include "conformance/runner/job.h"

struct worker *worker_create(void)
{
	struct worker *worker = mmap(
		NULL, sizeof *worker, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return worker == MAP_FAILED ? NULL : worker;
}

void worker_free(struct worker *worker)
{
	if (!worker)
		return;
	copies_end(&worker->copies);
	munmap(worker, sizeof *worker);
}

static void work(struct job *job)
{
	if (job_open(job)) {
		if (job->worker->record_path[0])
			job->judge.record = fopen(job->worker->record_path, "we");
		if (job_make_ready(job) && job->judge.test)
			job_judge(job);
	}
	job_close(job);
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

/* All of @job in one process. */
static int run_alone(struct job *job, int *ret_status)
{
	pid_t child;

	fflush(NULL);
	child = fork();
	if (child < 0)
		return -errno;
	if (child == 0) {
		alarm(worker_minutes(job->judge.test) * 60);
		work(job);
		worker_leave(job);
	}
	while (waitpid(child, ret_status, 0) < 0)
		if (errno != EINTR)
			return -errno;
	return 0;
}

unsigned worker_minutes(const struct test *test)
{
	return test && test->minutes ? test->minutes : 1;
}

/* What ends with the process costs a sixth of a test: nothing is left to be written, all is in shared memory. */
void worker_leave(struct job *job)
{
	if (job->judge.record)
		fflush(job->judge.record);
#ifdef WORKER_LEAVES_IN_ORDER /* where coverage or leaks are counted at the end */
	job_close(job);
	exit(0);
#else
	_exit(0);
#endif
}

/* A device that is in use anyway, or one that can be had as new without a new process. */
static bool can_share(const struct bench *bench)
{
	return bench->is_memory || !bench->is_fresh;
}

static bool is_asking(const struct worker *worker, const struct job *job)
{
	const struct test *test = job->judge.test;

	/* what takes hours must find none of them gone */
	return worker->may_share && can_share(job->bench) && test && test->effect == EFFECT_NONE &&
	       !(test->needs & NEEDS_SIMULATED) &&
	       job->readiness == (job->prepare ? READINESS_PREPARED : READINESS_SETTLED);
}

static bool was_fine(const struct outcome *outcome, int status)
{
	return status == 0 &&
	       (outcome->verdict == VERDICT_PASS || outcome->verdict == VERDICT_SKIP);
}

static int run_by_itself(struct job *job, int *ret_status)
{
	if (job->bench->is_memory)
		return copies_run(&job->worker->copies, job, ret_status);
	return run_alone(job, ret_status);
}

/* On a device as new, after @among did not pass on one that others had asked. */
static int run_apart(struct job *job, struct outcome *among, int *ret_status)
{
	struct outcome *outcome = &job->worker->outcome;
	size_t used;
	int error;

	*job = job_begin(job->worker, job->bench, job->judge.test, job->seed, job->prepare);
	error = run_by_itself(job, ret_status);
	if (error || !was_fine(outcome, *ret_status))
		return error;
	memcpy(outcome, among, sizeof *outcome);
	used = strlen(outcome->reason);
	snprintf(outcome->reason + used, sizeof outcome->reason - used,
		" (on a device that other tests had asked before; %s passes)",
		job->bench->is_fresh ? "one as new" : "opened anew it");
	return 0;
}

static int run_among_others(struct job *job, int *ret_status)
{
	struct worker *worker = job->worker;
	struct outcome *among;
	int error = copies_share(&worker->copies, job, ret_status);

	if (error || was_fine(&worker->outcome, *ret_status))
		return error;
	copies_end_shared(&worker->copies);
	if (*ret_status)
		tell_death(&worker->outcome, *ret_status, worker_minutes(job->judge.test));
	among = malloc(sizeof *among);
	if (!among)
		return -ENOMEM;
	memcpy(among, &worker->outcome, sizeof *among);
	error = run_apart(job, among, ret_status);
	free(among);
	return error;
}

static int run(struct job *job, int *ret_status)
{
	struct worker *worker = job->worker;

	if (is_asking(worker, job))
		return run_among_others(job, ret_status);
	if (!job->bench->is_fresh) /* it is one device, and who uses it now has it for himself */
		copies_end_shared(&worker->copies);
	return run_by_itself(job, ret_status);
}

int worker_run(struct worker *worker, const struct bench *bench, const struct test *test,
	uint64_t seed, run_prepare *prepare)
{
	struct job job = job_begin(worker, bench, test, seed, prepare);
	int status = 0;
	const int error = run(&job, &status);

	if (error)
		return error;
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		tell_death(&worker->outcome, status, worker_minutes(test));
	if (worker->outcome.verdict == VERDICT_COUNT) {
		worker->outcome.verdict = VERDICT_ERROR;
		snprintf(worker->outcome.reason, sizeof worker->outcome.reason,
			"the test's process ended before the test did");
	}
	return 0;
}
