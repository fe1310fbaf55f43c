/* SPDX-License-Identifier: MIT */
/* READ DISC INFORMATION. Not tested: OPC tables, disc identification, bar code. */
#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

static const struct scene_reply information = {
	.cdb = { 0x51, 0, 0, 0, 0, 0, 0, 0, 0, 0 },
	.cdb_bytes = 10,
	.allocation_at = 7,
	.allocation_bytes = 2,
	.length_at = 0,
	.length_bytes = 2,
	.before = 2,
};

static const uint8_t *disc(struct judge *j)
{
	return scene_whole(j, &information, 34)->data;
}

static void length(struct judge *j)
{
	const uint8_t *d = disc(j);

	must_equal(j, be16(d), 32u + 8u * d[33], "disc information length: 32 + 8 per OPC table");
	must_equal(j, bits(d[2], 7, 5), 0, "disc information data type");
}

static void states(struct judge *j)
{
	const uint8_t *d = disc(j);
	const uint32_t status = bits(d[2], 1, 0), session = bits(d[2], 3, 2);

	if (status == 0)
		must_equal(j, session, 0, "state of the last session of an empty disc");
	if (status == 1)
		must_hold(j, session == 0 || session == 1,
			"state of the last session of an appendable disc is %u", session);
	if (status == 2)
		must_equal(j, session, 3, "state of the last session of a final disc");
}

static void status_of_random(struct judge *j)
{
	/* DVD+RW is told as a final disc, which is what read-only drives make of it. */
	if (j->facts.profile == 0x001a)
		must_equal(j, bits(disc(j)[2], 1, 0), 2, "disc status of DVD+RW");
	else
		must_equal(j, bits(disc(j)[2], 1, 0), 3, "disc status (others)");
}

static void erasable(struct judge *j)
{
	/* Profiles of media that can be written again. */
	static const uint16_t rewritable[] = { 0x000a, 0x0012, 0x0013, 0x0014, 0x0017, 0x001a,
		0x002a, 0x0043 };
	static const uint16_t once[] = { 0x0009, 0x0011, 0x0015, 0x0016, 0x001b, 0x002b, 0x0041,
		0x0042 };
	const uint32_t found = bits(disc(j)[2], 4, 4);

	for (size_t i = 0; i < sizeof rewritable / sizeof rewritable[0]; i++)
		if (rewritable[i] == j->facts.profile)
			must_equal(j, found, 1, "Erasable of a rewritable medium");
	for (size_t i = 0; i < sizeof once / sizeof once[0]; i++)
		if (once[i] == j->facts.profile)
			must_equal(j, found, 0, "Erasable of a write-once medium");
}

static void numbers(struct judge *j)
{
	const uint8_t *d = disc(j);
	const unsigned sessions = d[4] | (unsigned)d[9] << 8;
	const unsigned first = d[5] | (unsigned)d[10] << 8, last = d[6] | (unsigned)d[11] << 8;

	must_hold(j, d[3] >= 1, "first track on the disc is %u", (unsigned)d[3]);
	must_hold(j, sessions >= 1, "number of sessions is %u", sessions);
	must_hold(j, first <= last, "first track in the last session is %u, the last is %u", first,
		last);
	must_hold(j, first >= d[3] && first >= sessions,
		"first track in the last session is %u, with %u sessions", first, sessions);
}

static void agrees_with_track(struct judge *j)
{
	const uint8_t *d = disc(j);
	const unsigned sessions = d[4] | (unsigned)d[9] << 8;
	const unsigned last = d[6] | (unsigned)d[11] << 8;
	const struct scene_track track = scene_track(j, 1, last);

	must_equal(j, track.number, last, "number of the last track");
	must_equal(j, track.session, sessions, "session of the last track");
}

static void blank(struct judge *j)
{
	const uint8_t *d = disc(j);

	must_equal(j, d[4] | (unsigned)d[9] << 8, 1, "sessions of a blank disc");
	must_equal(j, d[5] | (unsigned)d[10] << 8, 1, "first track in the last session");
	must_equal(j, d[6] | (unsigned)d[11] << 8, 1, "last track in the last session");
}

static void background_format(struct judge *j)
{
	if (j->facts.profile == 0x001a)
		judge_skip(j, "the medium is a DVD+RW");
	must_equal(j, bits(disc(j)[7], 1, 0), 0, "background format status");
}

static void reserved_type(struct judge *j)
{
	must_refuse(j, judge_fetch(j, CDB(0x51, 0x07, 0, 0, 0, 0, 0, 0, 34, 0), 34), 5, 0x24, 0x00);
}

static void allocation(struct judge *j)
{
	scene_judge_allocation(j, &information);
}

#define TEST_OF(function, name, what)                                                    \
	.id = "mmc.read-disc-information." name, .clause = "MMC-5 6.22", .text = (what), \
	.run = function

static const struct test tests[] = {
	{ TEST_OF(length, "length", "The length is 32 plus 8 for each OPC table, type 000b."),
		.needs = NEEDS_MEDIUM },
	{ TEST_OF(states, "states",
		  "Disc status and state of the last session go together: empty, appendable, final."),
		.needs = NEEDS_MEDIUM },
	{ TEST_OF(status_of_random, "status.random",
		  "A random writable medium has disc status 11b."),
		.needs = NEEDS_MEDIUM | NEEDS_RANDOM },
	{ TEST_OF(erasable, "erasable", "Erasable is set for rewritable media and for no other."),
		.needs = NEEDS_MEDIUM },
	{ TEST_OF(numbers, "numbers", "There is a session and a track, and their numbers rise."),
		.needs = NEEDS_MEDIUM },
	{ TEST_OF(agrees_with_track, "last-track",
		  "READ TRACK INFORMATION of the last track tells the last session."),
		.needs = NEEDS_MEDIUM },
	{ TEST_OF(blank, "blank", "A blank disc has one session with one track."),
		.needs = NEEDS_MEDIUM | NEEDS_BLANK },
	{ TEST_OF(background_format, "background-format",
		  "Media that are not formatted in the background report status 00b."),
		.needs = NEEDS_MEDIUM },
	{ TEST_OF(reserved_type, "type.reserved",
		  "A reserved data type is an invalid field in the CDB."),
		.needs = NEEDS_MEDIUM },
	{ TEST_OF(allocation, "allocation-length",
		  "A short allocation length cuts the reply and changes nothing in it."),
		.needs = NEEDS_MEDIUM },
};

const struct suite suite_disc_information = {
	.title = "READ DISC INFORMATION",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
