/* SPDX-License-Identifier: MIT */
#include "emulator/ways-in/umockdev/node_view.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "emulator/ways-in/umockdev/kernel_command.h"

#define BLOCK_BYTES  2048
#define CHUNK_BLOCKS 32

void node_view_set(struct rig *rig, int fd)
{
	if (rig->view_fd >= 0)
		close(rig->view_fd);
	rig->view_fd = fd;
	rig->view_changes = rig->changes - 1;
}

/* How many blocks READ CAPACITY tells; 0 when there is nothing to read. */
static uint32_t recorded_blocks(struct rig *rig)
{
	uint8_t reply[8] = { 0 };
	struct kernel_command command = {
		.cdb = { OPERATION_READ_CAPACITY },
		.cdb_bytes = 10,
		.data = reply,
		.data_bytes = sizeof(reply),
	};
	uint32_t last = 0;

	if (kernel_command_send(rig, &command) < 0)
		return 0;
	for (size_t i = 0; i < 4; i++)
		last = last << 8 | reply[i];
	return last == UINT32_MAX ? 0 : last + 1;
}

static bool read_blocks(struct rig *rig, uint32_t lba, uint32_t blocks, uint8_t *out)
{
	struct kernel_command command = {
		.cdb = { OPERATION_READ_10, 0, (uint8_t)(lba >> 24), (uint8_t)(lba >> 16),
			(uint8_t)(lba >> 8), (uint8_t)lba, 0, 0, (uint8_t)blocks },
		.cdb_bytes = 10,
		.data = out,
		.data_bytes = (size_t)blocks * BLOCK_BYTES,
	};

	return kernel_command_send(rig, &command) == 0;
}

static int copy_blocks(struct rig *rig, int fd, uint32_t lba, uint32_t blocks)
{
	uint8_t bytes[CHUNK_BLOCKS * BLOCK_BYTES];
	size_t count = (size_t)blocks * BLOCK_BYTES;

	if (!read_blocks(rig, lba, blocks, bytes))
		return -ENODATA;
	if (pwrite(fd, bytes, count, (off_t)lba * BLOCK_BYTES) == (ssize_t)count)
		return 0;
	return errno ? -errno : -ENOSPC;
}

/* A chunk at once; block by block where one of them cannot be read. */
static int copy_chunk(struct rig *rig, int fd, uint32_t lba, uint32_t blocks)
{
	int result = copy_blocks(rig, fd, lba, blocks);

	if (result != -ENODATA)
		return result;
	for (uint32_t i = 0; i < blocks; i++) {
		result = copy_blocks(rig, fd, lba + i, 1);
		if (result < 0 && result != -ENODATA)
			return result;
	}
	return 0;
}

static int copy_all(struct rig *rig, int fd)
{
	uint32_t blocks = recorded_blocks(rig);
	int result = 0;

	if (ftruncate(fd, 0) < 0 || ftruncate(fd, (off_t)blocks * BLOCK_BYTES) < 0)
		return -errno;
	for (uint32_t lba = 0; lba < blocks && result == 0; lba += CHUNK_BLOCKS) {
		uint32_t left = blocks - lba;

		result = copy_chunk(rig, fd, lba, left < CHUNK_BLOCKS ? left : CHUNK_BLOCKS);
	}
	return result;
}

int node_view_refresh(struct rig *rig)
{
	uint64_t changes;
	int fd = -1, result;

	pthread_mutex_lock(&rig->lock);
	changes = rig->changes;
	if (rig->view_fd >= 0 && rig->view_changes != changes)
		fd = dup(rig->view_fd);
	pthread_mutex_unlock(&rig->lock);
	if (fd < 0)
		return 0;
	result = copy_all(rig, fd);
	close(fd);
	pthread_mutex_lock(&rig->lock);
	if (result == 0)
		rig->view_changes = changes;
	pthread_mutex_unlock(&rig->lock);
	return result;
}
