/* SPDX-License-Identifier: MIT */
/* Lines of recorded traffic, good and bad, and what replay tells of a drive that answers otherwise. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "conformance/replay/record_line.h"
#include "conformance/replay/replay.h"
#include "conformance/runner/trace.h"
#include "conformance/runner/transport_bench.h"

static void a_line_is_read(void **state)
{
	static const uint8_t data[10] = { 0x00, 0x20, 0x0e, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa,
		0x01 };
	struct record_line line;
	const char *wrong;

	(void)state;
	assert_int_equal(
		record_line_parse("     1.000000007 s  READ DISC INFORMATION  51 00 00 00 00 00 "
				  "00 00 22 00 | in 34 | GOOD, 10 moved, 0.050 ms | 00 20 0e "
				  "aa*6 01\n",
			&line, &wrong),
		1);
	assert_int_equal(line.at_ns, 1000000007);
	assert_int_equal(line.cdb_bytes, 10);
	assert_memory_equal(line.cdb, "\x51\0\0\0\0\0\0\0\x22\0", 10);
	assert_int_equal(line.direction, DEVICE_DATA_IN);
	assert_int_equal(line.data_bytes, 34);
	assert_int_equal(line.status, 0);
	assert_true(line.is_moved_told);
	assert_int_equal(line.moved_bytes, 10);
	assert_int_equal(line.told_bytes, 10);
	assert_memory_equal(line.data, data, 10);
	assert_false(line.is_cut);
	record_line_free(&line);
}

static void answers_are_read(void **state)
{
	struct record_line line;
	const char *wrong;

	(void)state;
	assert_int_equal(
		record_line_parse("0.000000000 s  (no such command)  31 00 00 00 00 00 00 00 00 "
				  "00 | CHECK CONDITION 5/20/00 Invalid command operation code, "
				  "0.080 ms",
			&line, &wrong),
		1);
	assert_int_equal(line.status, 0x02);
	assert_int_equal(line.key, 5);
	assert_int_equal(line.asc, 0x20);
	assert_int_equal(line.ascq, 0);
	assert_int_equal(line.direction, DEVICE_NO_DATA);
	assert_false(line.is_moved_told);
	record_line_free(&line);
	assert_int_equal(
		record_line_parse("0.000000000 s  WRITE (10)  2a 00 00 00 00 00 00 00 01 00 | out "
				  "2048 | status 08h, 0 moved, 1.000 ms | 11 22 ... 2 of 2048",
			&line, &wrong),
		1);
	assert_int_equal(line.status, 0x08);
	assert_int_equal(line.told_bytes, 2);
	assert_true(line.is_cut);
	record_line_free(&line);
	assert_int_equal(record_line_parse("# a remark", &line, &wrong), 0);
	assert_int_equal(record_line_parse("\n", &line, &wrong), 0);
}

static void bad_lines_are_refused(void **state)
{
	static const char *const bad[] = {
		"hello",
		"1.5 s  INQUIRY  12 00 00 00 05 00 | GOOD, 0.100 ms", /* nine decimals */
		"1.000000000 s  INQUIRY  | GOOD, 0.100 ms",
		"1.000000000 s  INQUIRY  12 0 | GOOD, 0.100 ms",
		"1.000000000 s  INQUIRY  12 00 00 00 05 00 | in many | GOOD",
		"1.000000000 s  INQUIRY  12 00 00 00 05 00 | in 999999999999 | GOOD",
		"1.000000000 s  INQUIRY  12 00 00 00 05 00 | in 5 | WELL, 0.100 ms",
		"1.000000000 s  INQUIRY  12 00 00 00 05 00 | in 5 | CHECK CONDITION 55/00/00",
		"1.000000000 s  INQUIRY  12 00 00 00 05 00 | in 2 | GOOD | 00 00 00",
		"1.000000000 s  INQUIRY  12 00 00 00 05 00 | in 5 | GOOD | 00*6",
		"1.000000000 s  INQUIRY  12 00 00 00 05 00 | in 5 | GOOD | 0g",
		"1.000000000 s  X  00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 | GOOD",
	};
	struct record_line line;
	const char *wrong = NULL;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		assert_int_equal(record_line_parse(bad[i], &line, &wrong), -EINVAL);
		assert_non_null(wrong);
		record_line_free(&line);
	}
}

