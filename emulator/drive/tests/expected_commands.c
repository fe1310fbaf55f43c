/* SPDX-License-Identifier: MIT */
#include "emulator/drive/tests/expected_commands.h"

const struct expected_command expected_commands[] = {
	/* TEST UNIT READY */
	{
		.code = 0x00,
		.cdb_length = 6,
		.direction = BURNRIG_NO_DATA,
		.usage = { 0x00, 0x00, 0x00, 0x00, 0x00 },
		.cdb = { 0x00 },
	},
	/* REQUEST SENSE */
	{
		.code = 0x03,
		.cdb_length = 6,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x00, 0x00, 0x00, 0xFF, 0x00 },
		.cdb = { 0x03, 0, 0, 0, 18 },
		.length = { LENGTH_ALLOCATION, 4, 1, 0 },
		.allowed_in = WITHOUT_MEDIUM | BECOMING_READY | LONG_OPERATION | UNIT_ATTENTION,
	},
	/* FORMAT UNIT */
	{
		.code = 0x04,
		.cdb_length = 6,
		.direction = BURNRIG_DATA_OUT,
		.usage = { 0x1F, 0x00, 0x00, 0x00, 0x00 },
		.cdb = { 0x04, 0x11 },
		.length = { LENGTH_LIST, 0, 0, 12 },
	},
	/* INQUIRY */
	{
		.code = 0x12,
		.cdb_length = 6,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x01, 0xFF, 0xFF, 0xFF, 0x00 },
		.cdb = { 0x12, 0, 0, 0, 36 },
		.length = { LENGTH_ALLOCATION, 3, 2, 0 },
		.allowed_in = WITHOUT_MEDIUM | BECOMING_READY | LONG_OPERATION | UNIT_ATTENTION,
	},
	/* MODE SELECT (6) */
	{
		.code = 0x15,
		.cdb_length = 6,
		.direction = BURNRIG_DATA_OUT,
		.usage = { 0x10, 0x00, 0x00, 0xFF, 0x00 },
		.cdb = { 0x15, 0x10, 0, 0, 16 },
		.length = { LENGTH_LIST, 4, 1, 0 },
		.allowed_in = WITHOUT_MEDIUM | BECOMING_READY,
	},
	/* MODE SENSE (6) */
	{
		.code = 0x1A,
		.cdb_length = 6,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x08, 0xFF, 0xFF, 0xFF, 0x00 },
		.cdb = { 0x1A, 0, 0x3F, 0, 255 },
		.length = { LENGTH_ALLOCATION, 4, 1, 0 },
		.allowed_in = WITHOUT_MEDIUM | BECOMING_READY | LONG_OPERATION,
	},
	/* START STOP UNIT */
	{
		.code = 0x1B,
		.cdb_length = 6,
		.direction = BURNRIG_NO_DATA,
		.usage = { 0x01, 0x00, 0x00, 0xF3, 0x00 },
		.cdb = { 0x1B },
		.allowed_in = WITHOUT_MEDIUM | BECOMING_READY,
	},
	/* RECEIVE DIAGNOSTIC RESULTS */
	{
		.code = 0x1C,
		.cdb_length = 6,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x01, 0xFF, 0xFF, 0xFF, 0x00 },
		.cdb = { 0x1C, 1, 0, 0, 255 },
		.length = { LENGTH_ALLOCATION, 3, 2, 0 },
		.allowed_in = WITHOUT_MEDIUM | BECOMING_READY | LONG_OPERATION,
	},
	/* SEND DIAGNOSTIC */
	{
		.code = 0x1D,
		.cdb_length = 6,
		.direction = BURNRIG_DATA_OUT,
		.usage = { 0xF7, 0x00, 0xFF, 0xFF, 0x00 },
		.cdb = { 0x1D, 0x10, 0, 0, 4 },
		.length = { LENGTH_LIST, 3, 2, 0 },
		.allowed_in = WITHOUT_MEDIUM,
	},
	/* PREVENT ALLOW MEDIUM REMOVAL */
	{
		.code = 0x1E,
		.cdb_length = 6,
		.direction = BURNRIG_NO_DATA,
		.usage = { 0x00, 0x00, 0x00, 0x03, 0x00 },
		.cdb = { 0x1E, 0, 0, 0, 1 },
		.allowed_in = WITHOUT_MEDIUM | BECOMING_READY | LONG_OPERATION,
	},
	/* READ FORMAT CAPACITIES */
	{
		.code = 0x23,
		.cdb_length = 10,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0x00 },
		.cdb = { 0x23, 0, 0, 0, 0, 0, 0, 0, 252 },
		.length = { LENGTH_ALLOCATION, 7, 2, 0 },
		.allowed_in = WITHOUT_MEDIUM,
	},
	/* READ CAPACITY */
	{
		.code = 0x25,
		.cdb_length = 10,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00 },
		.cdb = { 0x25 },
		.length = { LENGTH_FIXED, 0, 0, 8 },
	},
	/* READ (10) */
	{
		.code = 0x28,
		.cdb_length = 10,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x18, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0xFF, 0xFF, 0x00 },
		.cdb = { 0x28, 0, 0, 0, 0, 0, 0, 0, 1 },
		.length = { LENGTH_BLOCKS, 7, 2, 0 },
	},
	/* WRITE (10) */
	{
		.code = 0x2A,
		.cdb_length = 10,
		.direction = BURNRIG_DATA_OUT,
		.usage = { 0x18, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0xFF, 0xFF, 0x00 },
		.cdb = { 0x2A, 0, 0, 0, 0, 0, 0, 0, 1 },
		.length = { LENGTH_BLOCKS, 7, 2, 0 },
	},
	/* SEEK (10) */
	{
		.code = 0x2B,
		.cdb_length = 10,
		.direction = BURNRIG_NO_DATA,
		.usage = { 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00 },
		.cdb = { 0x2B },
	},
	/* WRITE AND VERIFY (10) */
	{
		.code = 0x2E,
		.cdb_length = 10,
		.direction = BURNRIG_DATA_OUT,
		.usage = { 0x12, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0xFF, 0xFF, 0x00 },
		.cdb = { 0x2E, 0, 0, 0, 0, 0, 0, 0, 1 },
		.length = { LENGTH_BLOCKS, 7, 2, 0 },
	},
	/* VERIFY (10) */
	{
		.code = 0x2F,
		.cdb_length = 10,
		.direction = BURNRIG_DATA_OUT,
		.usage = { 0x12, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0xFF, 0xFF, 0x00 },
		.cdb = { 0x2F, 2, 0, 0, 0, 0, 0, 0, 1 },
		.length = { LENGTH_BLOCKS, 7, 2, 0 },
	},
	/* SYNCHRONIZE CACHE */
	{
		.code = 0x35,
		.cdb_length = 10,
		.direction = BURNRIG_NO_DATA,
		.usage = { 0x02, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0xFF, 0xFF, 0x00 },
		.cdb = { 0x35 },
	},
	/* WRITE BUFFER */
	{
		.code = 0x3B,
		.cdb_length = 10,
		.direction = BURNRIG_DATA_OUT,
		.usage = { 0x1F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00 },
		.cdb = { 0x3B, 2, 0, 0, 0, 0, 0, 0, 4 },
		.length = { LENGTH_LIST, 6, 3, 0 },
		.allowed_in = WITHOUT_MEDIUM | BECOMING_READY,
	},
	/* READ BUFFER */
	{
		.code = 0x3C,
		.cdb_length = 10,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x1F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00 },
		.cdb = { 0x3C, 3, 0, 0, 0, 0, 0, 0, 4 },
		.length = { LENGTH_ALLOCATION, 6, 3, 0 },
		.allowed_in = WITHOUT_MEDIUM | BECOMING_READY,
	},
	/* READ SUB-CHANNEL */
	{
		.code = 0x42,
		.cdb_length = 10,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x02, 0x40, 0xFF, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0x00 },
		.cdb = { 0x42, 2, 0x40, 1, 0, 0, 0, 0, 16 },
		.length = { LENGTH_ALLOCATION, 7, 2, 0 },
	},
	/* READ TOC/PMA/ATIP */
	{
		.code = 0x43,
		.cdb_length = 10,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x02, 0x0F, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xC0 },
		.cdb = { 0x43, 0, 0, 0, 0, 0, 0, 0, 255 },
		.length = { LENGTH_ALLOCATION, 7, 2, 0 },
	},
	/* READ HEADER */
	{
		.code = 0x44,
		.cdb_length = 10,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x02, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0xFF, 0xFF, 0x00 },
		.cdb = { 0x44, 0, 0, 0, 0, 0, 0, 0, 8 },
		.length = { LENGTH_ALLOCATION, 7, 2, 0 },
	},
	/* GET CONFIGURATION */
	{
		.code = 0x46,
		.cdb_length = 10,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x03, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0x00 },
		.cdb = { 0x46, 0, 0, 0, 0, 0, 0, 4, 0 },
		.length = { LENGTH_ALLOCATION, 7, 2, 0 },
		.allowed_in = WITHOUT_MEDIUM | BECOMING_READY | LONG_OPERATION | UNIT_ATTENTION,
	},
	/* GET EVENT STATUS NOTIFICATION */
	{
		.code = 0x4A,
		.cdb_length = 10,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x01, 0x00, 0x00, 0xFF, 0x00, 0x00, 0xFF, 0xFF, 0x00 },
		.cdb = { 0x4A, 1, 0, 0, 0x10, 0, 0, 0, 8 },
		.length = { LENGTH_ALLOCATION, 7, 2, 0 },
		.allowed_in = WITHOUT_MEDIUM | BECOMING_READY | LONG_OPERATION | UNIT_ATTENTION,
	},
	/* LOG SENSE */
	{
		.code = 0x4D,
		.cdb_length = 10,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x00, 0xFF, 0xFF, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0x00 },
		.cdb = { 0x4D, 0, 0x40, 0, 0, 0, 0, 0, 255 },
		.length = { LENGTH_ALLOCATION, 7, 2, 0 },
		.allowed_in = WITHOUT_MEDIUM | BECOMING_READY | LONG_OPERATION,
	},
	/* READ DISC INFORMATION */
	{
		.code = 0x51,
		.cdb_length = 10,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x07, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0x00 },
		.cdb = { 0x51, 0, 0, 0, 0, 0, 0, 0, 34 },
		.length = { LENGTH_ALLOCATION, 7, 2, 0 },
		.ignored = 0x10, /* dvd+rw-mediainfo sets it */
	},
	/* READ TRACK INFORMATION */
	{
		.code = 0x52,
		.cdb_length = 10,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x07, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0xFF, 0xFF, 0x00 },
		.cdb = { 0x52, 1, 0, 0, 0, 1, 0, 0, 48 },
		.length = { LENGTH_ALLOCATION, 7, 2, 0 },
	},
	/* RESERVE TRACK */
	{
		.code = 0x53,
		.cdb_length = 10,
		.direction = BURNRIG_NO_DATA,
		.usage = { 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0x00 },
		.cdb = { 0x53, 0, 0, 0, 0, 0, 0, 0x10, 0 },
	},
	/* SEND OPC INFORMATION */
	{
		.code = 0x54,
		.cdb_length = 10,
		.direction = BURNRIG_DATA_OUT,
		.usage = { 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0x00 },
		.cdb = { 0x54, 0, 0, 0, 0, 0, 0, 0, 8 },
		.length = { LENGTH_LIST, 7, 2, 0 },
	},
	/* MODE SELECT (10) */
	{
		.code = 0x55,
		.cdb_length = 10,
		.direction = BURNRIG_DATA_OUT,
		.usage = { 0x10, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0x00 },
		.cdb = { 0x55, 0x10, 0, 0, 0, 0, 0, 0, 20 },
		.length = { LENGTH_LIST, 7, 2, 0 },
		.allowed_in = WITHOUT_MEDIUM | BECOMING_READY,
	},
	/* REPAIR TRACK */
	{
		.code = 0x58,
		.cdb_length = 10,
		.direction = BURNRIG_NO_DATA,
		.usage = { 0x01, 0x00, 0x00, 0xFF, 0xFF },
		.cdb = { 0x58, 0, 0, 0, 0, 1 },
	},
	/* MODE SENSE (10) */
	{
		.code = 0x5A,
		.cdb_length = 10,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x08, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0x00 },
		.cdb = { 0x5A, 0, 0x3F, 0, 0, 0, 0, 1, 0 },
		.length = { LENGTH_ALLOCATION, 7, 2, 0 },
		.allowed_in = WITHOUT_MEDIUM | BECOMING_READY | LONG_OPERATION,
	},
	/* CLOSE TRACK SESSION */
	{
		.code = 0x5B,
		.cdb_length = 10,
		.direction = BURNRIG_NO_DATA,
		.usage = { 0x01, 0x07, 0x00, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00 },
		.cdb = { 0x5B, 0, 2 },
	},
	/* READ BUFFER CAPACITY */
	{
		.code = 0x5C,
		.cdb_length = 10,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0x00 },
		.cdb = { 0x5C, 0, 0, 0, 0, 0, 0, 0, 12 },
		.length = { LENGTH_ALLOCATION, 7, 2, 0 },
		.allowed_in = WITHOUT_MEDIUM | BECOMING_READY | LONG_OPERATION,
	},
	/* SEND CUE SHEET */
	{
		.code = 0x5D,
		.cdb_length = 10,
		.direction = BURNRIG_DATA_OUT,
		.usage = { 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0x00 },
		.cdb = { 0x5D, 0, 0, 0, 0, 0, 0, 0, 8 },
		.length = { LENGTH_LIST, 6, 3, 0 },
	},
	/* REPORT LUNS */
	{
		.code = 0xA0,
		.cdb_length = 12,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x00, 0xFF, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00 },
		.cdb = { 0xA0, 0, 0, 0, 0, 0, 0, 0, 0, 16 },
		.length = { LENGTH_ALLOCATION, 6, 4, 0 },
		.allowed_in = WITHOUT_MEDIUM | BECOMING_READY | LONG_OPERATION | UNIT_ATTENTION,
	},
	/* BLANK */
	{
		.code = 0xA1,
		.cdb_length = 12,
		.direction = BURNRIG_NO_DATA,
		.usage = { 0x17, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00 },
		.cdb = { 0xA1, 1 },
	},
	/* SEND KEY */
	{
		.code = 0xA3,
		.cdb_length = 12,
		.direction = BURNRIG_DATA_OUT,
		.usage = { 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0x00 },
		.cdb = { 0xA3, 0, 0, 0, 0, 0, 0, 0, 0, 8, 6 },
		.length = { LENGTH_LIST, 8, 2, 0 },
		.allowed_in = WITHOUT_MEDIUM,
	},
	/* REPORT SUPPORTED OPERATION CODES */
	{
		.code = 0xA3,
		.action = 0x0C,
		.cdb_length = 12,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x0C, 0x87, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00 },
		.cdb = { 0xA3, 0x0C, 1, 0x12, 0, 0, 0, 0, 0, 255 },
		.length = { LENGTH_ALLOCATION, 6, 4, 0 },
		.allowed_in = WITHOUT_MEDIUM | BECOMING_READY | LONG_OPERATION,
	},
	/* REPORT KEY */
	{
		.code = 0xA4,
		.cdb_length = 12,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0x00 },
		.cdb = { 0xA4, 0, 0, 0, 0, 0, 0, 0, 0, 8, 8 },
		.length = { LENGTH_ALLOCATION, 8, 2, 0 },
		.allowed_in = WITHOUT_MEDIUM,
	},
	/* LOAD/UNLOAD MEDIUM */
	{
		.code = 0xA6,
		.cdb_length = 12,
		.direction = BURNRIG_NO_DATA,
		.usage = { 0x01, 0x00, 0x00, 0x03, 0x00, 0x00, 0x00, 0xFF, 0x00, 0x00, 0x00 },
		.cdb = { 0xA6 },
		.allowed_in = WITHOUT_MEDIUM | BECOMING_READY,
	},
	/* SET READ AHEAD */
	{
		.code = 0xA7,
		.cdb_length = 12,
		.direction = BURNRIG_NO_DATA,
		.usage = { 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF },
		.cdb = { 0xA7 },
	},
	/* READ (12) */
	{
		.code = 0xA8,
		.cdb_length = 12,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x18, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x80, 0x00 },
		.cdb = { 0xA8, 0, 0, 0, 0, 0, 0, 0, 0, 1 },
		.length = { LENGTH_BLOCKS, 6, 4, 0 },
	},
	/* WRITE (12) */
	{
		.code = 0xAA,
		.cdb_length = 12,
		.direction = BURNRIG_DATA_OUT,
		.usage = { 0x18, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x80, 0x00 },
		.cdb = { 0xAA, 0, 0, 0, 0, 0, 0, 0, 0, 1 },
		.length = { LENGTH_BLOCKS, 6, 4, 0 },
	},
	/* GET PERFORMANCE */
	{
		.code = 0xAC,
		.cdb_length = 12,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x1F, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0x00 },
		.cdb = { 0xAC, 0x10, 0, 0, 0, 0, 0, 0, 0, 1, 0 },
		.length = { LENGTH_FIXED, 0, 0, 24 },
		.allowed_in = WITHOUT_MEDIUM | LONG_OPERATION,
	},
	/* READ DISC STRUCTURE */
	{
		.code = 0xAD,
		.cdb_length = 12,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x0F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xC0, 0x00 },
		.cdb = { 0xAD, 0, 0, 0, 0, 0, 0, 0, 8, 4 },
		.length = { LENGTH_ALLOCATION, 8, 2, 0 },
	},
	/* SET STREAMING */
	{
		.code = 0xB6,
		.cdb_length = 12,
		.direction = BURNRIG_DATA_OUT,
		.usage = { 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0x00 },
		.cdb = { 0xB6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 28 },
		.length = { LENGTH_LIST, 9, 2, 0 },
		.allowed_in = WITHOUT_MEDIUM,
	},
	/* READ CD MSF */
	{
		.code = 0xB9,
		.cdb_length = 12,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x1C, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0x07, 0x00 },
		.cdb = { 0xB9, 0, 0, 0, 2, 0, 0, 2, 1, 0x10 },
		.length = { LENGTH_FIXED, 0, 0, 2352 },
	},
	/* SET CD SPEED */
	{
		.code = 0xBB,
		.cdb_length = 12,
		.direction = BURNRIG_NO_DATA,
		.usage = { 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00 },
		.cdb = { 0xBB, 0, 0xFF, 0xFF, 0xFF, 0xFF },
		.allowed_in = WITHOUT_MEDIUM,
	},
	/* MECHANISM STATUS */
	{
		.code = 0xBD,
		.cdb_length = 12,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0x00, 0x00 },
		.cdb = { 0xBD, 0, 0, 0, 0, 0, 0, 0, 0, 8 },
		.length = { LENGTH_ALLOCATION, 8, 2, 0 },
		.allowed_in = WITHOUT_MEDIUM | BECOMING_READY | LONG_OPERATION,
	},
	/* READ CD */
	{
		.code = 0xBE,
		.cdb_length = 12,
		.direction = BURNRIG_DATA_IN,
		.usage = { 0x1C, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0x07, 0x00 },
		.cdb = { 0xBE, 0, 0, 0, 0, 0, 0, 0, 1, 0x10 },
		.length = { LENGTH_FIXED, 0, 0, 2352 },
	},
	/* SEND DISC STRUCTURE */
	{
		.code = 0xBF,
		.cdb_length = 12,
		.direction = BURNRIG_DATA_OUT,
		.usage = { 0x0F, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0x00, 0x00 },
		.cdb = { 0xBF, 0, 0, 0, 0, 0, 0, 0x20, 0, 12 },
		.length = { LENGTH_LIST, 8, 2, 0 },
	},
};

const size_t expected_command_count = sizeof expected_commands / sizeof expected_commands[0];
