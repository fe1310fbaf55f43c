/* SPDX-License-Identifier: MIT */
/* Mount Rainier on CD-RW and DVD+RW: format 24h, blocks in any order, the application area. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "emulator/media/rules.h"
#include "emulator/media/tests/media_support.h"

#define DVD_CAPACITY 98304
#define DVD_USER     (98304 - 65536 - 1024 - 1024) /* less spares, tables, application area */

static struct burnrig_disc *formatted(enum medium_family family, uint32_t capacity_blocks)
{
	struct burnrig_disc *disc = support_blank(family, capacity_blocks);

	assert_false(disc_is_mrw(disc));
	assert_int_equal(support_code(disc_format(disc, 0x24, UINT32_MAX, 1)), 0x052C00);
	assert_int_equal(support_code(disc_format(disc, 0x24, UINT32_MAX, 2)), 0x052600);
	assert_int_equal(support_code(disc_format(disc, 0x24, 32, 0)), 0x052600);
	assert_int_equal(support_code(disc_format(disc, 0x24, UINT32_MAX, 0)), 0);
	assert_true(disc_is_mrw(disc));
	return disc;
}

/* Blocks are rewritten singly, what was never written is zeros, and nothing lies behind the end. */
static void check_random_writing(struct burnrig_disc *disc, uint32_t user_blocks)
{
	int32_t end_lba = (int32_t)user_blocks;

	assert_int_equal(disc_last_lba(disc), user_blocks - 1);
	assert_true(disc_is_random_writable(disc));
	assert_int_equal(support_code(support_write(disc, end_lba - 5, 5, 5, 1, NULL)), 0);
	assert_int_equal(support_code(support_write(disc, 37, 3, 3, 2, NULL)), 0);
	assert_int_equal(support_code(support_write(disc, 38, 1, 1, 3, NULL)), 0);
	assert_true(support_check(disc, end_lba - 5, 5, 1));
	assert_true(support_check(disc, 37, 1, 2));
	assert_true(support_check(disc, 38, 1, 3));
	assert_true(support_check(disc, 39, 1, 2));
	assert_true(support_is_zero(disc, 32, 5));
	assert_int_equal(support_code(support_write(disc, end_lba - 4, 5, 5, 1, NULL)), 0x052100);
	assert_int_equal(support_code(support_write(disc, -1, 1, 1, 1, NULL)), 0x052100);
}

static void check_application_area(struct burnrig_disc *disc)
{
	disc->gaa_chosen = true;
	assert_int_equal(disc_last_lba(disc), 1023);
	assert_true(support_is_zero(disc, 0, 1024));
	assert_int_equal(support_code(support_write(disc, 1000, 24, 7, 4, NULL)), 0);
	assert_int_equal(support_code(support_write(disc, 1000, 25, 25, 4, NULL)), 0x052100);
	assert_true(support_check(disc, 1000, 24, 4));
	disc->gaa_chosen = false;
	assert_true(support_is_zero(disc, 1000, 24));
}

/* It is usable at once; what it recorded of the rest counts. */
static void check_background(struct burnrig_disc *disc, uint32_t user_blocks)
{
	assert_int_equal(disc_background_left(disc), user_blocks);
	disc_background_record(disc, 1000);
	assert_int_equal(disc_background_left(disc), user_blocks - 1000);
	assert_int_equal(
		support_code(disc_close_session(disc, 1, &support_last_session)), 0x052400);
	assert_int_equal(support_code(disc_close_session(disc, 2, &support_last_session)), 0);
	assert_int_equal(support_code(disc_format(disc, 0x24, 0, 1)), 0); /* goes on */
	assert_int_equal(disc_background_left(disc), user_blocks - 1000);
	disc_background_record(disc, user_blocks);
	assert_int_equal(disc_background_left(disc), 0);
}

/* 333000 blocks are 8538 packets of 39, less 65: 58 groups of 8 and 136, and 8 and 113 more. */
static void cd_rw(void **state)
{
	struct burnrig_disc *disc = formatted(MEDIUM_FAMILY_CD_RW, 333000);
	const uint32_t user_blocks = (58 * 136 + 113) * 32;

	(void)state;
	assert_int_equal(disc_profile(disc), 0x0A);
	assert_int_equal(disc->state.spare_blocks, 59 * 8 * 32);
	check_background(disc, user_blocks);
	check_random_writing(disc, user_blocks);
	check_application_area(disc);
	assert_int_equal(support_code(disc_blank(disc, 1, 0)), 0);
	assert_false(disc_is_mrw(disc));
	assert_int_equal(disc_background_left(disc), 0);
	assert_int_equal(
		support_code(support_write(disc, 0, 300, 25, 1, &support_track_at_once)), 0);
	disc_free(disc);
}

