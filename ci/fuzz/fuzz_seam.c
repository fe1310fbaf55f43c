/* SPDX-License-Identifier: MIT */
/*
 * fuzz_seam: a hostile initiator with a clock. The input chooses one of our drives, one of our media
 * and what is on it, then it is a list of commands; each is an operation code chosen from the drive's
 * own table, CDB bytes that keep or break the usage mask, data that is nearly right or not at all, and
 * a step of time. What must hold after every command is asserted here, beside what the sanitizers see.
 * Says at the end how many commands it carried out, and of how many pairs of drive and medium.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "burnrig/drive.h"
#include "ci/fuzz/fuzz_seam.h"
#include "ci/fuzz/parameter_lists.h"
#include "emulator/drive/table.h"
#include "emulator/media/disc_check.h"

#define DATA_BYTES_MAX ((size_t)128 * 1024)
#define COMMANDS_MAX   256
#define NAMES_MAX      128
#define HAPPENING      0xFE /* instead of the byte that chooses a command */
#define PRESSED_BLOCKS 600

static struct burnrig_drive_definition *drives[NAMES_MAX];
static struct burnrig_medium_definition *media[NAMES_MAX];
static size_t drive_count, medium_count;
static bool met[NAMES_MAX][NAMES_MAX]; /* a drive and a medium */
static const struct command_row *rows[256];
static size_t row_count;
static uint64_t commands, commands_good, inputs;

static void must(int error, const struct burnrig_problem *problem)
{
	char text[512];

	if (!error)
		return;
	fprintf(stderr, "fuzz_seam: %s\n", burnrig_problem_format(problem, text, sizeof text));
	exit(1);
}

static void load_drive(void *context, const char *name, const char *path)
{
	struct burnrig_problem problem = { 0 };

	(void)context;
	(void)path;
	if (drive_count < NAMES_MAX)
		must(burnrig_drive_definition_load(name, &drives[drive_count++], &problem),
			&problem);
}

static void load_medium(void *context, const char *name, const char *path)
{
	struct burnrig_problem problem = { 0 };

	(void)context;
	(void)path;
	if (medium_count < NAMES_MAX)
		must(burnrig_medium_definition_load(name, &media[medium_count++], &problem),
			&problem);
}

uint64_t fuzz_seam_commands(void)
{
	return commands;
}

