/* SPDX-License-Identifier: MIT */
/*
 * Writing to the medium at hand, and what a drive must refuse. Not tested: speed, underrun, defect
 * management, audio, whole discs.
 */
#include <string.h>

#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

/* A whole number of packets of every medium, and no less than the shortest CD track. */
#define BLOCKS SCENE_WRITTEN_BLOCKS
/* Transfers stay within what every path carries. */
#define CHUNK  16u

static void must_read(struct judge *j, uint32_t lba, uint32_t blocks, const uint8_t *data)
{
	for (uint32_t at = 0; at < blocks; at += CHUNK) {
		const uint32_t count = blocks - at < CHUNK ? blocks - at : CHUNK;
		const struct reply *r = scene_read_10(j, lba + at, count);
		must_have(j, r, (size_t)count * SCENE_BLOCK_BYTES);
		must_match(j, r->data, data + (size_t)at * SCENE_BLOCK_BYTES,
			(size_t)count * SCENE_BLOCK_BYTES, "what was read back");
	}
}

static void must_write(struct judge *j, uint32_t lba, uint32_t blocks, const uint8_t *data)
{
	for (uint32_t at = 0; at < blocks; at += CHUNK) {
		const uint32_t count = blocks - at < CHUNK ? blocks - at : CHUNK;
		must_be_good(j,
			scene_write_10(j, lba + at, count, data + (size_t)at * SCENE_BLOCK_BYTES));
	}
}

/* Where the next data go: seeded on random media, the next writable address else. */
static uint32_t place(struct judge *j)
{
	if (!facts_is_random(&j->facts)) {
		if (facts_is_cd(&j->facts))
			scene_prepare_cd(j);
		return scene_writable_track(j).nwa_lba;
	}
	return (uint32_t)(judge_random(j) % (j->facts.last_lba - BLOCKS));
}

static void read_back(struct judge *j)
{
	const uint32_t lba = place(j);
	const uint8_t *data = scene_fill(j, lba, BLOCKS, 1);

	must_write(j, lba, BLOCKS, data);
	scene_synchronize(j);
	must_read(j, lba, BLOCKS, data);
}

static void read_before_synchronize(struct judge *j)
{
	const uint32_t lba = place(j);
	const uint8_t *data = scene_fill(j, lba, CHUNK, 1);

	must_write(j, lba, CHUNK, data);
	must_read(j, lba, CHUNK, data);
	scene_synchronize(j);
}

static void overwrite(struct judge *j)
{
	const uint32_t lba = place(j);
	const uint8_t *first = scene_fill(j, lba, BLOCKS, 1), *second;

	must_write(j, lba, BLOCKS, first);
	scene_synchronize(j);
	second = scene_fill(j, lba + 5, 3, 2);
	must_write(j, lba + 5, 3, second);
	scene_synchronize(j);
	must_read(j, lba, 5, first);
	must_read(j, lba + 5, 3, second);
	must_read(j, lba + 8, BLOCKS - 8, first + (size_t)8 * SCENE_BLOCK_BYTES);
}

static void last_block(struct judge *j)
{
	const uint32_t lba = j->facts.last_lba;
	const uint8_t *data = scene_fill(j, lba, 1, 1);

	must_write(j, lba, 1, data);
	scene_synchronize(j);
	must_read(j, lba, 1, data);
}

static void beyond_end(struct judge *j)
{
	const uint32_t end = j->facts.last_lba + 1u;
	const uint8_t *data = scene_fill(j, end, 2, 1);

	must_refuse(j, scene_write_10(j, end, 1, data), 5, 0x21, 0x00);
	must_refuse(j, scene_write_10(j, end - 1, 2, data), 5, 0x21, 0x00);
}

static void crossing_end_writes_nothing(struct judge *j)
{
	const uint32_t last = j->facts.last_lba;
	const uint8_t *old = scene_fill(j, last, 1, 1), *new = scene_fill(j, last, 2, 2);

	must_write(j, last, 1, old);
	must_refuse(j, scene_write_10(j, last, 2, new), 5, 0x21, 0x00);
	scene_synchronize(j);
	must_read(j, last, 1, old);
}

static void not_next(struct judge *j)
{
	const uint32_t nwa = place(j);
	const uint8_t *data = scene_fill(j, nwa, CHUNK, 1);

	must_refuse_with_one_of(j, scene_write_10(j, nwa + 2 * CHUNK, CHUNK, data),
		{ 5, 0x21, 0x02 }, { 5, 0x21, 0x00 });
	must_equal(j, scene_writable_track(j).nwa_lba, nwa,
		"next writable address after a refused write");
}

