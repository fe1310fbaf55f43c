/* SPDX-License-Identifier: MIT */
/*
 * run.h: chooses tests, runs each in a process of its own, and collects what became of them.
 *
 * A crash, an assertion or an endless loop in a drive or a test costs that one test. Results are kept
 * in the order in which the tests stand in their suites.
 */
#ifndef CONFORMANCE_RUN_H
#define CONFORMANCE_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "conformance/runner/copies.h"
#include "conformance/runner/device.h"
#include "conformance/runner/facts.h"
#include "conformance/runner/loader.h"
#include "conformance/runner/outcome.h"
#include "conformance/runner/test.h"

struct waivers;

struct judge;
struct result;

typedef void run_progress(void *context, const struct result *result);

struct run_options {
	const char *pattern;	    /* of identities, as fnmatch(3) has it; NULL = all           */
	const char *clause_pattern; /* of clauses; NULL = all                                 */
	uint16_t profile; /* leave out what is of other profiles' media; 0 = all            */
	unsigned levels;  /* bit per enum test_level; 0 = all                         */
	unsigned shard, shard_count; /* the shard-th of so many parts, from 1; 0, 0 = all      */
	enum test_effect allowed;    /* tests with a stronger effect are skipped, saying so       */
	run_prepare *prepare;	     /* called where tests may use the medium up */
	bool keep_apart; /* no test shares a device: traces of those that pass are wanted         */
	bool keep_tray;	 /* no test may move the tray                                 */
	uint64_t seed;
	const struct loader *loader; /* puts in a disc as new, where the device is not; or NULL  */
	const char *record_folder; /* gets IDENTITY.record of each test that fails; or NULL       */
	const struct waivers *waivers; /* or NULL                                                */
	run_progress *progress; /* called after each test, or NULL                           */
	void *progress_context;
};

struct result {
	const struct test *test;
	const struct suite *suite;
	enum verdict verdict;
	char *reason, *where, *waived_by, *trace; /* owned; "" when there is nothing to say      */
	bool trace_is_cut;
	unsigned commands;
	uint64_t device_ns, wall_ns;
};

struct run {
	struct facts facts; /* as probed once before the tests, the medium prepared for use */
	struct facts facts_before_prepare;
	char *problem; /* owned; why the device could not even be asked; NULL when it could */
	struct result *results;
	size_t result_count;
	size_t counts[VERDICT_COUNT];
	size_t chosen;	      /* by the options, in all shards */
	bool disc_is_used;    /* by a test that wrote to it */
	size_t stale_waivers; /* waivers for tests that ran and passed */
	size_t expired_waivers;
	uint64_t seed;
	const char *description; /* of the bench; borrowed */
	uint64_t wall_ns;
};

/* run_selects: is @test one that @options choose by pattern and level? Shards are cut from these. */
bool run_selects(const struct run_options *options, const struct test *test);

/*
 * run_suites: run the chosen tests of @suites on devices of @bench.
 *
 * @ret_run   free with run_free, also when it failed.
 *
 * Returns 0, whatever the verdicts are; negative errno when a process cannot be made.
 */
int run_suites(const struct bench *bench, const struct suite *const *suites, size_t suite_count,
	const struct run_options *options, struct run *ret_run);
void run_free(struct run *run);

/*
 * run_is_clean: may the program say "conforms"? At least one test passed, none failed, nothing
 * broke, and no waiver is stale.
 */
bool run_is_clean(const struct run *run);

#endif
