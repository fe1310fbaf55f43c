/* SPDX-License-Identifier: MIT */
#include "emulator/drive/features.h"

#include <stddef.h>
#include <string.h>

#include "emulator/drive/codes.h"
#include "emulator/drive/state.h"
#include "emulator/media/bd_r.h"
#include "emulator/media/cd_cue_sheet.h"

typedef bool feature_predicate(const struct burnrig_drive *drive);
typedef void feature_data(const struct burnrig_drive *drive, struct reply *reply);

struct feature_row {
	uint16_t code;
	uint8_t version;
	feature_predicate *current; /* NULL: always, and so persistent                  */
	feature_data *data;	    /* NULL: none                                       */
};

static bool drive_knows(const struct burnrig_drive *drive, uint16_t profile, bool for_writing)
{
	const struct drive_profile_definition *known =
		drive_definition_profile(drive->definition, profile);

	return known && (known->writable || !for_writing);
}

/* ---- what holds for the medium inside ------------------------------------------------------- */

static bool in_cd(const struct burnrig_drive *drive)
{
	uint16_t profile = drive_current_profile(drive);

	return profile == PROFILE_CD_R || profile == PROFILE_CD_ROM || profile == PROFILE_CD_RW;
}

static bool in_dvd(const struct burnrig_drive *drive)
{
	uint16_t profile = drive_current_profile(drive);

	return profile >= PROFILE_DVD_ROM && profile <= PROFILE_DVD_PLUS_R_DL;
}

static bool in_bd(const struct burnrig_drive *drive)
{
	uint16_t profile = drive_current_profile(drive);

	return profile >= PROFILE_BD_ROM && profile <= PROFILE_BD_RE;
}

static bool in_any(const struct burnrig_drive *drive)
{
	return drive_current_profile(drive) != PROFILE_NONE;
}

static bool readable(const struct burnrig_drive *drive)
{
	return in_any(drive) && disc_can_read(drive_medium(drive));
}

static bool writable_profile(const struct burnrig_drive *drive, uint16_t profile)
{
	return drive_current_profile(drive) == profile && drive_knows(drive, profile, true) &&
	       !disc_is_write_protected(drive_medium(drive));
}

/* What is rewritten in place, also while it is protected. */
static bool protectable(const struct burnrig_drive *drive)
{
	uint16_t profile = drive_current_profile(drive);
	bool in_place = profile == PROFILE_DVD_RAM || profile == PROFILE_DVD_PLUS_RW ||
			profile == PROFILE_BD_RE;

	return in_place && drive_records(drive) && !drive_medium(drive)->read_only;
}

static bool bd_r_writable(const struct burnrig_drive *drive)
{
	return writable_profile(drive, PROFILE_BD_R_SRM);
}

static bool bd_r_overwritable(const struct burnrig_drive *drive)
{
	return bd_r_writable(drive) && disc_can_write(drive_medium(drive)) &&
	       bd_r_overwrites(drive_medium(drive));
}

static bool bd_r_random_writable(const struct burnrig_drive *drive)
{
	return writable_profile(drive, PROFILE_BD_R_RRM);
}

static bool bd_writable(const struct burnrig_drive *drive)
{
	return writable_profile(drive, PROFILE_BD_RE) || bd_r_writable(drive) ||
	       bd_r_random_writable(drive);
}

/* Rewritten in any order, once it is formatted. */
static bool rewritable_medium(const struct burnrig_drive *drive)
{
	return writable_profile(drive, PROFILE_BD_RE) ||
	       writable_profile(drive, PROFILE_DVD_PLUS_RW) ||
	       writable_profile(drive, PROFILE_DVD_RAM);
}

static bool mrw_inside(const struct burnrig_drive *drive)
{
	return in_any(drive) && disc_is_mrw(drive_medium(drive));
}

static bool rigid_overwritable(const struct burnrig_drive *drive)
{
	return writable_profile(drive, PROFILE_DVD_RW_RESTRICTED_OVERWRITE);
}

