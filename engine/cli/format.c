/* SPDX-License-Identifier: MIT */
/* burnrig format: the formats that a drive has for the disc in it, and one of them done. */
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "burnengine/disc_format_medium.h"
#include "engine/cli/commands.h"
#include "engine/cli/interrupt.h"
#include "engine/cli/job_options.h"

#define EXIT_USAGE	 2
#define READY_TIMEOUT_MS 60000
#define OPTIONS_MAX	 64

static const char help[] =
	"usage: burnrig format --device DEV [--kind KIND] [--blocks N] | --list\n"
	"       burnrig format --disc FILE [--drive NAME] [--kind KIND] [--blocks N] | --list\n"
	"\n"
	"Format a disc, so that it can be written in any order, or with spare areas.\n"
	"\n"
	"  --kind KIND    default: what makes the disc usable soonest; else one of --list:\n"
	"                 full (all of it is gone over), quick, grow (DVD-RW), no-spares (BD-RE),\n"
	"                 expand-spares (DVD-RAM, BD-RE), sequential, pseudo-overwrite, random (BD-R)\n"
	"  --blocks N     how large the user area is to be: as --list has it for the kind\n"
	"  --list         say which kinds the drive offers for this disc, and what they leave\n"
	"  --json         the list as one JSON document\n"
	"  --device DEV   a drive of this machine: /dev/srN or /dev/sgN\n"
	"  --disc FILE    a disc file in a virtual drive\n"
	"  --drive NAME   which virtual drive (default: burner)\n"
	"  --trace FILE   write every command and how it ended\n"
	"  --help         this text\n";

static void show(void *context, uint32_t elapsed_s, uint16_t fraction)
{
	(void)context;
	printf("\rformatting: %3u %% after %u s ", fraction * 100U / UINT16_MAX,
		(unsigned)elapsed_s);
	fflush(stdout);
}

static bool parse_kind(const char *name, enum br_format_kind *ret_kind)
{
	for (int kind = 0; kind < BR_FORMAT_KINDS; kind++)
		if (strcmp(name, br_format_kind_name((enum br_format_kind)kind)) == 0) {
			*ret_kind = (enum br_format_kind)kind;
			return true;
		}
	return false;
}

static bool parse_blocks(const char *text, uint32_t *ret_blocks)
{
	char *end;
	unsigned long blocks = strtoul(text, &end, 10);

	*ret_blocks = (uint32_t)blocks;
	return *text >= '0' && *text <= '9' && *end == '\0' && blocks > 0 && blocks <= UINT32_MAX;
}

static int print_options(const struct br_format_option *options, unsigned count, bool json)
{
	json_t *list = json_array();
	int failed = 0;

	for (unsigned i = 0; i < count; i++) {
		const char *name = br_format_kind_name(options[i].kind);

		if (json)
			json_array_append_new(list, json_pack("{s:s, s:I}", "kind", name, "blocks",
							    (json_int_t)options[i].blocks));
		else
			printf("%-18s %10" PRIu32 " sectors%s\n", name, options[i].blocks,
				i == 0 ? ", the default" : "");
	}
	if (json) {
		failed = json_dumpf(list, stdout, JSON_INDENT(2));
		putchar('\n');
	} else if (count == 0) {
		puts("none");
	}
	json_decref(list);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

static int list(struct br_recorder *recorder, bool json)
{
	const struct br_wait wait = { .timeout_ms = READY_TIMEOUT_MS };
	struct br_format_option options[OPTIONS_MAX];
	unsigned count;
	struct br_outcome outcome = br_recorder_wait_ready(recorder, &wait);

	if (outcome.code == BR_OK)
		outcome = br_format_options(recorder, options, OPTIONS_MAX, &count);
	if (outcome.code == BR_OK)
		return print_options(options, count, json);
	target_say("format", &outcome);
	return EXIT_FAILURE;
}

static int format(struct br_recorder *recorder, enum br_format_kind kind, uint32_t blocks)
{
	const bool terminal = isatty(STDOUT_FILENO) == 1;
	const struct br_format_request request = {
		.kind = kind,
		.blocks = blocks,
		.cancel = interrupt_cancel(),
		.update = terminal ? show : NULL,
	};
	struct br_outcome outcome = br_format_medium(recorder, &request);

	if (terminal)
		putchar('\n');
	if (outcome.code == BR_OK)
		puts("formatted");
	else
		target_say("format", &outcome);
	return outcome.code == BR_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}

int cmd_format(int argc, char **argv)
{
	static const struct job_words words = {
		.word = "format",
		.help = help,
		.options = JOB_KIND | JOB_BLOCKS | JOB_LIST | JOB_JSON,
	};
	struct job_options options = { 0 };
	enum br_format_kind kind = BR_FORMAT_DEFAULT;
	uint32_t blocks = 0;
	struct target target;
	int status = job_parse(argc, argv, &words, &options);

	if (status >= 0)
		return status;
	if (options.kind && !parse_kind(options.kind, &kind)) {
		fprintf(stderr, "burnrig format: no such kind: %s\n", options.kind);
		return EXIT_USAGE;
	}
	if (options.blocks && !parse_blocks(options.blocks, &blocks)) {
		fprintf(stderr, "burnrig format: no such size: %s\n", options.blocks);
		return EXIT_USAGE;
	}
	options.target.exclusive = !options.list;
	status = target_open("format", &options.target, &target);
	if (status)
		return status;
	status = options.list ? list(target.recorder, options.json)
			      : format(target.recorder, kind, blocks);
	return target_close("format", &target) || status ? EXIT_FAILURE : EXIT_SUCCESS;
}
