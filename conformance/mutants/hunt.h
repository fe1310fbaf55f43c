/* SPDX-License-Identifier: MIT */
/*
 * hunt.h: lets the suite loose on mutants and keeps which test caught which.
 *
 * Life: hunt_all, then the reports in hunt_report.h, then hunt_free.
 */
#ifndef CONFORMANCE_HUNT_H
#define CONFORMANCE_HUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "conformance/mutants/mutant.h"
#include "conformance/runner/test.h"

#define HUNT_TESTS_MAX 2048

struct hunt_options {
	const char *drive; /* definition of the virtual drive                               */
	bool whole_suite;  /* every test, or only the one that the mutant names              */
	unsigned jobs;	   /* mutants at a time; 0 is as 1                                   */
	unsigned shard, shard_count; /* the shard-th of so many parts, from 1; 0, 0 = all     */
	FILE *out; /* a line for each as it is done, more where it was not caught  */
};

struct catch
{ /* what became of one mutant */
	const struct mutant *mutant;
	bool is_done;	     /* false: its process died, or it is of another shard                */
	bool is_caught;	     /* the named test failed                                            */
	unsigned fail_count; /* tests that failed                                                */
	bool fails[HUNT_TESTS_MAX]; /* which, by their place in suites_all                      */
};

struct hunt {
	struct catch *catches; /* one for each mutant, in the order of mutants_each             */
	size_t catch_count;
	size_t mutants, caught;	  /* of the shard; caught: by the test that is named            */
	size_t caught_by_another; /* not by the named one, but by some other                  */
	size_t missed;
	bool whole_suite;
	const char *drive;
};

/*
 * hunt_all: run the mutants of the shard, each on a virtual drive with its medium.
 *
 * @ret_hunt  free with hunt_free, also when it failed.
 * Returns 0, whatever was caught; negative errno when there is no memory or no process.
 */
int hunt_all(const struct hunt_options *options, struct hunt *ret_hunt);
void hunt_free(struct hunt *hunt);

/* hunt_is_proven: has some mutant failed the test at @place? */
bool hunt_is_proven(const struct hunt *hunt, size_t place);

/* hunt_test: the test at @place in suites_all, or NULL behind the last. */
const struct test *hunt_test(size_t place);

/*
 * hunt_tell_unproven: the tests that no mutant failed, each with the reason of unproven.h; and reasons that are
 * not needed. Returns how many have no reason, or a reason without need. Only meaningful after whole suites.
 */
size_t hunt_tell_unproven(const struct hunt *hunt, FILE *out);

#endif
