/* SPDX-License-Identifier: MIT */
/*
 * Every command of the drive with every allocation length, with lists that are too short or too long, and with less room than
 * its blocks need. What is right is in expected_commands.c, not in the drive's table.
 */
#include <string.h>

#include "emulator/drive/tests/expected_commands.h"
#include "emulator/drive/tests/medium_steps.h"
#include "emulator/drive/tests/refusal_steps.h"
#include "emulator/drive/tests/snapshot.h"

/* A drive in which every command of the table that gives a reply can give one. */
static struct drive_rig *telling_rig(const struct expected_command *command)
{
	struct drive_rig *rig = rig_ready("burner", command->code == 0xAD ? "dvd+r" : "cd-r-80");

	step_write(rig, 0, 64);
	step_synchronize(rig);
	step_close(rig, 2, 0);
	return rig;
}

/* Cut to any length: the same bytes from the front, and not one behind it. */
static void assert_prefixes(struct drive_rig *rig, const struct expected_command *command)
{
	uint8_t full[DATA_BYTES], cdb[12];
	size_t full_bytes;

	memcpy(cdb, command->cdb, sizeof cdb);
	refusal_put_length(command, cdb, refusal_length_of(command, cdb));
	refusal_send_correct(rig, command);
	if (rig->command.status != BURNRIG_STATUS_GOOD)
		fail_msg("%02X/%02X is refused", command->code, command->action);
	full_bytes = rig->command.transferred_bytes;
	memcpy(full, rig->data, sizeof full);
	for (size_t length = command->code == 0xA0 ? 16 : 0; length <= full_bytes; length++) {
		refusal_put_length(command, cdb, length);
		refusal_send(rig, command, cdb, full_bytes + 1);
		rig_assert_good(rig);
		assert_int_equal(rig->command.transferred_bytes, length);
		assert_memory_equal(rig->data, full, length);
		assert_int_equal(rig->data[length], 0xAA);
		/* and to the host's room */
		refusal_send(rig, command, command->cdb, length);
		assert_int_equal(rig->command.transferred_bytes, length);
		assert_memory_equal(rig->data, full, length);
		assert_int_equal(rig->data[length], 0xAA);
	}
}

static void allocation_lengths(void **state)
{
	(void)state;
	for (size_t i = 0; i < expected_command_count; i++) {
		const struct expected_command *command = &expected_commands[i];
		struct drive_rig *rig;

		if (command->length.kind != LENGTH_ALLOCATION)
			continue;
		rig = telling_rig(command);
		struct snapshot before = snapshot_take(rig);
		assert_prefixes(rig, command);
		struct snapshot after = snapshot_take(rig);
		if (command->code != 0x44) /* reads the disc, so the head moves */
			snapshot_assert_same(&before, &after, false);
		rig_end(rig);
	}
}

/* REPORT LUNS is the one whose allocation length has a least value (SPC-3 6.21). */
static void allocation_too_short(void **state)
{
	struct drive_rig *rig = rig_ready("burner", NULL);

	(void)state;
	for (unsigned length = 0; length < 16; length++) {
		rig_run(rig, RIG_CDB(0xA0, 0, 0, 0, 0, 0, 0, 0, 0, (uint8_t)length, 0, 0), 16);
		rig_assert_field(rig, true, 6, -1);
	}
	rig_end(rig);
}

/* A list that is shorter than the CDB says is refused before it is looked at. */
static void list_not_whole(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");
	const struct snapshot before = snapshot_take(rig);
	unsigned tried = 0;

	(void)state;
	for (size_t i = 0; i < expected_command_count; i++) {
		const struct expected_command *command = &expected_commands[i];
		size_t bytes = refusal_length_of(command, command->cdb);

		if (command->length.kind != LENGTH_LIST)
			continue;
		for (size_t given = 0; given < bytes; given++) {
			refusal_send(rig, command, command->cdb, given);
			rig_assert_sense(rig, 5, 0x1A, 0);
			rig->command.transferred_bytes = 0; /* FORMAT UNIT had to read it */
			refusal_assert_untouched(rig, &before);
			tried++;
		}
	}
	assert_true(tried > 60);
	rig_end(rig);
}

/* The lengths that a list of that command can have, of those up to 64; SEND CUE SHEET needs page 05h to say
 * session at once first, WRITE BUFFER takes any. */
static const struct {
	uint8_t code, lengths[8];
	unsigned count;
} list_lengths[] = {
	{ 0x15, { 0, 4, 16 }, 3 },
	{ 0x1D, { 0, 4 }, 2 },
	{ 0x54, { 0, 8, 16, 24, 32, 40, 48, 56 }, 8 },
	{ 0x55, { 0, 8, 20 }, 3 },
	{ 0x5D, { 0 }, 0 },
	{ 0xA3, { 8 }, 1 },
	{ 0xB6, { 28 }, 1 },
};

static bool is_length(unsigned index, size_t length)
{
	for (unsigned i = 0; i < list_lengths[index].count; i++) {
		if (list_lengths[index].lengths[i] == length)
			return true;
	}
	return false;
}

static const struct expected_command *list_command(uint8_t code)
{
	const struct expected_command *command = expected_commands;

	while (command->code != code || command->length.kind != LENGTH_LIST)
		command++;
	return command;
}

/* Of the right list as many bytes as the CDB says, then zeros: refused unless that is a list. */
static void list_of_wrong_length(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof list_lengths / sizeof list_lengths[0]; i++) {
		const struct expected_command *command = list_command(list_lengths[i].code);

		for (size_t length = 0; length < 64; length++) {
			struct drive_rig *rig = rig_ready("burner", "dvd+r");
			const struct snapshot before = snapshot_take(rig);
			uint8_t cdb[12];

			memcpy(cdb, command->cdb, sizeof cdb);
			refusal_put_length(command, cdb, length);
			refusal_send(rig, command, cdb, length);
			if (is_length(i, length)) {
				rig_assert_good(rig);
			} else {
				assert_int_equal(
					rig->command.status, BURNRIG_STATUS_CHECK_CONDITION);
				rig->command.transferred_bytes = 0; /* it was read */
				refusal_assert_untouched(rig, &before);
				assert_int_equal(rig->command.sense[2], 5);
				if (command->code != 0x5D && rig->command.sense[12] != 0x1A)
					assert_int_equal(rig->command.sense[12], 0x26);
			}
			rig_end(rig);
		}
	}
}

/* Blocks are moved whole or not at all: READ and WRITE, and what compares. */
static void room_for_less_than_the_blocks(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");
	struct snapshot before;

	(void)state;
	step_format(rig);
	step_write(rig, 0, 64);
	step_synchronize(rig);
	before = snapshot_take(rig);
	for (size_t i = 0; i < expected_command_count; i++) {
		const struct expected_command *command = &expected_commands[i];

		if (command->length.kind != LENGTH_BLOCKS)
			continue;
		for (size_t room = 0; room < 2048; room += 89) {
			refusal_send(rig, command, command->cdb, room);
			rig_assert_field(rig, true, command->length.at, -1);
			refusal_assert_untouched(rig, &before);
		}
	}
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(allocation_lengths),
		cmocka_unit_test(allocation_too_short),
		cmocka_unit_test(list_not_whole),
		cmocka_unit_test(list_of_wrong_length),
		cmocka_unit_test(room_for_less_than_the_blocks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
