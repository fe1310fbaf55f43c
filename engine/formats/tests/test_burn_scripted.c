/* SPDX-License-Identifier: MIT */
/* Whole burns, command by command, against replies written out from MMC-6. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "burnengine/disc_format_data.h"
#include "engine/transport/tests/scripted.h"
#include "engine/writer/tests/pattern_stream.h"

#define CDB(...)   .cdb = { __VA_ARGS__ }, .cdb_bytes = sizeof((uint8_t[]) { __VA_ARGS__ })
#define IN(bytes)  .data_in = (bytes), .data_in_bytes = sizeof(bytes)
#define OUT(bytes) .data_out = (bytes), .data_out_bytes = sizeof(bytes)

static const uint8_t inquiry[36] = { 0x05, 0x80, 0, 0x32, 31, [8] = 'B', [16] = 'D', [32] = '1' };
static const uint8_t profile_cd_r[8] = { 0, 0, 0, 0x40, 0, 0, 0x00, 0x09 };
static const uint8_t profile_dvd_plus_r[8] = { 0, 0, 0, 0x40, 0, 0, 0x00, 0x1B };
static const uint8_t profile_bd_re[8] = { 0, 0, 0, 0x40, 0, 0, 0x00, 0x43 };
static const uint8_t profile_dvd_rom[8] = { 0, 0, 0, 0x40, 0, 0, 0x00, 0x10 };
static const uint8_t disc_blank[34] = { 0, 32, 0x00, 1, 1, 1, 1 };
static const uint8_t disc_closed[34] = { 0, 32, 0x0E, 1, 1, 1, 1 };
static const uint8_t disc_open[34] = { 0, 32, 0x01, 1, 2, 2, 2 };
static const uint8_t disc_random[34] = { 0, 32, 0x13, 1, 1, 1, 1 };
/* NWA 0 and 5000 free; then NWA 300 more than what was written. */
static const uint8_t track_blank[36] = { 0, 46, 1, 1, 0, 4, 0x4F, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0x13, 0x88, 0, 0, 0, 0, 0, 0, 0x13, 0x88 };
static const uint8_t track_next[36] = { 0, 46, 2, 2, 0, 4, 0x4F, 1, 0, 0, 0x30, 0, 0, 0, 0x30, 0, 0,
	0, 0x10, 0x00, 0, 0, 0, 0, 0, 0, 0x10, 0x00 };
static const uint8_t track_at_once[16] = { 0, 0, 0, 12, 0, 0, 0, 0x09, 0x00, 0x2D, 0x09, 4, 0x47 };
static const uint8_t page_05[8 + 52] = { 0, 58, 0, 0, 0, 0, 0, 0, 0x05, 0x32, 0x00, 0x05, 0x08 };
static const uint8_t page_05_multi[8 + 52] = { 0, 0, 0, 0, 0, 0, 0, 0, 0x05, 0x32, 0x41, 0xC4,
	0x08 };
static const uint8_t speeds_16x[24] = { 0, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0x7D, 0xA8, 0, 0,
	0x0B, 0x06, 0, 0, 0x0B, 0x06 };
static const uint8_t nominal_16x[24] = { 0, 0, 0, 20, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x0B, 0x06, 0,
	5, 0x7D, 0xA8, 0, 0, 0x0B, 0x06 };
#define BLOCK_BYTES UINT64_C(2048)
static uint8_t padded_image[300 * BLOCK_BYTES];

#define INQUIRY                                        \
	{                                              \
		CDB(0x12, 0, 0, 0, 96, 0), IN(inquiry) \
	}
#define READY                            \
	{                                \
		CDB(0x00, 0, 0, 0, 0, 0) \
	}
#define LOCK                             \
	{                                \
		CDB(0x1E, 0, 0, 0, 1, 0) \
	}
#define UNLOCK                           \
	{                                \
		CDB(0x1E, 0, 0, 0, 0, 0) \
	}
