/* SPDX-License-Identifier: MIT */
/*
 * SEND DISC STRUCTURE (MMC-6 6.36): copyright management (05h), the end of the first layer (20h), write protection (C0h); with the Write
 * Protect feature (0004h) and SWPP of mode page 1Dh (7.7).
 */
#include "emulator/drive/tests/medium_steps.h"

#define SEND(format, bytes)	  RIG_CDB(0xBF, 0, 0, 0, 0, 0, 0, (format), 0, (bytes), 0, 0)
#define READ(format)		  RIG_CDB(0xAD, 0, 0, 0, 0, 0, 0, (format), 0x10, 0, 0, 0)
#define TRACK_INFORMATION(number) RIG_CDB(0x52, 1, 0, 0, 0, (number), 0, 0, 48, 0)

/* growisofs's list: half of 2 000 000 blocks, up to a whole ECC block. */
static const uint8_t boundary[12] = { 0, 10, 0, 0, 0, 0, 0, 0, 0x00, 0x0F, 0x42, 0x40 };

static void layer_boundary(void **state)
{
	static const char *const media[] = { "dvd+r-dl", "dvd-r-dl" };

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		struct drive_rig *rig = rig_ready("burner", media[i]);

		rig_out(rig, SEND(0x20, 12), boundary, 12);
		rig_assert_good(rig);
		rig_in(rig, READ(0x20), 4096);
		assert_int_equal(rig->command.transferred_bytes, 12);
		assert_memory_equal(rig->data, "\0\x0A\0\0\0\0\0\0\x00\x0F\x42\x40", 12);
		/* two layers of it are what there is to write */
		rig_in(rig, TRACK_INFORMATION(1), 48);
		assert_memory_equal(rig->data + 16, "\x00\x1E\x84\x80", 4);
		step_write(rig, 0, 64);
		rig_in(rig, READ(0x20), 4096);
		assert_int_equal(rig->data[4], 0x80); /* Init: fixed now */
		rig_out(rig, SEND(0x20, 12), boundary, 12);
		rig_assert_sense(rig, 5, 0x2C, 0);
		rig_end(rig);
	}
}

static void layer_boundary_refused(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r-dl");
	uint8_t list[12] = { 0, 10, 0, 0, 0, 0, 0, 0, 0x00, 0x0F, 0x42, 0x48 };

	(void)state;
	rig_out(rig, SEND(0x20, 12), list, 12); /* within an ECC block */
	rig_assert_field(rig, false, 8, -1);
	list[8] = 0x01, list[11] = 0x40; /* more than the layer has */
	rig_out(rig, SEND(0x20, 12), list, 12);
	rig_assert_field(rig, false, 8, -1);
	list[8] = list[9] = list[10] = list[11] = 0;
	rig_out(rig, SEND(0x20, 12), list, 12);
	rig_assert_field(rig, false, 8, -1);
	list[1] = 9;
	rig_out(rig, SEND(0x20, 12), list, 12);
	rig_assert_field(rig, false, 0, -1);
	rig_out(rig, SEND(0x20, 11), boundary, 11);
	rig_assert_sense(rig, 5, 0x1A, 0);
	rig_out(rig, SEND(0x20, 13), boundary, 12);
	rig_assert_sense(rig, 5, 0x1A, 0);
	rig_out(rig, SEND(0xC0, 8), list, 8);
	rig_assert_field(rig, true, 7, -1);
	rig_out(rig, RIG_CDB(0xBF, 1, 0, 0, 0, 0, 0, 0x20, 0, 12, 0, 0), boundary, 12); /* of BD */
	rig_assert_field(rig, true, 7, -1);
	rig_in(rig, READ(0x20), 4096);
	assert_memory_equal(rig->data + 8, "\x00\x1F\xD8\x00", 4); /* 2086912, as it was */
	rig_end(rig);
	rig = rig_ready("burner", "dvd+r");
	rig_out(rig, SEND(0x20, 12), boundary, 12);
	rig_assert_field(rig, true, 7, -1);
	rig_end(rig);
	rig = rig_ready("burner", "cd-r-80");
	rig_out(rig, SEND(0x20, 12), boundary, 12);
	rig_assert_sense(rig, 5, 0x30, 5);
	rig_end(rig);
}

