/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "engine/mmc/bytes.h"
#include "engine/mmc/mmc.h"

#define POLLED		   0x01
#define NO_EVENT_AVAILABLE 0x80

struct br_outcome mmc_get_event(
	struct br_transport *transport, uint8_t class_mask, struct mmc_event *ret_event)
{
	uint8_t data[8] = { 0 };
	struct mmc_event event = { 0 };
	struct br_command command = mmc_start(MMC_OP_GET_EVENT_STATUS_NOTIFICATION);
	struct br_outcome outcome;

	command.cdb[1] = POLLED;
	command.cdb[4] = class_mask;
	mmc_put_be16(&command.cdb[7], sizeof data);
	mmc_data_in(&command, data, sizeof data);
	outcome = mmc_send(transport, &command);
	if (outcome.code != BR_OK)
		return outcome;

	struct mmc_reply reply = { .bytes = data, .count = command.result.transferred_bytes };

	event.event_class = mmc_u8(&reply, 2) & 0x07;
	event.supported_classes = mmc_u8(&reply, 3);
	if (reply.short_reply)
		return mmc_bad_reply(MMC_OP_GET_EVENT_STATUS_NOTIFICATION, "fewer than 4 bytes");
	mmc_limit(&reply, (size_t)mmc_be16(&reply, 0) + 2);
	/* An event of class 0, or with event code 0, is none. */
	event.available = reply.count >= sizeof data && event.event_class != 0 &&
			  !(data[2] & NO_EVENT_AVAILABLE) && (data[4] & 0x0F) != 0;
	memcpy(event.bytes, data + 4, sizeof event.bytes);
	*ret_event = event;
	return outcome;
}
