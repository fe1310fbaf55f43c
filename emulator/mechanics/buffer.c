/* SPDX-License-Identifier: MIT */
/*
 * buffer.c: while recording, the place of the head is a function of the time since origin_ns alone,
 * and everything that happens has its own exact instant; so it does not matter how often somebody
 * looks. The first extent keeps its blocks until its end: they are subtracted when asked.
 */
#include "emulator/mechanics/buffer.h"

#include <assert.h>
#include <stddef.h>

#define NS_PER_MS UINT64_C(1000000)

static struct mechanics_extent *extent_at(struct mechanics_buffer *buffer, unsigned index)
{
	return &buffer->extents[(buffer->first + index) % MECHANICS_BUFFER_EXTENTS_MAX];
}

static const struct mechanics_extent *peek_extent(
	const struct mechanics_buffer *buffer, unsigned index)
{
	return &buffer->extents[(buffer->first + index) % MECHANICS_BUFFER_EXTENTS_MAX];
}

static uint64_t add_ns(uint64_t a, uint64_t b)
{
	return a > MECHANICS_NEVER_NS - b ? MECHANICS_NEVER_NS : a + b;
}

static uint64_t seek_ns(const struct mechanics_buffer *buffer, int64_t from, int64_t to)
{
	return mechanics_seek_ns(&buffer->motion.geometry, &buffer->settings.sled, from, to);
}

static uint64_t extent_ns(const struct mechanics_buffer *buffer, unsigned index)
{
	const struct mechanics_extent *extent = peek_extent(buffer, index);

	return mechanics_motion_transfer_ns(&buffer->motion, extent->lba, extent->blocks);
}

/* What the first @blocks of the first extent take. */
static uint64_t of_first_ns(const struct mechanics_buffer *buffer, uint32_t blocks)
{
	int64_t end_lba = peek_extent(buffer, 0)->lba + blocks;

	return (uint64_t)(mechanics_motion_time_ns(&buffer->motion, end_lba) - buffer->first_at_ns);
}

/* Up to where it ends by now. */
static void time_first_end(struct mechanics_buffer *buffer)
{
	buffer->first_timed_blocks = peek_extent(buffer, 0)->blocks;
	buffer->first_ns = of_first_ns(buffer, buffer->first_timed_blocks);
}

/* After any change of the first extent, but that it got longer at its end, or of the motion. */
static void time_first_extent(struct mechanics_buffer *buffer)
{
	buffer->first_ns = 0;
	buffer->first_timed_blocks = 0;
	if (!buffer->count)
		return;
	buffer->first_at_ns =
		mechanics_motion_time_ns(&buffer->motion, peek_extent(buffer, 0)->lba);
	time_first_end(buffer);
}

/* Of all that it has by now. */
__attribute__((noinline)) static uint64_t whole_first_ns(const struct mechanics_buffer *buffer)
{
	uint32_t blocks = peek_extent(buffer, 0)->blocks;

	return blocks == buffer->first_timed_blocks ? buffer->first_ns
						    : of_first_ns(buffer, blocks);
}

/* From the end of one extent to the start of the next. */
static uint64_t gap_ns(const struct mechanics_buffer *buffer, unsigned index)
{
	const struct mechanics_extent *extent = peek_extent(buffer, index);

	return seek_ns(buffer, extent->lba + extent->blocks, peek_extent(buffer, index + 1)->lba);
}

/* Start recording at @at_ns. Even where the head rests already, the disc has turned on meanwhile.
 */
static void start(struct mechanics_buffer *buffer, uint64_t at_ns)
{
	uint64_t shortest = buffer->settings.sled.seek_track_ms * NS_PER_MS;
	uint64_t seek = seek_ns(buffer, buffer->head_lba, peek_extent(buffer, 0)->lba);

	buffer->state = MECHANICS_BUFFER_RECORDING;
	buffer->origin_ns = at_ns + buffer->delay_ns + (seek > shortest ? seek : shortest);
	buffer->delay_ns = 0;
}

/* The first extent is on the disc, @at_ns. */
static void finish_extent(struct mechanics_buffer *buffer, uint64_t at_ns)
{
	const struct mechanics_extent *done = peek_extent(buffer, 0);

	buffer->head_lba = done->lba + done->blocks;
	buffer->used_blocks -= done->blocks;
	if (buffer->count > 1)
		buffer->origin_ns = at_ns + gap_ns(buffer, 0);
	buffer->first = (buffer->first + 1) % MECHANICS_BUFFER_EXTENTS_MAX;
	buffer->count--;
	time_first_extent(buffer);
	if (buffer->count > 0)
		return;
	if (!buffer->flushing)
		buffer->delay_ns += buffer->settings.link_ns;
	buffer->state = buffer->flushing ? MECHANICS_BUFFER_EMPTY : MECHANICS_BUFFER_DRY;
	buffer->flushing = false;
}

