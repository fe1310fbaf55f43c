/* SPDX-License-Identifier: MIT */
/*
 * Hosts that pause: with and without buffer underrun protection, and on media that are linked by nature. Not tested:
 * DVD-R at once without protection; how long a drive waits before it gives a recording up.
 */
#include <string.h>

#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

#define CHUNK	  16u
#define BEFORE	  160u /* blocks before the pause, */
#define AFTER	  160u /* and after it */
#define PAUSE_MS  60000u
#define BUFE	  0x40u
#define BUF_CLAIM 0x40u

/* Page 05h: track at once or, of DVD-R, incremental; data; @bufe. */
static void choose(struct judge *j, uint8_t bufe)
{
	size_t bytes;
	const uint8_t *page;
	uint8_t *changed;

	if (facts_is_cd(&j->facts))
		scene_prepare_cd(j);
	page = scene_mode_page(j, 0x05, 0, &bytes);
	must_hold(j, page && bytes >= 52, "mode page 05h is missing");
	changed = judge_alloc(j, bytes);
	memcpy(changed, page, bytes);
	changed[2] = (uint8_t)((changed[2] & (uint8_t)~BUFE) | bufe);
	must_be_good(j, scene_mode_select(j, changed, bytes));
}

static void needs_claim(struct judge *j)
{
	const struct fact_feature *feature = facts_feature(&j->facts, j->test->feature);

	if (!(feature->data[0] & BUF_CLAIM))
		judge_skip(j, "feature %04Xh does not claim BUF", (unsigned)feature->code);
}

static uint32_t begin(struct judge *j, const uint8_t **ret_data)
{
	const uint32_t lba = facts_is_random(&j->facts) ? 0 : scene_writable_track(j).nwa_lba;
	const uint8_t *data = scene_fill(j, lba, BEFORE + AFTER, 1);

	for (uint32_t at = 0; at < BEFORE; at += CHUNK)
		must_be_good(j,
			scene_write_10(j, lba + at, CHUNK, data + (size_t)at * SCENE_BLOCK_BYTES));
	*ret_data = data;
	return lba;
}

static void go_on(struct judge *j, uint32_t lba, const uint8_t *data)
{
	for (uint32_t at = BEFORE; at < BEFORE + AFTER; at += CHUNK)
		must_be_good(j,
			scene_write_10(j, lba + at, CHUNK, data + (size_t)at * SCENE_BLOCK_BYTES));
	scene_synchronize(j);
}

static void must_read_back(struct judge *j, uint32_t lba, const uint8_t *data)
{
	for (uint32_t at = 0; at < BEFORE + AFTER; at += CHUNK) {
		const struct reply *r = scene_read_10(j, lba + at, CHUNK);
		must_have(j, r, (size_t)CHUNK * SCENE_BLOCK_BYTES);
		must_match(j, r->data, data + (size_t)at * SCENE_BLOCK_BYTES,
			(size_t)CHUNK * SCENE_BLOCK_BYTES, "what was read back");
	}
}

static void protected_pause(struct judge *j)
{
	const uint8_t *data;
	uint32_t lba;

	needs_claim(j);
	choose(j, BUFE);
	lba = begin(j, &data);
	judge_wait_ms(j, PAUSE_MS);
	go_on(j, lba, data);
	must_read_back(j, lba, data);
}

static void linked_pause(struct judge *j)
{
	const uint8_t *data;
	uint32_t lba;

	if (j->facts.profile == 0x0011 || j->facts.profile == 0x0014 || j->facts.profile == 0x0015)
		judge_skip(j, "recording is linked only with BUFE");
	lba = begin(j, &data);
	judge_wait_ms(j, PAUSE_MS);
	go_on(j, lba, data);
	must_read_back(j, lba, data);
}

