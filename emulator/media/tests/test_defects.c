/* SPDX-License-Identifier: MIT */
/* Defects of media with spare areas: found by the check after a write or by certification. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "emulator/media/tests/media_support.h"

#define CAPACITY 32768 /* BD: 1024 clusters; default spare 96, most 160, least 32 */

/* Clusters 1 and 10 to 12 cannot be recorded. */
static struct burnrig_disc *worn(enum medium_family family)
{
	struct burnrig_disc *blank = support_blank(family, CAPACITY), *disc;
	struct burnrig_medium_definition definition = *blank->definition;

	definition.defects[0] = (struct medium_defect) { .lba = 40, .blocks = 1 };
	definition.defects[1] = (struct medium_defect) { .lba = 330, .blocks = 70 };
	definition.defect_count = 2;
	disc = burnrig_disc_create_in_memory(&definition);
	disc_free(blank);
	assert_non_null(disc);
	return disc;
}

static unsigned formatted(
	struct burnrig_disc *disc, uint8_t type, uint8_t sub_type, uint32_t spares)
{
	struct disc_format_request request = {
		.type = type, .sub_type = sub_type, .blocks = UINT32_MAX, .parameter = spares
	};

	return support_code(disc_format_as(disc, &request));
}

static unsigned streamed(struct burnrig_disc *disc, int32_t lba, uint32_t blocks)
{
	static uint8_t bytes[64 * 2048];
	struct iovec all = { bytes, (size_t)blocks * 2048 };
	static const struct write_parameters none = { 0 };
	struct write_request request = { .lba = lba,
		.blocks = blocks,
		.data = &all,
		.data_count = 1,
		.parameters = &none,
		.streaming = true };

	for (uint32_t i = 0; i < blocks; i++)
		support_pattern(bytes + (size_t)i * 2048, (uint32_t)lba + i, 5);
	return support_code(disc_write(disc, &request));
}

/* The runs of defects, as LBA and blocks; those behind the last are 0. */
static void assert_defects(struct burnrig_disc *disc, uint32_t first, uint32_t second_blocks)
{
	uint32_t lba, blocks;

	assert_true(disc_next_defect(disc, 0, CAPACITY, &lba, &blocks));
	assert_int_equal(lba, first);
	assert_int_equal(blocks, 32);
	assert_true(disc_next_defect(disc, lba + blocks, CAPACITY, &lba, &blocks));
	assert_int_equal(lba, 320);
	assert_int_equal(blocks, second_blocks);
}

static void what_is_written_is_checked_and_replaced(void **state)
{
	struct burnrig_disc *disc = worn(MEDIUM_FAMILY_BD_RE);
	uint32_t lba;

	(void)state;
	assert_int_equal(formatted(disc, 0x00, 0, 0), 0);
	assert_int_equal(disc->state.spare_blocks, 96 * 32);
	assert_defects(disc, 32, 96);
	assert_false(disc_replaced_at(disc, 0, &lba));
	assert_int_equal(support_code(support_write(disc, 0, 400, 16, 1, NULL)), 0);
	assert_true(support_check(disc, 0, 400, 1));
	assert_int_equal(disc->state.spare_blocks, 92 * 32);
	assert_true(disc_replaced_at(disc, 0, &lba));
	assert_int_equal(lba, 32);
	assert_true(disc_replaced_at(disc, 64, &lba));
	assert_int_equal(lba, 320);
	assert_false(disc_replaced_at(disc, 416, &lba));
	/* once only */
	assert_int_equal(support_code(support_write(disc, 0, 400, 16, 2, NULL)), 0);
	assert_true(support_check(disc, 0, 400, 2));
	assert_int_equal(disc->state.spare_blocks, 92 * 32);
	assert_defects(disc, 32, 96);
	disc_free(disc);
}

