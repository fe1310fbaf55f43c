/* SPDX-License-Identifier: MIT */
/* READ TRACK INFORMATION. Not tested: layer jump fields, the Open bit. */
#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

static const struct scene_reply first_track = {
	.cdb = { 0x52, 0x01, 0, 0, 0, 1, 0, 0, 0, 0 },
	.cdb_bytes = 10,
	.allocation_at = 7,
	.allocation_bytes = 2,
	.length_at = 0,
	.length_bytes = 2,
	.before = 2,
};

static void length(struct judge *j)
{
	const uint8_t *d = scene_whole(j, &first_track, 36)->data;

	must_hold(j, be16(d) == 0x22 || be16(d) == 0x2e,
		"track information length %02Xh, expected 2Eh (22h before MMC-4)", be16(d));
	must_equal(j, d[2], 1, "logical track number");
}

static void must_be_same(
	struct judge *j, const struct scene_track *a, const struct scene_track *b, const char *how)
{
	must_hold(j,
		a->number == b->number && a->session == b->session &&
			a->start_lba == b->start_lba && a->size_blocks == b->size_blocks,
		"track 1 found %s is track %u of session %u at %u with %u blocks, found by its number "
		"session %u at %u with %u blocks",
		how, (unsigned)b->number, (unsigned)b->session, b->start_lba, b->size_blocks,
		(unsigned)a->session, a->start_lba, a->size_blocks);
}

static void three_ways(struct judge *j)
{
	const struct scene_track number = scene_track(j, 1, 1);
	const struct scene_track session = scene_track(j, 2, number.session);
	struct scene_track lba;

	if (number.size_blocks == 0)
		judge_skip(j, "the track has no blocks and so no address");
	lba = scene_track(j, 0, number.start_lba);
	must_be_same(j, &number, &lba, "by its start LBA");
	must_be_same(j, &number, &session, "by its session");
}

static void refused(struct judge *j, uint8_t type, uint32_t number, bool address)
{
	uint8_t cdb[10] = { 0x52, type, 0, 0, 0, 0, 0, 0, 48, 0 };
	const struct reply *r;

	put_be32(cdb + 2, number);
	r = judge_fetch(j, cdb, sizeof cdb, 48);
	if (address)
		must_refuse_with_one_of(j, r, { 5, 0x21, 0x00 }, { 5, 0x24, 0x00 });
	else
		must_refuse(j, r, 5, 0x24, 0x00);
}

static void unknown_track(struct judge *j)
{
	refused(j, 1, 0xfe, false);
}

static void unknown_session(struct judge *j)
{
	refused(j, 2, 0xfe, false);
}

static void unknown_address(struct judge *j)
{
	refused(j, 0, 0x7ffffff0, true);
}

static void reserved_type(struct judge *j)
{
	refused(j, 3, 1, false);
}

static void random_track(struct judge *j)
{
	const struct scene_track t = scene_track(j, 1, 1);

	must_equal(j, t.start_lba, 0, "start of the one track");
	must_equal(j, t.size_blocks, j->facts.last_lba + 1u, "size, as in READ CAPACITY");
}

static void writable(struct judge *j)
{
	const struct scene_track t = scene_writable_track(j);

	must_hold(j, t.has_nwa, "NWA_V of the track that takes data is 0");
	must_hold(j, t.nwa_lba >= t.start_lba,
		"next writable address %u lies before the track's %u", t.nwa_lba, t.start_lba);
	must_hold(j, t.free_blocks > 0, "no free blocks");
	must_hold(j, t.nwa_lba + t.free_blocks <= t.start_lba + t.size_blocks,
		"next writable address %u with %u free blocks reaches past the track's end %u",
		t.nwa_lba, t.free_blocks, t.start_lba + t.size_blocks);
	must_equal(j, t.is_damaged, 0, "Damage");
}

