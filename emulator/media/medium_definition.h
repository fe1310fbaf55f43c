/* SPDX-License-Identifier: MIT */
/*
 * medium_definition.h: everything that is the same for all discs of one make. Read by config/ from
 * fixtures/media/NAME.conf, kept as text inside every disc file. Immutable once made.
 */
#ifndef MEDIA_MEDIUM_DEFINITION_H
#define MEDIA_MEDIUM_DEFINITION_H

#include <stddef.h>
#include <stdint.h>

#include "emulator/mechanics/geometry.h"

enum medium_family { /* one file of write rules each, in media/ */
	MEDIUM_FAMILY_CD_R,
	MEDIUM_FAMILY_CD_RW,
	MEDIUM_FAMILY_CD_ROM,
	MEDIUM_FAMILY_DVD_PLUS_R,
	MEDIUM_FAMILY_DVD_PLUS_RW,
	MEDIUM_FAMILY_DVD_R,
	MEDIUM_FAMILY_DVD_RW,
	MEDIUM_FAMILY_DVD_RAM,
	MEDIUM_FAMILY_DVD_PLUS_R_DL,
	MEDIUM_FAMILY_DVD_R_DL,
	MEDIUM_FAMILY_BD_R,
	MEDIUM_FAMILY_BD_RE,
	MEDIUM_FAMILY_DVD_ROM,
	MEDIUM_FAMILY_BD_ROM,
};

#define MEDIUM_SPEEDS_MAX  16
#define MEDIUM_DEFECTS_MAX 64

struct medium_defect { /* all recording units that it touches are defective */
	uint32_t lba, blocks;
};

struct burnrig_medium_definition {
	char name[64];
	char title[128];
	char *text; /* the definition as it was read, owned; embedded in disc files    */
	size_t text_bytes;
	enum medium_family family;
	uint32_t capacity_blocks;	/* user blocks; BD-RE: without spares; CD: LBA of the last
					   possible lead-out */
	uint32_t default_spare_blocks;	/* BD-RE: taken from capacity by the default format       */
	uint16_t recording_unit_blocks; /* smallest unit the medium is recorded in: 1, 16, 32     */
	struct mechanics_geometry geometry;
	/* What the medium is certified for, in 1/100 of 1x at the outer rim, rising; the drive
	 * writes with its own speeds from the slowest to the fastest of these. */
	uint32_t write_speeds_cx[MEDIUM_SPEEDS_MAX];
	unsigned write_speed_count;
	/* What closing a session records beside user data, in blocks; 0: the drive's own closing
	 * time has it all. A first session's lead-out may be longer than later ones. */
	uint32_t lead_in_blocks, lead_out_blocks, later_lead_out_blocks;
	/* So far out the lead-out of a disc that is finalized for players reaches at least; 0: no
	 * further. */
	uint32_t finalized_radius_um;
	char manufacturer_id[9]; /* ADIP disc manufacturer ID (DVD+), DI manufacturer (BD); ASCII */
	char media_type_id[4];	 /* ADIP / DI media type ID   */
	uint8_t product_revision;
	char pre_pit_id[19];	  /* DVD-R, DVD-RW: manufacturer ID of the land pre-pits; ASCII */
	int32_t atip_lead_in_lba; /* CD: special information 1, start of lead-in, e.g. 97:24:01 as
				     an LBA < 0; pressed CD: 0 */
	struct medium_defect defects[MEDIUM_DEFECTS_MAX]; /* rising; media with spare areas   */
	unsigned defect_count;
	uint8_t cd_rw_sub_type; /* ATIP: 0 ordinary, 1 high speed, 2 ultra speed, 3 ultra speed+ */
};

#endif
