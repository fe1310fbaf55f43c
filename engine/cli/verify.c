/* SPDX-License-Identifier: MIT */
/* burnrig verify: is what is on the disc, from its start, what is in the image? */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "burnengine/disc_format_data.h"
#include "engine/cli/commands.h"
#include "engine/cli/job_options.h"

static const char help[] = "usage: burnrig verify IMAGE --device DEV\n"
			   "       burnrig verify IMAGE --disc FILE [--drive NAME]\n"
			   "\n"
			   "Compare an image with the disc, from address 0 on.\n"
			   "\n"
			   "  --device DEV   a drive of this machine: /dev/srN or /dev/sgN\n"
			   "  --disc FILE    a disc file in a virtual drive\n"
			   "  --drive NAME   which virtual drive (default: burner)\n"
			   "  --help         this text\n"
			   "\n"
			   "Exit status: 0 equal, 1 different or failed, 2 wrong usage.\n";

static struct br_outcome compare(
	struct br_recorder *recorder, struct br_stream *image, int64_t bytes, int32_t *ret_lba)
{
	struct br_format_data *format = br_format_data_create(recorder);
	struct br_outcome outcome = { .code = BR_E_NO_MEMORY };

	if (format)
		outcome = br_format_data_verify(format, image, bytes, ret_lba);
	br_format_data_destroy(format);
	return outcome;
}

static int verify(struct job_options *options, struct br_stream *image, int64_t bytes)
{
	struct target target;
	struct br_outcome outcome;
	int32_t different_lba = 0;
	int status = target_open("verify", &options->target, &target);

	if (status)
		return status;
	outcome = compare(target.recorder, image, bytes, &different_lba);
	if (outcome.code == BR_OK)
		puts("equal");
	else if (outcome.code == BR_E_VERIFY)
		fprintf(stderr, "burnrig verify: different from sector %" PRId32 " on\n",
			different_lba);
	else
		target_say("verify", &outcome);
	status = target_close("verify", &target);
	return outcome.code == BR_OK ? status : EXIT_FAILURE;
}

int cmd_verify(int argc, char **argv)
{
	static const struct job_words words = {
		.word = "verify", .help = help, .takes_image = true
	};
	struct job_options options = { 0 };
	struct br_stream *image;
	int64_t bytes;
	int error, status = job_parse(argc, argv, &words, &options);

	if (status >= 0)
		return status;
	error = br_stream_open_file(options.image, &image, &bytes);
	if (error) {
		fprintf(stderr, "burnrig verify: %s: %s\n", options.image, strerror(-error));
		return EXIT_FAILURE;
	}
	if (bytes > 0) {
		status = verify(&options, image, bytes);
	} else {
		fprintf(stderr, "burnrig verify: %s: its size is not known, or 0\n", options.image);
		status = EXIT_FAILURE;
	}
	br_stream_close_file(image);
	return status;
}
