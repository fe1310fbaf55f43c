/* SPDX-License-Identifier: MIT */
/* The copy of a CD's user data behind /dev/sr0: when it is filled and with what. */
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
#include "emulator/ways-in/umockdev/node_view.h"

#define BLOCKS 300 /* the shortest track that a CD may have: 4 s */

struct bench {
	char folder[32], disc[64], data[64], view[64];
	struct rig rig;
	int view_fd; /* our own, of the same file */
};

static int make(void **state)
{
	struct bench *bench = calloc(1, sizeof(*bench));
	struct rig_setup setup = { .drive = "burner", .name = "test" };
	struct burnrig_medium_definition *medium;
	struct burnrig_problem problem = { .line = 0 };

	assert_non_null(bench);
	snprintf(bench->folder, sizeof(bench->folder), "/tmp/burnrig-test-XXXXXX");
	assert_non_null(mkdtemp(bench->folder));
	snprintf(bench->disc, sizeof(bench->disc), "%s/d", bench->folder);
	snprintf(bench->data, sizeof(bench->data), "%s/d.data", bench->folder);
	snprintf(bench->view, sizeof(bench->view), "%s/view-XXXXXX", bench->folder);
	assert_int_equal(burnrig_medium_definition_load("cd-r-80", &medium, &problem), 0);
	assert_int_equal(burnrig_disc_create(bench->disc, medium, &problem), 0);
	burnrig_medium_definition_free(medium);
	assert_int_equal(clock_policy_parse("virtual", &setup.clock, &problem), 0);
	setup.disc = bench->disc;
	assert_int_equal(rig_open(&bench->rig, &setup, &problem), 0);
	bench->view_fd = mkstemp(bench->view);
	assert_true(bench->view_fd >= 0);
	node_view_set(&bench->rig, dup(bench->view_fd));
	*state = bench;
	return 0;
}

static int put_away(void **state)
{
	struct bench *bench = *state;

	assert_int_equal(rig_close(&bench->rig), 0);
	close(bench->view_fd);
	unlink(bench->disc);
	unlink(bench->data);
	unlink(bench->view);
	rmdir(bench->folder);
	free(bench);
	return 0;
}

static uint8_t send_command(
	struct bench *bench, const uint8_t *cdb, size_t cdb_bytes, void *data, size_t data_bytes)
{
	struct iovec list = { data, data_bytes };
	struct burnrig_command command = {
		.cdb = cdb, .cdb_bytes = cdb_bytes, .data = &list, .data_count = data ? 1 : 0
	};

	rig_execute(&bench->rig, &command);
	return command.status;
}

static void wait_until_ready(struct bench *bench)
{
	const uint8_t test_unit_ready[6] = { 0 };

	for (int i = 0; i < 64; i++)
		if (send_command(bench, test_unit_ready, 6, NULL, 0) == BURNRIG_STATUS_GOOD)
			return;
	fail_msg("never ready");
}

/* A track of BLOCKS blocks, each full of the low byte of its number. */
static void burn(struct bench *bench)
{
	const uint8_t flush[10] = { 0x35 }, close_track[10] = { 0x5B, 0, 1, 0, 0, 1 };
	const uint8_t close_session[10] = { 0x5B, 0, 2 };
	uint8_t block[2048];

	wait_until_ready(bench);
	for (unsigned lba = 0; lba < BLOCKS; lba++) {
		const uint8_t write[10] = {
			0x2A, [4] = (uint8_t)(lba >> 8), [5] = (uint8_t)lba, [8] = 1
		};

		memset(block, (int)(lba & 0xFF), sizeof(block));
		assert_int_equal(send_command(bench, write, 10, block, sizeof(block)), 0);
	}
	assert_int_equal(send_command(bench, flush, 10, NULL, 0), 0);
	assert_int_equal(send_command(bench, close_track, 10, NULL, 0), 0);
	assert_int_equal(send_command(bench, close_session, 10, NULL, 0), 0);
	wait_until_ready(bench);
}

static void a_cd_is_no_plain_image(void **state)
{
	struct bench *bench = *state;

	assert_string_equal(bench->rig.disc.path, bench->disc);
	assert_false(bench->rig.disc.plain);
}

static void what_was_burned_is_read_as_user_data(void **state)
{
	struct bench *bench = *state;
	struct stat status;
	uint8_t block[2048], expected[2048];

	burn(bench);
	assert_int_equal(node_view_refresh(&bench->rig), 0);
	assert_int_equal(fstat(bench->view_fd, &status), 0);
	assert_in_range(status.st_size, BLOCKS * 2048, (BLOCKS + 2) * 2048); /* run-out blocks */
	for (unsigned lba = 0; lba < BLOCKS; lba++) {
		memset(expected, (int)(lba & 0xFF), sizeof(expected));
		assert_int_equal(
			pread(bench->view_fd, block, sizeof(block), (off_t)lba * 2048), 2048);
		assert_memory_equal(block, expected, sizeof(block));
	}
}

static void it_is_filled_only_when_the_disc_may_have_changed(void **state)
{
	struct bench *bench = *state;
	const uint8_t flush[10] = { 0x35 };
	uint8_t byte = 0xEE;

	burn(bench);
	assert_int_equal(node_view_refresh(&bench->rig), 0);
	assert_int_equal(pwrite(bench->view_fd, &byte, 1, 2048), 1);
	assert_int_equal(node_view_refresh(&bench->rig), 0);
	assert_int_equal(pread(bench->view_fd, &byte, 1, 2048), 1);
	assert_int_equal(byte, 0xEE);
	assert_int_equal(send_command(bench, flush, 10, NULL, 0), 0);
	assert_int_equal(node_view_refresh(&bench->rig), 0);
	assert_int_equal(pread(bench->view_fd, &byte, 1, 2048), 1);
	assert_int_equal(byte, 1);
}

static void a_node_without_a_copy_is_left_alone(void **state)
{
	struct bench *bench = *state;
	struct stat status;

	burn(bench);
	node_view_set(&bench->rig, -1);
	assert_int_equal(node_view_refresh(&bench->rig), 0);
	assert_int_equal(fstat(bench->view_fd, &status), 0);
	assert_int_equal(status.st_size, 0);
}

int main(void)
{
#define WITH(test) cmocka_unit_test_setup_teardown(test, make, put_away)
	const struct CMUnitTest tests[] = {
		WITH(a_cd_is_no_plain_image),
		WITH(what_was_burned_is_read_as_user_data),
		WITH(it_is_filled_only_when_the_disc_may_have_changed),
		WITH(a_node_without_a_copy_is_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
