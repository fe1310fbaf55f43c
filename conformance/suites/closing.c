/* SPDX-License-Identifier: MIT */
/*
 * Closing tracks, sessions and discs, and formatting: uses the medium up. Not tested: reserved
 * tracks, what other drives make of the disc.
 */
#include <string.h>

#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

#define BLOCKS SCENE_WRITTEN_BLOCKS

enum ending { LEAVE_APPENDABLE, FINALIZE };

static const struct reply *close_function(
	struct judge *j, uint8_t function, uint16_t track, bool immediate)
{
	return judge_send(j, CDB(0x5b, immediate, function, 0, (uint8_t)(track >> 8),
				     (uint8_t)track, 0, 0, 0, 0));
}

/* DVD-R, DVD-RW: incremental, before the disc is overwritten. */
static bool has_borders(const struct judge *j)
{
	const uint16_t profile = j->facts.profile;

	return profile == 0x0011 || profile == 0x0014 || profile == 0x0015;
}

static void close_session(struct judge *j, enum ending ending, bool immediate)
{
	const unsigned track = scene_writable_track(j).number;
	uint8_t function = 0x02;

	if (facts_is_cd(&j->facts) || has_borders(j))
		scene_set_multi_session(j, ending == FINALIZE ? 0 : 3);
	else if (ending == FINALIZE)
		function = 0x06;
	if (!facts_is_cd(&j->facts)) {
		must_be_good(j, close_function(j, 0x01, (uint16_t)track, false));
		must_be_good(j, judge_settle(j, 300));
	}
	must_be_good(j, close_function(j, function, 0, immediate));
	if (!immediate)
		must_be_good(j, judge_settle(j, 300));
}

static const uint8_t *write_session(struct judge *j, enum ending ending, uint32_t *ret_lba)
{
	const uint8_t *data = scene_write_somewhere(j, BLOCKS, ret_lba);

	close_session(j, ending, false);
	return data;
}

static const struct reply *toc(struct judge *j, uint8_t format)
{
	const struct reply *r = judge_fetch(j, CDB(0x43, 0, format, 0, 0, 0, 0, 0x01, 0, 0), 256);

	must_have(j, r, 12);
	return r;
}

static const uint8_t *disc(struct judge *j)
{
	const struct reply *r = judge_fetch(j, CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0), 34);

	must_have(j, r, 34);
	return r->data;
}

static void appendable(struct judge *j)
{
	uint32_t lba;
	const uint8_t *d;

	write_session(j, LEAVE_APPENDABLE, &lba);
	d = disc(j);
	must_equal(j, bits(d[2], 1, 0), 1, "disc status (incomplete)");
	must_equal(j, bits(d[2], 3, 2), 0, "state of the last session (empty)");
	must_equal(j, d[4] | (unsigned)d[9] << 8, 2, "sessions: the complete and the empty one");
	must_equal(j, d[5] | (unsigned)d[10] << 8, 2, "first track in the last session");
}

static void toc_after_close(struct judge *j)
{
	uint32_t lba;
	const struct reply *r;

	write_session(j, LEAVE_APPENDABLE, &lba);
	r = toc(j, 0);
	must_equal(j, be16(r->data), 2 + 2 * 8, "TOC data length: one track and lead-out");
	must_equal(j, r->data[2], 1, "first track");
	must_equal(j, r->data[3], 1, "last track");
	must_equal(j, r->data[4 + 1], 0x14, "ADR and control of a data track");
	must_equal(j, be32(r->data + 8), lba, "start of track 1");
	must_hold(j, be32(r->data + 16) >= lba + BLOCKS, "lead-out at %u, data end at %u",
		be32(r->data + 16), lba + BLOCKS);
	r = toc(j, 1);
	must_equal(j, r->data[3], 1, "last complete session");
	must_equal(j, be32(r->data + 8), lba, "start of the last session");
}

static void msf_after_close(struct judge *j)
{
	uint32_t lba;
	const struct reply *r, *in_lba;

	write_session(j, LEAVE_APPENDABLE, &lba);
	in_lba = toc(j, 0);
	r = judge_fetch(j, CDB(0x43, 0x02, 0, 0, 0, 0, 0, 0x01, 0, 0), 256);
	must_have(j, r, 4 + 16);
	for (unsigned at = 4; at < 4 + 16; at += 8) {
		const uint8_t *p = r->data + at + 4;
		must_equal(j, (p[1] * 60u + p[2]) * 75u + p[3], be32(in_lba->data + at + 4) + 150u,
			"MSF as a number of frames");
	}
}

