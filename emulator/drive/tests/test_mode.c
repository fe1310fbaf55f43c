/* SPDX-License-Identifier: MIT */
/* Mode pages: bytes from MMC-6 clause 7 and SPC-3 7.4, what may be changed, what is refused. */
#include <string.h>

#include "emulator/drive/tests/drive_rig.h"

#define SENSE_10(page) 0x5A, 0, (page), 0, 0, 0, 0, 1, 0, 0

static void header_10(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");

	(void)state;
	rig_in(rig, RIG_CDB(SENSE_10(0x01)), 256);
	assert_int_equal(rig->command.transferred_bytes, 20);
	assert_memory_equal(rig->data, "\0\x12\0\0\0\0\0\0", 8);
	/* read retries 1, write retries 1 */
	assert_memory_equal(rig->data + 8, "\x01\x0A\0\x01\0\0\0\0\x01\0\0\0", 12);
	rig_end(rig);
}

static void header_6(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");

	(void)state;
	rig_in(rig, RIG_CDB(0x1A, 0, 0x08, 0, 255, 0), 255);
	assert_int_equal(rig->command.transferred_bytes, 16);
	assert_memory_equal(rig->data, "\x0F\0\0\0\x08\x0A\x04\0\0\0\0\0\0\0\0\0", 16);
	rig_end(rig);
}

/* Page 3Fh: all pages in rising order, and MODE SENSE (6) can tell how long they are. */
static void all_pages(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");
	static const uint8_t codes[] = { 0x01, 0x03, 0x05, 0x08, 0x0D, 0x0E, 0x18, 0x1A, 0x1C, 0x1D,
		0x2A };
	size_t at = 4, bytes;

	(void)state;
	rig_in(rig, RIG_CDB(0x1A, 0, 0x3F, 0, 255, 0), 255);
	bytes = rig->command.transferred_bytes;
	assert_int_equal(bytes, rig->data[0] + 1U);
	for (unsigned i = 0; i < sizeof codes; i++) {
		assert_true(at < bytes);
		assert_int_equal(rig->data[at], codes[i]);
		at += 2U + rig->data[at + 1];
	}
	assert_int_equal(at, bytes);
	rig_end(rig);
}

static void refused_to_tell(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");

	(void)state;
	rig_run(rig, RIG_CDB(SENSE_10(0x02)), 256);
	rig_assert_field(rig, true, 2, 5);
	rig_run(rig, RIG_CDB(SENSE_10(0xC1)), 256);
	rig_assert_sense(rig, 5, 0x39, 0);
	rig_run(rig, RIG_CDB(0x5A, 0, 0x01, 1, 0, 0, 0, 1, 0, 0), 256);
	rig_assert_field(rig, true, 3, -1);
	rig_end(rig);
}

/* Track at once, BUFE, data track, Mode 1, packets of 16, pause of 150 frames. */
static void write_parameters_default(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");
	static const uint8_t expected[52] = { 0x05, 0x32, 0x41, 0x05, 0x08,
		0x07, [13] = 16, [15] = 150 };

	(void)state;
	rig_in(rig, RIG_CDB(SENSE_10(0x85)), 256);
	assert_int_equal(rig->command.transferred_bytes, 60);
	assert_memory_equal(rig->data + 8, expected, 52);
	rig_in(rig, RIG_CDB(SENSE_10(0x05)), 256);
	assert_memory_equal(rig->data + 8, expected, 52);
	rig_end(rig);
}

/* Incremental, BUFE, links of 16 sectors, after a reset too. */
static void write_parameters_follow_the_medium(void **state)
{
	static const char *const media[] = { "dvd-r", "dvd-rw", "dvd-r-dl" };
	static const uint8_t expected[52] = { 0x05, 0x32, 0x60, 0x05, 0x08,
		0x10, [13] = 16, [15] = 150 };

	(void)state;
	for (unsigned i = 0; i < 3; i++) {
		struct drive_rig *rig = rig_ready("burner", media[i]);

		rig_in(rig, RIG_CDB(SENSE_10(0x85)), 256);
		assert_memory_equal(rig->data + 8, expected, 52);
		rig_in(rig, RIG_CDB(SENSE_10(0x05)), 256);
		assert_memory_equal(rig->data + 8, expected, 52);
		burnrig_drive_reset(rig->drive, rig->now_ns);
		rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
		rig_in(rig, RIG_CDB(SENSE_10(0x05)), 256);
		assert_memory_equal(rig->data + 8, expected, 52);
		rig_end(rig);
	}
}