static void what_streams_is_not_checked(void **state)
{
	struct burnrig_disc *disc = worn(MEDIUM_FAMILY_BD_RE);

	(void)state;
	assert_int_equal(formatted(disc, 0x00, 0, 0), 0);
	assert_int_equal(streamed(disc, 0, 64), 0);
	assert_int_equal(disc->state.spare_blocks, 96 * 32);
	assert_true(support_check(disc, 0, 32, 5));
	assert_false(support_check(disc, 32, 1, 5));
	assert_int_equal(support_code(support_write(disc, 40, 1, 1, 1, NULL)), 0);
	assert_true(support_check(disc, 40, 1, 1));
	assert_true(support_is_zero(disc, 32, 8)); /* could not be read, so is lost */
	assert_int_equal(streamed(disc, 0, 64), 0);
	assert_true(support_check(disc, 0, 64, 5)); /* in the spare */
	disc_free(disc);
}

static void without_spare_areas_nothing_is_checked(void **state)
{
	struct burnrig_disc *disc = worn(MEDIUM_FAMILY_BD_RE);

	(void)state;
	assert_int_equal(formatted(disc, 0x31, 0, 0x800), 0);
	assert_int_equal(support_code(support_write(disc, 0, 64, 32, 1, NULL)), 0);
	assert_true(support_check(disc, 0, 32, 1));
	assert_false(support_check(disc, 32, 1, 1));
	assert_int_equal(disc->state.spare_blocks, 0);
	disc_free(disc);
}

static void full_spare_areas_are_told(void **state)
{
	struct burnrig_disc *disc = worn(MEDIUM_FAMILY_BD_RE);
	struct sense sense;

	(void)state;
	assert_int_equal(formatted(disc, 0x30, 0, 32), 0);
	disc->state.spare_blocks = 3 * 32;
	assert_int_equal(support_code(support_write(disc, 32, 32, 32, 1, NULL)), 0);
	sense = support_write(disc, 320, 96, 96, 1, NULL);
	assert_int_equal(support_code(sense), 0x030C02);
	assert_true(sense.information_valid);
	assert_int_equal(sense.information, 384);
	assert_int_equal(disc->state.spare_blocks, 0);
	sense = support_write(disc, 384, 32, 32, 1, NULL);
	assert_int_equal(support_code(sense), 0x030C02);
	assert_true(support_check(disc, 320, 64, 1));
	disc_free(disc);
}

/* Sub-types 0 quick, 1 without, 2 full, 3 quick certification. */
static void certification_finds_defects(void **state)
{
	struct burnrig_disc *disc = worn(MEDIUM_FAMILY_BD_RE);
	uint32_t lba;

	(void)state;
	assert_int_equal(formatted(disc, 0x30, 2, 96), 0);
	assert_int_equal(disc->state.spare_blocks, 92 * 32);
	assert_true(support_is_zero(disc, 0, 400));
	assert_int_equal(streamed(disc, 320, 64), 0);
	assert_true(support_check(disc, 320, 64, 5));
	assert_int_equal(formatted(disc, 0x30, 0, 160), 0); /* the list is kept */
	assert_int_equal(disc->state.spare_blocks, 156 * 32);
	assert_true(support_is_zero(disc, 0, 400));
	assert_int_equal(formatted(disc, 0x30, 3, 96), 0);
	assert_int_equal(disc->state.spare_blocks, 92 * 32);
	assert_int_equal(formatted(disc, 0x30, 1, 96), 0); /* begun anew */
	assert_int_equal(disc->state.spare_blocks, 96 * 32);
	assert_false(disc_replaced_at(disc, 0, &lba));
	assert_int_equal(formatted(disc, 0x30, 3, 96), 0); /* nothing on it to certify */
	assert_int_equal(disc->state.spare_blocks, 96 * 32);
	disc_free(disc);
}

