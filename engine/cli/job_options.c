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
	const struct {
		int letter;
		unsigned needs; /* of words->options; 0: everybody takes it */
		const char **text;
		bool *flag;
	} known[] = {
		{ 'd', 0, &options->target.device, NULL },
		{ 'f', 0, &options->target.disc, NULL },
		{ 'D', 0, &options->target.drive, NULL },
		{ 't', 0, &options->target.trace, NULL },
		{ 'F', JOB_FULL, NULL, &options->full },
		{ 'j', JOB_JSON, NULL, &options->json },
		{ 'l', JOB_LIST, NULL, &options->list },
		{ 'z', JOB_FINALIZE, NULL, &options->finalize },
		{ 'k', JOB_KIND, &options->kind, NULL },
		{ 'b', JOB_BLOCKS, &options->blocks, NULL },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (known[i].letter != letter)
			continue;
		if (known[i].flag)
			*known[i].flag = true;
		else
			*known[i].text = optarg;
		return (words->options & known[i].needs) == known[i].needs;
	}
	return false;
}

int job_parse(int argc, char **argv, const struct job_words *words, struct job_options *options)
{
	const struct option known[] = {
		{ "device", required_argument, NULL, 'd' },
		{ "disc", required_argument, NULL, 'f' },
		{ "drive", required_argument, NULL, 'D' },
		{ "trace", required_argument, NULL, 't' },
		{ "full", no_argument, NULL, 'F' },
		{ "json", no_argument, NULL, 'j' },
		{ "list", no_argument, NULL, 'l' },
		{ "finalize", no_argument, NULL, 'z' },
		{ "kind", required_argument, NULL, 'k' },
		{ "blocks", required_argument, NULL, 'b' },
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
