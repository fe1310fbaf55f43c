/* SPDX-License-Identifier: MIT */
/* What a drive says of pressed DVDs and BDs (here full of zeros), and that it does not write them. */
#include <string.h>

#include "emulator/drive/tests/medium_steps.h"

#define DVD_STRUCTURE(format) RIG_CDB(0xAD, 0, 0, 0, 0, 0, 0, (format), 0x20, 0x00, 0, 0)
#define BD_STRUCTURE(format)  RIG_CDB(0xAD, 1, 0, 0, 0, 0, 0, (format), 0x20, 0x00, 0, 0)

static void check_capacity(struct drive_rig *rig, const char *last_lba)
{
	rig_in(rig, RIG_CDB(0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0), 8);
	assert_memory_equal(rig->data, last_lba, 4);
	assert_memory_equal(rig->data + 4, "\0\0\x08\0", 4);
}

/* 05/30/05, and 05/30/06 for what would format. */
static void check_read_only(struct drive_rig *rig)
{
	static const uint8_t format[12] = { 0, 0x02, 0, 8 };

	memset(rig->data, 0x55, (size_t)32 * 2048);
	rig_run(rig, RIG_CDB(0x2A, 0, 0, 0, 0, 0, 0, 0, 32, 0), (size_t)32 * 2048);
	rig_assert_sense(rig, 5, 0x30, 0x05);
	memcpy(rig->data, format, sizeof format);
	rig_run(rig, RIG_CDB(0x04, 0x11, 0, 0, 0, 0), sizeof format);
	rig_assert_sense(rig, 5, 0x30, 0x06);
	rig_in(rig, RIG_CDB(0x28, 0, 0, 0, 0, 0, 0, 0, 32, 0), (size_t)32 * 2048);
	for (unsigned i = 0; i < 32u * 2048; i++)
		assert_int_equal(rig->data[i], 0);
}

/* READ DISC INFORMATION: finalized, complete, one session with one track, nothing to come. */
static void check_disc_information(struct drive_rig *rig)
{
	static const uint8_t information[34] = { 0, 32, 0x0E, 1, 1, 1, 1, 0x20, 0, 0, 0, 0, 0, 0, 0,
		0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF };

	rig_in(rig, RIG_CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0), 34);
	assert_memory_equal(rig->data, information, sizeof information);
}

static void dvd_rom(void **state)
{
	/* 120 mm, 10.08 Mbit/s, one embossed layer from 30000h to 25FC9Fh (2 292 896 blocks) */
	static const uint8_t physical[21] = { 0x08, 0x02, 0, 0, 0x01, 0x02, 0x01, 0x00, 0x00, 0x03,
		0x00, 0x00, 0x00, 0x25, 0xFC, 0x9F, 0, 0, 0, 0, 0 };
	struct drive_rig *rig = rig_ready("burner", "dvd-rom");

	(void)state;
	rig_in(rig, RIG_CDB(0x46, 2, 0x00, 0x1F, 0, 0, 0, 0, 32, 0), 32);
	assert_memory_equal(rig->data + 6, "\x00\x10\x00\x1F\x05", 5); /* DVD Read is current */
	rig_in(rig, DVD_STRUCTURE(0x00), 8192);
	assert_int_equal(rig->command.transferred_bytes, 2052);
	assert_memory_equal(rig->data, physical, sizeof physical);
	rig_in(rig, DVD_STRUCTURE(0x01), 8192);
	assert_memory_equal(rig->data, "\0\6\0\0\0\0\0\0", 8);
	rig_run(rig, DVD_STRUCTURE(0x0E), 8192);
	rig_assert_field(rig, true, 7, -1);
	check_capacity(rig, "\x00\x22\xFC\x9F");
	check_disc_information(rig);
	check_read_only(rig);
	rig_end(rig);
}

static void dvd_rom_dual_layer(void **state)
{
	/* two layers, opposite track path: the second ends with the complement of 30000h */
	static const uint8_t physical[17] = { 0x01, 0x02, 0x31, 0x00, 0x00, 0x03, 0x00, 0x00, 0x00,
		0xFC, 0xFF, 0xFF, 0x00, 0x22, 0xD3, 0xDF, 0x00 };
	struct drive_rig *rig = rig_ready("burner", "dvd-rom-dl");

	(void)state;
	rig_in(rig, DVD_STRUCTURE(0x00), 8192);
	assert_memory_equal(rig->data + 4, physical, sizeof physical);
	rig_end(rig);
}

/* Both layers run outwards: each has the numbers 30000h to 22D3DFh, and of a first layer's end nothing is told. */
static void dvd_rom_of_parallel_layers(void **state)
{
	static const uint8_t physical[17] = { 0x01, 0x02, 0x21, 0x00, 0x00, 0x03, 0x00, 0x00, 0x00,
		0x22, 0xD3, 0xDF, 0, 0, 0, 0, 0x00 };
	struct drive_rig *rig = rig_ready("burner", "dvd-rom-dl-ptp");

	(void)state;
	rig_in(rig, DVD_STRUCTURE(0x00), 8192);
	assert_memory_equal(rig->data + 4, physical, sizeof physical);
	check_capacity(rig, "\x00\x3F\xA7\xBF"); /* the LBAs go on: 4 171 711 */
	/* 16x CAV is 16 * 1385 kB/s at 58 mm, 24/58 of it, 9170, at 24 mm: twice from inside to outside, of 2 085 856 blocks
	 * each. On the disc with opposite paths the second would be from 22160 to 9170. */
	rig_in(rig, RIG_CDB(0xAC, 0x10, 0, 0, 0, 0, 0, 0, 0, 16, 0, 0), 8 + 16 * 16);
	assert_memory_equal(rig->data,
		"\0\0\0\x24\0\0\0\0"
		"\0\0\0\0\x00\x00\x23\xD2\x00\x1F\xD3\xDF\x00\x00\x56\x90"
		"\x00\x1F\xD3\xE0\x00\x00\x23\xD2\x00\x3F\xA7\xBF\x00\x00\x56\x90",
		40);
	/* And what it costs to go over is known beforehand: from the outermost track back to the innermost, 280 ms. */
	rig_in(rig, RIG_CDB(0xAC, 0x11, 0, 0, 0, 0, 0, 0, 0, 16, 0, 0), 8 + 16 * 6);
	assert_memory_equal(rig->data, "\0\0\0\x0A\x01\0\0\0\x00\x1F\xD3\xE0\x0A\xF0", 14);
	rig_end(rig);
}

