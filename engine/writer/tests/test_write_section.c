/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

#include "burnengine/hresult.h"
#include "burnengine/write_engine.h"
#include "engine/transport/tests/scripted.h"
#include "engine/writer/tests/pattern_stream.h"

#define CDB(...)    .cdb = { __VA_ARGS__ }, .cdb_bytes = sizeof((uint8_t[]) { __VA_ARGS__ })
#define BLOCK_BYTES UINT64_C(2048)
#define FULL_BYTES  UINT64_C(65536) /* 32 sectors: one WRITE */

static const uint8_t inquiry_reply[36] = { 0x05, 0x80, 0, 0x32,
	31, [8] = 'B', [16] = 'D', [32] = '1' };
static uint8_t data[4 * FULL_BYTES];

#define INQUIRY                                                                  \
	{                                                                        \
		CDB(0x12, 0, 0, 0, 96, 0), .data_in = inquiry_reply,             \
					   .data_in_bytes = sizeof inquiry_reply \
	}
#define WRITE_10(lba_high, lba_low, blocks, offset)             \
	CDB(0x2A, 0, 0, 0, lba_high, lba_low, 0, 0, blocks, 0), \
		.data_out = data + (offset), .data_out_bytes = (blocks)*BLOCK_BYTES

struct rig {
	struct br_transport *transport;
	struct br_recorder *recorder;
	struct br_write_engine *engine;
};

static struct rig rig_create(const struct scripted_step *steps, size_t count)
{
	struct rig rig = { .transport = scripted_create(steps, count) };

	assert_int_equal(br_recorder_create(rig.transport, &rig.recorder).code, BR_OK);
	rig.engine = br_write_engine_create(rig.recorder);
	assert_non_null(rig.engine);
	assert_int_equal(br_write_engine_set_bytes_per_sector(rig.engine, 2048).code, BR_OK);
	pattern_fill(0, data, sizeof data);
	return rig;
}

static void rig_destroy(struct rig *rig)
{
	br_write_engine_destroy(rig->engine);
	br_recorder_destroy(rig->recorder);
	scripted_finish(rig->transport);
}

static void defaults_and_arguments(void **state)
{
	const struct scripted_step steps[] = { INQUIRY };
	struct rig rig = rig_create(steps, 1);
	struct pattern_stream source = pattern_stream(2048);
	struct br_write_engine *fresh = br_write_engine_create(rig.recorder);

	(void)state;
	assert_int_equal(br_write_engine_bytes_per_sector(fresh), -1);
	assert_int_equal(br_write_engine_starting_sectors_per_second(fresh), -1);
	assert_int_equal(br_write_engine_ending_sectors_per_second(fresh), -1);
	assert_false(br_write_engine_use_streaming_write12(fresh));
	assert_false(br_write_engine_write_in_progress(fresh));
	assert_false(br_write_engine_cancel(fresh));
	assert_int_equal(br_write_engine_write_section(fresh, &source.base, 0, 1).code,
		BR_E_ARGUMENT); /* sector size not set */
	assert_int_equal(br_write_engine_set_bytes_per_sector(fresh, 0).code, BR_E_ARGUMENT);
	assert_int_equal(br_write_engine_set_bytes_per_sector(fresh, 65537).code, BR_E_ARGUMENT);
	assert_int_equal(
		br_write_engine_set_starting_sectors_per_second(fresh, 0).code, BR_E_ARGUMENT);
	assert_int_equal(
		br_write_engine_set_ending_sectors_per_second(fresh, -2).code, BR_E_ARGUMENT);
	assert_int_equal(
		br_write_engine_write_section(rig.engine, &source.base, 0, 0).code, BR_E_ARGUMENT);
	assert_int_equal(br_write_engine_write_section(rig.engine, &source.base, INT32_MAX, 1).code,
		BR_E_ARGUMENT);
	br_write_engine_destroy(fresh);
	rig_destroy(&rig);
}

