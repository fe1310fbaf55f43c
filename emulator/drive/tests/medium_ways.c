/* SPDX-License-Identifier: MIT */
/* medium_ways.c: what is expected is of MMC-6 and of the standards of the media, as in test_every_medium.c. */
#include "emulator/drive/tests/medium_ways.h"

#include <string.h>

/* ---- blocks --------------------------------------------------------------------------------- */

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

static void fill_block(uint8_t *block, int32_t lba, uint32_t bytes)
{
	for (uint32_t i = 0; i < bytes; i++)
		block[i] = (uint8_t)((uint32_t)lba * 7 + i * 3 + (i >> 8));
}

void way_try_write(struct drive_rig *rig, int32_t lba, uint32_t blocks, uint32_t block_bytes)
{
	static uint8_t data[RIG_DATA_BYTES];
	uint8_t cdb[10] = { 0x2A, [8] = (uint8_t)blocks };

	for (uint32_t i = 0; i < blocks; i++)
		fill_block(data + (size_t)i * block_bytes, lba + (int32_t)i, block_bytes);
	put_be32(cdb + 2, (uint32_t)lba);
	rig_out(rig, cdb, sizeof cdb, data, (size_t)blocks * block_bytes);
}

void way_assert_sense(struct drive_rig *rig, const struct expected_sense *expected)
{
	if (expected->key)
		rig_assert_sense(rig, expected->key, expected->asc, expected->ascq);
	else
		rig_assert_good(rig);
}

void way_write_run(struct drive_rig *rig, const struct run *run, uint32_t piece)
{
	for (uint32_t done = 0; done < run->blocks; done += piece) {
		uint32_t count = run->blocks - done < piece ? run->blocks - done : piece;

		way_try_write(rig, run->lba + (int32_t)done, count, run->block_bytes);
		rig_assert_good(rig);
	}
}

/* User data by READ (10), whole sectors by READ CD: the main channel of them is what the host gave. */
static void read_blocks(struct drive_rig *rig, int32_t lba, uint8_t blocks, uint32_t block_bytes)
{
	uint8_t read_10[10] = { 0x28, [8] = blocks }, read_cd[12] = { 0xBE, [8] = blocks, 0xF8 };

	put_be32(read_10 + 2, (uint32_t)lba);
	put_be32(read_cd + 2, (uint32_t)lba);
	if (block_bytes == 2048)
		rig_in(rig, read_10, sizeof read_10, (size_t)blocks * 2048);
	else
		rig_in(rig, read_cd, sizeof read_cd, (size_t)blocks * 2352);
}

#define BATCH 32

void way_check_run(struct drive_rig *rig, const struct run *run)
{
	uint8_t expected[2352];
	int32_t end_lba = run->lba + (int32_t)run->blocks;

	for (int32_t lba = run->lba < 0 ? 0 : run->lba; lba < end_lba; lba += BATCH) {
		int32_t count = end_lba - lba < BATCH ? end_lba - lba : BATCH;

		read_blocks(rig, lba, (uint8_t)count, run->block_bytes);
		for (int32_t i = 0; i < count; i++) {
			fill_block(expected, lba + i, run->block_bytes);
			assert_memory_equal(rig->data + (size_t)i * run->block_bytes, expected,
				run->block_bytes);
		}
	}
}

/* ---- what a host sends before --------------------------------------------------------------- */

void way_select_page_05(struct drive_rig *rig, const uint8_t bytes[4])
{
	uint8_t list[60] = { [8] = 0x05, 0x32, [21] = 32, [23] = 150 };

	memcpy(list + 10, bytes, 4);
	if (bytes[0] || bytes[1]) {
		rig_out(rig, RIG_CDB(0x55, 0x10, 0, 0, 0, 0, 0, 0, 60, 0), list, sizeof list);
		rig_assert_good(rig);
	}
}

