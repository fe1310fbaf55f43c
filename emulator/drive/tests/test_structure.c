/* SPDX-License-Identifier: MIT */
/* READ DISC STRUCTURE (MMC-6 6.22) of DVD+R and BD-RE. */
#include <string.h>

#include "emulator/drive/tests/medium_steps.h"

#define STRUCTURE(media, format) RIG_CDB(0xAD, (media), 0, 0, 0, 0, 0, (format), 0x20, 0x00, 0, 0)

static void dvd_plus_r(void **state)
{
	static const uint8_t physical[36] = { 0x08, 0x02, 0, 0, 0xA1, 0x0F, 0x02,
		0x00,						/* DVD+R, 120 mm, one layer */
		0x00, 0x03, 0x00, 0x00, 0x00, 0x26, 0x05, 0x3F, /* PSN 30000h to 26053Fh    */
		0, 0, 0, 0, 0, 0, 0, 'M', 'C', 'C', 0, 0, 0, 0, 0, '0', '0', '4', 0, 32 };
	static const uint8_t list[32] = { 0x00, 0x1E, 0, 0, 0x00, 0x40, 0x08, 0x04, 0x01, 0x40,
		0x00, 0x08, 0x04, 0x40, 0x08, 0x04, 0x05, 0x40, 0x00, 0x08, 0x11, 0x40, 0x01, 0x04,
		0x90, 0x40, 0x00, 0x08, 0xC0, 0x40, 0x00, 0x08 };
	struct drive_rig *rig = rig_ready("burner", "dvd+r");

	(void)state;
	rig_in(rig, STRUCTURE(0, 0x00), 8192);
	assert_int_equal(rig->command.transferred_bytes, 2052);
	assert_memory_equal(rig->data, physical, sizeof physical);
	rig_in(rig, STRUCTURE(0, 0x11), 8192);
	assert_int_equal(rig->command.transferred_bytes, 260);
	assert_memory_equal(rig->data + 4, physical + 4, 32);
	rig_in(rig, STRUCTURE(0, 0x01), 8192);
	assert_int_equal(rig->command.transferred_bytes, 8);
	assert_memory_equal(rig->data, "\0\6\0\0\0\0\0\0", 8);
	rig_in(rig, STRUCTURE(0, 0x04), 8192);
	assert_int_equal(rig->command.transferred_bytes, 2052);
	rig_in(rig, STRUCTURE(0, 0xFF), 8192);
	assert_int_equal(rig->command.transferred_bytes, sizeof list);
	assert_memory_equal(rig->data, list, sizeof list);
	rig_run(rig, STRUCTURE(0, 0x0E), 8192);
	rig_assert_field(rig, true, 7, -1);
	rig_run(rig, STRUCTURE(1, 0x00), 8192); /* as BD */
	rig_assert_field(rig, true, 7, -1);
	rig_end(rig);
}

