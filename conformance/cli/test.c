/* SPDX-License-Identifier: MIT */
/* `burnrig test`: judge a virtual or a real drive. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "conformance/cli/commands.h"
#include "conformance/cli/compare.h"
#include "conformance/cli/virtual_loader.h"
#include "conformance/mutants/hunt.h"
#include "conformance/mutants/hunt_report.h"
#include "conformance/runner/report.h"
#include "conformance/runner/run.h"
#include "conformance/runner/transport_bench.h"
#include "conformance/runner/waivers.h"
#include "conformance/suites/suites.h"
#include "emulator/cli/subcommand.h"

enum option_key {
	KEY_HELP = 1000,
	KEY_DRIVE,
	KEY_MEDIUM,
	KEY_DISC,
	KEY_DEVICE,
	KEY_ALLOW,
	KEY_LEVEL,
	KEY_CLAUSE,
	KEY_SHARD,
	KEY_COMPARE,
	KEY_KTAP,
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
	KEY_RECORD,
	KEY_LOADER,
	KEY_VIRTUAL,
	KEY_PACE,
	KEY_PROFILE,
};

static const struct option long_options[] = {
	{ "help", no_argument, NULL, KEY_HELP },
	{ "drive", required_argument, NULL, KEY_DRIVE },
	{ "medium", required_argument, NULL, KEY_MEDIUM },
	{ "disc", required_argument, NULL, KEY_DISC },
	{ "device", required_argument, NULL, KEY_DEVICE },
	{ "allow", required_argument, NULL, KEY_ALLOW },
	{ "level", required_argument, NULL, KEY_LEVEL },
	{ "clause", required_argument, NULL, KEY_CLAUSE },
	{ "shard", required_argument, NULL, KEY_SHARD },
	{ "compare", required_argument, NULL, KEY_COMPARE },
	{ "list", no_argument, NULL, KEY_LIST },
	{ "only", required_argument, NULL, KEY_ONLY },
	{ "tap", required_argument, NULL, KEY_TAP },
	{ "ktap", required_argument, NULL, KEY_KTAP },
	{ "junit", required_argument, NULL, KEY_JUNIT },
	{ "json", required_argument, NULL, KEY_JSON },
	{ "html", required_argument, NULL, KEY_HTML },
	{ "seed", required_argument, NULL, KEY_SEED },
	{ "trace", no_argument, NULL, KEY_TRACE },
	{ "waivers", required_argument, NULL, KEY_WAIVE },
	{ "mutants", no_argument, NULL, KEY_MUTANTS },
	{ "loader", required_argument, NULL, KEY_LOADER },
	{ "virtual", required_argument, NULL, KEY_VIRTUAL },
	{ "pace", required_argument, NULL, KEY_PACE },
	{ "record", required_argument, NULL, KEY_RECORD },
	{ "profile", required_argument, NULL, KEY_PROFILE },
	{ NULL, 0, NULL, 0 },
};

static const char help[] =
	"usage: burnrig test [--drive NAME] (--medium NAME | --disc FILE) [OPTION]...\n"
	"       burnrig test --device /dev/sgN [--virtual NAME --medium NAME] [OPTION]...\n"
	"       burnrig test --list [--only PATTERN]\n"
	"       burnrig test --mutants [--drive NAME] [--shard I/N]\n"
	"       burnrig test --compare OLD.json NEW.json\n"
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
	"  --allow LIST      read, tray, write (blank space and what may be overwritten), consume\n"
	"                    (close, format, blank: a disc is used up; write is in it), with\n"
	"                    commas between. Usual: consume and tray with --medium, whose media\n"
	"                    are nobody's; read and tray with --disc; read with --device\n"
	"  --loader COMMAND  put a disc as new into the device by this command, before each test\n"
	"                    that needs it: the tests before it wrote to the one inside\n"
	"  --virtual NAME    the device is this virtual drive (drive run --name, drive attach): as a\n"
	"                    loader does, have it put in a new disc, in its memory, of --medium\n"
	"  --pace N          the device's clock runs N times as fast as ours: wait so much less\n"
	"what is chosen\n"
	"  --only PATTERN    only tests whose identity matches, as 'mmc.inquiry.*'\n"
	"  --clause PATTERN  only those whose clause matches, as 'MMC-6 6.2*'\n"
	"  --profile NUMBER  only those that may hold for media of this profile, as 001Bh\n"
	"  --level LIST      only mandatory, recommended or logo, with commas between\n"
	"  --shard I/N       the I-th of N parts of what is chosen, I from 1: for parallel runs\n"
	"  --waivers FILE    known deviations: identity, reason, who answers for them, expiry\n"
	"  --seed N          of everything random (usual 1); the same seed repeats a run\n"
	"  --mutants         judge the suite: every device that is broken on purpose must be\n"
	"                    caught by the test that its defect names; --json and --html get\n"
	"                    the matrix\n"
	"what is told\n"
	"  --list            the tests, and no judging\n"
	"  --tap FILE        TAP 14; FILE may be - for standard output\n"
	"  --ktap FILE       KTAP 1, the kernel's dialect\n"
	"  --junit FILE      JUnit XML\n"
	"  --json FILE       one JSON object per line\n"
	"  --html FILE       a page for people\n"
	"  --record FOLDER   the whole traffic of each test that fails, for burnrig replay\n"
	"  --trace           every command of every test, also of those that pass\n"
	"  --compare OLD NEW what changed between two runs' JSON; 1 when something got worse\n";

struct choices {
	struct transport_choice transport;
	struct run_options run;
	struct loader loader;
	struct virtual_loader virtual_loader;
	const char *loader_command;
	const char *allow, *levels, *shard, *profile, *pace, *waive_path, *old_path, *new_path;
	const char *tap_path, *ktap_path, *junit_path, *json_path, *html_path;
	bool list_only, with_trace, help_only, hunt_mutants;
};

static int bad_usage(const char *text)
{
	fprintf(stderr, "burnrig test: %s; --help says more\n", text);
	return 2;
}

static int parse_seed(const char *text, uint64_t *ret_seed)
{
	return subcommand_seed(text, ret_seed) ? 0 : bad_usage("--seed takes a number");
}

/* Options that name a file. */
static const char **report_option(struct choices *choices, int key)
{
	switch (key) {
	case KEY_TAP:
		return &choices->tap_path;
	case KEY_KTAP:
		return &choices->ktap_path;
	case KEY_JUNIT:
		return &choices->junit_path;
	case KEY_JSON:
		return &choices->json_path;
	case KEY_HTML:
		return &choices->html_path;
	case KEY_WAIVE:
		return &choices->waive_path;
	case KEY_COMPARE:
		return &choices->old_path;
	case KEY_LOADER:
		return &choices->loader_command;
	case KEY_VIRTUAL:
		return &choices->virtual_loader.drive;
	case KEY_RECORD:
		return &choices->run.record_folder;
	default:
		return NULL;
	}
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
	case KEY_ALLOW:
		return &choices->allow;
	case KEY_LEVEL:
		return &choices->levels;
	case KEY_CLAUSE:
		return &choices->run.clause_pattern;
	case KEY_SHARD:
		return &choices->shard;
	case KEY_PACE:
		return &choices->pace;
	case KEY_PROFILE:
		return &choices->profile;
	case KEY_ONLY:
		return &choices->run.pattern;
	default:
		return report_option(choices, key);
	}
}