/* FORMAT UNIT with the descriptor of that type which READ FORMAT CAPACITIES offers first. */
void way_format(struct drive_rig *rig, uint8_t type, uint8_t sub_type)
{
	uint8_t list[12] = { 0, 2, 0, 8 };

	rig_in(rig, RIG_CDB(0x23, 0, 0, 0, 0, 0, 0, 1, 0, 0), 256);
	for (unsigned at = 12; at < 4U + rig->data[3]; at += 8) {
		if (rig->data[at + 4] >> 2 != type || list[4])
			continue;
		memcpy(list + 4, rig->data + at, 8);
		list[8] |= sub_type;
		break;
	}
	assert_int_equal(list[8] >> 2, type);
	rig_out(rig, RIG_CDB(0x04, 0x11, 0, 0, 0, 0), list, sizeof list);
	rig_assert_good(rig);
	rig_wait(rig);
}

static void send_cue_sheet(struct drive_rig *rig, const uint8_t *sheet, uint8_t bytes)
{
	rig_out(rig, RIG_CDB(0x5D, 0, 0, 0, 0, 0, 0, 0, bytes, 0), sheet, bytes);
}

/* Pause and 300 blocks: 00:02:00 to 00:06:00. */
static void data_sheet(struct drive_rig *rig)
{
	static const uint8_t sheet[32] = { 0x41, 0, 0, 0x14, 0, 0, 0, 0, 0x41, 1, 0, 0x10, 0, 0, 0,
		0, 0x41, 1, 1, 0x10, 0, 0, 2, 0, 0x41, 0xAA, 1, 0x14, 0, 0, 6, 0 };

	send_cue_sheet(rig, sheet, sizeof sheet);
	rig_assert_good(rig);
}

static void audio_sheet(struct drive_rig *rig)
{
	static const uint8_t sheet[32] = { 0x01, 0, 0, 0x01, 0, 0, 0, 0, 0x01, 1, 0, 0x00, 0, 0, 0,
		0, 0x01, 1, 1, 0x00, 0, 0, 2, 0, 0x01, 0xAA, 1, 0x01, 0, 0, 6, 0 };

	send_cue_sheet(rig, sheet, sizeof sheet);
	rig_assert_good(rig);
}

/* Data, then audio behind a pause of the host's own: LBA 300 to 450 and 900. */
static void mixed_sheet(struct drive_rig *rig)
{
	static const uint8_t sheet[48] = { 0x41, 0, 0, 0x14, 0, 0, 0, 0, 0x41, 1, 0, 0x10, 0, 0, 0,
		0, 0x41, 1, 1, 0x10, 0, 0, 2, 0, 0x01, 2, 0, 0x00, 0, 0, 6, 0, 0x01, 2, 1, 0x00, 0,
		0, 8, 0, 0x01, 0xAA, 1, 0x01, 0, 0, 14, 0 };

	send_cue_sheet(rig, sheet, sizeof sheet);
	rig_assert_good(rig);
}

/* DVD-R, disc at once: 320 blocks. */
static void reserve_at_once(struct drive_rig *rig)
{
	rig_in(rig, RIG_CDB(0x53, 0, 0, 0, 0, 0, 0, 0x01, 0x40, 0), 0);
}

/* The first of two tracks of 320 blocks. */
static void reserve(struct drive_rig *rig)
{
	rig_in(rig, RIG_CDB(0x53, 0, 0, 0, 0, 0, 0, 0x01, 0x40, 0), 0);
}

/* ---- full ----------------------------------------------------------------------------------- */

/* Next writable address and free blocks of the last track. */
static void last_track(struct drive_rig *rig, int32_t *ret_lba, uint32_t *ret_free)
{
	rig_in(rig, RIG_CDB(0x52, 1, 0, 0, 0, 0xFF, 0, 0, 36, 0), 36);
	assert_int_equal(rig->data[7] & 1, 1);
	*ret_lba = (int32_t)take_be32(rig->data + 12);
	*ret_free = take_be32(rig->data + 16);
}

/* Nearly all of it is reserved, so that few blocks are left to write; and one more. */
static void fill_reserved(struct drive_rig *rig, const struct way *way)
{
	uint8_t cdb[10] = { 0x53 };
	uint32_t free_blocks;
	int32_t lba;

	last_track(rig, &lba, &free_blocks);
	put_be32(cdb + 5, (free_blocks - 2048) / 32 * 32);
	rig_in(rig, cdb, sizeof cdb, 0);
	last_track(rig, &lba, &free_blocks);
	assert_in_range(free_blocks, 300, 2100);
	struct run rest = { lba, free_blocks, way->runs[0].block_bytes };
	way_write_run(rig, &rest, 32);
	way_try_write(rig, lba + (int32_t)free_blocks, 32, way->runs[0].block_bytes);
}

