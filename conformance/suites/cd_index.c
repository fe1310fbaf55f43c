/* SPDX-License-Identifier: MIT */
/*
 * What a CD tells of itself beyond the plain TOC: full TOC, PMA, sub-channel. The scene is one closed session with one
 * data track, and sometimes a second. Not tested: CD-TEXT, audio tracks, catalogue numbers that are there.
 */
#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

#define BLOCKS SCENE_WRITTEN_BLOCKS

/* Write parameters page: multi-session 11b, then CLOSE TRACK SESSION function 2. */
static uint32_t closed_session(struct judge *j)
{
	size_t bytes;
	uint32_t lba;
	const uint8_t *page;
	uint8_t *changed;

	scene_write_somewhere(j, BLOCKS, &lba);
	page = scene_mode_page(j, 0x05, 0, &bytes);
	must_hold(j, page != NULL, "page 05h can no longer be read");
	changed = judge_alloc(j, bytes);
	for (size_t i = 0; i < bytes; i++)
		changed[i] = page[i];
	changed[3] |= 0xc0;
	must_be_good(j, scene_mode_select(j, changed, bytes));
	must_be_good(j, judge_send(j, CDB(0x5b, 0, 0x02, 0, 0, 0, 0, 0, 0, 0)));
	must_be_good(j, judge_settle(j, 300));
	return lba;
}

static const struct reply *toc(struct judge *j, uint8_t format, uint8_t from)
{
	const struct reply *r =
		judge_fetch(j, CDB(0x43, 0x02, format, 0, 0, 0, from, 0x04, 0, 0), 1024);

	must_have(j, r, 4);
	must_have(j, r, 2u + be16(r->data));
	return r;
}

/* The full TOC's entry of @point in @session, judged to be there. */
static const uint8_t *entry(
	struct judge *j, const struct reply *r, unsigned session, unsigned point)
{
	for (size_t at = 4; at + 11 <= 2u + be16(r->data); at += 11)
		if (r->data[at] == session && r->data[at + 3] == point)
			return r->data + at;
	judge_fail_at(j, __FILE__, __LINE__, "session %u has no point %02Xh", session, point);
}

static uint32_t frames_of(const uint8_t *msf)
{
	return (msf[0] * 60u + msf[1]) * 75u + msf[2];
}

static void full_header(struct judge *j)
{
	const struct reply *r;

	closed_session(j);
	r = toc(j, 2, 1);
	must_equal(j, (be16(r->data) - 2u) % 11u, 0, "rest of the TOC's length by 11");
	must_equal(j, r->data[2], 1, "first complete session");
	must_equal(j, r->data[3], 1, "last complete session");
	for (size_t at = 4; at + 11 <= 2u + be16(r->data); at += 11) {
		must_equal(j, r->data[at], 1, "session number");
		must_equal(j, r->data[at + 2], 0, "TNO");
	}
}

static void point_a0(struct judge *j)
{
	const uint8_t *p;

	closed_session(j);
	p = entry(j, toc(j, 2, 1), 1, 0xa0);
	must_equal(j, p[8], 1, "PMIN of A0: first track");
	must_equal(j, p[9], 0, "PSEC of A0: disc type CD-DA or CD-ROM");
	must_equal(j, p[10], 0, "PFRAME of A0");
}

static void point_a1(struct judge *j)
{
	closed_session(j);
	must_equal(j, entry(j, toc(j, 2, 1), 1, 0xa1)[8], 1, "PMIN of A1: last track");
}

static void point_a2(struct judge *j)
{
	const struct reply *plain;
	const uint8_t *p;

	closed_session(j);
	p = entry(j, toc(j, 2, 1), 1, 0xa2);
	plain = toc(j, 0, 0xaa);
	must_equal(j, frames_of(p + 8), frames_of(plain->data + 9),
		"lead-out in the full and in the plain TOC");
}

static void point_track(struct judge *j)
{
	const uint32_t lba = closed_session(j);
	const uint8_t *p = entry(j, toc(j, 2, 1), 1, 0x01);

	must_equal(j, frames_of(p + 8), lba + 150, "start of track 1");
	must_equal(j, bits(p[1], 7, 4), 1, "ADR");
	must_equal(j, bits(p[1], 2, 2), 1, "data track, in control");
}

