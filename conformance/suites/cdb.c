/* SPDX-License-Identifier: MIT */
/*
 * Commands that do not exist and bits that are reserved. The list of reserved bits is our own, read
 * from the CDB tables of MMC and SPC. Bits that an older standard used (LUN, RelAdr, control) are
 * left out, and so are commands that would change a disc if a drive ignored the bit.
 */
#include <string.h>

#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

struct reserved {
	const char *id;
	uint8_t cdb[12]; /* harmless as it stands */
	uint8_t cdb_bytes;
	uint8_t bits[12]; /* 1: reserved */
	uint16_t data_bytes;
};

static const struct reserved list[] = {
	{ "mmc.cdb.reserved.test-unit-ready", { 0x00 }, 6, { 0, 0x1f, 0xff, 0xff, 0xff }, 0 },
	{ "mmc.cdb.reserved.request-sense", { 0x03, 0, 0, 0, 18 }, 6, { 0, 0x1e, 0xff, 0xff }, 18 },
	{ "mmc.cdb.reserved.inquiry", { 0x12, 0, 0, 0, 36 }, 6, { 0, 0x1c }, 36 },
	{ "mmc.cdb.reserved.start-stop-unit", { 0x1b, 0x01, 0, 0, 0x01 }, 6,
		{ 0, 0x1e, 0xff, 0xfc, 0x08 }, 0 },
	{ "mmc.cdb.reserved.prevent-allow", { 0x1e }, 6, { 0, 0x1f, 0xff, 0xff, 0xfc }, 0 },
	{ "mmc.cdb.reserved.read-format-capacities", { 0x23, 0, 0, 0, 0, 0, 0, 0, 12 }, 10,
		{ 0, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff }, 12 },
	{ "mmc.cdb.reserved.read-capacity", { 0x25 }, 10, { 0, 0x1e, 0, 0, 0, 0, 0xff, 0xff, 0xfe },
		8 },
	{ "mmc.cdb.reserved.read-10", { 0x28 }, 10, { 0, 0x06, 0, 0, 0, 0, 0xff }, 0 },
	{ "mmc.cdb.reserved.synchronize-cache", { 0x35 }, 10, { 0, 0x1c, 0, 0, 0, 0, 0xff }, 0 },
	{ "mmc.cdb.reserved.read-toc", { 0x43, 0, 0x01, 0, 0, 0, 0, 0, 12 }, 10,
		{ 0, 0x1d, 0xf0, 0xff, 0xff, 0xff }, 12 },
	{ "mmc.cdb.reserved.get-configuration", { 0x46, 0, 0, 0, 0, 0, 0, 0, 8 }, 10,
		{ 0, 0x1c, 0, 0, 0xff, 0xff, 0xff }, 8 },
	{ "mmc.cdb.reserved.get-event-status", { 0x4a, 0x01, 0, 0, 0, 0, 0, 0, 8 }, 10,
		{ 0, 0x1e, 0xff, 0xff, 0, 0xff, 0xff }, 8 },
	{ "mmc.cdb.reserved.read-disc-information", { 0x51, 0, 0, 0, 0, 0, 0, 0, 34 }, 10,
		/* bit 4 of byte 1 as well, but dvd+rw-mediainfo sets it, and drives let it */
		{ 0, 0x08, 0xff, 0xff, 0xff, 0xff, 0xff }, 34 },
	{ "mmc.cdb.reserved.read-track-information", { 0x52, 0x01, 0, 0, 0, 1, 0, 0, 36 }, 10,
		{ 0, 0x18, 0, 0, 0, 0, 0xff }, 36 },
	{ "mmc.cdb.reserved.mode-select", { 0x55, 0x10 }, 10,
		{ 0, 0x0e, 0xff, 0xff, 0xff, 0xff, 0xff }, 0 },
	{ "mmc.cdb.reserved.mode-sense", { 0x5a, 0x08, 0x3f, 0, 0, 0, 0, 0, 8 }, 10,
		{ 0, 0x07, 0, 0, 0xff, 0xff, 0xff }, 8 },
	{ "mmc.cdb.reserved.read-buffer-capacity", { 0x5c, 0, 0, 0, 0, 0, 0, 0, 12 }, 10,
		{ 0, 0x1e, 0xff, 0xff, 0xff, 0xff, 0xff }, 12 },
	{ "mmc.cdb.reserved.read-12", { 0xa8 }, 12, { 0, 0x06, 0, 0, 0, 0, 0, 0, 0, 0, 0x7f }, 0 },
	{ "mmc.cdb.reserved.get-performance", { 0xac, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x03 }, 12,
		{ 0, 0, 0, 0, 0, 0, 0xff, 0xff }, 8 },
	{ "mmc.cdb.reserved.set-streaming", { 0xb6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 28 }, 12,
		{ 0, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff }, 0 },
	{ "mmc.cdb.reserved.mechanism-status", { 0xbd, 0, 0, 0, 0, 0, 0, 0, 0, 8 }, 12,
		{ 0, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0xff }, 8 },
	{ "mmc.cdb.reserved.read-cd", { 0xbe, 0, 0, 0, 0, 0, 0, 0, 0, 0x10 }, 12,
		{ 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x01, 0xf8 }, 0 },
	{ "mmc.cdb.reserved.read-cd-msf", { 0xb9, 0, 0, 0, 2, 0, 0, 2, 0, 0x10 }, 12,
		{ 0, 0, 0xff, 0, 0, 0, 0, 0, 0, 0x01, 0xf8 }, 0 },
	{ "mmc.cdb.reserved.read-sub-channel", { 0x42, 0, 0, 1, 0, 0, 0, 0, 4 }, 10,
		{ 0, 0x1d, 0xbf, 0, 0xff, 0xff }, 4 },
	{ "mmc.cdb.reserved.read-disc-structure", { 0xad, 0, 0, 0, 0, 0, 0, 0xff, 0, 4 }, 12,
		{ 0, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0x3f }, 4 },
	{ "mmc.cdb.reserved.seek", { 0x2b }, 10, { 0, 0x1e, 0, 0, 0, 0, 0xff, 0xff, 0xff }, 0 },
	{ "mmc.cdb.reserved.verify", { 0x2f }, 10, { 0, 0x0c, 0, 0, 0, 0, 0xff }, 0 },
	{ "mmc.cdb.reserved.write-10", { 0x2a }, 10, { 0, 0x04, 0, 0, 0, 0, 0xff }, 0 },
	{ "mmc.cdb.reserved.write-12", { 0xaa }, 12, { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x3f }, 0 },
	{ "mmc.cdb.reserved.set-cd-speed", { 0xbb, 0, 0xff, 0xff, 0xff, 0xff }, 12,
		{ 0, 0x1c, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff }, 0 },
	{ "mmc.cdb.reserved.report-key", { 0xa4, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0x08 }, 12, { 0, 0x1f },
		8 },
};

