/* SPDX-License-Identifier: MIT */
#include "engine/mmc/bytes.h"
#include "engine/mmc/mmc.h"

#define PAGE_BYTES_MIN 0x34

#define BUFE	      0x40
#define TEST_WRITE    0x10
#define LINK_VALID    0x20
#define FIXED_PACKETS 0x20

static struct br_outcome get_page(
	struct br_transport *transport, struct mmc_mode_page_data *ret_page)
{
	struct br_outcome outcome =
		mmc_mode_sense(transport, MMC_PAGE_WRITE_PARAMETERS, MMC_PAGE_CURRENT, ret_page);

	if (outcome.code == BR_OK && ret_page->count < PAGE_BYTES_MIN)
		return mmc_bad_reply(
			MMC_OP_MODE_SENSE_10, "the write parameters page is too short");
	return outcome;
}

struct br_outcome mmc_end_test_write(struct br_transport *transport)
{
	struct mmc_mode_page_data page;
	struct br_outcome outcome = get_page(transport, &page);

	if (outcome.code != BR_OK)
		return outcome;
	page.bytes[2] &= (uint8_t)~TEST_WRITE;
	return mmc_mode_select(transport, &page);
}

struct br_outcome mmc_set_write_parameters(
	struct br_transport *transport, const struct mmc_write_parameters *parameters)
{
	struct mmc_mode_page_data page;
	struct br_outcome outcome = get_page(transport, &page);

	if (outcome.code != BR_OK)
		return outcome;
	page.bytes[2] =
		(uint8_t)((page.bytes[2] & 0xA0) | (parameters->underrun_protection ? BUFE : 0) |
			  (parameters->test_write ? TEST_WRITE : 0) |
			  (parameters->write_type & 0x0F));
	page.bytes[3] = (uint8_t)((page.bytes[3] & 0x10) | (parameters->multi_session & 3) << 6 |
				  (parameters->track_mode & 0x0F));
	page.bytes[4] = parameters->data_block_type & 0x0F;
	if (parameters->link_blocks) {
		page.bytes[2] |= LINK_VALID;
		page.bytes[5] = parameters->link_blocks;
	}
	if (parameters->packet_blocks) {
		page.bytes[3] |= FIXED_PACKETS;
		mmc_put_be32(&page.bytes[10], parameters->packet_blocks);
	}
	page.bytes[8] = parameters->session_format;
	return mmc_mode_select(transport, &page);
}