/* Packets of 32, each with its links, until no two fit. */
static void fill_with_packets(struct drive_rig *rig, const struct way *way)
{
	uint8_t cdb[10] = { 0x53 };
	uint32_t free_blocks;
	int32_t lba;

	last_track(rig, &lba, &free_blocks);
	put_be32(cdb + 5, (free_blocks - 2048) / 32 * 32);
	rig_in(rig, cdb, sizeof cdb, 0);
	for (last_track(rig, &lba, &free_blocks); free_blocks >= 64;
		last_track(rig, &lba, &free_blocks)) {
		way_try_write(rig, lba, 32, way->runs[0].block_bytes);
		rig_assert_good(rig);
		step_synchronize(rig);
	}
	way_try_write(rig, lba, 64, way->runs[0].block_bytes);
}

/* The last block there is can be written, the next is none. */
static void fill_to_the_last(struct drive_rig *rig, const struct way *way)
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
static void fill_by_sheet(struct drive_rig *rig, const struct way *way)
{
	static const uint8_t sheet[32] = { 0x41, 0, 0, 0x14, 0, 0, 0, 0, 0x41, 1, 0, 0x10, 0, 0, 0,
		0, 0x41, 1, 1, 0x10, 0, 0, 2, 0, 0x41, 0xAA, 1, 0x14, 0, 99, 59, 74 };

	(void)way;
	send_cue_sheet(rig, sheet, sizeof sheet);
}

/* ---- ways ----------------------------------------------------------------------------------- */

#define ONE_RUN(first, count, bytes)                                              \
	{                                                                         \
		{                                                                 \
			.lba = (first), .blocks = (count), .block_bytes = (bytes) \
		}                                                                 \
	}
#define WRONG_ADDRESS .wrong_lba = 4096, .wrong = { 5, 0x21, 0x02 }
#define NOT_THE_PAUSE .wrong_lba = 60, .wrong = { 5, 0x21, 0x02 }
#define NOT_WRITABLE          \
	{                     \
		7, 0x27, 0x00 \
	}
#define OUT_OF_RANGE          \
	{                     \
		5, 0x21, 0x00 \
	}

