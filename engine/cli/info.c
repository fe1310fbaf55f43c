/* SPDX-License-Identifier: MIT */
/* burnrig info: the drive, and the disc in it as one who burns sees it. */
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>

#include "engine/cli/commands.h"
#include "engine/cli/job_options.h"

#define READY_TIMEOUT_MS 60000

static const char help[] = "usage: burnrig info --device DEV [--json]\n"
			   "       burnrig info --disc FILE [--drive NAME] [--json]\n"
			   "\n"
			   "Say who the drive is, and what can be done with the disc in it.\n"
			   "\n"
			   "  --device DEV   a drive of this machine: /dev/srN or /dev/sgN\n"
			   "  --disc FILE    a disc file in a virtual drive\n"
			   "  --drive NAME   which virtual drive (default: burner)\n"
			   "  --json         one JSON document\n"
			   "  --help         this text\n";

static void print_text(struct br_recorder *recorder, const struct br_medium *medium)
{
	const char *name = br_profile_name(medium->profile);

	printf("drive:     %s %s %s\n", br_recorder_vendor(recorder), br_recorder_product(recorder),
		br_recorder_revision(recorder));
	printf("disc:      %s (profile %04Xh)\n", name ? name : "unknown", medium->profile);
	printf("state:     %s%s%s%s%s\n", medium->blank ? "blank" : "written",
		medium->appendable ? ", appendable" : "", medium->finalized ? ", closed" : "",
		medium->damaged ? ", damaged" : "",
		!medium->overwritable ? ""
		: medium->formatted   ? ", formatted"
				      : ", not formatted");
	printf("sessions:  %" PRIu16 ", last track %" PRIu16 "\n", medium->sessions,
		medium->last_track);
	if (!medium->finalized)
		printf("next:      LBA %" PRId32 ", %" PRIu32 " sectors free\n",
			medium->next_writable_lba, medium->free_blocks);
}

static int print_json(struct br_recorder *recorder, const struct br_medium *medium)
{
	const char *name = br_profile_name(medium->profile);
	json_t *document = json_pack("{s:s, s:s, s:s, s:s, s:i, s:b, s:b, s:b, s:b, s:b, s:b}",
		"vendor", br_recorder_vendor(recorder), "product", br_recorder_product(recorder),
		"revision", br_recorder_revision(recorder), "medium", name ? name : "unknown",
		"profile", medium->profile, "blank", medium->blank, "appendable",
		medium->appendable, "overwritable", medium->overwritable, "formatted",
		medium->formatted, "finalized", medium->finalized, "damaged", medium->damaged);
	json_t *more = json_pack("{s:i, s:i, s:i, s:I}", "sessions", medium->sessions, "last_track",
		medium->last_track, "next_writable_lba", medium->next_writable_lba, "free_blocks",
		(json_int_t)medium->free_blocks);
	int failed =
		json_object_update(document, more) || json_dumpf(document, stdout, JSON_INDENT(2));

	putchar('\n');
	json_decref(more);
	json_decref(document);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

int cmd_info(int argc, char **argv)
{
	static const struct job_words words = { .word = "info", .help = help, .options = JOB_JSON };
	const struct br_wait wait = { .timeout_ms = READY_TIMEOUT_MS };
	struct job_options options = { 0 };
	struct br_medium medium;
	struct target target;
	struct br_outcome outcome;
	int status = job_parse(argc, argv, &words, &options);

	if (status >= 0)
		return status;
	status = target_open("info", &options.target, &target);
	if (status)
		return status;
	outcome = br_recorder_wait_ready(target.recorder, &wait);
	if (outcome.code == BR_OK)
		outcome = br_recorder_medium(target.recorder, &medium);
	if (outcome.code != BR_OK) {
		target_say("info", &outcome);
		status = EXIT_FAILURE;
	} else if (options.json) {
		status = print_json(target.recorder, &medium);
	} else {
		print_text(target.recorder, &medium);
	}
	return target_close("info", &target) || status ? EXIT_FAILURE : EXIT_SUCCESS;
}
