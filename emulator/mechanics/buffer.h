/* SPDX-License-Identifier: MIT */
/*
 * buffer.h: the write buffer's time: when is a WRITE answered, what has reached the disc, when does
 * recording run dry. It holds no data (that is in the disc's store already), only counts.
 *
 * Life: init when a medium is there, then accept for every WRITE, flush for SYNCHRONIZE CACHE and
 * everything that implies it, advance as time passes. State is a plain value without memory of its
 * own. Advancing in one step or in many gives the same state.
 *
 * Recording waits until start_mark_blocks are in the buffer, or they waited for patience_ns, or a
 * flush asks, or nothing more fits. It then starts after its delay (link_ns after it ran dry, seek
 * to the first block, and what _delay_start ordered: OPC, spin-up) and goes at the motion's local
 * rate until the buffer is empty. Writes that do not follow each other are recorded in order, with
 * a seek between.
 *
 * Blocks are those of the motion; LBAs may be negative. Time: ns, must not go back (an earlier
 * @now_ns counts as the last one).
 */
#ifndef MECHANICS_BUFFER_H
#define MECHANICS_BUFFER_H

#include <stdbool.h>
#include <stdint.h>

#include "emulator/mechanics/motion.h"
#include "emulator/mechanics/seek.h"

#define MECHANICS_BUFFER_EXTENTS_MAX 32
#define MECHANICS_NEVER_NS	     UINT64_MAX

enum mechanics_buffer_state {
	MECHANICS_BUFFER_EMPTY,	    /* nothing to record, nothing is missed                     */
	MECHANICS_BUFFER_WAITING,   /* data is there, recording not begun                       */
	MECHANICS_BUFFER_RECORDING, /* at work, its start delay and seeks included              */
	MECHANICS_BUFFER_DRY,	    /* recording stopped for want of data, no flush had asked   */
};

struct mechanics_buffer_settings {
	uint32_t capacity_blocks;   /* not 0                                                    */
	uint32_t start_mark_blocks; /* 1..capacity_blocks                                       */
	uint64_t patience_ns; /* data waits no longer than this; MECHANICS_NEVER_NS: for ever   */
	uint64_t link_ns;     /* stop and restart after the buffer ran dry                      */
	struct mechanics_sled sled;
};

struct mechanics_extent {
	int64_t lba;
	uint32_t blocks;
};

struct mechanics_buffer { /* read through the functions below */
	struct mechanics_buffer_settings settings;
	struct mechanics_motion motion;
	enum mechanics_buffer_state state;
	uint64_t time_ns;	   /* of the last call                                          */
	uint64_t waiting_since_ns; /* WAITING: arrival of the oldest data                       */
	uint64_t origin_ns;  /* RECORDING: when the first extent's first block passes the head   */
	uint64_t delay_ns;   /* ordered for the next start                                       */
	int64_t first_at_ns; /* motion's time of the first extent's first block                 */
	/* What the first extent takes, up to as many blocks as were timed: it may have got longer since. Every
	 * command asks whether it ends, and mostly it does not by far. */
	uint64_t first_ns;
	uint32_t first_timed_blocks;
	int64_t head_lba; /* next block under the head; where it rests when stopped           */
	struct mechanics_extent extents[MECHANICS_BUFFER_EXTENTS_MAX]; /* ring, oldest first    */
	unsigned first, count;
	uint64_t used_blocks; /* in all extents, before what of the first is recorded           */
	bool flushing;	      /* do not call the end of data an underrun                        */
	uint64_t underruns;   /* dry stops after which data for the very next block came        */
};

/* mechanics_buffer_init: empty, head at LBA 0, at @now_ns. */
void mechanics_buffer_init(struct mechanics_buffer *buffer,
	const struct mechanics_buffer_settings *settings, const struct mechanics_motion *motion,
	uint64_t now_ns);

/*
 * mechanics_buffer_set_motion: another speed from now on. What is being recorded goes on from the
 * head's place at the new rate; a block that was half recorded is recorded again.
 */
void mechanics_buffer_set_motion(
	struct mechanics_buffer *buffer, const struct mechanics_motion *motion, uint64_t now_ns);

/* mechanics_buffer_delay_start: the next start of recording takes @ns longer (OPC, spin-up). Adds
 * up until used. */
void mechanics_buffer_delay_start(struct mechanics_buffer *buffer, uint64_t ns);

/* mechanics_buffer_set_head: the head was moved (a READ between WRITEs); only when not RECORDING,
 * otherwise ignored. */
void mechanics_buffer_set_head(struct mechanics_buffer *buffer, int64_t lba);

/*
 * mechanics_buffer_accept: take @blocks for @lba, sent at @now_ns.
 * Returns when the last of them is in the buffer, >= now_ns: the time at which WRITE is answered.
 * The caller must not send more before that time. More than the whole capacity is allowed: it
 * streams through.
 */
uint64_t mechanics_buffer_accept(
	struct mechanics_buffer *buffer, int64_t lba, uint32_t blocks, uint64_t now_ns);

/* mechanics_buffer_flush: record everything. Returns when the buffer is empty, now_ns if it is. */
uint64_t mechanics_buffer_flush(struct mechanics_buffer *buffer, uint64_t now_ns);

/* mechanics_buffer_left: what of the @index-th extent, oldest first, is not yet recorded. False: there are
 * no more. */
bool mechanics_buffer_left(
	const struct mechanics_buffer *buffer, unsigned index, struct mechanics_extent *ret_left);

/* mechanics_buffer_discard: everything not yet recorded is lost (power, reset). Returns how many
 * blocks. */
uint64_t mechanics_buffer_discard(struct mechanics_buffer *buffer, uint64_t now_ns);

/* mechanics_buffer_lose: recording that is DRY will not be linked: counts as an underrun, and the
 * buffer is EMPTY. */
void mechanics_buffer_lose(struct mechanics_buffer *buffer);

/* For mechanics_buffer_advance: what happens by itself up to @now_ns. */
void mechanics_buffer_pass_events(struct mechanics_buffer *buffer, uint64_t now_ns);

/* mechanics_buffer_advance: let time pass. Every command does, and mostly nothing happens. */
static inline void mechanics_buffer_advance(struct mechanics_buffer *buffer, uint64_t now_ns)
{
	bool still =
		buffer->state == MECHANICS_BUFFER_EMPTY || buffer->state == MECHANICS_BUFFER_DRY;
	bool amid_first = buffer->state == MECHANICS_BUFFER_RECORDING &&
			  now_ns < buffer->origin_ns + buffer->first_ns;

	if (!still && !amid_first)
		mechanics_buffer_pass_events(buffer, now_ns);
	if (now_ns > buffer->time_ns)
		buffer->time_ns = now_ns;
}

/* mechanics_buffer_next_event_ns: when something changes by itself: patience ends, an extent ends,
 * the buffer runs dry. MECHANICS_NEVER_NS when nothing will. */
uint64_t mechanics_buffer_next_event_ns(const struct mechanics_buffer *buffer);

/* As of the last call's time. Used counts whole blocks not yet recorded, at most the capacity;
 * the rate is 0 unless blocks pass the head right now. */
uint32_t mechanics_buffer_used_blocks(const struct mechanics_buffer *buffer);
int64_t mechanics_buffer_head_lba(const struct mechanics_buffer *buffer);
uint32_t mechanics_buffer_rate_kBps(const struct mechanics_buffer *buffer);

#endif
