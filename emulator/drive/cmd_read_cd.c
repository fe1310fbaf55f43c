/* SPDX-License-Identifier: MIT */
/* READ CD and READ CD MSF (MMC-6 6.19, 6.20): any part of a CD sector with its sub-channels. */
#include <string.h>

#include "emulator/drive/bytes.h"
#include "emulator/drive/commands.h"
#include "emulator/drive/mechanism.h"
#include "emulator/drive/state.h"
#include "emulator/media/cd_sector.h"
#include "emulator/media/scatter.h"

enum {
	EXPECT_ANY = 0,
	EXPECT_CD_DA = 1,
	EXPECT_MODE_1 = 2,
	EXPECT_MODE_2 = 3, /* formless */
	EXPECT_FORM_1 = 4,
	EXPECT_FORM_2 = 5,
};
enum { SUBCHANNEL_NONE = 0, SUBCHANNEL_RAW = 1, SUBCHANNEL_Q = 2, SUBCHANNEL_R_W = 4 };

struct cd_request {
	int32_t lba;
	uint32_t blocks;
	unsigned expected; /* sector type                                             */
	unsigned main;	   /* main channel selection: CDB byte 9                      */
	unsigned subchannel;
};

#define CONTROL_DATA 4

/* Where the fields of a data sector lie, in the order of CDB byte 9's bits 7, 5, 6, 4, 3. */
enum { FIELD_SYNC, FIELD_HEADER, FIELD_SUB_HEADER, FIELD_USER, FIELD_EDC, FIELD_COUNT };

static const uint8_t field_bits[FIELD_COUNT] = { 0x80, 0x20, 0x40, 0x10, 0x08 };

static const uint16_t *field_bytes(enum cd_layout layout)
{
	/* form 2's EDC is optional and counts as user data; formless has none */
	static const uint16_t mode_1[FIELD_COUNT] = { 12, 4, 0, 2048, 288 };
	static const uint16_t mode_2[FIELD_COUNT] = { 12, 4, 0, 2336, 0 };
	static const uint16_t form_1[FIELD_COUNT] = { 12, 4, 8, 2048, 280 };
	static const uint16_t form_2[FIELD_COUNT] = { 12, 4, 8, 2328, 0 };

	switch (layout) {
	case CD_MODE_2:
		return mode_2;
	case CD_FORM_1:
		return form_1;
	case CD_FORM_2:
		return form_2;
	case CD_AUDIO:
	case CD_MODE_1:
	case CD_XA:
		break;
	}
	return mode_1;
}

/* Fields that are selected must lie side by side; a sub-header that there is none of is no gap. */
static bool is_contiguous(unsigned select, const uint16_t *bytes)
{
	unsigned runs = 0;
	bool inside = false;

	for (unsigned i = 0; i < FIELD_COUNT; i++) {
		bool selected = select & field_bits[i];

		if (i == FIELD_SUB_HEADER && !bytes[i] && !selected)
			continue;
		runs += selected && !inside;
		inside = selected;
	}
	return runs <= 1;
}

/* The main channel's selected fields of a sector, in their order on the disc. */
static struct sense put_main(
	struct scatter *out, const uint8_t *sector, unsigned select, enum cd_layout layout)
{
	const uint16_t *bytes = field_bytes(layout);
	unsigned at = 0;

	if (layout == CD_AUDIO) { /* audio is user data and nothing else, whatever is selected */
		if (select & 0xF8)
			scatter_put(out, sector, CD_SECTOR_BYTES);
		return SENSE_GOOD;
	}
	if (!is_contiguous(select, bytes))
		return sense_bad_cdb_field(9, 7);
	for (unsigned i = 0; i < FIELD_COUNT; i++) {
		if (select & field_bits[i])
			scatter_put(out, sector + at, bytes[i]);
		at += bytes[i];
	}
	return SENSE_GOOD;
}

static void put_errors(struct scatter *out, unsigned select)
{
	unsigned c2 = select >> 1 & 3;

	if (c2)
		scatter_zero(out, c2 == 1 ? 294 : 296); /* no byte of a virtual sector is wrong */
}

static void put_subchannel(struct scatter *out, const uint8_t *raw, unsigned select)
{
	uint8_t formatted[CD_SUBCHANNEL_BYTES] = { 0 };

	switch (select) {
	case SUBCHANNEL_RAW:
		scatter_put(out, raw, CD_SUBCHANNEL_BYTES);
		break;
	case SUBCHANNEL_Q:
		cd_subchannel_q(raw, formatted);
		formatted[15] = raw[0] & 0x80; /* P */
		scatter_put(out, formatted, 16);
		break;
	case SUBCHANNEL_R_W:
		for (unsigned i = 0; i < CD_SUBCHANNEL_BYTES; i++)
			formatted[i] = raw[i] & 0x3F;
		scatter_put(out, formatted, CD_SUBCHANNEL_BYTES);
		break;
	default:
		break;
	}
}

