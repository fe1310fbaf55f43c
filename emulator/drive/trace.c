/* SPDX-License-Identifier: MIT */
/*
 * The form of a trace line, in order, separated by one space:
 *
 *   drive NAME seed SEED                   first line, when a trace is set
 *   TIME_NS ! WHAT [DETAIL]                something that is no command
 *   TIME_NS CDB NAME DIRECTION BYTES SUM RESULT DONE_NS
 *
 * CDB is hex without spaces. NAME is the standard's with '_' for ' '. DIRECTION is "in", "out" or
 * "-", BYTES what moved, SUM the FNV-1a 64 of these bytes in hex ("-" for none). RESULT is "GOOD",
 * "BUSY" or "KEY/ASC/ASCQ" in hex, with ":" and the sense-key specific bytes when they are valid.
 */
#include "emulator/drive/trace.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "emulator/drive/state.h"
#include "emulator/drive/table.h"

#define LINE_BYTES_MAX 512

struct line {
	char text[LINE_BYTES_MAX];
	size_t length;
};

static void put(struct line *line, const char *text)
{
	size_t length = strlen(text);

	if (length > LINE_BYTES_MAX - 1 - line->length)
		length = LINE_BYTES_MAX - 1 - line->length;
	memcpy(line->text + line->length, text, length);
	line->length += length;
	line->text[line->length] = '\0';
}

static void put_number(struct line *line, uint64_t number)
{
	char text[24];

	snprintf(text, sizeof text, "%" PRIu64, number);
	put(line, text);
}

static void put_hex(struct line *line, const uint8_t *bytes, size_t count)
{
	char text[3];

	for (size_t i = 0; i < count; i++) {
		snprintf(text, sizeof text, "%02x", bytes[i]);
		put(line, text);
	}
}

static void put_name(struct line *line, const struct burnrig_command *command)
{
	const char *name = command_name(command->cdb, command->cdb_bytes);
	size_t from = line->length;

	put(line, name ? name : "unknown");
	for (size_t i = from; i < line->length; i++) {
		if (line->text[i] == ' ')
			line->text[i] = '_';
	}
}

static uint64_t checksum(const struct burnrig_command *command)
{
	uint64_t sum = UINT64_C(0xcbf29ce484222325);
	size_t left = command->transferred_bytes;

	for (size_t i = 0; i < command->data_count && left; i++) {
		const uint8_t *bytes = command->data[i].iov_base;
		size_t count = command->data[i].iov_len < left ? command->data[i].iov_len : left;

		for (size_t k = 0; k < count; k++)
			sum = (sum ^ bytes[k]) * UINT64_C(0x100000001b3);
		left -= count;
	}
	return sum;
}

static void put_data(struct line *line, const struct burnrig_command *command)
{
	static const char *const directions[] = {
		[BURNRIG_NO_DATA] = "-", [BURNRIG_DATA_IN] = "in", [BURNRIG_DATA_OUT] = "out"
	};
	char sum[20] = "-";

	if (command->transferred_bytes)
		snprintf(sum, sizeof sum, "%016" PRIx64, checksum(command));
	put(line, directions[command->direction]);
	put(line, " ");
	put_number(line, command->transferred_bytes);
	put(line, " ");
	put(line, sum);
}

static void put_result(struct line *line, const struct burnrig_command *command)
{
	const uint8_t *sense = command->sense;
	char text[32];

	if (command->status == BURNRIG_STATUS_GOOD) {
		put(line, "GOOD");
		return;
	}
	if (command->status == BURNRIG_STATUS_BUSY) {
		put(line, "BUSY");
		return;
	}
	snprintf(text, sizeof text, "%x/%02x/%02x", sense[2] & 0xFU, sense[12], sense[13]);
	put(line, text);
	if (sense[15] & 0x80) {
		put(line, ":");
		put_hex(line, sense + 15, 3);
	}
}

/* Mostly nobody listens: out of the way of the commands. */
__attribute__((cold, noinline)) static void write_command(
	struct burnrig_drive *drive, const struct burnrig_command *command, uint64_t start_ns)
{
	struct line line = { .length = 0 };

	put_number(&line, start_ns);
	put(&line, " ");
	put_hex(&line, command->cdb, command->cdb_bytes < 16 ? command->cdb_bytes : 16);
	put(&line, " ");
	put_name(&line, command);
	put(&line, " ");
	put_data(&line, command);
	put(&line, " ");
	put_result(&line, command);
	put(&line, " ");
	put_number(&line, command->complete_at_ns);
	drive->trace(drive->trace_context, line.text);
}

void trace_command(
	struct burnrig_drive *drive, const struct burnrig_command *command, uint64_t start_ns)
{
	if (drive->trace)
		write_command(drive, command, start_ns);
}

void trace_happening(struct burnrig_drive *drive, const char *what, const char *detail)
{
	struct line line = { .length = 0 };

	if (!drive->trace)
		return;
	put_number(&line, drive->now_ns);
	put(&line, " ! ");
	put(&line, what);
	if (*detail)
		put(&line, " ");
	put(&line, detail);
	drive->trace(drive->trace_context, line.text);
}

void burnrig_drive_set_trace(
	struct burnrig_drive *drive, burnrig_trace_function *function, void *context)
{
	struct line line = { .length = 0 };

	drive->trace = function;
	drive->trace_context = context;
	if (!function)
		return;
	put(&line, "drive ");
	put(&line, drive->definition->name);
	put(&line, " seed ");
	put_number(&line, drive->seed);
	function(context, line.text);
}
