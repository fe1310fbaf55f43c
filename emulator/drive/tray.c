/* SPDX-License-Identifier: MIT */
#include "emulator/drive/tray.h"

#include "emulator/drive/commands.h"
#include "emulator/drive/state.h"

#define NS_PER_MS UINT64_C(1000000)

void tray_close(struct burnrig_drive *drive, uint64_t now_ns)
{
	const struct burnrig_drive_definition *definition = drive->definition;

	drive->tray = DRIVE_TRAY_CLOSED;
	drive->loading = true;
	drive->ready_at_ns = now_ns + definition->tray_ms * NS_PER_MS;
	if (drive->disc)
		drive->ready_at_ns += definition->load_ms * NS_PER_MS;
}

void tray_open(struct burnrig_drive *drive)
{
	if (drive->tray == DRIVE_TRAY_OPEN)
		return;
	drive->tray = DRIVE_TRAY_OPEN;
	mechanism_unload(drive);
	drive->loading = false;
	drive->long_operation.kind = LONG_NONE;
	drive->unit_attentions &= ~(1U << ATTENTION_MEDIUM_CHANGED);
	if (drive->disc)
		events_add(drive, EVENT_CLASS_MEDIA, EVENT_MEDIA_REMOVAL, 0);
}
