/* SPDX-License-Identifier: MIT */
/* Firewall, waivers file, trace lines, byte readers. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "conformance/runner/bytes.h"
#include "conformance/runner/firewall.h"
#include "conformance/runner/outcome.h"
#include "conformance/runner/trace.h"
#include "conformance/runner/waivers.h"

static enum test_effect effect_of(uint8_t operation, uint8_t byte_4)
{
	const uint8_t cdb[12] = { operation, 0, 0, 0, byte_4 };

	return firewall_effect(cdb, sizeof cdb);
}

static void test_firewall(void **state)
{
	(void)state;
	assert_int_equal(effect_of(0x12, 0), EFFECT_NONE);
	assert_int_equal(effect_of(0x28, 0), EFFECT_NONE);
	assert_int_equal(effect_of(0x35, 0), EFFECT_NONE);
	assert_int_equal(effect_of(0x55, 0), EFFECT_SETTINGS);
	assert_int_equal(effect_of(0xb6, 0), EFFECT_SETTINGS);
	assert_int_equal(effect_of(0x1b, 0x01), EFFECT_SETTINGS); /* start */
	assert_int_equal(effect_of(0x1b, 0x02), EFFECT_TRAY);	  /* eject */
	assert_int_equal(effect_of(0xa6, 0), EFFECT_TRAY);
	assert_int_equal(effect_of(0x2a, 0), EFFECT_WRITES);
	assert_int_equal(effect_of(0xaa, 0), EFFECT_WRITES);
	assert_int_equal(effect_of(0x04, 0), EFFECT_CLOSES);
	assert_int_equal(effect_of(0x5b, 0), EFFECT_CLOSES);
	assert_int_equal(effect_of(0xa1, 0), EFFECT_CLOSES);
	assert_int_equal(effect_of(0x3b, 0), EFFECT_NEVER);
	assert_int_equal(effect_of(0xa3, 0), EFFECT_NEVER);
	for (unsigned code = 0x60; code <= 0x7f; code++)
		assert_int_equal(effect_of((uint8_t)code, 0), EFFECT_NEVER);
	for (unsigned code = 0xc0; code <= 0xff; code++)
		assert_int_equal(effect_of((uint8_t)code, 0), EFFECT_NEVER);
}

static int load(const char *text, time_t today, struct waivers **ret_waivers, char *problem)
{
	char path[] = "/tmp/waivers.XXXXXX";
	int descriptor = mkstemp(path), error;
	FILE *file;

	assert_true(descriptor >= 0);
	file = fdopen(descriptor, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	error = waivers_load(path, today, ret_waivers, problem, 256);
	unlink(path);
	return error;
}

static void test_waivers(void **state)
{
	struct waivers *waivers;
	char problem[256] = "";
	/* 2027-06-30 23:59:59 and one second later */
	const time_t last_second = 1814399999, next_day = 1814400000;
	const char *text =
		"waive \"mmc.a.b\" { reason = \"r\" by = \"me\" expires = \"2027-06-30\" }\n"
		"waive \"mmc.a.c\" { reason = \"s\" by = \"you\" }\n"
		"waive \"mmc.a.d\" { reason = \"t\" by = \"you\" profile = \"000Ah\" }\n";

	(void)state;
	assert_int_equal(load(text, last_second, &waivers, problem), 0);
	assert_int_equal(waivers->count, 3);
	assert_string_equal(waivers_find(waivers, "mmc.a.b", 0x001b)->reason, "r");
	assert_string_equal(waivers_find(waivers, "mmc.a.c", 0x001b)->by, "you");
	assert_string_equal(waivers_find(waivers, "mmc.a.d", 0x000a)->reason, "t");
	assert_null(waivers_find(waivers, "mmc.a.d", 0x001b));
	assert_null(waivers_find(waivers, "mmc.a", 0x001b));
	assert_null(waivers_find(NULL, "mmc.a.b", 0x001b));
	waivers_free(waivers);
	assert_int_equal(load(text, next_day, &waivers, problem), 0);
	assert_null(waivers_find(waivers, "mmc.a.b", 0x001b));
	assert_non_null(waivers_find(waivers, "mmc.a.c", 0x001b));
	waivers_free(waivers);
}

static void test_bad_waivers(void **state)
{
	static const char *const bad[] = {
		"waive \"a\" { reason = \"r\" }\n", /* nobody answers for it */
		"waive \"a\" { by = \"me\" }\n",    /* no reason */
		"waive \"a\" { reason = \"\" by = \"me\" }\n",
		"waive \"a\" { reason = \"r\" by = \"me\" expires = \"soon\" }\n",
		"waive \"a\" { reason = \"r\" by = \"me\" expires = \"2027-06-30x\" }\n",
		"waive \"a\" { reason = \"r\" by = \"me\" profile = \"CD\" }\n",
		"waive \"a\" { reason = \"r\" by = \"me\" profile = \"000A\" }\n",
		"waive { reason = \"r\" by = \"me\" }\n", /* no identity */
		"waive \"a\" { reason = \"r\" by = \"me\" } waive \"a\" { reason = \"r\" by = \"me\" }\n",
		"forgive \"a\" { reason = \"r\" by = \"me\" }\n",
	};
	struct waivers *waivers;
	char problem[256];

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		problem[0] = '\0';
		assert_int_equal(load(bad[i], 0, &waivers, problem), -EINVAL);
		assert_non_null(strstr(problem, ":1:"));
	}
	assert_int_equal(
		waivers_load("/nowhere/at/all", 0, &waivers, problem, sizeof problem), -ENOENT);
	assert_non_null(strstr(problem, "/nowhere/at/all"));
}

