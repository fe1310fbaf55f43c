/* SPDX-License-Identifier: MIT */
/* Definitions are read by several threads at once: each burn of several has its own drive. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* after the headers it needs */
#include <cmocka.h>

#include "burnrig/definition.h"

#define THREADS 4
#define LOADS	200

/* Returns NULL when every one was read. */
static void *load_often(void *context)
{
	struct burnrig_problem *problem = context;

	for (unsigned i = 0; i < LOADS; i++) {
		struct burnrig_drive_definition *drive;
		struct burnrig_medium_definition *medium;

		if (burnrig_drive_definition_load("burner", &drive, problem) < 0)
			return problem;
		burnrig_drive_definition_free(drive);
		if (burnrig_medium_definition_load("cd-r-80", &medium, problem) < 0)
			return problem;
		burnrig_medium_definition_free(medium);
	}
	return NULL;
}

static void definitions_are_read_by_many_at_once(void **state)
{
	struct burnrig_problem problems[THREADS] = { { .line = 0 } };
	pthread_t threads[THREADS];
	const struct burnrig_problem *failed = NULL;

	(void)state;
	for (unsigned i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, load_often, &problems[i]), 0);
	for (unsigned i = 0; i < THREADS; i++) {
		void *result;

		assert_int_equal(pthread_join(threads[i], &result), 0);
		if (result)
			failed = result;
	}
	if (failed)
		fail_msg("%s:%u: %s: %s", failed->file, failed->line, failed->field, failed->text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(definitions_are_read_by_many_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
