/* SPDX-License-Identifier: MIT */
/* The config string: what is read, what is refused and why, what is written. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "emulator/ways-in/tcmu/config.h"

static void set(char *field, const char *text)
{
	memcpy(field, text, strlen(text) + 1);
}

static void everything_that_can_be_said_is_read(void **state)
{
	struct tcmu_config config;

	(void)state;
	assert_int_equal(
		tcmu_config_parse("burnrig_timed//tmp/a b.disc;drive=slim;clock=real/50;seed=7;"
				  "control=/run/burnrig/x.sock;definitions=/srv/defs",
			&config, NULL),
		0);
	assert_string_equal(config.disc, "/tmp/a b.disc");
	assert_string_equal(config.drive, "slim");
	assert_int_equal(config.clock.kind, CLOCK_REAL);
	assert_int_equal(config.clock.divisor, 50);
	assert_int_equal(config.seed, 7);
	assert_string_equal(config.control, "/run/burnrig/x.sock");
	assert_string_equal(config.definitions, "/srv/defs");
}

static void nothing_said_is_an_empty_default_drive(void **state)
{
	struct tcmu_config config;

	(void)state;
	assert_int_equal(tcmu_config_parse("burnrig/", &config, NULL), 0);
	assert_string_equal(config.disc, "");
	assert_string_equal(config.drive, "burner");
	assert_int_equal(config.clock.kind, CLOCK_VIRTUAL);
	assert_int_equal(config.seed, 0);
	assert_string_equal(config.control, "");
}

static void what_cannot_be_kept_is_refused_with_a_reason(void **state)
{
	static const struct {
		const char *text, *field;
	} bad[] = {
		{ "burnrig", "config" },
		{ "burnrig/colour=red", "config" },
		{ "burnrig/disc", "config" },
		{ "burnrig/clock=real", "config" },	     /* the other handler's */
		{ "burnrig_timed/clock=virtual", "config" }, /* the other handler's */
		{ "other/", "config" },
		{ "burnrig/clock=soon", "clock" },
		{ "burnrig/clock=real/0", "clock" },
		{ "burnrig/seed=-1", "seed" },
		{ "burnrig/seed=", "seed" },
		{ "burnrig/seed=99999999999999999999", "seed" },
		{ "burnrig/disc=a.disc", "disc" },
		{ "burnrig/drive=", "drive" },
		{ "burnrig/drive=a/b", "drive" },
		{ "burnrig/control=x.sock", "control" },
		{ "burnrig/definitions=fixtures", "definitions" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct burnrig_problem problem = { .line = 0 };
		struct tcmu_config config;

		assert_int_equal(tcmu_config_parse(bad[i].text, &config, &problem), -EINVAL);
		assert_string_equal(problem.field, bad[i].field);
		assert_true(strlen(problem.text) > 10);
	}
}

static void a_text_longer_than_the_kernel_keeps_is_refused(void **state)
{
	struct burnrig_problem problem = { .line = 0 };
	struct tcmu_config config;
	char text[300];

	(void)state;
	memset(text, 'a', sizeof(text));
	memcpy(text, "burnrig//", 9);
	text[256] = '\0';
	assert_int_equal(tcmu_config_parse(text, &config, &problem), -EINVAL);
	text[255] = '\0';
	assert_int_equal(tcmu_config_parse(text, &config, &problem), 0);
	assert_int_equal(strlen(config.disc), 255 - 8);
	assert_int_equal(tcmu_config_format(&config, text, &problem), -ENAMETOOLONG);
}

static void what_is_written_leaves_defaults_out(void **state)
{
	char text[TCMU_CONFIG_BYTES_MAX];
	struct tcmu_config config;

	(void)state;
	tcmu_config_init(&config);
	assert_int_equal(tcmu_config_format(&config, text, NULL), 0);
	assert_string_equal(text, "burnrig/clock=virtual");
	assert_int_equal(clock_policy_parse("real/4", &config.clock, NULL), 0);
	set(config.disc, "/d/x y.disc");
	set(config.drive, "/d/slim.conf");
	set(config.control, "/run/burnrig/odd0.sock");
	config.seed = 18446744073709551615ULL;
	assert_int_equal(tcmu_config_format(&config, text, NULL), 0);
	assert_string_equal(text, "burnrig_timed/clock=real/4;disc=/d/x y.disc;drive=/d/slim.conf;"
				  "seed=18446744073709551615;control=/run/burnrig/odd0.sock");
}

static void a_path_that_the_kernel_would_cut_is_refused(void **state)
{
	struct burnrig_problem problem = { .line = 0 };
	char text[TCMU_CONFIG_BYTES_MAX];
	struct tcmu_config config;

	(void)state;
	tcmu_config_init(&config);
	set(config.disc, "/d/a,b.disc");
	assert_int_equal(tcmu_config_format(&config, text, &problem), -EINVAL);
	assert_non_null(strstr(problem.text, "/d/a,b.disc"));
	set(config.disc, "/d/a;seed=1");
	assert_int_equal(tcmu_config_format(&config, text, &problem), -EINVAL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_that_can_be_said_is_read),
		cmocka_unit_test(nothing_said_is_an_empty_default_drive),
		cmocka_unit_test(what_cannot_be_kept_is_refused_with_a_reason),
		cmocka_unit_test(a_text_longer_than_the_kernel_keeps_is_refused),
		cmocka_unit_test(what_is_written_leaves_defaults_out),
		cmocka_unit_test(a_path_that_the_kernel_would_cut_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
