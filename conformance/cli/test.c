/* SPDX-License-Identifier: MIT */
/* `burnrig test`: judge a virtual or a real drive. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "conformance/cli/commands.h"
#include "conformance/mutants/hunt.h"
#include "conformance/runner/report.h"
#include "conformance/runner/run.h"
#include "conformance/runner/transport_bench.h"
#include "conformance/runner/waivers.h"
#include "conformance/suites/suites.h"

enum option_key {
	KEY_HELP = 1000,
	KEY_DRIVE,
	KEY_MEDIUM,
	KEY_DISC,
	KEY_DEVICE,
	KEY_LEVEL,
	KEY_WRITE_MEDIUM,
	KEY_MOVE_TRAY,
	KEY_LIST,
	KEY_ONLY,
	KEY_TAP,
	KEY_JUNIT,
	KEY_JSON,
	KEY_HTML,
	KEY_SEED,
	KEY_TRACE,
	KEY_WAIVE,
	KEY_MUTANTS,
	KEY_MANDATORY,
};

static const struct option long_options[] = {
	{ "help", no_argument, NULL, KEY_HELP },
	{ "drive", required_argument, NULL, KEY_DRIVE },
	{ "medium", required_argument, NULL, KEY_MEDIUM },
	{ "disc", required_argument, NULL, KEY_DISC },
	{ "device", required_argument, NULL, KEY_DEVICE },
	{ "level", required_argument, NULL, KEY_LEVEL },
	{ "write-medium", no_argument, NULL, KEY_WRITE_MEDIUM },
	{ "move-tray", no_argument, NULL, KEY_MOVE_TRAY },
	{ "list", no_argument, NULL, KEY_LIST },
	{ "only", required_argument, NULL, KEY_ONLY },
	{ "tap", required_argument, NULL, KEY_TAP },
	{ "junit", required_argument, NULL, KEY_JUNIT },
	{ "json", required_argument, NULL, KEY_JSON },
	{ "html", required_argument, NULL, KEY_HTML },
	{ "seed", required_argument, NULL, KEY_SEED },
	{ "trace", no_argument, NULL, KEY_TRACE },
	{ "waive", required_argument, NULL, KEY_WAIVE },
	{ "mandatory-only", no_argument, NULL, KEY_MANDATORY },
	{ "mutants", no_argument, NULL, KEY_MUTANTS },
	{ NULL, 0, NULL, 0 },
};

static const char help[] =
	"usage: burnrig test [--drive NAME] (--medium NAME | --disc FILE) [OPTION]...\n"
	"       burnrig test --device /dev/sgN [OPTION]...\n"
	"       burnrig test --list [--only PATTERN]\n"
	"       burnrig test --mutants [--drive NAME]\n"
	"\n"
	"Judges a drive by the MMC standard. Ends with 0 only when at least one test passed and\n"
	"none failed; skipped tests are never counted as passed.\n"
	"\n"
	"what is judged\n"
	"  --drive NAME      virtual drive: a definition's name or file\n"
	"  --medium NAME     each test gets a new drive with a new medium, in memory\n"
	"  --disc FILE       the drive holds this disc file\n"
	"  --device PATH     a drive that Linux shows as /dev/sgN or /dev/srN\n"
	"what is allowed\n"
	"  --level LEVEL     read-only or write; write is usual with --medium only\n"
	"  --write-medium    with --device: yes, the disc in it may be written and used up\n"
	"  --move-tray       with --device: tests may open and close the tray\n"
	"  --only PATTERN    only tests whose identity matches, as mmc.inquiry.*\n"
	"  --mandatory-only  leave out what is recommended or for a logo\n"
	"  --waive FILE      known deviations: identity, reason, who answers for them\n"
	"  --seed N          of everything random (usual 1); the same seed repeats a run\n"
	"  --mutants         judge the suite: every device that is broken on purpose must be\n"
	"                    caught by the test that its defect names\n"
	"what is told\n"
	"  --list            the tests, and no judging\n"
	"  --tap FILE        TAP 14; FILE may be - for standard output\n"
	"  --junit FILE      JUnit XML\n"
	"  --json FILE       one JSON object per line\n"
	"  --html FILE       a page for people\n"
	"  --trace           every command of every test, also of those that pass\n";

struct choices {
	struct transport_choice transport;
	struct run_options run;
	const char *level, *waive_path;
	const char *tap_path, *junit_path, *json_path, *html_path;
	bool may_write_medium, may_move_tray, list_only, with_trace, help_only, hunt_mutants;
};

static int bad_usage(const char *text)
{
	fprintf(stderr, "burnrig test: %s; --help says more\n", text);
	return 2;
}

static int parse_seed(const char *text, uint64_t *ret_seed)
{
	char *end;

	errno = 0;
	*ret_seed = strtoull(text, &end, 0);
	return errno || end == text || *end ? bad_usage("--seed takes a number") : 0;
}

static const char **text_option(struct choices *choices, int key)
{
	switch (key) {
	case KEY_DRIVE:
		return &choices->transport.drive;
	case KEY_MEDIUM:
		return &choices->transport.medium;
	case KEY_DISC:
		return &choices->transport.disc_path;
	case KEY_DEVICE:
		return &choices->transport.device_path;
	case KEY_LEVEL:
		return &choices->level;
	case KEY_ONLY:
		return &choices->run.pattern;
	case KEY_TAP:
		return &choices->tap_path;
	case KEY_JUNIT:
		return &choices->junit_path;
	case KEY_JSON:
		return &choices->json_path;
	case KEY_HTML:
		return &choices->html_path;
	case KEY_WAIVE:
		return &choices->waive_path;
	default:
		return NULL;
	}
}

static bool *flag_option(struct choices *choices, int key)
{
	switch (key) {
	case KEY_WRITE_MEDIUM:
		return &choices->may_write_medium;
	case KEY_MOVE_TRAY:
		return &choices->may_move_tray;
	case KEY_LIST:
		return &choices->list_only;
	case KEY_TRACE:
		return &choices->with_trace;
	case KEY_HELP:
		return &choices->help_only;
	case KEY_MANDATORY:
		return &choices->run.mandatory_only;
	case KEY_MUTANTS:
		return &choices->hunt_mutants;
	default:
		return NULL;
	}
}

static int parse(int argc, char **argv, struct choices *choices)
{
	int key;

	optind = 0;
	while ((key = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		const char **text = text_option(choices, key);
		bool *flag = flag_option(choices, key);
		if (text)
			*text = optarg;
		else if (flag)
			*flag = true;
		else if (key != KEY_SEED || parse_seed(optarg, &choices->run.seed))
			return 2; /* said already what is wrong */
	}
	return optind < argc ? bad_usage("takes no argument without an option") : 0;
}

