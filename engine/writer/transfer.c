/* SPDX-License-Identifier: MIT */
/*
 * How much one WRITE carries. Each costs the same work, whatever it carries; but a drive whose buffer is
 * full answers when it has made room, and until then no wish to cancel is heard.
 */
#include "engine/writer/writer.h"

#define SMALL_BYTES  65536 /* never less for the reasons below: an ECC block of every medium */
#define HELD_MS_MAX  50	   /* that the disc needs for what one WRITE brings */
#define BUFFER_PARTS 8 /* of the drive's buffer, so that it is refilled long before it is empty */
#define BLOCKS_MAX   UINT16_MAX /* what WRITE (10) can say */

static uint64_t smaller(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* At the slower end of the ramp. Without rates nobody knows. */
static uint64_t bytes_in_time(const struct br_write_engine *engine)
{
	int64_t start = engine->starting_rate, end = engine->ending_rate;
	int64_t rate = start < end ? start : end;

	return rate < 0 ? 0 : (uint64_t)(rate * engine->sector_bytes) * HELD_MS_MAX / 1000;
}

static uint64_t part_of_buffer_bytes(struct br_transport *transport)
{
	struct mmc_buffer_capacity buffer;

	if (mmc_read_buffer_capacity(transport, &buffer).code != BR_OK)
		return 0;
	return buffer.total_bytes / BUFFER_PARTS;
}

uint32_t writer_transfer_blocks(const struct br_write_engine *engine, int32_t section_blocks)
{
	uint32_t sector_bytes = (uint32_t)engine->sector_bytes, blocks;
	uint64_t limit_bytes = engine->transport->transfer_bytes_max, bytes;

	bytes = smaller(limit_bytes, (uint64_t)(uint32_t)section_blocks * sector_bytes);
	bytes = smaller(bytes, bytes_in_time(engine));
	if (bytes > SMALL_BYTES)
		bytes = smaller(bytes, part_of_buffer_bytes(engine->transport));
	if (bytes < SMALL_BYTES)
		bytes = smaller(limit_bytes, SMALL_BYTES);
	if (bytes < sector_bytes)
		bytes = sector_bytes;
	blocks = (uint32_t)smaller(bytes / sector_bytes, BLOCKS_MAX);
	if (engine->unit_blocks && blocks > engine->unit_blocks)
		blocks -= blocks % engine->unit_blocks;
	return blocks;
}
