/* SPDX-License-Identifier: MIT */
/*
 * Floods of commands, hours of waiting, a disc filled to its last block, many sessions. Not tested: a whole disc of
 * data; weeks.
 */
#include <string.h>

#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

#define SESSIONS 5u

static void flood(struct judge *j)
{
	for (unsigned i = 0; i < 2000; i++)
		must_be_good(j, judge_send(j, CDB(0x00, 0, 0, 0, 0, 0)));
}

static void flood_of_errors(struct judge *j)
{
	for (unsigned i = 0; i < 300; i++) {
		must_refuse(j, judge_send(j, CDB(0x31, 0, 0, 0, 0, 0, 0, 0, 0, 0)), 5, 0x20, 0x00);
		must_refuse(
			j, judge_fetch(j, CDB(0x46, 3, 0, 0, 0, 0, 0, 0, 8, 0), 8), 5, 0x24, 0x00);
	}
	must_be_good(j, judge_send(j, CDB(0x00, 0, 0, 0, 0, 0)));
}

/* Questions that change nothing, with the longest reply that each may have here. */
static const struct question {
	uint8_t cdb_bytes;
	uint8_t cdb[12];
	uint16_t room;
	uint8_t random_at; /* this byte of the CDB is drawn, below random_below */
	uint8_t random_below;
} questions[] = {
	{ 6, { 0x00 }, 0, 0, 0 },
	{ 6, { 0x03, 0, 0, 0, 18 }, 18, 0, 0 },
	{ 6, { 0x12, 0, 0, 0, 96 }, 96, 0, 0 },
	{ 10, { 0x23, 0, 0, 0, 0, 0, 0, 0, 252 }, 252, 0, 0 },
	{ 10, { 0x25 }, 8, 0, 0 },
	{ 10, { 0x43, 0, 0, 0, 0, 0, 0, 0, 200 }, 200, 2, 8 },
	{ 10, { 0x46, 0, 0, 0, 0, 0, 0, 1, 0 }, 256, 3, 64 },
	{ 10, { 0x4a, 1, 0, 0, 0, 0, 0, 0, 8 }, 8, 4, 255 },
	{ 10, { 0x51, 0, 0, 0, 0, 0, 0, 0, 34 }, 34, 1, 4 },
	{ 10, { 0x52, 1, 0, 0, 0, 0, 0, 0, 48 }, 48, 5, 4 },
	{ 10, { 0x5a, 8, 0, 0, 0, 0, 0, 1, 0 }, 256, 2, 64 },
	{ 10, { 0x5c, 0, 0, 0, 0, 0, 0, 0, 12 }, 12, 0, 0 },
	{ 12, { 0xac, 0x10, 0, 0, 0, 0, 0, 0, 0, 4, 0 }, 72, 10, 8 },
	{ 12, { 0xad, 0, 0, 0, 0, 0, 0, 0, 0, 64 }, 64, 7, 255 },
	{ 12, { 0xbd, 0, 0, 0, 0, 0, 0, 0, 0, 8 }, 8, 0, 0 },
};

static void ask(struct judge *j)
{
	const uint64_t drawn = judge_random(j);
	const struct question *q = &questions[drawn % (sizeof questions / sizeof questions[0])];
	uint8_t cdb[12];
	const struct reply *r;

	if (!judge_step(j))
		return;
	memcpy(cdb, q->cdb, sizeof cdb);
	if (q->random_at)
		cdb[q->random_at] = (uint8_t)((drawn >> 16) % q->random_below);
	r = judge_fetch(j, cdb, q->cdb_bytes, q->room);
	if (r->status == 0x00)
		return;
	must_equal(j, r->status, 0x02, "status of a command that is not GOOD");
	/* a structure of another kind of disc is an incompatible medium */
	must_hold(j,
		r->sense_bytes >= 14 &&
			(bits(r->sense[2], 3, 0) == 5 || judge_sense_is(r, 2, 0x30, 0x02)),
		"operation code %02Xh was answered with sense key %X", (unsigned)cdb[0],
		bits(r->sense[2], 3, 0));
}

