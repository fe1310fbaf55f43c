/* SPDX-License-Identifier: MIT */
#include "emulator/drive/defect_reports.h"

#include <string.h>

#include "emulator/drive/bytes.h"
#include "emulator/drive/codes.h"
#include "emulator/drive/features.h"
#include "emulator/drive/performance.h"
#include "emulator/drive/state.h"

void defect_reports_clear(struct burnrig_drive *drive)
{
	drive->defect_reports = (struct defect_reports) { .count = 0 };
}

/* Media that the drive replaces defective blocks of by itself, feature 0024h. */
static bool manages_defects(uint16_t profile)
{
	return profile == PROFILE_DVD_RAM || profile == PROFILE_BD_R_RRM ||
	       profile == PROFILE_BD_RE;
}

/* ---- type 01h: unusable area ----------------------------------------------------------------- */

enum { ZONE_BOUNDARIES = 0, PRIMARY_DEFECTS = 1, SECONDARY_DEFECTS = 2, UNUSABLE_BYTES = 8 };

static void secondary_defects(struct burnrig_drive *drive, struct call *call)
{
	struct burnrig_disc *disc = drive_medium(drive);
	uint32_t start_lba = get_be32(call->cdb + 2), end_lba = performance_end_lba(drive) + 1;
	uint32_t at, blocks, lba;
	unsigned count = 0, put = 0;

	for (at = start_lba; disc_next_defect(disc, at, end_lba, &lba, &blocks); count++)
		at = lba + blocks;
	performance_header(call->reply, count, UNUSABLE_BYTES, 0);
	for (at = start_lba; put < performance_descriptors_max(call) &&
			     disc_next_defect(disc, at, end_lba, &lba, &blocks);
		put++) {
		reply_be32(call->reply, lba);
		reply_be32(call->reply, blocks);
		at = lba + blocks;
	}
}

/*
 * Of media with defect management: what lies between zones (nothing here: LBAs leave it out), the
 * primary list (slipped over when formatted: so are they) and the secondary one, which has the
 * blocks that spares stand for.
 */
struct sense performance_unusable_area(struct burnrig_drive *drive, struct call *call)
{
	unsigned which = bits(call->cdb[1], 4, 0);

	if (!drive_medium(drive) || !manages_defects(drive_current_profile(drive)))
		return sense_bad_cdb_field(10, SENSE_NO_BIT);
	if (which > SECONDARY_DEFECTS)
		return sense_bad_cdb_field(1, 4);
	if (which == SECONDARY_DEFECTS)
		secondary_defects(drive, call);
	else
		performance_header(call->reply, 0, UNUSABLE_BYTES, 0);
	return SENSE_GOOD;
}

/* ---- type 02h: defect status ----------------------------------------------------------------- */

enum { STATUS_BYTES = 2048, STATUS_MAP_BYTES = STATUS_BYTES - 10 };

/* One bit for each ECC block from @lba on, the first one bit 0 of the first byte; 1: defective. */
static void put_defect_map(
	struct burnrig_drive *drive, struct reply *reply, uint32_t lba, uint32_t end_lba)
{
	uint32_t unit_blocks = drive_medium(drive)->definition->recording_unit_blocks;
	uint8_t map[STATUS_MAP_BYTES] = { 0 };
	uint32_t defect_lba, blocks;

	for (uint32_t at = lba;
		disc_next_defect(drive_medium(drive), at, end_lba, &defect_lba, &blocks);
		at = defect_lba + blocks) {
		uint32_t first = (defect_lba - lba) / unit_blocks;

		for (uint32_t bit = first; bit < first + blocks / unit_blocks; bit++)
			map[bit / 8] |= (uint8_t)(1U << bit % 8);
	}
	for (unsigned i = 0; i < STATUS_MAP_BYTES; i++)
		reply_u8(reply, map[i]);
}

/* Of formatted DVD-RW, by drives that say DSDR in feature 002Ch. */
struct sense performance_defect_status(struct burnrig_drive *drive, struct call *call)
{
	uint32_t start_lba = get_be32(call->cdb + 2), end_lba = performance_end_lba(drive) + 1;
	uint32_t unit_blocks, covered;
	unsigned count;

	if (!drive->definition->defect_status ||
		drive_current_profile(drive) != PROFILE_DVD_RW_RESTRICTED_OVERWRITE)
		return sense_bad_cdb_field(10, SENSE_NO_BIT);
	if (bits(call->cdb[1], 4, 0))
		return sense_bad_cdb_field(1, 4);
	if (start_lba >= end_lba)
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	unit_blocks = drive_medium(drive)->definition->recording_unit_blocks;
	covered = STATUS_MAP_BYTES * 8 * unit_blocks;
	start_lba -= start_lba % unit_blocks;
	count = (end_lba - start_lba + covered - 1) / covered;
	performance_header(call->reply, count, STATUS_BYTES, 0);
	for (unsigned i = 0; i < count && i < performance_descriptors_max(call); i++) {
		uint32_t lba = start_lba + i * covered;
		uint32_t after = end_lba - lba < covered ? end_lba : lba + covered;

		reply_be32(call->reply, lba);
		reply_be32(call->reply, after - 1);
		reply_u8(call->reply, unit_blocks);
		reply_u8(call->reply, 0); /* the first bit is bit 0 */
		put_defect_map(drive, call->reply, lba, after);
	}
	return SENSE_GOOD;
}

/* ---- types 04h and 05h: defective block information ------------------------------------------- */

enum { DBI_BYTES = 8, DBI_ZONE_BYTES = 8, DBI_ZONES_HEADER_BYTES = 8 };

