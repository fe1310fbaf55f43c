/* SPDX-License-Identifier: MIT */
/*
 * CD sectors against values computed from ECMA-130's definitions by other means: EDC by polynomial
 * division, ECC by search for the parity that makes both syndromes zero.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "emulator/media/cd_sector.h"

static void addresses_are_msf(void **state)
{
	static const struct {
		int32_t lba;
		struct cd_msf msf;
	} cases[] = {
		{ 0, { 0, 2, 0 } },
		{ -150, { 0, 0, 0 } },
		{ 359849, { 79, 59, 74 } },
		{ 404849, { 89, 59, 74 } },
		{ -151, { 99, 59, 74 } },
		{ -45150, { 90, 0, 0 } },
		{ -11634, { 97, 26, 66 } },
	};

	(void)state;
	for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct cd_msf msf = cd_msf_of_lba(cases[i].lba);

		assert_memory_equal(&msf, &cases[i].msf, sizeof msf);
		assert_int_equal(cd_lba_of_msf(cases[i].msf), cases[i].lba);
	}
}

static void a_mode_1_sector_is_complete(void **state)
{
	static const uint8_t start[16] = { 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
		0xFF, 0xFF, 0x00, 0x00, 0x02, 0x16, 0x01 };
	static const uint8_t edc_and_zeros[12] = { 0x4C, 0xF0, 0x86, 0x1C };
	static const uint8_t p_start[16] = { 0x29, 0x63, 0x01, 0x53, 0x0D, 0x6D, 0x07, 0x4A, 0xF7,
		0xA4, 0x62, 0xB0, 0x7C, 0x64, 0xFA, 0x6D };
	static const uint8_t p_end[8] = { 0xFC, 0xB8, 0x93, 0xBC, 0x4E, 0x55, 0x21, 0x1F };
	static const uint8_t q_start[16] = { 0xDA, 0xA8, 0x55, 0x33, 0x46, 0x2A, 0x66, 0xBC, 0xF1,
		0x35, 0x6C, 0xA2, 0xC4, 0x55, 0x8C, 0x4E };
	static const uint8_t q_end[8] = { 0x43, 0x7C, 0xBA, 0x43, 0x13, 0xFD, 0x25, 0xD1 };
	uint8_t sector[CD_SECTOR_BYTES];

	(void)state;
	memset(sector, 0xEE, sizeof sector);
	for (unsigned i = 0; i < 2048; i++)
		sector[16 + i] = (uint8_t)(i * 7 + 3);
	cd_sector_make_mode_1(sector, 16);
	assert_memory_equal(sector, start, 16);
	assert_memory_equal(sector + 2064, edc_and_zeros, 12);
	assert_memory_equal(sector + 2076, p_start, 16);
	assert_memory_equal(sector + 2240, p_end, 8);
	assert_memory_equal(sector + 2248, q_start, 16);
	assert_memory_equal(sector + 2344, q_end, 8);
}

/* Mode 2 form 1: sub-header, EDC behind the data, ECC that leaves the header out. */
static void a_mode_2_form_1_sector_is_complete(void **state)
{
	static const uint8_t header[12] = { 0x00, 0x02, 0x16, 0x02, 0, 0, 0x08, 0, 0, 0, 0x08, 0 };
	static const uint8_t edc_and_p[12] = { 0xFB, 0x6F, 0x07, 0xD7, 0x7E, 0x5C, 0xC7, 0x5E, 0x27,
		0xA4, 0x65, 0x81 };
	static const uint8_t q_end[8] = { 0x67, 0x2D, 0xEA, 0x96, 0xB6, 0x6E, 0x21, 0xA9 };
	uint8_t sector[CD_SECTOR_BYTES];

	(void)state;
	memset(sector, 0xEE, sizeof sector);
	for (unsigned i = 0; i < 2048; i++)
		sector[24 + i] = (uint8_t)(i * 7 + 3);
	cd_sector_make_mode_2_form_1(sector, 16);
	assert_memory_equal(sector + 12, header, 12);
	assert_memory_equal(sector + 2072, edc_and_p, 12);
	assert_memory_equal(sector + 2344, q_end, 8);
	assert_int_equal(cd_sector_user_data_offset(sector), 24);
}

static void the_q_channel_tells_the_place(void **state)
{
	static const uint8_t expected[12] = { 0x41, 0x12, 0x01, 0x02, 0x00, 0x07, 0x00, 0x02, 0x03,
		0x07, 0x7C, 0x09 };
	struct cd_position position = {
		.control = 4, .track = 12, .index = 1, .lba = 9082, .track_lba = 75
	};
	uint8_t channels[CD_SUBCHANNEL_BYTES], q[12];

	(void)state;
	cd_subchannel_make(channels, &position);
	cd_subchannel_q(channels, q);
	assert_memory_equal(q, expected, 12);
	assert_int_equal(channels[0], 0x00); /* control 0100b, most significant first */
	assert_int_equal(channels[1], 0x40);
	assert_int_equal(channels[2], 0x00);
}

/* In the pre-gap time runs down to 0, index is 0 and P is set. */
static void a_pre_gap_counts_down(void **state)
{
	static const uint8_t expected[12] = { 0x01, 0x01, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x00,
		0x00, 0xF0, 0xD9 };
	struct cd_position position = { .track = 1, .lba = -150 };
	uint8_t channels[CD_SUBCHANNEL_BYTES], q[12];

	(void)state;
	cd_subchannel_make(channels, &position);
	cd_subchannel_q(channels, q);
	assert_memory_equal(q, expected, 12);
	for (unsigned i = 0; i < CD_SUBCHANNEL_BYTES; i++)
		assert_int_equal(channels[i] & 0xBF, 0x80);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_msf),
		cmocka_unit_test(a_mode_1_sector_is_complete),
		cmocka_unit_test(a_mode_2_form_1_sector_is_complete),
		cmocka_unit_test(the_q_channel_tells_the_place),
		cmocka_unit_test(a_pre_gap_counts_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