/* Everything up to the last block of the second layer, and not one more. */
static void short_layers_are_full(void **state)
{
	static const uint8_t list[12] = { 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0x01, 0x00 };
	struct drive_rig *rig = rig_ready("burner", "dvd+r-dl");

	(void)state;
	rig_out(rig, SEND(0x20, 12), list, 12);
	rig_assert_good(rig);
	step_write(rig, 0, 512);
	rig_run(rig, RIG_CDB(0x2A, 0, 0, 0, 2, 0, 0, 0, 16, 0), (size_t)16 * 2048);
	assert_int_equal(rig->command.status, BURNRIG_STATUS_CHECK_CONDITION);
	step_synchronize(rig);
	step_close(rig, 6, 0);
	rig_in(rig, RIG_CDB(0x28, 0, 0, 0, 1, 0xFF, 0, 0, 1, 0), 2048);
	rig_end(rig);
}

static void assert_protected(struct drive_rig *rig, bool is_protected)
{
	static const uint8_t block[2048];

	rig_out(rig, RIG_CDB(0x2A, 0, 0, 0, 0, 0, 0, 0, 1, 0), block, sizeof block);
	if (is_protected)
		rig_assert_sense(rig, 7, 0x27, 0);
	else
		rig_assert_good(rig);
	rig_in(rig, RIG_CDB(0x46, 2, 0, 0x20, 0, 0, 0, 0, 12, 0), 12);
	assert_int_equal(rig->data[10] & 1, !is_protected); /* random writable: current */
}

/* Copyright management (05h) of what is written: only that there is none; and only DVD-R and DVD-RW are told. */
static void copyright_management(void **state)
{
	static const char *const media[] = { "dvd-r", "dvd-rw", "dvd-r-dl" };
	uint8_t list[8] = { 0, 6 };

	(void)state;
	for (unsigned i = 0; i < 3; i++) {
		struct drive_rig *rig = rig_ready("burner", media[i]);

		rig_out(rig, SEND(0x05, 8), list, 8);
		rig_assert_good(rig);
		rig_in(rig, READ(0xFF),
			4096); /* the capability list: 05h can be read and sent, 8 bytes */
		const uint8_t *entry = rig->data + 4;
		while (entry < rig->data + rig->command.transferred_bytes && entry[0] != 0x05)
			entry += 4;
		assert_memory_equal(entry, "\x05\xC0\x00\x08", 4);
		list[4] = 0x80; /* CPM */
		rig_out(rig, SEND(0x05, 8), list, 8);
		rig_assert_field(rig, false, 4, -1);
		list[4] = 0x30; /* CGMS: not to be copied */
		rig_out(rig, SEND(0x05, 8), list, 8);
		rig_assert_field(rig, false, 4, -1);
		list[4] = 0, list[7] = 1;
		rig_out(rig, SEND(0x05, 8), list, 8);
		rig_assert_field(rig, false, 5, -1);
		list[7] = 0;
		rig_out(rig, SEND(0x05, 7), list, 7);
		rig_assert_sense(rig, 5, 0x1A, 0);
		rig_end(rig);
	}
	struct drive_rig *rig = rig_ready("burner", "dvd+rw");
	rig_out(rig, SEND(0x05, 8), list, 8);
	rig_assert_field(rig, true, 7, -1);
	rig_end(rig);
}

