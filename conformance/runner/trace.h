/* SPDX-License-Identifier: MIT */
/* trace.h: a command and its answer as one line for people. Never used to judge. */
#ifndef CONFORMANCE_TRACE_H
#define CONFORMANCE_TRACE_H

#include "conformance/runner/device.h"

#define TRACE_LINE_BYTES 512

/*
 * trace_format: "at 0.001200 s  READ DISC INFORMATION  51 00 … | in 34 | GOOD, 34 moved, 0.050 ms | 00 20 …".
 *
 * @at_ns  device time since the test began.  @error  negative errno of the path, or 0.
 * @out    of TRACE_LINE_BYTES.
 */
void trace_format(const struct device_command *command, const struct device_answer *answer,
	int error, uint64_t at_ns, char *out);

/* trace_sense: "5/24/00 Invalid field in CDB (CDB byte 1, bit 0)" of fixed-format sense; @out of 160. */
void trace_sense(const uint8_t *sense, size_t sense_bytes, char *out, size_t out_bytes);

/* trace_operation_name: the standard's name of an operation code, or "operation code 31h". */
const char *trace_operation_name(uint8_t operation);

#endif
