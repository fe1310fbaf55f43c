/* SPDX-License-Identifier: MIT */
/* READ, WRITE, VERIFY, SYNCHRONIZE CACHE, READ CD, SEND CUE SHEET, as a host sees them. */
#include <string.h>

#include "emulator/drive/tests/medium_steps.h"

static void assert_block(const struct drive_rig *rig, size_t index, uint32_t lba)
{
	const uint8_t *block = rig->data + index * 2048;

	assert_int_equal(block[0], lba >> 24);
	assert_int_equal(block[1], lba >> 16 & 0xFF);
	assert_int_equal(block[2], lba >> 8 & 0xFF);
	assert_int_equal(block[3], lba & 0xFF);
	assert_int_equal(block[4], 0x5A);
	assert_int_equal(block[2047], 0x5A);
}

static void blocks_come_back(void **state)
{
	static const char *const media[] = { "dvd+r", "cd-r-80" };

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		struct drive_rig *rig = rig_ready("burner", media[i]);

		step_write_parameters(rig, 0xC4, 0x08);
		step_write(rig, 0, 320);
		rig_in(rig, RIG_CDB(0x28, 0, 0, 0, 1, 0, 0, 0, 33, 0), 33UL * 2048);
		assert_int_equal(rig->command.transferred_bytes, 33UL * 2048);
		assert_block(rig, 0, 256);
		assert_block(rig, 32, 288);
		rig_in(rig, RIG_CDB(0xA8, 0, 0, 0, 0, 7, 0, 0, 0, 2, 0, 0), 2UL * 2048);
		assert_block(rig, 1, 8);
		rig_in(rig, RIG_CDB(0x28, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0); /* none is no error */
		rig_in(rig, RIG_CDB(0x2F, 0, 0, 0, 0, 0, 0, 1, 0x40, 0), 0);
		rig_end(rig);
	}
}

static void a_random_medium_takes_blocks_anywhere(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");
	uint8_t data[2048];

	(void)state;
	memset(data, 0x77, sizeof data);
	rig_run(rig, RIG_CDB(0x28, 0, 0, 0, 0, 0, 0, 0, 1, 0), 2048);
	rig_assert_sense(rig, 2, 0x30, 0x01);
	rig_out(rig, RIG_CDB(0x2A, 0, 0, 0, 0, 0, 0, 0, 1, 0), data, 2048);
	rig_assert_sense(rig, 5, 0x30, 0x05);
	step_format(rig);
	rig_out(rig, RIG_CDB(0x2E, 0, 0x00, 0xB4, 0x73, 0xFF, 0, 0, 1, 0), data, 2048);
	rig_assert_good(rig);
	rig_out(rig, RIG_CDB(0xAA, 0, 0, 0, 0x10, 0x01, 0, 0, 0, 1, 0x80, 0), data, 2048);
	rig_assert_good(rig);
	rig_in(rig, RIG_CDB(0x28, 0, 0, 0, 0x10, 0x00, 0, 0, 3, 0), 3UL * 2048);
	assert_int_equal(rig->data[2047], 0);
	assert_int_equal(rig->data[2048], 0x77);
	assert_int_equal(rig->data[4096], 0);
	rig_out(rig, RIG_CDB(0x2A, 0, 0x00, 0xB4, 0x74, 0x00, 0, 0, 1, 0), data, 2048);
	rig_assert_sense(rig, 5, 0x21, 0x00);
	rig_run(rig, RIG_CDB(0x28, 0, 0x00, 0xB4, 0x73, 0xFF, 0, 0, 2, 0), 4096);
	rig_assert_sense(rig, 5, 0x21, 0x00);
	rig_run(rig, RIG_CDB(0x28, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 1, 0), 4096);
	rig_assert_sense(rig, 5, 0x21, 0x00);
	rig_end(rig);
}

