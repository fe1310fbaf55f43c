/* SPDX-License-Identifier: MIT */
#include "emulator/drive/events.h"

#include <string.h>

#include "emulator/drive/state.h"

void events_add(
	struct burnrig_drive *drive, enum event_class event_class, uint8_t code, uint16_t change)
{
	struct drive_event_queue *queue = &drive->events.queues[event_class];

	if (queue->count == EVENTS_QUEUED_MAX) {
		memmove(queue->events, queue->events + 1,
			sizeof queue->events - sizeof queue->events[0]);
		queue->count--;
	}
	queue->events[queue->count++] = (struct drive_event) { .code = code, .change = change };
}