#define CD_WAYS(cd)                                                                              \
	{ .name = "track at once",                                                               \
		.profile = (cd),                                                                 \
		.page_05 = { 0x41, 0x04, 0x08, 0 },                                              \
		.runs = ONE_RUN(0, 320, 2048),                                                   \
		.piece = 32,                                                                     \
		WRONG_ADDRESS,                                                                   \
		.close = { 2 },                                                                  \
		.closed_lba = 322,                                                               \
		.closed = NOT_WRITABLE,                                                          \
		.fill = fill_reserved,                                                           \
		.full = OUT_OF_RANGE },                                                          \
		{ .name = "audio track at once",                                                 \
			.profile = (cd),                                                         \
			.page_05 = { 0x41, 0x00, 0x00, 0 },                                      \
			.runs = ONE_RUN(0, 320, 2352),                                           \
			.piece = 32,                                                             \
			WRONG_ADDRESS,                                                           \
			.close = { 2 },                                                          \
			.closed_lba = 322,                                                       \
			.closed = NOT_WRITABLE,                                                  \
			.fill = fill_reserved,                                                   \
			.full = OUT_OF_RANGE },                                                  \
		{ .name = "session at once",                                                     \
			.profile = (cd),                                                         \
			.page_05 = { 0x42, 0x04, 0x08, 0 },                                      \
			.begin = data_sheet,                                                     \
			.runs = ONE_RUN(-150, 450, 2048),                                        \
			.piece = 30,                                                             \
			NOT_THE_PAUSE,                                                           \
			.closed_lba = 300,                                                       \
			.closed = NOT_WRITABLE,                                                  \
			.fill = fill_by_sheet,                                                   \
			.full = { 5, 0x26, 0x00 } },                                             \
		{ .name = "audio session at once",                                               \
			.profile = (cd),                                                         \
			.page_05 = { 0x42, 0x00, 0x00, 0 },                                      \
			.begin = audio_sheet,                                                    \
			.runs = ONE_RUN(-150, 450, 2352),                                        \
			.piece = 30,                                                             \
			NOT_THE_PAUSE,                                                           \
			.closed_lba = 300,                                                       \
			.closed = NOT_WRITABLE,                                                  \
			.fill = fill_by_sheet,                                                   \
			.full = { 5, 0x26, 0x00 } },                                             \
		{ .name = "mixed session at once",                                               \
			.profile = (cd),                                                         \
			.page_05 = { 0x42, 0x04, 0x08, 0 },                                      \
			.begin = mixed_sheet,                                                    \
			.runs = { { -150, 450, 2048 }, { 300, 150, 2352 }, { 450, 450, 2352 } }, \
			.piece = 30,                                                             \
			NOT_THE_PAUSE,                                                           \
			.closed_lba = 900,                                                       \
			.closed = NOT_WRITABLE,                                                  \
			.fill = fill_by_sheet,                                                   \
			.full = { 5, 0x26, 0x00 } },                                             \
		{ .name = "packets of any size",                                                 \
			.profile = (cd),                                                         \
			.page_05 = { 0x40, 0x05, 0x08, 7 },                                      \
			.runs = ONE_RUN(0, 320, 2048),                                           \
			.piece = 32,                                                             \
			WRONG_ADDRESS,                                                           \
			.close = { 1, 2 },                                                       \
			.closed_lba = 322,                                                       \
			.closed = NOT_WRITABLE,                                                  \
			.fill = fill_with_packets,                                               \
			.full = OUT_OF_RANGE },                                                  \
		{ .name = "packets of 32",                                                       \
			.profile = (cd),                                                         \
			.page_05 = { 0x40, 0x25, 0x08, 7 },                                      \
			.runs = ONE_RUN(0, 320, 2048),                                           \
			.piece = 32,                                                             \
			WRONG_ADDRESS,                                                           \
			.close = { 1, 2 },                                                       \
			.closed_lba = 322,                                                       \
			.closed = NOT_WRITABLE,                                                  \
			.fill = fill_with_packets,                                               \
			.full = { 5, 0x63, 0x01 } },

#define DVD_MINUS_WAYS(dvd)                                  \
	{ .name = "incremental",                             \
		.profile = (dvd),                            \
		.page_05 = { 0x60, 0x05, 0x08, 16 },         \
		.runs = ONE_RUN(0, 320, 2048),               \
		.piece = 16,                                 \
		WRONG_ADDRESS,                               \
		.close = { 1, 2 },                           \
		.closed_lba = 320,                           \
		.closed = NOT_WRITABLE,                      \
		.fill = fill_reserved,                       \
		.full = OUT_OF_RANGE },                      \
		{ .name = "reserved",                        \
			.profile = (dvd),                    \
			.page_05 = { 0x60, 0x05, 0x08, 16 }, \
			.begin = reserve,                    \
			.runs = ONE_RUN(0, 320, 2048),       \
			.piece = 16,                         \
			.wrong_lba = 64,                     \
			.wrong = { 5, 0x21, 0x02 },          \
			.close = { 1, 2 },                   \
			.closed_lba = 320,                   \
			.closed = NOT_WRITABLE },            \
		{ .name = "disc at once",                    \
			.profile = (dvd),                    \
			.page_05 = { 0x42, 0x05, 0x08, 0 },  \
			.begin = reserve_at_once,            \
			.runs = ONE_RUN(0, 320, 2048),       \
			.piece = 16,                         \
			WRONG_ADDRESS,                       \
			.closed_lba = 320,                   \
			.closed = NOT_WRITABLE },

#define FINALIZED_WAYS(dvd)                            \
	{ .name = "sequential",                        \
		.profile = (dvd),                      \
		.runs = ONE_RUN(0, 320, 2048),         \
		.piece = 32,                           \
		WRONG_ADDRESS,                         \
		.close = { 6 },                        \
		.closed_lba = 320,                     \
		.closed = NOT_WRITABLE,                \
		.fill = fill_reserved,                 \
		.full = OUT_OF_RANGE },                \
		{ .name = "reserved",                  \
			.profile = (dvd),              \
			.begin = reserve,              \
			.runs = ONE_RUN(0, 320, 2048), \
			.piece = 32,                   \
			.wrong_lba = 64,               \
			.wrong = { 5, 0x21, 0x02 },    \
			.close = { 6 },                \
			.closed_lba = 320,             \
			.closed = NOT_WRITABLE },

