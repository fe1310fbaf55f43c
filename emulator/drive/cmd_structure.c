/* SPDX-License-Identifier: MIT */
/* READ DISC STRUCTURE (MMC-6 6.22): what is recorded of a medium outside of its user data. */
#include <string.h>

#include "emulator/drive/bytes.h"
#include "emulator/drive/codes.h"
#include "emulator/drive/commands.h"
#include "emulator/drive/state.h"

enum { MEDIA_DVD = 0, MEDIA_BD = 1 };

#define DVD_FIRST_PSN	0x30000
#define BD_FIRST_PSN	0x100000
#define CLUSTER_BLOCKS	32
#define DI_UNIT_BYTES	112
#define STRUCTURE_BYTES 2048

typedef void structure(const struct burnrig_disc *disc, struct reply *reply);

/* The first 32 bytes that PFI and ADIP share (ECMA-349 14.4.2). */
static void reply_physical_format(const struct burnrig_disc *disc, struct reply *reply)
{
	const struct burnrig_medium_definition *definition = disc->definition;

	reply_u8(reply, 0xA1); /* DVD+R, version 1 */
	reply_u8(reply, 0x0F); /* 120 mm, no maximum rate */
	reply_u8(reply, 0x02); /* one layer, recordable */
	reply_u8(reply, 0x00); /* 0.267 um/bit, 0.74 um/track */
	reply_be32(reply, DVD_FIRST_PSN);
	reply_be32(reply, DVD_FIRST_PSN + definition->capacity_blocks - 1);
	reply_be32(reply, 0); /* one layer: no end of the first */
	reply_zero(reply, 3); /* no BCA; general purpose; no extended information */
	reply_bytes(reply, definition->manufacturer_id, 8);
	reply_bytes(reply, definition->media_type_id, 3);
	reply_u8(reply, definition->product_revision);
	reply_u8(reply, 32); /* bytes in use */
}

static void dvd_physical(const struct burnrig_disc *disc, struct reply *reply)
{
	reply_physical_format(disc, reply);
	reply_zero(reply, STRUCTURE_BYTES - 32);
}

static void dvd_copyright(const struct burnrig_disc *disc, struct reply *reply)
{
	(void)disc;
	reply_zero(reply, 4); /* no protection, every region */
}

static void dvd_manufacturing(const struct burnrig_disc *disc, struct reply *reply)
{
	(void)disc;
	reply_zero(reply, STRUCTURE_BYTES);
}

static void dvd_adip(const struct burnrig_disc *disc, struct reply *reply)
{
	reply_physical_format(disc, reply);
	reply_zero(reply, 256 - 32);
}

/* A physical ADIP address: four to a cluster of 32 sectors. */
static uint32_t adip_address(uint32_t psn)
{
	return psn / CLUSTER_BLOCKS * 4;
}

static void bd_disc_information(const struct burnrig_disc *disc, struct reply *reply)
{
	const struct burnrig_medium_definition *definition = disc->definition;
	uint32_t last_psn = BD_FIRST_PSN + definition->capacity_blocks - 1;

	reply_bytes(reply, "DI", 2);
	reply_u8(reply, 1);	 /* format */
	reply_u8(reply, 1 << 3); /* one unit in the block, layer 0 */
	reply_u8(reply, 0);
	reply_u8(reply, 0); /* sequence number */
	reply_u8(reply, DI_UNIT_BYTES);
	reply_u8(reply, 0);
	reply_bytes(reply, "BDW", 3);
	reply_u8(reply, 0x01);	 /* 120 mm, class 0, version 1 */
	reply_u8(reply, 1 << 4); /* one layer */
	reply_u8(reply, 0x01);	 /* 74.5 nm channel bits: 25 GB a layer */
	reply_zero(reply, 2);
	reply_u8(reply, 0);  /* no BCA */
	reply_u8(reply, 36); /* Mbit/s at 1x */
	reply_zero(reply, 2);
	reply_be32(reply, last_psn);
	reply_be32(reply, adip_address(BD_FIRST_PSN));
	reply_be32(reply, adip_address(last_psn) + 2);
	reply_zero(reply, 100 - 32);
	reply_text(reply, definition->manufacturer_id, 6);
	reply_bytes(reply, definition->media_type_id, 3);
	reply_zero(reply, 2); /* time stamp */
	reply_u8(reply, definition->product_revision);
	reply_zero(reply, 4096 - DI_UNIT_BYTES);
}

