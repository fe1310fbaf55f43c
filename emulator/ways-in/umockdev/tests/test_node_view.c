/* SPDX-License-Identifier: MIT */
/* The copy of a CD's user data behind /dev/sr0: when it is filled and with what. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "emulator/ways-in/umockdev/node_view.h"
#include "emulator/ways-in/umockdev/tests/burned_cd.h"

static void a_cd_is_no_plain_image(void **state)
{
	struct burned_cd *cd = *state;

	assert_string_equal(cd->rig.disc.path, cd->disc);
	assert_false(cd->rig.disc.plain);
}

static void what_was_burned_is_read_as_user_data(void **state)
{
	struct burned_cd *cd = *state;
	struct stat status;
	uint8_t block[2048], expected[2048];

	burned_cd_burn(cd);
	assert_int_equal(node_view_refresh(&cd->rig), 0);
	assert_int_equal(fstat(cd->view_fd, &status), 0);
	assert_in_range(status.st_size, BURNED_BLOCKS * 2048,
		(BURNED_BLOCKS + 2) * 2048); /* run-out blocks */
	for (unsigned lba = 0; lba < BURNED_BLOCKS; lba++) {
		memset(expected, (int)(lba & 0xFF), sizeof(expected));
		assert_int_equal(pread(cd->view_fd, block, sizeof(block), (off_t)lba * 2048), 2048);
		assert_memory_equal(block, expected, sizeof(block));
	}
}

static void it_is_filled_only_when_the_disc_may_have_changed(void **state)
{
	struct burned_cd *cd = *state;
	const uint8_t flush[10] = { 0x35 };
	uint8_t byte = 0xEE;

	burned_cd_burn(cd);
	assert_int_equal(node_view_refresh(&cd->rig), 0);
	assert_int_equal(pwrite(cd->view_fd, &byte, 1, 2048), 1);
	assert_int_equal(node_view_refresh(&cd->rig), 0);
	assert_int_equal(pread(cd->view_fd, &byte, 1, 2048), 1);
	assert_int_equal(byte, 0xEE);
	assert_int_equal(burned_cd_send(cd, flush, 10, NULL, 0), 0);
	assert_int_equal(node_view_refresh(&cd->rig), 0);
	assert_int_equal(pread(cd->view_fd, &byte, 1, 2048), 1);
	assert_int_equal(byte, 1);
}

static void a_node_without_a_copy_is_left_alone(void **state)
{
	struct burned_cd *cd = *state;
	struct stat status;

	burned_cd_burn(cd);
	node_view_set(&cd->rig, -1);
	assert_int_equal(node_view_refresh(&cd->rig), 0);
	assert_int_equal(fstat(cd->view_fd, &status), 0);
	assert_int_equal(status.st_size, 0);
}

int main(void)
{
#define WITH(test) cmocka_unit_test_setup_teardown(test, burned_cd_make, burned_cd_put_away)
	const struct CMUnitTest tests[] = {
		WITH(a_cd_is_no_plain_image),
		WITH(what_was_burned_is_read_as_user_data),
		WITH(it_is_filled_only_when_the_disc_may_have_changed),
		WITH(a_node_without_a_copy_is_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