static void dvd_plus_rw(void **state)
{
	struct burnrig_disc *disc = formatted(MEDIUM_FAMILY_DVD_PLUS_RW, DVD_CAPACITY);

	(void)state;
	assert_int_equal(disc_profile(disc), 0x1A);
	assert_int_equal(disc->state.spare_blocks, 65536);
	check_background(disc, DVD_USER);
	check_random_writing(disc, DVD_USER);
	check_application_area(disc);
	assert_int_equal(support_code(disc_format(disc, 0x26, 0, 1)), 0x052C00); /* not this one */
	assert_int_equal(support_code(disc_format(disc, 0x26, UINT32_MAX, 0)), 0);
	assert_false(disc_is_mrw(disc));
	assert_int_equal(disc_last_lba(disc), DVD_CAPACITY - 1);
	assert_true(support_is_zero(disc, 0, 64));
	disc_free(disc);
}

static void make_defective(struct burnrig_disc *disc, int32_t lba, uint32_t blocks)
{
	uint32_t unit_blocks = disc->definition->recording_unit_blocks;

	for (uint32_t i = 0; i < blocks; i += unit_blocks)
		block_map_set(disc->map,
			(uint32_t)(lba + (int32_t)i - disc->rules->first_lba) / unit_blocks, 1,
			BLOCK_DEFECTIVE);
}

/*
 * A write that hits a defect, and the background format that comes to one, take a spare each: a packet of 32
 * blocks on CD-RW, an ECC block of 16 on DVD+RW. What the host did not give of it is zeros.
 */
static void defects_are_replaced(void **state)
{
	static const struct {
		enum medium_family family;
		uint32_t capacity, unit;
	} kinds[] = {
		{ MEDIUM_FAMILY_CD_RW, 333000, 32 },
		{ MEDIUM_FAMILY_DVD_PLUS_RW, DVD_CAPACITY, 16 },
	};

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		struct burnrig_disc *disc = formatted(kinds[i].family, kinds[i].capacity);
		uint32_t spares = disc->state.spare_blocks, unit = kinds[i].unit;

		make_defective(disc, 96, 16);
		make_defective(disc, 640, 16);
		assert_int_equal(support_code(support_write(disc, 100, 3, 3, 1, NULL)), 0);
		assert_int_equal(disc->state.spare_blocks, spares - unit);
		assert_true(support_check(disc, 100, 3, 1));
		assert_true(support_is_zero(disc, 96, 4));
		assert_true(support_is_zero(disc, 103, 9));
		assert_int_equal(support_code(support_write(disc, 98, 9, 9, 2, NULL)), 0);
		assert_int_equal(disc->state.spare_blocks, spares - unit); /* once is enough */
		assert_true(support_check(disc, 98, 9, 2));
		disc_background_record(disc, 1000);
		assert_int_equal(disc->state.spare_blocks, spares - 2 * unit);
		assert_true(support_is_zero(disc, 640, 16));
		disc->state.spare_blocks = 0;
		make_defective(disc, 2048, 16);
		assert_int_equal(support_code(support_write(disc, 2050, 1, 1, 1, NULL)), 0x030C02);
		disc_free(disc);
	}
}

/* A CD-RW that is blanked has no list of defects, so what lies on one cannot be read. */
static void a_blank_forgets_defects(void **state)
{
	struct burnrig_disc *disc = formatted(MEDIUM_FAMILY_CD_RW, 333000);
	uint8_t block[2048];
	struct iovec out = { .iov_base = block, .iov_len = sizeof block };
	uint32_t blocks_read;

	(void)state;
	make_defective(disc, 96, 1);
	assert_int_equal(support_code(support_write(disc, 96, 1, 1, 1, NULL)), 0);
	assert_true(support_check(disc, 96, 1, 1));
	assert_int_equal(support_code(disc_blank(disc, 1, 0)), 0);
	assert_int_equal(
		support_code(support_write(disc, 0, 300, 25, 1, &support_track_at_once)), 0);
	assert_int_equal(support_code(disc_flush(disc)), 0);
	assert_true(support_check(disc, 0, 96, 1));
	assert_int_equal(support_code(disc_read(disc, 96, 1, &out, 1, &blocks_read)), 0x031105);
	disc_free(disc);
}

static void formats_are_offered(void **state)
{
	struct burnrig_disc *cd = support_blank(MEDIUM_FAMILY_CD_RW, 333000);
	struct burnrig_disc *dvd = support_blank(MEDIUM_FAMILY_DVD_PLUS_RW, DVD_CAPACITY);
	struct disc_format_option option;

	(void)state;
	assert_true(disc_format_option_at(cd, 1, &option));
	assert_int_equal(option.type, 0x24);
	assert_int_equal(option.blocks, 256032);
	assert_int_equal(option.parameter, 0);
	assert_false(disc_format_option_at(cd, 2, &option));
	assert_true(disc_format_option_at(dvd, 1, &option));
	assert_int_equal(option.type, 0x24);
	assert_int_equal(option.blocks, DVD_USER);
	assert_false(disc_format_option_at(dvd, 2, &option));
	disc_free(cd);
	disc_free(dvd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cd_rw),
		cmocka_unit_test(dvd_plus_rw),
		cmocka_unit_test(defects_are_replaced),
		cmocka_unit_test(a_blank_forgets_defects),
		cmocka_unit_test(formats_are_offered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
