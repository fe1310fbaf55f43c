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

int worker_run(struct worker *worker, const struct bench *bench, const struct test *test,
	uint64_t seed, void (*prepare)(struct judge *judge))
{
	struct job job = job_begin(worker, bench, test, seed, prepare);
	int status = 0;
	const int error = bench->is_memory ? copies_run(&worker->copies, &job, &status)
					   : run_alone(&job, &status);

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
