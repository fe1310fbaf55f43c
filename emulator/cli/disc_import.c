/* SPDX-License-Identifier: MIT */
/* burnrig disc import: a new disc with what an image holds. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "burnrig/disc.h"
#include "emulator/cli/cd_image.h"
#include "emulator/cli/disc.h"

static const char import_usage[] =
	"usage: burnrig disc import PATH --from IMAGE [--medium NAME]\n"
	"\n"
	"Makes the disc PATH (and PATH.data) and puts IMAGE on it as one closed session. IMAGE is a\n"
	"BIN/CUE (the .cue), a cdrdao TOC (.toc), a NRG (.nrg), or else an ISO image as one data track.\n"
	"\n"
	"  --from IMAGE   what to put on it\n"
	"  --medium NAME  a CD of `burnrig disc media`; cd-rom, a pressed one, without the option\n"
	"  --help         print this\n";

static int press(const char *path, struct cd_image *image)
{
	struct burnrig_problem problem = { .line = 0 };
	struct burnrig_disc *disc = NULL;
	size_t bytes;
	const uint8_t *sheet = cd_image_sheet(image, &bytes);
	int error = burnrig_disc_open(path, false, &disc, &problem);

	if (error)
		return disc_say_problem("import", path, error, &problem);
	error = burnrig_disc_press(disc, sheet, bytes, cd_image_read, image);
	if (error == -EINVAL)
		burnrig_problem_set(&problem, path, 0, NULL,
			"the image's tracks do not fit a CD of this medium");
	if (error == -ENOTSUP)
		burnrig_problem_set(&problem, path, 0, NULL, "the medium is no CD");
	if (!error)
		error = burnrig_disc_close(disc);
	else
		burnrig_disc_close(disc);
	return error ? disc_say_problem("import", path, error, &problem) : 0;
}

static void remove_disc(const char *path)
{
	char data_path[4096];

	snprintf(data_path, sizeof data_path, "%s.data", path);
	unlink(data_path);
	unlink(path);
}

static int import(const char *path, const char *from, const char *medium)
{
	struct burnrig_medium_definition *definition = NULL;
	struct burnrig_problem problem = { .line = 0 };
	struct cd_image *image = NULL;
	int error = burnrig_medium_definition_load(medium, &definition, &problem);
	int status;

	if (error)
		return disc_say_problem("import", medium, error, &problem);
	error = cd_image_open(from, &image, &problem);
	if (error) {
		burnrig_medium_definition_free(definition);
		return disc_say_problem("import", from, error, &problem);
	}
	error = burnrig_disc_create(path, definition, &problem);
	burnrig_medium_definition_free(definition);
	status = error ? disc_say_problem("import", path, error, &problem) : press(path, image);
	if (status && !error)
		remove_disc(path);
	cd_image_close(image);
	return status;
}

int cmd_disc_import(int argc, char **argv)
{
	static const struct option options[] = { { "help", no_argument, NULL, 'h' },
		{ "from", required_argument, NULL, 'f' },
		{ "medium", required_argument, NULL, 'm' }, { NULL, 0, NULL, 0 } };
	const char *medium = "cd-rom", *from = NULL;
	int option;

	optind = 1;
	while ((option = getopt_long(argc, argv, "", options, NULL)) == 'm' || option == 'f') {
		if (option == 'm')
			medium = optarg;
		else
			from = optarg;
	}
	if (option == 'h') {
		fputs(import_usage, stdout);
		return 0;
	}
	if (option == -1 && from && optind + 1 == argc)
		return import(argv[optind], from, medium);
	fputs(import_usage, stderr);
	return 2;
}
