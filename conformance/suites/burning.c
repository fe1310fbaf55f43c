/* SPDX-License-Identifier: MIT */
/*
 * Burning: at every speed, at the rim of the disc, in random sequences, with questions in between. Long runs and floods
 * are in long_runs.c, pauses in underrun.c. Not tested: whole discs.
 */
#include <string.h>

#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

#define CHUNK	    16u
#define MOST_SPEEDS 24
#define STEPS	    60u
#define REGION	    256u /* blocks that a random sequence works on */

/* To time, after the buffer is full: 6.5 MB; simulated time has no noise. */
static uint32_t speed_chunks(const struct judge *j)
{
	return j->device->is_simulated ? 60 : 200;
}

/* Nobody looks at what is written for its speed: zeros cost a virtual disc of DVD or Blu-ray no memory. */
static uint8_t *any_chunk(struct judge *j)
{
	return judge_alloc(j, (size_t)CHUNK * SCENE_BLOCK_BYTES);
}

static uint32_t first_place(struct judge *j)
{
	if (facts_is_random(&j->facts))
		return 0;
	if (facts_is_cd(&j->facts))
		scene_prepare_cd(j);
	return scene_writable_track(j).nwa_lba;
}

static void choose_speed(struct judge *j, uint32_t kBps)
{
	uint8_t list[28] = { 0 };

	put_be32(list + 8, j->facts.write_speeds[0].end_lba);
	put_be32(list + 12, kBps);
	put_be32(list + 16, 1000);
	put_be32(list + 20, kBps);
	put_be32(list + 24, 1000);
	must_be_good(j, judge_push(j, CDB(0xb6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 28, 0), list, 28));
}

#define READING 0x10 /* data types of nominal performance, type 00h */
#define WRITING 0x14

/* What the drive itself says for this address: nominal performance. */
static uint32_t promised_kBps(struct judge *j, uint8_t data_type, uint32_t lba)
{
	const struct reply *r = judge_fetch(j,
		CDB(0xac, data_type, 0, 0, 0, 0, 0, 0, 0, MOST_SPEEDS, 0, 0), 8 + 16 * MOST_SPEEDS);
	const uint8_t *p;

	must_have(j, r, 24);
	for (size_t at = 8; at + 16 <= be32(r->data) + 4u && at + 16 <= r->asked_bytes; at += 16) {
		p = r->data + at;
		if (lba < be32(p) || lba > be32(p + 8) || be32(p + 8) == be32(p))
			continue;
		return be32(p + 4) + (uint32_t)(((int64_t)be32(p + 12) - be32(p + 4)) *
						(int64_t)(lba - be32(p)) / (be32(p + 8) - be32(p)));
	}
	judge_skip(j, "nominal performance does not cover block %u", lba);
}

/* What the drive takes before it has to record: its whole buffer and a quarter more. */
static uint32_t chunks_to_fill_buffer(struct judge *j)
{
	const struct reply *r = judge_fetch(j, CDB(0x5c, 0, 0, 0, 0, 0, 0, 0, 12, 0), 12);

	must_have(j, r, 12);
	return be32(r->data + 4) / (CHUNK * SCENE_BLOCK_BYTES) * 5 / 4 + 1;
}

/*
 * Writes on from @lba; returns the kB/s of the middle 80 % of speed_chunks. The @fill chunks before do not
 * count: the drive may calibrate itself while it takes them.
 */
static uint32_t measured_kBps(struct judge *j, uint32_t lba, uint32_t fill, uint8_t *data)
{
	const uint32_t chunks = speed_chunks(j);
	uint64_t began_ns = 0, ended_ns = 0;

	for (uint32_t i = 0; i < fill + chunks; i++, lba += CHUNK) {
		if (i == fill + chunks / 10)
			began_ns = j->clock_ns;
		if (i == fill + chunks - chunks / 10)
			ended_ns = j->clock_ns;
		must_be_good(j, scene_stream(j, lba, CHUNK, data));
	}
	scene_synchronize(j);
	must_hold(j, ended_ns > began_ns, "writing takes no time");
	/* the speeds of CD count whole sectors: 176.4 kB/s are 75 of 2352 bytes */
	return (uint32_t)((uint64_t)chunks * 8 / 10 * CHUNK *
			  (facts_is_cd(&j->facts) ? 2352u : SCENE_BLOCK_BYTES) * 1000000u /
			  (ended_ns - began_ns));
}

