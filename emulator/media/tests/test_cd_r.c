/* SPDX-License-Identifier: MIT */
/* CD-R, track at once and in packets: gaps, run-out, audio, sessions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "emulator/media/cd_sector.h"
#include "emulator/media/tests/media_support.h"

#define CAPACITY 40000

static struct burnrig_disc_track track_at(const struct burnrig_disc *disc, unsigned index)
{
	struct burnrig_disc_track track = { 0 };

	assert_true(burnrig_disc_track_at(disc, index, &track));
	return track;
}

static void assert_status(const struct burnrig_disc *disc, unsigned status, unsigned last_session,
	unsigned sessions, unsigned tracks)
{
	struct burnrig_disc_summary summary;

	burnrig_disc_summary(disc, &summary);
	assert_int_equal(summary.disc_status, status);
	assert_int_equal(summary.last_session_status, last_session);
	assert_int_equal(summary.session_count, sessions);
	assert_int_equal(summary.track_count, tracks);
}

static unsigned read_code(struct burnrig_disc *disc, int32_t lba)
{
	uint8_t room[2048];
	struct iovec list = { .iov_base = room, .iov_len = sizeof room };
	uint32_t blocks;

	return support_code(disc_read(disc, lba, 1, &list, 1, &blocks));
}

static void tracks_have_gaps(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_CD_R, CAPACITY);

	(void)state;
	assert_int_equal(support_code(support_write(disc, 0, 400, 27, 1, NULL)), 0);
	assert_status(disc, 1, 1, 1, 1);
	assert_int_equal(support_code(disc_flush(disc)), 0);
	assert_status(disc, 1, 1, 1, 2);
	assert_int_equal(track_at(disc, 0).size_blocks, 402); /* two run-out blocks */
	assert_int_equal(track_at(disc, 1).start_lba, 552);   /* and a pre-gap */
	assert_int_equal(support_code(support_write(disc, 402, 1, 1, 2, NULL)), 0x052102);
	assert_int_equal(support_code(support_write(disc, 552, 300, 32, 2, NULL)), 0);
	assert_int_equal(support_code(disc_close_track(disc, 0xFF)), 0);
	assert_int_equal(support_code(disc_close_track(disc, 0xFF)), 0); /* nothing to close */
	assert_int_equal(track_at(disc, 2).start_lba, 552 + 302 + 150);
	assert_true(support_check(disc, 0, 400, 1));
	assert_true(support_is_zero(disc, 402, 150));
	assert_true(support_check(disc, 552, 300, 2));
	assert_int_equal(read_code(disc, 400), 0x031105);
	assert_int_equal(read_code(disc, 853), 0x031105);
	assert_int_equal(read_code(disc, 854), 0x052100);
	disc_free(disc);
}

static void sessions_have_lead_outs_and_lead_ins(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_CD_R, CAPACITY);
	int32_t lead_in;

	(void)state;
	assert_true(disc_next_lead_in_lba(disc, &lead_in));
	assert_int_equal(lead_in, -11634);
	assert_int_equal(support_code(support_write(disc, 0, 300, 32, 1, NULL)), 0);
	assert_int_equal(
		support_code(disc_close_session(disc, 2, &support_track_at_once)), 0x057203);
	assert_int_equal(support_code(disc_flush(disc)), 0);
	assert_int_equal(support_code(disc_close_session(disc, 2, &support_track_at_once)), 0);
	assert_status(disc, 1, 0, 2, 2);
	assert_int_equal(disc_last_lba(disc), 301);
	assert_int_equal(track_at(disc, 1).start_lba, 302 + 11400);
	assert_int_equal(track_at(disc, 1).number, 2);
	assert_int_equal(track_at(disc, 1).session, 2);
	assert_true(disc_next_lead_in_lba(disc, &lead_in));
	assert_int_equal(lead_in, 302 + 6750);
	assert_int_equal(support_code(support_write(disc, 11702, 300, 32, 2, NULL)), 0);
	assert_int_equal(support_code(disc_flush(disc)), 0);
	assert_int_equal(support_code(disc_close_session(disc, 2, &support_track_at_once)), 0);
	assert_int_equal(track_at(disc, 2).start_lba, 12004 + 6900);
	assert_int_equal(support_code(support_write(disc, 18904, 300, 32, 3, NULL)), 0);
	assert_int_equal(support_code(disc_flush(disc)), 0);
	assert_int_equal(support_code(disc_close_session(disc, 2, &support_last_session)), 0);
	assert_status(disc, 2, 3, 3, 3);
	assert_int_equal(support_code(support_write(disc, 26106, 1, 1, 3, NULL)), 0x072700);
	assert_true(support_check(disc, 0, 300, 1));
	assert_true(support_check(disc, 11702, 300, 2));
	assert_true(support_check(disc, 18904, 300, 3));
	assert_int_equal(read_code(disc, 5000), 0x031105); /* a lead-out */
	disc_free(disc);
}

