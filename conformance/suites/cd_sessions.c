/* SPDX-License-Identifier: MIT */
/*
 * Sessions at once beyond one audio track (cd_modes.c): data, two tracks with a pause, CD-TEXT in a lead-in that the
 * host gives, and what is refused on the way. Not tested: sub-channels that the host gives with each block.
 */
#include <string.h>

#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

#define AUDIO_BYTES	2352u
#define SESSION_AT_ONCE 2u
#define PACK_BYTES	18u
#define CHUNK		15u

/* SEND CUE SHEET: CTL/ADR, TNO, index, data form, SCMS, minute, second, frame. */
static const uint8_t data_sheet[] = {
	0x41, 0x00, 0x00, 0x14, 0, 0, 0, 0, /* lead-in, made by the drive */
	0x41, 0x01, 0x00, 0x10, 0, 0, 0, 0, /* pause of track 1, from -150 on */
	0x41, 0x01, 0x01, 0x10, 0, 0, 2, 0, /* its start, at 0 */
	0x41, 0xaa, 0x01, 0x14, 0, 0, 6, 0, /* lead-out at 300 */
};

static const uint8_t two_sheet[] = {
	0x01, 0x00, 0x00, 0x01, 0, 0, 0, 0,  /* lead-in, made by the drive */
	0x01, 0x01, 0x00, 0x00, 0, 0, 0, 0,  /* pause of track 1, from -150 on */
	0x01, 0x01, 0x01, 0x00, 0, 0, 2, 0,  /* its start, at 0 */
	0x01, 0x02, 0x00, 0x00, 0, 0, 6, 0,  /* pause of track 2, at 300 */
	0x01, 0x02, 0x01, 0x00, 0, 0, 8, 0,  /* its start, at 450 */
	0x01, 0xaa, 0x01, 0x01, 0, 0, 12, 0, /* lead-out at 750 */
};

static const uint8_t text_sheet[] = {
	0x01, 0x00, 0x00, 0x41, 0, 0, 0, 0, /* lead-in: the host gives its sub-channels */
	0x01, 0x01, 0x00, 0x00, 0, 0, 0, 0, /* pause of track 1, from -150 on */
	0x01, 0x01, 0x01, 0x00, 0, 0, 2, 0, /* its start, at 0 */
	0x01, 0xaa, 0x01, 0x01, 0, 0, 6, 0, /* lead-out at 300 */
};

static const struct reply *send_sheet(struct judge *j, const uint8_t *sheet, size_t bytes)
{
	return judge_push(j, CDB(0x5d, 0, 0, 0, 0, 0, 0, 0, (uint8_t)bytes, 0), sheet, bytes);
}

static void begin(struct judge *j, const uint8_t *sheet, size_t bytes, bool is_data)
{
	const struct fact_feature *mastering = facts_feature(&j->facts, 0x002e);

	if (!(mastering->data[0] & 0x20))
		judge_skip(j, "CD Mastering does not claim SAO");
	must_be_good(j, scene_choose_cd_mode(
				j, SESSION_AT_ONCE, is_data ? 0x04 : 0x00, is_data ? 0x08 : 0x00));
	must_be_good(j, send_sheet(j, sheet, bytes));
}

/* From block @from up to @end, of noise. Returns it. */
static const uint8_t *write_noise(struct judge *j, int32_t from, int32_t end, uint32_t block_bytes)
{
	const size_t bytes = (size_t)(end - from) * block_bytes;
	uint8_t *data = judge_alloc(j, bytes);

	for (size_t at = 0; at < bytes; at += 8) {
		const uint64_t noise = judge_random(j);
		memcpy(data + at, &noise, sizeof noise);
	}
	for (int32_t lba = from; lba < end; lba += (int32_t)CHUNK)
		must_be_good(j, scene_write_blocks(j, (uint32_t)lba,
					end - lba < (int32_t)CHUNK ? (uint32_t)(end - lba) : CHUNK,
					data + (size_t)(lba - from) * block_bytes, block_bytes));
	return data;
}

