/* SPDX-License-Identifier: MIT */
/* READ CD and READ CD MSF (MMC-6 6.19, 6.20): any part of a CD sector with its sub-channels. */
#include <string.h>

#include "emulator/drive/bytes.h"
#include "emulator/drive/commands.h"
#include "emulator/drive/mechanism.h"
#include "emulator/drive/state.h"
#include "emulator/media/cd_sector.h"
#include "emulator/media/scatter.h"

enum { EXPECT_ANY = 0, EXPECT_CD_DA = 1, EXPECT_MODE_1 = 2, EXPECT_MODE_2_FORM_1 = 4 };
enum { SUBCHANNEL_NONE = 0, SUBCHANNEL_RAW = 1, SUBCHANNEL_Q = 2, SUBCHANNEL_R_W = 4 };

struct cd_request {
	int32_t lba;
	uint32_t blocks;
	unsigned expected; /* sector type                                             */
	unsigned main;	   /* main channel selection: CDB byte 9                      */
	unsigned subchannel;
};

#define CONTROL_DATA 4

/* The main channel's selected fields of a sector, in their order on the disc. */
static void put_main(struct scatter *out, const uint8_t *sector, unsigned select, bool data)
{
	uint32_t user = cd_sector_user_data_offset(sector);

	if (!data) { /* audio is user data and nothing else */
		if (select & 0x10)
			scatter_put(out, sector, CD_SECTOR_BYTES);
		return;
	}
	if (select & 0x80)
		scatter_put(out, sector, 12);
	if (select & 0x20)
		scatter_put(out, sector + 12, 4);
	if (select & 0x40) /* sub-header: none in mode 1 */
		scatter_put(out, sector + 16, user - 16);
	if (select & 0x10)
		scatter_put(out, sector + user, 2048);
	if (select & 0x08)
		scatter_put(out, sector + user + 2048, CD_SECTOR_BYTES - user - 2048);
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
	if (request->subchannel > SUBCHANNEL_R_W || request->subchannel == 3)
		return sense_bad_cdb_field(10, 2);
	return SENSE_GOOD;
}

/* Whether the sector is of the type that the host expects. */
static bool as_expected(const uint8_t *sector, bool data, unsigned expected)
{
	switch (expected) {
	case EXPECT_ANY:
		return true;
	case EXPECT_CD_DA:
		return !data;
	case EXPECT_MODE_1:
		return data && sector[15] == 1;
	case EXPECT_MODE_2_FORM_1:
		return data && sector[15] == 2;
	default:
		return false;
	}
}

static struct sense read_cd(
	struct burnrig_drive *drive, struct call *call, const struct cd_request *request)
{
	struct scatter out = scatter_start(call->data, call->data_count);
	uint8_t sector[CD_SECTOR_STORED_BYTES];
	uint8_t q[12];
	struct sense result = check_request(request);
	uint32_t done = 0;

	for (; sense_is_good(result) && done < request->blocks; done++) {
		result =
			disc_read_sector(drive_medium(drive), request->lba + (int32_t)done, sector);
		if (!sense_is_good(result))
			break;
		cd_subchannel_q(sector + CD_SECTOR_BYTES, q);
		bool data = q[0] >> 4 & CONTROL_DATA;
		if (!as_expected(sector, data, request->expected)) {
			result = sense_of(SENSE_ID_ILLEGAL_MODE_FOR_THIS_TRACK);
			break;
		}
		put_main(&out, sector, request->main, data);
		put_errors(&out, request->main);
		put_subchannel(&out, sector + CD_SECTOR_BYTES, request->subchannel);
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
