/* SPDX-License-Identifier: MIT */
/* tables.h: the table that each suite's file offers to suites.c. */
#ifndef CONFORMANCE_TABLES_H
#define CONFORMANCE_TABLES_H

#include "conformance/runner/test.h"

extern const struct suite suite_inquiry;
extern const struct suite suite_readiness;
extern const struct suite suite_configuration;
extern const struct suite suite_features;
extern const struct suite suite_events;
extern const struct suite suite_no_medium;
extern const struct suite suite_attention;
extern const struct suite suite_presence;
extern const struct suite suite_mode_sense;
extern const struct suite suite_mode_select;
extern const struct suite suite_capacity;
extern const struct suite suite_disc_information;
extern const struct suite suite_track_information;
extern const struct suite suite_toc;
extern const struct suite suite_performance;
extern const struct suite suite_defect_reports;
extern const struct suite suite_streaming;
extern const struct suite suite_cdb;
extern const struct suite suite_service;
extern const struct suite suite_reading;
extern const struct suite suite_tray;
extern const struct suite suite_resets;
extern const struct suite suite_time_limits;
extern const struct suite suite_read_cd;
extern const struct suite suite_cd_index;
extern const struct suite suite_replies;
extern const struct suite suite_burning;
extern const struct suite suite_writing;
extern const struct suite suite_closing;
extern const struct suite suite_cd_modes;
extern const struct suite suite_cd_sessions;
extern const struct suite suite_cd_raw;
extern const struct suite suite_underrun;
extern const struct suite suite_protection;
extern const struct suite suite_long_runs;
extern const struct suite suite_windows;
extern const struct suite suite_rewriting;

#endif