/* What may be done depends on whose disc it is. */
static int decide_level(struct choices *choices)
{
	const struct transport_choice *transport = &choices->transport;
	bool writes = transport->medium != NULL;

	if (choices->level && strcmp(choices->level, "read-only") == 0)
		writes = false;
	else if (choices->level && strcmp(choices->level, "write") == 0)
		writes = true;
	else if (choices->level)
		return bad_usage("--level is read-only or write");
	if (writes && transport->device_path && !choices->may_write_medium)
		return bad_usage(
			"--level write uses up the disc in the device: say --write-medium");
	choices->run.allowed = writes ? EFFECT_CLOSES : EFFECT_TRAY;
	choices->run.keep_tray = transport->device_path && !choices->may_move_tray;
	choices->transport.exclusive = writes;
	return 0;
}

static int check(struct choices *choices)
{
	const struct transport_choice *transport = &choices->transport;

	if (transport->device_path &&
		(transport->drive || transport->medium || transport->disc_path))
		return bad_usage(
			"--device is a real drive: no --drive, --medium or --disc with it");
	if (transport->medium && transport->disc_path)
		return bad_usage("one of --medium and --disc");
	if (!transport->device_path && !transport->drive && !transport->medium &&
		!transport->disc_path)
		return bad_usage("which drive? --device, or --drive with --medium or --disc");
	return decide_level(choices);
}

