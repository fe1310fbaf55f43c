/* SPDX-License-Identifier: MIT */
/* burnrig drive attach, detach: a drive as a SCSI device of this machine's kernel. */
#include "emulator/ways-in/tcmu/attach.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "burnrig/definition.h"
#include "burnrig/disc.h"
#include "emulator/ways-in/control/control_socket.h"
#include "emulator/ways-in/tcmu/config.h"
#include "emulator/ways-in/tcmu/target_tree.h"

static int fail(const char *word, const struct burnrig_problem *problem)
{
	char text[700];

	fprintf(stderr, "burnrig drive %s: %s\n", word,
		burnrig_problem_format(problem, text, sizeof(text)));
	return 1;
}

/* @path made absolute, for a daemon that stands elsewhere. */
static int resolve(const char *path, char *out, struct burnrig_problem *problem)
{
	char full[PATH_MAX];

	if (!realpath(path, full)) {
		int error = errno;

		burnrig_problem_set(problem, path, 0, NULL, "%s", strerror(error));
		return -error;
	}
	if (snprintf(out, TCMU_CONFIG_BYTES_MAX, "%s", full) < TCMU_CONFIG_BYTES_MAX)
		return 0;
	burnrig_problem_set(problem, path, 0, NULL, "the path is too long for the kernel to keep");
	return -ENAMETOOLONG;
}

static int set_drive(struct tcmu_config *config, const char *name, struct burnrig_problem *problem)
{
	if (strchr(name, '/'))
		return resolve(name, config->drive, problem);
	if (snprintf(config->drive, sizeof(config->drive), "%s", name) < (int)sizeof(config->drive))
		return 0;
	burnrig_problem_set(problem, NULL, 0, "drive", "the name is too long");
	return -ENAMETOOLONG;
}

/* What the daemon would refuse with no more than an error number is found out here. */
static int check_parts(const struct tcmu_config *config, struct burnrig_problem *problem)
{
	struct burnrig_drive_definition *definition;
	struct burnrig_disc *disc;
	int result;

	if (config->definitions[0])
		burnrig_set_definitions_folder(config->definitions);
	result = burnrig_drive_definition_load(config->drive, &definition, problem);
	if (result < 0)
		return result;
	burnrig_drive_definition_free(definition);
	if (!config->disc[0])
		return 0;
	result = burnrig_disc_open(config->disc, true, &disc, problem);
	if (result < 0)
		return result;
	return burnrig_disc_close(disc);
}

static int attach(const char *name, struct tcmu_config *config, struct target_nodes *ret_nodes,
	struct burnrig_problem *problem)
{
	char text[TCMU_CONFIG_BYTES_MAX];
	int result = control_socket_path(
		CONTROL_ATTACHED, name, config->control, sizeof(config->control));

	if (result == 0)
		result = tcmu_config_format(config, text, problem);
	if (result == 0)
		result = check_parts(config, problem);
	if (result == 0)
		result = target_tree_prepare(problem);
	if (result == 0)
		result = target_tree_add(
			name, text, config->clock.kind != CLOCK_VIRTUAL, ret_nodes, problem);
	return result;
}

static const char attach_usage[] =
	"usage: burnrig drive attach NAME [OPTION]...\n\n"
	"Makes a virtual drive a SCSI device of this machine and prints its /dev/srN and\n"
	"/dev/sgN. Needs root, the modules target_core_user, tcm_loop, sg and sr_mod, and\n"
	"tcmu-runner with handler_burnrig.so.\n\n"
	"  --disc FILE          put this disc file in; without it the drive is empty\n"
	"  --drive DEFINITION   name or path of the drive's definition (default " TCMU_DRIVE_DEFAULT
	")\n"
	"  --clock CLOCK        virtual (default), real, or real/N: N times as fast\n"
	"  --seed N             of the drive's random generator (default 0)\n"
	"  --definitions DIR    folder with drives/ and media/\n";

static int attach_option(int option, struct tcmu_config *config, struct burnrig_problem *problem)
{
	char seed[64];
	struct tcmu_config parsed;
	int result;

	switch (option) {
	case 'd':
		return resolve(optarg, config->disc, problem);
	case 'D':
		return set_drive(config, optarg, problem);
	case 'c':
		return clock_policy_parse(optarg, &config->clock, problem);
	case 'f':
		return resolve(optarg, config->definitions, problem);
	default:
		snprintf(seed, sizeof(seed), TCMU_SUBTYPE "/seed=%.30s", optarg);
		result = tcmu_config_parse(seed, &parsed, problem);
		config->seed = result == 0 ? parsed.seed : 0;
		return result;
	}
}

int cmd_drive_attach(int argc, char **argv)
{
	static const struct option options[] = { { "help", no_argument, NULL, 'h' },
		{ "disc", required_argument, NULL, 'd' }, { "drive", required_argument, NULL, 'D' },
		{ "clock", required_argument, NULL, 'c' }, { "seed", required_argument, NULL, 's' },
		{ "definitions", required_argument, NULL, 'f' }, { NULL, 0, NULL, 0 } };
	struct burnrig_problem problem = { .line = 0 };
	struct target_nodes nodes;
	struct tcmu_config config;
	int option;

	tcmu_config_init(&config);
	optind = 1;
	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == 'h') {
			fputs(attach_usage, stdout);
			return 0;
		}
		if (option == '?')
			break;
		if (attach_option(option, &config, &problem) < 0) {
			fail("attach", &problem);
			return option == 'c' || option == 's' ? 2 : 1;
		}
	}
	if (option != -1 || optind + 1 != argc) {
		fputs(attach_usage, stderr);
		return 2;
	}
	if (!control_name_valid(argv[optind])) {
		fprintf(stderr, "burnrig drive attach: '%s' is no name for a drive\n",
			argv[optind]);
		return 2;
	}
	if (attach(argv[optind], &config, &nodes, &problem) < 0)
		return fail("attach", &problem);
	printf("%s %s\n", nodes.block, nodes.generic);
	return 0;
}

static const char detach_usage[] =
	"usage: burnrig drive detach NAME\n\n"
	"Takes an attached drive away from this machine; its disc file is written out.\n"
	"Refused while its block device is mounted or a program holds it.\n";

int cmd_drive_detach(int argc, char **argv)
{
	static const struct option options[] = { { "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 } };
	struct burnrig_problem problem = { .line = 0 };
	char socket[PATH_MAX];
	int option;

	optind = 1;
	option = getopt_long(argc, argv, "", options, NULL);
	if (option == 'h') {
		fputs(detach_usage, stdout);
		return 0;
	}
	if (option != -1 || optind + 1 != argc) {
		fputs(detach_usage, stderr);
		return 2;
	}
	if (control_socket_path(CONTROL_ATTACHED, argv[optind], socket, sizeof(socket)) < 0) {
		fprintf(stderr, "burnrig drive detach: '%s' is no name of a drive\n", argv[optind]);
		return 2;
	}
	if (geteuid() != 0) {
		fputs("burnrig drive detach: needs root\n", stderr);
		return 1;
	}
	if (target_tree_remove(argv[optind], &problem) < 0)
		return fail("detach", &problem);
	unlink(socket); /* left behind when tcmu-runner died */
	return 0;
}
