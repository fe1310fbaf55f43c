/* SPDX-License-Identifier: MIT */
/* burnrig: one program, one word per task; each word's code lives in the component it belongs to.
 */
#include <stdio.h>
#include <string.h>

#include "conformance/cli/commands.h"
#include "emulator/cli/disc.h"
#include "emulator/cli/drive.h"
#include "emulator/cli/subcommand.h"
#include "engine/cli/commands.h"

static const struct subcommand subcommands[] = {
	{ "disc", "discs in files: create, info, export, media", cmd_disc },
	{ "drive", "virtual drives: list, run, attach, status, eject, insert", cmd_drive },
	{ "burn", "burn an image onto the disc in a drive", cmd_burn },
	{ "verify", "compare the disc in a drive with an image", cmd_verify },
	{ "info", "say who a drive is and what its disc can take", cmd_info },
	{ "erase", "make a rewritable disc blank", cmd_erase },
	{ "format", "make a disc writable in any order, or give it spares", cmd_format },
	{ "close", "close what a burn left open", cmd_close },
	{ "speeds", "list the speeds at which a drive can write its disc", cmd_speeds },
	{ "graph", "draw a burn's speed, buffers and rotation", cmd_graph },
	{ "test", "judge a virtual or a real drive by the MMC standard", cmd_test },
	{ NULL, NULL, NULL },
};

static int usage(FILE *out)
{
	fputs("usage: burnrig COMMAND [OPTION]... ; burnrig COMMAND --help says more\n\n", out);
	for (const struct subcommand *s = subcommands; s->name; s++)
		fprintf(out, "  %-8s %s\n", s->name, s->summary);
	return out == stdout ? 0 : 2;
}

int main(int argc, char **argv)
{
	if (argc < 2)
		return usage(stderr);
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)
		return usage(stdout);
	for (const struct subcommand *s = subcommands; s->name; s++)
		if (strcmp(s->name, argv[1]) == 0)
			return s->run(argc - 1, argv + 1);
	fprintf(stderr, "burnrig: no command '%s'\n", argv[1]);
	return usage(stderr);
}
