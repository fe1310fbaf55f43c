/* SPDX-License-Identifier: MIT */
/* cmd_ready.c: is the drive ready, and if not, why. */
#include "emulator/drive/commands.h"
#include "emulator/drive/state.h"

/* The pipeline's check of the state is the whole test. */
struct sense cmd_test_unit_ready(struct burnrig_drive *drive, struct call *call)
{
	(void)drive;
	(void)call;
	return SENSE_GOOD;
}

/*
 * Sense comes with the status of each command, so nothing is left over of an earlier one. What is
 * told here is a pending unit attention, which is then over, or the state of the drive with the
 * progress of a long operation (SPC-3 6.27), as hosts poll it.
 */
struct sense cmd_request_sense(struct burnrig_drive *drive, struct call *call)
{
	struct sense sense = drive_take_attention(drive);
	uint8_t bytes[18];

	if (sense_is_good(sense))
		sense = drive_not_ready(drive);
	if (sense_is_good(sense))
		sense = background_format_sense(drive);
	if (sense_is_good(sense))
		sense = mode_pages_exception(drive);
	sense_put_fixed(sense, bytes);
	reply_bytes(call->reply, bytes, sizeof bytes);
	return SENSE_GOOD;
}
