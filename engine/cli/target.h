/* SPDX-License-Identifier: MIT */
/*
 * target.h: the drive that a command is for: a device of this machine, or a virtual drive in this
 * process.
 */
#ifndef ENGINE_CLI_TARGET_H
#define ENGINE_CLI_TARGET_H

#include <stdbool.h>

#include "burnengine/recorder.h"

struct target_options { /* as they were given; NULL is "not given" */
	const char *device, *disc, *drive, *medium, *seed, *trace, *clock, *faults;
	bool exclusive;
};

struct target {
	struct br_transport *transport;
	struct br_recorder *recorder;
	FILE *trace;
};

/*
 * target_open: exactly one of device, disc, medium must be given; drive, seed, clock
 * ("virtual", "real", "real/N") and faults only without device. Says on stderr what is wrong, as "burnrig @word: ...". Returns an exit status:
 * 0, 1 or 2.
 */
int target_open(const char *word, const struct target_options *options, struct target *ret_target);

/* target_close: returns 0, or 1 when the trace could not be written to its end. */
int target_close(const char *word, struct target *target);

/* target_say: "burnrig @word: " and the outcome on stderr. */
void target_say(const char *word, const struct br_outcome *outcome);

#endif
