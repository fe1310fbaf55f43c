/* SPDX-License-Identifier: MIT */
/*
 * fuzz_seam: a hostile initiator with a clock. The input is a list of commands; each is an
 * operation code chosen from the drive's own table, CDB bytes that keep or break the usage mask, a
 * data length and a step of time. What must hold after every command is asserted here, beside what
 * the sanitizers see.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "burnrig/drive.h"
#include "emulator/drive/table.h"

#define DATA_BYTES_MAX (128 * 1024)
#define COMMANDS_MAX   64
#define HAPPENING      0xFE /* instead of the byte that chooses a command */

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const media[] = { "bd-re-25", "dvd+r", "cd-r-80", "cd-rw-80-high-speed",
	"bd-r-25", "dvd+r-dl", "dvd+rw", "dvd-r", "dvd-rw", "dvd-r-dl", "dvd-ram", "bd-re-50" };
#define MEDIA_COUNT (sizeof media / sizeof media[0])
static struct burnrig_drive_definition *drive_definition;
static struct burnrig_medium_definition *medium_definitions[MEDIA_COUNT];
static const struct command_row *rows[256];
static size_t row_count;

static void must(int error, const struct burnrig_problem *problem)
{
	char text[512];

	if (!error)
		return;
	fprintf(stderr, "fuzz_seam: %s\n", burnrig_problem_format(problem, text, sizeof text));
	exit(1);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	struct burnrig_problem problem = { 0 };

	(void)argc;
	(void)argv;
	must(burnrig_drive_definition_load("burner", &drive_definition, &problem), &problem);
	for (size_t i = 0; i < MEDIA_COUNT; i++)
		must(burnrig_medium_definition_load(media[i], &medium_definitions[i], &problem),
			&problem);
	for (unsigned code = 0; code < 256; code++) {
		const struct command_row *row = &command_rows[code];

		for (row = row->run ? row : NULL; row; row = row->by_service_action)
			rows[row_count++] = row;
	}
	return 0;
}

struct input {
	const uint8_t *bytes;
	size_t left;
};

static uint8_t take(struct input *input)
{
	if (!input->left)
		return 0;
	input->left--;
	return *input->bytes++;
}

/* One byte of eight breaks the mask, so that most commands get past the first checks. */
static size_t make_cdb(struct input *input, uint8_t cdb[16])
{
	uint8_t choice = take(input);
	const struct command_row *row =
		choice == 0xFF ? &command_rows[take(input)] : rows[choice % row_count];
	uint8_t style = take(input);

	memset(cdb, 0, 16);
	cdb[0] = row->run ? row->usage[0] : (uint8_t)(row - command_rows);
	for (unsigned i = 1; i < (row->run ? row->cdb_length : 12U); i++) {
		cdb[i] = take(input);
		if (row->run && (style & 7) != 7)
			cdb[i] &= row->usage[i];
	}
	if (row->service_action && (style & 7) != 7)
		cdb[1] = row->service_action;
	if ((style & 0xF8) == 0xF8)
		return (size_t)(style & 7) + 1; /* truncated */
	return row->run ? row->cdb_length : 12;
}

static void run_one(struct burnrig_drive *drive, struct input *input, uint64_t *now_ns)
{
	static uint8_t data[DATA_BYTES_MAX];
	uint8_t cdb[16];
	size_t cdb_bytes = make_cdb(input, cdb);
	size_t data_bytes = (size_t)take(input) << (take(input) % 10);
	size_t first = data_bytes / 3;
	struct iovec iov[2] = { { data, first }, { data + first, data_bytes - first } };
	struct burnrig_command command = { .cdb = cdb, .cdb_bytes = cdb_bytes };

	if (data_bytes) {
		memset(data, take(input), 64);
		for (size_t i = 0; i < 24 && i < data_bytes; i++)
			data[i] = take(input);
		command.data = iov;
		command.data_count = 2;
	}
	*now_ns += (uint64_t)take(input) << (take(input) % 32);
	burnrig_drive_execute(drive, &command, *now_ns);
	assert(command.status == BURNRIG_STATUS_GOOD ||
		command.status == BURNRIG_STATUS_CHECK_CONDITION);
	assert((command.status == BURNRIG_STATUS_GOOD) == (command.sense_bytes == 0));
	assert(command.sense_bytes == 0 || (command.sense[0] & 0x7F) == 0x70 ||
		(command.sense[0] & 0x7F) == 0x71);
	assert(command.transferred_bytes <= data_bytes);
	assert(command.complete_at_ns >= *now_ns);
	assert(burnrig_drive_next_event_ns(drive) > 0);
}

/* What is no command: a reset, the eject button; the disc goes back in. */
static void happen(struct burnrig_drive *drive, struct input *input, uint64_t now_ns)
{
	struct burnrig_disc *disc = NULL;

	if (take(input) & 1) {
		burnrig_drive_reset(drive, now_ns);
		return;
	}
	burnrig_drive_press_eject(drive, now_ns, &disc);
	if (disc && burnrig_drive_insert(drive, disc, now_ns) < 0)
		burnrig_disc_close(disc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = { data, size };
	struct burnrig_drive *drive = burnrig_drive_create(drive_definition, take(&input));
	struct burnrig_disc *disc =
		burnrig_disc_create_in_memory(medium_definitions[take(&input) % MEDIA_COUNT]);
	uint64_t now_ns = 0;

	assert(drive && disc);
	if (burnrig_drive_insert(drive, disc, now_ns) < 0)
		burnrig_disc_close(disc);
	now_ns = (uint64_t)take(&input) << 28;
	for (unsigned i = 0; i < COMMANDS_MAX && input.left; i++) {
		if (*input.bytes == HAPPENING) {
			take(&input);
			happen(drive, &input, now_ns);
		} else {
			run_one(drive, &input, &now_ns);
		}
	}
	burnrig_drive_destroy(drive);
	return 0;
}
