/* SPDX-License-Identifier: MIT */
/*
 * The commands that each feature makes mandatory: a drive on which the feature is current must know them.
 * Each is sent in a form that changes nothing: no blocks, no parameters, or a selector that is
 * reserved. Any answer but "invalid operation code" will do. Not tested: what the commands do, which
 * the other suites judge.
 */
#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

struct wanted {
	uint8_t cdb_bytes;
	uint8_t cdb[12];
	uint16_t data_bytes; /* coming in */
	uint8_t bit_at,
		bit; /* byte of the feature's data and bit that make it mandatory; 0, 0: none */
};

static void known(struct judge *j)
{
	const struct wanted *wanted = j->test->row;
	const struct fact_feature *feature = facts_feature(&j->facts, j->test->feature);
	const struct reply *r;

	if (wanted->bit && !(feature->data[wanted->bit_at] & wanted->bit))
		judge_skip(j, "feature %04Xh does not claim it (data byte %u, bits %02Xh)",
			(unsigned)feature->code, (unsigned)wanted->bit_at, (unsigned)wanted->bit);
	r = judge_fetch(j, wanted->cdb, wanted->cdb_bytes, wanted->data_bytes);
	must_hold(j, !judge_sense_is(r, 5, 0x20, 0x00),
		"operation code %02Xh is unknown (5/20/00), but feature %04Xh is current",
		(unsigned)wanted->cdb[0], (unsigned)feature->code);
}

#define WANTED(name, code, effect_, ...)                                                           \
	{                                                                                          \
		.id = "mmc.feature." name, .clause = "MMC-6: features, mandatory commands",        \
		.text = "Where the feature is current the drive knows the command.", .run = known, \
		.needs = (effect_) >= EFFECT_WRITES ? NEEDS_WRITABLE : NEEDS_NOTHING,              \
		.feature = (code), .effect = (effect_), .row = &(const struct wanted)              \
		{                                                                                  \
			__VA_ARGS__                                                                \
		}                                                                                  \
	}

