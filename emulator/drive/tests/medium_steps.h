/* SPDX-License-Identifier: MIT */
/* medium_steps.h: what several tests do to a medium through the drive, and must be GOOD. */
#ifndef DRIVE_TESTS_MEDIUM_STEPS_H
#define DRIVE_TESTS_MEDIUM_STEPS_H

#include "emulator/drive/tests/drive_rig.h"

/* The current profile, of GET CONFIGURATION. */
unsigned step_profile(struct drive_rig *rig);
/* WRITE (10) of @blocks (64 at a time) that begin with their LBA. */
void step_write(struct drive_rig *rig, uint32_t lba, uint32_t blocks);
/* SYNCHRONIZE CACHE; CLOSE TRACK SESSION of @function and @track, not immediate. */
void step_synchronize(struct drive_rig *rig);
void step_close(struct drive_rig *rig, unsigned function, unsigned track);
/* MODE SELECT (10) of page 05h: track at once, bytes 3 and 4. */
void step_write_parameters(struct drive_rig *rig, uint8_t byte_3, uint8_t byte_4);
/* FORMAT UNIT of a BD-RE, type 00h, not immediate. */
void step_format(struct drive_rig *rig);

#endif
