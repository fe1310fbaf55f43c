/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <string.h>

#include "engine/mmc/bytes.h"
#include "engine/mmc/mmc.h"

#define HEADER_BYTES		  8
#define DISABLE_BLOCK_DESCRIPTORS 0x08
#define PAGE_FORMAT		  0x10
#define PAGE_CODE_MASK		  0x3F /* without PS, which is reserved in MODE SELECT */

static struct br_outcome take_page(
	struct mmc_reply *reply, enum mmc_mode_page page, struct mmc_mode_page_data *ret_page)
{
	struct mmc_mode_page_data taken = { 0 };
	size_t at;

	mmc_limit(reply, (size_t)mmc_be16(reply, 0) + 2);
	at = HEADER_BYTES + (size_t)mmc_be16(reply, 6);
	if ((mmc_u8(reply, at) & PAGE_CODE_MASK) != (uint8_t)page)
		return mmc_bad_reply(MMC_OP_MODE_SENSE_10, "not the mode page that was asked for");
	taken.count = (uint16_t)(mmc_u8(reply, at + 1) + 2);
	if (reply->short_reply || at + taken.count > reply->count ||
		taken.count > sizeof taken.bytes)
		return mmc_bad_reply(MMC_OP_MODE_SENSE_10, "the mode page is cut");
	memcpy(taken.bytes, reply->bytes + at, taken.count);
	*ret_page = taken;
	return (struct br_outcome) { .code = BR_OK };
}

struct br_outcome mmc_mode_sense(struct br_transport *transport, enum mmc_mode_page page,
	enum mmc_page_control control, struct mmc_mode_page_data *ret_page)
{
	uint8_t data[512];
	struct br_command command = mmc_start(MMC_OP_MODE_SENSE_10);
	struct br_outcome outcome;

	command.cdb[1] = DISABLE_BLOCK_DESCRIPTORS;
	command.cdb[2] = (uint8_t)((uint8_t)control << 6 | (uint8_t)page);
	mmc_put_be16(&command.cdb[7], sizeof data);
	mmc_data_in(&command, data, sizeof data);
	outcome = mmc_send(transport, &command);
	if (outcome.code != BR_OK)
		return outcome;

	struct mmc_reply reply = { .bytes = data, .count = command.result.transferred_bytes };

	return take_page(&reply, page, ret_page);
}

struct br_outcome mmc_mode_select(
	struct br_transport *transport, const struct mmc_mode_page_data *page)
{
	uint8_t data[HEADER_BYTES + sizeof page->bytes] = { 0 };
	size_t bytes = HEADER_BYTES + (size_t)page->count;
	struct br_command command = mmc_start(MMC_OP_MODE_SELECT_10);

	assert(page->count <= sizeof page->bytes);
	memcpy(data + HEADER_BYTES, page->bytes, page->count);
	data[HEADER_BYTES] &= PAGE_CODE_MASK;
	command.cdb[1] = PAGE_FORMAT;
	mmc_put_be16(&command.cdb[7], (uint16_t)bytes);
	mmc_data_out(&command, data, bytes);
	return mmc_send(transport, &command);
}
