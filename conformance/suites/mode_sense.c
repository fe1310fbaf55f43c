/* SPDX-License-Identifier: MIT */
/* MODE SENSE (10). Not tested: MODE SENSE (6), which MMC does not have; subpages. */
#include <string.h>

#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

static const struct scene_reply all_pages = {
	.cdb = { 0x5a, 0x08, 0x3f, 0, 0, 0, 0, 0, 0, 0 },
	.cdb_bytes = 10,
	.allocation_at = 7,
	.allocation_bytes = 2,
	.length_at = 0,
	.length_bytes = 2,
	.before = 2,
};

/* The page at @at of a list of all pages, judged to lie within it; NULL at its end. */
static const uint8_t *page_at(struct judge *j, const struct reply *r, size_t at, size_t total)
{
	if (at == total)
		return NULL;
	must_hold(j, at + 2 <= total && at + 2 + r->data[at + 1] <= total,
		"the page at byte %zu reaches past the end of the mode data", at);
	return r->data + at;
}

static void header(struct judge *j)
{
	const struct reply *r = scene_whole(j, &all_pages, 8);
	const size_t total = scene_total(&all_pages, r);
	const uint8_t *page;

	must_equal(j, be16(r->data + 6), 0, "block descriptor length with DBD 1");
	for (size_t at = 8; (page = page_at(j, r, at, total)); at += 2u + page[1])
		must_hold(j, page[1] > 0, "page %02Xh is empty", bits(page[0], 5, 0));
}

static void ascending(struct judge *j)
{
	const struct reply *r = scene_whole(j, &all_pages, 8);
	const size_t total = scene_total(&all_pages, r);
	const uint8_t *page;
	int last = -1;

	for (size_t at = 8; (page = page_at(j, r, at, total)); at += 2u + page[1]) {
		const int code = (int)bits(page[0], 5, 0);
		must_hold(j, code == 0 || code > last, "page %02Xh follows page %02Xh",
			(unsigned)code, (unsigned)last);
		last = code;
	}
}

/* All pages with another page control have the same codes and lengths. */
static void check_same_pages(struct judge *j, uint8_t page_control)
{
	struct scene_reply other = all_pages;
	const struct reply *current = scene_whole(j, &all_pages, 8), *r;
	const size_t total = scene_total(&all_pages, current);
	const uint8_t *page;

	other.cdb[2] = (uint8_t)(0x3f | page_control << 6);
	r = scene_whole(j, &other, 8);
	must_equal(j, scene_total(&other, r), total, "length of the mode data");
	for (size_t at = 8; (page = page_at(j, current, at, total)); at += 2u + page[1]) {
		must_equal(j, bits(r->data[at], 5, 0), bits(page[0], 5, 0), "page code");
		must_equal(j, r->data[at + 1], page[1], "page length");
	}
}

static void changeable(struct judge *j)
{
	check_same_pages(j, 1);
}

static void defaults(struct judge *j)
{
	check_same_pages(j, 2);
}

static bool can_save(struct judge *j)
{
	const struct reply *r = scene_whole(j, &all_pages, 10);
	const size_t total = scene_total(&all_pages, r);
	const uint8_t *page;

	for (size_t at = 8; (page = page_at(j, r, at, total)); at += 2u + page[1])
		if (bits(page[0], 7, 7))
			return true;
	return false;
}

static void saved(struct judge *j)
{
	if (can_save(j))
		judge_skip(j, "a page has PS set: the drive can save pages");
	must_refuse(j, judge_fetch(j, CDB(0x5a, 0x08, 0xff, 0, 0, 0, 0, 0, 255, 0), 255), 5, 0x39,
		0x00);
}

static void each_alone(struct judge *j)
{
	const struct reply *r = scene_whole(j, &all_pages, 8);
	const size_t total = scene_total(&all_pages, r);
	const uint8_t *page;

	for (size_t at = 8; (page = page_at(j, r, at, total)); at += 2u + page[1]) {
		size_t bytes;
		const uint8_t *alone = scene_mode_page(j, (uint8_t)bits(page[0], 5, 0), 0, &bytes);
		must_hold(j, alone != NULL, "page %02Xh is listed but cannot be read alone",
			bits(page[0], 5, 0));
		must_equal(j, bytes, 2u + page[1], "page length alone and in the list");
		must_match(j, alone, page, bytes, "the page alone and in the list");
	}
}

