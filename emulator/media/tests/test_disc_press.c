/* SPDX-License-Identifier: MIT */
/* CDs made outside of a drive: from a cue sheet and a source of blocks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>

#include "emulator/media/cd_sector.h"
#include "emulator/media/tests/media_support.h"

#define CAPACITY 40000

/* An audio track of 300 blocks, then data of 300 behind the drive's pause of 150. */
static const uint8_t sheet[6 * 8] = {
	0x01, 0x00, 0x00, 0x01, 0x00, 0, 0, 0,	/* lead-in   */
	0x01, 0x01, 0x00, 0x01, 0x00, 0, 0, 0,	/* pause     */
	0x01, 0x01, 0x01, 0x00, 0x00, 0, 2, 0,	/* LBA 0     */
	0x41, 0x02, 0x00, 0x14, 0x00, 0, 6, 0,	/* LBA 300   */
	0x41, 0x02, 0x01, 0x10, 0x00, 0, 8, 0,	/* LBA 450   */
	0x41, 0xAA, 0x01, 0x14, 0x00, 0, 12, 0, /* LBA 750   */
};

struct source {
	unsigned blocks;
	int32_t last_lba;
	unsigned fail_at; /* the how manieth fails; 0: none                                  */
};

static int give(void *context, int32_t lba, void *out, size_t bytes)
{
	struct source *source = context;

	assert_true(lba > source->last_lba);
	assert_int_equal(bytes, lba < 300 ? 2352 : 2048);
	source->last_lba = lba;
	if (++source->blocks == source->fail_at)
		return -EBADMSG;
	memset(out, (uint8_t)lba, bytes);
	return 0;
}

static void a_disc_is_pressed(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_CD_ROM, CAPACITY);
	struct source source = { .last_lba = -1 };
	struct burnrig_disc_summary summary;
	struct burnrig_disc_track track;
	uint8_t sector[CD_SECTOR_STORED_BYTES];

	(void)state;
	assert_int_equal(burnrig_disc_press(disc, sheet, sizeof sheet, give, &source), 0);
	assert_int_equal(source.blocks, 600);
	burnrig_disc_summary(disc, &summary);
	assert_int_equal(summary.profile, 0x0008);
	assert_int_equal(summary.disc_status, 2);
	assert_int_equal(summary.track_count, 2);
	assert_true(burnrig_disc_track_at(disc, 1, &track));
	assert_int_equal(track.start_lba, 450);
	assert_int_equal(track.control, 4);
	assert_int_equal(burnrig_disc_read_sector(disc, 299, sector), 0);
	assert_int_equal(sector[2351], 299 & 0xFF);
	assert_int_equal(burnrig_disc_read_sector(disc, 749, sector), 0);
	assert_memory_equal(sector + 12, "\x00\x11\x74\x01", 4);
	assert_int_equal(sector[16], 749 & 0xFF);
	assert_int_equal(burnrig_disc_read_sector(disc, 750, sector), -ENODATA);
	assert_int_equal(support_code(support_write(disc, 750, 1, 1, 1, NULL)), 0x053005);
	assert_int_equal(burnrig_disc_press(disc, sheet, sizeof sheet, give, &source), -ENOTSUP);
	disc_free(disc);
}

static void what_cannot_be_pressed_is_said(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_CD_R, 700);
	struct source source = { .last_lba = -1, .fail_at = 400 };
	uint8_t sector[CD_SECTOR_STORED_BYTES];

	(void)state;
	assert_int_equal(burnrig_disc_press(disc, sheet, sizeof sheet, give, &source), -EINVAL);
	assert_int_equal(source.blocks, 0); /* too long for the medium */
	disc_free(disc);
	disc = support_blank(MEDIUM_FAMILY_CD_R, CAPACITY);
	assert_int_equal(burnrig_disc_press(disc, sheet, sizeof sheet, give, &source), -EBADMSG);
	disc_free(disc);
	disc = support_blank(MEDIUM_FAMILY_DVD_PLUS_R, 40000);
	assert_int_equal(burnrig_disc_press(disc, sheet, sizeof sheet, give, &source), -ENOTSUP);
	assert_int_equal(burnrig_disc_read_sector(disc, 0, sector), -ENOTSUP);
	disc_free(disc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_disc_is_pressed),
		cmocka_unit_test(what_cannot_be_pressed_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
