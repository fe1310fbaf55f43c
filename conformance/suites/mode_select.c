/* SPDX-License-Identifier: MIT */
/* MODE SELECT (10). Not tested: every field of every page; saving pages. */
#include <string.h>

#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

struct page {
	uint8_t bytes[64];
	size_t count;
};

static struct page read_page(struct judge *j, uint8_t code, uint8_t page_control)
{
	struct page page = { .count = 0 };
	const uint8_t *from = scene_mode_page(j, code, page_control, &page.count);

	must_hold(j, from && page.count <= sizeof page.bytes, "page %02Xh cannot be read",
		(unsigned)code);
	memcpy(page.bytes, from, page.count);
	return page;
}

static void must_be_page(struct judge *j, const struct page *expected, const char *when)
{
	const struct page found = read_page(j, expected->bytes[0] & 0x3f, 0);

	must_equal(j, found.count, expected->count, "page length");
	must_match(j, found.bytes + 1, expected->bytes + 1, expected->count - 1, when);
}

static void round_trip(struct judge *j)
{
	const struct page old = read_page(j, 0x05, 0), mask = read_page(j, 0x05, 1);
	struct page new = old;

	/* Audio pause length, then write type: any drive that writes CDs lets both be chosen. */
	must_hold(j, (mask.bytes[2] & 0x0f) == 0x0f, "the write type is not changeable");
	new.bytes[2] = (uint8_t)((old.bytes[2] & 0xf0) | 0x01);
	new.bytes[3] = (uint8_t)((old.bytes[3] & 0x3f) | (old.bytes[3] & 0x40 ? 0x00 : 0xc0));
	must_be_good(j, scene_mode_select(j, new.bytes, new.count));
	must_be_page(j, &new, "page 05h after MODE SELECT");
	must_be_good(j, scene_mode_select(j, old.bytes, old.count));
	must_be_page(j, &old, "page 05h after it was put back");
}

static void default_unchanged(struct judge *j)
{
	const struct page old = read_page(j, 0x05, 0), before = read_page(j, 0x05, 2);
	struct page new = old, after;

	new.bytes[3] = (uint8_t)(old.bytes[3] ^ 0xc0);
	if (bits(new.bytes[3], 7, 6) == 2)
		new.bytes[3] ^= 0xc0;
	must_be_good(j, scene_mode_select(j, new.bytes, new.count));
	after = read_page(j, 0x05, 2);
	must_match(j, after.bytes, before.bytes, before.count, "default values after MODE SELECT");
	must_be_good(j, scene_mode_select(j, old.bytes, old.count));
}

static void bad_value(struct judge *j)
{
	const struct page old = read_page(j, 0x05, 0);
	struct page new = old;

	new.bytes[2] = (uint8_t)((old.bytes[2] & 0xf0) | 0x0f); /* write type 0Fh: reserved */
	must_refuse_with_one_of(j, scene_mode_select(j, new.bytes, new.count), { 5, 0x26, 0x00 },
		{ 5, 0x26, 0x02 });
	must_be_page(j, &old, "page 05h after a refused MODE SELECT");
}

static void length_error(struct judge *j)
{
	const struct page old = read_page(j, 0x05, 0);
	uint8_t list[72] = { 0 };

	memcpy(list + 8, old.bytes, old.count);
	list[8] &= 0x3f;
	must_refuse(j, judge_push(j, CDB(0x55, 0x10, 0, 0, 0, 0, 0, 0, 20, 0), list, 20), 5, 0x1a,
		0x00);
	must_be_page(j, &old, "page 05h after a refused MODE SELECT");
}

static void page_length(struct judge *j)
{
	const struct page old = read_page(j, 0x05, 0);
	struct page new = old;

	new.bytes[1] = 0x10;
	must_refuse_with_one_of(j, scene_mode_select(j, new.bytes, 18), { 5, 0x26, 0x00 },
		{ 5, 0x1a, 0x00 }, { 5, 0x26, 0x02 });
	must_be_page(j, &old, "page 05h after a refused MODE SELECT");
}

static void nothing(struct judge *j)
{
	must_be_good(j, judge_send(j, CDB(0x55, 0x10, 0, 0, 0, 0, 0, 0, 0, 0)));
}

