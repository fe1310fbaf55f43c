/* SPDX-License-Identifier: MIT */
#include "emulator/media/image.h"

#include <errno.h>

typedef int transfer(struct store *store, uint64_t offset, const struct iovec *iov, int iov_count);

__attribute__((noinline)) static int move_pieces(
	struct store *store, transfer *how, uint64_t offset, uint64_t bytes, struct scatter *list)
{
	struct iovec window[SCATTER_WINDOW];

	while (bytes) {
		size_t moved;
		int elements = scatter_window(list, bytes, window, &moved);

		if (!elements)
			return -EINVAL; /* the list is shorter than the request */
		int error = how(store, offset, window, elements);
		if (error < 0)
			return error;
		offset += moved;
		bytes -= moved;
	}
	return 0;
}

static int move(
	struct store *store, transfer *how, uint64_t offset, uint64_t bytes, struct scatter *list)
{
	/* Mostly what the host gives, or has room for, is one piece and just that. */
	if (list->count != 1 || list->offset_bytes || list->iov->iov_len != bytes)
		return move_pieces(store, how, offset, bytes, list);
	list->offset_bytes = bytes;
	return how(store, offset, list->iov, 1);
}

int image_read(struct burnrig_disc *disc, int32_t lba, uint32_t blocks, struct scatter *out)
{
	return move(disc->data, store_readv, (uint64_t)lba * IMAGE_BLOCK_BYTES,
		(uint64_t)blocks * IMAGE_BLOCK_BYTES, out);
}

int image_write(struct burnrig_disc *disc, int32_t lba, uint32_t blocks, struct scatter *data)
{
	if (disc->rehearsal.running)
		return 0;
	return move(disc->data, store_writev, (uint64_t)lba * IMAGE_BLOCK_BYTES,
		(uint64_t)blocks * IMAGE_BLOCK_BYTES, data);
}

int image_clear(struct burnrig_disc *disc, int32_t lba, uint32_t blocks)
{
	if (!blocks || disc->rehearsal.running)
		return 0;
	return disc->data->operations->discard(disc->data, (uint64_t)lba * IMAGE_BLOCK_BYTES,
		(uint64_t)blocks * IMAGE_BLOCK_BYTES);
}

bool image_is_written(const struct burnrig_disc *disc, uint32_t lba, uint32_t blocks)
{
	uint32_t unit_blocks = disc->definition->recording_unit_blocks;
	uint32_t first = lba / unit_blocks, last = (lba + blocks - 1) / unit_blocks;

	return block_map_is_written(disc->map, first, last - first + 1);
}

/* How many of the blocks from @lba lie in units of one state, and which. */
static uint32_t run_of_blocks(
	const struct burnrig_disc *disc, uint32_t lba, uint32_t blocks, enum block_state *ret_state)
{
	uint32_t unit_blocks = disc->definition->recording_unit_blocks;
	uint32_t unit = lba / unit_blocks;
	uint32_t units = (lba + blocks - 1) / unit_blocks - unit + 1;
	uint64_t end = (uint64_t)(unit + block_map_run(disc->map, unit, units)) * unit_blocks;

	*ret_state = block_map_get(disc->map, unit);
	return end - lba < blocks ? (uint32_t)(end - lba) : blocks;
}

/* Run by run of one state. */
__attribute__((noinline)) static struct sense read_runs(struct burnrig_disc *disc, int32_t lba,
	uint32_t blocks, struct scatter *out, bool never_written_are_zeros,
	uint32_t *ret_blocks_read)
{
	while (*ret_blocks_read < blocks) {
		uint32_t at = (uint32_t)lba + *ret_blocks_read;
		enum block_state state;
		uint32_t run = run_of_blocks(disc, at, blocks - *ret_blocks_read, &state);

		if (state == BLOCK_DEFECTIVE ||
			(state == BLOCK_NEVER_WRITTEN && !never_written_are_zeros))
			return sense_at(SENSE_ID_UNRECOVERED_READ_ERROR, at);
		if (state == BLOCK_NEVER_WRITTEN)
			scatter_zero(out, (size_t)run * IMAGE_BLOCK_BYTES);
		else if (image_read(disc, (int32_t)at, run, out) < 0)
			return sense_at(SENSE_ID_UNRECOVERED_READ_ERROR, at);
		*ret_blocks_read += run;
	}
	return SENSE_GOOD;
}

struct sense image_read_mapped(struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	struct scatter *out, bool never_written_are_zeros, uint32_t *ret_blocks_read)
{
	*ret_blocks_read = 0;
	if (!blocks || !image_is_written(disc, (uint32_t)lba, blocks))
		return read_runs(disc, lba, blocks, out, never_written_are_zeros, ret_blocks_read);
	if (image_read(disc, lba, blocks, out) < 0)
		return sense_at(SENSE_ID_UNRECOVERED_READ_ERROR, (uint32_t)lba);
	*ret_blocks_read = blocks;
	return SENSE_GOOD;
}
