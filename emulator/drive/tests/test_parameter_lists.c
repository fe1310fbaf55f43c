/* SPDX-License-Identifier: MIT */
/*
 * Every reserved bit of every parameter list, one by one: 05/26/00, pointing at its field, and nothing is changed.
 * The fields are of MMC-6 (6.4 FORMAT UNIT, 6.32 SEND CUE SHEET, 6.36 SEND DISC STRUCTURE, 6.38 SEND KEY, 6.44 SET
 * STREAMING, 7 mode pages) and of SPC-3 (6.8 MODE SELECT, 6.26 SEND DIAGNOSTIC). None of them is set by cdrecord,
 * wodim, cdrdao, growisofs, dvd+rw-format, xorriso or the kernel, as their commands to this drive show. What the
 * options of FORMAT UNIT must be without FOV, and the header's mode data length, drives' manuals have, too (Fujitsu
 * MCM3064AP 4.6, Hitachi DK32EJ 5.2).
 */
#include <string.h>

#include "emulator/drive/tests/drive_rig.h"
#include "emulator/drive/tests/snapshot.h"

#define LIST_BYTES_MAX 64
#define FIELDS_MAX     14

struct list {
	const char *name, *medium;
	uint8_t cdb[12];
	uint8_t bytes[LIST_BYTES_MAX];
	struct {
		uint8_t at, bytes; /* the sense points at the first */
		uint8_t reserved;  /* bits of each of them */
	} fields[FIELDS_MAX];
};

#define SELECT(page_bytes)                                        \
	{                                                         \
		0x55, 0x10, 0, 0, 0, 0, 0, 0, 8 + (page_bytes), 0 \
	}
/* Mode data length, and what follows medium type and device-specific parameter. */
#define SELECT_HEADER                                   \
	{ 0, 1, 0xFF }, { 1, 1, 0xFF }, { 4, 1, 0xFF }, \
	{                                               \
		5, 1, 0xFF                              \
	}
#define PAGE(byte) (8 + (byte))
#define STRUCTURE(format, bytes)                                   \
	{                                                          \
		0xBF, 0, 0, 0, 0, 0, 0, (format), 0, (bytes), 0, 0 \
	}

