/* SPDX-License-Identifier: MIT */
/*
 * cmd_key.c: REPORT KEY and SEND KEY, as far as a drive without protected media needs them: the
 * region state (RPC phase II). No disc here is scrambled, so an authentication is never granted.
 */
#include "emulator/drive/bytes.h"
#include "emulator/drive/commands.h"
#include "emulator/drive/state.h"

enum key_format { KEY_RPC_SET = 0x06, KEY_RPC_STATE = 0x08, KEY_INVALIDATE_AGID = 0x3F };

#define KEY_CLASS_CSS	    0x00
#define RPC_VENDOR_RESETS   4
#define RPC_PHASE_II	    1
#define REGIONS_ALL_CLEARED 0xFF /* a bit that is 0 is a region that plays */

enum region_type { REGION_NONE = 0, REGION_SET = 1, REGION_LAST_CHANCE = 2, REGION_PERMANENT = 3 };

static enum region_type region_type(const struct burnrig_drive *drive)
{
	if (drive->region.mask == REGIONS_ALL_CLEARED)
		return REGION_NONE;
	if (drive->region.changes_left == 0)
		return REGION_PERMANENT;
	return drive->region.changes_left == 1 ? REGION_LAST_CHANCE : REGION_SET;
}

struct sense cmd_report_key(struct burnrig_drive *drive, struct call *call)
{
	unsigned format = bits(call->cdb[10], 5, 0);
	struct reply_mark length;

	if (call->cdb[7] != KEY_CLASS_CSS)
		return sense_bad_cdb_field(7, SENSE_NO_BIT);
	if (format == KEY_INVALIDATE_AGID)
		return SENSE_GOOD;
	if (format != KEY_RPC_STATE)
		return sense_bad_cdb_field(10, 5);
	length = reply_length_be16(call->reply);
	reply_zero(call->reply, 2);
	reply_u8(call->reply, (unsigned)region_type(drive) << 6 | RPC_VENDOR_RESETS << 3 |
				      drive->region.changes_left);
	reply_u8(call->reply, drive->region.mask);
	reply_u8(call->reply, RPC_PHASE_II);
	reply_u8(call->reply, 0);
	reply_close(call->reply, length);
	return SENSE_GOOD;
}

/* One region, and a change that is still allowed. */
static struct sense set_region(struct burnrig_drive *drive, uint8_t mask)
{
	unsigned playing = (uint8_t)~mask;

	if (!playing || (playing & (playing - 1)))
		return sense_bad_parameter(4, SENSE_NO_BIT);
	if (drive->region.changes_left == 0)
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR);
	drive->region.mask = mask;
	drive->region.changes_left--;
	return SENSE_GOOD;
}

struct sense cmd_send_key(struct burnrig_drive *drive, struct call *call)
{
	uint8_t parameter[8];

	if (call->cdb[7] != KEY_CLASS_CSS)
		return sense_bad_cdb_field(7, SENSE_NO_BIT);
	if (bits(call->cdb[10], 5, 0) != KEY_RPC_SET)
		return sense_bad_cdb_field(10, 5);
	if (call->length_bytes != sizeof parameter)
		return sense_of(SENSE_ID_PARAMETER_LIST_LENGTH_ERROR);
	call_gather(call, parameter, sizeof parameter);
	if (get_be16(parameter) != sizeof parameter - 2)
		return sense_bad_parameter(0, SENSE_NO_BIT);
	if (get_be16(parameter + 2))
		return sense_bad_parameter(2, SENSE_NO_BIT);
	if (get_be24(parameter + 5))
		return sense_bad_parameter(5, SENSE_NO_BIT);
	return set_region(drive, parameter[4]);
}
