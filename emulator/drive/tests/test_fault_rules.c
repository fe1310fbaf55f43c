/* SPDX-License-Identifier: MIT */
/* A drive with rules of faults, as its host sees it: status, sense bytes, time, what was done to the disc. */
#include "emulator/drive/tests/drive_rig.h"

#include <string.h>

#include "emulator/config/config.h"

#define READ_10(lba, blocks)  RIG_CDB(0x28, 0, 0, 0, 0, lba, 0, 0, blocks, 0)
#define WRITE_10(lba, blocks) RIG_CDB(0x2A, 0, 0, 0, 0, lba, 0, 0, blocks, 0)
#define READY		      RIG_CDB(0, 0, 0, 0, 0, 0)

#define BLOCK 2048

static void write_16(struct drive_rig *rig, int byte)
{
	uint8_t data[16 * BLOCK];

	memset(data, byte, sizeof data);
	rig_out(rig, WRITE_10(0, 16), data, sizeof data);
}

static struct drive_rig *rig_with(const char *rules)
{
	struct drive_rig *rig = rig_ready("burner", "dvd-ram");
	struct burnrig_faults *faults;

	write_16(rig, 0x5A);
	rig_assert_good(rig);
	assert_int_equal(faults_parse(rules, "test.conf", &faults, NULL), 0);
	burnrig_drive_set_faults(rig->drive, faults);
	return rig;
}

/* SPC-3 4.5.3: 70h with VALID, key, INFORMATION the first block at fault, 10 more bytes, ASC, ASCQ. */
static void a_read_of_a_bad_block_tells_where(void **state)
{
	static const uint8_t expected[18] = { 0xF0, 0, 0x03, 0, 0, 0, 10, 10, 0, 0, 0, 0, 0x11,
		0x05 };
	struct drive_rig *rig = rig_with(
		"fault bad { commands = { \"READ (10)\" } blocks = 10-11 sense = 03/11/05 }");

	(void)state;
	rig_run(rig, READ_10(8, 4), (size_t)4 * BLOCK);
	assert_int_equal(rig->command.status, 0x02);
	assert_int_equal(rig->command.sense_bytes, 18);
	assert_memory_equal(rig->command.sense, expected, sizeof expected);
	assert_int_equal(rig->command.transferred_bytes, 0);
	assert_int_equal(rig->data[0], 0xAA);
	rig_run(rig, READ_10(0, 8), (size_t)8 * BLOCK);
	rig_assert_good(rig);
	rig_end(rig);
}

static void a_write_that_fails_writes_nothing_unless_it_is_carried_out(void **state)
{
	static const char *const rules[] = {
		"fault w { commands = { \"WRITE (10)\" } times = 1 sense = 03/0C/00 }",
		"fault w { commands = { \"WRITE (10)\" } times = 1 sense = 03/0C/00 carried_out = yes }",
	};

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		struct drive_rig *rig = rig_with(rules[i]);

		write_16(rig, 0x77);
		rig_assert_sense(rig, 3, 0x0C, 0);
		rig_run(rig, READ_10(0, 16), (size_t)16 * BLOCK);
		rig_assert_good(rig);
		assert_int_equal(rig->data[0], i ? 0x77 : 0x5A);
		assert_int_equal(rig->data[16 * BLOCK - 1], i ? 0x77 : 0x5A);
		rig_end(rig);
	}
}

static void busy_is_a_status_without_sense(void **state)
{
	struct drive_rig *rig = rig_with("fault b { times = 1 busy = yes }");

	(void)state;
	rig_run(rig, READY, 0);
	assert_int_equal(rig->command.status, 0x08);
	assert_int_equal(rig->command.sense_bytes, 0);
	rig_run(rig, READY, 0);
	rig_assert_good(rig);
	rig_end(rig);
}

static uint64_t duration_of_ready(struct drive_rig *rig)
{
	uint64_t start_ns = rig->now_ns;

	rig_run(rig, READY, 0);
	rig_assert_good(rig);
	return rig->command.complete_at_ns - start_ns;
}

static void a_delay_makes_a_command_late_and_nothing_else(void **state)
{
	struct drive_rig *rig = rig_with("fault d { times = 1 delay_ms = 1500 }");
	uint64_t late_ns = duration_of_ready(rig), usual_ns = duration_of_ready(rig);

	(void)state;
	assert_int_equal(late_ns - usual_ns, UINT64_C(1500000000));
	rig_end(rig);
}

/* What the drive refuses by itself does not count. */
static void a_refused_command_is_not_struck(void **state)
{
	struct drive_rig *rig = rig_with("fault b { times = 1 busy = yes }");

	(void)state;
	rig_run(rig, RIG_CDB(0x00, 0, 0, 0, 0, 0x80), 0);
	rig_assert_field(rig, true, 5, 7);
	rig_run(rig, RIG_CDB(0xFF, 0, 0, 0, 0, 0), 0);
	rig_assert_sense(rig, 5, 0x20, 0);
	rig_run(rig, READY, 0);
	assert_int_equal(rig->command.status, 0x08);
	rig_end(rig);
}

static void keep_line(void *context, const char *line)
{
	strncat(context, strchr(line, '!') ? strchr(line, '!') : "", 200);
}

static void the_trace_tells_which_rule_struck(void **state)
{
	struct drive_rig *rig = rig_with("fault tired { times = 1 busy = yes }");
	char happened[400] = "";

	(void)state;
	burnrig_drive_set_trace(rig->drive, keep_line, happened);
	rig_run(rig, READY, 0);
	assert_string_equal(happened, "! fault tired");
	burnrig_drive_set_faults(rig->drive, NULL);
	rig_run(rig, READY, 0);
	rig_assert_good(rig);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_read_of_a_bad_block_tells_where),
		cmocka_unit_test(a_write_that_fails_writes_nothing_unless_it_is_carried_out),
		cmocka_unit_test(busy_is_a_status_without_sense),
		cmocka_unit_test(a_delay_makes_a_command_late_and_nothing_else),
		cmocka_unit_test(a_refused_command_is_not_struck),
		cmocka_unit_test(the_trace_tells_which_rule_struck),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
