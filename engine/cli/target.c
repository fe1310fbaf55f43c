/* SPDX-License-Identifier: MIT */
#include "engine/cli/target.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "burnengine/trace.h"
#include "emulator/cli/subcommand.h"

#define EXIT_USAGE 2

void target_say(const char *word, const struct br_outcome *outcome)
{
	char text[320];

	fprintf(stderr, "burnrig %s: %s\n", word, br_outcome_format(outcome, text, sizeof text));
}

static const char *find_conflict(const struct target_options *options)
{
	int targets =
		(options->device != NULL) + (options->disc != NULL) + (options->medium != NULL);

	if (targets == 0)
		return "no drive given: --device DEV or --disc FILE";
	if (targets > 1)
		return "--device, --disc and --medium exclude each other";
	if (options->device &&
		(options->drive || options->seed || options->clock || options->faults))
		return "--drive, --seed, --clock and --faults are of a virtual drive, not of --device";
	return NULL;
}

#define CLOCK_DIVISOR_MAX 1000

/* "virtual", "real", "real/N", as `burnrig drive run` takes them. */
static bool parse_clock(const char *text, uint32_t *ret_divisor)
{
	char *end;
	unsigned long divisor;

	*ret_divisor = 0;
	if (!text || strcmp(text, "virtual") == 0)
		return true;
	*ret_divisor = 1;
	if (strcmp(text, "real") == 0)
		return true;
	if (strncmp(text, "real/", 5) != 0 || text[5] < '0' || text[5] > '9')
		return false;
	divisor = strtoul(text + 5, &end, 10);
	*ret_divisor = (uint32_t)divisor;
	return *end == '\0' && divisor >= 1 && divisor <= CLOCK_DIVISOR_MAX;
}

static int open_trace(const char *word, const struct target_options *options, FILE **ret_trace)
{
	if (!options->trace)
		return 0;
	*ret_trace = fopen(options->trace, "w");
	if (*ret_trace)
		return 0;
	fprintf(stderr, "burnrig %s: %s: %s\n", word, options->trace, strerror(errno));
	return EXIT_FAILURE;
}

static int open_device(
	const char *word, const struct target_options *options, struct target *target)
{
	struct br_transport *traced;
	int error =
		br_transport_open_sg_io(options->device, options->exclusive, &target->transport);

	if (error == 0 && target->trace) {
		traced = br_transport_create_trace(
			target->transport, options->device, target->trace);
		error = traced ? 0 : -ENOMEM;
		target->transport = traced ? traced : target->transport;
	}
	if (error == 0)
		return 0;
	fprintf(stderr, "burnrig %s: %s: %s\n", word, options->device,
		error == -ENOTTY  ? "no SCSI device"
		: error == -EBUSY ? "mounted, or in use by another program"
				  : strerror(-error));
	return EXIT_FAILURE;
}

static int open_in_process(
	const char *word, const struct target_options *options, struct target *target)
{
	struct br_in_process_options drive = {
		.drive = options->drive,
		.disc_path = options->disc,
		.medium = options->medium,
		.faults = options->faults,
	};
	char problem[320];

	if (options->seed && !subcommand_seed(options->seed, &drive.seed)) {
		fprintf(stderr, "burnrig %s: --seed: '%s' is no number from 0 to 2^64-1\n", word,
			options->seed);
		return EXIT_USAGE;
	}
	if (!parse_clock(options->clock, &drive.real_divisor)) {
		fprintf(stderr, "burnrig %s: --clock: '%s' is none of virtual, real, real/N\n",
			word, options->clock);
		return EXIT_USAGE;
	}
	drive.trace = target->trace;
	if (br_transport_open_in_process(&drive, &target->transport, problem, sizeof problem)) {
		fprintf(stderr, "burnrig %s: %s\n", word, problem);
		return EXIT_FAILURE;
	}
	return 0;
}

int target_open(const char *word, const struct target_options *options, struct target *ret_target)
{
	struct target target = { 0 };
	const char *conflict = find_conflict(options);
	struct br_outcome outcome;
	int status;

	if (conflict) {
		fprintf(stderr, "burnrig %s: %s\n", word, conflict);
		return EXIT_USAGE;
	}
	status = open_trace(word, options, &target.trace);
	if (status == 0)
		status = options->device ? open_device(word, options, &target)
					 : open_in_process(word, options, &target);
	if (status == 0) {
		outcome = br_recorder_create(target.transport, &target.recorder);
		if (outcome.code == BR_OK) {
			*ret_target = target;
			return 0;
		}
		target_say(word, &outcome);
		status = EXIT_FAILURE;
	}
	target_close(word, &target);
	return status;
}

int target_close(const char *word, struct target *target)
{
	br_recorder_destroy(target->recorder);
	br_transport_close(target->transport);
	if (target->trace && fclose(target->trace) != 0) {
		fprintf(stderr, "burnrig %s: the trace could not be written: %s\n", word,
			strerror(errno));
		return EXIT_FAILURE;
	}
	return 0;
}
