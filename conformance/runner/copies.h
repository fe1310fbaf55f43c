/* SPDX-License-Identifier: MIT */
/*
 * copies.h: devices that are nothing but memory are made ready once; each test gets a copy.
 *
 * A process opens the device and brings it to where tests begin; then it forks for each test, and the copy of
 * the process has a copy of the device. There is one such process for each readiness. What a test sees and
 * leaves in its trace and record is what it would be in a process of its own from the start: the device
 * is a function of its seed and its commands, and those before the test are always the same.
 */
#ifndef CONFORMANCE_COPIES_H
#define CONFORMANCE_COPIES_H

struct copies;
struct job;

/* copies_create: none yet; NULL when out of memory. */
struct copies *copies_create(void);

/* copies_free: also ends their processes. */
void copies_free(struct copies *copies);

/*
 * copies_run: run @job, as job_begin made it, on a copy of the device of its bench, which is_memory.
 *
 * @ret_status  how the test's process ended, as waitpid tells it; or how the one ended that made ready.
 * Returns 0 or negative errno when no process could be made.
 */
int copies_run(struct copies *copies, struct job *job, int *ret_status);

#endif
