/* SPDX-License-Identifier: MIT */
/*
 * The checks that every command meets, their order, and the bytes of sense. Of the commands only
 * what the pipeline does; each family has its own tests.
 */
#include <string.h>

#include "emulator/drive/table.h"
#include "emulator/drive/tests/drive_rig.h"

#define TEST_UNIT_READY 0, 0, 0, 0, 0, 0

static void unknown_operation_code(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");

	(void)state;
	rig_run(rig, RIG_CDB(0xC0, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0);
	rig_assert_sense(rig, 5, 0x20, 0);
	assert_int_equal(rig->command.direction, BURNRIG_NO_DATA);
	rig_run(rig, "", 0, 0);
	rig_assert_sense(rig, 5, 0x20, 0);
	rig_end(rig);
}

static void short_cdb(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");

	(void)state;
	rig_run(rig, RIG_CDB(0x12, 0, 0, 0, 36), 36);
	rig_assert_field(rig, true, 5, -1);
	rig_run(rig, RIG_CDB(0x28), 2048);
	rig_assert_field(rig, true, 1, -1);
	rig_end(rig);
}

/* Bytes behind the CDB that the operation code has are the transport's padding. */
static void long_cdb(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");

	(void)state;
	rig_in(rig, RIG_CDB(0x12, 0, 0, 0, 36, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF), 36);
	assert_int_equal(rig->command.transferred_bytes, 36);
	rig_end(rig);
}

/* 70h, key, 10 more bytes, code, and the pointer to byte 1, bit 4 of the CDB: SPC-3 4.5.3. */
static void fixed_sense(void **state)
{
	static const uint8_t expected[18] = { 0x70, 0, 5, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0x24, 0, 0,
		0xCC, 0, 1 };
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");

	(void)state;
	rig_run(rig, RIG_CDB(0, 0x13, 0, 0, 0, 0), 0);
	assert_int_equal(rig->command.sense_bytes, 18);
	assert_memory_equal(rig->command.sense, expected, 18);
	rig_end(rig);
}

static void rows_are_whole(void **state)
{
	(void)state;
	for (unsigned code = 0; code < 256; code++) {
		const struct command_row *row = &command_rows[code];

		if (!row->run)
			continue;
		assert_non_null(command_name(row->usage, 1));
		assert_int_equal(row->usage[0], code);
		/* SAM: groups 0, 1 and 2, 5 */
		assert_int_equal(row->cdb_length, code < 0x20 ? 6 : code < 0x60 ? 10 : 12);
		assert_true(row->length == TRANSFER_NONE || row->direction != BURNRIG_NO_DATA);
	}
}

/*
 * The order: a drive on which everything is wrong at once tells one thing after the other. Power-on
 * attention, tray empty, a reserved bit, a code that it has not.
 */
static void order_of_checks(void **state)
{
	struct drive_rig *rig = rig_power_on("burner");

	(void)state;
	rig_run(rig, RIG_CDB(0xC0, 0xFF, 0, 0, 0, 0), 0);
	rig_assert_sense(rig, 5, 0x20, 0);
	rig_run(rig, RIG_CDB(0x25, 0x80, 0, 0, 0, 0, 0, 0, 0, 0), 0);
	rig_assert_field(rig, true, 1, 7);
	rig_run(rig, RIG_CDB(0x28, 0, 0, 0, 0, 0, 0, 0, 1, 0), 0);
	rig_assert_sense(rig, 6, 0x29, 0);
	rig_run(rig, RIG_CDB(0x28, 0, 0, 0, 0, 0, 0, 0, 1, 0), 0);
	rig_assert_sense(rig, 2, 0x3A, 1);
	rig_insert(rig, "bd-re-25");
	rig_run(rig, RIG_CDB(0x28, 0, 0, 0, 0, 0, 0, 0, 1, 0), 0);
	rig_assert_sense(rig, 2, 0x04, 1);
	rig_wait(rig);
	rig_run(rig, RIG_CDB(0x28, 0, 0, 0, 0, 0, 0, 0, 1, 0), 0);
	rig_assert_sense(rig, 6, 0x28, 0);
	rig_run(rig, RIG_CDB(0x28, 0, 0, 0, 0, 0, 0, 0, 1, 0), 2047);
	rig_assert_field(rig, true, 7, -1);
	rig_run(rig, RIG_CDB(0x28, 0, 0, 0, 0, 0, 0, 0, 1, 0), 2048);
	rig_assert_sense(rig, 2, 0x30, 1); /* the handler: not formatted */
	rig_end(rig);
}

/* SPC-3 5.9 and MMC-6: these tell nothing of a pending unit attention, the others do, once. */
static void unit_attention_passes(void **state)
{
	struct drive_rig *rig = rig_power_on("burner");

	(void)state;
	rig_in(rig, RIG_CDB(0x12, 0, 0, 0, 36, 0), 36);
	rig_in(rig, RIG_CDB(0x46, 0, 0, 0, 0, 0, 0, 0, 8, 0), 8);
	rig_in(rig, RIG_CDB(0x4A, 1, 0, 0, 0x10, 0, 0, 0, 8, 0), 8);
	rig_in(rig, RIG_CDB(0xA0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 0, 0), 16);
	rig_run(rig, RIG_CDB(0x5A, 0, 0x3F, 0, 0, 0, 0, 0, 255, 0), 255);
	rig_assert_sense(rig, 6, 0x29, 0);
	rig_in(rig, RIG_CDB(0x5A, 0, 0x3F, 0, 0, 0, 0, 0, 255, 0), 255);
	rig_end(rig);
}

/* Cut to the allocation length and to the host's room; the length field tells of all of it. */
static void truncation(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");

	(void)state;
	rig_in(rig, RIG_CDB(0x12, 0, 0, 0, 5, 0), 36);
	assert_int_equal(rig->command.transferred_bytes, 5);
	assert_int_equal(rig->data[4], 31);
	assert_int_equal(rig->data[5], 0xAA);
	rig_in(rig, RIG_CDB(0x12, 0, 0, 0, 36, 0), 8);
	assert_int_equal(rig->command.transferred_bytes, 8);
	rig_in(rig, RIG_CDB(0x12, 0, 0, 0, 0, 0), 36);
	assert_int_equal(rig->command.transferred_bytes, 0);
	rig_in(rig, RIG_CDB(0x12, 0, 0, 1, 0, 0), 256);
	assert_int_equal(rig->command.transferred_bytes, 36);
	rig_end(rig);
}

/* A reply is put together over any scatter list. */
static void scattered_reply(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");
	uint8_t a[3], b[33];
	struct iovec parts[] = { { a, 3 }, { NULL, 0 }, { b, 33 } };
	struct burnrig_command command = {
		.cdb = (const uint8_t[]) { 0x12, 0, 0, 0, 36, 0 },
		.cdb_bytes = 6,
		.data = parts,
		.data_count = 3,
	};

	(void)state;
	burnrig_drive_execute(rig->drive, &command, rig->now_ns);
	assert_int_equal(command.transferred_bytes, 36);
	assert_memory_equal(a, "\x05\x80\x05", 3);
	assert_memory_equal(b, "\x02\x1F\0\0\0BURNRIG ", 13);
	rig_end(rig);
}

/* A command that comes too early waits for the one before; time never goes back. */
static void one_command_at_a_time(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");
	uint64_t before_ns = rig->now_ns, first_ns;

	(void)state;
	rig_run(rig, RIG_CDB(TEST_UNIT_READY), 0);
	first_ns = rig->command.complete_at_ns;
	assert_true(first_ns > before_ns);
	rig->now_ns = 0;
	rig_run(rig, RIG_CDB(TEST_UNIT_READY), 0);
	assert_int_equal(rig->command.complete_at_ns - first_ns, first_ns - before_ns);
	rig_end(rig);
}

static void reset_forgets(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");
	struct burnrig_drive_status status;

	(void)state;
	rig_run(rig, RIG_CDB(0x1E, 0, 0, 0, 1, 0), 0);
	burnrig_drive_reset(rig->drive, rig->now_ns);
	burnrig_drive_status(rig->drive, &status);
	assert_false(status.removal_prevented);
	rig_run(rig, RIG_CDB(TEST_UNIT_READY), 0);
	rig_assert_sense(rig, 6, 0x29, 0);
	rig_run(rig, RIG_CDB(TEST_UNIT_READY), 0);
	rig_assert_good(rig);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unknown_operation_code),
		cmocka_unit_test(short_cdb),
		cmocka_unit_test(long_cdb),
		cmocka_unit_test(fixed_sense),
		cmocka_unit_test(rows_are_whole),
		cmocka_unit_test(order_of_checks),
		cmocka_unit_test(unit_attention_passes),
		cmocka_unit_test(truncation),
		cmocka_unit_test(scattered_reply),
		cmocka_unit_test(one_command_at_a_time),
		cmocka_unit_test(reset_forgets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