static void twice(struct judge *j)
{
	const uint32_t nwa = place(j);
	const uint8_t *data = scene_fill(j, nwa, BLOCKS, 1);

	must_write(j, nwa, BLOCKS, data);
	scene_synchronize(j);
	must_refuse_with_one_of(j, scene_write_10(j, nwa, CHUNK, data), { 5, 0x21, 0x02 },
		{ 5, 0x21, 0x00 }, { 5, 0x64, 0x00 });
	must_read(j, nwa, CHUNK, data);
}

static void next_advances(struct judge *j)
{
	const uint32_t nwa = place(j);
	const struct scene_track before = scene_writable_track(j);
	struct scene_track after;

	must_write(j, nwa, BLOCKS, scene_fill(j, nwa, BLOCKS, 1));
	scene_synchronize(j);
	after = scene_writable_track(j);
	must_hold(j, after.has_nwa, "NWA_V is 0 after writing");
	must_hold(j, after.nwa_lba >= nwa + BLOCKS,
		"next writable address %u after writing %u blocks at %u", after.nwa_lba, BLOCKS,
		nwa);
	must_hold(j, after.free_blocks + BLOCKS <= before.free_blocks,
		"%u free blocks before and %u after writing %u", before.free_blocks,
		after.free_blocks, BLOCKS);
	if (facts_is_dvd(&j->facts)) {
		must_equal(j, after.nwa_lba, nwa + BLOCKS, "next writable address");
		must_equal(j, before.free_blocks - after.free_blocks, BLOCKS, "blocks used up");
	}
}

static void padding(struct judge *j)
{
	const uint32_t nwa = place(j), blocks = 5;
	const uint8_t *data = scene_fill(j, nwa, blocks, 1);

	must_write(j, nwa, blocks, data);
	scene_synchronize(j);
	must_equal(j, scene_writable_track(j).nwa_lba, nwa + 16,
		"next writable address after 5 blocks and SYNCHRONIZE CACHE");
	must_read(j, nwa, blocks, data);
}

static void track_is_written(struct judge *j)
{
	const uint32_t nwa = place(j);
	const struct scene_track before = scene_writable_track(j);
	struct scene_track t;

	must_write(j, nwa, BLOCKS, scene_fill(j, nwa, BLOCKS, 1));
	scene_synchronize(j);
	t = scene_track(j, 1, before.number);
	must_equal(j, t.is_blank, 0, "Blank of a track with data");
	must_equal(j, t.start_lba, before.start_lba, "start of the track");
	if (t.has_last)
		must_equal(j, t.last_lba, nwa + BLOCKS - 1, "last recorded address");
}

static void disc_is_appendable(struct judge *j)
{
	uint32_t lba;
	const struct reply *r;

	scene_write_somewhere(j, BLOCKS, &lba);
	r = judge_fetch(j, CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0), 34);
	must_have(j, r, 34);
	must_equal(j, bits(r->data[2], 1, 0), 1, "disc status (incomplete)");
	must_equal(j, bits(r->data[2], 3, 2), 1, "state of the last session (incomplete)");
}

static void no_blocks(struct judge *j)
{
	const uint32_t lba = place(j);
	uint8_t cdb[10] = { 0x2a };

	put_be32(cdb + 2, lba);
	must_be_good(j, judge_send(j, cdb, sizeof cdb));
	if (!facts_is_random(&j->facts))
		must_equal(j, scene_writable_track(j).nwa_lba, lba,
			"next writable address after writing nothing");
}

static void write_12(struct judge *j)
{
	const uint32_t lba = place(j);
	const uint8_t *data = scene_fill(j, lba, CHUNK, 1);
	uint8_t cdb[12] = { 0xaa };

	put_be32(cdb + 2, lba);
	put_be32(cdb + 6, CHUNK);
	must_be_good(j, judge_push(j, cdb, sizeof cdb, data, (size_t)CHUNK * SCENE_BLOCK_BYTES));
	scene_synchronize(j);
	must_read(j, lba, CHUNK, data);
}

static void write_and_verify(struct judge *j)
{
	const uint32_t lba = place(j);
	const uint8_t *data = scene_fill(j, lba, CHUNK, 1);
	uint8_t cdb[10] = { 0x2e };
	const struct reply *r;

	put_be32(cdb + 2, lba);
	put_be16(cdb + 7, CHUNK);
	r = judge_push(j, cdb, sizeof cdb, data, (size_t)CHUNK * SCENE_BLOCK_BYTES);
	must_be_good(j, r);
	must_read(j, lba, CHUNK, data);
}

