/* SPDX-License-Identifier: MIT */
/* What every test must say about itself. */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "conformance/suites/suites.h"

static void for_each(void (*check)(const struct test *test))
{
	size_t count;
	const struct suite *const *suites = suites_all(&count);

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < suites[i]->test_count; k++)
			check(&suites[i]->tests[k]);
}

static void check_identity(const struct test *test)
{
	const char *id = test->id;

	assert_non_null(id);
	assert_int_equal(strncmp(id, "mmc.", 4), 0);
	assert_true(strlen(id) <= 160);
	for (size_t i = 0; id[i]; i++) {
		const char c = id[i];
		if (!islower((unsigned char)c) && !isdigit((unsigned char)c) && c != '-' &&
			c != '.')
			fail_msg("%s: '%c' is not for identities", id, c);
		if (c == '.' && (id[i + 1] == '.' || id[i + 1] == '\0'))
			fail_msg("%s: an empty part", id);
	}
	/* Found under its identity, and it alone. */
	assert_ptr_equal(suites_find(id), test);
}

static void check_words(const struct test *test)
{
	assert_non_null(test->run);
	if (!test->clause || !test->clause[0])
		fail_msg("%s names no clause", test->id);
	if (!test->text || strlen(test->text) < 20 || test->text[strlen(test->text) - 1] != '.')
		fail_msg("%s: the requirement is no sentence", test->id);
	if (test->effect >= EFFECT_NEVER)
		fail_msg("%s can never be run", test->id);
}

/* What writes says what it needs, so that it is never run on a disc that it could only spoil. */
static void check_effect(const struct test *test)
{
	const unsigned about_medium = NEEDS_WRITABLE | NEEDS_RANDOM | NEEDS_SEQUENTIAL |
				      NEEDS_BLANK | NEEDS_UNFORMATTED | NEEDS_NO_MEDIUM;

	if (test->effect >= EFFECT_WRITES && !(test->needs & about_medium))
		fail_msg("%s writes and does not say what medium it needs", test->id);
}

static void test_identities(void **state)
{
	(void)state;
	for_each(check_identity);
}

static void test_words(void **state)
{
	(void)state;
	for_each(check_words);
}

static void test_effects(void **state)
{
	(void)state;
	for_each(check_effect);
}

static size_t counted;

static void count(const struct test *test)
{
	(void)test;
	counted++;
}

static void test_count(void **state)
{
	(void)state;
	counted = 0;
	for_each(count);
	assert_true(counted >= 500);
	assert_null(suites_find("mmc.no.such.test"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_identities),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_effects),
		cmocka_unit_test(test_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
