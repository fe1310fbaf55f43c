/* SPDX-License-Identifier: MIT */
#include "engine/mmc/bytes.h"
#include "engine/mmc/mmc.h"

#define HEADER_BYTES	 4
#define DESCRIPTOR_BYTES 8
#define TRACK_LEAD_OUT	 0xAA

struct br_outcome mmc_read_toc(struct br_transport *transport, struct mmc_toc *ret_toc)
{
	uint8_t data[HEADER_BYTES + (MMC_TOC_TRACKS_MAX + 1) * DESCRIPTOR_BYTES];
	struct br_command command = mmc_start(MMC_OP_READ_TOC_PMA_ATIP);
	struct mmc_toc toc = { 0 };
	struct br_outcome outcome;

	mmc_put_be16(&command.cdb[7], sizeof data);
	mmc_data_in(&command, data, sizeof data);
	outcome = mmc_send(transport, &command);
	if (outcome.code != BR_OK)
		return outcome;

	struct mmc_reply reply = { .bytes = data, .count = command.result.transferred_bytes };

	mmc_limit(&reply, (size_t)mmc_be16(&reply, 0) + 2);
	for (size_t at = HEADER_BYTES; at + DESCRIPTOR_BYTES <= reply.count;
		at += DESCRIPTOR_BYTES) {
		int32_t lba = (int32_t)mmc_be32(&reply, at + 4);

		if (mmc_u8(&reply, at + 2) == TRACK_LEAD_OUT) {
			toc.lead_out_lba = lba;
			*ret_toc = toc;
			return outcome;
		}
		if (toc.track_count == MMC_TOC_TRACKS_MAX)
			break;
		toc.tracks[toc.track_count++] = (struct mmc_toc_track) {
			.number = mmc_u8(&reply, at + 2),
			.control = mmc_u8(&reply, at + 1) & 0x0F,
			.start_lba = lba,
		};
	}
	return mmc_bad_reply(MMC_OP_READ_TOC_PMA_ATIP, "no lead-out in the table of contents");
}
