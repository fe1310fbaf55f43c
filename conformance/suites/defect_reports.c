/* SPDX-License-Identifier: MIT */
/*
 * What a drive tells of defective blocks: GET PERFORMANCE types 01h, 02h, 04h and 05h, SET STREAMING
 * type 05h. Not tested: that what is told is so, which would take a disc with known defects.
 */
#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

#define DESCRIPTORS_MAX 31 /* one transfer, however large they are */
#define ROOM		(8 + DESCRIPTORS_MAX * 2048)

/* All descriptors that the medium has, each of @bytes; *ret_count of them. */
static const uint8_t *descriptors(
	struct judge *j, uint8_t data_type, uint8_t type, uint32_t bytes, uint32_t *ret_count)
{
	const struct reply *r = judge_fetch(
		j, CDB(0xac, data_type, 0, 0, 0, 0, 0, 0, 0, DESCRIPTORS_MAX, type, 0), ROOM);
	const uint32_t length = be32(r->data);

	must_have(j, r, 8);
	must_hold(j, length >= 4 && (length - 4) % bytes == 0,
		"performance data length %u is not 4 + %u per descriptor", length, bytes);
	must_equal(j, be32(r->data + 4), 0, "reserved bytes of the header");
	*ret_count = (length - 4) / bytes;
	if (*ret_count > DESCRIPTORS_MAX)
		*ret_count = DESCRIPTORS_MAX;
	must_have_moved(j, r, 8 + *ret_count * bytes);
	return r->data + 8;
}

static void unusable(struct judge *j)
{
	uint32_t count, next = 0;
	const uint8_t *p;

	for (uint8_t list = 0; list < 3; list++) {
		p = descriptors(j, list, 0x01, 8, &count);
		next = 0;
		for (uint32_t i = 0; i < count; i++, p += 8) {
			must_hold(j, be32(p) >= next, "block %u is told after block %u", be32(p),
				next);
			must_hold(j, be32(p + 4) > 0, "no unusable blocks from %u", be32(p));
			next = be32(p) + be32(p + 4);
		}
	}
}

static void defect_status(struct judge *j)
{
	const struct fact_feature *rigid = facts_feature(&j->facts, 0x002c);
	uint32_t count, blocks, next = 0;
	const uint8_t *p;

	if (!rigid || !bits(rigid->data[0], 2, 2))
		judge_skip(j, "the drive does not say DSDR (feature 002Ch)");
	blocks = scene_format(j, 0x10);
	p = descriptors(j, 0, 0x02, 2048, &count);
	must_hold(j, count > 0, "no defect status of a formatted medium");
	for (uint32_t i = 0; i < count; i++, p += 2048) {
		const uint32_t told = be32(p + 4) + 1 - be32(p);

		must_equal(j, be32(p), next, "start LBA of a defect status descriptor");
		must_equal(j, p[8], 16, "blocking factor of DVD-RW");
		must_equal(j, bits(p[9], 7, 3), 0, "reserved bits before the first bit offset");
		must_hold(j, be32(p + 4) >= be32(p) && told <= (2038u * 8 - p[9]) * 16,
			"blocks %u to %u do not fit into one descriptor", be32(p), be32(p + 4));
		next = be32(p + 4) + 1;
	}
	must_equal(j, next, blocks, "blocks whose defect status is told");
}

static const struct reply *set_zones(struct judge *j, const uint32_t *lbas, unsigned count)
{
	uint8_t list[8 + 8 * 2] = { 0 };
	const uint8_t bytes = (uint8_t)(8 + 8 * count);

	list[3] = bytes - 4;
	for (size_t i = 0; i < count; i++)
		put_be32(list + 8 + 8 * i, lbas[i]);
	return judge_push(j, CDB(0xb6, 0, 0, 0, 0, 0, 0, 0, 5, 0, bytes, 0), list, bytes);
}

static void zones(struct judge *j)
{
	static const uint32_t lbas[2] = { 0, 0x4000 };
	const uint8_t told = facts_feature(&j->facts, 0x0029)->data[1];
	const uint8_t *p;
	uint32_t count;

	if (!told)
		judge_skip(j, "the drive has no DBI cache zones");
	for (unsigned wanted = told > 1 ? 2 : 1; wanted > 0; wanted--) {
		must_be_good(j, set_zones(j, lbas, wanted));
		p = descriptors(j, 0, 0x05, 8, &count);
		must_equal(j, count, wanted, "DBI cache zones");
		for (size_t i = 0; i < wanted; i++)
			must_equal(j, be32(p + 8 * i), lbas[i], "start of a DBI cache zone");
	}
}

static void dbi(struct judge *j)
{
	static const uint32_t whole = 0;
	const uint8_t *p;
	uint32_t count;

	if (facts_feature(&j->facts, 0x0029)->data[1])
		must_be_good(j, set_zones(j, &whole, 1));
	p = descriptors(j, 0, 0x04, 8, &count);
	for (size_t i = 1; i < count; i++)
		must_hold(j, be32(p + 8 * i) > be32(p + 8 * (i - 1)),
			"defect at %u is told after that at %u", be32(p + 8 * i),
			be32(p + 8 * (i - 1)));
}

#define TEST_OF(function, name, of, what) \
	.id = "mmc.get-performance." name, .clause = (of), .text = (what), .run = (function)

static const struct test tests[] = {
	{ TEST_OF(unusable, "unusable-area", "MMC-6: GET PERFORMANCE, type 01h",
		  "What cannot be used is told in rising runs of blocks, by kind."),
		.level = LEVEL_RECOMMENDED, .feature = 0x0024, .needs = NEEDS_MEDIUM },
	{ TEST_OF(defect_status, "defect-status", "MMC-6: GET PERFORMANCE, type 02h",
		  "Defect status covers formatted DVD-RW from block 0 to its end without a gap."),
		.feature = 0x0023, .profile = 0x0014, .needs = NEEDS_BLANK,
		.effect = EFFECT_CLOSES },
	{ TEST_OF(zones, "dbi-cache-zones", "MMC-6: GET PERFORMANCE, type 05h; SET STREAMING",
		  "The zones that SET STREAMING set are the zones that are told."),
		.feature = 0x0029, .needs = NEEDS_MEDIUM, .effect = EFFECT_SETTINGS },
	{ TEST_OF(dbi, "dbi", "MMC-6: GET PERFORMANCE, type 04h",
		  "Defective block information is 8 bytes a block, in rising order."),
		.feature = 0x0029, .needs = NEEDS_MEDIUM, .effect = EFFECT_SETTINGS },
};

const struct suite suite_defect_reports = {
	.title = "Defective blocks",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
