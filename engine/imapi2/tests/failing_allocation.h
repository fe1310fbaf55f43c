/* SPDX-License-Identifier: MIT */
/*
 * failing_allocation.h: malloc, calloc and realloc of a test program, of which one fails.
 *
 * Only of what is linked into the program, by the linker's --wrap (see rules.mk), not of the C library's
 * own. What was taken and not given back is counted, so that a failure in the middle shows its leaks.
 */
#ifndef ENGINE_IMAPI2_TESTS_FAILING_ALLOCATION_H
#define ENGINE_IMAPI2_TESTS_FAILING_ALLOCATION_H

#include <stdbool.h>
#include <stddef.h>

/* failing_allocation_arm: the @at-th from now on fails, once; 0: none. The rest is counted anew. */
void failing_allocation_arm(unsigned at);
/* failing_allocation_disarm: true when one failed since. */
bool failing_allocation_disarm(void);
/* failing_allocation_left: those since the arming that nobody has freed. */
unsigned failing_allocation_left(void);

/* What this thread does in between is not counted and does not fail: the drive behind the engine. */
void failing_allocation_pause(void);
void failing_allocation_resume(void);

#endif