static struct sense check_request(const struct cd_request *request)
{
	if ((request->main >> 1 & 3) == 3)
		return sense_bad_cdb_field(9, 2);
	if (request->expected > EXPECT_FORM_2)
		return sense_bad_cdb_field(1, 4);
	if (request->subchannel > SUBCHANNEL_R_W || request->subchannel == 3)
		return sense_bad_cdb_field(10, 2);
	return SENSE_GOOD;
}

/* Sectors of DVD and BD have nothing but user data (05/24/00: so an LG CA10N answers cdrdao, which wants the headers of a
 * DVD-ROM), and no mode of a CD. */
static struct sense check_other_medium(const struct cd_request *request)
{
	if (request->main & ~field_bits[FIELD_USER])
		return sense_bad_cdb_field(9, SENSE_NO_BIT);
	if (request->subchannel)
		return sense_bad_cdb_field(10, SENSE_NO_BIT);
	return sense_of(SENSE_ID_ILLEGAL_MODE_FOR_THIS_TRACK);
}

/* Whether the sector is of the type that the host expects. */
static bool as_expected(enum cd_layout layout, unsigned expected)
{
	switch (expected) {
	case EXPECT_ANY:
		return true;
	case EXPECT_CD_DA:
		return layout == CD_AUDIO;
	case EXPECT_MODE_1:
		return layout == CD_MODE_1;
	case EXPECT_MODE_2:
		return layout == CD_MODE_2;
	case EXPECT_FORM_1:
		return layout == CD_FORM_1;
	case EXPECT_FORM_2:
		return layout == CD_FORM_2;
	default:
		return false;
	}
}

static struct sense read_one(struct burnrig_disc *disc, int32_t lba,
	const struct cd_request *request, struct scatter *out)
{
	uint8_t sector[CD_SECTOR_STORED_BYTES], q[12];
	struct sense result = disc_read_sector(disc, lba, sector);
	enum cd_layout layout;

	if (!sense_is_good(result))
		return result;
	cd_subchannel_q(sector + CD_SECTOR_BYTES, q);
	layout = cd_sector_layout(sector, q[0] >> 4 & CONTROL_DATA);
	if (!as_expected(layout, request->expected))
		return sense_of(SENSE_ID_ILLEGAL_MODE_FOR_THIS_TRACK);
	result = put_main(out, sector, request->main, layout);
	if (!sense_is_good(result))
		return result;
	put_errors(out, request->main);
	put_subchannel(out, sector + CD_SECTOR_BYTES, request->subchannel);
	return SENSE_GOOD;
}

static struct sense read_cd(
	struct burnrig_drive *drive, struct call *call, const struct cd_request *request)
{
	struct scatter out = scatter_start(call->data, call->data_count);
	struct sense result = check_request(request);
	uint32_t done = 0;

	if (sense_is_good(result) && request->blocks && !disc_is_cd(drive_medium(drive)))
		result = check_other_medium(request);
	while (sense_is_good(result) && done < request->blocks) {
		result = read_one(drive_medium(drive), request->lba + (int32_t)done, request, &out);
		done += sense_is_good(result);
	}
	call->transferred_bytes = call->data_bytes - scatter_bytes_left(&out);
	if (done)
		call->busy_ns = mechanism_read(drive, request->lba, done, call->start_ns);
	return result;
}

struct sense cmd_read_cd(struct burnrig_drive *drive, struct call *call)
{
	struct cd_request request = {
		.lba = (int32_t)get_be32(call->cdb + 2),
		.blocks = get_be24(call->cdb + 6),
		.expected = bits(call->cdb[1], 4, 2),
		.main = call->cdb[9],
		.subchannel = bits(call->cdb[10], 2, 0),
	};

	return read_cd(drive, call, &request);
}

static struct cd_msf msf_at(const uint8_t *bytes)
{
	return (struct cd_msf) { .minute = bytes[0], .second = bytes[1], .frame = bytes[2] };
}

struct sense cmd_read_cd_msf(struct burnrig_drive *drive, struct call *call)
{
	int32_t start = cd_lba_of_msf(msf_at(call->cdb + 3));
	int32_t end = cd_lba_of_msf(msf_at(call->cdb + 6)); /* the first not to be read */
	struct cd_request request = {
		.lba = start,
		.blocks = end > start ? (uint32_t)(end - start) : 0,
		.expected = bits(call->cdb[1], 4, 2),
		.main = call->cdb[9],
		.subchannel = bits(call->cdb[10], 2, 0),
	};

	if (end < start)
		return sense_bad_cdb_field(6, SENSE_NO_BIT);
	return read_cd(drive, call, &request);
}