static void unknown_page(struct judge *j)
{
	static const uint8_t page[] = { 0x3e, 0x02, 0, 0 };

	must_refuse_with_one_of(
		j, scene_mode_select(j, page, sizeof page), { 5, 0x26, 0x00 }, { 5, 0x26, 0x01 });
}

static void save(struct judge *j)
{
	const struct page old = read_page(j, 0x01, 0);
	uint8_t list[72] = { 0 };

	if (old.bytes[0] & 0x80)
		judge_skip(j, "page 01h has PS set: the drive can save it");
	memcpy(list + 8, old.bytes, old.count);
	must_refuse(j,
		judge_push(j, CDB(0x55, 0x11, 0, 0, 0, 0, 0, 0, (uint8_t)(8 + old.count), 0), list,
			8 + old.count),
		5, 0x24, 0x00);
}

/* What the mask calls fixed stays as it was, whether the drive refuses or rounds. */
static void fixed_stays(struct judge *j)
{
	size_t bytes;
	const uint8_t *page = scene_mode_page(j, 0x2a, 0, &bytes);
	uint8_t old[256], new[256];

	if (!page || bytes > 200)
		judge_skip(j, "the drive has no page 2Ah, which MMC-6 calls legacy");
	memcpy(old, page, bytes);
	memcpy(new, page, bytes);
	new[2] ^= 0x3f;
	new[13] ^= 0x55;
	scene_mode_select(j, new, bytes);
	page = scene_mode_page(j, 0x2a, 0, &bytes);
	must_hold(j, page != NULL, "page 2Ah can no longer be read");
	must_match(j, page + 1, old + 1, bytes - 1, "page 2Ah after MODE SELECT");
}

static void one_parameter_changes_one(struct judge *j)
{
	const struct page old = read_page(j, 0x01, 0), mask = read_page(j, 0x01, 1);
	struct page new = old;

	if (mask.bytes[3] != 0xff)
		judge_skip(j, "the read retry count is not changeable");
	new.bytes[3] = old.bytes[3] == 7 ? 8 : 7;
	must_be_good(j, scene_mode_select(j, new.bytes, new.count));
	must_be_page(j, &new, "page 01h after MODE SELECT");
	must_be_good(j, scene_mode_select(j, old.bytes, old.count));
}

#define TEST_OF(function, name, where, what)                                                 \
	.id = "mmc.mode-select." name, .clause = (where), .text = (what), .run = (function), \
	.effect = EFFECT_SETTINGS

static const struct test tests[] = {
	{ TEST_OF(round_trip, "page-05.round-trip", "MMC-6: page 05h, SPC-3 6.8",
		  "What MODE SELECT puts into changeable fields of page 05h, MODE SENSE returns."),
		.feature = 0x002d },
	{ TEST_OF(default_unchanged, "page-05.default-unchanged", "SPC-3 6.9.4",
		  "MODE SELECT leaves the default values alone."),
		.feature = 0x002d },
	{ TEST_OF(bad_value, "page-05.bad-value", "MMC-6: page 05h",
		  "A reserved write type is refused as invalid field in parameter list, and nothing "
		  "changes."),
		.feature = 0x002d },
	{ TEST_OF(length_error, "page-05.truncated", "SPC-3 6.8",
		  "A parameter list that cuts a page is a parameter list length error, and nothing "
		  "changes."),
		.feature = 0x002d },
	{ TEST_OF(page_length, "page-05.page-length", "SPC-3 7.4.5",
		  "A page length other than the drive's is refused, and nothing changes."),
		.feature = 0x002d },
	{ TEST_OF(nothing, "length-zero", "SPC-3 6.8",
		"A parameter list length of zero is no error.") },
	{ TEST_OF(unknown_page, "page.unknown", "SPC-3 6.8",
		"A page that the drive has not is an invalid field in the parameter list.") },
	{ TEST_OF(save, "save-pages", "SPC-3 6.8",
		  "A drive that saves no pages refuses SP 1 as invalid field in the CDB."),
		.feature = 0x0010 },
	{ TEST_OF(fixed_stays, "page-2a.fixed", "SPC-3 6.8, MMC-3: page 2Ah",
		"Fields that are not changeable do not change.") },
	{ TEST_OF(one_parameter_changes_one, "page-01.round-trip", "MMC-6: page 01h",
		  "The read retry count of page 01h can be set and read back."),
		.feature = 0x0010 },
};

const struct suite suite_mode_select = {
	.title = "MODE SELECT",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