/* Loss of streaming, or whatever else a drive calls a track that was broken off. */
static void must_be_lost(struct judge *j, const struct reply *r)
{
	must_refuse_with_one_of(j, r, { 3, 0x0c, 0x09 }, { 3, 0x0c, 0x00 }, { 5, 0x21, 0x02 },
		{ 5, 0x2c, 0x00 }, { 3, 0x72, 0x04 });
}

static void plain_pause(struct judge *j)
{
	const uint8_t *data;
	uint32_t lba;

	scene_must_keep_up(j);
	choose(j, 0);
	lba = begin(j, &data);
	judge_wait_ms(j, PAUSE_MS);
	must_be_lost(j,
		scene_write_10(j, lba + BEFORE, CHUNK, data + (size_t)BEFORE * SCENE_BLOCK_BYTES));
}

/* The track that was broken off takes no more. */
static void plain_track(struct judge *j)
{
	const uint8_t *data;
	uint32_t lba;
	struct scene_track t;

	scene_must_keep_up(j);
	choose(j, 0);
	lba = begin(j, &data);
	judge_wait_ms(j, PAUSE_MS);
	scene_write_10(j, lba + BEFORE, CHUNK, data + (size_t)BEFORE * SCENE_BLOCK_BYTES);
	t = scene_track(j, 0, lba);
	must_hold(j, t.is_damaged || !t.has_nwa || t.nwa_lba != lba + BEFORE,
		"after a loss of streaming track %u is undamaged and goes on at %u",
		(unsigned)t.number, t.nwa_lba);
}

static void buffer_runs_dry(struct judge *j)
{
	const uint8_t *data;
	const struct reply *r;

	if (facts_is_cd(&j->facts))
		choose(j, BUFE);
	begin(j, &data);
	judge_wait_ms(j, PAUSE_MS);
	r = judge_fetch(j, CDB(0x5c, 0, 0, 0, 0, 0, 0, 0, 12, 0), 12);
	must_have(j, r, 12);
	must_equal(j, be32(r->data + 8), be32(r->data + 4),
		"free bytes of the buffer after a minute without data, and all its bytes");
	scene_synchronize(j);
}

#define TEST_OF(function, name, where, how, more_needs, code, what)                               \
	{                                                                                         \
		.id = "mmc.underrun." name, .clause = (where), .text = (what), .run = (function), \
		.effect = (how), .needs = NEEDS_WRITABLE | (more_needs), .feature = (code),       \
		.minutes = 3                                                                      \
	}
#define PAGE_5 "MMC-6: write parameters mode page (05h), BUFE"

static const struct test tests[] = {
	TEST_OF(protected_pause, "protected.cd", PAGE_5, EFFECT_WRITES, NEEDS_CD, 0x002d,
		"With BUFE a track at once goes on after a pause, and nothing is lost."),
	TEST_OF(protected_pause, "protected.dvd-minus", PAGE_5, EFFECT_WRITES, NEEDS_NOT_CD, 0x002f,
		"With BUFE a DVD-R goes on after a pause, and nothing is lost."),
	TEST_OF(linked_pause, "linked", "MMC-6: Incremental Streaming Writable, linking",
		EFFECT_WRITES, NEEDS_NOT_CD, 0,
		"Where links are part of the format writing goes on after a pause, and nothing is "
		"lost."),
	TEST_OF(plain_pause, "unprotected", PAGE_5, EFFECT_CLOSES, NEEDS_CD | NEEDS_SEQUENTIAL,
		0x002d, "Without BUFE a track at once does not go on after a pause."),
	TEST_OF(plain_track, "unprotected.track", "MMC-6: READ TRACK INFORMATION, Damage",
		EFFECT_CLOSES, NEEDS_CD | NEEDS_SEQUENTIAL, 0x002d,
		"A track at once that was broken off is told as damaged or over."),
	TEST_OF(buffer_runs_dry, "buffer", "MMC-6: READ BUFFER CAPACITY", EFFECT_WRITES, 0, 0,
		"A minute after the last WRITE the whole buffer is free."),
};

const struct suite suite_underrun = {
	.title = "Hosts that pause",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