static void count(void)
{
	unsigned pairs = 0;

	for (size_t i = 0; i < drive_count; i++) {
		for (size_t k = 0; k < medium_count; k++)
			pairs += met[i][k];
	}
	printf("fuzz_seam: %llu commands, %llu of them carried out, in %llu runs; "
	       "%u of %zu pairs of drive and medium\n",
		(unsigned long long)commands, (unsigned long long)commands_good,
		(unsigned long long)inputs, pairs, drive_count * medium_count);
	fflush(stdout);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	struct burnrig_problem problem = { 0 };

	(void)argc;
	(void)argv;
	must(burnrig_definitions_list("drives", load_drive, NULL), &problem);
	must(burnrig_definitions_list("media", load_medium, NULL), &problem);
	for (unsigned code = 0; code < 256; code++) {
		const struct command_row *row = &command_rows[code];

		for (row = row->run ? row : NULL; row; row = row->by_service_action)
			rows[row_count++] = row;
	}
	atexit(count);
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

/* Where, then what: in one expression the order would be the compiler's. */
static void change_byte(struct input *input, uint8_t *bytes, size_t count)
{
	uint8_t *changed = bytes + take(input) % count;

	*changed = take(input);
}

struct run {
	struct input input;
	struct burnrig_drive *drive;
	struct burnrig_disc *disc; /* in the drive or out of it; the drive's             */
	uint64_t now_ns;
};

/* The end of @data is the end of what the host gave, so that the sanitizer sees a byte too far. */
static uint8_t data[DATA_BYTES_MAX];

static void execute(struct run *run, const uint8_t *cdb, size_t cdb_bytes, size_t data_bytes)
{
	uint8_t *begin = data + DATA_BYTES_MAX - data_bytes;
	size_t first = data_bytes / 3;
	struct iovec iov[2] = { { begin, first }, { begin + first, data_bytes - first } };
	struct burnrig_command command = { .cdb = cdb, .cdb_bytes = cdb_bytes };

	if (data_bytes) {
		command.data = iov;
		command.data_count = 2;
	}
	burnrig_drive_execute(run->drive, &command, run->now_ns);
	assert(command.status == BURNRIG_STATUS_GOOD ||
		command.status == BURNRIG_STATUS_CHECK_CONDITION);
	assert((command.status == BURNRIG_STATUS_GOOD) == (command.sense_bytes == 0));
	assert(command.sense_bytes == 0 || (command.sense[0] & 0x7F) == 0x70 ||
		(command.sense[0] & 0x7F) == 0x71);
	assert(command.sense_bytes == 0 || (command.sense[2] & 0x0F) != 0);
	assert(command.transferred_bytes <= data_bytes);
	assert(command.complete_at_ns >= run->now_ns);
	assert(burnrig_drive_next_event_ns(run->drive) > 0);
	commands++;
	commands_good += command.status == BURNRIG_STATUS_GOOD;
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

/* A number where it means something: the LBA becomes one of the last track's, or near 0. */
static void aim(const struct run *run, uint8_t cdb[16], uint8_t where)
{
	struct burnrig_disc_summary summary;
	struct burnrig_disc_track track;
	int32_t lba = cdb[5] & 0x3F;

	burnrig_disc_summary(run->disc, &summary);
	if (summary.track_count && where & 1 &&
		burnrig_disc_track_at(run->disc, summary.track_count - 1, &track))
		lba = where & 2 && track.next_writable_valid ? track.next_writable_lba
							     : track.start_lba + lba;
	for (unsigned i = 0; i < 4; i++)
		cdb[2 + i] = (uint8_t)((uint32_t)lba >> (24 - 8 * i));
	if (cdb[0] & 0x80)
		cdb[6] = cdb[7] = 0;
	else
		cdb[7] = 0;
	cdb[8] &= 0x1F;
}

/* The list that such a command takes, at the front of what the host gives, with a byte changed. */
static size_t make_list(struct run *run, uint8_t cdb[16], uint8_t style)
{
	uint8_t list[LIST_BYTES_MAX] = { 0 };
	size_t bytes = parameter_list(cdb, style, list);

	if (!bytes)
		return 0;
	if (style & 0x40)
		change_byte(&run->input, list, bytes);
	memcpy(data + DATA_BYTES_MAX - bytes, list, bytes);
	return bytes;
}

/* FORMAT UNIT with one of the descriptors that READ FORMAT CAPACITIES told. */
static void format(struct run *run)
{
	uint8_t capacities[12] = { 0x23, [7] = 1 };
	uint8_t unit[6] = { 0x04, 0x11 };
	uint8_t list[12] = { 0, 0x02, 0, 8 };
	const uint8_t *told = data + DATA_BYTES_MAX - 256;
	uint8_t chosen = take(&run->input);

	execute(run, capacities, 10, 256);
	if (chosen & 0x80)
		list[1] = take(&run->input);
	told += 4 + 8 * (chosen % 16);
	memcpy(list + 4, told, 8);
	list[8] = (uint8_t)(told[4] & 0xFC);
	memcpy(data + DATA_BYTES_MAX - sizeof list, list, sizeof list);
	execute(run, unit, 6, sizeof list);
}

/* MODE SELECT of a page as MODE SENSE told it, with up to two bytes changed. */
static void set_mode(struct run *run)
{
	static const uint8_t pages[] = { 0x05, 0x05, 0x01, 0x03, 0x08, 0x0D, 0x0E, 0x18, 0x1A, 0x1C,
		0x1D, 0x2A };
	uint8_t sense[10] = { 0x5A, [2] = pages[take(&run->input) % sizeof pages], [8] = 128 };
	uint8_t *told = data + DATA_BYTES_MAX - 128;
	uint8_t page[128];
	size_t bytes;

	memset(told, 0, 128);
	execute(run, sense, 10, 128);
	bytes = (size_t)told[1] + 2;
	if (bytes < 10 || bytes > 128)
		return;
	memcpy(page, told, bytes);
	page[0] = page[1] = 0;
	memset(page + 2, 0, 6);
	page[8] &= 0x3F;
	for (unsigned i = take(&run->input) % 3; i > 0; i--)
		change_byte(&run->input, page + 8, bytes - 8);
	uint8_t select[10] = { 0x55, 0x10, [8] = (uint8_t)bytes };
	memcpy(data + DATA_BYTES_MAX - bytes, page, bytes);
	execute(run, select, 10, bytes);
}

static void run_one(struct run *run)
{
	uint8_t cdb[16];
	size_t cdb_bytes = make_cdb(&run->input, cdb);
	uint8_t style = take(&run->input);
	size_t data_bytes = 0;

	if (style & 0x20 && cdb_bytes >= 10 && cdb[0] < 0xC0)
		aim(run, cdb, style);
	if (style & 0x10)
		data_bytes = make_list(run, cdb, style);
	if (!data_bytes && style & 0x08)
		data_bytes = DATA_BYTES_MAX;
	if (!data_bytes) {
		data_bytes = (size_t)take(&run->input) << (style & 7);
		for (size_t i = 0; i < 24 && i < data_bytes; i++)
			data[DATA_BYTES_MAX - data_bytes + i] = take(&run->input);
	}
	if (style & 0x80) {
		uint64_t steps = take(&run->input);

		run->now_ns += steps << (take(&run->input) % 32);
	}
	execute(run, cdb, cdb_bytes, data_bytes);
}

static void until_next_event(struct run *run)
{
	uint64_t next_ns = burnrig_drive_next_event_ns(run->drive);

	if (next_ns == BURNRIG_NEVER_NS)
		return;
	run->now_ns = next_ns > run->now_ns ? next_ns : run->now_ns;
	burnrig_drive_advance(run->drive, run->now_ns);
}

static void press_button(struct run *run)
{
	struct burnrig_disc *disc = NULL;

	if (burnrig_drive_press_eject(run->drive, run->now_ns, &disc) == 0 && !disc)
		disc = burnrig_drive_take_disc(run->drive);
	if (disc && burnrig_drive_insert(run->drive, disc, run->now_ns) < 0)
		abort();
}

/* What is no command, and what is two. */
static void happen(struct run *run)
{
	switch (take(&run->input) % 6) {
	case 0:
		burnrig_drive_reset(run->drive, run->now_ns);
		break;
	case 1:
		press_button(run);
		break;
	case 2:
		format(run);
		break;
	case 3:
		set_mode(run);
		break;
	default:
		until_next_event(run);
	}
}

static int press_with(void *context, int32_t lba, void *out, size_t bytes)
{
	(void)context;
	memset(out, (int)(lba & 0xFF), bytes);
	return 0;
}

/* What a ROM is made with; other media stay blank. */
static void press(struct burnrig_disc *disc)
{
	static const uint8_t sheet[6 * 8] = {
		0x01,
		0x00,
		0x00,
		0x01,
		0x00,
		0,
		0,
		0,
		0x01,
		0x01,
		0x00,
		0x01,
		0x00,
		0,
		0,
		0,
		0x01,
		0x01,
		0x01,
		0x00,
		0x00,
		0,
		2,
		0,
		0x41,
		0x02,
		0x00,
		0x14,
		0x00,
		0,
		3,
		0,
		0x41,
		0x02,
		0x01,
		0x10,
		0x00,
		0,
		5,
		0,
		0x41,
		0xAA,
		0x01,
		0x14,
		0x00,
		0,
		6,
		0,
	};

	if (burnrig_disc_press_data(disc, PRESSED_BLOCKS, press_with, NULL) < 0)
		(void)burnrig_disc_press(disc, sheet, sizeof sheet, press_with, NULL);
}

static struct burnrig_disc *make_disc(uint8_t medium, uint8_t scene)
{
	struct burnrig_disc *disc = burnrig_disc_create_in_memory(media[medium % medium_count]);
	struct burnrig_disc_summary summary;

	assert(disc);
	burnrig_disc_summary(disc, &summary);
	if (scene & 1 || summary.profile == 0x08 || summary.profile == 0x10 ||
		summary.profile == 0x40)
		press(disc);
	return disc;
}

static void get_ready(struct run *run)
{
	static const uint8_t test_unit_ready[6] = { 0 };

	for (unsigned i = 0; i < 4; i++)
		until_next_event(run);
	for (unsigned i = 0; i < 3; i++)
		execute(run, test_unit_ready, 6, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct run run = { .input = { bytes, size } };
	uint8_t drive = take(&run.input), medium = take(&run.input), scene = take(&run.input);

	inputs++;
	met[drive % drive_count][medium % medium_count] = true;
	run.drive = burnrig_drive_create(drives[drive % drive_count], scene);
	run.disc = make_disc(medium, scene);
	assert(run.drive && run.disc);
	if (burnrig_drive_insert(run.drive, run.disc, 0) < 0)
		abort();
	if (scene & 0x0E)
		get_ready(&run);
	for (unsigned i = 0; i < COMMANDS_MAX && run.input.left; i++) {
		if (*run.input.bytes == HAPPENING) {
			take(&run.input);
			happen(&run);
		} else {
			run_one(&run);
		}
	}
	if (disc_fault(run.disc)) {
		fprintf(stderr, "fuzz_seam: the disc: %s\n", disc_fault(run.disc));
		abort();
	}
	burnrig_drive_destroy(run.drive);
	return 0;
}
