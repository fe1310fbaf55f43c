/* SPDX-License-Identifier: MIT */
/* DVD-RAM: as it is sold, its formats, spares. Two-layer media: what differs from one layer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "emulator/media/rules.h"
#include "emulator/media/tests/media_support.h"

#define CAPACITY 40000 /* support_blank sets no default supplementary spare area */

static const struct write_parameters at_once = { .write_type = 2 };
static const struct write_parameters incremental = { .write_type = 0, .multi_session = 3 };

static void it_comes_formatted(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_DVD_RAM, CAPACITY);
	struct burnrig_disc_summary summary;

	(void)state;
	burnrig_disc_summary(disc, &summary);
	assert_int_equal(summary.disc_status, 3);
	assert_int_equal(summary.last_session_status, 3);
	assert_int_equal(summary.profile, 0x12);
	assert_int_equal(disc_last_lba(disc), CAPACITY - 1);
	assert_int_equal(support_code(support_write(disc, 12345, 3, 1, 5, NULL)), 0);
	assert_true(support_check(disc, 12345, 3, 5));
	assert_true(support_is_zero(disc, 12344, 1));
	assert_int_equal(support_code(disc_close_session(disc, 2, &at_once)), 0);
	disc_free(disc);
}

static void spares_are_expanded_and_data_stay(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_DVD_RAM, CAPACITY);
	struct disc_format_option option;
	struct disc_spare_areas areas;

	(void)state;
	assert_int_equal(support_code(support_write(disc, 100, 16, 16, 5, NULL)), 0);
	assert_true(disc_format_option_at(disc, 2, &option));
	assert_int_equal(option.type, 0x01);
	assert_int_equal(option.blocks, CAPACITY - 9728);
	assert_int_equal(support_code(disc_format(disc, 0x01, CAPACITY - 16, 2048)), 0x052600);
	assert_int_equal(support_code(disc_format(disc, 0x01, CAPACITY, 2048)), 0x052600);
	assert_int_equal(support_code(disc_format(disc, 0x01, option.blocks, 2048)), 0);
	assert_int_equal(disc_last_lba(disc), CAPACITY - 9728 - 1);
	assert_true(support_check(disc, 100, 16, 5));
	disc_spare_areas(disc, &areas);
	assert_int_equal(areas.primary_free_blocks, 12800);
	assert_int_equal(areas.supplementary_free_blocks, 9728);
	assert_int_equal(areas.supplementary_blocks, 9728);
	assert_int_equal(support_code(disc_format(disc, 0x00, CAPACITY, 2048)), 0);
	assert_true(support_is_zero(disc, 100, 16));
	assert_int_equal(support_code(disc_format(disc, 0x26, CAPACITY, 0)), 0x052600);
	assert_int_equal(support_code(disc_format(disc, 0x00, CAPACITY - 32, 0)), 0x052600);
	assert_int_equal(support_code(disc_format(disc, 0x00, CAPACITY, 16)), 0x052600);
	disc_free(disc);
}

/* Spares are offered from the end of the user area, as long as something of it is left. */
static void a_small_one_offers_no_more_spares_than_it_has_blocks(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_DVD_RAM, 16384);
	struct disc_format_option option;

	(void)state;
	assert_true(disc_format_option_at(disc, 2, &option));
	assert_int_equal(option.blocks, 16384 - 9728);
	assert_false(disc_format_option_at(disc, 3, &option));
	disc_free(disc);
}

/* A format without certification keeps the list of defects, unless the host says that its own, empty one is complete. */
static void a_complete_list_forgets_defects(void **state)
{
	struct disc_format_request request = { .blocks = CAPACITY };
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_DVD_RAM, CAPACITY);

	(void)state;
	rules_mark(disc, 160, 16, BLOCK_DEFECTIVE);
	assert_int_equal(support_code(support_write(disc, 165, 1, 1, 5, NULL)), 0);
	assert_int_equal(support_code(disc_format_as(disc, &request)), 0);
	assert_int_equal(disc->state.spare_blocks, 12784);
	request.complete_list = true;
	assert_int_equal(support_code(disc_format_as(disc, &request)), 0);
	assert_int_equal(disc->state.spare_blocks, 12800);
	disc_free(disc);
}

static void defects_use_up_spares(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_DVD_RAM, CAPACITY);
	struct disc_spare_areas areas;
	uint32_t lba, blocks;

	(void)state;
	rules_mark(disc, 160, 16, BLOCK_DEFECTIVE);
	assert_int_equal(support_code(support_write(disc, 165, 1, 1, 5, NULL)), 0);
	assert_true(support_check(disc, 165, 1, 5));
	disc_spare_areas(disc, &areas);
	assert_int_equal(areas.primary_free_blocks, 12784);
	/* the spare stands for it from now on: another one is not needed */
	assert_int_equal(support_code(support_write(disc, 160, 16, 16, 6, NULL)), 0);
	assert_true(support_check(disc, 160, 16, 6));
	assert_int_equal(disc->state.spare_blocks, areas.primary_free_blocks);
	assert_true(disc_next_defect(disc, 0, 4096, &lba, &blocks));
	assert_int_equal(lba, 160);
	assert_int_equal(blocks, 16);
	disc->state.spare_blocks = 0;
	rules_mark(disc, 320, 16, BLOCK_DEFECTIVE);
	assert_int_equal(support_code(support_write(disc, 325, 1, 1, 5, NULL)), 0x030C02);
	disc_free(disc);
}

static void two_layers_of_dvd_plus_r_take_sessions(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_DVD_PLUS_R_DL, 65536);

	(void)state;
	assert_int_equal(disc_profile(disc), 0x2B);
	assert_int_equal(support_code(support_write(disc, 0, 160, 16, 1, NULL)), 0);
	assert_int_equal(support_code(disc_close_session(disc, 2, &incremental)), 0);
	assert_int_equal(support_code(support_write(disc, 2208, 16, 16, 2, NULL)), 0);
	assert_true(support_check(disc, 0, 160, 1));
	disc_free(disc);
}

static void two_layers_of_dvd_r_take_one_border(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_DVD_R_DL, 65536);
	struct burnrig_disc_summary summary;

	(void)state;
	assert_int_equal(disc_profile(disc), 0x15);
	assert_int_equal(support_code(support_write(disc, 0, 160, 16, 1, &incremental)), 0);
	assert_int_equal(support_code(disc_close_session(disc, 2, &incremental)), 0);
	burnrig_disc_summary(disc, &summary);
	assert_int_equal(summary.disc_status, 2);
	assert_int_equal(summary.session_count, 1);
	disc_free(disc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_comes_formatted),
		cmocka_unit_test(spares_are_expanded_and_data_stay),
		cmocka_unit_test(a_small_one_offers_no_more_spares_than_it_has_blocks),
		cmocka_unit_test(a_complete_list_forgets_defects),
		cmocka_unit_test(defects_use_up_spares),
		cmocka_unit_test(two_layers_of_dvd_plus_r_take_sessions),
		cmocka_unit_test(two_layers_of_dvd_r_take_one_border),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