static void flood_of_questions(struct judge *j)
{
	const struct reply *before, *after;
	uint8_t expected[34];

	before = judge_fetch(j, CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0), 34);
	for (unsigned i = 0; i < 300; i++)
		ask(j);
	must_be_good(j, judge_send(j, CDB(0x00, 0, 0, 0, 0, 0)));
	after = judge_fetch(j, CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0), 34);
	must_equal(j, after->status, before->status, "status of READ DISC INFORMATION");
	if (before->status != 0x00)
		return;
	memcpy(expected, before->data, sizeof expected);
	/* a format that went on in the background may have come to its end */
	if (bits(expected[7], 1, 0) == 2 && bits(after->data[7], 1, 0) == 3)
		expected[7] |= 1;
	must_match(j, after->data, expected, sizeof expected, "disc information after the flood");
}

static void hours(struct judge *j)
{
	const struct reply *r;
	unsigned told;

	for (unsigned minute = 0; minute < 180; minute++) {
		judge_wait_ms(j, 60000);
		must_be_good(j, judge_send(j, CDB(0x00, 0, 0, 0, 0, 0)));
		r = judge_fetch(j, CDB(0x4a, 1, 0, 0, 0x10, 0, 0, 0, 8, 0), 8);
		must_have(j, r, 8);
		told = bits(r->data[4], 3, 0);
		/* 5 and 6 tell of a format that goes on in the background */
		must_hold(j, minute == 0 || told == 0 || told == 5 || told == 6,
			"after %u minutes media event %u came of itself", minute + 1, told);
	}
}

static void after_hours(struct judge *j)
{
	uint32_t lba;
	const uint8_t *data = scene_write_somewhere(j, 64, &lba);
	const struct reply *r;

	judge_wait_ms(j, 6u * 3600 * 1000);
	r = scene_read_10(j, lba + 32, 16);
	must_have(j, r, (size_t)16 * SCENE_BLOCK_BYTES);
	must_match(j, r->data, data + (size_t)32 * SCENE_BLOCK_BYTES,
		(size_t)16 * SCENE_BLOCK_BYTES, "what was read back after six hours");
}

/* All but a rest is reserved; the rest is written to its last block. */
static uint32_t fill_the_rest(struct judge *j)
{
	struct scene_track t = scene_writable_track(j);
	uint8_t cdb[10] = { 0x53 };
	uint32_t lba, end_lba;

	put_be32(cdb + 5, (t.free_blocks - 640) & ~31u);
	must_be_good(j, judge_send(j, cdb, sizeof cdb));
	t = scene_writable_track(j);
	must_hold(j, t.free_blocks > 0 && t.free_blocks < 2000,
		"%u free blocks after all but some were reserved", t.free_blocks);
	end_lba = t.nwa_lba + t.free_blocks;
	for (lba = t.nwa_lba; lba < end_lba; lba += 16) {
		const uint32_t count = end_lba - lba < 16 ? end_lba - lba : 16;
		must_be_good(j, scene_write_10(j, lba, count, scene_fill(j, lba, count, 1)));
	}
	scene_synchronize(j);
	return end_lba;
}

static void full_disc(struct judge *j)
{
	const uint32_t end_lba = fill_the_rest(j);

	must_refuse_with_one_of(j, scene_write_10(j, end_lba, 16, scene_fill(j, end_lba, 16, 2)),
		{ 5, 0x21, 0x00 }, { 5, 0x21, 0x02 }, { 5, 0x63, 0x00 }, { 7, 0x27, 0x00 });
}

static void full_track(struct judge *j)
{
	const uint32_t end_lba = fill_the_rest(j);
	const struct scene_track t = scene_track(j, 0, end_lba - 1);
	const struct reply *r = scene_read_10(j, end_lba - 16, 16);

	must_hold(j, !t.has_nwa || t.free_blocks == 0, "%u blocks of the full track are free",
		t.free_blocks);
	must_have(j, r, (size_t)16 * SCENE_BLOCK_BYTES);
	must_equal(j, be32(r->data + (size_t)15 * SCENE_BLOCK_BYTES), end_lba - 1,
		"the last block's own address");
}

