/* SPDX-License-Identifier: MIT */
/* CDs made outside of a drive: a pressed disc's content goes the way of a session at once. */
#include <errno.h>
#include <stdlib.h>

#include "emulator/media/cd_family.h"

#define PRESS_BLOCKS	    25
#define LEAD_IN_TEXT_BLOCKS 600 /* room for all of CD-TEXT's packs in one turn */
#define BLOCK_BYTES_MAX	    CD_SECTOR_STORED_BYTES

struct press {
	struct burnrig_disc *disc;
	burnrig_block_source *source;
	void *context;
	uint8_t *blocks; /* PRESS_BLOCKS of the largest */
};

/* How many blocks from @lba on are of one size. */
static uint32_t alike(const struct burnrig_disc *disc, int32_t lba, uint32_t block_bytes)
{
	uint32_t blocks = 1;

	while (blocks < PRESS_BLOCKS &&
		cd_session_block_bytes(disc, lba + (int32_t)blocks) == block_bytes)
		blocks++;
	return blocks;
}

static int write_blocks(
	const struct press *press, int32_t lba, uint32_t blocks, uint32_t block_bytes)
{
	static const struct write_parameters session_at_once = { .write_type = CD_WRITE_SESSION };
	struct iovec all = { .iov_base = press->blocks, .iov_len = (size_t)blocks * block_bytes };
	struct write_request request = { .lba = lba,
		.blocks = blocks,
		.data = &all,
		.data_count = 1,
		.parameters = &session_at_once };

	for (uint32_t i = 0; i < blocks; i++) {
		int error = press->source(press->context, lba + (int32_t)i,
			press->blocks + (size_t)i * block_bytes, block_bytes);

		if (error < 0)
			return error;
	}
	return sense_is_good(cd_session_write(press->disc, &request)) ? 0 : -EIO;
}

static int write_all(const struct press *press)
{
	const struct cue_sheet *sheet = &press->disc->cd->cue;
	const int32_t end_lba = sheet->lead_out_lba;
	int32_t lba = sheet->runs[0].lba;
	int error = 0;

	if (sheet->host_gives_lead_in)
		lba -= LEAD_IN_TEXT_BLOCKS;
	while (lba < end_lba && !error) {
		uint32_t block_bytes = cd_session_block_bytes(press->disc, lba);
		uint32_t blocks = block_bytes ? alike(press->disc, lba, block_bytes) : 1;

		if (block_bytes)
			error = write_blocks(press, lba, blocks, block_bytes);
		lba += (int32_t)blocks;
	}
	return error;
}

int burnrig_disc_press(struct burnrig_disc *disc, const uint8_t *cue_sheet, size_t bytes,
	burnrig_block_source *source, void *context)
{
	struct press press = { .disc = disc, .source = source, .context = context };
	int error;

	if (!disc_is_cd(disc) || disc->read_only || disc->state.status != DISC_EMPTY)
		return -ENOTSUP;
	if (!sense_is_good(cd_send_cue_sheet(disc, cue_sheet, bytes)))
		return -EINVAL;
	press.blocks = malloc((size_t)PRESS_BLOCKS * BLOCK_BYTES_MAX);
	error = press.blocks ? write_all(&press) : -ENOMEM;
	free(press.blocks);
	if (!error && !sense_is_good(cd_session_flush(disc)))
		error = -EIO;
	return error ? error : disc_commit(disc, true);
}

int burnrig_disc_read_sector(struct burnrig_disc *disc, int32_t lba, void *out)
{
	if (!disc_is_cd(disc))
		return -ENOTSUP;
	return sense_is_good(disc_read_sector(disc, lba, out)) ? 0 : -ENODATA;
}
