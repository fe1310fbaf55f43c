/* SPDX-License-Identifier: MIT */
/* Rules of faults from text: what they mean, and what is refused with line and key. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
/* after the headers it needs */
#include <cmocka.h>

#include "burnrig/definition.h"
#include "emulator/config/config.h"
#include "emulator/faults/faults.h"

static void every_key_is_read(void **state)
{
	const char *text = "# a comment\n"
			   "fault first {\n"
			   "	commands = { \"READ (10)\", \"READ CD\" }\n"
			   "	blocks = 1000-1099\n"
			   "	skip = 3\n"
			   "	times = 4\n"
			   "	chance = 5\n"
			   "	delay_ms = 6\n"
			   "	sense = 03/1a/0F\n"
			   "	carried_out = yes\n"
			   "}\n"
			   "fault second { busy = yes }\n"
			   "fault third { blocks = 16 delay_ms = 1 }\n";
	struct burnrig_faults *faults;
	const struct fault_rule *rule;

	(void)state;
	assert_int_equal(faults_parse(text, "f.conf", &faults, NULL), 0);
	assert_int_equal(faults->count, 3);
	rule = &faults->rules[0];
	assert_string_equal(rule->name, "first");
	assert_int_equal(rule->operations[0x28 / 8], 1 << 0x28 % 8); /* READ (10) */
	assert_int_equal(rule->operations[0xBE / 8], 1 << 0xBE % 8); /* READ CD */
	assert_false(rule->any_block);
	assert_int_equal(rule->first_lba, 1000);
	assert_int_equal(rule->last_lba, 1099);
	assert_int_equal(rule->skip, 3);
	assert_int_equal(rule->times, 4);
	assert_int_equal(rule->chance, 5);
	assert_int_equal(rule->delay_ms, 6);
	assert_int_equal(rule->effect, FAULT_SENSE);
	assert_int_equal(rule->key, 3);
	assert_int_equal(rule->asc, 0x1A);
	assert_int_equal(rule->ascq, 0x0F);
	assert_true(rule->carried_out);
	rule = &faults->rules[1];
	assert_int_equal(rule->effect, FAULT_BUSY);
	assert_true(rule->any_block);
	assert_int_equal(rule->chance, 1000);
	rule = &faults->rules[2];
	assert_int_equal(rule->effect, FAULT_LATE);
	assert_int_equal(rule->first_lba, 16);
	assert_int_equal(rule->last_lba, 16);
	burnrig_faults_free(faults);
}

static void mistakes_are_refused_with_line_and_key(void **state)
{
	static const struct {
		const char *text;
		unsigned line;
		const char *field;
	} cases[] = {
		{ "", 0, "fault" },
		{ "fault a { }\n", 1, "fault" },
		{ "\nfault a {\n\tskip = 1\n}\n", 4, "fault" },
		{ "fault a {\n\tcommands = { \"READ (11)\" }\n\tbusy = yes }\n", 2, "commands" },
		{ "fault a {\n\tblocks = 9-8\n\tbusy = yes }\n", 2, "blocks" },
		{ "fault a {\n\tblocks = -8\n\tbusy = yes }\n", 2, "blocks" },
		{ "fault a {\n\tblocks = 4294967296\n\tbusy = yes }\n", 2, "blocks" },
		{ "fault a {\n\tsense = 00/04/01\n}\n", 2, "sense" },
		{ "fault a {\n\tsense = 0F/04/01\n}\n", 2, "sense" },
		{ "fault a {\n\tsense = 3/0C/00\n}\n", 2, "sense" },
		{ "fault a {\n\tsense = 03/0G/00\n}\n", 2, "sense" },
		{ "fault a {\n\tsense = 03/0C/0\n}\n", 2, "sense" },
		{ "fault a {\n\tchance = 1001\n\tbusy = yes }\n", 2, "chance" },
		{ "fault a {\n\tchance = 0\n\tbusy = yes }\n", 2, "chance" },
		{ "fault a {\n\tdelay_ms = 600001\n}\n", 2, "delay_ms" },
		{ "fault a {\n\tsense = 03/0C/00\n\tbusy = yes\n}\n", 3, "busy" },
		{ "fault a {\n\tbusy = perhaps\n}\n", 2, "busy" },
		{ "fault a {\n\tdelay_ms = 1\n\tcarried_out = yes\n}\n", 3, "carried_out" },
		{ "fault a { busy = yes }\nfault a { busy = yes }\n", 2, "" },
		{ "fault 123456789012345678901234567890123 { busy = yes }\n", 1, "fault" },
		{ "fault a {\n\tbusy = yes\n", 1, "" },
		{ "faults a { busy = yes }\n", 1, "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct burnrig_problem problem = { .line = 0 };
		struct burnrig_faults *faults = NULL;

		assert_int_equal(
			faults_parse(cases[i].text, "/x/f.conf", &faults, &problem), -EINVAL);
		assert_null(faults);
		assert_string_equal(problem.file, "/x/f.conf");
		assert_int_equal(problem.line, cases[i].line);
		if (*cases[i].field)
			assert_string_equal(problem.field, cases[i].field);
		assert_int_not_equal(strlen(problem.text), 0);
	}
}

static void load_one(void *context, const char *name, const char *path)
{
	unsigned *count = context;
	struct burnrig_faults *faults;

	(void)path;
	struct burnrig_problem problem = { .line = 0 };
	if (burnrig_faults_load(name, &faults, &problem) < 0)
		fail_msg("%s:%u: %s: %s", problem.file, problem.line, problem.field, problem.text);
	burnrig_faults_free(faults);
	++*count;
}

static void all_that_come_with_it_load(void **state)
{
	unsigned count = 0;

	(void)state;
	assert_int_equal(burnrig_definitions_list("faults", load_one, &count), 0);
	assert_true(count >= 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_key_is_read),
		cmocka_unit_test(mistakes_are_refused_with_line_and_key),
		cmocka_unit_test(all_that_come_with_it_load),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
