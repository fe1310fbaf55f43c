/* SPDX-License-Identifier: MIT */
/*
 * What must hold for every drive and every medium that is defined: GET PERFORMANCE, mode page 2Ah
 * and SET STREAMING or SET CD SPEED speak of the same speeds, and a burn takes the time that GET
 * PERFORMANCE promised. What was promised is integrated here from the descriptors alone.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "emulator/drive/drive_definition.h"
#include "emulator/drive/simulation.h"
#include "emulator/drive/tests/drive_rig.h"

#define NAMES_MAX		     256
#define SPEEDS_MAX		     16
#define ZONES_MAX		     64
#define PERFORMANCE(data_type, type) 0xAC, (data_type), 0, 0, 0, 0, 0, 0, 0, 64, (type), 0

static uint32_t be32(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static uint32_t be16(const uint8_t *p)
{
	return (uint32_t)p[0] << 8 | p[1];
}

struct names {
	char list[NAMES_MAX][64];
	unsigned count;
};

static void keep_name(void *context, const char *name, const char *path)
{
	struct names *names = context;

	(void)path;
	assert_true(names->count < NAMES_MAX && strlen(name) < sizeof names->list[0]);
	snprintf(names->list[names->count++], sizeof names->list[0], "%s", name);
}

struct promise { /* one speed */
	uint32_t kBps;
	bool pure_cav, exact;
};

/* Type 03h. Returns how many. */
static unsigned listed_speeds(struct drive_rig *rig, struct promise *speeds)
{
	unsigned count;

	rig_in(rig, RIG_CDB(PERFORMANCE(0, 3)), 2048);
	count = (be32(rig->data) - 4) / 16;
	assert_true(count <= SPEEDS_MAX);
	for (unsigned i = 0; i < count; i++) {
		const uint8_t *descriptor = rig->data + 8 + (size_t)16 * i;

		speeds[i] = (struct promise) { be32(descriptor + 12), descriptor[0] >> 3 & 1,
			descriptor[0] >> 1 & 1 };
		assert_int_equal(descriptor[0] & 0xF0, 0);
		if (i > 0)
			assert_true(speeds[i].kBps < speeds[i - 1].kBps);
	}
	return count;
}

/* Mode page 2Ah: the same speeds in the same order, 16 bits each. */
static void assert_page_agrees(
	struct drive_rig *rig, const struct promise *speeds, unsigned count, uint32_t current_kBps)
{
	const uint8_t *page = rig->data + 8;

	rig_in(rig, RIG_CDB(0x5A, 8, 0x2A, 0, 0, 0, 0, 1, 0, 0), 256);
	assert_int_equal(page[0] & 0x3F, 0x2A);
	assert_int_equal(be16(page + 28), current_kBps > 65535 ? 65535 : current_kBps);
	assert_int_equal(be16(page + 30), count);
	for (unsigned i = 0; i < count; i++) {
		const uint8_t *descriptor = page + 32 + (size_t)4 * i;

		assert_int_equal(
			be16(descriptor + 2), speeds[i].kBps > 65535 ? 65535 : speeds[i].kBps);
		assert_int_equal(descriptor[1] & 3, speeds[i].pure_cav);
	}
}

static void put_be32(uint8_t *p, uint32_t value)
{
	for (unsigned i = 0; i < 4; i++)
		p[i] = (uint8_t)(value >> (24 - 8 * i));
}

static bool is_cd(const struct drive_rig *rig)
{
	struct burnrig_drive_status status;

	burnrig_drive_status(rig->drive, &status);
	return status.current_profile < 0x10;
}

static void ask(struct drive_rig *rig, uint32_t kBps, bool pure_cav)
{
	uint8_t list[28] = { [8] = 0x7F, 0xFF, 0xFF, 0xFF, [14] = 0xFF, 0xFF };

	if (is_cd(rig)) {
		rig_in(rig,
			RIG_CDB(0xBB, pure_cav, 0xFF, 0xFF, (uint8_t)(kBps >> 8), (uint8_t)kBps, 0,
				0, 0, 0, 0, 0),
			0);
		return;
	}
	list[0] = (uint8_t)(pure_cav << 3);
	put_be32(list + 16, 1000);
	put_be32(list + 20, kBps);
	put_be32(list + 24, 1000);
	rig_out(rig, RIG_CDB(0xB6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 28, 0), list, 28);
	rig_assert_good(rig);
}

