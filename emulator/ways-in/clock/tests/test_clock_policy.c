/* SPDX-License-Identifier: MIT */
/* The three clocks over their calls; the wall clock is numbers. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "burnrig/drive.h"
#include "emulator/ways-in/clock/clock_policy.h"

#define MS 1000000ULL

static struct clock_policy policy_of(const char *text)
{
	struct clock_policy policy;

	assert_int_equal(clock_policy_parse(text, &policy, NULL), 0);
	return policy;
}

static void parse_accepts_and_prints_the_three_kinds(void **state)
{
	static const char *const texts[] = { "virtual", "real", "real/2", "real/1000" };
	char out[12];

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct clock_policy policy = policy_of(texts[i]);

		assert_string_equal(clock_policy_text(&policy, out, sizeof(out)), texts[i]);
	}
}

static void parse_refuses_the_rest_and_says_why(void **state)
{
	static const char *const texts[] = { "", "Virtual", "real/", "real/0", "real/1001",
		"real/-1", "real/2x", "real/ 2", "real/00002", "real/99999999999999999999" };
	struct clock_policy policy;
	struct burnrig_problem problem;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		memset(&problem, 0, sizeof(problem));
		assert_int_equal(clock_policy_parse(texts[i], &policy, &problem), -EINVAL);
		assert_string_equal(problem.field, "clock");
		assert_non_null(strstr(problem.text, "real/N"));
	}
}

static void virtual_time_is_the_sum_of_durations(void **state)
{
	struct clock_policy policy = policy_of("virtual");
	struct clock_completion write = { .moved_medium_data = true, .next_event_ns = 500 * MS };

	(void)state;
	for (uint64_t i = 0; i < 5; i++) {
		assert_int_equal(clock_policy_now(&policy, 77 * i), 3 * MS * i);
		write.complete_at_ns = 3 * MS * (i + 1);
		assert_int_equal(clock_policy_completed(&policy, &write, 99), 0);
	}
}

static uint64_t poll_once(struct clock_policy *policy, uint64_t next_event_ns)
{
	struct clock_completion poll = {
		.complete_at_ns = clock_policy_now(policy, 0),
		.next_event_ns = next_event_ns,
	};

	assert_int_equal(clock_policy_completed(policy, &poll, 0), 0);
	return clock_policy_now(policy, 0);
}

static void polling_doubles_its_steps_and_stops_at_the_event(void **state)
{
	struct clock_policy policy = policy_of("virtual");

	(void)state;
	assert_int_equal(poll_once(&policy, 10 * MS), 1 * MS);
	assert_int_equal(poll_once(&policy, 10 * MS), 3 * MS);
	assert_int_equal(poll_once(&policy, 10 * MS), 7 * MS);
	assert_int_equal(poll_once(&policy, 10 * MS), 10 * MS);
	assert_int_equal(poll_once(&policy, BURNRIG_NEVER_NS), 10 * MS);
}

static void medium_data_takes_the_doubling_back(void **state)
{
	struct clock_policy policy = policy_of("virtual");
	struct clock_completion read = { .moved_medium_data = true, .complete_at_ns = 8 * MS };

	(void)state;
	poll_once(&policy, 1000 * MS);
	poll_once(&policy, 1000 * MS);
	clock_policy_completed(&policy, &read, 0);
	assert_int_equal(clock_policy_now(&policy, 0), 8 * MS);
	assert_int_equal(poll_once(&policy, 1000 * MS), 9 * MS);
}

static void an_hour_passes_in_few_polls_and_nothing_overflows(void **state)
{
	struct clock_policy policy = policy_of("virtual");
	unsigned polls = 0;

	(void)state;
	while (poll_once(&policy, 3600000 * MS) < 3600000 * MS)
		polls++;
	assert_in_range(polls, 1, 40);
	for (unsigned i = 0; i < 100; i++)
		poll_once(&policy, BURNRIG_NEVER_NS - 1);
	assert_true(clock_policy_now(&policy, 0) > 3600000 * MS);
}

static void whoever_is_told_not_ready_finds_the_event_next_time(void **state)
{
	struct clock_policy policy = policy_of("virtual");
	const uint8_t cdb[6] = { 0 };
	struct burnrig_command command = { .cdb = cdb,
		.cdb_bytes = 6,
		.status = BURNRIG_STATUS_CHECK_CONDITION,
		.sense = { 0x70, 0, 0x02, [7] = 10, [12] = 0x04, [13] = 0x08 },
		.sense_bytes = 18,
		.complete_at_ns = 2 * MS };
	struct clock_completion completion = clock_completion_of(&command);

	(void)state;
	assert_true(clock_policy_asks_event(&policy, &completion));
	completion.next_event_ns = 5000 * MS;
	clock_policy_completed(&policy, &completion, 0);
	assert_int_equal(clock_policy_now(&policy, 0), 5000 * MS);
	command.sense[12] = 0x3A; /* no medium: nothing to wait for */
	command.complete_at_ns = 5000 * MS;
	completion = clock_completion_of(&command);
	completion.next_event_ns = 9000 * MS;
	clock_policy_completed(&policy, &completion, 0);
	assert_in_range(clock_policy_now(&policy, 0), 5000 * MS, 5010 * MS);
}

