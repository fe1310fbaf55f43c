/* SPDX-License-Identifier: MIT */
/*
 * testbed.h: the /dev and /sys that the child sees: one SCSI host with one CD/DVD drive, /dev/sr0 and
 * /dev/sg0.
 *
 * A program's read(2) and pread(2) of /dev/sr0 go to a real file below the testbed; so that they see the
 * disc, that file is a hard link to the disc's PATH.data (a symbolic one where the file systems differ).
 * Where PATH.data is no plain image it is a copy (node_view.h). umockdev knows a block node by the file's sticky bit.
 */
#ifndef WAYS_IN_UMOCKDEV_TESTBED_H
#define WAYS_IN_UMOCKDEV_TESTBED_H

#include "burnrig/problem.h"
#include "emulator/ways-in/umockdev/rig.h"

#define TESTBED_SCSI_HOST 0 /* the drive is 0:0:0:0 */

struct testbed;

/*
 * testbed_open: make it, with the drive's own words (INQUIRY) in /sys, and answer its ioctls with @rig.
 *
 * @rig  borrowed until testbed_close. The disc in it is shown, and chooses the file system that the testbed
 *       lives on.
 *
 * Sets UMOCKDEV_DIR for children to come. Returns 0 or a negative errno with @problem filled.
 */
int testbed_open(struct rig *rig, struct testbed **ret_testbed, struct burnrig_problem *problem);

/*
 * testbed_show_disc: from the next open on, /dev/sr0 reads as @disc. Inside the rig's lock, or before
 * anybody else knows the rig.
 * Returns 0 or a negative errno with @problem (may be NULL) filled.
 */
int testbed_show_disc(
	struct testbed *testbed, const struct rig_disc *disc, struct burnrig_problem *problem);

/* testbed_close: takes all of it away again. NULL is allowed. */
void testbed_close(struct testbed *testbed);

#endif
