/* SPDX-License-Identifier: MIT */
/* Which rule strikes which command, told from plain rules. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* after the headers it needs */
#include <cmocka.h>

#include "emulator/faults/faults.h"

#define READ_10	 0x28
#define WRITE_10 0x2A

static uint64_t never_asked(void *context)
{
	(void)context;
	fail_msg("a number was drawn for a rule without chance");
	return 0;
}

static uint64_t next_number(void *context)
{
	uint64_t *number = context;

	return *number;
}

static const struct fault_rule *strike(
	struct burnrig_faults *faults, uint8_t operation, uint32_t lba, uint32_t blocks)
{
	const struct fault_target target = {
		.operation = operation, .lba = lba, .blocks = blocks, .random = never_asked
	};
	uint32_t at;

	return faults_strike(faults, &target, &at);
}

static struct fault_rule rule_of(uint8_t operation)
{
	struct fault_rule rule = { .any_block = true, .chance = 1000, .effect = FAULT_BUSY };

	rule.operations[operation / 8] = (uint8_t)(1U << operation % 8);
	return rule;
}

static void a_rule_strikes_the_commands_it_names(void **state)
{
	struct burnrig_faults faults = { .count = 1, .rules = { rule_of(WRITE_10) } };

	(void)state;
	assert_ptr_equal(strike(&faults, WRITE_10, 0, 1), &faults.rules[0]);
	assert_null(strike(&faults, READ_10, 0, 1));
	faults.rules[0].operations[WRITE_10 / 8] = 0;
	assert_ptr_equal(strike(&faults, READ_10, 0, 1), &faults.rules[0]);
	assert_ptr_equal(strike(&faults, 0x00, 0, 0), &faults.rules[0]);
}

static void blocks_are_struck_from_the_first_to_the_last(void **state)
{
	struct burnrig_faults faults = { .count = 1, .rules = { rule_of(READ_10) } };
	struct fault_target target = {
		.operation = READ_10, .lba = 90, .blocks = 20, .random = never_asked
	};
	uint32_t at = 0;

	(void)state;
	faults.rules[0].any_block = false;
	faults.rules[0].first_lba = 100;
	faults.rules[0].last_lba = 109;
	assert_null(strike(&faults, READ_10, 90, 10));
	assert_non_null(strike(&faults, READ_10, 90, 11));
	assert_non_null(strike(&faults, READ_10, 109, 1));
	assert_null(strike(&faults, READ_10, 110, 1));
	assert_null(strike(&faults, READ_10, 105, 0));
	assert_non_null(strike(&faults, READ_10, 0, UINT32_MAX));
	faults_strike(&faults, &target, &at);
	assert_int_equal(at, 100);
	target.lba = 104;
	faults_strike(&faults, &target, &at);
	assert_int_equal(at, 104);
}

static void skip_and_times_count_only_what_fits(void **state)
{
	struct burnrig_faults faults = { .count = 1, .rules = { rule_of(WRITE_10) } };

	(void)state;
	faults.rules[0].skip = 2;
	faults.rules[0].times = 1;
	assert_null(strike(&faults, WRITE_10, 0, 1));
	assert_null(strike(&faults, READ_10, 0, 1));
	assert_null(strike(&faults, WRITE_10, 0, 1));
	assert_non_null(strike(&faults, WRITE_10, 0, 1));
	assert_null(strike(&faults, WRITE_10, 0, 1));
}

static void the_first_rule_that_strikes_ends_the_search(void **state)
{
	struct burnrig_faults faults = { .count = 2,
		.rules = { rule_of(WRITE_10), rule_of(WRITE_10) } };

	(void)state;
	faults.rules[0].times = 1;
	faults.rules[1].skip = 1;
	assert_ptr_equal(strike(&faults, WRITE_10, 0, 1), &faults.rules[0]);
	assert_null(strike(&faults, WRITE_10, 0, 1)); /* the second's one to skip */
	assert_ptr_equal(strike(&faults, WRITE_10, 0, 1), &faults.rules[1]);
}

/* 250 in a thousand: the lowest quarter of what the generator gives. */
static void chance_is_of_a_thousand(void **state)
{
	struct burnrig_faults faults = { .count = 1, .rules = { rule_of(WRITE_10) } };
	uint64_t number = UINT64_C(0x3FFFFFFFFFFFFFFF);
	struct fault_target target = {
		.operation = WRITE_10, .random = next_number, .context = &number
	};
	uint32_t at;

	(void)state;
	faults.rules[0].chance = 250;
	assert_non_null(faults_strike(&faults, &target, &at));
	number = UINT64_C(0x4000000000000000);
	assert_null(faults_strike(&faults, &target, &at));
	number = UINT64_MAX;
	assert_null(faults_strike(&faults, &target, &at));
	number = 0;
	assert_non_null(faults_strike(&faults, &target, &at));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rule_strikes_the_commands_it_names),
		cmocka_unit_test(blocks_are_struck_from_the_first_to_the_last),
		cmocka_unit_test(skip_and_times_count_only_what_fits),
		cmocka_unit_test(the_first_rule_that_strikes_ends_the_search),
		cmocka_unit_test(chance_is_of_a_thousand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