static bool *flag_option(struct choices *choices, int key)
{
	switch (key) {
	case KEY_LIST:
		return &choices->list_only;
	case KEY_TRACE:
		return &choices->with_trace;
	case KEY_HELP:
		return &choices->help_only;
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
	if (choices->old_path && optind == argc - 1) {
		choices->new_path = argv[optind];
		return 0;
	}
	if (choices->old_path)
		return bad_usage("--compare takes two files");
	return optind < argc ? bad_usage("takes no argument without an option") : 0;
}

/* A list of words with commas between; *ret_bits gets a bit for each, numbered as in @words. */
static int parse_words(
	const char *list, const char *const *words, const char *option, unsigned *ret_bits)
{
	char text[128], *rest = text;
	const char *word;

	snprintf(text, sizeof text, "%s", list);
	*ret_bits = 0;
	while ((word = strsep(&rest, ","))) {
		unsigned i = 0;
		while (words[i] && strcmp(words[i], word) != 0)
			i++;
		if (!words[i]) {
			fprintf(stderr, "burnrig test: %s has no '%s'; --help says more\n", option,
				word);
			return 2;
		}
		*ret_bits |= 1u << i;
	}
	return 0;
}

enum { ALLOW_READ, ALLOW_TRAY, ALLOW_WRITE, ALLOW_CONSUME };

/* What may be done depends on whose disc it is. */
static int decide_allowed(struct choices *choices)
{
	static const char *const words[] = { "read", "tray", "write", "consume", NULL };
	const struct transport_choice *transport = &choices->transport;
	unsigned allowed = 1u << ALLOW_READ;

	if (choices->allow) {
		int status = parse_words(choices->allow, words, "--allow", &allowed);
		if (status)
			return status;
	} else if (transport->medium && !transport->device_path) {
		allowed = 1u << ALLOW_CONSUME | 1u << ALLOW_TRAY;
	} else if (!transport->device_path) {
		allowed = 1u << ALLOW_TRAY;
	}
	choices->run.allowed = EFFECT_TRAY;
	if (allowed & 1u << ALLOW_WRITE)
		choices->run.allowed = EFFECT_WRITES;
	if (allowed & 1u << ALLOW_CONSUME)
		choices->run.allowed = EFFECT_CLOSES;
	choices->run.keep_tray = !(allowed & 1u << ALLOW_TRAY);
	choices->transport.exclusive = choices->run.allowed >= EFFECT_WRITES;
	return 0;
}

static int decide_chosen(struct choices *choices)
{
	static const char *const words[] = { [LEVEL_MANDATORY] = "mandatory",
		[LEVEL_RECOMMENDED] = "recommended",
		[LEVEL_LOGO] = "logo",
		NULL };
	unsigned profile = 0;
	char end = 'h';

	if (choices->profile && (sscanf(choices->profile, "%4x%c%c", &profile, &end, &end) < 1 ||
					end != 'h' || !profile))
		return bad_usage("--profile takes a hexadecimal number, as 001Bh");
	choices->run.profile = (uint16_t)profile;
	if (choices->shard &&
		(sscanf(choices->shard, "%u/%u%c", &choices->run.shard, &choices->run.shard_count,
			 &end) != 2 ||
			choices->run.shard < 1 || choices->run.shard > choices->run.shard_count))
		return bad_usage("--shard takes I/N with I from 1 to N");
	return choices->levels
		       ? parse_words(choices->levels, words, "--level", &choices->run.levels)
		       : 0;
}

/* Who puts in discs as new, where the device itself is not new for each test. */
static int decide_loader(struct choices *choices)
{
	const bool has_device = choices->transport.device_path;

	if (choices->loader_command && !has_device)
		return bad_usage("--loader is for --device");
	if (choices->virtual_loader.drive && (!has_device || !choices->transport.medium))
		return bad_usage("--virtual is for --device, and needs --medium");
	if (choices->virtual_loader.drive && choices->loader_command)
		return bad_usage("one of --loader and --virtual");
	if (choices->loader_command)
		choices->loader = loader_of_command(choices->loader_command);
	if (choices->virtual_loader.drive) {
		choices->virtual_loader.medium = choices->transport.medium;
		choices->loader = virtual_loader_of(&choices->virtual_loader);
	}
	choices->run.loader = choices->loader.load ? &choices->loader : NULL;
	return 0;
}

static int check(struct choices *choices)
{
	const struct transport_choice *transport = &choices->transport;
	char end;

	if (transport->device_path &&
		(transport->drive || transport->disc_path ||
			(transport->medium && !choices->virtual_loader.drive)))
		return bad_usage("--device is a real drive: no --drive or --disc with it, and "
				 "--medium only with --virtual");
	if (choices->pace &&
		(!transport->device_path ||
			sscanf(choices->pace, "%9u%c", &choices->transport.pace, &end) != 1 ||
			!choices->transport.pace))
		return bad_usage("--pace is for --device, and takes a number from 1");
	if (transport->medium && transport->disc_path)
		return bad_usage("one of --medium and --disc");
	if (!transport->device_path && !transport->drive && !transport->medium &&
		!transport->disc_path)
		return bad_usage("which drive? --device, or --drive with --medium or --disc");
	return decide_loader(choices) ? 2 : decide_allowed(choices);
}

static FILE *open_report(const char *path)
{
	FILE *out = strcmp(path, "-") == 0 ? stdout : fopen(path, "we");

	if (!out)
		fprintf(stderr, "burnrig test: %s: %s\n", path, strerror(errno));
	return out;
}

/* Also tells @error, that of writing it. */
static int close_report(const char *path, FILE *out, int error)
{
	if (out != stdout && fclose(out))
		error = -EIO;
	if (error)
		fprintf(stderr, "burnrig test: %s: could not be written\n", path);
	return error;
}

static int write_report(
	const char *path, int (*report)(FILE *out, const struct run *run), const struct run *run)
{
	FILE *out = path ? open_report(path) : NULL;

	if (!path)
		return 0;
	return out ? close_report(path, out, report(out, run)) : -EIO;
}

static int write_reports(const struct choices *choices, const struct run *run)
{
	int error = write_report(choices->tap_path, report_tap, run);

	error |= write_report(choices->ktap_path, report_ktap, run);
	error |= write_report(choices->junit_path, report_junit, run);
	error |= write_report(choices->json_path, report_json, run);
	error |= write_report(choices->html_path, report_html, run);
	return error;
}

/* Standard output belongs to a report that asked for it. */
static FILE *talk_to(const struct choices *choices)
{
	const char *paths[] = { choices->tap_path, choices->ktap_path, choices->junit_path,
		choices->json_path, choices->html_path };

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
	choices->run.keep_apart = choices->with_trace;
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

static int write_hunt(const char *path, int (*report)(FILE *out, const struct hunt *hunt),
	const struct hunt *hunt)
{
	FILE *out = path ? open_report(path) : NULL;

	if (!path)
		return 0;
	return out ? close_report(path, out, report(out, hunt)) : -EIO;
}

static int hunt_mutants(const struct choices *choices)
{
	const long processors = sysconf(_SC_NPROCESSORS_ONLN);
	const struct hunt_options options = {
		.drive = choices->transport.drive ? choices->transport.drive : "burner",
		.whole_suite = true,
		.jobs = processors > 0 ? (unsigned)processors : 1,
		.shard = choices->run.shard,
		.shard_count = choices->run.shard_count,
		.out = talk_to(choices),
	};
	struct hunt hunt;
	int error = hunt_all(&options, &hunt);
	/* which tests no mutant fails is known when all mutants were there */
	const size_t unproven =
		options.shard_count > 1 ? 0 : hunt_tell_unproven(&hunt, options.out);

	fprintf(options.out,
		"%zu mutants: %zu caught, %zu only by another test, %zu missed; %zu tests unproven\n",
		hunt.mutants, hunt.caught, hunt.caught_by_another, hunt.missed, unproven);
	if (error)
		fprintf(stderr, "burnrig test: %s\n", strerror(-error));
	error |= write_hunt(choices->json_path, hunt_json, &hunt);
	error |= write_hunt(choices->html_path, hunt_html, &hunt);
	error |= hunt.caught < hunt.mutants || unproven;
	hunt_free(&hunt);
	return error ? 1 : 0;
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
	if (choices.old_path)
		return compare_runs(choices.old_path, choices.new_path, stdout);
	status = decide_chosen(&choices);
	if (status)
		return status;
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
	if (choices.run.record_folder && mkdir(choices.run.record_folder, 0777) < 0 &&
		errno != EEXIST) {
		fprintf(stderr, "burnrig test: %s: %s\n", choices.run.record_folder,
			strerror(errno));
		waivers_free(waivers);
		return 2;
	}
	status = judge(&choices);
	waivers_free(waivers);
	return status;
}
