/* SPDX-License-Identifier: MIT */
/*
 * attached_drive.h: a drive made from a config string, with its disc, clock and control socket, for use
 * by the threads of a daemon.
 *
 * Threads: any may call attached_drive_execute; it serialises, also against the control socket.
 */
#ifndef WAYS_IN_TCMU_ATTACHED_DRIVE_H
#define WAYS_IN_TCMU_ATTACHED_DRIVE_H

#include "burnrig/command.h"
#include "burnrig/problem.h"
#include "emulator/ways-in/tcmu/config.h"

struct attached_drive;

/*
 * attached_drive_open: load, create, insert, listen.
 * Returns 0 and *ret, or a negative errno with the reason in @problem.
 */
int attached_drive_open(const struct tcmu_config *config, struct attached_drive **ret_attached,
	struct burnrig_problem *problem);

/* attached_drive_set_context: what the caller wants to find again by the drive alone, borrowed; NULL at first. */
void attached_drive_set_context(struct attached_drive *attached, void *context);
void *attached_drive_context(const struct attached_drive *attached);

/*
 * attached_drive_close: the disc's state is committed, the drive loses power. NULL is allowed.
 * No thread may be inside attached_drive_execute or come later.
 */
void attached_drive_close(struct attached_drive *attached);

/*
 * attached_drive_execute: carry out @command now. What a data-in command left of its buffer is zeroed,
 * because this path cannot tell the host how much it got.
 * Returns for how many ns of wall time from now its completion is to be held back.
 */
uint64_t attached_drive_execute(struct attached_drive *attached, struct burnrig_command *command);

#endif