static void point_b0(struct judge *j)
{
	const struct reply *r;
	const uint8_t *p, *lead_out;

	closed_session(j);
	r = toc(j, 2, 1);
	p = entry(j, r, 1, 0xb0);
	lead_out = entry(j, r, 1, 0xa2);
	must_equal(j, bits(p[1], 7, 4), 5, "ADR of B0");
	/* first lead-out of 1:30:00, then a lead-in of 1:00:00 */
	must_equal(j, frames_of(p + 4), frames_of(lead_out + 8) + 11250,
		"start of the next program area");
}

static void second_session(struct judge *j)
{
	uint32_t first, second;
	const struct reply *r;

	first = closed_session(j);
	second = closed_session(j);
	r = toc(j, 2, 1);
	must_equal(j, r->data[3], 2, "last complete session");
	must_equal(j, frames_of(entry(j, r, 1, 0x01) + 8), first + 150, "start of track 1");
	must_equal(j, frames_of(entry(j, r, 2, 0x02) + 8), second + 150, "start of track 2");
	must_equal(j, entry(j, r, 2, 0xa0)[8], 2, "first track of session 2");
	must_equal(j, entry(j, r, 2, 0xa1)[8], 2, "last track of session 2");
}

static void from_session(struct judge *j)
{
	const struct reply *r;

	closed_session(j);
	closed_session(j);
	r = toc(j, 2, 2);
	for (size_t at = 4; at + 11 <= 2u + be16(r->data); at += 11)
		must_equal(j, r->data[at], 2, "session of an entry, asked for from 2 on");
}

static void pma(struct judge *j)
{
	const struct reply *r;
	uint32_t lba;
	bool found = false;

	scene_write_somewhere(j, BLOCKS, &lba);
	must_be_good(j, judge_send(j, CDB(0x5b, 0, 0x01, 0, 0, 1, 0, 0, 0, 0)));
	must_be_good(j, judge_settle(j, 300));
	r = toc(j, 3, 0);
	must_equal(j, be16(r->data + 2), 0, "reserved bytes of the PMA's header");
	for (size_t at = 4; at + 11 <= 2u + be16(r->data); at += 11) {
		const uint8_t *p = r->data + at;
		if (p[3] != 1)
			continue;
		found = true;
		must_equal(j, frames_of(p + 8), lba + 150, "start of track 1 in the PMA");
		must_hold(j, frames_of(p + 4) >= lba + 150 + BLOCKS,
			"track 1 ends at frame %u in the PMA, its data at %u", frames_of(p + 4),
			lba + 150 + BLOCKS);
	}
	must_hold(j, found, "the PMA has no track 1");
}

static void atip_shape(struct judge *j)
{
	const struct reply *r;

	if (j->facts.profile == 0x0008)
		judge_skip(j, "the disc is a CD-ROM");
	r = toc(j, 4, 0);
	must_equal(j, be16(r->data + 2), 0, "reserved bytes of the ATIP's header");
	must_equal(j, bits(r->data[5], 7, 7), 0, "bit 7 of special information 2");
	must_equal(j, bits(r->data[6], 7, 7), 1, "bit 7 of special information 3");
	must_equal(j, r->data[7], 0, "reserved byte after the special information");
	must_equal(j, r->data[11], 0, "reserved byte after the start of lead-in");
}

static void legacy_format(struct judge *j)
{
	const struct reply *modern, *legacy;

	closed_session(j);
	modern = judge_fetch(j, CDB(0x43, 0x02, 0x01, 0, 0, 0, 0, 0, 12, 0), 12);
	legacy = judge_fetch(j, CDB(0x43, 0x02, 0x00, 0, 0, 0, 0, 0, 12, 0x40), 12);
	must_have(j, modern, 12);
	must_have(j, legacy, 12);
	must_match(j, legacy->data, modern->data, 12, "format 1 asked for in byte 9");
}

static const struct reply *sub_channel(
	struct judge *j, uint8_t sub_q, uint8_t format, uint8_t track, size_t bytes)
{
	return judge_fetch(
		j, CDB(0x42, 0x02, sub_q, format, 0, 0, track, 0, (uint8_t)bytes, 0), bytes);
}

static void sub_header(struct judge *j)
{
	const struct reply *r;

	closed_session(j);
	r = sub_channel(j, 0x00, 1, 0, 16);
	must_have(j, r, 4);
	must_equal(j, be16(r->data + 2), 0, "sub-channel data length with SubQ 0");
	must_equal(j, r->data[0], 0, "reserved byte");
	must_have_moved(j, r, 4);
}

