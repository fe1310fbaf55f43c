/* SPDX-License-Identifier: MIT */
/*
 * READ CD on every kind of sector (MMC-6 6.19, table of the number of bytes by selection), READ
 * SUB-CHANNEL, CD-TEXT and blanking, through the seam.
 */
#include <string.h>

#include "emulator/drive/tests/medium_steps.h"

#define NO 0xFFFF /* illegal: 05/24/00 */

/* Five tracks, one of each kind, of one block that is filled up to 300; starts are 452 apart. */
enum { AUDIO, MODE_1, MODE_2, FORM_1, FORM_2, KINDS };

static const struct {
	uint8_t track_mode, block_type;
	uint16_t bytes;
} kinds[KINDS] = { { 0, 0, 2352 }, { 4, 8, 2048 }, { 4, 9, 2336 }, { 4, 10, 2048 },
	{ 4, 12, 2324 } };

static struct drive_rig *with_all_kinds(void)
{
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");
	uint8_t block[2352];

	for (unsigned i = 0; i < KINDS; i++) {
		unsigned lba = i * 452;

		for (unsigned k = 0; k < sizeof block; k++)
			block[k] = (uint8_t)(k ^ k >> 8);
		step_write_parameters(rig, kinds[i].track_mode, kinds[i].block_type);
		rig_out(rig, RIG_CDB(0x2A, 0, 0, 0, (uint8_t)(lba >> 8), (uint8_t)lba, 0, 0, 1, 0),
			block, kinds[i].bytes);
		rig_assert_good(rig);
		step_synchronize(rig);
	}
	step_close(rig, 2, 0);
	return rig;
}

static void read_cd(struct drive_rig *rig, unsigned kind, unsigned expected, unsigned select)
{
	unsigned lba = kind * 452;

	rig_run(rig,
		RIG_CDB(0xBE, (uint8_t)(expected << 2), 0, 0, (uint8_t)(lba >> 8), (uint8_t)lba, 0,
			0, 1, (uint8_t)select, 0, 0),
		4096);
}

static void selections_give_what_the_table_says(void **state)
{
	static const struct {
		uint8_t select;
		uint16_t bytes[KINDS];
	} rows[] = {
		{ 0x00, { 0, 0, 0, 0, 0 } },
		{ 0x10, { 2352, 2048, 2336, 2048, 2328 } },
		{ 0x18, { 2352, 2336, 2336, 2328, 2328 } },
		{ 0x20, { 2352, 4, 4, 4, 4 } },
		{ 0x30, { 2352, 2052, 2340, NO, NO } },
		{ 0x38, { 2352, 2340, 2340, NO, NO } },
		{ 0x40, { 2352, 0, 0, 8, 8 } },
		{ 0x50, { 2352, 2048, 2336, 2056, 2336 } },
		{ 0x58, { 2352, 2336, 2336, 2336, 2336 } },
		{ 0x60, { 2352, 4, 4, 12, 12 } },
		{ 0x70, { 2352, 2052, 2340, 2060, 2340 } },
		{ 0x78, { 2352, 2340, 2340, 2340, 2340 } },
		{ 0x80, { 2352, 12, 12, 12, 12 } },
		{ 0x90, { 2352, NO, NO, NO, NO } },
		{ 0x98, { 2352, NO, NO, NO, NO } },
		{ 0xA0, { 2352, 16, 16, 16, 16 } },
		{ 0xB0, { 2352, 2064, 2352, NO, NO } },
		{ 0xB8, { 2352, 2352, 2352, NO, NO } },
		{ 0xC0, { 2352, NO, NO, NO, NO } },
		{ 0xE0, { 2352, 16, 16, 24, 24 } },
		{ 0xF0, { 2352, 2064, 2352, 2072, 2352 } },
		{ 0xF8, { 2352, 2352, 2352, 2352, 2352 } },
	};
	struct drive_rig *rig = with_all_kinds();

	(void)state;
	for (unsigned i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		for (unsigned kind = 0; kind < KINDS; kind++) {
			read_cd(rig, kind, 0, rows[i].select);
			if (rows[i].bytes[kind] == NO) {
				rig_assert_field(rig, true, 9, 7);
				continue;
			}
			rig_assert_good(rig);
			if (rig->command.transferred_bytes != rows[i].bytes[kind])
				fail_msg("%02X of kind %u: %zu bytes", rows[i].select, kind,
					rig->command.transferred_bytes);
		}
	}
	rig_end(rig);
}

