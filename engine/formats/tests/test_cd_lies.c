/* SPDX-License-Identifier: MIT */
/*
 * Audio and raw CDs in the C interface: what is no argument, and drives that report success while the
 * disc says otherwise. Offsets in replies are MMC-6's: READ TRACK INFORMATION 6.26, READ DISC
 * INFORMATION 6.21, READ TOC 6.25, GET CONFIGURATION 5.3.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "burnengine/disc_format_cd.h"
#include "engine/writer/tests/pattern_stream.h"

#define TRACK_BYTES	       (INT64_C(320) * BR_CD_SECTOR_BYTES)
#define GET_CONFIGURATION      0x46
#define READ_TOC	       0x43
#define READ_DISC_INFORMATION  0x51
#define READ_TRACK_INFORMATION 0x52

struct lie { /* some bits of a reply */
	uint8_t operation, at, clear, set;
};

struct liar { /* a transport in front of another that changes a reply */
	struct br_transport base;
	struct br_transport *inner;
	const struct lie *lie; /* or NULL */
};

struct rig {
	struct liar liar;
	struct br_recorder *recorder;
	struct br_format_cd *format;
};

static void execute(struct br_transport *transport, struct br_command *command)
{
	const struct liar *self = (struct liar *)transport;
	const struct lie *lie = self->lie;
	uint8_t *reply = command->data_in;

	br_transport_execute(self->inner, command);
	if (lie && command->cdb[0] == lie->operation && command->result.transferred_bytes > lie->at)
		reply[lie->at] = (uint8_t)((reply[lie->at] & ~lie->clear) | lie->set);
}

static void close_nothing(struct br_transport *transport)
{
	(void)transport;
}

static void rig_open(struct rig *rig, const char *medium)
{
	static const struct br_transport_operations operations = { .execute = execute,
		.close = close_nothing };
	const struct br_in_process_options options = { .medium = medium };

	*rig = (struct rig) { 0 };
	assert_int_equal(br_transport_open_in_process(&options, &rig->liar.inner, NULL, 0), 0);
	rig->liar.base = *rig->liar.inner;
	rig->liar.base.operations = &operations;
	assert_int_equal(br_recorder_create(&rig->liar.base, &rig->recorder).code, BR_OK);
	rig->format = br_format_cd_create(rig->recorder);
	assert_non_null(rig->format);
}

static void rig_close(struct rig *rig)
{
	br_format_cd_release(rig->format);
	br_format_cd_destroy(rig->format);
	br_recorder_destroy(rig->recorder);
	br_transport_close(rig->liar.inner);
}

static enum br_code add(struct rig *rig, int64_t bytes)
{
	struct pattern_stream source = pattern_stream(bytes > 0 ? (uint64_t)bytes : 0);

	return br_format_cd_add_audio_track(rig->format, &source.base, bytes).code;
}

/* ---- arguments --------------------------------------------------------------------------- */

static void only_blank_cds_are_prepared(void **state)
{
	static const struct {
		const char *medium;
		enum br_code expected;
	} cases[] = {
		{ "dvd+r", BR_E_MEDIUM_UNSUPPORTED },
		{ "cd-rom", BR_E_MEDIUM_UNSUPPORTED },
		{ NULL, BR_E_NO_MEDIUM },
		{ "cd-r-80", BR_OK },
	};
	struct rig rig;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		rig_open(&rig, cases[i].medium);
		assert_int_equal(br_format_cd_prepare(rig.format).code, cases[i].expected);
		rig_close(&rig);
	}
	rig_open(&rig, "cd-r-80");
	assert_int_equal(br_format_cd_prepare(rig.format).code, BR_OK);
	assert_int_equal(add(&rig, TRACK_BYTES), BR_OK);
	assert_int_equal(br_format_cd_close(rig.format).code, BR_OK);
	br_format_cd_release(rig.format);
	assert_int_equal(br_format_cd_prepare(rig.format).code, BR_E_MEDIUM_STATE);
	rig_close(&rig);
}

