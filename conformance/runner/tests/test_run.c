/* SPDX-License-Identifier: MIT */
/* The runner keeps its verdicts apart, whatever tests do: pass, fail, skip, break, crash, cheat. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "conformance/runner/judge.h"
#include "conformance/runner/run.h"
#include "conformance/runner/tests/scripted_device.h"
#include "conformance/runner/waivers.h"

static void passes(struct judge *j)
{
	must_be_good(j, judge_send(j, CDB(0x00, 0, 0, 0, 0, 0)));
	must_have(j, judge_fetch(j, CDB(0x12, 0, 0, 0, 36, 0), 36), 36);
	must_have_moved(j, judge_fetch(j, CDB(0x12, 0, 0, 0, 5, 0), 5), 5);
	must_refuse(j, judge_send(j, CDB(0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0)), 5, 0x20, 0x00);
	must_equal(j, 3u, 3u, "three");
	must_match(j, (const uint8_t *)"abc", (const uint8_t *)"abd", 2, "ab");
}

static void fails_sense(struct judge *j)
{
	must_refuse_with_one_of(j, judge_send(j, CDB(0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
		{ 5, 0x24, 0x00 }, { 2, 0x3a, 0x01 });
}

static void fails_good(struct judge *j)
{
	must_refuse(j, judge_send(j, CDB(0x00, 0, 0, 0, 0, 0)), 5, 0x24, 0x00);
}

static void fails_number(struct judge *j)
{
	must_equal(j, 0x43u, 0x40u, "current profile");
}

static void fails_bytes(struct judge *j)
{
	must_match(j, (const uint8_t *)"\1\2\3", (const uint8_t *)"\1\2\4", 3, "reply");
}

static void fails_short(struct judge *j)
{
	must_have(j, judge_fetch(j, CDB(0x12, 0, 0, 0, 96, 0), 96), 40);
}

static void fails_cmocka(struct judge *j)
{
	(void)j;
	assert_int_equal(1, 2);
}

static void skips(struct judge *j)
{
	judge_skip(j, "the drive has no %s", "wings");
}

static void writes_and_skips(struct judge *j)
{
	judge_send(j, CDB(0x2a, 0, 0, 0, 0, 0, 0, 0, 0, 0));
	judge_skip(j, "the drive has no wings");
}

static void overruns(struct judge *j)
{
	judge_fetch(j, CDB(0xbd, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0), 8);
}

static void path_breaks(struct judge *j)
{
	judge_send(j, CDB(0x2b, 0, 0, 0, 0, 0, 0, 0, 0, 0));
}

static void cheats(struct judge *j)
{
	/* WRITE (10) from a test that says it only reads. */
	judge_send(j, CDB(0x2a, 0, 0, 0, 0, 0, 0, 0, 0, 0));
}

static void aborts(struct judge *j)
{
	(void)j;
	abort();
}

static void exits(struct judge *j)
{
	(void)j;
	_Exit(0);
}

static void is_random(struct judge *j)
{
	judge_note(j, "%016llx", (unsigned long long)judge_random(j));
	must_hold(j, false, "number %016llx", (unsigned long long)judge_random(j));
}

static void sees_power_on(struct judge *j)
{
	must_refuse(j, judge_send(j, CDB(0x00, 0, 0, 0, 0, 0)), 6, 0x29, 0x00);
}

#define ROW(function, ...)                                                                    \
	{                                                                                     \
		.id = "mmc.x." #function, .clause = "none", .text = "None.", .run = function, \
		__VA_ARGS__                                                                   \
	}

static const struct test rows[] = {
	ROW(passes),
	ROW(fails_sense),
	ROW(fails_good),
	ROW(fails_number),
	ROW(fails_bytes),
	ROW(fails_short),
	ROW(fails_cmocka),
	ROW(skips),
	ROW(overruns),
	ROW(path_breaks),
	ROW(cheats),
	ROW(aborts),
	ROW(exits),
	ROW(is_random),
	ROW(sees_power_on, .needs = NEEDS_POWER_ON),
	{ .id = "mmc.y.writes", .run = passes, .effect = EFFECT_WRITES },
	{ .id = "mmc.y.feature", .run = passes, .feature = 0x0107 },
	{ .id = "mmc.y.random", .run = passes, .needs = NEEDS_RANDOM },
	{ .id = "mmc.y.cd", .run = passes, .needs = NEEDS_CD },
	{ .id = "mmc.y.not-cd", .run = passes, .needs = NEEDS_NOT_CD | NEEDS_MEDIUM },
};
static const struct suite suite = {
	.title = "made up", .tests = rows, .test_count = sizeof rows / sizeof rows[0]
};
static const struct suite *const suites[] = { &suite };

