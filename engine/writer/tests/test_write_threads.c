/* SPDX-License-Identifier: MIT */
/*
 * What other threads may do while one writes: look whether it does, and cancel. Run it built with
 * ThreadSanitizer too (make TSAN=1).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <string.h>

#include "burnengine/disc_format_data.h"
#include "burnengine/write_engine.h"
#include "engine/writer/tests/pattern_stream.h"

#define BLOCKS (1 << 19) /* 1 GiB: more than any of these tests lets through */

/* A drive that takes everything at once and notes what comes after what. */
struct swallowing_transport {
	struct br_transport base;
	struct br_clock clock;
	uint64_t now_ns;
	unsigned writes; /* atomic */
	unsigned flushes;
	const struct br_write_engine *watched; /* must be in progress at every WRITE and flush */
};

static uint64_t now_ns(const struct br_clock *clock)
{
	const struct swallowing_transport *self =
		(const void *)((const char *)clock - offsetof(struct swallowing_transport, clock));

	return self->now_ns;
}

static void wait_until(struct br_clock *clock, uint64_t at_ns)
{
	struct swallowing_transport *self =
		(void *)((char *)clock - offsetof(struct swallowing_transport, clock));

	if (at_ns > self->now_ns)
		self->now_ns = at_ns;
}

static void execute(struct br_transport *transport, struct br_command *command)
{
	struct swallowing_transport *self = (struct swallowing_transport *)transport;
	static const uint8_t inquiry[36] = { 0x05, 0x80, 0, 0x32, 31 };

	self->now_ns += 1000000;
	command->result.transferred_bytes = command->data_bytes;
	if (command->cdb[0] == 0x12)
		memcpy(command->data_in, inquiry, sizeof inquiry);
	if (self->watched)
		assert_true(br_write_engine_write_in_progress(self->watched));
	if (command->cdb[0] == 0x2A)
		__atomic_fetch_add(&self->writes, 1, __ATOMIC_RELAXED);
	if (command->cdb[0] == 0x35)
		self->flushes++;
}

static void close_nothing(struct br_transport *transport)
{
	(void)transport;
}

struct rig {
	struct swallowing_transport transport;
	struct br_recorder *recorder;
	struct br_write_engine *engine;
};

static void rig_open(struct rig *rig)
{
	static const struct br_transport_operations operations = {
		.execute = execute,
		.close = close_nothing,
	};

	*rig = (struct rig) {
		.transport = { .base = { .operations = &operations, .transfer_bytes_max = 65536 },
			.clock = { now_ns, wait_until } }
	};
	rig->transport.base.clock = &rig->transport.clock;
	assert_int_equal(br_recorder_create(&rig->transport.base, &rig->recorder).code, BR_OK);
	rig->engine = br_write_engine_create(rig->recorder);
	assert_non_null(rig->engine);
	br_write_engine_set_bytes_per_sector(rig->engine, 2048);
	rig->transport.watched = rig->engine;
}

static void rig_close(struct rig *rig)
{
	rig->transport.watched = NULL;
	br_write_engine_destroy(rig->engine);
	br_recorder_destroy(rig->recorder);
}

/* Cancels as soon as a write is in progress; then waits until none is. */
static void *cancel_from_outside(void *context)
{
	struct rig *rig = context;

	while (__atomic_load_n(&rig->transport.writes, __ATOMIC_RELAXED) < 3)
		sched_yield();
	if (!br_write_engine_write_in_progress(rig->engine) || !br_write_engine_cancel(rig->engine))
		return NULL;
	while (br_write_engine_write_in_progress(rig->engine))
		sched_yield();
	return rig;
}

static void another_thread_sees_and_cancels(void **state)
{
	struct rig rig;
	struct pattern_stream source = pattern_stream((uint64_t)BLOCKS * 2048);
	pthread_t other;
	void *saw;

	(void)state;
	rig_open(&rig);
	assert_false(br_write_engine_cancel(rig.engine));
	assert_int_equal(pthread_create(&other, NULL, cancel_from_outside, &rig), 0);
	assert_int_equal(br_write_engine_write_section(rig.engine, &source.base, 0, BLOCKS).code,
		BR_E_CANCELLED);
	pthread_join(other, &saw);
	assert_ptr_equal(saw, &rig);
	assert_false(br_write_engine_cancel(rig.engine));
	rig_close(&rig);
}

static void *cancel_again_and_again(void *context)
{
	const struct rig *rig = context;
	unsigned hits = 0;

	while (hits < 50)
		hits += br_write_engine_cancel(rig->engine);
	return NULL;
}