/* Blocks of the first extent that are on the disc already. */
static uint32_t recorded_of_first(const struct mechanics_buffer *buffer)
{
	const struct mechanics_extent *extent = peek_extent(buffer, 0);

	if (buffer->state != MECHANICS_BUFFER_RECORDING || buffer->time_ns <= buffer->origin_ns)
		return 0;
	return mechanics_motion_blocks_in(
		&buffer->motion, extent->lba, buffer->time_ns - buffer->origin_ns, extent->blocks);
}

/* The same for blocks behind the first extent. */
__attribute__((noinline)) static uint64_t all_taken_out_at_ns(
	const struct mechanics_buffer *buffer, uint64_t blocks)
{
	uint64_t at_ns = buffer->origin_ns;

	for (unsigned i = 0; i < buffer->count; i++) {
		const struct mechanics_extent *extent = peek_extent(buffer, i);

		if (i > 0 && blocks <= extent->blocks)
			return at_ns + mechanics_motion_transfer_ns(
					       &buffer->motion, extent->lba, (uint32_t)blocks);
		blocks -= extent->blocks;
		at_ns += i == 0 ? whole_first_ns(buffer) : extent_ns(buffer, i);
		if (i + 1 < buffer->count)
			at_ns += gap_ns(buffer, i);
	}
	return at_ns;
}

void mechanics_buffer_init(struct mechanics_buffer *buffer,
	const struct mechanics_buffer_settings *settings, const struct mechanics_motion *motion,
	uint64_t now_ns)
{
	assert(settings->start_mark_blocks > 0);
	assert(settings->start_mark_blocks <= settings->capacity_blocks);
	*buffer = (struct mechanics_buffer) {
		.settings = *settings, .motion = *motion, .time_ns = now_ns
	};
}

uint64_t mechanics_buffer_next_event_ns(const struct mechanics_buffer *buffer)
{
	if (buffer->state == MECHANICS_BUFFER_WAITING)
		return add_ns(buffer->waiting_since_ns, buffer->settings.patience_ns);
	if (buffer->state == MECHANICS_BUFFER_RECORDING)
		return buffer->origin_ns + whole_first_ns(buffer);
	return MECHANICS_NEVER_NS;
}

void mechanics_buffer_pass_events(struct mechanics_buffer *buffer, uint64_t now_ns)
{
	uint64_t next_ns;

	/* what was timed of the first extent is over */
	if (buffer->state == MECHANICS_BUFFER_RECORDING)
		time_first_end(buffer);
	while ((next_ns = mechanics_buffer_next_event_ns(buffer)) <= now_ns &&
		next_ns != MECHANICS_NEVER_NS) {
		if (buffer->state == MECHANICS_BUFFER_WAITING)
			start(buffer, next_ns);
		else
			finish_extent(buffer, next_ns);
	}
}

void mechanics_buffer_set_motion(
	struct mechanics_buffer *buffer, const struct mechanics_motion *motion, uint64_t now_ns)
{
	uint32_t recorded;

	mechanics_buffer_advance(buffer, now_ns);
	recorded = recorded_of_first(buffer);
	if (buffer->state == MECHANICS_BUFFER_RECORDING && buffer->time_ns > buffer->origin_ns) {
		struct mechanics_extent *extent = extent_at(buffer, 0);

		extent->lba += recorded;
		extent->blocks -= recorded;
		buffer->used_blocks -= recorded;
		buffer->origin_ns = buffer->time_ns;
	}
	buffer->motion = *motion;
	time_first_extent(buffer);
}

void mechanics_buffer_delay_start(struct mechanics_buffer *buffer, uint64_t ns)
{
	buffer->delay_ns += ns;
}

void mechanics_buffer_set_head(struct mechanics_buffer *buffer, int64_t lba)
{
	if (buffer->state != MECHANICS_BUFFER_RECORDING)
		buffer->head_lba = lba;
}

__attribute__((noinline)) static void add_extent(
	struct mechanics_buffer *buffer, int64_t lba, uint32_t blocks)
{
	/* all places taken: the host waits until recording gives one back */
	if (buffer->count == MECHANICS_BUFFER_EXTENTS_MAX) {
		if (buffer->state == MECHANICS_BUFFER_WAITING)
			start(buffer, buffer->time_ns);
		mechanics_buffer_advance(buffer, mechanics_buffer_next_event_ns(buffer));
	}
	*extent_at(buffer, buffer->count++) = (struct mechanics_extent) { lba, blocks };
	if (buffer->count == 1)
		time_first_extent(buffer);
}

/* Put @blocks behind the last ones, as part of their extent when they follow on. */
static void append(struct mechanics_buffer *buffer, int64_t lba, uint32_t blocks)
{
	struct mechanics_extent *last = buffer->count ? extent_at(buffer, buffer->count - 1) : NULL;

	if (last && last->lba + last->blocks == lba && last->blocks <= UINT32_MAX - blocks)
		last->blocks += blocks;
	else
		add_extent(buffer, lba, blocks);
	buffer->used_blocks += blocks;
}

