/* SPDX-License-Identifier: MIT */
/* A failing sequence of 40 steps, of which two are enough. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "conformance/runner/judge.h"
#include "conformance/runner/shrink.h"
#include "conformance/runner/tests/scripted_device.h"

#define STEPS 40u

/* Fails where @one and @other are both taken; @one alone where they are the same. */
static void walk(struct judge *j, unsigned one, unsigned other)
{
	bool has_one = false, has_other = false;

	for (unsigned step = 1; step <= STEPS; step++) {
		if (!judge_step(j))
			continue;
		has_one = has_one || step == one;
		has_other = has_other || step == other;
	}
	must_hold(j, !(has_one && has_other), "it happened");
}

static void two_steps(struct judge *j)
{
	walk(j, 8, 31);
}

static void last_step(struct judge *j)
{
	walk(j, STEPS, STEPS);
}

static void expect_on(bool is_memory, void (*run)(struct judge *judge), const char *reason)
{
	const struct test test = { .id = "mmc.x.walks", .run = run };
	const struct bench bench = scripted_bench(is_memory);
	struct worker *worker = worker_create();

	assert_non_null(worker);
	assert_int_equal(worker_run(worker, &bench, &test, 7, NULL), 0);
	assert_int_equal(worker->outcome.verdict, VERDICT_FAIL);
	assert_int_equal(worker->steps, STEPS);
	assert_int_equal(shrink(worker, &bench, &test, 7, NULL), 0);
	assert_int_equal(worker->outcome.verdict, VERDICT_FAIL);
	assert_string_equal(worker->outcome.reason, reason);
	worker_free(worker);
}

static void expect(void (*run)(struct judge *judge), const char *reason)
{
	expect_on(false, run, reason);
	expect_on(true, run, reason);
}

static void the_needed_steps_are_found(void **state)
{
	(void)state;
	expect(two_steps, "it happened; seed 7, steps 8 31 (2 of 40 are enough)");
	expect(last_step, "it happened; seed 7, steps 40 (1 of 40 are enough)");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_needed_steps_are_found),
	};

	return cmocka_run_group_tests_name("shrink", tests, NULL, NULL);
}
