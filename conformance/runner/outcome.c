/* SPDX-License-Identifier: MIT */
#include "conformance/runner/outcome.h"

#include <stddef.h>
#include <string.h>

const char *verdict_name(enum verdict verdict)
{
	static const char *const names[VERDICT_COUNT] = { "pass", "fail", "skip", "waived",
		"error" };

	return (unsigned)verdict < VERDICT_COUNT ? names[verdict] : "error";
}

void outcome_begin(struct outcome *outcome)
{
	memset(outcome, 0, offsetof(struct outcome, trace) + 1);
}

/* Drop whole lines from the front until @room bytes are free. */
static void make_room(struct outcome *outcome, size_t room)
{
	const char *keep = outcome->trace;
	const char *end = outcome->trace + outcome->trace_bytes;

	while (sizeof outcome->trace - (size_t)(end - keep) < room) {
		const char *newline = memchr(keep, '\n', (size_t)(end - keep));
		keep = newline ? newline + 1 : end;
	}
	outcome->trace_is_cut = true;
	outcome->trace_bytes = (uint32_t)(end - keep);
	memmove(outcome->trace, keep, outcome->trace_bytes);
}

void outcome_trace(struct outcome *outcome, const char *line)
{
	size_t bytes = strlen(line);

	if (bytes + 2 > sizeof outcome->trace)
		bytes = sizeof outcome->trace - 2;
	if (outcome->trace_bytes + bytes + 2 > sizeof outcome->trace)
		make_room(outcome, bytes + 2);
	memcpy(outcome->trace + outcome->trace_bytes, line, bytes);
	outcome->trace_bytes += (uint32_t)bytes;
	outcome->trace[outcome->trace_bytes++] = '\n';
	outcome->trace[outcome->trace_bytes] = '\0';
}
