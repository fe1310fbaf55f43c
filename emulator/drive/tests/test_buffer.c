/* SPDX-License-Identifier: MIT */
/* READ BUFFER, WRITE BUFFER (SPC-3 6.15, 6.39), VERIFY with BytChk (MMC-6 6.43). */
#include <string.h>

#include "emulator/drive/tests/medium_steps.h"

#define READ_BUFFER(mode, id, o1, o2, o3, n1, n2, n3) \
	0x3C, (mode), (id), (o1), (o2), (o3), (n1), (n2), (n3), 0
#define WRITE_BUFFER(mode, id, o1, o2, o3, n1, n2, n3) \
	0x3B, (mode), (id), (o1), (o2), (o3), (n1), (n2), (n3), 0

/* 32 KiB, any offset; a buffer that is not there is all zero. */
static void descriptors(void **state)
{
	struct drive_rig *rig = rig_ready("burner", NULL);

	(void)state;
	rig_in(rig, RIG_CDB(READ_BUFFER(3, 0, 0, 0, 0, 0, 0, 4)), 4);
	assert_int_equal(rig->command.transferred_bytes, 4);
	assert_memory_equal(rig->data, "\x00\x00\x80\x00", 4);
	rig_in(rig, RIG_CDB(READ_BUFFER(3, 1, 0, 0, 0, 0, 0, 4)), 4);
	assert_memory_equal(rig->data, "\0\0\0\0", 4);
	rig_in(rig, RIG_CDB(READ_BUFFER(0x0B, 0, 0, 0, 0, 0, 0, 4)), 4);
	assert_memory_equal(rig->data, "\0\0\x10\x00", 4);
	rig_end(rig);
}

static void data_comes_back(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");
	uint8_t data[32768];

	(void)state;
	for (unsigned i = 0; i < sizeof data; i++)
		data[i] = (uint8_t)(i * 7 + i / 256);
	rig_out(rig, RIG_CDB(WRITE_BUFFER(2, 0, 0, 0, 0, 0, 0x80, 0)), data, sizeof data);
	rig_assert_good(rig);
	assert_int_equal(rig->command.transferred_bytes, 32768);
	rig_in(rig, RIG_CDB(0x12, 0, 0, 0, 36, 0), 36); /* other replies do not touch it */
	rig_in(rig, RIG_CDB(READ_BUFFER(2, 0, 0, 0, 0, 0, 0x80, 0)), sizeof data);
	assert_memory_equal(rig->data, data, sizeof data);
	rig_out(rig, RIG_CDB(WRITE_BUFFER(2, 0, 0, 0x7F, 0xFE, 0, 0, 2)), "\x12\x34", 2);
	rig_assert_good(rig);
	rig_in(rig, RIG_CDB(READ_BUFFER(2, 0, 0, 0x7F, 0xFD, 0, 0, 9)), 9);
	assert_int_equal(rig->command.transferred_bytes, 3);
	assert_int_equal(rig->data[0], data[32765]);
	assert_memory_equal(rig->data + 1, "\x12\x34\xAA", 3);
	rig_end(rig);
}

/* Mode 0: four bytes of header: capacity going out, zero coming in. */
static void combined(void **state)
{
	struct drive_rig *rig = rig_ready("burner", NULL);

	(void)state;
	rig_out(rig, RIG_CDB(WRITE_BUFFER(0, 0, 0, 0, 0, 0, 0, 7)), "\0\0\0\0abc", 7);
	rig_assert_good(rig);
	rig_in(rig, RIG_CDB(READ_BUFFER(0, 0, 0, 0, 0, 0, 0, 7)), 7);
	assert_memory_equal(rig->data,
		"\x00\x00\x80\x00"
		"abc",
		7);
	rig_out(rig, RIG_CDB(WRITE_BUFFER(0, 0, 0, 0, 0, 0, 0, 7)), "\0\0\1\0xyz", 7);
	rig_assert_field(rig, false, 2, -1);
	rig_out(rig, RIG_CDB(WRITE_BUFFER(0, 0, 0, 0, 0, 0, 0, 3)), "\0\0\0", 3);
	rig_assert_sense(rig, 5, 0x1A, 0);
	rig_out(rig, RIG_CDB(WRITE_BUFFER(0, 1, 0, 0, 0, 0, 0, 7)), "\0\0\0\0xyz", 7);
	rig_assert_field(rig, true, 2, -1);
	rig_run(rig, RIG_CDB(READ_BUFFER(0, 0, 0, 0, 1, 0, 0, 7)), 7);
	rig_assert_field(rig, true, 3, -1);
	rig_in(rig, RIG_CDB(READ_BUFFER(2, 0, 0, 0, 0, 0, 0, 3)), 3);
	assert_memory_equal(rig->data, "abc", 3);
	rig_end(rig);
}

static void echo(void **state)
{
	struct drive_rig *rig = rig_ready("burner", NULL);

	(void)state;
	rig_run(rig, RIG_CDB(READ_BUFFER(0x0A, 0, 0, 0, 0, 0, 0, 8)), 8);
	rig_assert_sense(rig, 5, 0x2C, 0); /* nothing to echo */
	rig_out(rig, RIG_CDB(WRITE_BUFFER(0x0A, 0, 0, 0, 0, 0, 0, 5)), "hello", 5);
	rig_assert_good(rig);
	rig_in(rig, RIG_CDB(READ_BUFFER(0x0A, 0, 0, 0, 0, 0, 0, 8)), 8);
	assert_int_equal(rig->command.transferred_bytes, 5);
	assert_memory_equal(rig->data, "hello", 5);
	rig_run(rig, RIG_CDB(WRITE_BUFFER(0x0A, 0, 0, 0, 0, 0, 0x10, 1)), 4097);
	rig_assert_field(rig, true, 6, -1);
	burnrig_drive_reset(rig->drive, rig->now_ns);
	rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	rig_run(rig, RIG_CDB(READ_BUFFER(0x0A, 0, 0, 0, 0, 0, 0, 8)), 8);
	rig_assert_sense(rig, 5, 0x2C, 0);
	rig_end(rig);
}