static void select_10(struct drive_rig *rig, const uint8_t *list, uint8_t bytes)
{
	rig_out(rig, RIG_CDB(0x55, 0x10, 0, 0, 0, 0, 0, 0, bytes, 0), list, bytes);
}

/* What libburn sends for a track at once that leaves the disc appendable. */
static void write_parameters_change(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");
	uint8_t list[60] = { [8] = 0x05, 0x32, 0x41, 0xC4, 0x08, [23] = 150 };

	(void)state;
	select_10(rig, list, 60);
	rig_assert_good(rig);
	assert_int_equal(rig->command.direction, BURNRIG_DATA_OUT);
	assert_int_equal(rig->command.transferred_bytes, 60);
	rig_in(rig, RIG_CDB(SENSE_10(0x05)), 256);
	assert_memory_equal(rig->data + 8, list + 8, 52);
	/* the default stays, and a reset brings it back */
	rig_in(rig, RIG_CDB(SENSE_10(0x85)), 256);
	assert_int_equal(rig->data[8 + 3], 0x05);
	burnrig_drive_reset(rig->drive, rig->now_ns);
	rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	rig_in(rig, RIG_CDB(SENSE_10(0x05)), 256);
	assert_int_equal(rig->data[8 + 3], 0x05);
	rig_end(rig);
}

static void select_refused(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");
	uint8_t list[72] = { [8] = 0x05,
		0x32,
		0x41,
		0x05,
		0x08,
		0x07,
		[21] = 16,
		[23] = 150,
		[60] = 0x08,
		0x0A,
		0x04 };

	(void)state;
	select_10(rig, list, 72);
	rig_assert_good(rig);
	list[62] = 0x00; /* WCE of page 08h cannot change; page 05h before it must not either */
	list[11] = 0xC5;
	select_10(rig, list, 72);
	rig_assert_field(rig, false, 62, -1);
	rig_in(rig, RIG_CDB(SENSE_10(0x05)), 256);
	assert_int_equal(rig->data[8 + 3], 0x05);
	list[11] = 0x05;
	list[10] = 0x45; /* a write type that there is not */
	select_10(rig, list, 60);
	rig_assert_field(rig, false, 10, 3);
	list[10] = 0x41;
	list[9] = 0x31;
	select_10(rig, list, 59);
	rig_assert_field(rig, false, 9, -1);
	list[9] = 0x32;
	select_10(rig, list, 59); /* the list ends within the page */
	rig_assert_sense(rig, 5, 0x1A, 0);
	select_10(rig, list, 7); /* within the header */
	rig_assert_sense(rig, 5, 0x1A, 0);
	list[7] = 8; /* a block descriptor */
	select_10(rig, list, 60);
	rig_assert_field(rig, false, 7, -1);
	rig_out(rig, RIG_CDB(0x55, 0x11, 0, 0, 0, 0, 0, 0, 0, 0), list, 0); /* save pages */
	rig_assert_field(rig, true, 1, 0);
	rig_end(rig);
}

static void select_6(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");
	uint8_t list[16] = { [4] = 0x01, 0x0A, 0x20, 5, [12] = 7 };

	(void)state;
	rig_out(rig, RIG_CDB(0x15, 0x10, 0, 0, 16, 0), list, 16);
	rig_assert_good(rig);
	rig_in(rig, RIG_CDB(SENSE_10(0x01)), 256);
	assert_memory_equal(rig->data + 8, "\x01\x0A\x20\x05\0\0\0\0\x07\0\0\0", 12);
	rig_out(rig, RIG_CDB(0x15, 0x10, 0, 0, 0, 0), list, 0);
	rig_assert_good(rig);
	rig_end(rig);
}