/* Its place among the entries, which rise. */
static unsigned place_of(const struct defect_reports *reports, uint32_t lba)
{
	unsigned place = 0;

	while (place < reports->count && reports->lbas[place] < lba)
		place++;
	return place;
}

static void note_unit(struct burnrig_drive *drive, uint32_t lba)
{
	struct defect_reports *reports = &drive->defect_reports;
	unsigned place = place_of(reports, lba);

	if (place < reports->count && reports->lbas[place] == lba)
		return;
	if (lba < reports->zone_lbas[0] || reports->count == drive->definition->dbi_entries)
		return;
	memmove(&reports->lbas[place + 1], &reports->lbas[place],
		(reports->count - place) * sizeof reports->lbas[0]);
	reports->lbas[place] = lba;
	reports->count++;
}

void defect_reports_note(struct burnrig_drive *drive, uint32_t lba, uint32_t blocks)
{
	const struct burnrig_disc *disc = drive_medium(drive);
	uint32_t unit_blocks = disc->definition->recording_unit_blocks;
	uint32_t end_lba = lba + blocks, at = lba - lba % unit_blocks, defect_lba, defect_blocks;

	if (!drive->defect_reports.zone_count || end_lba < lba)
		return;
	while (disc_next_defect(disc, at, end_lba + unit_blocks - 1, &defect_lba, &defect_blocks)) {
		for (at = defect_lba; at < defect_lba + defect_blocks; at += unit_blocks)
			note_unit(drive, at);
	}
}

static bool tells_dbi(const struct burnrig_drive *drive)
{
	return features_is_current(drive, FEATURE_ENHANCED_DEFECT_REPORTING);
}

/* Of the zone that the starting LBA is in, from that LBA on. */
struct sense performance_dbi(struct burnrig_drive *drive, struct call *call)
{
	const struct defect_reports *reports = &drive->defect_reports;
	uint32_t start_lba = get_be32(call->cdb + 2);
	uint32_t end_lba = performance_end_lba(drive) + 1;
	unsigned from = place_of(reports, start_lba), to;

	if (!tells_dbi(drive))
		return sense_bad_cdb_field(10, SENSE_NO_BIT);
	if (bits(call->cdb[1], 4, 0))
		return sense_bad_cdb_field(1, 4);
	for (unsigned i = reports->zone_count; i-- > 0;) {
		if (reports->zone_lbas[i] > start_lba)
			end_lba = reports->zone_lbas[i];
	}
	to = place_of(reports, end_lba);
	performance_header(call->reply, to > from ? to - from : 0, DBI_BYTES, 0);
	for (unsigned i = from; i < to && i - from < performance_descriptors_max(call); i++) {
		reply_be32(call->reply, reports->lbas[i]);
		reply_zero(call->reply, 4);
	}
	return SENSE_GOOD;
}

struct sense performance_dbi_zones(struct burnrig_drive *drive, struct call *call)
{
	const struct defect_reports *reports = &drive->defect_reports;

	if (!tells_dbi(drive))
		return sense_bad_cdb_field(10, SENSE_NO_BIT);
	if (bits(call->cdb[1], 4, 0))
		return sense_bad_cdb_field(1, 4);
	performance_header(call->reply, reports->zone_count, DBI_ZONE_BYTES, 0);
	for (unsigned i = 0; i < reports->zone_count && i < performance_descriptors_max(call);
		i++) {
		reply_be32(call->reply, reports->zone_lbas[i]);
		reply_zero(call->reply, 4);
	}
	return SENSE_GOOD;
}

/* A header, whose length is of what follows the field, and one descriptor a zone. */
struct sense set_streaming_dbi_zones(struct burnrig_drive *drive, struct call *call)
{
	uint8_t list[DBI_ZONES_HEADER_BYTES + DBI_ZONE_BYTES * DRIVE_DBI_ZONES_MAX];
	struct defect_reports reports = { .count = 0 };
	uint32_t zones_bytes;

	if (!tells_dbi(drive))
		return sense_bad_cdb_field(8, SENSE_NO_BIT);
	if (call->length_bytes < DBI_ZONES_HEADER_BYTES || call->length_bytes % DBI_ZONE_BYTES)
		return sense_of(SENSE_ID_PARAMETER_LIST_LENGTH_ERROR);
	zones_bytes = (uint32_t)call->length_bytes - DBI_ZONES_HEADER_BYTES;
	if (zones_bytes > DBI_ZONE_BYTES * drive->definition->dbi_cache_zones)
		return sense_of(SENSE_ID_PARAMETER_LIST_LENGTH_ERROR);
	call_gather(call, list, call->length_bytes);
	if (get_be32(list) != zones_bytes + 4)
		return sense_bad_parameter(0, SENSE_NO_BIT);
	if (get_be32(list + 4))
		return sense_bad_parameter(4, SENSE_NO_BIT);
	for (; reports.zone_count < zones_bytes / DBI_ZONE_BYTES; reports.zone_count++) {
		unsigned at = DBI_ZONES_HEADER_BYTES + DBI_ZONE_BYTES * reports.zone_count;
		uint32_t lba = get_be32(list + at);

		if (lba > performance_end_lba(drive) ||
			(reports.zone_count > 0 && lba <= get_be32(list + at - DBI_ZONE_BYTES)))
			return sense_bad_parameter(at, SENSE_NO_BIT);
		if (get_be32(list + at + 4))
			return sense_bad_parameter(at + 4, SENSE_NO_BIT);
		reports.zone_lbas[reports.zone_count] = lba;
	}
	drive->defect_reports = reports;
	return SENSE_GOOD;
}
