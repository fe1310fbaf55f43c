/* SPDX-License-Identifier: MIT */
/* burnrig drive run: a command that sees the drive as /dev/sr0 and /dev/sg0. No root, no kernel module. */
#include "emulator/ways-in/umockdev/run.h"

#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "emulator/cli/subcommand.h"
#include "emulator/ways-in/control/control_server.h"
#include "emulator/ways-in/control/control_socket.h"
#include "emulator/ways-in/umockdev/child.h"
#include "emulator/ways-in/umockdev/rig.h"
#include "emulator/ways-in/umockdev/testbed.h"

#define DEFAULT_DRIVE "burner"

static const char usage_text[] =
	"usage: burnrig drive run [OPTION]... -- COMMAND [ARGUMENT]...\n\n"
	"Runs COMMAND with a virtual drive as /dev/sr0 and /dev/sg0 and exits with its status.\n\n"
	"  --disc FILE     the disc in the drive (burnrig disc create makes one)\n"
	"  --drive NAME    drive definition (burnrig drive list); default " DEFAULT_DRIVE "\n"
	"  --clock CLOCK   virtual (default), real, or real/N for a drive N times as fast\n"
	"  --seed N        of the drive's random generator; default 0\n"
	"  --trace FILE    write a line for each command\n"
	"  --record FILE   write each command with all its data, for burnrig replay\n"
	"  --faults NAME   rules that make the drive fail on purpose, a name or a path\n"
	"  --name NAME     answer `burnrig drive status|eject|insert|faults NAME`\n";

struct run {
	struct rig_setup setup;
	char **command;
	sigset_t signals_before;
	struct rig rig;
	struct testbed *testbed;
	struct control_server *control;
};

static int complain(const struct burnrig_problem *problem, int status)
{
	char text[700];

	fprintf(stderr, "burnrig drive run: %s\n",
		burnrig_problem_format(problem, text, sizeof(text)));
	return status;
}

/* One option. Returns -1 to go on, else the exit status. */
static int take_option(struct run *run, int option)
{
	struct burnrig_problem problem = { .line = 0 };

	switch (option) {
	case 'h':
		fputs(usage_text, stdout);
		return 0;
	case 'd':
		run->setup.disc = optarg;
		return -1;
	case 'D':
		run->setup.drive = optarg;
		return -1;
	case 't':
		run->setup.trace = optarg;
		return -1;
	case 'r':
		run->setup.record = optarg;
		return -1;
	case 'n':
		run->setup.name = optarg;
		return -1;
	case 'x':
		run->setup.faults = optarg;
		return -1;
	case 'c':
		if (clock_policy_parse(optarg, &run->setup.clock, &problem) == 0)
			return -1;
		return complain(&problem, 2);
	case 's':
		if (subcommand_seed(optarg, &run->setup.seed))
			return -1;
		fprintf(stderr, "burnrig drive run: --seed: '%s' is no number\n", optarg);
		return 2;
	default:
		fputs(usage_text, stderr);
		return 2;
	}
}

static int parse(int argc, char **argv, struct run *run)
{
	static const struct option options[] = { { "help", no_argument, NULL, 'h' },
		{ "disc", required_argument, NULL, 'd' }, { "drive", required_argument, NULL, 'D' },
		{ "clock", required_argument, NULL, 'c' }, { "seed", required_argument, NULL, 's' },
		{ "trace", required_argument, NULL, 't' },
		{ "record", required_argument, NULL, 'r' },
		{ "name", required_argument, NULL, 'n' },
		{ "faults", required_argument, NULL, 'x' }, { NULL, 0, NULL, 0 } };
	int option, status;

	optind = 1;
	while ((option = getopt_long(argc, argv, "+", options, NULL)) != -1) {
		status = take_option(run, option);
		if (status >= 0)
			return status;
	}
	if (optind >= argc) {
		fputs(usage_text, stderr);
		return 2;
	}
	if (run->setup.name && !control_name_valid(run->setup.name)) {
		fprintf(stderr, "burnrig drive run: --name: '%s' is no name for a drive\n",
			run->setup.name);
		return 2;
	}
	run->command = argv + optind;
	return -1;
}

/* Inside the rig's lock. The disc is in the drive all the same when it cannot be shown as a file. */
static void disc_changed(void *context, const struct rig_disc *disc)
{
	struct run *run = context;
	struct burnrig_problem problem = { .line = 0 };

	if (run->testbed && testbed_show_disc(run->testbed, disc, &problem) < 0)
		complain(&problem, 0);
}

static int start_control(struct run *run, struct burnrig_problem *problem)
{
	char path[PATH_MAX];
	int result;

	if (!run->setup.name)
		return 0;
	result = control_socket_path(CONTROL_RUN, run->setup.name, path, sizeof(path));
	if (result == 0)
		result = control_server_start(&run->rig.host, path, &run->control, problem);
	return result;
}

static int run_command(struct run *run, struct burnrig_problem *problem)
{
	int result = testbed_open(&run->rig, &run->testbed, problem);

	if (result == 0)
		result = start_control(run, problem);
	if (result == 0)
		result = child_run(run->command, &run->signals_before, problem);
	control_server_stop(run->control);
	testbed_close(run->testbed);
	return result;
}

int cmd_drive_run(int argc, char **argv)
{
	struct burnrig_problem problem = { .line = 0 };
	struct run run = {
		.setup = { .drive = DEFAULT_DRIVE, .disc_changed = disc_changed },
	};
	int status, closed;

	run.setup.context = &run;
	clock_policy_parse("virtual", &run.setup.clock, NULL);
	status = parse(argc, argv, &run);
	if (status >= 0)
		return status;
	child_hold_signals(&run.signals_before);
	if (rig_open(&run.rig, &run.setup, &problem) < 0)
		return complain(&problem, 1);
	status = run_command(&run, &problem);
	closed = rig_close(&run.rig);
	if (problem.text[0] != '\0')
		complain(&problem, 1);
	if (closed < 0)
		fprintf(stderr, "burnrig drive run: the disc, the trace or the record: %s\n",
			strerror(-closed));
	if (status < 0 || (status == 0 && closed < 0))
		return 1;
	return status;
}
