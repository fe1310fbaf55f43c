/* SPDX-License-Identifier: MIT */
#include "emulator/media/random_access.h"

#include "emulator/media/defects.h"
#include "emulator/media/image.h"
#include "emulator/media/rules.h"

bool random_start_blank(struct burnrig_disc *disc)
{
	disc->state.status = DISC_EMPTY;
	if (!rules_open_session(disc, 0))
		return false;
	rules_last_track(disc)->size_blocks = 0;
	return true;
}

bool random_can_write(const struct burnrig_disc *disc)
{
	return disc->state.formatted_blocks != 0;
}

uint32_t random_last_lba(const struct burnrig_disc *disc)
{
	return disc->state.formatted_blocks ? disc->state.formatted_blocks - 1 : 0;
}

bool random_within_format(const struct burnrig_disc *disc, int32_t lba, uint32_t blocks)
{
	return lba >= 0 && (uint64_t)lba + blocks <= disc->state.formatted_blocks;
}

struct sense random_read(struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	const struct iovec *out, size_t out_count, uint32_t *ret_blocks_read)
{
	struct scatter list = scatter_start(out, out_count);

	if (!disc->state.formatted_blocks)
		return sense_of(SENSE_ID_CANNOT_READ_UNKNOWN_FORMAT);
	if (!random_within_format(disc, lba, blocks))
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	return image_read_mapped(disc, lba, blocks, &list, true, ret_blocks_read);
}

/*
 * A unit recorded for the first time is recorded whole: what the host did not give of it is zeros,
 * also where a burn that was never committed left something in the store.
 */
static int clear_edge(struct burnrig_disc *disc, uint32_t unit, uint32_t blocks)
{
	uint32_t unit_blocks = disc->definition->recording_unit_blocks;

	enum block_state state = block_map_get(disc->map, unit);

	if (!blocks || state == BLOCK_WRITTEN || state == BLOCK_REPLACED)
		return 0;
	return image_clear(disc, (int32_t)(unit * unit_blocks), unit_blocks);
}

__attribute__((noinline)) static struct sense write_anew(
	struct burnrig_disc *disc, const struct write_request *request)
{
	struct scatter data = scatter_start(request->data, request->data_count);
	uint32_t unit_blocks = disc->definition->recording_unit_blocks;
	uint32_t lba = (uint32_t)request->lba;
	uint32_t end = lba + request->blocks;
	uint32_t first = lba / unit_blocks, last = (end - 1) / unit_blocks;

	if (clear_edge(disc, first, lba % unit_blocks) < 0 ||
		clear_edge(disc, last, end % unit_blocks) < 0 ||
		image_write(disc, request->lba, request->blocks, &data) < 0)
		return sense_at(SENSE_ID_WRITE_ERROR, lba);
	rules_mark(disc, request->lba, request->blocks, BLOCK_WRITTEN);
	return defects_verify(disc, request);
}

struct sense random_write_at(struct burnrig_disc *disc, const struct write_request *request)
{
	struct scatter data = scatter_start(request->data, request->data_count);

	if (!image_is_written(disc, (uint32_t)request->lba, request->blocks))
		return write_anew(disc, request);
	/* What is written over again has no edges, and nothing is to be noted of it. */
	if (image_write(disc, request->lba, request->blocks, &data) < 0)
		return sense_at(SENSE_ID_WRITE_ERROR, (uint32_t)request->lba);
	return SENSE_GOOD;
}

struct sense random_write(struct burnrig_disc *disc, const struct write_request *request)
{
	if (!disc->state.formatted_blocks)
		return sense_of(SENSE_ID_CANNOT_WRITE_INCOMPATIBLE_FORMAT);
	if (!random_within_format(disc, request->lba, request->blocks))
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	return request->blocks ? random_write_at(disc, request) : SENSE_GOOD;
}

struct sense random_format(
	struct burnrig_disc *disc, uint8_t format_type, uint32_t blocks, uint32_t spare_blocks)
{
	uint32_t capacity = disc->definition->capacity_blocks;
	struct disc_state *state = &disc->state;

	if (image_clear(disc, 0, capacity) < 0)
		return sense_of(SENSE_ID_FORMAT_COMMAND_FAILED);
	if (defects_replaced_blocks(disc) > spare_blocks)
		defects_forget(disc);
	rules_mark(disc, 0, capacity, BLOCK_NEVER_WRITTEN);
	state->status = DISC_OTHER;
	state->formatted_blocks = blocks;
	state->spare_blocks = spare_blocks - defects_replaced_blocks(disc);
	state->format_type = format_type;
	rules_last_session(disc)->status = SESSION_COMPLETE;
	rules_last_session(disc)->lead_out_lba = (int32_t)blocks;
	rules_last_track(disc)->size_blocks = blocks;
	rules_last_track(disc)->recorded_blocks = blocks;
	rules_last_track(disc)->closed = true;
	return SENSE_GOOD;
}