#define PROFILE(reply)                                          \
	{                                                       \
		CDB(0x46, 2, 0, 0, 0, 0, 0, 0, 8, 0), IN(reply) \
	}
#define DISC(reply)                                              \
	{                                                        \
		CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0), IN(reply) \
	}
#define TRACK(number, reply)                                          \
	{                                                             \
		CDB(0x52, 1, 0, 0, 0, number, 0, 0, 36, 0), IN(reply) \
	}
#define SPEEDS                                                              \
	{                                                                   \
		CDB(0xAC, 0, 0, 0, 0, 0, 0, 0, 0, 64, 3, 0), IN(speeds_16x) \
	}
#define NOMINAL                                                                 \
	{                                                                       \
		CDB(0xAC, 0x14, 0, 0, 0, 0, 0, 0, 0, 64, 0, 0), IN(nominal_16x) \
	}
#define FLUSH                                        \
	{                                            \
		CDB(0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0) \
	}
#define CLOSE(function, track)                                  \
	{                                                       \
		CDB(0x5B, 1, function, 0, 0, track, 0, 0, 0, 0) \
	}
#define WRITE(lba, blocks, offset)                                           \
	{                                                                    \
		CDB(0x2A, 0, 0, 0, (lba) >> 8, (lba)&0xFF, 0, 0, blocks, 0), \
			.data_out = padded_image + (offset)*BLOCK_BYTES,     \
			.data_out_bytes = (blocks)*BLOCK_BYTES               \
	}

struct rig {
	struct br_transport *transport;
	struct br_recorder *recorder;
	struct br_format_data *format;
};

static struct rig rig_create(const struct scripted_step *steps, size_t count)
{
	struct rig rig = { .transport = scripted_create(steps, count) };

	assert_int_equal(br_recorder_create(rig.transport, &rig.recorder).code, BR_OK);
	rig.format = br_format_data_create(rig.recorder);
	assert_non_null(rig.format);
	return rig;
}

static struct br_outcome burn(struct rig *rig, int64_t bytes)
{
	struct pattern_stream source = pattern_stream((uint64_t)bytes);

	for (size_t i = 0; i < sizeof padded_image; i++)
		padded_image[i] = i < (size_t)bytes ? pattern_byte(i) : 0;
	return br_format_data_write(rig->format, &source.base, bytes);
}

static void rig_destroy(struct rig *rig)
{
	br_format_data_destroy(rig->format);
	br_recorder_destroy(rig->recorder);
	scripted_finish(rig->transport);
}

static void cd_r_track_at_once_left_open(void **state)
{
	const struct scripted_step steps[] = {
		INQUIRY,
		{ CDB(0x00, 0, 0, 0, 0, 0), SCRIPTED_SENSE(6, 0x28, 0) },
		READY,
		LOCK,
		PROFILE(profile_cd_r),
		DISC(disc_blank),
		TRACK(1, track_blank),
		{ CDB(0x46, 2, 0, 0x2D, 0, 0, 0, 1, 8, 0), IN(track_at_once) },
		{ CDB(0x5A, 8, 5, 0, 0, 0, 0, 2, 0, 0), IN(page_05) },
		{ CDB(0x55, 0x10, 0, 0, 0, 0, 0, 0, 60, 0), OUT(page_05_multi) },
		PROFILE(profile_cd_r),
		SPEEDS,
		{ CDB(0xBB, 0, 0xFF, 0xFF, 0x0B, 0x06, 0, 0, 0, 0, 0, 0) },
		PROFILE(profile_cd_r),
		NOMINAL,
		{ CDB(0x54, 1, 0, 0, 0, 0, 0, 0, 0, 0) },
		READY,
		WRITE(0, 32, 0),
		WRITE(32, 32, 32),
		WRITE(64, 32, 64),
		WRITE(96, 32, 96),
		WRITE(128, 32, 128),
		WRITE(160, 32, 160),
		WRITE(192, 32, 192),
		WRITE(224, 32, 224),
		WRITE(256, 32, 256),
		WRITE(288, 12, 288),
		FLUSH,
		CLOSE(1, 1),
		{ CDB(0x00, 0, 0, 0, 0, 0), SCRIPTED_SENSE(2, 0x04, 0x07) },
		READY,
		CLOSE(2, 0),
		READY,
		PROFILE(profile_cd_r),
		DISC(disc_open),
		TRACK(2, track_next),
		UNLOCK,
	};
	struct rig rig = rig_create(steps, sizeof steps / sizeof *steps);

	(void)state;
	/* 2.5 sectors; a CD track has 300 at least. */
	assert_int_equal(burn(&rig, 5120).code, BR_OK);
	rig_destroy(&rig);
}

