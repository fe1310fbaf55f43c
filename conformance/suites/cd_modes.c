/* SPDX-License-Identifier: MIT */
/*
 * How CDs are recorded: packets, tracks at once, sessions at once with audio. Raw modes are in cd_raw.c, data
 * tracks and CD-TEXT of sessions at once in cd_sessions.c. Not tested: blocks of mode 2.
 */
#include <string.h>

#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

#define AUDIO_BYTES  2352u
#define READ_BYTES   ((size_t)8 * AUDIO_BYTES)
#define AUDIO_CHUNK  15u  /* blocks: fits every path */
#define TRACK_BLOCKS 300u /* four seconds, the shortest track */

enum write_type { PACKET = 0, TRACK_AT_ONCE = 1, SESSION_AT_ONCE = 2 }; /* MMC-6 7.5, page 05h */

static void choose_mode(
	struct judge *j, enum write_type type, uint8_t track_mode, uint8_t block_type)
{
	must_be_good(j, scene_choose_cd_mode(j, (uint8_t)type, track_mode, block_type));
}

/* ---- packets ---------------------------------------------------------------------------------- */

static const uint8_t *write_packet(struct judge *j, uint32_t *ret_lba)
{
	const uint8_t *data;

	choose_mode(j, PACKET, 0x05, 0x08); /* data, incremental; mode 1 */
	*ret_lba = scene_writable_track(j).nwa_lba;
	data = scene_fill(j, *ret_lba, 16, 1);
	must_be_good(j, scene_write_10(j, *ret_lba, 16, data));
	scene_synchronize(j);
	return data;
}

static void packet_track(struct judge *j)
{
	uint32_t lba;
	struct scene_track t;

	write_packet(j, &lba);
	t = scene_track(j, 1, 1);
	must_equal(j, t.is_packet, 1, "Packet");
	must_equal(j, t.is_blank, 0, "Blank");
	must_equal(j, t.track_mode & 0x0d, 0x05, "Track Mode: data, recorded incrementally");
}

static void packet_link(struct judge *j)
{
	uint32_t lba;

	write_packet(j, &lba);
	/* two run-out blocks, a link block, four run-in blocks */
	must_equal(j, scene_writable_track(j).nwa_lba, lba + 16 + 7,
		"next writable address after a packet of 16 blocks");
}

static void packet_read_back(struct judge *j)
{
	uint32_t lba;
	const uint8_t *data = write_packet(j, &lba);
	const struct reply *r = scene_read_10(j, lba, 16);

	must_have(j, r, (size_t)16 * SCENE_BLOCK_BYTES);
	must_match(j, r->data, data, (size_t)16 * SCENE_BLOCK_BYTES, "the packet");
}

/* ---- tracks at once ---------------------------------------------------------------------------- */

static uint32_t write_track(struct judge *j)
{
	uint32_t lba;

	scene_write_somewhere(j, TRACK_BLOCKS + 20, &lba);
	must_be_good(j, judge_send(j, CDB(0x5b, 0, 0x01, 0, 0, 0xff, 0, 0, 0, 0)));
	must_be_good(j, judge_settle(j, 300));
	return lba;
}

static void track_modes(struct judge *j)
{
	struct scene_track t;

	write_track(j);
	t = scene_track(j, 1, 1);
	must_equal(j, t.track_mode & 0x0d, 0x04, "Track Mode: data, uninterrupted");
	must_equal(j, t.data_mode, 1, "Data Mode");
	must_equal(j, t.is_packet, 0, "Packet");
	must_equal(j, t.has_nwa, 0, "NWA_V of a closed track");
}

