/* SPDX-License-Identifier: MIT */
/* hunt.h: lets the suite loose on mutants and tells which test caught which. */
#ifndef CONFORMANCE_HUNT_H
#define CONFORMANCE_HUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "conformance/mutants/mutant.h"

#define HUNT_TESTS_MAX 2048

struct hunt {
	bool proven[HUNT_TESTS_MAX]; /* by place of the test in suites_all: a mutant failed it   */
	size_t mutants, caught;	     /* caught: by the test that is named                        */
	size_t caught_by_another;    /* not by the named one, but by some other                  */
	size_t missed;
	FILE *matrix; /* see hunt_all; NULL: not wanted */
};

/*
 * hunt_one: run @mutant on virtual drive @drive with its medium.
 *
 * @whole_suite  true: every test, and all that failed are written to @out; false: the named test only.
 * Returns true when the named test failed; false also when it could not be run.
 */
bool hunt_one(const struct mutant *mutant, const char *drive, bool whole_suite, FILE *out,
	struct hunt *hunt);

/*
 * hunt_tell_unproven: the tests that no mutant failed: nobody has seen yet that they can fail.
 * Returns how many. Only meaningful after whole suites.
 */
size_t hunt_tell_unproven(const struct hunt *hunt, FILE *out);

/*
 * hunt_all: hunt_one for all mutants, a line for each in @out.
 *
 * @matrix  gets a JSON object a line: the mutant, and every test that it fails; or NULL.
 * Returns true when all were caught.
 */
bool hunt_all(const char *drive, bool whole_suite, FILE *out, FILE *matrix, struct hunt *ret_hunt);

#endif