/* A wish is for the section under way: whichever it hits, the engine is as good as new after it. */
static void wish_never_outlives_its_section(void **state)
{
	struct rig rig;
	pthread_t other;

	(void)state;
	rig_open(&rig);
	assert_int_equal(pthread_create(&other, NULL, cancel_again_and_again, &rig), 0);
	for (int i = 0; i < 20; i++) {
		struct pattern_stream source = pattern_stream(UINT64_C(64) * 2048);
		enum br_code code =
			br_write_engine_write_section(rig.engine, &source.base, 0, 64).code;

		assert_true(code == BR_OK || code == BR_E_CANCELLED);
	}
	/* It may want more than there were: sections until it has had enough. */
	while (pthread_tryjoin_np(other, NULL) == EBUSY) {
		struct pattern_stream source = pattern_stream(UINT64_C(64) * 2048);

		br_write_engine_write_section(rig.engine, &source.base, 0, 64);
	}
	for (int i = 0; i < 20; i++) {
		struct pattern_stream source = pattern_stream(UINT64_C(64) * 2048);

		assert_int_equal(
			br_write_engine_write_section(rig.engine, &source.base, 0, 64).code, BR_OK);
	}
	rig_close(&rig);
}

static void second_section_at_once_is_refused(
	void *context, struct br_write_engine *engine, const struct br_write_progress *progress)
{
	struct pattern_stream source = pattern_stream(2048);

	(void)progress;
	++*(unsigned *)context;
	assert_int_equal(
		br_write_engine_write_section(engine, &source.base, 0, 1).code, BR_E_IN_PROGRESS);
	assert_int_equal(br_write_engine_flush(engine).code, BR_E_IN_PROGRESS);
	assert_int_equal(br_write_engine_set_recorder(engine, NULL).code, BR_E_IN_PROGRESS);
	assert_int_equal(br_write_engine_set_bytes_per_sector(engine, 1).code, BR_E_IN_PROGRESS);
	assert_int_equal(br_write_engine_bytes_per_sector(engine), 2048);
	assert_int_equal(source.at_bytes, 0);
}

static void one_section_at_a_time(void **state)
{
	struct rig rig;
	struct pattern_stream source = pattern_stream(2048);
	unsigned events = 0;

	(void)state;
	rig_open(&rig);
	br_write_engine_on_update(rig.engine, second_section_at_once_is_refused, &events);
	assert_int_equal(br_write_engine_write_section(rig.engine, &source.base, 0, 1).code, BR_OK);
	assert_true(events >= 2);
	rig_close(&rig);
}

static void job_is_in_progress_from_begin_to_end(void **state)
{
	struct rig rig;
	struct pattern_stream source = pattern_stream(4096);

	(void)state;
	rig_open(&rig);
	assert_int_equal(br_write_engine_flush(rig.engine).code, BR_OK); /* watched: in progress */
	assert_false(br_write_engine_write_in_progress(rig.engine));
	assert_true(br_write_engine_begin(rig.engine));
	assert_false(br_write_engine_begin(rig.engine));
	assert_int_equal(br_write_engine_write_section(rig.engine, &source.base, 0, 1).code, BR_OK);
	assert_true(br_write_engine_write_in_progress(rig.engine));
	assert_int_equal(br_write_engine_flush(rig.engine).code, BR_OK);
	assert_true(br_write_engine_cancel(rig.engine)); /* between two sections: lasts */
	assert_int_equal(
		br_write_engine_write_section(rig.engine, &source.base, 1, 1).code, BR_E_CANCELLED);
	br_write_engine_end(rig.engine);
	assert_false(br_write_engine_write_in_progress(rig.engine));
	assert_int_equal(rig.transport.flushes, 2);
	rig_close(&rig);
}

/* ---- a whole burn on a virtual drive ----------------------------------------------------- */

struct burn {
	struct br_format_data *format;
};

static void *cancel_the_burn(void *context)
{
	struct burn *burn = context;
	struct br_write_engine *engine = br_format_data_write_engine(burn->format);

	while (!br_write_engine_write_in_progress(engine))
		sched_yield();
	return br_format_data_cancel(burn->format) ? burn : NULL;
}

static void whole_burn_is_cancelled_from_outside(void **state)
{
	const struct br_in_process_options options = { .medium = "dvd+r", .seed = 3 };
	struct pattern_stream source = pattern_stream(UINT64_C(1) << 30);
	struct br_transport *transport;
	struct br_recorder *recorder;
	struct burn burn = { 0 };
	pthread_t other;
	void *cancelled;

	(void)state;
	assert_int_equal(br_transport_open_in_process(&options, &transport, NULL, 0), 0);
	assert_int_equal(br_recorder_create(transport, &recorder).code, BR_OK);
	burn.format = br_format_data_create(recorder);
	assert_non_null(burn.format);
	assert_false(br_format_data_cancel(burn.format));
	assert_int_equal(pthread_create(&other, NULL, cancel_the_burn, &burn), 0);
	assert_int_equal(br_format_data_write(burn.format, &source.base, INT64_C(1) << 30).code,
		BR_E_CANCELLED);
	pthread_join(other, &cancelled);
	assert_ptr_equal(cancelled, &burn);
	assert_false(br_write_engine_write_in_progress(br_format_data_write_engine(burn.format)));
	br_format_data_destroy(burn.format);
	br_recorder_destroy(recorder);
	br_transport_close(transport);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(another_thread_sees_and_cancels),
		cmocka_unit_test(wish_never_outlives_its_section),
		cmocka_unit_test(one_section_at_a_time),
		cmocka_unit_test(job_is_in_progress_from_begin_to_end),
		cmocka_unit_test(whole_burn_is_cancelled_from_outside),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
