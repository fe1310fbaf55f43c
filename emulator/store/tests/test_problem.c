/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "burnrig/problem.h"

static void all_parts_are_printed(void **state)
{
	struct burnrig_problem problem;
	char text[512];

	(void)state;
	burnrig_problem_set(&problem, "x.conf", 12, "kBps", "%d is less than %d", 1, 2);
	assert_string_equal(burnrig_problem_format(&problem, text, sizeof text),
		"x.conf:12: kBps: 1 is less than 2");
}

static void absent_parts_leave_no_mark(void **state)
{
	struct burnrig_problem problem;
	char text[512];

	(void)state;
	burnrig_problem_set(&problem, "x.disc", 0, NULL, "damaged");
	assert_string_equal(burnrig_problem_format(&problem, text, sizeof text), "x.disc: damaged");
	burnrig_problem_set(&problem, NULL, 0, "speed", "unknown");
	assert_string_equal(burnrig_problem_format(&problem, text, sizeof text), "speed: unknown");
	burnrig_problem_set(NULL, NULL, 0, NULL, "nobody listens");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_parts_are_printed),
		cmocka_unit_test(absent_parts_leave_no_mark),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