static void tracks_that_are_none(void **state)
{
	static const int64_t wrong[] = { 0, -BR_CD_SECTOR_BYTES, TRACK_BYTES + 1, 1 };
	struct rig rig;

	(void)state;
	rig_open(&rig, "cd-r-80");
	assert_int_equal(add(&rig, TRACK_BYTES), BR_E_ARGUMENT); /* it is not prepared */
	assert_int_equal(br_format_cd_prepare(rig.format).code, BR_OK);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_int_equal(add(&rig, wrong[i]), BR_E_ARGUMENT);
	assert_int_equal(
		add(&rig, INT64_MAX / BR_CD_SECTOR_BYTES * BR_CD_SECTOR_BYTES), BR_E_TOO_LARGE);
	assert_int_equal(add(&rig, INT64_C(360001) * BR_CD_SECTOR_BYTES), BR_E_TOO_LARGE);
	assert_int_equal(br_format_cd_close(rig.format).code, BR_OK); /* without any: nothing */
	assert_int_equal(add(&rig, BR_CD_SECTOR_BYTES), BR_OK);	      /* 4 s all the same */
	assert_int_equal(br_format_cd_state(rig.format)->tracks[0].blocks, 300);
	rig_close(&rig);
}

static void raw_images_that_are_none(void **state)
{
	struct pattern_stream source = pattern_stream(0);
	struct br_cd_raw raw = { BR_CD_RAW_P_W, 0, 100 };
	const struct br_cd_state *cd;
	struct rig rig;

	(void)state;
	assert_int_equal(br_cd_raw_bytes(BR_CD_RAW_PQ), 2368);
	assert_int_equal(br_cd_raw_bytes(BR_CD_RAW_PACKED), 2448);
	assert_int_equal(br_cd_raw_bytes(BR_CD_RAW_P_W), 2448);
	assert_int_equal(br_cd_raw_bytes((enum br_cd_raw_type)0), 0);
	assert_int_equal(br_cd_raw_bytes((enum br_cd_raw_type)4), 0);
	rig_open(&rig, "cd-r-80");
	cd = br_format_cd_state(rig.format);
	assert_int_equal(
		br_format_cd_write_raw(rig.format, &source.base, &raw).code, BR_E_ARGUMENT);
	assert_int_equal(br_format_cd_prepare(rig.format).code, BR_OK);
	for (unsigned i = 0; i < 5; i++) {
		const struct br_cd_raw wrong[] = {
			{ BR_CD_RAW_P_W, cd->lead_in_lba - 1, 100 },
			{ BR_CD_RAW_P_W, -150, 100 }, /* behind the lead-in */
			{ BR_CD_RAW_P_W, cd->lead_in_lba, 0 },
			{ (enum br_cd_raw_type)4, cd->lead_in_lba, 100 },
			{ (enum br_cd_raw_type)0, cd->lead_in_lba, 100 },
		};

		assert_int_equal(br_format_cd_write_raw(rig.format, &source.base, &wrong[i]).code,
			BR_E_ARGUMENT);
	}
	raw.start_lba = cd->lead_in_lba;
	raw.count = INT32_MAX;
	assert_int_equal(
		br_format_cd_write_raw(rig.format, &source.base, &raw).code, BR_E_TOO_LARGE);
	rig_close(&rig);
}

/* ---- one at a time ----------------------------------------------------------------------- */

static unsigned refused;

static void begin_another(
	void *context, struct br_format_cd *format, const struct br_cd_event *event)
{
	struct pattern_stream source = pattern_stream((uint64_t)TRACK_BYTES);
	const struct br_cd_state *cd = br_format_cd_state(format);
	const struct br_cd_raw raw = { BR_CD_RAW_P_W, cd->lead_in_lba, 100 };

	(void)context;
	if (event->action != BR_CD_WRITING)
		return;
	assert_true(br_format_cd_write_in_progress(format));
	assert_int_equal(br_format_cd_add_audio_track(format, &source.base, TRACK_BYTES).code,
		BR_E_IN_PROGRESS);
	assert_int_equal(br_format_cd_write_raw(format, &source.base, &raw).code, BR_E_IN_PROGRESS);
	refused++;
}

static void one_track_at_a_time(void **state)
{
	struct rig rig;

	(void)state;
	rig_open(&rig, "cd-r-80");
	br_format_cd_on_update(rig.format, begin_another, NULL);
	assert_int_equal(br_format_cd_prepare(rig.format).code, BR_OK);
	assert_int_equal(add(&rig, TRACK_BYTES), BR_OK);
	assert_true(refused > 0);
	assert_false(br_format_cd_write_in_progress(rig.format));
	assert_false(br_format_cd_cancel(rig.format));
	rig_close(&rig);
}

