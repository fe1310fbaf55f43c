/* SPDX-License-Identifier: MIT */
#include "engine/mmc/bytes.h"
#include "engine/mmc/mmc.h"

#define LONG_BYTES  36 /* with the high bytes of track and session number; MMC-1 had fewer */
#define SHORT_BYTES 28

static struct mmc_track_information decode(struct mmc_reply *reply)
{
	uint8_t track = mmc_u8(reply, 5), data = mmc_u8(reply, 6), valid = mmc_u8(reply, 7);

	return (struct mmc_track_information) {
		.track = mmc_u8(reply, 2),
		.session = mmc_u8(reply, 3),
		.damaged = track & 0x20,
		.track_mode = track & 0x0F,
		.reserved = data & 0x80,
		.blank = data & 0x40,
		.packet = data & 0x20,
		.fixed_packet = data & 0x10,
		.data_mode = data & 0x0F,
		.last_recorded_valid = valid & 0x02,
		.next_writable_valid = valid & 0x01,
		.start_lba = (int32_t)mmc_be32(reply, 8),
		.next_writable_lba = (int32_t)mmc_be32(reply, 12),
		.free_blocks = mmc_be32(reply, 16),
		.packet_blocks = mmc_be32(reply, 20),
		.size_blocks = mmc_be32(reply, 24),
	};
}

struct br_outcome mmc_read_track_information(struct br_transport *transport,
	enum mmc_track_address address, uint32_t number,
	struct mmc_track_information *ret_information)
{
	uint8_t data[LONG_BYTES];
	struct mmc_track_information information;
	struct br_command command = mmc_start(MMC_OP_READ_TRACK_INFORMATION);
	struct br_outcome outcome;

	command.cdb[1] = (uint8_t)address;
	mmc_put_be32(&command.cdb[2], number);
	mmc_put_be16(&command.cdb[7], sizeof data);
	mmc_data_in(&command, data, sizeof data);
	outcome = mmc_send(transport, &command);
	if (outcome.code != BR_OK)
		return outcome;

	struct mmc_reply reply = { .bytes = data, .count = command.result.transferred_bytes };

	mmc_limit(&reply, (size_t)mmc_be16(&reply, 0) + 2);
	information = decode(&reply);
	if (reply.short_reply)
		return mmc_bad_reply(MMC_OP_READ_TRACK_INFORMATION, "fewer than 28 bytes");
	if (reply.count >= SHORT_BYTES + 4)
		information.last_recorded_lba = (int32_t)mmc_be32(&reply, 28);
	else
		information.last_recorded_valid = false;
	if (reply.count >= 34) {
		information.track |= (uint16_t)(mmc_u8(&reply, 32) << 8);
		information.session |= (uint16_t)(mmc_u8(&reply, 33) << 8);
	}
	*ret_information = information;
	return outcome;
}
