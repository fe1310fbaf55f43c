/* SPDX-License-Identifier: MIT */
/* CDs made outside of a drive from whole sectors, with the tracks where Q says that they are. */
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
#define SECTORS	 750
#define AT(lba)	 ((size_t)(lba)*CD_SECTOR_STORED_BYTES)

/* An audio track of 300 blocks with an index 2 at 200, a pause of 150, then data of 300. */
static const uint8_t sheet[11 * 8] = {
	0x02, '4', '0', '0', '6', '6', '8', '0', /* catalogue number */
	0x02, '0', '0', '0', '0', '1', '7', 0,	 /*                  */
	0x03, 1, 'D', 'E', 'A', '1', '2', '3',	 /* ISRC             */
	0x03, 1, '4', '0', '0', '0', '0', '1',	 /*                  */
	0x01, 0x00, 0x00, 0x01, 0, 0, 0, 0,	 /* lead-in          */
	0x01, 0x01, 0x00, 0x01, 0, 0, 0, 0,	 /* pause            */
	0x01, 0x01, 0x01, 0x00, 0, 0, 2, 0,	 /* LBA 0            */
	0x01, 0x01, 0x02, 0x00, 0, 0, 4, 50,	 /* LBA 200          */
	0x41, 0x02, 0x00, 0x14, 0, 0, 6, 0,	 /* LBA 300          */
	0x41, 0x02, 0x01, 0x10, 0, 0, 8, 0,	 /* LBA 450          */
	0x41, 0xAA, 0x01, 0x14, 0, 0, 12, 0,	 /* LBA 750          */
};

static uint8_t sectors[AT(SECTORS)];

static int give_pattern(void *context, int32_t lba, void *out, size_t bytes)
{
	(void)context;
	memset(out, (uint8_t)(lba + 1), bytes);
	return 0;
}

static int give_sector(void *context, int32_t lba, void *out, size_t bytes)
{
	(void)context;
	assert_int_equal(bytes, 2448);
	assert_in_range(lba, 0, SECTORS - 1);
	memcpy(out, sectors + AT(lba), bytes);
	return 0;
}

/* The sectors of a pressed disc. */
static int fill_sectors(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_CD_ROM, CAPACITY);

	(void)state;
	assert_int_equal(burnrig_disc_press(disc, sheet, sizeof sheet, give_pattern, NULL), 0);
	for (int32_t lba = 0; lba < SECTORS; lba++)
		assert_int_equal(burnrig_disc_read_sector(disc, lba, sectors + AT(lba)), 0);
	disc_free(disc);
	return 0;
}

/* Wrong bits in the CRC of Q, which is in its last 16. */
static void damage(int32_t first_lba, int32_t last_lba)
{
	for (int32_t lba = first_lba; lba <= last_lba; lba++)
		sectors[AT(lba) + CD_SECTOR_BYTES + 90] ^= 0x40;
}

static void assert_tracks(const struct burnrig_disc *disc)
{
	struct burnrig_disc_track track;

	assert_true(burnrig_disc_track_at(disc, 0, &track));
	assert_int_equal(track.start_lba, 0);
	assert_int_equal(track.size_blocks, 300);
	assert_int_equal(track.control, 0);
	assert_true(burnrig_disc_track_at(disc, 1, &track));
	assert_int_equal(track.start_lba, 450);
	assert_int_equal(track.size_blocks, 300);
	assert_int_equal(track.last_recorded_lba, 749);
	assert_int_equal(track.control, 4);
	assert_int_equal(track.data_mode, 1);
	assert_true(track.closed);
	assert_false(burnrig_disc_track_at(disc, 2, &track));
}

static void sectors_are_on_the_disc_as_they_were(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_CD_R, CAPACITY);
	struct burnrig_disc_summary summary;
	uint8_t sector[CD_SECTOR_STORED_BYTES];
	int32_t lba;

	(void)state;
	assert_int_equal(burnrig_disc_press_raw(disc, SECTORS, give_sector, NULL, &lba), 0);
	assert_tracks(disc);
	burnrig_disc_summary(disc, &summary);
	assert_int_equal(summary.disc_status, 2);
	for (lba = 0; lba < SECTORS; lba++) {
		assert_int_equal(burnrig_disc_read_sector(disc, lba, sector), 0);
		assert_memory_equal(sector, sectors + AT(lba), sizeof sector);
	}
	assert_int_equal(burnrig_disc_read_sector(disc, -1, sector), 0); /* the first pause */
	assert_int_equal(burnrig_disc_read_sector(disc, SECTORS, sector), -ENODATA);
	assert_int_equal(burnrig_disc_press_raw(disc, SECTORS, give_sector, NULL, &lba), -ENOTSUP);
	disc_free(disc);
}

static void damaged_q_is_what_its_neighbours_say(void **state)
{
	static const int32_t damages[][2] = { { 0, 9 }, { 150, 249 }, { 299, 299 }, { 300, 300 },
		{ 296, 304 }, { 310, 440 }, { 449, 450 }, { 440, 460 }, { 740, 749 } };

	for (size_t i = 0; i < sizeof damages / sizeof damages[0]; i++) {
		struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_CD_ROM, CAPACITY);
		int32_t lba;

		fill_sectors(state);
		damage(damages[i][0], damages[i][1]);
		assert_int_equal(burnrig_disc_press_raw(disc, SECTORS, give_sector, NULL, &lba), 0);
		assert_tracks(disc);
		disc_free(disc);
	}
	fill_sectors(state);
}

