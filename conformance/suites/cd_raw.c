/* SPDX-License-Identifier: MIT */
/*
 * Raw recording of CDs (write type 3): the host gives lead-in, program and lead-out with their sub-channels. Not
 * tested: raw data tracks, more than one session, a whole lead-in on a drive that is simulated (any part will do).
 */
#include <string.h>

#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

#define AUDIO_BYTES   2352u
#define CHANNEL_BYTES 96u
#define PAUSE_BLOCKS  150u
#define TRACK_BLOCKS  300u
#define RAW	      3u /* write type */
#define PQ_16	      1u /* block types of page 05h: 16 bytes of P and Q, */
#define P_W_96	      3u /* or 96 of all channels as they are */
#define CHUNK	      20u

static void choose_raw(struct judge *j, uint8_t block_type)
{
	const struct fact_feature *mastering = facts_feature(&j->facts, 0x002e);

	if (!(mastering->data[0] & 0x08))
		judge_skip(j, "CD Mastering does not claim RAW");
	must_be_good(j, scene_choose_cd_mode(j, RAW, 0x00, block_type));
}

/* ---- sub-channels, IEC 60908 ---------------------------------------------------------------------- */

static uint8_t bcd(uint32_t value)
{
	return (uint8_t)(value / 10 << 4 | value % 10);
}

static void put_msf(uint8_t *p, uint32_t frames)
{
	p[0] = bcd(frames / 75 / 60);
	p[1] = bcd(frames / 75 % 60);
	p[2] = bcd(frames % 75);
}

/* The last two bytes: x^16 + x^12 + x^5 + 1 over the first ten, inverted. */
static void end_q(uint8_t *q)
{
	uint32_t crc = 0;

	for (unsigned i = 0; i < 80; i++) {
		crc ^= (uint32_t)(q[i / 8] >> (7 - i % 8) & 1) << 15;
		crc = crc & 0x8000 ? crc << 1 ^ 0x1021 : crc << 1;
	}
	put_be16(q + 10, ~crc & 0xffff);
}

/* Q of the lead-in: the TOC, each entry three times over. */
static void lead_in_q(int32_t lba, uint8_t *q)
{
	static const uint8_t points[][4] = {
		{ 0xa0, 0x01, 0x00, 0x00 }, /* first track, CD-DA or CD-ROM */
		{ 0xa1, 0x01, 0x00, 0x00 }, /* last track */
		{ 0xa2, 0x00, 0x06, 0x00 }, /* lead-out at block 300 */
		{ 0x01, 0x00, 0x02, 0x00 }, /* track 1 at block 0 */
	};
	const uint32_t turn = (uint32_t)(-lba);
	const uint8_t *point = points[turn / 3 % 4];

	memset(q, 0, 12);
	q[0] = 0x01;
	q[2] = point[0];
	put_msf(q + 3, 97 * 60 * 75 + turn % (60 * 75));
	memcpy(q + 7, point + 1, 3);
	end_q(q);
}

static void program_q(int32_t lba, uint8_t *q)
{
	const bool is_out = lba >= (int32_t)TRACK_BLOCKS;
	const int32_t relative = lba < 0 ? -lba : is_out ? lba - (int32_t)TRACK_BLOCKS : lba;

	memset(q, 0, 12);
	q[0] = 0x01;
	q[1] = is_out ? 0xaa : 0x01;
	q[2] = lba < 0 ? 0x00 : 0x01;
	put_msf(q + 3, (uint32_t)relative);
	put_msf(q + 7, (uint32_t)(lba + 150));
	end_q(q);
}

static void q_of(int32_t lba, uint8_t *q)
{
	if (lba < -(int32_t)PAUSE_BLOCKS)
		lead_in_q(lba, q);
	else
		program_q(lba, q);
}

/* Q is bit 6 of 96 bytes; R to W are the six below and carry a pattern in the track. */
static void channels_of(int32_t lba, uint8_t *channels)
{
	uint8_t q[12];

	q_of(lba, q);
	for (unsigned i = 0; i < CHANNEL_BYTES; i++) {
		channels[i] = (uint8_t)((q[i / 8] >> (7 - i % 8) & 1) << 6);
		if (lba >= 0 && lba < (int32_t)TRACK_BLOCKS)
			channels[i] |= (uint8_t)((lba + (int32_t)i) % 64);
	}
}

/* ---- a whole disc ---------------------------------------------------------------------------------- */

/* Where the lead-in begins, by the ATIP: 97 minutes and some are before 00:00:00. */
static int32_t first_lba(struct judge *j)
{
	const struct reply *r = judge_fetch(j, CDB(0x43, 0x02, 0x04, 0, 0, 0, 0, 0, 32, 0), 32);
	int32_t frames;

	must_have(j, r, 16);
	frames = ((int32_t)r->data[8] * 60 + r->data[9]) * 75 + r->data[10] - 450150;
	return j->device->is_simulated && frames < -300 ? -300 : frames;
}