static void sectors_are_of_the_expected_type_or_refused(void **state)
{
	struct drive_rig *rig = with_all_kinds();

	(void)state;
	for (unsigned kind = 0; kind < KINDS; kind++) {
		for (unsigned expected = 1; expected <= KINDS; expected++) {
			read_cd(rig, kind, expected, 0x10);
			if (expected == kind + 1)
				rig_assert_good(rig);
			else
				rig_assert_sense(rig, 5, 0x64, 0x00);
		}
	}
	read_cd(rig, MODE_1, 6, 0x10);
	rig_assert_field(rig, true, 1, 4);
	rig_end(rig);
}

/* What was written, with what belongs around it: header at 00:14:04 for LBA 904 and so on. */
static void sectors_hold_what_was_written(void **state)
{
	static const uint8_t sync[12] = { 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
		0xFF, 0 };
	static const struct {
		uint8_t header[12];
		unsigned from; /* first byte of the host                                     */
	} expected[KINDS] = {
		[MODE_1] = { { 0x00, 0x08, 0x02, 0x01 }, 16 },
		[MODE_2] = { { 0x00, 0x14, 0x04, 0x02 }, 16 },
		[FORM_1] = { { 0x00, 0x20, 0x06, 0x02, 0, 0, 0x08, 0, 0, 0, 0x08, 0 }, 24 },
		[FORM_2] = { { 0x00, 0x26, 0x08, 0x02, 0, 0, 0x20, 0, 0, 0, 0x20, 0 }, 24 },
	};
	struct drive_rig *rig = with_all_kinds();

	(void)state;
	for (unsigned kind = 0; kind < KINDS; kind++) {
		read_cd(rig, kind, 0, 0xF8);
		rig_assert_good(rig);
		for (unsigned k = 0; k < kinds[kind].bytes; k++)
			assert_int_equal(rig->data[expected[kind].from + k], (uint8_t)(k ^ k >> 8));
		if (kind == AUDIO)
			continue;
		assert_memory_equal(rig->data, sync, 12);
		assert_memory_equal(
			rig->data + 12, expected[kind].header, expected[kind].from - 12);
	}
	rig_run(rig, RIG_CDB(0x28, 0, 0, 0, 0x07, 0x10, 0, 0, 1, 0), 2048); /* READ of form 2 */
	rig_assert_sense(rig, 5, 0x64, 0x00);
	rig_end(rig);
}

/* A session at once of one audio track with catalogue number, ISRC and CD-TEXT. */
static struct drive_rig *with_cd_text(void)
{
	static const uint8_t sheet[8 * 8] = {
		0x02, '1', '2', '3', '4', '5', '6', '7',  /* catalogue number */
		0x02, '8', '9', '0', '1', '2', '3', 0,	  /* second half      */
		0x01, 0x00, 0x00, 0x41, 0x00, 0, 0, 0,	  /* lead-in          */
		0x03, 0x01, 'D', 'E', 'A', 'B', 'C', '0', /* ISRC             */
		0x03, 0x01, '2', '1', '2', '3', '4', '5', /* second half      */
		0x01, 0x01, 0x00, 0x01, 0x00, 0, 0, 0,	  /* pause            */
		0x01, 0x01, 0x01, 0x00, 0x00, 0, 2, 0,	  /* LBA 0            */
		0x01, 0xAA, 0x01, 0x01, 0x00, 0, 6, 0,	  /* LBA 300          */
	};
	/* the pack 80 00 00 00 "Title" 00 … with its CRC, four times, six bits a byte */
	static const uint8_t pack[18] = { 0x80, 0x00, 0x00, 0x00, 'T', 'i', 't', 'l', 'e', 0, 0, 0,
		0, 0, 0, 0, 0x7E, 0xA5 };
	static uint8_t sound[25 * 2352];
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");
	uint8_t page[60] = { [8] = 0x05, 0x32, 0x42, 0x00, 0x00, [23] = 150 };
	uint8_t lead_in[2 * 96];

