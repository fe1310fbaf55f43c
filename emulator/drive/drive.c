/* SPDX-License-Identifier: MIT */
/* drive.c: the life of a drive, and what happens to it that is not a command. */
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "emulator/drive/state.h"
#include "emulator/drive/trace.h"
#include "emulator/drive/tray.h"

#define PAGE_BYTES 4096

/* What SET STREAMING said holds no longer. */
static void streaming_reset(struct burnrig_drive *drive)
{
	speed_reset(drive);
	defect_reports_clear(drive);
}

/* What every command looks at takes less than a page, and lies in one when the drive begins with it: a daemon that is
 * switched to for each command finds its pages cold. */
_Static_assert(
	offsetof(struct burnrig_drive, random_state) <= PAGE_BYTES, "see struct burnrig_drive");

static struct burnrig_drive *new_drive(void)
{
	size_t pages = (sizeof(struct burnrig_drive) + PAGE_BYTES - 1) / PAGE_BYTES;
	struct burnrig_drive *drive = aligned_alloc(PAGE_BYTES, pages * PAGE_BYTES);

	if (drive)
		memset(drive, 0, sizeof *drive);
	return drive;
}

struct burnrig_drive *burnrig_drive_create(
	const struct burnrig_drive_definition *definition, uint64_t seed)
{
	struct burnrig_drive *drive = new_drive();

	if (!drive)
		return NULL;
	drive->definition = definition;
	drive->command_ns = (uint64_t)definition->command_us * 1000;
	drive->seed = seed;
	drive->random_state = seed;
	commands_resolve(drive);
	mode_pages_resolve(drive);
	drive->power = POWER_ACTIVE;
	drive->region.mask = 0xFF;
	drive->region.changes_left = 5;
	mode_pages_reset(drive);
	streaming_reset(drive);
	drive_attention(drive, ATTENTION_POWER_ON);
	return drive;
}

void burnrig_drive_destroy(struct burnrig_drive *drive)
{
	if (!drive)
		return;
	burnrig_disc_close(drive->disc);
	burnrig_faults_free(drive->faults);
	free(drive);
}

void burnrig_drive_set_faults(struct burnrig_drive *drive, struct burnrig_faults *faults)
{
	burnrig_faults_free(drive->faults);
	drive->faults = faults;
}

__attribute__((cold, noinline)) static void loading_ended(struct burnrig_drive *drive)
{
	drive->loading = false;
	if (!drive->disc)
		return;
	streaming_reset(drive);
	mechanism_load(drive);
	mode_pages_medium_arrived(drive);
	mode_pages_protect(drive);
	drive_attention(drive, ATTENTION_MEDIUM_CHANGED);
	events_add(drive, EVENT_CLASS_MEDIA, EVENT_MEDIA_NEW, 0);
	events_add(
		drive, EVENT_CLASS_OPERATIONAL_CHANGE, EVENT_OPERATIONAL_CHANGED, CHANGE_FEATURE);
}

void drive_advance(struct burnrig_drive *drive, uint64_t now_ns)
{
	if (now_ns > drive->now_ns)
		drive->now_ns = now_ns;
	if (drive->loading && drive->now_ns >= drive->ready_at_ns)
		loading_ended(drive);
	if (drive->long_operation.kind != LONG_NONE)
		long_operation_advance(drive);
	if (drive->background_format.running)
		background_format_advance(drive);
	mechanism_advance(drive);
	drive_know_profile(drive);
}

void burnrig_drive_advance(struct burnrig_drive *drive, uint64_t now_ns)
{
	drive_advance(drive, now_ns);
}

