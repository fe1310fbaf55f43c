/* SPDX-License-Identifier: MIT */
#include "engine/transport/sg_limits.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <scsi/sg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "engine/transport/transport.h"

#define SECTOR_BYTES 512 /* of the block layer */
#define PAGE_BYTES   4096
#define STEP_BYTES   2048

/* Pieces of memory in one command; each page of a buffer may be one. 0: not told. */
static size_t segments_max(dev_t device)
{
	char path[64], text[24] = "";
	ssize_t bytes;
	int file;

	snprintf(path, sizeof path, "/sys/dev/block/%u:%u/queue/max_segments", major(device),
		minor(device));
	file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return 0;
	bytes = read(file, text, sizeof text - 1);
	close(file);
	return bytes > 0 ? strtoul(text, NULL, 10) : 0;
}

/* 0: not told. */
static size_t of_block_device(int file, dev_t device)
{
	unsigned short sectors_max = 0;
	size_t bytes, pages = segments_max(device);

	if (ioctl(file, BLKSECTGET, &sectors_max) < 0)
		return 0;
	bytes = (size_t)sectors_max * SECTOR_BYTES;
	if (pages == 0 && bytes > TRANSPORT_TRANSFER_BYTES_SAFE)
		return TRANSPORT_TRANSFER_BYTES_SAFE;
	return pages > 0 && pages < bytes / PAGE_BYTES ? pages * PAGE_BYTES : bytes;
}

/* The driver makes the reserve as large as it can: what it has got is there for the whole burn. */
static size_t of_generic_device(int file)
{
	int bytes = TRANSPORT_TRANSFER_BYTES_MAX;

	if (ioctl(file, SG_SET_RESERVED_SIZE, &bytes) < 0 ||
		ioctl(file, SG_GET_RESERVED_SIZE, &bytes) < 0 || bytes < 0)
		return 0;
	/* A smaller one does not bind: the driver then finds memory for each command. */
	return bytes > TRANSPORT_TRANSFER_BYTES_SAFE ? (size_t)bytes : 0;
}

size_t sg_transfer_bytes_max(int file)
{
	struct stat status;
	size_t bytes = 0;

	if (fstat(file, &status) == 0)
		bytes = S_ISBLK(status.st_mode) ? of_block_device(file, status.st_rdev)
						: of_generic_device(file);
	bytes -= bytes % STEP_BYTES;
	if (bytes == 0)
		return TRANSPORT_TRANSFER_BYTES_SAFE;
	return bytes < TRANSPORT_TRANSFER_BYTES_MAX ? bytes : TRANSPORT_TRANSFER_BYTES_MAX;
}
