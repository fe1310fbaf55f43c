/* SPDX-License-Identifier: MIT */
/* structure_bd.c: disc structures of Blu-ray media. */
#include "emulator/drive/structure.h"

#define BD_FIRST_PSN   0x100000
#define CLUSTER_BLOCKS 32
#define DI_UNIT_BYTES  112

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

#define BD_RE (1U << MEDIUM_FAMILY_BD_RE)

static const struct structure_row rows[] = {
	{ 0x00, BD_RE, 4 + 4096, bd_disc_information, NULL },
	{ 0x08, BD_RE, 4 + STRUCTURE_BYTES, bd_disc_definition, NULL },
	{ 0x09, BD_RE, 4 + 4, bd_cartridge_status, NULL },
	{ 0x0A, BD_RE, 4 + 12, bd_spare_area, NULL },
};

const struct structure_table structures_bd = { rows, sizeof rows / sizeof rows[0] };
