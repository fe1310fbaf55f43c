/* SPDX-License-Identifier: MIT */
/*
 * What must hold for every drive and every medium that is defined: GET PERFORMANCE, mode page 2Ah
 * and SET STREAMING or SET CD SPEED speak of the same speeds, those of the definitions; a burn takes
 * the time that GET PERFORMANCE promised, and that which the definitions come to (speed_model.h); and
 * a change of the medium brings the next one's speeds. What was promised is integrated here from the
 * descriptors alone.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "emulator/drive/drive_definition.h"
#include "emulator/drive/simulation.h"
#include "emulator/drive/tests/drive_rig.h"
#include "emulator/drive/tests/speed_model.h"

#define NAMES_MAX		     256
#define SPEEDS_MAX		     16
#define ZONES_MAX		     64
#define SAMPLES_MAX		     512
#define INTERVALS		     8 /* tried of each burn */
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

/* Splitmix64: the same intervals in every run, and other ones in every burn. */
static uint64_t random_number(void)
{
	static uint64_t state = 4;
	uint64_t z = state += 0x9E3779B97F4A7C15;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
	return z ^ z >> 27;
}

static void set_cd_speed(struct drive_rig *rig, uint32_t kBps, bool pure_cav)
{
	rig_in(rig,
		RIG_CDB(0xBB, pure_cav, 0xFF, 0xFF, (uint8_t)(kBps >> 8), (uint8_t)kBps, 0, 0, 0, 0,
			0, 0),
		0);
}

static void set_streaming(struct drive_rig *rig, uint32_t kBps, bool pure_cav)
{
	uint8_t list[28] = { [8] = 0x7F, 0xFF, 0xFF, 0xFF, [14] = 0xFF, 0xFF };

	list[0] = (uint8_t)(pure_cav << 3);
	put_be32(list + 16, 1000);
	put_be32(list + 20, kBps);
	put_be32(list + 24, 1000);
	rig_out(rig, RIG_CDB(0xB6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 28, 0), list, 28);
	rig_assert_good(rig);
}

