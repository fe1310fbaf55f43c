/* SPDX-License-Identifier: MIT */
/*
 * raw_session.h: a CD session of one audio track of 320 blocks as a host records it raw: lead-in, pause of 150,
 * lead-out, each block with its sub-channels P to W (write type 3, data block type 3; ECMA-130 22).
 */
#ifndef DRIVE_TESTS_RAW_SESSION_H
#define DRIVE_TESTS_RAW_SESSION_H

#include "emulator/drive/tests/drive_rig.h"

#define RAW_BLOCK_BYTES 2448

/* The 96 bytes of the block at @lba, P in bit 7, Q in bit 6; R to W are 0. */
void raw_sub_channels(int32_t lba, uint8_t *ret_channels);
/* WRITE of the lead-in from where ATIP has it to LBA -150; and of 6750 blocks of lead-out from LBA 320. */
void raw_lead_in(struct drive_rig *rig);
void raw_lead_out(struct drive_rig *rig);

#endif