static void many_sessions(struct judge *j)
{
	uint32_t lba[SESSIONS];
	unsigned sessions;

	for (unsigned i = 0; i < SESSIONS; i++) {
		scene_write_somewhere(j, SCENE_WRITTEN_BLOCKS, &lba[i]);
		if (j->facts.profile == 0x0011 || j->facts.profile == 0x0014)
			scene_set_multi_session(j, 3);
		must_be_good(j, judge_send(j, CDB(0x5b, 0, 0x01, 0, 0, 0xff, 0, 0, 0, 0)));
		must_be_good(j, judge_settle(j, 600));
		must_be_good(j, judge_send(j, CDB(0x5b, 0, 0x02, 0, 0, 0, 0, 0, 0, 0)));
		must_be_good(j, judge_settle(j, 1200));
	}
	scene_disc_status(j, &sessions);
	must_equal(j, sessions, SESSIONS + 1, "sessions, with the empty one at the end");
	for (unsigned i = 0; i < SESSIONS; i++) {
		const struct reply *r = scene_read_10(j, lba[i], 1);
		must_have(j, r, SCENE_BLOCK_BYTES);
		must_equal(j, be32(r->data), lba[i], "first block of a session");
	}
}

#define TEST_OF(function, name, where, how, more_needs, what)                                     \
	.id = "mmc." name, .clause = (where), .text = (what), .run = (function), .effect = (how), \
	.needs = (more_needs)

static const struct test tests[] = {
	{ TEST_OF(flood, "flood.test-unit-ready", "SPC-3: TEST UNIT READY", EFFECT_NONE,
		NEEDS_MEDIUM, "Two thousand TEST UNIT READY in a row are all answered GOOD.") },
	{ TEST_OF(flood_of_errors, "flood.errors", "SPC-3: sense data", EFFECT_NONE, NEEDS_MEDIUM,
		"Hundreds of refused commands leave the drive as ready as it was.") },
	{ TEST_OF(flood_of_questions, "flood.questions", "SPC-3: sense data", EFFECT_NONE,
		NEEDS_MEDIUM,
		"However reading commands follow one another, each is answered or refused with key 5, "
		"and nothing changes.") },
	{ TEST_OF(hours, "long-run.ready", "MMC-6: GET EVENT STATUS NOTIFICATION", EFFECT_NONE,
		  NEEDS_MEDIUM | NEEDS_SIMULATED,
		  "Over three hours a medium that nobody touches stays ready, and no event says otherwise."),
		.minutes = 180 },
	{ TEST_OF(after_hours, "long-run.read-back", "MMC-6: READ (10)", EFFECT_WRITES,
		  NEEDS_WRITABLE | NEEDS_SIMULATED,
		  "What was written is read back after six hours without a command."),
		.minutes = 360 },
	{ TEST_OF(full_disc, "write.full", "MMC-6: WRITE (10)", EFFECT_CLOSES,
		  NEEDS_SEQUENTIAL | NEEDS_BLANK | NEEDS_NOT_CD | NEEDS_SESSIONS,
		  "The last block can be written, and a write behind it is refused."),
		.minutes = 30 },
	{ TEST_OF(full_track, "write.full.track", "MMC-6: READ TRACK INFORMATION", EFFECT_CLOSES,
		  NEEDS_SEQUENTIAL | NEEDS_BLANK | NEEDS_NOT_CD | NEEDS_SESSIONS,
		  "A track that was written to its last block has no free blocks and reads back."),
		.minutes = 30 },
	{ TEST_OF(many_sessions, "close-session.many", "MMC-6: CLOSE TRACK SESSION", EFFECT_CLOSES,
		  NEEDS_SEQUENTIAL | NEEDS_BLANK | NEEDS_SESSIONS | NEEDS_WRITTEN,
		  "Of five sessions, closed one after another, each is counted and read back."),
		.minutes = 60 },
};

const struct suite suite_long_runs = {
	.title = "Long runs and floods",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
