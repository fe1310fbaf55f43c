/* SPDX-License-Identifier: MIT */
/*
 * READ (10) and READ (12) on the medium as it is. Not tested: defects, streaming reads, READ CD of
 * audio. What a read of never-written blocks of a random writable medium returns is not defined.
 */
#include <string.h>

#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

static const struct reply *read_12(struct judge *j, uint32_t lba, uint32_t blocks)
{
	uint8_t cdb[12] = { 0xa8 };

	put_be32(cdb + 2, lba);
	put_be32(cdb + 6, blocks);
	return judge_fetch(j, cdb, sizeof cdb, (size_t)blocks * SCENE_BLOCK_BYTES);
}

static void beyond_end(struct judge *j)
{
	const uint32_t end = j->facts.last_lba + 1u;

	must_refuse(j, scene_read_10(j, end, 1), 5, 0x21, 0x00);
	must_refuse(j, read_12(j, end, 1), 5, 0x21, 0x00);
	must_refuse(j, scene_read_10(j, 0x7fffffff, 1), 5, 0x21, 0x00);
}

static void crossing_end(struct judge *j)
{
	must_refuse(j, scene_read_10(j, j->facts.last_lba, 2), 5, 0x21, 0x00);
	must_refuse(j, read_12(j, j->facts.last_lba, 2), 5, 0x21, 0x00);
}

