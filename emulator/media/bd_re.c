/* SPDX-License-Identifier: MIT */
/*
 * bd_re.c: rewritable Blu-ray. Comes unformatted; once formatted every block can be read and
 * written in any order. Never-written blocks of a formatted disc read as zeros.
 *
 * Spare areas: MMC-6 6.4.3.3 and the sizes that drives offer in READ FORMAT CAPACITIES; on a
 * single-layer disc 1000h, 3000h (default) and 5000h clusters of 32 blocks.
 */
#include "emulator/media/image.h"
#include "emulator/media/profile.h"
#include "emulator/media/rules.h"

enum { FORMAT_FULL = 0x00, FORMAT_WITH_SPARES = 0x30, FORMAT_WITHOUT_SPARES = 0x31 };

#define CLUSTER_BLOCKS 32

static bool start_blank(struct burnrig_disc *disc)
{
	disc->state.status = DISC_EMPTY;
	if (!rules_open_session(disc, 0))
		return false;
	rules_last_track(disc)->size_blocks = 0;
	return true;
}

static bool can_write(const struct burnrig_disc *disc)
{
	return disc->state.formatted_blocks != 0;
}

static uint32_t last_lba(const struct burnrig_disc *disc)
{
	return disc->state.formatted_blocks ? disc->state.formatted_blocks - 1 : 0;
}

static bool within_format(const struct burnrig_disc *disc, int32_t lba, uint32_t blocks)
{
	return lba >= 0 && (uint64_t)lba + blocks <= disc->state.formatted_blocks;
}

static struct sense bd_re_read(struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	const struct iovec *out, size_t out_count, uint32_t *ret_blocks_read)
{
	struct scatter list = scatter_start(out, out_count);

	if (!disc->state.formatted_blocks)
		return sense_of(SENSE_ID_CANNOT_READ_UNKNOWN_FORMAT);
	if (!within_format(disc, lba, blocks))
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	return image_read_mapped(disc, lba, blocks, &list, true, ret_blocks_read);
}

/*
 * A cluster recorded for the first time is recorded whole: what the host did not give of it is
 * zeros, also where a burn that was never committed left something in the store.
 */
static int clear_edge(struct burnrig_disc *disc, uint32_t cluster, uint32_t blocks)
{
	if (!blocks || block_map_get(disc->map, cluster) == BLOCK_WRITTEN)
		return 0;
	return image_clear(disc, (int32_t)(cluster * CLUSTER_BLOCKS), CLUSTER_BLOCKS);
}

/* Defective clusters are written to the spare area instead, as long as there is some left. */
static struct sense reallocate(struct burnrig_disc *disc, uint32_t first, uint32_t last)
{
	for (uint32_t cluster = first; cluster <= last;) {
		uint32_t run = block_map_run(disc->map, cluster, last - cluster + 1);

		if (block_map_get(disc->map, cluster) == BLOCK_DEFECTIVE) {
			if (run * CLUSTER_BLOCKS > disc->state.spare_blocks)
				return sense_at(SENSE_ID_WRITE_ERROR_REALLOCATION_FAILED,
					cluster * CLUSTER_BLOCKS);
			disc->state.spare_blocks -= run * CLUSTER_BLOCKS;
		}
		cluster += run;
	}
	return SENSE_GOOD;
}

static struct sense bd_re_write(struct burnrig_disc *disc, const struct write_request *request)
{
	if (!disc->state.formatted_blocks)
		return sense_of(SENSE_ID_CANNOT_WRITE_UNKNOWN_FORMAT);
	if (!within_format(disc, request->lba, request->blocks))
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	if (!request->blocks)
		return SENSE_GOOD;
	struct scatter data = scatter_start(request->data, request->data_count);
	uint32_t lba = (uint32_t)request->lba;
	uint32_t end = lba + request->blocks;
	uint32_t first = lba / CLUSTER_BLOCKS, last = (end - 1) / CLUSTER_BLOCKS;

	struct sense spared = reallocate(disc, first, last);
	if (!sense_is_good(spared))
		return spared;
	if (clear_edge(disc, first, lba % CLUSTER_BLOCKS) < 0 ||
		clear_edge(disc, last, end % CLUSTER_BLOCKS) < 0 ||
		image_write(disc, request->lba, request->blocks, &data) < 0)
		return sense_at(SENSE_ID_WRITE_ERROR, lba);
	rules_mark(disc, request->lba, request->blocks, BLOCK_WRITTEN);
	return SENSE_GOOD;
}