static int write_report(
	const char *path, int (*report)(FILE *out, const struct run *run), const struct run *run)
{
	const bool is_stdout = path && strcmp(path, "-") == 0;
	FILE *out;
	int error;

	if (!path)
		return 0;
	out = is_stdout ? stdout : fopen(path, "we");
	if (!out) {
		fprintf(stderr, "burnrig test: %s: %s\n", path, strerror(errno));
		return -EIO;
	}
	error = report(out, run);
	if (!is_stdout && fclose(out))
		error = -EIO;
	if (error)
		fprintf(stderr, "burnrig test: %s: could not be written\n", path);
	return error;
}

static int write_reports(const struct choices *choices, const struct run *run)
{
	int error = write_report(choices->tap_path, report_tap, run);

	error |= write_report(choices->junit_path, report_junit, run);
	error |= write_report(choices->json_path, report_json, run);
	error |= write_report(choices->html_path, report_html, run);
	return error;
}

/* Standard output belongs to a report that asked for it. */
static FILE *talk_to(const struct choices *choices)
{
	const char *paths[] = { choices->tap_path, choices->junit_path, choices->json_path,
		choices->html_path };

	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
		if (paths[i] && strcmp(paths[i], "-") == 0)
			return stderr;
	return stdout;
}

struct talk {
	FILE *out;
	bool with_trace;
};

static void tell(void *context, const struct result *result)
{
	const struct talk *talk = context;

	report_line(talk->out, result, talk->with_trace);
	fflush(talk->out);
}

static int judge(struct choices *choices)
{
	struct talk talk = { talk_to(choices), choices->with_trace };
	const struct bench bench = transport_bench(&choices->transport);
	size_t suite_count;
	const struct suite *const *suites = suites_all(&suite_count);
	struct run run;
	int error;
	bool is_clean;

	choices->run.prepare = suites_prepare;
	choices->run.progress = tell;
	choices->run.progress_context = &talk;
	error = run_suites(&bench, suites, suite_count, &choices->run, &run);
	if (error)
		fprintf(stderr, "burnrig test: %s\n", strerror(-error));
	report_summary(talk.out, &run);
	is_clean = !error && run_is_clean(&run);
	if (write_reports(choices, &run))
		is_clean = false;
	run_free(&run);
	return is_clean ? 0 : 1;
}

static int hunt_mutants(const struct choices *choices)
{
	const char *drive = choices->transport.drive ? choices->transport.drive : "burner";
	struct hunt hunt;
	const bool all_caught = hunt_all(drive, true, stdout, &hunt);
	const size_t unproven = hunt_tell_unproven(&hunt, stdout);

	printf("%zu mutants: %zu caught, %zu only by another test, %zu missed; %zu tests unproven\n",
		hunt.mutants, hunt.caught, hunt.caught_by_another, hunt.missed, unproven);
	return all_caught ? 0 : 1;
}

static int list_tests(const struct choices *choices)
{
	size_t suite_count;
	const struct suite *const *suites = suites_all(&suite_count);

	report_list(stdout, suites, suite_count, &choices->run);
	return 0;
}

int cmd_test(int argc, char **argv)
{
	struct choices choices = { .run = { .seed = 1 } };
	struct waivers *waivers = NULL;
	char problem[512];
	int status = parse(argc, argv, &choices);

	if (status)
		return status;
	if (choices.help_only) {
		fputs(help, stdout);
		return 0;
	}
	if (choices.list_only)
		return list_tests(&choices);
	if (choices.hunt_mutants)
		return hunt_mutants(&choices);
	status = check(&choices);
	if (status)
		return status;
	if (choices.waive_path &&
		waivers_load(choices.waive_path, time(NULL), &waivers, problem, sizeof problem)) {
		fprintf(stderr, "burnrig test: %s\n", problem);
		return 2;
	}
	choices.run.waivers = waivers;
	status = judge(&choices);
	waivers_free(waivers);
	return status;
}
