/* SPDX-License-Identifier: MIT */
/* READ DISC STRUCTURE of DVD-RAM and of two-layer DVDs, and the features that come with them. */
#include <string.h>

#include "emulator/drive/tests/medium_steps.h"

#define FEATURE(code)	  RIG_CDB(0x46, 2, 0x00, (code), 0, 0, 0, 0, 32, 0)
#define STRUCTURE(format) RIG_CDB(0xAD, 0, 0, 0, 0, 0, 0, (format), 0x20, 0x00, 0, 0)

static void dvd_ram(void **state)
{
	static const uint8_t spare[16] = { 0x00, 0x0E, 0, 0, 0x00, 0x00, 0x32, 0x00, 0x00, 0x00,
		0xE4, 0x00, 0x00, 0x00, 0xE4, 0x00 };
	static const uint8_t physical[12] = { 0x16, 0x0F, 0x04, 0x42, 0x00, 0x03, 0x10, 0x00, 0x00,
		0x26, 0x5F, 0x5F };
	struct drive_rig *rig = rig_ready("burner", "dvd-ram");

	(void)state;
	rig_in(rig, STRUCTURE(0x0A), 8192); /* 12800, 58368 of 58368 */
	assert_int_equal(rig->command.transferred_bytes, 16);
	assert_memory_equal(rig->data, spare, sizeof spare);
	rig_in(rig, STRUCTURE(0x00), 8192);
	assert_memory_equal(rig->data + 4, physical, sizeof physical);
	rig_in(rig, STRUCTURE(0x08), 8192);
	assert_memory_equal(rig->data + 4, "\x0A\x0A", 2);
	rig_in(rig, STRUCTURE(0x09), 8192);
	assert_memory_equal(rig->data, "\0\6\0\0\0\0\0\0", 8);
	rig_in(rig, STRUCTURE(0xC0), 8192);
	assert_memory_equal(rig->data, "\0\6\0\0\0\0\0\0", 8);
	rig_in(rig, FEATURE(0x20), 32);
	assert_memory_equal(rig->data + 6,
		"\x00\x12\x00\x20\x05\x0C\x00\x22\x21\x1F\x00\x00\x08\x00\x00\x10\x01\x00", 18);
	rig_in(rig, FEATURE(0x24), 32);
	assert_memory_equal(rig->data + 8, "\x00\x24\x05\x04\x80\x00\x00\x00", 8);
	rig_end(rig);
}

static void certification_takes_its_time(void **state)
{
	/* 2236704 blocks, type 00h; then FOV, DCRT: without certification */
	static const uint8_t certify[12] = { 0, 0, 0, 8, 0x00, 0x22, 0x21, 0x20, 0, 0, 8, 0 };
	static const uint8_t quick[12] = { 0, 0xA0, 0, 8, 0x00, 0x22, 0x21, 0x20, 0, 0, 8, 0 };
	struct drive_rig *rig = rig_ready("burner", "dvd-ram");
	uint64_t start_ns = rig->now_ns;

	(void)state;
	rig_out(rig, RIG_CDB(0x04, 0x11, 0, 0, 0, 0), certify, sizeof certify);
	rig_assert_good(rig);
	/* 2236704 blocks at 3x, 2028 a second, written and read back */
	assert_in_range((rig->now_ns - start_ns) / 1000000000, 2205, 2260);
	start_ns = rig->now_ns;
	rig_out(rig, RIG_CDB(0x04, 0x11, 0, 0, 0, 0), quick, sizeof quick);
	rig_assert_good(rig);
	assert_in_range((rig->now_ns - start_ns) / 1000000000, 1, 60);
	rig_end(rig);
}

static void two_layers(void **state)
{
	static const uint8_t plus[16] = { 0xE1, 0x0F, 0x32, 0x10, 0x00, 0x03, 0x00, 0x00, 0x00,
		0xFC, 0xFF, 0xFF, 0x00, 0x22, 0xD7, 0xFF };
	static const uint8_t boundary[12] = { 0x00, 0x0A, 0, 0, 0x00, 0, 0, 0, 0x00, 0x1F, 0xD8,
		0x00 };
	static const uint8_t minus[16] = { 0x26, 0x0F, 0x32, 0x10, 0x00, 0x03, 0x00, 0x00, 0x00,
		0xFC, 0xFF, 0xFF, 0x00, 0x22, 0xD3, 0xDF };
	struct drive_rig *rig = rig_ready("burner", "dvd+r-dl");

	(void)state;
	rig_in(rig, STRUCTURE(0x00), 8192);
	assert_memory_equal(rig->data + 4, plus, sizeof plus);
	rig_in(rig, STRUCTURE(0x20), 8192); /* 2086912 blocks, not fixed yet */
	assert_int_equal(rig->command.transferred_bytes, 12);
	assert_memory_equal(rig->data, boundary, sizeof boundary);
	rig_in(rig, FEATURE(0x3B), 32);
	assert_memory_equal(rig->data + 6, "\x00\x2B\x00\x3B\x01\x04\x01\x00\x00\x00", 10);
	rig_end(rig);
	rig = rig_ready("burner", "dvd-r-dl");
	rig_in(rig, STRUCTURE(0x10), 8192);
	assert_memory_equal(rig->data + 4, minus, sizeof minus);
	rig_in(rig, FEATURE(0x2F), 32);
	assert_memory_equal(rig->data + 6, "\x00\x15\x00\x2F\x09\x04\x4E\x00\x00\x00", 10);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dvd_ram),
		cmocka_unit_test(certification_takes_its_time),
		cmocka_unit_test(two_layers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
