/* SPDX-License-Identifier: MIT */
/* BD-RE: unformatted as bought, formats and their spares, random writing, zeros, defects. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "emulator/media/tests/media_support.h"

#define CAPACITY 32768 /* 1024 clusters; default spare 96, most 160, least 32 */

static void unformatted_takes_nothing(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_BD_RE, CAPACITY);
	struct burnrig_disc_summary summary;
	uint8_t room[2048];
	struct iovec list = { .iov_base = room, .iov_len = sizeof room };
	uint32_t blocks = 7;

	(void)state;
	assert_int_equal(support_code(support_write(disc, 0, 1, 1, 1, NULL)), 0x053005);
	assert_int_equal(support_code(disc_read(disc, 0, 1, &list, 1, &blocks)), 0x023001);
	assert_int_equal(blocks, 0);
	assert_false(disc_can_write(disc));
	assert_false(disc_can_read(disc));
	assert_int_equal(disc_last_lba(disc), 0);
	burnrig_disc_summary(disc, &summary);
	assert_int_equal(summary.profile, 0x0043);
	assert_int_equal(summary.disc_status, 0);
	assert_int_equal(summary.capacity_blocks, CAPACITY);
	disc_free(disc);
}

static void formats_are_offered_as_real_drives_do(void **state)
{
	/* The list of a 25 GB disc as drives give it: libburn's cookbook. */
	static const struct disc_format_option expected[] = {
		{ 0x00, 11826176, 0x3000 },
		{ 0x30, 11826176, 0x3000 },
		{ 0x30, 11564032, 0x5000 },
		{ 0x30, 12088320, 0x1000 },
		{ 0x31, 12219392, 0x0800 },
	};
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_BD_RE, 12219392);
	struct disc_format_option option;

	(void)state;
	disc->definition->default_spare_blocks = 393216;
	for (unsigned i = 0; i < 5; i++) {
		assert_true(disc_format_option_at(disc, i, &option));
		assert_int_equal(option.type, expected[i].type);
		assert_int_equal(option.blocks, expected[i].blocks);
		assert_int_equal(option.parameter, expected[i].parameter);
	}
	assert_false(disc_format_option_at(disc, 5, &option));
	disc_free(disc);
}

static void a_format_is_taken_with_blocks_or_spares(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_BD_RE, CAPACITY);

	(void)state;
	assert_int_equal(support_code(disc_format(disc, 0x00, 29696, 0)), 0);
	assert_int_equal(disc_last_lba(disc), 29695);
	assert_int_equal(disc->state.spare_blocks, 3072);
	/* growisofs copies blocks and type and leaves the spares 0 */
	assert_int_equal(support_code(disc_format(disc, 0x30, 31744, 0)), 0);
	assert_int_equal(disc_last_lba(disc), 31743);
	assert_int_equal(disc->state.spare_blocks, 1024);
	assert_int_equal(support_code(disc_format(disc, 0x30, UINT32_MAX, 160)), 0);
	assert_int_equal(disc_last_lba(disc), 27647);
	assert_int_equal(support_code(disc_format(disc, 0x31, CAPACITY, 0x800)), 0);
	assert_int_equal(disc_last_lba(disc), CAPACITY - 1);
	disc_free(disc);
}

static void impossible_formats_point_at_the_field(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_BD_RE, CAPACITY);
	struct sense sense = disc_format(disc, 0x26, 29696, 0);

	(void)state;
	assert_int_equal(support_code(sense), 0x052600);
	assert_int_equal(sense.value, 8);
	sense = disc_format(disc, 0x30, UINT32_MAX, 161);
	assert_int_equal(support_code(sense), 0x052600);
	assert_int_equal(sense.value, 9);
	sense = disc_format(disc, 0x30, 31744, 160); /* these do not go together */
	assert_int_equal(support_code(sense), 0x052600);
	assert_int_equal(sense.value, 4);
	sense = disc_format(disc, 0x00, 29695, 0);
	assert_int_equal(support_code(sense), 0x052600);
	assert_int_equal(disc->state.formatted_blocks, 0);
	disc_free(disc);
}

static void any_block_is_written_and_the_rest_are_zeros(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_BD_RE, CAPACITY);

	(void)state;
	assert_int_equal(support_code(disc_format(disc, 0x00, 29696, 0)), 0);
	assert_true(support_is_zero(disc, 0, 100));
	assert_int_equal(support_code(support_write(disc, 29600, 96, 7, 1, NULL)), 0);
	assert_int_equal(support_code(support_write(disc, 5, 1, 1, 2, NULL)), 0);
	assert_int_equal(support_code(support_write(disc, 5, 1, 1, 3, NULL)), 0);
	assert_true(support_check(disc, 29600, 96, 1));
	assert_true(support_check(disc, 5, 1, 3));
	assert_true(support_is_zero(disc, 0, 5));
	assert_true(support_is_zero(disc, 6, 200));
	assert_int_equal(support_code(support_write(disc, 29695, 2, 2, 1, NULL)), 0x052100);
	assert_int_equal(support_code(support_write(disc, -1, 1, 1, 1, NULL)), 0x052100);
	disc_free(disc);
}

/* What a killed burn left in the store of a cluster that the map calls never written. */
static void what_nobody_claims_does_not_come_back(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_BD_RE, CAPACITY);

	(void)state;
	assert_int_equal(support_code(disc_format(disc, 0x00, 29696, 0)), 0);
	assert_int_equal(support_code(support_write(disc, 0, 96, 32, 1, NULL)), 0);
	block_map_set(disc->map, 0, 3, BLOCK_NEVER_WRITTEN);
	assert_int_equal(support_code(support_write(disc, 30, 4, 4, 2, NULL)), 0);
	assert_true(support_is_zero(disc, 0, 30));
	assert_true(support_check(disc, 30, 4, 2));
	assert_true(support_is_zero(disc, 34, 62));
	disc_free(disc);
}

