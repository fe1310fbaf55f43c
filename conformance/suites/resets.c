/* SPDX-License-Identifier: MIT */
/*
 * Resets, and commands that the host gives up: what is forgotten, what is kept, and that the drive is of use again.
 * Not tested: which qualifier of 29h a drive chooses; a reset between two of several hosts.
 */
#include <string.h>

#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

#define CHUNK  16u
#define BLOCKS 96u

static bool is_reset_attention(const struct reply *r)
{
	/* SPC-3: 29h with any qualifier is a kind of power on or reset */
	return r->status == 0x02 && r->sense_bytes >= 14 && bits(r->sense[2], 3, 0) == 6 &&
	       r->sense[12] == 0x29;
}

static void ready_again(struct judge *j)
{
	must_be_good(j, judge_settle(j, 120));
}

static void reset(struct judge *j)
{
	judge_reset(j);
	ready_again(j);
}

/* ---- what is told ------------------------------------------------------------------------------ */

static void attention(struct judge *j)
{
	const struct reply *r;

	judge_reset(j);
	r = judge_send(j, CDB(0x00, 0, 0, 0, 0, 0));
	must_hold(j, is_reset_attention(r), "the first TEST UNIT READY must meet 6/29");
}

static void attention_once(struct judge *j)
{
	judge_reset(j);
	judge_reset(j);
	judge_send(j, CDB(0x00, 0, 0, 0, 0, 0));
	for (unsigned i = 0; i < 3; i++)
		must_hold(j, !is_reset_attention(judge_send(j, CDB(0x00, 0, 0, 0, 0, 0))),
			"6/29 is told more than once");
}

static void passes(struct judge *j)
{
	judge_reset(j);
	must_be_good(j, judge_fetch(j, CDB(0x12, 0, 0, 0, 36, 0), 36));
	must_be_good(j, judge_fetch(j, CDB(0x46, 0, 0, 0, 0, 0, 0, 0, 8, 0), 8));
	must_be_good(j, judge_fetch(j, CDB(0x4a, 1, 0, 0, 0x10, 0, 0, 0, 8, 0), 8));
	must_hold(j, is_reset_attention(judge_send(j, CDB(0x00, 0, 0, 0, 0, 0))),
		"6/29 was cleared by a command that does not meet it");
}

/* MMC-6, operational change class: event 2 (changed), reason 3 (reset). */
static void event(struct judge *j)
{
	const struct reply *r;
	bool told = false;

	judge_reset(j);
	for (unsigned i = 0; i < 8 && !told; i++) {
		r = judge_fetch(j, CDB(0x4a, 1, 0, 0, 0x02, 0, 0, 0, 8, 0), 8);
		must_have(j, r, 8);
		told = bits(r->data[4], 3, 0) == 2 && be16(r->data + 6) == 3;
	}
	must_hold(j, told, "no operational change event tells of the reset");
}

/* ---- what is forgotten ------------------------------------------------------------------------- */

/* A page with a bit that can be changed: error recovery, which every reader has. */
static void mode_pages(struct judge *j)
{
	size_t bytes, default_bytes;
	const uint8_t *page = scene_mode_page(j, 0x01, 0, &bytes);
	const uint8_t *mask = scene_mode_page(j, 0x01, 1, &bytes), *after, *usual;
	uint8_t *changed;

	if (!page || !mask || mask[3] == 0)
		judge_skip(j, "the read retry count of mode page 01h cannot be changed");
	reset(j); /* where there is none nothing must stay changed */
	changed = judge_alloc(j, bytes);
	memcpy(changed, page, bytes);
	changed[3] = (uint8_t)(page[3] ^ (mask[3] & 0x05));
	must_be_good(j, scene_mode_select(j, changed, bytes));
	reset(j);
	after = scene_mode_page(j, 0x01, 0, &bytes);
	usual = scene_mode_page(j, 0x01, 2, &default_bytes);
	must_hold(j, after && usual, "mode page 01h is gone");
	must_equal(j, after[3], usual[3], "read retry count after a reset, and its default");
}

static uint32_t selected_kBps(struct judge *j)
{
	const struct reply *r = judge_fetch(j, CDB(0xac, 0x14, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0), 24);

	must_have(j, r, 24);
	return be32(r->data + 8 + 12);
}