static void unknown_page(struct judge *j)
{
	/* 3Eh is not a page of any MM device. */
	must_refuse(
		j, judge_fetch(j, CDB(0x5a, 0x08, 0x3e, 0, 0, 0, 0, 0, 64, 0), 64), 5, 0x24, 0x00);
}

static void allocation(struct judge *j)
{
	scene_judge_allocation(j, &all_pages);
}

/* Page 2Ah with @least bytes: it grew from MMC-1 to MMC-3. */
static const uint8_t *capabilities(struct judge *j, size_t least)
{
	size_t bytes;
	const uint8_t *page = scene_mode_page(j, 0x2a, 0, &bytes);

	if (!page)
		judge_skip(j, "the drive has no page 2Ah, which MMC-6 calls legacy");
	must_hold(j, bytes >= least, "page 2Ah has %zu bytes, expected %zu or more", bytes, least);
	return page;
}

/* MP2A of Real-Time Streaming (MMC-6 5.3.28): page 2Ah has write speed descriptors. */
static bool lists_speeds(const struct judge *j)
{
	const struct fact_feature *streaming = facts_feature(&j->facts, 0x0107);

	return !streaming || bits(streaming->data[0], 2, 2);
}

static void capabilities_length(struct judge *j)
{
	const uint8_t *page;
	uint32_t count, last = UINT32_MAX;

	if (!lists_speeds(j))
		judge_skip(j, "MP2A is 0: page 2Ah has no write speed descriptors");
	page = capabilities(j, 32);
	count = be16(page + 30);

	must_hold(j, page[1] >= 0x1e + 4 * count,
		"page length %02Xh is too short for %u write speed descriptors", (unsigned)page[1],
		count);
	for (size_t i = 0; i < count; i++) {
		const uint8_t *speed = page + 32 + 4 * i;
		must_hold(j, be16(speed + 2) <= last, "write speeds do not fall: %u after %u",
			be16(speed + 2), last);
		must_equal(j, speed[1] & 0xfcu, 0, "reserved bits of a write speed descriptor");
		last = be16(speed + 2);
	}
}

static bool has_profile(const struct judge *j, uint16_t code)
{
	for (unsigned i = 0; i < j->facts.profile_count; i++)
		if (j->facts.profiles[i].code == code)
			return true;
	return false;
}

static void capabilities_agree(struct judge *j)
{
	const uint8_t *page = capabilities(j, 22);
	const struct fact_feature *removable = facts_feature(&j->facts, 0x0003);

	must_equal(j, bits(page[3], 0, 0), has_profile(j, 0x0009), "writes CD-R, as profile 0009h");
	must_equal(
		j, bits(page[3], 1, 1), has_profile(j, 0x000a), "writes CD-RW, as profile 000Ah");
	must_equal(
		j, bits(page[3], 4, 4), has_profile(j, 0x0011), "writes DVD-R, as profile 0011h");
	must_equal(
		j, bits(page[3], 5, 5), has_profile(j, 0x0012), "writes DVD-RAM, as profile 0012h");
	if (removable)
		must_equal(j, bits(page[6], 7, 5), bits(removable->data[0], 7, 5),
			"loading mechanism, as feature 0003h");
}

static void capabilities_fixed(struct judge *j)
{
	size_t bytes;
	const uint8_t *mask = scene_mode_page(j, 0x2a, 1, &bytes);

	if (!mask)
		judge_skip(j, "the drive has no page 2Ah, which MMC-6 calls legacy");
	for (size_t i = 2; i < bytes; i++)
		must_hold(j, mask[i] == 0, "byte %zu of page 2Ah claims to be changeable", i);
}

/* MMC-6 7.5.4.9: each write type comes with a feature; the default is one that the medium takes. */
static void default_write_type(struct judge *j)
{
	static const uint16_t features[4][2] = { { 0x0021, 0x0021 }, { 0x002d, 0x002d },
		{ 0x002e, 0x002f }, { 0x002e, 0x002e } };
	size_t bytes;
	const uint8_t *page = scene_mode_page(j, 0x05, 2, &bytes);
	unsigned type;

	if (!facts_feature_is_current(&j->facts, 0x002d) &&
		!facts_feature_is_current(&j->facts, 0x002f))
		judge_skip(j, "writing to the medium does not depend on page 05h");
	must_hold(j, page && bytes >= 3, "no page 05h with a medium that needs it");
	type = bits(page[2], 3, 0);
	must_hold(j, type < 4, "default write type %u is none", type);
	must_hold(j,
		facts_feature_is_current(&j->facts, features[type][0]) ||
			facts_feature_is_current(&j->facts, features[type][1]),
		"default write type %u, and feature %04Xh is not current", type, features[type][0]);
}

