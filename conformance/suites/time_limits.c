/* SPDX-License-Identifier: MIT */
/*
 * The command time limits of the Windows certification rules for optical drives. Judged on the drive's
 * own clock in simulation, where the slowest of five counts; on the machine's clock else, where the
 * fastest counts, because everything on the way can only add. Not tested: streaming reads, what has
 * no limit there.
 */
#include <string.h>

#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

#define TRIES 5

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

static void one_command(struct judge *j)
{
	const struct limit *row = row_of(j);
	uint64_t ns = 0;

	for (unsigned i = 0; i < TRIES; i++)
		ns = counting(j, ns,
			judge_fetch(j, row->cdb, row->cdb_bytes, row->data_bytes)->duration_ns);
	must_be_within(j, ns, row->limit_ms);
}

/* One ECC block: 32 KiB on DVD, 64 KiB on CD and BD; 16 blocks are within both. */
static void writing(struct judge *j)
{
	uint64_t ns = 0;
	uint32_t lba;

	scene_write_somewhere(j, 320, &lba);
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

	scene_write_somewhere(j, 320, &lba);
	read_hundred(j, lba);
	for (uint32_t i = 0; i < TRIES; i++) {
		const struct reply *r = scene_read_10(j, lba + 16 * i, 16);
		must_be_good(j, r);
		ns = counting(j, ns, r->duration_ns);
	}
	must_be_within(j, ns, 500);
}

static void synchronizing(struct judge *j)
{
	uint32_t lba;
	const struct reply *r;

	scene_write_somewhere(j, 320, &lba);
	r = judge_send(j, CDB(0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0));
	must_be_good(j, r);
	must_be_within(j, r->duration_ns, 15000);
}

static void ejecting(struct judge *j)
{
	const struct fact_feature *removable = facts_feature(&j->facts, 0x0003);
	const struct reply *r;
	uint64_t began_ns;

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
	{ LOGO(writing, "write", "A WRITE of one ECC block is taken into the buffer within 50 ms."),
		.needs = NEEDS_WRITABLE, .effect = EFFECT_WRITES },
	{ LOGO(reading, "read",
		  "A READ of one ECC block is answered within 500 ms, the first hundred within 7 s."),
		.needs = NEEDS_WRITABLE, .effect = EFFECT_WRITES },
	{ LOGO(synchronizing, "synchronize-cache", "SYNCHRONIZE CACHE is done within 15 s."),
		.needs = NEEDS_WRITABLE, .effect = EFFECT_WRITES },
	{ LOGO(ejecting, "eject-load", "Ejecting takes at most 7 s, loading until ready 25 s."),
		.needs = NEEDS_MEDIUM, .effect = EFFECT_TRAY },
};

const struct suite suite_time_limits = {
	.title = "Time limits of the Windows certification rules",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