/* DVD-R and its like, with something left to record. */
static bool dvd_minus_writable(const struct burnrig_drive *drive)
{
	bool sequential = writable_profile(drive, PROFILE_DVD_R_SEQUENTIAL) ||
			  writable_profile(drive, PROFILE_DVD_RW_SEQUENTIAL) ||
			  writable_profile(drive, PROFILE_DVD_R_DL_SEQUENTIAL);

	return sequential && disc_can_write(drive_medium(drive));
}

static bool layer_jump_writable(const struct burnrig_drive *drive)
{
	return writable_profile(drive, PROFILE_DVD_R_DL_LAYER_JUMP) &&
	       disc_can_write(drive_medium(drive));
}

/* BD-R is formatted while it is blank, and once. */
static bool formattable(const struct burnrig_drive *drive)
{
	struct disc_format_option option;

	if (bd_r_writable(drive))
		return disc_format_option_at(drive_medium(drive), 0, &option);
	return rewritable_medium(drive) || writable_profile(drive, PROFILE_CD_RW) ||
	       writable_profile(drive, PROFILE_DVD_RW_SEQUENTIAL) || rigid_overwritable(drive);
}

static bool random_writable(const struct burnrig_drive *drive)
{
	bool random = rewritable_medium(drive) || bd_r_random_writable(drive) ||
		      (mrw_inside(drive) && drive_records(drive));

	return random && disc_can_write(drive_medium(drive));
}

static bool defect_managed(const struct burnrig_drive *drive)
{
	bool managed =
		bd_writable(drive) || writable_profile(drive, PROFILE_DVD_RAM) || mrw_inside(drive);

	return managed && disc_can_write(drive_medium(drive)) &&
	       drive_medium(drive)->state.spare_blocks;
}

static bool dvd_ram_writable(const struct burnrig_drive *drive)
{
	return writable_profile(drive, PROFILE_DVD_RAM);
}

static bool dvd_plus_r_inside(const struct burnrig_drive *drive)
{
	return drive_current_profile(drive) == PROFILE_DVD_PLUS_R;
}

static bool dvd_plus_rw_inside(const struct burnrig_drive *drive)
{
	return drive_current_profile(drive) == PROFILE_DVD_PLUS_RW;
}

static bool dvd_plus_r_dl_inside(const struct burnrig_drive *drive)
{
	return drive_current_profile(drive) == PROFILE_DVD_PLUS_R_DL;
}

static bool track_at_once_writable(const struct burnrig_drive *drive)
{
	bool recordable =
		writable_profile(drive, PROFILE_CD_R) || writable_profile(drive, PROFILE_CD_RW);

	return recordable && disc_can_write(drive_medium(drive)) &&
	       !drive_medium(drive)->state.formatted_blocks;
}

/* Not a DVD that can only be recorded at once: reserved so, or blanked minimally. */
static bool incremental_writable(const struct burnrig_drive *drive)
{
	const struct burnrig_disc *disc = drive_medium(drive);

	return track_at_once_writable(drive) || (bd_r_writable(drive) && disc_can_write(disc)) ||
	       (dvd_minus_writable(drive) &&
		       disc->state.tracks[disc->state.track_count - 1].packet);
}

static bool cd_rw_writable(const struct burnrig_drive *drive)
{
	return writable_profile(drive, PROFILE_CD_RW);
}

/* A CD-RW that is formatted takes whole packets anywhere. */
static bool restricted_overwritable(const struct burnrig_drive *drive)
{
	return cd_rw_writable(drive) && drive_medium(drive)->state.formatted_blocks &&
	       !mrw_inside(drive);
}

static bool session_at_once_writable(const struct burnrig_drive *drive)
{
	const struct burnrig_disc *disc = drive_medium(drive);

	return track_at_once_writable(drive) &&
	       disc->state.sessions[disc->state.session_count - 1].status == SESSION_EMPTY;
}

/* ---- feature data --------------------------------------------------------------------------- */

static void data_profile_list(const struct burnrig_drive *drive, struct reply *reply)
{
	const struct burnrig_drive_definition *definition = drive->definition;
	uint16_t current = drive_current_profile(drive);

	for (unsigned i = 0; i < definition->profile_count; i++) {
		uint16_t profile = definition->profiles[i].profile;

		if (drive_definition_listed_profile(definition, profile) != profile)
			continue;
		reply_be16(reply, profile);
		reply_u8(reply, profile == current);
		reply_u8(reply, 0);
	}
}

