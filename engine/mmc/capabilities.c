/* SPDX-License-Identifier: MIT */
#include "engine/mmc/bytes.h"
#include "engine/mmc/mmc.h"

#define FIRST_SPEED_AT 32
#define SPEED_BYTES    4
#define MMC1_BYTES     22 /* up to the obsolete current write speed */

static void take_speeds(struct mmc_reply *page, struct mmc_capabilities *capabilities)
{
	unsigned claimed = mmc_be16(page, 30);

	for (unsigned i = 0; i < claimed && i < MMC_CAPABILITY_SPEEDS_MAX; i++) {
		size_t at = FIRST_SPEED_AT + (size_t)i * SPEED_BYTES;

		if (at + SPEED_BYTES > page->count)
			break;
		capabilities->speeds[i].rotation_control = mmc_u8(page, at + 1) & 0x03;
		capabilities->speeds[i].write_kBps = mmc_be16(page, at + 2);
		capabilities->count = i + 1;
	}
}

struct br_outcome mmc_get_capabilities(
	struct br_transport *transport, struct mmc_capabilities *ret_capabilities)
{
	struct mmc_mode_page_data data;
	struct mmc_capabilities capabilities = { 0 };
	struct br_outcome outcome = mmc_mode_sense(
		transport, MMC_PAGE_CAPABILITIES_AND_MECHANICAL_STATUS, MMC_PAGE_CURRENT, &data);

	if (outcome.code != BR_OK)
		return outcome;

	struct mmc_reply page = { .bytes = data.bytes, .count = data.count };

	if (page.count < MMC1_BYTES)
		return mmc_bad_reply(MMC_OP_MODE_SENSE_10, "the capabilities page is too short");
	capabilities.buffer_kB = mmc_be16(&page, 12);
	capabilities.maximum_write_kBps = mmc_be16(&page, 18);
	capabilities.current_write_kBps = mmc_be16(&page, 20);
	if (page.count >= FIRST_SPEED_AT) {
		capabilities.rotation_control = mmc_u8(&page, 27) & 0x03;
		capabilities.current_write_kBps = mmc_be16(&page, 28);
		take_speeds(&page, &capabilities);
	}
	*ret_capabilities = capabilities;
	return outcome;
}