static enum scripted_kind kind; /* set before each round */

static struct run run_with(const struct run_options *options)
{
	const struct bench bench = scripted_bench(kind);
	struct run run;

	assert_int_equal(run_suites(&bench, suites, 1, options, &run), 0);
	assert_null(run.problem);
	return run;
}

/* Run the one test @id and compare. @reason NULL: not looked at. */
static void expect(const char *id, enum verdict verdict, const char *reason)
{
	const struct run_options options = { .pattern = id, .allowed = EFFECT_SETTINGS };
	struct run run = run_with(&options);

	assert_int_equal(run.result_count, 1);
	if (reason)
		assert_string_equal(run.results[0].reason, reason);
	assert_int_equal(run.results[0].verdict, verdict);
	assert_int_equal(run.counts[verdict], 1);
	assert_int_equal(run_is_clean(&run), verdict == VERDICT_PASS);
	run_free(&run);
}

static void test_passes(void **state)
{
	(void)state;
	expect("mmc.x.passes", VERDICT_PASS, "");
	if (kind == SCRIPTED_IN_USE)
		expect("mmc.x.sees_power_on", VERDICT_SKIP,
			"the drive has been in use since power-on");
	else
		expect("mmc.x.sees_power_on", VERDICT_PASS, "");
}

static void test_fails(void **state)
{
	(void)state;
	expect("mmc.x.fails_sense", VERDICT_FAIL,
		"expected CHECK CONDITION 5/24/00 or 2/3A/01, found CHECK CONDITION 5/20/00 Invalid "
		"command operation code");
	expect("mmc.x.fails_good", VERDICT_FAIL, "expected CHECK CONDITION 5/24/00, found GOOD");
	expect("mmc.x.fails_number", VERDICT_FAIL, "current profile: expected 40h, found 43h");
	expect("mmc.x.fails_bytes", VERDICT_FAIL,
		"reply differs from byte 2 on: expected 04, found 03");
	expect("mmc.x.fails_short", VERDICT_FAIL, "expected at least 40 bytes, found 36");
	expect("mmc.x.overruns", VERDICT_FAIL, "more data came than the command asked for");
	expect("mmc.x.fails_cmocka", VERDICT_FAIL, NULL);
}

static void test_skips(void **state)
{
	(void)state;
	expect("mmc.x.skips", VERDICT_SKIP, "the drive has no wings");
	expect("mmc.y.writes", VERDICT_SKIP, "writes to the medium, which was not allowed");
	expect("mmc.y.feature", VERDICT_SKIP, "the feature that requires it is not current");
	expect("mmc.y.random", VERDICT_SKIP, "feature 0020h (Random Writable) is not current");
	expect("mmc.y.cd", VERDICT_SKIP, "the medium is no CD");
	expect("mmc.y.not-cd", VERDICT_PASS, "");
}

static void test_breaks(void **state)
{
	(void)state;
	expect("mmc.x.path_breaks", VERDICT_ERROR,
		"the path to the device failed: Input/output error");
	expect("mmc.x.cheats", VERDICT_ERROR,
		"the test sent operation code 2Ah, above its declared effect");
	expect("mmc.x.aborts", VERDICT_ERROR, "the test's process died of signal 6 (Aborted)");
	expect("mmc.x.exits", VERDICT_ERROR, "the test's process ended before the test did");
}

static void test_all_counted(void **state)
{
	const struct run_options options = { .allowed = EFFECT_SETTINGS };
	struct run run = run_with(&options);

	(void)state;
	assert_int_equal(run.result_count, suite.test_count);
	assert_int_equal(run.counts[VERDICT_PASS], kind == SCRIPTED_IN_USE ? 2 : 3);
	assert_int_equal(run.counts[VERDICT_FAIL], 8);
	assert_int_equal(run.counts[VERDICT_SKIP], kind == SCRIPTED_IN_USE ? 6 : 5);
	assert_int_equal(run.counts[VERDICT_ERROR], 4);
	assert_false(run_is_clean(&run));
	assert_string_equal(run.facts.vendor, "ACME");
	assert_string_equal(run.facts.product, "PRETEND");
	assert_int_equal(run.facts.profile, 0x0043);
	assert_true(run.facts.is_ready);
	run_free(&run);
}

