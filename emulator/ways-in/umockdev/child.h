/* SPDX-License-Identifier: MIT */
/* child.h: the command that `drive run` runs: started with the testbed before its eyes, waited for. */
#ifndef WAYS_IN_UMOCKDEV_CHILD_H
#define WAYS_IN_UMOCKDEV_CHILD_H

#include <signal.h>

#include "burnrig/problem.h"

/*
 * child_hold_signals: from now on the signals that are for the child wait for child_run. Before any other
 * thread is made, or that thread would die of them. *ret_before is the mask that the child gets.
 */
void child_hold_signals(sigset_t *ret_before);

/*
 * child_run: start argv[0] (looked for in PATH) with the preload libraries, run the default main loop until
 * it ends, and pass on to it the signals that a process sends us (those of the terminal reach it by
 * themselves).
 *
 * Returns its exit status; 128 + n when signal n ended it; 127 when it could not be found, 126 when it
 * could not be started, with @problem filled; a negative errno when we failed.
 */
int child_run(char *const argv[], const sigset_t *before, struct burnrig_problem *problem);

#endif