static void data_core(const struct burnrig_drive *drive, struct reply *reply)
{
	reply_be32(reply, drive->definition->interface);
	reply_u8(reply, 0x01); /* DBE: device busy events */
	reply_zero(reply, 3);
}

static void data_morphing(const struct burnrig_drive *drive, struct reply *reply)
{
	(void)drive;
	reply_u8(reply, 0x02); /* OCEvent; not Async: events are polled */
	reply_zero(reply, 3);
}

static void data_removable_medium(const struct burnrig_drive *drive, struct reply *reply)
{
	unsigned loading = drive->definition->loading;

	/* mechanism; load when there is a tray, eject and lock on command, no prevent jumper */
	reply_u8(reply, loading << 5 | (loading == DRIVE_LOADING_TRAY ? 0x10U : 0U) | 0x09);
	reply_zero(reply, 3);
}

/* SPWP and SSWPP: DVD-RAM is protected for good by SEND DISC STRUCTURE, anything by mode page 1Dh. */
static void data_write_protect(const struct burnrig_drive *drive, struct reply *reply)
{
	uint16_t profile = drive_current_profile(drive);

	reply_u8(reply, profile && profile != PROFILE_DVD_RAM ? 0x01 : 0x03);
	reply_zero(reply, 3);
}

static uint16_t blocking(const struct burnrig_drive *drive)
{
	const struct burnrig_disc *disc = drive_medium(drive);

	return disc ? disc->definition->recording_unit_blocks : 0;
}

static void data_random_readable(const struct burnrig_drive *drive, struct reply *reply)
{
	reply_be32(reply, 2048);
	reply_be16(reply, blocking(drive));
	reply_u8(reply, 0x01); /* mode page 01h is there */
	reply_u8(reply, 0);
}

static void data_cd_read(const struct burnrig_drive *drive, struct reply *reply)
{
	(void)drive;
	reply_u8(reply, 0x03); /* C2 pointers, CD-Text; no DAP */
	reply_zero(reply, 3);
}

/* No MULTI110; dual-layer -R. */
static void data_dvd_read(const struct burnrig_drive *drive, struct reply *reply)
{
	reply_zero(reply, 2);
	reply_u8(reply, drive_knows(drive, PROFILE_DVD_R_DL_SEQUENTIAL, false));
	reply_u8(reply, 0);
}

static void data_random_writable(const struct burnrig_drive *drive, struct reply *reply)
{
	const struct burnrig_disc *disc = drive_medium(drive);

	reply_be32(reply, random_writable(drive) ? disc_last_lba(disc) : 0);
	reply_be32(reply, 2048);
	reply_be16(reply, blocking(drive));
	reply_u8(reply, 0x01);
	reply_u8(reply, 0);
}

/* Packets of Mode 1 blocks; BUF; link size 7 on CD, 16 on DVD, none on BD (MMC-6 5.3.13). */
static void data_incremental_streaming_writable(
	const struct burnrig_drive *drive, struct reply *reply)
{
	unsigned links = bd_r_writable(drive) ? 0 : 1, link_blocks = in_dvd(drive) ? 16 : 7;

	reply_be16(reply, 0x0100);
	reply_u8(reply, 0x01);
	reply_u8(reply, links);
	reply_u8(reply, links ? link_blocks : 0);
	reply_zero(reply, 3);
}

/* Ordinary, high speed, ultra speed and ultra speed+ CD-RW. */
static void data_cd_rw_media(const struct burnrig_drive *drive, struct reply *reply)
{
	(void)drive;
	reply_u8(reply, 0);
	reply_u8(reply, 0x0F);
	reply_zero(reply, 2);
}

static void data_formattable(const struct burnrig_drive *drive, struct reply *reply)
{
	reply_u8(reply, 0x0F); /* RENoSA, Expand, QCert, Cert */
	reply_zero(reply, 3);
	reply_u8(reply, drive_knows(drive, PROFILE_BD_R_RRM, true)); /* RRM */
	reply_zero(reply, 3);
}