static void capacity_after_close(struct judge *j)
{
	uint32_t lba;
	const struct reply *r;

	write_session(j, LEAVE_APPENDABLE, &lba);
	r = judge_fetch(j, CDB(0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0), 8);
	must_have(j, r, 8);
	must_equal(j, be32(r->data) + 1u, be32(toc(j, 0)->data + 16),
		"READ CAPACITY + 1 and the lead-out of the TOC");
}

static void next_after_close(struct judge *j)
{
	uint32_t lba, lead_out;
	struct scene_track t;

	write_session(j, LEAVE_APPENDABLE, &lba);
	lead_out = be32(toc(j, 0)->data + 16);
	t = scene_writable_track(j);
	must_equal(j, t.number, 2, "number of the next track");
	must_equal(j, t.session, 2, "session of the next track");
	must_equal(j, t.has_nwa, 1, "NWA_V");
	if (facts_is_cd(&j->facts))
		/* first lead-out 6750, lead-in 4500, pre-gap 150 */
		must_equal(j, t.nwa_lba, lead_out + 11400, "next writable address");
	else /* DVD has a gap, BD-R none */
		must_hold(j, t.nwa_lba >= lead_out && t.nwa_lba % 16 == 0,
			"next writable address %u with the lead-out at %u", t.nwa_lba, lead_out);
}

static void must_read(struct judge *j, uint32_t lba, const uint8_t *data)
{
	for (uint32_t at = 0; at < BLOCKS; at += 16) {
		const struct reply *r = scene_read_10(j, lba + at, 16);
		must_have(j, r, (size_t)16 * SCENE_BLOCK_BYTES);
		must_match(j, r->data, data + (size_t)at * SCENE_BLOCK_BYTES,
			(size_t)16 * SCENE_BLOCK_BYTES, "what was read back");
	}
}

static void second_session(struct judge *j)
{
	uint32_t first_lba, second_lba;
	const uint8_t *first = write_session(j, LEAVE_APPENDABLE, &first_lba);
	const uint8_t *second = write_session(j, LEAVE_APPENDABLE, &second_lba);
	const struct reply *r = toc(j, 0);

	must_equal(j, r->data[3], 2, "last track");
	must_equal(j, be32(r->data + 16), second_lba, "start of track 2");
	r = toc(j, 1);
	must_equal(j, r->data[3], 2, "last complete session");
	must_equal(j, r->data[6], 2, "first track of the last complete session");
	must_equal(j, be32(r->data + 8), second_lba, "start of the last complete session");
	must_equal(j, disc(j)[4], 3, "sessions: two complete ones and the empty one");
	must_read(j, first_lba, first);
	must_read(j, second_lba, second);
}

static void final(struct judge *j)
{
	uint32_t lba;
	const uint8_t *data = write_session(j, FINALIZE, &lba), *d = disc(j);

	must_equal(j, bits(d[2], 1, 0), 2, "disc status (final)");
	must_equal(j, bits(d[2], 3, 2), 3, "state of the last session (complete)");
	must_equal(j, d[4] | (unsigned)d[9] << 8, 1, "sessions");
	must_equal(j, toc(j, 0)->data[3], 1, "last track");
	must_read(j, lba, data);
}

static void final_is_not_written(struct judge *j)
{
	uint32_t lba, lead_out;
	const struct reply *r;

	write_session(j, FINALIZE, &lba);
	lead_out = be32(toc(j, 0)->data + 16);
	r = scene_write_10(j, lead_out + 16, 16, scene_fill(j, lead_out, 16, 2));
	must_hold(j, r->status == 0x02 && ((r->sense[2] & 0x0f) == 5 || (r->sense[2] & 0x0f) == 7),
		"a write to a final disc must be refused as illegal request or data protect");
	r = scene_write_10(j, lba, 16, scene_fill(j, lba, 16, 2));
	must_hold(j, r->status == 0x02 && ((r->sense[2] & 0x0f) == 5 || (r->sense[2] & 0x0f) == 7),
		"overwriting a final disc must be refused as illegal request or data protect");
}

