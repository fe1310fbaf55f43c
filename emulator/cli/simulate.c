/* SPDX-License-Identifier: MIT */
/*
 * burnrig drive simulate: how a burn of a whole disc would go, without moving any data. With --json
 * it prints the events that `burnrig burn --json` prints, so `burnrig graph` draws both.
 */
#include "emulator/cli/simulate.h"

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "burnrig/definition.h"
#include "burnrig/disc.h"
#include "burnrig/drive.h"
#include "emulator/config/speeds.h"
#include "emulator/drive/simulation.h"
#include "emulator/media/medium_definition.h"

#define EXIT_USAGE  2
#define BLOCK_BYTES 2048
#define SAMPLE_NS   UINT64_C(500000000)
#define TABLE_ROWS  20

static const char help[] =
	"usage: burnrig drive simulate --drive NAME --medium NAME [OPTION]...\n"
	"\n"
	"Say how a burn of a whole blank disc would go, without moving any data.\n"
	"\n"
	"  --drive NAME       definition of a drive: a name, or a path with a slash in it\n"
	"  --medium NAME      definition of a medium, likewise\n"
	"  --speed X          4, 2.4, ...: times the medium's first speed; max (default)\n"
	"  --host-rate KBPS   how fast the host sends, in 1000 bytes/s (default: always in time)\n"
	"  --streaming        with the Streaming bit of WRITE(12): nothing is read back\n"
	"  --json             the events of burnrig burn --json, for burnrig graph\n"
	"  --help             this text\n";

struct options {
	const char *drive, *medium;
	uint32_t speed_cx; /* 0: max */
	uint32_t host_kBps;
	bool json, streaming;
};

struct show {
	bool json;
	enum speeds_kind kind;
	uint32_t blocks, printed_rows;
};

/* A number with up to two decimals, in hundredths; 0 when it is none or not above 0. */
static uint32_t parse_hundredths(const char *text)
{
	char *end;
	double value = strtod(text, &end);

	if (end == text || *end != '\0' || !(value >= 0.01 && value <= 10000000))
		return 0;
	return (uint32_t)(value * 100 + 0.5);
}

static int usage_error(const char *what, const char *text)
{
	fprintf(stderr, "burnrig drive simulate: %s%s\nburnrig drive simulate --help says more\n",
		what, text);
	return EXIT_USAGE;
}

static int take_option(int letter, struct options *options)
{
	switch (letter) {
	case 'd':
		options->drive = optarg;
		return -1;
	case 'm':
		options->medium = optarg;
		return -1;
	case 's':
		options->speed_cx = parse_hundredths(optarg);
		if (options->speed_cx || strcmp(optarg, "max") == 0)
			return -1;
		return usage_error("no such speed: ", optarg);
	case 'r':
		options->host_kBps = parse_hundredths(optarg) / 100;
		return options->host_kBps ? -1 : usage_error("no such rate: ", optarg);
	case 't':
		options->streaming = true;
		return -1;
	case 'j':
		options->json = true;
		return -1;
	case 'h':
		fputs(help, stdout);
		return EXIT_SUCCESS;
	default:
		return usage_error("wrong option", "");
	}
}

/* -1 to go on, else the exit status. */
static int parse_options(int argc, char **argv, struct options *options)
{
	static const struct option known[] = { { "drive", required_argument, NULL, 'd' },
		{ "medium", required_argument, NULL, 'm' },
		{ "speed", required_argument, NULL, 's' },
		{ "host-rate", required_argument, NULL, 'r' },
		{ "streaming", no_argument, NULL, 't' }, { "json", no_argument, NULL, 'j' },
		{ "help", no_argument, NULL, 'h' }, { NULL, 0, NULL, 0 } };
	int letter, status = -1;

	optind = 1;
	while (status < 0 && (letter = getopt_long(argc, argv, "", known, NULL)) != -1)
		status = take_option(letter, options);
	if (status >= 0)
		return status;
	if (optind < argc)
		return usage_error("no operand is known: ", argv[optind]);
	if (!options->drive || !options->medium)
		return usage_error("--drive and --medium are needed", "");
	return -1;
}

