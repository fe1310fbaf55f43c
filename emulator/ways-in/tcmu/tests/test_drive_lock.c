/* SPDX-License-Identifier: MIT */
/* The lock of an attached drive: one at a time, and nobody sleeps on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>
#include <sched.h>

#include "emulator/ways-in/tcmu/drive_lock.h"

enum { THREADS = 4, TURNS = 20000 };

struct shared {
	struct drive_lock lock;
	uint64_t count; /* not atomic: what the lock is for */
	atomic_uint inside;
	unsigned most_inside;
};

static void take_turn(struct shared *shared, unsigned turn)
{
	unsigned inside;

	drive_lock_take(&shared->lock);
	inside = atomic_fetch_add(&shared->inside, 1) + 1;
	if (inside > shared->most_inside)
		shared->most_inside = inside;
	shared->count++;
	if (turn % 64 == 0)
		sched_yield(); /* the others come and have to wait */
	atomic_fetch_sub(&shared->inside, 1);
	drive_lock_release(&shared->lock);
}

static void *take_turns(void *context)
{
	for (unsigned turn = 0; turn < TURNS; turn++)
		take_turn(context, turn);
	return NULL;
}

static void threads_that_want_it_have_it_one_after_the_other(void **state)
{
	struct shared shared = { .count = 0 };
	pthread_t threads[THREADS];

	(void)state;
	drive_lock_init(&shared.lock);
	for (unsigned i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, take_turns, &shared), 0);
	for (unsigned i = 0; i < THREADS; i++)
		assert_int_equal(pthread_join(threads[i], NULL), 0);
	drive_lock_destroy(&shared.lock);
	assert_int_equal(shared.count, (uint64_t)THREADS * TURNS);
	assert_int_equal(shared.most_inside, 1);
}

static void *take_once(void *context)
{
	take_turn(context, 1);
	return NULL;
}

/* We have it, and the thread that is returned waits for it. */
static pthread_t somebody_waits(struct shared *shared)
{
	pthread_t thread;

	drive_lock_init(&shared->lock);
	drive_lock_take(&shared->lock);
	assert_int_equal(pthread_create(&thread, NULL, take_once, shared), 0);
	while (atomic_load(&shared->lock.waiting) == 0)
		sched_yield();
	return thread;
}

static void who_waits_is_woken_when_it_is_released(void **state)
{
	struct shared shared = { .count = 0 };
	pthread_t thread = somebody_waits(&shared);

	(void)state;
	assert_int_equal(shared.count, 0);
	drive_lock_release(&shared.lock);
	assert_int_equal(pthread_join(thread, NULL), 0);
	drive_lock_destroy(&shared.lock);
	assert_int_equal(shared.count, 1);
}

/* Waiting on a condition would end a cancelled thread with the lock half taken. */
static void a_cancelled_thread_that_waits_gets_it_all_the_same(void **state)
{
	struct shared shared = { .count = 0 };
	pthread_t thread = somebody_waits(&shared);
	void *result;

	(void)state;
	assert_int_equal(pthread_cancel(thread), 0);
	drive_lock_release(&shared.lock);
	assert_int_equal(pthread_join(thread, &result), 0);
	assert_null(result);
	assert_int_equal(shared.count, 1);
	drive_lock_take(&shared.lock); /* it was released */
	drive_lock_release(&shared.lock);
	drive_lock_destroy(&shared.lock);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(threads_that_want_it_have_it_one_after_the_other),
		cmocka_unit_test(who_waits_is_woken_when_it_is_released),
		cmocka_unit_test(a_cancelled_thread_that_waits_gets_it_all_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
