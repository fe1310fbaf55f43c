/* SPDX-License-Identifier: MIT */
/* job_options.h: what `burnrig info`, `erase` and `verify` take on their command lines. */
#ifndef ENGINE_CLI_JOB_OPTIONS_H
#define ENGINE_CLI_JOB_OPTIONS_H

#include "engine/cli/target.h"

struct job_options {
	struct target_options target;
	bool full, json;
	const char *image; /* the one argument, where there is one */
};

struct job_words {
	const char *word, *help;
	bool takes_image;
	bool takes_full, takes_json;
};

/* job_parse: returns -1 to go on, else the exit status. Says what is wrong on stderr. */
int job_parse(int argc, char **argv, const struct job_words *words, struct job_options *options);

#endif
