/* SPDX-License-Identifier: MIT */
/*
 * GET PERFORMANCE, and that it agrees with mode page 2Ah. Not tested: exceptions, defect status;
 * whether the drive really is as fast (that needs a burn).
 */
#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

#define MOST 64

static const struct reply *performance(
	struct judge *j, uint8_t data_type, uint8_t type, unsigned maximum)
{
	const struct reply *r =
		judge_fetch(j, CDB(0xac, data_type, 0, 0, 0, 0, 0, 0, 0, (uint8_t)maximum, type, 0),
			8 + 16 * MOST);

	must_have(j, r, 8);
	return r;
}

/* The write speed descriptors, judged to be whole; *ret_count of them. */
static const uint8_t *write_speeds(struct judge *j, unsigned *ret_count)
{
	const struct reply *r = performance(j, 0, 0x03, MOST);
	const uint32_t length = be32(r->data);

	must_hold(j, length >= 4 && (length - 4) % 16 == 0 && length <= 4 + 16 * MOST,
		"write speed data length %u is not 4 + 16 per descriptor", length);
	must_have_moved(j, r, length + 4);
	must_equal(j, be32(r->data + 4), 0, "reserved bytes of the header");
	*ret_count = (length - 4) / 16;
	return r->data + 8;
}

static void speeds_layout(struct judge *j)
{
	unsigned count;
	const uint8_t *p = write_speeds(j, &count);

	must_hold(j, count > 0, "no write speed for a medium that can be written");
	for (size_t i = 0; i < count; i++, p += 16) {
		must_equal(j, bits(p[0], 7, 5), 0, "reserved bits 7-5 of a write speed descriptor");
		must_hold(j, bits(p[0], 4, 3) <= 1, "rotation control %u is reserved",
			bits(p[0], 4, 3));
		must_equal(j, be24(p + 1), 0, "reserved bytes of a write speed descriptor");
		must_hold(j, be32(p + 12) > 0, "write speed 0");
	}
}

static void speeds_descending(struct judge *j)
{
	unsigned count;
	const uint8_t *p = write_speeds(j, &count);

	for (size_t i = 1; i < count; i++)
		must_hold(j, be32(p + 16 * i + 12) < be32(p + 16 * i - 4),
			"write speed %u follows %u", be32(p + 16 * i + 12), be32(p + 16 * i - 4));
}

static void speeds_end(struct judge *j)
{
	unsigned count;
	const uint8_t *p = write_speeds(j, &count);

	for (size_t i = 0; i < count; i++) {
		must_equal(j, be32(p + 16 * i + 4), be32(p + 4),
			"end LBA of a write speed descriptor and of the first");
		if (!facts_is_random(&j->facts))
			must_hold(j, be32(p + 16 * i + 4) > j->facts.last_lba,
				"end LBA %u lies before what is recorded", be32(p + 16 * i + 4));
	}
}

static void speeds_end_at_capacity(struct judge *j)
{
	unsigned count;
	const uint8_t *p = write_speeds(j, &count);

	for (size_t i = 0; i < count; i++)
		must_equal(
			j, be32(p + 16 * i + 4), j->facts.last_lba, "end LBA and READ CAPACITY's");
}

static void maximum(struct judge *j)
{
	unsigned count;
	const uint8_t *all = write_speeds(j, &count);
	const struct reply *one = performance(j, 0, 0x03, 1);
	const struct reply *none = performance(j, 0, 0x03, 0);

	if (count < 1)
		judge_skip(j, "the drive has no write speed for this medium");
	must_have_moved(j, one, 8 + 16);
	must_match(j, one->data + 8, all, 16, "the one descriptor");
	must_have_moved(j, none, 8);
	must_equal(j, be32(one->data), 4 + 16 * count,
		"write speed data length with room for one descriptor");
	must_equal(
		j, be32(none->data), 4 + 16 * count, "write speed data length with room for none");
}

static const uint8_t *nominal(struct judge *j, uint8_t data_type, unsigned *ret_count)
{
	const struct reply *r = performance(j, data_type, 0x00, MOST);
	const uint32_t length = be32(r->data);

	must_hold(j, length >= 4 && (length - 4) % 16 == 0 && length <= 4 + 16 * MOST,
		"performance data length %u is not 4 + 16 per descriptor", length);
	must_equal(j, bits(r->data[4], 1, 1), bits(data_type, 2, 2), "Write, as it was asked");
	must_equal(j, bits(r->data[4], 0, 0), 0, "Except");
	*ret_count = (length - 4) / 16;
	must_hold(j, *ret_count > 0, "no nominal performance descriptor");
	return r->data + 8;
}

static void check_covers(struct judge *j, uint8_t data_type)
{
	unsigned count;
	const uint8_t *p = nominal(j, data_type, &count);
	uint32_t next = 0;

	for (size_t i = 0; i < count; i++, p += 16) {
		must_hold(j, be32(p) == next || (i > 0 && be32(p) == next - 1),
			"a descriptor starts at %u, the one before ends at %u", be32(p), next - 1);
		must_hold(j, be32(p + 8) >= be32(p), "a descriptor from %u to %u", be32(p),
			be32(p + 8));
		must_hold(j, be32(p + 4) > 0 && be32(p + 12) > 0, "performance 0");
		next = be32(p + 8) + 1;
	}
}

static void nominal_read(struct judge *j)
{
	check_covers(j, 0x10);
}