static void a_short_track_is_filled_up(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_CD_R, CAPACITY);

	(void)state;
	assert_int_equal(support_code(support_write(disc, 0, 10, 10, 1, NULL)), 0);
	assert_int_equal(support_code(disc_flush(disc)), 0);
	assert_int_equal(track_at(disc, 0).size_blocks, 302);
	assert_true(support_check(disc, 0, 10, 1));
	assert_true(support_is_zero(disc, 10, 290));
	disc_free(disc);
}

static void audio_is_kept_as_it_came(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_CD_R, CAPACITY);
	uint8_t sound[3 * 2352], sector[CD_SECTOR_STORED_BYTES], q[12];
	struct iovec list = { .iov_base = sound, .iov_len = sizeof sound };
	struct write_request request = {
		.lba = 0, .blocks = 3, .data = &list, .data_count = 1, .parameters = &support_audio
	};

	(void)state;
	for (unsigned i = 0; i < sizeof sound; i++)
		sound[i] = (uint8_t)(i * 31 >> 3);
	assert_int_equal(support_code(disc_write(disc, &request)), 0);
	assert_int_equal(support_code(disc_read_sector(disc, 2, sector)), 0);
	assert_memory_equal(sector, sound + 2UL * 2352, 2352);
	cd_subchannel_q(sector + 2352, q);
	assert_int_equal(q[0], 0x01); /* audio, ADR 1 */
	assert_int_equal(q[2], 0x01);
	assert_int_equal(read_code(disc, 0), 0x056400); /* no data track */
	request.lba = 3;
	request.parameters = &support_track_at_once;
	assert_int_equal(support_code(disc_write(disc, &request)), 0x056400);
	assert_int_equal(support_code(disc_flush(disc)), 0);
	assert_int_equal(track_at(disc, 0).control, 0);
	disc_free(disc);
}

static void a_data_sector_is_whole(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_CD_R, CAPACITY);
	uint8_t sector[CD_SECTOR_STORED_BYTES], user[2048], q[12];

	(void)state;
	assert_int_equal(support_code(support_write(disc, 0, 40, 40, 1, NULL)), 0);
	assert_int_equal(support_code(disc_read_sector(disc, 39, sector)), 0);
	support_pattern(user, 39, 1);
	assert_memory_equal(sector + 16, user, 2048);
	assert_memory_equal(sector + 12, "\x00\x02\x39\x01", 4);
	assert_int_equal(support_code(disc_read_sector(disc, -150, sector)), 0);
	cd_subchannel_q(sector + 2352, q);
	assert_int_equal(q[0], 0x41);
	assert_int_equal(q[2], 0x00); /* pre-gap */
	assert_int_equal(support_code(disc_read_sector(disc, -151, sector)), 0x052100);
	assert_int_equal(support_code(disc_read_sector(disc, 40, sector)), 0x052100);
	disc_free(disc);
}

static void write_parameters_must_fit(void **state)
{
	static const struct {
		struct write_parameters parameters;
		unsigned code;
	} cases[] = {
		{ { .write_type = 2, .track_mode = 4, .data_block_type = 8 }, 0x052C00 },
		{ { .write_type = 3, .track_mode = 4, .data_block_type = 8 }, 0x056400 },
		{ { .write_type = 1, .track_mode = 0, .data_block_type = 8 }, 0x056400 },
		{ { .write_type = 1, .track_mode = 4, .data_block_type = 0 }, 0x056400 },
		{ { .write_type = 1, .track_mode = 0, .data_block_type = 3 }, 0x056400 },
		{ { .write_type = 1, .track_mode = 4, .data_block_type = 7 }, 0x056400 },
		{ { .write_type = 3, .track_mode = 4, .data_block_type = 3 }, 0x052102 },
		{ { .write_type = 4, .track_mode = 4, .data_block_type = 8 }, 0x056400 },
		{ { .write_type = 0, .track_mode = 4, .data_block_type = 8, .fixed_packet = true },
			0x056401 },
	};
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_CD_R, CAPACITY);

	(void)state;
	for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct sense sense = support_write(disc, 0, 1, 1, 1, &cases[i].parameters);

		assert_int_equal(support_code(sense), cases[i].code);
	}
	assert_status(disc, 0, 0, 1, 1);
	disc_free(disc);
}

static void the_medium_ends(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_CD_R, 1000);

	(void)state;
	assert_int_equal(disc_track_free_blocks(disc, disc_track(disc, 1)), 998);
	assert_int_equal(support_code(support_write(disc, 0, 998, 32, 1, NULL)), 0);
	assert_int_equal(support_code(support_write(disc, 998, 1, 1, 1, NULL)), 0x056300);
	assert_int_equal(support_code(disc_flush(disc)), 0);
	assert_status(disc, 1, 1, 1, 1);
	assert_int_equal(support_code(support_write(disc, 998, 1, 1, 1, NULL)), 0x052102);
	assert_int_equal(support_code(disc_close_session(disc, 2, &support_track_at_once)), 0);
	assert_status(disc, 2, 3, 1, 1);
	assert_int_equal(disc_last_lba(disc), 999);
	disc_free(disc);
}

