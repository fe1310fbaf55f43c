/* SPDX-License-Identifier: MIT */
/* DVD-R dual layer in layer jump recording: profile 0016h, feature 0033h, track information. */
#include <string.h>

#include "emulator/drive/tests/medium_steps.h"

#define FEATURE(code)	  RIG_CDB(0x46, 2, 0x00, (code), 0, 0, 0, 0, 32, 0)
#define TRACK_INFORMATION RIG_CDB(0x52, 1, 0, 0, 0, 1, 0, 0, 48, 0)

/* MODE SELECT (10) of page 05h: BUFE, @write_type. */
static void select_write_type(struct drive_rig *rig, uint8_t write_type)
{
	uint8_t list[60] = { [8] = 0x05, 0x32, 0x40, 0x05, 0x08, 0x10, [23] = 150 };

	list[10] |= write_type;
	rig_out(rig, RIG_CDB(0x55, 0x10, 0, 0, 0, 0, 0, 0, 60, 0), list, sizeof list);
}

static void the_write_type_makes_the_profile(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd-r-dl");

	(void)state;
	rig_in(rig, FEATURE(0x33), 32);
	assert_memory_equal(rig->data + 6, "\x00\x15\x00\x33\x00\x08\0\0\0\1\x10\0\0\0", 14);
	select_write_type(rig, 4);
	rig_assert_good(rig);
	rig_in(rig, FEATURE(0x33), 32);
	assert_memory_equal(rig->data + 6, "\x00\x16\x00\x33\x01\x08\0\0\0\1\x10\0\0\0", 14);
	rig_in(rig, FEATURE(0x2F), 32); /* not DVD-R/-RW Write */
	assert_int_equal(rig->data[10] & 1, 0);
	select_write_type(rig, 0);
	rig_in(rig, FEATURE(0x33), 32);
	assert_memory_equal(rig->data + 6, "\x00\x15", 2);
	rig_end(rig);
	rig = rig_ready("dvd-burner", "dvd-r"); /* knows nothing of it */
	select_write_type(rig, 4);
	rig_assert_field(rig, false, 10, 3);
	rig_end(rig);
}

static void tracks_tell_where_the_jumps_are(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd-r-dl");

	(void)state;
	select_write_type(rig, 4);
	rig_in(rig, TRACK_INFORMATION, 48);
	assert_int_equal(rig->data[5] & 0xC0, 0x40);		    /* LJRS: unspecified */
	assert_memory_equal(rig->data + 16, "\x00\x3F\xA7\xC0", 4); /* 4171712 are free */
	step_write(rig, 0, 32);
	rig_in(rig, TRACK_INFORMATION, 48);
	assert_int_equal(rig->data[7], 3);
	assert_memory_equal(rig->data + 12, "\0\0\0\x20", 4);
	assert_memory_equal(rig->data + 28, "\0\0\0\x1F", 4);
	assert_memory_equal(rig->data + 36, "\0\0\0\0\0\0\0\0\0\0\0\0", 12);
	rig_run(rig, RIG_CDB(0x2A, 0, 0, 0x1F, 0xD3, 0xE0, 0, 0, 16, 0), (size_t)16 * 2048);
	rig_assert_sense(rig, 5, 0x21, 0x02);
	rig_end(rig);
}

#define SEND(format) RIG_CDB(0xBF, 0, 0, 0, 0, 0, 0, (format), 0, 12, 0, 0)
#define READ(format) RIG_CDB(0xAD, 0, 0, 0, 0, 0, 0, (format), 0x10, 0, 0, 0)

static void jumps_are_sent_as_structures(void **state)
{
	static const uint8_t boundary[12] = { 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0x10, 0x00 };
	static const uint8_t interval[12] = { 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x40 };
	static const uint8_t reserved[12] = { 0, 10, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0x40 };
	struct drive_rig *rig = rig_ready("burner", "dvd-r-dl");

	(void)state;
	rig_out(rig, SEND(0x22), interval, 12);
	rig_assert_sense(rig, 5, 0x2C, 0); /* not for layer jumps */
	select_write_type(rig, 4);
	rig_out(rig, SEND(0x21), boundary, 12); /* 4096 blocks a layer */
	rig_assert_good(rig);
	rig_out(rig, SEND(0x22), reserved, 12);
	rig_assert_field(rig, false, 4, -1);
	rig_out(rig, SEND(0x22), interval, 12);
	rig_assert_good(rig);
	rig_in(rig, READ(0x21), 4096);
	assert_memory_equal(rig->data, boundary, 12);
	rig_in(rig, READ(0x22), 4096);
	assert_memory_equal(rig->data, interval, 12);
	rig_in(rig, READ(0x23), 4096);
	assert_memory_equal(rig->data, interval, 12);
	step_write(rig, 0, 64);
	rig_in(rig, TRACK_INFORMATION, 48);
	assert_int_equal(rig->data[5] & 0xC0, 0xC0); /* LJRS: regular interval */
	assert_memory_equal(rig->data + 12, "\0\0\x1F\xC0", 4);
	assert_memory_equal(rig->data + 28, "\0\0\0\x3F", 4);
	assert_memory_equal(rig->data + 40, "\0\0\0\x40\0\0\0\0", 8);
	step_write(rig, 8192 - 64, 64);
	rig_in(rig, TRACK_INFORMATION, 48);
	assert_memory_equal(rig->data + 12, "\0\0\0\x40", 4);
	assert_memory_equal(rig->data + 40, "\0\0\0\x80\0\0\0\x40", 8);
	rig_out(rig, SEND(0x23), interval, 12); /* there is an interval */
	rig_assert_sense(rig, 5, 0x2C, 0);
	step_close(rig, 2, 0);
	rig_in(rig, RIG_CDB(0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0), 8);
	assert_memory_equal(rig->data, "\0\0\x1F\xFF", 4);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_write_type_makes_the_profile),
		cmocka_unit_test(jumps_are_sent_as_structures),
		cmocka_unit_test(tracks_tell_where_the_jumps_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