static const struct list lists[] = {
	{ "MODE SELECT (10), page 01h", "cd-r-80", SELECT(12), { [8] = 0x01, 0x0A, 0, 5, [16] = 3 },
		{ SELECT_HEADER, { PAGE(0), 1, 0x80 }, { PAGE(2), 1, 0x08 }, { PAGE(4), 1, 0xFF },
			{ PAGE(5), 1, 0xFF }, { PAGE(6), 1, 0xFF }, { PAGE(7), 1, 0xFC } } },
	{ "MODE SELECT (6), page 01h", "cd-r-80", { 0x15, 0x10, 0, 0, 16, 0 },
		{ [4] = 0x01, 0x0A, 0, 5, [12] = 3 },
		{ { 0, 1, 0xFF }, { 4, 1, 0x80 }, { 4 + 2, 1, 0x08 }, { 4 + 4, 1, 0xFF } } },
	{ "MODE SELECT (10), page 05h", "cd-r-80", SELECT(52),
		{ [8] = 0x05, 0x32, 0x41, 0x04, 0x08, [23] = 150 },
		{ SELECT_HEADER, { PAGE(0), 1, 0x80 }, { PAGE(2), 1, 0x80 }, { PAGE(4), 1, 0xF0 },
			{ PAGE(6), 1, 0xFF }, { PAGE(7), 1, 0xC0 }, { PAGE(9), 1, 0xFF },
			{ PAGE(16), 1, 0x7F }, { PAGE(32), 1, 0x7F } } },
	{ "MODE SELECT (10), page 0Dh", "cd-r-80", SELECT(8),
		{ [8] = 0x0D, 0x06, [13] = 60, [15] = 75 },
		{ SELECT_HEADER, { PAGE(0), 1, 0x80 }, { PAGE(2), 1, 0xFF },
			{ PAGE(3), 1, 0xF0 } } },
	{ "MODE SELECT (10), page 0Eh", "cd-r-80", SELECT(16),
		{ [8] = 0x0E, 0x0E, 0x04, [16] = 1, 0xFF, 2, 0xFF },
		{ SELECT_HEADER, { PAGE(0), 1, 0x80 }, { PAGE(2), 1, 0xF9 }, { PAGE(3), 1, 0xFF },
			{ PAGE(4), 1, 0xFF }, { PAGE(5), 1, 0xFF }, { PAGE(8), 1, 0xF0 },
			{ PAGE(10), 1, 0xF0 }, { PAGE(12), 1, 0xF0 }, { PAGE(14), 1, 0xF0 } } },
	{ "MODE SELECT (10), page 1Ah", "cd-r-80", SELECT(12), { [8] = 0x1A, 0x0A },
		{ SELECT_HEADER, { PAGE(0), 1, 0x80 }, { PAGE(2), 1, 0xFF },
			{ PAGE(3), 1, 0xFC } } },
	{ "MODE SELECT (10), page 1Ch", "cd-r-80", SELECT(12), { [8] = 0x1C, 0x0A },
		{ SELECT_HEADER, { PAGE(0), 1, 0x80 }, { PAGE(2), 1, 0x42 },
			{ PAGE(3), 1, 0xF0 } } },
	{ "MODE SELECT (10), page 1Dh", "dvd-ram", SELECT(10),
		{ [8] = 0x1D, 0x08, [15] = 30, [16] = 0x02, 0x58 },
		{ SELECT_HEADER, { PAGE(0), 1, 0x80 }, { PAGE(2), 1, 0xFF }, { PAGE(3), 1, 0xFF },
			{ PAGE(4), 1, 0xF8 }, { PAGE(5), 1, 0xFF } } },
	{ "FORMAT UNIT, type 00h", "dvd-ram", { 0x04, 0x11 },
		{ 0, 0, 0, 8, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x08, 0x00 },
		{ { 0, 1, 0xFF }, { 1, 1, 0x7C } } },
	{ "FORMAT UNIT, type 26h", "dvd+rw", { 0x04, 0x11 },
		{ 0, 0, 0, 8, 0x00, 0x23, 0x05, 0x40, 0x98, 0x00, 0x00, 0x00 },
		{ { 0, 1, 0xFF }, { 1, 1, 0x7C }, { 9, 2, 0xFF } } },
	{ "FORMAT UNIT, type 24h", "cd-rw-74", { 0x04, 0x11 },
		{ 0, 0, 0, 8, 0xFF, 0xFF, 0xFF, 0xFF, 0x90, 0x00, 0x00, 0x00 },
		{ { 0, 1, 0xFF }, { 1, 1, 0x7C }, { 9, 2, 0xFF } } },
	{ "SET STREAMING", "dvd+r", { 0xB6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 28, 0 },
		{ [10] = 1, [14] = 0x11, 0x94, [18] = 3, 0xE8, [22] = 0x11, 0x94, [26] = 3, 0xE8 },
		{ { 0, 1, 0xE0 }, { 1, 1, 0xFF }, { 2, 1, 0xFF }, { 3, 1, 0xFF } } },
	{ "SET STREAMING, RDD", "dvd+r", { 0xB6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 28, 0 }, { 0x04 },
		{ { 0, 1, 0xE0 }, { 1, 1, 0xFF }, { 2, 1, 0xFF }, { 3, 1, 0xFF } } },
	{ "SET STREAMING, DBI cache zones", "dvd-ram", { 0xB6, 0, 0, 0, 0, 0, 0, 0, 5, 0, 24, 0 },
		{ 0, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0x01, 0x00, 0, 0, 0, 0, 0, 0, 0x40, 0x00 },
		{ { 4, 4, 0xFF }, { 12, 4, 0xFF }, { 20, 4, 0xFF } } },
	{ "SEND DISC STRUCTURE, 20h", "dvd+r-dl", STRUCTURE(0x20, 12),
		{ 0, 10, 0, 0, 0, 0, 0, 0, 0x00, 0x0F, 0x42, 0x40 },
		{ { 2, 2, 0xFF }, { 4, 4, 0xFF } } },
	{ "SEND DISC STRUCTURE, 0Fh", "dvd-r", STRUCTURE(0x0F, 20),
		{ 0, 0x12, 0, 0, 0, 0, '1', '9', '9', '8', '0', '5', '1', '2', '2', '2', '5', '9',
			'0', '0' },
		{ { 2, 2, 0xFF }, { 4, 2, 0xFF } } },
	{ "SEND DISC STRUCTURE, C0h", "dvd-ram", STRUCTURE(0xC0, 8), { 0, 6, 0, 0, 0x02 },
		{ { 2, 2, 0xFF }, { 4, 1, 0xF8 }, { 5, 3, 0xFF } } },
	{ "SEND KEY, RPC", "dvd-rom", { 0xA3, 0, 0, 0, 0, 0, 0, 0, 0, 8, 6, 0 },
		{ 0, 6, 0, 0, 0xFE }, { { 2, 2, 0xFF }, { 5, 3, 0xFF } } },
	{ "SEND DIAGNOSTIC", "cd-r-80", { 0x1D, 0x10, 0, 0, 4, 0 }, { 0 }, { { 1, 1, 0xFF } } },
};