static void dvd_plus_r_appended_and_finalized(void **state)
{
	static const uint8_t streaming[28] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0x7D, 0xA8, 0, 0, 0x0B,
		0x06, 0, 0, 3, 0xE8, 0, 0, 0x0B, 0x06, 0, 0, 3, 0xE8 };
	const struct scripted_step steps[] = {
		INQUIRY,
		READY,
		LOCK,
		PROFILE(profile_dvd_plus_r),
		DISC(disc_open),
		TRACK(2, track_next),
		PROFILE(profile_dvd_plus_r),
		SPEEDS,
		{ CDB(0xB6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 28, 0), OUT(streaming) },
		PROFILE(profile_dvd_plus_r),
		NOMINAL,
		/* A drive that calibrates by itself. */
		{ CDB(0x54, 1, 0, 0, 0, 0, 0, 0, 0, 0), SCRIPTED_SENSE(5, 0x20, 0) },
		READY,
		WRITE(0x3000, 32, 0),
		FLUSH,
		{ CDB(0x5B, 1, 1, 0, 0, 2, 0, 0, 0, 0), SCRIPTED_SENSE(2, 0x04, 0x08) },
		CLOSE(1, 2),
		READY,
		CLOSE(6, 0),
		READY,
		PROFILE(profile_dvd_plus_r),
		DISC(disc_closed),
		UNLOCK,
	};
	struct rig rig = rig_create(steps, sizeof steps / sizeof *steps);

	(void)state;
	br_format_data_set_force_media_to_be_closed(rig.format, true);
	assert_int_equal(burn(&rig, 17 * BLOCK_BYTES).code, BR_OK); /* padded to 32 */
	assert_int_equal(br_format_data_start_lba(rig.format), 0x3000);
	rig_destroy(&rig);
}

static void unformatted_bd_re_is_formatted_first(void **state)
{
	static const uint8_t unformatted[28] = { 0, 0, 0, 24, 0x00, 0xBA, 0x74, 0x00, 0x01, 0, 8, 0,
		0x00, 0xBA, 0x74, 0x00, 0xC4, 0, 8, 0, 0x00, 0xB4, 0x74, 0x00, 0xC0, 0x00, 0x30,
		0x00 };
	static const uint8_t formatted[12] = { 0, 0, 0, 8, 0x00, 0xB4, 0x74, 0x00, 0x02, 0, 8, 0 };
	static const uint8_t with_spares[12] = { 0, 2, 0, 8, 0x00, 0xB4, 0x74, 0x00, 0xC1, 0x00,
		0x30, 0x00 };
	const struct scripted_step steps[] = {
		INQUIRY,
		READY,
		LOCK,
		PROFILE(profile_bd_re),
		DISC(disc_random),
		{ CDB(0x23, 0, 0, 0, 0, 0, 0, 1, 12, 0), IN(unformatted) },
		{ CDB(0x23, 0, 0, 0, 0, 0, 0, 1, 12, 0), IN(unformatted) },
		PROFILE(profile_bd_re),
		{ CDB(0xAC, 0, 0, 0, 0, 0, 0, 0, 0, 64, 3, 0), SCRIPTED_SENSE(5, 0x24, 0) },
		{ CDB(0x5A, 8, 0x2A, 0, 0, 0, 0, 2, 0, 0), SCRIPTED_SENSE(5, 0x24, 0) },
		PROFILE(profile_bd_re),
		{ CDB(0xAC, 0x14, 0, 0, 0, 0, 0, 0, 0, 64, 0, 0), SCRIPTED_SENSE(5, 0x24, 0) },
		{ CDB(0x04, 0x11, 0, 0, 0, 0), OUT(with_spares) },
		{ CDB(0x00, 0, 0, 0, 0, 0), SCRIPTED_SENSE(2, 0x04, 0x04) },
		READY,
		WRITE(0, 2, 0),
		FLUSH,
		PROFILE(profile_bd_re),
		DISC(disc_random),
		{ CDB(0x23, 0, 0, 0, 0, 0, 0, 1, 12, 0), IN(formatted) },
		UNLOCK,
	};
	struct rig rig = rig_create(steps, sizeof steps / sizeof *steps);

	(void)state;
	assert_int_equal(burn(&rig, 4096).code, BR_OK);
	rig_destroy(&rig);
}

