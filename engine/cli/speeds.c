/* SPDX-License-Identifier: MIT */
/* burnrig speeds: the write-speed descriptors for the disc in a drive. */
#include <getopt.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>

#include "engine/cli/commands.h"
#include "engine/cli/target.h"

#define EXIT_USAGE	 2
#define READY_TIMEOUT_MS 60000
#define SPEEDS_MAX	 64

static const char help[] =
	"usage: burnrig speeds --device DEV [--json]\n"
	"       burnrig speeds --disc FILE [--drive NAME] [--json]\n"
	"       burnrig speeds --medium NAME [--drive NAME] [--json]\n"
	"\n"
	"List the speeds at which a drive can write the disc in it, with what it says it does at the start\n"
	"and at the end of the disc. The drive is set to each in turn, and to the fastest at last.\n"
	"\n"
	"  --device DEV    a drive of this machine: /dev/srN or /dev/sgN\n"
	"  --disc FILE     a disc file in a virtual drive\n"
	"  --medium NAME   a blank disc of that medium definition in a virtual drive\n"
	"  --drive NAME    which virtual drive (default: burner)\n"
	"  --json          one JSON document\n"
	"  --help          this text\n";

struct speeds_options {
	struct target_options target;
	bool json;
};

/* -1 to go on, else the exit status. */
static int parse_options(int argc, char **argv, struct speeds_options *options)
{
	const struct option known[] = {
		{ "device", required_argument, NULL, 'd' },
		{ "disc", required_argument, NULL, 'f' },
		{ "drive", required_argument, NULL, 'D' },
		{ "medium", required_argument, NULL, 'm' },
		{ "json", no_argument, NULL, 'j' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	int letter;

	optind = 1;
	while ((letter = getopt_long(argc, argv, "", known, NULL)) != -1) {
		switch (letter) {
		case 'd':
			options->target.device = optarg;
			break;
		case 'f':
			options->target.disc = optarg;
			break;
		case 'D':
			options->target.drive = optarg;
			break;
		case 'm':
			options->target.medium = optarg;
			break;
		case 'j':
			options->json = true;
			break;
		case 'h':
			fputs(help, stdout);
			return EXIT_SUCCESS;
		default:
			fputs("burnrig speeds --help says more\n", stderr);
			return EXIT_USAGE;
		}
	}
	if (optind == argc)
		return -1;
	fprintf(stderr, "burnrig speeds: '%s' is no option\n", argv[optind]);
	return EXIT_USAGE;
}

struct listed_speed {
	struct br_write_speed speed;
	int32_t start, end; /* nominal, sectors per second; -1: the drive does not tell */
};

static double times_of_sectors(uint16_t profile, int32_t sectors_per_second)
{
	return br_speed_x_hundredths(profile, br_kBps_of_sectors(profile, sectors_per_second)) /
	       100.0;
}

static void print_text(
	const struct br_medium *medium, const struct listed_speed *listed, unsigned count)
{
	const char *name = br_profile_name(medium->profile);

	printf("%s\n", name ? name : "unknown medium");
	if (!count) {
		printf("  no speed to write it at\n");
		return;
	}
	printf("  %8s %9s %12s  %-8s %15s %s\n", "x", "kB/s", "sectors/s", "rotation",
		"start to end", "to LBA");
	for (unsigned i = 0; i < count; i++) {
		const struct br_write_speed *speed = &listed[i].speed;
		char ramp[32] = "";

		if (listed[i].start >= 0)
			snprintf(ramp, sizeof ramp, "%.2f to %.2f",
				times_of_sectors(medium->profile, listed[i].start),
				times_of_sectors(medium->profile, listed[i].end));
		printf("  %8.2f %9" PRIu32 " %12" PRId32 "  %-8s %15s %" PRIu32 "%s%s\n",
			br_speed_x_hundredths(medium->profile, speed->write_kBps) / 100.0,
			speed->write_kBps, speed->sectors_per_second,
			speed->rotation_is_pure_cav ? "CAV" : "CLV", ramp, speed->end_lba,
			speed->exact ? " exact" : "", speed->mixed_read_write ? " mixed" : "");
	}
}

static json_t *speed_json(uint16_t profile, const struct listed_speed *listed)
{
	const struct br_write_speed *speed = &listed->speed;
	double x = br_speed_x_hundredths(profile, speed->write_kBps) / 100.0;
	json_t *object = json_pack("{s:f, s:I, s:I, s:i, s:b, s:b, s:b, s:I, s:i}", "x", x,
		"write_kBps", (json_int_t)speed->write_kBps, "read_kBps",
		(json_int_t)speed->read_kBps, "sectors_per_second", speed->sectors_per_second,
		"pure_cav", speed->rotation_is_pure_cav, "exact", speed->exact, "mixed_read_write",
		speed->mixed_read_write, "end_lba", (json_int_t)speed->end_lba, "media_type",
		(int)speed->media_type);

	if (listed->start >= 0) {
		json_object_set_new(
			object, "start_sectors_per_second", json_integer(listed->start));
		json_object_set_new(object, "end_sectors_per_second", json_integer(listed->end));
		json_object_set_new(
			object, "start_x", json_real(times_of_sectors(profile, listed->start)));
		json_object_set_new(
			object, "end_x", json_real(times_of_sectors(profile, listed->end)));
	}
	return object;
}

static int print_json(
	const struct br_medium *medium, const struct listed_speed *listed, unsigned count)
{
	const char *name = br_profile_name(medium->profile);
	json_t *list = json_array();
	json_t *document;
	int failed;

	for (unsigned i = 0; i < count; i++)
		json_array_append_new(list, speed_json(medium->profile, &listed[i]));
	document = json_pack("{s:s, s:i, s:o}", "medium", name ? name : "unknown", "profile",
		medium->profile, "speeds", list);
	failed = json_dumpf(document, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(6));
	putchar('\n');
	json_decref(document);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* What the drive says of each: it tells only of the speed that is set. */
static void ask_ramps(struct br_recorder *recorder, struct listed_speed *listed, unsigned count)
{
	struct br_speed_choice choice;

	for (unsigned i = 0; i < count; i++) {
		const struct br_write_speed *speed = &listed[i].speed;
		struct br_outcome outcome = br_recorder_set_write_speed(
			recorder, speed->sectors_per_second, speed->rotation_is_pure_cav, &choice);

		if (outcome.code == BR_OK && !choice.speed_adjusted)
			outcome =
				br_recorder_write_ramp(recorder, &listed[i].start, &listed[i].end);
		if (outcome.code != BR_OK || choice.speed_adjusted)
			listed[i].start = listed[i].end = -1;
	}
	br_recorder_set_write_speed(recorder, -1, false, &choice);
}

static int list_speeds(struct br_recorder *recorder, bool json)
{
	const struct br_wait wait = { .timeout_ms = READY_TIMEOUT_MS };
	struct br_write_speed speeds[SPEEDS_MAX];
	struct listed_speed listed[SPEEDS_MAX];
	struct br_medium medium;
	unsigned count;
	struct br_outcome outcome = br_recorder_wait_ready(recorder, &wait);

	if (outcome.code == BR_OK)
		outcome = br_recorder_medium(recorder, &medium);
	if (outcome.code == BR_OK)
		outcome = br_recorder_write_speeds(recorder, speeds, SPEEDS_MAX, &count);
	if (outcome.code != BR_OK) {
		target_say("speeds", &outcome);
		return EXIT_FAILURE;
	}
	for (unsigned i = 0; i < count; i++)
		listed[i] = (struct listed_speed) { .speed = speeds[i] };
	ask_ramps(recorder, listed, count);
	if (json)
		return print_json(&medium, listed, count);
	print_text(&medium, listed, count);
	return EXIT_SUCCESS;
}

int cmd_speeds(int argc, char **argv)
{
	struct speeds_options options = { 0 };
	struct target target;
	int status = parse_options(argc, argv, &options);

	if (status >= 0)
		return status;
	status = target_open("speeds", &options.target, &target);
	if (status)
		return status;
	status = list_speeds(target.recorder, options.json);
	target_close("speeds", &target);
	return status;
}
