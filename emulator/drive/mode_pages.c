/* SPDX-License-Identifier: MIT */
#include "emulator/drive/mode_pages.h"

#include <string.h>

#include "emulator/drive/bytes.h"
#include "emulator/drive/codes.h"
#include "emulator/drive/mechanism.h"
#include "emulator/drive/state.h"

/* Software write protect until power-down, of page 1Dh. */
#define SWPP_BYTE 4
#define SWPP	  0x01

/* The features that give each write type of MMC-6 7.5: programs try which ones a drive takes. */
static bool write_type_exists(const struct burnrig_drive *drive, unsigned write_type)
{
	switch (write_type) {
	case 0: /* packet, incremental; growisofs sets it for DVD+R, which does not look at it */
		return drive_has_feature(drive, FEATURE_INCREMENTAL_STREAMING_WRITABLE) ||
		       drive_has_feature(drive, FEATURE_DVD_PLUS_R);
	case 1: /* track at once */
		return drive_has_feature(drive, FEATURE_CD_TRACK_AT_ONCE);
	case 2: /* session or disc at once */
		return drive_has_feature(drive, FEATURE_CD_MASTERING) ||
		       drive_has_feature(drive, FEATURE_DVD_MINUS_R_RW_WRITE);
	case 3: /* raw */
		return drive_has_feature(drive, FEATURE_CD_MASTERING);
	case 4: /* layer jump */
		return drive_has_feature(drive, FEATURE_LAYER_JUMP_RECORDING);
	default:
		return false;
	}
}

/* The write features of CD and of DVD-R have the Test Write bit. */
static bool can_rehearse(const struct burnrig_drive *drive)
{
	return drive_has_feature(drive, FEATURE_CD_TRACK_AT_ONCE) ||
	       drive_has_feature(drive, FEATURE_DVD_MINUS_R_RW_WRITE);
}

/* What no medium takes; what this one does not is seen when it is written. */
static struct sense check_write_parameters(const struct burnrig_drive *drive, const uint8_t *page)
{
	unsigned block_type = bits(page[4], 3, 0);
	uint8_t format = page[8];

	if (!write_type_exists(drive, bits(page[2], 3, 0)))
		return sense_bad_parameter(2, 3);
	if (bits(page[2], 4, 4) && !can_rehearse(drive))
		return sense_bad_parameter(2, 4);
	if (bits(page[3], 7, 6) == 2)
		return sense_bad_parameter(3, 7);
	if ((block_type >= 4 && block_type <= 6) || block_type == 7 || block_type >= 14)
		return sense_bad_parameter(4, 3);
	if (format != 0x00 && format != 0x10 && format != 0x20)
		return sense_bad_parameter(8, SENSE_NO_BIT);
	return SENSE_GOOD;
}

/* Each of two outputs: nothing, left, right, or both (SCSI-2 table 262; MMC-2 5.5.3). */
static struct sense check_audio_control(const struct burnrig_drive *drive, const uint8_t *page)
{
	(void)drive;
	for (unsigned port = 8; port <= 10; port += 2) {
		if (page[port] > 3)
			return sense_bad_parameter(port, 3);
	}
	return SENSE_GOOD;
}

/* Informational exceptions: page 1Ch, SPC-3 7.4.11. */
#define EXCEPTIONS_BYTE 2
#define METHOD_BYTE	3
enum { TEST = 0x04, DISABLE_EXCEPTIONS = 0x08 };
enum { REPORT_NOTHING = 0, REPORT_ON_REQUEST = 6 };

static struct sense check_exceptions(const struct burnrig_drive *drive, const uint8_t *page)
{
	uint8_t both = TEST | DISABLE_EXCEPTIONS;

	(void)drive;
	if ((page[EXCEPTIONS_BYTE] & both) == both)
		return sense_bad_parameter(EXCEPTIONS_BYTE, 3);
	if (page[METHOD_BYTE] != REPORT_NOTHING && page[METHOD_BYTE] != REPORT_ON_REQUEST)
		return sense_bad_parameter(METHOD_BYTE, 3);
	return SENSE_GOOD;
}

/*
 * Page 18h of SPC-3 7.4.13 begins with the protocol identifier; what follows it is the protocol's, and that of
 * ATAPI and of USB defines nothing. LG's first DVD-RAM burners (GSA-4040B) list the page.
 */
