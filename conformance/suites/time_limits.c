/* SPDX-License-Identifier: MIT */
/*
 * The command time limits of the Windows certification rules for optical drives. Judged on the drive's
 * own clock in simulation, where the slowest of five counts; on the machine's clock else, where the
 * fastest counts (of a question that has to be asked up to fifty times), because everything on the way can only add. What
 * takes seconds is not judged on a drive whose clock runs faster than ours. Not tested: SEND KEY, which nothing here
 * may send; whether a WRITE that finds the buffer full is refused or held, as MMC leaves it to the drive; what has no
 * limit there.
 */
#include <string.h>

#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

#define TRIES	   5
#define TRIES_BUSY 50 /* of a question, where the machine may have had other things to do */

struct limit {
	const char *id;
	uint8_t cdb[12];
	uint8_t cdb_bytes;
	uint16_t data_bytes; /* coming in */
	uint32_t limit_ms;
};

static const struct limit limits[] = {
	{ "mmc.time-limit.test-unit-ready", { 0x00 }, 6, 0, 20 },
	{ "mmc.time-limit.request-sense", { 0x03, 0, 0, 0, 18 }, 6, 18, 20 },
	{ "mmc.time-limit.inquiry", { 0x12, 0, 0, 0, 36 }, 6, 36, 20 },
	{ "mmc.time-limit.prevent-allow", { 0x1e }, 6, 0, 20 },
	{ "mmc.time-limit.read-format-capacities", { 0x23, 0, 0, 0, 0, 0, 0, 0, 252 }, 10, 252,
		20 },
	{ "mmc.time-limit.read-capacity", { 0x25 }, 10, 8, 20 },
	{ "mmc.time-limit.read-toc", { 0x43, 0, 0, 0, 0, 0, 0, 0x01, 0 }, 10, 256, 20 },
	{ "mmc.time-limit.get-configuration", { 0x46, 0, 0, 0, 0, 0, 0, 0x10, 0 }, 10, 4096, 20 },
	{ "mmc.time-limit.get-event-status", { 0x4a, 0x01, 0, 0, 0x10, 0, 0, 0, 8 }, 10, 8, 20 },
	{ "mmc.time-limit.read-disc-information", { 0x51, 0, 0, 0, 0, 0, 0, 0, 34 }, 10, 34, 50 },
	{ "mmc.time-limit.read-track-information", { 0x52, 0x01, 0, 0, 0, 1, 0, 0, 48 }, 10, 48,
		20 },
	{ "mmc.time-limit.mode-sense", { 0x5a, 0x08, 0x3f, 0, 0, 0, 0, 0x01, 0 }, 10, 256, 20 },
	{ "mmc.time-limit.read-buffer-capacity", { 0x5c, 0, 0, 0, 0, 0, 0, 0, 12 }, 10, 12, 20 },
	{ "mmc.time-limit.get-performance", { 0xac, 0, 0, 0, 0, 0, 0, 0, 0, 16, 0x03 }, 12, 264,
		20 },
	{ "mmc.time-limit.read-disc-structure", { 0xad, 0, 0, 0, 0, 0, 0, 0xff, 0, 4 }, 12, 4, 20 },
	{ "mmc.time-limit.mechanism-status", { 0xbd, 0, 0, 0, 0, 0, 0, 0, 0, 8 }, 12, 8, 20 },
	{ "mmc.time-limit.report-key", { 0xa4, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0x08 }, 12, 8, 20 },
	{ "mmc.time-limit.set-cd-speed", { 0xbb, 0, 0xff, 0xff, 0xff, 0xff }, 12, 0, 20 },
	{ "mmc.time-limit.mode-select", { 0x55, 0x10 }, 10, 0, 20 },
	{ "mmc.time-limit.start-stop-unit.immediate", { 0x1b, 0x01, 0, 0, 0x01 }, 6, 0, 20 },
	{ "mmc.time-limit.synchronize-cache.immediate", { 0x35, 0x02 }, 10, 0, 20 },
	{ "mmc.time-limit.set-read-ahead", { 0xa7 }, 12, 0, 20 },
	{ "mmc.time-limit.read-disc-structure.physical", { 0xad, 0, 0, 0, 0, 0, 0, 0, 8, 4 }, 12,
		2052, 20 },
	{ "mmc.time-limit.read-disc-structure.medium-status", { 0xad, 0, 0, 0, 0, 0, 0, 9, 0, 8 },
		12, 8, 20 },
	{ "mmc.time-limit.read-disc-structure.control-block",
		{ 0xad, 0, 0x57, 0x44, 0x43, 0x00, 0, 0x30, 0, 8 }, 12, 8, 20 },
	{ "mmc.time-limit.read-disc-structure.write-protection",
		{ 0xad, 0, 0, 0, 0, 0, 0, 0xc0, 0, 8 }, 12, 8, 20 },
	{ "mmc.time-limit.read-media-serial-number", { 0xab, 0x01, 0, 0, 0, 0, 0, 0, 0, 32 }, 12,
		32, 500 },
};

