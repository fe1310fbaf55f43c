/* SPDX-License-Identifier: MIT */
/* READ (10), READ (12), SEEK (10), VERIFY (10): MMC-6 6.15, 6.16, 6.34, 6.43. */
#include "emulator/drive/cmd_read.h"

#include <string.h>

#include "emulator/drive/bytes.h"
#include "emulator/drive/commands.h"
#include "emulator/drive/mechanism.h"
#include "emulator/drive/state.h"
#include "emulator/media/scatter.h"

#define BLOCK_BYTES_MAX 2048

static struct sense read_blocks(
	struct burnrig_drive *drive, struct call *call, uint32_t lba, uint32_t blocks)
{
	struct burnrig_disc *disc = drive_medium(drive);
	uint32_t blocks_read;

	if (!blocks)
		return SENSE_GOOD;
	struct sense result =
		disc_read(disc, (int32_t)lba, blocks, call->data, call->data_count, &blocks_read);
	call->transferred_bytes = (size_t)blocks_read * disc_block_bytes(disc);
	if (blocks_read)
		call->busy_ns = mechanism_read(drive, (int32_t)lba, blocks_read, call->start_ns);
	return result;
}

struct sense cmd_read_10(struct burnrig_drive *drive, struct call *call)
{
	return read_blocks(drive, call, get_be32(call->cdb + 2), get_be16(call->cdb + 7));
}

/* Streaming reads from what is at hand, FUA from the disc: not both. */
struct sense cmd_read_12(struct burnrig_drive *drive, struct call *call)
{
	bool streaming = bits(call->cdb[10], 7, 7);

	if (streaming && bits(call->cdb[1], 3, 3))
		return sense_bad_cdb_field(1, 3);
	if (streaming)
		defect_reports_note(drive, get_be32(call->cdb + 2), get_be32(call->cdb + 6));
	return read_blocks(drive, call, get_be32(call->cdb + 2), get_be32(call->cdb + 6));
}

struct sense cmd_seek_10(struct burnrig_drive *drive, struct call *call)
{
	const struct burnrig_disc *disc = drive_medium(drive);
	uint32_t lba = get_be32(call->cdb + 2);

	if (lba >= (disc->state.formatted_blocks ? disc->state.formatted_blocks
						 : disc->definition->capacity_blocks))
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	call->busy_ns = mechanism_read(drive, (int32_t)lba, 0, call->start_ns);
	return SENSE_GOOD;
}

/* The host's next blocks against those that were read from @lba on. */
static struct sense compare(struct scatter *expected, const uint8_t *bytes, uint32_t lba,
	uint32_t blocks, size_t block_bytes)
{
	uint8_t block[BLOCK_BYTES_MAX];

	for (uint32_t i = 0; i < blocks; i++) {
		if (scatter_get(expected, block, block_bytes) != block_bytes ||
			memcmp(block, bytes + i * block_bytes, block_bytes) != 0)
			return sense_at(SENSE_ID_MISCOMPARE_DURING_VERIFY, lba + i);
	}
	return SENSE_GOOD;
}

struct sense read_to_verify(
	struct burnrig_drive *drive, struct call *call, uint32_t lba, uint32_t blocks)
{
	struct burnrig_disc *disc = drive_medium(drive);
	const size_t block_bytes = disc_block_bytes(disc);
	const uint32_t batch_max = (uint32_t)(sizeof drive->reply_bytes / block_bytes);
	struct scatter expected = scatter_start(call->data, call->data_count);
	struct iovec scratch = {
		.iov_base = drive->reply_bytes,
		.iov_len = sizeof drive->reply_bytes,
	};
	uint32_t done = 0, blocks_read;

	while (done < blocks) {
		uint32_t batch = blocks - done < batch_max ? blocks - done : batch_max;
		struct sense result =
			disc_read(disc, (int32_t)(lba + done), batch, &scratch, 1, &blocks_read);

		if (sense_is_good(result) && bits(call->cdb[1], 1, 1))
			result = compare(
				&expected, drive->reply_bytes, lba + done, batch, block_bytes);
		if (!sense_is_good(result))
			return result;
		done += batch;
	}
	if (blocks)
		call->busy_ns +=
			mechanism_read(drive, (int32_t)lba, blocks, call->start_ns + call->busy_ns);
	return SENSE_GOOD;
}

struct sense cmd_verify_10(struct burnrig_drive *drive, struct call *call)
{
	struct sense result =
		read_to_verify(drive, call, get_be32(call->cdb + 2), get_be16(call->cdb + 7));

	if (sense_is_good(result))
		call->transferred_bytes = call->length_bytes; /* 0 without BytChk */
	return result;
}
