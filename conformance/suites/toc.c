/* SPDX-License-Identifier: MIT */
/*
 * READ TOC/PMA/ATIP. Not tested: formats 2, 3 and 5 in full; what a blank disc answers to format 0.
 * The tests of a written disc write one.
 */
#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

static const struct scene_reply toc = {
	.cdb = { 0x43, 0, 0, 0, 0, 0, 0, 0, 0, 0 },
	.cdb_bytes = 10,
	.allocation_at = 7,
	.allocation_bytes = 2,
	.length_at = 0,
	.length_bytes = 2,
	.before = 2,
};

/* A disc with a complete session has a TOC; so has a random writable one, made up by the drive. */
static void needs_toc(struct judge *j)
{
	unsigned sessions;
	const uint8_t status = scene_disc_status(j, &sessions);

	if (status == 0 || (status == 1 && sessions < 2))
		judge_skip(j, "the disc has no complete session");
}

static const struct reply *format_0(struct judge *j)
{
	const struct reply *r;

	needs_toc(j);
	r = scene_whole(j, &toc, 4 + 8);
	must_equal(j, (be16(r->data) - 2) % 8, 0, "rest of TOC data length - 2 by 8");
	return r;
}

static void tracks(struct judge *j)
{
	const struct reply *r = format_0(j);
	const unsigned count = (be16(r->data) - 2) / 8;
	const uint8_t *d = r->data;

	must_equal(j, count, d[3] - d[2] + 2u, "descriptors: first to last track and lead-out");
	for (size_t i = 0; i < count; i++) {
		const uint8_t *p = d + 4 + 8u * i;
		const size_t expected = i + 1 < count ? d[2] + i : 0xaa;
		must_equal(j, p[2], expected, "track number of a descriptor");
		must_hold(j, i == 0 || be32(p + 4) > be32(p - 4), "track addresses do not rise");
		must_equal(j, bits(p[1], 7, 4), 1, "ADR");
	}
}

static void lead_out(struct judge *j)
{
	const struct reply *r = format_0(j);
	const uint8_t *last = r->data + 2 + be16(r->data) - 8;

	must_equal(j, last[2], 0xaa, "last descriptor");
	must_equal(j, be32(last + 4), j->facts.last_lba + 1u,
		"lead-out address: the one after READ CAPACITY's");
}

static void sessions(struct judge *j)
{
	const struct reply *r;
	unsigned count;

	needs_toc(j);
	r = judge_fetch(j, CDB(0x43, 0, 0x01, 0, 0, 0, 0, 0, 12, 0), 12);
	must_have(j, r, 12);
	must_equal(j, be16(r->data), 0x0a, "TOC data length");
	must_equal(j, r->data[2], 1, "first complete session");
	if (scene_disc_status(j, &count) == 1)
		count--;
	must_equal(j, r->data[3], count, "last complete session");
	must_hold(j, r->data[6] >= 1, "first track in the last complete session is 0");
}

static void msf(struct judge *j)
{
	const struct reply *lba = format_0(j), *r;
	struct scene_reply in_msf = toc;

	in_msf.cdb[1] = 0x02;
	r = scene_whole(j, &in_msf, 12);
	must_equal(j, be16(r->data), be16(lba->data), "TOC data length with MSF 1");
	for (unsigned at = 4; at + 8 <= 2u + be16(r->data); at += 8) {
		const uint8_t *p = r->data + at + 4;
		must_hold(j, p[2] < 60 && p[3] < 75, "%u:%u:%u is no time", (unsigned)p[1],
			(unsigned)p[2], (unsigned)p[3]);
		must_equal(j, (p[1] * 60u + p[2]) * 75u + p[3], be32(lba->data + at + 4) + 150u,
			"MSF as a number of frames");
	}
}

static void starting_track(struct judge *j)
{
	struct scene_reply from_lead_out = toc;
	const struct reply *whole = format_0(j), *r;

	from_lead_out.cdb[6] = 0xaa;
	r = scene_whole(j, &from_lead_out, 12);
	must_equal(j, be16(r->data), 10, "TOC data length from the lead-out on");
	must_match(j, r->data + 4, whole->data + be16(whole->data) - 6, 8,
		"the lead-out's descriptor");
}