static void next_track(struct judge *j)
{
	const uint32_t lba = write_track(j);
	const struct scene_track first = scene_track(j, 1, 1), next = scene_writable_track(j);

	must_equal(j, next.number, 2, "number of the next track");
	must_equal(j, next.session, 1, "its session: the first is still open");
	/* the run-out belongs to the track before, a pre-gap of 2 seconds to the one behind */
	must_hold(j, next.nwa_lba >= lba + TRACK_BLOCKS + 20 + 150,
		"next writable address %u, less than a pre-gap after %u", next.nwa_lba,
		lba + TRACK_BLOCKS + 20);
	must_hold(j, next.nwa_lba >= first.start_lba + first.size_blocks,
		"next writable address %u lies within track 1", next.nwa_lba);
}

/* ---- sessions at once -------------------------------------------------------------------------- */

/* MMC-6 6.33: CTL/ADR, TNO, index, data form, SCMS, minute, second, frame. */
static const uint8_t audio_sheet[] = {
	0x01, 0x00, 0x00, 0x01, 0, 0, 0, 0,	  /* lead-in, made by the drive */
	0x02, '1', '2', '3', '4', '5', '6', '7',  /* catalogue number */
	0x02, '8', '9', '0', '1', '2', '3', 0,	  /* */
	0x03, 0x01, 'D', 'E', 'A', '0', '1', '2', /* ISRC of track 1 */
	0x03, 0x01, '6', '0', '0', '0', '4', '2', /* */
	0x01, 0x01, 0x00, 0x00, 0, 0, 0, 0,	  /* its pause, from -150 on */
	0x01, 0x01, 0x01, 0x00, 0, 0, 2, 0,	  /* its start, at 0 */
	0x01, 0xaa, 0x01, 0x01, 0, 0, 6, 0,	  /* lead-out at 300 */
};

static const struct reply *send_sheet(struct judge *j, const uint8_t *sheet, uint8_t bytes)
{
	choose_mode(j, SESSION_AT_ONCE, 0x00, 0x00);
	return judge_push(j, CDB(0x5d, 0, 0, 0, 0, 0, 0, 0, bytes, 0), sheet, bytes);
}

