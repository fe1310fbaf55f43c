/* SPDX-License-Identifier: MIT */
/* capture.h: a drive's own account of itself as a drive definition. */
#ifndef CONFORMANCE_CAPTURE_H
#define CONFORMANCE_CAPTURE_H

#include <stddef.h>
#include <stdio.h>

#include "conformance/runner/device.h"

/*
 * capture: ask @device, and write the definition of a virtual drive that answers the same.
 *
 * @medium  definition of a medium like the one inside; NULL: one of the same profile that is shipped.
 * @out     the text; what a definition cannot say is told in its last comments.
 * Returns 0, or negative errno with a sentence in @problem.
 */
int capture(
	struct device *device, const char *medium, FILE *out, char *problem, size_t problem_bytes);

#endif
