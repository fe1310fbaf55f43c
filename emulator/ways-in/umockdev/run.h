/* SPDX-License-Identifier: MIT */
/* run.h: `burnrig drive run`. */
#ifndef WAYS_IN_UMOCKDEV_RUN_H
#define WAYS_IN_UMOCKDEV_RUN_H

int cmd_drive_run(int argc, char **argv);

#endif
