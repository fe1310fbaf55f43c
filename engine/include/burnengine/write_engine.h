/* SPDX-License-Identifier: MIT */
/*
 * write_engine.h: puts a stream of sectors onto a disc with WRITE commands (IWriteEngine2).
 *
 * The engine knows no data format: it does not prepare the drive, nor tell it that a track or
 * session ends; disc_format_data.h does, and uses this. A second thread reads the stream ahead
 * into a ring buffer; the WRITEs and all events happen on the thread that called
 * br_write_engine_write_section.
 *
 * Threads: br_write_engine_cancel and br_write_engine_write_in_progress may be called from any
 * thread and from a signal handler; everything else from one.
 */
#ifndef BURNENGINE_WRITE_ENGINE_H
#define BURNENGINE_WRITE_ENGINE_H

#include "burnengine/recorder.h"
#include "burnengine/stream.h"

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

struct br_write_engine;

/*
 * br_write_engine_create: @recorder is borrowed; NULL: it is given later. Returns NULL when there is
 * no memory.
 */
struct br_write_engine *br_write_engine_create(struct br_recorder *recorder);
void br_write_engine_destroy(
	struct br_write_engine *engine); /* NULL is allowed; not while it writes */

/* br_write_engine_set_recorder: not while it writes (BR_E_IN_PROGRESS). NULL takes it away. */
struct br_outcome br_write_engine_set_recorder(
	struct br_write_engine *engine, struct br_recorder *recorder);
struct br_recorder *br_write_engine_recorder(const struct br_write_engine *engine); /* borrowed */

struct br_write_progress { /* IWriteEngine2EventArgs, and beyond */
	int32_t start_lba;
	int32_t sector_count;
	int32_t last_read_lba; /* last one read from the stream; start_lba - 1 before the first */
	int32_t last_written_lba; /* last one the drive took, likewise */
	int32_t total_system_buffer, used_system_buffer, free_system_buffer; /* bytes */
	/* beyond IMAPI2 */
	uint64_t elapsed_ns; /* of the transport's clock, since the section began              */
	bool device_buffer_valid; /* the drive answers READ BUFFER CAPACITY */
	uint32_t device_buffer_bytes, device_buffer_used_bytes;
	int32_t last_recorded_lba; /* last written less what is in the drive's buffer: where the head is */
	int32_t sectors_per_second; /* recorded since the event before; the first event has 0 */
	/*
	 * How long the rest will take: by the ramp from the starting to the ending rate, stretched or
	 * shrunk as the sectors so far took longer or shorter than it says; without rates by the mean
	 * of the sectors so far.
	 */
	bool remaining_valid;
	uint64_t remaining_ns;
};

/*
 * The update event: once before the first command, every 0.5 s of the transport's clock (late by as
 * long as one command takes, then back in step), once at the end (however it ended). On the thread
 * that writes, never two at a time. br_write_engine_cancel may be called in it.
 */
typedef void br_write_update(
	void *context, struct br_write_engine *engine, const struct br_write_progress *progress);
void br_write_engine_on_update(
	struct br_write_engine *engine, br_write_update *update, void *context);

/* Properties. -1 is "maximum" for speeds and "not set" for the sector size: the defaults. */
/*
 * true: WRITE (12) with the Streaming bit: BR_E_NOT_SUPPORTED where the drive's Real-Time Streaming
 * feature does not say that it can, BR_E_NO_RECORDER. false, the default: WRITE (10).
 */
struct br_outcome br_write_engine_set_use_streaming_write12(
	struct br_write_engine *engine, bool use);
bool br_write_engine_use_streaming_write12(const struct br_write_engine *engine);
/*
 * The two speeds set nothing in the drive. They tell what it will likely do, with a straight ramp in
 * between, and shape how long the engine waits for a full buffer, how far it reads ahead (two
 * seconds' worth at the faster end), how long a WRITE may take, and the time that is told to remain.
 */
struct br_outcome br_write_engine_set_starting_sectors_per_second(
	struct br_write_engine *engine, int32_t rate);
int32_t br_write_engine_starting_sectors_per_second(const struct br_write_engine *engine);
struct br_outcome br_write_engine_set_ending_sectors_per_second(
	struct br_write_engine *engine, int32_t rate);
int32_t br_write_engine_ending_sectors_per_second(const struct br_write_engine *engine);
/*
 * 1 .. the transport's transfer_bytes_max, else BR_E_ARGUMENT; not in the middle of a section
 * (BR_E_IN_PROGRESS). What was put is what is got; no medium is ever asked.
 */
struct br_outcome br_write_engine_set_bytes_per_sector(
	struct br_write_engine *engine, int32_t bytes);
int32_t br_write_engine_bytes_per_sector(const struct br_write_engine *engine);

/*
 * br_write_engine_set_cancel: a wish to stop that is watched besides br_write_engine_cancel.
 * Borrowed.
 */
void br_write_engine_set_cancel(struct br_write_engine *engine, const struct br_cancel *cancel);

/*
 * br_write_engine_write_section: blocking; writes @block_count sectors from the stream's current
 * position to consecutive addresses from @start_lba (negative ones are legal: lead-in and pre-gap).
 *
 * Takes exactly block_count * bytes-per-sector bytes from @stream when it succeeds, so a next section
 * goes on where this one ended; when it fails, all that was read ahead, which can be more than was
 * written. Never rewinds it. Repeats a WRITE only where the standard says so: "long write in
 * progress", "becoming ready", "operation in progress", BUSY; for at most 120 s each, or four times
 * as long as it should take by the two rates.
 *
 * Errors: BR_E_NO_RECORDER, BR_E_IN_PROGRESS, BR_E_ARGUMENT (sector size not set or more than one
 * transfer, count < 1, addresses beyond 31 bits), BR_E_CANCELLED, BR_E_SOURCE (-ENODATA: the stream
 * ended too soon), BR_E_TIMEOUT, BR_E_NO_MEMORY, and the drive's.
 */
struct br_outcome br_write_engine_write_section(struct br_write_engine *engine,
	struct br_stream *stream, int32_t start_lba, int32_t block_count);

/*
 * br_write_engine_flush: SYNCHRONIZE CACHE, repeated while the drive is busy with it; after the
 * last section. Not part of a section, because on CD it ends the link to what comes next.
 */
struct br_outcome br_write_engine_flush(struct br_write_engine *engine);

/*
 * br_write_engine_cancel: stop after the WRITE under way; the section then ends with
 * BR_E_CANCELLED. Returns false, and does nothing, when no section is being written
 * (S_IMAPI_WRITE_NOT_IN_PROGRESS).
 */
bool br_write_engine_cancel(struct br_write_engine *engine);

/*
 * br_write_engine_write_in_progress: true, on every thread, from before a section's first event to
 * after its last and while the engine flushes; within a job (br_write_engine_begin) all the time.
 */
bool br_write_engine_write_in_progress(const struct br_write_engine *engine);

/*
 * br_write_engine_begin, br_write_engine_end: a job of several sections and what is around them.
 * From the one to the other a write is in progress and a wish to cancel lasts. False when one is
 * in progress already. While a write on a drive in real time is in progress the machine is kept from
 * going to sleep, where it has logind and lets us.
 */
bool br_write_engine_begin(struct br_write_engine *engine);
void br_write_engine_end(struct br_write_engine *engine);

/*
 * br_write_engine_last_failure: how the last section or flush that failed ended, with its CDB and
 * sense data; BR_OK when none has. Borrowed; on the thread that writes.
 */
const struct br_outcome *br_write_engine_last_failure(const struct br_write_engine *engine);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