static void sub_position(struct judge *j)
{
	const struct reply *r;

	closed_session(j);
	r = sub_channel(j, 0x40, 1, 0, 16);
	must_have(j, r, 16);
	must_equal(j, be16(r->data + 2), 12, "sub-channel data length");
	must_equal(j, r->data[4], 1, "format code");
	must_equal(j, bits(r->data[5], 7, 4), 1, "ADR");
	must_equal(j, r->data[6], 1, "track");
}

static void sub_catalogue(struct judge *j)
{
	const struct reply *r;

	closed_session(j);
	r = sub_channel(j, 0x40, 2, 0, 24);
	must_have(j, r, 24);
	must_equal(j, be16(r->data + 2), 20, "sub-channel data length");
	must_equal(j, r->data[4], 2, "format code");
	must_equal(j, bits(r->data[8], 7, 7), 0, "MCVal of a disc without a catalogue number");
}

static void sub_isrc(struct judge *j)
{
	const struct reply *r;

	closed_session(j);
	r = sub_channel(j, 0x40, 3, 1, 24);
	must_have(j, r, 24);
	must_equal(j, be16(r->data + 2), 20, "sub-channel data length");
	must_equal(j, r->data[4], 3, "format code");
	must_equal(j, r->data[6], 1, "track");
	must_equal(j, bits(r->data[8], 7, 7), 0, "TCVal of a track without an ISRC");
}

static void sub_reserved(struct judge *j)
{
	closed_session(j);
	must_refuse(j, sub_channel(j, 0x40, 0, 0, 16), 5, 0x24, 0x00);
	must_refuse(j, sub_channel(j, 0x40, 0x7f, 0, 16), 5, 0x24, 0x00);
}

#define ON_CD(function, name, how, more_needs, what)                                               \
	.id = "mmc." name, .clause = "MMC-6: READ TOC/PMA/ATIP, READ SUB-CHANNEL", .text = (what), \
	.run = (function), .effect = (how), .needs = NEEDS_WRITABLE | NEEDS_CD | (more_needs)
#define CLOSED(function, name, what)                                      \
	{                                                                 \
		ON_CD(function, name, EFFECT_CLOSES, NEEDS_WRITTEN, what) \
	}

static const struct test tests[] = {
	CLOSED(full_header, "read-toc.full.header",
		"The full TOC names the complete sessions and has entries of 11 bytes with TNO 0."),
	CLOSED(point_a0, "read-toc.full.a0", "Point A0 names the first track and the disc type."),
	CLOSED(point_a1, "read-toc.full.a1", "Point A1 names the last track."),
	CLOSED(point_a2, "read-toc.full.a2", "Point A2 is the lead-out that format 0 tells."),
	CLOSED(point_track, "read-toc.full.track", "A track's point is where it begins, as data."),
	CLOSED(point_b0, "read-toc.full.b0",
		"In an open disc B0 tells where the next program area begins."),
	CLOSED(second_session, "read-toc.full.second-session",
		"Each session has its own A0, A1 and tracks."),
	CLOSED(from_session, "read-toc.full.from-session",
		"The full TOC begins with the session that is asked for."),
	CLOSED(pma, "read-toc.pma", "The PMA has the track that was closed, start and end."),
	{ ON_CD(atip_shape, "read-toc.atip.shape", EFFECT_NONE, 0,
		"The ATIP descriptor has its marker bits, and zeros in its reserved bytes.") },
	CLOSED(legacy_format, "read-toc.legacy-format",
		"The format may stand in bits 7-6 of the control byte, as ATAPI hosts have it."),
	CLOSED(sub_header, "read-sub-channel.header", "With SubQ 0 only the header comes."),
	CLOSED(sub_position, "read-sub-channel.position",
		"Format 1 tells the current position: track and ADR."),
	CLOSED(sub_catalogue, "read-sub-channel.catalogue-number",
		"Format 2 tells that the disc has no catalogue number."),
	CLOSED(sub_isrc, "read-sub-channel.isrc", "Format 3 tells that the track has no ISRC."),
	CLOSED(sub_reserved, "read-sub-channel.format.reserved",
		"Reserved formats are invalid fields in the CDB."),
};

const struct suite suite_cd_index = {
	.title = "CD: full TOC, PMA, sub-channel",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