static const struct limit *row_of(struct judge *j)
{
	for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
		if (strcmp(limits[i].id, j->test->id) == 0)
			return &limits[i];
	judge_fail_at(j, __FILE__, __LINE__, "no row of time limits has this identity");
}

/* Of durations: the one that counts, see above. */
static uint64_t counting(const struct judge *j, uint64_t so_far_ns, uint64_t ns)
{
	if (so_far_ns == 0)
		return ns;
	if (j->device->is_simulated)
		return ns > so_far_ns ? ns : so_far_ns;
	return ns < so_far_ns ? ns : so_far_ns;
}

static void must_be_within(struct judge *j, uint64_t ns, uint32_t limit_ms)
{
	must_hold(j, ns <= (uint64_t)limit_ms * 1000000u, "took %llu us, the limit is %u ms",
		(unsigned long long)(ns / 1000), limit_ms);
}

/* Is another of the tries needed, after @tries of them? The fastest counts: one that is within the limit is enough. */
static bool is_open(const struct judge *j, unsigned tries, uint64_t ns, uint32_t limit_ms)
{
	if (j->device->is_simulated || tries == 0)
		return tries < TRIES;
	return tries < TRIES_BUSY && ns > (uint64_t)limit_ms * 1000000u;
}

static void one_command(struct judge *j)
{
	const struct limit *row = row_of(j);
	uint64_t ns = 0;

	for (unsigned i = 0; is_open(j, i, ns, row->limit_ms); i++)
		ns = counting(j, ns,
			judge_fetch(j, row->cdb, row->cdb_bytes, row->data_bytes)->duration_ns);
	must_be_within(j, ns, row->limit_ms);
}

/* One ECC block: 32 KiB on DVD, 64 KiB on CD and BD; 16 blocks are within both. */
static void writing(struct judge *j)
{
	uint64_t ns = 0;
	uint32_t lba;

	scene_write_somewhere(j, SCENE_WRITTEN_BLOCKS, &lba);
	if (!facts_is_random(&j->facts))
		lba = scene_writable_track(j).nwa_lba;
	for (uint32_t i = 0; i < TRIES; i++, lba += 16) {
		const struct reply *r = scene_write_10(j, lba, 16, scene_fill(j, lba, 16, 3));
		must_be_good(j, r);
		/* the first one calibrates the laser at a new speed */
		if (i > 0)
			ns = counting(j, ns, r->duration_ns);
	}
	scene_synchronize(j);
	must_be_within(j, ns, 50);
}

static void writing_12(struct judge *j)
{
	uint64_t ns = 0;
	uint32_t lba;
	uint8_t cdb[12] = { 0xaa };

	scene_write_somewhere(j, SCENE_WRITTEN_BLOCKS, &lba);
	if (!facts_is_random(&j->facts))
		lba = scene_writable_track(j).nwa_lba;
	cdb[9] = 16;
	for (uint32_t i = 0; i < TRIES; i++, lba += 16) {
		const struct reply *r;

		put_be32(cdb + 2, lba);
		r = judge_push(j, cdb, sizeof cdb, scene_fill(j, lba, 16, 3),
			(size_t)16 * SCENE_BLOCK_BYTES);
		must_be_good(j, r);
		if (i > 0)
			ns = counting(j, ns, r->duration_ns);
	}
	scene_synchronize(j);
	must_be_within(j, ns, 50);
}

