/* SPDX-License-Identifier: MIT */
/* burnrig disc WORD: discs in files, outside a drive. */
#include "emulator/cli/disc.h"

#include <stdio.h>
#include <string.h>

#include "emulator/cli/subcommand.h"

static const struct subcommand words[] = {
	{ "create", "make a blank disc", cmd_disc_create },
	{ "info", "tell what is on a disc", cmd_disc_info },
	{ "export", "copy the user data out of a disc", cmd_disc_export },
	{ "import", "make a CD out of an image", cmd_disc_import },
	{ "media", "list the media that a disc can be made of", cmd_disc_media },
	{ NULL, NULL, NULL },
};

static int usage(FILE *out)
{
	fputs("usage: burnrig disc WORD [OPTION]... ; burnrig disc WORD --help says more\n\n", out);
	for (const struct subcommand *word = words; word->name; word++)
		fprintf(out, "  %-8s %s\n", word->name, word->summary);
	return out == stdout ? 0 : 2;
}

int cmd_disc(int argc, char **argv)
{
	if (argc < 2)
		return usage(stderr);
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)
		return usage(stdout);
	for (const struct subcommand *word = words; word->name; word++)
		if (strcmp(word->name, argv[1]) == 0)
			return word->run(argc - 1, argv + 1);
	fprintf(stderr, "burnrig disc: no word '%s'\n", argv[1]);
	return usage(stderr);
}

int disc_say_problem(
	const char *word, const char *path, int error, const struct burnrig_problem *problem)
{
	char text[768];

	if (!problem->text[0])
		fprintf(stderr, "burnrig disc %s: %s: %s\n", word, path, strerror(-error));
	else
		fprintf(stderr, "burnrig disc %s: %s\n", word,
			burnrig_problem_format(problem, text, sizeof text));
	return 1;
}

int disc_finish_output(const char *word)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return 0;
	fprintf(stderr, "burnrig disc %s: cannot write to standard output\n", word);
	return 1;
}
