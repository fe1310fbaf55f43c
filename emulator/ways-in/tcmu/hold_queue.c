/* SPDX-License-Identifier: MIT */
#include "emulator/ways-in/tcmu/hold_queue.h"

#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

#include "emulator/ways-in/clock/wall_clock.h"

#define SECOND_NS 1000000000ULL

struct held {
	struct held *next;
	uint64_t due_ns;
	void *item;
};

struct hold_queue {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	pthread_t thread;
	struct held *first; /* by due_ns */
	bool ending;
	hold_release_function *release;
	void *context;
};

/* Waits until the first item is due or something changed. Called and left with the lock held. */
static void wait_for_first(struct hold_queue *queue)
{
	struct timespec until;

	if (!queue->first) {
		pthread_cond_wait(&queue->changed, &queue->lock);
		return;
	}
	until.tv_sec = (time_t)(queue->first->due_ns / SECOND_NS);
	until.tv_nsec = (long)(queue->first->due_ns % SECOND_NS);
	pthread_cond_timedwait(&queue->changed, &queue->lock, &until);
}

static void release_first(struct hold_queue *queue)
{
	struct held *held = queue->first;

	queue->first = held->next;
	pthread_mutex_unlock(&queue->lock);
	queue->release(queue->context, held->item);
	free(held);
	pthread_mutex_lock(&queue->lock);
}

static void *run(void *context)
{
	struct hold_queue *queue = context;

	pthread_mutex_lock(&queue->lock);
	while (!queue->ending || queue->first) {
		if (queue->first && (queue->ending || queue->first->due_ns <= wall_clock_ns()))
			release_first(queue);
		else
			wait_for_first(queue);
	}
	pthread_mutex_unlock(&queue->lock);
	return NULL;
}

struct hold_queue *hold_queue_create(hold_release_function *release, void *context)
{
	struct hold_queue *queue = calloc(1, sizeof(*queue));
	pthread_condattr_t monotonic;

	if (!queue)
		return NULL;
	queue->release = release;
	queue->context = context;
	pthread_mutex_init(&queue->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&queue->changed, &monotonic);
	pthread_condattr_destroy(&monotonic);
	if (pthread_create(&queue->thread, NULL, run, queue) != 0) {
		pthread_cond_destroy(&queue->changed);
		pthread_mutex_destroy(&queue->lock);
		free(queue);
		return NULL;
	}
	return queue;
}

void hold_queue_destroy(struct hold_queue *queue)
{
	if (!queue)
		return;
	pthread_mutex_lock(&queue->lock);
	queue->ending = true;
	pthread_cond_signal(&queue->changed);
	pthread_mutex_unlock(&queue->lock);
	pthread_join(queue->thread, NULL);
	pthread_cond_destroy(&queue->changed);
	pthread_mutex_destroy(&queue->lock);
	free(queue);
}

int hold_queue_add(struct hold_queue *queue, void *item, uint64_t hold_ns)
{
	struct held *held = malloc(sizeof(*held));
	struct held **place = &queue->first;
	uint64_t now_ns = wall_clock_ns();

	if (!held)
		return -ENOMEM;
	held->item = item;
	held->due_ns = hold_ns > INT64_MAX - now_ns ? INT64_MAX : now_ns + hold_ns;
	pthread_mutex_lock(&queue->lock);
	while (*place && (*place)->due_ns <= held->due_ns)
		place = &(*place)->next;
	held->next = *place;
	*place = held;
	pthread_cond_signal(&queue->changed);
	pthread_mutex_unlock(&queue->lock);
	return 0;
}
