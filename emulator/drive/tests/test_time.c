/* SPDX-License-Identifier: MIT */
/*
 * Long operations with their progress, and that a run repeats: the same definition, disc, seed and
 * commands give the same trace, byte for byte, in whatever steps time passes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emulator/drive/tests/drive_rig.h"

#define FORMAT_DEFAULT (const uint8_t[]) { 0, 0x02, 0, 8, 0, 0xB4, 0x74, 0x00, 0, 0, 0x30, 0 }, 12
#define NS_PER_S       UINT64_C(1000000000)

static unsigned progress(const struct drive_rig *rig)
{
	assert_int_equal(rig->command.sense[15], 0x80);
	return (unsigned)rig->command.sense[16] << 8 | rig->command.sense[17];
}

/* FORMAT UNIT with IMMED: 02/04/04 with rising progress until it is done. */
static void format_goes_on(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");
	unsigned last;
	uint64_t end_ns;

	(void)state;
	rig_out(rig, RIG_CDB(0x04, 0x11, 0, 0, 0, 0), FORMAT_DEFAULT);
	rig_assert_good(rig);
	end_ns = burnrig_drive_next_event_ns(rig->drive);
	assert_true(end_ns > rig->now_ns + NS_PER_S);
	rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	rig_assert_sense(rig, 2, 0x04, 0x04);
	assert_true(progress(rig) < 0x100);
	for (last = 0; rig->now_ns + NS_PER_S < end_ns; rig->now_ns += NS_PER_S) {
		rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
		rig_assert_sense(rig, 2, 0x04, 0x04);
		assert_true(progress(rig) >= last);
		last = progress(rig);
	}
	assert_true(last > 0xE000);
	rig_in(rig, RIG_CDB(0x03, 0, 0, 0, 18, 0), 18); /* polled with REQUEST SENSE */
	assert_memory_equal(rig->data, "\x70\0\x02", 3);
	assert_memory_equal(rig->data + 12, "\x04\x04\0\x80", 4);
	rig_run(rig, RIG_CDB(0x28, 0, 0, 0, 0, 0, 0, 0, 1, 0), 2048);
	rig_assert_sense(rig, 2, 0x04, 0x04);
	rig_run(rig, RIG_CDB(0x1B, 0, 0, 0, 2, 0), 0); /* not to be ejected now */
	rig_assert_sense(rig, 2, 0x04, 0x04);
	rig_in(rig, RIG_CDB(0x4A, 1, 0, 0, 0x40, 0, 0, 0, 8, 0), 8);
	assert_memory_equal(rig->data, "\0\x06\x06\x56\x01\x01", 6); /* busy */
	rig_wait(rig);
	rig_in(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	rig_in(rig, RIG_CDB(0x4A, 1, 0, 0, 0x40, 0, 0, 0, 8, 0), 8);
	assert_memory_equal(rig->data, "\0\x06\x06\x56\x01\x00", 6);
	rig_in(rig, RIG_CDB(0x4A, 1, 0, 0, 0x02, 0, 0, 0, 8, 0), 8);
	assert_memory_equal(rig->data, "\0\x06\x01\x56\x02\0\0\x01", 8);
	rig_end(rig);
}

/* Without IMMED the command itself lasts as long. */
static void format_waits(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");
	uint64_t start_ns = rig->now_ns;
	uint8_t list[12] = { 0, 0x00, 0, 8, 0, 0xB4, 0x74, 0x00, 0, 0, 0x30, 0 };

	(void)state;
	rig_out(rig, RIG_CDB(0x04, 0x11, 0, 0, 0, 0), list, 12);
	rig_assert_good(rig);
	assert_true(rig->now_ns - start_ns > NS_PER_S);
	rig_in(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	rig_end(rig);
}

struct record {
	char *text;
	size_t length;
	unsigned lines;
};

static void keep(void *context, const char *line)
{
	struct record *record = context;
	size_t length = strlen(line);

	record->text = realloc(record->text, record->length + length + 2);
	assert_non_null(record->text);
	memcpy(record->text + record->length, line, length);
	memcpy(record->text + record->length + length, "\n", 2);
	record->length += length + 1;
	record->lines++;
	assert_null(strchr(line, '\n'));
}

/* A linear congruential generator of the test's own. */
static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static void let_time_pass(struct drive_rig *rig, uint64_t ns, bool in_steps)
{
	for (unsigned i = 1; in_steps && i < 10; i++)
		burnrig_drive_advance(rig->drive, rig->now_ns + ns / 10 * i);
	rig->now_ns += ns;
}

/* Writes, reads, questions, pauses: 300 commands. */
static struct record run_plan(uint32_t seed, uint64_t drive_seed, bool in_steps)
{
	struct drive_rig *rig = rig_power_on_seeded("burner", drive_seed);
	struct record record = { .text = NULL };

	burnrig_drive_set_trace(rig->drive, keep, &record);
	rig_insert(rig, "dvd+r");
	let_time_pass(rig, 20 * NS_PER_S, in_steps);
	rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	for (uint32_t i = 0, lba = 0; i < 300; i++) {
		uint32_t choice = next_random(&seed) % 8;
		uint8_t high = (uint8_t)(lba >> 8), low = (uint8_t)lba;

		memset(rig->data, (int)(seed & 0xFF), 32768);
		if (choice < 5) {
			rig_out(rig, RIG_CDB(0x2A, 0, 0, 0, high, low, 0, 0, 16, 0), rig->data,
				32768);
			rig_assert_good(rig);
			lba += 16;
		} else if (choice == 5) {
			low &= 0xF0;
			rig_run(rig, RIG_CDB(0x28, 0, 0, 0, high / 2, low / 2, 0, 0, 1, 0), 2048);
		} else if (choice == 6) {
			rig_run(rig, RIG_CDB(0x5C, 0, 0, 0, 0, 0, 0, 0, 12, 0), 12);
		} else {
			let_time_pass(rig, next_random(&seed) * UINT64_C(100), in_steps);
		}
	}
	rig_in(rig, RIG_CDB(0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0);
	rig_end(rig);
	assert_true(record.lines > 200);
	return record;
}

static void a_run_repeats(void **state)
{
	struct record first = run_plan(7, 1, false), again = run_plan(7, 1, false);
	struct record steps = run_plan(7, 1, true), other = run_plan(8, 1, false);
	struct record other_drive = run_plan(7, 2, false);
	const char *first_line_end = strchr(first.text, '\n');
	const char *other_line_end = strchr(other_drive.text, '\n');

	(void)state;
	assert_string_equal(first.text, again.text);
	assert_string_equal(first.text, steps.text);
	assert_string_not_equal(first.text, other.text);
	assert_string_not_equal(first_line_end, other_line_end); /* not only the seed's line */
	free(first.text);
	free(again.text);
	free(steps.text);
	free(other.text);
	free(other_drive.text);
}

/* The form that trace.c tells: time, CDB, name, direction, bytes, sum, result, end. */
static void form_of_the_trace(void **state)
{
	struct drive_rig *rig = rig_power_on("burner");
	struct record record = { .text = NULL };

	(void)state;
	burnrig_drive_set_trace(rig->drive, keep, &record);
	rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	rig_run(rig, RIG_CDB(0x12, 0, 0, 0, 1, 0), 36);
	rig_run(rig, RIG_CDB(0x28, 0x80, 0, 0, 0, 0, 0, 0, 0, 0), 0);
	burnrig_drive_reset(rig->drive, 1000000);
	/* FNV-1a of the byte 05h: (cbf29ce484222325h ^ 5) * 100000001b3h */
	assert_string_equal(record.text,
		"drive burner seed 1\n"
		"0 000000000000 TEST_UNIT_READY - 0 - 6/29/00 80000\n"
		"80000 120000000100 INQUIRY in 1 af63b84c8601af60 GOOD 160000\n"
		"160000 28800000000000000000 READ_(10) - 0 - 5/24/00:cf0001 240000\n"
		"1000000 ! reset\n");
	free(record.text);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(format_goes_on),
		cmocka_unit_test(format_waits),
		cmocka_unit_test(a_run_repeats),
		cmocka_unit_test(form_of_the_trace),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
