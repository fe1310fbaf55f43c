/* SPDX-License-Identifier: MIT */
/*
 * READ HEADER (MMC-1 to MMC-3): what the header of a data block says of it.
 *
 * READ SUB-CHANNEL (MMC-5 6.30): what the Q sub-channel says: where the head is, the disc's catalogue
 * number, a track's ISRC. The numbers are in about one of a hundred sectors and are looked for as a
 * drive does, by reading on.
 */
#include <string.h>

#include "emulator/drive/bytes.h"
#include "emulator/drive/commands.h"
#include "emulator/drive/state.h"
#include "emulator/media/cd_sector.h"

enum { FORMAT_POSITION = 1, FORMAT_CATALOGUE = 2, FORMAT_ISRC = 3 };

#define AUDIO_STATUS_NONE 0x15 /* this drive plays nothing */
#define SEARCH_BLOCKS	  300

typedef bool take_number(const uint8_t *q, uint8_t *ret_number);

/* Q of one sector; false: it cannot be read. */
static bool read_q(struct burnrig_disc *disc, int32_t lba, uint8_t *ret_q)
{
	uint8_t sector[CD_SECTOR_STORED_BYTES];

	if (!sense_is_good(disc_read_sector(disc, lba, sector)))
		return false;
	cd_subchannel_q(sector + CD_SECTOR_BYTES, ret_q);
	return true;
}

static bool search(struct burnrig_disc *disc, const struct disc_track *track, take_number *take,
	uint8_t *ret_number)
{
	uint32_t blocks =
		track->recorded_blocks < SEARCH_BLOCKS ? track->recorded_blocks : SEARCH_BLOCKS;
	uint8_t q[12];

	for (uint32_t i = 0; i < blocks; i++) {
		if (read_q(disc, track->start_lba + (int32_t)i, q) && take(q, ret_number))
			return true;
	}
	return false;
}

static void reply_address(struct reply *reply, bool msf, int32_t frames, int32_t offset)
{
	struct cd_msf at = cd_msf_of_lba(frames - (150 - offset));

	if (!msf) {
		reply_be32(reply, (uint32_t)frames);
		return;
	}
	reply_u8(reply, 0);
	reply_u8(reply, at.minute);
	reply_u8(reply, at.second);
	reply_u8(reply, at.frame);
}

static void reply_position(const struct burnrig_drive *drive, const struct disc_track *track,
	bool msf, struct reply *reply)
{
	int32_t lba = (int32_t)drive->mechanism.head_lba;

	if (lba > 0)
		lba--; /* the last that was read */
	reply_u8(reply, FORMAT_POSITION);
	reply_u8(reply, (unsigned)ADR_POSITION << 4 | (track ? track->control : 0U));
	reply_u8(reply, track ? track->number : 0);
	reply_u8(reply, track && lba >= track->start_lba);
	reply_address(reply, msf, lba, 150);
	reply_address(reply, msf, track ? lba - track->start_lba : 0, 0);
}

static void reply_number(struct reply *reply, const uint8_t *number, size_t bytes, bool found)
{
	reply_u8(reply, found ? 0x80 : 0);
	if (found)
		reply_bytes(reply, number, bytes);
	else
		reply_zero(reply, bytes);
	reply_zero(reply, 15 - bytes); /* zero, AFRAME, reserved */
}

static struct sense reply_catalogue(struct burnrig_disc *disc, struct reply *reply)
{
	uint8_t digits[13];
	bool found = search(disc, &disc->state.tracks[0], cd_q_get_catalogue, digits);

	reply_u8(reply, FORMAT_CATALOGUE);
	reply_zero(reply, 3);
	reply_number(reply, digits, sizeof digits, found);
	return SENSE_GOOD;
}

static struct sense reply_isrc(struct burnrig_disc *disc, unsigned number, struct reply *reply)
{
	const struct disc_track *track = disc_track(disc, number);
	uint8_t code[12];

	if (!track)
		return sense_bad_cdb_field(6, SENSE_NO_BIT);
	bool found = search(disc, track, cd_q_get_isrc, code);
	reply_u8(reply, FORMAT_ISRC);
	reply_u8(reply, (unsigned)ADR_POSITION << 4 | track->control);
	reply_u8(reply, number);
	reply_u8(reply, 0);
	reply_number(reply, code, sizeof code, found);
	return SENSE_GOOD;
}

static struct sense reply_data(struct burnrig_drive *drive, struct call *call)
{
	struct burnrig_disc *disc = drive_medium(drive);
	int32_t head_lba = (int32_t)drive->mechanism.head_lba;

	switch (call->cdb[3]) {
	case FORMAT_POSITION:
		reply_position(drive, disc_track_of_lba(disc, head_lba > 0 ? head_lba - 1 : 0),
			bits(call->cdb[1], 1, 1), call->reply);
		return SENSE_GOOD;
	case FORMAT_CATALOGUE:
		return reply_catalogue(disc, call->reply);
	case FORMAT_ISRC:
		return reply_isrc(disc, call->cdb[6], call->reply);
	default:
		return sense_bad_cdb_field(3, SENSE_NO_BIT);
	}
}

struct sense cmd_read_sub_channel(struct burnrig_drive *drive, struct call *call)
{
	struct sense result = SENSE_GOOD;

	if (!disc_is_cd(drive_medium(drive)))
		return sense_of(SENSE_ID_CANNOT_READ_INCOMPATIBLE_FORMAT);
	reply_u8(call->reply, 0);
	reply_u8(call->reply, AUDIO_STATUS_NONE);
	struct reply_mark length = reply_length_be16(call->reply);
	if (bits(call->cdb[2], 6, 6)) /* SUBQ */
		result = reply_data(drive, call);
	reply_close(call->reply, length);
	return result;
}

/* Audio has no header, and what has none cannot be read (MMC: 05/64/00). */
struct sense cmd_read_header(struct burnrig_drive *drive, struct call *call)
{
	struct burnrig_disc *disc = drive_medium(drive);
	int32_t lba = (int32_t)get_be32(call->cdb + 2);
	uint8_t sector[CD_SECTOR_STORED_BYTES];

	if (!disc_is_cd(disc))
		return sense_of(SENSE_ID_CANNOT_READ_INCOMPATIBLE_FORMAT);
	struct sense result = disc_read_sector(disc, lba, sector);
	if (!sense_is_good(result))
		return result;
	const struct disc_track *track = disc_track_of_lba(disc, lba);
	if (!track || !(track->control & 4))
		return sense_of(SENSE_ID_ILLEGAL_MODE_FOR_THIS_TRACK);
	call->busy_ns = mechanism_read(drive, lba, 1, call->start_ns);
	reply_u8(call->reply, sector[15]); /* data mode */
	reply_zero(call->reply, 3);
	reply_address(call->reply, bits(call->cdb[1], 1, 1), lba, 150);
	return SENSE_GOOD;
}
