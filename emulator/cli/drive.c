/* SPDX-License-Identifier: MIT */
/* burnrig drive WORD: the group of words about drives; each word's code lives in its component. */
#include "emulator/cli/drive.h"

#include <stddef.h>

#include "emulator/cli/definitions.h"
#include "emulator/cli/drive_control.h"
#include "emulator/cli/simulate.h"
#include "emulator/cli/subcommand.h"
#include "emulator/ways-in/tcmu/attach.h"
#include "emulator/ways-in/umockdev/run.h"

static const struct subcommand words[] = {
	{ "list", "the drives that can be had", cmd_drive_list },
	{ "show", "what one of them is and how fast", cmd_drive_show },
	{ "simulate", "how a burn would go, without moving data", cmd_drive_simulate },
	{ "run", "run a command that sees a drive; no root needed", cmd_drive_run },
	{ "attach", "make a drive a SCSI device of this kernel", cmd_drive_attach },
	{ "detach", "take it away again", cmd_drive_detach },
	{ "status", "what a drive is doing", cmd_drive_status },
	{ "eject", "press the eject button", cmd_drive_eject },
	{ "insert", "put a disc in", cmd_drive_insert },
	{ "trace", "write down each command, or stop", cmd_drive_trace },
	{ "faults", "make it fail on purpose, or no more", cmd_drive_faults },
	{ NULL, NULL, NULL },
};

int cmd_drive(int argc, char **argv)
{
	return subcommand_run("burnrig drive", "WORD", words, argc, argv);
}