/* Packets of 10 and 1 blocks: after each 7 blocks of link that cannot be read. */
static void packets_have_links(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_CD_R, CAPACITY);
	struct write_parameters packets = support_track_at_once;

	(void)state;
	packets.write_type = 0;
	assert_int_equal(support_code(support_write(disc, 0, 10, 4, 1, &packets)), 0);
	assert_int_equal(track_at(disc, 0).next_writable_lba, 10);
	assert_int_equal(support_code(disc_flush(disc)), 0);
	assert_int_equal(track_at(disc, 0).next_writable_lba, 17);
	assert_int_equal(support_code(disc_flush(disc)), 0); /* no packet to end */
	assert_int_equal(track_at(disc, 0).next_writable_lba, 17);
	assert_int_equal(track_at(disc, 0).control, 5);
	assert_false(track_at(disc, 0).closed);
	assert_int_equal(support_code(support_write(disc, 10, 1, 1, 1, &packets)), 0x052102);
	assert_int_equal(support_code(support_write(disc, 17, 1, 1, 1, NULL)), 0x056400);
	assert_int_equal(support_code(support_write(disc, 17, 1, 1, 2, &packets)), 0);
	assert_int_equal(support_code(disc_flush(disc)), 0);
	assert_true(support_check(disc, 0, 10, 1));
	assert_true(support_check(disc, 17, 1, 2));
	for (int32_t lba = 10; lba < 17; lba++)
		assert_int_equal(read_code(disc, lba), 0x031105);
	assert_int_equal(support_code(disc_close_track(disc, 1)), 0);
	assert_int_equal(track_at(disc, 0).size_blocks, 302);
	assert_int_equal(support_code(disc_close_session(disc, 2, &packets)), 0);
	disc_free(disc);
}

/* Link blocks take room on the disc, but have no addresses in a track of fixed packets. */
static void packets_of_fixed_size_are_numbered_without_links(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_CD_R, CAPACITY);
	struct write_parameters packets = support_track_at_once;

	(void)state;
	packets.write_type = 0;
	packets.fixed_packet = true;
	packets.packet_blocks = 32;
	assert_int_equal(support_code(support_write(disc, 0, 40, 40, 1, &packets)), 0);
	assert_int_equal(support_code(disc_flush(disc)), 0); /* fills the second packet */
	assert_int_equal(track_at(disc, 0).next_writable_lba, 64);
	/* (40000 - 2 * 39) / 39 packets of 32 */
	assert_int_equal(disc_track_free_blocks(disc, disc_track(disc, 1)), 1023 * 32);
	packets.packet_blocks = 16;
	assert_int_equal(support_code(support_write(disc, 64, 16, 16, 1, &packets)), 0x056401);
	packets.packet_blocks = 32;
	assert_int_equal(support_code(support_write(disc, 64, 256, 32, 2, &packets)), 0);
	assert_int_equal(support_code(disc_close_track(disc, 1)), 0);
	assert_int_equal(track_at(disc, 0).size_blocks, 320);
	assert_int_equal(track_at(disc, 1).start_lba, 10 * 39 + 150);
	assert_true(support_check(disc, 0, 40, 1));
	assert_true(support_is_zero(disc, 40, 24));
	assert_true(support_check(disc, 64, 256, 2));
	assert_int_equal(read_code(disc, 320), 0x052100);
	assert_int_equal(support_code(disc_close_session(disc, 2, &packets)), 0);
	assert_int_equal(disc_last_lba(disc), 389);
	disc_free(disc);
}

/* Test write: all is as if it were recorded, until the track would end; then nothing was. */
static void a_test_write_leaves_nothing(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_CD_R, CAPACITY);
	struct write_parameters test = support_track_at_once;

	(void)state;
	test.test_write = true;
	assert_int_equal(support_code(support_write(disc, 0, 400, 27, 1, &test)), 0);
	assert_int_equal(track_at(disc, 0).next_writable_lba, 400);
	assert_int_equal(support_code(support_write(disc, 0, 1, 1, 1, &test)), 0x052102);
	assert_int_equal(support_code(support_write(disc, 400, 1, 1, 1, NULL)), 0x056400);
	assert_int_equal(support_code(disc_flush(disc)), 0);
	assert_status(disc, 0, 0, 1, 1);
	assert_int_equal(track_at(disc, 0).next_writable_lba, 0);
	assert_int_equal(read_code(disc, 0), 0x052100);
	assert_int_equal(support_code(disc_close_session(disc, 2, &test)), 0);
	assert_status(disc, 0, 0, 1, 1);
	assert_int_equal(support_code(support_write(disc, 0, 300, 30, 2, NULL)), 0);
	assert_true(support_check(disc, 0, 300, 2));
	disc_free(disc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tracks_have_gaps),
		cmocka_unit_test(packets_have_links),
		cmocka_unit_test(packets_of_fixed_size_are_numbered_without_links),
		cmocka_unit_test(a_test_write_leaves_nothing),
		cmocka_unit_test(sessions_have_lead_outs_and_lead_ins),
		cmocka_unit_test(a_short_track_is_filled_up),
		cmocka_unit_test(audio_is_kept_as_it_came),
		cmocka_unit_test(a_data_sector_is_whole),
		cmocka_unit_test(write_parameters_must_fit),
		cmocka_unit_test(the_medium_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
