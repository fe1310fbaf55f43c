/* SPDX-License-Identifier: MIT */
/*
 * defect_reports.h: what the drive tells of defective blocks: GET PERFORMANCE types 01h, 02h, 04h and
 * 05h, and SET STREAMING type 05h.
 *
 * Defective block information (DBI) is for hosts that manage defects by themselves, feature 0029h:
 * they stream, and the drive, instead of replacing what is defective, notes where it was. It does so
 * in zones that the host has set, and forgets it when zones are set anew, the medium goes, or on a
 * reset.
 */
#ifndef DRIVE_DEFECT_REPORTS_H
#define DRIVE_DEFECT_REPORTS_H

#include <stdint.h>

#include "emulator/drive/drive_definition.h"
#include "emulator/drive/table.h"

struct burnrig_drive;

struct defect_reports {
	uint32_t zone_lbas
		[DRIVE_DBI_ZONES_MAX]; /* where they begin, rising; each goes to the next */
	unsigned zone_count;
	uint32_t lbas[DRIVE_DBI_ENTRIES_MAX]; /* first blocks of the defective units met, rising */
	unsigned count;
};

void defect_reports_clear(struct burnrig_drive *drive);

/* defect_reports_note: streaming goes over these blocks of the medium inside. */
void defect_reports_note(struct burnrig_drive *drive, uint32_t lba, uint32_t blocks);

/* GET PERFORMANCE types 01h, 02h, 04h, 05h; SET STREAMING type 05h. */
command_handler performance_unusable_area, performance_defect_status;
command_handler performance_dbi, performance_dbi_zones, set_streaming_dbi_zones;

#endif