static void beyond_last_track(struct judge *j)
{
	format_0(j);
	must_refuse(j, judge_fetch(j, CDB(0x43, 0, 0, 0, 0, 0, 0x99, 0, 12, 0), 12), 5, 0x24, 0x00);
}

static void reserved_format(struct judge *j)
{
	must_refuse(j, judge_fetch(j, CDB(0x43, 0, 0x0f, 0, 0, 0, 0, 0, 12, 0), 12), 5, 0x24, 0x00);
}

static void cd_formats(struct judge *j)
{
	for (uint8_t format = 2; format <= 5; format++)
		must_refuse(j, judge_fetch(j, CDB(0x43, 0x02, format, 0, 0, 0, 0, 0, 64, 0), 64), 5,
			0x24, 0x00);
}

static void atip(struct judge *j)
{
	const struct reply *r = judge_fetch(j, CDB(0x43, 0x02, 0x04, 0, 0, 0, 0, 0, 32, 0), 32);
	const uint8_t *d = r->data;

	if (j->facts.profile == 0x0008)
		judge_skip(j, "the disc is a CD-ROM");
	must_have(j, r, 16);
	must_hold(j, be16(d) >= 26 - 2, "ATIP data length %u, expected 26 or more", be16(d));
	must_equal(j, bits(d[4], 7, 7), 1, "first bit of special information");
	must_equal(j, bits(d[6], 6, 6), j->facts.profile == 0x000a, "disc type (1 = CD-RW)");
	/* The lead-in of a CD starts at 97 minutes and some seconds, that is before 00:00:00. */
	must_equal(j, d[8], 97, "minute of the start of lead-in");
	must_hold(j, d[9] < 60 && d[10] < 75, "start of lead-in 97:%u:%u is no time",
		(unsigned)d[9], (unsigned)d[10]);
	must_hold(j, d[12] < 100 && d[13] < 60 && d[14] < 75,
		"last possible start of lead-out %u:%u:%u is no time", (unsigned)d[12],
		(unsigned)d[13], (unsigned)d[14]);
}

static void allocation(struct judge *j)
{
	needs_toc(j);
	scene_judge_allocation(j, &toc);
}

#define TEST_OF(function, name, more_needs, what)                                              \
	.id = "mmc.read-toc." name, .clause = "MMC-5 6.26", .text = (what), .run = (function), \
	.needs = NEEDS_MEDIUM | (more_needs)

static const struct test tests[] = {
	{ TEST_OF(tracks, "tracks", 0,
		"Format 0000b lists every track in order, then the lead-out AAh.") },
	{ TEST_OF(lead_out, "lead-out", NEEDS_NOT_CD,
		"The lead-out begins right after the last block of READ CAPACITY.") },
	{ TEST_OF(sessions, "sessions", 0,
		"Format 0001b tells the complete sessions that READ DISC INFORMATION counts.") },
	{ TEST_OF(msf, "msf", NEEDS_CD,
		"With MSF 1 the same addresses come as minutes, seconds, frames from -150 on.") },
	{ TEST_OF(starting_track, "starting-track", 0,
		"Starting track AAh returns the lead-out only.") },
	{ TEST_OF(beyond_last_track, "starting-track.beyond", 0,
		"A starting track that is not on the disc is an invalid field in the CDB.") },
	{ TEST_OF(reserved_format, "format.reserved", 0,
		"A reserved format is an invalid field in the CDB.") },
	{ TEST_OF(cd_formats, "format.cd-only", NEEDS_NOT_CD,
		"Formats 2 to 5 are of CDs; with other media they are an invalid field in the CDB.") },
	{ TEST_OF(atip, "atip", NEEDS_CD,
		"ATIP of a recordable CD tells disc type, start of lead-in and last lead-out.") },
	{ TEST_OF(allocation, "allocation-length", 0,
		"A short allocation length cuts the reply and changes nothing in it.") },
};

const struct suite suite_toc = {
	.title = "READ TOC/PMA/ATIP",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
