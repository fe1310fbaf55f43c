/* SPDX-License-Identifier: MIT */
/*
 * Discs protected against writing: for good by SEND DISC STRUCTURE, until the next reset by mode page 1Dh. Not tested:
 * cartridges, PACs, what a switch on the cartridge does.
 */
#include <string.h>

#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

#define PWP  0x02u /* READ DISC STRUCTURE, format C0h, byte 4 */
#define SWPP 0x01u /* there and in byte 4 of mode page 1Dh    */

static void needs_claim(struct judge *j, uint8_t bit, const char *name)
{
	const struct fact_feature *protect = facts_feature(&j->facts, 0x0004);

	if (!(protect->data[0] & bit))
		judge_skip(j, "Write Protect does not claim %s", name);
}

static void persistent(struct judge *j, uint8_t pwp)
{
	const uint8_t list[8] = { 0, 6, 0, 0, pwp };

	must_be_good(
		j, judge_push(j, CDB(0xbf, 0, 0, 0, 0, 0, 0, 0xc0, 0, 8, 0, 0), list, sizeof list));
}

static uint8_t told(struct judge *j)
{
	const struct reply *r = judge_fetch(j, CDB(0xad, 0, 0, 0, 0, 0, 0, 0xc0, 0, 8, 0, 0), 8);

	must_have(j, r, 8);
	must_equal(j, be16(r->data), 6, "data length of format C0h");
	return r->data[4];
}

static void must_be_protected(struct judge *j)
{
	must_refuse_with_one_of(j, scene_write_10(j, 0, 16, scene_fill(j, 0, 16, 1)),
		{ 7, 0x27, 0x00 }, { 7, 0x27, 0x02 }, { 7, 0x27, 0x03 }, { 7, 0x27, 0x05 },
		{ 7, 0x27, 0x06 });
}

static void must_be_writable(struct judge *j)
{
	must_be_good(j, scene_write_10(j, 0, 16, scene_fill(j, 0, 16, 1)));
	scene_synchronize(j);
}

static void persistent_refuses(struct judge *j)
{
	needs_claim(j, 0x02, "SPWP");
	persistent(j, PWP);
	must_be_protected(j);
	persistent(j, 0);
	must_be_writable(j);
}

static void persistent_told(struct judge *j)
{
	needs_claim(j, 0x02, "SPWP");
	must_equal(j, told(j) & PWP, 0, "PWP before");
	persistent(j, PWP);
	must_equal(j, told(j) & PWP, PWP, "PWP after it was set");
	persistent(j, 0);
	must_equal(j, told(j) & PWP, 0, "PWP after it was cleared");
}

static void persistent_stays(struct judge *j)
{
	needs_claim(j, 0x02, "SPWP");
	scene_needs_tray(j);
	persistent(j, PWP);
	scene_open_tray(j);
	scene_close_tray(j);
	must_equal(j, told(j) & PWP, PWP, "PWP after the disc was out of the drive");
	must_be_protected(j);
	persistent(j, 0);
}

/* What cannot be written is not formattable or random writable now, and can be read. */
static void persistent_features(struct judge *j)
{
	const struct reply *r;

	needs_claim(j, 0x02, "SPWP");
	persistent(j, PWP);
	r = judge_fetch(j, CDB(0x46, 2, 0x00, 0x20, 0, 0, 0, 0, 32, 0), 32);
	must_have(j, r, 11);
	must_equal(j, bits(r->data[10], 0, 0), 0, "Current of Random Writable");
	must_be_good(j, scene_read_10(j, 0, 1));
	persistent(j, 0);
}

static void software(struct judge *j, uint8_t swpp)
{
	size_t bytes, mask_bytes;
	const uint8_t *page = scene_mode_page(j, 0x1d, 0, &bytes);
	const uint8_t *mask = scene_mode_page(j, 0x1d, 1, &mask_bytes);
	uint8_t *changed;

	needs_claim(j, 0x01, "SSWPP");
	must_hold(j, page && mask && mask[4] & SWPP,
		"Write Protect claims SSWPP, and SWPP of mode page 1Dh cannot be changed");
	changed = judge_alloc(j, bytes);
	memcpy(changed, page, bytes);
	changed[4] = (uint8_t)((changed[4] & (uint8_t)~SWPP) | swpp);
	must_be_good(j, scene_mode_select(j, changed, bytes));
}

static void software_refuses(struct judge *j)
{
	software(j, SWPP);
	must_be_protected(j);
	software(j, 0);
	must_be_writable(j);
}

static void software_told(struct judge *j)
{
	needs_claim(j, 0x02, "SPWP"); /* with it comes format C0h */
	software(j, SWPP);
	must_equal(j, told(j) & SWPP, SWPP, "SWPP of format C0h after it was set");
	software(j, 0);
	must_equal(j, told(j) & SWPP, 0, "SWPP of format C0h after it was cleared");
}

static void software_reset(struct judge *j)
{
	judge_reset(j); /* where there is none the drive must not stay protected */
	must_be_good(j, judge_settle(j, 120));
	software(j, SWPP);
	judge_reset(j);
	must_be_good(j, judge_settle(j, 120));
	must_be_writable(j);
}

#define C0   "MMC-6: READ DISC STRUCTURE, format C0h"
#define P_1D "MMC-6: timeout and protect mode page (1Dh)"
#define TEST_OF(function, name, where, how, what)                                   \
	{                                                                           \
		.id = "mmc.write-protect." name, .clause = (where), .text = (what), \
		.run = (function), .effect = (how), .feature = 0x0004,              \
		.needs = NEEDS_RANDOM | NEEDS_WRITABLE | NEEDS_FORMATTED            \
	}

static const struct test tests[] = {
	TEST_OF(persistent_refuses, "persistent", C0, EFFECT_CLOSES,
		"With PWP a write is refused with 7/27, and is GOOD when PWP was cleared."),
	TEST_OF(persistent_told, "persistent.told", C0, EFFECT_CLOSES,
		"Format C0h tells PWP as it was sent."),
	TEST_OF(persistent_stays, "persistent.stays", C0, EFFECT_CLOSES,
		"PWP is on the disc: it is there after the disc was out of the drive."),
	TEST_OF(persistent_features, "persistent.features", "MMC-6: Random Writable feature",
		EFFECT_CLOSES, "With PWP Random Writable is not current, and the disc is read."),
	TEST_OF(software_refuses, "software", P_1D, EFFECT_WRITES,
		"With SWPP a write is refused with 7/27, and is GOOD when SWPP was cleared."),
	TEST_OF(software_told, "software.told", P_1D, EFFECT_SETTINGS,
		"Format C0h tells SWPP as mode page 1Dh has it."),
	TEST_OF(software_reset, "software.reset", P_1D, EFFECT_WRITES, "SWPP ends with a reset."),
};

const struct suite suite_protection = {
	.title = "Write protection",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
