/* SPDX-License-Identifier: MIT */
/* burnrig erase: make a rewritable disc blank. */
#include <stdlib.h>
#include <unistd.h>

#include "burnengine/disc_format_erase.h"
#include "engine/cli/commands.h"
#include "engine/cli/job_options.h"

static const char help[] =
	"usage: burnrig erase --device DEV [--full]\n"
	"       burnrig erase --disc FILE [--drive NAME] [--full]\n"
	"\n"
	"Erase a rewritable disc: quickly, so that it looks blank, or all of it.\n"
	"\n"
	"  --device DEV   a drive of this machine: /dev/srN or /dev/sgN\n"
	"  --disc FILE    a disc file in a virtual drive\n"
	"  --drive NAME   which virtual drive (default: burner)\n"
	"  --full         all of it\n"
	"  --help         this text\n";

static void show(void *context, uint32_t elapsed_s, uint32_t total_s)
{
	(void)context;
	printf("\rerasing: %u s of about %u s ", (unsigned)elapsed_s, (unsigned)total_s);
	fflush(stdout);
}

int cmd_erase(int argc, char **argv)
{
	static const struct job_words words = {
		.word = "erase", .help = help, .options = JOB_FULL | JOB_JSON
	};
	struct job_options options = { .target = { .exclusive = true } };
	struct br_erase_options erase = { .full = false };
	struct target target;
	struct br_outcome outcome;
	int status = job_parse(argc, argv, &words, &options);

	if (status >= 0)
		return status;
	status = target_open("erase", &options.target, &target);
	if (status)
		return status;
	erase.full = options.full;
	if (isatty(STDOUT_FILENO) == 1)
		erase.update = show;
	outcome = br_erase(target.recorder, &erase);
	if (erase.update)
		putchar('\n');
	if (outcome.code == BR_OK)
		puts("erased");
	else
		target_say("erase", &outcome);
	status = target_close("erase", &target);
	return outcome.code == BR_OK ? status : EXIT_FAILURE;
}
