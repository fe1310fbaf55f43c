/* SPDX-License-Identifier: MIT */
/* burnrig burn: an image, or the tracks of an audio CD, onto the disc in a drive, or in several at once. */
#include <errno.h>
#include <getopt.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "burnengine/disc_format_cd.h"
#include "engine/cli/burn_job.h"
#include "engine/cli/commands.h"
#include "engine/cli/interrupt.h"

#define EXIT_USAGE 2
#define DRIVES_MAX 16

static const char help[] =
	"usage: burnrig burn IMAGE --device DEV [--device DEV]... [OPTION]...\n"
	"       burnrig burn IMAGE --disc FILE [--disc FILE]... [--drive NAME] [OPTION]...\n"
	"       burnrig burn --audio TRACK.wav... --device DEV | --disc FILE [OPTION]...\n"
	"\n"
	"Burn an image of 2048-byte sectors onto the disc in a drive, or in several at once.\n"
	"IMAGE is a file, a block device or a pipe; - is standard input.\n"
	"With --audio, burn WAV files as the tracks of an audio CD: 44100 Hz, 16 bits, 2 channels.\n"
	"\n"
	"  --audio        tracks at once on a blank CD-R or CD-RW, 2 s of pause before each; a track\n"
	"                 shorter than 4 s is filled with silence\n"
	"  --device DEV   a drive of this machine: /dev/srN or /dev/sgN\n"
	"  --disc FILE    a disc file, put into a virtual drive in this process\n"
	"  --drive NAME   which virtual drive (default: burner)\n"
	"  --speed SPEED  4, 2.4x, ...: times the medium's first speed; 5540kB/s; 2705sectors/s;\n"
	"                 max (default). The nearest that there is is taken\n"
	"  --size BYTES   how much of IMAGE; of a pipe it must be said\n"
	"  --simulate     let the drive act as if it wrote (CD-R, CD-RW, DVD-R, DVD-RW)\n"
	"  --verify       read the disc afterwards and compare it with the image\n"
	"  --sao          session at once on CD-R and CD-RW, where the drive can, not a track at once\n"
	"  --multi        leave the disc open for a further session\n"
	"  --no-reload    do not move the tray of --device after the burn; without it the tray\n"
	"                 goes out and in, so that the system learns the disc's new size\n"
	"  --json         events on standard output, one JSON object a line\n"
	"  --trace FILE   write every command and how it ended (of one drive)\n"
	"  --clock CLOCK  of the virtual drive: virtual (default), real, or real/N\n"
	"  --seed N       of the virtual drive's random generator (default: 0)\n"
	"  --faults NAME  rules that make the virtual drive fail on purpose\n"
	"  --help         this text\n"
	"\n"
	"Exit status: 0 burned, 1 failed or cancelled, 2 wrong usage.\n";

struct burn_options {
	struct target_options target; /* what holds for every drive */
	const char *devices[DRIVES_MAX], *discs[DRIVES_MAX];
	size_t device_count, disc_count;
	struct burn_wishes wishes;
	bool json;
};

static int usage_error(const char *text, const char *what)
{
	fprintf(stderr, "burnrig burn: %s%s\n", text, what);
	fputs("burnrig burn --help says more\n", stderr);
	return EXIT_USAGE;
}

static bool parse_bytes(const char *text, int64_t *ret_bytes)
{
	char *end;

	errno = 0;
	*ret_bytes = strtoll(text, &end, 10);
	return !errno && end != text && *end == '\0' && *ret_bytes > 0;
}

/* Those that need a look at what was given. NULL, or what is wrong with it. */
static const char *take_value(int letter, struct burn_options *options)
{
	switch (letter) {
	case 's':
		return speed_wish_parse(optarg, &options->wishes.speed) ? NULL : "no such speed: ";
	case 'b':
		return parse_bytes(optarg, &options->wishes.bytes) ? NULL : "no such size: ";
	case 'd':
		if (options->device_count == DRIVES_MAX)
			return "too many drives: ";
		options->devices[options->device_count++] = optarg;
		return NULL;
	case 'f':
		if (options->disc_count == DRIVES_MAX)
			return "too many drives: ";
		options->discs[options->disc_count++] = optarg;
		return NULL;
	default:
		return NULL;
	}
}

static void take_option(int letter, struct burn_options *options)
{
	const struct {
		int letter;
		const char **text;
		bool *flag;
	} known[] = {
		{ 'D', &options->target.drive, NULL },
		{ 't', &options->target.trace, NULL },
		{ 'r', &options->target.seed, NULL },
		{ 'c', &options->target.clock, NULL },
		{ 'x', &options->target.faults, NULL },
		{ 'v', NULL, &options->wishes.verify },
		{ 'm', NULL, &options->wishes.multi },
		{ 'i', NULL, &options->wishes.simulate },
		{ 'o', NULL, &options->wishes.session_at_once },
		{ 'n', NULL, &options->wishes.no_reload },
		{ 'a', NULL, &options->wishes.audio },
		{ 'j', NULL, &options->json },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (known[i].letter != letter)
			continue;
		if (known[i].flag)
			*known[i].flag = true;
		else
			*known[i].text = optarg;
	}
}

