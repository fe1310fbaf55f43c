/* SPDX-License-Identifier: MIT */
/*
 * hold_queue.h: things that are let go when their time has come, by a thread of the queue's own.
 */
#ifndef WAYS_IN_TCMU_HOLD_QUEUE_H
#define WAYS_IN_TCMU_HOLD_QUEUE_H

#include <stdint.h>

struct hold_queue;

/* Called by the queue's thread, in order of time, with no lock held. */
typedef void hold_release_function(void *context, void *item);

/* hold_queue_create: NULL when there is no memory or no thread. */
struct hold_queue *hold_queue_create(hold_release_function *release, void *context);

/* hold_queue_destroy: what is still held is released at once. NULL is allowed. */
void hold_queue_destroy(struct hold_queue *queue);

/*
 * hold_queue_add: keep @item for @hold_ns of monotonic time from now. Items of equal time leave as they
 * came. Returns 0; -ENOMEM, then the item is the caller's still.
 */
int hold_queue_add(struct hold_queue *queue, void *item, uint64_t hold_ns);

#endif
