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

struct br_write_engine;

/* br_write_engine_create: @recorder is borrowed. Returns NULL when there is no memory. */
struct br_write_engine *br_write_engine_create(struct br_recorder *recorder);
void br_write_engine_destroy(
	struct br_write_engine *engine); /* NULL is allowed; not while it writes */

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
};

/*
 * The update event: once before the first command, every 0.5 s of the transport's clock, once at
 * the end (however it ended). Never two at a time. br_write_engine_cancel may be called in it.
 */
typedef void br_write_update(
	void *context, struct br_write_engine *engine, const struct br_write_progress *progress);
void br_write_engine_on_update(
	struct br_write_engine *engine, br_write_update *update, void *context);

/* Properties. -1 is "maximum" for speeds and "not set" for the sector size: the defaults. */
void br_write_engine_set_use_streaming_write12(struct br_write_engine *engine, bool use);
bool br_write_engine_use_streaming_write12(const struct br_write_engine *engine);
/*
 * The two speeds set nothing in the drive: they shape how long the engine waits for a full
 * buffer.
 */
struct br_outcome br_write_engine_set_starting_sectors_per_second(
	struct br_write_engine *engine, int32_t rate);
int32_t br_write_engine_starting_sectors_per_second(const struct br_write_engine *engine);
struct br_outcome br_write_engine_set_ending_sectors_per_second(
	struct br_write_engine *engine, int32_t rate);
int32_t br_write_engine_ending_sectors_per_second(const struct br_write_engine *engine);
/* 1 .. the transport's transfer_bytes_max, else BR_E_ARGUMENT. */
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
 * Takes exactly block_count * bytes-per-sector bytes from @stream when it succeeds, possibly more
 * than were written when it fails. Repeats a WRITE only where the standard says so: "long write in
 * progress", "becoming ready", "operation in progress", BUSY; for at most 120 s each.
 *
 * Errors: BR_E_ARGUMENT (sector size not set, count < 1, addresses beyond 31 bits), BR_E_CANCELLED,
 * BR_E_SOURCE (-ENODATA: the stream ended too soon), BR_E_TIMEOUT, BR_E_NO_MEMORY, and the drive's.
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

/* br_write_engine_write_in_progress: true from before a section's first event to after its last. */
bool br_write_engine_write_in_progress(const struct br_write_engine *engine);

#ifdef __cplusplus
}
#endif
#endif
