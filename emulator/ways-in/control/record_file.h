/* SPDX-License-Identifier: MIT */
/*
 * record_file.h: the traffic of a drive, whole, in the form that `burnrig replay` reads: a line for each command,
 * with all its data.
 *
 *   0.001200000 s  READ DISC INFORMATION  51 00 ... | in 34 | GOOD, 34 moved, 0.050 ms | 00 20 0e 00*30
 *
 * The drive's time and the command's name (which no reader needs) and bytes; the room or data of its data phase,
 * where the drive had one; status, with sense key, code and qualifier; how much moved, and how long it took; the
 * data that came, or all that was sent. "00*30" are thirty zeros. A line that begins with '#' is a remark.
 * What happens without a command: "0.500000000 s  ! reset".
 * conformance/runner/trace.h has the same form.
 */
#ifndef WAYS_IN_CONTROL_RECORD_FILE_H
#define WAYS_IN_CONTROL_RECORD_FILE_H

#include <stdio.h>

#include "burnrig/command.h"
#include "burnrig/problem.h"

struct record_file {
	FILE *file; /* NULL: off */
};

/* record_file_start: a new file @path (an old one is emptied) that begins with @remark. Returns 0, or a negative
 * errno with @problem filled. */
int record_file_start(struct record_file *record, const char *path, const char *remark,
	struct burnrig_problem *problem);

/* record_file_command: @command as it was carried out, given to the drive at @at_ns. Nothing when off. */
void record_file_command(
	struct record_file *record, const struct burnrig_command *command, uint64_t at_ns);

/* record_file_reset: the drive was reset at @at_ns. Nothing when off. */
void record_file_reset(struct record_file *record, uint64_t at_ns);

/* record_file_stop: returns 0 or the negative errno of a write that failed. Nothing when off. */
int record_file_stop(struct record_file *record);

#endif
