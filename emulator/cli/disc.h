/* SPDX-License-Identifier: MIT */
/*
 * disc.h: the words of `burnrig disc WORD …`: each has one row in disc.c; the calling convention is
 * that of subcommand.h.
 */
#ifndef BURNRIG_CLI_DISC_H
#define BURNRIG_CLI_DISC_H

#include "burnrig/problem.h"

int cmd_disc(int argc, char **argv);

int cmd_disc_create(int argc, char **argv);
int cmd_disc_info(int argc, char **argv);
int cmd_disc_export(int argc, char **argv);
int cmd_disc_import(int argc, char **argv);
int cmd_disc_media(int argc, char **argv);

/*
 * disc_say_problem: "burnrig disc WORD: file:line: field: text" on stderr; @path and what @error means
 * where the problem does not tell them. Returns 1, the exit status.
 */
int disc_say_problem(
	const char *word, const char *path, int error, const struct burnrig_problem *problem);

/* disc_finish_output: was all that was printed written? Else says so; returns the exit status. */
int disc_finish_output(const char *word);

#endif
