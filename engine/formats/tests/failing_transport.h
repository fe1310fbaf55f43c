/* SPDX-License-Identifier: MIT */
/* failing_transport.h: a transport in front of another that fails one command, or all from one on. */
#ifndef ENGINE_FORMATS_TESTS_FAILING_TRANSPORT_H
#define ENGINE_FORMATS_TESTS_FAILING_TRANSPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "burnengine/transport.h"

struct fault {
	const char *name;
	int transport; /* negative errno, or 0: */
	uint8_t status, key, code, qualifier;
	bool lasts, cancels;
};

/* What may happen to a command. */
extern const struct fault failing_faults[];
extern const unsigned failing_fault_count;

/* A transport in front of another that fails one command instead of passing it on. */
struct failing_transport {
	struct br_transport base;
	struct br_transport *inner;
	const struct fault *fault;
	struct br_cancel cancel;
	unsigned at; /* the number of the command that fails; 0: none */
	/* Commands so far; TEST UNIT READY does not count, it is asked as often as one likes. */
	unsigned seen;
	uint8_t failed_operation;
};

extern const struct br_transport_operations failing_transport_operations;

#endif