static void choosing_speed(struct judge *j)
{
	uint8_t list[28] = { 0x04 }; /* RDD */
	uint64_t ns = 0;

	for (unsigned i = 0; is_open(j, i, ns, 20); i++)
		ns = counting(j, ns,
			judge_push(j, CDB(0xb6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 28, 0), list, 28)
				->duration_ns);
	must_be_within(j, ns, 20);
}

/* The first hundred reads after a medium arrived may take 7 s each and 60 s together. */
static void read_hundred(struct judge *j, uint32_t lba)
{
	uint64_t sum_ns = 0;

	for (uint32_t i = 0; i < 100; i++) {
		const struct reply *r = scene_read_10(j, lba + i, 1);
		must_be_good(j, r);
		must_be_within(j, r->duration_ns, 7000);
		sum_ns += r->duration_ns;
	}
	must_be_within(j, sum_ns, 60000);
}

static void reading(struct judge *j)
{
	uint64_t ns = 0;
	uint32_t lba;

	scene_write_somewhere(j, SCENE_WRITTEN_BLOCKS, &lba);
	read_hundred(j, lba);
	for (uint32_t i = 0; i < TRIES; i++) {
		const struct reply *r = scene_read_10(j, lba + 16 * i, 16);
		must_be_good(j, r);
		ns = counting(j, ns, r->duration_ns);
	}
	must_be_within(j, ns, 500);
}

/* The slowest, or on a real path the fastest, of reads by @cdb, whose address stands at byte 2. */
static uint64_t read_by(struct judge *j, uint8_t *cdb, uint32_t block_bytes, uint32_t count)
{
	uint64_t ns = 0;
	uint32_t lba;

	scene_write_somewhere(j, SCENE_WRITTEN_BLOCKS, &lba);
	read_hundred(j, lba);
	for (uint32_t i = 0; i < TRIES; i++) {
		const struct reply *r;

		put_be32(cdb + 2, lba + count * i);
		r = judge_fetch(j, cdb, 12, (size_t)count * block_bytes);
		must_be_good(j, r);
		ns = counting(j, ns, r->duration_ns);
	}
	return ns;
}

static void reading_12(struct judge *j)
{
	uint8_t cdb[12] = { 0xa8, [9] = 16 };

	must_be_within(j, read_by(j, cdb, SCENE_BLOCK_BYTES, 16), 500);
}

static void streaming_12(struct judge *j)
{
	uint8_t cdb[12] = { 0xa8, [9] = 16, [10] = 0x80 };

	must_be_within(j, read_by(j, cdb, SCENE_BLOCK_BYTES, 16), 100);
}

static void reading_cd(struct judge *j)
{
	uint8_t cdb[12] = { 0xbe, [8] = 16, [9] = 0x10 };

	must_be_within(j, read_by(j, cdb, SCENE_BLOCK_BYTES, 16), 500);
}

static void put_msf(uint8_t *p, uint32_t lba)
{
	p[0] = (uint8_t)((lba + 150) / 75 / 60);
	p[1] = (uint8_t)((lba + 150) / 75 % 60);
	p[2] = (uint8_t)((lba + 150) % 75);
}

static void reading_msf(struct judge *j)
{
	uint8_t cdb[12] = { 0xb9, [9] = 0x10 };
	uint64_t ns = 0;
	uint32_t lba;

	scene_write_somewhere(j, SCENE_WRITTEN_BLOCKS, &lba);
	read_hundred(j, lba);
	for (uint32_t i = 0; i < TRIES; i++) {
		const struct reply *r;

		put_msf(cdb + 3, lba + 16 * i);
		put_msf(cdb + 6, lba + 16 * i + 16);
		r = judge_fetch(j, cdb, sizeof cdb, (size_t)16 * SCENE_BLOCK_BYTES);
		must_be_good(j, r);
		ns = counting(j, ns, r->duration_ns);
	}
	must_be_within(j, ns, 500);
}