static void nothing_to_synchronize(struct judge *j)
{
	must_be_good(j, judge_send(j, CDB(0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
}

static void synchronize_immediate(struct judge *j)
{
	const uint32_t lba = place(j);
	const uint8_t *data = scene_fill(j, lba, BLOCKS, 1);

	must_write(j, lba, BLOCKS, data);
	must_be_good(j, judge_send(j, CDB(0x35, 0x02, 0, 0, 0, 0, 0, 0, 0, 0)));
	must_be_good(j, judge_settle(j, 120));
	must_read(j, lba, BLOCKS, data);
}

/* The buffer: after a WRITE less is free, after SYNCHRONIZE CACHE all of it. */
static void buffer_drains(struct judge *j)
{
	const uint32_t lba = place(j);
	const struct reply *r;

	must_write(j, lba, BLOCKS, scene_fill(j, lba, BLOCKS, 1));
	scene_synchronize(j);
	r = judge_fetch(j, CDB(0x5c, 0, 0, 0, 0, 0, 0, 0, 12, 0), 12);
	must_have(j, r, 12);
	must_equal(j, be32(r->data + 8), be32(r->data + 4),
		"blank buffer bytes after SYNCHRONIZE CACHE: all of them");
}

#define TEST_OF(function, name, where, more_needs, what)                         \
	.id = "mmc." name, .clause = (where), .text = (what), .run = (function), \
	.effect = EFFECT_WRITES, .needs = NEEDS_WRITABLE | (more_needs)

static const struct test tests[] = {
	{ TEST_OF(nothing_to_synchronize, "synchronize-cache.nothing", "MMC-6: SYNCHRONIZE CACHE",
		0, "With nothing cached SYNCHRONIZE CACHE is GOOD.") },
	{ TEST_OF(no_blocks, "write.no-blocks", "MMC-6: WRITE (10)", 0,
		"A transfer length of zero is no error and writes nothing.") },
	{ TEST_OF(beyond_end, "write.beyond-end", "MMC-6: WRITE (10)", NEEDS_RANDOM,
		"Writing past or across the last block is refused as an address out of range.") },
	{ TEST_OF(not_next, "write.not-next", "MMC-6: WRITE (10), sequential recording",
		NEEDS_SEQUENTIAL,
		"Writing elsewhere than at the next writable address is refused and moves nothing.") },
	{ TEST_OF(read_back, "write.read-back", "MMC-6: WRITE (10), READ (10)", 0,
		"What was written and synchronized is read back, byte for byte.") },
	{ TEST_OF(read_before_synchronize, "write.read-back.cached", "MMC-6: WRITE (10), READ (10)",
		NEEDS_RANDOM, "What is still in the write buffer is read back as well.") },
	{ TEST_OF(overwrite, "write.overwrite", "MMC-6: Random Writable", NEEDS_RANDOM,
		"Single blocks can be written again, and their neighbours keep their data.") },
	{ TEST_OF(last_block, "write.last-block", "MMC-6: READ CAPACITY", NEEDS_RANDOM,
		"The last block of READ CAPACITY can be written and read.") },
	{ TEST_OF(crossing_end_writes_nothing, "write.crossing-end.writes-nothing",
		"MMC-6: WRITE (10)", NEEDS_RANDOM,
		"A write that is refused for reaching past the end leaves the blocks within alone.") },
	{ TEST_OF(twice, "write.twice", "MMC-6: write-once media", NEEDS_SEQUENTIAL,
		"A written block of a write-once medium is not written again.") },
	{ TEST_OF(next_advances, "write.next-advances", "MMC-5 6.27", NEEDS_SEQUENTIAL,
		"Writing moves the next writable address on and uses up free blocks.") },
	{ TEST_OF(padding, "write.padding", "MMC-6: DVD+R", NEEDS_DVD_PLUS_R,
		"SYNCHRONIZE CACHE fills the packet of 16: the next address is a multiple of it.") },
	{ TEST_OF(track_is_written, "read-track-information.written", "MMC-5 6.27",
		NEEDS_SEQUENTIAL, "A track with data is not blank and tells where its data end.") },
	{ TEST_OF(disc_is_appendable, "read-disc-information.written", "MMC-5 6.22",
		NEEDS_SEQUENTIAL | NEEDS_WRITTEN,
		"A disc with data in an open session is incomplete, and so is its last session.") },
	{ TEST_OF(write_12, "write-12.read-back", "MMC-6: WRITE (12)", 0,
		  "With SW claimed WRITE (12) writes as WRITE (10) does."),
		.feature = 0x0107 },
	{ TEST_OF(write_and_verify, "write-and-verify.read-back", "MMC-6: WRITE AND VERIFY (10)",
		NEEDS_RANDOM, "WRITE AND VERIFY writes, and what it wrote is read back.") },
	{ TEST_OF(synchronize_immediate, "synchronize-cache.immediate", "MMC-6: SYNCHRONIZE CACHE",
		0, "With Immed the drive becomes ready when all is written.") },
	{ TEST_OF(buffer_drains, "read-buffer-capacity.drained", "MMC-6: READ BUFFER CAPACITY", 0,
		"After SYNCHRONIZE CACHE the whole buffer is free.") },
};

const struct suite suite_writing = {
	.title = "Writing",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
