/* SPDX-License-Identifier: MIT */
/*
 * suites.h: all suites, in the order in which they are run: what only asks comes first, what uses a
 * disc up comes last.
 */
#ifndef CONFORMANCE_SUITES_H
#define CONFORMANCE_SUITES_H

#include "conformance/runner/copies.h"
#include "conformance/runner/test.h"

/* suites_all: the list, of *ret_count elements; static memory. */
const struct suite *const *suites_all(size_t *ret_count);

/* suites_find: the test of that identity, or NULL. */
const struct test *suites_find(const char *id);

/*
 * suites_prepare: for run_options: a new medium that has to be formatted is, in the first way that the
 * drive offers; and something is written for those with NEEDS_WRITTEN. Judges that this works.
 */
void suites_prepare(struct judge *judge, enum readiness to);

#endif