/* Written in any order, so that nothing ever closes it. */
#define FORMATTED(text, of, type, sub)                                            \
	{                                                                         \
		.name = (text), .profile = (of), .format = { (type), (sub) + 1 }, \
		.runs = { { 0, 320, 2048 }, { 50016, 64, 2048 } }, .piece = 32,   \
		.wrong_lba = ANYWHERE, .closed_lba = 0, .fill = fill_to_the_last, \
		.full = OUT_OF_RANGE                                              \
	}

const struct way medium_ways[] = {
	CD_WAYS(0x0009) CD_WAYS(0x000A) FORMATTED("format 10h", 0x000A, 0x10, 0),
	FORMATTED("Mount Rainier", 0x000A, 0x24, 0),
	DVD_MINUS_WAYS(0x0011) DVD_MINUS_WAYS(0x0014) DVD_MINUS_WAYS(0x0015)
		FORMATTED("restricted overwrite", 0x0014, 0x10, 0),
	{ .name = "restricted overwrite, quick",
		.profile = 0x0014,
		.format = { 0x15, 1 },
		.runs = ONE_RUN(0, 320, 2048),
		.piece = 16,
		WRONG_ADDRESS,
		.close = { 2 },
		.closed_lba = 0 },
	{ .name = "layer jump",
		.profile = 0x0015,
		.page_05 = { 0x44, 0x05, 0x08, 16 },
		.runs = ONE_RUN(0, 320, 2048),
		.piece = 16,
		WRONG_ADDRESS,
		.close = { 1, 2 },
		.closed_lba = 320,
		.closed = NOT_WRITABLE },
	FINALIZED_WAYS(0x001B) FINALIZED_WAYS(0x002B) FORMATTED("format 26h", 0x001A, 0x26, 0),
	FORMATTED("Mount Rainier", 0x001A, 0x24, 0),
	{ .name = "as it comes",
		.profile = 0x0012,
		.runs = { { 0, 320, 2048 }, { 50016, 64, 2048 } },
		.piece = 32,
		.wrong_lba = ANYWHERE,
		.closed_lba = 0,
		.fill = fill_to_the_last,
		.full = OUT_OF_RANGE },
	FORMATTED("format 00h", 0x0012, 0x00, 0),
	FINALIZED_WAYS(0x0041) { .name = "sequential with spares",
		.profile = 0x0041,
		.format = { 0x32, 1 + 1 },
		.runs = ONE_RUN(0, 320, 2048),
		.piece = 32,
		WRONG_ADDRESS,
		.close = { 6 },
		.closed_lba = 320,
		.closed = NOT_WRITABLE,
		.fill = fill_reserved,
		.full = OUT_OF_RANGE },
	{ .name = "pseudo-overwrite",
		.profile = 0x0041,
		.format = { 0x00, 0 + 1 },
		.runs = ONE_RUN(0, 320, 2048),
		.piece = 32,
		WRONG_ADDRESS,
		.close = { 6 },
		.closed_lba = 320,
		.closed = NOT_WRITABLE,
		.fill = fill_reserved,
		.full = OUT_OF_RANGE },
	{ .name = "random recording",
		.profile = 0x0041,
		.format = { 0x00, 2 + 1 },
		.runs = { { 0, 320, 2048 }, { 50016, 64, 2048 } },
		.piece = 32,
		.wrong_lba = ANYWHERE,
		.closed_lba = 0,
		.closed = { 5, 0x21, 0x02 },
		.fill = fill_to_the_last,
		.full = OUT_OF_RANGE },
	FORMATTED("format 00h", 0x0043, 0x00, 0),
	FORMATTED("format 30h", 0x0043, 0x30, 0),
	FORMATTED("format 31h", 0x0043, 0x31, 0),
};
const size_t medium_way_count = sizeof medium_ways / sizeof medium_ways[0];
