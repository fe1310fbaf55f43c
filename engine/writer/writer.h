/* SPDX-License-Identifier: MIT */
/* writer.h: what the files of this room share: the engine, and one section while it is written. */
#ifndef ENGINE_WRITER_WRITER_H
#define ENGINE_WRITER_WRITER_H

#include "burnengine/write_engine.h"
#include "engine/mmc/mmc.h"
#include "engine/writer/ring.h"

#define WRITER_NS_PER_MS UINT64_C(1000000)
#define WRITER_NS_PER_S	 UINT64_C(1000000000)
#define WRITER_IDLE	 2

struct br_write_engine {
	struct br_recorder *recorder;
	struct br_transport *transport;
	br_write_update *update;
	void *update_context;
	bool use_streaming_write12;
	int32_t starting_rate, ending_rate; /* sectors per second, -1 unknown */
	int32_t sector_bytes;		    /* -1 not set */
	uint32_t unit_blocks;		    /* full WRITEs have a multiple of it; 0: any number */
	/*
	 * One word for all threads: WRITER_IDLE, or of the work under way 0 or, with a wish to stop,
	 * 1: so that a wish never reaches the work after the one that it was for.
	 */
	struct br_cancel cancel;
	int at_work;   /* atomic: a section or a flush */
	int inhibitor; /* of inhibit.h, while a write is in progress; or -1 */
	struct br_outcome last_failure;
};

struct writer_section {
	struct br_write_engine *engine;
	struct br_stream *stream;
	struct writer_ring *ring;
	struct br_cancel reader_cancel; /* told to the stream when the writer wants no more */
	int32_t start_lba, block_count;
	uint32_t slot_blocks; /* sectors in a full WRITE */
	int32_t written;      /* sectors that the drive took */
	/* events */
	uint64_t began_ns, next_event_ns, last_event_ns;
	int32_t last_event_recorded;
	bool device_buffer_known; /* false once the drive refused READ BUFFER CAPACITY */
};

/*
 * writer_enter: begin a section or flush: false when one is under way. @ret_alone: it is in no job,
 * and so one by itself. writer_leave: end it.
 */
bool writer_enter(struct br_write_engine *engine, bool *ret_alone);
void writer_leave(struct br_write_engine *engine, bool alone);

/* writer_note: remember a failure; returns it. */
struct br_outcome writer_note(struct br_write_engine *engine, struct br_outcome outcome);

/*
 * ramp.c: by the two rates of the engine: the rate at sector @at of @count, and how long the sectors
 * from @at to the end of @count take. 0 when a rate is not known.
 */
int32_t writer_ramp_rate(const struct br_write_engine *engine, int64_t at, int64_t count);
uint64_t writer_ramp_ns(const struct br_write_engine *engine, int32_t at, int32_t count);

/* writer_set_unit: of the medium: an ECC block, where one WRITE can take it. */
void writer_set_unit(struct br_write_engine *engine, uint32_t blocks);

/*
 * transfer.c: how many blocks a full WRITE has: a multiple of the unit, of what the transport and WRITE (10) take.
 * More than 64 KiB only where the drive's buffer and the rate of the medium say that it does no harm.
 * May send READ BUFFER CAPACITY.
 */
uint32_t writer_transfer_blocks(const struct br_write_engine *engine, int32_t section_blocks);

/* writer_cancel_of: what to watch while the engine's job waits for something else. */
const struct br_cancel *writer_cancel_of(const struct br_write_engine *engine);

/* writer_cancelled: does anyone want this section to stop? */
bool writer_cancelled(const struct br_write_engine *engine);

/* progress.c: send an update event: always, or only when one is due. */
void writer_report(struct writer_section *section);
void writer_report_if_due(struct writer_section *section);

/*
 * retry.c: may the command that gave @outcome be sent once more as it was? Then wait as long as is
 * sensible.
 */
struct writer_patience {
	uint64_t deadline_ns;
	uint32_t pause_ms; /* 0 at first */
};
struct writer_patience writer_patience_begin(const struct br_transport *transport);
/* With @least_ms where that is longer. */
struct writer_patience writer_patience_of(const struct br_transport *transport, uint64_t least_ms);
bool writer_may_repeat(const struct br_outcome *outcome);
/* False when patience is at an end. @pause_ms: how long the drive will likely need. */
bool writer_pause(
	struct br_transport *transport, struct writer_patience *patience, uint32_t pause_ms);

#endif
