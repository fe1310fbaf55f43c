/* SPDX-License-Identifier: MIT */
/*
 * subcommand.h: how a component offers a word of `burnrig WORD …`. It includes nothing of ours, so that
 * emulator, engine and conformance can all use it; emulator/cli/main.c holds the list.
 */
#ifndef BURNRIG_SUBCOMMAND_H
#define BURNRIG_SUBCOMMAND_H

#include <stdbool.h>
#include <stdint.h>

struct subcommand {
	const char *name;    /* "burn", or "disc create" as two words in a group's own table */
	const char *summary; /* one line for --help                                          */
	/*
	 * argv[0] is the word itself. Returns the exit status: 0 success only, 1 failed (said on
	 * stderr, with the sense text where a drive said no), 2 wrong usage.
	 */
	int (*run)(int argc, char **argv);
};

/*
 * subcommand_run: run the one of @words that argv[1] names; with none or with --help, list them.
 *
 * @program  what stands before the word: "burnrig", "burnrig disc".
 * @kind     what the usage line calls a word of the list: "COMMAND", "WORD".
 * @words    ends with a row of NULLs.
 *
 * Returns the exit status of the program.
 */
int subcommand_run(const char *program, const char *kind, const struct subcommand *words, int argc,
	char **argv);

/* subcommand_seed: the value of --seed, as C writes numbers. False: none, or more than 64 bits. */
bool subcommand_seed(const char *text, uint64_t *ret_seed);

#endif
