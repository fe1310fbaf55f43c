/* SPDX-License-Identifier: MIT */
/* CDROMREADMODE1, CDROMREADMODE2, CDROMREADRAW: one sector, with READ CD, as the kernel's cdrom driver. */
#include "emulator/ways-in/umockdev/cdrom_read.h"

#include <errno.h>
#include <linux/cdrom.h>
#include <string.h>

#include "emulator/ways-in/umockdev/kernel_command.h"

/* What of the sector is asked for (MMC-6 6.21, bytes 1 and 9). */
#define SECTOR_TYPE_ANY	   0x00
#define SECTOR_TYPE_MODE_1 0x08
#define PART_USER_DATA	   0x10
#define PARTS_MODE_2	   0x58 /* sub-header, user data, EDC and ECC */
#define PARTS_ALL	   0xF8

static long read_sector(struct ioctl_call *call, uint8_t type, uint8_t parts, size_t bytes)
{
	struct kernel_command command = { .cdb_bytes = 12, .data_bytes = bytes };
	uint8_t sector[CD_FRAMESIZE_RAW] = { 0 };
	struct cdrom_msf from;
	int lba, result;

	memcpy(&from, call->argument, sizeof(from));
	lba = (from.cdmsf_min0 * CD_SECS + from.cdmsf_sec0) * CD_FRAMES + from.cdmsf_frame0 -
	      CD_MSF_OFFSET;
	if (lba < 0)
		return -EINVAL;
	command.cdb[0] = OPERATION_READ_CD;
	command.cdb[1] = type;
	command.cdb[3] = (uint8_t)(lba >> 16); /* 255:255:255 is less than 2^24 */
	command.cdb[4] = (uint8_t)(lba >> 8);
	command.cdb[5] = (uint8_t)lba;
	command.cdb[8] = 1;
	command.cdb[9] = parts;
	command.data = sector;
	result = kernel_command_send(call->file->rig, &command);
	call->hold_ns += command.hold_ns;
	if (result == 0)
		memcpy(call->argument, sector, bytes);
	return result;
}

long cdrom_read_mode_1(struct ioctl_call *call)
{
	return read_sector(call, SECTOR_TYPE_MODE_1, PART_USER_DATA, CD_FRAMESIZE);
}

long cdrom_read_mode_2(struct ioctl_call *call)
{
	return read_sector(call, SECTOR_TYPE_ANY, PARTS_MODE_2, CD_FRAMESIZE_RAW0);
}

long cdrom_read_raw(struct ioctl_call *call)
{
	return read_sector(call, SECTOR_TYPE_ANY, PARTS_ALL, CD_FRAMESIZE_RAW);
}
