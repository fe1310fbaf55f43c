/* SPDX-License-Identifier: MIT */
/* definitions.h: `burnrig drive list` and `drive show`: what definitions of drives say. */
#ifndef BURNRIG_CLI_DEFINITIONS_H
#define BURNRIG_CLI_DEFINITIONS_H

int cmd_drive_list(int argc, char **argv);
int cmd_drive_show(int argc, char **argv);

#endif
