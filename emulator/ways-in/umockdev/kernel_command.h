/* SPDX-License-Identifier: MIT */
/*
 * kernel_command.h: a SCSI command that the kernel's sr driver would send by itself to answer an ioctl.
 */
#ifndef WAYS_IN_UMOCKDEV_KERNEL_COMMAND_H
#define WAYS_IN_UMOCKDEV_KERNEL_COMMAND_H

#include <stddef.h>
#include <stdint.h>

#include "emulator/ways-in/umockdev/rig.h"

enum operation_code {
#define OPERATION(name, code, length, text, clause) OPERATION_##name = (code),
#include "fixtures/codes/operations.def"
#undef OPERATION
};

enum sense_key { /* SPC-3 4.5.6 */
	SENSE_KEY_NOT_READY = 0x02,
	SENSE_KEY_ILLEGAL_REQUEST = 0x05,
	SENSE_KEY_UNIT_ATTENTION = 0x06,
};

struct kernel_command {
	uint8_t cdb[12];
	size_t cdb_bytes;
	void *data; /* in; NULL for none */
	size_t data_bytes;
	/* out */
	size_t transferred_bytes;
	uint8_t key, asc, ascq; /* 0 with GOOD */
	uint64_t hold_ns;	/* grows: commands of one ioctl add up */
};

/*
 * kernel_command_send: like the driver, again as long as the drive reports UNIT ATTENTION (three times).
 * Returns 0, or what the ioctl returns when the drive said no: -ENOMEDIUM (02/3A), -EINVAL for ILLEGAL
 * REQUEST with invalid operation code, -EIO for the rest.
 */
int kernel_command_send(struct rig *rig, struct kernel_command *command);

#endif
