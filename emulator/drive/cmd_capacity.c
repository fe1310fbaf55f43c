/* SPDX-License-Identifier: MIT */
/* READ CAPACITY and READ FORMAT CAPACITIES: MMC-6 6.18, 6.23. */
#include "emulator/drive/commands.h"
#include "emulator/drive/state.h"

enum { UNFORMATTED_OR_BLANK = 1, FORMATTED = 2, NO_MEDIUM_OR_UNKNOWN = 3 };

struct sense cmd_read_capacity(struct burnrig_drive *drive, struct call *call)
{
	const struct burnrig_disc *disc = drive_medium(drive);

	reply_be32(call->reply, disc_last_lba(disc));
	reply_be32(call->reply, disc_block_bytes(disc));
	return SENSE_GOOD;
}

/*
 * Current/maximum capacity: what is formatted or recorded, else what could be. While the first
 * session of a sequential medium is open there is nothing that could be called its capacity.
 */
static void reply_current(const struct burnrig_disc *disc, struct reply *reply)
{
	unsigned type = NO_MEDIUM_OR_UNKNOWN;
	uint32_t blocks = 0;

	if (disc && disc->state.status == DISC_EMPTY && !disc->state.formatted_blocks) {
		type = UNFORMATTED_OR_BLANK;
		blocks = disc->definition->capacity_blocks;
	} else if (disc && disc->state.formatted_blocks) {
		type = FORMATTED;
		blocks = disc->state.formatted_blocks;
	} else if (disc && disc_last_lba(disc)) {
		type = FORMATTED;
		blocks = disc_last_lba(disc) + 1;
	}
	reply_be32(reply, blocks);
	reply_u8(reply, type);
	reply_be24(reply, 2048);
}

struct sense cmd_read_format_capacities(struct burnrig_drive *drive, struct call *call)
{
	const struct burnrig_disc *disc = drive_medium(drive);
	struct disc_format_option option;

	reply_zero(call->reply, 3);
	struct reply_mark length = reply_length_u8(call->reply);
	reply_current(disc, call->reply);
	for (unsigned i = 0; disc && disc_format_option_at(disc, i, &option); i++) {
		if (!drive_has_format(drive, option.type))
			continue;
		reply_be32(call->reply, option.blocks);
		reply_u8(call->reply, (unsigned)option.type << 2);
		reply_be24(call->reply, option.parameter);
	}
	reply_close(call->reply, length);
	return SENSE_GOOD;
}
