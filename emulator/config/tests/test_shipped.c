/* SPDX-License-Identifier: MIT */
/* The definitions in fixtures/: all load, and the numbers that programs meet are the ones that real
 * drives of the kind report. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
/* after the headers it needs */
#include <cmocka.h>

#include "burnrig/definition.h"
#include "emulator/drive/drive_definition.h"
#include "emulator/mechanics/motion.h"
#include "emulator/media/medium_definition.h"

static struct burnrig_drive_definition *load_drive(const char *name)
{
	struct burnrig_drive_definition *drive = NULL;
	struct burnrig_problem problem = { .text = "" };
	char line[512];

	if (burnrig_drive_definition_load(name, &drive, &problem) != 0)
		fail_msg("%s", burnrig_problem_format(&problem, line, sizeof(line)));
	return drive;
}

static struct burnrig_medium_definition *load_medium(const char *name)
{
	struct burnrig_medium_definition *medium = NULL;
	struct burnrig_problem problem = { .text = "" };
	char line[512];

	if (burnrig_medium_definition_load(name, &medium, &problem) != 0)
		fail_msg("%s", burnrig_problem_format(&problem, line, sizeof(line)));
	return medium;
}

static void load_one(void *context, const char *name, const char *path)
{
	unsigned *count = context;

	if (strstr(path, "/fixtures/drives/")) {
		struct burnrig_drive_definition *drive = load_drive(name);

		assert_string_equal(burnrig_drive_definition_name(drive), name);
		assert_true(strlen(burnrig_drive_definition_title(drive)) > 0);
		burnrig_drive_definition_free(drive);
	} else {
		struct burnrig_medium_definition *medium = load_medium(path);

		assert_string_equal(burnrig_medium_definition_name(medium), name);
		assert_true(mechanics_geometry_is_valid(&medium->geometry));
		burnrig_medium_definition_free(medium);
	}
	++*count;
}

static void test_all_load(void **state)
{
	unsigned drives = 0, media = 0;

	(void)state;
	assert_int_equal(burnrig_definitions_list("drives", load_one, &drives), 0);
	assert_int_equal(burnrig_definitions_list("media", load_one, &media), 0);
	assert_true(drives >= 21);
	assert_true(media >= 13);
}

static const struct drive_profile_definition *find(
	const struct burnrig_drive_definition *drive, uint16_t profile)
{
	unsigned i = 0;

	while (i < drive->profile_count && drive->profiles[i].profile != profile)
		i++;
	if (i == drive->profile_count)
		fail_msg("profile %04Xh is missing", profile);
	return &drive->profiles[i];
}

static void assert_speeds(
	const struct mechanics_speed *speeds, unsigned count, const uint32_t *expected_kBps)
{
	for (unsigned i = 0; i < count; i++)
		assert_int_equal(speeds[i].kBps, expected_kBps[i]);
}

static void test_default_drive(void **state)
{
	/* as programs list them: growisofs and xorriso for 2.4x .. 16x DVD, wodim for 4x .. 48x CD */
	static const uint32_t dvd[] = { 22160, 16620, 11080, 8310, 5540, 3324 };
	static const uint32_t cd[] = { 8467, 7056, 5644, 4233, 2822, 1411, 705 };
	static const uint32_t bd[] = { 8990, 4495 };
	struct burnrig_drive_definition *drive = load_drive("burner");
	const struct drive_profile_definition *dvd_r = find(drive, 0x001B);
	const struct drive_profile_definition *cd_r = find(drive, 0x0009);
	const struct drive_profile_definition *bd_re = find(drive, 0x0043);

	(void)state;
	assert_string_equal(drive->vendor, "BURNRIG");
	assert_int_equal(drive->interface, 7);
	assert_int_equal(drive->buffer_bytes, 4194304);
	assert_true(dvd_r->writable && cd_r->writable && bd_re->writable);
	assert_false(find(drive, 0x0010)->writable);
	assert_int_equal(dvd_r->write_speed_count, 6);
	assert_speeds(dvd_r->write_speeds, 6, dvd);
	assert_int_equal(dvd_r->write_speeds[0].rotation, MECHANICS_CAV);
	assert_int_equal(dvd_r->write_speeds[2].rotation, MECHANICS_CLV);
	assert_int_equal(cd_r->write_speed_count, 7);
	assert_speeds(cd_r->write_speeds, 7, cd);
	assert_int_equal(bd_re->write_speed_count, 2);
	assert_speeds(bd_re->write_speeds, 2, bd);
	burnrig_drive_definition_free(drive);
}

