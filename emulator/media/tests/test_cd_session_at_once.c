/* SPDX-License-Identifier: MIT */
/* CD-R, a session at once: cue sheets as real programs send them, and broken ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "emulator/media/cd_sector.h"
#include "emulator/media/disc_check.h"
#include "emulator/media/tests/media_support.h"

#define CAPACITY 40000

static const struct write_parameters session_at_once = {
	.write_type = 2, .multi_session = 3, .track_mode = 4, .data_block_type = 8
};

/* What libburn sends for one data track of 400 blocks. */
static const uint8_t data_sheet[4 * 8] = {
	0x41, 0x00, 0x00, 0x14, 0x00, 0, 0, 0,	/* lead-in */
	0x41, 0x01, 0x00, 0x10, 0x00, 0, 0, 0,	/* pre-gap, given by the host */
	0x41, 0x01, 0x01, 0x10, 0x00, 0, 2, 0,	/* LBA 0 */
	0x41, 0xAA, 0x01, 0x14, 0x00, 0, 7, 25, /* LBA 400 */
};

/* An audio track of 300 blocks, a pause of 75 that the drive makes, another track of 300. */
static const uint8_t audio_sheet[6 * 8] = {
	0x01, 0x00, 0x00, 0x01, 0x00, 0, 0, 0,	/* lead-in */
	0x01, 0x01, 0x00, 0x00, 0x00, 0, 0, 0,	/* pause of the host */
	0x01, 0x01, 0x01, 0x00, 0x00, 0, 2, 0,	/* LBA 0 */
	0x01, 0x02, 0x00, 0x01, 0x00, 0, 6, 0,	/* LBA 300: the drive's pause */
	0x01, 0x02, 0x01, 0x00, 0x00, 0, 7, 0,	/* LBA 375 */
	0x01, 0xAA, 0x01, 0x01, 0x00, 0, 11, 0, /* LBA 675 */
};

static struct burnrig_disc_track track_at(const struct burnrig_disc *disc, unsigned index)
{
	struct burnrig_disc_track track = { 0 };

	assert_true(burnrig_disc_track_at(disc, index, &track));
	return track;
}

static unsigned send(struct burnrig_disc *disc, const uint8_t *sheet, size_t bytes)
{
	return support_code(disc_send_cue_sheet(disc, sheet, bytes));
}

/* Audio blocks whose bytes tell their LBA. */
static unsigned write_audio(struct burnrig_disc *disc, int32_t lba, uint32_t blocks)
{
	uint8_t *sound = malloc((size_t)blocks * 2352);
	struct iovec list = { .iov_base = sound, .iov_len = (size_t)blocks * 2352 };
	struct write_request request = { .lba = lba,
		.blocks = blocks,
		.data = &list,
		.data_count = 1,
		.parameters = &session_at_once };

	for (uint32_t i = 0; i < blocks; i++)
		memset(sound + (size_t)i * 2352, (uint8_t)(lba + (int32_t)i), 2352);
	unsigned code = support_code(disc_write(disc, &request));
	free(sound);
	return code;
}

static void a_data_session_is_closed_when_it_is_complete(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_CD_R, CAPACITY);
	struct burnrig_disc_summary summary;

	(void)state;
	assert_int_equal(
		support_code(support_write(disc, -150, 1, 1, 0, &session_at_once)), 0x052C00);
	assert_int_equal(send(disc, data_sheet, sizeof data_sheet), 0);
	assert_int_equal(support_code(support_write(disc, 0, 1, 1, 0, &session_at_once)), 0x052102);
	assert_int_equal(support_code(support_write(disc, -150, 150, 25, 1, &session_at_once)), 0);
	assert_int_equal(send(disc, data_sheet, sizeof data_sheet), 0x052C00); /* too late */
	assert_int_equal(support_code(support_write(disc, 0, 399, 32, 1, &session_at_once)), 0);
	assert_int_equal(support_code(disc_flush(disc)), 0); /* there is more to come */
	assert_int_equal(support_code(disc_close_session(disc, 2, &session_at_once)), 0x057203);
	assert_int_equal(
		support_code(support_write(disc, 399, 2, 2, 1, &session_at_once)), 0x052100);
	assert_int_equal(support_code(support_write(disc, 399, 1, 1, 1, &session_at_once)), 0);
	assert_int_equal(support_code(disc_flush(disc)), 0);
	burnrig_disc_summary(disc, &summary);
	assert_int_equal(summary.disc_status, 1);
	assert_int_equal(summary.session_count, 2);
	assert_int_equal(track_at(disc, 0).size_blocks, 400); /* no run-out */
	assert_int_equal(track_at(disc, 1).start_lba, 400 + 11400);
	assert_int_equal(disc_last_lba(disc), 399);
	assert_true(support_check(disc, 0, 400, 1));
	disc_free(disc);
}

