/* SPDX-License-Identifier: MIT */
/* shrink.h: makes a failing random sequence shorter, so that a person can follow it. */
#ifndef CONFORMANCE_SHRINK_H
#define CONFORMANCE_SHRINK_H

#include <stdint.h>

#include "conformance/runner/worker.h"

/*
 * shrink: run @test again and again with steps left out, halves first, then ever smaller parts, and keep what
 * still fails. Afterwards worker->outcome is that of the shortest sequence, its reason names the steps.
 *
 * @worker  as worker_run left it after a failure with steps; @bench  gives a new device for each run.
 * Returns 0 or negative errno when no process could be made.
 */
int shrink(struct worker *worker, const struct bench *bench, const struct test *test, uint64_t seed,
	run_prepare *prepare);

#endif