static const uint8_t *sound_of(struct judge *j)
{
	uint8_t *data = judge_alloc(j, (size_t)TRACK_BLOCKS * AUDIO_BYTES);

	for (size_t at = 0; at < (size_t)TRACK_BLOCKS * AUDIO_BYTES; at += 8) {
		const uint64_t noise = judge_random(j);
		memcpy(data + at, &noise, sizeof noise);
	}
	return data;
}

static void fill_block(int32_t lba, const uint8_t *sound, uint32_t channel_bytes, uint8_t *block)
{
	memset(block, 0, AUDIO_BYTES + channel_bytes);
	if (lba >= 0 && lba < (int32_t)TRACK_BLOCKS)
		memcpy(block, sound + (size_t)lba * AUDIO_BYTES, AUDIO_BYTES);
	if (channel_bytes == CHANNEL_BYTES)
		channels_of(lba, block + AUDIO_BYTES);
	else
		q_of(lba, block + AUDIO_BYTES);
}

static const struct reply *write_raw(
	struct judge *j, int32_t lba, uint32_t blocks, const uint8_t *sound, uint32_t channel_bytes)
{
	const uint32_t bytes = AUDIO_BYTES + channel_bytes;
	uint8_t *data = judge_alloc(j, (size_t)blocks * bytes);

	for (uint32_t i = 0; i < blocks; i++)
		fill_block(lba + (int32_t)i, sound, channel_bytes, data + (size_t)i * bytes);
	return scene_write_blocks(j, (uint32_t)lba, blocks, data, bytes);
}

