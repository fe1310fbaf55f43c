/* SPDX-License-Identifier: MIT */
/*
 * The shipped definitions, damaged at random: each is either read, and then within the limits that
 * mechanics and drive rely on, or refused with a reason. The same damage on every run.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* after the headers it needs */
#include <cmocka.h>

#include "burnrig/definition.h"
#include "emulator/config/config.h"
#include "emulator/drive/drive_definition.h"
#include "emulator/media/medium_definition.h"

#define ROUNDS	   400
#define TEXT_BYTES 16384

static uint64_t next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

struct damage {
	uint64_t seed;
	unsigned read, refused;
};

static const char *const words[] = { "{", "}", "\"", "'", "=", "+=", "#", "/*", "*/", "//", "\\",
	",", "0", "9999999999", "-1", "x", " CAV", "profile", "title", "write", "\n", "$", "\x80",
	"(", ")" };

/* One of: a piece gone, a piece twice, a word put in, a character changed. */
static void damage_once(char *text, uint64_t *seed)
{
	size_t length = strlen(text), at = next_random(seed) % (length + 1);
	size_t piece = next_random(seed) % 40;
	const char *word = words[next_random(seed) % (sizeof(words) / sizeof(words[0]))];

	if (piece > length - at)
		piece = length - at;
	switch (next_random(seed) % 4) {
	case 0:
		memmove(text + at, text + at + piece, length - at - piece + 1);
		break;
	case 1:
		if (length + piece < TEXT_BYTES - 1)
			memmove(text + at + piece, text + at, length - at + 1);
		break;
	case 2:
		if (length + strlen(word) < TEXT_BYTES - 1) {
			memmove(text + at + strlen(word), text + at, length - at + 1);
			for (size_t i = 0; word[i]; i++)
				text[at + i] = word[i];
		}
		break;
	default:
		if (at < length)
			text[at] = (char)(1 + next_random(seed) % 255);
	}
}

static void check_drive(const struct burnrig_drive_definition *drive)
{
	assert_in_range(drive->profile_count, 1, DRIVE_PROFILES_MAX);
	assert_true(drive->rpm_max > 0);
	assert_true(drive->buffer_bytes >= 128 * 1024);
	assert_true(strlen(drive->vendor) <= 8 && strlen(drive->product) <= 16);
	for (unsigned i = 0; i < drive->profile_count; i++) {
		const struct drive_profile_definition *entry = &drive->profiles[i];

		assert_in_range(entry->read_speed_count, 1, DRIVE_SPEEDS_MAX);
		assert_true(entry->write_speed_count <= DRIVE_SPEEDS_MAX);
		assert_int_equal(entry->writable, entry->write_speed_count > 0);
		for (unsigned n = 1; n < entry->read_speed_count; n++)
			assert_true(entry->read_speeds[n].kBps < entry->read_speeds[n - 1].kBps);
	}
}

static bool is_pressed(enum medium_family family)
{
	return family == MEDIUM_FAMILY_CD_ROM || family == MEDIUM_FAMILY_DVD_ROM ||
	       family == MEDIUM_FAMILY_BD_ROM;
}

static void check_medium(const struct burnrig_medium_definition *medium)
{
	assert_true(mechanics_geometry_is_valid(&medium->geometry));
	assert_in_range(medium->write_speed_count, is_pressed(medium->family) ? 0 : 1,
		is_pressed(medium->family) ? 0 : MEDIUM_SPEEDS_MAX);
	assert_int_equal(medium->capacity_blocks % medium->recording_unit_blocks, 0);
	assert_true(medium->default_spare_blocks < medium->capacity_blocks);
}

static void try_text(struct damage *damage, const char *text)
{
	struct burnrig_drive_definition *drive = NULL;
	struct burnrig_medium_definition *medium = NULL;
	struct burnrig_problem problem = { .text = "" };
	int rc = drive_definition_parse(text, "d.conf", &drive, &problem);

	if (rc != 0) {
		assert_int_equal(rc, -22);
		assert_true(*problem.text);
		problem.text[0] = '\0';
		rc = medium_definition_parse(text, "d.conf", &medium, &problem);
	}
	if (drive)
		check_drive(drive);
	else if (medium)
		check_medium(medium);
	else
		assert_true(rc == -22 && *problem.text);
	if (rc == 0)
		damage->read++;
	else
		damage->refused++;
	burnrig_drive_definition_free(drive);
	burnrig_medium_definition_free(medium);
}

static void damage_file(void *context, const char *name, const char *path)
{
	struct damage *damage = context;
	char original[TEXT_BYTES], text[TEXT_BYTES];
	FILE *file = fopen(path, "r");
	size_t length;

	(void)name;
	assert_non_null(file);
	length = fread(original, 1, sizeof(original) - 1, file);
	fclose(file);
	original[length] = '\0';
	for (unsigned round = 0; round < ROUNDS; round++) {
		memcpy(text, original, length + 1);
		for (uint64_t n = next_random(&damage->seed) % 4; n < 4; n++)
			damage_once(text, &damage->seed);
		try_text(damage, text);
	}
}

static void test_damaged_definitions(void **state)
{
	struct damage damage = { .seed = 0x20150312 };

	(void)state;
	assert_int_equal(burnrig_definitions_list("drives", damage_file, &damage), 0);
	assert_int_equal(burnrig_definitions_list("media", damage_file, &damage), 0);
	/* some damage falls into comments, some does not: both ways are tried */
	assert_true(damage.read > 100);
	assert_true(damage.refused > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_damaged_definitions) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
