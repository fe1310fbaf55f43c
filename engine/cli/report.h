/* SPDX-License-Identifier: MIT */
/*
 * report.h: how a burn is shown while it runs: a bar on a terminal, a line for each step
 * elsewhere, or JSON, one object a line.
 *
 * JSON events (each with "target", the label, where there is one, and "track" within one of an audio CD): "start" (drive, medium, speed, size), "action" (a new step), "progress" (lba: what
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
	bool started;			/* what burns, and where, was said */
	const char *action;		/* of the last event; NULL before the first */
	unsigned track;			/* likewise */
	uint64_t seconds_ns;		/* likewise */
};

struct report_event {
	const char *action;  /* static; a new one begins a new line */
	unsigned track;	     /* 0: it is of no track */
	uint64_t seconds_ns; /* since the burn began */
	bool writes;	     /* medium, speed and start are known */
	const struct br_medium *medium;
	const struct br_speed_choice *speed;
	int32_t start_lba;
	bool fraction_valid;
	uint16_t fraction;			 /* in 1/65536 */
	const struct br_write_progress *writing; /* or NULL */
};

/* report_event: show it. */
void report_event(struct report *report, const struct report_event *event);

/* report_on_event: a br_format_update; @context is a struct report. */
void report_on_event(
	void *context, struct br_format_data *format, const struct br_format_event *event);

/*
 * report_end: the burn is over, well or not; a failure also goes to stderr.
 * @lba: of the first difference when verifying, or -1.
 */
void report_end(struct report *report, const struct br_outcome *outcome, int32_t lba);

#endif
