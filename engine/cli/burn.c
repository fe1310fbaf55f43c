/* SPDX-License-Identifier: MIT */
/* burnrig burn: an image onto the disc in a drive. */
#include <getopt.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "burnengine/disc_format_data.h"
#include "engine/cli/commands.h"
#include "engine/cli/report.h"
#include "engine/cli/target.h"

#define EXIT_USAGE	 2
#define READY_TIMEOUT_MS 60000
#define SPEED_X_MAX	 1000

static const char help[] =
	"usage: burnrig burn IMAGE --device DEV [OPTION]...\n"
	"       burnrig burn IMAGE --disc FILE [--drive NAME] [OPTION]...\n"
	"\n"
	"Burn an image of 2048-byte sectors onto the disc in a drive.\n"
	"\n"
	"  --device DEV   a drive of this machine: /dev/srN or /dev/sgN\n"
	"  --disc FILE    a disc file, put into a virtual drive in this process\n"
	"  --drive NAME   which virtual drive (default: burner)\n"
	"  --speed X      4, 2.4, ...: times the medium's first speed; max (default)\n"
	"  --verify       read the disc afterwards and compare it with the image\n"
	"  --multi        leave the disc open for a further session\n"
	"  --no-reload    do not move the tray of --device after the burn; without it the tray\n"
	"                 goes out and in, so that the system learns the disc's new size\n"
	"  --json         events on standard output, one JSON object a line\n"
	"  --trace FILE   write every command that the virtual drive carried out\n"
	"  --clock CLOCK  of the virtual drive: virtual (default), real, or real/N\n"
	"  --seed N       of the virtual drive's random generator (default: 0)\n"
	"  --help         this text\n"
	"\n"
	"Exit status: 0 burned, 1 failed or cancelled, 2 wrong usage.\n";

struct burn_options {
	struct target_options target;
	const char *image;
	int speed_x_hundredths; /* -1: max */
	bool verify, multi, json, no_reload;
};

static struct br_cancel cancel; /* the signal handler has no other way to reach it */

static void on_signal(int number)
{
	(void)number;
	br_cancel_request(&cancel);
}

