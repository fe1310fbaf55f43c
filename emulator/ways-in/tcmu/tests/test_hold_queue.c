/* SPDX-License-Identifier: MIT */
/* Held items leave in order of time, none early, all when the queue ends. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "emulator/ways-in/tcmu/hold_queue.h"

#define MS_NS 1000000ULL

struct record {
	pthread_mutex_t lock;
	pthread_cond_t more;
	unsigned count;
	const char *items[8];
	struct timespec when[8];
};

static void note(void *context, void *item)
{
	struct record *record = context;

	pthread_mutex_lock(&record->lock);
	clock_gettime(CLOCK_MONOTONIC, &record->when[record->count]);
	record->items[record->count++] = item;
	pthread_cond_signal(&record->more);
	pthread_mutex_unlock(&record->lock);
}

static void wait_for(struct record *record, unsigned count)
{
	pthread_mutex_lock(&record->lock);
	while (record->count < count)
		pthread_cond_wait(&record->more, &record->lock);
	pthread_mutex_unlock(&record->lock);
}

static int64_t since_ns(const struct timespec *start, const struct timespec *end)
{
	return (end->tv_sec - start->tv_sec) * 1000000000LL + (end->tv_nsec - start->tv_nsec);
}

static struct record new_record(void)
{
	return (struct record) { .lock = PTHREAD_MUTEX_INITIALIZER,
		.more = PTHREAD_COND_INITIALIZER };
}

static void items_leave_in_order_of_time_and_none_early(void **state)
{
	char late[] = "late", early[] = "early", also_early[] = "also early";
	struct record record = new_record();
	struct hold_queue *queue = hold_queue_create(note, &record);
	struct timespec start;

	(void)state;
	assert_non_null(queue);
	clock_gettime(CLOCK_MONOTONIC, &start);
	assert_int_equal(hold_queue_add(queue, late, 60 * MS_NS), 0);
	assert_int_equal(hold_queue_add(queue, early, 20 * MS_NS), 0);
	assert_int_equal(hold_queue_add(queue, also_early, 20 * MS_NS), 0);
	wait_for(&record, 3);
	assert_ptr_equal(record.items[0], early);
	assert_ptr_equal(record.items[1], also_early);
	assert_ptr_equal(record.items[2], late);
	assert_true(since_ns(&start, &record.when[0]) >= (int64_t)(20 * MS_NS));
	assert_true(since_ns(&start, &record.when[2]) >= (int64_t)(60 * MS_NS));
	hold_queue_destroy(queue);
	assert_int_equal(record.count, 3);
}

static void the_end_releases_what_is_held(void **state)
{
	char hour[] = "an hour", ever[] = "for ever";
	struct record record = new_record();
	struct hold_queue *queue = hold_queue_create(note, &record);

	(void)state;
	assert_non_null(queue);
	assert_int_equal(hold_queue_add(queue, ever, UINT64_MAX), 0);
	assert_int_equal(hold_queue_add(queue, hour, 3600000 * MS_NS), 0);
	assert_int_equal(record.count, 0);
	hold_queue_destroy(queue);
	assert_int_equal(record.count, 2);
	assert_ptr_equal(record.items[0], hour);
	assert_ptr_equal(record.items[1], ever);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(items_leave_in_order_of_time_and_none_early),
		cmocka_unit_test(the_end_releases_what_is_held),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
