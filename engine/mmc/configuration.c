/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "engine/mmc/bytes.h"
#include "engine/mmc/mmc.h"

#define HEADER_BYTES		8
#define DESCRIPTOR_HEADER_BYTES 4
#define REQUEST_ONE_FEATURE	2 /* the RT field */

/* One feature's descriptor, or the header alone when the drive does not have it. */
static struct br_outcome get_one(struct br_transport *transport, uint16_t code, uint8_t *data,
	size_t bytes, struct mmc_reply *ret_reply)
{
	struct br_command command = mmc_start(MMC_OP_GET_CONFIGURATION);
	struct br_outcome outcome;

	command.cdb[1] = REQUEST_ONE_FEATURE;
	mmc_put_be16(&command.cdb[2], code);
	mmc_put_be16(&command.cdb[7], (uint16_t)bytes);
	mmc_data_in(&command, data, bytes);
	outcome = mmc_send(transport, &command);
	if (outcome.code != BR_OK)
		return outcome;
	*ret_reply =
		(struct mmc_reply) { .bytes = data, .count = command.result.transferred_bytes };
	if (ret_reply->count < HEADER_BYTES)
		return mmc_bad_reply(MMC_OP_GET_CONFIGURATION, "shorter than its header");
	mmc_limit(ret_reply, (size_t)mmc_be32(ret_reply, 0) + 4);
	return outcome;
}

struct br_outcome mmc_get_current_profile(struct br_transport *transport, uint16_t *ret_profile)
{
	uint8_t data[HEADER_BYTES];
	struct mmc_reply reply;
	struct br_outcome outcome =
		get_one(transport, MMC_FEATURE_PROFILE_LIST, data, sizeof data, &reply);

	if (outcome.code != BR_OK)
		return outcome;
	reply.count = sizeof data; /* the length field counts what follows byte 3 */
	*ret_profile = mmc_be16(&reply, 6);
	return outcome;
}

struct br_outcome mmc_get_feature(struct br_transport *transport, enum mmc_feature code,
	struct mmc_feature_descriptor *ret_feature)
{
	uint8_t data[HEADER_BYTES + DESCRIPTOR_HEADER_BYTES + sizeof ret_feature->data];
	struct mmc_feature_descriptor feature = { 0 };
	struct mmc_reply reply;
	struct br_outcome outcome = get_one(transport, (uint16_t)code, data, sizeof data, &reply);

	if (outcome.code != BR_OK)
		return outcome;
	if (reply.count > HEADER_BYTES) {
		feature.present = mmc_be16(&reply, 8) == (uint16_t)code;
		feature.version = mmc_u8(&reply, 10) >> 2 & 0x0F;
		feature.persistent = mmc_u8(&reply, 10) & 0x02;
		feature.current = mmc_u8(&reply, 10) & 0x01;
		feature.data_bytes = mmc_u8(&reply, 11);
		if (reply.short_reply || feature.data_bytes > sizeof feature.data ||
			sizeof data - sizeof feature.data + feature.data_bytes > reply.count)
			return mmc_bad_reply(
				MMC_OP_GET_CONFIGURATION, "a feature descriptor is cut");
		memcpy(feature.data, data + HEADER_BYTES + DESCRIPTOR_HEADER_BYTES,
			feature.data_bytes);
	}
	*ret_feature = feature;
	return outcome;
}