static const struct reserved *row_of(struct judge *j)
{
	for (size_t i = 0; i < sizeof list / sizeof list[0]; i++)
		if (strcmp(list[i].id, j->test->id) == 0)
			return &list[i];
	judge_fail_at(j, __FILE__, __LINE__, "no row of reserved bits has this identity");
}

/* SET STREAMING has data going out: restore the defaults (RDD). */
static const struct reply *send(struct judge *j, const struct reserved *row, const uint8_t *cdb)
{
	static const uint8_t restore_defaults[28] = { 0x04 };

	if (cdb[0] == 0xb6)
		return judge_push(j, cdb, row->cdb_bytes, restore_defaults, 28);
	return judge_fetch(j, cdb, row->cdb_bytes, row->data_bytes);
}

static void reserved_bits(struct judge *j)
{
	const struct reserved *row = row_of(j);
	const struct reply *plain = send(j, row, row->cdb);

	if (judge_sense_is(plain, 5, 0x20, 0x00))
		judge_skip(j, "the drive has no such command");
	for (unsigned at = 1; at < row->cdb_bytes; at++)
		for (unsigned bit = 0; bit < 8; bit++) {
			uint8_t cdb[12];
			if (!(row->bits[at] & 1u << bit))
				continue;
			memcpy(cdb, row->cdb, sizeof cdb);
			cdb[at] |= (uint8_t)(1u << bit);
			must_refuse(j, send(j, row, cdb), 5, 0x24, 0x00);
		}
}

static void unknown_operations(struct judge *j)
{
	/* Of other device types, or obsolete before MMC was written; none moves data or a medium. */
	static const uint8_t codes[] = { 0x31, 0x37, 0x39, 0x50, 0xb1, 0xb4 };

	for (size_t i = 0; i < sizeof codes; i++) {
		const uint8_t cdb[12] = { codes[i] };
		must_refuse(j, judge_send(j, cdb, codes[i] < 0x80 ? 10 : 12), 5, 0x20, 0x00);
	}
}

static void unknown_leaves_no_trace(struct judge *j)
{
	must_refuse(j, judge_send(j, CDB(0x31, 0, 0, 0, 0, 0, 0, 0, 0, 0)), 5, 0x20, 0x00);
	must_be_good(j, judge_send(j, CDB(0x00, 0, 0, 0, 0, 0)));
}

