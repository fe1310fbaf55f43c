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

int cmd_disc(int argc, char **argv)
{
	return subcommand_run("burnrig disc", "WORD", words, argc, argv);
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
