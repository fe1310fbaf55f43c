/* SPDX-License-Identifier: MIT */
/* structure_dvd.c: disc structures of DVD media. */
#include <string.h>

#include "emulator/drive/bytes.h"
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
		[MEDIUM_FAMILY_DVD_R] = { 0x25, 0x0F, 0x02, 0x00 },
		[MEDIUM_FAMILY_DVD_RW] = { 0x32, 0x0F, 0x04, 0x00 },
		[MEDIUM_FAMILY_DVD_RAM] = { 0x16, 0x0F, 0x04, 0x42 },
		[MEDIUM_FAMILY_DVD_PLUS_R_DL] = { 0xE1, 0x0F, 0x02, 0x10 },
		[MEDIUM_FAMILY_DVD_R_DL] = { 0x26, 0x0F, 0x02, 0x10 },
		[MEDIUM_FAMILY_DVD_ROM] = { 0x01, 0x02, 0x01, 0x00 },
	};

	return kinds[disc->definition->family];
}

static bool has_two_layers(const struct burnrig_disc *disc)
{
	return disc->definition->geometry.layers == 2;
}

static uint32_t first_layer_end_psn(const struct burnrig_disc *disc)
{
	return FIRST_PSN + disc_layer_blocks(disc) - 1;
}

static bool has_parallel_layers(const struct burnrig_disc *disc)
{
	return has_two_layers(disc) && disc->definition->geometry.parallel_path;
}

/* Opposite track path: a sector of the second layer has the inverted number of the one below it; parallel: each layer's
 * data begin with 30000h (ECMA-267, physical sector numbering). */
static uint32_t psn_of(const struct burnrig_disc *disc, uint32_t lba)
{
	uint32_t layer_blocks = disc_layer_blocks(disc);

	if (has_parallel_layers(disc))
		return FIRST_PSN + lba % layer_blocks;
	if (has_two_layers(disc) && lba >= layer_blocks)
		return 0xFFFFFF - (FIRST_PSN + 2 * layer_blocks - 1 - lba);
	return FIRST_PSN + lba;
}

static uint32_t last_psn(const struct burnrig_disc *disc)
{
	return psn_of(disc, disc->definition->capacity_blocks - 1);
}

/* The first 17 bytes: what kind of disc, and where its data are. */
static void reply_physical_kind(
	const struct burnrig_disc *disc, uint32_t end_psn, struct reply *reply)
{
	struct physical_kind kind = kind_of(disc);
	bool opposite = has_two_layers(disc) && !has_parallel_layers(disc);

	reply_u8(reply, kind.book_type);
	reply_u8(reply, kind.rate);
	reply_u8(reply, (has_two_layers(disc) ? 0x20U : 0) | (opposite ? 0x10U : 0) | kind.layer);
	reply_u8(reply, kind.density);
	reply_be32(reply, FIRST_PSN);
	reply_be32(reply, end_psn);
	reply_be32(reply, opposite ? first_layer_end_psn(disc) : 0);
	reply_u8(reply, 0); /* no BCA */
}

