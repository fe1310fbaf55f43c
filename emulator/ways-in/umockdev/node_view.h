/* SPDX-License-Identifier: MIT */
/*
 * node_view.h: the file behind /dev/sr0 for media whose data file is no plain image (CD): a copy of the
 * user data, read from the drive when a program is about to look, as the kernel's page cache would.
 *
 * Threads: that of the ioctls; view_set from any, inside the rig's lock.
 */
#ifndef WAYS_IN_UMOCKDEV_NODE_VIEW_H
#define WAYS_IN_UMOCKDEV_NODE_VIEW_H

#include "emulator/ways-in/umockdev/rig.h"

/* node_view_set: from now on @fd (owned by the rig then) is the copy; -1: the node needs none. */
void node_view_set(struct rig *rig, int fd);

/*
 * node_view_refresh: fill the copy when something may have been recorded since. Blocks that cannot be
 * read as user data (audio, gaps) are zeros.
 * Returns 0 or the negative errno of the file that could not be written.
 */
int node_view_refresh(struct rig *rig);

#endif