#define RESERVED(command, effect_, needs_, feature_)                                         \
	{                                                                                    \
		.id = "mmc.cdb.reserved." command, .clause = "SPC-3 3.3, MMC-6: CDB tables", \
		.text = "Reserved bits that are set are an invalid field in the CDB.",       \
		.run = reserved_bits, .level = LEVEL_RECOMMENDED, .effect = (effect_),       \
		.needs = (needs_), .feature = (feature_)                                     \
	}

static const struct test tests[] = {
	{
		.id = "mmc.cdb.unknown-operation",
		.clause = "SPC-3 4.3.4.1",
		.text = "An operation code that the drive has not is refused with 5/20/00.",
		.run = unknown_operations,
	},
	{
		.id = "mmc.cdb.unknown-operation.no-trace",
		.clause = "SAM-4: sense data",
		.text = "A refused operation code leaves no error behind for the next command.",
		.run = unknown_leaves_no_trace,
		.needs = NEEDS_MEDIUM,
	},
	RESERVED("test-unit-ready", EFFECT_NONE, NEEDS_NOTHING, 0),
	RESERVED("request-sense", EFFECT_NONE, NEEDS_NOTHING, 0),
	RESERVED("inquiry", EFFECT_NONE, NEEDS_NOTHING, 0),
	RESERVED("start-stop-unit", EFFECT_SETTINGS, NEEDS_MEDIUM, 0),
	RESERVED("prevent-allow", EFFECT_SETTINGS, NEEDS_NOTHING, 0),
	RESERVED("read-format-capacities", EFFECT_NONE, NEEDS_NOTHING, 0),
	RESERVED("read-capacity", EFFECT_NONE, NEEDS_MEDIUM, 0x0010),
	RESERVED("read-10", EFFECT_NONE, NEEDS_MEDIUM, 0x0010),
	RESERVED("synchronize-cache", EFFECT_NONE, NEEDS_WRITABLE, 0),
	RESERVED("read-toc", EFFECT_NONE, NEEDS_MEDIUM, 0),
	RESERVED("get-configuration", EFFECT_NONE, NEEDS_NOTHING, 0),
	RESERVED("get-event-status", EFFECT_NONE, NEEDS_NOTHING, 0),
	RESERVED("read-disc-information", EFFECT_NONE, NEEDS_MEDIUM, 0),
	RESERVED("read-track-information", EFFECT_NONE, NEEDS_MEDIUM, 0),
	RESERVED("mode-select", EFFECT_SETTINGS, NEEDS_NOTHING, 0),
	RESERVED("mode-sense", EFFECT_NONE, NEEDS_NOTHING, 0),
	RESERVED("read-buffer-capacity", EFFECT_NONE, NEEDS_WRITABLE, 0),
	RESERVED("read-12", EFFECT_NONE, NEEDS_MEDIUM, 0x0010),
	RESERVED("get-performance", EFFECT_NONE, NEEDS_MEDIUM, 0x0107),
	RESERVED("set-streaming", EFFECT_SETTINGS, NEEDS_MEDIUM, 0x0107),
	RESERVED("mechanism-status", EFFECT_NONE, NEEDS_NOTHING, 0),
	RESERVED("read-cd", EFFECT_NONE, NEEDS_CD | NEEDS_MEDIUM, 0x001e),
	RESERVED("read-cd-msf", EFFECT_NONE, NEEDS_CD | NEEDS_MEDIUM, 0x001e),
	RESERVED("read-sub-channel", EFFECT_NONE, NEEDS_CD | NEEDS_MEDIUM, 0x001e),
	RESERVED("read-disc-structure", EFFECT_NONE, NEEDS_NOT_CD | NEEDS_MEDIUM, 0),
	RESERVED("seek", EFFECT_NONE, NEEDS_MEDIUM, 0x0010),
	RESERVED("verify", EFFECT_NONE, NEEDS_MEDIUM, 0x0010),
	RESERVED("write-10", EFFECT_WRITES, NEEDS_WRITABLE, 0),
	RESERVED("write-12", EFFECT_WRITES, NEEDS_WRITABLE, 0x0107),
	RESERVED("set-cd-speed", EFFECT_SETTINGS, NEEDS_CD | NEEDS_WRITABLE, 0x0107),
	RESERVED("report-key", EFFECT_NONE, NEEDS_MEDIUM, 0x0106),
};

const struct suite suite_cdb = {
	.title = "Command descriptor blocks",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