static const struct test tests[] = {
	WANTED("core.test-unit-ready", 0x0001, EFFECT_NONE, 6, { 0x00 }, 0, 0, 0),
	WANTED("core.request-sense", 0x0001, EFFECT_NONE, 6, { 0x03, 0, 0, 0, 18 }, 18, 0, 0),
	WANTED("core.inquiry", 0x0001, EFFECT_NONE, 6, { 0x12, 0, 0, 0, 36 }, 36, 0, 0),
	WANTED("core.get-configuration", 0x0001, EFFECT_NONE, 10, { 0x46, 0, 0, 0, 0, 0, 0, 0, 8 },
		8, 0, 0),
	WANTED("core.get-event-status", 0x0001, EFFECT_NONE, 10,
		{ 0x4a, 1, 0, 0, 0x10, 0, 0, 0, 8 }, 8, 0, 0),
	WANTED("core.mode-select", 0x0001, EFFECT_SETTINGS, 10, { 0x55, 0x10 }, 0, 0, 0),
	WANTED("core.mode-sense", 0x0001, EFFECT_NONE, 10, { 0x5a, 8, 0x3f, 0, 0, 0, 0, 0, 8 }, 8,
		0, 0),
	WANTED("removable-medium.prevent-allow", 0x0003, EFFECT_SETTINGS, 6, { 0x1e }, 0, 0, 0x01),
	WANTED("removable-medium.start-stop-unit", 0x0003, EFFECT_SETTINGS, 6,
		{ 0x1b, 1, 0, 0, 0x01 }, 0, 0, 0),
	WANTED("removable-medium.mechanism-status", 0x0102, EFFECT_NONE, 12,
		{ 0xbd, 0, 0, 0, 0, 0, 0, 0, 0, 8 }, 8, 0, 0),
	WANTED("removable-medium.load-unload", 0x0102, EFFECT_TRAY, 12, { 0xa6, 1 }, 0, 0, 0),
	WANTED("random-readable.read-capacity", 0x0010, EFFECT_NONE, 10, { 0x25 }, 8, 0, 0),
	WANTED("random-readable.read-10", 0x0010, EFFECT_NONE, 10, { 0x28 }, 0, 0, 0),
	WANTED("cd-read.read-cd", 0x001e, EFFECT_NONE, 12, { 0xbe, 0, 0, 0, 0, 0, 0, 0, 0, 0x10 },
		0, 0, 0),
	WANTED("cd-read.read-cd-msf", 0x001e, EFFECT_NONE, 12,
		{ 0xb9, 0, 0, 0, 2, 0, 0, 2, 0, 0x10 }, 0, 0, 0),
	WANTED("cd-read.read-toc", 0x001e, EFFECT_NONE, 10, { 0x43, 0, 0, 0, 0, 0, 0, 0, 12 }, 12,
		0, 0),
	WANTED("dvd-read.read-10", 0x001f, EFFECT_NONE, 10, { 0x28 }, 0, 0, 0),
	WANTED("dvd-read.read-12", 0x001f, EFFECT_NONE, 12, { 0xa8 }, 0, 0, 0),
	WANTED("dvd-read.read-disc-structure", 0x001f, EFFECT_NONE, 12,
		{ 0xad, 0, 0, 0, 0, 0, 0, 0xff, 0, 4 }, 4, 0, 0),
	WANTED("dvd-read.read-toc", 0x001f, EFFECT_NONE, 10, { 0x43, 0, 0, 0, 0, 0, 0, 0, 12 }, 12,
		0, 0),
	WANTED("bd-read.read-10", 0x0040, EFFECT_NONE, 10, { 0x28 }, 0, 0, 0),
	WANTED("bd-read.read-12", 0x0040, EFFECT_NONE, 12, { 0xa8 }, 0, 0, 0),
	WANTED("bd-read.read-disc-structure", 0x0040, EFFECT_NONE, 12,
		{ 0xad, 1, 0, 0, 0, 0, 0, 0xff, 0, 4 }, 4, 0, 0),
	WANTED("bd-read.read-disc-information", 0x0040, EFFECT_NONE, 10,
		{ 0x51, 0, 0, 0, 0, 0, 0, 0, 34 }, 34, 0, 0),
	WANTED("bd-read.read-track-information", 0x0040, EFFECT_NONE, 10,
		{ 0x52, 1, 0, 0, 0, 1, 0, 0, 36 }, 36, 0, 0),
	WANTED("bd-read.read-toc", 0x0040, EFFECT_NONE, 10, { 0x43, 0, 0, 0, 0, 0, 0, 0, 12 }, 12,
		0, 0),
	WANTED("bd-write.write-10", 0x0041, EFFECT_WRITES, 10, { 0x2a }, 0, 0, 0),
	WANTED("bd-write.synchronize-cache", 0x0041, EFFECT_NONE, 10, { 0x35 }, 0, 0, 0),
	WANTED("bd-write.read-format-capacities", 0x0041, EFFECT_NONE, 10,
		{ 0x23, 0, 0, 0, 0, 0, 0, 0, 12 }, 12, 0, 0),
	WANTED("random-writable.write-10", 0x0020, EFFECT_WRITES, 10, { 0x2a }, 0, 0, 0),
	WANTED("random-writable.synchronize-cache", 0x0020, EFFECT_NONE, 10, { 0x35 }, 0, 0, 0),
	WANTED("random-writable.read-capacity", 0x0020, EFFECT_NONE, 10, { 0x25 }, 8, 0, 0),
	WANTED("random-writable.write-and-verify", 0x0020, EFFECT_WRITES, 10, { 0x2e }, 0, 0, 0),
	WANTED("random-writable.verify", 0x0020, EFFECT_NONE, 10, { 0x2f }, 0, 0, 0),
	WANTED("incremental.write-10", 0x0021, EFFECT_WRITES, 10, { 0x2a }, 0, 0, 0),
	WANTED("incremental.synchronize-cache", 0x0021, EFFECT_NONE, 10, { 0x35 }, 0, 0, 0),
	WANTED("incremental.read-disc-information", 0x0021, EFFECT_NONE, 10,
		{ 0x51, 0, 0, 0, 0, 0, 0, 0, 34 }, 34, 0, 0),
	WANTED("incremental.read-track-information", 0x0021, EFFECT_NONE, 10,
		{ 0x52, 1, 0, 0, 0, 1, 0, 0, 36 }, 36, 0, 0),
	WANTED("incremental.close-track-session", 0x0021, EFFECT_CLOSES, 10, { 0x5b, 0, 7 }, 0, 0,
		0),
	WANTED("incremental.reserve-track", 0x0021, EFFECT_CLOSES, 10, { 0x53 }, 0, 0, 0),
	WANTED("incremental.send-opc", 0x0021, EFFECT_CLOSES, 10, { 0x54 }, 0, 0, 0),
	WANTED("formattable.format-unit", 0x0023, EFFECT_CLOSES, 6, { 0x04, 0x17 }, 0, 0, 0),
	WANTED("formattable.read-format-capacities", 0x0023, EFFECT_NONE, 10,
		{ 0x23, 0, 0, 0, 0, 0, 0, 0, 12 }, 12, 0, 0),
	WANTED("formattable.verify", 0x0023, EFFECT_NONE, 10, { 0x2f }, 0, 0, 0),
	WANTED("formattable.read-track-information", 0x0023, EFFECT_NONE, 10,
		{ 0x52, 1, 0, 0, 0, 1, 0, 0, 36 }, 36, 0, 0),
	WANTED("formattable.mode-sense", 0x0023, EFFECT_NONE, 10,
		{ 0x5a, 8, 0x3f, 0, 0, 0, 0, 0, 8 }, 8, 0, 0),
	WANTED("dvd-plus-r.write-10", 0x002b, EFFECT_WRITES, 10, { 0x2a }, 0, 0, 0x01),
	WANTED("dvd-plus-r.synchronize-cache", 0x002b, EFFECT_NONE, 10, { 0x35 }, 0, 0, 0x01),
	WANTED("dvd-plus-r.read-disc-information", 0x002b, EFFECT_NONE, 10,
		{ 0x51, 0, 0, 0, 0, 0, 0, 0, 34 }, 34, 0, 0),
	WANTED("dvd-plus-r.read-track-information", 0x002b, EFFECT_NONE, 10,
		{ 0x52, 1, 0, 0, 0, 1, 0, 0, 36 }, 36, 0, 0),
	WANTED("dvd-plus-r.reserve-track", 0x002b, EFFECT_CLOSES, 10, { 0x53 }, 0, 0, 0x01),
	WANTED("dvd-plus-r.close-track-session", 0x002b, EFFECT_CLOSES, 10, { 0x5b, 0, 7 }, 0, 0,
		0x01),
	WANTED("dvd-plus-r.read-buffer-capacity", 0x002b, EFFECT_NONE, 10,
		{ 0x5c, 0, 0, 0, 0, 0, 0, 0, 12 }, 12, 0, 0x01),
	WANTED("track-at-once.write-10", 0x002d, EFFECT_WRITES, 10, { 0x2a }, 0, 0, 0),
	WANTED("track-at-once.synchronize-cache", 0x002d, EFFECT_NONE, 10, { 0x35 }, 0, 0, 0),
	WANTED("track-at-once.read-disc-information", 0x002d, EFFECT_NONE, 10,
		{ 0x51, 0, 0, 0, 0, 0, 0, 0, 34 }, 34, 0, 0),
	WANTED("track-at-once.read-track-information", 0x002d, EFFECT_NONE, 10,
		{ 0x52, 1, 0, 0, 0, 1, 0, 0, 36 }, 36, 0, 0),
	WANTED("track-at-once.close-track-session", 0x002d, EFFECT_CLOSES, 10, { 0x5b, 0, 7 }, 0, 0,
		0),
	WANTED("track-at-once.read-buffer-capacity", 0x002d, EFFECT_NONE, 10,
		{ 0x5c, 0, 0, 0, 0, 0, 0, 0, 12 }, 12, 0, 0),
	WANTED("track-at-once.send-opc", 0x002d, EFFECT_CLOSES, 10, { 0x54 }, 0, 0, 0),
	WANTED("track-at-once.blank", 0x002d, EFFECT_CLOSES, 12, { 0xa1, 0, 7 }, 0, 0, 0x02),
	WANTED("cd-mastering.send-cue-sheet", 0x002e, EFFECT_CLOSES, 10, { 0x5d }, 0, 0, 0x20),
	WANTED("cd-mastering.write-10", 0x002e, EFFECT_WRITES, 10, { 0x2a }, 0, 0, 0),
	WANTED("cd-mastering.read-buffer-capacity", 0x002e, EFFECT_NONE, 10,
		{ 0x5c, 0, 0, 0, 0, 0, 0, 0, 12 }, 12, 0, 0),
	WANTED("analog-play.read-sub-channel", 0x0103, EFFECT_NONE, 10,
		{ 0x42, 0, 0, 1, 0, 0, 0, 0, 4 }, 4, 0, 0),
	WANTED("dvd-css.report-key", 0x0106, EFFECT_NONE, 12,
		{ 0xa4, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0x08 }, 8, 0, 0),
	WANTED("real-time-streaming.get-performance", 0x0107, EFFECT_NONE, 12,
		{ 0xac, 0, 0, 0, 0, 0, 0, 0, 0, 1, 3 }, 24, 0, 0),
	WANTED("real-time-streaming.read-12", 0x0107, EFFECT_NONE, 12, { 0xa8 }, 0, 0, 0),
	WANTED("real-time-streaming.set-streaming", 0x0107, EFFECT_SETTINGS, 12, { 0xb6 }, 0, 0, 0),
	WANTED("real-time-streaming.set-cd-speed", 0x0107, EFFECT_SETTINGS, 12,
		{ 0xbb, 0, 0xff, 0xff, 0xff, 0xff }, 0, 0, 0x08),
	WANTED("real-time-streaming.read-buffer-capacity", 0x0107, EFFECT_NONE, 10,
		{ 0x5c, 0, 0, 0, 0, 0, 0, 0, 12 }, 12, 0, 0x10),
	WANTED("real-time-streaming.write-12", 0x0107, EFFECT_WRITES, 12, { 0xaa }, 0, 0, 0x01),
};

const struct suite suite_presence = {
	.title = "Commands that features require",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
