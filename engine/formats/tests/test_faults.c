/* SPDX-License-Identifier: MIT */
/*
 * Every command of a burn fails in turn, once or from then on, with each of a list of failures; the source
 * fails at every read; the burn is cancelled at every command. It ends, with success only when the data
 * is there, and leaves a drive that can be used again and no thread.
 *
 * Not tested here: wrong data in replies (see engine/mmc/tests).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>

#include "burnengine/disc_format_data.h"
#include "burnengine/disc_format_medium.h"
#include "engine/formats/tests/burn_rig.h"
#include "engine/formats/tests/failing_transport.h"
#include "engine/writer/tests/pattern_stream.h"

#define IMAGE_BYTES \
	INT64_C(409600) /* 7 WRITEs; more than the shortest CD track would be padded to */
#define NS_PER_HOUR UINT64_C(3600000000000)

struct job {
	const char *medium;
	int format; /* enum br_format_kind, or one of burn_rig.h */
	bool close, session_at_once;
};

/* ---- a rig with it ----------------------------------------------------------------------- */

struct rig {
	struct failing_transport failing;
	struct br_recorder *recorder;
	struct br_format_data *format;
	const struct job *job;
	char what[160];
};

static void rig_open(struct rig *rig, const struct job *job)
{
	const struct br_in_process_options options = { .medium = job->medium };
	const struct br_format_request request = { .kind = (enum br_format_kind)job->format };
	char problem[200];

	*rig = (struct rig) { .job = job };
	if (br_transport_open_in_process(&options, &rig->failing.inner, problem, sizeof problem))
		fail_msg("%s", problem);
	rig->failing.base = *rig->failing.inner;
	rig->failing.base.operations = &failing_transport_operations;
	rig->failing.base.transfer_bytes_max = 65536; /* the more WRITEs, the more can fail */
	assert_int_equal(br_recorder_create(&rig->failing.base, &rig->recorder).code, BR_OK);
	if (job->format == MOUNT_RAINIER)
		burn_format_mount_rainier(rig->recorder);
	else if (job->format != NOT_FORMATTED)
		assert_int_equal(br_format_medium(rig->recorder, &request).code, BR_OK);
	rig->format = br_format_data_create(rig->recorder);
	assert_non_null(rig->format);
	br_format_data_set_force_media_to_be_closed(rig->format, job->close);
	br_format_data_set_session_at_once(rig->format, job->session_at_once);
	br_format_data_set_cancel(rig->format, &rig->failing.cancel);
}

static void rig_close(struct rig *rig)
{
	br_format_data_destroy(rig->format);
	br_recorder_destroy(rig->recorder);
	br_transport_close(rig->failing.inner);
}

static uint64_t now_ns(const struct rig *rig)
{
	return rig->failing.base.clock->now_ns(rig->failing.base.clock);
}

static void assert_ok(const struct rig *rig, struct br_outcome outcome, const char *step)
{
	char text[300];

	if (outcome.code != BR_OK)
		fail_msg("%s: %s: %s", rig->what, step,
			br_outcome_format(&outcome, text, sizeof text));
}

/* Not the rig's own format: its wish to cancel may still stand. */
static void assert_data_is_there(const struct rig *rig)
{
	struct pattern_stream source = pattern_stream(IMAGE_BYTES);
	struct br_format_data *format = br_format_data_create(rig->recorder);
	int32_t lba;

	assert_non_null(format);
	assert_ok(rig, br_format_data_verify(format, &source.base, IMAGE_BYTES, &lba),
		"told as burned");
	br_format_data_destroy(format);
}

static void check_after(struct rig *rig, struct br_outcome outcome)
{
	const struct br_wait wait = { .timeout_ms = 600000 };
	char text[300];

	assert_ok(rig, br_recorder_wait_ready(rig->recorder, &wait), "not ready");
	if (outcome.code == BR_OK)
		assert_data_is_there(rig);
	if (outcome.code == BR_E_ARGUMENT)
		fail_msg("%s: the caller is blamed: %s", rig->what,
			br_outcome_format(&outcome, text, sizeof text));
	/* A drive that heard nothing any more could not be told to unlock its tray. */
	if (rig->failing.fault && rig->failing.fault->lasts)
		assert_ok(rig, br_recorder_unlock(rig->recorder), "unlock");
	assert_ok(rig, br_recorder_eject(rig->recorder), "tray");
}

/* ---- commands that fail ------------------------------------------------------------------ */