static void nominal_write(struct judge *j)
{
	check_covers(j, 0x14);
}

static void tolerance(struct judge *j)
{
	unsigned count;

	nominal(j, 0x00, &count);
	nominal(j, 0x04, &count);
}

/* The top of the nominal write curve is the selected speed, which is one of those offered. */
static void selected_is_offered(struct judge *j)
{
	unsigned count, speed_count;
	const uint8_t *p = nominal(j, 0x14, &count), *speeds = write_speeds(j, &speed_count);
	uint32_t top = 0;
	bool found = false;

	for (size_t i = 0; i < count; i++) {
		top = be32(p + 16 * i + 4) > top ? be32(p + 16 * i + 4) : top;
		top = be32(p + 16 * i + 12) > top ? be32(p + 16 * i + 12) : top;
	}
	for (size_t i = 0; i < speed_count; i++)
		found = found || be32(speeds + 16 * i + 12) == top;
	must_hold(j, found, "nominal write performance %u is none of the write speeds", top);
}

static void agrees_with_page_2a(struct judge *j)
{
	unsigned count;
	const uint8_t *p = write_speeds(j, &count), *page;
	size_t bytes;

	page = scene_mode_page(j, 0x2a, 0, &bytes);
	if (!page || bytes < 32)
		judge_skip(j, "the drive has no page 2Ah, which MMC-6 calls legacy");
	must_equal(j, be16(page + 30), count, "number of write speeds in page 2Ah");
	for (size_t i = 0; i < count && 36 + 4u * i <= bytes; i++) {
		const uint32_t speed = be32(p + 16 * i + 12);
		must_equal(j, be16(page + 32 + 4 * i + 2), speed > 0xffff ? 0xffff : speed,
			"write speed in page 2Ah");
		must_equal(j, bits(page[32 + 4 * i + 1], 1, 0), bits(p[16 * i], 4, 3),
			"rotation control in page 2Ah");
	}
}

static void reserved_type(struct judge *j)
{
	must_refuse(j, judge_fetch(j, CDB(0xac, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 0), 24), 5, 0x24,
		0x00);
}

static void buffer_capacity(struct judge *j)
{
	const struct reply *r = judge_fetch(j, CDB(0x5c, 0, 0, 0, 0, 0, 0, 0, 12, 0), 12);

	must_have(j, r, 12);
	must_equal(j, be16(r->data), 0x0a, "data length");
	must_equal(j, bits(r->data[3], 0, 0), 0, "Block");
	must_hold(j, be32(r->data + 4) > 0, "a buffer of no bytes");
	must_hold(j, be32(r->data + 8) <= be32(r->data + 4), "%u of %u buffer bytes are free",
		be32(r->data + 8), be32(r->data + 4));
}

#define TEST_OF(function, name, what)                                             \
	.id = "mmc.get-performance." name, .clause = "MMC-5 6.8", .text = (what), \
	.run = (function), .feature = 0x0107

static const struct test tests[] = {
	{ TEST_OF(speeds_layout, "write-speed.layout",
		  "Write speed descriptors are 16 bytes each, with defined rotation control."),
		.needs = NEEDS_WRITABLE },
	{ TEST_OF(speeds_descending, "write-speed.descending",
		  "Write speed descriptors come fastest first, each speed once."),
		.needs = NEEDS_WRITABLE },
	{ TEST_OF(speeds_end, "write-speed.end-lba",
		  "The end LBA of all write speed descriptors is the same, and not before what is recorded."),
		.needs = NEEDS_WRITABLE },
	{ TEST_OF(speeds_end_at_capacity, "write-speed.end-lba.random",
		  "Where READ CAPACITY tells the last block, write speed descriptors end there."),
		.needs = NEEDS_WRITABLE | NEEDS_RANDOM },
	{ TEST_OF(maximum, "maximum-descriptors",
		  "The maximum number of descriptors cuts the reply; the length still tells all."),
		.needs = NEEDS_WRITABLE },
	{ TEST_OF(nominal_read, "nominal.read",
		  "Nominal read performance covers the medium from 0 on without a gap."),
		.needs = NEEDS_MEDIUM },
	{ TEST_OF(nominal_write, "nominal.write",
		  "Nominal write performance covers the medium from 0 on without a gap."),
		.needs = NEEDS_WRITABLE },
	{ TEST_OF(tolerance, "tolerance-zero",
		  "Hosts that send tolerance 00b get the nominal performance as well."),
		.level = LEVEL_RECOMMENDED, .needs = NEEDS_WRITABLE },
	{ TEST_OF(selected_is_offered, "nominal.write.offered",
		  "The highest nominal write performance is one of the write speeds offered."),
		.needs = NEEDS_WRITABLE },
	{ TEST_OF(agrees_with_page_2a, "write-speed.page-2a",
		  "Mode page 2Ah lists the same write speeds and rotation controls."),
		.needs = NEEDS_WRITABLE },
	{ TEST_OF(reserved_type, "type.reserved",
		"A reserved type is an invalid field in the CDB.") },
	{ .id = "mmc.read-buffer-capacity.bytes",
		.clause = "MMC-6: READ BUFFER CAPACITY",
		.text = "READ BUFFER CAPACITY tells a buffer, and no more free than there is.",
		.run = buffer_capacity,
		.needs = NEEDS_WRITABLE,
		.feature = 0x0107 },
};

const struct suite suite_performance = {
	.title = "Performance and buffer",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