static void speed(struct judge *j)
{
	const uint32_t before = selected_kBps(j);
	const struct facts *facts = &j->facts;
	uint8_t list[28] = { 0 };

	if (facts->write_speed_count < 2)
		judge_skip(j, "the drive offers one write speed only");
	reset(j); /* where there is none nothing must stay changed */
	put_be32(list + 8, facts->write_speeds[0].end_lba);
	put_be32(list + 12, 1000);
	put_be32(list + 16, 1000);
	put_be32(list + 20, facts->write_speeds[facts->write_speed_count - 1].write_kBps);
	put_be32(list + 24, 1000);
	must_be_good(j, judge_push(j, CDB(0xb6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 28, 0), list, 28));
	reset(j);
	must_equal(j, selected_kBps(j), before, "nominal write performance after a reset");
}

static void prevention(struct judge *j)
{
	const struct fact_feature *removable = facts_feature(&j->facts, 0x0003);

	if (!removable || !(removable->data[0] & 0x08) || !(removable->data[0] & 0x10))
		judge_skip(j, "Removable Medium does not claim Eject and Load");
	must_be_good(j, judge_send(j, CDB(0x1e, 0, 0, 0, 0x01, 0)));
	reset(j);
	must_be_good(j, judge_send(j, CDB(0x1b, 0, 0, 0, 0x02, 0)));
	scene_close_tray(j);
}

/* ---- what is kept ------------------------------------------------------------------------------ */

static void medium(struct judge *j)
{
	const struct reply *before, *after;

	if (scene_formats_in_background(j))
		judge_skip(j, "a format goes on in the background, which a reset stops");
	before = judge_fetch(j, CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0), 34);
	reset(j);
	after = judge_fetch(j, CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0), 34);
	must_equal(j, after->status, before->status, "status of READ DISC INFORMATION");
	if (before->status == 0x00)
		must_match(j, after->data, before->data, 34, "disc information after a reset");
}

static void must_read_back(struct judge *j, uint32_t lba, const uint8_t *data)
{
	for (uint32_t at = 0; at < BLOCKS; at += CHUNK) {
		const struct reply *r = scene_read_10(j, lba + at, CHUNK);
		must_have(j, r, (size_t)CHUNK * SCENE_BLOCK_BYTES);
		must_match(j, r->data, data + (size_t)at * SCENE_BLOCK_BYTES,
			(size_t)CHUNK * SCENE_BLOCK_BYTES, "what was read back");
	}
}

static void synchronized(struct judge *j)
{
	uint32_t lba;
	const uint8_t *data = scene_write_somewhere(j, BLOCKS, &lba);

	reset(j);
	must_read_back(j, lba, data);
}

static void write_unsynchronized(struct judge *j, uint32_t lba, const uint8_t *data)
{
	for (uint32_t at = 0; at < BLOCKS; at += CHUNK)
		must_be_good(j,
			scene_write_10(j, lba + at, CHUNK, data + (size_t)at * SCENE_BLOCK_BYTES));
}

/* Each block is the old one or the new one. */
static void must_be_either(struct judge *j, uint32_t lba)
{
	for (uint32_t at = 0; at < BLOCKS; at += CHUNK) {
		const struct reply *r = scene_read_10(j, lba + at, CHUNK);
		must_have(j, r, (size_t)CHUNK * SCENE_BLOCK_BYTES);
		for (uint32_t i = 0; i < CHUNK; i++) {
			const uint8_t *block = r->data + (size_t)i * SCENE_BLOCK_BYTES;
			must_equal(j, be32(block), lba + at + i, "the block's own address");
			must_hold(j, be32(block + 4) == 1 || be32(block + 4) == 2,
				"block %u holds neither what was there nor what was written",
				lba + at + i);
		}
	}
}

static void overwriting(struct judge *j)
{
	uint32_t lba;

	scene_write_somewhere(j, BLOCKS, &lba);
	write_unsynchronized(j, lba, scene_fill(j, lba, BLOCKS, 2));
	reset(j);
	must_be_either(j, lba);
}

