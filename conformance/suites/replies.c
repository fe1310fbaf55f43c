/* SPDX-License-Identifier: MIT */
/*
 * The rule of allocation lengths for the replies that no other suite has: a short allocation length
 * cuts the reply and nothing else, zero moves nothing and is no error, length fields tell the whole.
 */
#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

static void allocation(struct judge *j)
{
	const struct scene_reply *row = j->test->row;
	const struct reply *r = scene_fetch(j, row, 64);

	if (r->status == 0x02 && (r->sense[2] & 0x0f) == 5)
		judge_skip(j, "the drive refuses the command with this medium");
	scene_judge_allocation(j, row);
}

#define REPLY(name, more_needs, ...)                                                           \
	{                                                                                      \
		.id = "mmc." name ".allocation-length",                                        \
		.clause = "SPC-3 4.3.4.6, MMC-6: allocation length",                           \
		.text = "A short allocation length cuts the reply and changes nothing in it.", \
		.run = allocation, .needs = NEEDS_MEDIUM | (more_needs),                       \
		.row = &(const struct scene_reply)                                             \
		{                                                                              \
			__VA_ARGS__                                                            \
		}                                                                              \
	}
#define TOC_FORMAT(format)                                                                  \
	{ 0x43, 0x02, format }, .cdb_bytes = 10, .allocation_at = 7, .allocation_bytes = 2, \
				.length_at = 0, .length_bytes = 2, .before = 2
#define DISC_STRUCTURE(media, format)                                                  \
	{ 0xad, media, 0, 0, 0, 0, 0, format }, .cdb_bytes = 12, .allocation_at = 8,   \
						.allocation_bytes = 2, .length_at = 0, \
						.length_bytes = 2, .before = 2
#define DISC_INFORMATION(type)                                                      \
	{ 0x51, type }, .cdb_bytes = 10, .allocation_at = 7, .allocation_bytes = 2, \
			.length_at = 0, .length_bytes = 2, .before = 2

static const struct test tests[] = {
	REPLY("read-toc.session", 0, .cdb = TOC_FORMAT(1)),
	REPLY("read-toc.pma", NEEDS_CD, .cdb = TOC_FORMAT(3)),
	REPLY("read-toc.atip", NEEDS_CD, .cdb = TOC_FORMAT(4)),
	REPLY("read-sub-channel.position", NEEDS_CD, .cdb = { 0x42, 0x02, 0x40, 1 },
		.cdb_bytes = 10, .allocation_at = 7, .allocation_bytes = 2, .length_at = 2,
		.length_bytes = 2, .before = 4),
	REPLY("read-buffer-capacity", NEEDS_WRITABLE, .cdb = { 0x5c }, .cdb_bytes = 10,
		.allocation_at = 7, .allocation_bytes = 2, .length_at = 0, .length_bytes = 2,
		.before = 2),
	REPLY("read-disc-structure.list", NEEDS_NOT_CD, .cdb = DISC_STRUCTURE(0, 0xff)),
	REPLY("read-disc-structure.dvd-physical", NEEDS_NOT_CD, .cdb = DISC_STRUCTURE(0, 0x00)),
	REPLY("read-disc-structure.bd-information", NEEDS_NOT_CD, .cdb = DISC_STRUCTURE(1, 0x00)),
	REPLY("read-disc-structure.copyright", NEEDS_NOT_CD, .cdb = DISC_STRUCTURE(0, 0x01)),
	REPLY("read-disc-information.track-resources", 0, .cdb = DISC_INFORMATION(1)),
	REPLY("report-key.region", 0, .cdb = { 0xa4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x08 },
		.cdb_bytes = 12, .allocation_at = 8, .allocation_bytes = 2, .length_at = 0,
		.length_bytes = 2, .before = 2),
};

const struct suite suite_replies = {
	.title = "Allocation lengths",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