static void what_cannot_be_burned_is_refused_before_any_change(void **state)
{
	/* Track damaged, no NWA. */
	static const uint8_t track_damaged[36] = { 0, 46, 1, 1, 0, 0x24, 0x4F, 0 };
	const struct {
		enum br_code expected;
		int64_t bytes;
		size_t steps;
		struct scripted_step more[4];
	} cases[] = {
		{ BR_E_MEDIUM_UNSUPPORTED, 2048, 3,
			{ PROFILE(profile_dvd_rom), DISC(disc_closed), UNLOCK } },
		{ BR_E_MEDIUM_STATE, 2048, 3,
			{ PROFILE(profile_dvd_plus_r), DISC(disc_closed), UNLOCK } },
		{ BR_E_MEDIUM_STATE, 2048, 4,
			{ PROFILE(profile_cd_r), DISC(disc_open), TRACK(2, track_damaged),
				UNLOCK } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct scripted_step steps[7] = { INQUIRY, READY, LOCK };
		struct rig rig;

		for (size_t m = 0; m < cases[i].steps; m++)
			steps[3 + m] = cases[i].more[m];
		rig = rig_create(steps, 3 + cases[i].steps);
		assert_int_equal(burn(&rig, cases[i].bytes).code, cases[i].expected);
		rig_destroy(&rig);
	}
}

static void one_block_too_many_is_refused(void **state)
{
	const struct scripted_step steps[] = {
		INQUIRY,
		READY,
		LOCK,
		PROFILE(profile_dvd_plus_r),
		DISC(disc_blank),
		TRACK(1, track_blank), /* 5000 free: 312 blocks of 16 and a half */
		PROFILE(profile_dvd_plus_r),
		SPEEDS,
		{ CDB(0xB6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 28, 0), .data_out_bytes = 28 },
		PROFILE(profile_dvd_plus_r),
		NOMINAL,
		UNLOCK,
	};
	struct rig rig = rig_create(steps, sizeof steps / sizeof *steps);
	struct pattern_stream source = pattern_stream(1);

	(void)state;
	assert_int_equal(br_format_data_write(rig.format, &source.base, INT64_C(4993) * 2048).code,
		BR_E_TOO_LARGE);
	/* The steps alone: what the same disc still takes, and what is no amount at all. */
	assert_int_equal(br_format_data_check(rig.format, INT64_C(4992) * 2048).code, BR_OK);
	assert_int_equal(br_format_data_check(rig.format, 0).code, BR_E_ARGUMENT);
	assert_int_equal(br_format_data_check(rig.format, INT64_MAX).code, BR_E_TOO_LARGE);
	rig_destroy(&rig);
}

static void success_that_the_disc_denies_is_a_failure(void **state)
{
	const struct scripted_step steps[] = {
		INQUIRY,
		READY,
		LOCK,
		PROFILE(profile_dvd_plus_r),
		DISC(disc_blank),
		TRACK(1, track_blank),
		PROFILE(profile_dvd_plus_r),
		SPEEDS,
		{ CDB(0xB6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 28, 0), .data_out_bytes = 28 },
		PROFILE(profile_dvd_plus_r),
		NOMINAL,
		{ CDB(0x54, 1, 0, 0, 0, 0, 0, 0, 0, 0) },
		READY,
		WRITE(0, 16, 0),
		FLUSH,
		CLOSE(1, 1),
		READY,
		CLOSE(2, 0),
		READY,
		PROFILE(profile_dvd_plus_r),
		DISC(disc_blank),
		TRACK(1, track_blank),
		UNLOCK,
	};
	struct rig rig = rig_create(steps, sizeof steps / sizeof *steps);

	(void)state;
	assert_int_equal(burn(&rig, 16 * BLOCK_BYTES).code, BR_E_MEDIUM_STATE);
	rig_destroy(&rig);
}

static void steps_out_of_order_are_the_callers_error(void **state)
{
	const struct scripted_step steps[] = { INQUIRY };
	struct rig rig = rig_create(steps, 1);
	struct pattern_stream source = pattern_stream(2048);

	(void)state;
	assert_int_equal(br_format_data_check(rig.format, 2048).code, BR_E_ARGUMENT);
	assert_int_equal(br_format_data_initialise(rig.format).code, BR_E_ARGUMENT);
	assert_int_equal(
		br_format_data_write_stream(rig.format, &source.base, 2048).code, BR_E_ARGUMENT);
	assert_int_equal(br_format_data_finish(rig.format).code, BR_E_ARGUMENT);
	rig_destroy(&rig);
}

static void verification_names_the_first_bad_sector(void **state)
{
	static uint8_t good[65536], bad[4096];
	const struct scripted_step steps[] = {
		INQUIRY,
		READY,
		{ CDB(0x28, 0, 0, 0, 0, 0, 0, 0, 32, 0), SCRIPTED_SENSE(2, 0x04, 0x08) },
		{ CDB(0x28, 0, 0, 0, 0, 0, 0, 0, 32, 0), IN(good) },
		{ CDB(0x28, 0, 0, 0, 0, 32, 0, 0, 2, 0), IN(bad) },
		READY, /* and the source ends before the drive is asked */
		READY,
		{ CDB(0x28, 0, 0, 0, 0, 0, 0, 0, 1, 0), IN(good) },
	};
	struct rig rig = rig_create(steps, sizeof steps / sizeof *steps);
	struct pattern_stream source = pattern_stream(34 * BLOCK_BYTES - 10);
	int32_t lba = -1;

	(void)state;
	pattern_fill(0, good, sizeof good);
	pattern_fill(65536, bad, sizeof bad);
	bad[2048] ^= 1;
	assert_int_equal(
		br_format_data_verify(rig.format, &source.base, 34 * BLOCK_BYTES - 10, &lba).code,
		BR_E_VERIFY);
	assert_int_equal(lba, 33);
	source = pattern_stream(100);
	assert_int_equal(
		br_format_data_verify(rig.format, &source.base, 101, &lba).code, BR_E_SOURCE);
	source = pattern_stream(100);
	assert_int_equal(br_format_data_verify(rig.format, &source.base, 100, &lba).code, BR_OK);
	rig_destroy(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cd_r_track_at_once_left_open),
		cmocka_unit_test(dvd_plus_r_appended_and_finalized),
		cmocka_unit_test(unformatted_bd_re_is_formatted_first),
		cmocka_unit_test(what_cannot_be_burned_is_refused_before_any_change),
		cmocka_unit_test(one_block_too_many_is_refused),
		cmocka_unit_test(success_that_the_disc_denies_is_a_failure),
		cmocka_unit_test(steps_out_of_order_are_the_callers_error),
		cmocka_unit_test(verification_names_the_first_bad_sector),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
