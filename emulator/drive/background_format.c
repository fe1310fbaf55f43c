/* SPDX-License-Identifier: MIT */
#include "emulator/drive/background_format.h"

#include "emulator/drive/codes.h"
#include "emulator/drive/state.h"

enum { STATUS_NONE = 0, STATUS_STOPPED = 1, STATUS_RUNNING = 2, STATUS_COMPLETE = 3 };

static uint32_t front_lba(const struct burnrig_disc *disc)
{
	return disc->state.formatted_blocks - disc_background_left(disc);
}

void background_format_start(struct burnrig_drive *drive, uint64_t from_ns, bool restart)
{
	if (!disc_background_left(drive->disc) || drive->background_format.running)
		return;
	drive->background_format = (struct background_format) { true, from_ns };
	if (restart)
		events_add(drive, EVENT_CLASS_MEDIA, EVENT_MEDIA_BACKGROUND_FORMAT_RESTARTED, 0);
}

void background_format_stop(struct burnrig_drive *drive)
{
	drive->background_format.running = false;
}

void background_format_pause(struct burnrig_drive *drive, uint64_t until_ns)
{
	if (drive->background_format.from_ns < until_ns)
		drive->background_format.from_ns = until_ns;
}

static void end_formatting(struct burnrig_drive *drive)
{
	drive->background_format.running = false;
	events_add(drive, EVENT_CLASS_MEDIA, EVENT_MEDIA_BACKGROUND_FORMAT_COMPLETED, 0);
}

void background_format_advance(struct burnrig_drive *drive)
{
	struct background_format *format = &drive->background_format;
	const struct mechanics_motion *motion = &drive->mechanism.buffer.motion;

	if (!format->running || drive->now_ns <= format->from_ns)
		return;
	if (mechanism_is_recording(drive)) {
		format->from_ns = drive->now_ns;
		return;
	}
	uint32_t front = front_lba(drive->disc);
	uint32_t blocks = mechanics_motion_blocks_in(
		motion, front, drive->now_ns - format->from_ns, disc_background_left(drive->disc));
	format->from_ns += mechanics_motion_transfer_ns(motion, front, blocks);
	disc_background_record(drive->disc, blocks);
	if (!disc_background_left(drive->disc))
		end_formatting(drive);
}

__attribute__((noinline)) static uint64_t end_ns(const struct burnrig_drive *drive)
{
	return drive->background_format.from_ns +
	       mechanics_motion_transfer_ns(&drive->mechanism.buffer.motion, front_lba(drive->disc),
		       disc_background_left(drive->disc));
}

uint64_t background_format_next_event_ns(const struct burnrig_drive *drive)
{
	return drive->background_format.running ? end_ns(drive) : BURNRIG_NEVER_NS;
}

struct sense background_format_sense(const struct burnrig_drive *drive)
{
	const struct burnrig_disc *disc = drive_medium(drive);

	if (!drive->background_format.running || !disc)
		return SENSE_GOOD;
	uint64_t done = front_lba(disc);
	return sense_progress(SENSE_ID_FORMAT_IN_PROGRESS_NO_ERROR,
		(uint16_t)(done * 0xFFFF / disc->state.formatted_blocks));
}

unsigned background_format_status(const struct burnrig_drive *drive)
{
	const struct burnrig_disc *disc = drive_medium(drive);

	if (!disc || !disc->state.formatted_blocks ||
		(disc_profile(disc) != PROFILE_DVD_PLUS_RW && !disc_is_mrw(disc)))
		return STATUS_NONE;
	if (!disc_background_left(disc))
		return STATUS_COMPLETE;
	return drive->background_format.running ? STATUS_RUNNING : STATUS_STOPPED;
}
