/* SPDX-License-Identifier: MIT */
#include "engine/imapi2/tests/failing_allocation.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

#define TAKEN_MAX 4096

void *__real_malloc(size_t bytes);
void *__real_calloc(size_t count, size_t bytes);
void *__real_realloc(void *memory, size_t bytes);
void __real_free(void *memory);
void *__wrap_malloc(size_t bytes);
void *__wrap_calloc(size_t count, size_t bytes);
void *__wrap_realloc(void *memory, size_t bytes);
void __wrap_free(void *memory);

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct {
	bool armed, failed;
	unsigned at, seen, count;
	uintptr_t taken[TAKEN_MAX];
} state;
static _Thread_local unsigned paused;

void failing_allocation_arm(unsigned at)
{
	pthread_mutex_lock(&lock);
	state.armed = true;
	state.failed = false;
	state.at = at;
	state.seen = 0;
	state.count = 0;
	pthread_mutex_unlock(&lock);
}

bool failing_allocation_disarm(void)
{
	bool failed;

	pthread_mutex_lock(&lock);
	state.armed = false;
	failed = state.failed;
	pthread_mutex_unlock(&lock);
	return failed;
}

unsigned failing_allocation_left(void)
{
	return state.count;
}

void failing_allocation_pause(void)
{
	paused++;
}

void failing_allocation_resume(void)
{
	paused--;
}

static bool is_to_fail(void)
{
	bool fails = false;

	if (paused)
		return false;
	pthread_mutex_lock(&lock);
	if (state.armed)
		fails = ++state.seen == state.at;
	state.failed = state.failed || fails;
	pthread_mutex_unlock(&lock);
	return fails;
}

static void *note(void *memory)
{
	if (!memory || paused)
		return memory;
	pthread_mutex_lock(&lock);
	if (state.armed) {
		if (state.count == TAKEN_MAX)
			abort();
		state.taken[state.count++] = (uintptr_t)memory;
	}
	pthread_mutex_unlock(&lock);
	return memory;
}

static void forget(uintptr_t memory)
{
	pthread_mutex_lock(&lock);
	for (unsigned i = state.count; memory && i-- > 0;)
		if (state.taken[i] == memory) {
			state.taken[i] = state.taken[--state.count];
			break;
		}
	pthread_mutex_unlock(&lock);
}

void *__wrap_malloc(size_t bytes)
{
	return is_to_fail() ? NULL : note(__real_malloc(bytes));
}

void *__wrap_calloc(size_t count, size_t bytes)
{
	return is_to_fail() ? NULL : note(__real_calloc(count, bytes));
}

void *__wrap_realloc(void *memory, size_t bytes)
{
	if (is_to_fail())
		return NULL;
	forget((uintptr_t)memory);
	return note(__real_realloc(memory, bytes));
}

void __wrap_free(void *memory)
{
	forget((uintptr_t)memory);
	__real_free(memory);
}
