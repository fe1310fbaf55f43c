/* SPDX-License-Identifier: MIT */
/* burnrig close: what an earlier burn left open. */
#include <stdlib.h>

#include "burnengine/disc_format_data.h"
#include "engine/cli/commands.h"
#include "engine/cli/interrupt.h"
#include "engine/cli/job_options.h"

static const char help[] =
	"usage: burnrig close --device DEV [--finalize]\n"
	"       burnrig close --disc FILE [--drive NAME] [--finalize]\n"
	"\n"
	"Close the track and session that a burn left open.\n"
	"\n"
	"  --finalize     close the disc: nothing can be added afterwards. CD and DVD-R take that\n"
	"                 only while a session is open\n"
	"  --device DEV   a drive of this machine: /dev/srN or /dev/sgN\n"
	"  --disc FILE    a disc file in a virtual drive\n"
	"  --drive NAME   which virtual drive (default: burner)\n"
	"  --trace FILE   write every command and how it ended\n"
	"  --help         this text\n";

static struct br_outcome close_medium(struct br_recorder *recorder, bool finalize)
{
	struct br_format_data *format = br_format_data_create(recorder);
	struct br_outcome outcome = { .code = BR_E_NO_MEMORY };

	if (!format)
		return outcome;
	br_format_data_set_cancel(format, interrupt_cancel());
	br_format_data_set_force_media_to_be_closed(format, finalize);
	outcome = br_format_data_close(format);
	br_format_data_destroy(format);
	return outcome;
}

int cmd_close(int argc, char **argv)
{
	static const struct job_words words = {
		.word = "close", .help = help, .options = JOB_FINALIZE
	};
	struct job_options options = { .target = { .exclusive = true } };
	struct target target;
	struct br_outcome outcome;
	int status = job_parse(argc, argv, &words, &options);

	if (status >= 0)
		return status;
	status = target_open("close", &options.target, &target);
	if (status)
		return status;
	outcome = close_medium(target.recorder, options.finalize);
	if (outcome.code == BR_OK)
		puts("closed");
	else
		target_say("close", &outcome);
	status = target_close("close", &target);
	return outcome.code == BR_OK ? status : EXIT_FAILURE;
}
