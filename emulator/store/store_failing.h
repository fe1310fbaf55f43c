/* SPDX-License-Identifier: MIT */
/*
 * store_failing.h: a place over another one whose calls fail as told: an instrument of tests.
 *
 * A test runs its subject with the 1st, 2nd, 3rd … call failing, until a run meets no failure.
 */
#ifndef STORE_STORE_FAILING_H
#define STORE_STORE_FAILING_H

#include "emulator/store/store.h"

enum store_call { /* bits: which calls are counted and can fail */
	STORE_CALL_OPEN = 1 << 0,
	STORE_CALL_REMOVE = 1 << 1,
	STORE_CALL_READ = 1 << 2,
	STORE_CALL_WRITE = 1 << 3, /* and truncate and discard */
	STORE_CALL_SYNC = 1 << 4,
	STORE_CALL_SIZE = 1 << 5,
	STORE_CALL_LOCK = 1 << 6,
	STORE_CALL_ALL = (1 << 7) - 1,
};

struct store_fault {
	unsigned calls;	  /* enum store_call                                           */
	uint64_t nth;	  /* 1: the next of them; 0: none                              */
	int error;	  /* negative errno that it returns                            */
	bool for_ever;	  /* all of them from the nth on                               */
	bool short_write; /* a write fails after half of its bytes were written        */
};

struct store_failing;

/* store_failing_create: no fault yet. @under is borrowed. NULL: no memory. */
struct store_failing *store_failing_create(struct store_place *under);
/* store_failing_free: after all its stores were closed. NULL allowed. */
void store_failing_free(struct store_failing *failing);
/* store_failing_place: borrowed. */
struct store_place *store_failing_place(struct store_failing *failing);

/* store_failing_set: @fault is copied, counting starts anew; NULL: no fault any more. */
void store_failing_set(struct store_failing *failing, const struct store_fault *fault);
/* store_failing_fired: has the fault that is set come up? */
bool store_failing_fired(const struct store_failing *failing);

#endif
