/* SPDX-License-Identifier: MIT */
/*
 * The layout of each feature's descriptor: its length, its version, its reserved bits, and whether it may
 * be persistent. Not tested: what the bits promise, which other suites judge.
 */
#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

#define ANY_LENGTH 0xff

struct layout {
	uint16_t code;
	uint8_t bytes;	     /* additional length, or ANY_LENGTH                       */
	uint8_t version_max; /* of MMC-6                                            */
	bool shall_persist;
	uint8_t used[28]; /* bits that MMC-6 defines in the feature's data            */
};

static const uint8_t *descriptor_of(struct judge *j, uint16_t code)
{
	uint8_t cdb[10] = { 0x46, 0x02 };
	const struct reply *r;

	put_be16(cdb + 2, code);
	put_be16(cdb + 7, 300);
	r = judge_fetch(j, cdb, sizeof cdb, 300);
	must_have(j, r, 8);
	if (be32(r->data) <= 4)
		judge_skip(j, "the drive does not list feature %04Xh", (unsigned)code);
	must_have(j, r, 12);
	must_equal(j, be16(r->data + 8), code, "feature code");
	must_have(j, r, 12u + r->data[11]);
	return r->data + 8;
}

static void layout(struct judge *j)
{
	const struct layout *row = j->test->row;
	const uint8_t *p = descriptor_of(j, row->code);

	if (row->bytes == ANY_LENGTH)
		must_equal(j, p[3] % 4u, 0, "rest of the additional length by 4");
	else
		must_equal(j, p[3], row->bytes, "additional length");
	must_hold(j, bits(p[2], 5, 2) <= row->version_max, "version %u, MMC-6 has %u",
		bits(p[2], 5, 2), (unsigned)row->version_max);
	if (row->shall_persist)
		must_equal(j, bits(p[2], 1, 1), 1, "Persistent");
	for (unsigned i = 0; row->bytes != ANY_LENGTH && i < row->bytes; i++)
		must_equal(j, p[4 + i] & (uint8_t)~row->used[i], 0,
			"reserved bits of the feature's data");
}

#define LAYOUT(name, ...)                                                                            \
	{                                                                                            \
		.id = "mmc.get-configuration.layout." name, .clause = "MMC-6: features",             \
		.text = "The feature's descriptor has its length, a version that exists, and zeros " \
			"where bits are reserved.",                                                  \
		.run = layout, .row = &(const struct layout)                                         \
		{                                                                                    \
			__VA_ARGS__                                                                  \
		}                                                                                    \
	}

static const struct test tests[] = {
	LAYOUT("core", 0x0001, 8, 2, true, { 0xff, 0xff, 0xff, 0xff, 0x03 }),
	LAYOUT("morphing", 0x0002, 4, 1, true, { 0x03 }),
	LAYOUT("removable-medium", 0x0003, 4, 2, true, { 0xff }),
	LAYOUT("write-protect", 0x0004, 4, 2, false, { 0x0f }),
	LAYOUT("random-readable", 0x0010, 8, 0, false,
		{ 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01 }),
	LAYOUT("multi-read", 0x001d, 0, 0, false, { 0 }),
	LAYOUT("cd-read", 0x001e, 4, 2, false, { 0x83 }),
	LAYOUT("dvd-read", 0x001f, 4, 2, false, { 0x01, 0, 0x03 }),
	LAYOUT("random-writable", 0x0020, 12, 1, false,
		{ 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01 }),
	LAYOUT("incremental-streaming-writable", 0x0021, ANY_LENGTH, 3, false, { 0 }),
	LAYOUT("sector-erasable", 0x0022, 0, 0, false, { 0 }),
	LAYOUT("formattable", 0x0023, 8, 2, false, { 0x0f, 0x80, 0, 0, 0x01 }),
	LAYOUT("defect-management", 0x0024, 4, 1, false, { 0x80 }),
	LAYOUT("restricted-overwrite", 0x0026, 0, 0, false, { 0 }),
	LAYOUT("cd-rw-cav-write", 0x0027, 4, 0, false, { 0 }),
	LAYOUT("dvd-plus-rw", 0x002a, 4, 1, false, { 0x01, 0x03 }),
	LAYOUT("dvd-plus-r", 0x002b, 4, 0, false, { 0x01 }),
	LAYOUT("rigid-restricted-overwrite", 0x002c, 4, 0, false, { 0x0f }),
	LAYOUT("track-at-once", 0x002d, 4, 2, false, { 0x5f, 0, 0xff, 0xff }),
	LAYOUT("cd-mastering", 0x002e, 4, 1, false, { 0x7f, 0xff, 0xff, 0xff }),
	LAYOUT("dvd-minus-r-rw-write", 0x002f, 4, 2, false, { 0x4e }),
	LAYOUT("cd-rw-media-write-support", 0x0037, 4, 0, false, { 0, 0xff }),
	LAYOUT("dvd-plus-r-dl", 0x003b, 4, 0, false, { 0x01 }),
	LAYOUT("bd-read", 0x0040, 28, 0, false,
		{ 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
			0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
			0xff }),
	LAYOUT("bd-write", 0x0041, ANY_LENGTH, 0, false, { 0 }),
	LAYOUT("power-management", 0x0100, 0, 0, true, { 0 }),
	LAYOUT("cd-analog-play", 0x0103, 4, 0, false, { 0x07, 0, 0xff, 0xff }),
	LAYOUT("firmware-upgrade", 0x0104, 4, 1, false, { 0x01 }),
	LAYOUT("timeout", 0x0105, 4, 1, true, { 0x01, 0, 0xff, 0xff }),
	LAYOUT("dvd-css", 0x0106, 4, 0, false, { 0, 0, 0, 0xff }),
	LAYOUT("real-time-streaming", 0x0107, 4, 5, false, { 0x1f }),
	LAYOUT("serial-number", 0x0108, ANY_LENGTH, 0, true, { 0 }),
	LAYOUT("disc-control-blocks", 0x010a, ANY_LENGTH, 0, false, { 0 }),
	LAYOUT("firmware-information", 0x010c, 16, 0, true,
		{ 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f,
			0x7f, 0, 0 }),
};

const struct suite suite_features = {
	.title = "Layout of features",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
