/* SPDX-License-Identifier: MIT */
/*
 * capabilities.c: mode page 2Ah, MM capabilities and mechanical status. It is the oldest
 * description of a drive and the one every program still reads; what it says of media comes from
 * the drive's profiles, what it says of speeds from speed.h. Speeds above 65535 kB/s do not fit and
 * are cut: GET PERFORMANCE has them whole.
 */
#include "emulator/drive/codes.h"
#include "emulator/drive/mode_pages.h"
#include "emulator/drive/state.h"

struct capability {
	uint16_t profile;
	uint8_t bit;
};

static const struct capability capabilities[] = { /* the same bits in bytes 2 and 3 */
	{ PROFILE_CD_R, 0x01 }, { PROFILE_CD_RW, 0x02 }, { PROFILE_DVD_R_SEQUENTIAL, 0x10 },
	{ PROFILE_DVD_RAM, 0x20 }
};

static const struct capability read_only_capabilities[] = { { PROFILE_DVD_ROM, 0x08 } };

static unsigned collect(const struct burnrig_drive *drive, const struct capability *list,
	size_t count, bool writing)
{
	unsigned byte = 0;

	for (size_t i = 0; i < count; i++) {
		const struct drive_profile_definition *profile =
			drive_definition_profile(drive->definition, list[i].profile);

		if (profile && (profile->writable || !writing))
			byte |= list[i].bit;
	}
	return byte;
}

static unsigned at_most_16_bits(uint32_t kBps)
{
	return kBps < 0xFFFF ? kBps : 0xFFFF;
}

static void put_media(const struct burnrig_drive *drive, struct reply *reply)
{
	bool reads_cd = drive_has_feature(drive, FEATURE_CD_READ);
	unsigned readable =
		collect(drive, capabilities, sizeof capabilities / sizeof capabilities[0], false);
	unsigned writable =
		collect(drive, capabilities, sizeof capabilities / sizeof capabilities[0], true);

	readable |= collect(drive, read_only_capabilities, 1, false);
	if (reads_cd)
		readable |= 0x04; /* packets addressed by method 2 */
	if (drive_has_feature(drive, FEATURE_CD_TRACK_AT_ONCE))
		writable |= 0x04; /* test write */
	reply_u8(reply, readable);
	reply_u8(reply, writable);
	/* buffer underrun free recording, multisession, Mode 2 form 2 and form 1 */
	reply_u8(reply, (writable ? 0x80U : 0U) | (reads_cd ? 0x70U : 0x40U));
	/* catalogue number, ISRC, C2 pointers, R to W, accurate stream, audio by READ CD */
	reply_u8(reply, reads_cd ? 0x77 : 0x00);
}

static void put_mechanism(const struct burnrig_drive *drive, struct reply *reply)
{
	bool locked = drive->removal_prevented || drive->persistent_prevented;

	/* loading mechanism, can eject, no prevent jumper, lock state, can lock */
	reply_u8(reply,
		(unsigned)drive->definition->loading << 5 | 0x08 | (locked ? 0x02U : 0U) | 0x01);
	reply_u8(reply,
		drive_has_feature(drive, FEATURE_CD_READ) ? 0x20 : 0x00); /* R to W in lead-in */
}

/* Rotation control of page 2Ah and of the write speed descriptors: 1 is pure CAV. */
static unsigned rotation_told(const struct burnrig_drive *drive, struct mechanics_speed speed)
{
	if (drive->definition->quirks & DRIVE_QUIRK_ROTATION_UNTOLD)
		return 0;
	return speed.rotation == MECHANICS_CAV;
}

static void put_write_speeds(
	const struct burnrig_drive *drive, const struct speed_list *list, struct reply *reply)
{
	unsigned told = drive->definition->page_2a_speeds;

	if (!list->count || told < list->count)
		told = list->count;
	reply_be16(reply, told);
	for (unsigned i = 0; i < told; i++) {
		struct mechanics_speed speed = list->speeds[i < list->count ? i : list->count - 1];

		reply_u8(reply, 0);
		reply_u8(reply, rotation_told(drive, speed));
		reply_be16(reply, at_most_16_bits(speed.kBps));
	}
}

static void put_speeds(const struct burnrig_drive *drive, struct reply *reply)
{
	struct mechanics_speed current = speed_write(drive);
	struct speed_list list;

	speed_read_list(drive, &list);
	reply_be16(reply, at_most_16_bits(list.speeds[0].kBps));
	reply_be16(reply, 0); /* volume levels: no audio output */
	reply_be16(reply, drive->definition->buffer_bytes / 1024);
	reply_be16(reply, at_most_16_bits(speed_read(drive).kBps));
	reply_zero(reply, 2);
	speed_write_list(drive, &list);
	reply_be16(reply, list.count ? at_most_16_bits(list.speeds[0].kBps) : 0);
	reply_be16(reply, at_most_16_bits(current.kBps));
	reply_be16(reply, drive_has_feature(drive, FEATURE_DVD_CSS) ? 1 : 0);
	reply_zero(reply, 3);
	reply_u8(reply, rotation_told(drive, current));
	reply_be16(reply, at_most_16_bits(current.kBps));
	put_write_speeds(drive, &list, reply);
}

void mode_page_2a_fill(const struct burnrig_drive *drive, struct reply *reply)
{
	struct reply_mark length;

	reply_u8(reply, MODE_PAGE_CAPABILITIES_AND_MECHANICAL_STATUS);
	length = reply_length_u8(reply);
	put_media(drive, reply);
	put_mechanism(drive, reply);
	put_speeds(drive, reply);
	reply_close(reply, length);
}