static void test_media(void **state)
{
	struct burnrig_medium_definition *bd = load_medium("bd-re-25");
	struct burnrig_medium_definition *dvd = load_medium("dvd+r");
	struct burnrig_medium_definition *cd = load_medium("cd-r-80");

	(void)state;
	assert_int_equal(bd->capacity_blocks - bd->default_spare_blocks, 11826176);
	assert_int_equal(bd->recording_unit_blocks, 32);
	assert_int_equal(bd->write_speeds_cx[1], 200);
	assert_int_equal(dvd->capacity_blocks, 0x230540);
	assert_int_equal(dvd->recording_unit_blocks, 16);
	assert_int_equal(dvd->write_speed_count, 6);
	assert_int_equal(dvd->write_speeds_cx[0], 240);
	assert_string_equal(dvd->manufacturer_id, "MCC");
	assert_string_equal(dvd->media_type_id, "004");
	/* 79:59:74 and 97:15:17 */
	assert_int_equal(cd->capacity_blocks, 359849);
	assert_int_equal(cd->atip_lead_in_lba, -12508);
	assert_int_equal(cd->geometry.reference_Bps, 176400);
	burnrig_medium_definition_free(bd);
	burnrig_medium_definition_free(dvd);
	burnrig_medium_definition_free(cd);
}

/* A full 16x DVD+R in the default drive takes 300 s, in the slim one as long as 8x CAV: 600 s. */
static void test_drive_and_medium_together(void **state)
{
	struct burnrig_medium_definition *medium = load_medium("dvd+r");
	const char *names[] = { "burner", "slim" };
	const uint64_t expected_s[] = { 300, 600 };

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct burnrig_drive_definition *drive = load_drive(names[i]);
		struct mechanics_motion motion;

		mechanics_motion_make(&motion, &medium->geometry,
			find(drive, 0x001B)->write_speeds[0], drive->rpm_max);
		assert_in_range(mechanics_motion_transfer_ns(&motion, 0, 2295104) / 1000000000,
			expected_s[i] - 1, expected_s[i] + 1);
		burnrig_drive_definition_free(drive);
	}
	burnrig_medium_definition_free(medium);
}

static void test_unknown_name(void **state)
{
	struct burnrig_drive_definition *drive = NULL;
	struct burnrig_problem problem;

	(void)state;
	assert_int_equal(
		burnrig_drive_definition_load("bruner", &drive, &problem), -2 /* ENOENT */);
	assert_null(drive);
	assert_non_null(strstr(problem.file, "drives/bruner.conf"));
	assert_non_null(strstr(problem.text, "burner"));
	assert_int_equal(burnrig_definitions_list("discs", load_one, NULL), -22 /* EINVAL */);
}

static void test_other_folder(void **state)
{
	char before[1024];
	unsigned count = 0;

	(void)state;
	snprintf(before, sizeof(before), "%s", burnrig_definitions_folder());
	burnrig_set_definitions_folder("/nonexistent");
	assert_string_equal(burnrig_definitions_folder(), "/nonexistent");
	assert_int_equal(burnrig_definitions_list("drives", load_one, &count), -2 /* ENOENT */);
	burnrig_set_definitions_folder(NULL);
	assert_string_equal(burnrig_definitions_folder(), before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_load),
		cmocka_unit_test(test_default_drive),
		cmocka_unit_test(test_media),
		cmocka_unit_test(test_drive_and_medium_together),
		cmocka_unit_test(test_unknown_name),
		cmocka_unit_test(test_other_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
