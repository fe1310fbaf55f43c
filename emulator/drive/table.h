/* SPDX-License-Identifier: MIT */
/*
 * table.h: commands are data. One row per operation code; the pipeline (pipeline.c) makes every
 * check that holds for all commands from the row, once, and then calls its handler. The same rows
 * print the drive's command list, seed the fuzzer and drive the reserved-bit test.
 */
#ifndef DRIVE_TABLE_H
#define DRIVE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/uio.h>

#include "burnrig/command.h"
#include "emulator/drive/reply.h"
#include "emulator/media/sense.h"

struct burnrig_drive;
struct command_row;

/* One command being carried out. */
struct call {
	const struct command_row *row;
	uint8_t cdb[16];	  /* the row's length of it is the host's, the rest zero          */
	uint64_t start_ns;	  /* when the drive takes it up                                   */
	uint64_t busy_ns;	  /* out: how long it takes from start_ns, command overhead aside */
	struct reply *reply;	  /* data-in other than READ                                      */
	const struct iovec *data; /* the host's scatter list, for READ and data-out               */
	size_t data_count;
	size_t data_bytes;	  /* sum over data                                                */
	size_t length_bytes;	  /* what the CDB asks for: allocation length, parameter list
				     length, blocks * 2048; SIZE_MAX for BY_HANDLER               */
	bool host_busy;		  /* out: status BUSY, by a fault; nothing was done               */
	size_t transferred_bytes; /* out: READ, WRITE, call_gather; replies are counted in finish */
	struct sense sense;	  /* how it ended                                                */
};

typedef struct sense command_handler(struct burnrig_drive *drive, struct call *call);

/* In which states of the drive the command is carried out at all (check_state). READY is implied.
 */
enum {
	IN_NO_MEDIUM = 1 << 0,	    /* else 02/3A/01 or 02/3A/02                            */
	IN_BECOMING_READY = 1 << 1, /* else 02/04/01                                        */
	IN_LONG_OPERATION =
		1 << 2, /* while FORMAT, BLANK, CLOSE run with IMMED; else 02/04/04, /07, /08 */
	IN_ANY = 7,
};

/* The CDB's field of @width bytes from byte @at on. */
#define TRANSFER_FIELD(at, width)    ((at) << 4 | (width))
#define TRANSFER_FIELD_AT(length)    ((length) >> 4 & 0xF)
#define TRANSFER_FIELD_WIDTH(length) ((length)&0xF)

/*
 * How the CDB gives the byte count of the data phase; of a data-out command ALLOCATION_… is the
 * parameter list length. The pipeline refuses a command that would move more data-out, or more
 * blocks, than the host provides for.
 */
enum transfer_length {
	TRANSFER_NONE = 0,
	ALLOCATION_BYTE_4 = TRANSFER_FIELD(4, 1),
	ALLOCATION_BE16_3 = TRANSFER_FIELD(3, 2),
	ALLOCATION_BE16_7 = TRANSFER_FIELD(7, 2),
	ALLOCATION_BE16_8 = TRANSFER_FIELD(8, 2),
	ALLOCATION_BE16_9 = TRANSFER_FIELD(9, 2),
	ALLOCATION_BE32_6 = TRANSFER_FIELD(6, 4),
	ALLOCATION_BE24_6 = TRANSFER_FIELD(6, 3),
	TRANSFER_IN_BLOCKS = 0x100, /* a flag: times 2048 */
	BLOCKS_BE16_7 = TRANSFER_IN_BLOCKS | TRANSFER_FIELD(7, 2),
	BLOCKS_BE32_6 = TRANSFER_IN_BLOCKS | TRANSFER_FIELD(6, 4),
	TRANSFER_TO_COMPARE = 0x200, /* a flag: with BytChk (byte 1, bit 1), else none */
	BLOCKS_BE16_7_TO_COMPARE = TRANSFER_TO_COMPARE | BLOCKS_BE16_7,
	BY_HANDLER = 0x400, /* the handler looks itself */
};

enum command_class { /* how long a host should wait for it: cmd_operations.c */
	CLASS_INFORMATION,
	CLASS_SETTING,
	CLASS_READ,
	CLASS_WRITE,
	CLASS_CLOSE,
	CLASS_FORMAT,
	CLASS_TRAY,
};

#define COMMAND_FEATURES_MAX 6

struct command_row {
	command_handler *run; /* NULL: no such command                                        */
	/* The next command of this operation code, told by its service action (CDB byte 1, bits 4 to 0),
	 * which its usage mask has as the value of these bits. The first row is for every other. */
	const struct command_row *by_service_action;
	enum burnrig_direction direction;
	enum transfer_length length;
	enum command_class command_class;
	uint16_t features
		[COMMAND_FEATURES_MAX]; /* exists when the drive has one of these; none listed: always  */
	uint8_t cdb_length;
	uint8_t allowed_in; /* IN_…                                                         */
	/* INQUIRY, REPORT LUNS, REQUEST SENSE, GET CONFIGURATION, GET EVENT STATUS NOTIFICATION */
	bool passes_unit_attention;
	uint8_t usage[16]; /* CDB bits that may be set; byte 0 is the opcode itself          */
	uint8_t service_action;
	uint8_t ignored; /* bits of CDB byte 1 that are reserved but that drives do not look at */
};

/* command_rows: 256 rows, index is the operation code. */
extern const struct command_row command_rows[256];

/* command_exists: does the drive have the command of @row at all? Walks through all profiles. */
bool command_exists(const struct burnrig_drive *drive, const struct command_row *row);

/* commands_resolve: notes the answer for the first row of every operation code, as the pipeline asks it of
 * every command and a definition does not change. */
void commands_resolve(struct burnrig_drive *drive);

/* command_name: as the standard prints it, also of one this drive does not have; NULL: unknown. */
const char *command_name(const uint8_t *cdb, size_t cdb_bytes);

/*
 * call_gather: copy up to @bytes of the host's data-out, but no more than the CDB announced, into
 * @out; returns how many there were. They count as transferred.
 */
size_t call_gather(struct call *call, void *out, size_t bytes);

#endif
