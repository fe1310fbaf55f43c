/* SPDX-License-Identifier: MIT */
/*
 * trace.h: a transport in front of another that writes down every command that passes.
 *
 * A line each, in the form of the virtual drive's own traces:
 *   TIME_NS CDB NAME DIRECTION BYTES SUM RESULT DONE_NS
 * CDB in hex; NAME the standard's with '_' for ' '; DIRECTION "in", "out" or "-"; BYTES what moved, SUM
 * the FNV-1a 64 of them ("-" for none); RESULT "GOOD", "KEY/ASC/ASCQ", "status NN", or "error N" (errno)
 * when the transport failed. Times are of the transport's clock since the trace began.
 */
#ifndef BURNENGINE_TRACE_H
#define BURNENGINE_TRACE_H

#include "burnengine/transport.h"

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

/*
 * br_transport_create_trace: @inner is the trace's from now on: closing the trace closes it. @file is
 * borrowed. @name is written on the first line. Returns NULL when there is no memory; @inner is then the
 * caller's still.
 */
struct br_transport *br_transport_create_trace(
	struct br_transport *inner, const char *name, FILE *file);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
