/* SPDX-License-Identifier: MIT */
/*
 * mutant.h: a healthy device with one thing broken on purpose. The suite is judged by them: each
 * mutant names the test that must catch it, and a healthy device must pass all.
 *
 * A mutant sits between the judge and the device: it may rewrite a command on its way in, answer it
 * itself, and spoil the answer on its way out.
 */
#ifndef CONFORMANCE_MUTANT_H
#define CONFORMANCE_MUTANT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "conformance/runner/device.h"

struct mutant;

struct mutant_visit { /* one command passing through */
	const struct mutant *mutant;
	struct device *inner;
	uint8_t cdb[16]; /* as the judge sent it; before() may change it        */
	const struct device_command *command; /* as the judge sent it; data may be changed       */
	struct device_answer *answer; /* for after()                                         */
	uint32_t *memory;	      /* four numbers that live as long as the device        */
	unsigned resets;	      /* so far                                              */
};

/* Where a mutant of a kind that many share strikes; each kind says what of it counts. */
struct mutant_spot {
	uint8_t when_at, when_is; /* only where this CDB byte has this value; 0, 0: always      */
	uint16_t feature;	  /* in this feature's descriptor; 0: in the reply           */
	uint16_t at;		  /* byte                                                        */
	uint8_t flip;		  /* bits                                                        */
};

struct mutant {
	const char *name;      /* of words joined by '-'                                     */
	const char *what;      /* the defect, one sentence                                   */
	const char *caught_by; /* identity of the test that must fail                        */
	const char *
		medium; /* definition of the medium on which it shows; NULL: no medium                 */
	/* before: return true to answer the command here, with GOOD. NULL: passes through.   */
	bool (*before)(struct mutant_visit *visit);
	/* after: spoil the answer. NULL: leaves it.                                          */
	void (*after)(struct mutant_visit *visit);
	struct mutant_spot spot;
	uint8_t operation;  /* operation code that is broken                              */
	uint8_t also;	    /* a second one; 0: none                                      */
	bool ignores_reset; /* nothing happens                                            */
};

/* mutants_each: call @visit(context, mutant) for every mutant, in a fixed order. */
void mutants_each(void (*visit)(void *context, const struct mutant *mutant), void *context);

struct mutant_choice { /* borrowed by the bench */
	const struct bench *healthy;
	const struct mutant *mutant;
};

/* mutant_bench: as choice->healthy, with the mutant in front of each device. */
struct bench mutant_bench(const struct mutant_choice *choice);

#endif
