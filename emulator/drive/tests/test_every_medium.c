/* SPDX-License-Identifier: MIT */
/*
 * Every medium definition, in every way that its family is recorded: a new one is written, closed and read
 * back, and refuses what it must: at another address, when it is closed, when it is full, when it is not
 * there. What is expected is of MMC-6 (annex F, for the sense) and of the standards of the media; nothing is
 * read from the drive's own tables.
 */
#include <string.h>

#include "burnrig/definition.h"
#include "emulator/drive/tests/medium_ways.h"

static struct drive_rig *begun(const char *medium, const struct way *way)
{
	struct drive_rig *rig = rig_ready("burner", medium);

	way_select_page_05(rig, way->page_05);
	if (way->format[1])
		way_format(rig, way->format[0], (uint8_t)(way->format[1] - 1));
	if (way->begin)
		way->begin(rig);
	return rig;
}

static void close_it(struct drive_rig *rig, const struct way *way)
{
	if (way->end)
		way->end(rig);
	step_synchronize(rig);
	for (unsigned i = 0; i < 2 && way->close[i]; i++)
		step_close(rig, way->close[i], way->close[i] == 1);
	rig_wait(rig);
}

static void life(const char *medium, const struct way *way)
{
	struct drive_rig *rig = begun(medium, way);
	uint32_t block_bytes = way->runs[0].block_bytes;

	if (way->wrong_lba != ANYWHERE) {
		way_try_write(rig, way->wrong_lba, way->piece, block_bytes);
		way_assert_sense(rig, &way->wrong);
	}
	for (unsigned i = 0; i < RUNS_MAX && way->runs[i].blocks; i++)
		way_write_run(rig, &way->runs[i], way->piece);
	close_it(rig, way);
	for (unsigned i = 0; i < RUNS_MAX && way->runs[i].blocks; i++)
		way_check_run(rig, &way->runs[i]);
	way_try_write(rig, way->closed_lba, way->piece, block_bytes);
	way_assert_sense(rig, &way->closed);
	step_synchronize(rig);
	rig_in(rig, RIG_CDB(0x1B, 0, 0, 0, 2, 0), 0);
	way_try_write(rig, way->closed_lba, way->piece, block_bytes);
	rig_assert_sense(rig, 2, 0x3A, 0x02);
	rig_end(rig);
}

static void full(const char *medium, const struct way *way)
{
	struct drive_rig *rig = begun(medium, way);

	way->fill(rig, way);
	way_assert_sense(rig, &way->full);
	rig_end(rig);
}

/* A drive that records other media calls such as it only reads read-only; one that records nothing has no WRITE. */
static void wrong_drive(const char *medium, bool is_cd)
{
	struct drive_rig *rig = rig_ready(
		is_cd ? "emulator/drive/tests/cd_reader.conf" : "matshita-ujda710", medium);

	way_try_write(rig, 0, 32, 2048);
	assert_int_equal(rig->command.status, 0x02);
	if (is_cd)
		rig_assert_sense(rig, 5, 0x20, 0x00);
	else
		assert_true((rig->command.sense[2] == 5 || rig->command.sense[2] == 2) &&
			    rig->command.sense[12] == 0x30);
	rig_end(rig);
}

static unsigned profile_of(const char *medium)
{
	struct drive_rig *rig = rig_ready("burner", medium);
	unsigned profile = step_profile(rig);

	rig_end(rig);
	return profile;
}

/* ---- media ---------------------------------------------------------------------------------- */

struct names {
	char list[64][64];
	unsigned count;
};

static void keep_name(void *context, const char *name, const char *path)
{
	struct names *names = context;

	(void)path;
	assert_true(names->count < 64 && strlen(name) < sizeof names->list[0]);
	memcpy(names->list[names->count++], name, strlen(name) + 1);
}

static bool is_pressed(unsigned profile)
{
	return profile == 0x0008 || profile == 0x0010 || profile == 0x0040;
}

static void every_way(void **state)
{
	static struct names media;
	unsigned lives = 0;

	(void)state;
	assert_int_equal(burnrig_definitions_list("media", keep_name, &media), 0);
	for (unsigned m = 0; m < media.count; m++) {
		const char *medium = media.list[m];
		unsigned profile = profile_of(medium), found = 0;

		for (size_t i = 0; i < medium_way_count; i++) {
			if (medium_ways[i].profile != profile)
				continue;
			print_message("%s: %s\n", medium, medium_ways[i].name);
			life(medium, &medium_ways[i]);
			full(medium, &medium_ways[i]);
			found++;
		}
		assert_true(is_pressed(profile) ? !found : found);
		wrong_drive(medium, profile <= 0x000A);
		lives += found;
	}
	assert_true(lives >= 138);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