/* The parameter list is longer than what the host sends. */
static void parameter_list_missing(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");
	uint8_t list[59] = { 0 };

	(void)state;
	rig_out(rig, RIG_CDB(0x55, 0x10, 0, 0, 0, 0, 0, 0, 60, 0), list, 59);
	rig_assert_sense(rig, 5, 0x1A, 0);
	rig_end(rig);
}

/* 2x and 1x CLV on BD-RE, of a drive that writes CD-R, CD-RW and DVD-R as well. */
static void capabilities(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");
	static const uint8_t expected[40] = { 0x2A, 0x26, 0x3F, 0x37, 0xF0, 0x77, 0x29, 0x20,
		/* reads 8x = 35960, no volume, buffer of 4096 KiB, reads 35960 now */
		0x8C, 0x78, 0, 0, 0x10, 0x00, 0x8C, 0x78, 0, 0,
		/* writes 8990, now 8990, copy management 1, CLV */
		0x23, 0x1E, 0x23, 0x1E, 0, 1, 0, 0, 0, 0,
		/* 8990 selected; two descriptors: 8990, 4495 */
		0x23, 0x1E, 0, 2, 0, 0, 0x23, 0x1E, 0, 0, 0x11, 0x8F };

	(void)state;
	rig_in(rig, RIG_CDB(SENSE_10(0x2A)), 256);
	assert_int_equal(rig->command.transferred_bytes, 48);
	assert_memory_equal(rig->data + 8, expected, 40);
	rig_in(rig, RIG_CDB(SENSE_10(0x6A)), 256); /* nothing of it can change */
	assert_int_equal(rig->data[8], 0x2A);
	for (unsigned i = 10; i < 48; i++)
		assert_int_equal(rig->data[i], 0);
	rig_end(rig);
}

/* Locked shows in byte 6, bit 1; CAV in byte 27. */
static void capabilities_follow(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");

	(void)state;
	rig_run(rig, RIG_CDB(0x1E, 0, 0, 0, 1, 0), 0);
	rig_in(rig, RIG_CDB(SENSE_10(0x2A)), 256);
	assert_int_equal(rig->data[8 + 6], 0x2B);
	assert_int_equal(rig->data[8 + 27], 0x01);
	assert_memory_equal(rig->data + 8 + 28, "\x21\x13\0\x07\0\1\x21\x13\0\1\x1B\x90", 12);
	rig_run(rig, RIG_CDB(0xBB, 0, 0xFF, 0xFF, 0x0B, 0x06, 0, 0, 0, 0, 0, 0), 0);
	rig_in(rig, RIG_CDB(SENSE_10(0x2A)), 256);
	assert_int_equal(rig->data[8 + 27], 0x00);
	assert_memory_equal(rig->data + 8 + 28, "\x0B\x06", 2); /* 16x = 2822 */
	rig_end(rig);
}

/* Both channels as loud as can be, at once; the kernel's CDROMVOLCTRL changes the volumes only. */
static void audio_control(void **state)
{
	static const uint8_t changeable[16] = { 0x0E, 0x0E, 0x02, 0, 0, 0, 0, 0, 0x0F, 0xFF, 0x0F,
		0xFF, 0, 0, 0, 0 };
	uint8_t list[24] = { [8] = 0x0E, 0x0E, 0x04, [16] = 1, 0xFF, 2, 0xFF };
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");

	(void)state;
	rig_in(rig, RIG_CDB(SENSE_10(0x0E)), 256);
	assert_int_equal(rig->command.transferred_bytes, 24);
	assert_memory_equal(rig->data + 8, list + 8, 16);
	rig_in(rig, RIG_CDB(SENSE_10(0x4E)), 256);
	assert_memory_equal(rig->data + 8, changeable, 16);
	list[17] = 0x80;
	list[18] = 3; /* both channels to the right */
	select_10(rig, list, 24);
	rig_assert_good(rig);
	rig_in(rig, RIG_CDB(SENSE_10(0x0E)), 256);
	assert_memory_equal(rig->data + 8, list + 8, 16);
	list[18] = 4; /* a CD has no third channel */
	select_10(rig, list, 24);
	rig_assert_field(rig, false, 18, 3);
	list[18] = 2;
	list[20] = 1; /* nor the drive a third output */
	select_10(rig, list, 24);
	rig_assert_field(rig, false, 20, -1);
	rig_end(rig);
}

