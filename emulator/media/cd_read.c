/* SPDX-License-Identifier: MIT */
/* Reading a CD: user data of data tracks, and whole sectors. */
#include <errno.h>
#include <string.h>

#include "emulator/media/cd_family.h"

/* A formatted disc has zeros where nothing was written since. */
static bool is_formatted_zero(const struct burnrig_disc *disc, int32_t lba)
{
	return lba >= 0 && (uint32_t)lba < disc->state.formatted_blocks &&
	       block_map_get(disc->map, (uint32_t)(lba - CD_FIRST_LBA)) == BLOCK_NEVER_WRITTEN;
}

/* How many of the blocks from @lba are alike, recorded or formatted; sense for the first when it
 * is neither. */
static struct sense readable_run(
	const struct burnrig_disc *disc, int32_t lba, uint32_t blocks, uint32_t *ret_run)
{
	uint32_t unit = (uint32_t)(lba - CD_FIRST_LBA);
	enum block_state state = block_map_get(disc->map, unit);

	if (state != BLOCK_WRITTEN && state != BLOCK_REPLACED && !is_formatted_zero(disc, lba))
		return sense_at(SENSE_ID_L_EC_UNCORRECTABLE_ERROR, (uint32_t)lba);
	*ret_run = block_map_run(disc->map, unit, blocks);
	return SENSE_GOOD;
}

/* Blocks from @lba on that lie in one data track, its pre-gap included. */
static struct sense data_track_run(
	const struct burnrig_disc *disc, int32_t lba, uint32_t blocks, uint32_t *ret_run)
{
	const struct disc_track *track = disc_track_of_lba(disc, lba);

	if (!track) /* lead-out and lead-in between sessions */
		return sense_at(SENSE_ID_L_EC_UNCORRECTABLE_ERROR, (uint32_t)lba);
	if (!(track->control & CD_CONTROL_DATA))
		return sense_of(SENSE_ID_ILLEGAL_MODE_FOR_THIS_TRACK);
	uint32_t left = (uint32_t)(disc_track_end_lba(track) - lba);

	return readable_run(disc, lba, blocks < left ? blocks : left, ret_run);
}

static struct sense read_run(struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	struct scatter *list, uint32_t *ret_blocks_read)
{
	uint32_t done = 0;
	int error = 0;

	if (is_formatted_zero(disc, lba)) {
		scatter_zero(list, (size_t)blocks * 2048);
		done = blocks;
	} else {
		error = cd_store_read_user(disc, lba, blocks, list, &done);
	}
	*ret_blocks_read += done;
	if (error == -EMEDIUMTYPE) /* form 2, or no form at all */
		return sense_of(SENSE_ID_ILLEGAL_MODE_FOR_THIS_TRACK);
	return error < 0 ? sense_at(SENSE_ID_UNRECOVERED_READ_ERROR, (uint32_t)lba + done)
			 : SENSE_GOOD;
}

struct sense cd_read(struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	const struct iovec *out, size_t out_count, uint32_t *ret_blocks_read)
{
	struct scatter list = scatter_start(out, out_count);
	struct sense result = SENSE_GOOD;

	if (lba < 0 || (int64_t)lba + blocks > cd_recorded_end_lba(disc))
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	while (*ret_blocks_read < blocks && sense_is_good(result)) {
		int32_t at = lba + (int32_t)*ret_blocks_read;
		uint32_t run = 0;

		result = data_track_run(disc, at, blocks - *ret_blocks_read, &run);
		if (sense_is_good(result))
			result = read_run(disc, at, run, &list, ret_blocks_read);
	}
	return result;
}

static void make_formatted_zero(const struct burnrig_disc *disc, int32_t lba, uint8_t *out)
{
	const struct disc_track *track = &disc->state.tracks[0];
	struct cd_position position = { .control = track->control,
		.track = (uint8_t)track->number,
		.index = 1,
		.lba = lba,
		.track_lba = track->start_lba };

	memset(out, 0, CD_SECTOR_BYTES);
	cd_sector_make_mode_1(out, lba);
	cd_subchannel_make(out + CD_SECTOR_BYTES, &position);
}

struct sense cd_read_sector(struct burnrig_disc *disc, int32_t lba, uint8_t *out)
{
	uint32_t run;

	if (lba < -CD_PRE_GAP_BLOCKS || lba >= cd_recorded_end_lba(disc))
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	struct sense readable = readable_run(disc, lba, 1, &run);
	if (!sense_is_good(readable))
		return readable;
	if (is_formatted_zero(disc, lba)) {
		make_formatted_zero(disc, lba, out);
		return SENSE_GOOD;
	}
	return cd_store_read(disc, lba, out) < 0
		       ? sense_at(SENSE_ID_UNRECOVERED_READ_ERROR, (uint32_t)lba)
		       : SENSE_GOOD;
}