static void sectors_go_out_in_order_whatever_the_source_gives_at_once(void **state)
{
	const struct scripted_step steps[] = {
		INQUIRY,
		{ WRITE_10(0, 100, 32, 0) },
		{ WRITE_10(0, 132, 32, FULL_BYTES) },
		{ WRITE_10(0, 164, 5, 2 * FULL_BYTES) },
	};
	struct rig rig = rig_create(steps, 4);
	struct pattern_stream source = pattern_stream(69 * BLOCK_BYTES + 1000);

	(void)state;
	source.piece_bytes = 777;
	assert_int_equal(
		br_write_engine_write_section(rig.engine, &source.base, 100, 69).code, BR_OK);
	assert_int_equal(source.at_bytes, 69 * BLOCK_BYTES); /* and not a byte more was taken */
	rig_destroy(&rig);
}

#define GET_STREAMING_FEATURE CDB(0x46, 2, 0x01, 0x07, 0, 0, 0, 1, 0x08, 0)
/* Feature 0107h, version 4, current: SW and WSPD. */
static const uint8_t streaming_feature[16] = { 0, 0, 0, 12, 0, 0, 0, 0x43, 0x01, 0x07, 0x11, 4,
	0x03 };
/* The same without SW; and a drive that has no such feature: the header alone. */
static const uint8_t no_stream_writing[16] = { 0, 0, 0, 12, 0, 0, 0, 0x43, 0x01, 0x07, 0x11, 4,
	0x02 };
static const uint8_t no_feature[8] = { 0, 0, 0, 4, 0, 0, 0, 0x43 };

static void write_12_only_where_the_drive_has_it(void **state)
{
	const struct scripted_step steps[] = {
		INQUIRY,
		{ GET_STREAMING_FEATURE, .data_in = no_stream_writing, .data_in_bytes = 16 },
		{ GET_STREAMING_FEATURE, .data_in = no_feature, .data_in_bytes = 8 },
	};
	struct rig rig = rig_create(steps, 3);
	struct br_outcome outcome = br_write_engine_set_use_streaming_write12(rig.engine, true);

	(void)state;
	assert_int_equal(outcome.code, BR_E_NOT_SUPPORTED);
	assert_int_equal(br_outcome_hresult(&outcome), (int32_t)0x80004001);
	assert_int_equal(br_write_engine_set_use_streaming_write12(rig.engine, true).code,
		BR_E_NOT_SUPPORTED);
	assert_false(br_write_engine_use_streaming_write12(rig.engine));
	assert_int_equal(br_write_engine_set_use_streaming_write12(rig.engine, false).code, BR_OK);
	rig_destroy(&rig);
}

static void negative_addresses_and_write_12(void **state)
{
	const struct scripted_step steps[] = {
		INQUIRY,
		{ GET_STREAMING_FEATURE, .data_in = streaming_feature,
			.data_in_bytes = sizeof streaming_feature },
		{ CDB(0xAA, 0, 0xFF, 0xFF, 0xFF, 0x6A, 0, 0, 0, 2, 0x80, 0), .data_out = data,
			.data_out_bytes = 4096 },
	};
	struct rig rig = rig_create(steps, 3);
	struct pattern_stream source = pattern_stream(4096);

	(void)state;
	assert_int_equal(br_write_engine_set_use_streaming_write12(rig.engine, true).code, BR_OK);
	assert_int_equal(
		br_write_engine_write_section(rig.engine, &source.base, -150, 2).code, BR_OK);
	rig_destroy(&rig);
}

static void busy_drive_is_asked_again_with_the_same_write(void **state)
{
	const struct scripted_step steps[] = {
		INQUIRY,
		{ WRITE_10(0, 0, 32, 0) },
		{ WRITE_10(0, 32, 1, FULL_BYTES), SCRIPTED_SENSE(2, 0x04, 0x08) },
		{ WRITE_10(0, 32, 1, FULL_BYTES), SCRIPTED_SENSE(2, 0x04, 0x07) },
		{ WRITE_10(0, 32, 1, FULL_BYTES), .status = 0x08 },
		{ WRITE_10(0, 32, 1, FULL_BYTES), SCRIPTED_SENSE(2, 0x04, 0x01) },
		{ WRITE_10(0, 32, 1, FULL_BYTES), SCRIPTED_SENSE(1, 0x0C, 0x01) },
	};
	struct rig rig = rig_create(steps, 7);
	struct pattern_stream source = pattern_stream(33 * BLOCK_BYTES);

	(void)state;
	assert_int_equal(
		br_write_engine_write_section(rig.engine, &source.base, 0, 33).code, BR_OK);
	assert_true(rig.transport->clock->now_ns(rig.transport->clock) > 0); /* it waited */
	rig_destroy(&rig);
}

