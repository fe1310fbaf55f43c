/* SPDX-License-Identifier: MIT */
#include "conformance/runner/copies.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "conformance/runner/job.h"
#include "conformance/runner/worker.h"

struct request { /* between a process and its fork: pointers hold in both */
	const struct test *test;
	uint64_t seed; /* the test's own */
};

struct opening { /* what came of making ready, seen from that process */
	struct job job;
	bool is_ready;
	bool is_shared;
	struct outcome outcome;
	char *record; /* the whole traffic */
	size_t record_bytes;
};

static int wait_for(pid_t process, int *ret_status)
{
	while (waitpid(process, ret_status, 0) < 0)
		if (errno != EINTR)
			return -errno;
	return 0;
}

static int end(struct original *original, int *ret_status)
{
	const pid_t process = original->process;

	if (!process)
		return 0;
	original->process = 0;
	close(original->line);
	return wait_for(process, ret_status);
}

void copies_end(struct copies *copies)
{
	int status;

	for (unsigned i = 0; i < READINESS_COUNT; i++)
		end(&copies->originals[i], &status);
	end(&copies->shared, &status);
}

void copies_end_shared(struct copies *copies)
{
	int status;

	end(&copies->shared, &status);
}

static void copy_outcome(struct outcome *to, const struct outcome *from)
{
	memcpy(to, from, offsetof(struct outcome, trace) + from->trace_bytes + 1);
}

static void take_up(struct judge *judge, const struct request *request)
{
	alarm(worker_minutes(request->test) * 60);
	judge->test = request->test;
	judge->seed = judge->random_state = request->seed;
	judge->record = NULL;
}

/* In the copy: the test. */
static _Noreturn void judge_copy(struct opening *opening, const struct request *request)
{
	struct job *job = &opening->job;
	struct judge *judge = &job->judge;

	take_up(judge, request);
	if (job->worker->record_path[0])
		judge->record = fopen(job->worker->record_path, "we");
	if (judge->record)
		fwrite(opening->record, 1, opening->record_bytes, judge->record);
	job_judge(job);
	worker_leave(job);
}

/* In the process with the device: the test on it. The process dies if the test does. */
static int judge_here(struct opening *opening, const struct request *request)
{
	take_up(&opening->job.judge, request);
	opening->job.is_interrupted = !opening->job.bench->is_memory;
	job_judge(&opening->job);
	judge_free_all(&opening->job.judge);
	alarm(0);
	return 0;
}

/* In the process with the device: a copy of it for @request; the status of how that ended. */
static int judge_in_copy(struct opening *opening, const struct request *request)
{
	struct worker *worker = opening->job.worker;
	int status = 0;
	const pid_t copy = fork();

	if (copy == 0)
		judge_copy(opening, request);
	if (copy > 0 && wait_for(copy, &status) == 0)
		return status;
	outcome_begin(&worker->outcome);
	worker->outcome.verdict = VERDICT_ERROR;
	snprintf(worker->outcome.reason, sizeof worker->outcome.reason,
		"no process could be made for the test");
	return 0;
}

static int answer(struct opening *opening, const struct request *request)
{
	struct worker *worker = opening->job.worker;

	copy_outcome(&worker->outcome, &opening->outcome);
	worker->facts = opening->job.judge.facts;
	if (!opening->is_ready || !request->test)
		return 0;
	return opening->is_shared ? judge_here(opening, request) : judge_in_copy(opening, request);
}

static void make_ready(struct opening *opening)
{
	struct job *job = &opening->job;

	job->judge.test = NULL;
	job->judge.seed = job->judge.random_state = job->seed;
	alarm(worker_minutes(NULL) * 60);
	job->judge.record = open_memstream(&opening->record, &opening->record_bytes);
	opening->is_ready = job_open(job) && job_make_ready(job);
	if (job->judge.record)
		fclose(job->judge.record);
	job->judge.record = NULL;
	judge_free_all(&job->judge);
	copy_outcome(&opening->outcome, &job->worker->outcome);
	alarm(0);
}

static _Noreturn void serve(const struct job *job, bool is_shared, int line)
{
	struct opening *opening = calloc(1, sizeof *opening);
	struct request request;

	if (!opening)
		abort();
	opening->job = *job;
	opening->is_shared = is_shared;
	make_ready(opening);
	while (recv(line, &request, sizeof request, 0) == (ssize_t)sizeof request) {
		const int status = answer(opening, &request);
		if (send(line, &status, sizeof status, MSG_NOSIGNAL) != (ssize_t)sizeof status)
			break;
	}
	worker_leave(&opening->job);
}

static void close_lines(const struct copies *copies)
{
	for (unsigned i = 0; i < READINESS_COUNT; i++)
		if (copies->originals[i].process)
			close(copies->originals[i].line);
	if (copies->shared.process)
		close(copies->shared.line);
}

static int start(struct copies *copies, struct original *original, const struct job *job)
{
	int line[2];
	pid_t process;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, line))
		return -errno;
	fflush(NULL);
	process = fork();
	if (process == 0) {
		close(line[0]);
		close_lines(copies);
		serve(job, original == &copies->shared, line[1]);
	}
	close(line[1]);
	if (process < 0) {
		close(line[0]);
		return -EAGAIN;
	}
	*original = (struct original) { process, line[0], job->bench, job->seed, job->prepare };
	return 0;
}

static int ask(struct copies *copies, struct original *original, struct job *job, int *ret_status)
{
	const struct request request = { job->judge.test, job->judge.seed };
	int error = 0;

	if (original->process && (original->bench != job->bench || original->seed != job->seed ||
					 original->prepare != job->prepare))
		error = end(original, ret_status);
	if (!error && !original->process)
		error = start(copies, original, job);
	if (error)
		return error;
	if (send(original->line, &request, sizeof request, MSG_NOSIGNAL) ==
			(ssize_t)sizeof request &&
		recv(original->line, ret_status, sizeof *ret_status, 0) ==
			(ssize_t)sizeof *ret_status)
		return 0;
	return end(
		original, ret_status); /* it died: while it made ready, or of a test that it ran */
}

int copies_run(struct copies *copies, struct job *job, int *ret_status)
{
	return ask(copies, &copies->originals[job->readiness], job, ret_status);
}

int copies_share(struct copies *copies, struct job *job, int *ret_status)
{
	return ask(copies, &copies->shared, job, ret_status);
}
