/* SPDX-License-Identifier: MIT */
/* INQUIRY. Not tested: the contents of optional vital product data pages other than 00h and 80h. */
#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

static const struct scene_reply standard = {
	.cdb = { 0x12, 0, 0, 0, 0, 0 },
	.cdb_bytes = 6,
	.allocation_at = 4, /* byte 3 counts only for drives with INQ2 in feature 0001h */
	.allocation_bytes = 1,
	.length_at = 4,
	.length_bytes = 1,
	.before = 5,
};

static void fields(struct judge *j)
{
	const struct reply *r = scene_whole(j, &standard, 36);

	must_equal(j, bits(r->data[0], 7, 5), 0x00, "peripheral qualifier");
	must_equal(j, bits(r->data[0], 4, 0), 0x05, "peripheral device type");
	must_equal(j, bits(r->data[1], 7, 7), 1, "RMB (removable medium)");
	must_equal(j, bits(r->data[3], 3, 0), 0x02, "response data format");
}

static void check_text(struct judge *j, const uint8_t *p, size_t bytes, const char *what)
{
	for (size_t i = 0; i < bytes; i++)
		must_hold(j, p[i] >= 0x20 && p[i] <= 0x7e, "%s: byte %zu is %02Xh, no ASCII text",
			what, i, (unsigned)p[i]);
	must_hold(j, p[0] != ' ', "%s is not left-aligned", what);
}

static void text(struct judge *j)
{
	const struct reply *r = scene_whole(j, &standard, 36);

	check_text(j, r->data + 8, 8, "vendor identification");
	check_text(j, r->data + 16, 16, "product identification");
	check_text(j, r->data + 32, 4, "product revision level");
}

static void allocation(struct judge *j)
{
	scene_judge_allocation(j, &standard);
}

static void page_without_evpd(struct judge *j)
{
	must_refuse(j, judge_fetch(j, CDB(0x12, 0, 0x80, 0, 96, 0), 96), 5, 0x24, 0x00);
}

static void unknown_page(struct judge *j)
{
	/* 7Fh: past the last ASCII page, not assigned by SPC-3 7.6. */
	must_refuse(j, judge_fetch(j, CDB(0x12, 0x01, 0x7f, 0, 96, 0), 96), 5, 0x24, 0x00);
}

static void page_list(struct judge *j)
{
	const struct reply *list = judge_fetch(j, CDB(0x12, 0x01, 0, 0, 255, 0), 255);
	unsigned last = 0;

	if (judge_sense_is(list, 5, 0x24, 0x00))
		judge_skip(j, "the drive has no vital product data");
	must_have(j, list, 5);
	must_equal(j, list->data[1], 0x00, "page code of page 00h");
	must_equal(j, list->data[4], 0x00, "first page in the list");
	for (unsigned i = 1; i < list->data[3]; i++) {
		const uint8_t page = list->data[4 + i];
		const struct reply *r = judge_fetch(j, CDB(0x12, 0x01, page, 0, 255, 0), 255);
		must_hold(j, page > last, "page %02Xh follows page %02Xh", (unsigned)page, last);
		must_have(j, r, 4);
		must_equal(j, r->data[1], page, "page code of a listed page");
		must_equal(j, bits(r->data[0], 4, 0), 0x05, "device type in a listed page");
		last = page;
	}
}

static void before_unit_attention(struct judge *j)
{
	const struct reply *r;

	must_have(j, judge_fetch(j, CDB(0x12, 0, 0, 0, 36, 0), 36), 36);
	r = judge_send(j, CDB(0x00, 0, 0, 0, 0, 0));
	must_hold(j, r->status == 0x02 && (r->sense[2] & 0x0f) == 0x06,
		"INQUIRY took the unit attention away: TEST UNIT READY no longer reports it");
}

static const struct test tests[] = {
	{
		.id = "mmc.inquiry.standard.fields",
		.clause = "SPC-3 6.4.2, MMC-6: INQUIRY",
		.text = "Standard INQUIRY data is of an MM device: device type 05h, removable, format 2.",
		.run = fields,
	},
	{
		.id = "mmc.inquiry.standard.text",
		.clause = "SPC-3 4.4.1",
		.text = "Vendor, product and revision are left-aligned ASCII, filled with spaces.",
		.run = text,
	},
	{
		.id = "mmc.inquiry.allocation-length",
		.clause = "SPC-3 4.3.4.6",
		.text = "A short allocation length cuts the reply and changes nothing in it.",
		.run = allocation,
	},
	{
		.id = "mmc.inquiry.page-code.without-evpd",
		.clause = "SPC-3 6.4.1",
		.text = "A page code with EVPD 0 is an invalid field in the CDB.",
		.run = page_without_evpd,
	},
	{
		.id = "mmc.inquiry.evpd.unknown-page",
		.clause = "SPC-3 6.4.1",
		.text = "A vital product data page that is not supported is an invalid field in the CDB.",
		.run = unknown_page,
	},
	{
		.id = "mmc.inquiry.evpd.page-list",
		.clause = "SPC-3: page 00h",
		.text = "Page 00h lists the supported pages in ascending order and each of them can be read.",
		.run = page_list,
	},
	{
		.id = "mmc.inquiry.passes-unit-attention",
		.clause = "SAM-4: unit attention, SPC-3 6.4.1",
		.text = "INQUIRY is carried out with a unit attention pending and leaves it pending.",
		.run = before_unit_attention,
		.needs = NEEDS_POWER_ON,
	},
};

const struct suite suite_inquiry = {
	.title = "INQUIRY",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
