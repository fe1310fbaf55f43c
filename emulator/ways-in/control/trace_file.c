/* SPDX-License-Identifier: MIT */
#include "emulator/ways-in/control/trace_file.h"

#include <errno.h>
#include <string.h>

static void write_line(void *context, const char *line)
{
	struct trace_file *trace = context;

	fputs(line, trace->file);
	putc('\n', trace->file);
	fflush(trace->file);
}

int trace_file_start(struct trace_file *trace, struct burnrig_drive *drive, const char *path,
	struct burnrig_problem *problem)
{
	trace_file_stop(trace, drive);
	trace->file = fopen(path, "we");
	if (!trace->file) {
		int error = errno;

		burnrig_problem_set(problem, path, 0, "trace", "%s", strerror(error));
		return -error;
	}
	burnrig_drive_set_trace(drive, write_line, trace);
	return 0;
}

int trace_file_stop(struct trace_file *trace, struct burnrig_drive *drive)
{
	int failed;

	if (!trace->file)
		return 0;
	burnrig_drive_set_trace(drive, NULL, NULL);
	failed = ferror(trace->file);
	if (fclose(trace->file) != 0)
		failed = 1;
	trace->file = NULL;
	return failed ? -EIO : 0;
}