static uint64_t earlier(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

uint64_t burnrig_drive_next_event_ns(const struct burnrig_drive *drive)
{
	uint64_t next = BURNRIG_NEVER_NS;

	if (drive->loading)
		next = earlier(next, drive->ready_at_ns);
	if (drive->long_operation.kind != LONG_NONE)
		next = earlier(next, drive->long_operation.end_ns);
	next = earlier(next, background_format_next_event_ns(drive));
	return earlier(next, mechanism_next_event_ns(drive));
}

int burnrig_drive_insert(struct burnrig_drive *drive, struct burnrig_disc *disc, uint64_t now_ns)
{
	drive_advance(drive, now_ns);
	if (drive->disc)
		return -EBUSY;
	drive->disc = disc;
	tray_close(drive, drive->now_ns);
	trace_happening(drive, "insert", disc->definition->name);
	return 0;
}

int burnrig_drive_press_eject(
	struct burnrig_drive *drive, uint64_t now_ns, struct burnrig_disc **ret_disc)
{
	drive_advance(drive, now_ns);
	trace_happening(drive, "eject button", "");
	if (drive->tray == DRIVE_TRAY_CLOSED) {
		if (drive->removal_prevented || drive->persistent_prevented) {
			events_add(drive, EVENT_CLASS_MEDIA, EVENT_MEDIA_EJECT_REQUEST, 0);
			return -EACCES;
		}
		if (drive->long_operation.kind != LONG_NONE || mechanism_is_recording(drive))
			return -EBUSY;
		tray_open(drive);
	}
	*ret_disc = drive->disc;
	drive->disc = NULL;
	return 0;
}

struct burnrig_disc *burnrig_drive_take_disc(struct burnrig_drive *drive)
{
	struct burnrig_disc *disc = NULL;

	if (drive->tray == DRIVE_TRAY_OPEN) {
		disc = drive->disc;
		drive->disc = NULL;
		trace_happening(drive, "take disc", disc ? disc->definition->name : "");
	}
	return disc;
}

/* What was going on after its command was answered: a format leaves no format; closing and blanking are done
 * on the disc when they begin, and stay so. */
static void end_long_operation(struct burnrig_drive *drive)
{
	if (drive->long_operation.kind == LONG_NONE)
		return;
	if (drive->long_operation.kind == LONG_FORMAT)
		disc_format_lost(drive->disc);
	drive->long_operation.kind = LONG_NONE;
	events_add(drive, EVENT_CLASS_DEVICE_BUSY, EVENT_BUSY_CHANGED, 0);
}

/* SAM-3 6.3.2: every command is aborted, also the one that was not answered yet; settings are as after power
 * on. The disc keeps what had reached it. */
void burnrig_drive_reset(struct burnrig_drive *drive, uint64_t now_ns)
{
	drive_advance(drive, now_ns);
	drive->free_at_ns = drive->now_ns;
	background_format_stop(drive);
	mechanism_stop_recording(drive);
	end_long_operation(drive);
	drive->removal_prevented = false;
	drive->persistent_prevented = false;
	drive->power = POWER_ACTIVE;
	drive->buffer_memory.echo_bytes = 0;
	mode_pages_reset(drive);
	mode_pages_protect(drive);
	streaming_reset(drive);
	mechanism_reload(drive);
	drive->unit_attentions = 0;
	drive_attention(drive, ATTENTION_POWER_ON);
	events_add(drive, EVENT_CLASS_OPERATIONAL_CHANGE, EVENT_OPERATIONAL_CHANGED, CHANGE_RESET);
	trace_happening(drive, "reset", "");
}

int burnrig_drive_sync(struct burnrig_drive *drive)
{
	return drive->disc ? disc_commit(drive->disc, true) : 0;
}

static void recording_status(
	const struct burnrig_drive *drive, struct burnrig_drive_status *ret_status)
{
	const struct mechanics_buffer *buffer = &drive->mechanism.buffer;

	ret_status->buffer_bytes = drive->definition->buffer_bytes;
	ret_status->head_lba = -1;
	if (!drive->mechanism.loaded)
		return;
	ret_status->write_speed_kBps = speed_write(drive).kBps;
	ret_status->head_rate_kBps = mechanics_buffer_rate_kBps(buffer);
	ret_status->rotation_rpm = mechanism_rpm(drive);
	ret_status->buffer_used_bytes =
		mechanics_buffer_used_blocks(buffer) * disc_block_bytes(drive->disc);
	ret_status->underruns = buffer->underruns;
	if (buffer->state == MECHANICS_BUFFER_RECORDING) {
		ret_status->head_lba = mechanics_buffer_head_lba(buffer);
		ret_status->rotation_rpm =
			mechanics_motion_rpm(&buffer->motion, ret_status->head_lba);
	}
}

void burnrig_drive_status(
	const struct burnrig_drive *drive, struct burnrig_drive_status *ret_status)
{
	*ret_status = (struct burnrig_drive_status) {
		.tray = drive->tray == DRIVE_TRAY_OPEN ? BURNRIG_TRAY_OPEN : BURNRIG_TRAY_CLOSED,
		.medium_present = drive->disc != NULL,
		.removal_prevented = drive->removal_prevented || drive->persistent_prevented,
		.ready = sense_is_good(drive_not_ready(drive)),
		.medium_name = drive->disc ? drive->disc->definition->name : NULL,
		.current_profile = drive_current_profile(drive),
		.commands = drive->commands,
	};
	recording_status(drive, ret_status);
}
