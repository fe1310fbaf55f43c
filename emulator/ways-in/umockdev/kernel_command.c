/* SPDX-License-Identifier: MIT */
#include "emulator/ways-in/umockdev/kernel_command.h"

#include <errno.h>

#define TRIES_MAX	       3
#define ASC_INVALID_OPERATION  0x20
#define ASC_MEDIUM_NOT_PRESENT 0x3A

static void send_once(struct rig *rig, struct kernel_command *command)
{
	struct iovec data = { .iov_base = command->data, .iov_len = command->data_bytes };
	struct burnrig_command seam = {
		.cdb = command->cdb,
		.cdb_bytes = command->cdb_bytes,
		.data = &data,
		.data_count = command->data ? 1 : 0,
	};

	command->hold_ns += rig_execute(rig, &seam);
	command->transferred_bytes = seam.transferred_bytes;
	command->key = command->asc = command->ascq = 0;
	if (seam.status == BURNRIG_STATUS_GOOD || seam.sense_bytes < 14)
		return;
	command->key = seam.sense[2] & 0x0F;
	command->asc = seam.sense[12];
	command->ascq = seam.sense[13];
}

int kernel_command_send(struct rig *rig, struct kernel_command *command)
{
	for (unsigned tries = 0; tries < TRIES_MAX; tries++) {
		send_once(rig, command);
		if (command->key != SENSE_KEY_UNIT_ATTENTION)
			break;
	}
	if (command->key == 0)
		return 0;
	if (command->key == SENSE_KEY_NOT_READY && command->asc == ASC_MEDIUM_NOT_PRESENT)
		return -ENOMEDIUM;
	if (command->key == SENSE_KEY_ILLEGAL_REQUEST && command->asc == ASC_INVALID_OPERATION)
		return -EINVAL;
	return -EIO;
}