static void bd_rom(void **state)
{
	/* one layer of 12 219 392 sectors from 100000h on */
	static const uint8_t unit[28] = { 0x10, 0x02, 0, 0, 'D', 'I', 1, 0x08, 0, 0, 64, 0, 'B',
		'D', 'O', 0x01, 0x11, 0x01, 0, 0, 0, 36, 0, 0, 0x00, 0xCA, 0x73, 0xFF };
	struct drive_rig *rig = rig_ready("burner", "bd-rom");

	(void)state;
	rig_in(rig, RIG_CDB(0x46, 2, 0x00, 0x40, 0, 0, 0, 0, 64, 0), 64);
	assert_memory_equal(rig->data + 6, "\x00\x40\x00\x40\x01\x1C", 6); /* BD Read is current */
	rig_in(rig, RIG_CDB(0x46, 2, 0x00, 0x41, 0, 0, 0, 0, 64, 0), 64);
	assert_memory_equal(rig->data + 8, "\x00\x41\x00\x14", 4); /* BD Write is not */
	rig_in(rig, BD_STRUCTURE(0x00), 8192);
	assert_int_equal(rig->command.transferred_bytes, 4100);
	assert_memory_equal(rig->data, unit, sizeof unit);
	assert_int_equal(rig->data[4 + 64], 0);
	rig_run(rig, BD_STRUCTURE(0x08), 8192);
	rig_assert_field(rig, true, 7, -1);
	check_capacity(rig, "\x00\xBA\x73\xFF");
	check_disc_information(rig);
	check_read_only(rig);
	rig_end(rig);
}

static void bd_rom_dual_layer(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "bd-rom-dl");

	(void)state;
	rig_in(rig, BD_STRUCTURE(0x00), 8192);
	assert_memory_equal(rig->data + 4, "DI\1\x10\0\0", 6);
	assert_memory_equal(rig->data + 4 + 20, "\x00\xCA\x73\xFF", 4);
	assert_memory_equal(rig->data + 4 + 64, "DI\1\x11\0\1", 6);
	assert_memory_equal(rig->data + 4 + 64 + 20, "\x01\xEF\xFF\xFF", 4);
	rig_end(rig);
}

static int zeros(void *context, int32_t lba, void *out, size_t bytes)
{
	(void)context;
	(void)lba;
	memset(out, 0, bytes);
	return 0;
}

/* 600 blocks are halved between the layers, each a whole number of ECC blocks (of 16 on a DVD, 32 on a BD):
 * so far reach the speeds that GET PERFORMANCE tells, and not to the end of a full disc. */
static void check_short_disc(const char *medium, uint32_t last_lba)
{
	struct drive_rig *rig = rig_ready("burner", NULL);
	struct burnrig_medium_definition *definition;
	struct burnrig_disc *disc = NULL;

	assert_int_equal(burnrig_drive_press_eject(rig->drive, rig->now_ns, &disc), 0);
	assert_int_equal(burnrig_medium_definition_load(medium, &definition, NULL), 0);
	disc = burnrig_disc_create_in_memory(definition);
	burnrig_medium_definition_free(definition);
	assert_int_equal(burnrig_disc_press_data(disc, 600, zeros, NULL), 0);
	assert_int_equal(burnrig_drive_insert(rig->drive, disc, rig->now_ns), 0);
	rig_wait(rig);
	for (unsigned i = 0; i < 4; i++)
		rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	rig_assert_good(rig);
	rig_in(rig, RIG_CDB(0xAC, 0x10, 0, 0, 0, 0, 0, 0, 0, 16, 0, 0), 8 + 16 * 16);
	uint32_t bytes = (uint32_t)rig->data[2] << 8 | rig->data[3];
	const uint8_t *last = rig->data + 4 + bytes - 16;

	assert_in_range(bytes, 4 + 16, 4 + 16 * 16);
	assert_int_equal((uint32_t)last[8] << 24 | (uint32_t)last[9] << 16 |
				 (uint32_t)last[10] << 8 | last[11],
		last_lba);
	rig_end(rig);
}

static void speeds_end_where_short_layers_do(void **state)
{
	(void)state;
	check_short_disc("dvd-rom-dl", 607);
	check_short_disc("dvd-rom-dl-ptp", 607);
	check_short_disc("bd-rom-dl", 639);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dvd_rom),
		cmocka_unit_test(dvd_rom_dual_layer),
		cmocka_unit_test(dvd_rom_of_parallel_layers),
		cmocka_unit_test(bd_rom),
		cmocka_unit_test(bd_rom_dual_layer),
		cmocka_unit_test(speeds_end_where_short_layers_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