struct curve {
	struct {
		double start_lba, start_kBps, end_lba, end_kBps;
	} zones[ZONES_MAX];
	unsigned count;
	struct {
		double lba, seconds;
	} stops[ZONES_MAX];
	unsigned stop_count;
	double block_kB; /* of one block in the units of the rates */
};

/* Types 00h: nominal, without gaps from LBA 0 to the end of type 03h; and the exceptions. */
static void read_curve(struct drive_rig *rig, struct curve *curve)
{
	double next_lba = 0;

	rig_in(rig, RIG_CDB(PERFORMANCE(0x14, 0)), 2048);
	curve->count = (be32(rig->data) - 4) / 16;
	assert_in_range(curve->count, 1, ZONES_MAX);
	for (unsigned i = 0; i < curve->count; i++) {
		const uint8_t *descriptor = rig->data + 8 + (size_t)16 * i;

		curve->zones[i].start_lba = be32(descriptor);
		curve->zones[i].start_kBps = be32(descriptor + 4);
		curve->zones[i].end_lba = be32(descriptor + 8);
		curve->zones[i].end_kBps = be32(descriptor + 12);
		assert_true(curve->zones[i].start_lba == next_lba);
		assert_true(curve->zones[i].end_lba >= curve->zones[i].start_lba);
		next_lba = curve->zones[i].end_lba + 1;
	}
	rig_in(rig, RIG_CDB(PERFORMANCE(0x15, 0)), 2048);
	curve->stop_count = (be32(rig->data) - 4) / 6;
	assert_true(curve->stop_count <= ZONES_MAX);
	for (unsigned i = 0; i < curve->stop_count; i++) {
		curve->stops[i].lba = be32(rig->data + 8 + (size_t)6 * i);
		curve->stops[i].seconds = be16(rig->data + 12 + (size_t)6 * i) / 10000.0;
	}
}

/*
 * Seconds for the blocks from @from to before @to: the rate goes with the radius, whose square goes
 * with the block, so its own square does: the integral of 1 / sqrt(a + b L) is closed.
 */
static double promised_seconds(const struct curve *curve, double from, double to)
{
	double sum = 0;

	for (unsigned i = 0; i < curve->count; i++) {
		double start = fmax(from, curve->zones[i].start_lba);
		double end = fmin(to, curve->zones[i].end_lba + 1);
		double low = curve->zones[i].start_kBps, high = curve->zones[i].end_kBps;
		double length = curve->zones[i].end_lba + 1 - curve->zones[i].start_lba;
		double b = (high * high - low * low) / length, at_start, at_end;

		if (start >= end)
			continue;
		at_start = sqrt(low * low + b * (start - curve->zones[i].start_lba));
		at_end = sqrt(low * low + b * (end - curve->zones[i].start_lba));
		/* 2 (at_end - at_start) / b, in a form that holds for b = 0, too */
		sum += 2 * (end - start) / (at_start + at_end) * curve->block_kB;
	}
	for (unsigned i = 0; i < curve->stop_count; i++)
		if (curve->stops[i].lba > from && curve->stops[i].lba < to)
			sum += curve->stops[i].seconds;
	return sum;
}

struct check {
	struct curve curve;
	double last_lba, last_seconds;
	unsigned intervals;
	double worst_blocks;
};

/* The time between two samples against the promise for the blocks between them. */
static void on_sample(void *context, const struct simulation_sample *sample)
{
	struct check *check = context;
	double lba = (double)sample->recorded_blocks, seconds = (double)sample->time_ns / 1e9;
	double promised, blocks;

	/* standing still at a stop says nothing: the interval goes on */
	for (unsigned i = 0; i < check->curve.stop_count; i++)
		if (check->curve.stops[i].lba == lba)
			return;
	/* not before recording began, nor after it ended */
	if (check->last_lba > 0 && sample->buffer_used_bytes > 0) {
		promised = promised_seconds(&check->curve, check->last_lba, lba);
		blocks = (seconds - check->last_seconds - promised) * (lba - check->last_lba) /
			 promised;
		check->worst_blocks = fmax(check->worst_blocks, fabs(blocks));
		check->intervals++;
	}
	check->last_lba = lba;
	check->last_seconds = seconds;
}

