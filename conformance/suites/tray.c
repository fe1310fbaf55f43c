/* SPDX-License-Identifier: MIT */
/*
 * PREVENT ALLOW MEDIUM REMOVAL, START STOP UNIT, and what a host sees of the tray. Not tested:
 * persistent prevent, the button (nobody presses it), power conditions.
 */
#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

static const struct reply *prevent(struct judge *j, bool on)
{
	return judge_send(j, CDB(0x1e, 0, 0, 0, on ? 0x01 : 0x00, 0));
}

static const struct reply *eject(struct judge *j)
{
	return judge_send(j, CDB(0x1b, 0, 0, 0, 0x02, 0));
}

static const struct reply *load(struct judge *j)
{
	return judge_send(j, CDB(0x1b, 0, 0, 0, 0x03, 0));
}

static const uint8_t *media_event(struct judge *j)
{
	const struct reply *r = judge_fetch(j, CDB(0x4a, 0x01, 0, 0, 0x10, 0, 0, 0, 8, 0), 8);

	must_have(j, r, 8);
	must_equal(j, bits(r->data[2], 2, 0), 4, "notification class");
	return r->data + 4;
}

static void refused_when_prevented(struct judge *j)
{
	must_be_good(j, prevent(j, true));
	must_refuse_with_one_of(j, eject(j), { 5, 0x53, 0x02 }, { 2, 0x53, 0x02 });
	must_be_good(j, judge_send(j, CDB(0x00, 0, 0, 0, 0, 0)));
	must_be_good(j, prevent(j, false));
}

static void prevent_again(struct judge *j)
{
	must_be_good(j, prevent(j, true));
	must_be_good(j, prevent(j, true));
	must_be_good(j, prevent(j, false));
	must_be_good(j, prevent(j, false));
}

static void lock_bit(struct judge *j)
{
	size_t bytes;
	const uint8_t *page = scene_mode_page(j, 0x2a, 0, &bytes);

	if (!page)
		judge_skip(j, "the drive has no page 2Ah, which MMC-6 calls legacy");
	must_equal(j, bits(page[6], 1, 1), 0, "Lock State when removal is allowed");
	must_be_good(j, prevent(j, true));
	page = scene_mode_page(j, 0x2a, 0, &bytes);
	must_hold(j, page != NULL, "page 2Ah can no longer be read");
	must_equal(j, bits(page[6], 1, 1), 1, "Lock State when removal is prevented");
	must_be_good(j, prevent(j, false));
}

static void not_ready_when_open(struct judge *j)
{
	scene_open_tray(j);
	must_refuse_with_one_of(
		j, judge_send(j, CDB(0x00, 0, 0, 0, 0, 0)), { 2, 0x3a, 0x02 }, { 2, 0x3a, 0x00 });
	must_refuse_with_one_of(j, judge_fetch(j, CDB(0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0), 8),
		{ 2, 0x3a, 0x02 }, { 2, 0x3a, 0x00 });
	scene_close_tray(j);
}

static void tray_status(struct judge *j)
{
	scene_open_tray(j);
	must_refuse(j, judge_send(j, CDB(0x00, 0, 0, 0, 0, 0)), 2, 0x3a, 0x02);
	scene_close_tray(j);
}

static void profile_when_open(struct judge *j)
{
	const struct reply *r;

	scene_open_tray(j);
	r = judge_fetch(j, CDB(0x46, 0, 0, 0, 0, 0, 0, 0, 8, 0), 8);
	must_have(j, r, 8);
	must_equal(j, be16(r->data + 6), 0x0000, "current profile with the tray open");
	scene_close_tray(j);
	r = judge_fetch(j, CDB(0x46, 0, 0, 0, 0, 0, 0, 0, 8, 0), 8);
	must_have(j, r, 8);
	must_equal(j, be16(r->data + 6), j->facts.profile, "current profile after loading");
}

static void attention_after_load(struct judge *j)
{
	unsigned attentions = 0, polls = 0;
	const struct reply *r;

	scene_open_tray(j);
	must_be_good(j, load(j));
	do {
		judge_wait_ms(j, 100);
		r = judge_send(j, CDB(0x00, 0, 0, 0, 0, 0));
		attentions += judge_sense_is(r, 6, 0x28, 0x00);
	} while (r->status != 0x00 && ++polls < 600);
	must_be_good(j, r);
	must_equal(j, attentions, 1, "unit attentions 28h/00h after a medium was loaded");
}

