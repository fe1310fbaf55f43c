/* SPDX-License-Identifier: MIT */
/* burnrig: one program, one word per task; each word's code lives in the component it belongs to.
 */
#include <stddef.h>

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
	{ "capture", "write a drive definition from what a drive says", cmd_capture },
	{ "replay", "send recorded commands again and tell what is answered otherwise",
		cmd_replay },
	{ NULL, NULL, NULL },
};

int main(int argc, char **argv)
{
	return subcommand_run("burnrig", "COMMAND", subcommands, argc, argv);
}