static void patience_has_an_end(void **state)
{
	enum { WRITES = 2 };
	struct scripted_step steps[1 + WRITES] = { INQUIRY };
	struct rig rig;
	struct pattern_stream source = pattern_stream(2048);
	struct br_outcome outcome;

	(void)state;
	for (int i = 1; i <= WRITES; i++)
		steps[i] = (struct scripted_step) {
			WRITE_10(0, 0, 1, 0),
			SCRIPTED_SENSE(2, 0x04, 0x08),
			.delay_ns = UINT64_C(60000000000),
		};
	rig = rig_create(steps, 1 + WRITES);
	outcome = br_write_engine_write_section(rig.engine, &source.base, 0, 1);
	assert_int_equal(outcome.code, BR_E_TIMEOUT);
	assert_int_equal(outcome.sense.qualifier, 0x08);
	rig_destroy(&rig);
}

static void what_must_not_be_repeated_is_not(void **state)
{
	static const uint8_t senses[][3] = { { 3, 0x0C, 0x00 }, { 3, 0x0C, 0x09 },
		{ 5, 0x21, 0x02 }, { 6, 0x28, 0x00 }, { 2, 0x04, 0x03 } };

	(void)state;
	for (size_t i = 0; i < sizeof senses / sizeof *senses; i++) {
		const struct scripted_step steps[] = {
			INQUIRY,
			{ WRITE_10(0, 0, 1, 0),
				SCRIPTED_SENSE(senses[i][0], senses[i][1], senses[i][2]) },
		};
		struct rig rig = rig_create(steps, 2);
		struct pattern_stream source = pattern_stream(2048);
		struct br_outcome outcome =
			br_write_engine_write_section(rig.engine, &source.base, 0, 1);

		assert_int_equal(outcome.code, BR_E_DEVICE);
		assert_int_equal(outcome.operation, 0x2A);
		assert_int_equal(outcome.sense.code, senses[i][1]);
		rig_destroy(&rig);
	}
}

static void vanished_drive_ends_it(void **state)
{
	const struct scripted_step steps[] = {
		INQUIRY,
		{ WRITE_10(0, 0, 32, 0), .transport = -ENODEV },
	};
	struct rig rig = rig_create(steps, 2);
	struct pattern_stream source = pattern_stream(UINT64_C(1) << 30);
	struct br_outcome outcome =
		br_write_engine_write_section(rig.engine, &source.base, 0, 1 << 19);

	(void)state;
	assert_int_equal(outcome.code, BR_E_TRANSPORT);
	assert_int_equal(outcome.system_error, -ENODEV);
	rig_destroy(&rig);
}

static void source_that_ends_or_fails(void **state)
{
	static const struct {
		int error, expected;
	} cases[] = { { 0, -ENODATA }, { -EIO, -EIO } };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		const struct scripted_step steps[] = { INQUIRY, { WRITE_10(0, 0, 32, 0) } };
		struct rig rig = rig_create(steps, 2);
		struct pattern_stream source = pattern_stream(40 * BLOCK_BYTES);
		struct br_outcome outcome;

		source.error = cases[i].error;
		outcome = br_write_engine_write_section(rig.engine, &source.base, 0, 64);
		assert_int_equal(outcome.code, BR_E_SOURCE);
		assert_int_equal(outcome.system_error, cases[i].expected);
		rig_destroy(&rig);
	}
}

struct events {
	unsigned count;
	unsigned cancel_at; /* the count of the event in which to cancel; 0: never */
	bool in_progress;
	struct br_write_progress first, last;
};

static void note_event(
	void *context, struct br_write_engine *engine, const struct br_write_progress *progress)
{
	struct events *events = context;

	if (events->count++ == 0)
		events->first = *progress;
	events->last = *progress;
	events->in_progress = br_write_engine_write_in_progress(engine);
	assert_int_equal(progress->used_system_buffer + progress->free_system_buffer,
		progress->total_system_buffer);
	assert_true(progress->last_written_lba <= progress->last_read_lba);
	if (events->count == events->cancel_at)
		assert_true(br_write_engine_cancel(engine));
}

