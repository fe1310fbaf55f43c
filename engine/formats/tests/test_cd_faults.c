/* SPDX-License-Identifier: MIT */
/*
 * Every command of an audio CD track at once, and of a raw CD, fails in turn with each of a list of
 * failures. It ends, with success only when the disc is there, and
 * leaves a drive that can be used again and a tray that opens.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "burnengine/disc_format_cd.h"
#include "engine/formats/cd_image.h"
#include "engine/formats/tests/failing_transport.h"
#include "engine/writer/tests/pattern_stream.h"

#define TRACK_SECTORS 320
#define TRACK_BYTES   ((int64_t)TRACK_SECTORS * BR_CD_SECTOR_BYTES)
#define LEAD_OUT      6750
#define NS_PER_HOUR   UINT64_C(3600000000000)

struct rig {
	struct failing_transport failing;
	struct br_recorder *recorder;
	struct br_format_cd *format;
	char what[160];
};

static void rig_open(struct rig *rig)
{
	const struct br_in_process_options options = { .medium = "cd-r-80" };
	char problem[200];

	*rig = (struct rig) { 0 };
	if (br_transport_open_in_process(&options, &rig->failing.inner, problem, sizeof problem))
		fail_msg("%s", problem);
	rig->failing.base = *rig->failing.inner;
	rig->failing.base.operations = &failing_transport_operations;
	rig->failing.base.transfer_bytes_max = 65536; /* the more WRITEs, the more can fail */
	assert_int_equal(br_recorder_create(&rig->failing.base, &rig->recorder).code, BR_OK);
	rig->format = br_format_cd_create(rig->recorder);
	assert_non_null(rig->format);
}

static void rig_close(struct rig *rig)
{
	br_format_cd_destroy(rig->format);
	br_recorder_destroy(rig->recorder);
	br_transport_close(rig->failing.inner);
}

/* ---- what is burned ---------------------------------------------------------------------- */

static struct br_outcome burn_audio(struct rig *rig)
{
	struct br_outcome outcome = br_format_cd_prepare(rig->format), closed;

	for (int i = 0; outcome.code == BR_OK && i < 2; i++) {
		struct pattern_stream source = pattern_stream((uint64_t)TRACK_BYTES);

		outcome = br_format_cd_add_audio_track(rig->format, &source.base, TRACK_BYTES);
	}
	if (br_format_cd_state(rig->format)->track_count == 0)
		return outcome;
	closed = br_format_cd_close(rig->format);
	return outcome.code == BR_OK ? closed : outcome;
}

/* One track, its sub-channels as the standard has them: 2352 bytes, 16 of Q and P. */
struct raw_stream {
	struct br_stream base;
	struct cd_image image;
	int32_t lba;
};

static ssize_t read_raw(
	struct br_stream *stream, void *buffer, size_t bytes, const struct br_cancel *cancel)
{
	struct raw_stream *self = (struct raw_stream *)stream;
	uint8_t *out = buffer;
	bool pause;

	(void)cancel;
	for (size_t at = 0; at < bytes; at += BR_CD_SECTOR_BYTES + 16) {
		for (size_t i = 0; i < BR_CD_SECTOR_BYTES + 16; i++)
			out[at + i] = 0;
		cd_image_q(&self->image, self->lba++, out + at + BR_CD_SECTOR_BYTES, &pause);
		out[at + BR_CD_SECTOR_BYTES + 15] = pause ? 0x80 : 0;
	}
	return (ssize_t)bytes;
}

static struct br_outcome burn_raw(struct rig *rig)
{
	struct raw_stream source = { .base = { read_raw },
		.image = { .track_count = 1, .lead_out_lba = TRACK_SECTORS } };
	struct br_outcome outcome = br_format_cd_prepare(rig->format);
	struct br_cd_raw raw = { .type = BR_CD_RAW_PQ };

	if (outcome.code != BR_OK)
		return outcome;
	source.image.tracks[0] =
		(struct cd_image_track) { .number = 1, .pre_gap_lba = -150, .index_count = 1 };
	raw.start_lba = source.lba = br_format_cd_state(rig->format)->lead_in_lba;
	raw.count = TRACK_SECTORS + LEAD_OUT - raw.start_lba;
	return br_format_cd_write_raw(rig->format, &source.base, &raw);
}

/* ---- with faults ------------------------------------------------------------------------- */

typedef struct br_outcome burn_disc(struct rig *rig);

static void assert_ok(const struct rig *rig, struct br_outcome outcome, const char *step)
{
	char text[300];

	if (outcome.code != BR_OK)
		fail_msg("%s: %s: %s", rig->what, step,
			br_outcome_format(&outcome, text, sizeof text));
}

/* A drive that said nothing while the tray was to be unlocked is told once more. */
static void check_after(struct rig *rig, struct br_outcome outcome, bool lasted)
{
	const struct br_wait wait = { .timeout_ms = 600000 };
	struct br_medium medium;

	assert_ok(rig, br_recorder_wait_ready(rig->recorder, &wait), "not ready");
	if (outcome.code == BR_OK) {
		assert_ok(rig, br_recorder_medium(rig->recorder, &medium), "disc");
		if (!medium.finalized)
			fail_msg("%s: told as burned, and is not", rig->what);
	} else if (outcome.code == BR_E_ARGUMENT) {
		fail_msg("%s: the caller is blamed", rig->what);
	}
	if (lasted)
		br_format_cd_release(rig->format);
	assert_ok(rig, br_recorder_eject(rig->recorder), "tray");
}

/* False when the burn has fewer than @at commands. */
static bool burn_with_fault(burn_disc *burn, const struct fault *fault, unsigned at)
{
	struct br_outcome outcome;
	const struct br_clock *clock;
	uint64_t began_ns;
	unsigned commands;
	struct rig rig;

	rig_open(&rig);
	clock = rig.failing.inner->clock;
	rig.failing.fault = fault;
	rig.failing.seen = 0;
	rig.failing.at = at;
	began_ns = clock->now_ns(clock);
	outcome = burn(&rig);
	commands = rig.failing.seen;
	br_format_cd_release(rig.format);
	rig.failing.at = 0;
	snprintf(rig.what, sizeof rig.what, "%s at command %u (%02Xh)", fault->name, at,
		rig.failing.failed_operation);
	if (clock->now_ns(clock) - began_ns > NS_PER_HOUR)
		fail_msg("%s: took more than an hour", rig.what);
	check_after(&rig, outcome, fault->lasts);
	rig_close(&rig);
	return commands >= at;
}

static void every_command_fails(burn_disc *burn)
{
	for (unsigned f = 0; f < failing_fault_count; f++) {
		unsigned at = 1;

		if (failing_faults[f]
				.cancels) /* by another way: test_format_audio.c, test_raw_cd.c */
			continue;
		while (burn_with_fault(burn, &failing_faults[f], at))
			at++;
		assert_true(at > 15); /* a burn has that many at the least */
	}
}

static void audio(void **state)
{
	(void)state;
	every_command_fails(burn_audio);
}

/* Fewer faults would do as well, but the same commands are soon through. */
static void raw(void **state)
{
	(void)state;
	for (unsigned at = 1; at < 40; at++)
		for (unsigned f = 0; f < failing_fault_count; f++)
			if (!failing_faults[f].cancels)
				burn_with_fault(burn_raw, &failing_faults[f], at);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(audio),
		cmocka_unit_test(raw),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