static void assert_refused(int32_t expected_lba)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_CD_ROM, CAPACITY);
	int32_t lba = -1;

	assert_int_equal(burnrig_disc_press_raw(disc, SECTORS, give_sector, NULL, &lba), -EBADMSG);
	assert_int_equal(lba, expected_lba);
	disc_free(disc);
	fill_sectors(NULL);
}

static void what_q_leaves_in_doubt_is_refused(void **state)
{
	(void)state;
	damage(0, 10); /* one more than may be silent at an end, and where a pause begins */
	assert_refused(0);
	damage(739, 749);
	assert_refused(739);
	damage(295, 305);
	assert_refused(295);
	damage(0, 749);
	assert_refused(0);
	memcpy(sectors + AT(100), sectors + AT(200), CD_SECTOR_STORED_BYTES); /* another address */
	assert_refused(100);
	memmove(sectors + AT(0), sectors + AT(450), AT(300)); /* does not begin at LBA 0 */
	assert_refused(0);
}

/* A position of the sector's own address that says something else. */
static void put_position(int32_t lba, unsigned track, unsigned index, int32_t track_lba)
{
	struct cd_position position = {
		.track = (uint8_t)track, .index = (uint8_t)index, .lba = lba, .track_lba = track_lba
	};

	cd_subchannel_make(sectors + AT(lba) + CD_SECTOR_BYTES, &position);
}

static void tracks_and_indexes_that_cannot_follow_are_refused(void **state)
{
	(void)state;
	put_position(100, 3, 1, 100);
	assert_refused(100);
	put_position(100, 1, 3, 0);
	assert_refused(100);
	put_position(100, 1, 1, 50);
	assert_refused(100);
	put_position(100, 0, 1, 0);
	assert_refused(100);
	put_position(310, 3, 1, 310); /* the pause of track 2 has no track */
	assert_refused(310);
	put_position(100, 0xAA, 1, 100); /* a lead-out in the midst */
	assert_refused(101);
}

static void the_lead_out_ends_the_last_track(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_CD_ROM, CAPACITY);
	struct burnrig_disc_track track;
	int32_t lba;

	(void)state;
	for (lba = 700; lba < SECTORS; lba++)
		put_position(lba, 0xAA, 1, 700);
	assert_int_equal(burnrig_disc_press_raw(disc, SECTORS, give_sector, NULL, &lba), 0);
	assert_true(burnrig_disc_track_at(disc, 1, &track));
	assert_int_equal(track.last_recorded_lba, 699);
	disc_free(disc);
	fill_sectors(NULL);
}

static void other_discs_and_sizes_are_refused(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_DVD_PLUS_R, CAPACITY);
	int32_t lba;

	(void)state;
	assert_int_equal(burnrig_disc_press_raw(disc, SECTORS, give_sector, NULL, &lba), -ENOTSUP);
	disc_free(disc);
	disc = support_blank(MEDIUM_FAMILY_CD_R, SECTORS - 1);
	assert_int_equal(burnrig_disc_press_raw(disc, SECTORS, give_sector, NULL, &lba), -EINVAL);
	assert_int_equal(burnrig_disc_press_raw(disc, 0, give_sector, NULL, &lba), -EINVAL);
	disc_free(disc);
}

static void q_is_told_to_who_looks_from_outside(void **state)
{
	struct burnrig_q q;
	unsigned positions = 0, catalogues = 0, isrcs = 0;

	(void)state;
	for (int32_t lba = 0; lba < 300; lba++) {
		burnrig_disc_sector_q(sectors + AT(lba), &q);
		positions += q.kind == BURNRIG_Q_POSITION && q.track == 1 &&
			     q.index == (lba < 200 ? 1 : 2);
		catalogues += q.kind == BURNRIG_Q_CATALOGUE && !strcmp(q.number, "4006680000017");
		isrcs += q.kind == BURNRIG_Q_ISRC && !strcmp(q.number, "DEA123400001");
	}
	assert_int_equal(catalogues, 3); /* one of 100 sectors each */
	assert_int_equal(isrcs, 3);
	assert_int_equal(positions, 294);
	damage(5, 5);
	burnrig_disc_sector_q(sectors + AT(5), &q);
	assert_int_equal(q.kind, BURNRIG_Q_DAMAGED);
	damage(5, 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sectors_are_on_the_disc_as_they_were),
		cmocka_unit_test(damaged_q_is_what_its_neighbours_say),
		cmocka_unit_test(what_q_leaves_in_doubt_is_refused),
		cmocka_unit_test(tracks_and_indexes_that_cannot_follow_are_refused),
		cmocka_unit_test(the_lead_out_ends_the_last_track),
		cmocka_unit_test(other_discs_and_sizes_are_refused),
		cmocka_unit_test(q_is_told_to_who_looks_from_outside),
	};

	return cmocka_run_group_tests(tests, fill_sectors, NULL);
}
