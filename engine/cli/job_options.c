/* SPDX-License-Identifier: MIT */
#include "engine/cli/job_options.h"

#include <getopt.h>
#include <stdlib.h>

#define EXIT_USAGE 2

static int usage_error(const struct job_words *words, const char *text)
{
	fprintf(stderr, "burnrig %s: %s\nburnrig %s --help says more\n", words->word, text,
		words->word);
	return EXIT_USAGE;
}

static bool take_option(int letter, const struct job_words *words, struct job_options *options)
{
	switch (letter) {
	case 'd':
		options->target.device = optarg;
		return true;
	case 'f':
		options->target.disc = optarg;
		return true;
	case 'D':
		options->target.drive = optarg;
		return true;
	case 'F':
		options->full = true;
		return words->takes_full;
	case 'j':
		options->json = true;
		return words->takes_json;
	default:
		return false;
	}
}

int job_parse(int argc, char **argv, const struct job_words *words, struct job_options *options)
{
	const struct option known[] = {
		{ "device", required_argument, NULL, 'd' },
		{ "disc", required_argument, NULL, 'f' },
		{ "drive", required_argument, NULL, 'D' },
		{ "full", no_argument, NULL, 'F' },
		{ "json", no_argument, NULL, 'j' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	int letter;

	optind = 1;
	while ((letter = getopt_long(argc, argv, "", known, NULL)) != -1) {
		if (letter == 'h') {
			fputs(words->help, stdout);
			return EXIT_SUCCESS;
		}
		if (!take_option(letter, words, options))
			return usage_error(words, "wrong option");
	}
	if (argc - optind != (words->takes_image ? 1 : 0))
		return usage_error(words, words->takes_image ? "exactly one image is wanted"
							     : "no argument is wanted");
	options->image = words->takes_image ? argv[optind] : NULL;
	return -1;
}
