/* SPDX-License-Identifier: MIT */
/*
 * job.h: what a worker does in a process of its own: make a device ready, then let a test at it.
 *
 * Both parts run as cmocka tests, so that whatever goes wrong in them becomes an outcome.
 */
#ifndef CONFORMANCE_JOB_H
#define CONFORMANCE_JOB_H

#include <stdbool.h>
#include <stdint.h>

#include "conformance/runner/copies.h"
#include "conformance/runner/judge.h"

struct worker;

struct job {
	struct judge judge;
	struct worker *worker;
	const struct bench *bench;
	uint64_t seed;	      /* of the run; judge.seed is the test's own       */
	run_prepare *prepare; /* or NULL                                        */
	enum readiness readiness;
	bool is_interrupted; /* between its being ready and the test the world went on */
	int output;	     /* a file that gets what cmocka prints; -1: none                   */
};

/* job_begin: a job of @worker, whose outcome it begins; @test NULL: only to be made ready. */
struct job job_begin(struct worker *worker, const struct bench *bench, const struct test *test,
	uint64_t seed, run_prepare *prepare);

/*
 * job_open: open the device, in the process that will use it; standard output goes to job->output.
 * Returns false when there is no device for this test: the outcome says why.
 */
bool job_open(struct job *job);

/* job_make_ready: bring the device to job->readiness. Returns whether that came about; the outcome tells. */
bool job_make_ready(struct job *job);

/* job_judge: run the test on the device that is ready, if it applies. The outcome tells. */
void job_judge(struct job *job);

/* job_close: give back what job_open and the test got, and leave a shared device usable. */
void job_close(struct job *job);

#endif