static void flush(struct judge *j)
{
	must_be_good(j, judge_send(j, CDB(0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
	must_be_good(j, judge_settle(j, 300));
}

/* ---- data ------------------------------------------------------------------------------------------ */

static const uint8_t *write_data(struct judge *j)
{
	const uint8_t *data;

	begin(j, data_sheet, sizeof data_sheet, true);
	data = write_noise(j, -150, 300, SCENE_BLOCK_BYTES);
	flush(j);
	return data + (size_t)150 * SCENE_BLOCK_BYTES;
}

static void data_toc(struct judge *j)
{
	const struct reply *r;

	write_data(j);
	r = judge_fetch(j, CDB(0x43, 0, 0, 0, 0, 0, 0, 0, 64, 0), 64);
	must_have(j, r, 20);
	must_equal(j, be16(r->data), 2 + 2 * 8, "TOC data length: one track and lead-out");
	must_equal(j, r->data[5], 0x14, "ADR and control of a data track");
	must_equal(j, be32(r->data + 16), 300, "start of the lead-out");
}

static void data_back(struct judge *j)
{
	const uint8_t *data = write_data(j);
	const struct reply *r = scene_read_10(j, 200, 16);

	must_have(j, r, (size_t)16 * SCENE_BLOCK_BYTES);
	must_match(j, r->data, data + (size_t)200 * SCENE_BLOCK_BYTES,
		(size_t)16 * SCENE_BLOCK_BYTES, "data blocks");
}

/* ---- two tracks -------------------------------------------------------------------------------------- */

static void write_two(struct judge *j)
{
	begin(j, two_sheet, sizeof two_sheet, false);
	write_noise(j, -150, 750, AUDIO_BYTES);
	flush(j);
}

static void two_toc(struct judge *j)
{
	const struct reply *r;

	write_two(j);
	r = judge_fetch(j, CDB(0x43, 0, 0, 0, 0, 0, 0, 0, 64, 0), 64);
	must_have(j, r, 28);
	must_equal(j, be16(r->data), 2 + 3 * 8, "TOC data length: two tracks and lead-out");
	must_equal(j, be32(r->data + 8), 0, "start of track 1");
	must_equal(j, r->data[14], 2, "track number");
	must_equal(j, be32(r->data + 16), 450, "start of track 2: its index 1");
	must_equal(j, be32(r->data + 24), 750, "start of the lead-out");
}

/* In the pause of track 2 index is 0 and the relative time falls (IEC 60908). */
static void two_pause(struct judge *j)
{
	const struct reply *r;
	unsigned positions = 0;

	write_two(j);
	r = judge_fetch(j, CDB(0xbe, 0, 0, 0, 1, 0x5e, 0, 0, 10, 0, 2, 0), 160);
	must_have(j, r, 160);
	for (unsigned i = 0; i < 10; i++) {
		const uint8_t *q = r->data + (size_t)16 * i;
		if (bits(q[0], 3, 0) != 1)
			continue;
		positions++;
		must_equal(j, q[1], 0x02, "TNO in the pause of track 2");
		must_equal(j, q[2], 0x00, "index in the pause of track 2");
		must_hold(j, q[4] == 0x01,
			"second %02x within the pause, 100 blocks before index 1", (unsigned)q[4]);
	}
	must_hold(j, positions >= 8, "%u of ten blocks tell where they are", positions);
}

/* ---- CD-TEXT --------------------------------------------------------------------------------------------- */

static void end_pack(uint8_t *pack)
{
	uint32_t crc = 0;

	for (unsigned i = 0; i < 128; i++) {
		crc ^= (uint32_t)(pack[i / 8] >> (7 - i % 8) & 1) << 15;
		crc = crc & 0x8000 ? crc << 1 ^ 0x1021 : crc << 1;
	}
	put_be16(pack + 16, ~crc & 0xffff);
}

/* A title and the three packs of sizes. */
static void make_packs(uint8_t packs[4 * PACK_BYTES])
{
	static const char title[] = "Rig\0A track";

	memset(packs, 0, (size_t)4 * PACK_BYTES);
	packs[0] = 0x80;
	memcpy(packs + 4, title, sizeof title);
	for (unsigned i = 1; i < 4; i++) {
		uint8_t *pack = packs + (size_t)i * PACK_BYTES;
		pack[0] = 0x8f;
		pack[1] = (uint8_t)(i - 1);
		pack[2] = (uint8_t)i;
	}
	packs[PACK_BYTES + 4 + 1] = 1; /* first track */
	packs[PACK_BYTES + 4 + 2] = 1; /* last track */
	packs[PACK_BYTES + 4 + 4] = 1; /* packs of 80h */
	for (unsigned i = 0; i < 4; i++)
		end_pack(packs + (size_t)i * PACK_BYTES);
}

/* Four packs are 96 times six bits. */
static void spread(const uint8_t *packs, uint8_t *channels)
{
	for (unsigned i = 0; i < 96; i++) {
		channels[i] = 0;
		for (unsigned bit = i * 6; bit < i * 6 + 6; bit++)
			channels[i] =
				(uint8_t)(channels[i] << 1 | (packs[bit / 8] >> (7 - bit % 8) & 1));
	}
}

static int32_t lead_in_lba(struct judge *j)
{
	const struct reply *r = judge_fetch(j, CDB(0x43, 0x02, 0x04, 0, 0, 0, 0, 0, 32, 0), 32);

	must_have(j, r, 16);
	return ((int32_t)r->data[8] * 60 + r->data[9]) * 75 + r->data[10] - 450150;
}

static void write_text(struct judge *j, uint8_t packs[4 * PACK_BYTES])
{
	const struct fact_feature *mastering = facts_feature(&j->facts, 0x002e);
	uint8_t *channels = judge_alloc(j, (size_t)CHUNK * 96);
	int32_t lba = lead_in_lba(j);

	if (!(mastering->data[0] & 0x01))
		judge_skip(j, "CD Mastering does not claim R-W");
	if (j->device->is_simulated && lba < -600)
		lba = -600; /* any part of the lead-in will do there */
	make_packs(packs);
	for (uint32_t i = 0; i < CHUNK; i++)
		spread(packs, channels + (size_t)i * 96);
	begin(j, text_sheet, sizeof text_sheet, false);
	for (uint32_t count; lba < -150; lba += (int32_t)count) {
		count = -150 - lba < (int32_t)CHUNK ? (uint32_t)(-150 - lba) : CHUNK;
		must_be_good(j, scene_write_blocks(j, (uint32_t)lba, count, channels, 96));
	}
	write_noise(j, -150, 300, AUDIO_BYTES);
	flush(j);
}

static void text_back(struct judge *j)
{
	uint8_t packs[4 * PACK_BYTES];
	const struct reply *r;

	write_text(j, packs);
	r = judge_fetch(
		j, CDB(0x43, 0x02, 0x05, 0, 0, 0, 0, 0, 4 + sizeof packs, 0), 4 + sizeof packs);
	must_have(j, r, 4 + sizeof packs);
	must_equal(j, be16(r->data), 2 + sizeof packs, "CD-TEXT data length: four packs");
	must_match(j, r->data + 4, packs, sizeof packs, "CD-TEXT packs");
}

static void no_text(struct judge *j)
{
	const struct reply *r;

	write_data(j);
	r = judge_fetch(j, CDB(0x43, 0x02, 0x05, 0, 0, 0, 0, 0, 40, 0), 40);
	if (r->status == 0x02)
		must_refuse(j, r, 5, 0x24, 0x00);
	else
		must_equal(j, be16(r->data), 2, "CD-TEXT data length of a disc without any");
}

/* ---- what is refused --------------------------------------------------------------------------------------- */

static void without_sheet(struct judge *j)
{
	const struct fact_feature *mastering = facts_feature(&j->facts, 0x002e);

	if (!(mastering->data[0] & 0x20))
		judge_skip(j, "CD Mastering does not claim SAO");
	must_be_good(j, scene_choose_cd_mode(j, SESSION_AT_ONCE, 0x04, 0x08));
	must_refuse_with_one_of(j, scene_write_10(j, 0, 16, scene_fill(j, 0, 16, 1)),
		{ 5, 0x2c, 0x00 }, { 5, 0x21, 0x02 });
}

static void out_of_order(struct judge *j)
{
	begin(j, data_sheet, sizeof data_sheet, true);
	write_noise(j, -150, -120, SCENE_BLOCK_BYTES);
	must_refuse_with_one_of(j, scene_write_10(j, 0, 16, scene_fill(j, 0, 16, 1)),
		{ 5, 0x21, 0x02 }, { 5, 0x21, 0x00 });
}

static void other_write_type(struct judge *j)
{
	scene_prepare_cd(j);
	must_refuse_with_one_of(j, send_sheet(j, data_sheet, sizeof data_sheet), { 5, 0x2c, 0x00 },
		{ 5, 0x64, 0x00 });
}

/* The control nibble says audio, the data form mode 1. */
static void form_and_control(struct judge *j)
{
	uint8_t sheet[sizeof data_sheet];
	const struct fact_feature *mastering = facts_feature(&j->facts, 0x002e);

	if (!(mastering->data[0] & 0x20))
		judge_skip(j, "CD Mastering does not claim SAO");
	memcpy(sheet, data_sheet, sizeof sheet);
	sheet[8] = sheet[16] = 0x01;
	must_be_good(j, scene_choose_cd_mode(j, SESSION_AT_ONCE, 0x04, 0x08));
	must_refuse(j, send_sheet(j, sheet, sizeof sheet), 5, 0x26, 0x00);
}

static void short_track(struct judge *j)
{
	uint8_t sheet[sizeof data_sheet];
	const struct fact_feature *mastering = facts_feature(&j->facts, 0x002e);

	if (!(mastering->data[0] & 0x20))
		judge_skip(j, "CD Mastering does not claim SAO");
	memcpy(sheet, data_sheet, sizeof sheet);
	sheet[sizeof sheet - 2] = 5; /* lead-out after three seconds */
	must_be_good(j, scene_choose_cd_mode(j, SESSION_AT_ONCE, 0x04, 0x08));
	must_refuse(j, send_sheet(j, sheet, sizeof sheet), 5, 0x26, 0x00);
}

#define SAO	 "MMC-6: CD recording, session at once"
#define CUE	 "MMC-6: SEND CUE SHEET"
#define TEXT_TOC "MMC-6: READ TOC/PMA/ATIP, CD-TEXT"
#define TEST_OF(function, name, where, what)                                               \
	{                                                                                  \
		.id = "mmc." name, .clause = (where), .text = (what), .run = (function),   \
		.effect = EFFECT_CLOSES, .needs = NEEDS_CD | NEEDS_BLANK | NEEDS_WRITABLE, \
		.feature = 0x002e, .minutes = 5                                            \
	}

static const struct test tests[] = {
	TEST_OF(data_toc, "session-at-once.data.toc", SAO,
		"After a session at once with a data track the TOC tells control 4."),
	TEST_OF(data_back, "session-at-once.data.read-back", SAO,
		"READ (10) gives the data of a session at once as they were written."),
	TEST_OF(two_toc, "session-at-once.two-tracks.toc", SAO,
		"In the TOC a track begins at its index 1."),
	TEST_OF(two_pause, "session-at-once.two-tracks.pause", SAO,
		"In the pause before index 1 the Q sub-channel tells index 0 of the track to come."),
	TEST_OF(without_sheet, "session-at-once.without-sheet", SAO,
		"Writing a session at once without a cue sheet is refused."),
	TEST_OF(out_of_order, "session-at-once.order", SAO,
		"In a session at once a block that is not the next one is refused."),
	TEST_OF(text_back, "cd-text.read-back", TEXT_TOC,
		"READ TOC, format 5, gives the packs of the lead-in that the host gave."),
	TEST_OF(no_text, "cd-text.none", TEXT_TOC,
		"Of a disc without CD-TEXT format 5 gives no packs or is refused."),
	TEST_OF(other_write_type, "send-cue-sheet.write-type", CUE,
		"A cue sheet for another write type than session at once is refused."),
	TEST_OF(form_and_control, "send-cue-sheet.form", CUE,
		"A data form that contradicts the track's control is refused with 5/26/00."),
	TEST_OF(short_track, "send-cue-sheet.short-track", CUE,
		"A track of less than four seconds is refused with 5/26/00."),
};

const struct suite suite_cd_sessions = {
	.title = "CD sessions at once",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
