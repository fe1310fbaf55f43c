/* SPDX-License-Identifier: MIT */
/*
 * copies.h: devices that are nothing but memory are made ready once; each test gets a copy.
 *
 * A process opens the device and brings it to where tests begin; then it forks for each test, and the copy of
 * the process has a copy of the device. There is one such process for each readiness. What a test sees and
 * leaves in its trace and record is what it would be in a process of its own from the start: the device
 * is a function of its seed and its commands, and those before the test are always the same.
 *
 * To fork and to touch memory again costs more than most tests that only ask. They may share one copy.
 */
#ifndef CONFORMANCE_COPIES_H
#define CONFORMANCE_COPIES_H

#include <stdint.h>
#include <sys/types.h>

#include "conformance/runner/device.h"

struct job;
struct judge;

enum readiness {	    /* how far a device is before a test begins */
	READINESS_OPENED,   /* no command was sent                                           */
	READINESS_SETTLED,  /* it became ready, and its claims were asked for                */
	READINESS_PREPARED, /* and its medium was prepared, and the claims are of that        */
	READINESS_WRITTEN,  /* and something was written to it                                 */
	READINESS_COUNT,
};

/*
 * To READINESS_PREPARED: makes the medium fit for use, as a host would before its first burn. From there to
 * READINESS_WRITTEN: writes to it, and leaves in judge->written what.
 */
typedef void run_prepare(struct judge *judge, enum readiness to);

struct original {      /* a process with a device that is ready, seen from the runner's */
	pid_t process; /* 0: none */
	int line;      /* socket: a request goes there, a status comes back */
	const struct bench *bench;
	uint64_t seed;
	run_prepare *prepare;
};

struct copies { /* all zero: none yet */
	struct original originals[READINESS_COUNT];
	struct original shared; /* runs tests itself: has no copies */
};

/* copies_end: end their processes. */
void copies_end(struct copies *copies);

/*
 * copies_run: run @job, as job_begin made it, on a copy of the device of its bench, which is_memory.
 *
 * @ret_status  how the test's process ended, as waitpid tells it; or how the one ended that made ready.
 * Returns 0 or negative errno when no process could be made.
 */
int copies_run(struct copies *copies, struct job *job, int *ret_status);

/*
 * copies_share: the same on a device that others were at before, through this function. Who gets another verdict
 * than pass or skip, or a status other than 0, ends it by copies_end_shared.
 */
int copies_share(struct copies *copies, struct job *job, int *ret_status);
void copies_end_shared(struct copies *copies);

#endif