static void events_before_every_half_second_and_after(void **state)
{
	/* A buffer of 1 MiB; 512 KiB used, then 64 KiB. */
	static const uint8_t buffer_1[12] = { 0, 10, 0, 0, 0, 0x10, 0, 0, 0, 0x0F, 0, 0 };
	static const uint8_t buffer_2[12] = { 0, 10, 0, 0, 0, 0x10, 0, 0, 0, 0x10, 0, 0 };
	const struct scripted_step steps[] = {
		INQUIRY,
		{ WRITE_10(0, 0, 32, 0), .delay_ns = 300000000 },
		{ WRITE_10(0, 32, 32, FULL_BYTES), .delay_ns = 300000000 },
		{ CDB(0x5C, 0, 0, 0, 0, 0, 0, 0, 12, 0), .data_in = buffer_1, .data_in_bytes = 12 },
		{ WRITE_10(0, 64, 32, 2 * FULL_BYTES), .delay_ns = 390000000 },
		{ CDB(0x5C, 0, 0, 0, 0, 0, 0, 0, 12, 0), .data_in = buffer_2, .data_in_bytes = 12 },
	};
	struct rig rig = rig_create(steps, 6);
	struct pattern_stream source = pattern_stream(96 * BLOCK_BYTES);
	struct events events = { 0 };

	(void)state;
	br_write_engine_on_update(rig.engine, note_event, &events);
	assert_int_equal(
		br_write_engine_write_section(rig.engine, &source.base, 0, 96).code, BR_OK);
	assert_int_equal(events.count, 3);
	assert_true(events.in_progress);
	assert_false(br_write_engine_write_in_progress(rig.engine));
	assert_int_equal(events.first.start_lba, 0);
	assert_int_equal(events.first.sector_count, 96);
	assert_int_equal(events.first.last_written_lba, -1);
	assert_int_equal(events.first.elapsed_ns, 0);
	assert_int_equal(events.last.last_written_lba, 95);
	assert_int_equal(events.last.last_read_lba, 95);
	assert_int_equal(events.last.last_recorded_lba, 95);
	assert_int_equal(events.last.elapsed_ns, 990000000);
	assert_int_equal(events.last.device_buffer_bytes, 0x100000);
	assert_int_equal(events.last.device_buffer_used_bytes, 0);
	/* From 32 recorded sectors to 96 in 0.39 s. */
	assert_int_equal(events.last.sectors_per_second, 164);
	rig_destroy(&rig);
}

static void drive_without_buffer_capacity_is_asked_once(void **state)
{
	const struct scripted_step steps[] = {
		INQUIRY,
		{ WRITE_10(0, 0, 32, 0), .delay_ns = 600000000 },
		{ CDB(0x5C, 0, 0, 0, 0, 0, 0, 0, 12, 0), SCRIPTED_SENSE(5, 0x20, 0) },
		{ WRITE_10(0, 32, 32, FULL_BYTES), .delay_ns = 600000000 },
	};
	struct rig rig = rig_create(steps, 4);
	struct pattern_stream source = pattern_stream(64 * BLOCK_BYTES);
	struct events events = { 0 };

	(void)state;
	br_write_engine_on_update(rig.engine, note_event, &events);
	assert_int_equal(
		br_write_engine_write_section(rig.engine, &source.base, 0, 64).code, BR_OK);
	assert_false(events.last.device_buffer_valid);
	assert_int_equal(events.last.last_recorded_lba, 63);
	rig_destroy(&rig);
}

static void cancel_in_the_event_ends_after_the_write_under_way(void **state)
{
	static const uint8_t buffer[12] = { 0, 10, 0, 0, 0, 0x10, 0, 0, 0, 0x10, 0, 0 };
	const struct scripted_step steps[] = {
		INQUIRY,
		{ WRITE_10(0, 0, 32, 0), .delay_ns = 600000000 },
		{ CDB(0x5C, 0, 0, 0, 0, 0, 0, 0, 12, 0), .data_in = buffer, .data_in_bytes = 12 },
		{ CDB(0x5C, 0, 0, 0, 0, 0, 0, 0, 12, 0), .data_in = buffer, .data_in_bytes = 12 },
	};
	struct rig rig = rig_create(steps, 4);
	struct pattern_stream source = pattern_stream(UINT64_C(1) << 30);
	struct events events = { .cancel_at = 2 };

	(void)state;
	br_write_engine_on_update(rig.engine, note_event, &events);
	assert_int_equal(br_write_engine_write_section(rig.engine, &source.base, 0, 1 << 19).code,
		BR_E_CANCELLED);
	assert_int_equal(events.count, 3);
	assert_int_equal(events.last.last_written_lba, 31);
	rig_destroy(&rig);
}

