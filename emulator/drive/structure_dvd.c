/* SPDX-License-Identifier: MIT */
/* structure_dvd.c: disc structures of DVD media. */
#include "emulator/drive/structure.h"

#define FIRST_PSN      0x30000
#define PHYSICAL_BYTES 32 /* of the physical format information that are in use */

/* What the first bytes of physical format information say of a family (ECMA-267, -337, -349 14.4.2;
 * MMC-6 table of READ DISC STRUCTURE format 00h). */
struct physical_kind {
	uint8_t book_type; /* and part version                                               */
	uint8_t rate;	   /* disc size (0: 120 mm) and maximum transfer rate; Fh: not specified */
	uint8_t layer;	   /* of one layer: 1 embossed, 2 recordable, 4 rewritable           */
	uint8_t density;   /* linear and track                                               */
};

static struct physical_kind kind_of(const struct burnrig_disc *disc)
{
	static const struct physical_kind kinds[] = {
		[MEDIUM_FAMILY_DVD_PLUS_R] = { 0xA1, 0x0F, 0x02, 0x00 },
		[MEDIUM_FAMILY_DVD_PLUS_RW] = { 0x92, 0x0F, 0x04, 0x00 },
	};

	return kinds[disc->definition->family];
}

/* The first 17 bytes: what kind of disc, and where its data are. */
static void reply_physical_kind(const struct burnrig_disc *disc, struct reply *reply)
{
	struct physical_kind kind = kind_of(disc);

	reply_u8(reply, kind.book_type);
	reply_u8(reply, kind.rate);
	reply_u8(reply, kind.layer);
	reply_u8(reply, kind.density);
	reply_be32(reply, FIRST_PSN);
	reply_be32(reply, FIRST_PSN + disc->definition->capacity_blocks - 1);
	reply_be32(reply, 0); /* one layer: no end of the first */
	reply_u8(reply, 0);   /* no BCA */
}

/* What PFI and ADIP share. */
static void reply_plus(const struct burnrig_disc *disc, struct reply *reply)
{
	const struct burnrig_medium_definition *definition = disc->definition;

	reply_physical_kind(disc, reply);
	reply_zero(reply, 2); /* general purpose; no extended information */
	reply_bytes(reply, definition->manufacturer_id, 8);
	reply_bytes(reply, definition->media_type_id, 3);
	reply_u8(reply, definition->product_revision);
	reply_u8(reply, PHYSICAL_BYTES);
}

static void plus_physical(const struct burnrig_disc *disc, struct reply *reply)
{
	reply_plus(disc, reply);
	reply_zero(reply, STRUCTURE_BYTES - PHYSICAL_BYTES);
}

static void copyright(const struct burnrig_disc *disc, struct reply *reply)
{
	(void)disc;
	reply_zero(reply, 4); /* no protection, every region */
}

static void manufacturing(const struct burnrig_disc *disc, struct reply *reply)
{
	(void)disc;
	reply_zero(reply, STRUCTURE_BYTES);
}

static void plus_adip(const struct burnrig_disc *disc, struct reply *reply)
{
	reply_plus(disc, reply);
	reply_zero(reply, 256 - PHYSICAL_BYTES);
}

#define PLUS (1U << MEDIUM_FAMILY_DVD_PLUS_R | 1U << MEDIUM_FAMILY_DVD_PLUS_RW)
#define ALL  PLUS

static const struct structure_row rows[] = {
	{ 0x00, PLUS, 4 + STRUCTURE_BYTES, plus_physical, NULL },
	{ 0x01, ALL, 4 + 4, copyright, NULL },
	{ 0x04, ALL, 4 + STRUCTURE_BYTES, manufacturing, NULL },
	{ 0x11, PLUS, 4 + 256, plus_adip, NULL },
};

const struct structure_table structures_dvd = { rows, sizeof rows / sizeof rows[0] };
