/* SPDX-License-Identifier: MIT */
/*
 * pressed.c: DVD-ROM and BD-ROM. A pressed disc is never blank: it is made full, with zeros, and what
 * burnrig_disc_press_data puts on it is as long as the image. Nothing of it can be written.
 */
#include "emulator/media/pressed.h"

#include <errno.h>
#include <stdlib.h>

#include "emulator/media/image.h"
#include "emulator/media/profile.h"
#include "emulator/media/rules.h"
#include "emulator/media/sequential.h"

#define PRESS_BLOCKS 256

bool disc_is_pressed(const struct burnrig_disc *disc)
{
	return disc->rules == &medium_rules_dvd_rom || disc->rules == &medium_rules_bd_rom ||
	       disc->rules == &medium_rules_cd_rom;
}

/* One session with one track of @blocks, halved between two layers. */
static void set_length(struct burnrig_disc *disc, uint32_t blocks)
{
	struct disc_session *session = rules_last_session(disc);
	struct disc_track *track = rules_last_track(disc);
	uint32_t unit_blocks = disc->definition->recording_unit_blocks;

	rules_mark(disc, 0, disc->definition->capacity_blocks, BLOCK_NEVER_WRITTEN);
	rules_mark(disc, 0, blocks, BLOCK_WRITTEN);
	session->status = SESSION_COMPLETE;
	session->lead_out_lba = (int32_t)blocks;
	track->size_blocks = track->recorded_blocks = blocks;
	track->next_writable_lba = (int32_t)blocks;
	track->closed = true;
	disc->state.status = DISC_FINALIZED;
	if (disc->definition->geometry.layers > 1)
		disc->state.layer_blocks = round_up((blocks + 1) / 2, unit_blocks);
}

static bool start_full(struct burnrig_disc *disc)
{
	if (!rules_open_session(disc, 0))
		return false;
	set_length(disc, disc->definition->capacity_blocks);
	return true;
}

bool pressed_can_write(const struct burnrig_disc *disc)
{
	(void)disc;
	return false;
}

struct sense pressed_write(struct burnrig_disc *disc, const struct write_request *request)
{
	(void)disc;
	(void)request;
	return sense_of(SENSE_ID_CANNOT_WRITE_INCOMPATIBLE_FORMAT);
}

static int write_blocks(struct burnrig_disc *disc, uint32_t lba, uint32_t blocks, uint8_t *bytes)
{
	struct iovec all = { .iov_base = bytes, .iov_len = (size_t)blocks * IMAGE_BLOCK_BYTES };
	struct scatter data = scatter_start(&all, 1);

	return image_write(disc, (int32_t)lba, blocks, &data);
}

/* Behind the last block come zeros to the end of its unit. */
static int write_all(
	struct burnrig_disc *disc, uint32_t blocks, burnrig_block_source *source, void *context)
{
	uint8_t *bytes = malloc((size_t)PRESS_BLOCKS * IMAGE_BLOCK_BYTES);
	int error = bytes ? 0 : -ENOMEM;

	for (uint32_t lba = 0; lba < blocks && !error; lba += PRESS_BLOCKS) {
		uint32_t count = blocks - lba < PRESS_BLOCKS ? blocks - lba : PRESS_BLOCKS;

		for (uint32_t i = 0; i < count && !error; i++)
			error = source(context, (int32_t)(lba + i),
				bytes + (size_t)i * IMAGE_BLOCK_BYTES, IMAGE_BLOCK_BYTES);
		if (!error)
			error = write_blocks(disc, lba, count, bytes);
	}
	free(bytes);
	return error;
}

/* What the length is a multiple of: units, and parallel layers are of one length, as what is told of one holds for the
 * other. */
static uint32_t shortest_blocks(const struct burnrig_disc *disc)
{
	uint32_t unit_blocks = disc->definition->recording_unit_blocks;

	return disc->definition->geometry.parallel_path
		       ? unit_blocks * disc->definition->geometry.layers
		       : unit_blocks;
}

int burnrig_disc_press_data(
	struct burnrig_disc *disc, uint32_t blocks, burnrig_block_source *source, void *context)
{
	int error;

	if (disc_is_cd(disc) || !disc_is_pressed(disc) || disc->read_only ||
		disc->state.write_count)
		return -ENOTSUP;
	if (!blocks || blocks > disc->definition->capacity_blocks)
		return -EINVAL;
	error = write_all(disc, blocks, source, context);
	if (error)
		return error;
	set_length(disc, round_up(blocks, shortest_blocks(disc)));
	disc->state.write_count = blocks;
	return disc_commit(disc, true);
}

#define PRESSED                                                    \
	.start_blank = start_full, .can_write = pressed_can_write, \
	.last_lba = sequential_last_lba, .read = sequential_read, .write = pressed_write

const struct medium_rules medium_rules_dvd_rom = {
	.profile = MMC_PROFILE_DVD_ROM,
	PRESSED,
};

const struct medium_rules medium_rules_bd_rom = {
	.profile = MMC_PROFILE_BD_ROM,
	PRESSED,
};