static void events(struct judge *j)
{
	const uint8_t *event;

	for (unsigned i = 0; i < 8; i++)
		media_event(j);
	scene_open_tray(j);
	event = media_event(j);
	must_equal(j, bits(event[0], 3, 0), 3, "media event after ejecting (3 = removal)");
	must_equal(j, bits(event[1], 0, 0), 1, "door or tray open");
	must_equal(j, bits(media_event(j)[0], 3, 0), 0, "media event in the next poll");
	scene_close_tray(j);
	event = media_event(j);
	must_equal(j, bits(event[0], 3, 0), 2, "media event after loading (2 = new media)");
	must_equal(j, bits(event[1], 1, 0), 2, "media present, tray closed");
	must_equal(j, bits(media_event(j)[0], 3, 0), 0, "media event in the next poll");
}

static void stop_and_start(struct judge *j)
{
	must_be_good(j, judge_send(j, CDB(0x1b, 0, 0, 0, 0x00, 0)));
	must_be_good(j, judge_send(j, CDB(0x1b, 0, 0, 0, 0x01, 0)));
	must_be_good(j, judge_settle(j, 60));
	must_be_good(j, judge_fetch(j, CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0), 34));
}

static void settings_after_load(struct judge *j)
{
	unsigned before, after;
	const uint8_t status = scene_disc_status(j, &before);

	scene_open_tray(j);
	scene_close_tray(j);
	must_equal(j, scene_disc_status(j, &after), status, "disc status after loading again");
	must_equal(j, after, before, "number of sessions after loading again");
}

#define TEST_OF(function, name, where, what, how)                                                 \
	.id = "mmc." name, .clause = (where), .text = (what), .run = (function), .effect = (how), \
	.needs = NEEDS_MEDIUM

static const struct test tests[] = {
	{ TEST_OF(refused_when_prevented, "prevent.eject-refused",
		"MMC-6: PREVENT ALLOW MEDIUM REMOVAL",
		"Ejecting is refused with 53h/02h while removal is prevented, and the tray stays shut.",
		EFFECT_TRAY) },
	{ TEST_OF(prevent_again, "prevent.again", "MMC-6: PREVENT ALLOW MEDIUM REMOVAL",
		"Preventing and allowing again what is already so is no error.", EFFECT_SETTINGS) },
	{ TEST_OF(lock_bit, "prevent.lock-state", "MMC-3: page 2Ah",
		"Lock State of page 2Ah follows PREVENT ALLOW MEDIUM REMOVAL.", EFFECT_SETTINGS) },
	{ TEST_OF(stop_and_start, "start-stop-unit.stop-start", "MMC-6: START STOP UNIT",
		"After stopping and starting the medium is usable again.", EFFECT_SETTINGS) },
	{ TEST_OF(not_ready_when_open, "tray.open.not-ready", "MMC-6: sense codes",
		"With the tray open commands that need a medium are refused with 2/3A.",
		EFFECT_TRAY) },
	{ TEST_OF(tray_status, "tray.open.status", "Device.Storage.Optical.Features",
		  "An open tray is told from an empty one: 2/3A/02.", EFFECT_TRAY),
		.level = LEVEL_LOGO },
	{ TEST_OF(profile_when_open, "tray.open.profile", "MMC-6: GET CONFIGURATION",
		"With the tray open no profile is current; after loading the medium's is.",
		EFFECT_TRAY) },
	{ TEST_OF(attention_after_load, "tray.load.unit-attention", "MMC-6: unit attention",
		"A loaded medium is announced by exactly one UNIT ATTENTION 28h/00h.",
		EFFECT_TRAY) },
	{ TEST_OF(events, "tray.events", "MMC-6: GET EVENT STATUS NOTIFICATION",
		"Ejecting is reported as removal, loading as new media, each once.", EFFECT_TRAY) },
	{ TEST_OF(settings_after_load, "tray.load.same-disc", "MMC-5 6.22",
		"A disc that went out and came in again is what it was.", EFFECT_TRAY) },
};

const struct suite suite_tray = {
	.title = "Tray and removal",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
