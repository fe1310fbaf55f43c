/* SPDX-License-Identifier: MIT */
#include "engine/mmc/bytes.h"
#include "engine/mmc/mmc.h"

#define HEADER_BYTES	  8
#define DESCRIPTOR_BYTES  16 /* of nominal performance as of write speeds */
#define DESCRIPTORS_MAX	  64
#define TYPE_PERFORMANCE  0x00
#define TYPE_WRITE_SPEED  0x03
#define TOLERANCE_10_20	  0x10 /* the only tolerance that the standard defines */
#define WRITE_PERFORMANCE 0x04

struct performance_reply {
	uint8_t data[HEADER_BYTES + DESCRIPTOR_BYTES * DESCRIPTORS_MAX];
	struct mmc_reply reply;
	unsigned count; /* whole descriptors in it */
};

static struct br_outcome get_performance(struct br_transport *transport, uint8_t type,
	uint8_t data_type, struct performance_reply *ret)
{
	struct br_command command = mmc_start(MMC_OP_GET_PERFORMANCE);
	struct br_outcome outcome;

	command.cdb[1] = data_type;
	mmc_put_be16(&command.cdb[8], DESCRIPTORS_MAX);
	command.cdb[10] = type;
	mmc_data_in(&command, ret->data, sizeof ret->data);
	outcome = mmc_send(transport, &command);
	if (outcome.code != BR_OK)
		return outcome;
	ret->reply = (struct mmc_reply) {
		.bytes = ret->data,
		.count = command.result.transferred_bytes,
	};
	if (ret->reply.count < HEADER_BYTES)
		return mmc_bad_reply(MMC_OP_GET_PERFORMANCE, "shorter than its header");
	mmc_limit(&ret->reply, (size_t)mmc_be32(&ret->reply, 0) + 4);
	ret->count = ret->reply.count < HEADER_BYTES
			     ? 0
			     : (unsigned)((ret->reply.count - HEADER_BYTES) / DESCRIPTOR_BYTES);
	return outcome;
}

struct br_outcome mmc_get_write_speeds(struct br_transport *transport,
	struct mmc_write_speed_descriptor *speeds, unsigned max, unsigned *ret_count)
{
	struct performance_reply got;
	struct br_outcome outcome = get_performance(transport, TYPE_WRITE_SPEED, 0, &got);

	if (outcome.code != BR_OK)
		return outcome;
	if (got.count > max)
		got.count = max;
	for (unsigned i = 0; i < got.count; i++) {
		size_t at = HEADER_BYTES + (size_t)i * DESCRIPTOR_BYTES;
		uint8_t flags = mmc_u8(&got.reply, at);

		speeds[i] = (struct mmc_write_speed_descriptor) {
			.mixed_read_write = flags & 0x01,
			.exact = flags & 0x02,
			.restore_defaults = flags & 0x04,
			.rotation_control = flags >> 3 & 0x03,
			.end_lba = mmc_be32(&got.reply, at + 4),
			.read_kBps = mmc_be32(&got.reply, at + 8),
			.write_kBps = mmc_be32(&got.reply, at + 12),
		};
	}
	*ret_count = got.count;
	return outcome;
}

struct br_outcome mmc_get_nominal_performance(struct br_transport *transport, bool write,
	struct mmc_performance_descriptor *zones, unsigned max, unsigned *ret_count)
{
	struct performance_reply got;
	uint8_t data_type = (uint8_t)(TOLERANCE_10_20 | (write ? WRITE_PERFORMANCE : 0));
	struct br_outcome outcome = get_performance(transport, TYPE_PERFORMANCE, data_type, &got);

	if (outcome.code != BR_OK)
		return outcome;
	if (got.count > 0 && (bool)(got.data[4] & 0x02) != write)
		return mmc_bad_reply(MMC_OP_GET_PERFORMANCE, "read for write performance or back");
	if (got.count > max)
		got.count = max;
	for (unsigned i = 0; i < got.count; i++) {
		size_t at = HEADER_BYTES + (size_t)i * DESCRIPTOR_BYTES;

		zones[i] = (struct mmc_performance_descriptor) {
			.start_lba = mmc_be32(&got.reply, at),
			.start_kBps = mmc_be32(&got.reply, at + 4),
			.end_lba = mmc_be32(&got.reply, at + 8),
			.end_kBps = mmc_be32(&got.reply, at + 12),
		};
	}
	*ret_count = got.count;
	return outcome;
}
