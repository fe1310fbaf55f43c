/* SPDX-License-Identifier: MIT */
#include "emulator/drive/table.h"

#include <stddef.h>

#include "emulator/drive/codes.h"
#include "emulator/drive/commands.h"

/* In order of operation code. Usage masks are those of the CDB tables of MMC-6 and SPC-3; a field
 * this drive does not implement is left out of the mask, so setting it is 05/24/00. */
const struct command_row command_rows[256] = {
	[OP_TEST_UNIT_READY] = {
		.run = cmd_test_unit_ready,
		.cdb_length = CDB_TEST_UNIT_READY,
		.usage = { OP_TEST_UNIT_READY },
		.command_class = CLASS_INFORMATION,
	},
	[OP_REQUEST_SENSE] = {
		.run = cmd_request_sense,
		.cdb_length = CDB_REQUEST_SENSE,
		/* DESC is in the mask of SPC-3, but MMC drives have the fixed format only. */
		.usage = { OP_REQUEST_SENSE, 0x00, 0x00, 0x00, 0xFF },
		.direction = BURNRIG_DATA_IN,
		.length = ALLOCATION_BYTE_4,
		.allowed_in = IN_ANY,
		.passes_unit_attention = true,
		.command_class = CLASS_INFORMATION,
	},
	[OP_INQUIRY] = {
		.run = cmd_inquiry,
		.cdb_length = CDB_INQUIRY,
		.usage = { OP_INQUIRY, 0x01, 0xFF, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_IN,
		.length = ALLOCATION_BE16_3,
		.allowed_in = IN_ANY,
		.passes_unit_attention = true,
		.command_class = CLASS_INFORMATION,
	},
	[OP_MODE_SELECT_6] = {
		.run = cmd_mode_select_6,
		.cdb_length = CDB_MODE_SELECT_6,
		/* PF; SP is not in it: nothing can be saved */
		.usage = { OP_MODE_SELECT_6, 0x10, 0x00, 0x00, 0xFF },
		.direction = BURNRIG_DATA_OUT,
		.length = ALLOCATION_BYTE_4,
		.allowed_in = IN_NO_MEDIUM | IN_BECOMING_READY,
		.command_class = CLASS_SETTING,
	},
	[OP_MODE_SENSE_6] = {
		.run = cmd_mode_sense_6,
		.cdb_length = CDB_MODE_SENSE_6,
		.usage = { OP_MODE_SENSE_6, 0x08, 0xFF, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_IN,
		.length = ALLOCATION_BYTE_4,
		.allowed_in = IN_ANY,
		.command_class = CLASS_INFORMATION,
	},
	[OP_MODE_SELECT_10] = {
		.run = cmd_mode_select_10,
		.cdb_length = CDB_MODE_SELECT_10,
		.usage = { OP_MODE_SELECT_10, 0x10, 0, 0, 0, 0, 0, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_OUT,
		.length = ALLOCATION_BE16_7,
		.allowed_in = IN_NO_MEDIUM | IN_BECOMING_READY,
		.command_class = CLASS_SETTING,
	},
	[OP_MODE_SENSE_10] = {
		.run = cmd_mode_sense_10,
		.cdb_length = CDB_MODE_SENSE_10,
		.usage = { OP_MODE_SENSE_10, 0x08, 0xFF, 0xFF, 0, 0, 0, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_IN,
		.length = ALLOCATION_BE16_7,
		.allowed_in = IN_ANY,
		.command_class = CLASS_INFORMATION,
	},
	[OP_REPORT_LUNS] = {
		.run = cmd_report_luns,
		.cdb_length = CDB_REPORT_LUNS,
		.usage = { OP_REPORT_LUNS, 0x00, 0xFF, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_IN,
		.length = ALLOCATION_BE32_6,
		.allowed_in = IN_ANY,
		.passes_unit_attention = true,
		.command_class = CLASS_INFORMATION,
	},
};

const char *command_name(uint8_t operation_code)
{
	switch (operation_code) {
#define OPERATION(name, code, cdb_length, text, clause) \
	case code:                                      \
		return text;
#include "fixtures/codes/operations.def"
#undef OPERATION
	default:
		return NULL;
	}
}
