/* SPDX-License-Identifier: MIT */
#include "emulator/drive/tests/drive_rig.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void must(int error, const struct burnrig_problem *problem)
{
	char text[512];

	if (error)
		fail_msg("%s", burnrig_problem_format(problem, text, sizeof text));
}

struct drive_rig *rig_power_on_seeded(const char *drive_name, uint64_t seed)
{
	struct drive_rig *rig = calloc(1, sizeof *rig);
	struct burnrig_problem problem = { .text = "" };

	assert_non_null(rig);
	must(burnrig_drive_definition_load(drive_name, &rig->definition, &problem), &problem);
	rig->drive = burnrig_drive_create(rig->definition, seed);
	assert_non_null(rig->drive);
	return rig;
}

struct drive_rig *rig_power_on(const char *drive_name)
{
	return rig_power_on_seeded(drive_name, 1);
}

void rig_insert(struct drive_rig *rig, const char *medium_name)
{
	struct burnrig_medium_definition *medium;
	struct burnrig_problem problem = { .text = "" };
	struct burnrig_disc *disc;

	must(burnrig_medium_definition_load(medium_name, &medium, &problem), &problem);
	disc = burnrig_disc_create_in_memory(medium);
	burnrig_medium_definition_free(medium);
	assert_non_null(disc);
	assert_int_equal(burnrig_drive_insert(rig->drive, disc, rig->now_ns), 0);
}

void rig_wait(struct drive_rig *rig)
{
	uint64_t next;

	while ((next = burnrig_drive_next_event_ns(rig->drive)) != BURNRIG_NEVER_NS) {
		rig->now_ns = next > rig->now_ns ? next : rig->now_ns;
		burnrig_drive_advance(rig->drive, rig->now_ns);
	}
}

struct drive_rig *rig_ready(const char *drive_name, const char *medium_name)
{
	struct drive_rig *rig = rig_power_on(drive_name);

	if (medium_name)
		rig_insert(rig, medium_name);
	rig_wait(rig);
	for (unsigned i = 0; i < 3; i++)
		rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	for (unsigned i = 0; i < 8; i++)
		rig_in(rig, RIG_CDB(0x4A, 1, 0, 0, 0x7E, 0, 0, 0, 8, 0), 8);
	return rig;
}

void rig_end(struct drive_rig *rig)
{
	burnrig_drive_destroy(rig->drive);
	burnrig_drive_definition_free(rig->definition);
	free(rig);
}

static void run(struct drive_rig *rig, const void *cdb, size_t cdb_bytes, size_t data_bytes)
{
	/* exactly as long as said, so that a sanitizer sees a byte too far */
	uint8_t *exact_cdb = malloc(cdb_bytes ? cdb_bytes : 1);
	struct iovec data = { .iov_base = rig->data, .iov_len = data_bytes };

	assert_non_null(exact_cdb);
	memcpy(exact_cdb, cdb, cdb_bytes);
	rig->command = (struct burnrig_command) {
		.cdb = exact_cdb, .cdb_bytes = cdb_bytes, .data = &data, .data_count = 1
	};
	burnrig_drive_execute(rig->drive, &rig->command, rig->now_ns);
	assert_true(rig->command.complete_at_ns >= rig->now_ns);
	rig->now_ns = rig->command.complete_at_ns;
	rig->command.cdb = NULL;
	rig->command.data = NULL;
	free(exact_cdb);
}

void rig_run(struct drive_rig *rig, const void *cdb, size_t cdb_bytes, size_t data_bytes)
{
	assert_true(data_bytes <= RIG_DATA_BYTES);
	memset(rig->data, 0xAA, sizeof rig->data);
	run(rig, cdb, cdb_bytes, data_bytes);
}

void rig_in(struct drive_rig *rig, const void *cdb, size_t cdb_bytes, size_t data_bytes)
{
	rig_run(rig, cdb, cdb_bytes, data_bytes);
	rig_assert_good(rig);
}

void rig_out(struct drive_rig *rig, const void *cdb, size_t cdb_bytes, const void *parameter,
	size_t parameter_bytes)
{
	assert_true(parameter_bytes <= RIG_DATA_BYTES);
	if (parameter_bytes)
		memcpy(rig->data, parameter, parameter_bytes);
	run(rig, cdb, cdb_bytes, parameter_bytes);
}

void rig_assert_good(const struct drive_rig *rig)
{
	if (rig->command.status != BURNRIG_STATUS_GOOD)
		fail_msg("not GOOD: sense %x/%02x/%02x", rig->command.sense[2],
			rig->command.sense[12], rig->command.sense[13]);
	assert_int_equal(rig->command.sense_bytes, 0);
}

void rig_assert_sense(const struct drive_rig *rig, unsigned key, unsigned asc, unsigned ascq)
{
	const uint8_t *sense = rig->command.sense;

	assert_int_equal(rig->command.status, BURNRIG_STATUS_CHECK_CONDITION);
	assert_int_equal(rig->command.sense_bytes, 18);
	assert_int_equal(sense[0] & 0x7F, 0x70);
	assert_int_equal(sense[7], 10);
	if (sense[2] != key || sense[12] != asc || sense[13] != ascq)
		fail_msg("sense %x/%02x/%02x, expected %x/%02x/%02x", sense[2], sense[12],
			sense[13], key, asc, ascq);
}

void rig_assert_field(const struct drive_rig *rig, bool in_cdb, unsigned byte, int bit)
{
	unsigned expected = 0x80 | (in_cdb ? 0x40U : 0);

	if (bit >= 0)
		expected |= 0x08 | (unsigned)bit;
	rig_assert_sense(rig, 5, in_cdb ? 0x24 : 0x26, 0);
	assert_int_equal(rig->command.sense[15], expected);
	assert_int_equal(rig->command.sense[16] << 8 | rig->command.sense[17], byte);
}
