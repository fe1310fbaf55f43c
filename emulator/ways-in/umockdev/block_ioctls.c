/* SPDX-License-Identifier: MIT */
/* What the block layer answers about /dev/sr0. */
#include <errno.h>
#include <linux/fs.h>
#include <string.h>

#include "emulator/ways-in/umockdev/ioctls.h"
#include "emulator/ways-in/umockdev/kernel_command.h"
#include "emulator/ways-in/umockdev/node_view.h"
#include "emulator/ways-in/umockdev/preload/node_opened.h"

#define BLOCK_BYTES	 2048
#define BLKSECTOR_BYTES	 512
#define MAX_SECTORS	 1024 /* of 512 bytes in one request */
#define READ_AHEAD_UNITS 256

static uint32_t be32(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* As the driver keeps it: a drive that does not say has 2 GiB, like sr's own default. */
static uint64_t capacity_bytes(struct ioctl_call *call)
{
	uint8_t reply[8] = { 0 };
	struct kernel_command command = {
		.cdb = { OPERATION_READ_CAPACITY },
		.cdb_bytes = 10,
		.data = reply,
		.data_bytes = sizeof(reply),
	};
	int result = kernel_command_send(call->file->rig, &command);

	call->hold_ns += command.hold_ns;
	if (result < 0 || command.transferred_bytes < sizeof(reply))
		return 0x1FFFFFULL * BLKSECTOR_BYTES * 2;
	return ((uint64_t)be32(reply) + 1) * BLOCK_BYTES;
}

static long get_size_bytes(struct ioctl_call *call)
{
	uint64_t bytes = capacity_bytes(call);

	memcpy(call->argument, &bytes, sizeof(bytes));
	return 0;
}

static long get_size_sectors(struct ioctl_call *call)
{
	unsigned long sectors = (unsigned long)(capacity_bytes(call) / BLKSECTOR_BYTES);

	memcpy(call->argument, &sectors, sizeof(sectors));
	return 0;
}

static long put_int(struct ioctl_call *call, int value)
{
	memcpy(call->argument, &value, sizeof(value));
	return 0;
}

static long get_block_bytes(struct ioctl_call *call)
{
	return put_int(call, BLOCK_BYTES);
}

static long get_not_read_only(struct ioctl_call *call)
{
	return put_int(call, 0);
}

static long get_read_ahead(struct ioctl_call *call)
{
	long units = READ_AHEAD_UNITS;

	memcpy(call->argument, &units, sizeof(units));
	return 0;
}

static long get_max_sectors(struct ioctl_call *call)
{
	unsigned short sectors = MAX_SECTORS;

	memcpy(call->argument, &sectors, sizeof(sectors));
	return 0;
}

/* Nothing is cached between a program and the disc. */
static long flush(struct ioctl_call *call)
{
	(void)call;
	return 0;
}

/* Not the kernel's: see the header. */
static long node_opened(struct ioctl_call *call)
{
	struct kernel_command ready = { .cdb = { OPERATION_TEST_UNIT_READY }, .cdb_bytes = 6 };

	if (kernel_command_send(call->file->rig, &ready) == -ENOMEDIUM)
		return -ENOMEDIUM;
	call->hold_ns += ready.hold_ns;
	return node_view_refresh(call->file->rig);
}

const struct ioctl_row block_ioctls[] = {
	{ NODE_OPENED_IOCTL, 0, NODE_SR, node_opened },
	{ BLKGETSIZE64, sizeof(uint64_t), NODE_SR, get_size_bytes },
	{ BLKGETSIZE, sizeof(unsigned long), NODE_SR, get_size_sectors },
	{ BLKSSZGET, sizeof(int), NODE_SR, get_block_bytes },
	{ BLKPBSZGET, sizeof(int), NODE_SR, get_block_bytes },
	{ BLKBSZGET, sizeof(int), NODE_SR, get_block_bytes },
	{ BLKIOMIN, sizeof(int), NODE_SR, get_block_bytes },
	{ BLKROGET, sizeof(int), NODE_SR, get_not_read_only },
	{ BLKRAGET, sizeof(long), NODE_SR, get_read_ahead },
	{ BLKSECTGET, sizeof(unsigned short), NODE_SR, get_max_sectors },
	{ BLKFLSBUF, 0, NODE_SR, flush },
	{ 0, 0, 0, NULL },
};
