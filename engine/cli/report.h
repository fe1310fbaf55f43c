/* SPDX-License-Identifier: MIT */
/*
 * report.h: how a burn is shown while it runs: a bar on a terminal, a line for each step
 * elsewhere, or JSON, one object a line.
 *
 * JSON events (each with "target", the label, where there is one): "start" (drive, medium, speed, size), "action" (a new step), "progress" (lba: what
 * is recorded, rate_kBps since the event before, x, seconds of drive time, remaining_seconds by the ramp, buffers),
 * "end", "error".
 */
#ifndef ENGINE_CLI_REPORT_H
#define ENGINE_CLI_REPORT_H

#include <stdbool.h>

#include "burnengine/disc_format_data.h"

struct report {
	bool json, terminal;
	const char *label; /* which of several drives; NULL when there is one */
	struct br_recorder *recorder;
	struct br_transport *transport; /* the recorder's */
	bool line_open;			/* the terminal's cursor stands behind a bar */
	bool action_known;
	enum br_format_action action;
	uint64_t seconds_ns; /* of the last event */
};

/* report_on_event: a br_format_update; @context is a struct report. */
void report_on_event(
	void *context, struct br_format_data *format, const struct br_format_event *event);

/*
 * report_end: the burn is over, well or not; a failure also goes to stderr.
 * @lba: of the first difference when verifying, or -1.
 */
void report_end(struct report *report, const struct br_outcome *outcome, int32_t lba);

#endif