static void invisible_is_last(struct judge *j)
{
	const struct reply *r = judge_fetch(j, CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0), 34);
	const struct scene_track t = scene_writable_track(j);

	must_have(j, r, 34);
	must_equal(j, t.number, r->data[6] | (unsigned)r->data[11] << 8,
		"number of the incomplete track: the last one of READ DISC INFORMATION");
}

static void blank(struct judge *j)
{
	const struct scene_track t = scene_track(j, 1, 1);

	must_equal(j, t.is_blank, 1, "Blank");
	must_equal(j, t.is_reserved, 0, "RT (reserved track)");
	must_equal(j, t.has_nwa, 1, "NWA_V");
	must_equal(j, t.start_lba, 0, "track start");
	must_equal(j, t.nwa_lba, 0, "next writable address");
	must_equal(j, t.has_last, 0, "LRA_V");
	if (facts_is_cd(&j->facts)) /* a track ends with two run-out blocks */
		must_hold(j, t.size_blocks - t.free_blocks <= 2,
			"%u of %u blocks of a blank disc are free", t.free_blocks, t.size_blocks);
	else
		must_equal(j, t.free_blocks, t.size_blocks, "free blocks and track size");
}

static void packet(struct judge *j)
{
	const struct scene_track t = scene_writable_track(j);

	if (facts_is_dvd(&j->facts))
		must_equal(j, t.packet_blocks, 16, "blocking factor on DVD");
	else if (facts_is_bd(&j->facts))
		must_equal(j, t.packet_blocks, 32, "blocking factor on BD");
	else
		judge_skip(j, "a CD's packets are as the host chooses");
}

static void allocation(struct judge *j)
{
	scene_judge_allocation(j, &first_track);
}

#define TEST_OF(function, name, what)                                                     \
	.id = "mmc.read-track-information." name, .clause = "MMC-5 6.27", .text = (what), \
	.run = (function), .needs = NEEDS_MEDIUM

#define TEST_OF_NEEDING(function, name, more_needs, what)                                 \
	.id = "mmc.read-track-information." name, .clause = "MMC-5 6.27", .text = (what), \
	.run = (function), .needs = NEEDS_MEDIUM | (more_needs)

static const struct test tests[] = {
	{ TEST_OF(length, "length", "The reply tells its length and the track asked for.") },
	{ TEST_OF_NEEDING(three_ways, "three-ways", NEEDS_FORMATTED,
		"A track is the same by its number, its start address and its session.") },
	{ TEST_OF(unknown_track, "track.unknown",
		"A track number that is not on the disc is an invalid field in the CDB.") },
	{ TEST_OF(unknown_session, "session.unknown",
		"A session number that is not on the disc is an invalid field in the CDB.") },
	{ TEST_OF(unknown_address, "lba.unknown", "An address outside the disc is refused.") },
	{ TEST_OF(reserved_type, "type.reserved",
		"Address type 11b is an invalid field in the CDB.") },
	{ TEST_OF_NEEDING(random_track, "random", NEEDS_RANDOM,
		"A random writable medium is one track from 0 to its capacity.") },
	{ TEST_OF_NEEDING(writable, "writable", NEEDS_SEQUENTIAL,
		"The track that takes data has a next writable address and free blocks within it.") },
	{ TEST_OF_NEEDING(invisible_is_last, "writable.number", NEEDS_SEQUENTIAL,
		"Track FFh is the incomplete track, the last of READ DISC INFORMATION.") },
	{ TEST_OF_NEEDING(blank, "blank", NEEDS_BLANK | NEEDS_SEQUENTIAL,
		"The track of a blank disc is blank, all free, and starts at 0.") },
	{ TEST_OF_NEEDING(packet, "blocking", NEEDS_SEQUENTIAL,
		"The packet size of DVD and BD tracks is the medium's blocking factor.") },
	{ TEST_OF(allocation, "allocation-length",
		"A short allocation length cuts the reply and changes nothing in it.") },
};

const struct suite suite_track_information = {
	.title = "READ TRACK INFORMATION",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
