/* SPDX-License-Identifier: MIT */
#include "engine/writer/ring.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>

#define PAGE_BYTES	 4096
#define LARGE_PAGE_BYTES (2U << 20)
#define NS_PER_MS	 1000000L
#define NS_PER_S	 1000000000L

struct writer_ring {
	uint8_t *memory;
	size_t *slot_used_bytes;
	size_t slots, slot_bytes;
	pthread_mutex_t lock;
	pthread_cond_t filled, emptied;
	/* under the lock */
	size_t next_fill, next_take, full;
	size_t used_bytes;
	uint64_t read_bytes;
	bool ended, stopped;
	int error;
};

static void init_conditions(struct writer_ring *ring)
{
	pthread_condattr_t monotonic;

	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&ring->filled, &monotonic);
	pthread_cond_init(&ring->emptied, &monotonic);
	pthread_condattr_destroy(&monotonic);
	pthread_mutex_init(&ring->lock, NULL);
}

/*
 * Large pages where the system has them: to come by 16 MiB in small ones costs as much as burning some of it.
 * It may say no: then they are small.
 */
static void *allocate(size_t bytes)
{
	size_t rounded_bytes = (bytes + LARGE_PAGE_BYTES - 1) / LARGE_PAGE_BYTES * LARGE_PAGE_BYTES;
	void *memory;

	if (bytes < LARGE_PAGE_BYTES)
		return aligned_alloc(PAGE_BYTES, bytes);
	memory = aligned_alloc(LARGE_PAGE_BYTES, rounded_bytes);
	if (memory)
		madvise(memory, rounded_bytes, MADV_HUGEPAGE);
	return memory;
}

struct writer_ring *writer_ring_create(size_t slots, size_t slot_bytes)
{
	/* Slots start on pages, so that no transport has to copy them. */
	size_t stride = (slot_bytes + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
	struct writer_ring *ring = calloc(1, sizeof *ring);

	if (!ring)
		return NULL;
	ring->memory = allocate(slots * stride);
	ring->slot_used_bytes = calloc(slots, sizeof *ring->slot_used_bytes);
	ring->slots = slots;
	ring->slot_bytes = stride;
	init_conditions(ring);
	if (!ring->memory || !ring->slot_used_bytes) {
		writer_ring_destroy(ring);
		return NULL;
	}
	return ring;
}

void writer_ring_destroy(struct writer_ring *ring)
{
	if (!ring)
		return;
	pthread_cond_destroy(&ring->filled);
	pthread_cond_destroy(&ring->emptied);
	pthread_mutex_destroy(&ring->lock);
	free(ring->memory);
	free(ring->slot_used_bytes);
	free(ring);
}

/*
 * A reader that found the ring full comes back for some slots at once: to be woken costs more than to read
 * one. Three quarters are always full, as long as the source keeps up.
 */
static bool is_worth_filling(const struct writer_ring *ring)
{
	return ring->full <= ring->slots - (ring->slots + 3) / 4;
}

uint8_t *writer_ring_fill(struct writer_ring *ring)
{
	uint8_t *slot = NULL;

	pthread_mutex_lock(&ring->lock);
	if (ring->full == ring->slots)
		while (!is_worth_filling(ring) && !ring->stopped)
			pthread_cond_wait(&ring->emptied, &ring->lock);
	if (!ring->stopped)
		slot = ring->memory + ring->next_fill * ring->slot_bytes;
	pthread_mutex_unlock(&ring->lock);
	return slot;
}

void writer_ring_filled(struct writer_ring *ring, size_t bytes)
{
	pthread_mutex_lock(&ring->lock);
	ring->slot_used_bytes[ring->next_fill] = bytes;
	ring->next_fill = (ring->next_fill + 1) % ring->slots;
	ring->full++;
	ring->used_bytes += bytes;
	ring->read_bytes += bytes;
	if (ring->full == 1) /* else the writer has no reason to wait */
		pthread_cond_signal(&ring->filled);
	pthread_mutex_unlock(&ring->lock);
}

void writer_ring_end(struct writer_ring *ring, int error)
{
	pthread_mutex_lock(&ring->lock);
	ring->ended = true;
	ring->error = error;
	pthread_cond_signal(&ring->filled);
	pthread_mutex_unlock(&ring->lock);
}

static struct timespec after_ms(unsigned wait_ms)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	at.tv_sec += wait_ms / 1000;
	at.tv_nsec += (long)(wait_ms % 1000) * NS_PER_MS;
	if (at.tv_nsec >= NS_PER_S) {
		at.tv_nsec -= NS_PER_S;
		at.tv_sec++;
	}
	return at;
}

enum writer_ring_state writer_ring_take(struct writer_ring *ring, unsigned wait_ms,
	const uint8_t **ret_data, size_t *ret_bytes, int *ret_error)
{
	enum writer_ring_state state = WRITER_RING_NOT_YET;

	pthread_mutex_lock(&ring->lock);
	if (ring->full == 0 && !ring->ended) {
		struct timespec until = after_ms(wait_ms);

		while (ring->full == 0 && !ring->ended &&
			pthread_cond_timedwait(&ring->filled, &ring->lock, &until) == 0)
			;
	}
	if (ring->full > 0) {
		state = WRITER_RING_DATA;
		*ret_data = ring->memory + ring->next_take * ring->slot_bytes;
		*ret_bytes = ring->slot_used_bytes[ring->next_take];
	} else if (ring->ended) {
		state = WRITER_RING_ENDED;
		*ret_error = ring->error;
	}
	pthread_mutex_unlock(&ring->lock);
	return state;
}

void writer_ring_taken(struct writer_ring *ring)
{
	pthread_mutex_lock(&ring->lock);
	ring->used_bytes -= ring->slot_used_bytes[ring->next_take];
	ring->next_take = (ring->next_take + 1) % ring->slots;
	ring->full--;
	if (is_worth_filling(ring))
		pthread_cond_signal(&ring->emptied);
	pthread_mutex_unlock(&ring->lock);
}

void writer_ring_stop(struct writer_ring *ring)
{
	pthread_mutex_lock(&ring->lock);
	ring->stopped = true;
	pthread_cond_signal(&ring->emptied);
	pthread_mutex_unlock(&ring->lock);
}

struct writer_ring_level writer_ring_level(struct writer_ring *ring)
{
	struct writer_ring_level level;

	pthread_mutex_lock(&ring->lock);
	level = (struct writer_ring_level) {
		.total_bytes = ring->slots * ring->slot_bytes,
		.used_bytes = ring->used_bytes,
		.read_bytes = ring->read_bytes,
	};
	pthread_mutex_unlock(&ring->lock);
	return level;
}