static void a_sequential_medium_does_not(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r");
	uint8_t data[2048] = { 1 };

	(void)state;
	rig_out(rig, RIG_CDB(0x2A, 0, 0, 0, 0, 16, 0, 0, 1, 0), data, 2048);
	rig_assert_sense(rig, 5, 0x21, 0x02);
	rig_out(rig, RIG_CDB(0x2A, 0, 0x00, 0x23, 0x05, 0x40, 0, 0, 1, 0), data, 2048);
	rig_assert_sense(rig, 5, 0x21, 0x00);
	rig_run(rig, RIG_CDB(0x28, 0, 0, 0, 0, 0, 0, 0, 1, 0), 2048);
	rig_assert_sense(rig, 5, 0x21, 0x00);
	step_write(rig, 0, 16);
	rig_out(rig, RIG_CDB(0x2A, 0, 0, 0, 0, 0, 0, 0, 1, 0), data, 2048);
	rig_assert_sense(rig, 5, 0x21, 0x02);
	rig_end(rig);
}

/* One sector in parts, and of the wrong kind. */
static void a_cd_sector_is_read_in_parts(void **state)
{
	static const uint8_t start[16] = { 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
		0xFF, 0, 0x00, 0x02, 0x05, 0x01 };
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");

	(void)state;
	step_write_parameters(rig, 0xC4, 0x08);
	step_write(rig, 0, 300);
	step_synchronize(rig);
	rig_in(rig, RIG_CDB(0xBE, 0, 0, 0, 0, 5, 0, 0, 1, 0xF8, 0x01, 0), 4096);
	assert_int_equal(rig->command.transferred_bytes, 2352 + 96);
	assert_memory_equal(rig->data, start, 16);
	assert_int_equal(rig->data[16 + 3], 5);
	rig_in(rig, RIG_CDB(0xBE, 0x08, 0, 0, 0, 5, 0, 0, 2, 0x10, 0, 0), 4096);
	assert_int_equal(rig->command.transferred_bytes, 4096);
	assert_block(rig, 1, 6);
	rig_in(rig, RIG_CDB(0xBE, 0, 0, 0, 0, 5, 0, 0, 1, 0x00, 0x02, 0), 4096);
	assert_int_equal(rig->command.transferred_bytes, 16);
	assert_memory_equal(rig->data, "\x41\x01\x01\x00\x00\x05\x00\x00\x02\x05", 10);
	rig_in(rig, RIG_CDB(0xBE, 0, 0, 0, 0, 5, 0, 0, 1, 0x22, 0, 0), 4096); /* header, C2 */
	assert_int_equal(rig->command.transferred_bytes, 4 + 294);
	rig_in(rig, RIG_CDB(0xB9, 0, 0, 0, 2, 5, 0, 2, 7, 0x10, 0, 0), 4096);
	assert_int_equal(rig->command.transferred_bytes, 4096);
	assert_block(rig, 0, 5);
	rig_run(rig, RIG_CDB(0xBE, 0x04, 0, 0, 0, 5, 0, 0, 1, 0x10, 0, 0), 4096); /* as audio */
	rig_assert_sense(rig, 5, 0x64, 0x00);
	rig_run(rig, RIG_CDB(0xBE, 0, 0, 0, 1, 0x2C, 0, 0, 1, 0x10, 0, 0), 4096); /* run-out */
	rig_assert_sense(rig, 3, 0x11, 0x05);
	assert_int_equal(rig->command.sense[0], 0xF0); /* INFORMATION valid */
	assert_memory_equal(rig->command.sense + 3, "\x00\x00\x01\x2C", 4);
	rig_run(rig, RIG_CDB(0xBE, 0, 0, 0, 0, 5, 0, 0, 1, 0x16, 0, 0), 4096);
	rig_assert_field(rig, true, 9, 2);
	rig_run(rig, RIG_CDB(0xBE, 0, 0, 0, 0, 5, 0, 0, 1, 0x10, 3, 0), 4096);
	rig_assert_field(rig, true, 10, 2);
	rig_end(rig);
}

/* Of a DVD or BD there are no headers and sub-channels to read, and not even user data as a sector of a CD. */
static void read_cd_is_for_cds(void **state)
{
	static const char *const media[] = { "dvd-rom", "bd-rom" };

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		struct drive_rig *rig = rig_ready("burner", media[i]);

		rig_run(rig, RIG_CDB(0xBE, 0, 0, 0, 0, 0, 0, 0, 1, 0xF8, 0, 0), 4096);
		rig_assert_field(rig, true, 9, -1);
		rig_run(rig, RIG_CDB(0xBE, 0, 0, 0, 0, 0, 0, 0, 1, 0x10, 2, 0), 4096);
		rig_assert_field(rig, true, 10, -1);
		rig_run(rig, RIG_CDB(0xBE, 0, 0, 0, 0, 0, 0, 0, 1, 0x10, 0, 0), 4096);
		rig_assert_sense(rig, 5, 0x64, 0x00);
		rig_in(rig, RIG_CDB(0xBE, 0, 0, 0, 0, 0, 0, 0, 0, 0xF8, 0, 0), 4096); /* no block */
		assert_int_equal(rig->command.transferred_bytes, 0);
		rig_end(rig);
	}
}

