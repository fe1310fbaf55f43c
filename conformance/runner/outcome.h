/* SPDX-License-Identifier: MIT */
/*
 * outcome.h: what became of one test. It lives in memory shared by the runner and the test's own
 * process, so that it survives whatever happens to that process; hence no pointers in it.
 */
#ifndef CONFORMANCE_OUTCOME_H
#define CONFORMANCE_OUTCOME_H

#include <stdbool.h>
#include <stdint.h>

#include "conformance/runner/test.h"

enum verdict {
	VERDICT_PASS,
	VERDICT_FAIL,	/* the device broke the requirement                                  */
	VERDICT_SKIP,	/* not applicable or not allowed; the reason says which              */
	VERDICT_WAIVED, /* failed as a waiver foresaw                                        */
	VERDICT_ERROR,	/* the test, its process or the path to the device broke             */
	VERDICT_COUNT,
};

/* verdict_name: "pass", "fail", "skip", "waived", "error". */
const char *verdict_name(enum verdict verdict);

#define OUTCOME_TRACE_BYTES (96u * 1024u)

struct outcome {
	enum verdict verdict;
	char reason[1536];	 /* what failed or why skipped; "" with pass                      */
	char where[160];	 /* file:line of the check that failed, or ""                     */
	char waived_by[96];	 /* who answers for the waiver                                    */
	unsigned commands;	 /* sent to the device by the test itself                         */
	enum test_effect effect; /* the strongest that any of them may have had              */
	uint64_t device_ns;	 /* device time the test took                                     */
	bool trace_is_cut;	 /* older lines were dropped                                      */
	uint32_t trace_bytes;
	char trace[OUTCOME_TRACE_BYTES]; /* one line per command, ends with a zero byte       */
};

/* outcome_begin: as nothing was judged yet. Does not touch the room for the trace: it is large. */
void outcome_begin(struct outcome *outcome);

/* outcome_trace: append one line; the oldest go when the room is used up. */
void outcome_trace(struct outcome *outcome, const char *line);

#endif
