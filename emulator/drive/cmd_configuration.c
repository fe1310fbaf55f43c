/* SPDX-License-Identifier: MIT */
/* GET CONFIGURATION (MMC-6 6.5). */
#include "emulator/drive/bytes.h"
#include "emulator/drive/commands.h"
#include "emulator/drive/features.h"
#include "emulator/drive/state.h"

enum { REQUEST_ALL = 0, REQUEST_CURRENT = 1, REQUEST_ONE = 2 };

struct sense cmd_get_configuration(struct burnrig_drive *drive, struct call *call)
{
	unsigned request = bits(call->cdb[1], 1, 0);

	if (request > REQUEST_ONE)
		return sense_bad_cdb_field(1, 1);
	struct reply_mark length = reply_length_be32(call->reply);
	reply_be16(call->reply, 0);
	reply_be16(call->reply, drive_current_profile(drive));
	features_reply(drive, call->reply, get_be16(call->cdb + 2), request == REQUEST_CURRENT,
		request == REQUEST_ONE);
	reply_close(call->reply, length);
	return SENSE_GOOD;
}
