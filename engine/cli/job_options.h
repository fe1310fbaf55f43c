/* SPDX-License-Identifier: MIT */
/* job_options.h: what `burnrig info`, `erase`, `format`, `close` and `verify` take on their command lines. */
#ifndef ENGINE_CLI_JOB_OPTIONS_H
#define ENGINE_CLI_JOB_OPTIONS_H

#include "engine/cli/target.h"

struct job_options {
	struct target_options target;
	bool full, json, list, finalize;
	const char *kind, *blocks;
	const char *image; /* the one argument, where there is one */
};

enum job_option { /* besides those that say which drive */
	JOB_FULL = 1,
	JOB_JSON = 2,
	JOB_LIST = 4,
	JOB_FINALIZE = 8,
	JOB_KIND = 16,
	JOB_BLOCKS = 32,
};

struct job_words {
	const char *word, *help;
	bool takes_image;
	unsigned options; /* job_option, several */
};

/* job_parse: returns -1 to go on, else the exit status. Says what is wrong on stderr. */
int job_parse(int argc, char **argv, const struct job_words *words, struct job_options *options);

#endif