static void data_zero(const struct burnrig_drive *drive, struct reply *reply)
{
	(void)drive;
	reply_zero(reply, 4);
}

static void data_dvd_plus_r(const struct burnrig_drive *drive, struct reply *reply)
{
	reply_u8(reply, drive_knows(drive, PROFILE_DVD_PLUS_R, true));
	reply_zero(reply, 3);
}

static void data_dvd_plus_r_dl(const struct burnrig_drive *drive, struct reply *reply)
{
	reply_u8(reply, drive_knows(drive, PROFILE_DVD_PLUS_R_DL, true));
	reply_zero(reply, 3);
}

/* SSA: DVD-RAM has a supplementary spare area. */
static void data_defect_management(const struct burnrig_drive *drive, struct reply *reply)
{
	reply_u8(reply, drive_knows(drive, PROFILE_DVD_RAM, true) ? 0x80 : 0);
	reply_zero(reply, 3);
}

/* DVD+RW is written and read, CD-RW written. */
static void data_mrw(const struct burnrig_drive *drive, struct reply *reply)
{
	const struct drive_profile_definition *cd =
		drive_definition_profile(drive->definition, PROFILE_CD_RW);
	const struct drive_profile_definition *dvd =
		drive_definition_profile(drive->definition, PROFILE_DVD_PLUS_RW);

	reply_u8(reply, (dvd && dvd->mrw ? 0x06U : 0) | (cd && cd->mrw ? 0x01U : 0));
	reply_zero(reply, 3);
}

/* Write; neither quick start nor close only. */
static void data_dvd_plus_rw(const struct burnrig_drive *drive, struct reply *reply)
{
	reply_u8(reply, drive_knows(drive, PROFILE_DVD_PLUS_RW, true));
	reply_zero(reply, 3);
}

/* DRT-DM: defects are told while streaming. */
static void data_defect_reporting(const struct burnrig_drive *drive, struct reply *reply)
{
	reply_u8(reply, 0x01);
	reply_u8(reply, drive->definition->dbi_cache_zones);
	reply_be16(reply, drive->definition->dbi_entries);
}

/* DSDG and DSDR: defect status data when formatting and to read; intermediate state, blank. */
static void data_rigid_overwrite(const struct burnrig_drive *drive, struct reply *reply)
{
	reply_u8(reply, drive->definition->defect_status ? 0x0F : 0x03);
	reply_zero(reply, 3);
}

/* BUF, test write; dual layer, DVD-RW. */
static void data_dvd_minus_write(const struct burnrig_drive *drive, struct reply *reply)
{
	reply_u8(
		reply, 0x44 | (unsigned)drive_knows(drive, PROFILE_DVD_R_DL_SEQUENTIAL, true) << 3 |
			       (unsigned)drive_knows(drive, PROFILE_DVD_RW_SEQUENTIAL, true) << 1);
	reply_zero(reply, 3);
}

/* One link size, 16 blocks. */
static void data_layer_jump(const struct burnrig_drive *drive, struct reply *reply)
{
	(void)drive;
	reply_zero(reply, 3);
	reply_u8(reply, 1);
	reply_u8(reply, 16);
	reply_zero(reply, 3);
}

static void data_track_at_once(const struct burnrig_drive *drive, struct reply *reply)
{
	/* BUF: no underrun breaks a track; test write, CD-RW */
	reply_u8(reply, 0x44 | (unsigned)drive_knows(drive, PROFILE_CD_RW, true) << 1);
	reply_u8(reply, 0);
	reply_be16(reply, 0x3F01); /* data block types 0 and 8 to 13 */
}

static void data_mastering(const struct burnrig_drive *drive, struct reply *reply)
{
	/* BUF, SAO, raw with and without more sessions, test write, CD-RW, R to W */
	reply_u8(reply, 0x7D | (unsigned)drive_knows(drive, PROFILE_CD_RW, true) << 1);
	reply_be24(reply, CUE_BYTES_MAX);
}