	for (unsigned i = 0; i < sizeof lead_in; i++) {
		unsigned bit = i * 6 % (18 * 8);
		unsigned two = (unsigned)pack[bit / 8] << 8 | pack[(bit / 8 + 1) % 18];

		lead_in[i] = (uint8_t)(two >> (10 - bit % 8) & 0x3F);
	}
	rig_out(rig, RIG_CDB(0x55, 0x10, 0, 0, 0, 0, 0, 0, 60, 0), page, sizeof page);
	rig_assert_good(rig);
	rig_out(rig, RIG_CDB(0x5D, 0, 0, 0, 0, 0, 0, 0, 64, 0), sheet, sizeof sheet);
	rig_assert_good(rig);
	rig_out(rig, RIG_CDB(0x2A, 0, 0xFF, 0xFF, 0xFF, 0x68, 0, 0, 2, 0), lead_in, sizeof lead_in);
	rig_assert_good(rig);
	for (unsigned lba = 0; lba < 300; lba += 25) {
		rig_out(rig, RIG_CDB(0x2A, 0, 0, 0, (uint8_t)(lba >> 8), (uint8_t)lba, 0, 0, 25, 0),
			sound, sizeof sound);
		rig_assert_good(rig);
	}
	step_synchronize(rig);
	return rig;
}

static void numbers_and_text_come_from_the_sub_channels(void **state)
{
	static const uint8_t catalogue[24] = { 0, 0x15, 0, 20, 0x02, 0, 0, 0, 0x80, '1', '2', '3',
		'4', '5', '6', '7', '8', '9', '0', '1', '2', '3', 0, 0 };
	static const uint8_t isrc[24] = { 0, 0x15, 0, 20, 0x03, 0x10, 1, 0, 0x80, 'D', 'E', 'A',
		'B', 'C', '0', '2', '1', '2', '3', '4', '5', 0, 0, 0 };
	static const uint8_t position[16] = { 0, 0x15, 0, 12, 0x01, 0x10, 1, 1, 0, 0, 3, 24, 0, 0,
		1, 24 };
	static const uint8_t text[22] = { 0, 20, 0, 0, 0x80, 0, 0, 0, 'T', 'i', 't', 'l', 'e', 0, 0,
		0, 0, 0, 0, 0, 0x7E, 0xA5 };
	struct drive_rig *rig = with_cd_text();

	(void)state;
	rig_in(rig, RIG_CDB(0x42, 0, 0x40, 2, 0, 0, 0, 0, 64, 0), 64);
	assert_int_equal(rig->command.transferred_bytes, 24);
	assert_memory_equal(rig->data, catalogue, 24);
	rig_in(rig, RIG_CDB(0x42, 0, 0x40, 3, 0, 0, 1, 0, 64, 0), 64);
	assert_int_equal(rig->command.transferred_bytes, 24);
	assert_memory_equal(rig->data, isrc, 24);
	rig_run(rig, RIG_CDB(0x42, 0, 0x40, 3, 0, 0, 2, 0, 64, 0), 64);
	rig_assert_field(rig, true, 6, -1);
	rig_run(rig, RIG_CDB(0x42, 0, 0x40, 4, 0, 0, 0, 0, 64, 0), 64);
	rig_assert_field(rig, true, 3, -1);
	rig_in(rig, RIG_CDB(0xBE, 0, 0, 0, 0, 99, 0, 0, 1, 0xF8, 0, 0), 4096);
	rig_in(rig, RIG_CDB(0x42, 2, 0x40, 1, 0, 0, 0, 0, 64, 0), 64);
	assert_memory_equal(rig->data, position, 16);
	rig_in(rig, RIG_CDB(0x42, 0, 0, 1, 0, 0, 0, 0, 64, 0), 64); /* without Q */
	assert_int_equal(rig->command.transferred_bytes, 4);
	rig_in(rig, RIG_CDB(0x43, 0, 5, 0, 0, 0, 0, 0, 64, 0), 64);
	assert_int_equal(rig->command.transferred_bytes, 22);
	assert_memory_equal(rig->data, text, 22);
	rig_end(rig);
}

