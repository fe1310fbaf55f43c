/* SPDX-License-Identifier: MIT */
#include "engine/mmc/bytes.h"
#include "engine/mmc/mmc.h"

struct br_outcome mmc_read_capacity(
	struct br_transport *transport, struct mmc_capacity *ret_capacity)
{
	uint8_t data[8];
	struct br_command command = mmc_start(MMC_OP_READ_CAPACITY);
	struct br_outcome outcome;

	mmc_data_in(&command, data, sizeof data);
	outcome = mmc_send(transport, &command);
	if (outcome.code != BR_OK)
		return outcome;

	struct mmc_reply reply = { .bytes = data, .count = command.result.transferred_bytes };
	struct mmc_capacity capacity = { mmc_be32(&reply, 0), mmc_be32(&reply, 4) };

	if (reply.short_reply)
		return mmc_bad_reply(MMC_OP_READ_CAPACITY, "fewer than 8 bytes");
	*ret_capacity = capacity;
	return outcome;
}

struct br_outcome mmc_read_buffer_capacity(
	struct br_transport *transport, struct mmc_buffer_capacity *ret_capacity)
{
	uint8_t data[12];
	struct br_command command = mmc_start(MMC_OP_READ_BUFFER_CAPACITY);
	struct br_outcome outcome;

	mmc_put_be16(&command.cdb[7], sizeof data);
	mmc_data_in(&command, data, sizeof data);
	outcome = mmc_send(transport, &command);
	if (outcome.code != BR_OK)
		return outcome;

	struct mmc_reply reply = { .bytes = data, .count = command.result.transferred_bytes };
	struct mmc_buffer_capacity capacity = { mmc_be32(&reply, 4), mmc_be32(&reply, 8) };

	if (reply.short_reply)
		return mmc_bad_reply(MMC_OP_READ_BUFFER_CAPACITY, "fewer than 12 bytes");
	if (capacity.free_bytes > capacity.total_bytes)
		return mmc_bad_reply(MMC_OP_READ_BUFFER_CAPACITY, "more bytes free than there are");
	*ret_capacity = capacity;
	return outcome;
}
