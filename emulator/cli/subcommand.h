/* SPDX-License-Identifier: MIT */
/*
 * subcommand.h: how a component offers a word of `burnrig WORD …`. It includes nothing, so that
 * emulator, engine and conformance can all use it; emulator/cli/main.c holds the list.
 */
#ifndef BURNRIG_SUBCOMMAND_H
#define BURNRIG_SUBCOMMAND_H

struct subcommand {
	const char *name;    /* "burn", or "disc create" as two words in a group's own table */
	const char *summary; /* one line for --help                                          */
	/*
	 * argv[0] is the word itself. Returns the exit status: 0 success only, 1 failed (said on
	 * stderr, with the sense text where a drive said no), 2 wrong usage.
	 */
	int (*run)(int argc, char **argv);
};

#endif