static void write_speeds(struct judge *j)
{
	uint32_t lba = first_place(j);
	uint8_t *data = any_chunk(j);
	uint32_t fill, blocks;

	if (!j->device->is_simulated)
		judge_skip(j, "measured on the drive's own clock");
	fill = chunks_to_fill_buffer(j);
	blocks = (fill + speed_chunks(j)) * CHUNK;
	for (unsigned i = 0; i < j->facts.write_speed_count; i++) {
		const uint32_t set = j->facts.write_speeds[i].write_kBps;
		uint32_t promised, measured;
		choose_speed(j, set);
		promised = promised_kBps(j, WRITING, lba + (fill + speed_chunks(j) / 2) * CHUNK);
		measured = measured_kBps(j, lba, fill, data);
		judge_note(
			j, "set %u kB/s, promised here %u, measured %u", set, promised, measured);
		must_hold(j, (uint64_t)measured * 11 >= (uint64_t)promised * 10,
			"set %u kB/s: 1.1 x measured %u kB/s is less than the %u promised here",
			set, measured, promised);
		must_hold(j, measured <= set + set / 10,
			"set %u kB/s, and the drive writes with %u kB/s", set, measured);
		lba = facts_is_random(&j->facts) ? lba + blocks : scene_writable_track(j).nwa_lba;
	}
}

/* ---- at the rim of the disc --------------------------------------------------------------------------- */

/* The last tenth of what can be written; what lies before is reserved, where data follow one another. */
static uint32_t rim(struct judge *j)
{
	struct scene_track t;
	uint8_t cdb[10] = { 0x53 };

	if (facts_is_random(&j->facts))
		return (j->facts.last_lba / 10 * 9) & ~31u;
	if (facts_is_cd(&j->facts))
		scene_prepare_cd(j);
	t = scene_writable_track(j);
	put_be32(cdb + 5, (t.free_blocks / 10 * 9) & ~31u);
	must_be_good(j, judge_send(j, cdb, sizeof cdb));
	return scene_writable_track(j).nwa_lba;
}

static void ramp(struct judge *j)
{
	const uint32_t set = j->facts.write_speed_count ? j->facts.write_speeds[0].write_kBps : 0;
	uint32_t lba, fill, promised, measured;

	if (!set)
		judge_skip(j, "the drive offers no write speed for this medium");
	choose_speed(j, set);
	lba = rim(j);
	fill = chunks_to_fill_buffer(j);
	promised = promised_kBps(j, WRITING, lba + (fill + speed_chunks(j) / 2) * CHUNK);
	measured = measured_kBps(j, lba, fill, any_chunk(j));
	judge_note(j, "set %u kB/s, promised at block %u: %u, measured %u", set, lba, promised,
		measured);
	must_hold(j, (uint64_t)measured * 11 >= (uint64_t)promised * 10,
		"1.1 x measured %u kB/s is less than the %u promised at block %u", measured,
		promised, lba);
	must_hold(j, measured <= promised + promised / 10,
		"measured %u kB/s, and %u are promised at block %u", measured, promised, lba);
}

/* Reading what was just written at the rim. */
static void read_ramp(struct judge *j)
{
	const uint32_t lba = rim(j);
	const uint32_t chunks = speed_chunks(j);
	uint64_t began_ns = 0;
	uint32_t promised, measured;
	uint8_t *data = any_chunk(j);

	for (uint32_t i = 0; i < chunks; i++)
		must_be_good(j, scene_stream(j, lba + i * CHUNK, CHUNK, data));
	scene_synchronize(j);
	promised = promised_kBps(j, READING, lba + chunks * CHUNK / 2);
	for (uint32_t i = 0; i < chunks; i++) {
		if (i == chunks / 10)
			began_ns = j->clock_ns;
		must_be_good(j, scene_read_10(j, lba + i * CHUNK, CHUNK));
	}
	must_hold(j, j->clock_ns > began_ns, "reading takes no time");
	measured = (uint32_t)((uint64_t)chunks * 9 / 10 * CHUNK *
			      (facts_is_cd(&j->facts) ? 2352u : SCENE_BLOCK_BYTES) * 1000000u /
			      (j->clock_ns - began_ns));
	judge_note(j, "promised at block %u: %u kB/s, measured %u", lba, promised, measured);
	must_hold(j, (uint64_t)measured * 13 >= (uint64_t)promised * 10,
		"1.3 x measured %u kB/s is less than the %u promised at block %u", measured,
		promised, lba);
	must_hold(j, measured <= promised + promised / 10,
		"measured %u kB/s, and %u are promised at block %u", measured, promised, lba);
}

