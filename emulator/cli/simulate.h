/* SPDX-License-Identifier: MIT */
/* simulate.h: `burnrig drive simulate`: what would a burn look like. See subcommand.h. */
#ifndef BURNRIG_CLI_SIMULATE_H
#define BURNRIG_CLI_SIMULATE_H

int cmd_drive_simulate(int argc, char **argv);

#endif
