/* SPDX-License-Identifier: MIT */
#include "burnrig/problem.h"

#include <stdarg.h>
#include <stdio.h>

static void copy_cut(char *out, size_t out_bytes, const char *text)
{
	snprintf(out, out_bytes, "%s", text ? text : "");
}

void burnrig_problem_set(struct burnrig_problem *problem, const char *file, unsigned line,
	const char *field, const char *text, ...)
{
	va_list arguments;

	if (!problem)
		return;
	copy_cut(problem->file, sizeof problem->file, file);
	problem->line = line;
	copy_cut(problem->field, sizeof problem->field, field);
	va_start(arguments, text);
	vsnprintf(problem->text, sizeof problem->text, text, arguments);
	va_end(arguments);
}

const char *burnrig_problem_format(
	const struct burnrig_problem *problem, char *out, unsigned long out_bytes)
{
	char line[16] = "";

	if (problem->line)
		snprintf(line, sizeof line, "%u: ", problem->line);
	snprintf(out, out_bytes, "%s%s%s%s%s%s", problem->file,
		problem->file[0] ? (problem->line ? ":" : ": ") : "", line, problem->field,
		problem->field[0] ? ": " : "", problem->text);
	return out;
}
