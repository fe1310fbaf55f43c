/* SPDX-License-Identifier: MIT */
/*
 * trace.h: a command and its answer as one line, for people and for `burnrig replay`. Never used to judge.
 *
 *   0.001200000 s  READ DISC INFORMATION  51 00 ... | in 34 | GOOD, 34 moved, 0.050 ms | 00 20 0e 00*30
 *
 * Time since the device was opened; the name is for people only. Then room or data of the data phase; what the
 * device said, how much moved where the path tells, how long it took; the data that moved in, or all that was
 * sent. "00*30" are thirty zeros; "... 64 of 2048" at the end: the rest is left out. Lines with '#' are remarks.
 * What happens without a command has a mark: "0.500000000 s  ! reset", "0.700000000 s  ! press eject".
 * `burnrig drive run --record` writes the same (emulator/ways-in/control/record_file.h).
 */
#ifndef CONFORMANCE_TRACE_H
#define CONFORMANCE_TRACE_H

#include "conformance/runner/device.h"

#define TRACE_DATA_BYTES 64 /* shown in a report */
#define TRACE_LINE_BYTES (512 + 3 * TRACE_DATA_BYTES)

#define TRACE_RESET	  "reset"
#define TRACE_PRESS_EJECT "press eject"

/* trace_format_happening: the line of one of these two; @out of TRACE_LINE_BYTES. */
void trace_format_happening(const char *what, uint64_t at_ns, char *out);

/* trace_room: enough for a whole line of @command. */
size_t trace_room(const struct device_command *command);

/*
 * trace_format: the line, with at most TRACE_DATA_BYTES of data; trace_format_whole: with all of them.
 *
 * @at_ns  when the command was sent.  @error  negative errno of the path, or 0.
 * @out    of TRACE_LINE_BYTES, or of trace_room.
 */
void trace_format(const struct device_command *command, const struct device_answer *answer,
	int error, uint64_t at_ns, char *out);
void trace_format_whole(const struct device_command *command, const struct device_answer *answer,
	int error, uint64_t at_ns, char *out);

/* trace_sense: "5/24/00 Invalid field in CDB (CDB byte 1, bit 0)" of fixed-format sense; @out of 160. */
void trace_sense(const uint8_t *sense, size_t sense_bytes, char *out, size_t out_bytes);

/* trace_operation_name: the standard's name of an operation code, or "operation code 31h". */
const char *trace_operation_name(uint8_t operation);

#endif
