/* SPDX-License-Identifier: MIT */
/* `burnrig replay`: does a drive still answer what was recorded? */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "conformance/cli/commands.h"
#include "conformance/replay/replay.h"
#include "conformance/runner/transport_bench.h"
#include "emulator/cli/subcommand.h"

static const char help[] =
	"usage: burnrig replay FILE [--drive NAME] [--medium NAME | --disc FILE] [OPTION]...\n"
	"       burnrig replay FILE --device /dev/sgN [OPTION]...\n"
	"\n"
	"Sends recorded commands again, in their order and at their times, and tells the first answer that\n"
	"is another one: by burnrig drive run --record, by burnrig test --record, or cut out of a report.\n"
	"Ends with 0 when all answers are the same, with 1 when one is not, with 2 for a wrong use.\n"
	"\n"
	"  --drive NAME   virtual drive: a definition's name or file\n"
	"  --medium NAME  with a new medium, in memory\n"
	"  --disc FILE    with this disc file, which is changed\n"
	"  --device PATH  a drive that Linux shows as /dev/sgN or /dev/srN\n"
	"  --allow WHAT   what may be done to a real drive: read (usual), write, consume\n"
	"  --seed N       of the virtual drive, as the record's first line has it (usual 1)\n"
	"  --all          tell all differences, not only the first\n";

struct wish {
	struct transport_choice transport;
	struct replay_options options;
	const char *path, *allow;
	uint64_t seed;
};

static int bad_usage(const char *what)
{
	fprintf(stderr, "burnrig replay: %s; --help says more\n", what);
	return 2;
}

static int decide_allowed(struct wish *wish)
{
	static const struct {
		const char *word;
		enum test_effect effect;
	} words[] = { { "read", EFFECT_TRAY }, { "write", EFFECT_WRITES },
		{ "consume", EFFECT_CLOSES } };

	wish->options.allowed = wish->transport.device_path ? EFFECT_TRAY : EFFECT_CLOSES;
	if (!wish->allow)
		return -1;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcmp(words[i].word, wish->allow) == 0) {
			wish->options.allowed = words[i].effect;
			wish->transport.exclusive = words[i].effect >= EFFECT_WRITES;
			return -1;
		}
	return bad_usage("--allow is read, write or consume");
}

static int take_option(struct wish *wish, int key)
{
	switch (key) {
	case 'D':
		wish->transport.drive = optarg;
		return 0;
	case 'm':
		wish->transport.medium = optarg;
		return 0;
	case 'd':
		wish->transport.disc_path = optarg;
		return 0;
	case 'p':
		wish->transport.device_path = optarg;
		return 0;
	case 'a':
		wish->allow = optarg;
		return 0;
	case 'A':
		wish->options.to_the_end = true;
		return 0;
	case 's':
		return subcommand_seed(optarg, &wish->seed) ? 0
							    : bad_usage("--seed takes a number");
	default:
		return 2;
	}
}

/* -1 to go on, else the exit status. */
static int parse(int argc, char **argv, struct wish *wish)
{
	static const struct option options[] = { { "help", no_argument, NULL, 'h' },
		{ "drive", required_argument, NULL, 'D' },
		{ "medium", required_argument, NULL, 'm' },
		{ "disc", required_argument, NULL, 'd' },
		{ "device", required_argument, NULL, 'p' },
		{ "allow", required_argument, NULL, 'a' }, { "all", no_argument, NULL, 'A' },
		{ "seed", required_argument, NULL, 's' }, { NULL, 0, NULL, 0 } };
	int key, status;

	optind = 0;
	while ((key = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (key == 'h') {
			fputs(help, stdout);
			return 0;
		}
		status = take_option(wish, key);
		if (status)
			return status;
	}
	if (optind + 1 != argc)
		return bad_usage("takes one record");
	wish->path = argv[optind];
	if (wish->transport.device_path &&
		(wish->transport.drive || wish->transport.medium || wish->transport.disc_path))
		return bad_usage(
			"--device is a real drive: no --drive, --medium or --disc with it");
	if (wish->transport.medium && wish->transport.disc_path)
		return bad_usage("one of --medium and --disc");
	return decide_allowed(wish);
}

static int send_all(struct wish *wish, FILE *record, char *problem, size_t problem_bytes)
{
	const struct bench bench = transport_bench(&wish->transport);
	struct replay_result result;
	struct device *device;
	int error = bench.open(&bench, wish->seed, &device, problem, problem_bytes);

	if (error)
		return error;
	error = replay(device, record, &wish->options, stdout, &result);
	device->operations->close(device);
	snprintf(problem, problem_bytes, "%s", result.problem);
	printf("%u commands sent, %u answered otherwise\n", result.commands, result.differences);
	return error ? error : result.differences ? 1 : 0;
}

int cmd_replay(int argc, char **argv)
{
	struct wish wish = { .seed = 1 };
	char problem[512] = "";
	int status = parse(argc, argv, &wish);
	FILE *record;

	if (status >= 0)
		return status;
	record = fopen(wish.path, "re");
	if (!record) {
		fprintf(stderr, "burnrig replay: %s: %s\n", wish.path, strerror(errno));
		return 2;
	}
	status = send_all(&wish, record, problem, sizeof problem);
	fclose(record);
	if (status < 0)
		fprintf(stderr, "burnrig replay: %s: %s\n", wish.path,
			problem[0] ? problem : strerror(-status));
	return status < 0 ? 2 : status;
}
