/* SPDX-License-Identifier: MIT */
/* INQUIRY, REPORT LUNS, REQUEST SENSE: bytes as SPC-3 6.4, 6.21, 6.27 and 7.6 lay them out. */
#include <string.h>

#include "emulator/drive/tests/drive_rig.h"

static void standard_data(void **state)
{
	struct drive_rig *rig = rig_ready("burner", NULL);

	(void)state;
	rig_in(rig, RIG_CDB(0x12, 0, 0, 0, 96, 0), 96);
	assert_int_equal(rig->command.transferred_bytes, 36);
	/* CD/DVD device, removable, SPC-3, response format 2, 31 more, no flags */
	assert_memory_equal(rig->data, "\x05\x80\x05\x02\x1F\x00\x00\x00", 8);
	assert_memory_equal(rig->data + 8, "BURNRIG BD-RE BH16      1.00", 28);
	rig_end(rig);
}

static void vital_product_data(void **state)
{
	struct drive_rig *rig = rig_ready("burner", NULL);

	(void)state;
	rig_in(rig, RIG_CDB(0x12, 1, 0, 0, 255, 0), 255);
	assert_int_equal(rig->command.transferred_bytes, 7);
	assert_memory_equal(rig->data, "\x05\x00\x00\x03\x00\x80\x83", 7);

	rig_in(rig, RIG_CDB(0x12, 1, 0x80, 0, 255, 0), 255);
	assert_int_equal(rig->command.transferred_bytes, 16);
	assert_memory_equal(rig->data,
		"\x05\x80\x00\x0C"
		"BR16A0000001",
		16);

	rig_in(rig, RIG_CDB(0x12, 1, 0x83, 0, 255, 0), 255);
	assert_int_equal(rig->command.transferred_bytes, 44);
	/* ASCII, of the logical unit, T10 vendor ID */
	assert_memory_equal(rig->data, "\x05\x83\x00\x28\x02\x01\x00\x24", 8);
	assert_memory_equal(rig->data + 8, "BURNRIG BD-RE BH16      BR16A0000001", 36);
	rig_end(rig);
}

static void page_codes(void **state)
{
	struct drive_rig *rig = rig_ready("burner", NULL);

	(void)state;
	rig_run(rig, RIG_CDB(0x12, 1, 0x81, 0, 255, 0), 255);
	rig_assert_field(rig, true, 2, -1);
	rig_run(rig, RIG_CDB(0x12, 0, 0x80, 0, 255, 0), 255);
	rig_assert_field(rig, true, 2, -1);
	rig_end(rig);
}

static void report_luns(void **state)
{
	struct drive_rig *rig = rig_ready("burner", NULL);

	(void)state;
	rig_in(rig, RIG_CDB(0xA0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 0, 0), 255);
	assert_int_equal(rig->command.transferred_bytes, 16);
	assert_memory_equal(rig->data, "\0\0\0\x08\0\0\0\0\0\0\0\0\0\0\0\0", 16);
	rig_in(rig, RIG_CDB(0xA0, 0, 1, 0, 0, 0, 0, 0, 0, 255, 0, 0), 255);
	assert_int_equal(rig->command.transferred_bytes, 8);
	assert_memory_equal(rig->data, "\0\0\0\0\0\0\0\0", 8);
	rig_run(rig, RIG_CDB(0xA0, 0, 3, 0, 0, 0, 0, 0, 0, 255, 0, 0), 255);
	rig_assert_field(rig, true, 2, -1);
	rig_run(rig, RIG_CDB(0xA0, 0, 0, 0, 0, 0, 0, 0, 0, 15, 0, 0), 255);
	rig_assert_field(rig, true, 6, -1);
	rig_end(rig);
}

static void sense_in_the_data(const struct drive_rig *rig, const char *expected)
{
	assert_int_equal(rig->command.transferred_bytes, 18);
	assert_memory_equal(rig->data, expected, 18);
}

static void request_sense(void **state)
{
	struct drive_rig *rig = rig_power_on("burner");

	(void)state;
	rig_in(rig, RIG_CDB(0x03, 0, 0, 0, 18, 0), 18);
	sense_in_the_data(rig, "\x70\0\6\0\0\0\0\x0A\0\0\0\0\x29\0\0\0\0\0");
	rig_in(rig, RIG_CDB(0x03, 0, 0, 0, 18, 0), 18);
	sense_in_the_data(rig, "\x70\0\2\0\0\0\0\x0A\0\0\0\0\x3A\1\0\0\0\0");
	rig_insert(rig, "dvd+r");
	rig_in(rig, RIG_CDB(0x03, 0, 0, 0, 18, 0), 18);
	sense_in_the_data(rig, "\x70\0\2\0\0\0\0\x0A\0\0\0\0\x04\1\0\0\0\0");
	rig_wait(rig);
	rig_in(rig, RIG_CDB(0x03, 0, 0, 0, 18, 0), 18);
	sense_in_the_data(rig, "\x70\0\6\0\0\0\0\x0A\0\0\0\0\x28\0\0\0\0\0");
	rig_in(rig, RIG_CDB(0x03, 0, 0, 0, 18, 0), 18);
	sense_in_the_data(rig, "\x70\0\0\0\0\0\0\x0A\0\0\0\0\0\0\0\0\0\0");
	/* sense went with the status of the refused command, nothing stays behind */
	rig_run(rig, RIG_CDB(0xC0, 0, 0, 0, 0, 0), 0);
	rig_in(rig, RIG_CDB(0x03, 0, 0, 0, 18, 0), 18);
	sense_in_the_data(rig, "\x70\0\0\0\0\0\0\x0A\0\0\0\0\0\0\0\0\0\0");
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(standard_data),
		cmocka_unit_test(vital_product_data),
		cmocka_unit_test(page_codes),
		cmocka_unit_test(report_luns),
		cmocka_unit_test(request_sense),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