static void persistent_protection(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd-ram");

	(void)state;
	rig_in(rig, READ(0xC0), 4096);
	assert_memory_equal(rig->data, "\0\6\0\0\0\0\0\0", 8);
	assert_protected(rig, false);
	rig_out(rig, SEND(0xC0, 8), "\0\6\0\0\2\0\0\0", 8); /* PWP */
	rig_assert_good(rig);
	rig_in(rig, READ(0xC0), 4096);
	assert_memory_equal(rig->data, "\0\6\0\0\2\0\0\0", 8);
	assert_protected(rig, true);
	burnrig_drive_reset(rig->drive, rig->now_ns); /* it is the disc's */
	rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	assert_protected(rig, true);
	rig_out(rig, SEND(0xC0, 8), "\0\6\0\0\4\0\0\0", 8); /* CWP cannot be set */
	rig_assert_field(rig, false, 4, -1);
	rig_out(rig, SEND(0xC0, 8), "\0\6\0\0\0\0\1\0", 8);
	rig_assert_field(rig, false, 5, -1);
	rig_out(rig, SEND(0xC0, 8), "\0\6\0\0\0\0\0\0", 8);
	rig_assert_good(rig);
	assert_protected(rig, false);
	rig_end(rig);
}

static void select_swpp(struct drive_rig *rig, uint8_t swpp);

