/* SPDX-License-Identifier: MIT */
#include "engine/mmc/bytes.h"
#include "engine/mmc/mmc.h"

#define FIXED_BYTES 34 /* before the OPC tables */

static uint16_t split_be16(struct mmc_reply *reply, size_t low_at, size_t high_at)
{
	return (uint16_t)(mmc_u8(reply, high_at) << 8 | mmc_u8(reply, low_at));
}

static struct mmc_disc_information decode(struct mmc_reply *reply)
{
	uint8_t state = mmc_u8(reply, 2);

	return (struct mmc_disc_information) {
		.erasable = state & 0x10,
		.last_session_status = (enum mmc_session_status)(state >> 2 & 0x03),
		.status = (enum mmc_disc_status)(state & 0x03),
		.first_track = mmc_u8(reply, 3),
		.sessions = split_be16(reply, 4, 9),
		.last_session_first_track = split_be16(reply, 5, 10),
		.last_session_last_track = split_be16(reply, 6, 11),
		.background_format = mmc_u8(reply, 7) & 0x03,
		.disc_type = mmc_u8(reply, 8),
		.last_session_lead_in = mmc_be32(reply, 16),
		.last_possible_lead_out = mmc_be32(reply, 20),
	};
}

struct br_outcome mmc_read_disc_information(
	struct br_transport *transport, struct mmc_disc_information *ret_information)
{
	uint8_t data[FIXED_BYTES];
	struct mmc_disc_information information;
	struct br_command command = mmc_start(MMC_OP_READ_DISC_INFORMATION);
	struct br_outcome outcome;

	mmc_put_be16(&command.cdb[7], sizeof data);
	mmc_data_in(&command, data, sizeof data);
	outcome = mmc_send(transport, &command);
	if (outcome.code != BR_OK)
		return outcome;

	struct mmc_reply reply = { .bytes = data, .count = command.result.transferred_bytes };

	mmc_limit(&reply, (size_t)mmc_be16(&reply, 0) + 2);
	information = decode(&reply);
	if (reply.short_reply)
		return mmc_bad_reply(MMC_OP_READ_DISC_INFORMATION, "fewer than 24 bytes");
	if (reply.count >= FIXED_BYTES)
		information.opc_tables = mmc_u8(&reply, 33);
	*ret_information = information;
	return outcome;
}
