/* SPDX-License-Identifier: MIT */
/*
 * SET STREAMING and SET CD SPEED: what is chosen shows in GET PERFORMANCE. Not tested: whether the
 * drive then is as fast; the read half, which many drives ignore.
 */
#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

#define MOST 32u

static unsigned offered(struct judge *j, uint32_t *speeds)
{
	const struct reply *r =
		judge_fetch(j, CDB(0xac, 0, 0, 0, 0, 0, 0, 0, 0, MOST, 0x03, 0), 8 + 16 * MOST);
	unsigned count;

	must_have(j, r, 8);
	count = (be32(r->data) - 4) / 16;
	if (count == 0)
		judge_skip(j, "the drive offers no write speed for this medium");
	for (size_t i = 0; i < count && i < MOST; i++)
		speeds[i] = be32(r->data + 8 + 16 * i + 12);
	return count < MOST ? count : MOST;
}

/* The highest speed of the nominal write performance, which is that of the selected speed. */
static uint32_t selected(struct judge *j)
{
	const struct reply *r =
		judge_fetch(j, CDB(0xac, 0x14, 0, 0, 0, 0, 0, 0, 0, MOST, 0x00, 0), 8 + 16 * MOST);
	uint32_t top = 0;

	must_have(j, r, 8 + 16);
	for (uint32_t at = 8; at + 16 <= be32(r->data) + 4 && at + 16 <= r->asked_bytes; at += 16) {
		const uint32_t first = be32(r->data + at + 4), last = be32(r->data + at + 12);
		top = first > top ? first : top;
		top = last > top ? last : top;
	}
	return top;
}

static const struct reply *set_streaming(struct judge *j, uint8_t flags, uint32_t write_kBps)
{
	uint8_t p[28] = { flags };

	put_be32(p + 8, j->facts.write_speed_count ? j->facts.write_speeds[0].end_lba : 0);
	put_be32(p + 12, write_kBps);
	put_be32(p + 16, 1000);
	put_be32(p + 20, write_kBps);
	put_be32(p + 24, 1000);
	return judge_push(j, CDB(0xb6, 0, 0, 0, 0, 0, 0, 0, 0, 0, sizeof p, 0), p, sizeof p);
}

/* RDD: back to the drive's defaults. */
static void restore(struct judge *j)
{
	must_be_good(j, set_streaming(j, 0x04, 0));
}

static void chooses(struct judge *j)
{
	uint32_t speeds[MOST];
	const unsigned count = offered(j, speeds);

	for (size_t i = 0; i < count; i++) {
		must_be_good(j, set_streaming(j, 0, speeds[i]));
		must_equal(j, selected(j), speeds[i], "nominal write performance after choosing");
	}
	restore(j);
}

static void rounds_down(struct judge *j)
{
	uint32_t speeds[MOST];
	const unsigned count = offered(j, speeds);

	for (size_t i = 0; i < count; i++) {
		must_be_good(j, set_streaming(j, 0, speeds[i] + 1));
		must_equal(j, selected(j), speeds[i], "speed chosen by asking for 1 kB/s more");
	}
	must_be_good(j, set_streaming(j, 0, 1));
	must_equal(j, selected(j), speeds[count - 1], "speed chosen by asking for 1 kB/s");
	must_be_good(j, set_streaming(j, 0, 0x10000000));
	must_equal(j, selected(j), speeds[0], "speed chosen by asking for the most");
	restore(j);
}

static void defaults(struct judge *j)
{
	uint32_t speeds[MOST], before;
	const unsigned count = offered(j, speeds);

	restore(j);
	before = selected(j);
	must_be_good(j, set_streaming(j, 0, speeds[count - 1]));
	restore(j);
	must_equal(j, selected(j), before, "nominal write performance after RDD");
}

static void length(struct judge *j)
{
	static const uint8_t p[27] = { 0 };

	must_refuse(j, judge_push(j, CDB(0xb6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 27, 0), p, 27), 5, 0x1a,
		0x00);
}

static void reserved_type(struct judge *j)
{
	static const uint8_t p[28] = { 0 };

	must_refuse(j, judge_push(j, CDB(0xb6, 0, 0, 0, 0, 0, 0, 0, 0x7f, 0, 28, 0), p, 28), 5,
		0x24, 0x00);
}

static void offer_unchanged(struct judge *j)
{
	uint32_t before[MOST], after[MOST];
	const unsigned count = offered(j, before);

	must_be_good(j, set_streaming(j, 0, before[count - 1]));
	must_equal(j, offered(j, after), count, "number of write speeds after choosing one");
	for (size_t i = 0; i < count; i++)
		must_equal(j, after[i], before[i], "write speed after choosing another");
	restore(j);
}

