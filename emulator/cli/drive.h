/* SPDX-License-Identifier: MIT */
/*
 * drive.h: the words of `burnrig drive WORD …`. Each is defined in the component it belongs to and
 * has one row in drive.c; the calling convention is that of subcommand.h.
 */
#ifndef BURNRIG_CLI_DRIVE_H
#define BURNRIG_CLI_DRIVE_H

int cmd_drive(int argc, char **argv);

#endif