static void write_parameters(struct judge *j)
{
	size_t bytes;
	const uint8_t *page = scene_mode_page(j, 0x05, 0, &bytes);

	must_hold(j, page != NULL, "a current feature requires page 05h, which cannot be read");
	must_hold(j, page[1] == 0x32 || page[1] == 0x36,
		"page length %02Xh, expected 32h (or 36h with vendor bytes)", (unsigned)page[1]);
	must_hold(j, bits(page[2], 3, 0) <= 4, "write type %u is reserved", bits(page[2], 3, 0));
	must_equal(j, bits(page[3], 7, 6) == 2, 0, "multi-session 10b is reserved");
}

static void error_recovery(struct judge *j)
{
	size_t bytes;
	const uint8_t *page;
	const struct fact_feature *readable = facts_feature(&j->facts, 0x0010);

	if (!readable || !(readable->data[6] & 0x01))
		judge_skip(j, "Random Readable does not claim page 01h (PP)");
	page = scene_mode_page(j, 0x01, 0, &bytes);
	must_hold(j, page != NULL, "Random Readable sets PP, but page 01h cannot be read");
	must_equal(j, page[1], 0x0a, "page length");
}

#define TEST_OF(function, name, where, what) \
	.id = "mmc.mode-sense." name, .clause = (where), .text = (what), .run = function

static const struct test tests[] = {
	{ TEST_OF(header, "length", "SPC-3 7.4.3",
		"Mode data length tells the whole reply, pages fill it, no block descriptors.") },
	{ TEST_OF(ascending, "pages.ascending", "SPC-3 6.9.1",
		"Page 3Fh returns all pages in ascending order, page 00h last.") },
	{ TEST_OF(changeable, "page-control.changeable", "SPC-3 6.9.3",
		"The changeable mask has the same pages and lengths as the current values.") },
	{ TEST_OF(defaults, "page-control.default", "SPC-3 6.9.4",
		"The default values have the same pages and lengths as the current values.") },
	{ TEST_OF(saved, "page-control.saved", "SPC-3 6.9.5",
		"A drive that saves no pages refuses saved values with 5/39/00.") },
	{ TEST_OF(each_alone, "pages.alone", "SPC-3 6.9.1",
		"Each listed page can be asked for alone, and is the same.") },
	{ TEST_OF(unknown_page, "page.unknown", "SPC-3 6.9.1",
		"A page that the drive has not is an invalid field in the CDB.") },
	{ TEST_OF(allocation, "allocation-length", "SPC-3 4.3.4.6",
		"A short allocation length cuts the reply; the length field still tells all.") },
	{ TEST_OF(capabilities_length, "page-2a.write-speeds", "MMC-3: page 2Ah",
		"Page 2Ah holds as many write speed descriptors as it counts, fastest first.") },
	{ TEST_OF(capabilities_agree, "page-2a.agrees", "MMC-3: page 2Ah, MMC-6: Profile List",
		"Page 2Ah claims to write what the profile list claims, and the same tray.") },
	{ TEST_OF(capabilities_fixed, "page-2a.fixed", "MMC-3: page 2Ah",
		"Nothing in page 2Ah is changeable.") },
	{ TEST_OF(default_write_type, "page-05.default-type",
		  "MMC-6: write parameters mode page (05h)",
		  "The default write type is one that the medium inside takes."),
		.needs = NEEDS_WRITABLE | NEEDS_SEQUENTIAL },
	{ TEST_OF(write_parameters, "page-05", "MMC-6: page 05h",
		  "With CD Track at Once current, page 05h is there with defined values."),
		.feature = 0x002d },
	{ TEST_OF(error_recovery, "page-01", "MMC-6: Random Readable, page 01h",
		"Where Random Readable sets PP, page 01h is there.") },
};

const struct suite suite_mode_sense = {
	.title = "MODE SENSE",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