static void real_time_starts_with_the_first_command_and_holds(void **state)
{
	struct clock_policy policy = policy_of("real");
	struct clock_completion completion = { .complete_at_ns = 40 * MS };

	(void)state;
	assert_int_equal(clock_policy_now(&policy, 5000 * MS), 0);
	assert_int_equal(clock_policy_completed(&policy, &completion, 5000 * MS), 40 * MS);
	assert_int_equal(clock_policy_completed(&policy, &completion, 5030 * MS), 10 * MS);
	assert_int_equal(clock_policy_completed(&policy, &completion, 5040 * MS), 0);
	assert_int_equal(clock_policy_completed(&policy, &completion, 6000 * MS), 0);
	assert_int_equal(clock_policy_now(&policy, 6000 * MS), 1000 * MS);
}

static void scaled_time_divides_what_is_held_rounded_up(void **state)
{
	struct clock_policy policy = policy_of("real/3");
	struct clock_completion completion = { .complete_at_ns = 100 };

	(void)state;
	assert_int_equal(clock_policy_now(&policy, 1000), 0);
	assert_int_equal(clock_policy_completed(&policy, &completion, 1000), 34);
	assert_int_equal(clock_policy_now(&policy, 1034), 102);
}

static void a_wall_clock_that_goes_back_does_not_take_the_drive_with_it(void **state)
{
	struct clock_policy policy = policy_of("real");

	(void)state;
	clock_policy_now(&policy, 1000);
	assert_int_equal(clock_policy_now(&policy, 1500), 500);
	assert_int_equal(clock_policy_now(&policy, 1200), 500);
	assert_int_equal(clock_policy_now(&policy, 10), 500);
	assert_int_equal(clock_policy_now(&policy, 1600), 600);
}

static void reads_and_writes_move_medium_data(void **state)
{
	static const uint8_t moving[] = { 0x28, 0x2A, 0x2E, 0xA8, 0xAA, 0xB9, 0xBE };
	static const uint8_t still[] = { 0x00, 0x35, 0x46, 0x4A, 0x51, 0x5B, 0x5C, 0xAC };

	(void)state;
	for (size_t i = 0; i < sizeof(moving); i++)
		assert_true(clock_moves_medium_data(moving + i, 1));
	for (size_t i = 0; i < sizeof(still); i++)
		assert_false(clock_moves_medium_data(still + i, 1));
	assert_false(clock_moves_medium_data(moving, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parse_accepts_and_prints_the_three_kinds),
		cmocka_unit_test(parse_refuses_the_rest_and_says_why),
		cmocka_unit_test(virtual_time_is_the_sum_of_durations),
		cmocka_unit_test(polling_doubles_its_steps_and_stops_at_the_event),
		cmocka_unit_test(medium_data_takes_the_doubling_back),
		cmocka_unit_test(an_hour_passes_in_few_polls_and_nothing_overflows),
		cmocka_unit_test(whoever_is_told_not_ready_finds_the_event_next_time),
		cmocka_unit_test(real_time_starts_with_the_first_command_and_holds),
		cmocka_unit_test(scaled_time_divides_what_is_held_rounded_up),
		cmocka_unit_test(a_wall_clock_that_goes_back_does_not_take_the_drive_with_it),
		cmocka_unit_test(reads_and_writes_move_medium_data),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