/* Splitmix64: the same intervals in every run, and other ones in every burn. */
static uint64_t random_number(void)
{
	static uint64_t state = 4;
	uint64_t z = state += 0x9E3779B97F4A7C15;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
	return z ^ z >> 27;
}

/* One burn at the speed in force, looked at 260 to 360 times. */
static void assert_burn_keeps_promise(struct drive_rig *rig, double ecc_blocks)
{
	struct check check = { .last_lba = 0 };
	struct simulation_plan plan = { .streaming = true };
	struct simulation_result result;
	double full_seconds;

	read_curve(rig, &check.curve);
	/* CD: 2352 bytes and 75 blocks at 176.4 kB/s; DVD: 676.08 at 1385; BD: 2195.12 at 4495 */
	check.curve.block_kB = ecc_blocks < 2	 ? 176.4 / 75
			       : ecc_blocks < 20 ? 1385 / 676.08
						 : 4495 / 2195.12;
	full_seconds = promised_seconds(
		&check.curve, 0, check.curve.zones[check.curve.count - 1].end_lba + 1);
	plan.sample_ns = (uint64_t)(full_seconds * 1e9 / (double)(260 + random_number() % 100));
	burnrig_drive_advance(rig->drive, rig->now_ns);
	assert_int_equal(simulation_burn(rig->drive, &plan, on_sample, &check, &result), 0);
	rig->now_ns += result.record_ns;
	assert_true(check.intervals > 250);
	assert_int_equal(result.underruns, 0);
	/* rates are told in whole kB/s and stops in tenths of ms; a head is seen in whole blocks */
	if (check.worst_blocks > fmax(ecc_blocks, 2))
		fail_msg("%g blocks off", check.worst_blocks);
}

static uint32_t end_rate(struct drive_rig *rig)
{
	uint32_t best = 0;

	rig_in(rig, RIG_CDB(PERFORMANCE(0x14, 0)), 2048);
	for (unsigned i = 0; i < (be32(rig->data) - 4) / 16; i++) {
		const uint8_t *descriptor = rig->data + 8 + (size_t)16 * i;
		uint32_t high = be32(descriptor + 12), low = be32(descriptor + 4);

		best = high > best ? high : best;
		best = low > best ? low : best;
	}
	return best;
}

/* What was asked for is in force, between two speeds the lower one, beyond them the nearest. */
static void assert_rounding(struct drive_rig *rig, const struct promise *speeds, unsigned count)
{
	ask(rig, 65535, false);
	assert_page_agrees(rig, speeds, count, speeds[0].kBps);
	ask(rig, 1, false);
	assert_page_agrees(rig, speeds, count, speeds[count - 1].kBps);
	for (unsigned i = 0; i + 1 < count; i++) {
		ask(rig, (speeds[i].kBps + speeds[i + 1].kBps) / 2, false);
		assert_page_agrees(rig, speeds, count, speeds[i + 1].kBps);
	}
}

/* Blocks of one ECC block by profile: CD none beyond the sector, DVD 16, BD 32. */
static double ecc_blocks_of(const struct drive_rig *rig)
{
	struct burnrig_drive_status status;

	burnrig_drive_status(rig->drive, &status);
	return status.current_profile < 0x10 ? 1 : status.current_profile < 0x40 ? 16 : 32;
}

/* What is looked at here is what the drive does: what its definition makes it say otherwise goes. */
static void take_quirks_off(struct burnrig_drive_definition *definition)
{
	definition->quirks = 0;
	definition->page_2a_speeds = 0;
	definition->page_change_count = 0;
	definition->refused_performance = 0;
}

