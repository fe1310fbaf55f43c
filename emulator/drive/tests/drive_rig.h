/* SPDX-License-Identifier: MIT */
/* drive_rig.h: a shipped drive with a blank disc in memory, and commands to it, for tests. */
#ifndef DRIVE_TESTS_DRIVE_RIG_H
#define DRIVE_TESTS_DRIVE_RIG_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* after the headers it needs */
#include <cmocka.h>

#include "burnrig/drive.h"

#define RIG_DATA_BYTES 131072

struct drive_rig {
	struct burnrig_drive_definition *definition;
	struct burnrig_drive *drive;
	uint64_t now_ns;
	struct burnrig_command command; /* the last one */
	uint8_t data[RIG_DATA_BYTES];	/* of the last one, in or out */
};

/* rig_power_on: the drive as after burnrig_drive_create, empty. */
struct drive_rig *rig_power_on(const char *drive_name);
struct drive_rig *rig_power_on_seeded(const char *drive_name, uint64_t seed);
/* rig_ready: with a blank @medium_name (NULL: none), recognised, no unit attention or event left. */
struct drive_rig *rig_ready(const char *drive_name, const char *medium_name);
void rig_end(struct drive_rig *rig);

/* rig_insert: a new blank disc; the rig does not wait for it. */
void rig_insert(struct drive_rig *rig, const char *medium_name);
/* rig_wait: time passes until nothing more is under way. */
void rig_wait(struct drive_rig *rig);

/*
 * rig_run: one command, answered before the next; @data_bytes of rig->data are offered. Bytes of
 * rig->data that a data-in command does not write are AAh afterwards.
 */
void rig_run(struct drive_rig *rig, const void *cdb, size_t cdb_bytes, size_t data_bytes);

#define RIG_CDB(...) ((const uint8_t[]) { __VA_ARGS__ }), sizeof((const uint8_t[]) { __VA_ARGS__ })

/* rig_in: a data-in command that must be GOOD; rig_out: with @parameter as data-out. */
void rig_in(struct drive_rig *rig, const void *cdb, size_t cdb_bytes, size_t data_bytes);
void rig_out(struct drive_rig *rig, const void *cdb, size_t cdb_bytes, const void *parameter,
	size_t parameter_bytes);

/* rig_assert_good, rig_assert_sense: of the last command. */
void rig_assert_good(const struct drive_rig *rig);
void rig_assert_sense(const struct drive_rig *rig, unsigned key, unsigned asc, unsigned ascq);
/* rig_assert_field: 05/24/00 (or 05/26/00 when not @in_cdb) pointing at @byte, @bit (-1: none). */
void rig_assert_field(const struct drive_rig *rig, bool in_cdb, unsigned byte, int bit);

#endif