static void calibrating(struct judge *j)
{
	const struct reply *r;

	scene_must_keep_up(j);
	r = judge_send(j, CDB(0x54, 0x01, 0, 0, 0, 0, 0, 0, 0, 0));
	must_be_within(j, r->duration_ns,
		j->facts.profile == 0x0015 || j->facts.profile == 0x002b ? 70000 : 60000);
}

static bool is_dual_layer(uint16_t profile)
{
	return profile == 0x0015 || profile == 0x0016 || profile == 0x002b;
}

static bool is_dvd_minus(uint16_t profile)
{
	return profile == 0x0011 || profile == 0x0014;
}

/* After some data. Function 2 closes the session; on a track the open one is FFh. */
static const struct reply *close_it(struct judge *j, uint8_t immediate, uint8_t function)
{
	uint32_t lba;

	scene_write_somewhere(j, SCENE_WRITTEN_BLOCKS, &lba);
	return judge_send(
		j, CDB(0x5b, immediate, function, 0, 0, function == 1 ? 0xff : 0, 0, 0, 0, 0));
}

/* The session, and not the disc: with no session to come a DVD-R is finalized, for which its lead-out takes minutes. */
static void closing(struct judge *j)
{
	const struct reply *r;

	scene_must_keep_up(j);
	if (is_dvd_minus(j->facts.profile))
		scene_set_multi_session(j, 3);
	r = close_it(j, 0, 0x02);
	must_be_good(j, r);
	must_be_within(j, r->duration_ns,
		is_dual_layer(j->facts.profile)	 ? 300000
		: is_dvd_minus(j->facts.profile) ? 180000
						 : 65000);
}

static void finalizing(struct judge *j)
{
	const struct reply *r;

	scene_must_keep_up(j);
	r = close_it(j, 0, 0x06);
	must_be_good(j, r);
	must_be_within(j, r->duration_ns, j->facts.profile == 0x002b ? 300000 : 900000);
}

static void closing_at_once(struct judge *j)
{
	const struct reply *r = close_it(j, 1, 0x02);

	must_be_good(j, r);
	must_be_within(j, r->duration_ns, 20);
	must_be_good(j, judge_settle(j, 1200));
}