static const char *find_conflict(const struct burn_options *options)
{
	size_t drives = options->device_count + options->disc_count;
	const struct burn_wishes *wishes = &options->wishes;

	if (wishes->audio && (wishes->simulate || wishes->verify || wishes->session_at_once ||
				     wishes->bytes >= 0))
		return "--simulate, --verify, --sao and --size are of an image, not of --audio";
	if (wishes->audio && wishes->track_count > BR_CD_TRACKS_MAX)
		return "a CD has no more than 99 tracks";
	if (wishes->simulate && wishes->verify)
		return "what is only simulated cannot be verified";
	if (options->device_count && options->disc_count)
		return "--device and --disc exclude each other";
	if (drives > 1 && options->target.trace)
		return "--trace is of one drive";
	if (drives > 1 && strcmp(wishes->image, "-") == 0)
		return "several drives cannot share standard input";
	return NULL;
}

/* -1 to go on, else the exit status. */
static int parse_options(int argc, char **argv, struct burn_options *options)
{
	static const struct option known[] = {
		{ "device", required_argument, NULL, 'd' },
		{ "disc", required_argument, NULL, 'f' },
		{ "drive", required_argument, NULL, 'D' },
		{ "speed", required_argument, NULL, 's' },
		{ "size", required_argument, NULL, 'b' },
		{ "trace", required_argument, NULL, 't' },
		{ "seed", required_argument, NULL, 'r' },
		{ "clock", required_argument, NULL, 'c' },
		{ "faults", required_argument, NULL, 'x' },
		{ "simulate", no_argument, NULL, 'i' },
		{ "verify", no_argument, NULL, 'v' },
		{ "multi", no_argument, NULL, 'm' },
		{ "sao", no_argument, NULL, 'o' },
		{ "no-reload", no_argument, NULL, 'n' },
		{ "audio", no_argument, NULL, 'a' },
		{ "json", no_argument, NULL, 'j' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	const char *wrong;
	int letter;

	optind = 1;
	while ((letter = getopt_long(argc, argv, "", known, NULL)) != -1) {
		if (letter == '?')
			return usage_error("", "wrong option");
		if (letter == 'h') {
			fputs(help, stdout);
			return EXIT_SUCCESS;
		}
		wrong = take_value(letter, options);
		if (wrong)
			return usage_error(wrong, optarg);
		take_option(letter, options);
	}
	if (optind == argc)
		return usage_error(options->wishes.audio ? "no track given" : "no image given", "");
	if (optind != argc - 1 && !options->wishes.audio)
		return usage_error("more than one image", "");
	options->wishes.image = argv[optind];
	options->wishes.tracks = argv + optind;
	options->wishes.track_count = (size_t)(argc - optind);
	wrong = find_conflict(options);
	return wrong ? usage_error(wrong, "") : -1;
}

static void *run(void *context)
{
	burn_job_run(context);
	return NULL;
}

static int burn_one(struct burn_job *job)
{
	job->report.terminal = isatty(STDOUT_FILENO) == 1;
	burn_job_run(job);
	return job->status;
}

/* A job that no thread is to be had for is done by this one. */
static int burn_several(struct burn_job *jobs, size_t count)
{
	pthread_t threads[DRIVES_MAX];
	bool started[DRIVES_MAX];
	int status = 0;

	for (size_t i = 0; i < count; i++) {
		jobs[i].report.label =
			jobs[i].target.device ? jobs[i].target.device : jobs[i].target.disc;
		started[i] = pthread_create(&threads[i], NULL, run, &jobs[i]) == 0;
	}
	for (size_t i = 0; i < count; i++) {
		if (started[i])
			pthread_join(threads[i], NULL);
		else
			burn_job_run(&jobs[i]);
		if (jobs[i].status > status)
			status = jobs[i].status;
	}
	return status;
}

int cmd_burn(int argc, char **argv)
{
	struct burn_options options = {
		.target = { .exclusive = true },
		.wishes = { .bytes = -1 },
	};
	struct burn_job jobs[DRIVES_MAX];
	size_t count;
	int status = parse_options(argc, argv, &options);

	if (status >= 0)
		return status;
	count = options.device_count + options.disc_count;
	if (count == 0)
		count = 1; /* which says that there is none */
	for (size_t i = 0; i < count; i++) {
		jobs[i] = (struct burn_job) {
			.wishes = &options.wishes,
			.target = options.target,
			.report = { .json = options.json },
			.cancel = interrupt_cancel(),
		};
		jobs[i].target.device = options.devices[i];
		jobs[i].target.disc = options.discs[i];
	}
	return count == 1 ? burn_one(jobs) : burn_several(jobs, count);
}
