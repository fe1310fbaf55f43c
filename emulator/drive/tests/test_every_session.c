/* SPDX-License-Identifier: MIT */
/*
 * Every medium definition that has them: sessions that follow each other, CD Extra, a test write that leaves nothing,
 * and blanking (MMC-6 4.2 to 4.4, 6.1, 7.5).
 */
#include <string.h>

#include "burnrig/definition.h"
#include "emulator/drive/tests/medium_steps.h"

enum { CD_R = 0x09, CD_RW = 0x0A, DVD_R = 0x11, DVD_RW = 0x14, DVD_R_DL = 0x15 };
enum { DVD_PLUS_R = 0x1B, DVD_PLUS_R_DL = 0x2B, BD_R = 0x41 };
enum { TEST = 0x10, APPENDABLE = 0xC0 };

/* Mode page 05h: track at once on CD, incremental on DVD-R and -RW; the others do not look at it. */
static void select_write(
	struct drive_rig *rig, unsigned profile, unsigned test, unsigned multi_session)
{
	uint8_t list[60] = { [8] = 0x05, 0x32, 0x41, 0x04, 0x08, 0, [21] = 16, [23] = 150 };

	if (profile >= DVD_R && profile <= DVD_R_DL)
		list[10] = 0x60, list[11] = 0x05, list[13] = 16;
	list[10] |= (uint8_t)test;
	list[11] |= (uint8_t)multi_session;
	rig_out(rig, RIG_CDB(0x55, 0x10, 0, 0, 0, 0, 0, 0, 60, 0), list, sizeof list);
	rig_assert_good(rig);
}

/* READ DISC INFORMATION: disc status 0 blank, 1 appendable, 2 finalized; sessions, the open one too. */
static void assert_disc(struct drive_rig *rig, unsigned status, unsigned sessions)
{
	rig_in(rig, RIG_CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0), 34);
	assert_int_equal(rig->data[2] & 3, status);
	assert_int_equal(rig->data[4], sessions);
}

static uint32_t next_writable(struct drive_rig *rig)
{
	rig_in(rig, RIG_CDB(0x52, 1, 0, 0, 0, 0xFF, 0, 0, 36, 0), 36);
	assert_int_equal(rig->data[7] & 1, 1);
	return (uint32_t)rig->data[12] << 24 | (uint32_t)rig->data[13] << 16 |
	       (uint32_t)rig->data[14] << 8 | rig->data[15];
}

/* What step_write wrote: each block begins with its LBA. */
static void assert_written(struct drive_rig *rig, uint32_t lba, uint32_t blocks)
{
	for (uint32_t at = lba; at < lba + blocks; at += 32) {
		const uint8_t address[4] = { (uint8_t)(at >> 24), (uint8_t)(at >> 16),
			(uint8_t)(at >> 8), (uint8_t)at };

		rig_in(rig,
			RIG_CDB(0x28, 0, address[0], address[1], address[2], address[3], 0, 0, 32,
				0),
			(size_t)32 * 2048);
		for (uint32_t i = 0; i < 32; i++) {
			const uint8_t *block = rig->data + (size_t)i * 2048;

			assert_int_equal((uint32_t)block[0] << 24 | (uint32_t)block[1] << 16 |
						 (uint32_t)block[2] << 8 | block[3],
				at + i);
			assert_int_equal(block[2047], 0x5A);
		}
	}
}

static void write_session(struct drive_rig *rig, uint32_t lba, unsigned function)
{
	step_write(rig, lba, 320);
	step_synchronize(rig);
	step_close(rig, function, 0);
	rig_wait(rig);
}

/* Two sessions, the second from where the drive says, and then no more. A DVD-R DL has one border only
 * (ECMA-382). */
static bool sessions(const char *medium)
{
	struct drive_rig *rig = rig_ready("burner", medium);
	unsigned profile = step_profile(rig);
	bool finalizes = profile == DVD_PLUS_R || profile == DVD_PLUS_R_DL || profile == BD_R;
	bool has_sessions = finalizes || profile == CD_R || profile == CD_RW || profile == DVD_R ||
			    profile == DVD_RW;

	if (has_sessions) {
		if (!finalizes)
			select_write(rig, profile, 0, APPENDABLE);
		write_session(rig, 0, 2);
		assert_disc(rig, 1, 2);
		uint32_t lba = next_writable(rig);
		assert_in_range(lba, 320, 100000);
		if (!finalizes)
			select_write(rig, profile, 0, 0);
		write_session(rig, lba, finalizes ? 6 : 2);
		assert_disc(rig, 2, 2);
		assert_written(rig, 0, 320);
		assert_written(rig, lba, 320);
		rig_run(rig, RIG_CDB(0x2A, 0, 0, 0, 0, 0, 0, 0, 32, 0), (size_t)32 * 2048);
		rig_assert_sense(rig, 7, 0x27, 0x00);
	}
	rig_end(rig);
	return has_sessions;
}

/* Only CD and DVD-R, -RW of one layer have the Test Write bit (7.5.4.4). */
static bool test_write(const char *medium)
{
	struct drive_rig *rig = rig_ready("burner", medium);
	unsigned profile = step_profile(rig);
	bool tests = profile == CD_R || profile == CD_RW || profile == DVD_R || profile == DVD_RW;

	if (tests) {
		select_write(rig, profile, TEST, 0);
		write_session(rig, 0, 2);
		assert_disc(rig, 0, 1);
		select_write(rig, profile, 0, 0);
		write_session(rig, 0, 2);
		assert_disc(rig, 2, 1);
		assert_written(rig, 0, 320);
	}
	rig_end(rig);
	return tests;
}