static void no_blocks(struct judge *j)
{
	must_be_good(j, judge_send(j, CDB(0x28, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
	must_be_good(j, judge_send(j, CDB(0xa8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
}

static void blank(struct judge *j)
{
	must_refuse_with_one_of(j, scene_read_10(j, 0, 1), { 5, 0x21, 0x00 }, { 8, 0x00, 0x00 },
		{ 3, 0x11, 0x00 }, { 5, 0x64, 0x00 });
}

static void seek_beyond_end(struct judge *j)
{
	uint8_t cdb[10] = { 0x2b };

	put_be32(cdb + 2, j->facts.last_lba);
	must_be_good(j, judge_send(j, cdb, sizeof cdb));
	put_be32(cdb + 2, j->facts.last_lba + 1);
	must_refuse(j, judge_send(j, cdb, sizeof cdb), 5, 0x21, 0x00);
}

static void verify_beyond_end(struct judge *j)
{
	uint8_t cdb[10] = { 0x2f, [8] = 1 };

	put_be32(cdb + 2, j->facts.last_lba + 1);
	must_refuse(j, judge_send(j, cdb, sizeof cdb), 5, 0x21, 0x00);
	put_be32(cdb + 2, j->facts.last_lba);
	cdb[8] = 2;
	must_refuse(j, judge_send(j, cdb, sizeof cdb), 5, 0x21, 0x00);
}

static void structure_unknown(struct judge *j)
{
	/* 7Fh is reserved for every medium */
	must_refuse(j, judge_fetch(j, CDB(0xad, 0, 0, 0, 0, 0, 0, 0x7f, 0x01, 0, 0, 0), 256), 5,
		0x24, 0x00);
	must_be_good(j, judge_send(j, CDB(0x00, 0, 0, 0, 0, 0)));
}

static const struct reply *structures(struct judge *j)
{
	const uint8_t media_type = facts_is_bd(&j->facts);
	const struct reply *r =
		judge_fetch(j, CDB(0xad, media_type, 0, 0, 0, 0, 0, 0xff, 0x04, 0, 0, 0), 1024);

	must_have(j, r, 4);
	must_have(j, r, be16(r->data) + 2u);
	must_equal(j, (be16(r->data) - 2u) % 4u, 0, "rest of the list's length by 4");
	return r;
}

static void structures_ascend(struct judge *j)
{
	const struct reply *r = structures(j);
	unsigned last = 0;

	for (size_t at = 4; at + 4 <= be16(r->data) + 2u; at += 4) {
		must_hold(j, at == 4 || r->data[at] > last, "format code %02Xh after %02Xh",
			(unsigned)r->data[at], last);
		last = r->data[at];
	}
}

/* Those that need no key, no address and no AGID. */
static void structures_are_there(struct judge *j)
{
	static const uint8_t plain[] = { 0x00, 0x01, 0x03, 0x04, 0x08, 0x09, 0x0a, 0x0c, 0x0d, 0x0e,
		0x0f, 0x11, 0x20 };
	const uint8_t media_type = facts_is_bd(&j->facts);
	const struct reply *list = structures(j), *r;

	for (size_t at = 4; at + 4 <= be16(list->data) + 2u; at += 4) {
		const uint8_t *entry = list->data + at;
		if (!(entry[1] & 0x40) || !memchr(plain, entry[0], sizeof plain))
			continue;
		r = judge_fetch(
			j, CDB(0xad, media_type, 0, 0, 0, 0, 0, entry[0], 0x20, 0, 0, 0), 8192);
		must_have(j, r, 4);
		must_have_moved(j, r, be16(r->data) + 2u);
		must_equal(j, be16(r->data) + 2u, be16(entry + 2),
			"length of the structure, and the one that the list tells");
	}
}

static void mechanism(struct judge *j)
{
	const struct reply *r = judge_fetch(j, CDB(0xbd, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0), 8);

	if (judge_sense_is(r, 5, 0x20, 0x00)) {
		must_hold(j, !facts_feature(&j->facts, 0x0102),
			"a changer must have MECHANISM STATUS");
		judge_skip(j, "the drive is no changer and has no MECHANISM STATUS");
	}
	must_have(j, r, 8);
	must_equal(j, bits(r->data[1], 4, 4), 0, "door open, with a medium ready");
	must_equal(j, be16(r->data + 6) % 4, 0, "rest of the length of slot tables by 4");
}

static void structure_list(struct judge *j)
{
	const uint8_t media = facts_is_bd(&j->facts) ? 0x01 : 0x00;
	const struct reply *r =
		judge_fetch(j, CDB(0xad, media, 0, 0, 0, 0, 0, 0x00, 0x08, 0x04, 0, 0), 2052);
	const uint8_t *d = r->data + 4;

	must_have(j, r, 4 + 64);
	if (media == 0x01) {
		must_hold(j, be16(r->data) == 4098, "disc structure data length %u, expected 4098",
			be16(r->data));
		must_equal(j, be16(d), 0x4449, "disc information identifier \"DI\"");
		return;
	}
	must_equal(j, be16(r->data), 2050, "disc structure data length");
	/* Physical format information: book types of DVD+R, +RW, -R, -RW, RAM, ROM. */
	if (j->facts.profile == 0x001b)
		must_equal(j, bits(d[0], 7, 4), 0x0a, "book type of DVD+R");
	if (j->facts.profile == 0x0012)
		must_equal(j, bits(d[0], 7, 4), 0x01, "book type of DVD-RAM");
	/* 31000h on DVD-RAM (ECMA-330, ECMA-272), 30000h on all others */
	must_equal(j, be24(d + 5), bits(d[0], 7, 4) == 0x01 ? 0x031000 : 0x030000,
		"first physical sector of the data area");
}

#define TEST_OF(function, name, where, more_needs, what)                         \
	.id = "mmc." name, .clause = (where), .text = (what), .run = (function), \
	.needs = NEEDS_MEDIUM | (more_needs)

static const struct test tests[] = {
	{ TEST_OF(seek_beyond_end, "seek.beyond-end", "MMC-6: SEEK (10)", NEEDS_RANDOM,
		"SEEK to the last block is GOOD, and behind it 5/21/00.") },
	{ TEST_OF(verify_beyond_end, "verify.beyond-end", "MMC-6: VERIFY (10)", NEEDS_RANDOM,
		"VERIFY of blocks behind the last is refused with 5/21/00.") },
	{ TEST_OF(structure_unknown, "read-disc-structure.unknown", "MMC-5 6.23",
		NEEDS_NOT_CD | NEEDS_MEDIUM,
		"A format that is reserved is refused with 5/24/00.") },
	{ TEST_OF(structures_ascend, "read-disc-structure.list.ascending", "MMC-5 6.23, format FFh",
		NEEDS_NOT_CD | NEEDS_MEDIUM,
		"The list of structures is of whole entries, in rising order of format codes.") },
	{ TEST_OF(structures_are_there, "read-disc-structure.list.there", "MMC-5 6.23, format FFh",
		NEEDS_NOT_CD | NEEDS_MEDIUM,
		"Structures that the list calls readable are, and as long as it says.") },
	{ TEST_OF(beyond_end, "read.beyond-end", "MMC-6: READ (10), READ (12)", NEEDS_RANDOM,
		"Reading past the last block is refused as an address out of range.") },
	{ TEST_OF(crossing_end, "read.crossing-end", "MMC-6: READ (10), READ (12)", NEEDS_RANDOM,
		"Reading across the last block is refused as an address out of range.") },
	{ TEST_OF(no_blocks, "read.no-blocks", "MMC-6: READ (10), READ (12)", NEEDS_RANDOM,
		"A transfer length of zero is no error and moves nothing.") },
	{ TEST_OF(blank, "read.blank", "MMC-6: READ (10)", NEEDS_BLANK | NEEDS_SEQUENTIAL,
		"Reading a blank disc is refused.") },
	{ TEST_OF(mechanism, "mechanism-status.header", "MMC-6: MECHANISM STATUS", 0,
		"MECHANISM STATUS, where it is there, tells a closed door and whole slot tables.") },
	{ TEST_OF(structure_list, "read-disc-structure.physical", "MMC-5 6.23", NEEDS_NOT_CD,
		"Format 00h tells the physical format (DVD) or the disc information (BD).") },
};

const struct suite suite_reading = {
	.title = "Reading",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
