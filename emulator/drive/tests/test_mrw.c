/* SPDX-License-Identifier: MIT */
/* Mount Rainier: feature 0028h, format 24h in the background, mode page 03h (MMC-6 5.3.20, 6.4, 7.3). */
#include <string.h>

#include "emulator/drive/tests/medium_steps.h"

#define FEATURE(code)	    RIG_CDB(0x46, 2, 0x00, (code), 0, 0, 0, 0, 32, 0)
#define DISC_INFORMATION    RIG_CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0)
#define FORMAT_UNIT	    RIG_CDB(0x04, 0x11, 0, 0, 0, 0)
#define CLOSE(function)	    RIG_CDB(0x5B, 0, (function), 0, 0, 0, 0, 0, 0, 0)
#define READ_10(lba, count) RIG_CDB(0x28, 0, 0, 0, (lba) >> 8, (lba)&0xFF, 0, 0, (count), 0)

/* As Linux sends it: immediate, all blocks, type 24h; then with the bit that goes on. */
static const uint8_t format_all[12] = { 0, 2, 0, 8, 0xFF, 0xFF, 0xFF, 0xFF, 0x90, 0, 0, 0 };
static const uint8_t format_on[12] = { 0, 2, 0, 8, 0xFF, 0xFF, 0xFF, 0xFF, 0x90, 0, 0, 1 };

static void assert_status(struct drive_rig *rig, unsigned background)
{
	rig_in(rig, DISC_INFORMATION, 34);
	assert_int_equal(rig->data[7] & 3, background);
}

/* The medium is ready again after the short part of the format. */
static void start_format(struct drive_rig *rig, const uint8_t *list)
{
	rig_out(rig, FORMAT_UNIT, list, 12);
	rig_assert_good(rig);
	for (unsigned i = 0; i < 200; i++) {
		rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
		if (rig->command.status == BURNRIG_STATUS_GOOD)
			return;
		rig->now_ns += 1000000000;
	}
	rig_assert_good(rig);
}

static void check_format(const char *medium, const char *profile)
{
	struct drive_rig *rig = rig_ready("burner", medium);

	rig_in(rig, FEATURE(0x28), 32);
	assert_memory_equal(rig->data + 8, "\x00\x28\x04\x04\x07\0\0\0", 8); /* not current */
	rig_in(rig, FEATURE(0x20), 32);
	assert_int_equal(rig->data[10] & 1, 0);
	assert_status(rig, 0);
	start_format(rig, format_all);
	assert_status(rig, 2);
	rig_in(rig, FEATURE(0x28), 32);
	assert_memory_equal(rig->data + 6, profile, 2);
	assert_memory_equal(rig->data + 8, "\x00\x28\x05\x04\x07\0\0\0", 8);
	rig_in(rig, FEATURE(0x20), 32); /* random writable, defect management */
	assert_int_equal(rig->data[10] & 1, 1);
	rig_in(rig, FEATURE(0x24), 32);
	assert_int_equal(rig->data[10] & 1, 1);
	rig_in(rig, FEATURE(0x26), 32); /* no packets to keep to */
	assert_int_equal(rig->data[10] & 1, 0);
	step_write(rig, 1001, 3);
	rig_in(rig, READ_10(1001, 1), 2048);
	assert_memory_equal(rig->data, "\0\0\x03\xE9", 4);
	rig_run(rig, CLOSE(2), 0);
	rig_assert_good(rig);
	assert_status(rig, 1);
	start_format(rig, format_on);
	assert_status(rig, 2);
	rig_wait(rig);
	assert_status(rig, 3);
	rig_in(rig, READ_10(1001, 1), 2048);
	assert_memory_equal(rig->data, "\0\0\x03\xE9", 4);
	rig_end(rig);
}

static void cd_rw(void **state)
{
	(void)state;
	check_format("cd-rw-74", "\x00\x0A");
}

static void dvd_plus_rw(void **state)
{
	(void)state;
	check_format("dvd+rw", "\x00\x1A");
}

/* MODE SELECT (10) of page 03h. */
static void choose_area(struct drive_rig *rig, uint8_t space)
{
	uint8_t list[16] = { [8] = 0x03, 0x06, 0, space };

	rig_out(rig, RIG_CDB(0x55, 0x10, 0, 0, 0, 0, 0, 0, 16, 0), list, sizeof list);
}

static void page_03h_chooses_the_area(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "cd-rw-74");

	(void)state;
	rig_in(rig, RIG_CDB(0x5A, 0, 0x03, 0, 0, 0, 0, 0, 32, 0), 32);
	assert_memory_equal(rig->data + 8, "\x03\x06\0\0\0\0\0\0", 8);
	start_format(rig, format_all);
	step_write(rig, 0, 4);
	choose_area(rig, 2);
	rig_assert_field(rig, false, 11, -1);
	choose_area(rig, 1);
	rig_assert_good(rig);
	rig_in(rig, RIG_CDB(0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0), 8);
	assert_memory_equal(rig->data, "\0\0\x03\xFF", 4);
	rig_in(rig, READ_10(1, 1), 2048);
	assert_memory_equal(rig->data, "\0\0\0\0", 4);
	step_write(rig, 1020, 4);
	rig_run(rig, READ_10(1020, 5), (size_t)5 * 2048);
	rig_assert_sense(rig, 5, 0x21, 0);
	choose_area(rig, 0);
	rig_in(rig, READ_10(1, 1), 2048);
	assert_memory_equal(rig->data, "\0\0\0\1", 4);
	rig_in(rig, READ_10(1020, 1), 2048);
	assert_memory_equal(rig->data, "\0\0\0\0", 4);
	rig_end(rig);
}

static void a_drive_without_it_refuses(void **state)
{
	struct drive_rig *rig = rig_ready("plextor-px-w4824a", "cd-rw-74");

	(void)state;
	rig_out(rig, FORMAT_UNIT, format_all, sizeof format_all);
	rig_assert_field(rig, false, 8, 7);
	rig_in(rig, FEATURE(0x28), 32);
	assert_int_equal(rig->command.transferred_bytes, 8);
	rig_run(rig, RIG_CDB(0x5A, 0, 0x03, 0, 0, 0, 0, 0, 32, 0), 32);
	rig_assert_field(rig, true, 2, 5);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cd_rw),
		cmocka_unit_test(dvd_plus_rw),
		cmocka_unit_test(page_03h_chooses_the_area),
		cmocka_unit_test(a_drive_without_it_refuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