static double times(uint32_t kBps, enum speeds_kind kind)
{
	return speeds_cx(kBps, kind) / 100.0;
}

/* In hundredths of 1x, to the nearest. */
static double sample_times(uint64_t mblocks_per_s, enum speeds_kind kind)
{
	uint64_t one_x = speeds_reference_of(kind)->mblocks_per_s;
	uint64_t cx = (mblocks_per_s * 100 + one_x / 2) / one_x;

	return (double)cx / 100;
}

static void print_event(json_t *event)
{
	json_dumpf(event, stdout, JSON_COMPACT | JSON_REAL_PRECISION(10));
	putchar('\n');
	json_decref(event);
}

static void sample_json(const struct show *show, const struct simulation_sample *sample)
{
	uint64_t kBps = sample->mblocks_per_s * speeds_reference_of(show->kind)->Bps /
			speeds_reference_of(show->kind)->mblocks_per_s / 1000;

	print_event(json_pack("{s:s, s:s, s:f, s:f, s:I, s:I, s:I, s:f, s:I, s:I, s:I}", "event",
		"progress", "action", "writing", "seconds", (double)sample->time_ns / 1e9,
		"fraction", (double)sample->recorded_blocks / show->blocks, "lba",
		(json_int_t)sample->recorded_blocks - 1, "sectors_per_second",
		(json_int_t)(sample->mblocks_per_s / 1000), "rate_kBps", (json_int_t)kBps, "x",
		sample_times(sample->mblocks_per_s, show->kind), "device_buffer_bytes",
		(json_int_t)sample->buffer_bytes, "device_buffer_used_bytes",
		(json_int_t)sample->buffer_used_bytes, "rotation_rpm",
		(json_int_t)sample->rotation_rpm));
}

/* Some twenty rows over the disc. */
static void sample_text(struct show *show, const struct simulation_sample *sample)
{
	uint64_t due = (uint64_t)show->blocks * show->printed_rows / TABLE_ROWS;

	if (sample->recorded_blocks == 0 || sample->recorded_blocks < due)
		return;
	show->printed_rows++;
	printf("%9.1f s %10" PRIu64 " %7.2fx %7u rpm %5" PRIu64 " %%\n",
		(double)sample->time_ns / 1e9, sample->recorded_blocks,
		sample_times(sample->mblocks_per_s, show->kind), sample->rotation_rpm,
		sample->buffer_used_bytes * 100 / sample->buffer_bytes);
}

static void on_sample(void *context, const struct simulation_sample *sample)
{
	struct show *show = context;

	if (show->json)
		sample_json(show, sample);
	else
		sample_text(show, sample);
}

static const char *rotation_name(enum mechanics_rotation rotation)
{
	static const char *const names[] = {
		[MECHANICS_CLV] = "CLV",
		[MECHANICS_CAV] = "CAV",
		[MECHANICS_PCAV] = "partial CAV",
		[MECHANICS_ZCLV] = "zoned CLV",
	};

	return names[rotation];
}

static void print_result(const struct show *show, const struct simulation_result *result)
{
	double record_s = (double)result->record_ns / 1e9;

	if (show->json) {
		print_event(json_pack("{s:s, s:b, s:f, s:f, s:f, s:I, s:f, s:f, s:I, s:I, s:s}",
			"event", "end", "ok", 1, "seconds",
			record_s + (double)result->close_ns / 1e9, "record_seconds", record_s,
			"close_seconds", (double)result->close_ns / 1e9, "underruns",
			(json_int_t)result->underruns, "start_x",
			times(result->start_kBps, show->kind), "end_x",
			times(result->end_kBps, show->kind), "sectors", (json_int_t)result->blocks,
			"speed_kBps", (json_int_t)result->speed.kBps, "rotation",
			rotation_name(result->speed.rotation)));
		return;
	}
	printf("%.2fx %s, from %.2fx to %.2fx\n", times(result->speed.kBps, show->kind),
		rotation_name(result->speed.rotation), times(result->start_kBps, show->kind),
		times(result->end_kBps, show->kind));
	printf("%" PRIu32 " sectors recorded in %.1f s, closed in %.1f s, %" PRIu64 " underruns\n",
		result->blocks, record_s, (double)result->close_ns / 1e9, result->underruns);
}