static void audio_tracks_have_pauses(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_CD_R, CAPACITY);
	uint8_t sector[CD_SECTOR_STORED_BYTES], q[12];

	(void)state;
	assert_int_equal(send(disc, audio_sheet, sizeof audio_sheet), 0);
	assert_int_equal(disc_write_bytes(disc, -150, 2, &session_at_once), 2 * 2352);
	assert_int_equal(write_audio(disc, -150, 250), 0);
	assert_int_equal(write_audio(disc, 100, 200), 0);
	assert_int_equal(write_audio(disc, 300, 1), 0x052102); /* the drive's own pause */
	assert_int_equal(write_audio(disc, 375, 300), 0);
	assert_int_equal(support_code(disc_flush(disc)), 0);
	assert_int_equal(track_at(disc, 0).size_blocks, 300);
	assert_int_equal(track_at(disc, 1).start_lba, 375);
	assert_int_equal(track_at(disc, 1).size_blocks, 300);
	assert_int_equal(track_at(disc, 1).control, 0);
	assert_int_equal(support_code(disc_read_sector(disc, 299, sector)), 0);
	assert_int_equal(sector[2351], 299 & 0xFF);
	assert_int_equal(support_code(disc_read_sector(disc, 330, sector)), 0);
	assert_int_equal(sector[0], 0);
	cd_subchannel_q(sector + 2352, q);
	assert_memory_equal(q, "\x01\x02\x00\x00\x00\x45\x00\x00\x06\x30", 10);
	assert_int_equal(support_code(disc_read_sector(disc, 674, sector)), 0);
	assert_int_equal(sector[5], 674 & 0xFF);
	disc_free(disc);
}

static void a_broken_sheet_is_refused_whole(void **state)
{
	static const struct {
		unsigned at;
		uint8_t value;
		unsigned field; /* FFFFh: no field pointer                            */
	} cases[] = {
		{ 0 * 8 + 1, 1, 1 },	 /* no lead-in first         */
		{ 1 * 8 + 0, 0x01, 11 }, /* audio with form mode 1   */
		{ 1 * 8 + 1, 2, 9 },	 /* first track is not 1     */
		{ 1 * 8 + 3, 0x40, 11 }, /* with sub-channel         */
		{ 2 * 8 + 3, 0x14, 19 }, /* nothing to be recorded   */
		{ 2 * 8 + 6, 1, 21 },	 /* a pause of a second      */
		{ 2 * 8 + 0, 0x44, 16 }, /* ADR 4                    */
		{ 2 * 8 + 2, 2, 18 },	 /* no index 1               */
		{ 2 * 8 + 2, 0, 18 },	 /* index 0 twice            */
		{ 3 * 8 + 1, 3, 25 },	 /* track 3 behind track 1   */
		{ 3 * 8 + 6, 1, 29 },	 /* goes back                */
		{ 3 * 8 + 6, 5, 29 },	 /* less than four seconds   */
		{ 3 * 8 + 5, 79, 29 },	 /* behind the medium's end */
	};
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_CD_R, CAPACITY);
	uint8_t sheet[sizeof data_sheet];

	(void)state;
	for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		memcpy(sheet, data_sheet, sizeof sheet);
		sheet[cases[i].at] = cases[i].value;
		struct sense sense = disc_send_cue_sheet(disc, sheet, sizeof sheet);

		assert_int_equal(support_code(sense), 0x052600);
		if (cases[i].field != 0xFFFF)
			assert_int_equal(sense.value, cases[i].field);
	}
	assert_int_equal(send(disc, data_sheet, 31), 0x051A00);
	assert_int_equal(send(disc, data_sheet, 24), 0x052600); /* no lead-out */
	assert_int_equal(send(disc, data_sheet, 0), 0x051A00);
	assert_int_equal(
		support_code(support_write(disc, -150, 1, 1, 0, &session_at_once)), 0x052C00);
	disc_free(disc);
}