static void too_many_defects_fail_a_certification(void **state)
{
	struct burnrig_disc *disc = worn(MEDIUM_FAMILY_BD_RE);

	(void)state;
	block_map_set(disc->map, 100, 30, BLOCK_DEFECTIVE); /* 34 with the others */
	assert_int_equal(formatted(disc, 0x30, 2, 32), 0x033101);
	assert_int_equal(formatted(disc, 0x30, 2, 96), 0);
	assert_int_equal(disc->state.spare_blocks, 62 * 32);
	assert_int_equal(formatted(disc, 0x30, 0, 32), 0); /* too few for the list: begun anew */
	assert_int_equal(disc->state.spare_blocks, 32 * 32);
	disc_free(disc);
}

/* Recorded once, in order, with spares of its format. */
static void bd_r_replaces_as_it_records(void **state)
{
	struct burnrig_disc *disc = worn(MEDIUM_FAMILY_BD_R);

	(void)state;
	assert_int_equal(formatted(disc, 0x32, 1, 96), 0);
	assert_int_equal(support_code(support_write(disc, 0, 400, 16, 1, NULL)), 0);
	assert_true(support_check(disc, 0, 400, 1));
	assert_int_equal(disc->state.spare_blocks, 92 * 32);
	disc_free(disc);
	disc = worn(MEDIUM_FAMILY_BD_R); /* without a format there is no check */
	assert_int_equal(support_code(support_write(disc, 0, 64, 16, 1, NULL)), 0);
	assert_true(support_check(disc, 0, 32, 1));
	assert_false(support_check(disc, 32, 1, 1));
	disc_free(disc);
	disc = worn(MEDIUM_FAMILY_BD_R); /* random recording: once, too */
	assert_int_equal(formatted(disc, 0x32, 2, 96), 0);
	assert_int_equal(support_code(support_write(disc, 32, 32, 32, 1, NULL)), 0);
	assert_int_equal(support_code(disc_flush(disc)), 0);
	assert_true(support_check(disc, 32, 32, 1));
	assert_int_equal(support_code(support_write(disc, 32, 32, 32, 2, NULL)), 0x052102);
	disc_free(disc);
}

/* Sold certified: ECC blocks 2 and 20 to 24 are replaced from the primary spare area. */
static void dvd_ram_comes_certified(void **state)
{
	struct burnrig_disc *disc = worn(MEDIUM_FAMILY_DVD_RAM);
	struct disc_format_request request = { .type = 0x00, .blocks = CAPACITY };
	struct disc_spare_areas areas;

	(void)state;
	disc_spare_areas(disc, &areas);
	assert_int_equal(areas.primary_free_blocks, 12800 - 6 * 16);
	assert_int_equal(support_code(support_write(disc, 0, 400, 16, 1, NULL)), 0);
	assert_true(support_check(disc, 0, 400, 1));
	block_map_set(disc->map, 100, 1, BLOCK_DEFECTIVE); /* it ages */
	assert_int_equal(support_code(disc_format_as(disc, &request)), 0);
	disc_spare_areas(disc, &areas);
	assert_int_equal(areas.primary_free_blocks, 12800 - 6 * 16);
	request.certify = true;
	assert_int_equal(support_code(disc_format_as(disc, &request)), 0);
	disc_spare_areas(disc, &areas);
	assert_int_equal(areas.primary_free_blocks, 12800 - 7 * 16);
	disc->state.spare_blocks = 0;
	block_map_set(disc->map, 200, 1, BLOCK_DEFECTIVE);
	assert_int_equal(support_code(support_write(disc, 3200, 16, 16, 1, NULL)), 0x030C02);
	disc_free(disc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_checked_and_replaced),
		cmocka_unit_test(what_streams_is_not_checked),
		cmocka_unit_test(without_spare_areas_nothing_is_checked),
		cmocka_unit_test(full_spare_areas_are_told),
		cmocka_unit_test(certification_finds_defects),
		cmocka_unit_test(too_many_defects_fail_a_certification),
		cmocka_unit_test(bd_r_replaces_as_it_records),
		cmocka_unit_test(dvd_ram_comes_certified),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