__attribute__((noinline)) static void begin_waiting(struct mechanics_buffer *buffer, int64_t lba)
{
	if (buffer->state == MECHANICS_BUFFER_DRY && lba == buffer->head_lba)
		buffer->underruns++;
	buffer->state = MECHANICS_BUFFER_WAITING;
	buffer->waiting_since_ns = buffer->time_ns;
}

/* When recording has taken @blocks out of the buffer, counted from the first extent's start. */
static uint64_t taken_out_at_ns(const struct mechanics_buffer *buffer, uint64_t blocks)
{
	if (blocks > peek_extent(buffer, 0)->blocks)
		return all_taken_out_at_ns(buffer, blocks);
	return buffer->origin_ns + of_first_ns(buffer, (uint32_t)blocks);
}

uint64_t mechanics_buffer_accept(
	struct mechanics_buffer *buffer, int64_t lba, uint32_t blocks, uint64_t now_ns)
{
	uint64_t fits_at_ns;

	mechanics_buffer_advance(buffer, now_ns);
	if (blocks == 0)
		return buffer->time_ns;
	append(buffer, lba, blocks);
	buffer->flushing = false;
	if (buffer->count == 1 && buffer->state != MECHANICS_BUFFER_RECORDING &&
		buffer->state != MECHANICS_BUFFER_WAITING)
		begin_waiting(buffer, lba);
	if (buffer->state == MECHANICS_BUFFER_WAITING &&
		buffer->used_blocks >= buffer->settings.start_mark_blocks)
		start(buffer, buffer->time_ns);
	if (buffer->used_blocks <= buffer->settings.capacity_blocks)
		return buffer->time_ns;
	fits_at_ns =
		taken_out_at_ns(buffer, buffer->used_blocks - buffer->settings.capacity_blocks);
	return fits_at_ns > buffer->time_ns ? fits_at_ns : buffer->time_ns;
}

uint64_t mechanics_buffer_flush(struct mechanics_buffer *buffer, uint64_t now_ns)
{
	mechanics_buffer_advance(buffer, now_ns);
	if (buffer->state == MECHANICS_BUFFER_DRY)
		buffer->state = MECHANICS_BUFFER_EMPTY;
	if (buffer->state == MECHANICS_BUFFER_EMPTY)
		return buffer->time_ns;
	if (buffer->state == MECHANICS_BUFFER_WAITING)
		start(buffer, buffer->time_ns);
	buffer->flushing = true;
	return taken_out_at_ns(buffer, buffer->used_blocks);
}

void mechanics_buffer_lose(struct mechanics_buffer *buffer)
{
	assert(buffer->state == MECHANICS_BUFFER_DRY);
	buffer->underruns++;
	buffer->delay_ns = 0;
	buffer->state = MECHANICS_BUFFER_EMPTY;
}

bool mechanics_buffer_left(
	const struct mechanics_buffer *buffer, unsigned index, struct mechanics_extent *ret_left)
{
	uint32_t recorded = index == 0 ? recorded_of_first(buffer) : 0;

	if (index >= buffer->count)
		return false;
	*ret_left = *peek_extent(buffer, index);
	ret_left->lba += recorded;
	ret_left->blocks -= recorded;
	return true;
}

uint64_t mechanics_buffer_discard(struct mechanics_buffer *buffer, uint64_t now_ns)
{
	uint64_t lost;

	mechanics_buffer_advance(buffer, now_ns);
	lost = buffer->used_blocks - recorded_of_first(buffer);
	buffer->head_lba = mechanics_buffer_head_lba(buffer);
	buffer->state = MECHANICS_BUFFER_EMPTY;
	buffer->flushing = false;
	buffer->first = buffer->count = 0;
	buffer->used_blocks = 0;
	return lost;
}

uint32_t mechanics_buffer_used_blocks(const struct mechanics_buffer *buffer)
{
	uint64_t used = buffer->used_blocks - recorded_of_first(buffer);

	return used < buffer->settings.capacity_blocks ? (uint32_t)used
						       : buffer->settings.capacity_blocks;
}

int64_t mechanics_buffer_head_lba(const struct mechanics_buffer *buffer)
{
	if (buffer->state != MECHANICS_BUFFER_RECORDING)
		return buffer->head_lba;
	return peek_extent(buffer, 0)->lba + recorded_of_first(buffer);
}

uint32_t mechanics_buffer_rate_kBps(const struct mechanics_buffer *buffer)
{
	if (buffer->state != MECHANICS_BUFFER_RECORDING || buffer->time_ns < buffer->origin_ns)
		return 0;
	return mechanics_motion_rate_kBps(&buffer->motion, mechanics_buffer_head_lba(buffer));
}