/* A catalogue number, an ISRC, an index 2, a lead-in of the host; track 2 is XA after audio. */
static const uint8_t full_sheet[12 * 8] = {
	0x02, '1', '2', '3', '4', '5', '6', '7',  /* catalogue number            */
	0x02, '8', '9', '0', '1', '2', '3', 0,	  /* the other half              */
	0x01, 0x00, 0x00, 0x41, 0x00, 0, 0, 0,	  /* lead-in with R to W         */
	0x03, 0x01, 'D', 'E', 'A', 'B', 'C', '0', /* ISRC of track 1             */
	0x03, 0x01, '2', '1', '2', '3', '4', '5', /* the other half              */
	0x01, 0x01, 0x00, 0x00, 0x00, 0, 0, 0,	  /* pause of the host           */
	0x01, 0x01, 0x01, 0x00, 0x00, 0, 2, 0,	  /* LBA 0                       */
	0x01, 0x01, 0x02, 0x00, 0x00, 0, 4, 0,	  /* index 2 at LBA 150          */
	0x41, 0x02, 0x00, 0x24, 0x00, 0, 6, 0,	  /* the drive's pause, LBA 300  */
	0x41, 0x02, 0x01, 0x20, 0x00, 0, 8, 0,	  /* LBA 450, 2336 bytes a block */
	0x41, 0x02, 0x02, 0x20, 0x00, 0, 11, 0,	  /* index 2 at LBA 675          */
	0x41, 0xAA, 0x01, 0x24, 0x00, 0, 12, 0,	  /* LBA 750                     */
};

/* @blocks of @bytes each, all of them @value. */
static unsigned write_blocks(
	struct burnrig_disc *disc, int32_t lba, uint32_t blocks, uint32_t bytes, uint8_t value)
{
	uint8_t *all = malloc((size_t)blocks * bytes);
	struct iovec list = { .iov_base = all, .iov_len = (size_t)blocks * bytes };
	struct write_request request = { .lba = lba,
		.blocks = blocks,
		.data = &list,
		.data_count = 1,
		.parameters = &session_at_once };

	assert_non_null(all);
	memset(all, value, (size_t)blocks * bytes);
	unsigned code = support_code(disc_write(disc, &request));
	free(all);
	return code;
}

static void q_at(struct burnrig_disc *disc, int32_t lba, uint8_t *q)
{
	uint8_t sector[CD_SECTOR_STORED_BYTES];

	assert_int_equal(support_code(disc_read_sector(disc, lba, sector)), 0);
	cd_subchannel_q(sector + 2352, q);
}

static void a_full_sheet_is_recorded(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_CD_R, CAPACITY);
	uint8_t sector[CD_SECTOR_STORED_BYTES], q[12];

	(void)state;
	assert_int_equal(send(disc, full_sheet, sizeof full_sheet), 0);
	assert_int_equal(disc_write_bytes(disc, -1000, 2, &session_at_once), 2 * 96);
	assert_int_equal(disc_write_bytes(disc, 450, 2, &session_at_once), 2 * 2336);
	assert_int_equal(write_blocks(disc, -150, 1, 2352, 0), 0x052102); /* lead-in first */
	assert_int_equal(write_blocks(disc, -11635, 1, 96, 0), 0x052102);
	assert_int_equal(write_blocks(disc, -152, 2, 96, 0x2A), 0);
	assert_int_equal(write_blocks(disc, -150, 450, 2352, 0x11), 0);
	assert_int_equal(write_blocks(disc, 450, 300, 2336, 0), 0);
	assert_int_equal(support_code(disc_flush(disc)), 0);
	assert_int_equal(track_at(disc, 0).size_blocks, 300);
	assert_int_equal(track_at(disc, 1).start_lba, 450);
	assert_int_equal(track_at(disc, 1).control, 4);
	assert_int_equal(track_at(disc, 1).data_mode, 2);
	q_at(disc, 149, q);
	assert_memory_equal(q, "\x01\x01\x01\x00\x01\x74", 6);
	q_at(disc, 150, q);
	assert_memory_equal(q, "\x01\x01\x02\x00\x02\x00", 6);
	q_at(disc, 300, q);
	assert_memory_equal(q, "\x41\x02\x00\x00\x02\x00", 6);
	/* LBA + 45150 = 40 and 80 modulo 100 carry the numbers */
	q_at(disc, 90, q);
	assert_memory_equal(q, "\x02\x12\x34\x56\x78\x90\x12\x30\x00\x15", 10);
	q_at(disc, 130, q);
	assert_memory_equal(q, "\x03\x51\x54\x52\x4C\x02\x12\x34\x50\x55", 10);
	q_at(disc, 530, q); /* track 2 has no ISRC */
	assert_int_equal(q[0], 0x41);
	assert_int_equal(support_code(disc_read_sector(disc, 450, sector)), 0);
	assert_int_equal(cd_sector_layout(sector, true), CD_FORM_1);
	assert_memory_equal(sector + 12, "\x00\x08\x00\x02\0\0\0\0\0\0\0\0", 12);
	disc_free(disc);
}

