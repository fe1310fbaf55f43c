/* SPDX-License-Identifier: MIT */
/* What the sg driver and the SCSI layer answer about themselves: no command reaches the drive. */
#include <errno.h>
#include <scsi/scsi.h>
#include <scsi/scsi_ioctl.h>
#include <scsi/sg.h>
#include <string.h>

#include "emulator/ways-in/umockdev/ioctls.h"
#include "emulator/ways-in/umockdev/kernel_command.h"
#include "emulator/ways-in/umockdev/testbed.h"

#ifndef SG_GET_ACCESS_COUNT /* in the kernel's header, not in the library's */
#define SG_GET_ACCESS_COUNT 0x2289
#endif

/* The oldest versions with SG_IO v3 as we answer it: the sg driver's and the block layer's. */
#define SG_VERSION	    30536
#define BLOCK_SG_VERSION    30527
#define SG_TABLE_SIZE	    128
#define RESERVED_BYTES_MAX  (1024U * 1024)
#define TYPE_CD_DVD	    5
#define EMULATED_HOST_BLOCK 1

static long put_int(struct ioctl_call *call, int value)
{
	memcpy(call->argument, &value, sizeof(value));
	return 0;
}

static int get_int(const struct ioctl_call *call)
{
	int value;

	memcpy(&value, call->argument, sizeof(value));
	return value;
}

static long get_version(struct ioctl_call *call)
{
	return put_int(call, call->file->node == NODE_SG ? SG_VERSION : BLOCK_SG_VERSION);
}

static long set_timeout(struct ioctl_call *call)
{
	int jiffies = get_int(call);

	if (jiffies < 0)
		return -EIO;
	call->file->timeout_jiffies = (unsigned)jiffies;
	return 0;
}

static long get_timeout(struct ioctl_call *call)
{
	return (long)call->file->timeout_jiffies;
}

static long set_reserved(struct ioctl_call *call)
{
	int bytes = get_int(call);

	if (bytes < 0)
		return -EINVAL;
	call->file->reserved_bytes =
		(unsigned)bytes < RESERVED_BYTES_MAX ? (unsigned)bytes : RESERVED_BYTES_MAX;
	return 0;
}

static long get_reserved(struct ioctl_call *call)
{
	return put_int(call, (int)call->file->reserved_bytes);
}

static long get_emulated_host(struct ioctl_call *call)
{
	return put_int(call, call->file->node == NODE_SR ? EMULATED_HOST_BLOCK : 0);
}

static long get_scsi_id(struct ioctl_call *call)
{
	struct sg_scsi_id id = {
		.host_no = TESTBED_SCSI_HOST,
		.scsi_type = TYPE_CD_DVD,
		.h_cmd_per_lun = 1,
		.d_queue_depth = 1,
	};

	memcpy(call->argument, &id, sizeof(id));
	return 0;
}

static long get_idlun(struct ioctl_call *call)
{
	/* id, lun, channel, host: a byte each from the lowest; then the host's unique number */
	uint32_t idlun[2] = { (uint32_t)TESTBED_SCSI_HOST << 24, 0 };

	memcpy(call->argument, idlun, sizeof(idlun));
	return 0;
}

static long get_bus_number(struct ioctl_call *call)
{
	return put_int(call, TESTBED_SCSI_HOST);
}

static long get_table_size(struct ioctl_call *call)
{
	return put_int(call, SG_TABLE_SIZE);
}

static long get_zero(struct ioctl_call *call)
{
	return put_int(call, 0);
}

static long get_one(struct ioctl_call *call)
{
	return put_int(call, 1);
}

static long set_queueing(struct ioctl_call *call)
{
	call->file->queueing = get_int(call) != 0;
	return 0;
}

static long get_queueing(struct ioctl_call *call)
{
	return put_int(call, call->file->queueing);
}

static long set_keep_orphan(struct ioctl_call *call)
{
	call->file->keep_orphan = get_int(call) != 0;
	return 0;
}

static long get_keep_orphan(struct ioctl_call *call)
{
	return put_int(call, call->file->keep_orphan);
}

static long reset(struct ioctl_call *call)
{
	if (get_int(call) != SG_SCSI_RESET_NOTHING)
		rig_reset(call->file->rig);
	return 0;
}

static long send_plain(struct ioctl_call *call, uint8_t opcode, uint8_t byte4)
{
	struct kernel_command command = { .cdb = { opcode, [4] = byte4 }, .cdb_bytes = 6 };
	int result = kernel_command_send(call->file->rig, &command);

	call->hold_ns = command.hold_ns;
	return result;
}

static long test_unit_ready(struct ioctl_call *call)
{
	return send_plain(call, OPERATION_TEST_UNIT_READY, 0);
}

static long lock_door(struct ioctl_call *call)
{
	return send_plain(call, OPERATION_PREVENT_ALLOW_MEDIUM_REMOVAL, 1);
}

static long unlock_door(struct ioctl_call *call)
{
	return send_plain(call, OPERATION_PREVENT_ALLOW_MEDIUM_REMOVAL, 0);
}

#define BOTH (NODE_SR | NODE_SG)

const struct ioctl_row sg_ioctls[] = {
	{ SG_GET_VERSION_NUM, sizeof(int), BOTH, get_version },
	{ SG_SET_TIMEOUT, sizeof(int), BOTH, set_timeout },
	{ SG_GET_TIMEOUT, 0, BOTH, get_timeout },
	{ SG_SET_RESERVED_SIZE, sizeof(int), BOTH, set_reserved },
	{ SG_GET_RESERVED_SIZE, sizeof(int), BOTH, get_reserved },
	{ SG_EMULATED_HOST, sizeof(int), BOTH, get_emulated_host },
	{ SG_GET_SCSI_ID, sizeof(struct sg_scsi_id), NODE_SG, get_scsi_id },
	{ SG_GET_SG_TABLESIZE, sizeof(int), NODE_SG, get_table_size },
	{ SG_GET_NUM_WAITING, sizeof(int), NODE_SG, get_zero },
	{ SG_GET_PACK_ID, sizeof(int), NODE_SG, get_zero },
	{ SG_GET_LOW_DMA, sizeof(int), NODE_SG, get_zero },
	{ SG_GET_ACCESS_COUNT, sizeof(int), NODE_SG, get_one },
	{ SG_SET_COMMAND_Q, sizeof(int), NODE_SG, set_queueing },
	{ SG_GET_COMMAND_Q, sizeof(int), NODE_SG, get_queueing },
	{ SG_SET_KEEP_ORPHAN, sizeof(int), NODE_SG, set_keep_orphan },
	{ SG_GET_KEEP_ORPHAN, sizeof(int), NODE_SG, get_keep_orphan },
	{ SG_SCSI_RESET, sizeof(int), BOTH, reset },
	{ SCSI_IOCTL_GET_IDLUN, 2 * sizeof(uint32_t), BOTH, get_idlun },
	{ SCSI_IOCTL_GET_BUS_NUMBER, sizeof(int), BOTH, get_bus_number },
	{ SCSI_IOCTL_TEST_UNIT_READY, 0, BOTH, test_unit_ready },
	{ SCSI_IOCTL_DOORLOCK, 0, BOTH, lock_door },
	{ SCSI_IOCTL_DOORUNLOCK, 0, BOTH, unlock_door },
	{ 0, 0, 0, NULL },
};
