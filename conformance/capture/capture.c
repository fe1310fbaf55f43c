/* SPDX-License-Identifier: MIT */
#include "conformance/capture/capture.h"

#include <errno.h>
#include <stdlib.h>

#include "conformance/capture/fit.h"

int capture(
	struct device *device, const char *medium, FILE *out, char *problem, size_t problem_bytes)
{
	struct answers *told = answers_collect(device, problem, problem_bytes);
	struct draft *draft = told ? malloc(sizeof *draft) : NULL;
	int error = told ? -ENOMEM : -EIO;

	if (draft) {
		draft_begin(draft, told);
		error = fit(draft, told, medium ? medium : fit_medium_like(told), problem,
			problem_bytes);
	}
	if (!error)
		draft_write(draft, told, out);
	free(draft);
	free(told);
	return error;
}