static void final_features(struct judge *j)
{
	uint32_t lba;
	const struct reply *r;

	write_session(j, FINALIZE, &lba);
	/* RT 01b: current features only. */
	r = judge_fetch(j, CDB(0x46, 0x01, 0, 0x20, 0, 0, 0, 0x04, 0, 0), 1024);
	must_have(j, r, 8);
	for (size_t at = 8; at + 4 <= be32(r->data) + 4u && at + 4 <= 1024;
		at += 4u + r->data[at + 3]) {
		const uint32_t code = be16(r->data + at);
		must_hold(j, code != 0x0020 && code != 0x0021 && code != 0x002d && code != 0x002e,
			"feature %04Xh (%s) is current on a final disc", code,
			facts_feature_name((uint16_t)code));
	}
}

/* Half an hour: with one session only, a disc of two layers is padded down to the hub at its slowest speed. */
#define FINALIZING_POLLS_MAX 9000

/* Immed: the command returns, then progress goes up until the drive is ready. */
static void immediate(struct judge *j)
{
	uint32_t lba, last = 0;
	unsigned polls = 0;
	const struct reply *r;

	scene_write_somewhere(j, BLOCKS, &lba);
	close_session(j, LEAVE_APPENDABLE, true);
	for (;;) {
		r = judge_send(j, CDB(0x00, 0, 0, 0, 0, 0));
		if (r->status == 0x00 || ++polls > FINALIZING_POLLS_MAX)
			break;
		must_refuse_with_one_of(j, r, { 2, 0x04, 0x07 }, { 2, 0x04, 0x08 });
		if (r->sense_bytes >= 18 && r->sense[15] & 0x80) {
			must_hold(j, be16(r->sense + 16) >= last,
				"progress went back from %u to %u", last, be16(r->sense + 16));
			last = be16(r->sense + 16);
		}
		judge_wait_ms(j, 200);
	}
	must_be_good(j, r);
	must_hold(j, polls > 0, "closing a session took no time at all");
	must_equal(j, disc(j)[4], j->facts.profile == 0x0015 ? 1 : 2,
		"sessions: the complete one, and the empty one where there can be one");
}

static void reserved_function(struct judge *j)
{
	must_refuse(j, close_function(j, 0x07, 0, false), 5, 0x24, 0x00);
}

static void format_changes_capacity(struct judge *j)
{
	const uint32_t blocks = scene_format(j, 0x31);
	const struct reply *r = judge_fetch(j, CDB(0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0), 8);

	must_have(j, r, 8);
	must_equal(j, be32(r->data) + 1u, blocks, "blocks after formatting");
	r = judge_fetch(j, CDB(0x23, 0, 0, 0, 0, 0, 0, 0, 12, 0), 12);
	must_have(j, r, 12);
	must_equal(j, be32(r->data + 4), blocks, "current capacity after formatting");
	must_equal(j, bits(r->data[8], 1, 0), 2, "descriptor type (formatted)");
}

static void format_makes_writable(struct judge *j)
{
	const uint8_t *data;
	const struct reply *r;
	uint32_t blocks;

	must_refuse_with_one_of(j, scene_write_10(j, 0, 16, scene_fill(j, 0, 16, 1)),
		{ 2, 0x30, 0x05 }, { 5, 0x30, 0x05 }, { 2, 0x30, 0x10 }, { 5, 0x30, 0x10 },
		{ 5, 0x30, 0x04 }, { 2, 0x30, 0x04 }, { 5, 0x21, 0x00 }, { 5, 0x30, 0x00 },
		{ 2, 0x30, 0x00 }, { 3, 0x31, 0x00 });
	blocks = scene_format(j, 0x00);
	facts_probe(j, &j->facts);
	must_hold(j, facts_is_random(&j->facts),
		"feature 0020h (Random Writable) is not current after formatting");
	must_equal(j, j->facts.last_lba + 1u, blocks, "blocks after formatting");
	data = scene_fill(j, 0, 16, 1);
	must_be_good(j, scene_write_10(j, 0, 16, data));
	scene_synchronize(j);
	r = scene_read_10(j, 0, 16);
	must_have(j, r, (size_t)16 * SCENE_BLOCK_BYTES);
	must_match(j, r->data, data, (size_t)16 * SCENE_BLOCK_BYTES, "what was read back");
}

static void unformatted(struct judge *j)
{
	const struct reply *r = judge_fetch(j, CDB(0x23, 0, 0, 0, 0, 0, 0, 0, 252, 0), 252);

	must_have(j, r, 12);
	must_equal(j, bits(r->data[8], 1, 0), 1, "descriptor type of an unformatted medium");
	must_hold(j, r->data[3] > 8, "no format is offered for an unformatted medium");
	must_hold(j, facts_feature_is_current(&j->facts, 0x0023),
		"Formattable is not current with an unformatted medium");
}

