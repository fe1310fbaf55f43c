/* SPDX-License-Identifier: MIT */
#include "emulator/drive/tests/medium_fills.h"

#include <string.h>

static void put_be32(uint8_t *out, uint32_t value)
{
	for (unsigned i = 0; i < 4; i++)
		out[i] = (uint8_t)(value >> (24 - 8 * i));
}

static uint32_t take_be32(const uint8_t *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
	       bytes[3];
}

/* Next writable address and free blocks of the last track. */
static void last_track(struct drive_rig *rig, int32_t *ret_lba, uint32_t *ret_free)
{
	rig_in(rig, RIG_CDB(0x52, 1, 0, 0, 0, 0xFF, 0, 0, 36, 0), 36);
	assert_int_equal(rig->data[7] & 1, 1);
	*ret_lba = (int32_t)take_be32(rig->data + 12);
	*ret_free = take_be32(rig->data + 16);
}

/* So that few blocks are left to write, of which the last track is told. */
static void reserve_nearly_all(struct drive_rig *rig, int32_t *ret_lba, uint32_t *ret_free)
{
	uint8_t cdb[10] = { 0x53 };

	last_track(rig, ret_lba, ret_free);
	put_be32(cdb + 5, (*ret_free - 2048) / 32 * 32);
	rig_in(rig, cdb, sizeof cdb, 0);
	last_track(rig, ret_lba, ret_free);
}

/* What is left, and one more. */
void fill_reserved(struct drive_rig *rig, const struct way *way)
{
	uint32_t free_blocks;
	int32_t lba;

	reserve_nearly_all(rig, &lba, &free_blocks);
	assert_in_range(free_blocks, 300, 2100);
	struct run rest = { lba, free_blocks, way->runs[0].block_bytes };
	way_write_run(rig, &rest, 32);
	way_try_write(rig, lba + (int32_t)free_blocks, 32, way->runs[0].block_bytes);
}

/* Packets of 32, each with its links, until no two fit. */
void fill_with_packets(struct drive_rig *rig, const struct way *way)
{
	uint32_t free_blocks;
	int32_t lba;

	reserve_nearly_all(rig, &lba, &free_blocks);
	while (free_blocks >= 64) {
		way_try_write(rig, lba, 32, way->runs[0].block_bytes);
		rig_assert_good(rig);
		step_synchronize(rig);
		last_track(rig, &lba, &free_blocks);
	}
	way_try_write(rig, lba, 64, way->runs[0].block_bytes);
}

/* The last block there is can be written, the next is none. */
void fill_to_the_last(struct drive_rig *rig, const struct way *way)
{
	rig_in(rig, RIG_CDB(0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0), 8);
	int32_t last_lba = (int32_t)take_be32(rig->data);
	int32_t piece = (int32_t)way->piece;

	assert_true(last_lba > 100000);
	way_try_write(rig, last_lba + 1 - piece, way->piece, 2048);
	rig_assert_good(rig);
	way_try_write(rig, last_lba + 1, way->piece, 2048);
}

/* A session up to 99:59:74 has no place on any. */
void fill_by_sheet(struct drive_rig *rig, const struct way *way)
{
	static const uint8_t sheet[32] = { 0x41, 0, 0, 0x14, 0, 0, 0, 0, 0x41, 1, 0, 0x10, 0, 0, 0,
		0, 0x41, 1, 1, 0x10, 0, 0, 2, 0, 0x41, 0xAA, 1, 0x14, 0, 99, 59, 74 };

	(void)way;
	way_cue_sheet(rig, sheet, sizeof sheet);
}

void fill_the_reserved(struct drive_rig *rig, const struct way *way)
{
	struct run most = way->runs[0];

	rig_in(rig, RIG_CDB(0x52, 1, 0, 0, 0, 1, 0, 0, 36, 0), 36);
	most.blocks = take_be32(rig->data + 24) - way->piece;
	way_write_run(rig, &most, way->piece);
	way_try_write(rig, most.lba + (int32_t)most.blocks, 2 * way->piece, most.block_bytes);
}

void fill_quick_format(struct drive_rig *rig, const struct way *way)
{
	uint8_t list[12] = { 0, 2, 0, 8, [8] = 0x15 << 2, [11] = 16 };

	rig_in(rig, RIG_CDB(0x23, 0, 0, 0, 0, 0, 0, 1, 0, 0), 256);
	uint32_t blocks = take_be32(rig->data + 12);
	assert_in_range(blocks, 100000, 3000000);
	put_be32(list + 4, blocks - 320);
	rig_out(rig, RIG_CDB(0x04, 0x11, 0, 0, 0, 0), list, sizeof list);
	rig_assert_good(rig);
	rig_wait(rig);
	struct run rest = { (int32_t)blocks - 320, 320, 2048 };
	way_write_run(rig, &rest, way->piece);
	way_try_write(rig, (int32_t)blocks, way->piece, 2048);
}

void fill_two_layers(struct drive_rig *rig, const struct way *way)
{
	static const struct run all = { 0, 8192, 2048 };

	rig_out(rig, RIG_CDB(0xBF, 0, 0, 0, 0, 0, 0, 0x21, 0, 12, 0, 0),
		"\0\x0A\0\0\0\0\0\0\0\0\x10\0", 12);
	rig_assert_good(rig);
	way_write_run(rig, &all, way->piece);
	way_try_write(rig, 8192, way->piece, 2048);
}

void fill_over_the_jump(struct drive_rig *rig, const struct way *way)
{
	static const struct run first = { 0, 144, 2048 };

	way_write_run(rig, &first, way->piece);
	way_try_write(rig, 144, 2 * way->piece, 2048);
}

/* READ TOC/PMA/ATIP, format 4: behind the last lead-out that there can be. */
void fill_raw(struct drive_rig *rig, const struct way *way)
{
	rig_in(rig, RIG_CDB(0x43, 2, 4, 0, 0, 0, 0, 0, 32, 0), 32);
	int32_t lead_out_lba = (rig->data[12] * 60 + rig->data[13]) * 75 + rig->data[14] - 150;
	assert_in_range(lead_out_lba, 300000, 420000);
	way_try_write(rig, lead_out_lba + 6750, way->piece, way->runs[0].block_bytes);
}