/* What lies before the next writable address can be read, and is what was written. */
static void recording(struct judge *j)
{
	const uint32_t lba = scene_writable_track(j).nwa_lba;
	const uint8_t *data = scene_fill(j, lba, BLOCKS, 1);
	struct scene_track t;

	write_unsynchronized(j, lba, data);
	reset(j);
	t = scene_writable_track(j);
	must_hold(j, t.has_nwa && t.nwa_lba >= lba && t.nwa_lba <= lba + BLOCKS,
		"next writable address %u after writing blocks %u to %u", t.nwa_lba, lba,
		lba + BLOCKS - 1);
	for (uint32_t at = 0; lba + at < t.nwa_lba; at++) {
		const struct reply *r = scene_read_10(j, lba + at, 1);
		must_have(j, r, SCENE_BLOCK_BYTES);
		must_match(j, r->data, data + (size_t)at * SCENE_BLOCK_BYTES, SCENE_BLOCK_BYTES,
			"a block before the next writable address");
	}
	must_be_good(j, scene_write_10(j, t.nwa_lba, CHUNK, scene_fill(j, t.nwa_lba, CHUNK, 2)));
	scene_synchronize(j);
}

/* ---- commands that are given up ----------------------------------------------------------------- */

/* FORMAT UNIT with the first format that is offered, not immediate, FOV. */
static void format_list(struct judge *j, uint8_t list[12])
{
	const struct reply *r = judge_fetch(j, CDB(0x23, 0, 0, 0, 0, 0, 0, 0, 252, 0), 252);

	must_have(j, r, 20);
	memset(list, 0, 12);
	list[1] = 0x80;
	list[3] = 8;
	memcpy(list + 4, r->data + 12, 8);
	list[8] &= 0xfc; /* where the first descriptor names a sub-type, the plain one */
}

static void given_up_format(struct judge *j)
{
	uint8_t list[12];

	format_list(j, list);
	if (!judge_give_up(j, CDB(0x04, 0x11, 0, 0, 0, 0), list, sizeof list, 100))
		judge_skip(j, "the format took less than a tenth of a second");
	ready_again(j);
	scene_format(j, (uint8_t)bits(list[8], 7, 2));
	must_be_good(j, scene_write_10(j, 0, 32, scene_fill(j, 0, 32, 1)));
	scene_synchronize(j);
}

static void given_up_flush(struct judge *j)
{
	uint32_t lba;

	scene_write_somewhere(j, BLOCKS, &lba);
	write_unsynchronized(j, lba, scene_fill(j, lba, BLOCKS, 2));
	if (!judge_give_up(j, CDB(0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0), NULL, 0, 1))
		judge_skip(j, "the flush took less than a millisecond");
	ready_again(j);
	must_be_either(j, lba);
}

static void given_up_eject(struct judge *j)
{
	const struct fact_feature *removable = facts_feature(&j->facts, 0x0003);
	const struct reply *r;

	if (!removable || !(removable->data[0] & 0x08) || !(removable->data[0] & 0x10))
		judge_skip(j, "Removable Medium does not claim Eject and Load");
	if (!judge_give_up(j, CDB(0x1b, 0, 0, 0, 0x02, 0), NULL, 0, 50))
		judge_skip(j, "the tray is open in a twentieth of a second");
	judge_send(j, CDB(0x00, 0, 0, 0, 0, 0));
	r = judge_send(j, CDB(0x00, 0, 0, 0, 0, 0));
	must_hold(j,
		r->status == 0x00 || judge_sense_is(r, 2, 0x3a, 0x02) ||
			judge_sense_is(r, 2, 0x04, 0x01),
		"after an eject that was given up the tray is neither open nor shut");
	scene_close_tray(j);
}

static void given_up_close(struct judge *j)
{
	uint32_t lba;
	const uint8_t *data = scene_write_somewhere(j, BLOCKS, &lba);

	if (!judge_give_up(j, CDB(0x5b, 0, 0x02, 0, 0, 0, 0, 0, 0, 0), NULL, 0, 100))
		judge_skip(j, "the session is closed in a tenth of a second");
	ready_again(j);
	must_hold(j, scene_disc_status(j, NULL) <= 2, "the disc's status is neither of three");
	must_read_back(j, lba, data);
}