static void cd_speed(struct judge *j)
{
	uint32_t speeds[MOST];
	const unsigned count = offered(j, speeds);
	const uint32_t slow = speeds[count - 1];

	must_be_good(j, judge_send(j, CDB(0xbb, 0, 0xff, 0xff, (uint8_t)(slow >> 8), (uint8_t)slow,
					      0, 0, 0, 0, 0, 0)));
	must_equal(j, selected(j), slow, "nominal write performance after SET CD SPEED");
	must_be_good(j, judge_send(j, CDB(0xbb, 0, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0)));
	must_equal(j, selected(j), speeds[0], "nominal write performance after asking for FFFFh");
}

/* READ (12) and WRITE (12) with Streaming. */
static void streaming_read(struct judge *j)
{
	uint32_t lba;
	const uint8_t *data = scene_write_somewhere(j, 64, &lba);
	uint8_t cdb[12] = { 0xa8 };
	const struct reply *r;

	put_be32(cdb + 2, lba + 16);
	put_be32(cdb + 6, 32);
	cdb[10] = 0x80;
	r = judge_fetch(j, cdb, sizeof cdb, (size_t)32 * SCENE_BLOCK_BYTES);
	must_have(j, r, (size_t)32 * SCENE_BLOCK_BYTES);
	must_match(j, r->data, data + (size_t)16 * SCENE_BLOCK_BYTES,
		(size_t)32 * SCENE_BLOCK_BYTES, "what was read while streaming");
}

static void streaming_write(struct judge *j)
{
	const struct fact_feature *streaming = facts_feature(&j->facts, 0x0107);
	const uint32_t lba = facts_is_random(&j->facts) ? 0 : scene_writable_track(j).nwa_lba;
	const uint8_t *data = scene_fill(j, lba, 96, 1);
	uint8_t cdb[12] = { 0xaa };
	const struct reply *r;

	if (!(streaming->data[0] & 0x01))
		judge_skip(j, "Real-Time Streaming does not claim SW");
	cdb[9] = 32;
	cdb[10] = 0x80;
	for (uint32_t at = 0; at < 96; at += 32) {
		put_be32(cdb + 2, lba + at);
		must_be_good(j, judge_push(j, cdb, sizeof cdb, data + (size_t)at * 2048,
					(size_t)32 * 2048));
	}
	scene_synchronize(j);
	r = scene_read_10(j, lba + 32, 32);
	must_have(j, r, (size_t)32 * SCENE_BLOCK_BYTES);
	must_match(j, r->data, data + (size_t)32 * SCENE_BLOCK_BYTES,
		(size_t)32 * SCENE_BLOCK_BYTES, "what was written while streaming");
}

#define TEST_OF(function, name, what)                                                      \
	.id = "mmc.set-streaming." name, .clause = "MMC-6: SET STREAMING", .text = (what), \
	.run = (function), .effect = EFFECT_SETTINGS, .feature = 0x0107

static const struct test tests[] = {
	{ TEST_OF(chooses, "chooses",
		  "Each write speed that is offered can be chosen, and then is the nominal performance."),
		.needs = NEEDS_WRITABLE },
	{ TEST_OF(rounds_down, "rounds-down",
		  "A speed between two is the lower one, below all the lowest, above all the highest."),
		.needs = NEEDS_WRITABLE },
	{ TEST_OF(defaults, "restore-defaults",
		  "RDD takes the drive back to the speed it had by default."),
		.needs = NEEDS_WRITABLE },
	{ TEST_OF(offer_unchanged, "offer-unchanged",
		  "Choosing a speed does not change which speeds are offered."),
		.needs = NEEDS_WRITABLE },
	{ TEST_OF(length, "length",
		"A parameter list of other than 28 bytes is a parameter list length error.") },
	{ TEST_OF(reserved_type, "type.reserved",
		"A reserved type is an invalid field in the CDB.") },
	{ .id = "mmc.streaming.read",
		.clause = "MMC-6: READ (12), Streaming",
		.text = "READ (12) with Streaming gives what READ (10) gives.",
		.run = streaming_read,
		.effect = EFFECT_WRITES,
		.feature = 0x0107,
		.needs = NEEDS_WRITABLE },
	{ .id = "mmc.streaming.write",
		.clause = "MMC-6: WRITE (12), Streaming",
		.text = "What WRITE (12) with Streaming wrote is read back.",
		.run = streaming_write,
		.effect = EFFECT_WRITES,
		.feature = 0x0107,
		.needs = NEEDS_WRITABLE | NEEDS_NOT_CD },
	{ .id = "mmc.set-cd-speed.chooses",
		.clause = "MMC-6: SET CD SPEED",
		.text = "SET CD SPEED chooses the write speed of a CD; FFFFh is the highest.",
		.run = cd_speed,
		.effect = EFFECT_SETTINGS,
		.feature = 0x0107,
		.needs = NEEDS_WRITABLE | NEEDS_CD },
};

const struct suite suite_streaming = {
	.title = "Choosing speeds",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
