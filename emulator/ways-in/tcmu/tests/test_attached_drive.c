/* SPDX-License-Identifier: MIT */
/* A drive as the plugin holds it: made from a config string, executed, asked over its socket, closed. */
#include <errno.h>
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

#include "burnrig/disc.h"
#include "emulator/ways-in/control/control_socket.h"
#include "emulator/ways-in/tcmu/attached_drive.h"

static char folder[] = "/tmp/burnrig-tcmu-XXXXXX";

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	return rmdir(folder);
}

static struct attached_drive *open_with(const char *items)
{
	struct burnrig_problem problem = { .line = 0 };
	struct attached_drive *attached;
	struct tcmu_config config;
	char text[TCMU_CONFIG_BYTES_MAX];

	snprintf(text, sizeof(text), "%s%s",
		strstr(items, "clock=real") ? "burnrig_timed/" : "burnrig/", items);
	assert_int_equal(tcmu_config_parse(text, &config, &problem), 0);
	assert_int_equal(attached_drive_open(&config, &attached, &problem), 0);
	return attached;
}

static const uint8_t test_unit_ready[6] = { 0x00 };

static uint8_t run(struct attached_drive *attached, const uint8_t *cdb, size_t cdb_bytes)
{
	struct burnrig_command command = { .cdb = cdb, .cdb_bytes = cdb_bytes };

	attached_drive_execute(attached, &command);
	return command.status;
}

static void a_short_reply_is_followed_by_zeros_in_every_piece(void **state)
{
	static const uint8_t inquiry[6] = { 0x12, 0, 0, 0, 5, 0 };
	struct attached_drive *attached = open_with("");
	uint8_t first[4], second[8];
	const struct iovec pieces[2] = { { first, sizeof(first) }, { second, sizeof(second) } };
	struct burnrig_command command = {
		.cdb = inquiry, .cdb_bytes = 6, .data = pieces, .data_count = 2
	};

	(void)state;
	memset(first, 0xAA, sizeof(first));
	memset(second, 0xAA, sizeof(second));
	attached_drive_execute(attached, &command);
	assert_int_equal(command.status, BURNRIG_STATUS_GOOD);
	assert_int_equal(command.transferred_bytes, 5);
	assert_int_equal(first[0], 0x05);      /* CD/DVD device */
	assert_int_not_equal(second[0], 0xAA); /* additional length, the fifth byte */
	assert_int_not_equal(second[0], 0);
	for (size_t i = 1; i < sizeof(second); i++)
		assert_int_equal(second[i], 0);
	attached_drive_close(attached);
}

/* The first five bytes of INQUIRY: 05h, removable, and the additional length. */
static void a_reply_that_fills_its_piece_goes_no_further(void **state)
{
	static const uint8_t inquiry[6] = { 0x12, 0, 0, 0, 5, 0 };
	struct attached_drive *attached = open_with("");
	uint8_t room[8];
	const struct iovec piece = { room, 5 }, too_long = { room, sizeof(room) };
	struct burnrig_command command = {
		.cdb = inquiry, .cdb_bytes = 6, .data = &piece, .data_count = 1
	};

	(void)state;
	memset(room, 0xAA, sizeof(room));
	attached_drive_execute(attached, &command);
	assert_int_equal(command.transferred_bytes, 5);
	assert_memory_equal(room, "\x05\x80", 2);
	assert_memory_equal(room + 5, "\xAA\xAA\xAA", 3);
	command.data = &too_long;
	attached_drive_execute(attached, &command);
	assert_memory_equal(room + 5, "\0\0\0", 3);
	attached_drive_close(attached);
}

static void the_context_is_the_callers(void **state)
{
	struct attached_drive *attached = open_with("");
	int mine = 0;

	(void)state;
	assert_null(attached_drive_context(attached));
	attached_drive_set_context(attached, &mine);
	assert_ptr_equal(attached_drive_context(attached), &mine);
	attached_drive_close(attached);
}

