/* SPDX-License-Identifier: MIT */
/* BD-R seen through the drive: features, disc and track information, format capacities, formats. */
#include <string.h>

#include "emulator/drive/tests/medium_steps.h"

#define GET(request, feature) \
	RIG_CDB(0x46, (request), (uint8_t)((feature) >> 8), (uint8_t)(feature), 0, 0, 0, 2, 0, 0)
#define FORMAT_UNIT RIG_CDB(0x04, 0x11, 0, 0, 0, 0)

/* The features from 0010h to 0041h that are current now. */
static void assert_current(struct drive_rig *rig, const unsigned *codes, size_t count)
{
	size_t at = 8, found = 0;

	rig_in(rig, GET(1, 0), 512);
	while (at < rig->command.transferred_bytes) {
		unsigned code = (unsigned)(rig->data[at] << 8 | rig->data[at + 1]);

		if (code >= 0x0010 && code <= 0x0041) {
			assert_true(found < count);
			assert_int_equal(code, codes[found]);
			found++;
		}
		at += 4U + rig->data[at + 3];
	}
	assert_int_equal(found, count);
}

static unsigned current_profile(struct drive_rig *rig)
{
	rig_in(rig, GET(2, 0), 512);
	return (unsigned)(rig->data[6] << 8 | rig->data[7]);
}

static void assert_disc(struct drive_rig *rig, unsigned status, unsigned sessions, unsigned last)
{
	rig_in(rig, RIG_CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 64, 0), 64);
	assert_int_equal(rig->command.transferred_bytes, 34);
	assert_int_equal(rig->data[2], status);
	assert_int_equal(rig->data[4], sessions);
	assert_int_equal(rig->data[6], last);
}

static void assert_track(struct drive_rig *rig, unsigned number, const uint8_t expected[48])
{
	rig_in(rig, RIG_CDB(0x52, 1, 0, 0, 0, (uint8_t)number, 0, 0, 64, 0), 64);
	assert_int_equal(rig->command.transferred_bytes, 48);
	assert_memory_equal(rig->data, expected, 48);
}

/* FORMAT UNIT of 11826176 blocks, as READ FORMAT CAPACITIES offers. */
static void format(struct drive_rig *rig, unsigned type, unsigned sub_type)
{
	uint8_t list[12] = { 0, 0, 0, 8, 0x00, 0xB4, 0x74, 0x00, (uint8_t)(type << 2 | sub_type) };

	rig_out(rig, FORMAT_UNIT, list, sizeof list);
	rig_assert_good(rig);
}

static void sequential(void **state)
{
	static const unsigned blank_features[] = { 0x21, 0x23, 0x40, 0x41 };
	static const unsigned open_features[] = { 0x10, 0x21, 0x40, 0x41 };
	static const unsigned final_features[] = { 0x10, 0x40, 0x41 };
	static const uint8_t packets[12] = { 0, 0x21, 0x05, 8, 0x01, 0, 0x01, 0, 0, 0, 0, 0 };
	static const uint8_t blank[48] = { 0x00, 0x2E, 1, 1, 0, 0x04, 0x7F, 0x01, 0, 0, 0, 0, 0, 0,
		0, 0, 0x00, 0xBA, 0x74, 0x00, 0, 0, 0, 32, 0x00, 0xBA, 0x74, 0x00 };
	static const uint8_t open[48] = { 0x00, 0x2E, 1, 1, 0, 0x04, 0x31, 0x03, 0, 0, 0, 0, 0, 0,
		0, 0x40, 0x00, 0xBA, 0x73, 0xC0, 0, 0, 0, 32, 0x00, 0xBA, 0x74, 0x00, 0, 0, 0, 63 };
	static const uint8_t closed[48] = { 0x00, 0x2E, 1, 1, 0, 0x04, 0x31, 0x02, 0, 0, 0, 0, 0, 0,
		0, 0, 0, 0, 0, 0, 0, 0, 0, 32, 0, 0, 0, 64, 0, 0, 0, 63 };
	static const uint8_t next[48] = { 0x00, 0x2E, 2, 2, 0, 0x04, 0x7F, 0x01, 0, 0, 0, 0x40, 0,
		0, 0, 0x40, 0x00, 0xBA, 0x73, 0xC0, 0, 0, 0, 32, 0x00, 0xBA, 0x73, 0xC0 };
	struct drive_rig *rig = rig_ready("burner", "bd-r-25");

	(void)state;
	assert_int_equal(current_profile(rig), 0x0041);
	assert_current(rig, blank_features, 4);
	rig_in(rig, GET(2, 0x21), 512);
	assert_memory_equal(rig->data + 8, packets, sizeof packets);
	assert_disc(rig, 0x00, 1, 1);
	assert_track(rig, 1, blank);
	step_write(rig, 0, 50);
	step_synchronize(rig);
	assert_disc(rig, 0x05, 1, 1);
	assert_track(rig, 1, open);
	assert_current(rig, open_features, 4);
	rig_run(rig, RIG_CDB(0x5B, 0, 5, 0, 0, 0, 0, 0, 0, 0), 0); /* as DVD+R is finalized */
	rig_assert_field(rig, true, 2, 2);
	step_close(rig, 1, 1);
	step_close(rig, 2, 0);
	assert_disc(rig, 0x01, 2, 2);
	assert_track(rig, 1, closed);
	assert_track(rig, 2, next);
	step_close(rig, 6, 0);
	assert_disc(rig, 0x0E, 1, 1);
	assert_current(rig, final_features, 3);
	rig_run(rig, RIG_CDB(0x2A, 0, 0, 0, 0, 64, 0, 0, 1, 0), 2048);
	rig_assert_sense(rig, 7, 0x27, 0);
	rig_end(rig);
}

