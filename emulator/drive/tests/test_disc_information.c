/* SPDX-License-Identifier: MIT */
/*
 * READ DISC INFORMATION (MMC-6 6.21) and READ TRACK INFORMATION (6.26): every byte, for each medium
 * as it goes through its life.
 */
#include "emulator/drive/tests/medium_steps.h"

static void assert_disc(struct drive_rig *rig, const uint8_t expected[34])
{
	rig_in(rig, RIG_CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 64, 0), 64);
	assert_int_equal(rig->command.transferred_bytes, 34);
	assert_memory_equal(rig->data, expected, 34);
}

static void assert_track(struct drive_rig *rig, uint8_t number, const uint8_t expected[48])
{
	rig_in(rig, RIG_CDB(0x52, 1, 0, 0, 0, number, 0, 0, 64, 0), 64);
	assert_int_equal(rig->command.transferred_bytes, 48);
	assert_memory_equal(rig->data, expected, 48);
}

static void cd_r_blank(void **state)
{
	static const uint8_t disc[34] = { 0x00, 0x20,
		0x00,			/* session empty, disc empty                  */
		1, 1, 1, 1,		/* first track; sessions; tracks of the last  */
		0x20, 0xFF,		/* URU; type undefined                        */
		0, 0, 0,		/* most significant bytes                     */
		0, 0, 0, 0,		/* identification                             */
		0x00, 0x61, 0x0F, 0x11, /* lead-in 97:15:17                           */
		0x00, 0x4F, 0x3B, 0x4A, /* last possible lead-out 79:59:74            */
		0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
	static const uint8_t track[48] = { 0x00, 0x2E, 1, 1, 0,
		0x04,			/* data track                                 */
		0x4F,			/* blank, data mode not known                 */
		0x01,			/* next writable address valid                */
		0, 0, 0, 0,		/* start 0                                    */
		0, 0, 0, 0,		/* next writable 0                            */
		0x00, 0x05, 0x7D, 0xA7, /* free: 359849 less two run-out blocks       */
		0, 0, 0, 0,		/* no packets                                 */
		0x00, 0x05, 0x7D, 0xA9, /* size                                       */
		0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");

	(void)state;
	assert_disc(rig, disc);
	assert_track(rig, 1, track);
	assert_track(rig, 0xFF, track); /* the invisible track */
	rig_end(rig);
}

static void cd_r_between_tracks_and_sessions(void **state)
{
	static const uint8_t in_session[34] = { 0x00, 0x20, 0x05, 1, 1, 1, 2, 0x20, 0x00, 0, 0, 0,
		0, 0, 0, 0, 0x00, 0x61, 0x0F, 0x11, 0x00, 0x4F, 0x3B, 0x4A };
	static const uint8_t first[48] = { 0x00, 0x2E, 1, 1, 0, 0x04,
		0x01, /* written in mode 1               */
		0x02, /* last recorded address valid     */
		0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x01,
		0x2E,		  /* 302 with the run-out            */
		0, 0, 0x01, 0x2B, /* last block 299                  */
		0 };
	static const uint8_t second[48] = { 0x00, 0x2E, 2, 1, 0, 0x04, 0x4F, 0x01, 0, 0, 0x01,
		0xC4, /* 302 + 150                       */
		0, 0, 0x01, 0xC4, 0x00, 0x05, 0x7B, 0xE3, 0, 0, 0, 0, 0x00, 0x05, 0x7B, 0xE5, 0 };
	/* lead-in 302 + 6750 = LBA 7052 = 01:36:02 */
	static const uint8_t appendable[34] = { 0x00, 0x20, 0x01, 1, 2, 2, 2, 0x20, 0x00, 0, 0, 0,
		0, 0, 0, 0, 0x00, 0x01, 0x24, 0x02, 0x00, 0x4F, 0x3B, 0x4A };
	static const uint8_t finalized[34] = { 0x00, 0x20, 0x0E, 1, 2, 2, 2, 0x20, 0x00, 0, 0, 0, 0,
		0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF };
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");

	(void)state;
	step_write_parameters(rig, 0xC4, 0x08);
	step_write(rig, 0, 300);
	step_synchronize(rig);
	assert_disc(rig, in_session);
	assert_track(rig, 1, first);
	assert_track(rig, 0xFF, second);
	step_close(rig, 1, 0xFF); /* nothing left to close */
	step_close(rig, 2, 0);
	assert_disc(rig, appendable);
	step_write_parameters(rig, 0x04, 0x08);
	step_write(rig, 302 + 11400, 300);
	step_synchronize(rig);
	step_close(rig, 2, 0);
	assert_disc(rig, finalized);
	rig_run(rig, RIG_CDB(0x52, 1, 0, 0, 0, 0xFF, 0, 0, 64, 0), 64);
	rig_assert_field(rig, true, 2, -1);
	rig_end(rig);
}

static void dvd_plus_r_life(void **state)
{
	static const uint8_t blank[34] = { 0x00, 0x20, 0x00, 1, 1, 1, 1, 0x20, 0x00, 0, 0, 0, 0, 0,
		0, 0, 0, 0, 0, 0, 0x00, 0x23, 0x05, 0x40 }; /* Intro at 0; last 23053Fh */
	static const uint8_t blank_track[48] = { 0x00, 0x2E, 1, 1, 0, 0x07,
		0x7F, /* blank, packets of fixed size               */
		0x01, 0, 0, 0, 0, 0, 0, 0, 0, 0x00, 0x23, 0x05, 0x40, 0, 0, 0, 16, 0x00, 0x23, 0x05,
		0x40 };
	static const uint8_t open_track[48] = { 0x00, 0x2E, 1, 1, 0, 0x07, 0x31, 0x03, 0, 0, 0, 0,
		0, 0, 0x00, 0x40, 0x00, 0x23, 0x05, 0x00, 0, 0, 0, 16, 0x00, 0x23, 0x05, 0x40, 0, 0,
		0, 63 };
	static const uint8_t appendable[34] = { 0x00, 0x20, 0x01, 1, 2, 2, 2, 0x20, 0x00, 0, 0, 0,
		0, 0, 0, 0, 0x00, 0x00, 0x04, 0x40, 0x00, 0x23, 0x05, 0x40 };
	static const uint8_t closed_track[48] = { 0x00, 0x2E, 1, 1, 0, 0x07, 0x31, 0x02, 0, 0, 0, 0,
		0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 0, 0, 0, 64, 0, 0, 0, 63 };
	static const uint8_t next_track[48] = { 0x00, 0x2E, 2, 2, 0, 0x07, 0x7F, 0x01, 0, 0, 0x08,
		0x40, /* 64 + 2048 */
		0, 0, 0x08, 0x40, 0x00, 0x22, 0xFD, 0x00, 0, 0, 0, 16, 0x00, 0x22, 0xFD, 0x00 };
	static const uint8_t finalized[34] = { 0x00, 0x20, 0x0E, 1, 1, 1, 1, 0x20, 0x00, 0, 0, 0, 0,
		0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF };
	struct drive_rig *rig = rig_ready("burner", "dvd+r");

	(void)state;
	assert_disc(rig, blank);
	assert_track(rig, 1, blank_track);
	step_write(rig, 0, 60);
	step_synchronize(rig);
	assert_track(rig, 1, open_track);
	step_close(rig, 1, 1);
	step_close(rig, 2, 0);
	assert_disc(rig, appendable);
	assert_track(rig, 1, closed_track);
	assert_track(rig, 2, next_track);
	step_close(rig, 6, 0);
	assert_disc(rig, finalized);
	rig_end(rig);
}

static void bd_re_life(void **state)
{
	static const uint8_t blank[34] = { 0x00, 0x20, 0x10, 1, 1, 1, 1, 0x20 };
	static const uint8_t formatted[34] = { 0x00, 0x20,
		0x1F, /* erasable, session complete, disc of another kind: random */
		1, 1, 1, 1, 0x20 };
	static const uint8_t track[48] = { 0x00, 0x2E, 1, 1, 0, 0x04, 0x31,
		0x00, /* neither next writable nor last recorded address */
		0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 32, 0x00, 0xB4, 0x74, 0x00 };
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");

	(void)state;
	assert_disc(rig, blank);
	step_format(rig);
	assert_disc(rig, formatted);
	assert_track(rig, 1, track);
	rig_end(rig);
}

static void track_resources(void **state)
{
	static const uint8_t expected[12] = { 0x00, 0x0A, 0x20, 0, 0x00, 168, 0, 3, 0, 16, 0, 3 };
	struct drive_rig *rig = rig_ready("burner", "dvd+r");

	(void)state;
	rig_in(rig, RIG_CDB(0x53, 0, 0, 0, 0, 0, 0, 1, 0, 0), 0); /* reserve 256 */
	rig_in(rig, RIG_CDB(0x53, 0, 0, 0, 0, 0, 0, 0, 16, 0), 0);
	rig_in(rig, RIG_CDB(0x51, 1, 0, 0, 0, 0, 0, 0, 64, 0), 64);
	assert_int_equal(rig->command.transferred_bytes, 12);
	assert_memory_equal(rig->data, expected, 12);
	rig_run(rig, RIG_CDB(0x51, 2, 0, 0, 0, 0, 0, 0, 64, 0), 64);
	rig_assert_field(rig, true, 1, 2);
	rig_end(rig);
}

static void tracks_are_found_in_each_way(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r");

	(void)state;
	step_write(rig, 0, 64);
	step_close(rig, 2, 0);
	rig_in(rig, RIG_CDB(0x52, 0, 0, 0, 0, 63, 0, 0, 64, 0), 64); /* by LBA */
	assert_int_equal(rig->data[2], 1);
	rig_in(rig, RIG_CDB(0x52, 0, 0, 1, 0, 0, 0, 0, 64, 0), 64);
	assert_int_equal(rig->data[2], 2);
	rig_in(rig, RIG_CDB(0x52, 2, 0, 0, 0, 2, 0, 0, 64, 0), 64); /* by session */
	assert_int_equal(rig->data[2], 2);
	rig_in(rig, RIG_CDB(0x52, 5, 0, 0, 0, 1, 0, 0, 64, 0), 64); /* open from track 1 on */
	assert_int_equal(rig->data[2], 2);
	rig_run(rig, RIG_CDB(0x52, 0, 0, 0x23, 0x05, 0x40, 0, 0, 64, 0), 64);
	rig_assert_sense(rig, 5, 0x21, 0);
	rig_run(rig, RIG_CDB(0x52, 1, 0, 0, 0, 3, 0, 0, 64, 0), 64);
	rig_assert_field(rig, true, 2, -1);
	rig_run(rig, RIG_CDB(0x52, 3, 0, 0, 0, 1, 0, 0, 64, 0), 64);
	rig_assert_field(rig, true, 1, 1);
	rig_end(rig);
}

/* Hosts ask for the first track by LBA 0, of a disc that wants formatting too (wodim -atip does). */
static void first_track_of_unformatted_disc(void **state)
{
	static const char *const media[] = { "dvd+rw", "bd-re-25" };

	(void)state;
	for (size_t i = 0; i < sizeof(media) / sizeof(media[0]); i++) {
		struct drive_rig *rig = rig_ready("burner", media[i]);

		rig_in(rig, RIG_CDB(0x52, 0, 0, 0, 0, 0, 0, 0, 64, 0), 64);
		assert_int_equal(rig->data[2], 1);
		assert_int_equal(rig->data[6] & 0x40, 0x40); /* blank */
		rig_run(rig, RIG_CDB(0x52, 0, 0, 0, 0, 1, 0, 0, 64, 0), 64);
		rig_assert_sense(rig, 5, 0x21, 0);
		rig_end(rig);
	}
}

/* The track that can be written to, FFh, of a disc that is closed: 05/24/00, as drives answer wodim when it asks one
 * for the next writable address (people's logs of five drives); of a blank disc it is track 1. */
static void no_track_to_write_to(void **state)
{
	static const struct {
		const char *medium;
		uint8_t close;
	} media[] = { { "cd-r-80", 2 }, { "dvd-r", 2 }, { "dvd+r", 6 }, { "bd-r-25", 6 } };

	(void)state;
	for (size_t i = 0; i < sizeof(media) / sizeof(media[0]); i++) {
		struct drive_rig *rig = rig_ready("burner", media[i].medium);

		rig_in(rig, RIG_CDB(0x52, 1, 0, 0, 0, 0xFF, 0, 0, 28, 0), 28);
		assert_int_equal(rig->data[2], 1);
		step_write(rig, 0, 320);
		step_synchronize(rig);
		step_close(rig, media[i].close, 0);
		rig_run(rig, RIG_CDB(0x52, 1, 0, 0, 0, 0xFF, 0, 0, 28, 0), 28);
		rig_assert_field(rig, true, 2, -1);
		rig_end(rig);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cd_r_blank),
		cmocka_unit_test(cd_r_between_tracks_and_sessions),
		cmocka_unit_test(dvd_plus_r_life),
		cmocka_unit_test(bd_re_life),
		cmocka_unit_test(track_resources),
		cmocka_unit_test(tracks_are_found_in_each_way),
		cmocka_unit_test(first_track_of_unformatted_disc),
		cmocka_unit_test(no_track_to_write_to),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