static unsigned cdb_bytes(const struct list *list)
{
	static const uint8_t bytes_of_group[8] = { 6, 10, 10, 10, 10, 12, 12, 12 };

	return bytes_of_group[list->cdb[0] >> 5];
}

static unsigned list_bytes(const struct list *list)
{
	switch (list->cdb[0]) {
	case 0x04:
		return 12;
	case 0x15:
	case 0x1D:
		return list->cdb[4];
	case 0x55:
		return list->cdb[8];
	case 0xB6:
		return list->cdb[10];
	default:
		return list->cdb[9];
	}
}

static void refuse(struct drive_rig *rig, const struct list *list, const uint8_t *bytes, uint8_t at)
{
	const struct snapshot before = snapshot_take(rig);

	rig_out(rig, list->cdb, cdb_bytes(list), bytes, list_bytes(list));
	if (rig->command.status != BURNRIG_STATUS_CHECK_CONDITION)
		fail_msg("%s, byte %u", list->name, at);
	rig_assert_sense(rig, 5, 0x26, 0x00);
	assert_int_equal(rig->command.sense[15] & 0xC0, 0x80); /* SKSV; of data */
	assert_int_equal(rig->command.sense[16] << 8 | rig->command.sense[17], at);
	const struct snapshot after = snapshot_take(rig);
	snapshot_assert_same(&before, &after, false);
}

static unsigned try_list(const struct list *list)
{
	struct drive_rig *rig = rig_ready("burner", list->medium);
	unsigned tried = 0;

	for (unsigned f = 0; f < FIELDS_MAX && list->fields[f].bytes; f++) {
		uint8_t at = list->fields[f].at;

		for (unsigned bit = 0; bit < 8U * list->fields[f].bytes; bit++) {
			uint8_t bytes[LIST_BYTES_MAX];

			if (!(list->fields[f].reserved >> bit % 8 & 1))
				continue;
			memcpy(bytes, list->bytes, sizeof bytes);
			bytes[at + bit / 8] |= (uint8_t)(1U << bit % 8);
			refuse(rig, list, bytes, at);
			tried++;
		}
	}
	rig_out(rig, list->cdb, cdb_bytes(list), list->bytes, list_bytes(list));
	if (rig->command.status != BURNRIG_STATUS_GOOD) /* it was something else */
		fail_msg("%s, byte %u", list->name,
			rig->command.sense[16] << 8 | rig->command.sense[17]);
	rig_end(rig);
	return tried;
}

static void reserved_bits(void **state)
{
	unsigned tried = 0;

	(void)state;
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
		tried += try_list(&lists[i]);
	assert_true(tried > 700);
}

