/* SPDX-License-Identifier: MIT */
/* commands.h: the engine's words of `burnrig WORD`, for emulator/cli/main.c. See subcommand.h. */
#ifndef ENGINE_CLI_COMMANDS_H
#define ENGINE_CLI_COMMANDS_H

int cmd_burn(int argc, char **argv);
int cmd_close(int argc, char **argv);
int cmd_erase(int argc, char **argv);
int cmd_format(int argc, char **argv);
int cmd_info(int argc, char **argv);
int cmd_speeds(int argc, char **argv);
int cmd_graph(int argc, char **argv);
int cmd_verify(int argc, char **argv);

#endif