/* What the judge writes, replay reads. */
static void a_trace_is_a_record(void **state)
{
	uint8_t cdb[10] = { 0x2a, [8] = 1 }, data[40];
	const struct device_command command = { cdb, 10, DEVICE_DATA_OUT, data, sizeof data, 0 };
	struct device_answer answer = { .status = 0x02, .sense_bytes = 18, .moved_known = true };
	char text[TRACE_LINE_BYTES];
	struct record_line line;
	const char *wrong;

	(void)state;
	for (unsigned i = 0; i < sizeof data; i++)
		data[i] = (uint8_t)(i < 20 ? 7 : i);
	memcpy(answer.sense, "\x70\0\x05\0\0\0\0\x0a\0\0\0\0\x21\x02\0\0\0\0", 18);
	trace_format(&command, &answer, 0, 12345678901, text);
	assert_int_equal(record_line_parse(text, &line, &wrong), 1);
	assert_int_equal(line.at_ns, 12345678901);
	assert_int_equal(line.key << 16 | line.asc << 8 | line.ascq, 0x052102);
	assert_int_equal(line.told_bytes, sizeof data);
	assert_memory_equal(line.data, data, sizeof data);
	record_line_free(&line);
}

struct replayed {
	int error;
	struct replay_result count;
	char *told;
};

static struct replayed replayed(const char *text, enum test_effect allowed, bool to_the_end)
{
	struct transport_choice choice = { .drive = "burner" };
	const struct bench bench = transport_bench(&choice);
	const struct replay_options options = { allowed, to_the_end };
	struct replayed result = { .error = 0 };
	char *copy = strdup(text);
	FILE *record = fmemopen(copy, strlen(copy), "r"), *out;
	struct device *device;
	char problem[256];
	size_t bytes;

	assert_int_equal(bench.open(&bench, 1, &device, problem, sizeof problem), 0);
	out = open_memstream(&result.told, &bytes);
	result.error = replay(device, record, &options, out, &result.count);
	device->operations->close(device);
	fclose(out);
	fclose(record);
	free(copy);
	return result;
}

#define ATTENTION                               \
	"# the drive burner without a medium\n" \
	"0.000000000 s  TEST UNIT READY  00 00 00 00 00 00 | CHECK CONDITION 6/29/00 on, 0.080 ms\n"
#define INQUIRY(bytes) \
	"0.100000000 s  INQUIRY  12 00 00 00 08 00 | in 8 | GOOD, 8 moved, 0.080 ms | " bytes "\n"

static void the_same_is_the_same(void **state)
{
	struct replayed r =
		replayed(ATTENTION INQUIRY("05 80 05 02 1f 00 00 00"), EFFECT_NONE, false);

	(void)state;
	assert_int_equal(r.error, 0);
	assert_int_equal(r.count.commands, 2);
	assert_int_equal(r.count.differences, 0);
	assert_string_equal(r.told, "");
	free(r.told);
}

static void the_first_difference_is_told(void **state)
{
	const char *record =
		ATTENTION INQUIRY("05 80 05 03 1f 00 00 00") INQUIRY("05 00 05 02 1f 00 00 00");
	struct replayed r = replayed(record, EFFECT_NONE, false);

	(void)state;
	assert_int_equal(r.error, 0);
	assert_int_equal(r.count.commands, 2);
	assert_int_equal(r.count.differences, 1);
	assert_non_null(strstr(r.told, "line 3: byte 3 of 8: recorded 03h, now 02h\n"));
	assert_non_null(strstr(r.told, "recorded 05 80 05 03 1f 00 00 00\n"));
	free(r.told);
	r = replayed(record, EFFECT_NONE, true);
	assert_int_equal(r.count.differences, 2);
	free(r.told);
	r = replayed("0.000000000 s  TEST UNIT READY  00 00 00 00 00 00 | GOOD, 0.080 ms\n",
		EFFECT_NONE, false);
	assert_non_null(strstr(r.told, "line 1: recorded GOOD, now CHECK CONDITION 6/29/00"));
	free(r.told);
}

static void what_is_not_allowed_is_not_sent(void **state)
{
	struct replayed r = replayed(
		"0.000000000 s  WRITE (10)  2a 00 00 00 00 00 00 00 01 00 | out 2048 | GOOD | 00*2048\n",
		EFFECT_TRAY, false);

	(void)state;
	assert_int_equal(r.error, -EPERM);
	assert_int_equal(r.count.commands, 0);
	assert_non_null(strstr(r.count.problem, "line 1: "));
	free(r.told);
	r = replayed(
		"0.000000000 s  WRITE (10)  2a 00 00 00 00 00 00 00 01 00 | out 2048 | GOOD | 00*64 ... "
		"64 of 2048\n",
		EFFECT_CLOSES, false);
	assert_int_equal(r.error, -EINVAL);
	assert_non_null(strstr(r.count.problem, "not all told"));
	free(r.told);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_read),
		cmocka_unit_test(answers_are_read),
		cmocka_unit_test(bad_lines_are_refused),
		cmocka_unit_test(a_trace_is_a_record),
		cmocka_unit_test(the_same_is_the_same),
		cmocka_unit_test(the_first_difference_is_told),
		cmocka_unit_test(what_is_not_allowed_is_not_sent),
	};

	return cmocka_run_group_tests_name("replay", tests, NULL, NULL);
}
