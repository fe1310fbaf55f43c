/* SPDX-License-Identifier: MIT */
/* What a definition makes a drive say otherwise (emulator/config/README.md), byte for byte. */
#include "emulator/drive/tests/drive_rig.h"

#define ODD "emulator/drive/tests/odd.conf"

static void identity(void **state)
{
	struct drive_rig *rig = rig_ready(ODD, NULL);

	(void)state;
	rig_in(rig, RIG_CDB(0x12, 0, 0, 0, 36, 0), 36);
	assert_int_equal(rig->data[2], 2);
	assert_int_equal(rig->data[3], 1);
	rig_end(rig);
}

static void features(void **state)
{
	/* MMC-6 5.3.27: version 3, persistent, current; Group3; unit length 1Eh */
	static const uint8_t timeout[8] = { 0x01, 0x05, 0x0F, 4, 0x01, 0, 0, 0x1E };
	/* MMC-6 5.3.5: slot; no load, eject and lock */
	static const uint8_t removable[8] = { 0, 0x03, 0x0B, 4, 0x09, 0, 0, 0 };
	struct drive_rig *rig = rig_ready(ODD, "cd-r-80");

	(void)state;
	rig_in(rig, RIG_CDB(0x46, 2, 0x01, 0x05, 0, 0, 0, 0, 64, 0), 64);
	assert_int_equal(rig->command.transferred_bytes, 16);
	assert_memory_equal(rig->data + 8, timeout, sizeof timeout);
	rig_in(rig, RIG_CDB(0x46, 2, 0, 0x03, 0, 0, 0, 0, 64, 0), 64);
	assert_memory_equal(rig->data + 8, removable, sizeof removable);
	rig_in(rig, RIG_CDB(0x46, 2, 0, 0x2E, 0, 0, 0, 0, 64, 0), 64);
	assert_int_equal(rig->command.transferred_bytes, 8);
	/* a feature that is absent takes its commands along: SEND CUE SHEET */
	rig_run(rig, RIG_CDB(0x5D, 0, 0, 0, 0, 0, 0, 0, 8, 0), 8);
	rig_assert_sense(rig, 5, 0x20, 0x00);
	rig_end(rig);
}

/* MODE SENSE (10) of @page, current (0) or default (2) values; the page begins at data + 8. */
static void mode_sense(struct drive_rig *rig, unsigned control, unsigned page)
{
	rig_in(rig, RIG_CDB(0x5A, 0x08, (uint8_t)(control << 6 | page), 0, 0, 0, 0, 0, 255, 0),
		255);
}

static void mode_pages(void **state)
{
	static const uint8_t recovery[12] = { 0x01, 0x0A, 0, 0x13, 0, 0, 0, 0, 0x03, 0, 0, 0 };
	/* 16x, 8x (176.4 kB/s each), and 8x again: four in all, none marked as CAV */
	static const uint8_t speeds[18] = { 0, 4, 0, 0, 0x0B, 0x06, 0, 0, 0x05, 0x83, 0, 0, 0x05,
		0x83, 0, 0, 0x05, 0x83 };
	struct drive_rig *rig = rig_ready(ODD, "cd-r-80");

	(void)state;
	mode_sense(rig, 0, 0x01);
	assert_memory_equal(rig->data + 8, recovery, sizeof recovery);
	mode_sense(rig, 2, 0x01);
	assert_memory_equal(rig->data + 8, recovery, sizeof recovery);
	mode_sense(rig, 0, 0x2A);
	assert_int_equal(rig->data[8 + 1], 0x1E + 16);
	assert_int_equal(rig->data[8 + 4] & 0x01, 0x01);
	assert_int_equal(rig->data[8 + 5] & 0x10, 0x00);
	assert_int_equal(rig->data[8 + 6] >> 5, 0);
	assert_int_equal(rig->data[8 + 10], 0x01);
	assert_memory_equal(rig->data + 8 + 30, speeds, sizeof speeds);
	rig_end(rig);
}

static void performance(void **state)
{
	/* MMC-6 6.7, type 03h: nothing marked, End LBA 2 295 104, read speed as write speed */
	static const uint8_t speeds[40] = { 0, 0, 0, 36, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x23, 0x05,
		0x40, 0, 0, 0x2B, 0x48, 0, 0, 0x2B, 0x48, 0, 0, 0, 0, 0, 0x23, 0x05, 0x40, 0, 0,
		0x15, 0xA4, 0, 0, 0x15, 0xA4 };
	struct drive_rig *rig = rig_ready(ODD, "dvd+r");

	(void)state;
	rig_in(rig, RIG_CDB(0xAC, 0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0), 136);
	assert_int_equal(rig->command.transferred_bytes, sizeof speeds);
	assert_memory_equal(rig->data, speeds, sizeof speeds);
	rig_run(rig, RIG_CDB(0xAC, 0, 0, 0, 0, 0, 0, 0, 0, 8, 1, 0), 136);
	rig_assert_field(rig, true, 10, -1);
	rig_end(rig);
}

static void commands(void **state)
{
	struct drive_rig *rig = rig_ready(ODD, "cd-r-80");

	(void)state;
	rig_run(rig, RIG_CDB(0x54, 1, 0, 0, 0, 0, 0, 0, 0, 0), 0);
	rig_assert_sense(rig, 5, 0x20, 0x00);
	rig_run(rig, RIG_CDB(0xB9, 0, 0, 0, 2, 0, 0, 2, 0, 0x10, 0, 0), 4096);
	rig_assert_sense(rig, 5, 0x20, 0x00);
	rig_end(rig);
}

/* A slot gives a disc back, and only a hand can push one in. */
static void slot(void **state)
{
	struct drive_rig *rig = rig_ready(ODD, "cd-r-80");

	(void)state;
	rig_run(rig, RIG_CDB(0x1B, 0, 0, 0, 0x02, 0), 0);
	rig_assert_good(rig);
	rig_run(rig, RIG_CDB(0x1B, 0, 0, 0, 0x03, 0), 0);
	rig_assert_field(rig, true, 4, 1);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(identity),
		cmocka_unit_test(features),
		cmocka_unit_test(mode_pages),
		cmocka_unit_test(performance),
		cmocka_unit_test(commands),
		cmocka_unit_test(slot),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