static void test_nothing_is_no_success(void **state)
{
	const struct run_options none = { .pattern = "mmc.nothing.*" };
	const struct run_options only_skips = { .pattern = "mmc.x.skips" };
	struct run run = run_with(&none);

	(void)state;
	assert_int_equal(run.result_count, 0);
	assert_false(run_is_clean(&run));
	run_free(&run);
	run = run_with(&only_skips);
	assert_false(run_is_clean(&run));
	run_free(&run);
}

static void test_no_device(void **state)
{
	const struct bench bench = broken_bench();
	const struct run_options options = { 0 };
	struct run run;

	(void)state;
	assert_int_equal(run_suites(&bench, suites, 1, &options, &run), 0);
	assert_string_equal(run.problem, "cannot open the device: nobody is there");
	assert_int_equal(run.result_count, 0);
	assert_false(run_is_clean(&run));
	run_free(&run);
}

static void test_seed_repeats(void **state)
{
	struct run_options options = { .pattern = "mmc.x.is_random", .seed = 7 };
	struct run one = run_with(&options), same = run_with(&options), other;

	(void)state;
	options.seed = 8;
	other = run_with(&options);
	assert_string_equal(one.results[0].reason, same.results[0].reason);
	assert_string_not_equal(one.results[0].reason, other.results[0].reason);
	run_free(&one);
	run_free(&same);
	run_free(&other);
}

static void test_waivers(void **state)
{
	static char number[] = "mmc.x.fails_number", passing[] = "mmc.x.passes",
		    good[] = "mmc.x.fails_good", aborting[] = "mmc.x.aborts", old[] = "old",
		    me[] = "me";
	struct waiver list[] = { { number, old, me, 0, false }, { passing, old, me, 0, false },
		{ good, old, me, 0, true }, { aborting, old, me, 0, false } };
	const struct waivers waivers = { list, 4 };
	struct run_options options = { .pattern = "mmc.x.fails_number", .waivers = &waivers };
	struct run run = run_with(&options);

	(void)state;
	assert_int_equal(run.results[0].verdict, VERDICT_WAIVED);
	assert_string_equal(
		run.results[0].reason, "current profile: expected 40h, found 43h (waived: old)");
	assert_string_equal(run.results[0].waived_by, "me");
	assert_int_equal(run.stale_waivers, 0);
	assert_int_equal(run.expired_waivers, 1);
	assert_false(run_is_clean(&run));
	run_free(&run);
	options.pattern = "mmc.x.passes"; /* a waiver that is not needed */
	run = run_with(&options);
	assert_int_equal(run.stale_waivers, 1);
	assert_false(run_is_clean(&run));
	run_free(&run);
	options.pattern = "mmc.x.fails_good"; /* expired */
	run = run_with(&options);
	assert_int_equal(run.results[0].verdict, VERDICT_FAIL);
	run_free(&run);
	options.pattern = "mmc.x.aborts"; /* an error is not the failure that was foreseen */
	run = run_with(&options);
	assert_int_equal(run.results[0].verdict, VERDICT_ERROR);
	run_free(&run);
}

/* A record has the whole traffic since power-on, also where that was before the test's own process. */
static void test_records(void **state)
{
	char folder[] = "/tmp/records-XXXXXX", path[128], text[4096];
	struct run_options options = { .pattern = "mmc.x.fails_good", .seed = 3 };
	FILE *file;
	size_t bytes;

	(void)state;
	assert_non_null(mkdtemp(folder));
	options.record_folder = folder;
	for (unsigned i = 0; i < 2; i++) {
		struct run run = run_with(&options);
		run_free(&run);
	}
	snprintf(path, sizeof path, "%s/mmc.x.fails_good.record", folder);
	file = fopen(path, "re");
	assert_non_null(file);
	bytes = fread(text, 1, sizeof text - 1, file);
	fclose(file);
	text[bytes] = '\0';
	assert_int_equal(strncmp(text, "# a scripted drive, seed 3\n", 27), 0);
	assert_non_null(strstr(text, "6/29/00"));
	assert_ptr_equal(strstr(strstr(text, "# the test begins") + 1, "# the test begins"), NULL);
	unlink(path);
	rmdir(folder);
}