static void numbers_must_be_whole(void **state)
{
	static const struct {
		unsigned at;
		uint8_t value;
		unsigned field;
	} cases[] = {
		{ 0 * 8 + 3, 'A', 3 },	/* a letter in the catalogue number                    */
		{ 1 * 8 + 6, ' ', 14 }, /* its last digit                                      */
		{ 1 * 8 + 0, 0x01, 0 }, /* no second half                                      */
		{ 3 * 8 + 7, '-', 31 }, /* ISRC                                                */
		{ 4 * 8 + 2, 'X', 34 }, /* a letter among its digits                           */
		{ 4 * 8 + 1, 2, 24 },	/* halves of two tracks                                */
		{ 3 * 8 + 1, 0xAA, 24 },
		{ 2 * 8 + 3, 0x81, 19 },  /* a reserved kind of sub-channel                     */
		{ 5 * 8 + 4, 0x01, 44 },  /* reserved bits of SCMS                              */
		{ 6 * 8 + 7, 75, 55 },	  /* no such frame                                      */
		{ 7 * 8 + 0, 0x21, 56 },  /* copy permitted within a track                      */
		{ 9 * 8 + 3, 0x10, 75 },  /* mode 1 behind a pause of mode 2                    */
		{ 11 * 8 + 3, 0x20, 91 }, /* a lead-out with the host's data                    */
		{ 11 * 8 + 2, 0, 90 },
	};
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_CD_R, CAPACITY);
	uint8_t sheet[sizeof full_sheet];

	(void)state;
	for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		memcpy(sheet, full_sheet, sizeof sheet);
		sheet[cases[i].at] = cases[i].value;
		struct sense sense = disc_send_cue_sheet(disc, sheet, sizeof sheet);

		if (support_code(sense) != 0x052600 || sense.value != cases[i].field)
			fail_msg("case %u: %06x at %u", i, support_code(sense), sense.value);
	}
	disc_free(disc);
}

/* All that the sheet in force asks for, in order, as far as the rules let it. */
static void write_what_it_asks(struct burnrig_disc *disc)
{
	int32_t lba = -152;

	while (lba < CAPACITY) {
		uint32_t bytes = (uint32_t)disc_write_bytes(disc, lba, 1, &session_at_once);

		if (bytes && write_blocks(disc, lba, 1, bytes, 0x33) != 0)
			return;
		lba++;
	}
}

/* Whatever a sheet says, it is refused or what it asks for is recorded as a sound disc. */
static void damaged_sheets_do_no_harm(void **state)
{
	uint64_t random = 1;
	unsigned accepted = 0;

	(void)state;
	for (unsigned turn = 0; turn < 4000; turn++) {
		struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_CD_R, CAPACITY);
		uint8_t sheet[sizeof full_sheet];

		memcpy(sheet, full_sheet, sizeof sheet);
		for (unsigned i = 0; i <= turn % 3; i++) {
			random = random * 6364136223846793005U + 1442695040888963407U;
			sheet[(random >> 33) % sizeof sheet] = (uint8_t)(random >> 48);
		}
		if (send(disc, sheet, sizeof sheet) == 0 && accepted++ % 16 == 0) {
			write_what_it_asks(disc);
			assert_int_equal(support_code(disc_flush(disc)), 0);
			if (disc_fault(disc))
				fail_msg("turn %u: %s", turn, disc_fault(disc));
		}
		disc_free(disc);
	}
	assert_in_range(accepted, 16, 3000);
}

/* A rehearsed session leaves the disc blank and the sheet used up. */
static void a_session_is_rehearsed(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_CD_R, CAPACITY);
	struct write_parameters test = session_at_once;
	struct burnrig_disc_summary summary;

	(void)state;
	test.test_write = true;
	assert_int_equal(send(disc, data_sheet, sizeof data_sheet), 0);
	assert_int_equal(support_code(support_write(disc, -150, 550, 25, 1, &test)), 0);
	assert_int_equal(support_code(disc_flush(disc)), 0);
	burnrig_disc_summary(disc, &summary);
	assert_int_equal(summary.disc_status, 0);
	assert_int_equal(summary.track_count, 1);
	assert_int_equal(support_code(support_write(disc, -150, 1, 1, 1, &test)), 0x052C00);
	disc_free(disc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_data_session_is_closed_when_it_is_complete),
		cmocka_unit_test(audio_tracks_have_pauses),
		cmocka_unit_test(a_broken_sheet_is_refused_whole),
		cmocka_unit_test(a_full_sheet_is_recorded),
		cmocka_unit_test(numbers_must_be_whole),
		cmocka_unit_test(a_session_is_rehearsed),
		cmocka_unit_test(damaged_sheets_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