static void fill_protocol_specific(const struct burnrig_drive *drive, struct reply *reply)
{
	enum { SCSI_FAMILY = 1, ATAPI = 2, SATA = 7 }; /* feature 0001h */
	enum { PARALLEL = 0x1, ATA = 0x8, NO_PROTOCOL = 0xF };
	uint32_t interface = drive->definition->interface;
	unsigned identifier = NO_PROTOCOL;

	if (interface == ATAPI || interface == SATA)
		identifier = ATA;
	else if (interface == SCSI_FAMILY)
		identifier = PARALLEL;
	reply_u8(reply, MODE_PAGE_PROTOCOL_SPECIFIC_LUN);
	struct reply_mark length = reply_length_u8(reply);
	reply_u8(reply, identifier);
	reply_zero(reply, 5);
	reply_close(reply, length);
}

const struct mode_page mode_pages[MODE_PAGE_COUNT] = {
	{
		/* SPC's AWRE and ARRE are for drives that replace defects themselves. */
		.code = MODE_PAGE_READ_WRITE_ERROR_RECOVERY,
		.bytes = 12,
		.feature = FEATURE_PROFILE_LIST,
		.defaults = { 0x01, 0x0A, [3] = 1, [8] = 1 },
		.changeable = { [2] = 0x37, [3] = 0xFF, [8] = 0xFF },
	},
	{
		.code = MODE_PAGE_MRW,
		.bytes = 8,
		.feature = FEATURE_MRW,
		.defaults = { 0x03, 0x06 },
		.changeable = { [3] = 0x01 }, /* LBA space: 1 is the general application area */
	},
	{
		/* Default for CD: track at once, multisession closed, data, Mode 1 of 2048 bytes, link
		 * size 7, packets of 16 blocks, audio pause of 150 frames. */
		.code = MODE_PAGE_WRITE_PARAMETERS,
		.recorders_only = true,
		.bytes = 52,
		.feature = FEATURE_PROFILE_LIST,
		.defaults = { 0x05, 0x32, 0x41, 0x05, 0x08, 0x07, [13] = 16, [15] = 150 },
		.changeable = { 0, 0, 0x7F, 0xFF, 0x0F, 0xFF, 0, 0x3F, 0xFF, 0, 0xFF, 0xFF, 0xFF,
			0xFF, 0xFF, 0xFF, 0x80, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
			0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x80, 0xFF, 0xFF, 0xFF, 0xFF,
			0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
			0xFF, 0xFF, 0xFF },
		.check = check_write_parameters,
	},
	{
		/* WCE: the write cache is the recording buffer and is always on. */
		.code = MODE_PAGE_CACHING,
		.bytes = 12,
		.feature = FEATURE_PROFILE_LIST,
		.defaults = { 0x08, 0x0A, 0x04 },
	},
	{
		/* 60 seconds a minute, 75 frames a second. */
		.code = MODE_PAGE_CD_DEVICE_PARAMETERS,
		.bytes = 8,
		.feature = FEATURE_CD_READ,
		.defaults = { 0x0D, 0x06, [5] = 60, [7] = 75 },
		.changeable = { [3] = 0x0F },
	},
	{
		/* Immed; outputs 0 and 1 are left and right, as loud as can be. Nothing is played by
		 * the drive, but the kernel's volume calls change and read it. */
		.code = MODE_PAGE_CD_AUDIO_CONTROL,
		.bytes = 16,
		.feature = FEATURE_CD_READ,
		.defaults = { 0x0E, 0x0E, 0x04, [8] = 1, 0xFF, 2, 0xFF },
		.changeable = { [2] = 0x02, [8] = 0x0F, 0xFF, 0x0F, 0xFF },
		.check = check_audio_control,
	},
	{
		.code = MODE_PAGE_PROTOCOL_SPECIFIC_LUN,
		.bytes = 2,
		.feature = FEATURE_PROFILE_LIST,
		.fill = fill_protocol_specific,
	},
	{
		.code = MODE_PAGE_POWER_CONDITION,
		.bytes = 12,
		.feature = FEATURE_POWER_MANAGEMENT,
		.defaults = { 0x1A, 0x0A },
		.changeable = { 0, 0, 0, 0x03, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF },
	},
	{
		/* Nothing fails by itself; with Test a failure is said to be near. */
		.code = MODE_PAGE_INFORMATIONAL_EXCEPTIONS,
		.bytes = 12,
		.feature = FEATURE_PROFILE_LIST,
		.defaults = { 0x1C, 0x0A },
		.changeable = { [EXCEPTIONS_BYTE] = TEST | DISABLE_EXCEPTIONS,
			[METHOD_BYTE] = 0x0F },
		.check = check_exceptions,
	},
	{
		/* Group 1 and group 2 minimum time-outs: half a minute, and ten for long writes. */
		.code = MODE_PAGE_TIMEOUT_AND_PROTECT,
		.bytes = 10,
		.feature = FEATURE_TIMEOUT,
		.defaults = { 0x1D, 0x08, [7] = 30, [8] = 600 >> 8, 600 & 0xFF },
		/* TMOE, and SWPP where there is the feature for it */
		.changeable = { [4] = 0x05 },
	},
	{
		.code = MODE_PAGE_CAPABILITIES_AND_MECHANICAL_STATUS,
		.bytes = 2,
		.feature = FEATURE_PROFILE_LIST,
		.fill = mode_page_2a_fill,
	},
};

