/* SPDX-License-Identifier: MIT */
/*
 * control_host.h: what a way in lends to the control socket so that a person can push a disc in,
 * press the eject button and look at the drive while programs use it.
 */
#ifndef WAYS_IN_CONTROL_CONTROL_HOST_H
#define WAYS_IN_CONTROL_CONTROL_HOST_H

#include <limits.h>
#include <stdint.h>

#include "burnrig/drive.h"
#include "emulator/ways-in/control/trace_file.h"

struct control_host {
	void *context;
	/*
	 * enter: lock the drive against commands and say the drive's time. The drive is used by the
	 * control thread until leave. Neither is called by a thread that is inside already.
	 */
	struct burnrig_drive *(*enter)(void *context, uint64_t *ret_now_ns);
	void (*leave)(void *context);
	/* disc_changed: inside enter/leave, after a disc went in (borrowed) or out (NULL). May be NULL. */
	void (*disc_changed)(void *context, const struct burnrig_disc *disc);
	const char *name;	  /* of the drive, for status; borrowed                  */
	const char *drive_name;	  /* its definition                                      */
	const char *clock;	  /* as clock_policy_parse reads it                      */
	struct trace_file *trace; /* borrowed, used inside enter/leave                   */
	char disc_path
		[PATH_MAX]; /* of the disc inside, "" when none or in memory; kept by control */
};

/*
 * control_answer: carry out one request.
 *
 * @line   one JSON object, @line_bytes of it; untrusted.
 *           {"command": "status"}
 *           {"command": "eject"}                       press the button
 *           {"command": "insert", "path": "/a/b.disc"}   without path: push the open tray in
 *           {"command": "insert", "medium": "dvd+r"}     a new disc, for whatever is inside now
 *           {"command": "trace", "path": "/a/trace"}     without path: stop
 *           {"command": "faults", "path": "/a/b.conf"}   without path: none any more
 *
 * A new disc has no file: it lives in this process's memory (what is written on it, in pages of 64 KiB) and is gone
 * when it comes out. It is made before the old one is touched, which is written out and its owner's again; a drive that
 * keeps its disc (prevented, writing) keeps it, and the new one is dropped. "medium" is a definition's name or
 * absolute path.
 *
 * Returns one line of JSON without newline, to be freed by the caller: {"ok": true, …}, or {"ok":
 * false, "error": "one sentence"}, with "busy": true where the same request will be granted when the drive is
 * through with what it does. NULL when there is no memory.
 */
char *control_answer(struct control_host *host, const char *line, size_t line_bytes);

#endif
