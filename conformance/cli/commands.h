/* SPDX-License-Identifier: MIT */
/* commands.h: the words of the program that live here. */
#ifndef CONFORMANCE_CLI_COMMANDS_H
#define CONFORMANCE_CLI_COMMANDS_H

/* cmd_test: `burnrig test`: 0 conforms, 1 does not or could not be judged, 2 wrong usage. */
int cmd_test(int argc, char **argv);

/* cmd_capture: `burnrig capture`. Returns the exit status. */
int cmd_capture(int argc, char **argv);

/* cmd_replay: `burnrig replay`: 0 answered the same, 1 did not, 2 wrong usage or a bad record. */
int cmd_replay(int argc, char **argv);

#endif