static void test_trace(void **state)
{
	const uint8_t cdb[6] = { 0x12, 0, 0, 0, 5, 0 };
	uint8_t data[5] = { 0x05, 0x80, 0x05, 0x02, 0x1f };
	const struct device_command command = { .cdb = cdb,
		.cdb_bytes = 6,
		.direction = DEVICE_DATA_IN,
		.data = data,
		.data_bytes = 5 };
	struct device_answer answer = {
		.moved_bytes = 3, .moved_known = true, .duration_ns = 1500000
	};
	char line[TRACE_LINE_BYTES];

	(void)state;
	trace_format(&command, &answer, 0, 2000000007, line);
	assert_string_equal(line,
		"     2.000000007 s  INQUIRY  12 00 00 00 05 00 | in 5 | GOOD, 3 moved, 1.500 ms | 05 80 05");
	answer.status = 0x02;
	answer.sense_bytes = 18;
	memcpy(answer.sense, "\x70\0\x05\0\0\0\0\x0a\0\0\0\0\x24\0\0\xcb\0\x02", 18);
	trace_format(&command, &answer, 0, 0, line);
	assert_string_equal(line,
		"     0.000000000 s  INQUIRY  12 00 00 00 05 00 | in 5 | CHECK CONDITION 5/24/00 Invalid "
		"field in CDB (CDB byte 2, bit 3), 3 moved, 1.500 ms | 05 80 05");
	trace_format(&command, &answer, -EIO, 0, line);
	assert_non_null(strstr(line, "| path failed: Input/output error"));
}

static void test_trace_keeps_the_end(void **state)
{
	struct outcome *outcome = calloc(1, sizeof *outcome);
	char line[64];

	(void)state;
	assert_non_null(outcome);
	for (unsigned i = 0; i < 10000; i++) {
		snprintf(line, sizeof line, "line %u ----------------------", i);
		outcome_trace(outcome, line);
	}
	assert_true(outcome->trace_is_cut);
	assert_int_equal(strlen(outcome->trace), outcome->trace_bytes);
	assert_true(outcome->trace_bytes < OUTCOME_TRACE_BYTES);
	assert_int_equal(strncmp(outcome->trace, "line ", 5), 0);
	assert_non_null(strstr(outcome->trace, "line 9999 "));
	assert_null(strstr(outcome->trace, "line 0 "));
	free(outcome);
}

static void test_bytes(void **state)
{
	static const uint8_t p[] = { 0x81, 0x02, 0x03, 0xff };
	uint8_t out[4];

	(void)state;
	assert_int_equal(be16(p), 0x8102);
	assert_int_equal(be24(p), 0x810203);
	assert_int_equal(be32(p), 0x810203ff);
	assert_int_equal(bits(0xa5, 7, 5), 5);
	assert_int_equal(bits(0xa5, 0, 0), 1);
	assert_int_equal(bits(0xdeadbeef, 31, 0), 0xdeadbeef);
	put_be32(out, 0x01020304);
	assert_memory_equal(out, "\1\2\3\4", 4);
	put_be16(out, 0xabcd);
	assert_memory_equal(out, "\xab\xcd\3\4", 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_firewall),
		cmocka_unit_test(test_waivers),
		cmocka_unit_test(test_bad_waivers),
		cmocka_unit_test(test_trace),
		cmocka_unit_test(test_trace_keeps_the_end),
		cmocka_unit_test(test_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
