/* SPDX-License-Identifier: MIT */
/*
 * expected_commands.h: what the standards say of each command of the default drive, written out from the CDB
 * tables and the clauses on NOT READY and UNIT ATTENTION of MMC-6 and SPC: nothing here is read from the
 * drive's own table.
 */
#ifndef DRIVE_TESTS_EXPECTED_COMMANDS_H
#define DRIVE_TESTS_EXPECTED_COMMANDS_H

#include "emulator/drive/tests/drive_rig.h"

enum { /* states in which the command is carried out all the same */
	WITHOUT_MEDIUM = 1,
	BECOMING_READY = 2,
	LONG_OPERATION =
		4, /* a format, blank, close or flush that was answered early is going on */
	UNIT_ATTENTION = 8, /* the attention stays */
};

struct expected_length {
	enum {
		LENGTH_NONE,	   /* no data */
		LENGTH_ALLOCATION, /* a reply is cut to it */
		LENGTH_LIST,	   /* of a parameter list */
		LENGTH_BLOCKS,	   /* of 2048 bytes */
		LENGTH_FIXED,	   /* the CDB does not count bytes */
	} kind;
	uint8_t at, width; /* the field in the CDB; width 0: none */
	uint16_t bytes;	   /* of LENGTH_FIXED, and of a list that no field counts */
};

struct expected_command {
	uint8_t code, action, cdb_length;
	uint8_t ignored; /* bits of byte 1 that are reserved, and that real drives do not look at */
	enum burnrig_direction direction;
	uint8_t usage[15]; /* CDB bits that may be set, from byte 1 on */
	uint8_t cdb[12];   /* a correct one */
	struct expected_length length;
	unsigned allowed_in;
};

extern const struct expected_command expected_commands[];
extern const size_t expected_command_count;

#endif
