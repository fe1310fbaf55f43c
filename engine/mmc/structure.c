/* SPDX-License-Identifier: MIT */
#include "engine/mmc/bytes.h"
#include "engine/mmc/mmc.h"

#define FORMAT_WRITE_PROTECTION 0xC0
#define MEDIA_TYPE_BD		1

struct br_outcome mmc_read_write_protection(
	struct br_transport *transport, bool is_bd, struct mmc_write_protection *ret_protection)
{
	uint8_t data[8];
	struct br_command command = mmc_start(MMC_OP_READ_DISC_STRUCTURE);
	struct br_outcome outcome;

	command.cdb[1] = is_bd ? MEDIA_TYPE_BD : 0;
	command.cdb[7] = FORMAT_WRITE_PROTECTION;
	mmc_put_be16(&command.cdb[8], sizeof data);
	mmc_data_in(&command, data, sizeof data);
	outcome = mmc_send(transport, &command);
	if (outcome.code != BR_OK)
		return outcome;

	struct mmc_reply reply = { .bytes = data, .count = command.result.transferred_bytes };
	uint8_t bits;

	mmc_limit(&reply, (size_t)mmc_be16(&reply, 0) + 2);
	bits = mmc_u8(&reply, 4);
	if (reply.short_reply)
		return mmc_bad_reply(MMC_OP_READ_DISC_STRUCTURE, "fewer than 5 bytes");
	*ret_protection = (struct mmc_write_protection) {
		.until_powerdown = bits & 0x01,
		.persistent = bits & 0x02,
		.cartridge = bits & 0x04,
		.media_specific = bits & 0x08,
	};
	return outcome;
}