/* DVD-R and DVD-RW know no tracks at once: as Pioneer's drives have it, incremental recording with links
 * of the 16 sectors of an ECC block (MMC-6 7.5.4; features 0021h, 002Fh). */
static void put_dvd_minus_defaults(const struct burnrig_drive *drive, uint8_t *out)
{
	bool incremental = drive_has_feature(drive, FEATURE_INCREMENTAL_STREAMING_WRITABLE);

	out[2] = 0x60 | (incremental ? 0 : 2); /* BUFE, LS_V; else disc at once */
	out[5] = 16;
}

static bool is_dvd_minus(uint16_t profile)
{
	return profile == PROFILE_DVD_R_SEQUENTIAL || profile == PROFILE_DVD_RW_SEQUENTIAL ||
	       profile == PROFILE_DVD_RW_RESTRICTED_OVERWRITE ||
	       profile == PROFILE_DVD_R_DL_SEQUENTIAL || profile == PROFILE_DVD_R_DL_LAYER_JUMP;
}

/* The page's own for the medium inside, as far as the drive's definition does not say otherwise. */
static void put_defaults(
	const struct burnrig_drive *drive, const struct mode_page *page, uint8_t *out)
{
	const struct drive_page_change *change =
		drive_definition_page_change(drive->definition, page->code);

	memcpy(out, page->defaults, MODE_PAGE_BYTES_MAX);
	if (page->code == MODE_PAGE_WRITE_PARAMETERS && is_dvd_minus(drive_current_profile(drive)))
		put_dvd_minus_defaults(drive, out);
	if (change)
		drive_changes_apply(&change->changes, out, page->bytes);
}

/* What the page says of the sub-channel Q, and of sectors that the host gives no sub-header for. */
static void take_numbers(const uint8_t *page, struct write_parameters *parameters)
{
	parameters->has_catalogue = bits(page[16], 7, 7);
	memcpy(parameters->catalogue, page + 17, sizeof parameters->catalogue);
	parameters->has_isrc = bits(page[32], 7, 7);
	memcpy(parameters->isrc, page + 33, sizeof parameters->isrc);
	memcpy(parameters->sub_header, page + 48, sizeof parameters->sub_header);
}

/* After each change of the pages: every WRITE asks for them. */
static void decode_write_parameters(struct drive_mode_pages *pages)
{
	const uint8_t *page;

	if (pages->write_parameters_index == MODE_PAGE_COUNT)
		return;
	page = pages->current[pages->write_parameters_index];
	pages->write_parameters = (struct write_parameters) {
		.write_type = (uint8_t)bits(page[2], 3, 0),
		.test_write = bits(page[2], 4, 4),
		.link_size_valid = bits(page[2], 5, 5),
		.buffer_underrun_free = bits(page[2], 6, 6),
		.track_mode = (uint8_t)bits(page[3], 3, 0),
		.copy = bits(page[3], 4, 4),
		.fixed_packet = bits(page[3], 5, 5),
		.multi_session = (uint8_t)bits(page[3], 7, 6),
		.data_block_type = (uint8_t)bits(page[4], 3, 0),
		.session_format = page[8],
		.packet_blocks = get_be32(page + 10),
	};
	take_numbers(page, &pages->write_parameters);
}

void mode_pages_tell_medium(struct burnrig_drive *drive)
{
	struct burnrig_disc *disc = drive_medium(drive);

	decode_write_parameters(&drive->mode_pages);
	if (!disc || !drive_records(drive))
		return;
	uint16_t profile = disc_profile(disc);
	unsigned mrw = mode_page_index(drive, MODE_PAGE_MRW);

	disc->gaa_chosen = disc_is_mrw(disc) && mrw < MODE_PAGE_COUNT &&
			   bits(drive->mode_pages.current[mrw][3], 0, 0);
	disc_take_write_type(disc, drive->mode_pages.write_parameters.write_type);
	if (disc_profile(disc) != profile)
		mechanism_speed_changed(drive);
}

