/* SPDX-License-Identifier: MIT */
/* `burnrig capture`: a drive's own account of itself, as a drive definition. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "conformance/capture/capture.h"
#include "conformance/cli/commands.h"
#include "conformance/runner/transport_bench.h"

static const char help[] =
	"usage: burnrig capture /dev/sgN [--medium NAME] > drive.conf\n"
	"       burnrig capture --drive NAME [--medium NAME | --disc FILE] > drive.conf\n"
	"\n"
	"Reads who a drive is, its features, mode pages and speeds, and writes a drive definition: a\n"
	"virtual drive of it answers the same. What a definition cannot say stands in its last lines.\n"
	"Speeds are those for the medium inside; each of them is chosen for a moment, and the drive's own\n"
	"put back. Nothing is written and the tray stays where it is.\n"
	"\n"
	"  --medium NAME  definition of a medium like the one inside, to shape the speeds by; with --drive\n"
	"                 the medium itself. Usual: one of the same profile\n"
	"  --drive NAME   a virtual drive: a definition's name or file\n"
	"  --disc FILE    its disc\n";

static int parse(int argc, char **argv, struct transport_choice *choice)
{
	static const struct option options[] = { { "help", no_argument, NULL, 'h' },
		{ "drive", required_argument, NULL, 'D' },
		{ "medium", required_argument, NULL, 'm' },
		{ "disc", required_argument, NULL, 'd' }, { NULL, 0, NULL, 0 } };
	int key;

	optind = 0;
	while ((key = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (key == 'h') {
			fputs(help, stdout);
			return 0;
		}
		if (key == '?')
			return 2;
		*(key == 'D'	     ? &choice->drive
			: key == 'm' ? &choice->medium
				     : &choice->disc_path) = optarg;
	}
	if (optind < argc)
		choice->device_path = argv[optind++];
	if (optind == argc && !choice->device_path != !choice->drive &&
		!(choice->disc_path && (choice->medium || choice->device_path)))
		return -1;
	fputs("burnrig capture: one device, or --drive with --medium or --disc; --help says more\n",
		stderr);
	return 2;
}

int cmd_capture(int argc, char **argv)
{
	struct transport_choice choice = { 0 };
	struct bench bench;
	struct device *device;
	char problem[512] = "";
	int status = parse(argc, argv, &choice), error;

	if (status >= 0)
		return status;
	bench = transport_bench(&choice);
	error = bench.open(&bench, 1, &device, problem, sizeof problem);
	if (!error) {
		error = capture(device, choice.medium, stdout, problem, sizeof problem);
		device->operations->close(device);
	}
	if (error)
		fprintf(stderr, "burnrig capture: %s\n", problem[0] ? problem : strerror(-error));
	return error || fflush(stdout) ? 1 : 0;
}
