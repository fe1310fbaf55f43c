/* SPDX-License-Identifier: MIT */
/* burnrig disc import: a new disc with what an image holds. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "burnrig/disc.h"
#include "emulator/cli/cd_image.h"
#include "emulator/cli/data_image.h"
#include "emulator/cli/disc.h"

enum { /* profiles by name */
#define PROFILE(name, code, text) PROFILE_##name = (code),
#include "fixtures/codes/profiles.def"
#undef PROFILE
};

#define DATA_BLOCK_BYTES 2048
#define RAW_SECTOR_BYTES 2448

static const char import_usage[] =
	"usage: burnrig disc import PATH --from IMAGE [--format raw] [--medium NAME]\n"
	"\n"
	"Makes the disc PATH (and PATH.data) and puts IMAGE on it as one closed session. IMAGE is a\n"
	"BIN/CUE (the .cue), a cdrdao TOC (.toc), a NRG (.nrg), or else an ISO image as one data track;\n"
	"a DVD-ROM or BD-ROM takes ISO images only.\n"
	"Of a CUE, a CDTEXTFILE is taken, titles in the sheet itself are not; of a TOC, the texts of the\n"
	"first language of its CD_TEXT.\n"
	"With --format raw IMAGE is whole CD sectors from LBA 0 on, 2352 bytes and 96 of sub-channels P to\n"
	"W, interleaved, as `disc export --format raw` writes them: the tracks are where the Q sub-channel\n"
	"says, and the sectors go on the disc as they are.\n"
	"\n"
	"  --from IMAGE   what to put on it\n"
	"  --format raw   see above; without it the image's name tells what it is\n"
	"  --medium NAME  a CD, DVD-ROM or BD-ROM of `burnrig disc media`; cd-rom without the option\n"
	"  --help         print this\n";

/* What could not be pressed, in words. */
static void explain(struct burnrig_problem *problem, const char *path, int error)
{
	if (error == -EINVAL)
		burnrig_problem_set(
			problem, path, 0, NULL, "the image's contents do not fit this medium");
	if (error == -ENOTSUP)
		burnrig_problem_set(
			problem, path, 0, NULL, "the medium is no CD, DVD-ROM or BD-ROM");
}

static int press_cd(struct burnrig_disc *disc, const char *path, const char *from,
	struct burnrig_problem *problem)
{
	struct cd_image *image = NULL;
	size_t bytes;
	int error = cd_image_open(from, &image, problem);

	if (error)
		return error;
	const uint8_t *sheet = cd_image_sheet(image, &bytes);
	error = burnrig_disc_press(disc, sheet, bytes, cd_image_read, image);
	explain(problem, path, error);
	cd_image_close(image);
	return error;
}

static int press_data(struct burnrig_disc *disc, const char *path, const char *from,
	struct burnrig_problem *problem)
{
	struct data_image image;
	int error = data_image_open(from, DATA_BLOCK_BYTES, &image, problem);

	if (error)
		return error;
	error = burnrig_disc_press_data(disc, image.blocks, data_image_read, &image);
	explain(problem, path, error);
	data_image_close(&image);
	return error;
}

static int press_raw(struct burnrig_disc *disc, const char *path, const char *from,
	struct burnrig_problem *problem)
{
	struct data_image image;
	int error = data_image_open(from, RAW_SECTOR_BYTES, &image, problem);
	int32_t lba = 0;

	if (error)
		return error;
	if (image.odd_bytes) {
		burnrig_problem_set(problem, from, 0, NULL, "ends within a sector of 2448 bytes");
		error = -EINVAL;
	} else {
		error = burnrig_disc_press_raw(disc, image.blocks, data_image_read, &image, &lba);
		explain(problem, path, error);
	}
	if (error == -EBADMSG)
		burnrig_problem_set(problem, from, 0, NULL,
			"the Q sub-channel of sector %d is damaged or contradicts those before",
			(int)lba);
	data_image_close(&image);
	return error;
}

static bool is_cd(const struct burnrig_disc *disc)
{
	struct burnrig_disc_summary summary;

	burnrig_disc_summary(disc, &summary);
	return summary.profile < PROFILE_DVD_ROM;
}

static int press(const char *path, const char *from, bool raw, struct burnrig_problem *problem)
{
	struct burnrig_disc *disc = NULL;
	int error = burnrig_disc_open(path, false, &disc, problem), close_error;

	if (error)
		return error;
	error = raw	      ? press_raw(disc, path, from, problem)
		: is_cd(disc) ? press_cd(disc, path, from, problem)
			      : press_data(disc, path, from, problem);
	close_error = burnrig_disc_close(disc);
	return error ? error : close_error;
}

static void remove_disc(const char *path)
{
	char data_path[4096];

	snprintf(data_path, sizeof data_path, "%s.data", path);
	unlink(data_path);
	unlink(path);
}

static int import(const char *path, const char *from, bool raw, const char *medium)
{
	struct burnrig_medium_definition *definition = NULL;
	struct burnrig_problem problem = { .line = 0 };
	int error = burnrig_medium_definition_load(medium, &definition, &problem);

	if (error)
		return disc_say_problem("import", medium, error, &problem);
	error = burnrig_disc_create(path, definition, &problem);
	burnrig_medium_definition_free(definition);
	if (error)
		return disc_say_problem("import", path, error, &problem);
	error = press(path, from, raw, &problem);
	if (!error)
		return 0;
	remove_disc(path);
	return disc_say_problem("import", path, error, &problem);
}

int cmd_disc_import(int argc, char **argv)
{
	static const struct option options[] = { { "help", no_argument, NULL, 'h' },
		{ "from", required_argument, NULL, 'f' },
		{ "format", required_argument, NULL, 'F' },
		{ "medium", required_argument, NULL, 'm' }, { NULL, 0, NULL, 0 } };
	const char *medium = "cd-rom", *from = NULL, *format = NULL;
	int option;

	optind = 1;
	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1 && option != 'h' &&
		option != '?')
		*(option == 'm' ? &medium : option == 'f' ? &from : &format) = optarg;
	if (option == 'h') {
		fputs(import_usage, stdout);
		return 0;
	}
	if (option == -1 && from && optind + 1 == argc && (!format || strcmp(format, "raw") == 0))
		return import(argv[optind], from, format != NULL, medium);
	fputs(import_usage, stderr);
	return 2;
}