static void bd_re(void **state)
{
	static const uint8_t unit[36] = { 0x10, 0x02, 0, 0, 'D', 'I', 1, 0x08, 0, 0, 112, 0, 'B',
		'D', 'W', 0x01, 0x14, 0x01, 0, 0, 0, 36, 0, 0, 0x00, 0xCA, 0x73,
		0xFF,			  /* last PSN                       */
		0x00, 0x02, 0x00, 0x00,	  /* ADIP address of PSN 100000h    */
		0x00, 0x19, 0x4E, 0x7E }; /* of the last                    */
	static const uint8_t maker[12] = { 'V', 'E', 'R', 'B', 'A', 'T', 'I', 'M', '0', 0, 0, 0 };
	static const uint8_t spare[16] = { 0x00, 0x0E, 0, 0, 0, 0, 0, 0, 0x00, 0x06, 0x00, 0x00,
		0x00, 0x06, 0x00, 0x00 };
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");

	(void)state;
	rig_in(rig, STRUCTURE(1, 0x00), 8192);
	assert_int_equal(rig->command.transferred_bytes, 4100);
	assert_memory_equal(rig->data, unit, sizeof unit);
	assert_memory_equal(rig->data + 4 + 100, maker, sizeof maker);
	step_format(rig);
	rig_in(rig, STRUCTURE(1, 0x0A), 8192);
	assert_int_equal(rig->command.transferred_bytes, 16);
	assert_memory_equal(rig->data, spare, sizeof spare);
	rig_in(rig, STRUCTURE(1, 0x08), 8192);
	assert_memory_equal(rig->data + 4, "DS\0\0\0\0\0\1", 8);
	/* logical sector 0 lies behind the inner spare area; the last one */
	assert_memory_equal(rig->data + 4 + 32, "\x00\x12\x00\x00\x00\xB4\x73\xFF", 8);
	/* inner spare area 4096 clusters, outer 8192, none on a second layer, none full */
	assert_memory_equal(rig->data + 4 + 40, "\0\0\x10\0\0\0\x20\0\0\0\0\0\0", 13);
	rig_in(rig, STRUCTURE(1, 0x09), 8192);
	assert_int_equal(rig->command.transferred_bytes, 8);
	rig_in(rig, STRUCTURE(1, 0xFF), 8192);
	assert_int_equal(rig->command.transferred_bytes, 4 + 8 * 4);
	rig_in(rig, STRUCTURE(1, 0x30), 8192);
	assert_int_equal(rig->command.transferred_bytes, 4);
	assert_memory_equal(rig->data, "\0\2\0\0", 4);
	rig_end(rig);
}