/* By one command or the other where there are two. */
static void ask(struct drive_rig *rig, uint32_t kBps, bool pure_cav)
{
	if (is_cd(rig) && kBps <= 0xFFFF && random_number() % 2)
		set_cd_speed(rig, kBps, pure_cav);
	else
		set_streaming(rig, kBps, pure_cav);
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
	struct {
		double lba, seconds;
	} samples[SAMPLES_MAX]; /* of one recording without an interruption */
	unsigned sample_count;
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
	if (lba > 0 && sample->buffer_used_bytes > 0) {
		assert_true(check->sample_count < SAMPLES_MAX);
		check->samples[check->sample_count].lba = lba;
		check->samples[check->sample_count++].seconds = seconds;
	}
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

/* Between random places of the burn: it took what the definitions come to. */
static void assert_random_intervals(
	const struct check *check, const struct speed_model *model, double ecc_blocks)
{
	for (unsigned i = 0; i < INTERVALS; i++) {
		unsigned a = (unsigned)(random_number() % (check->sample_count - 1));
		unsigned b = a + 1 + (unsigned)(random_number() % (check->sample_count - a - 1));
		double from = check->samples[a].lba, to = check->samples[b].lba;
		double took = check->samples[b].seconds - check->samples[a].seconds;
		double off = took - speed_model_seconds(model, from, to);
		double blocks = off * speed_model_rate(model, to);

		if (fabs(blocks) > fmax(ecc_blocks, 2))
			fail_msg("%.0f to %.0f took %.9g s, which is %.2f blocks off", from, to,
				took, blocks);
	}
}

/* One burn at the speed in force, looked at 260 to 360 times. */
static void assert_burn_keeps_promise(
	struct drive_rig *rig, double ecc_blocks, const struct speed_model *model)
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
	assert_random_intervals(&check, model, ecc_blocks);
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
	ask(rig, speeds[0].kBps * 3 / 2, false);
	assert_page_agrees(rig, speeds, count, speeds[0].kBps);
	ask(rig, 0x10000000, false);
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

static struct burnrig_medium_definition *medium_definition(const char *name)
{
	struct burnrig_medium_definition *medium = NULL;
	struct burnrig_problem problem;

	assert_int_equal(burnrig_medium_definition_load(name, &medium, &problem), 0);
	return medium;
}

/* Type 03h lists what the definitions come to, in @ret_expected, and page 2Ah the same. Returns how many. */
static unsigned assert_list(struct drive_rig *rig, const struct burnrig_medium_definition *medium,
	struct promise *ret_speeds, struct mechanics_speed *ret_expected)
{
	struct burnrig_drive_status status;
	unsigned count;

	burnrig_drive_status(rig->drive, &status);
	if (!status.current_profile)
		return 0;
	count = listed_speeds(rig, ret_speeds);
	assert_int_equal(count,
		speed_model_speeds(rig->definition, status.current_profile, medium, ret_expected));
	for (unsigned i = 0; i < count; i++) {
		assert_int_equal(ret_speeds[i].kBps, ret_expected[i].kBps);
		assert_int_equal(ret_speeds[i].pure_cav, ret_expected[i].rotation == MECHANICS_CAV);
	}
	if (count) /* nothing was asked for: the fastest */
		assert_page_agrees(rig, ret_speeds, count, ret_speeds[0].kBps);
	return count;
}

static void burn_at(struct drive_rig *rig, const struct burnrig_medium_definition *medium,
	struct mechanics_speed speed)
{
	struct speed_model model;

	speed_model_make(&model, rig->definition, medium, speed);
	assert_burn_keeps_promise(rig, ecc_blocks_of(rig), &model);
}

/* Returns false for a medium that the drive does not write. */
static bool check_pair(const char *drive, const char *medium_name)
{
	struct drive_rig *rig = rig_ready(drive, medium_name);
	struct burnrig_medium_definition *medium = medium_definition(medium_name);
	struct promise speeds[SPEEDS_MAX] = { { 0, false, false } };
	struct mechanics_speed expected[DRIVE_SPEEDS_MAX];
	unsigned count;

	take_quirks_off(rig->definition);
	count = assert_list(rig, medium, speeds, expected);
	if (count) {
		print_message("%s, %s: %u speeds\n", drive, medium_name, count);
		assert_rounding(rig, speeds, count);
	}
	for (unsigned i = 0; i < count; i++) {
		ask(rig, speeds[i].kBps, speeds[i].pure_cav);
		assert_page_agrees(rig, speeds, count, speeds[i].kBps);
		/* a spindle may not reach the name, and a motion is cut to whole kB/s */
		assert_true(end_rate(rig) <= speeds[i].kBps);
		if (speeds[i].exact)
			assert_int_equal(end_rate(rig), speeds[i].kBps);
		burn_at(rig, medium, expected[i]);
	}
	burnrig_medium_definition_free(medium);
	rig_end(rig);
	return count > 0;
}

/* The next event of the classes in @mask: class, code. */
static void assert_event(struct drive_rig *rig, uint8_t mask, unsigned event_class, unsigned code)
{
	rig_in(rig, RIG_CDB(0x4A, 1, 0, 0, mask, 0, 0, 0, 8, 0), 8);
	assert_int_equal(rig->data[2] & 7, event_class);
	assert_int_equal(rig->data[4] & 0x0F, code);
}

/*
 * The disc comes out and a blank one of @medium goes in: unit attention, removal and arrival among the
 * media events, a feature change; then the list is the new disc's and its fastest speed is in force.
 * Returns how many speeds there are.
 */
static unsigned change_medium(struct drive_rig *rig, const char *medium_name)
{
	struct burnrig_medium_definition *medium = medium_definition(medium_name);
	struct promise speeds[SPEEDS_MAX] = { { 0, false, false } };
	struct mechanics_speed expected[DRIVE_SPEEDS_MAX];
	unsigned count;

	rig_in(rig, RIG_CDB(0x1B, 0, 0, 0, 2, 0), 0);
	rig_wait(rig);
	assert_event(rig, 0x10, 4, 3); /* media removal */
	assert_int_equal(burnrig_disc_close(burnrig_drive_take_disc(rig->drive)), 0);
	rig_insert(rig, medium_name);
	rig_wait(rig);
	rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	rig_assert_sense(rig, 6, 0x28, 0);
	assert_event(rig, 0x10, 4, 2);			 /* new media */
	assert_event(rig, 0x02, 1, 2);			 /* changed */
	assert_memory_equal(rig->data + 6, "\0\x01", 2); /* feature change */
	count = assert_list(rig, medium, speeds, expected);
	if (count) {
		assert_int_equal(end_rate(rig) <= speeds[0].kBps, true);
		if (random_number() % 4 == 0)
			burn_at(rig, medium, expected[0]);
		ask(rig, speeds[count - 1].kBps, false); /* what the next must forget */
		assert_page_agrees(rig, speeds, count, speeds[count - 1].kBps);
	}
	burnrig_medium_definition_free(medium);
	return count;
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

/* Every drive, through all media one after the other. */
static void medium_changes(void **state)
{
	static struct names drives, media;

	(void)state;
	assert_int_equal(burnrig_definitions_list("drives", keep_name, &drives), 0);
	assert_int_equal(burnrig_definitions_list("media", keep_name, &media), 0);
	for (unsigned d = 0; d < drives.count; d++) {
		struct drive_rig *rig = rig_ready(drives.list[d], media.list[media.count - 1]);
		unsigned changes = 0;

		take_quirks_off(rig->definition);
		for (unsigned m = 0; m < media.count; m++)
			changes += change_medium(rig, media.list[m]) != 0;
		print_message("%s: %u media to write\n", drives.list[d], changes);
		assert_true(changes > 0);
		rig_end(rig);
	}
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_drive_and_medium),
		cmocka_unit_test(figures_too),
		cmocka_unit_test(medium_changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
