/* SPDX-License-Identifier: MIT */
/*
 * write_speed.h: one speed at which the drive can write the medium in it (IWriteSpeedDescriptor).
 *
 * Three units are about and never mixed: sectors per second (IMAPI2's), kB/s with 1 kB = 1000 bytes
 * (MMC's), and "x", the multiple of the medium family's first speed (people's), here in hundredths.
 */
#ifndef BURNENGINE_WRITE_SPEED_H
#define BURNENGINE_WRITE_SPEED_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

/* IMAPI_MEDIA_PHYSICAL_TYPE, with its values. */
enum br_media_type {
	BR_MEDIA_UNKNOWN = 0, /* an empty drive as well */
	BR_MEDIA_CDROM = 1,
	BR_MEDIA_CDR = 2,
	BR_MEDIA_CDRW = 3,
	BR_MEDIA_DVDROM = 4,
	BR_MEDIA_DVDRAM = 5,
	BR_MEDIA_DVDPLUSR = 6,
	BR_MEDIA_DVDPLUSRW = 7,
	BR_MEDIA_DVDPLUSR_DUALLAYER = 8,
	BR_MEDIA_DVDDASHR = 9,
	BR_MEDIA_DVDDASHRW = 10,
	BR_MEDIA_DVDDASHR_DUALLAYER = 11,
	BR_MEDIA_DISK = 12,
	BR_MEDIA_DVDPLUSRW_DUALLAYER = 13,
	BR_MEDIA_HDDVDROM = 14,
	BR_MEDIA_HDDVDR = 15,
	BR_MEDIA_HDDVDRAM = 16,
	BR_MEDIA_BDROM = 17,
	BR_MEDIA_BDR = 18,
	BR_MEDIA_BDRE = 19,
};

/* br_media_type_of: by MMC profile; BR_MEDIA_UNKNOWN for one that IMAPI2 has no word for. */
enum br_media_type br_media_type_of(uint16_t profile);

struct br_write_speed {
	enum br_media_type media_type;
	bool rotation_is_pure_cav; /* false: CLV, zoned CLV or partial CAV */
	int32_t sectors_per_second;
	/* beyond IMAPI2 */
	uint16_t profile;
	bool exact;	       /* kept over the whole disc                             */
	bool mixed_read_write; /* made for reading and writing by turns                */
	uint32_t write_kBps, read_kBps;
	uint32_t end_lba; /* the speed holds up to here; 0 when the drive does not tell */
};

/*
 * br_sectors_per_second: of @kBps on media of @profile: 2352 bytes each on CD and where nothing is
 * known, else 2048; rounded down as IMAPI2 does.
 */
int32_t br_sectors_per_second(uint16_t profile, uint32_t kBps);

/*
 * br_kBps_of_sectors: the other way, in MMC's unit (a CD's sectors count 2352 bytes); to the
 * nearest.
 */
uint32_t br_kBps_of_sectors(uint16_t profile, int32_t sectors_per_second);

/*
 * br_kBps_at_1x_tenths: ten times the first speed in kB/s: 1764 CD, 13850 DVD, 44950 BD; 0
 * unknown.
 */
uint32_t br_kBps_at_1x_tenths(uint16_t profile);

/*
 * br_speed_x_hundredths: @kBps as a multiple of that, rounded to the nearest; 0 for an unknown
 * profile.
 */
uint32_t br_speed_x_hundredths(uint16_t profile, uint32_t kBps);

/* br_kBps_of_x: the other way; @x_hundredths of @profile, rounded to the nearest. */
uint32_t br_kBps_of_x(uint16_t profile, uint32_t x_hundredths);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