/* Full, then minimal: a finalized disc is as new, and is written again. A DVD-RW that was blanked minimally is
 * only for a disc at once, so what follows there is a full one. */
static bool blank(const char *medium)
{
	struct drive_rig *rig = rig_ready("burner", medium);
	unsigned profile = step_profile(rig);
	bool blanks = profile == CD_RW || profile == DVD_RW;

	for (unsigned type = 0; blanks && type < 2; type++) {
		select_write(rig, profile, 0, 0);
		write_session(rig, 0, 2);
		assert_disc(rig, 2, 1);
		rig_in(rig, RIG_CDB(0xA1, (uint8_t)type, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0);
		assert_disc(rig, 0, 1);
		rig_run(rig, RIG_CDB(0x28, 0, 0, 0, 0, 0, 0, 0, 1, 0), 2048);
		rig_assert_sense(rig, 5, 0x21, 0x00);
	}
	if (blanks && profile == DVD_RW)
		rig_in(rig, RIG_CDB(0xA1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0);
	if (blanks) {
		select_write(rig, profile, 0, 0);
		write_session(rig, 0, 2);
		assert_written(rig, 0, 320);
	}
	rig_end(rig);
	return blanks;
}

static void audio_track(struct drive_rig *rig)
{
	static uint8_t samples[32 * 2352];

	for (uint8_t i = 0; i < 10; i++) {
		memset(samples, 0x20 + i, sizeof samples);
		rig_out(rig,
			RIG_CDB(0x2A, 0, 0, 0, (uint8_t)(i >> 3), (uint8_t)(i << 5), 0, 0, 32, 0),
			samples, sizeof samples);
		rig_assert_good(rig);
	}
}

/* CD Extra (Blue Book): a session of audio, and one with a track of mode 2, form 1. Between their tracks lie
 * the run-out of two blocks, the first lead-out (6750), the lead-in (4500) and the pre-gap (150). */
static bool cd_extra(const char *medium)
{
	static const uint8_t audio[60] = { [8] = 0x05, 0x32, 0x41, 0xC0, 0, 0, [23] = 150 };
	static const uint8_t data[60] = {
		[8] = 0x05, 0x32, 0x41, 0x04, 0x0A, 0, [16] = 0x20, [23] = 150
	};
	static const uint8_t toc[28] = { 0, 26, 1, 2, 0, 0x10, 1, 0, 0, 0, 0, 0, 0, 0x14, 2, 0, 0,
		0, 0x2D, 0xCA, 0, 0x14, 0xAA, 0, 0, 0, 0x2F, 0x0C };
	static const uint8_t last_session[12] = { 0, 10, 1, 2, 0, 0x14, 2, 0, 0, 0, 0x2D, 0xCA };
	struct drive_rig *rig = rig_ready("burner", medium);
	unsigned profile = step_profile(rig);
	bool is_cd = profile == CD_R || profile == CD_RW;

	if (is_cd) {
		rig_out(rig, RIG_CDB(0x55, 0x10, 0, 0, 0, 0, 0, 0, 60, 0), audio, sizeof audio);
		rig_assert_good(rig);
		audio_track(rig);
		step_synchronize(rig);
		step_close(rig, 2, 0);
		rig_wait(rig);
		assert_int_equal(next_writable(rig), 11722);
		rig_out(rig, RIG_CDB(0x55, 0x10, 0, 0, 0, 0, 0, 0, 60, 0), data, sizeof data);
		rig_assert_good(rig);
		write_session(rig, 11722, 2);
		assert_disc(rig, 2, 2);
		rig_in(rig, RIG_CDB(0x43, 0, 0, 0, 0, 0, 1, 0, 28, 0), 28);
		assert_memory_equal(rig->data, toc, sizeof toc);
		rig_in(rig, RIG_CDB(0x43, 0, 1, 0, 0, 0, 0, 0, 12, 0), 12);
		assert_memory_equal(rig->data, last_session, sizeof last_session);
		assert_written(rig, 11722, 320);
		rig_in(rig, RIG_CDB(0xBE, 0x04, 0, 0, 0, 0x45, 0, 0, 1, 0x10, 0, 0), 2352);
		assert_int_equal(rig->data[0], 0x22);
		assert_int_equal(rig->data[2351], 0x22);
		rig_run(rig, RIG_CDB(0x28, 0, 0, 0, 0, 0x45, 0, 0, 1, 0), 2048);
		rig_assert_sense(rig, 5, 0x64, 0x00);
	}
	rig_end(rig);
	return is_cd;
}

struct counts {
	unsigned sessions, tests, blanks, extras;
};

static void each(void *context, const char *name, const char *path)
{
	struct counts *counts = context;

	(void)path;
	print_message("%s\n", name);
	counts->sessions += sessions(name);
	counts->tests += test_write(name);
	counts->blanks += blank(name);
	counts->extras += cd_extra(name);
}

static void every_medium(void **state)
{
	struct counts counts = { 0 };

	(void)state;
	assert_int_equal(burnrig_definitions_list("media", each, &counts), 0);
	assert_true(counts.sessions >= 22 && counts.tests >= 10);
	assert_true(counts.blanks >= 6 && counts.extras >= 6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_medium),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
