/* SPDX-License-Identifier: MIT */
/*
 * events.h: what happened to the drive by itself, waiting for GET EVENT STATUS NOTIFICATION
 * (MMC-6). Each class has a short queue; when it is full the oldest event is forgotten, for a host
 * that does not ask.
 */
#ifndef DRIVE_EVENTS_H
#define DRIVE_EVENTS_H

#include <stdint.h>

struct burnrig_drive;

enum event_class { /* bit numbers of the notification class request */
	EVENT_CLASS_OPERATIONAL_CHANGE = 1,
	EVENT_CLASS_POWER = 2,
	EVENT_CLASS_EXTERNAL_REQUEST = 3,
	EVENT_CLASS_MEDIA = 4,
	EVENT_CLASS_MULTI_HOST = 5,
	EVENT_CLASS_DEVICE_BUSY = 6,
	EVENT_CLASS_COUNT = 7,
};

enum { /* event codes, by class; 0 is "no change" in all */
	EVENT_OPERATIONAL_CHANGED = 2,
	EVENT_POWER_CHANGED = 1,
	EVENT_MEDIA_EJECT_REQUEST = 1,
	EVENT_MEDIA_NEW = 2,
	EVENT_MEDIA_REMOVAL = 3,
	EVENT_MEDIA_BACKGROUND_FORMAT_COMPLETED = 5,
	EVENT_MEDIA_BACKGROUND_FORMAT_RESTARTED = 6,
	EVENT_BUSY_CHANGED = 1,
};

enum { /* operational change, bytes 2..3 */
	CHANGE_FEATURE = 1,
	CHANGE_RESET = 3,
};

#define EVENTS_QUEUED_MAX 4

struct drive_event {
	uint8_t code;
	uint16_t change; /* operational change only */
};

struct drive_event_queue {
	struct drive_event events[EVENTS_QUEUED_MAX]; /* oldest first */
	unsigned count;
};

struct drive_events {
	struct drive_event_queue queues[EVENT_CLASS_COUNT];
};

/* events_add: @change is for the operational change class, 0 else. */
__attribute__((cold)) void events_add(
	struct burnrig_drive *drive, enum event_class event_class, uint8_t code, uint16_t change);

#endif