/* Tests see nothing of each other, and their traces have what was before them. */
static void test_traces(void **state)
{
	const struct run_options options = { .allowed = EFFECT_SETTINGS };
	struct run run = run_with(&options);

	(void)state;
	for (size_t i = 0; i < run.result_count; i++) {
		const struct result *result = &run.results[i];
		const char *begin = strstr(result->trace, "# the test begins");
		if (result->verdict != VERDICT_FAIL)
			continue;
		assert_int_equal(strncmp(result->trace, "# a scripted drive, seed 0\n", 27), 0);
		assert_non_null(begin);
		assert_null(strstr(begin + 1, "# the test begins"));
	}
	run_free(&run);
}

/* What a test wrote to is taken out before the next one that is run. */
static void test_loader(void **state)
{
	const struct bench bench = scripted_bench(kind);
	char file[] = "/tmp/loaded-XXXXXX", command[64];
	struct loader loader = loader_of_command(command);
	struct run_options options = { .pattern = "mmc.y.*", .allowed = EFFECT_WRITES };
	struct run run;
	struct stat status;

	(void)state;
	close(mkstemp(file));
	snprintf(command, sizeof command, "printf x >> %s", file);
	options.loader = &loader;
	run = run_with(&options);
	assert_int_equal(run.counts[VERDICT_PASS], 2);
	run_free(&run);
	assert_int_equal(stat(file, &status), 0);
	assert_int_equal(status.st_size, 2); /* before all, and between the two that write */
	unlink(file);
	snprintf(command, sizeof command, "mkdir %s", file); /* works once */
	run = run_with(&options);
	assert_int_equal(run.results[0].verdict, VERDICT_PASS);
	assert_int_equal(run.results[4].verdict, VERDICT_ERROR);
	assert_int_equal(strncmp(run.results[4].reason, "the loader failed: mkdir", 24), 0);
	run_free(&run);
	rmdir(file);
	loader = loader_of_command("false");
	assert_int_equal(run_suites(&bench, suites, 1, &options, &run), 0);
	assert_string_equal(run.problem, "the loader failed: false");
	run_free(&run);
}

/* A test that wrote, and found then that it does not apply, has used its disc as one that passed; one that did not
 * come to that has not. */
static void test_loader_after_a_skip(void **state)
{
	static const struct test skipping[] = { ROW(skips, .effect = EFFECT_WRITES),
		ROW(writes_and_skips, .effect = EFFECT_WRITES), ROW(passes) };
	static const struct suite skipping_suite = { "skipping", skipping,
		sizeof skipping / sizeof skipping[0] };
	static const struct suite *const alone[] = { &skipping_suite };
	const struct bench bench = scripted_bench(kind);
	char file[] = "/tmp/loaded-XXXXXX", command[64];
	struct loader loader = loader_of_command(command);
	struct run_options options = { .allowed = EFFECT_WRITES, .loader = &loader };
	struct run run;
	struct stat status;

	(void)state;
	close(mkstemp(file));
	snprintf(command, sizeof command, "printf x >> %s", file);
	assert_int_equal(run_suites(&bench, alone, 1, &options, &run), 0);
	assert_int_equal(run.counts[VERDICT_SKIP], 2);
	assert_int_equal(run.counts[VERDICT_PASS], 1);
	run_free(&run);
	assert_int_equal(stat(file, &status), 0);
	assert_int_equal(status.st_size, 2); /* before all, and after the one that wrote */
	unlink(file);
}

static unsigned met; /* by tests of one process */

static void leaves(struct judge *j)
{
	must_equal(j, met++, 0u, "tests before");
}

static void meets(struct judge *j)
{
	must_equal(j, met, 0u, "tests before");
}

static const struct test asking[] = { ROW(leaves), ROW(meets), ROW(fails_number), ROW(aborts),
	ROW(passes) };
static const struct suite asking_suite = { "asking", asking, sizeof asking / sizeof asking[0] };

