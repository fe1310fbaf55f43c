/* SPDX-License-Identifier: MIT */
/* SEND DIAGNOSTIC, RECEIVE DIAGNOSTIC RESULTS, LOG SENSE (SPC-3 6.26, 6.18, 6.6), READ HEADER (MMC-2). */
#include <string.h>

#include "emulator/drive/tests/medium_steps.h"

#define SEND(byte_1, bytes) 0x1D, (byte_1), 0, 0, (bytes), 0

static void self_test(void **state)
{
	struct drive_rig *rig = rig_ready("burner", NULL);

	(void)state;
	rig_in(rig, RIG_CDB(SEND(0x04, 0)), 0);
	rig_in(rig, RIG_CDB(SEND(0x07, 0)), 0); /* with DevOffL and UnitOffL */
	rig_in(rig, RIG_CDB(SEND(0x00, 0)), 0);
	for (unsigned code = 1; code < 8; code++) { /* short, extended, abort: none of them */
		rig_run(rig, RIG_CDB(SEND((uint8_t)(code << 5), 0)), 0);
		rig_assert_field(rig, true, 1, 7);
	}
	rig_run(rig, RIG_CDB(SEND(0x04, 4)), 4);
	rig_assert_field(rig, true, 3, -1);
	rig_end(rig);
}

static void pages(void **state)
{
	struct drive_rig *rig = rig_ready("burner", NULL);

	(void)state;
	rig_out(rig, RIG_CDB(SEND(0x10, 4)), "\0\0\0\0", 4);
	rig_assert_good(rig);
	rig_in(rig, RIG_CDB(0x1C, 0, 0, 0, 255, 0), 255);
	assert_int_equal(rig->command.transferred_bytes, 5);
	assert_memory_equal(rig->data, "\0\0\0\1\0", 5);
	rig_in(rig, RIG_CDB(0x1C, 1, 0, 0, 255, 0), 255);
	assert_memory_equal(rig->data, "\0\0\0\1\0", 5);
	rig_run(rig, RIG_CDB(0x1C, 1, 0x40, 0, 255, 0), 255);
	rig_assert_field(rig, true, 2, -1);
	rig_out(rig, RIG_CDB(SEND(0x10, 4)), "\x40\0\0\0", 4);
	rig_assert_field(rig, false, 0, -1);
	rig_out(rig, RIG_CDB(SEND(0x10, 4)), "\0\0\0\1", 4);
	rig_assert_field(rig, false, 2, -1);
	rig_out(rig, RIG_CDB(SEND(0x10, 5)), "\0\0\0\0\0", 5);
	rig_assert_sense(rig, 5, 0x1A, 0);
	rig_out(rig, RIG_CDB(SEND(0x00, 4)), "\0\0\0\0", 4); /* not a page: vendor's */
	rig_assert_field(rig, true, 1, 4);
	rig_end(rig);
}

static void log_pages(void **state)
{
	struct drive_rig *rig = rig_ready("burner", NULL);

	(void)state;
	rig_in(rig, RIG_CDB(0x4D, 0, 0x40, 0, 0, 0, 0, 0, 255, 0), 255);
	assert_int_equal(rig->command.transferred_bytes, 5);
	assert_memory_equal(rig->data, "\0\0\0\1\0", 5);
	rig_run(rig, RIG_CDB(0x4D, 0, 0x6F, 0, 0, 0, 0, 0, 255, 0), 255);
	rig_assert_field(rig, true, 2, 5);
	rig_run(rig, RIG_CDB(0x4D, 0, 0x40, 0xFF, 0, 0, 0, 0, 255, 0), 255);
	rig_assert_field(rig, true, 3, -1);
	rig_run(rig, RIG_CDB(0x4D, 0, 0x40, 0, 0, 0, 1, 0, 255, 0), 255);
	rig_assert_field(rig, true, 5, -1);
	rig_run(rig, RIG_CDB(0x4D, 1, 0x40, 0, 0, 0, 0, 0, 255, 0), 255); /* SP */
	rig_assert_field(rig, true, 1, 0);
	rig_end(rig);
}

/* Mode 1 at LBA 16, which is 00:02:16. */
static void header(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");

	(void)state;
	step_write(rig, 0, 64);
	step_synchronize(rig);
	rig_in(rig, RIG_CDB(0x44, 0, 0, 0, 0, 16, 0, 0, 8, 0), 8);
	assert_int_equal(rig->command.transferred_bytes, 8);
	assert_memory_equal(rig->data, "\x01\0\0\0\0\0\0\x10", 8);
	rig_in(rig, RIG_CDB(0x44, 2, 0, 0, 0, 16, 0, 0, 8, 0), 8);
	assert_memory_equal(rig->data, "\x01\0\0\0\0\0\x02\x10", 8);
	rig_run(rig, RIG_CDB(0x44, 0, 0x7F, 0, 0, 0, 0, 0, 8, 0), 8);
	rig_assert_sense(rig, 5, 0x21, 0);
	rig_end(rig);
	rig = rig_ready("burner", "dvd+r");
	rig_run(rig, RIG_CDB(0x44, 0, 0, 0, 0, 0, 0, 0, 8, 0), 8);
	rig_assert_sense(rig, 5, 0x30, 0x02);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(self_test),
		cmocka_unit_test(pages),
		cmocka_unit_test(log_pages),
		cmocka_unit_test(header),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
