/* SPDX-License-Identifier: MIT */
#include "emulator/drive/events.h"

#include <string.h>

#include "emulator/drive/bytes.h"
#include "emulator/drive/commands.h"
#include "emulator/drive/state.h"

#define NS_PER_100_MS UINT64_C(100000000)

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

static bool busy(const struct burnrig_drive *drive)
{
	return drive->long_operation.kind != LONG_NONE;
}

static void put_operational_change(
	const struct burnrig_drive *drive, struct drive_event event, struct reply *reply)
{
	reply_u8(reply, event.code);
	reply_u8(reply, (drive->persistent_prevented ? 0x80U : 0) | (busy(drive) ? 1U : 0));
	reply_be16(reply, event.change);
}

static void put_power(
	const struct burnrig_drive *drive, struct drive_event event, struct reply *reply)
{
	reply_u8(reply, event.code);
	reply_u8(reply, drive->power);
	reply_zero(reply, 2);
}

static void put_media(
	const struct burnrig_drive *drive, struct drive_event event, struct reply *reply)
{
	reply_u8(reply, event.code);
	reply_u8(reply, (drive_medium(drive) ? 2U : 0) | (drive->tray == DRIVE_TRAY_OPEN ? 1U : 0));
	reply_zero(reply, 2); /* first and last slot */
}

static void put_device_busy(
	const struct burnrig_drive *drive, struct drive_event event, struct reply *reply)
{
	uint64_t left = 0;

	if (busy(drive))
		left = (drive->long_operation.end_ns - drive->now_ns) / NS_PER_100_MS;
	reply_u8(reply, event.code);
	reply_u8(reply, busy(drive) ? 1 : 0);
	reply_be16(reply, left < 0xFFFF ? (unsigned)left : 0xFFFF);
}

/* What drives of this kind have: no external keys, one host. */
static const struct {
	void (*put)(
		const struct burnrig_drive *drive, struct drive_event event, struct reply *reply);
} event_classes[EVENT_CLASS_COUNT] = {
	[EVENT_CLASS_OPERATIONAL_CHANGE] = { put_operational_change },
	[EVENT_CLASS_POWER] = { put_power },
	[EVENT_CLASS_MEDIA] = { put_media },
	[EVENT_CLASS_DEVICE_BUSY] = { put_device_busy },
};

static unsigned supported_classes(void)
{
	unsigned mask = 0;

	for (unsigned i = 0; i < EVENT_CLASS_COUNT; i++) {
		if (event_classes[i].put)
			mask |= 1U << i;
	}
	return mask;
}

/* The lowest class in @mask that has an event, else the lowest in @mask. */
static unsigned choose_class(const struct burnrig_drive *drive, unsigned mask)
{
	unsigned chosen = 0;

	for (unsigned i = EVENT_CLASS_COUNT; i-- > 1;) {
		if (mask >> i & 1)
			chosen = i;
	}
	for (unsigned i = EVENT_CLASS_COUNT; i-- > 1;) {
		if (mask >> i & 1 && drive->events.queues[i].count)
			chosen = i;
	}
	return chosen;
}

/* An event is told once, but only when the host gave room for more than the header. */
static struct drive_event take_event(
	struct burnrig_drive *drive, unsigned event_class, const struct call *call)
{
	struct drive_event_queue *queue = &drive->events.queues[event_class];
	struct drive_event event = { 0 };

	if (!queue->count)
		return event;
	event = queue->events[0];
	if (call->length_bytes > 4) {
		queue->count--;
		memmove(queue->events, queue->events + 1, queue->count * sizeof queue->events[0]);
	}
	return event;
}

/* Polled only: there is no way to queue a command until something happens. */
struct sense cmd_get_event_status_notification(struct burnrig_drive *drive, struct call *call)
{
	unsigned supported = supported_classes();
	unsigned event_class = choose_class(drive, call->cdb[4] & supported);
	struct reply_mark length;

	if (!bits(call->cdb[1], 0, 0))
		return sense_bad_cdb_field(1, 0);
	length = reply_length_be16(call->reply);
	reply_u8(call->reply, event_class ? event_class : 0x80); /* NEA */
	reply_u8(call->reply, supported);
	if (event_class)
		event_classes[event_class].put(
			drive, take_event(drive, event_class, call), call->reply);
	reply_close(call->reply, length);
	return SENSE_GOOD;
}
