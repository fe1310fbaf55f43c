/* SPDX-License-Identifier: MIT */
/* One section: the reader thread fills the ring, the caller's thread empties it onto the disc. */
#include <errno.h>
#include <pthread.h>
#include <signal.h>

#include "engine/writer/writer.h"

#define RING_BYTES     (16U << 20) /* without rates: 0.2 s of the fastest BD, seconds of all else */
#define RING_BYTES_MAX (64U << 20)
#define LOOK_AHEAD_S   2
#define SLOW_FACTOR    4 /* a WRITE may take this much longer than it should */
#define RING_SLOTS_MIN 4
#define SOURCE_WAIT_MS \
	50 /* real time: how soon a wish to cancel is seen while the source is slow */
#define PAUSE_MS_UNKNOWN 10

static int fill_slot(struct writer_section *section, uint8_t *slot, size_t bytes)
{
	size_t done = 0;

	while (done < bytes) {
		ssize_t got = section->stream->read(
			section->stream, slot + done, bytes - done, &section->reader_cancel);

		if (got < 0)
			return (int)got;
		if (got == 0)
			return -ENODATA;
		done += (size_t)got;
	}
	return 0;
}

static void *read_source(void *context)
{
	struct writer_section *section = context;
	uint32_t sector_bytes = (uint32_t)section->engine->sector_bytes;
	uint64_t left_bytes = (uint64_t)section->block_count * sector_bytes;
	uint64_t slot_bytes = (uint64_t)section->slot_blocks * sector_bytes;
	int error = 0;

	while (left_bytes > 0 && error == 0) {
		size_t bytes = (size_t)(left_bytes < slot_bytes ? left_bytes : slot_bytes);
		uint8_t *slot = writer_ring_fill(section->ring);

		if (!slot)
			break;
		error = fill_slot(section, slot, bytes);
		if (error)
			break;
		writer_ring_filled(section->ring, bytes);
		left_bytes -= bytes;
	}
	writer_ring_end(section->ring, error);
	return NULL;
}

/* How long the drive needs to make room for one more WRITE, by the ramp between the two rates. */
static uint32_t drain_ms(const struct writer_section *section)
{
	int32_t rate = writer_ramp_rate(section->engine, section->written, section->block_count);

	return rate > 0 ? (uint32_t)(INT64_C(1000) * section->slot_blocks / rate)
			: PAUSE_MS_UNKNOWN;
}

static struct br_outcome write_slot(
	struct writer_section *section, const uint8_t *data, size_t bytes)
{
	struct br_write_engine *engine = section->engine;
	const struct mmc_write write = {
		.lba = section->start_lba + section->written,
		.blocks = (uint32_t)(bytes / (uint32_t)engine->sector_bytes),
		.block_bytes = (uint32_t)engine->sector_bytes,
		.data = data,
		.streaming = engine->use_streaming_write12,
		.timeout_ms = SLOW_FACTOR * drain_ms(section),
	};
	struct writer_patience patience = writer_patience_of(engine->transport, write.timeout_ms);
	struct br_outcome outcome = mmc_write(engine->transport, &write);

	while (writer_may_repeat(&outcome)) {
		if (!writer_pause(engine->transport, &patience, drain_ms(section))) {
			outcome.code = BR_E_TIMEOUT;
			break;
		}
		writer_report_if_due(section);
		if (writer_cancelled(engine))
			return (struct br_outcome) { .code = BR_E_CANCELLED };
		outcome = mmc_write(engine->transport, &write);
	}
	if (outcome.code == BR_OK)
		section->written += (int32_t)write.blocks;
	return outcome;
}

static struct br_outcome outcome_of_source(int error)
{
	if (error == 0)
		return (struct br_outcome) { .code = BR_OK };
	return (struct br_outcome) {
		.code = BR_E_SOURCE,
		.system_error = error,
		.text = error == -ENODATA ? "the data source ended too soon" : NULL,
	};
}

static struct br_outcome write_all(struct writer_section *section)
{
	struct br_outcome outcome = { .code = BR_OK };
	const uint8_t *data;
	size_t bytes;
	int error = 0;

