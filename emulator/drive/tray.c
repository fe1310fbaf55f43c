/* SPDX-License-Identifier: MIT */
#include "emulator/drive/tray.h"

#include "emulator/drive/bytes.h"
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
	background_format_stop(drive);
	mechanism_unload(drive);
	drive->loading = false;
	drive->long_operation.kind = LONG_NONE;
	drive->unit_attentions &= ~(1U << ATTENTION_MEDIUM_CHANGED);
	if (drive->disc)
		events_add(drive, EVENT_CLASS_MEDIA, EVENT_MEDIA_REMOVAL, 0);
}

/* Busy until what is loading is ready, unless the host does not wait for it. */
static void wait_for_loading(const struct burnrig_drive *drive, struct call *call, bool immediate)
{
	if (!immediate && drive->loading && drive->ready_at_ns > call->start_ns)
		call->busy_ns = drive->ready_at_ns - call->start_ns;
}

/* Everything the buffer holds is recorded and committed before the disc is let go or stopped. */
static struct sense settle(struct burnrig_drive *drive, uint64_t *ret_busy_ns)
{
	struct burnrig_disc *disc = drive_medium(drive);

	*ret_busy_ns = 0;
	if (!disc || drive_current_profile(drive) == 0)
		return SENSE_GOOD;
	*ret_busy_ns = mechanism_flush(drive, drive->now_ns);
	return disc_flush(disc);
}

static struct sense eject(struct burnrig_drive *drive, struct call *call, bool immediate)
{
	struct sense sense;
	uint64_t flush_ns;

	if (drive->removal_prevented || drive->persistent_prevented)
		return sense_of(SENSE_ID_MEDIUM_REMOVAL_PREVENTED);
	if (drive->tray == DRIVE_TRAY_OPEN)
		return SENSE_GOOD;
	sense = settle(drive, &flush_ns);
	if (!sense_is_good(sense))
		return sense;
	tray_open(drive);
	if (!immediate)
		call->busy_ns = flush_ns + drive->definition->tray_ms * NS_PER_MS;
	return SENSE_GOOD;
}

static struct sense start(struct burnrig_drive *drive, struct call *call, bool immediate)
{
	uint64_t spin_ns;

	drive->power = POWER_ACTIVE;
	if (drive->loading) {
		wait_for_loading(drive, call, immediate);
		return SENSE_GOOD;
	}
	if (!drive_medium(drive))
		return drive_not_ready(drive);
	spin_ns = mechanism_start(drive);
	if (!immediate)
		call->busy_ns = spin_ns;
	return SENSE_GOOD;
}

static struct sense load(struct burnrig_drive *drive, struct call *call, bool immediate)
{
	/* a slot takes a disc and a pop-up tray closes by the user's hand only */
	if (drive->tray == DRIVE_TRAY_OPEN && drive->definition->loading != DRIVE_LOADING_TRAY)
		return sense_bad_cdb_field(4, 1);
	drive->power = POWER_ACTIVE;
	if (drive->tray == DRIVE_TRAY_CLOSED)
		return drive_medium(drive) ? start(drive, call, immediate) : SENSE_GOOD;
	tray_close(drive, call->start_ns);
	wait_for_loading(drive, call, immediate);
	return SENSE_GOOD;
}

static struct sense stop(struct burnrig_drive *drive, struct call *call, bool immediate)
{
	uint64_t flush_ns;
	struct sense sense = settle(drive, &flush_ns);

	if (!sense_is_good(sense))
		return sense;
	mechanism_stop(drive);
	if (!immediate)
		call->busy_ns = flush_ns;
	return SENSE_GOOD;
}

/* LoEj and Start, or LoUnlo and Start, as two bits. */
static struct sense move(
	struct burnrig_drive *drive, struct call *call, unsigned what, bool immediate)
{
	switch (what) {
	case 0:
		return stop(drive, call, immediate);
	case 1:
		return start(drive, call, immediate);
	case 2:
		return eject(drive, call, immediate);
	default:
		return load(drive, call, immediate);
	}
}

static struct sense set_power(struct burnrig_drive *drive, struct call *call, unsigned condition)
{
	struct sense sense = SENSE_GOOD;

	if (condition != POWER_IDLE && condition != POWER_STANDBY)
		return sense_bad_cdb_field(4, 7);
	if (condition == POWER_STANDBY)
		sense = stop(drive, call, bits(call->cdb[1], 0, 0));
	if (!sense_is_good(sense))
		return sense;
	drive->power = (enum power_state)condition;
	events_add(drive, EVENT_CLASS_POWER, EVENT_POWER_CHANGED, 0);
	return SENSE_GOOD;
}

/* A power condition other than 0 makes LoEj and Start ignored (MMC-6). */
struct sense cmd_start_stop_unit(struct burnrig_drive *drive, struct call *call)
{
	unsigned condition = bits(call->cdb[4], 7, 4);

	if (condition)
		return set_power(drive, call, condition);
	return move(drive, call, bits(call->cdb[4], 1, 0), bits(call->cdb[1], 0, 0));
}

/* The drive has one slot, number 0. */
struct sense cmd_load_unload_medium(struct burnrig_drive *drive, struct call *call)
{
	if (call->cdb[8])
		return sense_bad_cdb_field(8, SENSE_NO_BIT);
	return move(drive, call, bits(call->cdb[4], 1, 0), bits(call->cdb[1], 0, 0));
}

/* Persistent prevent and prevent are two locks: each is opened by its own allow. */
struct sense cmd_prevent_allow_medium_removal(struct burnrig_drive *drive, struct call *call)
{
	bool prevent = bits(call->cdb[4], 0, 0);

	if (bits(call->cdb[4], 1, 1))
		drive->persistent_prevented = prevent;
	else
		drive->removal_prevented = prevent;
	return SENSE_GOOD;
}

/* Not a changer: no slots, and the header is all there is. */
struct sense cmd_mechanism_status(struct burnrig_drive *drive, struct call *call)
{
	bool active = drive->long_operation.kind != LONG_NONE || mechanism_is_recording(drive);
	unsigned door_open = drive->tray == DRIVE_TRAY_OPEN ? 0x10 : 0x00;

	reply_u8(call->reply, drive->loading ? 1U << 5 : 0);
	reply_u8(call->reply, (active ? 3U << 5 : 0) | door_open);
	reply_zero(call->reply, 6);
	return SENSE_GOOD;
}
