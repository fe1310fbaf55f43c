/* SPDX-License-Identifier: MIT */
/*
 * trace_file.h: where a drive's trace lines go. One per drive; the caller serialises with the
 * drive.
 */
#ifndef WAYS_IN_CONTROL_TRACE_FILE_H
#define WAYS_IN_CONTROL_TRACE_FILE_H

#include <stdio.h>

#include "burnrig/drive.h"

struct trace_file {
	FILE *file; /* NULL: off */
};

/*
 * trace_file_start: from now on every command of @drive appends its line to a new file @path (an
 * old one is emptied). A trace that ran is stopped first. Lines are flushed one by one, so that the
 * file tells the truth while a program hangs. Returns 0, or a negative errno with @problem filled;
 * then the trace is off.
 */
int trace_file_start(struct trace_file *trace, struct burnrig_drive *drive, const char *path,
	struct burnrig_problem *problem);

/* trace_file_stop: no lines any more. Returns 0 or the negative errno of a write that failed. */
int trace_file_stop(struct trace_file *trace, struct burnrig_drive *drive);

#endif
