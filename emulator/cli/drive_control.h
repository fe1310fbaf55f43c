/* SPDX-License-Identifier: MIT */
/* drive_control.h: the words of `burnrig drive` that go over a drive's control socket. */
#ifndef BURNRIG_CLI_DRIVE_CONTROL_H
#define BURNRIG_CLI_DRIVE_CONTROL_H

int cmd_drive_status(int argc, char **argv);
int cmd_drive_eject(int argc, char **argv);
int cmd_drive_insert(int argc, char **argv);
int cmd_drive_trace(int argc, char **argv);
int cmd_drive_faults(int argc, char **argv);

#endif
