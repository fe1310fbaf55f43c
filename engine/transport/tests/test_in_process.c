/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <string.h>

#include "burnengine/transport.h"

static struct br_transport *open_drive(const char *medium)
{
	const struct br_in_process_options options = { .medium = medium };
	struct br_transport *transport = NULL;
	char problem[200];

	if (br_transport_open_in_process(&options, &transport, problem, sizeof problem))
		fail_msg("%s", problem);
	return transport;
}

static struct br_result test_unit_ready(struct br_transport *transport)
{
	struct br_command command = { .cdb_bytes = 6 };

	br_transport_execute(transport, &command);
	return command.result;
}

static void status_and_sense_come_through(void **state)
{
	struct br_transport *transport = open_drive(NULL);
	struct br_result result = test_unit_ready(transport);

	(void)state;
	assert_int_equal(result.transport, 0);
	assert_int_equal(result.status, 0x02);
	assert_int_equal(result.sense.key, 6); /* power on */
	assert_int_equal(result.sense.code, 0x29);
	assert_true(result.sense_data_bytes >= 18);
	result = test_unit_ready(transport);
	assert_int_equal(result.sense.key, 2);
	assert_int_equal(result.sense.code, 0x3A);
	br_transport_close(transport);
}

static void data_in_is_what_was_moved(void **state)
{
	struct br_transport *transport = open_drive(NULL);
	uint8_t data[200];
	struct br_command inquiry = {
		.cdb = { 0x12, 0, 0, 0, 8, 0 },
		.cdb_bytes = 6,
		.direction = BR_DATA_IN,
		.data_in = data,
		.data_bytes = sizeof data,
	};

	(void)state;
	memset(data, 0xEE, sizeof data);
	br_transport_execute(transport, &inquiry);
	assert_int_equal(inquiry.result.status, 0x00);
	assert_int_equal(inquiry.result.transferred_bytes, 8); /* the allocation length */
	assert_int_equal(data[0], 0x05);
	assert_int_equal(data[8], 0xEE);
	br_transport_close(transport);
}

static void time_moves_with_commands_and_waiting(void **state)
{
	struct br_transport *transport = open_drive("bd-re-25");
	struct br_clock *clock = transport->clock;
	uint64_t start_ns = clock->now_ns(clock), after_ns;

	(void)state;
	test_unit_ready(transport);
	after_ns = clock->now_ns(clock);
	assert_true(after_ns >= start_ns);
	clock->wait_until(clock, after_ns - 1); /* the past has come already */
	assert_int_equal(clock->now_ns(clock), after_ns);
	assert_int_equal(test_unit_ready(transport).sense.code, 0x04); /* spinning up */
	clock->wait_until(clock, after_ns + UINT64_C(60000000000));
	assert_int_equal(test_unit_ready(transport).sense.code, 0x28); /* and now it is ready */
	assert_int_equal(test_unit_ready(transport).status, 0x00);
	assert_true(clock->now_ns(clock) >= after_ns + UINT64_C(60000000000));
	br_transport_close(transport);
}

static void slow_command_times_out_at_its_deadline(void **state)
{
	struct br_transport *transport = open_drive("bd-re-25");
	struct br_clock *clock = transport->clock;
	struct br_command eject = {
		.cdb = { 0x1B, 0, 0, 0, 2, 0 },
		.cdb_bytes = 6,
		.timeout_ms = 1,
	};
	uint64_t start_ns;

	(void)state;
	clock->wait_until(clock, UINT64_C(60000000000));
	test_unit_ready(transport);
	test_unit_ready(transport);
	start_ns = clock->now_ns(clock);
	br_transport_execute(transport, &eject);
	assert_int_equal(eject.result.transport, -ETIMEDOUT);
	assert_int_equal(clock->now_ns(clock) - start_ns, 1000000);
	br_transport_close(transport);
}

static void what_cannot_be_opened_says_why(void **state)
{
	static const struct {
		struct br_in_process_options options;
		const char *names;
	} cases[] = {
		{ { .drive = "no-such-drive" }, "no-such-drive" },
		{ { .medium = "no-such-medium" }, "no-such-medium" },
		{ { .disc_path = "/nonexistent/x.disc" }, "x.disc" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct br_transport *transport = NULL;
		char problem[300] = "";

		assert_int_equal(br_transport_open_in_process(
					 &cases[i].options, &transport, problem, sizeof problem),
			-ENOENT);
		assert_non_null(strstr(problem, cases[i].names));
		assert_null(transport);
		/* Who does not want to know the reason need not. */
		assert_int_equal(
			br_transport_open_in_process(&cases[i].options, &transport, NULL, 0),
			-ENOENT);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(status_and_sense_come_through),
		cmocka_unit_test(data_in_is_what_was_moved),
		cmocka_unit_test(time_moves_with_commands_and_waiting),
		cmocka_unit_test(slow_command_times_out_at_its_deadline),
		cmocka_unit_test(what_cannot_be_opened_says_why),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
