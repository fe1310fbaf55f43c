/* SPDX-License-Identifier: MIT */
/* worker.h: one test in a process of its own. */
#ifndef CONFORMANCE_WORKER_H
#define CONFORMANCE_WORKER_H

#include <stdbool.h>

#include "conformance/runner/copies.h"
#include "conformance/runner/device.h"
#include "conformance/runner/facts.h"
#include "conformance/runner/outcome.h"
#include "conformance/runner/test.h"

struct job;
struct judge;

#define WORKER_STEPS_MAX 512

struct worker { /* the memory that the processes share */
	struct outcome outcome;
	struct facts facts;
	unsigned steps;			 /* of a random sequence, that the test began   */
	bool left_out[WORKER_STEPS_MAX]; /* set before worker_run: steps not to take    */
	char record_path[512]; /* set before worker_run: a file for the whole traffic, or ""   */
	bool may_share; /* set before worker_run: others may have asked the same device before */
	struct copies copies; /* only the runner's process looks at it                     */
};

/* worker_create: shared memory for one worker at a time; NULL when there is none. */
struct worker *worker_create(void);
void worker_free(struct worker *worker);

/*
 * worker_run: open a device of @bench, run @test on it (or with NULL only probe the facts), and wait
 * until that process has ended. The verdict is in worker->outcome, the facts in worker->facts. A device that
 * is only memory is opened and made ready once for all tests, see copies.h. A test that only asks shares its
 * device with others of its kind, when worker->may_share; one that does not pass there is judged again
 * on a device as new, and fails also when it fails only among others.
 *
 * @prepare  called before the facts are taken and the test begins, unless the test wants the medium
 *           as it came; may be NULL.
 * @seed     of this run; the test's own seed is made from it and the identity.
 * Returns 0 or negative errno when no process could be made.
 */
int worker_run(struct worker *worker, const struct bench *bench, const struct test *test,
	uint64_t seed, run_prepare *prepare);

/* worker_minutes: the most that @test may take; NULL: making ready. */
unsigned worker_minutes(const struct test *test);

/* worker_leave: end this process, which ran @job. */
_Noreturn void worker_leave(struct job *job);

#endif
