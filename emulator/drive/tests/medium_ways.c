/* SPDX-License-Identifier: MIT */
/* medium_ways.c: what is expected is of MMC-6 and of the standards of the media, as in test_every_medium.c. */
#include "emulator/drive/tests/medium_ways.h"

#include <string.h>

#include "emulator/drive/tests/medium_fills.h"
#include "emulator/drive/tests/raw_session.h"

/* ---- blocks --------------------------------------------------------------------------------- */

static void put_be32(uint8_t *out, uint32_t value)
{
	for (unsigned i = 0; i < 4; i++)
		out[i] = (uint8_t)(value >> (24 - 8 * i));
}

static void fill_block(uint8_t *block, int32_t lba, uint32_t bytes)
{
	uint32_t user_bytes = bytes == RAW_BLOCK_BYTES ? 2352 : bytes;

	for (uint32_t i = 0; i < user_bytes; i++)
		block[i] = (uint8_t)((uint32_t)lba * 7 + i * 3 + (i >> 8));
	if (bytes == RAW_BLOCK_BYTES)
		raw_sub_channels(lba, block + user_bytes);
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

/* User data by READ (10), whole sectors and what is raw by READ CD: they are what the host gave. */
static void read_blocks(struct drive_rig *rig, int32_t lba, uint8_t blocks, uint32_t block_bytes)
{
	uint8_t read_10[10] = { 0x28, [8] = blocks };
	uint8_t read_cd[12] = { 0xBE, [8] = blocks, 0xF8, block_bytes == RAW_BLOCK_BYTES };

	put_be32(read_10 + 2, (uint32_t)lba);
	put_be32(read_cd + 2, (uint32_t)lba);
	if (block_bytes == 2048)
		rig_in(rig, read_10, sizeof read_10, (size_t)blocks * 2048);
	else
		rig_in(rig, read_cd, sizeof read_cd, (size_t)blocks * block_bytes);
}

#define BATCH 32

void way_check_run(struct drive_rig *rig, const struct run *run)
{
	uint8_t expected[RAW_BLOCK_BYTES];
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

void way_cue_sheet(struct drive_rig *rig, const uint8_t *sheet, uint8_t bytes)
{
	rig_out(rig, RIG_CDB(0x5D, 0, 0, 0, 0, 0, 0, 0, bytes, 0), sheet, bytes);
}

/* Pause and 300 blocks: 00:02:00 to 00:06:00. */
static void data_sheet(struct drive_rig *rig)
{
	static const uint8_t sheet[32] = { 0x41, 0, 0, 0x14, 0, 0, 0, 0, 0x41, 1, 0, 0x10, 0, 0, 0,
		0, 0x41, 1, 1, 0x10, 0, 0, 2, 0, 0x41, 0xAA, 1, 0x14, 0, 0, 6, 0 };

	way_cue_sheet(rig, sheet, sizeof sheet);
	rig_assert_good(rig);
}

static void audio_sheet(struct drive_rig *rig)
{
	static const uint8_t sheet[32] = { 0x01, 0, 0, 0x01, 0, 0, 0, 0, 0x01, 1, 0, 0x00, 0, 0, 0,
		0, 0x01, 1, 1, 0x00, 0, 0, 2, 0, 0x01, 0xAA, 1, 0x01, 0, 0, 6, 0 };

	way_cue_sheet(rig, sheet, sizeof sheet);
	rig_assert_good(rig);
}

/* Data, then audio behind a pause of the host's own: LBA 300 to 450 and 900. */
static void mixed_sheet(struct drive_rig *rig)
{
	static const uint8_t sheet[48] = { 0x41, 0, 0, 0x14, 0, 0, 0, 0, 0x41, 1, 0, 0x10, 0, 0, 0,
		0, 0x41, 1, 1, 0x10, 0, 0, 2, 0, 0x01, 2, 0, 0x00, 0, 0, 6, 0, 0x01, 2, 1, 0x00, 0,
		0, 8, 0, 0x01, 0xAA, 1, 0x01, 0, 0, 14, 0 };

	way_cue_sheet(rig, sheet, sizeof sheet);
	rig_assert_good(rig);
}

/* The first of two tracks, or all of a disc at once: 320 blocks. */
static void reserve(struct drive_rig *rig)
{
	rig_in(rig, RIG_CDB(0x53, 0, 0, 0, 0, 0, 0, 0x01, 0x40, 0), 0);
}

/* SEND DISC STRUCTURE, format 22h: jumps after each 160 blocks of the first layer; and 23h: the next is there. */
static void jump_interval(struct drive_rig *rig)
{
	rig_out(rig, RIG_CDB(0xBF, 0, 0, 0, 0, 0, 0, 0x22, 0, 12, 0, 0),
		"\0\x0A\0\0\0\0\0\0\0\0\0\xA0", 12);
	rig_assert_good(rig);
}

static void jump_address(struct drive_rig *rig)
{
	rig_out(rig, RIG_CDB(0xBF, 0, 0, 0, 0, 0, 0, 0x23, 0, 12, 0, 0),
		"\0\x0A\0\0\0\0\0\0\0\0\0\xA0", 12);
	rig_assert_good(rig);
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

/* The last block of the track cannot be followed by another in it (MMC-6 annex F). */
#define TRACK_IS_FULL         \
	{                     \
		5, 0x63, 0x00 \
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
			.full = { 5, 0x63, 0x01 } },                                             \
		{ .name = "reserved",                                                            \
			.profile = (cd),                                                         \
			.page_05 = { 0x40, 0x05, 0x08, 7 },                                      \
			.begin = reserve,                                                        \
			.runs = ONE_RUN(0, 300, 2048),                                           \
			.piece = 30,                                                             \
			.wrong_lba = 64,                                                         \
			.wrong = { 5, 0x21, 0x02 },                                              \
			.close = { 1, 2 },                                                       \
			.closed_lba = 320,                                                       \
			.closed = NOT_WRITABLE,                                                  \
			.fill = fill_the_reserved,                                               \
			.full = { 5, 0x63, 0x01 } },                                             \
		{ .name = "raw",                                                                 \
			.profile = (cd),                                                         \
			.page_05 = { 0x43, 0x00, 0x03, 0 },                                      \
			.begin = raw_lead_in,                                                    \
			.runs = ONE_RUN(-150, 470, RAW_BLOCK_BYTES),                             \
			.piece = 26,                                                             \
			NOT_THE_PAUSE,                                                           \
			.end = raw_lead_out,                                                     \
			.closed_lba = 320,                                                       \
			.closed = NOT_WRITABLE,                                                  \
			.fill = fill_raw,                                                        \
			.full = OUT_OF_RANGE },

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
			.closed = NOT_WRITABLE,              \
			.fill = fill_the_reserved,           \
			.full = TRACK_IS_FULL },             \
		{ .name = "disc at once",                    \
			.profile = (dvd),                    \
			.page_05 = { 0x42, 0x05, 0x08, 0 },  \
			.begin = reserve,                    \
			.runs = ONE_RUN(0, 320, 2048),       \
			.piece = 16,                         \
			WRONG_ADDRESS,                       \
			.closed_lba = 320,                   \
			.closed = NOT_WRITABLE,              \
			.fill = fill_the_reserved,           \
			.full = TRACK_IS_FULL },

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
			.closed = NOT_WRITABLE,        \
			.fill = fill_the_reserved,     \
			.full = TRACK_IS_FULL },

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
		.closed_lba = 0,
		.fill = fill_quick_format,
		.full = OUT_OF_RANGE },
	{ .name = "layer jump",
		.profile = 0x0015,
		.page_05 = { 0x44, 0x05, 0x08, 16 },
		.runs = ONE_RUN(0, 320, 2048),
		.piece = 16,
		WRONG_ADDRESS,
		.close = { 1, 2 },
		.closed_lba = 320,
		.closed = NOT_WRITABLE,
		.fill = fill_two_layers,
		.full = OUT_OF_RANGE },
	{ .name = "layer jump at an interval",
		.profile = 0x0015,
		.page_05 = { 0x44, 0x05, 0x08, 16 },
		.begin = jump_interval,
		.runs = { { 0, 160, 2048 }, { 2 * 2085856 - 160, 160, 2048 }, { 160, 160, 2048 } },
		.piece = 16,
		WRONG_ADDRESS,
		.close = { 1, 2 },
		.closed_lba = 320,
		.closed = NOT_WRITABLE,
		.fill = fill_over_the_jump,
		.full = { 5, 0x21, 0x03 } },
	{ .name = "layer jump at an address",
		.profile = 0x0015,
		.page_05 = { 0x44, 0x05, 0x08, 16 },
		.begin = jump_address,
		.runs = { { 0, 160, 2048 }, { 2 * 2085856 - 160, 160, 2048 }, { 160, 320, 2048 } },
		.piece = 16,
		WRONG_ADDRESS,
		.close = { 1, 2 },
		.closed_lba = 480,
		.closed = NOT_WRITABLE,
		.fill = fill_over_the_jump,
		.full = { 5, 0x21, 0x03 } },
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
