/* SPDX-License-Identifier: MIT */
/* DVD+RW through the drive: the background format, its progress, stop, restart and end. */
#include <string.h>

#include "emulator/drive/tests/medium_steps.h"

#define SECOND UINT64_C(1000000000)

/* FORMAT UNIT, IMMED, type 26h, all blocks. */
static const uint8_t format_list[12] = { 0, 2, 0, 8, 0xFF, 0xFF, 0xFF, 0xFF, 0x98, 0, 0, 0 };
static const uint8_t restart_list[12] = { 0, 2, 0, 8, 0xFF, 0xFF, 0xFF, 0xFF, 0x98, 0, 0, 1 };

static void format(struct drive_rig *rig, const uint8_t *list)
{
	rig_out(rig, RIG_CDB(0x04, 0x11, 0, 0, 0, 0), list, 12);
}

static unsigned background_status(struct drive_rig *rig)
{
	rig_in(rig, RIG_CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0), 34);
	return rig->data[7] & 3U;
}

/* REQUEST SENSE: the progress, or -1 when no format runs. */
static int progress(struct drive_rig *rig)
{
	rig_in(rig, RIG_CDB(0x03, 0, 0, 0, 18, 0), 18);
	if (rig->data[12] == 0)
		return -1;
	assert_int_equal(rig->data[2], 0); /* NO SENSE */
	assert_int_equal(rig->data[12], 0x04);
	assert_int_equal(rig->data[13], 0x04);
	assert_int_equal(rig->data[15] & 0x80, 0x80);
	return rig->data[16] << 8 | rig->data[17];
}

static void pass(struct drive_rig *rig, uint64_t ns)
{
	rig->now_ns += ns;
	burnrig_drive_advance(rig->drive, rig->now_ns);
}

static unsigned media_event(struct drive_rig *rig)
{
	rig_in(rig, RIG_CDB(0x4A, 1, 0, 0, 0x10, 0, 0, 0, 8, 0), 8);
	assert_int_equal(rig->data[2], 4);
	return rig->data[4];
}

static struct drive_rig *formatting(void)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+rw");

	assert_int_equal(background_status(rig), 0);
	format(rig, format_list);
	rig_assert_good(rig);
	rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	rig_assert_sense(rig, 2, 0x04, 0x04); /* the foreground phase */
	pass(rig, 60 * SECOND);
	return rig;
}

static void it_runs_to_its_end_by_itself(void **state)
{
	struct drive_rig *rig = formatting();
	int first, second;

	(void)state;
	rig_in(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	assert_int_equal(background_status(rig), 2);
	first = progress(rig);
	pass(rig, 60 * SECOND);
	second = progress(rig);
	assert_true(first > 0 && second > first);
	/* 60 s of 4x, 2704 blocks a second, of 2295104: 1000h and some more of 10000h */
	assert_in_range(second - first, 4500, 4760);
	rig_wait(rig);
	assert_int_equal(background_status(rig), 3);
	assert_int_equal(progress(rig), -1);
	assert_int_equal(media_event(rig), 5); /* BGFormatCompleted */
	assert_int_equal(media_event(rig), 0);
	rig_end(rig);
}

static void the_disc_is_used_meanwhile(void **state)
{
	struct drive_rig *rig = formatting();

	(void)state;
	step_write(rig, 2000000, 16);
	step_write(rig, 3, 1);
	rig_in(rig, RIG_CDB(0x28, 0, 0x00, 0x1E, 0x84, 0x80, 0, 0, 1, 0), 2048);
	assert_memory_equal(rig->data, "\x00\x1E\x84\x80\x5A", 5);
	rig_in(rig, RIG_CDB(0x28, 0, 0, 0, 0, 2, 0, 0, 1, 0), 2048);
	assert_memory_equal(rig->data, "\0\0\0\0\0", 5);
	rig_in(rig, RIG_CDB(0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0), 8);
	assert_memory_equal(rig->data, "\x00\x23\x05\x3F\0\0\x08\0", 8);
	assert_int_equal(background_status(rig), 2);
	rig_end(rig);
}

static void it_is_stopped_and_goes_on(void **state)
{
	struct drive_rig *rig = formatting();
	int stopped_at;

	(void)state;
	format(rig, format_list); /* no second one */
	rig_assert_sense(rig, 5, 0x2C, 0x00);
	rig_run(rig, RIG_CDB(0x5B, 0, 6, 0, 0, 0, 0, 0, 0, 0), 0);
	rig_assert_field(rig, true, 2, 2);
	stopped_at = progress(rig);
	step_close(rig, 0, 0);
	assert_int_equal(background_status(rig), 1);
	assert_int_equal(progress(rig), -1);
	pass(rig, 600 * SECOND);
	assert_int_equal(background_status(rig), 1);
	step_close(rig, 2, 0);
	format(rig, restart_list);
	rig_assert_good(rig);
	assert_int_equal(background_status(rig), 2);
	assert_in_range(progress(rig), stopped_at, stopped_at + 8);
	assert_int_equal(media_event(rig), 6); /* BGFormatRestarted */
	rig_wait(rig);
	assert_int_equal(background_status(rig), 3);
	rig_end(rig);
}

static void the_tray_stops_it(void **state)
{
	struct drive_rig *rig = formatting();

	(void)state;
	rig_in(rig, RIG_CDB(0x1B, 0, 0, 0, 2, 0), 0);
	rig_in(rig, RIG_CDB(0x1B, 0, 0, 0, 3, 0), 0);
	rig_wait(rig);
	rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	assert_int_equal(background_status(rig), 1);
	rig_end(rig);
}

static void features_follow_the_format(void **state)
{
	static const uint8_t blank[16] = { 0x00, 0x00, 0x00, 0x00, 0, 0, 0, 0 };
	struct drive_rig *rig = rig_ready("burner", "dvd+rw");

	(void)state;
	rig_in(rig, RIG_CDB(0x46, 2, 0x00, 0x2A, 0, 0, 0, 0, 16, 0), 16);
	assert_memory_equal(rig->data + 6, "\x00\x1A\x00\x2A\x05\x04\x01\x00\x00\x00", 10);
	rig_in(rig, RIG_CDB(0x46, 2, 0x00, 0x20, 0, 0, 0, 0, 24, 0), 24);
	assert_memory_equal(rig->data + 8, "\x00\x20\x04\x0C", 4);
	assert_memory_equal(rig->data + 12, blank, 4);
	format(rig, format_list);
	rig_wait(rig);
	rig_in(rig, RIG_CDB(0x46, 2, 0x00, 0x20, 0, 0, 0, 0, 24, 0), 24);
	assert_memory_equal(rig->data + 8,
		"\x00\x20\x05\x0C\x00\x23\x05\x3F\x00\x00\x08\x00\x00\x10\x01\x00", 16);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_runs_to_its_end_by_itself),
		cmocka_unit_test(the_disc_is_used_meanwhile),
		cmocka_unit_test(it_is_stopped_and_goes_on),
		cmocka_unit_test(the_tray_stops_it),
		cmocka_unit_test(features_follow_the_format),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
