/* SPDX-License-Identifier: MIT */
#include <assert.h>

#include "engine/mmc/bytes.h"
#include "engine/mmc/mmc.h"

#define BLANK_IMMED		0x10 /* MMC-6 6.1 */
#define BLANK_DISC		0x00
#define BLANK_MINIMAL		0x01
#define HEADER_BYTES		4
#define DESCRIPTOR_BYTES	8
#define FMT_DATA		0x10
#define FORMAT_CODE_MM		0x01
#define IMMED			0x02
#define FORMAT_START_TIMEOUT_MS 60000

static struct mmc_format_capacities decode(struct mmc_reply *reply)
{
	struct mmc_format_capacities capacities = {
		.current = (enum mmc_capacity_kind)(mmc_be32(reply, 8) >> 24 & 0x03),
		.current_blocks = mmc_be32(reply, 4),
	};

	for (size_t at = HEADER_BYTES + DESCRIPTOR_BYTES;
		at + DESCRIPTOR_BYTES <= reply->count &&
		capacities.count < MMC_FORMAT_DESCRIPTORS_MAX;
		at += DESCRIPTOR_BYTES)
		capacities.formattable[capacities.count++] = (struct mmc_format_descriptor) {
			.blocks = mmc_be32(reply, at),
			.type = mmc_u8(reply, at + 4) >> 2,
			.parameter = mmc_be32(reply, at + 4) & 0xFFFFFF,
		};
	return capacities;
}

struct br_outcome mmc_read_format_capacities(
	struct br_transport *transport, struct mmc_format_capacities *ret_capacities)
{
	uint8_t data[HEADER_BYTES + DESCRIPTOR_BYTES * (1 + MMC_FORMAT_DESCRIPTORS_MAX)];
	struct mmc_format_capacities capacities;
	struct br_command command = mmc_start(MMC_OP_READ_FORMAT_CAPACITIES);
	struct br_outcome outcome;

	mmc_put_be16(&command.cdb[7], sizeof data);
	mmc_data_in(&command, data, sizeof data);
	outcome = mmc_send(transport, &command);
	if (outcome.code != BR_OK)
		return outcome;

	struct mmc_reply reply = { .bytes = data, .count = command.result.transferred_bytes };

	mmc_limit(&reply, (size_t)mmc_u8(&reply, 3) + HEADER_BYTES);
	capacities = decode(&reply);
	if (reply.short_reply)
		return mmc_bad_reply(MMC_OP_READ_FORMAT_CAPACITIES, "no current capacity");
	*ret_capacities = capacities;
	return outcome;
}

struct br_outcome mmc_format_unit(struct br_transport *transport,
	const struct mmc_format_descriptor *descriptor, uint8_t sub_type)
{
	uint8_t data[HEADER_BYTES + DESCRIPTOR_BYTES] = { 0 };
	struct br_command command = mmc_start(MMC_OP_FORMAT_UNIT);

	assert(sub_type <= 3 && descriptor->type <= 0x3F);
	data[1] = IMMED;
	data[3] = DESCRIPTOR_BYTES;
	mmc_put_be32(&data[4], descriptor->blocks);
	mmc_put_be32(&data[8], descriptor->parameter & 0xFFFFFF);
	data[8] = (uint8_t)(descriptor->type << 2 | sub_type);
	command.cdb[1] = FMT_DATA | FORMAT_CODE_MM;
	command.timeout_ms = FORMAT_START_TIMEOUT_MS;
	mmc_data_out(&command, data, sizeof data);
	return mmc_send(transport, &command);
}

struct br_outcome mmc_blank(struct br_transport *transport, bool full)
{
	struct br_command command = mmc_start(MMC_OP_BLANK);

	command.cdb[1] = (uint8_t)(BLANK_IMMED | (full ? BLANK_DISC : BLANK_MINIMAL));
	return mmc_send(transport, &command);
}
