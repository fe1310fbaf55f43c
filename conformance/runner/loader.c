/* SPDX-License-Identifier: MIT */
#include "conformance/runner/loader.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static int load_by_command(const struct loader *loader, char *problem, size_t problem_bytes)
{
	if (system(loader->command) == 0)
		return 0;
	snprintf(problem, problem_bytes, "%s", loader->command);
	return -EIO;
}

struct loader loader_of_command(const char *command)
{
	return (struct loader) { .load = load_by_command, .command = command };
}
