/* SPDX-License-Identifier: MIT */
#include "conformance/mutants/unproven.h"

#include <stddef.h>
#include <string.h>

/* Ends with NULL. Today each test is failed by a mutant. */
static const struct {
	const char *id, *reason;
} reasons[] = {
	{ NULL, NULL },
};

const char *unproven_reason(const char *id)
{
	for (size_t i = 0; reasons[i].id; i++)
		if (strcmp(reasons[i].id, id) == 0)
			return reasons[i].reason;
	return NULL;
}