/* SATA is ATA (8h), as ATAPI is; USB is none of SPC-3's protocols (Fh). */
static void protocol_specific(void **state)
{
	static const struct {
		const char *drive;
		uint8_t page[8];
	} kinds[] = {
		{ "burner", { 0x18, 0x06, 0x08 } },
		{ "hldtst-gsa-4040b", { 0x18, 0x06, 0x08 } },
		{ "tsst-se-s204n", { 0x18, 0x06, 0x0F } },
	};

	(void)state;
	for (unsigned i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		struct drive_rig *rig = rig_ready(kinds[i].drive, NULL);
		uint8_t list[16] = { 0 };

		rig_in(rig, RIG_CDB(SENSE_10(0x18)), 256);
		assert_int_equal(rig->command.transferred_bytes, 16);
		assert_memory_equal(rig->data + 8, kinds[i].page, 8);
		memcpy(list + 8, kinds[i].page, 8);
		select_10(rig, list, 16);
		rig_assert_field(rig, false, 8, 5);
		rig_end(rig);
	}
}

/* Test asks for a failure that is near, told to REQUEST SENSE, and only there, as MRIE 6 says. */
static void informational_exceptions(void **state)
{
	uint8_t list[20] = { [8] = 0x1C, 0x0A };
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");

	(void)state;
	rig_in(rig, RIG_CDB(SENSE_10(0x1C)), 256);
	assert_int_equal(rig->command.transferred_bytes, 20);
	assert_memory_equal(rig->data + 8, list + 8, 12);
	rig_in(rig, RIG_CDB(SENSE_10(0x5C)), 256);
	assert_memory_equal(rig->data + 8, "\x1C\x0A\x0C\x0F\0\0\0\0\0\0\0\0", 12);
	list[10] = 0x04;
	select_10(rig, list, 20);
	rig_assert_good(rig);
	rig_in(rig, RIG_CDB(0x03, 0, 0, 0, 18, 0), 18); /* reports nothing */
	assert_memory_equal(rig->data, "\x70\0\0\0\0\0\0\x0A\0\0\0\0\0\0", 14);
	list[11] = 6;
	select_10(rig, list, 20);
	rig_assert_good(rig);
	rig_in(rig, RIG_CDB(0x03, 0, 0, 0, 18, 0), 18);
	assert_memory_equal(rig->data, "\x70\0\0\0\0\0\0\x0A\0\0\0\0\x5D\xFF", 14);
	rig_in(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	list[10] = 0x0C; /* Test and DExcpt */
	select_10(rig, list, 20);
	rig_assert_field(rig, false, 10, 3);
	list[10] = 0x08;
	select_10(rig, list, 20);
	rig_assert_good(rig);
	rig_in(rig, RIG_CDB(0x03, 0, 0, 0, 18, 0), 18);
	assert_memory_equal(rig->data + 12, "\0\0", 2);
	list[11] = 4; /* a unit attention is not among the ways */
	select_10(rig, list, 20);
	rig_assert_field(rig, false, 11, 3);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(header_10),
		cmocka_unit_test(header_6),
		cmocka_unit_test(all_pages),
		cmocka_unit_test(refused_to_tell),
		cmocka_unit_test(write_parameters_default),
		cmocka_unit_test(write_parameters_follow_the_medium),
		cmocka_unit_test(write_parameters_change),
		cmocka_unit_test(select_refused),
		cmocka_unit_test(select_6),
		cmocka_unit_test(parameter_list_missing),
		cmocka_unit_test(audio_control),
		cmocka_unit_test(protocol_specific),
		cmocka_unit_test(informational_exceptions),
		cmocka_unit_test(capabilities),
		cmocka_unit_test(capabilities_follow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
