/* SPDX-License-Identifier: MIT */
/* structure_bd.c: disc structures of Blu-ray media. */
#include "emulator/drive/structure.h"
#include "emulator/media/bd_address.h"

#define DI_BYTES	  4096
#define DI_UNIT_BYTES	  112
#define DI_ROM_UNIT_BYTES 64

struct bd_kind {
	char identifier[4]; /* of the Disc Information unit                */
	uint8_t layer_type; /* 1 read only, 2 recordable, 4 rewritable     */
};

static struct bd_kind kind_of(const struct burnrig_disc *disc)
{
	if (disc->definition->family == MEDIUM_FAMILY_BD_R)
		return (struct bd_kind) { "BDR", 2 };
	if (disc->definition->family == MEDIUM_FAMILY_BD_RE)
		return (struct bd_kind) { "BDW", 4 };
	return (struct bd_kind) { "BDO", 1 };
}

/* Length of a channel bit: 74.5 nm for 25 GB a layer, else what triple and quadruple layer discs have
 * for 33.4 and 32 GB. */
static unsigned channel_bit(uint32_t layer_blocks)
{
	if (layer_blocks <= 12219392)
		return 0x1;
	return layer_blocks > 16000000 ? 0x5 : 0x6;
}

/* A physical ADIP address: four to a cluster of 32 sectors. */
static uint32_t adip_address(uint32_t psn)
{
	return psn / BD_CLUSTER_BLOCKS * 4;
}

/* The first 20 bytes. */
static void reply_disc_information_head(
	const struct burnrig_disc *disc, unsigned layer, unsigned unit_bytes, struct reply *reply)
{
	const struct bd_kind kind = kind_of(disc);
	unsigned layers = disc->definition->geometry.layers;

	reply_bytes(reply, "DI", 2);
	reply_u8(reply, 1); /* format */
	reply_u8(reply, layers << 3 | layer);
	reply_u8(reply, 0);
	reply_u8(reply, layer); /* sequence number */
	reply_u8(reply, unit_bytes);
	reply_u8(reply, 0);
	reply_bytes(reply, kind.identifier, 3);
	reply_u8(reply, 0x01); /* 120 mm, class 0, version 1 */
	reply_u8(reply, layers << 4 | kind.layer_type);
	reply_u8(reply, channel_bit(disc->definition->geometry.blocks));
	reply_zero(reply, 2);
	reply_u8(reply, 0);  /* no BCA */
	reply_u8(reply, 36); /* Mbit/s at 1x */
	reply_zero(reply, 2);
}

static void disc_information_unit(
	const struct burnrig_disc *disc, unsigned layer, struct reply *reply)
{
	const struct burnrig_medium_definition *definition = disc->definition;
	uint32_t first_psn = bd_first_psn(disc, layer), last_psn = bd_last_psn(disc, layer);

	reply_disc_information_head(disc, layer, DI_UNIT_BYTES, reply);
	reply_be32(reply, last_psn);
	reply_be32(reply, adip_address(first_psn));
	reply_be32(reply, adip_address(last_psn) + 2);
	reply_zero(reply, 100 - 32);
	reply_text(reply, definition->manufacturer_id, 6);
	reply_bytes(reply, definition->media_type_id, 3);
	reply_zero(reply, 2); /* time stamp */
	reply_u8(reply, definition->product_revision);
}

/* Of a pressed disc: the body of the unit ends with the address of the last sector. */
static void disc_information_rom_unit(
	const struct burnrig_disc *disc, unsigned layer, struct reply *reply)
{
	uint32_t last_psn = bd_last_psn(disc, layer);

	if (disc->definition->geometry.layers == 1)
		last_psn = bd_first_psn(disc, layer) + disc_last_lba(disc);
	reply_disc_information_head(disc, layer, DI_ROM_UNIT_BYTES, reply);
	reply_be32(reply, last_psn);
	reply_zero(reply, DI_ROM_UNIT_BYTES - 24);
}

static void disc_information_rom(const struct burnrig_disc *disc, struct reply *reply)
{
	unsigned layers = disc->definition->geometry.layers;

	for (unsigned layer = 0; layer < layers; layer++)
		disc_information_rom_unit(disc, layer, reply);
	reply_zero(reply, DI_BYTES - layers * DI_ROM_UNIT_BYTES);
}

static void disc_information(const struct burnrig_disc *disc, struct reply *reply)
{
	unsigned layers = disc->definition->geometry.layers;

	for (unsigned layer = 0; layer < layers; layer++)
		disc_information_unit(disc, layer, reply);
	reply_zero(reply, DI_BYTES - layers * DI_UNIT_BYTES);
}

static uint32_t all_spare_blocks(const struct burnrig_disc *disc)
{
	uint32_t formatted = disc->state.formatted_blocks;

	return formatted ? disc->definition->capacity_blocks - formatted : 0;
}

