/* SPDX-License-Identifier: MIT */
/* commands.h: the handlers of all commands, for the table. Each is in the file of its family. */
#ifndef DRIVE_COMMANDS_H
#define DRIVE_COMMANDS_H

#include "emulator/drive/table.h"

/* cmd_inquiry.c */
command_handler cmd_inquiry, cmd_report_luns;
/* cmd_ready.c */
command_handler cmd_test_unit_ready, cmd_request_sense;
/* events.c */
command_handler cmd_get_event_status_notification;
/* tray.c */
command_handler cmd_start_stop_unit, cmd_prevent_allow_medium_removal, cmd_load_unload_medium;
command_handler cmd_mechanism_status;
/* cmd_mode.c */
command_handler cmd_mode_sense_6, cmd_mode_sense_10, cmd_mode_select_6, cmd_mode_select_10;
/* cmd_performance.c */
command_handler cmd_get_performance, cmd_set_streaming, cmd_set_cd_speed;
command_handler cmd_read_buffer_capacity;
/* cmd_buffer.c, cmd_diagnostic.c, cmd_operations.c */
command_handler cmd_read_buffer, cmd_write_buffer;
command_handler cmd_send_diagnostic, cmd_receive_diagnostic_results, cmd_log_sense;
command_handler cmd_report_supported_operation_codes;
/* cmd_key.c */
command_handler cmd_report_key, cmd_send_key;

/* the medium's commands: one file per family */
command_handler cmd_read_10, cmd_read_12, cmd_read_cd, cmd_read_cd_msf, cmd_seek_10, cmd_verify_10;
command_handler cmd_write_10, cmd_write_12, cmd_write_and_verify_10, cmd_synchronize_cache;
command_handler cmd_read_capacity, cmd_read_format_capacities;
command_handler cmd_read_disc_information, cmd_read_track_information, cmd_read_toc_pma_atip;
command_handler cmd_reserve_track, cmd_close_track_session, cmd_send_opc_information;
command_handler cmd_repair_track, cmd_send_cue_sheet, cmd_format_unit, cmd_blank, cmd_erase_10;
command_handler cmd_read_disc_structure, cmd_send_disc_structure, cmd_get_configuration;
command_handler cmd_set_read_ahead, cmd_read_sub_channel, cmd_read_header;

#endif