static void print_start(
	const struct burnrig_drive *drive, const struct options *options, const struct show *show)
{
	struct burnrig_drive_status status;

	burnrig_drive_status(drive, &status);
	if (show->json) {
		print_event(json_pack("{s:s, s:s, s:s, s:i, s:I, s:f, s:I}", "event", "start",
			"drive", options->drive, "medium", options->medium, "profile",
			(int)status.current_profile, "free_blocks", (json_int_t)show->blocks,
			"speed_x", times(status.write_speed_kBps, show->kind), "speed_kBps",
			(json_int_t)status.write_speed_kBps));
		return;
	}
	printf("%s in %s\n%11s %10s %8s %11s %7s\n", options->medium, options->drive, "time", "LBA",
		"speed", "rotation", "buffer");
}

/* Tray, recognition, and whatever else is under way by itself. */
static void wait_ready(struct burnrig_drive *drive)
{
	uint64_t next_ns;

	while ((next_ns = burnrig_drive_next_event_ns(drive)) != BURNRIG_NEVER_NS)
		burnrig_drive_advance(drive, next_ns);
}

static int simulate(struct burnrig_drive *drive, const struct burnrig_medium_definition *medium,
	const struct options *options)
{
	struct simulation_plan plan = {
		.host_kBps = options->host_kBps,
		.streaming = options->streaming,
		.sample_ns = SAMPLE_NS,
	};
	struct simulation_result result;
	struct show show = { .json = options->json,
		.blocks = medium->capacity_blocks - medium->default_spare_blocks };
	struct burnrig_drive_status status;

	wait_ready(drive);
	burnrig_drive_status(drive, &status);
	speeds_kind_of_profile(status.current_profile, &show.kind);
	if (options->speed_cx)
		simulation_ask_speed(
			drive, (uint32_t)((uint64_t)options->speed_cx *
					  speeds_reference_of(show.kind)->Bps / 100000));
	if (status.write_speed_kBps) /* else it is refused below */
		print_start(drive, options, &show);
	if (simulation_burn(drive, &plan, on_sample, &show, &result) < 0) {
		fprintf(stderr, "burnrig drive simulate: %s does not write %s\n", options->drive,
			options->medium);
		return EXIT_FAILURE;
	}
	print_result(&show, &result);
	return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* A blank disc of @medium in a drive of @definition. */
static int run(struct burnrig_drive_definition *definition,
	struct burnrig_medium_definition *medium, const struct options *options)
{
	struct burnrig_drive *drive = burnrig_drive_create(definition, 0);
	struct burnrig_disc *disc = drive ? burnrig_disc_create_in_memory(medium) : NULL;
	int status = EXIT_FAILURE;

	if (disc && burnrig_drive_insert(drive, disc, 0) == 0)
		status = simulate(drive, medium, options);
	else
		fprintf(stderr, "burnrig drive simulate: %s\n", strerror(ENOMEM));
	burnrig_drive_destroy(drive);
	return status;
}

static int say_problem(const struct burnrig_problem *problem)
{
	char text[700];

	fprintf(stderr, "burnrig: %s\n", burnrig_problem_format(problem, text, sizeof text));
	return EXIT_FAILURE;
}

int cmd_drive_simulate(int argc, char **argv)
{
	struct options options = { .drive = NULL };
	struct burnrig_drive_definition *definition = NULL;
	struct burnrig_medium_definition *medium = NULL;
	struct burnrig_problem problem = { .text = "" };
	int status = parse_options(argc, argv, &options);

	if (status >= 0)
		return status;
	if (burnrig_drive_definition_load(options.drive, &definition, &problem) < 0)
		return say_problem(&problem);
	if (burnrig_medium_definition_load(options.medium, &medium, &problem) < 0)
		status = say_problem(&problem);
	else
		status = run(definition, medium, &options);
	burnrig_medium_definition_free(medium);
	burnrig_drive_definition_free(definition);
	return status;
}