static void format_bad_type(struct judge *j)
{
	static const uint8_t list[12] = { 0, 0x82, 0, 8, 0, 0, 0x10, 0, 0x3f << 2, 0, 8, 0 };
	const struct reply *r = judge_push(j, CDB(0x04, 0x11, 0, 0, 0, 0), list, sizeof list);

	if (scene_formats_in_background(j))
		must_refuse_with_one_of(j, r, { 5, 0x26, 0x00 }, { 5, 0x2c, 0x00 });
	else
		must_refuse(j, r, 5, 0x26, 0x00);
	must_be_good(j, judge_send(j, CDB(0x00, 0, 0, 0, 0, 0)));
}

#define TEST_OF(function, name, where, more_needs, what)                         \
	.id = "mmc." name, .clause = (where), .text = (what), .run = (function), \
	.effect = EFFECT_CLOSES, .needs = NEEDS_WRITABLE | (more_needs), .minutes = 20

#define NEEDS_NEW  (NEEDS_SEQUENTIAL | NEEDS_BLANK | NEEDS_WRITTEN)
#define NEEDS_NEXT (NEEDS_NEW | NEEDS_SESSIONS)

static const struct test tests[] = {
	{ TEST_OF(reserved_function, "close.function.reserved", "MMC-5 6.3", NEEDS_SEQUENTIAL,
		"A reserved close function is an invalid field in the CDB.") },
	{ TEST_OF(appendable, "close-session.appendable", "MMC-5 6.3, 6.22", NEEDS_NEXT,
		"After closing a session the disc is incomplete and a new session is empty.") },
	{ TEST_OF(toc_after_close, "close-session.toc", "MMC-5 6.3, 6.26", NEEDS_NEW,
		"A closed session is in the table of contents.") },
	{ TEST_OF(msf_after_close, "close-session.msf", "MMC-5 6.26", NEEDS_NEW | NEEDS_CD,
		"The TOC of a closed session in MSF is that in LBA, 150 frames later.") },
	{ TEST_OF(capacity_after_close, "close-session.capacity", "MMC-5 6.26", NEEDS_NEW,
		"The capacity of a closed session ends where its lead-out begins.") },
	{ TEST_OF(next_after_close, "close-session.next", "MMC-5 6.27", NEEDS_NEXT,
		"The next session's first track has the next number and a next writable address.") },
	{ TEST_OF(second_session, "close-session.second", "MMC-5 6.3, 6.26", NEEDS_NEXT,
		"A second session is appended: both are read, the TOC names the last one.") },
	{ TEST_OF(immediate, "close-session.immediate", "MMC-5 6.3", NEEDS_NEW,
		"With Immed closing goes on in the background, with progress, until ready.") },
	{ TEST_OF(final, "close-session.final", "MMC-5 6.3, 6.22", NEEDS_NEW,
		"A final disc is complete, has one session, and is read.") },
	{ TEST_OF(final_is_not_written, "close-session.final.refuses", "MMC-5 6.3", NEEDS_NEW,
		"A final disc is not written.") },
	{ TEST_OF(final_features, "close-session.final.features", "MMC-6: feature currency",
		NEEDS_NEW,
		"On a final disc no feature that promises sequential writing is current.") },
	{ TEST_OF(format_changes_capacity, "format-unit.without-spares", "MMC-5 6.5", NEEDS_RANDOM,
		  "Formatting with an offered descriptor gives the capacity that it promised."),
		.feature = 0x0023 },
	{ .id = "mmc.read-format-capacities.unformatted",
		.clause = "MMC-5 6.24",
		.text = "An unformatted medium says so (01b) and offers formats.",
		.run = unformatted,
		.needs = NEEDS_UNFORMATTED },
	{ .id = "mmc.format-unit.makes-writable",
		.clause = "MMC-5 6.5",
		.text = "An unformatted medium is not written; formatted, it is random writable.",
		.run = format_makes_writable,
		.effect = EFFECT_CLOSES,
		.needs = NEEDS_UNFORMATTED,
		.minutes = 20 },
	{ TEST_OF(format_bad_type, "format-unit.unknown-type", "MMC-5 6.5", NEEDS_RANDOM,
		  "A format type that is not defined is refused, and the medium stays ready."),
		.feature = 0x0023 },
};

const struct suite suite_closing = {
	.title = "Closing and formatting",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