static void tracks_that_are_open(void **state)
{
	/* 7927 tracks, 2 there; 16 may be open, 2 are */
	static const uint8_t expected[12] = { 0x00, 0x0A, 0x20, 0, 0x1E, 0xF7, 0, 2, 0, 16, 0, 2 };
	/* reserved and empty; 32 blocks */
	static const uint8_t track[48] = { 0x00, 0x2E, 1, 1, 0, 0x04, 0xFF, 0x01, 0, 0, 0, 0, 0, 0,
		0, 0, 0, 0, 0, 32, 0, 0, 0, 32, 0, 0, 0, 32 };
	struct drive_rig *rig = rig_ready("burner", "bd-r-25");

	(void)state;
	rig_in(rig, RIG_CDB(0x53, 0, 0, 0, 0, 0, 0, 0, 20, 0), 0);
	rig_in(rig, RIG_CDB(0x51, 1, 0, 0, 0, 0, 0, 0, 64, 0), 64);
	assert_int_equal(rig->command.transferred_bytes, 12);
	assert_memory_equal(rig->data, expected, 12);
	assert_track(rig, 1, track);
	step_write(rig, 32, 32);
	step_write(rig, 0, 32);
	rig_end(rig);
}

static void format_capacities(void **state)
{
	static const uint8_t blank[44] = { 0, 0, 0, 40, 0x00, 0xBA, 0x74, 0x00, 0x01, 0x00, 0x08,
		0x00,						/* unformatted, 12219392 */
		0x00, 0xB4, 0x74, 0x00, 0x00, 0x00, 0x30, 0x00, /* 00h                   */
		0x00, 0xB4, 0x74, 0x00, 0xC8, 0x00, 0x30, 0x00, /* 32h                   */
		0x00, 0xB0, 0x74, 0x00, 0xC8, 0x00, 0x50, 0x00, 0x00, 0xB8, 0x74, 0x00, 0xC8, 0x00,
		0x10, 0x00 };
	static const uint8_t formatted[12] = { 0, 0, 0, 8, 0x00, 0xB4, 0x74, 0x00, 0x02, 0x00, 0x08,
		0x00 };
	static const unsigned features[] = { 0x21, 0x24, 0x40, 0x41 };
	static const uint8_t list[12] = { 0, 0, 0, 8, 0x00, 0xB4, 0x74, 0x00, 0xC8 };
	struct drive_rig *rig = rig_ready("burner", "bd-r-25");

	(void)state;
	rig_in(rig, RIG_CDB(0x23, 0, 0, 0, 0, 0, 0, 1, 0, 0), 256);
	assert_int_equal(rig->command.transferred_bytes, 44);
	assert_memory_equal(rig->data, blank, 44);
	format(rig, 0x32, 1);
	assert_int_equal(current_profile(rig), 0x0041);
	assert_current(rig, features, 4);
	rig_in(rig, RIG_CDB(0x23, 0, 0, 0, 0, 0, 0, 1, 0, 0), 256);
	assert_int_equal(rig->command.transferred_bytes, 12);
	assert_memory_equal(rig->data, formatted, 12);
	assert_disc(rig, 0x00, 1, 1);
	rig_out(rig, FORMAT_UNIT, list, sizeof list);
	rig_assert_sense(rig, 5, 0x30, 0x06);
	rig_end(rig);
}