/* What only asks shares a device that is memory or in use; what fails there is judged again by itself. */
static void test_shares(void **state)
{
	static const struct suite *const alone[] = { &asking_suite };
	const struct bench bench = scripted_bench(kind);
	struct run_options options = { 0 };
	struct run run;

	(void)state;
	assert_int_equal(run_suites(&bench, alone, 1, &options, &run), 0);
	assert_int_equal(run.results[0].verdict, VERDICT_PASS);
	assert_int_equal(
		run.results[1].verdict, kind == SCRIPTED_OPENED ? VERDICT_PASS : VERDICT_FAIL);
	if (kind == SCRIPTED_MEMORY)
		assert_string_equal(run.results[1].reason,
			"tests before: expected 0h, found 1h (on a device that other tests had asked "
			"before; one as new passes)");
	if (kind == SCRIPTED_IN_USE)
		assert_string_equal(run.results[1].reason,
			"tests before: expected 0h, found 1h (on a device that other tests had asked "
			"before; opened anew it passes)");
	assert_string_equal(run.results[2].reason, "current profile: expected 40h, found 43h");
	assert_string_equal(run.results[3].reason, "the test's process died of signal 6 (Aborted)");
	assert_int_equal(run.results[4].verdict, VERDICT_PASS);
	run_free(&run);
	options.keep_apart = true;
	assert_int_equal(run_suites(&bench, alone, 1, &options, &run), 0);
	assert_int_equal(run.results[1].verdict, VERDICT_PASS);
	run_free(&run);
}

/* One process at a time has a device in use: those that share it leave it before another test. */
static void test_apart_from_who_shares(void **state)
{
	static const struct test alternating[] = { ROW(passes),
		{ .id = "mmc.x.sets", .run = passes, .effect = EFFECT_SETTINGS }, ROW(skips) };
	static const struct suite alternating_suite = { "alternating", alternating, 3 };
	static const struct suite *const alone[] = { &alternating_suite };
	const struct bench bench = scripted_bench(kind);
	const struct run_options options = { .allowed = EFFECT_SETTINGS };
	struct run run;

	(void)state;
	assert_int_equal(run_suites(&bench, alone, 1, &options, &run), 0);
	assert_int_equal(run.results[0].verdict, VERDICT_PASS);
	assert_int_equal(run.results[1].verdict, VERDICT_PASS);
	assert_int_equal(run.results[2].verdict, VERDICT_SKIP);
	run_free(&run);
}

static void wants_written(struct judge *j)
{
	must_equal(
		j, j->written.blocks, kind == SCRIPTED_MEMORY ? 7u : 0u, "blocks written before");
}

static void prepare(struct judge *judge, enum readiness to)
{
	if (to == READINESS_WRITTEN)
		judge->written.blocks = 7;
}

static const struct test writing[] = { ROW(
	wants_written, .needs = NEEDS_WRITTEN, .effect = EFFECT_WRITES) };
static const struct suite writing_suite = { "writing", writing, 1 };

static void test_written_before(void **state)
{
	static const struct suite *const alone[] = { &writing_suite };
	const struct bench bench = scripted_bench(kind);
	const struct run_options options = { .allowed = EFFECT_CLOSES, .prepare = prepare };
	struct run run;

	(void)state;
	assert_int_equal(run_suites(&bench, alone, 1, &options, &run), 0);
	assert_int_equal(run.results[0].verdict, VERDICT_PASS);
	run_free(&run);
}

static int round_of(const char *name, enum scripted_kind of_kind)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_passes),
		cmocka_unit_test(test_fails),
		cmocka_unit_test(test_skips),
		cmocka_unit_test(test_breaks),
		cmocka_unit_test(test_all_counted),
		cmocka_unit_test(test_nothing_is_no_success),
		cmocka_unit_test(test_no_device),
		cmocka_unit_test(test_seed_repeats),
		cmocka_unit_test(test_waivers),
		cmocka_unit_test(test_records),
		cmocka_unit_test(test_traces),
		cmocka_unit_test(test_loader),
		cmocka_unit_test(test_loader_after_a_skip),
		cmocka_unit_test(test_shares),
		cmocka_unit_test(test_apart_from_who_shares),
		cmocka_unit_test(test_written_before),
	};

	kind = of_kind;
	return cmocka_run_group_tests_name(name, tests, NULL, NULL);
}

int main(void)
{
	return round_of("each test opens", SCRIPTED_OPENED) +
	       round_of("each test has a copy", SCRIPTED_MEMORY) +
	       round_of("each test comes to a device in use", SCRIPTED_IN_USE);
}