static void cancel_wins_over_a_source_that_hangs(void **state)
{
	const struct scripted_step steps[] = { INQUIRY };
	struct rig rig = rig_create(steps, 1);
	struct pattern_stream source = pattern_stream(0);
	struct br_cancel cancel = { 0 };

	(void)state;
	source.stuck = true;
	br_cancel_request(&cancel);
	br_write_engine_set_cancel(rig.engine, &cancel);
	assert_int_equal(
		br_write_engine_write_section(rig.engine, &source.base, 0, 1).code, BR_E_CANCELLED);
	rig_destroy(&rig);
}

static void flush_is_repeated_while_the_drive_works(void **state)
{
	const struct scripted_step steps[] = {
		INQUIRY,
		{ CDB(0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0), SCRIPTED_SENSE(2, 0x04, 0x08) },
		{ CDB(0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0) },
		{ CDB(0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0), SCRIPTED_SENSE(3, 0x0C, 0x00) },
	};
	struct rig rig = rig_create(steps, 4);

	(void)state;
	assert_int_equal(br_write_engine_flush(rig.engine).code, BR_OK);
	assert_int_equal(br_write_engine_flush(rig.engine).code, BR_E_DEVICE);
	rig_destroy(&rig);
}

/* From 160 to 480 sectors a second over 64: half way it is 320, so 32 sectors are waited 0.1 s for. */
static void ramp_shapes_the_waits_and_the_estimate(void **state)
{
	const struct scripted_step steps[] = {
		INQUIRY,
		{ WRITE_10(0, 0, 32, 0), .delay_ns = 100000000 },
		{ WRITE_10(0, 32, 32, FULL_BYTES), SCRIPTED_SENSE(2, 0x04, 0x08) },
		{ WRITE_10(0, 32, 32, FULL_BYTES), SCRIPTED_SENSE(5, 0x21, 0x02) },
		{ CDB(0x5C, 0, 0, 0, 0, 0, 0, 0, 12, 0), SCRIPTED_SENSE(5, 0x20, 0) },
	};
	struct rig rig = rig_create(steps, 5);
	struct pattern_stream source = pattern_stream(64 * BLOCK_BYTES);
	struct events events = { 0 };
	struct br_outcome outcome;

	(void)state;
	br_write_engine_set_starting_sectors_per_second(rig.engine, 160);
	br_write_engine_set_ending_sectors_per_second(rig.engine, 480);
	assert_int_equal(br_write_engine_starting_sectors_per_second(rig.engine), 160);
	assert_int_equal(br_write_engine_ending_sectors_per_second(rig.engine), 480);
	br_write_engine_on_update(rig.engine, note_event, &events);
	outcome = br_write_engine_write_section(rig.engine, &source.base, 0, 64);
	assert_int_equal(outcome.code, BR_E_DEVICE);
	/* 100 ms for the first WRITE, 32 sectors at 320 a second for the wait. */
	assert_int_equal(rig.transport->clock->now_ns(rig.transport->clock), 200000000);
	/* 64/(480-160) * ln(480/160) s = 219.7 ms for all, at the first event. */
	assert_true(events.first.remaining_valid);
	assert_in_range(events.first.remaining_ns, 218600000, 220800000);
	rig_destroy(&rig);
}