static void pseudo_overwrite(void **state)
{
	static const unsigned features[] = { 0x10, 0x21, 0x24, 0x38, 0x40, 0x41 };
	/* 32768 - 1 map entries bound the replacements; 2048 - 1 updates */
	static const uint8_t resources[16] = { 0x00, 0x0E, 0x40, 0, 0x00, 0x00, 0x7F, 0xFF, 0x00,
		0x00, 0x7F, 0xFF, 0x00, 0x00, 0x07, 0xFF };
	struct drive_rig *rig = rig_ready("burner", "bd-r-25");

	(void)state;
	rig_run(rig, RIG_CDB(0x51, 2, 0, 0, 0, 0, 0, 0, 64, 0), 64); /* not formatted so */
	rig_assert_field(rig, true, 1, 2);
	format(rig, 0x00, 0);
	step_write(rig, 0, 64);
	step_synchronize(rig);
	assert_current(rig, features, 6);
	step_write(rig, 16, 16);
	rig_in(rig, RIG_CDB(0x52, 1, 0, 0, 0, 1, 0, 0, 64, 0), 64);
	assert_memory_equal(rig->data + 12, "\0\0\0\x60", 4); /* next writable 96 */
	rig_in(rig, RIG_CDB(0x51, 2, 0, 0, 0, 0, 0, 0, 64, 0), 64);
	assert_int_equal(rig->command.transferred_bytes, 16);
	assert_memory_equal(rig->data, resources, 16);
	rig_in(rig, RIG_CDB(0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0), 8);
	assert_memory_equal(rig->data, "\0\0\0\x5F\0\0\x08\0", 8);
	/* dvd+rw-mediainfo's question: the standard information, 01 01 01 20 at its bytes 4 to 7 */
	rig_in(rig, RIG_CDB(0x51, 0x10, 0, 0, 0, 0, 0, 0, 16, 0), 16);
	assert_memory_equal(rig->data, "\0\x20\x05\x01\x01\x01\x01\x20\0\0\0\0\0\0\0\0", 16);
	rig_end(rig);
}

static void random_recording(void **state)
{
	static const unsigned features[] = { 0x10, 0x20, 0x24, 0x25, 0x40, 0x41 };
	static const uint8_t write_once[12] = { 0, 0x25, 0x01, 8, 0, 0, 0x08, 0, 0, 32, 0x01, 0 };
	struct drive_rig *rig = rig_ready("burner", "bd-r-25");

	(void)state;
	format(rig, 0x00, 2);
	rig_wait(rig);
	assert_int_equal(current_profile(rig), 0x0042);
	assert_current(rig, features, 6);
	rig_in(rig, GET(2, 0x25), 512);
	assert_memory_equal(rig->data + 8, write_once, sizeof write_once);
	assert_disc(rig, 0x0F, 1, 1);
	step_write(rig, 6400, 64);
	step_synchronize(rig);
	rig_run(rig, RIG_CDB(0x2A, 0, 0, 0, 0x19, 0, 0, 0, 1, 0), 2048);
	rig_assert_sense(rig, 5, 0x21, 0x02);
	rig_in(rig, RIG_CDB(0x28, 0, 0, 0, 0x19, 0, 0, 0, 1, 0), 2048);
	assert_memory_equal(rig->data, "\0\0\x19\0\x5A", 5);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sequential),
		cmocka_unit_test(tracks_that_are_open),
		cmocka_unit_test(format_capacities),
		cmocka_unit_test(pseudo_overwrite),
		cmocka_unit_test(random_recording),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
