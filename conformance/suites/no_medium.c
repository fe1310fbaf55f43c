/* SPDX-License-Identifier: MIT */
/*
 * An empty drive: what it must refuse with 2/3A (medium not present) and what it must do all the same.
 * Not tested: commands of which the standard leaves open whether they need a medium.
 */
#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

struct question {
	uint8_t cdb_bytes;
	uint8_t cdb[12];
	uint16_t data_bytes; /* coming in */
};

static const struct reply *ask(struct judge *j)
{
	const struct question *question = j->test->row;

	return judge_fetch(j, question->cdb, question->cdb_bytes, question->data_bytes);
}

static void refused(struct judge *j)
{
	const struct reply *r = ask(j);

	if (judge_sense_is(r, 5, 0x20, 0x00))
		judge_skip(j, "the drive has no such command");
	must_refuse_with_one_of(j, r, { 2, 0x3a, 0x00 }, { 2, 0x3a, 0x01 }, { 2, 0x3a, 0x02 });
}

static void answered(struct judge *j)
{
	must_be_good(j, ask(j));
}

static void tray_told(struct judge *j)
{
	const struct reply *r;

	r = judge_fetch(j, CDB(0x4a, 0x01, 0, 0, 0x10, 0, 0, 0, 8, 0), 8);
	must_have(j, r, 8);
	must_equal(j, bits(r->data[5], 1, 1), 0, "media present, in an empty drive");
}

static void nothing_formatted(struct judge *j)
{
	const struct reply *r;

	r = judge_fetch(j, CDB(0x23, 0, 0, 0, 0, 0, 0, 0, 12, 0), 12);
	must_have(j, r, 12);
	must_equal(j, bits(r->data[8], 1, 0), 3, "descriptor type (11b: no medium)");
}

#define ROW(name, what, function, effect_, ...)                                                    \
	{                                                                                          \
		.id = "mmc.no-medium." name, .clause = "MMC-6: sense codes, command descriptions", \
		.text = (what), .run = (function), .effect = (effect_), .needs = NEEDS_NO_MEDIUM,  \
		.row = &(const struct question)                                                    \
		{                                                                                  \
			__VA_ARGS__                                                                \
		}                                                                                  \
	}
#define REFUSED(name, effect_, ...)                                                       \
	ROW(name, "Without a medium the command is refused with 2/3A.", refused, effect_, \
		__VA_ARGS__)
#define ANSWERED(name, effect_, ...) \
	ROW(name, "The command needs no medium.", answered, effect_, __VA_ARGS__)

static const struct test tests[] = {
	REFUSED("test-unit-ready", EFFECT_NONE, 6, { 0x00 }, 0),
	REFUSED("read-capacity", EFFECT_NONE, 10, { 0x25 }, 8),
	REFUSED("read-10", EFFECT_NONE, 10, { 0x28, 0, 0, 0, 0, 0, 0, 0, 1 }, 2048),
	REFUSED("read-12", EFFECT_NONE, 12, { 0xa8, 0, 0, 0, 0, 0, 0, 0, 0, 1 }, 2048),
	REFUSED("read-cd", EFFECT_NONE, 12, { 0xbe, 0, 0, 0, 0, 0, 0, 0, 1, 0x10 }, 2048),
	REFUSED("read-cd-msf", EFFECT_NONE, 12, { 0xb9, 0, 0, 0, 2, 0, 0, 2, 1, 0x10 }, 2048),
	REFUSED("read-toc", EFFECT_NONE, 10, { 0x43, 0, 0, 0, 0, 0, 0, 0, 12 }, 12),
	REFUSED("read-sub-channel", EFFECT_NONE, 10, { 0x42, 0, 0x40, 1, 0, 0, 0, 0, 16 }, 16),
	REFUSED("read-disc-information", EFFECT_NONE, 10, { 0x51, 0, 0, 0, 0, 0, 0, 0, 34 }, 34),
	REFUSED("read-track-information", EFFECT_NONE, 10, { 0x52, 1, 0, 0, 0, 1, 0, 0, 36 }, 36),
	REFUSED("read-disc-structure", EFFECT_NONE, 12, { 0xad, 0, 0, 0, 0, 0, 0, 0, 8, 4 }, 2052),
	REFUSED("seek", EFFECT_NONE, 10, { 0x2b }, 0),
	REFUSED("verify", EFFECT_NONE, 10, { 0x2f, 0, 0, 0, 0, 0, 0, 0, 1 }, 0),
	REFUSED("close-track-session", EFFECT_CLOSES, 10, { 0x5b, 0, 2 }, 0),
	REFUSED("reserve-track", EFFECT_CLOSES, 10, { 0x53, 0, 0, 0, 0, 0, 0, 1, 0 }, 0),
	REFUSED("send-opc", EFFECT_CLOSES, 10, { 0x54, 1 }, 0),
	REFUSED("blank", EFFECT_CLOSES, 12, { 0xa1, 0x11 }, 0),
	ANSWERED("inquiry", EFFECT_NONE, 6, { 0x12, 0, 0, 0, 36 }, 36),
	ANSWERED("request-sense", EFFECT_NONE, 6, { 0x03, 0, 0, 0, 18 }, 18),
	ANSWERED("get-configuration", EFFECT_NONE, 10, { 0x46, 0, 0, 0, 0, 0, 0, 0, 8 }, 8),
	ANSWERED("get-event-status", EFFECT_NONE, 10, { 0x4a, 1, 0, 0, 0x10, 0, 0, 0, 8 }, 8),
	ANSWERED("mode-sense", EFFECT_NONE, 10, { 0x5a, 8, 0x3f, 0, 0, 0, 0, 1, 0 }, 256),
	ANSWERED("read-format-capacities", EFFECT_NONE, 10, { 0x23, 0, 0, 0, 0, 0, 0, 0, 12 }, 12),
	ANSWERED("prevent-allow", EFFECT_SETTINGS, 6, { 0x1e }, 0),
	{ .id = "mmc.no-medium.media-event",
		.clause = "MMC-6: GET EVENT STATUS NOTIFICATION",
		.text = "The media class tells that no medium is present.",
		.run = tray_told,
		.needs = NEEDS_NO_MEDIUM },
	{ .id = "mmc.no-medium.format-capacities.type",
		.clause = "MMC-6: READ FORMAT CAPACITIES",
		.text = "Without a medium the current/maximum descriptor has type 11b.",
		.run = nothing_formatted,
		.needs = NEEDS_NO_MEDIUM },
};

const struct suite suite_no_medium = {
	.title = "Without a medium",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
