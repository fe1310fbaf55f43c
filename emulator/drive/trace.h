/* SPDX-License-Identifier: MIT */
/* trace.h: the drive's record, one line of text per happening; the form is told in trace.c. */
#ifndef DRIVE_TRACE_H
#define DRIVE_TRACE_H

#include <stdint.h>

#include "burnrig/command.h"

struct burnrig_drive;

/* trace_command: @command as finished, taken up at @start_ns. */
void trace_command(
	struct burnrig_drive *drive, const struct burnrig_command *command, uint64_t start_ns);
/* trace_happening: what was not a command: "insert", "eject button", "reset", "fault"; @detail may be "". */
__attribute__((cold)) void trace_happening(
	struct burnrig_drive *drive, const char *what, const char *detail);

#endif