	while (outcome.code == BR_OK) {
		if (writer_cancelled(section->engine))
			return (struct br_outcome) { .code = BR_E_CANCELLED };
		switch (writer_ring_take(section->ring, SOURCE_WAIT_MS, &data, &bytes, &error)) {
		case WRITER_RING_ENDED:
			return outcome_of_source(error);
		case WRITER_RING_DATA:
			outcome = write_slot(section, data, bytes);
			writer_ring_taken(section->ring);
			break;
		case WRITER_RING_NOT_YET:
			break;
		}
		writer_report_if_due(section);
	}
	return outcome;
}

/* The reader takes no signals: they are for the threads of the program. */
static int start_reader(struct writer_section *section, pthread_t *ret_thread)
{
	sigset_t all, before;
	int error;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	error = pthread_create(ret_thread, NULL, read_source, section);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return error;
}

static struct br_outcome run(struct writer_section *section)
{
	struct br_outcome outcome = { .code = BR_E_NO_MEMORY, .text = "no thread to be had" };
	pthread_t reader;

	writer_report(section);
	if (start_reader(section, &reader) == 0) {
		outcome = write_all(section);
		br_cancel_request(&section->reader_cancel);
		writer_ring_stop(section->ring);
		pthread_join(reader, NULL);
	}
	writer_report(section);
	return outcome;
}

static struct br_outcome check_arguments(
	const struct br_write_engine *engine, int32_t start_lba, int32_t block_count)
{
	struct br_outcome outcome = { .code = BR_E_ARGUMENT };

	if (!engine->transport)
		outcome.code = BR_E_NO_RECORDER;
	else if (engine->sector_bytes < 0)
		outcome.text = "the bytes per sector are not set";
	else if ((size_t)engine->sector_bytes > engine->transport->transfer_bytes_max)
		outcome.text = "a sector is more than the drive takes at once";
	else if (block_count < 1)
		outcome.text = "a section has at least one sector";
	else if ((int64_t)start_lba + block_count > INT32_MAX)
		outcome.text = "the section passes the last address there is";
	else
		outcome.code = BR_OK;
	return outcome;
}

/* Two seconds' worth at the faster end, where the rates are known. */
static size_t look_ahead_bytes(const struct br_write_engine *engine)
{
	int64_t start = engine->starting_rate, end = engine->ending_rate, bytes;

	if (start < 0 || end < 0)
		return RING_BYTES;
	bytes = LOOK_AHEAD_S * (start > end ? start : end) * engine->sector_bytes;
	return bytes > RING_BYTES_MAX ? RING_BYTES_MAX : (size_t)bytes;
}

static struct writer_ring *create_ring(const struct writer_section *section)
{
	size_t slot_bytes = (size_t)section->slot_blocks * (uint32_t)section->engine->sector_bytes;
	size_t slots = look_ahead_bytes(section->engine) / slot_bytes;

	return writer_ring_create(slots < RING_SLOTS_MIN ? RING_SLOTS_MIN : slots, slot_bytes);
}

static struct br_outcome write_section(struct writer_section *section)
{
	const struct br_write_engine *engine = section->engine;
	const struct br_clock *clock = engine->transport->clock;
	struct br_outcome outcome;

	section->slot_blocks = writer_transfer_blocks(engine, section->block_count);
	section->ring = create_ring(section);
	if (!section->ring)
		return (struct br_outcome) { .code = BR_E_NO_MEMORY };
	section->began_ns = section->last_event_ns = clock->now_ns(clock);
	outcome = run(section);
	writer_ring_destroy(section->ring);
	return outcome;
}

struct br_outcome br_write_engine_write_section(struct br_write_engine *engine,
	struct br_stream *stream, int32_t start_lba, int32_t block_count)
{
	struct br_outcome outcome = check_arguments(engine, start_lba, block_count);
	struct writer_section section = {
		.engine = engine,
		.stream = stream,
		.start_lba = start_lba,
		.block_count = block_count,
		.device_buffer_known = true,
	};
	bool alone;

	if (outcome.code != BR_OK)
		return outcome;
	if (!writer_enter(engine, &alone))
		return (struct br_outcome) { .code = BR_E_IN_PROGRESS };
	outcome = writer_note(engine, write_section(&section));
	writer_leave(engine, alone);
	return outcome;
}
