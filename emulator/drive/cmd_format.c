/* SPDX-License-Identifier: MIT */
/* FORMAT UNIT, BLANK, ERASE (10): MMC-6 6.4, 6.1, 6.3. */
#include "emulator/drive/bytes.h"
#include "emulator/drive/codes.h"
#include "emulator/drive/commands.h"
#include "emulator/drive/mechanism.h"
#include "emulator/drive/state.h"

#define HEADER_BYTES	 4
#define DESCRIPTOR_BYTES 8
#define FORMAT_CODE	 1

enum { FORMAT_FULL = 0x00, FORMAT_FULL_PACKETS = 0x10, FORMAT_FULL_GROW = 0x11 };
/* MRW; DVD+RW: bit 0 of the parameter: go on where it stopped */
enum { FORMAT_MRW = 0x24, FORMAT_BACKGROUND = 0x26 };

/* Format header: FOV and the options that it covers, DPRY to DSP, which are 0 without it; IMMED. */
static struct sense check_header(const uint8_t *list)
{
	unsigned wrong = list[1] & 0x0C; /* IP and DSP: no pattern, no try-out */

	if (list[0])
		return sense_bad_parameter(0, SENSE_NO_BIT);
	if (!bits(list[1], 7, 7))
		wrong = list[1] & 0x7C;
	for (unsigned bit = 6; wrong && bit >= 2; bit--) {
		if (wrong >> bit & 1)
			return sense_bad_parameter(1, bit);
	}
	if (get_be16(list + 2) != DESCRIPTOR_BYTES)
		return sense_bad_parameter(2, SENSE_NO_BIT);
	return SENSE_GOOD;
}

enum { FULL_CERTIFICATION = 2 }; /* sub-type of BD-RE's formats 30h and 31h */

/*
 * What a format goes over: of CD-RW every packet, of DVD-RW, unless it is a quick one, and of a
 * DVD-RAM or BD-RE that is certified every block.
 */
static uint32_t recorded_by_format(
	const struct burnrig_disc *disc, const struct disc_format_request *request)
{
	bool full = request->type == FORMAT_FULL || request->type == FORMAT_FULL_PACKETS ||
		    request->type == FORMAT_FULL_GROW;
	uint16_t profile = disc_profile(disc);

	if (profile == PROFILE_BD_RE && request->sub_type == FULL_CERTIFICATION)
		return disc->definition->capacity_blocks;
	if (request->type == FORMAT_MRW)
		return 0;
	if (disc_is_cd(disc))
		return disc_packet_blocks(disc, disc->state.formatted_blocks);
	if ((profile == PROFILE_DVD_RW_RESTRICTED_OVERWRITE && full) ||
		(profile == PROFILE_DVD_RAM && request->type == FORMAT_FULL && request->certify))
		return disc->state.formatted_blocks;
	return 0;
}

/* Whatever these two record by a format is read back: that is what certification is. */
static bool is_certified(const struct burnrig_disc *disc)
{
	uint16_t profile = disc_profile(disc);

	return profile == PROFILE_DVD_RAM || profile == PROFILE_BD_RE;
}

bool drive_has_format(const struct burnrig_drive *drive, unsigned type)
{
	const struct drive_profile_definition *profile =
		drive_definition_profile(drive->definition, drive_current_profile(drive));

	return type != FORMAT_MRW || (profile && profile->mrw);
}

struct sense cmd_format_unit(struct burnrig_drive *drive, struct call *call)
{
	struct burnrig_disc *disc = drive_medium(drive);
	uint8_t list[HEADER_BYTES + DESCRIPTOR_BYTES];
	struct disc_format_option none;

	if (!bits(call->cdb[1], 4, 4))
		return sense_bad_cdb_field(1, 4);
	if (bits(call->cdb[1], 2, 0) != FORMAT_CODE)
		return sense_bad_cdb_field(1, 2);
	if (bits(call->cdb[1], 3, 3) && disc_profile(disc) != PROFILE_DVD_RAM)
		return sense_bad_cdb_field(1, 3);
	if (!disc_format_option_at(disc, 0, &none))
		return sense_of(SENSE_ID_CANNOT_FORMAT_INCOMPATIBLE_MEDIUM);
	if (call_gather(call, list, sizeof list) != sizeof list)
		return sense_of(SENSE_ID_PARAMETER_LIST_LENGTH_ERROR);
	struct sense result = check_header(list);
	if (!sense_is_good(result))
		return result;
	unsigned type = list[8] >> 2;
	if (!drive_has_format(drive, type))
		return sense_bad_parameter(8, 7);
	/* FOV says that DCRT, no certification, counts */
	bool certify = !(bits(list[1], 7, 7) && bits(list[1], 5, 5));
	bool restart = (type == FORMAT_BACKGROUND || type == FORMAT_MRW) && bits(list[11], 0, 0);
	if (drive->background_format.running && !restart)
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR);
	uint64_t flush_ns = mechanism_flush(drive, call->start_ns);
	struct disc_format_request request = {
		.type = (uint8_t)type,
		.sub_type = list[8] & 3,
		.certify = certify,
		.complete_list = bits(call->cdb[1], 3, 3),
		.blocks = get_be32(list + 4),
		.parameter = get_be24(list + 9),
	};
	result = disc_format_as(disc, &request);
	if (!sense_is_good(result))
		return result;
	uint32_t recorded = recorded_by_format(disc, &request);
	uint64_t duration_ns =
		flush_ns + (restart ? 0 : mechanism_format_ns(drive, recorded, is_certified(disc)));
	mechanism_speed_changed(drive); /* DVD-RW is of another profile now */
	mode_pages_tell_medium(drive);
	long_operation_or_wait(drive, call, LONG_FORMAT, bits(list[1], 1, 1), duration_ns);
	background_format_start(drive, call->start_ns + duration_ns, restart);
	return SENSE_GOOD;
}

struct sense cmd_blank(struct burnrig_drive *drive, struct call *call)
{
	struct burnrig_disc *disc = drive_medium(drive);
	unsigned type = bits(call->cdb[1], 2, 0);
	uint32_t address = get_be32(call->cdb + 2);
	uint64_t duration_ns;

	if (!drive_records(drive))
		return sense_of(SENSE_ID_CANNOT_WRITE_INCOMPATIBLE_FORMAT);
	uint32_t blocks = disc_blank_blocks(disc, type, address);
	struct sense result = disc_blank(disc, type, address);
	if (!sense_is_good(result))
		return result;
	mechanism_speed_changed(drive);
	duration_ns = mechanism_flush(drive, call->start_ns) +
		      mechanism_blank_ns(drive, blocks, type <= BLANK_MINIMAL);
	long_operation_or_wait(drive, call, LONG_BLANK, bits(call->cdb[1], 4, 4), duration_ns);
	return SENSE_GOOD;
}

/* ERASE is for media of the sector-erasable feature. */
struct sense cmd_erase_10(struct burnrig_drive *drive, struct call *call)
{
	(void)drive;
	(void)call;
	return sense_of(SENSE_ID_CANNOT_WRITE_INCOMPATIBLE_FORMAT);
}
