/* SPDX-License-Identifier: MIT */
#include "emulator/cli/subcommand.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int usage(FILE *out, const char *program, const char *kind, const struct subcommand *words)
{
	fprintf(out, "usage: %s %s [OPTION]... ; %s %s --help says more\n\n", program, kind,
		program, kind);
	for (const struct subcommand *word = words; word->name; word++)
		fprintf(out, "  %-9s %s\n", word->name, word->summary);
	return out == stdout ? 0 : 2;
}

int subcommand_run(const char *program, const char *kind, const struct subcommand *words, int argc,
	char **argv)
{
	if (argc < 2)
		return usage(stderr, program, kind, words);
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)
		return usage(stdout, program, kind, words);
	for (const struct subcommand *word = words; word->name; word++)
		if (strcmp(word->name, argv[1]) == 0)
			return word->run(argc - 1, argv + 1);
	fprintf(stderr, "%s: no %s '%s'\n", program, kind, argv[1]);
	return usage(stderr, program, kind, words);
}

bool subcommand_seed(const char *text, uint64_t *ret_seed)
{
	char *end;

	errno = 0;
	*ret_seed = strtoull(text, &end, 0);
	return errno == 0 && end != text && *end == '\0' && text[0] != '-';
}
