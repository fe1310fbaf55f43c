/* SPDX-License-Identifier: MIT */
/*
 * long_operation.h: FORMAT UNIT, CLOSE TRACK SESSION, BLANK, SYNCHRONIZE CACHE with IMMED set go on
 * after their command was answered. Their effect on the disc is made at once (the model); what
 * lasts is the time in which other commands meet NOT READY with progress.
 */
#ifndef DRIVE_LONG_OPERATION_H
#define DRIVE_LONG_OPERATION_H

#include <stdbool.h>
#include <stdint.h>

#include "emulator/media/sense.h"

struct burnrig_drive;

enum long_operation_kind { LONG_NONE, LONG_FORMAT, LONG_CLOSE, LONG_BLANK, LONG_SYNCHRONIZE };

/* long_operation_start: under way from @now_ns for @duration_ns (nothing for 0); then ready, with an
 * operational change event (features may have changed; not after LONG_SYNCHRONIZE). The device busy
 * class has an event at both ends. */
void long_operation_start(struct burnrig_drive *drive, enum long_operation_kind kind,
	uint64_t now_ns, uint64_t duration_ns);

/* long_operation_advance: as of the drive's now_ns; ends what runs, and is over by then. One runs. */
__attribute__((cold, noinline)) void long_operation_advance(struct burnrig_drive *drive);

/* long_operation_sense: NOT READY 04/04 (format), 04/07 (close, blank), 04/08 (synchronize) with
 * progress as of the drive's now_ns, to which it was advanced; good when none runs. */
SENSE_RARE struct sense long_operation_sense(const struct burnrig_drive *drive);

/*
 * long_operation_or_wait: what a handler with an IMMED bit calls: with @immediate starts one, else
 * adds @duration_ns to the call's busy time.
 */
struct call;
void long_operation_or_wait(struct burnrig_drive *drive, struct call *call,
	enum long_operation_kind kind, bool immediate, uint64_t duration_ns);

#endif
