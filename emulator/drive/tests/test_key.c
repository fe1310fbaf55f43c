/* SPDX-License-Identifier: MIT */
/* The region of DVD playback: REPORT KEY format 08h and SEND KEY format 06h of MMC-6, RPC phase II. */
#include <string.h>

#include "emulator/drive/tests/drive_rig.h"

#define REPORT_RPC 0xA4, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0x08, 0
#define SEND_RPC   0xA3, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0x06, 0

static void assert_region(struct drive_rig *rig, const char *expected)
{
	rig_in(rig, RIG_CDB(REPORT_RPC), 8);
	assert_int_equal(rig->command.transferred_bytes, 8);
	assert_memory_equal(rig->data, expected, 8);
}

static void send_region(struct drive_rig *rig, uint8_t mask)
{
	uint8_t parameter[8] = { 0, 6, 0, 0, mask };

	rig_out(rig, RIG_CDB(SEND_RPC), parameter, 8);
}

/* None set, 4 resets by the vendor, 5 changes by the user; then set, last chance, permanent. */
static void region_changes(void **state)
{
	static const uint8_t masks[] = { 0xFE, 0xFD, 0xFE, 0xFB, 0xFD };
	struct drive_rig *rig = rig_ready("burner", "dvd+r");

	(void)state;
	assert_region(rig, "\0\6\0\0\x25\xFF\x01\0");
	for (unsigned i = 0; i < 5; i++) {
		send_region(rig, masks[i]);
		rig_assert_good(rig);
		if (i == 0)
			assert_region(rig, "\0\6\0\0\x64\xFE\x01\0");
		if (i == 3)
			assert_region(rig, "\0\6\0\0\xA1\xFB\x01\0");
	}
	assert_region(rig, "\0\6\0\0\xE0\xFD\x01\0");
	send_region(rig, 0xFE);
	rig_assert_sense(rig, 5, 0x2C, 0);
	assert_region(rig, "\0\6\0\0\xE0\xFD\x01\0");
	rig_end(rig);
}

static void one_region_at_a_time(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r");

	(void)state;
	send_region(rig, 0xFC);
	rig_assert_field(rig, false, 4, -1);
	send_region(rig, 0xFF);
	rig_assert_field(rig, false, 4, -1);
	rig_out(rig, RIG_CDB(0xA3, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0x06, 0), "\0\6\0\0\xFE\0\0", 7);
	rig_assert_sense(rig, 5, 0x1A, 0);
	assert_region(rig, "\0\6\0\0\x25\xFF\x01\0");
	rig_end(rig);
}

/* No authentication for discs without scrambled sectors; giving a grant back is always right. */
static void other_keys(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r");

	(void)state;
	rig_run(rig, RIG_CDB(0xA4, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0x00, 0), 8);
	rig_assert_field(rig, true, 10, 5);
	rig_run(rig, RIG_CDB(0xA4, 0, 0, 0, 0, 0, 0, 2, 0, 8, 0x08, 0), 8);
	rig_assert_field(rig, true, 7, -1);
	rig_in(rig, RIG_CDB(0xA4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x3F, 0), 0);
	rig_run(rig, RIG_CDB(0xA3, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0x01, 0), 8);
	rig_assert_field(rig, true, 10, 5);
	rig_run(rig, RIG_CDB(0xA3, 0, 0, 0, 0, 0, 0, 2, 0, 8, 0x06, 0), 8);
	rig_assert_field(rig, true, 7, -1);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(region_changes),
		cmocka_unit_test(one_region_at_a_time),
		cmocka_unit_test(other_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