static bool may_end_so(const struct fault *fault, enum br_code code)
{
	if (fault->cancels)
		return code == BR_E_CANCELLED || code == BR_OK;
	/* Who comes too late to hear a failure that lasts has the tray left to unlock, no more. */
	return code != BR_E_CANCELLED && code != BR_E_SOURCE && code != BR_E_TOO_LARGE;
}

/* False when the burn has fewer than @at commands. */
static bool burn_with_fault(const struct job *job, const struct fault *fault, unsigned at)
{
	struct pattern_stream source = pattern_stream(IMAGE_BYTES);
	struct br_outcome outcome;
	uint64_t began_ns;
	unsigned commands;
	struct rig rig;

	rig_open(&rig, job);
	rig.failing.fault = fault;
	rig.failing.seen = 0;
	rig.failing.at = at;
	began_ns = now_ns(&rig);
	outcome = br_format_data_write(rig.format, &source.base, IMAGE_BYTES);
	rig.failing.at = 0;
	commands = rig.failing.seen;
	snprintf(rig.what, sizeof rig.what, "%s%s, %s at command %u (%02Xh)", job->medium,
		job->close ? " closed" : "", fault->name, at, rig.failing.failed_operation);
	if (!may_end_so(fault, outcome.code))
		fail_msg("%s: %s", rig.what, br_code_name(outcome.code));
	if (now_ns(&rig) - began_ns > NS_PER_HOUR)
		fail_msg("%s: took more than an hour", rig.what);
	check_after(&rig, outcome);
	rig_close(&rig);
	return commands >= at;
}

static void every_command_fails(const struct job *job)
{
	for (size_t f = 0; f < failing_fault_count; f++) {
		unsigned at = 1;

		while (burn_with_fault(job, &failing_faults[f], at))
			at++;
		assert_true(at > 15); /* a burn has that many at the least */
	}
}

/* ---- a source that fails ----------------------------------------------------------------- */

static void every_read_fails(const struct job *job)
{
	for (uint64_t bytes = 0; bytes < (uint64_t)IMAGE_BYTES; bytes += 65536) {
		struct pattern_stream source = pattern_stream(bytes + 1);
		struct br_outcome outcome;
		struct rig rig;

		rig_open(&rig, job);
		source.error = -EIO;
		outcome = br_format_data_write(rig.format, &source.base, IMAGE_BYTES);
		snprintf(rig.what, sizeof rig.what, "%s, source failed after %u bytes", job->medium,
			(unsigned)bytes + 1);
		assert_int_equal(outcome.code, BR_E_SOURCE);
		assert_int_equal(outcome.system_error, -EIO);
		check_after(&rig, outcome);
		rig_close(&rig);
	}
}

/* ------------------------------------------------------------------------------------------ */

static void everything_fails(void **state)
{
	const struct job *job = *state;

	every_command_fails(job);
	every_read_fails(job);
}

#define JOB(text, ...)                                          \
	{                                                       \
		.name = (text), .test_func = everything_fails,  \
		.initial_state = &(struct job) { __VA_ARGS__ }, \
	}

int main(void)
{
	/* One for each way of burning; media that differ in size alone are not repeated. */
	const struct CMUnitTest tests[] = {
		JOB("CD-R", "cd-r-80", NOT_FORMATTED, false, false),
		JOB("CD-RW, closed", "cd-rw-80-high-speed", NOT_FORMATTED, true, false),
		JOB("CD-R, session at once", "cd-r-80", NOT_FORMATTED, false, true),
		JOB("CD-RW in packets", "cd-rw-80-high-speed", BR_FORMAT_FULL, false, false),
		JOB("CD-RW, Mount Rainier", "cd-rw-80-high-speed", MOUNT_RAINIER, false, false),
		JOB("DVD-R, incrementally", "dvd-r", NOT_FORMATTED, false, false),
		JOB("DVD-R, at once", "dvd-r", NOT_FORMATTED, true, false),
		JOB("DVD-RW, restricted overwrite", "dvd-rw", BR_FORMAT_QUICK, false, false),
		JOB("DVD-RAM", "dvd-ram", NOT_FORMATTED, true, false),
		JOB("DVD+R, closed", "dvd+r", NOT_FORMATTED, true, false),
		JOB("DVD+RW", "dvd+rw", NOT_FORMATTED, true, false),
		JOB("BD-R", "bd-r-25", NOT_FORMATTED, false, false),
		JOB("BD-R, pseudo-overwrite", "bd-r-25", BR_FORMAT_PSEUDO_OVERWRITE, true, false),
		JOB("BD-R, random recording", "bd-r-25", BR_FORMAT_RANDOM, true, false),
		JOB("BD-RE", "bd-re-25", NOT_FORMATTED, true, false),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