static void a_new_format_forgets_what_was_there(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_BD_RE, CAPACITY);

	(void)state;
	assert_int_equal(support_code(disc_format(disc, 0x31, CAPACITY, 0)), 0);
	assert_int_equal(support_code(support_write(disc, 0, 64, 32, 1, NULL)), 0);
	assert_int_equal(support_code(disc_format(disc, 0x00, 29696, 0)), 0);
	assert_true(support_is_zero(disc, 0, 64));
	disc_free(disc);
}

static void defects_are_reported_and_spared(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_BD_RE, CAPACITY);
	uint8_t room[4 * 2048];
	struct iovec list = { .iov_base = room, .iov_len = sizeof room };
	uint32_t blocks;

	(void)state;
	assert_int_equal(support_code(disc_format(disc, 0x30, UINT32_MAX, 32)), 0);
	block_map_set(disc->map, 1, 1, BLOCK_DEFECTIVE);
	struct sense sense = disc_read(disc, 30, 4, &list, 1, &blocks);
	assert_int_equal(support_code(sense), 0x031100);
	assert_true(sense.information_valid);
	assert_int_equal(sense.information, 32);
	assert_int_equal(blocks, 2);
	assert_int_equal(support_code(support_write(disc, 32, 32, 32, 1, NULL)), 0);
	assert_true(support_check(disc, 32, 32, 1));
	assert_int_equal(disc->state.spare_blocks, 1024 - 32);
	block_map_set(disc->map, 4, 32, BLOCK_DEFECTIVE);
	sense = support_write(disc, 128, 1024, 1024, 1, NULL);
	assert_int_equal(support_code(sense), 0x030C02);
	disc_free(disc);
}

static void there_is_no_other_recording(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_BD_RE, CAPACITY);

	(void)state;
	assert_int_equal(support_code(disc_reserve_track(disc, 32)), 0x053005);
	assert_int_equal(support_code(disc_format(disc, 0x00, 29696, 0)), 0);
	assert_int_equal(support_code(disc_close_session(disc, 2, &support_last_session)), 0);
	disc->read_only = true;
	assert_int_equal(support_code(support_write(disc, 0, 1, 1, 1, NULL)), 0x072700);
	assert_int_equal(support_code(disc_format(disc, 0x00, 29696, 0)), 0x072700);
	assert_false(disc_can_write(disc));
	disc_free(disc);
}

static void spare_areas_grow_and_keep_the_data(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_BD_RE, CAPACITY);
	struct disc_format_option option;

	(void)state;
	assert_false(disc_format_option_at(disc, 5, &option));
	assert_int_equal(support_code(disc_format(disc, 0x01, 27648, 0)), 0x052600);
	assert_int_equal(support_code(disc_format(disc, 0x00, 29696, 0)), 0);
	assert_true(disc_format_option_at(disc, 5, &option));
	assert_int_equal(option.type, 0x01);
	assert_int_equal(option.blocks, CAPACITY - 160 * 32);
	assert_int_equal(option.parameter, 2048);
	assert_int_equal(support_code(support_write(disc, 0, 64, 64, 1, NULL)), 0);
	assert_int_equal(support_code(support_write(disc, 29632, 64, 64, 1, NULL)), 0);
	assert_int_equal(support_code(disc_format(disc, 0x01, 27616, 0)), 0x052600);
	assert_int_equal(support_code(disc_format(disc, 0x01, 29696, 0)), 0x052600);
	assert_int_equal(support_code(disc_format(disc, 0x01, 28672, 0)), 0);
	assert_int_equal(disc_last_lba(disc), 28671);
	assert_int_equal(disc->state.spare_blocks, 128 * 32);
	assert_true(support_check(disc, 0, 64, 1));
	assert_int_equal(support_code(support_write(disc, 28672, 1, 1, 1, NULL)), 0x052100);
	assert_int_equal(support_code(disc_format(disc, 0x01, CAPACITY - 160 * 32, 0)), 0);
	assert_false(disc_format_option_at(disc, 5, &option));
	assert_int_equal(support_code(disc_format(disc, 0x31, CAPACITY, 0)), 0);
	assert_false(disc_format_option_at(disc, 5, &option));
	assert_true(support_is_zero(disc, 29632, 64));
	disc_free(disc);
}

static void sub_types_are_for_certification(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_BD_RE, CAPACITY);
	struct disc_format_request request = { .type = 0x00, .sub_type = 2, .blocks = 29696 };

	(void)state;
	assert_int_equal(support_code(disc_format_as(disc, &request)), 0x052600);
	for (request.type = 0x30; request.sub_type-- > 0;)
		assert_int_equal(support_code(disc_format_as(disc, &request)), 0);
	request = (struct disc_format_request) { .type = 0x31, .sub_type = 3, .blocks = CAPACITY };
	assert_int_equal(support_code(disc_format_as(disc, &request)), 0);
	disc_free(disc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unformatted_takes_nothing),
		cmocka_unit_test(formats_are_offered_as_real_drives_do),
		cmocka_unit_test(a_format_is_taken_with_blocks_or_spares),
		cmocka_unit_test(impossible_formats_point_at_the_field),
		cmocka_unit_test(any_block_is_written_and_the_rest_are_zeros),
		cmocka_unit_test(what_nobody_claims_does_not_come_back),
		cmocka_unit_test(a_new_format_forgets_what_was_there),
		cmocka_unit_test(defects_are_reported_and_spared),
		cmocka_unit_test(there_is_no_other_recording),
		cmocka_unit_test(spare_areas_grow_and_keep_the_data),
		cmocka_unit_test(sub_types_are_for_certification),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