/* A model of REGION blocks: which write came last to each; 0 none. */
struct model {
	uint32_t base_lba;
	uint32_t salt[REGION];
};

static void check_block(struct judge *j, const struct model *model, uint32_t block)
{
	const uint32_t lba = model->base_lba + block;
	const struct reply *r = scene_read_10(j, lba, 1);

	must_have(j, r, SCENE_BLOCK_BYTES);
	must_equal(j, be32(r->data), lba, "the block's own address, written in it");
	must_equal(
		j, be32(r->data + 4), model->salt[block], "number of the last write to the block");
}

static void one_step(struct judge *j, struct model *model, uint32_t step)
{
	const uint32_t kind = (uint32_t)(judge_random(j) % 8);
	const uint32_t from = (uint32_t)(judge_random(j) % (REGION - CHUNK));
	const uint32_t count = 1 + (uint32_t)(judge_random(j) % CHUNK);

	if (!judge_step(j))
		return;
	if (kind == 0) {
		scene_synchronize(j);
	} else if (kind < 5) {
		must_be_good(j, scene_write_10(j, model->base_lba + from, count,
					scene_fill(j, model->base_lba + from, count, step)));
		for (uint32_t i = 0; i < count; i++)
			model->salt[from + i] = step;
	} else if (model->salt[from]) {
		check_block(j, model, from);
	}
}

static void random_sequence(struct judge *j)
{
	struct model *model = judge_alloc(j, sizeof *model);

	model->base_lba = (uint32_t)(judge_random(j) % (j->facts.last_lba - REGION));
	for (uint32_t step = 1; step <= STEPS; step++)
		one_step(j, model, step);
	scene_synchronize(j);
	for (uint32_t i = 0; i < REGION; i++)
		if (model->salt[i])
			check_block(j, model, i);
}

/* Questions between WRITEs, as a host with a progress bar asks them, change nothing. */
static void questions_between(struct judge *j)
{
	const uint32_t lba = first_place(j);
	const uint8_t *data = scene_fill(j, lba, 320, 1);

	for (uint32_t at = 0; at < 320; at += CHUNK) {
		must_be_good(j,
			scene_write_10(j, lba + at, CHUNK, data + (size_t)at * SCENE_BLOCK_BYTES));
		must_be_good(j, judge_fetch(j, CDB(0x5c, 0, 0, 0, 0, 0, 0, 0, 12, 0), 12));
		must_be_good(j, judge_fetch(j, CDB(0x4a, 1, 0, 0, 0x10, 0, 0, 0, 8, 0), 8));
		must_be_good(j, judge_fetch(j, CDB(0x46, 1, 0, 0, 0, 0, 0, 1, 0, 0), 256));
		must_be_good(j, judge_send(j, CDB(0x00, 0, 0, 0, 0, 0)));
	}
	scene_synchronize(j);
	for (uint32_t at = 0; at < 320; at += CHUNK) {
		const struct reply *r = scene_read_10(j, lba + at, CHUNK);
		must_have(j, r, (size_t)CHUNK * SCENE_BLOCK_BYTES);
		must_match(j, r->data, data + (size_t)at * SCENE_BLOCK_BYTES,
			(size_t)CHUNK * SCENE_BLOCK_BYTES, "what was read back");
	}
}

static void buffer_fills(struct judge *j)
{
	const uint8_t *data;
	const struct reply *r;
	bool in_use = false;
	uint32_t lba;

	scene_must_keep_up(j);
	lba = first_place(j);
	data = scene_fill(j, lba, CHUNK, 1);
	for (uint32_t i = 0; i < 40 && !in_use; i++) {
		must_be_good(j, scene_write_10(j, lba + i * CHUNK, CHUNK, data));
		r = judge_fetch(j, CDB(0x5c, 0, 0, 0, 0, 0, 0, 0, 12, 0), 12);
		must_have(j, r, 12);
		in_use = be32(r->data + 8) < be32(r->data + 4);
	}
	must_hold(j, in_use, "the buffer is always empty, however much is written");
	scene_synchronize(j);
}

