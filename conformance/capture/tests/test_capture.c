/* SPDX-License-Identifier: MIT */
/* Every shipped drive, captured: the definition loads, answers the same, and is captured as the same text. */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "conformance/capture/answers.h"
#include "conformance/capture/capture.h"
#include "conformance/runner/transport_bench.h"

static char *captured(const char *drive, const char *medium, struct answers **ret_answers)
{
	struct transport_choice choice = { .drive = drive, .medium = medium };
	const struct bench bench = transport_bench(&choice);
	char problem[512] = "", *text = NULL;
	size_t bytes;
	struct device *device;
	FILE *out = open_memstream(&text, &bytes);

	if (bench.open(&bench, 0, &device, problem, sizeof problem))
		fail_msg("%s", problem);
	if (capture(device, medium, out, problem, sizeof problem))
		fail_msg("%s with %s: %s", drive, medium, problem);
	device->operations->close(device);
	fclose(out);
	assert_int_equal(bench.open(&bench, 0, &device, problem, sizeof problem), 0);
	*ret_answers = answers_collect(device, problem, sizeof problem);
	assert_non_null(*ret_answers);
	device->operations->close(device);
	return text;
}

/* Prints what is wrong and says so, that all pairs are looked at. */
static bool check(const char *drive, const char *medium)
{
	char path[] = "/tmp/captured.XXXXXX", difference[256] = "";
	struct answers *told, *again_told;
	char *text = captured(drive, medium, &told), *again;
	FILE *file = fdopen(mkstemp(path), "w");
	bool is_same;

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	again = captured(path, medium, &again_told);
	unlink(path);
	is_same = !answers_difference(told, again_told, difference, sizeof difference) &&
		  strcmp(text, again) == 0 && !strstr(text, "# not said");
	if (!is_same)
		print_error("%s with %s: %s; %s\n", drive, medium, difference,
			strcmp(text, again) == 0 ? "same text" : "another text");
	free(told);
	free(again_told);
	free(text);
	free(again);
	return is_same;
}

static const char *name_of(char *path)
{
	char *name = strrchr(path, '/') + 1;

	*strrchr(name, '.') = '\0';
	return name;
}

static unsigned check_medium(const glob_t *drives, const char *medium)
{
	unsigned wrong = 0;

	for (size_t i = 0; i < drives->gl_pathc; i++)
		wrong += !check(drives->gl_pathv[i], medium);
	return wrong;
}

static void with_nothing(void **state)
{
	assert_int_equal(check_medium(*state, NULL), 0);
}

static void with_every_medium(void **state)
{
	glob_t media;
	unsigned wrong = 0;

	assert_int_equal(glob("fixtures/media/*.conf", 0, NULL, &media), 0);
	assert_true(media.gl_pathc > 20);
	for (size_t i = 0; i < media.gl_pathc; i++)
		wrong += check_medium(*state, name_of(media.gl_pathv[i]));
	globfree(&media);
	assert_int_equal(wrong, 0);
}

static int find_drives(void **state)
{
	static glob_t drives;

	*state = &drives;
	return glob("fixtures/drives/*.conf", 0, NULL, &drives) || drives.gl_pathc < 20;
}

static int forget_drives(void **state)
{
	globfree(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(with_nothing),
		cmocka_unit_test(with_every_medium),
	};

	return cmocka_run_group_tests_name("capture", tests, find_drives, forget_drives);
}