/* All zeros while the disc is not formatted. Sizes of spare areas are in clusters of one layer. */
static void disc_definition(const struct burnrig_disc *disc, struct reply *reply)
{
	uint32_t formatted = disc->state.formatted_blocks;
	uint32_t layers = disc->definition->geometry.layers;
	struct bd_spare_areas spares = bd_spare_areas(disc);
	uint32_t inner = spares.inner_blocks / BD_CLUSTER_BLOCKS;

	reply_bytes(reply, "DS", 2);
	reply_zero(reply, 2);
	reply_be32(reply, formatted ? 1 : 0); /* times the DDS was written */
	reply_zero(reply, 24);
	reply_be32(reply, bd_psn_of_lba(disc, 0));
	reply_be32(reply, formatted ? formatted - 1 : 0);
	reply_be32(reply, inner);
	reply_be32(reply, spares.outer_blocks / BD_CLUSTER_BLOCKS);
	reply_be32(reply, layers > 1 ? inner : 0);
	reply_u8(reply, formatted && !disc->state.spare_blocks); /* no spare left */
	reply_zero(reply, STRUCTURE_BYTES - 53);
}

#define DFL_HEADER_BYTES 64
#define DFL_ENTRY_BYTES	 8
#define DFL_ENTRIES_MAX	 ((STRUCTURE_BYTES * 28 - DFL_HEADER_BYTES) / DFL_ENTRY_BYTES)

/* Entries of the list of defects, in order of address: status 0, what was replaced; status 0, by what. */
static unsigned reply_defects(const struct burnrig_disc *disc, struct reply *reply)
{
	uint32_t lba = 0, from_lba = 0;
	unsigned count = 0;

	while (count < DFL_ENTRIES_MAX && disc_replaced_at(disc, from_lba, &lba)) {
		if (reply) {
			reply_be32(reply, bd_psn_of_lba(disc, lba));
			reply_be32(reply, bd_spare_psn(disc, count));
		}
		count++;
		from_lba = lba + BD_CLUSTER_BLOCKS;
	}
	return count;
}

/* Format 12h: the list of defects as it is recorded, in whole sectors. */
static void defect_list(const struct burnrig_disc *disc, struct reply *reply)
{
	unsigned count = reply_defects(disc, NULL);
	unsigned bytes = DFL_HEADER_BYTES + count * DFL_ENTRY_BYTES;

	reply_bytes(reply, "DL", 2);
	reply_zero(reply, 2);
	reply_be32(reply, disc->state.formatted_blocks ? 1 : 0); /* times it was written */
	reply_zero(reply, 4);
	reply_be32(reply, count);
	reply_zero(reply, DFL_HEADER_BYTES - 16);
	reply_defects(disc, reply);
	reply_zero(reply, (STRUCTURE_BYTES - bytes % STRUCTURE_BYTES) % STRUCTURE_BYTES);
}

static void cartridge_status(const struct burnrig_disc *disc, struct reply *reply)
{
	(void)disc;
	reply_zero(reply, 4); /* no cartridge */
}

static void spare_area(const struct burnrig_disc *disc, struct reply *reply)
{
	reply_zero(reply, 4);
	reply_be32(reply, disc->state.spare_blocks);
	reply_be32(reply, all_spare_blocks(disc));
}

/* No physical access control was ever recorded: an empty list. */
static void access_control(const struct burnrig_disc *disc, struct reply *reply)
{
	(void)disc;
	(void)reply;
}

#define WRITABLE (1U << MEDIUM_FAMILY_BD_R | 1U << MEDIUM_FAMILY_BD_RE)
#define ROM	 (1U << MEDIUM_FAMILY_BD_ROM)

static const struct structure_row rows[] = {
	{ .format = 0x00, .bytes = 4 + DI_BYTES, .families = WRITABLE, .run = disc_information },
	{ .format = 0x00, .bytes = 4 + DI_BYTES, .families = ROM, .run = disc_information_rom },
	{ .format = 0x08,
		.bytes = 4 + STRUCTURE_BYTES,
		.families = WRITABLE,
		.run = disc_definition },
	{ .format = 0x09, .bytes = 4 + 4, .families = WRITABLE, .run = cartridge_status },
	{ .format = 0x0A, .bytes = 4 + 12, .families = WRITABLE, .run = spare_area },
	{ .format = 0x12, .bytes = 4 + STRUCTURE_BYTES, .families = WRITABLE, .run = defect_list },
	{ .format = 0x30, .bytes = 4, .families = WRITABLE, .run = access_control },
	{ .format = 0x90,
		.bytes = 4 + 4,
		.families = WRITABLE | ROM,
		.run = structure_format_layers },
	{ .format = 0xC0, .bytes = 4 + 4, .families = WRITABLE, .run = structure_protection },
};

const struct structure_table structures_bd = { rows, sizeof rows / sizeof rows[0] };