static void prevent_while_writing(struct judge *j)
{
	const uint32_t lba = first_place(j);

	must_be_good(j, judge_send(j, CDB(0x1e, 0, 0, 0, 0x01, 0)));
	must_be_good(j, scene_write_10(j, lba, CHUNK, scene_fill(j, lba, CHUNK, 1)));
	must_refuse_with_one_of(j, judge_send(j, CDB(0x1b, 0, 0, 0, 0x02, 0)), { 5, 0x53, 0x02 },
		{ 2, 0x53, 0x02 }, { 2, 0x04, 0x07 }, { 2, 0x04, 0x08 }, { 5, 0x2c, 0x00 });
	scene_synchronize(j);
	must_be_good(j, judge_send(j, CDB(0x1e, 0, 0, 0, 0x00, 0)));
}

static void survives_the_tray(struct judge *j)
{
	const uint8_t *data;
	const struct reply *r;
	uint32_t lba;

	scene_needs_tray(j);
	data = scene_write_somewhere(j, SCENE_WRITTEN_BLOCKS, &lba);
	/* the firewall judges by the strongest effect: moving the tray is below writing */
	scene_open_tray(j);
	scene_close_tray(j);
	r = scene_read_10(j, lba + 300, CHUNK);
	must_have(j, r, (size_t)CHUNK * SCENE_BLOCK_BYTES);
	must_match(j, r->data, data + (size_t)300 * SCENE_BLOCK_BYTES,
		(size_t)CHUNK * SCENE_BLOCK_BYTES, "what was read back after the disc was out");
}

#define TEST_OF(function, name, where, how, more_needs, what)                                     \
	.id = "mmc." name, .clause = (where), .text = (what), .run = (function), .effect = (how), \
	.needs = (more_needs)

static const struct test tests[] = {
	{ TEST_OF(questions_between, "write.questions-between", "MMC-6: WRITE (10)", EFFECT_WRITES,
		NEEDS_WRITABLE,
		"Questions that a host asks between WRITEs change nothing on the disc.") },
	{ TEST_OF(buffer_fills, "read-buffer-capacity.fills", "MMC-6: READ BUFFER CAPACITY",
		EFFECT_WRITES, NEEDS_WRITABLE,
		"While data wait to be written less of the buffer is free.") },
	{ TEST_OF(prevent_while_writing, "prevent.while-writing", "MMC-6: START STOP UNIT",
		EFFECT_WRITES, NEEDS_WRITABLE,
		"With data in the buffer and removal prevented the tray stays shut.") },
	{ TEST_OF(survives_the_tray, "write.survives-tray", "MMC-6: SYNCHRONIZE CACHE",
		EFFECT_WRITES, NEEDS_WRITABLE | NEEDS_WRITTEN,
		"What was synchronized is there after the disc was out of the drive.") },
	{ TEST_OF(random_sequence, "write.random-sequence", "MMC-6: Random Writable", EFFECT_WRITES,
		NEEDS_RANDOM | NEEDS_WRITABLE,
		"After any sequence of writes and flushes each block holds what was last written.") },
	{ TEST_OF(write_speeds, "write-speed.measured", "Windows logo: write speed test",
		  EFFECT_WRITES, NEEDS_WRITABLE,
		  "Burning at each speed, 1.1 x the middle 80 % measured is at least what is promised."),
		.level = LEVEL_LOGO, .feature = 0x0107, .minutes = 60 },
	{ TEST_OF(ramp, "write-speed.ramp", "MMC-6: GET PERFORMANCE, nominal performance",
		  EFFECT_CLOSES, NEEDS_WRITABLE | NEEDS_SIMULATED | NEEDS_SESSIONS,
		  "At the rim of the disc the drive writes as fast as nominal performance has it there."),
		.feature = 0x0107 },
	{ TEST_OF(read_ramp, "read-speed.ramp", "MMC-6: GET PERFORMANCE, nominal performance",
		  EFFECT_CLOSES, NEEDS_WRITABLE | NEEDS_SIMULATED | NEEDS_SESSIONS,
		  "At the rim of the disc the drive reads as fast as nominal performance has it there."),
		.feature = 0x0107 },
};

const struct suite suite_burning = {
	.title = "Burning",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