static void blanking_at_once(struct judge *j)
{
	const struct reply *r;
	uint32_t lba;

	if (!j->facts.is_erasable)
		judge_skip(j, "the disc is not erasable");
	scene_write_somewhere(j, SCENE_WRITTEN_BLOCKS, &lba);
	r = judge_send(j, CDB(0xa1, 0x11, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
	must_be_good(j, r);
	must_be_within(j, r->duration_ns, 20);
	must_be_good(j, judge_settle(j, 3600));
}

static void formatting_at_once(struct judge *j)
{
	const struct reply *r = judge_fetch(j, CDB(0x23, 0, 0, 0, 0, 0, 0, 0, 252, 0), 252);
	uint8_t list[12] = { 0, 0x82, 0, 8 };

	must_have(j, r, 20);
	memcpy(list + 4, r->data + 12, 8);
	r = judge_push(j, CDB(0x04, 0x11, 0, 0, 0, 0), list, sizeof list);
	must_be_within(j, r->duration_ns, 20);
	judge_settle(j, 7200);
}

static void synchronizing(struct judge *j)
{
	uint32_t lba;
	const struct reply *r;

	scene_must_keep_up(j);
	scene_write_somewhere(j, SCENE_WRITTEN_BLOCKS, &lba);
	r = judge_send(j, CDB(0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0));
	must_be_good(j, r);
	must_be_within(j, r->duration_ns, 15000);
}

static void ejecting(struct judge *j)
{
	const struct fact_feature *removable = facts_feature(&j->facts, 0x0003);
	const struct reply *r;
	uint64_t began_ns;

	scene_must_keep_up(j);
	if (!removable || !(removable->data[0] & 0x08) || !(removable->data[0] & 0x10))
		judge_skip(j, "Removable Medium does not claim Eject and Load");
	r = judge_send(j, CDB(0x1b, 0, 0, 0, 0x02, 0));
	must_be_good(j, r);
	must_be_within(j, r->duration_ns, 7000);
	began_ns = j->clock_ns;
	must_be_good(j, judge_send(j, CDB(0x1b, 0, 0, 0, 0x03, 0)));
	must_be_good(j, judge_settle(j, 60));
	must_be_within(j, j->clock_ns - began_ns, 25000);
}

#define LOGO(function, name, what)                                                           \
	.id = "mmc.time-limit." name, .clause = "Device.Storage.Optical.CommandPerformance", \
	.text = (what), .run = (function), .level = LEVEL_LOGO
#define TIMED(name, ms, needs_, effect_)                                                   \
	{                                                                                  \
		LOGO(one_command, name, "Answered within " ms " ms."), .needs = (needs_),  \
								       .effect = (effect_) \
	}

static const struct test tests[] = {
	TIMED("test-unit-ready", "20", NEEDS_MEDIUM, EFFECT_NONE),
	TIMED("request-sense", "20", NEEDS_MEDIUM, EFFECT_NONE),
	TIMED("inquiry", "20", NEEDS_MEDIUM, EFFECT_NONE),
	TIMED("prevent-allow", "20", NEEDS_MEDIUM, EFFECT_SETTINGS),
	TIMED("read-format-capacities", "20", NEEDS_MEDIUM, EFFECT_NONE),
	TIMED("read-capacity", "20", NEEDS_MEDIUM, EFFECT_NONE),
	TIMED("read-toc", "20", NEEDS_MEDIUM, EFFECT_NONE),
	TIMED("get-configuration", "20", NEEDS_MEDIUM, EFFECT_NONE),
	TIMED("get-event-status", "20", NEEDS_MEDIUM, EFFECT_NONE),
	TIMED("read-disc-information", "50", NEEDS_MEDIUM, EFFECT_NONE),
	TIMED("read-track-information", "20", NEEDS_MEDIUM, EFFECT_NONE),
	TIMED("mode-sense", "20", NEEDS_MEDIUM, EFFECT_NONE),
	TIMED("read-buffer-capacity", "20", NEEDS_WRITABLE, EFFECT_NONE),
	TIMED("get-performance", "20", NEEDS_MEDIUM, EFFECT_NONE),
	TIMED("read-disc-structure", "20", NEEDS_MEDIUM | NEEDS_NOT_CD, EFFECT_NONE),
	TIMED("mechanism-status", "20", NEEDS_MEDIUM, EFFECT_NONE),
	TIMED("report-key", "20", NEEDS_MEDIUM, EFFECT_NONE),
	TIMED("set-cd-speed", "20", NEEDS_MEDIUM | NEEDS_CD, EFFECT_SETTINGS),
	TIMED("mode-select", "20", NEEDS_MEDIUM, EFFECT_SETTINGS),
	TIMED("start-stop-unit.immediate", "20", NEEDS_MEDIUM, EFFECT_SETTINGS),
	TIMED("synchronize-cache.immediate", "20", NEEDS_WRITABLE, EFFECT_NONE),
	TIMED("set-read-ahead", "20", NEEDS_MEDIUM, EFFECT_SETTINGS),
	TIMED("read-disc-structure.physical", "20", NEEDS_MEDIUM | NEEDS_NOT_CD, EFFECT_NONE),
	TIMED("read-disc-structure.medium-status", "20", NEEDS_MEDIUM | NEEDS_NOT_CD, EFFECT_NONE),
	TIMED("read-disc-structure.control-block", "20", NEEDS_MEDIUM | NEEDS_NOT_CD, EFFECT_NONE),
	TIMED("read-disc-structure.write-protection", "20", NEEDS_MEDIUM | NEEDS_NOT_CD,
		EFFECT_NONE),
	TIMED("read-media-serial-number", "500", NEEDS_MEDIUM | NEEDS_NOT_CD, EFFECT_NONE),
	{ LOGO(choosing_speed, "set-streaming", "Answered within 20 ms."), .needs = NEEDS_MEDIUM,
		.effect = EFFECT_SETTINGS },
	{ LOGO(writing, "write", "A WRITE of one ECC block is taken into the buffer within 50 ms."),
		.needs = NEEDS_WRITTEN | NEEDS_WRITABLE, .effect = EFFECT_WRITES },
	{ LOGO(writing_12, "write-12", "A WRITE (12) of one ECC block is taken within 50 ms."),
		.needs = NEEDS_WRITTEN | NEEDS_WRITABLE | NEEDS_NOT_CD, .feature = 0x0107,
		.effect = EFFECT_WRITES },
	{ LOGO(reading_12, "read-12", "A READ (12) of one ECC block is answered within 500 ms."),
		.needs = NEEDS_WRITTEN | NEEDS_WRITABLE, .feature = 0x0107,
		.effect = EFFECT_WRITES },
	{ LOGO(streaming_12, "read-12.streaming",
		  "A READ (12) with Streaming is answered within 100 ms."),
		.needs = NEEDS_WRITTEN | NEEDS_WRITABLE, .feature = 0x0107,
		.effect = EFFECT_WRITES },
	{ LOGO(reading_cd, "read-cd", "READ CD of 16 blocks is answered within 500 ms."),
		.needs = NEEDS_WRITTEN | NEEDS_WRITABLE | NEEDS_CD, .effect = EFFECT_WRITES },
	{ LOGO(reading_msf, "read-cd-msf", "READ CD MSF of 16 blocks is answered within 500 ms."),
		.needs = NEEDS_WRITTEN | NEEDS_WRITABLE | NEEDS_CD, .effect = EFFECT_WRITES },
	{ LOGO(calibrating, "send-opc",
		  "SEND OPC INFORMATION takes 60 s at most, 70 s on two layers."),
		.needs = NEEDS_WRITABLE | NEEDS_SEQUENTIAL, .effect = EFFECT_CLOSES, .minutes = 2 },
	{ LOGO(closing, "close-session",
		  "Closing a session takes 65 s at most, 180 s on DVD-R, 300 s on two layers."),
		.needs = NEEDS_WRITTEN | NEEDS_SEQUENTIAL | NEEDS_WRITABLE | NEEDS_SESSIONS,
		.effect = EFFECT_CLOSES, .minutes = 6 },
	{ LOGO(finalizing, "close-session.finalize",
		  "Finalizing a DVD+R DL takes 300 s at most, any other disc 900 s."),
		.needs = NEEDS_WRITTEN | NEEDS_SEQUENTIAL | NEEDS_WRITABLE | NEEDS_NOT_CD |
			 NEEDS_DVD_PLUS_R,
		.effect = EFFECT_CLOSES, .minutes = 16 },
	{ LOGO(closing_at_once, "close-session.immediate",
		  "Closing a session with Immed is answered within 20 ms."),
		.needs = NEEDS_WRITTEN | NEEDS_SEQUENTIAL | NEEDS_WRITABLE | NEEDS_SESSIONS,
		.effect = EFFECT_CLOSES, .minutes = 6 },
	{ LOGO(blanking_at_once, "blank.immediate", "BLANK with Immed is answered within 20 ms."),
		.needs = NEEDS_WRITTEN | NEEDS_SEQUENTIAL | NEEDS_WRITABLE, .effect = EFFECT_CLOSES,
		.minutes = 60 },
	{ LOGO(formatting_at_once, "format-unit.immediate",
		  "FORMAT UNIT with Immed is answered within 20 ms."),
		.needs = NEEDS_UNFORMATTED, .effect = EFFECT_CLOSES, .minutes = 120 },
	{ LOGO(reading, "read",
		  "A READ of one ECC block is answered within 500 ms, the first hundred within 7 s."),
		.needs = NEEDS_WRITTEN | NEEDS_WRITABLE, .effect = EFFECT_WRITES },
	{ LOGO(synchronizing, "synchronize-cache", "SYNCHRONIZE CACHE is done within 15 s."),
		.needs = NEEDS_WRITTEN | NEEDS_WRITABLE, .effect = EFFECT_WRITES },
	{ LOGO(ejecting, "eject-load", "Ejecting takes at most 7 s, loading until ready 25 s."),
		.needs = NEEDS_MEDIUM, .effect = EFFECT_TRAY },
};

const struct suite suite_time_limits = {
	.title = "Time limits of the Windows certification rules",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