/* Classes 0..3 of BD-RE, of BD-R, of BD-ROM: bit k is version k. */
static void data_bd_read(const struct burnrig_drive *drive, struct reply *reply)
{
	bool bd_r = drive_knows(drive, PROFILE_BD_R_SRM, false);
	bool bd_rom = drive_knows(drive, PROFILE_BD_ROM, false);

	reply_zero(reply, 4);
	reply_be16(reply, drive_knows(drive, PROFILE_BD_RE, false) ? 0x0004 : 0);
	reply_zero(reply, 6);
	reply_be16(reply, bd_r ? 0x0002 : 0);
	reply_zero(reply, 6);
	reply_be16(reply, bd_rom ? 0x0002 : 0);
	reply_zero(reply, 6);
}

static void data_bd_write(const struct burnrig_drive *drive, struct reply *reply)
{
	reply_zero(reply, 4);
	reply_be16(reply, drive_knows(drive, PROFILE_BD_RE, true) ? 0x0004 : 0);
	reply_zero(reply, 6);
	reply_be16(reply, drive_knows(drive, PROFILE_BD_R_SRM, true) ? 0x0002 : 0);
	reply_zero(reply, 6);
}

static void data_real_time_streaming(const struct burnrig_drive *drive, struct reply *reply)
{
	(void)drive;
	reply_u8(reply, 0x1F); /* RBCB, SCS, MP2A, WSPD, SW */
	reply_zero(reply, 3);
}

/* No disc here is scrambled, so it is never current; its commands tell the region. */
static bool never(const struct burnrig_drive *drive)
{
	(void)drive;
	return false;
}

static void data_dvd_css(const struct burnrig_drive *drive, struct reply *reply)
{
	(void)drive;
	reply_zero(reply, 3);
	reply_u8(reply, 0x01); /* CSS version */
}

static void data_serial_number(const struct burnrig_drive *drive, struct reply *reply)
{
	size_t bytes = (strlen(drive->definition->serial) + 3) / 4 * 4;

	reply_text(reply, drive->definition->serial, bytes);
}

static void data_firmware_information(const struct burnrig_drive *drive, struct reply *reply)
{
	reply_text(reply, drive->definition->firmware_date, 14);
	reply_zero(reply, 2);
}