void mode_pages_resolve(struct burnrig_drive *drive)
{
	drive->mode_pages.write_parameters_index =
		mode_page_index(drive, MODE_PAGE_WRITE_PARAMETERS);
}

void mode_pages_reset(struct burnrig_drive *drive)
{
	for (unsigned i = 0; i < MODE_PAGE_COUNT; i++)
		put_defaults(drive, &mode_pages[i], drive->mode_pages.current[i]);
	mode_pages_tell_medium(drive);
}

void mode_pages_medium_arrived(struct burnrig_drive *drive)
{
	unsigned index = drive->mode_pages.write_parameters_index;

	if (index < MODE_PAGE_COUNT)
		put_defaults(drive, &mode_pages[index], drive->mode_pages.current[index]);
	mode_pages_tell_medium(drive);
}

bool mode_page_has(const struct burnrig_drive *drive, unsigned index)
{
	if (mode_pages[index].recorders_only && !drive_definition_records(drive->definition))
		return false;
	return drive_has_feature(drive, mode_pages[index].feature);
}

unsigned mode_page_index(const struct burnrig_drive *drive, uint8_t code)
{
	for (unsigned i = 0; i < MODE_PAGE_COUNT; i++) {
		if (mode_pages[i].code == code && mode_page_has(drive, i))
			return i;
	}
	return MODE_PAGE_COUNT;
}

uint8_t mode_page_changeable(const struct burnrig_drive *drive, unsigned index, unsigned byte)
{
	const struct mode_page *page = &mode_pages[index];

	if (page->code == MODE_PAGE_TIMEOUT_AND_PROTECT && byte == SWPP_BYTE &&
		!drive_has_feature(drive, FEATURE_WRITE_PROTECT))
		return page->changeable[byte] & (uint8_t)~SWPP;
	return page->changeable[byte];
}

void mode_pages_protect(struct burnrig_drive *drive)
{
	unsigned index = mode_page_index(drive, MODE_PAGE_TIMEOUT_AND_PROTECT);

	if (drive->disc)
		drive->disc->software_protected =
			index < MODE_PAGE_COUNT &&
			drive->mode_pages.current[index][SWPP_BYTE] & SWPP;
}

struct sense mode_pages_exception(const struct burnrig_drive *drive)
{
	unsigned index = mode_page_index(drive, MODE_PAGE_INFORMATIONAL_EXCEPTIONS);
	const uint8_t *page = drive->mode_pages.current[index < MODE_PAGE_COUNT ? index : 0];

	if (index == MODE_PAGE_COUNT || page[METHOD_BYTE] != REPORT_ON_REQUEST ||
		!(page[EXCEPTIONS_BYTE] & TEST))
		return SENSE_GOOD;
	return sense_of(SENSE_ID_FAILURE_PREDICTION_THRESHOLD_EXCEEDED_FALSE);
}

/* A page as older drives have it ends before fields that were added since. */
static void cut_page(struct reply *reply, size_t from, size_t bytes)
{
	if (bytes < 2 || reply->count - from <= bytes)
		return;
	memset(reply->bytes + from + bytes, 0, reply->count - from - bytes);
	reply->count = from + bytes;
	reply->bytes[from + 1] = (uint8_t)(bytes - 2);
}

static void put_filled(const struct burnrig_drive *drive, const struct mode_page *page,
	enum mode_page_control control, struct reply *reply)
{
	const struct drive_page_change *change =
		drive_definition_page_change(drive->definition, page->code);
	size_t from = reply->count;

	page->fill(drive, reply);
	if (reply->count > REPLY_BYTES_MAX)
		return;
	if (change) {
		drive_changes_apply(&change->changes, reply->bytes + from, reply->count - from);
		cut_page(reply, from, change->bytes);
	}
	if (control == MODE_CHANGEABLE)
		memset(reply->bytes + from + 2, 0, reply->count - from - 2);
}

void mode_page_put(const struct burnrig_drive *drive, unsigned index,
	enum mode_page_control control, struct reply *reply)
{
	const struct mode_page *page = &mode_pages[index];
	uint8_t defaults[MODE_PAGE_BYTES_MAX];
	const uint8_t *bytes = defaults;

	if (page->fill) {
		put_filled(drive, page, control, reply);
		return;
	}
	put_defaults(drive, page, defaults);
	for (unsigned i = 2; control == MODE_CHANGEABLE && i < page->bytes; i++)
		defaults[i] = mode_page_changeable(drive, index, i);
	if (control == MODE_CURRENT)
		bytes = drive->mode_pages.current[index];
	reply_bytes(reply, page->defaults, 2);
	reply_bytes(reply, bytes + 2, page->bytes - 2U);
}