static void data_that_the_host_sends_is_left_alone(void **state)
{
	static const uint8_t write_10[10] = { 0x2A, 0, 0, 0, 0, 0, 0, 0, 1, 0 };
	struct attached_drive *attached = open_with("");
	uint8_t data[2048];
	const struct iovec piece = { data, sizeof(data) };
	struct burnrig_command command = {
		.cdb = write_10, .cdb_bytes = 10, .data = &piece, .data_count = 1
	};

	(void)state;
	memset(data, 0xAA, sizeof(data));
	attached_drive_execute(attached, &command);
	assert_int_equal(command.status, BURNRIG_STATUS_CHECK_CONDITION); /* no disc */
	for (size_t i = 0; i < sizeof(data); i++)
		assert_int_equal(data[i], 0xAA);
	attached_drive_close(attached);
}

static void polling_makes_a_virtual_drive_with_a_disc_ready(void **state)
{
	struct burnrig_medium_definition *medium;
	struct attached_drive *attached;
	char path[64], data[80], items[128];
	unsigned polls = 0;

	(void)state;
	snprintf(path, sizeof(path), "%s/a.disc", folder);
	snprintf(data, sizeof(data), "%s.data", path);
	snprintf(items, sizeof(items), "disc=%s", path);
	assert_int_equal(burnrig_medium_definition_load("dvd+r", &medium, NULL), 0);
	assert_int_equal(burnrig_disc_create(path, medium, NULL), 0);
	attached = open_with(items);
	while (run(attached, test_unit_ready, 6) != BURNRIG_STATUS_GOOD)
		assert_true(++polls < 100);
	attached_drive_close(attached);
	burnrig_medium_definition_free(medium);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(unlink(data), 0);
}

static void a_real_clock_holds_the_completion_and_a_virtual_one_does_not(void **state)
{
	static const uint8_t eject[6] = { 0x1B, 0, 0, 0, 0x02, 0 };
	struct burnrig_command command = { .cdb = eject, .cdb_bytes = 6 };
	struct attached_drive *attached = open_with("clock=real");

	(void)state;
	while (run(attached, test_unit_ready, 6) != BURNRIG_STATUS_CHECK_CONDITION)
		;
	assert_true(attached_drive_execute(attached, &command) > 0);
	assert_int_equal(command.status, BURNRIG_STATUS_GOOD);
	attached_drive_close(attached);
	attached = open_with("");
	assert_int_equal(attached_drive_execute(attached, &command), 0);
	attached_drive_close(attached);
}

static void the_control_socket_lives_as_long_as_the_drive(void **state)
{
	char path[64], items[128], *reply;
	struct attached_drive *attached;
	struct stat status;

	(void)state;
	snprintf(path, sizeof(path), "%s/odd7.sock", folder);
	snprintf(items, sizeof(items), "control=%s", path);
	attached = open_with(items);
	run(attached, test_unit_ready, 6);
	assert_int_equal(control_ask(path, "{\"command\": \"status\"}", &reply, NULL), 0);
	assert_non_null(strstr(reply, "\"odd7\""));
	assert_non_null(strstr(reply, "\"virtual\""));
	free(reply);
	attached_drive_close(attached);
	assert_int_equal(stat(path, &status), -1);
}

static void what_is_not_there_is_named(void **state)
{
	struct burnrig_problem problem = { .line = 0 };
	struct attached_drive *attached;
	struct tcmu_config config;
	char text[128];

	(void)state;
	assert_int_equal(tcmu_config_parse("burnrig/drive=no-such-drive", &config, NULL), 0);
	assert_int_equal(attached_drive_open(&config, &attached, &problem), -ENOENT);
	assert_non_null(strstr(problem.text, "no-such-drive"));
	snprintf(text, sizeof(text), "burnrig/%s/none.disc", folder);
	assert_int_equal(tcmu_config_parse(text, &config, NULL), 0);
	assert_int_equal(attached_drive_open(&config, &attached, &problem), -ENOENT);
	assert_non_null(strstr(problem.file, "none.disc"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_short_reply_is_followed_by_zeros_in_every_piece),
		cmocka_unit_test(a_reply_that_fills_its_piece_goes_no_further),
		cmocka_unit_test(the_context_is_the_callers),
		cmocka_unit_test(data_that_the_host_sends_is_left_alone),
		cmocka_unit_test(polling_makes_a_virtual_drive_with_a_disc_ready),
		cmocka_unit_test(a_real_clock_holds_the_completion_and_a_virtual_one_does_not),
		cmocka_unit_test(the_control_socket_lives_as_long_as_the_drive),
		cmocka_unit_test(what_is_not_there_is_named),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