/* Returns the track's sound. */
static const uint8_t *write_disc(struct judge *j, uint8_t block_type)
{
	const uint32_t channel_bytes = block_type == PQ_16 ? 16 : CHANNEL_BYTES;
	const int32_t end_lba = TRACK_BLOCKS + (j->device->is_simulated ? 150 : 6750);
	const uint8_t *sound = sound_of(j);

	choose_raw(j, block_type);
	for (int32_t lba = first_lba(j); lba < end_lba; lba += (int32_t)CHUNK)
		must_be_good(j,
			write_raw(j, lba,
				end_lba - lba < (int32_t)CHUNK ? (uint32_t)(end_lba - lba) : CHUNK,
				sound, channel_bytes));
	must_be_good(j, judge_send(j, CDB(0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
	must_be_good(j, judge_settle(j, 300));
	return sound;
}

static void must_have_toc(struct judge *j)
{
	const struct reply *r = judge_fetch(j, CDB(0x43, 0, 0, 0, 0, 0, 0, 0, 64, 0), 64);

	must_have(j, r, 20);
	must_equal(j, be16(r->data), 2 + 2 * 8, "TOC data length: one track and lead-out");
	must_equal(j, r->data[5], 0x10, "ADR and control of an audio track");
	must_equal(j, r->data[6], 1, "track number");
	must_equal(j, be32(r->data + 8), 0, "start of track 1");
	must_equal(j, be32(r->data + 16), TRACK_BLOCKS, "start of the lead-out");
}

static void toc_96(struct judge *j)
{
	write_disc(j, P_W_96);
	must_have_toc(j);
}

static void toc_16(struct judge *j)
{
	write_disc(j, PQ_16);
	must_have_toc(j);
}

static void closed(struct judge *j)
{
	const struct reply *r;

	write_disc(j, P_W_96);
	r = judge_fetch(j, CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0), 34);
	must_have(j, r, 34);
	must_hold(j, bits(r->data[2], 1, 0) != 0, "the disc is still empty");
	must_hold(j, bits(r->data[2], 1, 0) == 2 || r->data[4] == 2,
		"neither is the disc final nor is there a second, empty session");
}

static void sound_back(struct judge *j)
{
	const uint8_t *sound = write_disc(j, P_W_96);
	const struct reply *r = judge_fetch(
		j, CDB(0xbe, 0, 0, 0, 0, 100, 0, 0, 8, 0x10, 0, 0), (size_t)8 * AUDIO_BYTES);

	must_have(j, r, (size_t)8 * AUDIO_BYTES);
	must_match(j, r->data, sound + (size_t)100 * AUDIO_BYTES, (size_t)8 * AUDIO_BYTES,
		"audio blocks");
}

static void channels_back(struct judge *j)
{
	const struct fact_feature *mastering = facts_feature(&j->facts, 0x002e);
	uint8_t channels[CHANNEL_BYTES];
	const struct reply *r;

	if (!(mastering->data[0] & 0x01))
		judge_skip(j, "CD Mastering does not claim R-W");
	write_disc(j, P_W_96);
	r = judge_fetch(j, CDB(0xbe, 0, 0, 0, 0, 100, 0, 0, 8, 0, 1, 0), (size_t)8 * CHANNEL_BYTES);
	must_have(j, r, (size_t)8 * CHANNEL_BYTES);
	for (int32_t i = 0; i < 8; i++) {
		channels_of(100 + i, channels);
		for (unsigned k = 0; k < CHANNEL_BYTES; k++)
			must_equal(j, r->data[(size_t)i * CHANNEL_BYTES + k] & 0x7fu, channels[k],
				"channels Q to W");
	}
}

static void out_of_order(struct judge *j)
{
	const uint8_t *sound = sound_of(j);
	const int32_t lba = first_lba(j);

	choose_raw(j, P_W_96);
	must_be_good(j, write_raw(j, lba, CHUNK, sound, CHANNEL_BYTES));
	must_refuse_with_one_of(j, write_raw(j, lba + 40, CHUNK, sound, CHANNEL_BYTES),
		{ 5, 0x21, 0x02 }, { 5, 0x21, 0x00 });
}

static void without_lead_in(struct judge *j)
{
	const uint8_t *sound = sound_of(j);

	choose_raw(j, P_W_96);
	must_refuse_with_one_of(j, write_raw(j, 0, CHUNK, sound, CHANNEL_BYTES), { 5, 0x21, 0x02 },
		{ 5, 0x21, 0x00 }, { 5, 0x2c, 0x00 });
}

/* 2048 bytes a block are no raw ones: refused where the mode is chosen, or where it is used. */
static void block_type(struct judge *j)
{
	const struct reply *r;

	choose_raw(j, P_W_96);
	r = scene_choose_cd_mode(j, RAW, 0x04, 0x08);
	if (r->status == 0x00)
		r = scene_write_10(j, (uint32_t)first_lba(j), CHUNK, scene_fill(j, 0, CHUNK, 1));
	must_refuse_with_one_of(j, r, { 5, 0x26, 0x00 }, { 5, 0x64, 0x00 }, { 5, 0x2c, 0x00 });
}

static void claimed(struct judge *j)
{
	const struct fact_feature *mastering = facts_feature(&j->facts, 0x002e);

	if (mastering && mastering->data[0] & 0x08)
		must_be_good(j, scene_choose_cd_mode(j, RAW, 0x00, P_W_96));
	else
		must_refuse_with_one_of(j, scene_choose_cd_mode(j, RAW, 0x00, P_W_96),
			{ 5, 0x26, 0x00 }, { 5, 0x26, 0x02 });
}

#define PAGE_5	 "MMC-6: write parameters mode page (05h), raw"
#define RECORD_1 "MMC-6: CD recording, raw"
#define TEST_OF(function, name, where, what)                                     \
	.id = "mmc." name, .clause = (where), .text = (what), .run = (function), \
	.effect = EFFECT_CLOSES, .needs = NEEDS_CD | NEEDS_BLANK | NEEDS_WRITABLE, .minutes = 10
#define MASTERING(function, name, where, what)                                       \
	{                                                                            \
		TEST_OF(function, "write-raw." name, where, what), .feature = 0x002e \
	}

static const struct test tests[] = {
	MASTERING(claimed, "claimed", "MMC-6: CD Mastering feature",
		"Write type raw can be chosen where CD Mastering claims it, and only there."),
	MASTERING(toc_96, "96.toc", RECORD_1,
		"After a raw session with 96 bytes of sub-channels the TOC is that of its lead-in."),
	MASTERING(toc_16, "16.toc", RECORD_1,
		"After a raw session with 16 bytes of P and Q the TOC is that of its lead-in."),
	MASTERING(closed, "closed", RECORD_1, "After a raw session was flushed it is complete."),
	MASTERING(sound_back, "96.read-back", RECORD_1,
		"READ CD gives the audio of a raw session as it was written."),
	MASTERING(channels_back, "96.sub-channel", "MMC-6: CD Mastering feature, R-W",
		"READ CD gives the sub-channels of a raw session as they were written."),
	MASTERING(out_of_order, "order", RECORD_1,
		"In a raw session a block that is not the next one is refused."),
	MASTERING(without_lead_in, "without-lead-in", RECORD_1,
		"A raw session that does not begin in the lead-in is refused."),
	MASTERING(block_type, "block-type", PAGE_5,
		"Raw recording with blocks of 2048 bytes is refused."),
};

const struct suite suite_cd_raw = {
	.title = "CDs recorded raw",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
