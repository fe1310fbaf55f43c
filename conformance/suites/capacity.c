/* SPDX-License-Identifier: MIT */
/* READ CAPACITY and READ FORMAT CAPACITIES. Not tested: which formats a drive should offer. */
#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

/* Length in byte 3 of 4. */
static const struct scene_reply format_capacities = {
	.cdb = { 0x23, 0, 0, 0, 0, 0, 0, 0, 0, 0 },
	.cdb_bytes = 10,
	.allocation_at = 7,
	.allocation_bytes = 2,
	.length_at = 3,
	.length_bytes = 1,
	.before = 4,
};

static void capacity(struct judge *j)
{
	const struct reply *r = judge_fetch(j, CDB(0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0), 8);

	must_have(j, r, 8);
	must_have_moved(j, r, 8);
	must_equal(j, be32(r->data + 4), 0x800, "block length");
}

static void capacity_of_random(struct judge *j)
{
	must_hold(j, j->facts.has_capacity && j->facts.last_lba > 0,
		"READ CAPACITY tells no capacity of a formatted random writable medium");
}

static void capacity_of_blank(struct judge *j)
{
	const struct reply *r = judge_fetch(j, CDB(0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0), 8);

	must_have(j, r, 8);
	must_equal(j, be32(r->data), 0, "LBA of the last block of a blank disc");
}

static const struct reply *whole(struct judge *j)
{
	const struct reply *r = scene_whole(j, &format_capacities, 12);

	must_equal(j, be24(r->data), 0, "reserved bytes 0-2");
	must_hold(
		j, r->data[3] % 8 == 0, "list length %u is no multiple of 8", (unsigned)r->data[3]);
	return r;
}

static void list(struct judge *j)
{
	const struct reply *r = whole(j);
	const uint32_t type = bits(r->data[8], 1, 0);

	must_hold(j, type != 0, "descriptor type 00b is reserved");
	if (type != 3)
		must_equal(j, be24(r->data + 9), 0x800, "block length");
}

static void without_medium(struct judge *j)
{
	if (!j->facts.has_no_medium)
		judge_skip(j, "there is a medium");
	must_equal(j, bits(whole(j)->data[8], 1, 0), 3, "descriptor type without a medium");
}

static void state(struct judge *j)
{
	const uint8_t *p = whole(j)->data + 4;

	if (facts_is_random(&j->facts)) {
		must_equal(j, bits(p[4], 1, 0), 2, "descriptor type of formatted media");
		must_equal(j, be32(p), j->facts.last_lba + 1u, "blocks, as in READ CAPACITY");
	} else if (j->facts.disc_status == 0) {
		must_equal(j, bits(p[4], 1, 0), 1, "descriptor type of blank media");
		must_hold(j, be32(p) > 0, "blank media with no room");
	} else {
		judge_skip(j, "what a recorded write-once medium tells here is left open");
	}
}

static void formats(struct judge *j)
{
	static const uint8_t known[] = { 0x00, 0x01, 0x04, 0x05, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15,
		0x16, 0x20, 0x24, 0x26, 0x30, 0x31, 0x32 };
	const struct reply *r = whole(j);
	const unsigned length = r->data[3];

	must_hold(j, length > 8, "Formattable is current but no format is offered");
	for (unsigned at = 12; at + 8 <= 4 + length; at += 8) {
		const uint32_t type = bits(r->data[at + 4], 7, 2);
		bool found = false;
		for (size_t i = 0; i < sizeof known; i++)
			found = found || known[i] == type;
		must_hold(j, found, "format type %02Xh is not defined", type);
		must_hold(j, be32(r->data + at) > 0 || (type >= 0x13 && type <= 0x15),
			"format type %02Xh of no blocks", type);
	}
}

static void allocation(struct judge *j)
{
	scene_judge_allocation(j, &format_capacities);
}

static const struct test tests[] = {
	{
		.id = "mmc.read-capacity.block-length",
		.clause = "MMC-6: READ CAPACITY",
		.text = "READ CAPACITY returns 8 bytes with a block length of 2048.",
		.run = capacity,
		.needs = NEEDS_MEDIUM,
	},
	{
		.id = "mmc.read-capacity.random",
		.clause = "MMC-6: READ CAPACITY",
		.text = "A formatted random writable medium has a capacity.",
		.run = capacity_of_random,
		.needs = NEEDS_MEDIUM | NEEDS_RANDOM,
	},
	{
		.id = "mmc.read-capacity.blank",
		.clause = "MMC-6: READ CAPACITY",
		.text = "The last LBA of a blank disc is 0.",
		.run = capacity_of_blank,
		.level = LEVEL_RECOMMENDED,
		.needs = NEEDS_MEDIUM | NEEDS_BLANK,
	},
	{
		.id = "mmc.read-format-capacities.list",
		.clause = "MMC-5 6.24",
		.text = "The list is whole descriptors of 8 bytes; the first is the current or maximum "
			"capacity.",
		.run = list,
	},
	{
		.id = "mmc.read-format-capacities.without-medium",
		.clause = "MMC-5 6.24",
		.text = "Without a medium the descriptor type is 11b.",
		.run = without_medium,
	},
	{
		.id = "mmc.read-format-capacities.state",
		.clause = "MMC-5 6.24",
		.text = "The descriptor type tells formatted (10b) from blank (01b), with the capacity that "
			"READ CAPACITY tells.",
		.run = state,
		.needs = NEEDS_MEDIUM,
	},
	{
		.id = "mmc.read-format-capacities.formats",
		.clause = "MMC-5 6.24, Formattable",
		.text = "With Formattable current the defined formats that are possible are listed.",
		.run = formats,
		.needs = NEEDS_MEDIUM,
		.feature = 0x0023,
	},
	{
		.id = "mmc.read-format-capacities.allocation-length",
		.clause = "SPC-3 4.3.4.6",
		.text = "A short allocation length cuts the reply and changes nothing in it.",
		.run = allocation,
	},
};

const struct suite suite_capacity = {
	.title = "Capacities",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