/* What cdrecord has for it: 1998-05-12 22:59:00; read back with a number before it. */
static void time_stamp(void **state)
{
	static const char *const media[] = { "dvd-r", "dvd-rw", "dvd-r-dl" };
	uint8_t stamp[24] = "\0\x12\0\0\0\0"
			    "19980512225900";

	(void)state;
	for (unsigned i = 0; i < sizeof media / sizeof media[0]; i++) {
		struct drive_rig *rig = rig_ready("burner", media[i]);

		rig_in(rig, READ(0x0F), 4096);
		assert_int_equal(rig->command.transferred_bytes, 22);
		assert_memory_equal(
			rig->data, "\0\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22);
		rig_out(rig, SEND(0x0F, 20), stamp, 20);
		rig_assert_good(rig);
		rig_in(rig, READ(0x0F), 4096);
		assert_memory_equal(rig->data, "\0\x14\0\0\0\0", 6);
		assert_int_not_equal(rig->data[6] << 8 | rig->data[7], 0);
		assert_memory_equal(rig->data + 8, "19980512225900", 14);
		stamp[10] = '1', stamp[11] = '3'; /* a month */
		rig_out(rig, SEND(0x0F, 20), stamp, 20);
		rig_assert_field(rig, false, 6, -1);
		stamp[10] = 'x';
		rig_out(rig, SEND(0x0F, 20), stamp, 20);
		rig_assert_field(rig, false, 10, -1);
		stamp[10] = '0', stamp[11] = '5', stamp[5] = 1;
		rig_out(rig, SEND(0x0F, 20), stamp, 20);
		rig_assert_field(rig, false, 4, -1);
		stamp[5] = 0;
		rig_out(rig, SEND(0x0F, 22), stamp, 22);
		rig_assert_sense(rig, 5, 0x1A, 0);
		rig_end(rig);
	}
	struct drive_rig *rig = rig_ready("burner", "dvd+r");
	rig_out(rig, SEND(0x0F, 20), stamp, 20);
	rig_assert_field(rig, true, 7, -1);
	rig_end(rig);
}

/* Of what is not DVD-RAM the protection can be read, with what page 1Dh did, but not set. */
static void protection_is_told(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");

	(void)state;
	rig_in(rig, RIG_CDB(0xAD, 1, 0, 0, 0, 0, 0, 0xC0, 0, 8, 0, 0), 8);
	assert_memory_equal(rig->data, "\0\6\0\0\0\0\0\0", 8);
	select_swpp(rig, 1);
	rig_assert_good(rig);
	rig_in(rig, RIG_CDB(0xAD, 1, 0, 0, 0, 0, 0, 0xC0, 0, 8, 0, 0), 8);
	assert_memory_equal(rig->data, "\0\6\0\0\1\0\0\0", 8);
	rig_out(rig, RIG_CDB(0xBF, 1, 0, 0, 0, 0, 0, 0xC0, 0, 8, 0, 0), "\0\6\0\0\2\0\0\0", 8);
	rig_assert_field(rig, true, 7, -1);
	rig_end(rig);
}

static void select_swpp(struct drive_rig *rig, uint8_t swpp)
{
	uint8_t list[18] = { [8] = 0x1D, 0x08, [12] = swpp, [15] = 30, [16] = 0x02, [17] = 0x58 };

	rig_out(rig, RIG_CDB(0x55, 0x10, 0, 0, 0, 0, 0, 0, 18, 0), list, sizeof list);
}

static void software_protection(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+rw");
	static const uint8_t format[12] = { 0, 0, 0, 8, 0x00, 0x23, 0x05, 0x40, 0x98, 0, 0, 0 };

	(void)state;
	rig_out(rig, RIG_CDB(0x04, 0x11, 0, 0, 0, 0), format, 12);
	rig_assert_good(rig);
	assert_protected(rig, false);
	select_swpp(rig, 1);
	rig_assert_good(rig);
	assert_protected(rig, true);
	rig_out(rig, RIG_CDB(0x04, 0x11, 0, 0, 0, 0), format, 12);
	assert_int_equal(rig->command.status, BURNRIG_STATUS_CHECK_CONDITION);
	select_swpp(rig, 0);
	rig_assert_good(rig);
	assert_protected(rig, false);
	select_swpp(rig, 1);
	burnrig_drive_reset(rig->drive, rig->now_ns);
	rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	assert_protected(rig, false);
	rig_end(rig);
}

/* SSWPP and SPWP; a drive that writes no DVD-RAM has neither, nor the bit in its page. */
static void feature(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd-ram");

	(void)state;
	rig_in(rig, RIG_CDB(0x46, 2, 0, 0x04, 0, 0, 0, 0, 16, 0), 16);
	assert_int_equal(rig->command.transferred_bytes, 16);
	assert_memory_equal(rig->data + 8, "\x00\x04\x09\x04\x03\0\0\0", 8);
	rig_in(rig, RIG_CDB(0x5A, 0, 0x5D, 0, 0, 0, 0, 0, 18, 0), 18);
	assert_memory_equal(rig->data + 8, "\x1D\x08\0\0\x05\0\0\0\0\0", 10);
	rig_end(rig);
	rig = rig_ready("hldtst-gs21n", "dvd+r");
	rig_in(rig, RIG_CDB(0x46, 2, 0, 0x04, 0, 0, 0, 0, 16, 0), 16);
	assert_int_equal(rig->command.transferred_bytes, 8);
	rig_in(rig, RIG_CDB(0x5A, 0, 0x5D, 0, 0, 0, 0, 0, 18, 0), 18);
	assert_int_equal(rig->data[12], 0x04);
	select_swpp(rig, 1);
	rig_assert_field(rig, false, 12, -1);
	rig_end(rig);
}

/* Format FFh says which formats can be sent, too: SDS. */
static void list(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r-dl");
	unsigned sendable = 0;

	(void)state;
	rig_in(rig, READ(0xFF), 4096);
	for (size_t at = 4; at < rig->command.transferred_bytes; at += 4) {
		if (rig->data[at + 1] & 0x80) {
			assert_memory_equal(rig->data + at, "\x20\xC0\0\x0C", 4);
			sendable++;
		}
	}
	assert_int_equal(sendable, 1);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(layer_boundary),
		cmocka_unit_test(layer_boundary_refused),
		cmocka_unit_test(short_layers_are_full),
		cmocka_unit_test(copyright_management),
		cmocka_unit_test(persistent_protection),
		cmocka_unit_test(time_stamp),
		cmocka_unit_test(protection_is_told),
		cmocka_unit_test(software_protection),
		cmocka_unit_test(feature),
		cmocka_unit_test(list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
