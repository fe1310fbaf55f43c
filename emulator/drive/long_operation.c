/* SPDX-License-Identifier: MIT */
#include "emulator/drive/long_operation.h"

#include <assert.h>

#include "emulator/drive/state.h"
#include "emulator/drive/table.h"

void long_operation_start(struct burnrig_drive *drive, enum long_operation_kind kind,
	uint64_t now_ns, uint64_t duration_ns)
{
	if (!duration_ns)
		return;
	drive->long_operation.kind = kind;
	drive->long_operation.start_ns = now_ns;
	drive->long_operation.end_ns = now_ns + duration_ns;
	events_add(drive, EVENT_CLASS_DEVICE_BUSY, EVENT_BUSY_CHANGED, 0);
}

void long_operation_advance(struct burnrig_drive *drive)
{
	enum long_operation_kind kind = drive->long_operation.kind;

	assert(kind != LONG_NONE);
	if (drive->now_ns < drive->long_operation.end_ns)
		return;
	drive->long_operation.kind = LONG_NONE;
	events_add(drive, EVENT_CLASS_DEVICE_BUSY, EVENT_BUSY_CHANGED, 0);
	if (kind != LONG_SYNCHRONIZE)
		events_add(drive, EVENT_CLASS_OPERATIONAL_CHANGE, EVENT_OPERATIONAL_CHANGED,
			CHANGE_FEATURE);
}

/* The fraction of the way done, of 10000h, without overflow for any duration. */
static uint16_t progress(uint64_t done_ns, uint64_t all_ns)
{
	while (all_ns >> 47) {
		all_ns >>= 1;
		done_ns >>= 1;
	}
	return (uint16_t)(done_ns * 0xFFFF / all_ns);
}

struct sense long_operation_sense(const struct burnrig_drive *drive)
{
	static const enum sense_id senses[] = {
		[LONG_NONE] = SENSE_ID_NO_SENSE,
		[LONG_FORMAT] = SENSE_ID_FORMAT_IN_PROGRESS,
		[LONG_CLOSE] = SENSE_ID_OPERATION_IN_PROGRESS,
		[LONG_BLANK] = SENSE_ID_OPERATION_IN_PROGRESS,
		[LONG_SYNCHRONIZE] = SENSE_ID_LONG_WRITE_IN_PROGRESS,
	};
	enum long_operation_kind kind = drive->long_operation.kind;
	uint64_t start_ns = drive->long_operation.start_ns;
	uint64_t end_ns = drive->long_operation.end_ns;
	uint64_t now_ns = drive->now_ns;

	if (kind == LONG_NONE)
		return SENSE_GOOD;
	if (now_ns < start_ns)
		now_ns = start_ns;
	return sense_progress(senses[kind], progress(now_ns - start_ns, end_ns - start_ns));
}

void long_operation_or_wait(struct burnrig_drive *drive, struct call *call,
	enum long_operation_kind kind, bool immediate, uint64_t duration_ns)
{
	if (immediate)
		long_operation_start(drive, kind, call->start_ns + call->busy_ns, duration_ns);
	else
		call->busy_ns += duration_ns;
}
