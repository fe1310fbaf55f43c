/* SPDX-License-Identifier: MIT */
/*
 * ioctl_server.h: fetches what a client's ioctl points to, has it carried out, and lets the answer go
 * when the clock says so. The one file that speaks umockdev's ioctl interface.
 *
 * Threads: ioctls arrive in umockdev's worker thread, one after another; answers that are held back leave
 * from the main loop of the default context.
 */
#ifndef WAYS_IN_UMOCKDEV_IOCTL_SERVER_H
#define WAYS_IN_UMOCKDEV_IOCTL_SERVER_H

#include <umockdev.h>

#include "burnrig/problem.h"
#include "emulator/ways-in/umockdev/rig.h"

struct ioctl_server;

/*
 * ioctl_server_start: answer /dev/sr0 and /dev/sg0 of @testbed with @rig; both borrowed until
 * ioctl_server_stop. Returns 0 or a negative errno with @problem filled.
 */
int ioctl_server_start(UMockdevTestbed *testbed, struct rig *rig, struct ioctl_server **ret_server,
	struct burnrig_problem *problem);

/* ioctl_server_stop: no ioctl is answered any more. NULL is allowed. */
void ioctl_server_stop(struct ioctl_server *server);

#endif
