/* SPDX-License-Identifier: MIT */
/*
 * A reset in the midst of something: the attention is 29h alone, nothing goes on, and of a recording what the
 * buffer still held is lost (SAM-3 6.3.2; what a medium shows of it: MMC-6 6.27, Damage and NWA_V).
 */
#include <string.h>

#include "emulator/drive/tests/medium_steps.h"

static uint32_t be32(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void reset(struct drive_rig *rig)
{
	burnrig_drive_reset(rig->drive, rig->now_ns);
	rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	rig_assert_sense(rig, 6, 0x29, 0);
	rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	rig_assert_good(rig);
}

/* READ TRACK INFORMATION of @track; the buffer is empty again. */
static void look(struct drive_rig *rig, uint8_t track)
{
	rig_in(rig, RIG_CDB(0x5C, 0, 0, 0, 0, 0, 0, 0, 12, 0), 12);
	assert_int_equal(be32(rig->data + 4), be32(rig->data + 8));
	rig_in(rig, RIG_CDB(0x52, 1, 0, 0, 0, track, 0, 0, 48, 0), 48);
}

/* DVD+R: recorded whole ECC blocks stay, and the next begins behind them. */
static void sequential_goes_on(void **state)
{
	static const char *const media[] = { "dvd+r", "bd-r-25", "dvd-r" };
	static const unsigned units[] = { 16, 32, 16 };

	(void)state;
	for (unsigned i = 0; i < 3; i++) {
		struct drive_rig *rig = rig_ready("burner", media[i]);
		uint32_t next;

		step_write(rig, 0, 6400);
		reset(rig);
		look(rig, 1);
		assert_int_equal(rig->data[5] & 0x20, 0); /* not damaged */
		assert_int_equal(rig->data[7] & 1, 1);	  /* NWA_V */
		next = be32(rig->data + 12);
		assert_true(next > 0 && next < 6400);
		assert_int_equal(next % units[i], 0);
		/* what is on the disc is read, what was lost is not */
		rig_in(rig,
			RIG_CDB(0x28, 0, 0, 0, (uint8_t)((next - 1) >> 8), (uint8_t)(next - 1), 0,
				0, 1, 0),
			2048);
		assert_int_equal(be32(rig->data), next - 1);
		rig_run(rig,
			RIG_CDB(0x28, 0, 0, 0, (uint8_t)(next >> 8), (uint8_t)next, 0, 0, 1, 0),
			2048);
		assert_int_equal(rig->command.status, BURNRIG_STATUS_CHECK_CONDITION);
		step_write(rig, next, 64);
		step_synchronize(rig);
		rig_end(rig);
	}
}

/* Nothing is lost of what was synchronised. */
static void synchronised_stays(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r");

	(void)state;
	step_write(rig, 0, 6400);
	step_synchronize(rig);
	reset(rig);
	look(rig, 1);
	assert_int_equal(be32(rig->data + 12), 6400);
	rig_end(rig);
}

/* A track at once cannot be continued: it ends there, damaged. */
static void cd_track_is_damaged(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");

	(void)state;
	step_write(rig, 0, 6400);
	reset(rig);
	look(rig, 1);
	assert_int_equal(rig->data[5] & 0x20, 0x20);
	assert_int_equal(rig->data[7] & 1, 0);
	assert_true(be32(rig->data + 24) < 6400);
	rig_end(rig);
}

/* Rewritten in place: a medium stays as it is, recording is over. */
static void rewritable(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");

	(void)state;
	step_format(rig);
	step_write(rig, 0, 6400);
	reset(rig);
	look(rig, 1);
	step_write(rig, 0, 64);
	rig_end(rig);
}

/* A format that was cut off leaves none. */
static void format(void **state)
{
	static const uint8_t list[12] = { 0, 2, 0, 8, 0x00, 0xB4, 0x74, 0x00, 0x00, 0, 0, 0 };
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");

	(void)state;
	rig_out(rig, RIG_CDB(0x04, 0x11, 0, 0, 0, 0), list, sizeof list);
	rig_assert_good(rig);
	rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	rig_assert_sense(rig, 2, 0x04, 4);
	reset(rig);
	rig_in(rig, RIG_CDB(0x23, 0, 0, 0, 0, 0, 0, 0, 12, 0), 12);
	assert_int_equal(rig->data[8], 1); /* unformatted */
	step_format(rig);
	step_write(rig, 0, 64);
	rig_end(rig);
}

/* DVD+RW in the background: it stands, and goes on when it is started again. */
static void background_format(void **state)
{
	static const uint8_t list[12] = { 0, 2, 0, 8, 0x00, 0x23, 0x05, 0x40, 0x98, 0, 0, 0 };
	struct drive_rig *rig = rig_ready("burner", "dvd+rw");

	(void)state;
	rig_out(rig, RIG_CDB(0x04, 0x11, 0, 0, 0, 0), list, sizeof list);
	rig_assert_good(rig);
	rig->now_ns += UINT64_C(120000000000);
	rig_in(rig, RIG_CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0), 34);
	assert_int_equal(rig->data[7] & 3, 2); /* in progress */
	reset(rig);
	rig_in(rig, RIG_CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0), 34);
	assert_int_equal(rig->data[7] & 3, 1); /* started, not running */
	rig_end(rig);
}

/* A cue sheet is forgotten with the settings. */
static void events(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r");

	(void)state;
	burnrig_drive_reset(rig->drive, rig->now_ns);
	rig_in(rig, RIG_CDB(0x4A, 1, 0, 0, 0x02, 0, 0, 0, 8, 0), 8);
	assert_memory_equal(rig->data, "\0\x06\x01\x56\x02\0\0\x03", 8); /* changed: reset */
	rig_end(rig);
}

/* Met by the fuzzer: of a first track of which nothing stayed there is nothing to close. */
static void nothing_stays_of_less_than_a_unit(void **state)
{
	static const char *const media[] = { "bd-r-25", "dvd+r" };

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		struct drive_rig *rig = rig_ready("burner", media[i]);

		step_write(rig, 0, 6);
		burnrig_drive_reset(rig->drive, rig->now_ns);
		rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
		rig_assert_sense(rig, 6, 0x29, 0);
		rig_in(rig, RIG_CDB(0x5B, 0, 2, 0, 0, 0, 0, 0, 0, 0), 0);
		rig_in(rig, RIG_CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0), 34);
		assert_int_equal(rig->data[2] & 0x0F, 0); /* blank, session empty */
		step_write(rig, 0, 64);
		rig_end(rig);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_stays_of_less_than_a_unit),
		cmocka_unit_test(sequential_goes_on),
		cmocka_unit_test(synchronised_stays),
		cmocka_unit_test(cd_track_is_damaged),
		cmocka_unit_test(rewritable),
		cmocka_unit_test(format),
		cmocka_unit_test(background_format),
		cmocka_unit_test(events),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
