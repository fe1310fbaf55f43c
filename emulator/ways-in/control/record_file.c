/* SPDX-License-Identifier: MIT */
#include "emulator/ways-in/control/record_file.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#define RUN_LEAST 8 /* equal bytes that are written as one */
#define SECOND_NS UINT64_C(1000000000)

static const char *name_of(const struct burnrig_command *command)
{
	switch (command->cdb_bytes ? command->cdb[0] : -1) {
#define OPERATION(name, code, length, text, clause) \
	case code:                                  \
		return text;
#include "fixtures/codes/operations.def"
#undef OPERATION
	default:
		return "(no such command)";
	}
}

int record_file_start(struct record_file *record, const char *path, const char *remark,
	struct burnrig_problem *problem)
{
	record->file = fopen(path, "we");
	if (!record->file) {
		int error = errno;

		burnrig_problem_set(problem, path, 0, "record", "%s", strerror(error));
		return -error;
	}
	fprintf(record->file, "# %s\n", remark);
	return 0;
}

int record_file_stop(struct record_file *record)
{
	int failed;

	if (!record->file)
		return 0;
	failed = ferror(record->file);
	if (fclose(record->file) != 0)
		failed = 1;
	record->file = NULL;
	return failed ? -EIO : 0;
}

/* Runs go on from one piece of the scatter list to the next. */
struct run {
	FILE *file;
	uint8_t byte;
	size_t count;
};

static void end_run(struct run *run)
{
	if (run->count >= RUN_LEAST) {
		fprintf(run->file, " %02x*%zu", run->byte, run->count);
		run->count = 0;
	}
	for (; run->count; run->count--)
		fprintf(run->file, " %02x", run->byte);
}

static void put_data(FILE *file, const struct burnrig_command *command, size_t bytes)
{
	struct run run = { .file = file };

	if (bytes)
		fputs(" |", file);
	for (size_t i = 0; i < command->data_count && bytes; i++) {
		const uint8_t *piece = command->data[i].iov_base;

		for (size_t k = 0; k < command->data[i].iov_len && bytes; k++, bytes--) {
			if (run.count && piece[k] != run.byte)
				end_run(&run);
			run.byte = piece[k];
			run.count++;
		}
	}
	end_run(&run);
}

static size_t room_of(const struct burnrig_command *command)
{
	size_t bytes = 0;

	for (size_t i = 0; i < command->data_count; i++)
		bytes += command->data[i].iov_len;
	return bytes;
}

static void put_result(FILE *file, const struct burnrig_command *command, uint64_t took_ns)
{
	const uint8_t *sense = command->sense;

	if (command->status == BURNRIG_STATUS_GOOD)
		fputs(" | GOOD", file);
	else if (command->status == BURNRIG_STATUS_CHECK_CONDITION)
		fprintf(file, " | CHECK CONDITION %X/%02X/%02X", sense[2] & 0xFU, sense[12],
			sense[13]);
	else
		fprintf(file, " | status %02Xh", command->status);
	if (command->direction != BURNRIG_NO_DATA)
		fprintf(file, ", %zu moved", command->transferred_bytes);
	fprintf(file, ", %" PRIu64 ".%03u ms", took_ns / 1000000,
		(unsigned)(took_ns / 1000 % 1000));
}

static void put_time(FILE *file, uint64_t at_ns)
{
	fprintf(file, "%6" PRIu64 ".%09" PRIu64 " s  ", at_ns / SECOND_NS, at_ns % SECOND_NS);
}

void record_file_reset(struct record_file *record, uint64_t at_ns)
{
	if (!record->file)
		return;
	put_time(record->file, at_ns);
	fputs("! reset\n", record->file);
	fflush(record->file);
}

void record_file_command(
	struct record_file *record, const struct burnrig_command *command, uint64_t at_ns)
{
	FILE *file = record->file;
	const uint64_t end_ns = command->complete_at_ns;
	size_t shown = command->transferred_bytes;

	if (!file)
		return;
	put_time(file, at_ns);
	fprintf(file, "%s ", name_of(command));
	for (size_t i = 0; i < command->cdb_bytes; i++)
		fprintf(file, " %02x", command->cdb[i]);
	if (command->direction == BURNRIG_DATA_OUT)
		shown = room_of(command);
	if (command->direction != BURNRIG_NO_DATA)
		fprintf(file, " | %s %zu", command->direction == BURNRIG_DATA_IN ? "in" : "out",
			room_of(command));
	put_result(file, command, end_ns > at_ns ? end_ns - at_ns : 0);
	if (command->direction != BURNRIG_NO_DATA)
		put_data(file, command, shown);
	fputc('\n', file);
	fflush(file); /* tells the truth while a program hangs */
}
