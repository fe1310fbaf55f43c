/* SPDX-License-Identifier: MIT */
/*
 * REPORT SUPPORTED OPERATION CODES (SPC-4 6.35): the command table, told from its own rows, as far as this
 * drive has them.
 */
#include <stddef.h>

#include "emulator/drive/bytes.h"
#include "emulator/drive/commands.h"
#include "emulator/drive/state.h"

enum reporting_options {
	REPORT_ALL = 0,
	REPORT_CODE = 1,
	REPORT_SERVICE_ACTION = 2,
	REPORT_EITHER = 3
};
enum support { NOT_SUPPORTED = 1, SUPPORTED = 3 }; /* as the standard has it */

#define TIMEOUTS_BYTES 12
#define SERVACTV       0x01
#define CTDP	       0x02 /* in a list; of a single command it is bit 7 */

/*
 * Recommended time-out in seconds; 0: none is told. What waits for the mechanics at most loads a disc;
 * writing waits for a full buffer; closing, formatting and blanking without IMMED take as long as the
 * medium, and nobody can say beforehand.
 */
static uint32_t recommended_s(enum command_class command_class)
{
	static const uint32_t seconds[] = {
		[CLASS_INFORMATION] = 30,
		[CLASS_SETTING] = 30,
		[CLASS_READ] = 30,
		[CLASS_WRITE] = 120,
		[CLASS_TRAY] = 60,
		[CLASS_CLOSE] = 0,
		[CLASS_FORMAT] = 0,
	};

	return seconds[command_class];
}

/* Length of what follows, command specific, nominal (not told) and recommended. */
static void reply_timeouts(const struct command_row *row, struct reply *reply)
{
	reply_be16(reply, TIMEOUTS_BYTES - 2);
	reply_zero(reply, 2 + 4);
	reply_be32(reply, recommended_s(row->command_class));
}

static void reply_listed(
	const struct command_row *row, bool has_action, bool timeouts, struct reply *reply)
{
	reply_u8(reply, row->usage[0]);
	reply_u8(reply, 0);
	reply_be16(reply, has_action ? row->service_action : 0);
	reply_u8(reply, 0);
	reply_u8(reply, (timeouts ? CTDP : 0U) | (has_action ? SERVACTV : 0U));
	reply_be16(reply, row->cdb_length);
	if (timeouts)
		reply_timeouts(row, reply);
}

static void reply_all(const struct burnrig_drive *drive, bool timeouts, struct reply *reply)
{
	struct reply_mark length = reply_length_be32(reply);

	for (unsigned code = 0; code < 256; code++) {
		const struct command_row *first = &command_rows[code];

		for (const struct command_row *row = first; row; row = row->by_service_action) {
			if (command_exists(drive, row))
				reply_listed(row, row != first, timeouts, reply);
		}
	}
	reply_close(reply, length);
}

/* @row NULL: the drive has no such command. */
static void reply_single(const struct command_row *row, bool timeouts, struct reply *reply)
{
	reply_u8(reply, 0);
	if (!row) {
		reply_u8(reply, NOT_SUPPORTED);
		reply_be16(reply, 0);
		return;
	}
	reply_u8(reply, (timeouts ? 0x80U : 0) | SUPPORTED);
	reply_be16(reply, row->cdb_length);
	reply_bytes(reply, row->usage, row->cdb_length);
	if (timeouts)
		reply_timeouts(row, reply);
}

static const struct command_row *existing(
	const struct burnrig_drive *drive, const struct command_row *row)
{
	return row && command_exists(drive, row) ? row : NULL;
}

static const struct command_row *row_of_action(const struct command_row *first, unsigned action)
{
	const struct command_row *row = first->by_service_action;

	while (row && row->service_action != action)
		row = row->by_service_action;
	return row;
}

/* The field that names a service action wrongly, or not; else *ret_row, NULL for a command that is not
 * there. */
static struct sense find_requested(const struct burnrig_drive *drive, const struct call *call,
	const struct command_row **ret_row)
{
	unsigned option = bits(call->cdb[2], 2, 0), action = get_be16(call->cdb + 4);
	const struct command_row *first = &command_rows[call->cdb[3]];
	const struct command_row *plain = existing(drive, first);
	const struct command_row *of_action = existing(drive, row_of_action(first, action));

	if (option == REPORT_CODE && !plain && first->by_service_action)
		return sense_bad_cdb_field(2, 2);
	if (option == REPORT_SERVICE_ACTION && plain && !first->by_service_action)
		return sense_bad_cdb_field(4, SENSE_NO_BIT);
	*ret_row = option == REPORT_CODE ? plain : of_action;
	if (option == REPORT_EITHER && !of_action && !action)
		*ret_row = plain;
	return SENSE_GOOD;
}

struct sense cmd_report_supported_operation_codes(struct burnrig_drive *drive, struct call *call)
{
	bool timeouts = bits(call->cdb[2], 7, 7); /* RCTD */
	unsigned option = bits(call->cdb[2], 2, 0);
	const struct command_row *row = NULL;

	if (option > REPORT_EITHER)
		return sense_bad_cdb_field(2, 2);
	if (option == REPORT_ALL) {
		reply_all(drive, timeouts, call->reply);
		return SENSE_GOOD;
	}
	struct sense found = find_requested(drive, call, &row);
	if (sense_is_good(found))
		reply_single(row, timeouts, call->reply);
	return found;
}