/* The pause and the track; the lead-out follows when the drive flushes. Returns the track's bytes. */
static const uint8_t *write_audio(struct judge *j)
{
	const uint32_t blocks = 150 + TRACK_BLOCKS;
	uint8_t *data = judge_alloc(j, (size_t)blocks * AUDIO_BYTES), cdb[10] = { 0x2a };

	must_be_good(j, send_sheet(j, audio_sheet, sizeof audio_sheet));
	for (size_t at = (size_t)150 * AUDIO_BYTES; at < (size_t)blocks * AUDIO_BYTES; at += 8) {
		const uint64_t noise = judge_random(j);
		memcpy(data + at, &noise, sizeof noise);
	}
	cdb[8] = AUDIO_CHUNK;
	for (uint32_t at = 0; at < blocks; at += AUDIO_CHUNK) {
		const struct reply *r;
		put_be32(cdb + 2, at - 150);
		do {
			r = judge_push(j, cdb, sizeof cdb, data + (size_t)at * AUDIO_BYTES,
				(size_t)AUDIO_CHUNK * AUDIO_BYTES);
			if (judge_sense_is(r, 2, 0x04, 0x08))
				judge_wait_ms(j, 20);
		} while (judge_sense_is(r, 2, 0x04, 0x08));
		must_be_good(j, r);
	}
	must_be_good(j, judge_send(j, CDB(0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
	must_be_good(j, judge_settle(j, 300));
	return data + (size_t)150 * AUDIO_BYTES;
}

static void sheet_without_lead_out(struct judge *j)
{
	must_refuse(j, send_sheet(j, audio_sheet, sizeof audio_sheet - 8), 5, 0x26, 0x00);
}

static void sheet_falls_back(struct judge *j)
{
	uint8_t sheet[sizeof audio_sheet];

	memcpy(sheet, audio_sheet, sizeof sheet);
	sheet[sizeof sheet - 2] = 1; /* the lead-out lies before the track */
	must_refuse(j, send_sheet(j, sheet, sizeof sheet), 5, 0x26, 0x00);
}

static void sheet_length(struct judge *j)
{
	must_refuse_with_one_of(j, send_sheet(j, audio_sheet, sizeof audio_sheet - 3),
		{ 5, 0x1a, 0x00 }, { 5, 0x24, 0x00 }, { 5, 0x26, 0x00 });
}

static void audio_toc(struct judge *j)
{
	const struct reply *r;

	write_audio(j);
	r = judge_fetch(j, CDB(0x43, 0, 0, 0, 0, 0, 0, 0, 64, 0), 64);
	must_have(j, r, 20);
	must_equal(j, be16(r->data), 2 + 2 * 8, "TOC data length: one track and lead-out");
	must_equal(j, r->data[5], 0x10, "ADR and control of an audio track");
	must_equal(j, be32(r->data + 8), 0, "start of track 1");
	must_equal(j, be32(r->data + 16), TRACK_BLOCKS, "start of the lead-out");
}

static void audio_read_back(struct judge *j)
{
	const uint8_t *data = write_audio(j);
	/* any type; user data, which of audio is the whole block */
	const struct reply *r =
		judge_fetch(j, CDB(0xbe, 0, 0, 0, 0, 100, 0, 0, 8, 0x10, 0, 0), READ_BYTES);

	must_have(j, r, READ_BYTES);
	must_match(j, r->data, data + (size_t)100 * AUDIO_BYTES, READ_BYTES, "audio blocks");
}

static void audio_expected(struct judge *j)
{
	write_audio(j);
	must_be_good(
		j, judge_fetch(j, CDB(0xbe, 0x04, 0, 0, 0, 0, 0, 0, 1, 0x10, 0, 0), AUDIO_BYTES));
	must_refuse(j, judge_fetch(j, CDB(0xbe, 0x08, 0, 0, 0, 0, 0, 0, 1, 0x10, 0, 0), 2048), 5,
		0x64, 0x00);
}

static void audio_is_no_data(struct judge *j)
{
	write_audio(j);
	must_refuse(j, scene_read_10(j, 0, 1), 5, 0x64, 0x00);
}

static void catalogue_number(struct judge *j)
{
	const struct reply *r;

	write_audio(j);
	r = judge_fetch(j, CDB(0x42, 0, 0x40, 2, 0, 0, 0, 0, 24, 0), 24);
	must_have(j, r, 24);
	must_equal(j, r->data[4], 2, "sub-channel data format code");
	must_equal(j, bits(r->data[8], 7, 7), 1, "MCVal");
	must_match(j, r->data + 9, (const uint8_t *)"1234567890123", 13, "catalogue number");
}

static void recording_code(struct judge *j)
{
	const struct reply *r;

	write_audio(j);
	r = judge_fetch(j, CDB(0x42, 0, 0x40, 3, 0, 0, 1, 0, 24, 0), 24);
	must_have(j, r, 24);
	must_equal(j, r->data[4], 3, "sub-channel data format code");
	must_equal(j, r->data[6], 1, "track number");
	must_equal(j, bits(r->data[8], 7, 7), 1, "TCVal");
	must_match(j, r->data + 9, (const uint8_t *)"DEA012600042", 12, "ISRC");
}

/* The Q sub-channel within the track: position, or now and then a number (IEC 60908). */
static void audio_q(struct judge *j)
{
	const struct reply *r;
	unsigned positions = 0;

	write_audio(j);
	r = judge_fetch(j, CDB(0xbe, 0, 0, 0, 0, 75, 0, 0, 10, 0, 2, 0), 160);
	must_have(j, r, 160);
	for (unsigned i = 0; i < 10; i++) {
		const uint8_t *q = r->data + (size_t)16 * i;
		if (bits(q[0], 3, 0) != 1)
			continue;
		positions++;
		must_equal(j, q[1], 0x01, "TNO");
		must_equal(j, q[2], 0x01, "index");
		must_equal(j, bits(q[0], 7, 4), 0, "control of audio");
		/* block 75 + i of the track is a second and i frames from its start, three from the disc's */
		must_equal(j, q[4], 0x01, "second within the track");
		must_equal(j, q[5], i, "frame within the track");
		must_equal(j, q[8], 0x03, "absolute second");
	}
	must_hold(j, positions >= 9, "%u of ten blocks tell where they are", positions);
}

#define TEST_OF(function, name, where, what)                                     \
	.id = "mmc." name, .clause = (where), .text = (what), .run = (function), \
	.effect = EFFECT_CLOSES, .needs = NEEDS_CD | NEEDS_BLANK | NEEDS_WRITABLE, .minutes = 5

static const struct test tests[] = {
	{ TEST_OF(packet_track, "write-packet.track-information",
		  "MMC-6: write parameters mode page (05h), MMC-5 6.27",
		  "A track written with write type 00h is told as one of packets."),
		.feature = 0x0021 },
	{ TEST_OF(packet_link, "write-packet.link", "MMC-6: CD recording, link blocks",
		  "Between two packets lie seven blocks of run-out, link and run-in."),
		.feature = 0x0021 },
	{ TEST_OF(packet_read_back, "write-packet.read-back",
		  "MMC-6: write parameters mode page (05h)",
		  "What was written as a packet is read back before its track is closed."),
		.feature = 0x0021 },
	{ TEST_OF(track_modes, "track-at-once.modes", "MMC-5 6.27",
		  "A closed track at once is told as uninterrupted data of mode 1 with nothing to write."),
		.feature = 0x002d },
	{ TEST_OF(next_track, "track-at-once.next", "MMC-6: CD recording, track at once",
		  "After a track is closed the next begins in the same session, behind a pre-gap."),
		.feature = 0x002d },
	{ TEST_OF(sheet_without_lead_out, "send-cue-sheet.without-lead-out", "MMC-5 6.33",
		  "A cue sheet without a lead-out is refused with 5/26/00."),
		.feature = 0x002e },
	{ TEST_OF(sheet_falls_back, "send-cue-sheet.falling", "MMC-5 6.33",
		  "A cue sheet whose addresses fall is refused with 5/26/00."),
		.feature = 0x002e },
	{ TEST_OF(sheet_length, "send-cue-sheet.length", "MMC-5 6.33",
		  "A cue sheet that is not of whole entries is refused."),
		.feature = 0x002e },
	{ TEST_OF(audio_toc, "session-at-once.toc", "MMC-5 6.26, 6.33",
		  "After a session at once the TOC is that of the cue sheet."),
		.feature = 0x002e },
	{ TEST_OF(audio_read_back, "session-at-once.audio.read-cd", "MMC-6: READ CD",
		  "READ CD gives all 2352 bytes of audio blocks as they were written."),
		.feature = 0x002e },
	{ TEST_OF(audio_expected, "read-cd.expected.audio.there",
		  "MMC-6: READ CD, Expected Sector Type",
		  "READ CD of audio blocks is GOOD where audio is expected, and 5/64/00 where mode 1 is."),
		.feature = 0x002e },
	{ TEST_OF(audio_is_no_data, "read.audio", "MMC-6: READ (10)",
		  "READ (10) of an audio block is refused with 5/64/00."),
		.feature = 0x002e },
	{ TEST_OF(catalogue_number, "read-sub-channel.catalogue-number.there",
		  "MMC-6: READ SUB-CHANNEL",
		  "The catalogue number of the cue sheet is read back, with MCVal."),
		.feature = 0x002e },
	{ TEST_OF(recording_code, "read-sub-channel.isrc.there", "MMC-6: READ SUB-CHANNEL",
		  "The ISRC that the cue sheet has for a track is read back, with TCVal."),
		.feature = 0x002e },
	{ TEST_OF(audio_q, "read-cd.q.audio", "MMC-6: READ CD, IEC 60908",
		  "The Q sub-channel of audio blocks counts frames in the track and on the disc."),
		.feature = 0x002e },
};

const struct suite suite_cd_modes = {
	.title = "How CDs are recorded",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
