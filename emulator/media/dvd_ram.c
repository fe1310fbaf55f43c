/* SPDX-License-Identifier: MIT */
/*
 * dvd_ram.c: DVD-RAM (ECMA-330): comes formatted and certified, is written in any order, and replaces
 * defective ECC blocks by spares: a primary area of fixed size and a supplementary one that is taken
 * from the end of the user area, at formatting or later (format 01h, which keeps the data).
 */
#include "emulator/media/defects.h"
#include "emulator/media/profile.h"
#include "emulator/media/random_access.h"
#include "emulator/media/rules.h"

enum { FORMAT_FULL = 0x00, FORMAT_EXPAND_SPARES = 0x01 };

/* As drives report and offer them for 4.7 GB media (dvd+rw-mediainfo: 12800; 2236704, 2226976 and
 * 2217248 blocks); the largest supplementary area is ECMA-330's. */
#define PRIMARY_SPARE_BLOCKS	 12800
#define EXPANSION_BLOCKS	 9728
#define SUPPLEMENTARY_BLOCKS_MAX 97792
#define BLOCK_BYTES		 2048

static uint32_t supplementary_blocks(const struct burnrig_disc *disc)
{
	return disc->definition->capacity_blocks - disc->state.formatted_blocks;
}

void disc_spare_areas(const struct burnrig_disc *disc, struct disc_spare_areas *ret_areas)
{
	uint32_t supplementary = supplementary_blocks(disc), left = disc->state.spare_blocks;

	/* the primary area is used up first */
	*ret_areas = (struct disc_spare_areas) {
		.primary_free_blocks = left > supplementary ? left - supplementary : 0,
		.supplementary_free_blocks = left > supplementary ? supplementary : left,
		.supplementary_blocks = supplementary,
	};
}

/* Without certification the drive goes by the defects that it knows; none are known when the host says that the list,
 * which it sends none of, is complete. */
static struct sense format_all(
	struct burnrig_disc *disc, uint32_t blocks, bool certify, bool complete_list)
{
	uint32_t spare_blocks = PRIMARY_SPARE_BLOCKS + disc->definition->capacity_blocks - blocks;
	struct sense formatted = random_format(disc, FORMAT_FULL, blocks, spare_blocks);

	if (complete_list && sense_is_good(formatted))
		defects_forget(disc);
	return certify && sense_is_good(formatted) ? defects_certify(disc) : formatted;
}

static uint32_t default_blocks(const struct burnrig_disc *disc)
{
	return disc->definition->capacity_blocks - disc->definition->default_spare_blocks;
}

static bool start_blank(struct burnrig_disc *disc)
{
	return random_start_blank(disc) &&
	       sense_is_good(format_all(disc, default_blocks(disc), true, false));
}

static bool format_option_at(
	const struct burnrig_disc *disc, unsigned index, struct disc_format_option *ret_option)
{
	uint32_t expansion = index > 1 ? (index - 1) * EXPANSION_BLOCKS : 0;

	if (index > 3 || supplementary_blocks(disc) + expansion > SUPPLEMENTARY_BLOCKS_MAX ||
		expansion >= disc->state.formatted_blocks)
		return false;
	*ret_option = (struct disc_format_option) {
		.type = index > 1 ? FORMAT_EXPAND_SPARES : FORMAT_FULL,
		.blocks = index == 0   ? default_blocks(disc)
			  : index == 1 ? disc->definition->capacity_blocks
				       : disc->state.formatted_blocks - expansion,
		.parameter = BLOCK_BYTES,
	};
	return true;
}

/* The end of the user area becomes spares; what is before it stays. */
static struct sense expand_spares(struct burnrig_disc *disc, uint32_t blocks)
{
	struct disc_state *state = &disc->state;

	if (blocks >= state->formatted_blocks ||
		(state->formatted_blocks - blocks) % EXPANSION_BLOCKS ||
		disc->definition->capacity_blocks - blocks > SUPPLEMENTARY_BLOCKS_MAX)
		return sense_bad_parameter(4, SENSE_NO_BIT);
	state->spare_blocks += state->formatted_blocks - blocks;
	state->formatted_blocks = blocks;
	rules_last_session(disc)->lead_out_lba = (int32_t)blocks;
	rules_last_track(disc)->size_blocks = blocks;
	rules_last_track(disc)->recorded_blocks = blocks;
	return SENSE_GOOD;
}

static struct sense dvd_ram_format(
	struct burnrig_disc *disc, const struct disc_format_request *request)
{
	uint32_t blocks = request->blocks;

	if (request->type != FORMAT_FULL && request->type != FORMAT_EXPAND_SPARES)
		return sense_bad_parameter(8, 7);
	if (request->parameter != 0 && request->parameter != BLOCK_BYTES)
		return sense_bad_parameter(9, SENSE_NO_BIT);
	if (request->type == FORMAT_EXPAND_SPARES)
		return expand_spares(disc, blocks);
	if (blocks == UINT32_MAX)
		blocks = default_blocks(disc);
	if (blocks != default_blocks(disc) && blocks != disc->definition->capacity_blocks)
		return sense_bad_parameter(4, SENSE_NO_BIT);
	return format_all(disc, blocks, request->certify, request->complete_list);
}

const struct medium_rules medium_rules_dvd_ram = {
	.profile = MMC_PROFILE_DVD_RAM,
	.erasable = true,
	.random_writable = true,
	.fixed_spare_blocks = PRIMARY_SPARE_BLOCKS,
	.start_blank = start_blank,
	.can_write = random_can_write,
	.last_lba = random_last_lba,
	.read = random_read,
	.write = random_write,
	.format = dvd_ram_format,
	.format_option_at = format_option_at,
};
