/* SPDX-License-Identifier: MIT */
/*
 * GET EVENT STATUS NOTIFICATION, polled. Not tested: asynchronous operation, multi-host and power
 * events; events of the tray are in tray.c.
 */
#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

#define EVENTS_MOST 8u

static const struct scene_reply nothing_asked = {
	.cdb = { 0x4a, 0x01, 0, 0, 0, 0, 0, 0, 0, 0 },
	.cdb_bytes = 10,
	.allocation_at = 7,
	.allocation_bytes = 2,
	.length_at = 0,
	.length_bytes = 2,
	.before = 2,
};

static const struct reply *poll_classes(struct judge *j, uint8_t mask)
{
	const struct reply *r = judge_fetch(j, CDB(0x4a, 0x01, 0, 0, mask, 0, 0, 0, 8, 0), 8);

	must_have(j, r, 4);
	return r;
}

static void not_polled(struct judge *j)
{
	const struct fact_feature *morphing = facts_feature(&j->facts, 0x0002);

	if (morphing && morphing->data[0] & 0x01)
		judge_skip(j, "the drive supports asynchronous notification (Morphing: Async)");
	must_refuse(j, judge_fetch(j, CDB(0x4a, 0, 0, 0, 0x10, 0, 0, 0, 8, 0), 8), 5, 0x24, 0x00);
}

static void no_class(struct judge *j)
{
	const struct reply *r = poll_classes(j, 0x00);

	must_equal(j, be16(r->data), 2, "event data length");
	must_equal(j, bits(r->data[2], 7, 7), 1, "NEA (no event available)");
	must_equal(j, bits(r->data[2], 2, 0), 0, "notification class");
	must_have_moved(j, r, 4);
}

static void classes(struct judge *j)
{
	const uint8_t supported = poll_classes(j, 0x00)->data[3];

	must_hold(j, supported & 0x02, "the operational change class is not supported (%02Xh)",
		(unsigned)supported);
	must_hold(j, supported & 0x10, "the media class is not supported (%02Xh)",
		(unsigned)supported);
	must_equal(j, supported & 0x81u, 0, "classes 0 and 7 are reserved: mask");
}

static void device_busy_class(struct judge *j)
{
	const struct fact_feature *core = facts_feature(&j->facts, 0x0001);

	if (!core || core->version < 1 || !(core->data[4] & 0x01))
		judge_skip(j, "Core does not claim DBE");
	must_hold(j, poll_classes(j, 0x00)->data[3] & 0x40,
		"Core claims DBE, but the device busy class is not supported");
}

static void unsupported_class(struct judge *j)
{
	const uint8_t supported = poll_classes(j, 0x00)->data[3];
	const struct reply *r;

	if ((supported & 0x7e) == 0x7e)
		judge_skip(j, "the drive supports every class");
	r = poll_classes(j, (uint8_t)(~supported & 0x7e));
	must_equal(j, be16(r->data), 2, "event data length");
	must_equal(j, bits(r->data[2], 7, 7), 1, "NEA (no event available)");
}

static const uint8_t *media_event(struct judge *j)
{
	const struct reply *r = poll_classes(j, 0x10);

	must_equal(j, be16(r->data), 6, "event data length");
	must_equal(j, bits(r->data[2], 7, 7), 0, "NEA (no event available)");
	must_equal(j, bits(r->data[2], 2, 0), 4, "notification class");
	must_have(j, r, 8);
	return r->data + 4;
}

static void media_status(struct judge *j)
{
	const uint8_t *event = media_event(j);

	must_equal(j, bits(event[1], 1, 1), 1, "media present");
	must_equal(j, bits(event[1], 0, 0), 0, "door or tray open");
}

/* Several may have happened, as when a disc was changed: each poll tells the next one. */
static void media_event_once(struct judge *j)
{
	unsigned told = bits(media_event(j)[0], 3, 0), next = bits(media_event(j)[0], 3, 0);

	for (unsigned i = 0; next && i < EVENTS_MOST; i++) {
		must_hold(j, told && next != told, "media event %u in the poll after one of %u",
			next, told);
		told = next;
		next = bits(media_event(j)[0], 3, 0);
	}
	must_equal(j, next, 0, "media event after as many polls as events can wait");
}

static void one_class(struct judge *j)
{
	const uint8_t supported = poll_classes(j, 0x00)->data[3];
	const struct reply *r = poll_classes(j, supported);
	const unsigned class = bits(r->data[2], 2, 0);

	must_equal(j, be16(r->data), 6, "event data length: one event");
	must_hold(j, supported & 1u << class, "class %u was not asked for", class);
}

static void lowest_class_first(struct judge *j)
{
	const uint8_t supported = poll_classes(j, 0x00)->data[3];
	unsigned lowest = 1;

	while (lowest < 7 && !(supported & 1u << lowest))
		lowest++;
	/* Empty all queues, so that no event of a higher class is waiting. */
	for (unsigned i = 0; i < 64; i++)
		poll_classes(j, supported);
	must_equal(j, bits(poll_classes(j, supported)->data[2], 2, 0), lowest,
		"notification class with nothing pending");
}

static void new_media(struct judge *j)
{
	unsigned seen = 0;

	judge_settle(j, 60);
	if (judge_send(j, CDB(0x00, 0, 0, 0, 0, 0))->status != 0x00)
		judge_skip(j, "no medium is in the drive");
	for (unsigned i = 0; i < 8; i++)
		seen += bits(media_event(j)[0], 3, 0) == 2;
	must_equal(j, seen, 1, "NewMedia events after power-on with a medium");
}

static void allocation(struct judge *j)
{
	scene_judge_allocation(j, &nothing_asked);
}

#define TEST_OF(function, name, what)                                                         \
	.id = "mmc.get-event-status." name, .clause = "MMC-6: GET EVENT STATUS NOTIFICATION", \
	.text = (what), .run = function

static const struct test tests[] = {
	{ TEST_OF(not_polled, "not-polled",
		"Without asynchronous operation a request with Polled 0 is an invalid field in the CDB.") },
	{ TEST_OF(no_class, "no-class",
		"A request for no class returns the header with NEA 1, length 2.") },
	{ TEST_OF(classes, "classes", "The operational change and media classes are supported.") },
	{ TEST_OF(device_busy_class, "device-busy-class",
		"A drive whose Core feature sets DBE supports the device busy class.") },
	{ TEST_OF(unsupported_class, "unsupported-class",
		"A request for unsupported classes only returns the header with NEA 1.") },
	{ TEST_OF(media_status, "media.present",
		  "With a medium the media class says present and tray closed."),
		.needs = NEEDS_MEDIUM },
	{ TEST_OF(media_event_once, "media.once",
		  "An event is reported once: the next poll says no change."),
		.needs = NEEDS_MEDIUM },
	{ TEST_OF(one_class, "one-class",
		"A reply holds one event of one of the requested classes.") },
	{ TEST_OF(lowest_class_first, "lowest-class-first",
		"With nothing pending the lowest requested class is reported.") },
	{ TEST_OF(new_media, "media.new",
		  "A medium that becomes ready is reported as NewMedia, once."),
		.needs = NEEDS_POWER_ON },
	{ TEST_OF(allocation, "allocation-length",
		"A short allocation length cuts the reply and changes nothing in it.") },
};

const struct suite suite_events = {
	.title = "GET EVENT STATUS NOTIFICATION",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
