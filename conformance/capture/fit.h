/* SPDX-License-Identifier: MIT */
/*
 * fit.h: makes a drafted definition say what the drive said: it is loaded, asked the same questions, and what it
 * answers otherwise is written into it, until nothing changes any more.
 */
#ifndef CONFORMANCE_FIT_H
#define CONFORMANCE_FIT_H

#include "conformance/capture/draft.h"

/*
 * fit: @draft as draft_begin made it.
 *
 * @medium  definition of a medium like the one inside the drive; NULL when there is none.
 * What differs in the end stands in the draft's notes. Returns 0, or negative errno with a sentence in @problem:
 * a definition that cannot be loaded, no room for temporary files.
 */
int fit(struct draft *draft, const struct answers *told, const char *medium, char *problem,
	size_t problem_bytes);

/* fit_medium_like: a shipped medium of the profile that the drive has inside; NULL for none. */
const char *fit_medium_like(const struct answers *told);

#endif