static void look_ahead_is_two_seconds_of_the_faster_rate(void **state)
{
	static const struct {
		int32_t start, end, bytes;
	} cases[] = {
		{ -1, -1, 16777216 },	      /* unknown: 16 MiB */
		{ 320, 160, 1310720 },	      /* 2 * 320 * 2048, a multiple of a WRITE */
		{ 16, 16, 262144 },	      /* not less than four WRITEs */
		{ 100000, 200000, 67108864 }, /* not more than 64 MiB */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct scripted_step steps[] = {
			INQUIRY,
			{ WRITE_10(0, 0, 1, 0), SCRIPTED_SENSE(5, 0x21, 0x02) },
		};
		struct rig rig = rig_create(steps, 2);
		struct pattern_stream source = pattern_stream(2048);
		struct events events = { 0 };

		br_write_engine_set_starting_sectors_per_second(rig.engine, cases[i].start);
		br_write_engine_set_ending_sectors_per_second(rig.engine, cases[i].end);
		br_write_engine_on_update(rig.engine, note_event, &events);
		br_write_engine_write_section(rig.engine, &source.base, 0, 1);
		assert_int_equal(events.first.total_system_buffer, cases[i].bytes);
		assert_int_equal(events.first.used_system_buffer, 0);
		rig_destroy(&rig);
	}
}

static void engine_without_recorder(void **state)
{
	struct br_write_engine *engine = br_write_engine_create(NULL);
	struct pattern_stream source = pattern_stream(2048);
	struct br_outcome outcome;

	(void)state;
	assert_null(br_write_engine_recorder(engine));
	assert_int_equal(br_write_engine_set_bytes_per_sector(engine, 2448).code, BR_OK);
	assert_int_equal(br_write_engine_bytes_per_sector(engine), 2448);
	outcome = br_write_engine_write_section(engine, &source.base, 0, 1);
	assert_int_equal(br_outcome_hresult(&outcome), (int32_t)0xC0AA0003);
	assert_int_equal(br_write_engine_flush(engine).code, BR_E_NO_RECORDER);
	assert_int_equal(
		br_write_engine_set_use_streaming_write12(engine, true).code, BR_E_NO_RECORDER);
	assert_int_equal(source.at_bytes, 0);
	br_write_engine_destroy(engine);
}

static void failure_can_be_asked_for(void **state)
{
	const struct scripted_step steps[] = {
		INQUIRY,
		{ WRITE_10(0, 7, 1, 0), SCRIPTED_SENSE(3, 0x0C, 0x09) },
	};
	static const uint8_t cdb[10] = { 0x2A, 0, 0, 0, 0, 7, 0, 0, 1, 0 };
	struct rig rig = rig_create(steps, 2);
	struct pattern_stream source = pattern_stream(2048);
	const struct br_outcome *last = br_write_engine_last_failure(rig.engine);

	(void)state;
	assert_int_equal(last->code, BR_OK);
	br_write_engine_write_section(rig.engine, &source.base, 7, 1);
	last = br_write_engine_last_failure(rig.engine);
	assert_int_equal(br_outcome_hresult(last), (int32_t)0xC0AA0300);
	assert_int_equal(last->cdb_bytes, 10);
	assert_memory_equal(last->cdb, cdb, 10);
	assert_int_equal(last->sense_data_bytes, 18);
	assert_int_equal(last->sense_data[2], 3);
	assert_int_equal(last->sense_data[12], 0x0C);
	assert_int_equal(last->sense_data[13], 0x09);
	rig_destroy(&rig);
}

static void what_is_left_in_the_stream_is_the_next_section(void **state)
{
	const struct scripted_step steps[] = {
		INQUIRY,
		{ WRITE_10(0, 0, 3, 0) },
		{ WRITE_10(0, 100, 2, 3 * BLOCK_BYTES) },
	};
	struct rig rig = rig_create(steps, 3);
	struct pattern_stream source = pattern_stream(9 * BLOCK_BYTES);

	(void)state;
	assert_int_equal(br_write_engine_write_section(rig.engine, &source.base, 0, 3).code, BR_OK);
	assert_int_equal(
		br_write_engine_write_section(rig.engine, &source.base, 100, 2).code, BR_OK);
	assert_int_equal(source.at_bytes, 5 * BLOCK_BYTES);
	rig_destroy(&rig);
}

struct moments {
	unsigned count;
	uint64_t elapsed_ns[8];
};

static void note_moment(
	void *context, struct br_write_engine *engine, const struct br_write_progress *progress)
{
	struct moments *moments = context;

	(void)engine;
	assert_true(moments->count < 8);
	moments->elapsed_ns[moments->count++] = progress->elapsed_ns;
}