/* In order of code, as they are sent. Versions are MMC-6's. */
#define ROW(name) .code = FEATURE_##name
static const struct feature_row rows[] = {
	{ ROW(PROFILE_LIST), .data = data_profile_list },
	{ ROW(CORE), .version = 2, .data = data_core },
	{ ROW(MORPHING), .version = 1, .data = data_morphing },
	{ ROW(REMOVABLE_MEDIUM), .version = 2, .data = data_removable_medium },
	{ ROW(WRITE_PROTECT), .version = 2, .current = protectable, .data = data_write_protect },
	{ ROW(RANDOM_READABLE), .current = readable, .data = data_random_readable },
	{ ROW(MULTI_READ), .current = in_cd },
	{ ROW(CD_READ), .version = 2, .current = in_cd, .data = data_cd_read },
	{ ROW(DVD_READ), .version = 1, .current = in_dvd, .data = data_dvd_read },
	{ ROW(RANDOM_WRITABLE), .version = 1, .current = random_writable,
		.data = data_random_writable },
	{ ROW(INCREMENTAL_STREAMING_WRITABLE), .version = 1, .current = incremental_writable,
		.data = data_incremental_streaming_writable },
	{ ROW(FORMATTABLE), .version = 2, .current = formattable, .data = data_formattable },
	{ ROW(HARDWARE_DEFECT_MANAGEMENT), .version = 1, .current = defect_managed,
		.data = data_defect_management },
	{ ROW(WRITE_ONCE), .current = bd_r_random_writable, .data = data_random_readable },
	{ ROW(RESTRICTED_OVERWRITE), .current = restricted_overwritable },
	{ ROW(MRW), .version = 1, .current = mrw_inside, .data = data_mrw },
	{ ROW(ENHANCED_DEFECT_REPORTING), .version = 1, .current = dvd_ram_writable,
		.data = data_defect_reporting },
	{ ROW(DVD_PLUS_RW), .version = 1, .current = dvd_plus_rw_inside, .data = data_dvd_plus_rw },
	{ ROW(DVD_PLUS_R), .current = dvd_plus_r_inside, .data = data_dvd_plus_r },
	{ ROW(RIGID_RESTRICTED_OVERWRITE), .current = rigid_overwritable,
		.data = data_rigid_overwrite },
	{ ROW(CD_TRACK_AT_ONCE), .version = 2, .current = track_at_once_writable,
		.data = data_track_at_once },
	{ ROW(CD_MASTERING), .version = 1, .current = session_at_once_writable,
		.data = data_mastering },
	{ ROW(DVD_MINUS_R_RW_WRITE), .version = 2, .current = dvd_minus_writable,
		.data = data_dvd_minus_write },
	{ ROW(LAYER_JUMP_RECORDING), .current = layer_jump_writable, .data = data_layer_jump },
	{ ROW(CD_RW_MEDIA_WRITE_SUPPORT), .current = cd_rw_writable, .data = data_cd_rw_media },
	{ ROW(BD_R_PSEUDO_OVERWRITE), .current = bd_r_overwritable, .data = data_zero },
	{ ROW(DVD_PLUS_R_DL), .current = dvd_plus_r_dl_inside, .data = data_dvd_plus_r_dl },
	{ ROW(BD_READ), .current = in_bd, .data = data_bd_read },
	{ ROW(BD_WRITE), .current = bd_writable, .data = data_bd_write },
	{ ROW(POWER_MANAGEMENT) },
	{ ROW(TIMEOUT), .version = 1, .data = data_zero },
	{ ROW(DVD_CSS), .current = never, .data = data_dvd_css },
	{ ROW(REAL_TIME_STREAMING), .version = 5, .current = in_any,
		.data = data_real_time_streaming },
	{ ROW(DRIVE_SERIAL_NUMBER), .data = data_serial_number },
	{ ROW(FIRMWARE_INFORMATION), .data = data_firmware_information },
};
#undef ROW
#define ROW_COUNT (sizeof rows / sizeof rows[0])

static bool row_current(const struct burnrig_drive *drive, const struct feature_row *row)
{
	return !row->current || row->current(drive);
}

static const struct feature_row *row_of(const struct burnrig_drive *drive, uint16_t feature)
{
	for (size_t i = 0; i < ROW_COUNT; i++) {
		if (rows[i].code == feature)
			return drive_has_feature(drive, feature) ? &rows[i] : NULL;
	}
	return NULL;
}

bool features_is_current(const struct burnrig_drive *drive, uint16_t feature)
{
	const struct feature_row *row = row_of(drive, feature);

	return row && row_current(drive, row);
}

/* MMC-6 5.2.2: code, version, persistent and current bits, additional length, data. */
static void reply_feature(
	const struct burnrig_drive *drive, struct reply *reply, const struct feature_row *row)
{
	const struct drive_feature_change *change =
		drive_definition_feature_change(drive->definition, row->code);
	unsigned version = change && change->has_version ? change->version : row->version;
	unsigned persistent = row->current == NULL;
	unsigned current = row_current(drive, row);
	size_t from = reply->count;

	reply_be16(reply, row->code);
	reply_u8(reply, version << 2 | persistent << 1 | current);
	struct reply_mark additional = reply_length_u8(reply);
	if (row->data)
		row->data(drive, reply);
	reply_close(reply, additional);
	if (change && reply->count <= REPLY_BYTES_MAX)
		drive_changes_apply(&change->changes, reply->bytes + from, reply->count - from);
}

void features_reply(const struct burnrig_drive *drive, struct reply *reply, uint16_t first,
	bool only_current, bool only_first)
{
	for (size_t i = 0; i < ROW_COUNT; i++) {
		const struct feature_row *row = &rows[i];

		if (row->code < first || (only_first && row->code != first))
			continue;
		if (!drive_has_feature(drive, row->code) ||
			(only_current && !row_current(drive, row)))
			continue;
		reply_feature(drive, reply, row);
	}
}