static void bd_disc_definition(const struct burnrig_disc *disc, struct reply *reply)
{
	uint32_t formatted = disc->state.formatted_blocks;

	reply_bytes(reply, "DS", 2);
	reply_zero(reply, 2);
	reply_be32(reply, formatted ? 1 : 0); /* times the DDS was written */
	reply_zero(reply, 24);
	reply_be32(reply, BD_FIRST_PSN); /* of logical sector 0 */
	reply_be32(reply, formatted ? formatted - 1 : 0);
	reply_zero(reply, STRUCTURE_BYTES - 40);
}

static void bd_cartridge_status(const struct burnrig_disc *disc, struct reply *reply)
{
	(void)disc;
	reply_zero(reply, 4); /* no cartridge */
}

static void bd_spare_area(const struct burnrig_disc *disc, struct reply *reply)
{
	uint32_t formatted = disc->state.formatted_blocks;

	reply_zero(reply, 4);
	reply_be32(reply, disc->state.spare_blocks);
	reply_be32(reply, formatted ? disc->definition->capacity_blocks - formatted : 0);
}

struct structure_row {
	uint16_t profile;
	uint8_t media, format;
	uint16_t bytes; /* of the whole reply                                       */
	structure *run;
};

static const struct structure_row rows[] = {
	{ PROFILE_DVD_PLUS_R, MEDIA_DVD, 0x00, 4 + STRUCTURE_BYTES, dvd_physical },
	{ PROFILE_DVD_PLUS_R, MEDIA_DVD, 0x01, 4 + 4, dvd_copyright },
	{ PROFILE_DVD_PLUS_R, MEDIA_DVD, 0x04, 4 + STRUCTURE_BYTES, dvd_manufacturing },
	{ PROFILE_DVD_PLUS_R, MEDIA_DVD, 0x11, 4 + 256, dvd_adip },
	{ PROFILE_BD_RE, MEDIA_BD, 0x00, 4 + 4096, bd_disc_information },
	{ PROFILE_BD_RE, MEDIA_BD, 0x08, 4 + STRUCTURE_BYTES, bd_disc_definition },
	{ PROFILE_BD_RE, MEDIA_BD, 0x09, 4 + 4, bd_cartridge_status },
	{ PROFILE_BD_RE, MEDIA_BD, 0x0A, 4 + 12, bd_spare_area },
};
#define ROW_COUNT   (sizeof rows / sizeof rows[0])
#define FORMAT_LIST 0xFF

/* FFh: every format that can be read, and that none can be sent. */
static void reply_list(struct reply *reply, uint16_t profile, unsigned media)
{
	for (size_t i = 0; i < ROW_COUNT; i++) {
		if (rows[i].profile != profile || rows[i].media != media)
			continue;
		reply_u8(reply, rows[i].format);
		reply_u8(reply, 0x40); /* RDS */
		reply_be16(reply, rows[i].bytes);
	}
}

static const struct structure_row *row_of(uint16_t profile, unsigned media, unsigned format)
{
	for (size_t i = 0; i < ROW_COUNT; i++) {
		if (rows[i].profile == profile && rows[i].media == media &&
			rows[i].format == format)
			return &rows[i];
	}
	return NULL;
}

static bool has_structures(uint16_t profile)
{
	for (size_t i = 0; i < ROW_COUNT; i++) {
		if (rows[i].profile == profile)
			return true;
	}
	return false;
}

struct sense cmd_read_disc_structure(struct burnrig_drive *drive, struct call *call)
{
	uint16_t profile = drive_medium_profile(drive);
	unsigned media = bits(call->cdb[1], 3, 0);
	unsigned format = call->cdb[7];
	const struct structure_row *row = row_of(profile, media, format);

	if (!has_structures(profile))
		return sense_of(SENSE_ID_CANNOT_READ_INCOMPATIBLE_FORMAT);
	if (!row && format != FORMAT_LIST)
		return sense_bad_cdb_field(7, SENSE_NO_BIT);
	struct reply_mark length = reply_length_be16(call->reply);
	reply_zero(call->reply, 2);
	if (row)
		row->run(drive_medium(drive), call->reply);
	else
		reply_list(call->reply, profile, media);
	reply_close(call->reply, length);
	return SENSE_GOOD;
}