/* What PFI and ADIP share. */
static void reply_plus(const struct burnrig_disc *disc, struct reply *reply)
{
	const struct burnrig_medium_definition *definition = disc->definition;

	reply_physical_kind(disc, last_psn(disc), reply);
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

/* As it was made: format 10h, the control data of the embossed or pre-recorded lead-in. */
static void minus_control_data(const struct burnrig_disc *disc, struct reply *reply)
{
	reply_physical_kind(disc, last_psn(disc), reply);
	reply_zero(reply, STRUCTURE_BYTES - 17);
}

/* As it is recorded: up to the last Border-out, of which the start is told, and that of the next
 * Border-in (ECMA-359 annex on multi-border; 0 when there is none). */
static void minus_physical(const struct burnrig_disc *disc, struct reply *reply)
{
	uint32_t last_lba = disc_last_lba(disc);
	uint32_t end_psn = last_lba ? psn_of(disc, last_lba) : 0;
	int32_t next_lba = 0;

	disc_next_lead_in_lba(disc, &next_lba);
	reply_physical_kind(disc, end_psn, reply);
	reply_zero(reply, 32 - 17);
	reply_be32(reply, end_psn ? end_psn + 1 : 0);
	reply_be32(reply, next_lba ? psn_of(disc, (uint32_t)next_lba) : 0);
	reply_zero(reply, STRUCTURE_BYTES - 40);
}

/* Six characters of the manufacturer ID in a field of eight bytes (ECMA-359 table of pre-pit fields). */
static void reply_pre_pit_field(unsigned id, const char *text, struct reply *reply)
{
	reply_u8(reply, id);
	reply_text(reply, text, 6);
	reply_u8(reply, 0);
}

/* Format 0Eh: what the land pre-pits say: codes and last address, recommended power, maker. */
static void minus_pre_recorded(const struct burnrig_disc *disc, struct reply *reply)
{
	const char *maker = disc->definition->pre_pit_id;
	size_t length = strlen(maker);

	reply_u8(reply, 0x01);
	reply_u8(reply, 0x40); /* application code: unrestricted use */
	reply_u8(
		reply, disc_is_erasable(disc) ? 0xD0 : 0xC1); /* physical: 120 mm, type of medium */
	reply_be24(reply, last_psn(disc));
	reply_u8(reply, 0x10); /* version */
	reply_u8(reply, 0);
	reply_u8(reply, 0x02); /* write strategy codes */
	reply_zero(reply, 7);
	for (unsigned field = 0; field < 3; field++) {
		const size_t at = (size_t)6 * field;

		reply_pre_pit_field(3 + field, maker + (at < length ? at : length), reply);
	}
	reply_zero(reply, 4);
}

enum { RMD_BLANK = 0, RMD_AT_ONCE = 1, RMD_INCREMENTAL = 2, RMD_FINALIZED = 4 };

/* Recording management data, field 0 of the block written last: format and status of the disc. */
static void minus_recording_management(const struct burnrig_disc *disc, struct reply *reply)
{
	unsigned status = RMD_BLANK;

	if (disc->state.status == DISC_INCOMPLETE)
		status = disc->state.tracks[0].packet ? RMD_INCREMENTAL : RMD_AT_ONCE;
	if (disc->state.status == DISC_FINALIZED)
		status = RMD_FINALIZED;
	reply_be16(reply, 1);
	reply_u8(reply, status);
	reply_zero(reply, STRUCTURE_BYTES - 3);
}

/* The spare and guard areas that drives count with the data of a 4.7 GB disc (dvd+rw-mediainfo). */
#define RAM_FIRST_PSN	 0x31000
#define RAM_OTHER_BLOCKS 19008

static void ram_physical(const struct burnrig_disc *disc, struct reply *reply)
{
	struct physical_kind kind = kind_of(disc);

	reply_u8(reply, kind.book_type);
	reply_u8(reply, kind.rate);
	reply_u8(reply, kind.layer);
	reply_u8(reply, kind.density);
	reply_be32(reply, RAM_FIRST_PSN);
	reply_be32(reply, RAM_FIRST_PSN + disc->definition->capacity_blocks + RAM_OTHER_BLOCKS - 1);
	reply_zero(reply, STRUCTURE_BYTES - 12);
}

/* Disc definition structure: its identifier, and that the disc is certified (ECMA-330). */
static void ram_disc_definition(const struct burnrig_disc *disc, struct reply *reply)
{
	(void)disc;
	reply_be16(reply, 0x0A0A);
	reply_u8(reply, 0);
	reply_u8(reply, 0x01);
	reply_be32(reply, 1); /* times it was written */
	reply_zero(reply, STRUCTURE_BYTES - 8);
}

/* Format 09h: no cartridge, so nothing is protected by one. */
static void ram_nothing_set(const struct burnrig_disc *disc, struct reply *reply)
{
	(void)disc;
	reply_zero(reply, 4);
}

static void ram_spare_area(const struct burnrig_disc *disc, struct reply *reply)
{
	struct disc_spare_areas areas;

	disc_spare_areas(disc, &areas);
	reply_be32(reply, areas.primary_free_blocks);
	reply_be32(reply, areas.supplementary_free_blocks);
	reply_be32(reply, areas.supplementary_blocks);
}

/* Format 20h: the first layer's capacity; Init: it cannot be set any more. */
static void layer_boundary(const struct burnrig_disc *disc, struct reply *reply)
{
	reply_u8(reply, disc->state.status == DISC_EMPTY ? 0 : 0x80);
	reply_zero(reply, 3);
	reply_be32(reply, disc_layer_blocks(disc));
}

/* As it was made: format 00h is the control data of the lead-in. */
static void rom_physical(const struct burnrig_disc *disc, struct reply *reply)
{
	reply_physical_kind(disc, psn_of(disc, disc_last_lba(disc)), reply);
	reply_zero(reply, STRUCTURE_BYTES - 17);
}

#define ROM (1U << MEDIUM_FAMILY_DVD_ROM)

/* Formats 22h and 23h, of a disc that is not for layer jumps 0. */
static void jump_interval(const struct burnrig_disc *disc, struct reply *reply)
{
	struct disc_layer_jump jump;

	reply_zero(reply, 4);
	reply_be32(reply, disc_layer_jump(disc, &jump) ? jump.interval_blocks : 0);
}

static void jump_address(const struct burnrig_disc *disc, struct reply *reply)
{
	struct disc_layer_jump jump;

	reply_zero(reply, 4);
	reply_be32(reply, disc_layer_jump(disc, &jump) ? jump.next_lba : 0);
}

static struct sense take_jump_interval(struct burnrig_disc *disc, const uint8_t *list)
{
	if (get_be32(list + 4))
		return sense_bad_parameter(4, SENSE_NO_BIT);
	return disc_set_jump_interval(disc, get_be32(list + 8));
}

static struct sense take_jump_address(struct burnrig_disc *disc, const uint8_t *list)
{
	if (get_be32(list + 4))
		return sense_bad_parameter(4, SENSE_NO_BIT);
	return disc_set_jump_lba(disc, get_be32(list + 8));
}

static struct sense take_layer_boundary(struct burnrig_disc *disc, const uint8_t *list)
{
	if (get_be32(list + 4))
		return sense_bad_parameter(4, SENSE_NO_BIT);
	return disc_set_layer_blocks(disc, get_be32(list + 8));
}

/* Format 24h: of the anchor points of layer jump recording none was ever moved: four bytes, and a remapping address
 * (DVD_DUAL_LAYER_REMAPPING_INFORMATION of Windows' ntddcdvd.h). */
static void remapping(const struct burnrig_disc *disc, struct reply *reply)
{
	(void)disc;
	reply_zero(reply, 8);
}

/* Formats 05h and 0Bh, of each sector: nothing is protected against copies, nothing was recorded in real time. */
static void sector_has_nothing(const struct burnrig_disc *disc, struct reply *reply)
{
	(void)disc;
	reply_zero(reply, 4);
}

/* What goes with the sectors that are written from now on (CPM, CGMS, ADP_TY; MMC-5 6.36): that they may be copied. Anything
 * else is of copy protection, which this drive does not record. */
static struct sense take_copyright_management(struct burnrig_disc *disc, const uint8_t *list)
{
	(void)disc;
	if (list[4])
		return sense_bad_parameter(4, SENSE_NO_BIT);
	return get_be24(list + 5) ? sense_bad_parameter(5, SENSE_NO_BIT) : SENSE_GOOD;
}

#define TIME_DIGITS 14 /* YYYYMMDDhhmmss */

/* Format 0Fh: a random number and the time that a host sent, as they are in the recording management data; the
 * number is the drive's, and comes of the time. Zeros: none was sent. */
static void disc_identifier(const struct burnrig_disc *disc, struct reply *reply)
{
	uint64_t time = disc->state.recorded_at, divisor = UINT64_C(10000000000000);

	reply_zero(reply, 2);
	reply_be16(reply, (unsigned)(time * UINT64_C(2654435761) >> 16 & 0xFFFF));
	for (unsigned i = 0; i < TIME_DIGITS; i++, divisor /= 10)
		reply_u8(reply, time ? (unsigned)('0' + time / divisor % 10) : 0);
}

/* Of the year only that it is one; month, day, hour, minute, second as a calendar has them. */
static bool is_time(uint64_t time)
{
	static const struct {
		uint64_t unit;
		unsigned low, high;
	} fields[] = {
		{ UINT64_C(10000000000), 1, 9999 },
		{ 100000000, 1, 12 },
		{ 1000000, 1, 31 },
		{ 10000, 0, 23 },
		{ 100, 0, 59 },
		{ 1, 0, 59 },
	};

	for (unsigned i = 0; i < sizeof fields / sizeof fields[0]; i++) {
		uint64_t value = time / fields[i].unit % (i ? 100 : 10000);

		if (value < fields[i].low || value > fields[i].high)
			return false;
	}
	return true;
}

static struct sense take_time_stamp(struct burnrig_disc *disc, const uint8_t *list)
{
	uint64_t time = 0;

	if (get_be16(list + 4))
		return sense_bad_parameter(4, SENSE_NO_BIT);
	for (unsigned i = 0; i < TIME_DIGITS; i++) {
		if (list[6 + i] < '0' || list[6 + i] > '9')
			return sense_bad_parameter(6 + i, SENSE_NO_BIT);
		time = time * 10 + (uint64_t)(list[6 + i] - '0');
	}
	return is_time(time) ? disc_stamp(disc, time) : sense_bad_parameter(6, SENSE_NO_BIT);
}

enum { PROTECTED_PERSISTENTLY = 0x02 };

static struct sense take_ram_protection(struct burnrig_disc *disc, const uint8_t *list)
{
	if (list[4] & (uint8_t)~PROTECTED_PERSISTENTLY)
		return sense_bad_parameter(4, SENSE_NO_BIT);
	if (get_be24(list + 5))
		return sense_bad_parameter(5, SENSE_NO_BIT);
	return disc_protect(disc, list[4]);
}

#define RAM   (1U << MEDIUM_FAMILY_DVD_RAM)
#define JUMPS (1U << MEDIUM_FAMILY_DVD_R_DL)
#define DUAL  (1U << MEDIUM_FAMILY_DVD_PLUS_R_DL | 1U << MEDIUM_FAMILY_DVD_R_DL)
#define MINUS \
	(1U << MEDIUM_FAMILY_DVD_R | 1U << MEDIUM_FAMILY_DVD_RW | 1U << MEDIUM_FAMILY_DVD_R_DL)
#define PLUS                                                                \
	(1U << MEDIUM_FAMILY_DVD_PLUS_R | 1U << MEDIUM_FAMILY_DVD_PLUS_RW | \
		1U << MEDIUM_FAMILY_DVD_PLUS_R_DL)
#define WRITABLE (PLUS | MINUS | RAM)
#define ALL	 (WRITABLE | ROM)

static const struct structure_row rows[] = {
	{ .format = 0x00, .bytes = 4 + STRUCTURE_BYTES, .families = PLUS, .run = plus_physical },
	{ .format = 0x00, .bytes = 4 + STRUCTURE_BYTES, .families = MINUS, .run = minus_physical },
	{ .format = 0x00, .bytes = 4 + STRUCTURE_BYTES, .families = RAM, .run = ram_physical },
	{ .format = 0x00, .bytes = 4 + STRUCTURE_BYTES, .families = ROM, .run = rom_physical },
	{ .format = 0x01, .bytes = 4 + 4, .families = ALL, .run = copyright },
	{ .format = 0x04, .bytes = 4 + STRUCTURE_BYTES, .families = ALL, .run = manufacturing },
	{ .format = 0x05,
		.bytes = 4 + 4,
		.families = MINUS,
		.run = sector_has_nothing,
		.take = take_copyright_management,
		.at_lba = true },
	{ .format = 0x05,
		.bytes = 4 + 4,
		.families = ALL & ~MINUS,
		.run = sector_has_nothing,
		.at_lba = true },
	{ .format = 0x08,
		.bytes = 4 + STRUCTURE_BYTES,
		.families = RAM,
		.run = ram_disc_definition },
	{ .format = 0x09, .bytes = 4 + 4, .families = RAM, .run = ram_nothing_set },
	{ .format = 0x0A, .bytes = 4 + 12, .families = RAM, .run = ram_spare_area },
	{ .format = 0x0B,
		.bytes = 4 + 4,
		.families = RAM,
		.run = sector_has_nothing,
		.at_lba = true },
	{ .format = 0x0C,
		.bytes = 4 + STRUCTURE_BYTES,
		.families = MINUS,
		.run = minus_recording_management },
	{ .format = 0x0D,
		.bytes = 4 + STRUCTURE_BYTES,
		.families = MINUS,
		.run = minus_recording_management },
	{ .format = 0x0E, .bytes = 4 + 44, .families = MINUS, .run = minus_pre_recorded },
	{ .format = 0x0F,
		.bytes = 4 + 18,
		.sent_bytes = 4 + 16,
		.families = MINUS,
		.run = disc_identifier,
		.take = take_time_stamp },
	{ .format = 0x10,
		.bytes = 4 + STRUCTURE_BYTES,
		.families = MINUS,
		.run = minus_control_data },
	{ .format = 0x11, .bytes = 4 + 256, .families = PLUS, .run = plus_adip },
	{ .format = 0x20,
		.bytes = 4 + 8,
		.families = DUAL,
		.run = layer_boundary,
		.take = take_layer_boundary },
	/* the middle area begins where the first layer's data end */
	{ .format = 0x21,
		.bytes = 4 + 8,
		.families = JUMPS,
		.run = layer_boundary,
		.take = take_layer_boundary },
	{ .format = 0x22,
		.bytes = 4 + 8,
		.families = JUMPS,
		.run = jump_interval,
		.take = take_jump_interval },
	{ .format = 0x23,
		.bytes = 4 + 8,
		.families = JUMPS,
		.run = jump_address,
		.take = take_jump_address },
	{ .format = 0x24, .bytes = 4 + 8, .families = JUMPS, .run = remapping },
	{ .format = 0x90, .bytes = 4 + 4, .families = ALL, .run = structure_format_layers },
	{ .format = 0xC0,
		.bytes = 4 + 4,
		.families = RAM,
		.run = structure_protection,
		.take = take_ram_protection },
	{ .format = 0xC0, .bytes = 4 + 4, .families = PLUS | MINUS, .run = structure_protection },
};

const struct structure_table structures_dvd = { rows, sizeof rows / sizeof rows[0] };