/* The first signal ends the burn in good order, a second one the program. */
static void catch_signals(void)
{
	struct sigaction action = { .sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND };

	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

/* "4", "2.4", "max"; digits beyond the second after the point are refused. */
static bool parse_speed(const char *text, int *ret_hundredths)
{
	int whole = 0, part = 0, weight = 10;

	if (strcmp(text, "max") == 0) {
		*ret_hundredths = -1;
		return true;
	}
	if (*text < '0' || *text > '9')
		return false;
	for (; *text >= '0' && *text <= '9'; text++) {
		whole = whole * 10 + (*text - '0');
		if (whole > SPEED_X_MAX)
			return false;
	}
	if (*text == '.')
		for (text++; *text >= '0' && *text <= '9' && weight > 0; text++, weight /= 10)
			part += (*text - '0') * weight;
	*ret_hundredths = whole * 100 + part;
	return *text == '\0' && *ret_hundredths > 0;
}

static int usage_error(const char *text, const char *what)
{
	fprintf(stderr, "burnrig burn: %s%s\n", text, what);
	fputs("burnrig burn --help says more\n", stderr);
	return EXIT_USAGE;
}

/* -1 to go on, else the exit status. */
static int parse_options(int argc, char **argv, struct burn_options *options)
{
	const struct option known[] = {
		{ "device", required_argument, NULL, 'd' },
		{ "disc", required_argument, NULL, 'f' },
		{ "drive", required_argument, NULL, 'D' },
		{ "speed", required_argument, NULL, 's' },
		{ "trace", required_argument, NULL, 't' },
		{ "seed", required_argument, NULL, 'r' },
		{ "clock", required_argument, NULL, 'c' },
		{ "verify", no_argument, NULL, 'v' },
		{ "multi", no_argument, NULL, 'm' },
		{ "no-reload", no_argument, NULL, 'n' },
		{ "json", no_argument, NULL, 'j' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	const struct {
		int letter;
		const char **text;
		bool *flag;
	} targets[] = {
		{ 'd', &options->target.device, NULL },
		{ 'f', &options->target.disc, NULL },
		{ 'D', &options->target.drive, NULL },
		{ 't', &options->target.trace, NULL },
		{ 'r', &options->target.seed, NULL },
		{ 'c', &options->target.clock, NULL },
		{ 'v', NULL, &options->verify },
		{ 'm', NULL, &options->multi },
		{ 'j', NULL, &options->json },
		{ 'n', NULL, &options->no_reload },
	};
	int letter;

	optind = 1;
	while ((letter = getopt_long(argc, argv, "", known, NULL)) != -1) {
		if (letter == '?')
			return usage_error("", "wrong option");
		if (letter == 'h') {
			fputs(help, stdout);
			return EXIT_SUCCESS;
		}
		if (letter == 's' && !parse_speed(optarg, &options->speed_x_hundredths))
			return usage_error("no such speed: ", optarg);
		for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
			if (targets[i].letter != letter)
				continue;
			if (targets[i].flag)
				*targets[i].flag = true;
			else
				*targets[i].text = optarg;
		}
	}
	if (optind != argc - 1)
		return usage_error(optind == argc ? "no image given" : "more than one image", "");
	options->image = argv[optind];
	return -1;
}

/* x is of the medium's family, so the disc must be looked at before the speed is known. */
static struct br_outcome wish_speed(
	struct br_recorder *recorder, struct br_format_data *format, int x_hundredths)
{
	const struct br_wait wait = { .timeout_ms = READY_TIMEOUT_MS, .cancel = &cancel };
	struct br_medium medium;
	struct br_outcome outcome;
	int32_t rate;

	if (x_hundredths < 0)
		return (struct br_outcome) { .code = BR_OK };
	outcome = br_recorder_wait_ready(recorder, &wait);
	if (outcome.code == BR_OK)
		outcome = br_recorder_medium(recorder, &medium);
	if (outcome.code != BR_OK)
		return outcome;
	rate = br_sectors_per_second(
		medium.profile, br_kBps_of_x(medium.profile, (uint32_t)x_hundredths));
	if (rate > 0)
		br_format_data_set_write_speed(format, rate, false);
	return outcome;
}

/* The kernel read the size of a device's disc when it was put in. In process nobody else looks. */
static struct br_outcome show_the_system(
	struct br_recorder *recorder, const struct burn_options *options)
{
	const struct br_wait wait = { .timeout_ms = READY_TIMEOUT_MS, .cancel = &cancel };
	bool reloaded;

	if (!options->target.device || options->no_reload)
		return (struct br_outcome) { .code = BR_OK };
	return br_recorder_reload(recorder, &wait, &reloaded);
}

struct image {
	struct br_stream *stream;
	int64_t bytes;
};

static struct br_outcome verify(
	struct br_format_data *format, struct image *image, int32_t *ret_lba)
{
	int error = br_stream_rewind_file(image->stream);

	if (error)
		return (struct br_outcome) { .code = BR_E_SOURCE, .system_error = error };
	return br_format_data_verify(format, image->stream, image->bytes, ret_lba);
}

static struct br_outcome burn_and_verify(struct br_recorder *recorder, struct image *image,
	const struct burn_options *options, struct report *report, int32_t *ret_lba)
{
	struct br_format_data *format = br_format_data_create(recorder);
	struct br_outcome outcome;

	if (!format)
		return (struct br_outcome) { .code = BR_E_NO_MEMORY };
	br_format_data_set_cancel(format, &cancel);
	br_format_data_on_update(format, report_on_event, report);
	br_format_data_set_force_media_to_be_closed(format, !options->multi);
	outcome = wish_speed(recorder, format, options->speed_x_hundredths);
	if (outcome.code == BR_OK)
		outcome = br_format_data_write(format, image->stream, image->bytes);
	if (outcome.code == BR_OK)
		outcome = show_the_system(recorder, options);
	if (outcome.code == BR_OK && options->verify)
		outcome = verify(format, image, ret_lba);
	br_format_data_destroy(format);
	return outcome;
}

static int open_image(const char *path, struct image *ret_image)
{
	int error = br_stream_open_file(path, &ret_image->stream, &ret_image->bytes);
	const char *text = NULL;

	if (error)
		text = strerror(-error);
	else if (ret_image->bytes < 0)
		text = "its size cannot be known before it is burned";
	else if (ret_image->bytes == 0)
		text = "it is empty";
	if (!text)
		return 0;
	fprintf(stderr, "burnrig burn: %s: %s\n", path, text);
	if (!error)
		br_stream_close_file(ret_image->stream);
	return EXIT_FAILURE;
}

static int burn(const struct burn_options *options, struct image *image)
{
	struct report report = { .json = options->json, .terminal = isatty(STDOUT_FILENO) == 1 };
	struct target target;
	struct br_outcome outcome;
	int32_t different_lba = -1;
	int status = target_open("burn", &options->target, &target);

	if (status)
		return status;
	report.recorder = target.recorder;
	report.transport = target.transport;
	catch_signals();
	outcome = burn_and_verify(target.recorder, image, options, &report, &different_lba);
	report_end(&report, &outcome, different_lba);
	status = target_close("burn", &target);
	return outcome.code == BR_OK ? status : EXIT_FAILURE;
}

int cmd_burn(int argc, char **argv)
{
	struct burn_options options = {
		.target = { .exclusive = true },
		.speed_x_hundredths = -1,
	};
	struct image image;
	int status = parse_options(argc, argv, &options);

	if (status >= 0)
		return status;
	status = open_image(options.image, &image);
	if (status)
		return status;
	status = burn(&options, &image);
	br_stream_close_file(image.stream);
	return status;
}
