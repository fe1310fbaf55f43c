/* SPDX-License-Identifier: MIT */
/* attach.h: the words of `burnrig drive` that give a drive to the kernel and take it back. */
#ifndef WAYS_IN_TCMU_ATTACH_H
#define WAYS_IN_TCMU_ATTACH_H

int cmd_drive_attach(int argc, char **argv);
int cmd_drive_detach(int argc, char **argv);

#endif
