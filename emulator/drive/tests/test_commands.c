/* SPDX-License-Identifier: MIT */
/*
 * Which commands the drive has, with the length of their CDB, the direction of their data and the CDB bits
 * that may be set. A row that gets lost or changed in the table shows here.
 */
#include <string.h>

#include "emulator/drive/table.h"
#include "emulator/drive/tests/expected_commands.h"

static const struct command_row *row_of(const struct expected_command *expected)
{
	const struct command_row *row = &command_rows[expected->code];

	while (expected->action && row && row->service_action != expected->action)
		row = row->by_service_action;
	return row;
}

static void rows_as_in_the_standard(void **state)
{
	(void)state;
	for (size_t i = 0; i < expected_command_count; i++) {
		const struct expected_command *expected = &expected_commands[i];
		const struct command_row *row = row_of(expected);
		const char *name = command_name(expected->cdb, 2);

		if (!row || !row->run) {
			fail_msg("%s is not in the table", name);
			return; /* for the analyzer, which does not know that fail_msg does not come back */
		}
		assert_int_equal(row->cdb_length, expected->cdb_length);
		assert_int_equal(row->direction, expected->direction);
		if (memcmp(row->usage + 1, expected->usage, sizeof expected->usage) != 0)
			fail_msg("%s: another usage mask", name);
	}
}

static void no_other_rows(void **state)
{
	size_t rows = 0;

	(void)state;
	for (unsigned code = 0; code < 256; code++) {
		const struct command_row *row = &command_rows[code];

		for (row = row->run ? row : NULL; row; row = row->by_service_action)
			rows++;
	}
	assert_int_equal(rows, expected_command_count);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_as_in_the_standard),
		cmocka_unit_test(no_other_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
