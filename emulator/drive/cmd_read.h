/* SPDX-License-Identifier: MIT */
/* cmd_read.h: what other commands need of reading. */
#ifndef DRIVE_CMD_READ_H
#define DRIVE_CMD_READ_H

#include "emulator/drive/table.h"

/*
 * read_to_verify: read @blocks from @lba with no host to give them to (VERIFY, WRITE AND VERIFY);
 * uses the drive's reply buffer meanwhile and adds to the call's busy time. With BytChk (CDB byte 1, bit
 * 1) every byte must be as the host's: else 0E/1D/00 with the LBA.
 */
struct sense read_to_verify(
	struct burnrig_drive *drive, struct call *call, uint32_t lba, uint32_t blocks);

#endif