/* Formatted Q: twelve bytes and P in the last; R to W alone without P and Q. */
static void sub_channels_are_formatted(void **state)
{
	static const uint8_t q[16] = { 0x41, 0x02, 0x01, 0, 0, 0, 0, 0, 0x08, 0x02, [15] = 0 };
	struct drive_rig *rig = with_all_kinds();

	(void)state;
	rig_in(rig, RIG_CDB(0xBE, 0, 0, 0, 1, 0xC4, 0, 0, 1, 0x10, 2, 0), 4096);
	assert_int_equal(rig->command.transferred_bytes, 2048 + 16);
	assert_memory_equal(rig->data + 2048, q, 10);
	assert_int_equal(rig->data[2048 + 15], 0x00);
	rig_in(rig, RIG_CDB(0xBE, 0, 0, 0, 1, 0xC3, 0, 0, 1, 0x10, 2, 0), 4096); /* pre-gap */
	assert_int_equal(rig->data[2048 + 2], 0x00);
	assert_int_equal(rig->data[2048 + 15], 0x80);
	rig_in(rig, RIG_CDB(0xBE, 0, 0, 0, 1, 0xC4, 0, 0, 1, 0x14, 4, 0), 4096); /* C2, R to W */
	assert_int_equal(rig->command.transferred_bytes, 2048 + 296 + 96);
	for (unsigned i = 2048; i < 2048 + 296 + 96; i++)
		assert_int_equal(rig->data[i], 0);
	rig_in(rig, RIG_CDB(0xB9, 0, 0, 0, 8, 2, 0, 8, 4, 0xF8, 0, 0), 8192); /* two by MSF */
	assert_int_equal(rig->command.transferred_bytes, 2 * 2352);
	assert_memory_equal(rig->data + 12, "\x00\x08\x02\x01", 4);
	rig_end(rig);
}

/* Immediate blanking: 02/04/07 with progress while it lasts, which is as long as the speed says. */
static void blanking_goes_on_after_its_answer(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "cd-rw-80-high-speed");
	uint64_t start_ns;
	unsigned progress;

	(void)state;
	step_write_parameters(rig, 4, 8);
	step_write(rig, 0, 300);
	step_synchronize(rig);
	start_ns = rig->now_ns;
	rig_in(rig, RIG_CDB(0xA1, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0);
	rig->now_ns += 100 * UINT64_C(1000000000);
	rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	rig_assert_sense(rig, 2, 0x04, 0x07);
	assert_int_equal(rig->command.sense[15], 0x80);
	progress = (unsigned)(rig->command.sense[16] << 8 | rig->command.sense[17]);
	assert_in_range(progress, 0x1000, 0xF000);
	rig_run(rig, RIG_CDB(0x2A, 0, 0, 0, 0, 0, 0, 0, 1, 0), 2048);
	rig_assert_sense(rig, 2, 0x04, 0x07);
	rig_wait(rig);
	/* 359849 blocks at 12x of 75 a second are 399.8 s */
	assert_in_range((rig->now_ns - start_ns) / 1000000000, 399, 480);
	rig_in(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	rig_in(rig, RIG_CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0), 34);
	assert_int_equal(rig->data[2] & 0x1F, 0x10); /* erasable, empty */
	rig_run(rig, RIG_CDB(0xA1, 0x07, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0);
	rig_assert_field(rig, true, 1, 2);
	rig_end(rig);
}

/* ATIP: 97:15:17, lead-out 79:59:74, high speed with special information A1. */
static void atip_of_cd_rw(void **state)
{
	static const uint8_t expected[20] = { 0, 26, 0, 0, 0xD1, 0x00, 0xCC, 0, 97, 15, 17, 0, 79,
		59, 74, 0, 0x24, 0x3E, 0x94, 0 };
	struct drive_rig *rig = rig_ready("burner", "cd-rw-80-high-speed");

	(void)state;
	rig_in(rig, RIG_CDB(0x43, 0x02, 4, 0, 0, 0, 0, 0, 64, 0), 64);
	assert_memory_equal(rig->data, expected, sizeof expected);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(selections_give_what_the_table_says),
		cmocka_unit_test(sectors_are_of_the_expected_type_or_refused),
		cmocka_unit_test(sectors_hold_what_was_written),
		cmocka_unit_test(numbers_and_text_come_from_the_sub_channels),
		cmocka_unit_test(sub_channels_are_formatted),
		cmocka_unit_test(blanking_goes_on_after_its_answer),
		cmocka_unit_test(atip_of_cd_rw),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