/* Lead-in, catalogue number in two entries, track 1 with its pause, lead-out; of audio, and of data. */
static const uint8_t audio_sheet[48] = { 0x02, '1', '2', '3', '4', '5', '6', '7', 0x02, '8', '9',
	'0', '1', '2', '3', 0, 0x01, 0, 0, 0x01, 0, 0, 0, 0, 0x01, 1, 0, 0, 0, 0, 0, 0, 0x01, 1, 1,
	0, 0, 0, 2, 0, 0x01, 0xAA, 1, 0x01, 0, 0, 6, 0 };
static const uint8_t data_sheet[32] = { 0x41, 0, 0, 0x14, 0, 0, 0, 0, 0x41, 1, 0, 0x10, 0, 0, 0, 0,
	0x41, 1, 1, 0x10, 0, 0, 2, 0, 0x41, 0xAA, 1, 0x14, 0, 0, 6, 0 };

static void refuse_sheet(struct drive_rig *rig, const uint8_t *sheet, uint8_t bytes, uint8_t at)
{
	const struct snapshot before = snapshot_take(rig);

	rig_out(rig, RIG_CDB(0x5D, 0, 0, 0, 0, 0, 0, 0, bytes, 0), sheet, bytes);
	rig_assert_sense(rig, 5, 0x26, 0x00);
	assert_int_equal(rig->command.sense[16] << 8 | rig->command.sense[17], at);
	const struct snapshot after = snapshot_take(rig);
	snapshot_assert_same(&before, &after, false);
}

static struct drive_rig *session_at_once(void)
{
	static const uint8_t page[60] = { [8] = 0x05, 0x32, 0x42, 0x04, 0x08, [23] = 150 };
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");

	rig_out(rig, RIG_CDB(0x55, 0x10, 0, 0, 0, 0, 0, 0, 60, 0), page, sizeof page);
	rig_assert_good(rig);
	return rig;
}

/* CTL: 01x1b and 11xxb are reserved (MMC-6 table of SEND CUE SHEET); ADR 0 and 4 to 15; SCMS but its first bit. */
static void cue_sheets(void **state)
{
	static const uint8_t controls[] = { 0x51, 0x71, 0xC1, 0xD1, 0xE1, 0xF1 };
	struct drive_rig *rig = session_at_once();
	uint8_t sheet[48];

	(void)state;
	for (size_t entry = 0; entry < sizeof data_sheet; entry += 8) {
		const uint8_t at = (uint8_t)entry;

		for (unsigned i = 0; i < sizeof controls; i++) {
			memcpy(sheet, data_sheet, sizeof data_sheet);
			sheet[at] = controls[i];
			refuse_sheet(rig, sheet, sizeof data_sheet, at);
		}
		for (unsigned adr = 4; adr < 17; adr++) { /* 16 stands for 0 */
			memcpy(sheet, data_sheet, sizeof data_sheet);
			sheet[at] = (uint8_t)(0x40 | (adr & 15));
			refuse_sheet(rig, sheet, sizeof data_sheet, at);
		}
		for (unsigned bit = 0; bit < 7; bit++) {
			memcpy(sheet, data_sheet, sizeof data_sheet);
			sheet[at + 4] |= (uint8_t)(1U << bit);
			refuse_sheet(rig, sheet, sizeof data_sheet, at + 4);
		}
	}
	for (unsigned bit = 0; bit < 8; bit++) { /* behind the catalogue number's last digit */
		memcpy(sheet, audio_sheet, sizeof audio_sheet);
		sheet[15] = (uint8_t)(1U << bit);
		refuse_sheet(rig, sheet, sizeof audio_sheet, 15);
	}
	rig_out(rig, RIG_CDB(0x5D, 0, 0, 0, 0, 0, 0, 0, 48, 0), audio_sheet, sizeof audio_sheet);
	rig_assert_good(rig);
	rig_end(rig);
	rig = session_at_once();
	rig_out(rig, RIG_CDB(0x5D, 0, 0, 0, 0, 0, 0, 0, 32, 0), data_sheet, sizeof data_sheet);
	rig_assert_good(rig);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reserved_bits),
		cmocka_unit_test(cue_sheets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
