/* SPDX-License-Identifier: MIT */
#include "burnengine/write_speed.h"

#include "engine/recorder/recorder.h"

#define CD_SECTOR_BYTES 2352

enum family { FAMILY_UNKNOWN, FAMILY_CD, FAMILY_DVD, FAMILY_BD };

static const struct {
	uint16_t profile;
	enum family family;
	enum br_media_type type;
} media[] = {
	{ MMC_PROFILE_REMOVABLE_DISK, FAMILY_UNKNOWN, BR_MEDIA_DISK },
	{ MMC_PROFILE_CD_ROM, FAMILY_CD, BR_MEDIA_CDROM },
	{ MMC_PROFILE_CD_R, FAMILY_CD, BR_MEDIA_CDR },
	{ MMC_PROFILE_CD_RW, FAMILY_CD, BR_MEDIA_CDRW },
	{ MMC_PROFILE_DVD_ROM, FAMILY_DVD, BR_MEDIA_DVDROM },
	{ MMC_PROFILE_DVD_R_SEQUENTIAL, FAMILY_DVD, BR_MEDIA_DVDDASHR },
	{ MMC_PROFILE_DVD_RAM, FAMILY_DVD, BR_MEDIA_DVDRAM },
	{ MMC_PROFILE_DVD_RW_RESTRICTED_OVERWRITE, FAMILY_DVD, BR_MEDIA_DVDDASHRW },
	{ MMC_PROFILE_DVD_RW_SEQUENTIAL, FAMILY_DVD, BR_MEDIA_DVDDASHRW },
	{ MMC_PROFILE_DVD_R_DL_SEQUENTIAL, FAMILY_DVD, BR_MEDIA_DVDDASHR_DUALLAYER },
	{ MMC_PROFILE_DVD_R_DL_LAYER_JUMP, FAMILY_DVD, BR_MEDIA_DVDDASHR_DUALLAYER },
	{ MMC_PROFILE_DVD_RW_DL, FAMILY_DVD, BR_MEDIA_UNKNOWN },
	{ MMC_PROFILE_DVD_DOWNLOAD, FAMILY_DVD, BR_MEDIA_UNKNOWN },
	{ MMC_PROFILE_DVD_PLUS_RW, FAMILY_DVD, BR_MEDIA_DVDPLUSRW },
	{ MMC_PROFILE_DVD_PLUS_R, FAMILY_DVD, BR_MEDIA_DVDPLUSR },
	{ MMC_PROFILE_DVD_PLUS_RW_DL, FAMILY_DVD, BR_MEDIA_DVDPLUSRW_DUALLAYER },
	{ MMC_PROFILE_DVD_PLUS_R_DL, FAMILY_DVD, BR_MEDIA_DVDPLUSR_DUALLAYER },
	{ MMC_PROFILE_BD_ROM, FAMILY_BD, BR_MEDIA_BDROM },
	{ MMC_PROFILE_BD_R_SRM, FAMILY_BD, BR_MEDIA_BDR },
	{ MMC_PROFILE_BD_R_RRM, FAMILY_BD, BR_MEDIA_BDR },
	{ MMC_PROFILE_BD_RE, FAMILY_BD, BR_MEDIA_BDRE },
	{ MMC_PROFILE_HD_DVD_ROM, FAMILY_UNKNOWN, BR_MEDIA_HDDVDROM },
	{ MMC_PROFILE_HD_DVD_R, FAMILY_UNKNOWN, BR_MEDIA_HDDVDR },
	{ MMC_PROFILE_HD_DVD_RAM, FAMILY_UNKNOWN, BR_MEDIA_HDDVDRAM },
};

static enum family family_of(uint16_t profile)
{
	for (size_t i = 0; i < sizeof media / sizeof *media; i++)
		if (media[i].profile == profile)
			return media[i].family;
	return FAMILY_UNKNOWN;
}

enum br_media_type br_media_type_of(uint16_t profile)
{
	for (size_t i = 0; i < sizeof media / sizeof *media; i++)
		if (media[i].profile == profile)
			return media[i].type;
	return BR_MEDIA_UNKNOWN;
}

static uint32_t sector_bytes(uint16_t profile)
{
	enum family family = family_of(profile);

	return family == FAMILY_DVD || family == FAMILY_BD ? MMC_BLOCK_BYTES : CD_SECTOR_BYTES;
}

int32_t br_sectors_per_second(uint16_t profile, uint32_t kBps)
{
	uint64_t rate = UINT64_C(1000) * kBps / sector_bytes(profile);

	return rate > INT32_MAX ? INT32_MAX : (int32_t)rate;
}

uint32_t br_kBps_of_sectors(uint16_t profile, int32_t sectors_per_second)
{
	uint64_t rate = sectors_per_second > 0 ? (uint64_t)sectors_per_second : 0;

	return (uint32_t)((rate * sector_bytes(profile) + 500) / 1000);
}

uint32_t br_kBps_at_1x_tenths(uint16_t profile)
{
	switch (family_of(profile)) {
	case FAMILY_CD:
		return 1764; /* 75 sectors of 2352 bytes */
	case FAMILY_DVD:
		return 13850; /* as drives report it: 26.15625 Mbit/s is 1384.6 */
	case FAMILY_BD:
		return 44950; /* as drives report it: 35.965 Mbit/s is 4495.6 */
	case FAMILY_UNKNOWN:
	default:
		return 0;
	}
}

uint32_t br_speed_x_hundredths(uint16_t profile, uint32_t kBps)
{
	uint32_t first = br_kBps_at_1x_tenths(profile);

	return first ? (uint32_t)((UINT64_C(1000) * kBps + first / 2) / first) : 0;
}

uint32_t br_kBps_of_x(uint16_t profile, uint32_t x_hundredths)
{
	return (uint32_t)(((uint64_t)br_kBps_at_1x_tenths(profile) * x_hundredths + 500) / 1000);
}