/* Returns false for a medium that the drive does not write. */
static bool check_pair(const char *drive, const char *medium)
{
	struct drive_rig *rig = rig_ready(drive, medium);
	struct promise speeds[SPEEDS_MAX] = { { 0, false, false } };
	struct burnrig_drive_status status;
	unsigned count = 0;

	take_quirks_off(rig->definition);
	burnrig_drive_status(rig->drive, &status);
	if (status.current_profile)
		count = listed_speeds(rig, speeds);
	if (count) {
		print_message("%s, %s: %u speeds\n", drive, medium, count);
		assert_page_agrees(rig, speeds, count, speeds[0].kBps);
		assert_rounding(rig, speeds, count);
	}
	for (unsigned i = 0; i < count; i++) {
		ask(rig, speeds[i].kBps, speeds[i].pure_cav);
		assert_page_agrees(rig, speeds, count, speeds[i].kBps);
		/* a spindle may not reach the name, and a motion is cut to whole kB/s */
		assert_true(end_rate(rig) <= speeds[i].kBps);
		if (speeds[i].exact)
			assert_int_equal(end_rate(rig), speeds[i].kBps);
		assert_burn_keeps_promise(rig, ecc_blocks_of(rig));
	}
	rig_end(rig);
	return count > 0;
}

static void every_drive_and_medium(void **state)
{
	static struct names drives, media;
	unsigned pairs = 0;

	(void)state;
	assert_int_equal(burnrig_definitions_list("drives", keep_name, &drives), 0);
	assert_int_equal(burnrig_definitions_list("media", keep_name, &media), 0);
	for (unsigned d = 0; d < drives.count; d++)
		for (unsigned m = 0; m < media.count; m++)
			pairs += check_pair(drives.list[d], media.list[m]);
	assert_true(pairs >= drives.count);
}

/* Definitions with what the shipped ones have not: partial CAV by its start, zones, two layers. */
static void figures_too(void **state)
{
	static const char *const pairs[][2] = {
		{ "dvd-2004", "dvd-24x" },
		{ "dvd-2004", "dvd-dl" },
		{ "bd-table", "bd-25" },
		{ "zoned", "dvd-24x" },
		{ "zoned", "dvd-dl" },
	};
	char paths[2][512];

	(void)state;
	for (unsigned i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		for (unsigned j = 0; j < 2; j++)
			snprintf(paths[j], sizeof paths[j], "%s/figures/%s.conf",
				burnrig_definitions_folder(), pairs[i][j]);
		assert_true(check_pair(paths[0], paths[1]));
	}
	snprintf(paths[0], sizeof paths[0], "%s/figures/zoned.conf", burnrig_definitions_folder());
	assert_true(check_pair(paths[0], "cd-r-80"));
}

/* The next event of the classes in @mask: class, code. */
static void assert_event(struct drive_rig *rig, uint8_t mask, unsigned event_class, unsigned code)
{
	rig_in(rig, RIG_CDB(0x4A, 1, 0, 0, mask, 0, 0, 0, 8, 0), 8);
	assert_int_equal(rig->data[2], event_class);
	assert_int_equal(rig->data[4] & 0x0F, code);
}

/*
 * A 16x disc at 2.4x is exchanged for one of 8x: unit attention, removal and arrival among the media
 * events, a feature change; then the list is the new disc's and its fastest speed is in force.
 */
static void medium_change(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r");
	struct promise speeds[SPEEDS_MAX] = { { 0, false, false } };
	unsigned count;

	(void)state;
	ask(rig, 3324, false);
	assert_int_equal(end_rate(rig), 3324);
	rig_in(rig, RIG_CDB(0x1B, 0, 0, 0, 2, 0), 0);
	assert_event(rig, 0x10, 4, 3); /* media removal */
	assert_int_equal(burnrig_disc_close(burnrig_drive_take_disc(rig->drive)), 0);
	rig_insert(rig, "dvd+r-8x");
	rig_wait(rig);
	rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	rig_assert_sense(rig, 6, 0x28, 0);
	assert_event(rig, 0x10, 4, 2);			 /* new media */
	assert_event(rig, 0x02, 1, 2);			 /* changed */
	assert_memory_equal(rig->data + 6, "\0\x01", 2); /* feature change */
	count = listed_speeds(rig, speeds);
	assert_int_equal(count, 4);
	assert_int_equal(speeds[0].kBps, 11080);
	assert_page_agrees(rig, speeds, count, 11080);
	assert_int_equal(end_rate(rig), 11080);
	assert_burn_keeps_promise(rig, 16);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_drive_and_medium),
		cmocka_unit_test(figures_too),
		cmocka_unit_test(medium_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
