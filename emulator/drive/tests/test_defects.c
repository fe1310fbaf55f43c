/* SPDX-License-Identifier: MIT */
/* Defects as the drive tells them, on a BD-RE with bad clusters at LBA 1024, 6400 (four), 1000000 and 11800000. */
#include <string.h>

#include "emulator/drive/tests/medium_steps.h"

#define DEFECT_LIST RIG_CDB(0xAD, 1, 0, 0, 0, 0, 0, 0x12, 0x20, 0x00, 0, 0)
#define SPARE_AREA  RIG_CDB(0xAD, 1, 0, 0, 0, 0, 0, 0x0A, 0x00, 0x10, 0, 0)

/* WRITE (12) of one cluster. */
static void write_12(struct drive_rig *rig, uint32_t lba, bool streaming)
{
	static uint8_t cluster[32 * 2048];

	memset(cluster, 0x5A, sizeof cluster);
	rig_out(rig,
		RIG_CDB(0xAA, 0, (uint8_t)(lba >> 24), (uint8_t)(lba >> 16), (uint8_t)(lba >> 8),
			(uint8_t)lba, 0, 0, 0, 32, streaming ? 0x80 : 0, 0),
		cluster, sizeof cluster);
	rig_assert_good(rig);
}

static void replacements_are_listed(void **state)
{
	/* "DL", written once, two entries; user data from 120000h, spares from 100000h */
	static const uint8_t list[16] = { 'D', 'L', 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2 };
	static const uint8_t entries[24] = { 0x00, 0x12, 0x04, 0x00, 0x00, 0x10, 0x00, 0x00, 0x00,
		0x12, 0x19, 0x40, 0x00, 0x10, 0x00, 0x20, 0, 0, 0, 0, 0, 0, 0, 0 };
	/* 12288 clusters less two, of 393216 blocks */
	static const uint8_t spares[16] = { 0x00, 0x0E, 0, 0, 0, 0, 0, 0, 0x00, 0x05, 0xFF, 0xC0,
		0x00, 0x06, 0x00, 0x00 };
	struct drive_rig *rig = rig_ready("burner", "emulator/drive/tests/worn.conf");

	(void)state;
	step_format(rig);
	rig_in(rig, DEFECT_LIST, 8192);
	assert_int_equal(rig->command.transferred_bytes, 2052);
	assert_memory_equal(rig->data + 4, "DL\0\0\0\0\0\1\0\0\0\0\0\0\0\0", 16);
	write_12(rig, 1024, false);
	write_12(rig, 6464, false);
	rig_in(rig, DEFECT_LIST, 8192);
	assert_int_equal(rig->command.transferred_bytes, 2052);
	assert_memory_equal(rig->data, "\x08\x02\0\0", 4);
	assert_memory_equal(rig->data + 4, list, sizeof list);
	assert_memory_equal(rig->data + 4 + 64, entries, sizeof entries);
	rig_in(rig, SPARE_AREA, 16);
	assert_memory_equal(rig->data, spares, sizeof spares);
	rig_end(rig);
}

static void streaming_is_not_checked(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "emulator/drive/tests/worn.conf");

	(void)state;
	step_format(rig);
	write_12(rig, 6400, true);
	step_synchronize(rig);
	rig_run(rig, RIG_CDB(0x28, 0, 0, 0, 0x19, 0x00, 0, 0, 1, 0), 2048);
	rig_assert_sense(rig, 3, 0x11, 0x00);
	write_12(rig, 6400, false);
	rig_in(rig, RIG_CDB(0x28, 0, 0, 0, 0x19, 0x00, 0, 0, 1, 0), 2048);
	assert_int_equal(rig->data[0], 0x5A);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(replacements_are_listed),
		cmocka_unit_test(streaming_is_not_checked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
