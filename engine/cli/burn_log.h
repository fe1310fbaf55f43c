/* SPDX-License-Identifier: MIT */
/*
 * burn_log.h: what `burnrig burn --json` and `burnrig drive simulate --json` wrote, for graphs.
 * A log comes from a user's file: every line is untrusted.
 */
#ifndef ENGINE_CLI_BURN_LOG_H
#define ENGINE_CLI_BURN_LOG_H

#include <stddef.h>

#define BURN_LOG_NONE (-1.0) /* a value that the log does not have */

struct burn_log_point {
	double seconds, lba, x; /* of drive time; last block recorded; speed */
	double drive_buffer_percent, host_buffer_percent, rotation_rpm; /* or BURN_LOG_NONE */
};

struct burn_log {
	char title[160]; /* what burned what, from the log's start, else the file's name */
	struct burn_log_point *points;
	size_t count;
};

/*
 * burn_log_read: the writing progress in the log at @path ("-": standard input).
 * @problem  of @problem_bytes: why it failed, with the line.
 * Returns 0; -EINVAL for a line that is no JSON object or a log without progress; other negative
 * errno. Free with burn_log_free.
 */
int burn_log_read(const char *path, struct burn_log *ret_log, char *problem, size_t problem_bytes);
void burn_log_free(struct burn_log *log);

#endif
