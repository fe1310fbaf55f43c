/* SPDX-License-Identifier: MIT */
#include "emulator/drive/table.h"

#include <stddef.h>

#include "emulator/drive/bytes.h"
#include "emulator/drive/codes.h"
#include "emulator/drive/commands.h"
#include "emulator/drive/state.h"

/* Writing, flushing and closing exist on a drive that records something. */
#define RECORDING_FEATURES                                                             \
	{                                                                              \
		FEATURE_RANDOM_WRITABLE, FEATURE_CD_TRACK_AT_ONCE, FEATURE_DVD_PLUS_R, \
			FEATURE_DVD_MINUS_R_RW_WRITE, FEATURE_DVD_PLUS_R_DL,           \
			FEATURE_INCREMENTAL_STREAMING_WRITABLE                         \
	}

/* MMC has A3h for SEND KEY, whose byte 1 is reserved; SPC has its MAINTENANCE IN commands there, with the
 * service action in that byte. */
static const struct command_row report_supported_operation_codes = {
	.run = cmd_report_supported_operation_codes,
	.cdb_length = SERVICE_CDB_REPORT_SUPPORTED_OPERATION_CODES,
	.usage = { SERVICE_OP_REPORT_SUPPORTED_OPERATION_CODES,
		SERVICE_REPORT_SUPPORTED_OPERATION_CODES, 0x87, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
		0xFF },
	.direction = BURNRIG_DATA_IN,
	.length = ALLOCATION_BE32_6,
	.allowed_in = IN_ANY,
	.command_class = CLASS_INFORMATION,
	.service_action = SERVICE_REPORT_SUPPORTED_OPERATION_CODES,
};

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
	[OP_FORMAT_UNIT] = {
		.run = cmd_format_unit,
		.cdb_length = CDB_FORMAT_UNIT,
		.usage = { OP_FORMAT_UNIT, 0x1F },
		.direction = BURNRIG_DATA_OUT,
		.length = BY_HANDLER,
		.features = { FEATURE_FORMATTABLE },
		.command_class = CLASS_FORMAT,
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
	[OP_START_STOP_UNIT] = {
		.run = cmd_start_stop_unit,
		.cdb_length = CDB_START_STOP_UNIT,
		/* Immed; power conditions, LoEj, Start. FL is for hybrid discs. */
		.usage = { OP_START_STOP_UNIT, 0x01, 0x00, 0x00, 0xF3 },
		.allowed_in = IN_NO_MEDIUM | IN_BECOMING_READY,
		.command_class = CLASS_TRAY,
	},
	[OP_RECEIVE_DIAGNOSTIC_RESULTS] = {
		.run = cmd_receive_diagnostic_results,
		.cdb_length = CDB_RECEIVE_DIAGNOSTIC_RESULTS,
		.usage = { OP_RECEIVE_DIAGNOSTIC_RESULTS, 0x01, 0xFF, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_IN,
		.length = ALLOCATION_BE16_3,
		.allowed_in = IN_ANY,
		.command_class = CLASS_INFORMATION,
	},
	[OP_SEND_DIAGNOSTIC] = {
		.run = cmd_send_diagnostic,
		.cdb_length = CDB_SEND_DIAGNOSTIC,
		/* self-test code, PF, SelfTest, DevOffL, UnitOffL */
		.usage = { OP_SEND_DIAGNOSTIC, 0xF7, 0x00, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_OUT,
		.length = ALLOCATION_BE16_3,
		.allowed_in = IN_NO_MEDIUM,
		.command_class = CLASS_SETTING,
	},
	[OP_PREVENT_ALLOW_MEDIUM_REMOVAL] = {
		.run = cmd_prevent_allow_medium_removal,
		.cdb_length = CDB_PREVENT_ALLOW_MEDIUM_REMOVAL,
		.usage = { OP_PREVENT_ALLOW_MEDIUM_REMOVAL, 0x00, 0x00, 0x00, 0x03 },
		.allowed_in = IN_ANY,
		.command_class = CLASS_TRAY,
	},
	[OP_READ_FORMAT_CAPACITIES] = {
		.run = cmd_read_format_capacities,
		.cdb_length = CDB_READ_FORMAT_CAPACITIES,
		.usage = { OP_READ_FORMAT_CAPACITIES, 0x00, 0, 0, 0, 0, 0, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_IN,
		.length = ALLOCATION_BE16_7,
		/* every drive that records has it, also those without the feature */
		.allowed_in = IN_NO_MEDIUM,
		.command_class = CLASS_INFORMATION,
	},
	[OP_READ_CAPACITY] = {
		.run = cmd_read_capacity,
		.cdb_length = CDB_READ_CAPACITY,
		.usage = { OP_READ_CAPACITY, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0x00 },
		.direction = BURNRIG_DATA_IN,
		.length = BY_HANDLER,
		.command_class = CLASS_INFORMATION,
	},
	[OP_READ_10] = {
		.run = cmd_read_10,
		.cdb_length = CDB_READ_10,
		.usage = { OP_READ_10, 0x18, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_IN,
		.length = BLOCKS_BE16_7,
		.command_class = CLASS_READ,
	},
	[OP_WRITE_10] = {
		.run = cmd_write_10,
		.cdb_length = CDB_WRITE_10,
		.usage = { OP_WRITE_10, 0x18, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_OUT,
		.length = BY_HANDLER, /* blocks of CD have other sizes */
		.features = RECORDING_FEATURES,
		.command_class = CLASS_WRITE,
	},
	[OP_SEEK_10] = {
		.run = cmd_seek_10,
		.cdb_length = CDB_SEEK_10,
		.usage = { OP_SEEK_10, 0x00, 0xFF, 0xFF, 0xFF, 0xFF },
		.command_class = CLASS_READ,
	},
	[OP_WRITE_AND_VERIFY_10] = {
		.run = cmd_write_and_verify_10,
		.cdb_length = CDB_WRITE_AND_VERIFY_10,
		.usage = { OP_WRITE_AND_VERIFY_10, 0x12, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_OUT,
		.length = BLOCKS_BE16_7,
		.features = { FEATURE_RANDOM_WRITABLE },
		.command_class = CLASS_WRITE,
	},
	[OP_VERIFY_10] = {
		.run = cmd_verify_10,
		.cdb_length = CDB_VERIFY_10,
		.usage = { OP_VERIFY_10, 0x12, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_OUT, /* with BytChk */
		.length = BLOCKS_BE16_7_TO_COMPARE,
		.command_class = CLASS_READ,
	},
	[OP_SYNCHRONIZE_CACHE] = {
		.run = cmd_synchronize_cache,
		.cdb_length = CDB_SYNCHRONIZE_CACHE,
		.usage = { OP_SYNCHRONIZE_CACHE, 0x02, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0xFF, 0xFF },
		.features = RECORDING_FEATURES,
		.command_class = CLASS_CLOSE,
	},
	[OP_WRITE_BUFFER] = {
		.run = cmd_write_buffer,
		.cdb_length = CDB_WRITE_BUFFER,
		.usage = { OP_WRITE_BUFFER, 0x1F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_OUT,
		.length = ALLOCATION_BE24_6,
		.allowed_in = IN_NO_MEDIUM | IN_BECOMING_READY,
		.command_class = CLASS_SETTING,
	},
	[OP_READ_BUFFER] = {
		.run = cmd_read_buffer,
		.cdb_length = CDB_READ_BUFFER,
		.usage = { OP_READ_BUFFER, 0x1F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_IN,
		.length = ALLOCATION_BE24_6,
		.allowed_in = IN_NO_MEDIUM | IN_BECOMING_READY,
		.command_class = CLASS_INFORMATION,
	},
	[OP_READ_SUB_CHANNEL] = {
		.run = cmd_read_sub_channel,
		.cdb_length = CDB_READ_SUB_CHANNEL,
		.usage = { OP_READ_SUB_CHANNEL, 0x02, 0x40, 0xFF, 0, 0, 0xFF, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_IN,
		.length = ALLOCATION_BE16_7,
		.features = { FEATURE_CD_READ },
		.command_class = CLASS_INFORMATION,
	},
	[OP_READ_TOC_PMA_ATIP] = {
		.run = cmd_read_toc_pma_atip,
		.cdb_length = CDB_READ_TOC_PMA_ATIP,
		.usage = { OP_READ_TOC_PMA_ATIP, 0x02, 0x0F, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xC0 },
		.direction = BURNRIG_DATA_IN,
		.length = ALLOCATION_BE16_7,
		.command_class = CLASS_INFORMATION,
	},
	[OP_READ_HEADER] = {
		.run = cmd_read_header,
		.cdb_length = CDB_READ_HEADER,
		.usage = { OP_READ_HEADER, 0x02, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_IN,
		.length = ALLOCATION_BE16_7,
		.features = { FEATURE_CD_READ },
		.command_class = CLASS_READ,
	},
	[OP_GET_CONFIGURATION] = {
		.run = cmd_get_configuration,
		.cdb_length = CDB_GET_CONFIGURATION,
		.usage = { OP_GET_CONFIGURATION, 0x03, 0xFF, 0xFF, 0, 0, 0, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_IN,
		.length = ALLOCATION_BE16_7,
		.allowed_in = IN_ANY,
		.passes_unit_attention = true,
		.command_class = CLASS_INFORMATION,
	},
	[OP_GET_EVENT_STATUS_NOTIFICATION] = {
		.run = cmd_get_event_status_notification,
		.cdb_length = CDB_GET_EVENT_STATUS_NOTIFICATION,
		.usage = { OP_GET_EVENT_STATUS_NOTIFICATION, 0x01, 0, 0, 0xFF, 0, 0, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_IN,
		.length = ALLOCATION_BE16_7,
		.allowed_in = IN_ANY,
		.passes_unit_attention = true,
		.command_class = CLASS_INFORMATION,
	},
	[OP_LOG_SENSE] = {
		.run = cmd_log_sense,
		.cdb_length = CDB_LOG_SENSE,
		/* PC, page, subpage, parameter pointer; neither PPC nor SP */
		.usage = { OP_LOG_SENSE, 0x00, 0xFF, 0xFF, 0, 0xFF, 0xFF, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_IN,
		.length = ALLOCATION_BE16_7,
		.allowed_in = IN_ANY,
		.command_class = CLASS_INFORMATION,
	},
	[OP_READ_DISC_INFORMATION] = {
		.run = cmd_read_disc_information,
		.cdb_length = CDB_READ_DISC_INFORMATION,
		.usage = { OP_READ_DISC_INFORMATION, 0x07, 0, 0, 0, 0, 0, 0xFF, 0xFF },
		/* dvd+rw-mediainfo asks for data type 010b as 10h, and real drives tell the standard
		 * information for it: the "replacements left" that it prints of an LG WH16NS40 are
		 * 01010320h, which are bytes 4 to 7 of that. SPC-3 3.3.x lets a device ignore what is reserved. */
		.ignored = 0x10,
		.direction = BURNRIG_DATA_IN,
		.length = ALLOCATION_BE16_7,
		.command_class = CLASS_INFORMATION,
	},
	[OP_READ_TRACK_INFORMATION] = {
		.run = cmd_read_track_information,
		.cdb_length = CDB_READ_TRACK_INFORMATION,
		.usage = { OP_READ_TRACK_INFORMATION, 0x07, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_IN,
		.length = ALLOCATION_BE16_7,
		.command_class = CLASS_INFORMATION,
	},
	[OP_RESERVE_TRACK] = {
		.run = cmd_reserve_track,
		.cdb_length = CDB_RESERVE_TRACK,
		.usage = { OP_RESERVE_TRACK, 0x00, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF },
		.features = { FEATURE_DVD_PLUS_R, FEATURE_DVD_PLUS_R_DL, FEATURE_INCREMENTAL_STREAMING_WRITABLE },
		.command_class = CLASS_WRITE,
	},
	[OP_SEND_OPC_INFORMATION] = {
		.run = cmd_send_opc_information,
		.cdb_length = CDB_SEND_OPC_INFORMATION,
		.usage = { OP_SEND_OPC_INFORMATION, 0x01, 0, 0, 0, 0, 0, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_OUT,
		.length = ALLOCATION_BE16_7,
		.features = RECORDING_FEATURES,
		.command_class = CLASS_WRITE,
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
	[OP_REPAIR_TRACK] = {
		.run = cmd_repair_track,
		.cdb_length = CDB_REPAIR_TRACK,
		.usage = { OP_REPAIR_TRACK, 0x01, 0, 0, 0xFF, 0xFF },
		.features = { FEATURE_INCREMENTAL_STREAMING_WRITABLE },
		.command_class = CLASS_CLOSE,
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
	[OP_SEND_CUE_SHEET] = {
		.run = cmd_send_cue_sheet,
		.cdb_length = CDB_SEND_CUE_SHEET,
		.usage = { OP_SEND_CUE_SHEET, 0x00, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_OUT,
		.length = ALLOCATION_BE24_6,
		.features = { FEATURE_CD_MASTERING },
		.command_class = CLASS_WRITE,
	},
	[OP_CLOSE_TRACK_SESSION] = {
		.run = cmd_close_track_session,
		.cdb_length = CDB_CLOSE_TRACK_SESSION,
		.usage = { OP_CLOSE_TRACK_SESSION, 0x01, 0x07, 0, 0xFF, 0xFF },
		.features = RECORDING_FEATURES,
		.command_class = CLASS_CLOSE,
	},
	[OP_READ_BUFFER_CAPACITY] = {
		.run = cmd_read_buffer_capacity,
		.cdb_length = CDB_READ_BUFFER_CAPACITY,
		.usage = { OP_READ_BUFFER_CAPACITY, 0x01, 0, 0, 0, 0, 0, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_IN,
		.length = ALLOCATION_BE16_7,
		.features = { FEATURE_REAL_TIME_STREAMING },
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
	[OP_BLANK] = {
		.run = cmd_blank,
		.cdb_length = CDB_BLANK,
		.usage = { OP_BLANK, 0x17, 0xFF, 0xFF, 0xFF, 0xFF },
		.features = { FEATURE_CD_RW_MEDIA_WRITE_SUPPORT, FEATURE_RIGID_RESTRICTED_OVERWRITE,
			FEATURE_CD_TRACK_AT_ONCE },
		.command_class = CLASS_FORMAT,
	},
	[OP_SEND_KEY] = {
		.run = cmd_send_key,
		.cdb_length = CDB_SEND_KEY,
		.usage = { OP_SEND_KEY, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_OUT,
		.length = ALLOCATION_BE16_8,
		.features = { FEATURE_DVD_CSS },
		.allowed_in = IN_NO_MEDIUM,
		.command_class = CLASS_SETTING,
		.by_service_action = &report_supported_operation_codes,
	},
	[OP_REPORT_KEY] = {
		.run = cmd_report_key,
		.cdb_length = CDB_REPORT_KEY,
		.usage = { OP_REPORT_KEY, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0xFF, 0xFF, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_IN,
		.length = ALLOCATION_BE16_8,
		.features = { FEATURE_DVD_CSS },
		.allowed_in = IN_NO_MEDIUM,
		.command_class = CLASS_INFORMATION,
	},
	[OP_LOAD_UNLOAD_MEDIUM] = {
		.run = cmd_load_unload_medium,
		.cdb_length = CDB_LOAD_UNLOAD_MEDIUM,
		.usage = { OP_LOAD_UNLOAD_MEDIUM, 0x01, 0, 0, 0x03, 0, 0, 0, 0xFF },
		.allowed_in = IN_NO_MEDIUM | IN_BECOMING_READY,
		.command_class = CLASS_TRAY,
	},
	[OP_SET_READ_AHEAD] = {
		.run = cmd_set_read_ahead,
		.cdb_length = CDB_SET_READ_AHEAD,
		.usage = { OP_SET_READ_AHEAD, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF },
		.features = { FEATURE_REAL_TIME_STREAMING },
		.command_class = CLASS_SETTING,
	},
	[OP_READ_12] = {
		.run = cmd_read_12,
		.cdb_length = CDB_READ_12,
		.usage = { OP_READ_12, 0x18, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x80 },
		.direction = BURNRIG_DATA_IN,
		.length = BLOCKS_BE32_6,
		.command_class = CLASS_READ,
	},
	[OP_WRITE_12] = {
		.run = cmd_write_12,
		.cdb_length = CDB_WRITE_12,
		.usage = { OP_WRITE_12, 0x18, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x80 },
		.direction = BURNRIG_DATA_OUT,
		.length = BY_HANDLER, /* blocks of CD have other sizes */
		.features = RECORDING_FEATURES,
		.command_class = CLASS_WRITE,
	},
	[OP_GET_PERFORMANCE] = {
		.run = cmd_get_performance,
		.cdb_length = CDB_GET_PERFORMANCE,
		.usage = { OP_GET_PERFORMANCE, 0x1F, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_IN,
		.length = BY_HANDLER,
		.features = { FEATURE_REAL_TIME_STREAMING },
		.allowed_in = IN_NO_MEDIUM | IN_LONG_OPERATION,
		.command_class = CLASS_INFORMATION,
	},
	[OP_READ_DISC_STRUCTURE] = {
		.run = cmd_read_disc_structure,
		.cdb_length = CDB_READ_DISC_STRUCTURE,
		.usage = { OP_READ_DISC_STRUCTURE, 0x0F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xC0 },
		.direction = BURNRIG_DATA_IN,
		.length = ALLOCATION_BE16_8,
		.features = { FEATURE_DVD_READ, FEATURE_BD_READ },
		.command_class = CLASS_INFORMATION,
	},
	[OP_SET_STREAMING] = {
		.run = cmd_set_streaming,
		.cdb_length = CDB_SET_STREAMING,
		.usage = { OP_SET_STREAMING, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_OUT,
		.length = ALLOCATION_BE16_9,
		.features = { FEATURE_REAL_TIME_STREAMING },
		.allowed_in = IN_NO_MEDIUM,
		.command_class = CLASS_SETTING,
	},
	[OP_READ_CD_MSF] = {
		.run = cmd_read_cd_msf,
		.cdb_length = CDB_READ_CD_MSF,
		.usage = { OP_READ_CD_MSF, 0x1C, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0x07 },
		.direction = BURNRIG_DATA_IN,
		.length = BY_HANDLER,
		.features = { FEATURE_CD_READ },
		.command_class = CLASS_READ,
	},
	[OP_SET_CD_SPEED] = {
		.run = cmd_set_cd_speed,
		.cdb_length = CDB_SET_CD_SPEED,
		/* rotational control 00b and 01b; 1xb is reserved */
		.usage = { OP_SET_CD_SPEED, 0x01, 0xFF, 0xFF, 0xFF, 0xFF },
		.features = { FEATURE_REAL_TIME_STREAMING },
		.allowed_in = IN_NO_MEDIUM,
		.command_class = CLASS_SETTING,
	},
	[OP_MECHANISM_STATUS] = {
		.run = cmd_mechanism_status,
		.cdb_length = CDB_MECHANISM_STATUS,
		.usage = { OP_MECHANISM_STATUS, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_IN,
		.length = ALLOCATION_BE16_8,
		.allowed_in = IN_ANY,
		.command_class = CLASS_INFORMATION,
	},
	[OP_READ_CD] = {
		.run = cmd_read_cd,
		.cdb_length = CDB_READ_CD,
		.usage = { OP_READ_CD, 0x1C, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0x07 },
		.direction = BURNRIG_DATA_IN,
		.length = BY_HANDLER,
		.features = { FEATURE_CD_READ },
		.command_class = CLASS_READ,
	},
	[OP_SEND_DISC_STRUCTURE] = {
		.run = cmd_send_disc_structure,
		.cdb_length = CDB_SEND_DISC_STRUCTURE,
		.usage = { OP_SEND_DISC_STRUCTURE, 0x0F, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF },
		.direction = BURNRIG_DATA_OUT,
		.length = ALLOCATION_BE16_8,
		.features = { FEATURE_DVD_PLUS_R_DL, FEATURE_DVD_MINUS_R_RW_WRITE, FEATURE_WRITE_PROTECT },
		.command_class = CLASS_WRITE,
	},
};

bool command_exists(const struct burnrig_drive *drive, const struct command_row *row)
{
	bool exists = !row->features[0];

	if (!row->run || drive_definition_refuses(drive->definition, row->usage[0]))
		return false;
	for (size_t i = 0; i < COMMAND_FEATURES_MAX && row->features[i]; i++)
		exists = exists || drive_has_feature(drive, row->features[i]);
	return exists;
}

void commands_resolve(struct burnrig_drive *drive)
{
	for (size_t i = 0; i < sizeof drive->has_command; i++)
		drive->has_command[i] = command_exists(drive, &command_rows[i]);
}

static const char *service_action_name(uint8_t operation_code, unsigned action)
{
#define SERVICE_ACTION(name, code, number, cdb_length, text, clause) \
	if (operation_code == (code) && action == (number))          \
		return text;
#include "fixtures/codes/service_actions.def"
#undef SERVICE_ACTION
	return NULL;
}

static const char *operation_name(uint8_t operation_code)
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

const char *command_name(const uint8_t *cdb, size_t cdb_bytes)
{
	const char *name = NULL;

	if (cdb_bytes > 1)
		name = service_action_name(cdb[0], bits(cdb[1], 4, 0));
	return name || !cdb_bytes ? name : operation_name(cdb[0]);
}