/* WRITEs of 0.3 s: an event is late by what one of them takes, and the next is not later for it. */
static void events_keep_step_with_the_clock(void **state)
{
	static const uint64_t expected_ms[] = { 0, 600, 1200, 1500, 1800 };
	struct scripted_step steps[8] = { INQUIRY };
	struct moments moments = { 0 };
	struct pattern_stream source = pattern_stream(6 * FULL_BYTES);
	struct rig rig;

	(void)state;
	for (uint8_t i = 0, at = 1; i < 6; i++, at++) {
		steps[at] = (struct scripted_step) { CDB(0x2A, 0, 0, 0, 0, (uint8_t)(i * 32), 0, 0,
							     32, 0),
			.data_out_bytes = FULL_BYTES, .delay_ns = 300000000 };
		if (i == 1) /* asked at the first event with sectors written, and refused */
			steps[++at] =
				(struct scripted_step) { CDB(0x5C, 0, 0, 0, 0, 0, 0, 0, 12, 0),
					SCRIPTED_SENSE(5, 0x20, 0) };
	}
	rig = rig_create(steps, 8);
	br_write_engine_on_update(rig.engine, note_moment, &moments);
	assert_int_equal(
		br_write_engine_write_section(rig.engine, &source.base, 0, 192).code, BR_OK);
	for (unsigned i = 0; i < 5; i++)
		assert_int_equal(moments.elapsed_ns[i], expected_ms[i] * 1000000);
	rig_destroy(&rig);
}

/* ---- a machine that has no thread left --------------------------------------------------- */

static bool no_threads;

int __real_pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
	void *(*run)(void *context), void *context);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
	void *(*run)(void *context), void *context);

int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
	void *(*run)(void *context), void *context)
{
	return no_threads ? EAGAIN : __real_pthread_create(thread, attributes, run, context);
}

/* Nothing is read or written, and the section has its first and its last event all the same. */
static void without_a_thread_for_the_source_there_is_no_section(void **state)
{
	const struct scripted_step steps[] = { INQUIRY, { WRITE_10(0, 0, 1, 0) } };
	struct rig rig = rig_create(steps, 2);
	struct pattern_stream source = pattern_stream(2048);
	struct events events = { 0 };

	(void)state;
	br_write_engine_on_update(rig.engine, note_event, &events);
	no_threads = true;
	assert_int_equal(
		br_write_engine_write_section(rig.engine, &source.base, 0, 1).code, BR_E_NO_MEMORY);
	no_threads = false;
	assert_int_equal(events.count, 2);
	assert_int_equal(events.last.last_written_lba, -1);
	assert_int_equal(source.at_bytes, 0);
	assert_false(br_write_engine_write_in_progress(rig.engine));
	br_write_engine_on_update(rig.engine, NULL, NULL);
	assert_int_equal(br_write_engine_write_section(rig.engine, &source.base, 0, 1).code, BR_OK);
	rig_destroy(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(defaults_and_arguments),
		cmocka_unit_test(sectors_go_out_in_order_whatever_the_source_gives_at_once),
		cmocka_unit_test(write_12_only_where_the_drive_has_it),
		cmocka_unit_test(negative_addresses_and_write_12),
		cmocka_unit_test(ramp_shapes_the_waits_and_the_estimate),
		cmocka_unit_test(look_ahead_is_two_seconds_of_the_faster_rate),
		cmocka_unit_test(engine_without_recorder),
		cmocka_unit_test(failure_can_be_asked_for),
		cmocka_unit_test(what_is_left_in_the_stream_is_the_next_section),
		cmocka_unit_test(events_keep_step_with_the_clock),
		cmocka_unit_test(busy_drive_is_asked_again_with_the_same_write),
		cmocka_unit_test(patience_has_an_end),
		cmocka_unit_test(what_must_not_be_repeated_is_not),
		cmocka_unit_test(vanished_drive_ends_it),
		cmocka_unit_test(source_that_ends_or_fails),
		cmocka_unit_test(events_before_every_half_second_and_after),
		cmocka_unit_test(drive_without_buffer_capacity_is_asked_once),
		cmocka_unit_test(cancel_in_the_event_ends_after_the_write_under_way),
		cmocka_unit_test(cancel_wins_over_a_source_that_hangs),
		cmocka_unit_test(flush_is_repeated_while_the_drive_works),
		cmocka_unit_test(without_a_thread_for_the_source_there_is_no_section),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
