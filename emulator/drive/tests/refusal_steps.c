/* SPDX-License-Identifier: MIT */
#include "emulator/drive/tests/refusal_steps.h"

#include <string.h>

/* A correct parameter list of the command's own CDB; blocks are of zeros. */
static const struct {
	uint8_t code, bytes[28];
} lists[] = {
	{ 0x04, { 0, 2, 0, 8, 0x00, 0xB4, 0x74, 0x00, 0x00, 0, 0, 0 } },
	{ 0x15, { 0, 0, 0, 0, 0x01, 0x0A, 0, 5, 0, 0, 0, 0, 3, 0, 0, 0 } },
	{ 0x3B, { 1, 2, 3, 4 } },
	{ 0x55, { 0, 0, 0, 0, 0, 0, 0, 0, 0x01, 0x0A, 0, 5, 0, 0, 0, 0, 3, 0, 0, 0 } },
	{ 0xA3, { 0, 6, 0, 0, 0xFE, 0, 0, 0 } },
	{ 0xB6, { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0x11, 0x94, 0, 0, 3, 0xE8, 0, 0, 0x11,
			0x94, 0, 0, 3, 0xE8 } },
};

static void fill_list(const struct expected_command *command, uint8_t *ret_list)
{
	memset(ret_list, 0, DATA_BYTES);
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
		if (lists[i].code == command->code && !command->action)
			memcpy(ret_list, lists[i].bytes, sizeof lists[i].bytes);
	}
}

/* @cdb with room for, or a list of, @bytes. */
void refusal_send(struct drive_rig *rig, const struct expected_command *command, const uint8_t *cdb,
	size_t bytes)
{
	static uint8_t list[DATA_BYTES];

	if (command->direction == BURNRIG_DATA_OUT) {
		fill_list(command, list);
		rig_out(rig, cdb, command->cdb_length, list, bytes);
	} else {
		rig_run(rig, cdb, command->cdb_length, bytes);
	}
}

/* What the CDB says that it moves. */
size_t refusal_length_of(const struct expected_command *command, const uint8_t *cdb)
{
	size_t length = 0;

	if (command->length.width == 0)
		return command->length.bytes;
	for (unsigned i = 0; i < command->length.width; i++)
		length = length << 8 | cdb[command->length.at + i];
	return command->length.kind == LENGTH_BLOCKS ? length * 2048 : length;
}

void refusal_send_correct(struct drive_rig *rig, const struct expected_command *command)
{
	refusal_send(rig, command, command->cdb, refusal_length_of(command, command->cdb));
}

void refusal_put_length(const struct expected_command *command, uint8_t *cdb, size_t length)
{
	for (unsigned i = command->length.width; i-- > 0; length >>= 8)
		cdb[command->length.at + i] = (uint8_t)length;
}

/* Refused, and nothing changed. */
void refusal_assert_untouched(struct drive_rig *rig, const struct snapshot *before)
{
	struct snapshot after = snapshot_take(rig);

	assert_int_equal(rig->command.status, BURNRIG_STATUS_CHECK_CONDITION);
	assert_int_equal(rig->command.transferred_bytes, 0);
	snapshot_assert_same(before, &after, false);
}
