/* SPDX-License-Identifier: MIT */
/* Sectors that the cdrom ioctls read of a CD with one closed track, and its catalogue number. */
#include <errno.h>
#include <linux/cdrom.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "emulator/ways-in/umockdev/ioctls.h"
#include "emulator/ways-in/umockdev/tests/burned_cd.h"

static long run(struct burned_cd *cd, unsigned long request, void *argument, size_t bytes)
{
	const struct ioctl_row *row = ioctl_find(NODE_SR, request);
	struct open_file file;
	struct ioctl_call call = { .file = &file, .argument = argument };

	open_file_init(&file, &cd->rig, NODE_SR);
	assert_non_null(row);
	assert_int_equal(row->argument_bytes, bytes);
	return row->run(&call);
}

/* 00:02:33 is LBA 33, of which every byte is 33 (burned_cd.h). */
static const uint8_t at_33[6] = { 0, 2, 33 };

static void mode_1_is_the_user_data(void **state)
{
	uint8_t sector[2048 + 1];

	burned_cd_burn(*state);
	memset(sector, 0xEE, sizeof(sector));
	memcpy(sector, at_33, sizeof(at_33));
	assert_int_equal(run(*state, 0x530D, sector, 2048), 0);
	for (unsigned i = 0; i < 2048; i++)
		assert_int_equal(sector[i], 33);
	assert_int_equal(sector[2048], 0xEE);
}

static void raw_is_all_of_the_sector(void **state)
{
	static const uint8_t sync_and_header[16] = { 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
		0xFF, 0xFF, 0xFF, 0, 0x00, 0x02, 0x33, 0x01 };
	uint8_t sector[2352 + 1];

	burned_cd_burn(*state);
	memset(sector, 0xEE, sizeof(sector));
	memcpy(sector, at_33, sizeof(at_33));
	assert_int_equal(run(*state, 0x5314, sector, 2352), 0);
	assert_memory_equal(sector, sync_and_header, 16);
	for (unsigned i = 16; i < 16 + 2048; i++)
		assert_int_equal(sector[i], 33);
	for (unsigned i = 2068; i < 2076; i++) /* between EDC and ECC (ECMA-130 14.4) */
		assert_int_equal(sector[i], 0);
	assert_int_equal(sector[2352], 0xEE);
}

/* A mode 1 sector has no sub-header: its data and what follows them are the first 2336 bytes. */
static void mode_2_is_what_follows_the_header(void **state)
{
	uint8_t sector[2336 + 1], raw[2352];

	burned_cd_burn(*state);
	memcpy(raw, at_33, sizeof(at_33));
	assert_int_equal(run(*state, 0x5314, raw, 2352), 0);
	memset(sector, 0xEE, sizeof(sector));
	memcpy(sector, at_33, sizeof(at_33));
	assert_int_equal(run(*state, 0x530C, sector, 2336), 0);
	assert_memory_equal(sector, raw + 16, 2336);
	assert_int_equal(sector[2336], 0xEE);
}

static void a_refused_read_leaves_the_address(void **state)
{
	const uint8_t before_the_disc[6] = { 0, 1, 74 }, behind_it[6] = { 9, 0, 0 };
	uint8_t sector[2352];

	burned_cd_burn(*state);
	memcpy(sector, before_the_disc, sizeof(before_the_disc));
	assert_int_equal(run(*state, 0x530D, sector, 2048), -EINVAL);
	memcpy(sector, behind_it, sizeof(behind_it));
	assert_int_equal(run(*state, 0x5314, sector, 2352), -EIO);
	assert_memory_equal(sector, behind_it, sizeof(behind_it));
}

/* The kernel hands on what the drive sent and does not ask whether it is valid. */
static void without_a_catalogue_number_there_are_zeros(void **state)
{
	static const uint8_t none[14] = { 0 };
	uint8_t number[14];

	burned_cd_burn(*state);
	memset(number, 0xEE, sizeof(number));
	assert_int_equal(run(*state, 0x5311, number, sizeof(number)), 0);
	assert_memory_equal(number, none, sizeof(none));
}

int main(void)
{
#define WITH(test) cmocka_unit_test_setup_teardown(test, burned_cd_make, burned_cd_put_away)
	const struct CMUnitTest tests[] = {
		WITH(mode_1_is_the_user_data),
		WITH(raw_is_all_of_the_sector),
		WITH(mode_2_is_what_follows_the_header),
		WITH(a_refused_read_leaves_the_address),
		WITH(without_a_catalogue_number_there_are_zeros),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