/* ---- success that the disc denies -------------------------------------------------------- */

static void a_track_that_is_not_there(void **state)
{
	static const struct lie lies[] = {
		{ READ_TRACK_INFORMATION, 5, 0, 0x20 },	 /* damaged */
		{ READ_TRACK_INFORMATION, 6, 0, 0x40 },	 /* blank */
		{ READ_TRACK_INFORMATION, 10, 0, 0x01 }, /* begins elsewhere */
		{ READ_TRACK_INFORMATION, 26, 0xFF, 0 }, /* is shorter */
	};

	(void)state;
	for (size_t i = 0; i < 2 * sizeof lies / sizeof *lies; i++) {
		const bool verify = i % 2;
		struct rig rig;

		rig_open(&rig, "cd-r-80");
		br_format_cd_set_verify(rig.format, verify);
		assert_int_equal(br_format_cd_prepare(rig.format).code, BR_OK);
		rig.liar.lie = &lies[i / 2];
		assert_int_equal(add(&rig, TRACK_BYTES), verify ? BR_E_VERIFY : BR_E_MEDIUM_STATE);
		assert_int_equal(br_format_cd_state(rig.format)->track_count, 0);
		rig.liar.lie = NULL;
		rig_close(&rig);
	}
}

static void a_session_that_is_not_closed(void **state)
{
	static const struct {
		struct lie lie;
		bool do_not_finalize, verify;
		enum br_code expected;
	} cases[] = {
		{ { READ_DISC_INFORMATION, 2, 0x03, 0x01 }, false, false, BR_E_MEDIUM_STATE },
		{ { READ_DISC_INFORMATION, 2, 0x03, 0x02 }, true, false, BR_E_MEDIUM_STATE },
		{ { READ_TOC, 5, 0, 0x04 }, false, true, BR_E_VERIFY },	 /* a data track */
		{ { READ_TOC, 10, 0, 0x01 }, false, true, BR_E_VERIFY }, /* elsewhere */
		{ { READ_TOC, 18, 0, 0x40 }, false, true, BR_E_VERIFY }, /* the lead-out */
		{ { 0 }, false, true, BR_OK },
		{ { 0 }, true, true, BR_OK },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		enum br_code code;
		struct rig rig;

		rig_open(&rig, "cd-r-80");
		br_format_cd_set_do_not_finalize(rig.format, cases[i].do_not_finalize);
		br_format_cd_set_verify(rig.format, cases[i].verify);
		assert_int_equal(br_format_cd_prepare(rig.format).code, BR_OK);
		assert_int_equal(add(&rig, TRACK_BYTES), BR_OK);
		rig.liar.lie = cases[i].lie.operation ? &cases[i].lie : NULL;
		code = br_format_cd_close(rig.format).code;
		if (code != cases[i].expected)
			fail_msg("case %zu: %s", i, br_code_name(code));
		rig.liar.lie = NULL;
		rig_close(&rig);
	}
}

static void what_the_drive_writes_raw(void **state)
{
	static const struct {
		struct lie lie;
		unsigned types;
	} cases[] = {
		{ { 0 }, 1U << 1 | 1U << 2 | 1U << 3 },
		{ { GET_CONFIGURATION, 12, 0x01, 0 }, 1U << 1 }, /* R-W */
		{ { GET_CONFIGURATION, 12, 0x08, 0 }, 0 },	 /* RAW */
		{ { GET_CONFIGURATION, 9, 0xFF, 0x2F }, 0 },	 /* another feature */
		{ { GET_CONFIGURATION, 11, 0xFF, 0 }, 0 },	 /* without its bytes */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		unsigned types = 99;
		struct rig rig;

		rig_open(&rig, "cd-r-80");
		rig.liar.lie = cases[i].lie.operation ? &cases[i].lie : NULL;
		assert_int_equal(br_format_cd_raw_types(rig.recorder, &types).code, BR_OK);
		assert_int_equal(types, cases[i].types);
		rig_close(&rig);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_blank_cds_are_prepared),
		cmocka_unit_test(tracks_that_are_none),
		cmocka_unit_test(raw_images_that_are_none),
		cmocka_unit_test(one_track_at_a_time),
		cmocka_unit_test(a_track_that_is_not_there),
		cmocka_unit_test(a_session_that_is_not_closed),
		cmocka_unit_test(what_the_drive_writes_raw),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