static void audio_has_blocks_of_its_own_size(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");
	static uint8_t sound[10 * 2352];

	(void)state;
	for (size_t i = 0; i < sizeof sound; i++)
		sound[i] = (uint8_t)(i >> 4);
	step_write_parameters(rig, 0xC0, 0x00);
	rig_out(rig, RIG_CDB(0x2A, 0, 0, 0, 0, 0, 0, 0, 10, 0), sound, 10UL * 2048);
	rig_assert_sense(rig, 5, 0x24, 0x00); /* too few bytes */
	rig_out(rig, RIG_CDB(0x2A, 0, 0, 0, 0, 0, 0, 0, 10, 0), sound, sizeof sound);
	rig_assert_good(rig);
	assert_int_equal(rig->command.transferred_bytes, 10 * 2352);
	rig_in(rig, RIG_CDB(0xBE, 0x04, 0, 0, 0, 9, 0, 0, 1, 0x10, 0, 0), 4096);
	assert_int_equal(rig->command.transferred_bytes, 2352);
	assert_memory_equal(rig->data, sound + 9UL * 2352, 2352);
	rig_run(rig, RIG_CDB(0x28, 0, 0, 0, 0, 0, 0, 0, 1, 0), 2048);
	rig_assert_sense(rig, 5, 0x64, 0x00);
	rig_end(rig);
}

static void a_cue_sheet_needs_its_write_type(void **state)
{
	static const uint8_t sheet[32] = { 0x41, 0, 0, 0x14, 0, 0, 0, 0, 0x41, 1, 0, 0x10, 0, 0, 0,
		0, 0x41, 1, 1, 0x10, 0, 0, 2, 0, 0x41, 0xAA, 1, 0x14, 0, 0, 6, 0 };
	uint8_t list[60] = { [8] = 0x05, 0x32, 0x42, 0xC4, 0x08, 0x07, [23] = 150 };
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");

	(void)state;
	rig_out(rig, RIG_CDB(0x5D, 0, 0, 0, 0, 0, 0, 0, 32, 0), sheet, 32);
	rig_assert_sense(rig, 5, 0x2C, 0x00);
	rig_out(rig, RIG_CDB(0x55, 0x10, 0, 0, 0, 0, 0, 0, 60, 0), list, 60);
	rig_assert_good(rig);
	rig_out(rig, RIG_CDB(0x5D, 0, 0, 0, 0, 0, 0, 0, 32, 0), sheet, 32);
	rig_assert_good(rig);
	step_write(rig, (uint32_t)-150, 150);
	step_write(rig, 0, 300);
	step_synchronize(rig);
	rig_in(rig, RIG_CDB(0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0), 8);
	assert_memory_equal(rig->data, "\x00\x00\x01\x2B\x00\x00\x08\x00", 8); /* no run-out */
	rig_end(rig);
}

static void synchronizing_takes_its_time(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r");

	(void)state;
	step_write(rig, 0, 64);
	rig_in(rig, RIG_CDB(0x35, 0x02, 0, 0, 0, 0, 0, 0, 0, 0), 0);
	rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	rig_assert_sense(rig, 2, 0x04, 0x08);
	assert_int_equal(rig->command.sense[15], 0x80); /* progress */
	rig_wait(rig);
	rig_in(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_come_back),
		cmocka_unit_test(a_random_medium_takes_blocks_anywhere),
		cmocka_unit_test(a_sequential_medium_does_not),
		cmocka_unit_test(a_cd_sector_is_read_in_parts),
		cmocka_unit_test(read_cd_is_for_cds),
		cmocka_unit_test(audio_has_blocks_of_its_own_size),
		cmocka_unit_test(a_cue_sheet_needs_its_write_type),
		cmocka_unit_test(synchronizing_takes_its_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