static void bd_r(void **state)
{
	static const uint8_t unit[36] = { 0x10, 0x02, 0, 0, 'D', 'I', 1, 0x08, 0, 0, 112, 0, 'B',
		'D', 'R', 0x01, 0x12, 0x01, 0, 0, 0, 36, 0, 0, 0x00, 0xCA, 0x73, 0xFF, 0x00, 0x02,
		0x00, 0x00, 0x00, 0x19, 0x4E, 0x7E };
	static const uint8_t list[36] = { 0x00, 0x22, 0, 0, 0x00, 0x40, 0x10, 0x04, 0x08, 0x40,
		0x08, 0x04, 0x09, 0x40, 0x00, 0x08, 0x0A, 0x40, 0x00, 0x10, 0x12, 0x40, 0x08, 0x04,
		0x30, 0x40, 0x00, 0x04, 0x90, 0x40, 0x00, 0x08, 0xC0, 0x40, 0x00, 0x08 };
	struct drive_rig *rig = rig_ready("burner", "bd-r-25");

	(void)state;
	rig_in(rig, STRUCTURE(1, 0x00), 8192);
	assert_int_equal(rig->command.transferred_bytes, 4100);
	assert_memory_equal(rig->data, unit, sizeof unit);
	assert_memory_equal(rig->data + 4 + 100, "VERBATIMe\0\0\0", 12);
	rig_in(rig, STRUCTURE(1, 0x0A), 8192);
	assert_memory_equal(rig->data, "\0\x0E\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16);
	rig_in(rig, STRUCTURE(1, 0xFF), 8192);
	assert_int_equal(rig->command.transferred_bytes, sizeof list);
	assert_memory_equal(rig->data, list, sizeof list);
	rig_run(rig, STRUCTURE(0, 0x00), 8192); /* as DVD */
	rig_assert_field(rig, true, 7, -1);
	rig_end(rig);
}

/* The second layer's numbers are the complement of the first's in 25 bits. */
static void bd_r_two_layers(void **state)
{
	static const uint8_t units[2][32] = {
		{ 'D', 'I', 1, 0x10, 0, 0, 112, 0, 'B', 'D', 'R', 0x01, 0x22, 0x01, 0, 0, 0, 36, 0,
			0, 0x00, 0xCA, 0x73, 0xFF, 0x00, 0x02, 0x00, 0x00, 0x00, 0x19, 0x4E, 0x7E },
		{ 'D', 'I', 1, 0x11, 0, 1, 112, 0, 'B', 'D', 'R', 0x01, 0x22, 0x01, 0, 0, 0, 36, 0,
			0, 0x01, 0xEF, 0xFF, 0xFF, 0x00, 0x26, 0xB1, 0x80, 0x00, 0x3D, 0xFF, 0xFE },
	};
	struct drive_rig *rig = rig_ready("burner", "bd-r-50");

	(void)state;
	rig_in(rig, STRUCTURE(1, 0x00), 8192);
	assert_int_equal(rig->command.transferred_bytes, 4100);
	assert_memory_equal(rig->data + 4, units[0], 32);
	assert_memory_equal(rig->data + 4 + 112, units[1], 32);
	rig_end(rig);
}

/* Every format that the capability list names can be read, and is as long as the list says; a list of defects is
 * as long as it is. */
static void what_is_listed_can_be_read(void **state)
{
	static const char *const media[] = { "dvd-r", "dvd-rw", "dvd-r-dl", "dvd-ram", "dvd+r",
		"dvd+rw", "dvd+r-dl", "dvd-rom", "bd-r-25", "bd-re-25", "bd-rom" };

	(void)state;
	for (unsigned i = 0; i < sizeof media / sizeof media[0]; i++) {
		struct drive_rig *rig = rig_ready("burner", media[i]);
		uint8_t bd = media[i][0] == 'b', list[256];

		rig_in(rig, STRUCTURE(bd, 0xFF), 8192);
		size_t bytes = rig->command.transferred_bytes;
		assert_in_range(bytes, 8, sizeof list);
		memcpy(list, rig->data, bytes);
		for (size_t at = 4; at < bytes; at += 4) {
			rig_run(rig, STRUCTURE(bd, list[at]), 8192);
			if (list[at] == 0x05 || list[at] == 0x0B) { /* of a sector; none is there */
				if (rig->command.status)
					rig_assert_sense(rig, 5, 0x21, 0x00);
				continue;
			}
			rig_assert_good(rig);
			assert_int_equal(
				rig->command.transferred_bytes, list[at + 2] << 8 | list[at + 3]);
		}
		rig_end(rig);
	}
}

/* Each sector's own: nothing is protected; beyond what is recorded there is none. */
static void copyright_management(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r");

	(void)state;
	rig_run(rig, RIG_CDB(0xAD, 0, 0, 0, 0, 0, 0, 0x05, 0, 8, 0, 0), 8);
	rig_assert_sense(rig, 5, 0x21, 0x00);
	step_write(rig, 0, 32);
	step_synchronize(rig);
	step_close(rig, 6, 0);
	rig_in(rig, RIG_CDB(0xAD, 0, 0, 0, 0, 31, 0, 0x05, 0, 8, 0, 0), 8);
	assert_memory_equal(rig->data, "\0\6\0\0\0\0\0\0", 8);
	rig_run(rig, RIG_CDB(0xAD, 0, 0, 0, 0, 32, 0, 0x05, 0, 8, 0, 0), 8);
	rig_assert_sense(rig, 5, 0x21, 0x00);
	rig_end(rig);
}

/* One layer of one format, by the profile of its read-only kind. */
static void recognised_formats(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+rw");

	(void)state;
	rig_in(rig, STRUCTURE(0, 0x90), 8192);
	assert_int_equal(rig->command.transferred_bytes, 8);
	assert_memory_equal(rig->data, "\0\6\0\0\1\0\0\x10", 8);
	rig_end(rig);
	rig = rig_ready("burner", "bd-r-25");
	rig_in(rig, STRUCTURE(1, 0x90), 8192);
	assert_memory_equal(rig->data, "\0\6\0\0\1\0\0\x40", 8);
	rig_end(rig);
}

static void a_cd_has_none(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");

	(void)state;
	rig_run(rig, STRUCTURE(0, 0x00), 8192);
	rig_assert_sense(rig, 5, 0x30, 0x02);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dvd_plus_r),
		cmocka_unit_test(bd_re),
		cmocka_unit_test(bd_r),
		cmocka_unit_test(bd_r_two_layers),
		cmocka_unit_test(what_is_listed_can_be_read),
		cmocka_unit_test(copyright_management),
		cmocka_unit_test(recognised_formats),
		cmocka_unit_test(a_cd_has_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
