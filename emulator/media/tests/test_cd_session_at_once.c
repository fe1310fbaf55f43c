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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_data_session_is_closed_when_it_is_complete),
		cmocka_unit_test(audio_tracks_have_pauses),
		cmocka_unit_test(a_broken_sheet_is_refused_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
