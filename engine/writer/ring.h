/* SPDX-License-Identifier: MIT */
/*
 * ring.h: the buffer between the thread that reads the source and the one that writes the disc.
 *
 * A ring of slots, each as long as one WRITE. The reader fills slots in order, the writer empties
 * them in order, and each works in its slot without the lock. Either side may end it: the reader
 * when the source ends or fails, the writer when it wants no more.
 */
#ifndef ENGINE_WRITER_RING_H
#define ENGINE_WRITER_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct writer_ring;

/* writer_ring_create: @slots of @slot_bytes, page-aligned. NULL when there is no memory. */
struct writer_ring *writer_ring_create(size_t slots, size_t slot_bytes);
void writer_ring_destroy(
	struct writer_ring *ring); /* both threads are done with it; NULL is allowed */

/* writer_ring_fill: the next empty slot, waiting for one; NULL when the writer wants no more. */
uint8_t *writer_ring_fill(struct writer_ring *ring);
/* writer_ring_filled: the slot is full (@bytes of it) and the writer's. */
void writer_ring_filled(struct writer_ring *ring, size_t bytes);
/* writer_ring_end: no slot will follow; @error is 0 at the end of the work or negative errno. */
void writer_ring_end(struct writer_ring *ring, int error);

enum writer_ring_state { WRITER_RING_DATA, WRITER_RING_NOT_YET, WRITER_RING_ENDED };
/*
 * writer_ring_take: the oldest full slot; waits at most @wait_ms of real time for it.
 * WRITER_RING_ENDED when all was taken and none will follow: then @ret_error is the reader's.
 */
enum writer_ring_state writer_ring_take(struct writer_ring *ring, unsigned wait_ms,
	const uint8_t **ret_data, size_t *ret_bytes, int *ret_error);
/* writer_ring_taken: the slot is empty and the reader's. */
void writer_ring_taken(struct writer_ring *ring);
/* writer_ring_stop: the writer wants no more; the reader is woken. */
void writer_ring_stop(struct writer_ring *ring);

struct writer_ring_level {
	size_t total_bytes, used_bytes;
	uint64_t read_bytes; /* filled in all */
};
struct writer_ring_level writer_ring_level(struct writer_ring *ring);

#endif
