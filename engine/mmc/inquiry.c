/* SPDX-License-Identifier: MIT */
#include "engine/mmc/bytes.h"
#include "engine/mmc/mmc.h"

#define INQUIRY_BYTES 96

/* SPC-3 4.4.1: left-aligned ASCII filled with spaces. */
static void take_text(struct mmc_reply *reply, size_t at, size_t bytes, char *out)
{
	size_t end = 0;

	for (size_t i = 0; i < bytes; i++) {
		uint8_t byte = mmc_u8(reply, at + i);

		out[i] = (char)(byte >= 0x20 && byte < 0x7F ? byte : '?');
		if (byte == 0)
			out[i] = ' ';
		if (out[i] != ' ')
			end = i + 1;
	}
	out[end] = '\0';
}

struct br_outcome mmc_inquiry(struct br_transport *transport, struct mmc_inquiry *ret_inquiry)
{
	uint8_t data[INQUIRY_BYTES];
	struct mmc_inquiry inquiry;
	struct br_command command = mmc_start(MMC_OP_INQUIRY);
	struct br_outcome outcome;

	mmc_put_be16(&command.cdb[3], sizeof data);
	mmc_data_in(&command, data, sizeof data);
	outcome = mmc_send(transport, &command);
	if (outcome.code != BR_OK)
		return outcome;

	struct mmc_reply reply = { .bytes = data, .count = command.result.transferred_bytes };

	inquiry.device_type = mmc_u8(&reply, 0) & 0x1F;
	inquiry.removable = mmc_u8(&reply, 1) & 0x80;
	take_text(&reply, 8, 8, inquiry.vendor);
	take_text(&reply, 16, 16, inquiry.product);
	take_text(&reply, 32, 4, inquiry.revision);
	if (reply.short_reply)
		return mmc_bad_reply(MMC_OP_INQUIRY, "fewer than 36 bytes");
	*ret_inquiry = inquiry;
	return outcome;
}