#define TEST_OF(function, name, where, how, more_needs, what)                          \
	.id = "mmc.reset." name, .clause = (where), .text = (what), .run = (function), \
	.effect = (how), .needs = (more_needs)
#define SAM "SAM-3: logical unit reset"

static const struct test tests[] = {
	{ TEST_OF(attention, "unit-attention", "SAM-3: unit attention condition", EFFECT_SETTINGS,
		NEEDS_NOTHING, "After a reset the first TEST UNIT READY meets 6/29.") },
	{ TEST_OF(attention_once, "unit-attention.once", "SAM-3: unit attention condition",
		EFFECT_SETTINGS, NEEDS_NOTHING,
		"However many resets there were, 6/29 is told once.") },
	{ TEST_OF(passes, "unit-attention.passes", "SAM-3: unit attention condition",
		EFFECT_SETTINGS, NEEDS_NOTHING,
		"After a reset INQUIRY, GET CONFIGURATION and GET EVENT STATUS NOTIFICATION are "
		"answered and leave 6/29 pending.") },
	{ TEST_OF(event, "event", "MMC-6: operational change class events", EFFECT_SETTINGS,
		NEEDS_NOTHING, "An operational change event tells that the drive was reset.") },
	{ TEST_OF(mode_pages, "mode-pages", "SPC-3: mode parameters, default values",
		EFFECT_SETTINGS, NEEDS_MEDIUM, "After a reset mode pages are as after power-on.") },
	{ TEST_OF(speed, "speed", "MMC-6: SET STREAMING", EFFECT_SETTINGS, NEEDS_WRITABLE,
		  "After a reset the write speed is the one that the drive chooses by itself."),
		.feature = 0x0107 },
	{ TEST_OF(prevention, "prevention", "SPC-3: PREVENT ALLOW MEDIUM REMOVAL", EFFECT_TRAY,
		NEEDS_MEDIUM, "A reset ends the prevention of medium removal.") },
	{ TEST_OF(medium, "disc-information", SAM, EFFECT_SETTINGS, NEEDS_MEDIUM,
		"A reset changes nothing on the disc.") },
	{ TEST_OF(synchronized, "synchronized", "MMC-6: SYNCHRONIZE CACHE", EFFECT_WRITES,
		NEEDS_WRITABLE, "What was synchronized is there after a reset.") },
	{ TEST_OF(overwriting, "overwriting", SAM, EFFECT_WRITES, NEEDS_RANDOM | NEEDS_WRITABLE,
		"After a reset while overwriting each block is the old one or the new one.") },
	{ TEST_OF(recording, "recording", SAM, EFFECT_CLOSES,
		  NEEDS_SEQUENTIAL | NEEDS_WRITABLE | NEEDS_NOT_CD | NEEDS_SIMULATED,
		  "After a reset while recording what lies before the next writable address is "
		  "what was written, and there it goes on."),
		.feature = 0x0021, .minutes = 2 },
	{ TEST_OF(given_up_format, "given-up.format", SAM, EFFECT_CLOSES,
		NEEDS_UNFORMATTED | NEEDS_SIMULATED,
		"A format that the host gave up can be begun again.") },
	{ TEST_OF(given_up_flush, "given-up.synchronize-cache", SAM, EFFECT_WRITES,
		NEEDS_RANDOM | NEEDS_WRITABLE | NEEDS_SIMULATED,
		"After a flush that the host gave up each block is the old one or the new one.") },
	{ TEST_OF(given_up_eject, "given-up.eject", SAM, EFFECT_TRAY,
		NEEDS_MEDIUM | NEEDS_SIMULATED,
		"After an eject that the host gave up the tray is open or shut, and can be shut.") },
	{ TEST_OF(given_up_close, "given-up.close-session", SAM, EFFECT_CLOSES,
		NEEDS_SEQUENTIAL | NEEDS_WRITABLE | NEEDS_SESSIONS | NEEDS_SIMULATED,
		"After closing a session was given up the data are there and the disc has a "
		"status.") },
};

const struct suite suite_resets = {
	.title = "Resets and commands given up",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