/* Vendor, microcode, error history and reserved modes; places that are not there. */
static void refused(void **state)
{
	static const uint8_t read_modes[] = { 1, 4, 5, 8, 0x0D, 0x1A, 0x1C, 0x1F };
	static const uint8_t write_modes[] = { 1, 3, 4, 5, 6, 7, 0x0B, 0x0D, 0x0E, 0x0F, 0x1F };
	struct drive_rig *rig = rig_ready("burner", NULL);

	(void)state;
	for (unsigned i = 0; i < sizeof read_modes; i++) {
		rig_run(rig, RIG_CDB(READ_BUFFER(read_modes[i], 0, 0, 0, 0, 0, 0, 4)), 4);
		rig_assert_field(rig, true, 1, 4);
	}
	for (unsigned i = 0; i < sizeof write_modes; i++) {
		rig_run(rig, RIG_CDB(WRITE_BUFFER(write_modes[i], 0, 0, 0, 0, 0, 0, 4)), 4);
		rig_assert_field(rig, true, 1, 4);
	}
	rig_run(rig, RIG_CDB(READ_BUFFER(2, 1, 0, 0, 0, 0, 0, 4)), 4);
	rig_assert_field(rig, true, 2, -1);
	rig_run(rig, RIG_CDB(READ_BUFFER(2, 0, 0, 0x80, 0, 0, 0, 4)), 4);
	rig_assert_field(rig, true, 3, -1);
	rig_run(rig, RIG_CDB(READ_BUFFER(3, 0, 0, 0, 1, 0, 0, 4)), 4);
	rig_assert_field(rig, true, 3, -1);
	rig_run(rig, RIG_CDB(WRITE_BUFFER(2, 0, 0, 0x7F, 0xFE, 0, 0, 3)), 3);
	rig_assert_field(rig, true, 6, -1);
	rig_run(rig, RIG_CDB(WRITE_BUFFER(2, 0, 0, 0, 0, 0, 0, 4)), 3);
	rig_assert_sense(rig, 5, 0x1A, 0);
	rig_end(rig);
}

/* The memory belongs to the recording while one is under way. */
static void not_while_recording(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r");

	(void)state;
	step_write(rig, 0, 64);
	rig_out(rig, RIG_CDB(WRITE_BUFFER(2, 0, 0, 0, 0, 0, 0, 2)), "ab", 2);
	rig_assert_sense(rig, 5, 0x2C, 0);
	step_synchronize(rig);
	rig_out(rig, RIG_CDB(WRITE_BUFFER(2, 0, 0, 0, 0, 0, 0, 2)), "ab", 2);
	rig_assert_good(rig);
	rig_end(rig);
}

static void put_lba(uint8_t *block, uint32_t lba)
{
	memset(block, 0x5A, 2048);
	for (unsigned k = 0; k < 4; k++)
		block[k] = (uint8_t)(lba >> (24 - 8 * k));
}

/* As step_write records it: 0E/1D/00 names the block that is another. */
static void verify_compares(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");
	static uint8_t blocks[40 * 2048];

	(void)state;
	step_format(rig);
	step_write(rig, 1000, 40);
	for (uint32_t i = 0; i < 40; i++)
		put_lba(blocks + (size_t)i * 2048, 1000 + i);
	rig_out(rig, RIG_CDB(0x2F, 2, 0, 0, 0x03, 0xE8, 0, 0, 40, 0), blocks, sizeof blocks);
	rig_assert_good(rig);
	assert_int_equal(rig->command.direction, BURNRIG_DATA_OUT);
	assert_int_equal(rig->command.transferred_bytes, sizeof blocks);
	blocks[37 * 2048 + 2047] = 0;
	rig_out(rig, RIG_CDB(0x2F, 2, 0, 0, 0x03, 0xE8, 0, 0, 40, 0), blocks, sizeof blocks);
	rig_assert_sense(rig, 0x0E, 0x1D, 0);
	assert_int_equal(rig->command.sense[0], 0xF0);
	assert_memory_equal(rig->command.sense + 3, "\x00\x00\x04\x0D", 4); /* 1037 */
	rig_in(rig, RIG_CDB(0x2F, 0, 0, 0, 0x03, 0xE8, 0, 0, 40, 0), 0);
	assert_int_equal(rig->command.direction, BURNRIG_NO_DATA);
	rig_run(rig, RIG_CDB(0x2F, 2, 0, 0, 0x03, 0xE8, 0, 0, 2, 0), 4095);
	rig_assert_field(rig, true, 7, -1);
	rig_out(rig, RIG_CDB(0x2E, 2, 0, 0, 0x03, 0xE8, 0, 0, 40, 0), blocks, sizeof blocks);
	rig_assert_good(rig);
	rig_out(rig, RIG_CDB(0x2F, 2, 0, 0, 0x03, 0xE8, 0, 0, 40, 0), blocks, sizeof blocks);
	rig_assert_good(rig);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(descriptors),
		cmocka_unit_test(data_comes_back),
		cmocka_unit_test(combined),
		cmocka_unit_test(echo),
		cmocka_unit_test(refused),
		cmocka_unit_test(not_while_recording),
		cmocka_unit_test(verify_compares),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
