/* SPDX-License-Identifier: MIT */
/* burnrig disc create, media: blank discs and what they can be made of. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "burnrig/disc.h"
#include "emulator/cli/disc.h"

static const char create_usage[] =
	"usage: burnrig disc create PATH --medium NAME\n"
	"\n"
	"Makes a blank disc: PATH, which keeps all that is known about it, and PATH.data with its\n"
	"sectors, empty and sparse. Neither may exist.\n"
	"\n"
	"  --medium NAME  one of `burnrig disc media`, or the path of a definition (with a '/')\n"
	"  --help         print this\n";

static const char media_usage[] =
	"usage: burnrig disc media\n"
	"\n"
	"Lists the media that `burnrig disc create --medium` knows by name.\n"
	"\n"
	"  --help         print this\n";

static int create(const char *path, const char *medium)
{
	struct burnrig_medium_definition *definition = NULL;
	struct burnrig_problem problem = { .line = 0 };
	int error = burnrig_medium_definition_load(medium, &definition, &problem);

	if (error)
		return disc_say_problem("create", medium, error, &problem);
	error = burnrig_disc_create(path, definition, &problem);
	burnrig_medium_definition_free(definition);
	return error ? disc_say_problem("create", path, error, &problem) : 0;
}

int cmd_disc_create(int argc, char **argv)
{
	static const struct option options[] = { { "help", no_argument, NULL, 'h' },
		{ "medium", required_argument, NULL, 'm' }, { NULL, 0, NULL, 0 } };
	const char *medium = NULL;
	int option;

	optind = 1;
	while ((option = getopt_long(argc, argv, "", options, NULL)) == 'm')
		medium = optarg;
	if (option == 'h') {
		fputs(create_usage, stdout);
		return 0;
	}
	if (option == -1 && medium && optind + 1 == argc)
		return create(argv[optind], medium);
	fputs(create_usage, stderr);
	return 2;
}

/* @context is the exit status so far. */
static void print_medium(void *context, const char *name, const char *path)
{
	struct burnrig_medium_definition *definition = NULL;
	struct burnrig_problem problem = { .line = 0 };
	const int error = burnrig_medium_definition_load(path, &definition, &problem);

	if (error) {
		*(int *)context = disc_say_problem("media", path, error, &problem);
		return;
	}
	printf("%-16s %s\n", name, burnrig_medium_definition_title(definition));
	burnrig_medium_definition_free(definition);
}

static int list_media(void)
{
	int status = 0;
	const int error = burnrig_definitions_list("media", print_medium, &status);

	if (error) {
		fprintf(stderr, "burnrig disc media: %s/media: %s\n", burnrig_definitions_folder(),
			strerror(-error));
		return 1;
	}
	return disc_finish_output("media") ? 1 : status;
}

int cmd_disc_media(int argc, char **argv)
{
	static const struct option options[] = { { "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 } };
	int option;

	optind = 1;
	option = getopt_long(argc, argv, "", options, NULL);
	if (option == 'h') {
		fputs(media_usage, stdout);
		return 0;
	}
	if (option == -1 && optind == argc)
		return list_media();
	fputs(media_usage, stderr);
	return 2;
}