/* The three spare sizes on offer: default, most, least; in clusters. */
static uint32_t spare_clusters(const struct burnrig_disc *disc, unsigned choice)
{
	uint32_t standard = disc->definition->default_spare_blocks / CLUSTER_BLOCKS;
	const uint32_t sizes[3] = { standard, standard / 3 * 5, standard / 3 };

	return sizes[choice];
}

static bool format_option_at(
	const struct burnrig_disc *disc, unsigned index, struct disc_format_option *ret_option)
{
	uint32_t capacity = disc->definition->capacity_blocks;

	if (index > 4)
		return false;
	if (index == 4) {
		*ret_option = (struct disc_format_option) {
			.type = FORMAT_WITHOUT_SPARES, .blocks = capacity, .parameter = 2048
		};
		return true;
	}
	uint32_t clusters = spare_clusters(disc, index ? index - 1 : 0);

	*ret_option = (struct disc_format_option) {
		.type = index ? FORMAT_WITH_SPARES : FORMAT_FULL,
		.blocks = capacity - clusters * CLUSTER_BLOCKS,
		.parameter = clusters,
	};
	return true;
}

/*
 * Spare blocks that a format asks for, at best from the number of blocks, for programs leave the
 * type dependent parameter 0. Format descriptor offsets in the parameter list: header 4, then
 * blocks 0-3, type 4, type dependent parameter 5-7.
 */
static struct sense spare_of_format(const struct burnrig_disc *disc, unsigned format_type,
	uint32_t blocks, uint32_t parameter, uint32_t *ret_spare_blocks)
{
	uint32_t capacity = disc->definition->capacity_blocks;
	uint32_t spare_blocks = 0;

	if (format_type == FORMAT_FULL)
		spare_blocks = disc->definition->default_spare_blocks;
	else if (format_type == FORMAT_WITH_SPARES)
		spare_blocks = parameter ? parameter * CLUSTER_BLOCKS : capacity - blocks;
	else if (format_type != FORMAT_WITHOUT_SPARES)
		return sense_bad_parameter(8, 7);
	if (format_type == FORMAT_WITH_SPARES &&
		(spare_blocks % CLUSTER_BLOCKS ||
			spare_blocks < spare_clusters(disc, 2) * CLUSTER_BLOCKS ||
			spare_blocks > spare_clusters(disc, 1) * CLUSTER_BLOCKS))
		return sense_bad_parameter(parameter ? 9 : 4, SENSE_NO_BIT);
	if (blocks != UINT32_MAX && blocks != capacity - spare_blocks)
		return sense_bad_parameter(4, SENSE_NO_BIT);
	*ret_spare_blocks = spare_blocks;
	return SENSE_GOOD;
}

static struct sense bd_re_format(
	struct burnrig_disc *disc, unsigned format_type, uint32_t blocks, uint32_t parameter)
{
	uint32_t capacity = disc->definition->capacity_blocks;
	uint32_t spare_blocks = 0;
	struct sense possible =
		spare_of_format(disc, format_type, blocks, parameter, &spare_blocks);

	if (!sense_is_good(possible))
		return possible;
	if (image_clear(disc, 0, capacity) < 0)
		return sense_of(SENSE_ID_FORMAT_COMMAND_FAILED);

	struct disc_state *state = &disc->state;
	block_map_set(disc->map, 0, (capacity + CLUSTER_BLOCKS - 1) / CLUSTER_BLOCKS,
		BLOCK_NEVER_WRITTEN);
	state->status = DISC_OTHER;
	state->formatted_blocks = capacity - spare_blocks;
	state->spare_blocks = spare_blocks;
	state->format_type = (uint8_t)format_type;
	rules_last_session(disc)->status = SESSION_COMPLETE;
	rules_last_session(disc)->lead_out_lba = (int32_t)state->formatted_blocks;
	rules_last_track(disc)->size_blocks = state->formatted_blocks;
	rules_last_track(disc)->recorded_blocks = state->formatted_blocks;
	rules_last_track(disc)->closed = true;
	return SENSE_GOOD;
}

const struct medium_rules medium_rules_bd_re = {
	.profile = MMC_PROFILE_BD_RE,
	.erasable = true,
	.random_writable = true,
	.start_blank = start_blank,
	.can_write = can_write,
	.last_lba = last_lba,
	.read = bd_re_read,
	.write = bd_re_write,
	.format = bd_re_format,
	.format_option_at = format_option_at,
};
