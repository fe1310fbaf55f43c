/* SPDX-License-Identifier: MIT */
/* Pressed DVDs and BDs: what they hold, and that nothing of it can be changed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>

#include "emulator/media/tests/media_support.h"

#define CAPACITY 6400

static int give(void *context, int32_t lba, void *out, size_t bytes)
{
	int32_t *next_lba = context;

	assert_int_equal(lba, *next_lba);
	assert_int_equal(bytes, 2048);
	++*next_lba;
	support_pattern(out, (uint32_t)lba, 1);
	return 0;
}

static int give_badly(void *context, int32_t lba, void *out, size_t bytes)
{
	(void)context;
	memset(out, 0, bytes);
	return lba == 700 ? -EBADMSG : 0;
}

static void check_read_only(struct burnrig_disc *disc)
{
	static const struct write_parameters none = { 0 };

	assert_false(disc_can_write(disc));
	assert_false(disc_is_erasable(disc));
	assert_int_equal(support_code(support_write(disc, 0, 16, 16, 9, &none)), 0x053005);
	assert_int_equal(support_code(disc_format(disc, 0x00, CAPACITY, 0)), 0x053006);
	assert_int_equal(support_code(disc_blank(disc, 0, 0)), 0x053005);
	assert_int_equal(support_code(disc_reserve_track(disc, 16)), 0x053005);
	assert_int_equal(support_code(disc_flush(disc)), 0);
}

static void pressed(enum medium_family family, unsigned profile, uint32_t unit_blocks)
{
	struct burnrig_disc *disc = support_blank(family, CAPACITY);
	uint32_t rounded = (1001 + unit_blocks - 1) / unit_blocks * unit_blocks, blocks;
	struct burnrig_disc_summary summary;
	struct burnrig_disc_track track;
	uint8_t block[2048];
	struct iovec room = { block, sizeof block };
	int32_t next_lba = 0;

	assert_int_equal(disc_last_lba(disc), CAPACITY - 1);
	assert_true(support_is_zero(disc, 0, CAPACITY));
	assert_int_equal(burnrig_disc_press_data(disc, 1001, give, &next_lba), 0);
	assert_int_equal(next_lba, 1001);
	assert_true(support_check(disc, 0, 1001, 1));
	assert_true(support_is_zero(disc, 1001, rounded - 1001));
	assert_int_equal(
		support_code(disc_read(disc, (int32_t)rounded, 1, &room, 1, &blocks)), 0x052100);
	assert_int_equal(disc_last_lba(disc), rounded - 1);
	burnrig_disc_summary(disc, &summary);
	assert_int_equal(summary.profile, profile);
	assert_int_equal(summary.disc_status, 2);
	assert_int_equal(summary.last_session_status, 3);
	assert_int_equal(summary.session_count, 1);
	assert_int_equal(summary.track_count, 1);
	assert_true(burnrig_disc_track_at(disc, 0, &track));
	assert_int_equal(track.size_blocks, rounded);
	assert_true(track.closed && !track.blank && !track.next_writable_valid);
	check_read_only(disc);
	assert_true(support_check(disc, 0, 1001, 1));
	assert_int_equal(burnrig_disc_press_data(disc, 1001, give, &next_lba), -ENOTSUP);
	disc_free(disc);
}

static void dvd_rom(void **state)
{
	(void)state;
	pressed(MEDIUM_FAMILY_DVD_ROM, 0x0010, 16);
}

static void bd_rom(void **state)
{
	(void)state;
	pressed(MEDIUM_FAMILY_BD_ROM, 0x0040, 32);
}

static void what_cannot_be_pressed_is_said(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_DVD_ROM, CAPACITY);
	int32_t next_lba = 0;

	(void)state;
	assert_int_equal(burnrig_disc_press_data(disc, 0, give, &next_lba), -EINVAL);
	assert_int_equal(burnrig_disc_press_data(disc, CAPACITY + 1, give, &next_lba), -EINVAL);
	assert_int_equal(next_lba, 0);
	assert_int_equal(burnrig_disc_press_data(disc, 1001, give_badly, NULL), -EBADMSG);
	disc_free(disc);
	disc = support_blank(MEDIUM_FAMILY_DVD_R, CAPACITY);
	assert_int_equal(burnrig_disc_press_data(disc, 16, give, &next_lba), -ENOTSUP);
	disc_free(disc);
	disc = support_blank(MEDIUM_FAMILY_CD_ROM, CAPACITY);
	assert_int_equal(burnrig_disc_press_data(disc, 16, give, &next_lba), -ENOTSUP);
	disc_free(disc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dvd_rom),
		cmocka_unit_test(bd_rom),
		cmocka_unit_test(what_cannot_be_pressed_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
