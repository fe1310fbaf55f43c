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

/* Form 2: EDC behind 2324 bytes, no ECC; the sub-header is there twice. */
static void a_mode_2_form_2_sector_is_complete(void **state)
{
	static const uint8_t header[12] = { 0x00, 0x02, 0x16, 0x02, 0, 0, 0x20, 0, 0, 0, 0x20, 0 };
	uint8_t sector[CD_SECTOR_BYTES] = { [18] = 0x20 };

	(void)state;
	for (unsigned i = 0; i < 2324; i++)
		sector[24 + i] = (uint8_t)(i * 7 + 3);
	cd_sector_complete(sector, CD_XA, 16);
	assert_memory_equal(sector + 12, header, 12);
	assert_memory_equal(sector + 2348, "\x16\xE6\x76\x0F", 4);
	assert_int_equal(cd_sector_layout(sector, true), CD_FORM_2);
	sector[18] = sector[22] = 0x08;
	assert_int_equal(cd_sector_layout(sector, true), CD_FORM_1);
	sector[22] = 0x09;
	assert_int_equal(cd_sector_layout(sector, true), CD_MODE_2);
	sector[15] = 1;
	assert_int_equal(cd_sector_layout(sector, true), CD_MODE_1);
	assert_int_equal(cd_sector_layout(sector, false), CD_AUDIO);
}

/* ECMA-130 annex B: the sequence begins 01 80 00 60; twice is not at all. */
static void the_channel_is_scrambled(void **state)
{
	static const uint8_t start[16] = { 0x01, 0x80, 0x00, 0x60, 0x00, 0x28, 0x00, 0x1E, 0x80,
		0x08, 0x60, 0x06, 0xA8, 0x02, 0xFE, 0x81 };
	static const uint8_t end[4] = { 0x72, 0xDD, 0xE5, 0x99 };
	static const uint8_t zero[CD_SECTOR_BYTES];
	uint8_t sector[CD_SECTOR_BYTES] = { 0 };

	(void)state;
	cd_sector_scramble(sector);
	assert_memory_equal(sector, zero, 12); /* not the sync */
	assert_memory_equal(sector + 12, start, 16);
	assert_memory_equal(sector + 2348, end, 4);
	cd_sector_scramble(sector);
	assert_memory_equal(sector, zero, CD_SECTOR_BYTES);
}

/* Digits in BCD; an ISRC's first five characters in six bits each: D is 14h, 0 is 00h. */
static void the_q_channel_carries_numbers(void **state)
{
	static const uint8_t catalogue[12] = { 0x02, 0x12, 0x34, 0x56, 0x78, 0x90, 0x12, 0x30, 0x00,
		0x40, 0xA3, 0x15 };
	static const uint8_t isrc[12] = { 0x43, 0x51, 0x54, 0x52, 0x4C, 0x02, 0x12, 0x34, 0x50,
		0x12, 0x63, 0x45 };
	struct cd_position position = { .lba = 490 }; /* 00:08:40 */
	uint8_t q[12], digits[13], code[12];

	(void)state;
	cd_q_catalogue(q, &position, (const uint8_t *)"1234567890123");
	assert_memory_equal(q, catalogue, 12);
	position.control = 4;
	position.lba = 75 - 150 + 12;
	cd_q_isrc(q, &position, (const uint8_t *)"DEABC0212345");
	assert_memory_equal(q, isrc, 12);
	assert_true(cd_q_get_isrc(isrc, code));
	assert_memory_equal(code, "DEABC0212345", 12);
	assert_true(cd_q_get_catalogue(catalogue, digits));
	assert_memory_equal(digits, "1234567890123", 13);
	assert_false(cd_q_get_catalogue(isrc, digits));
	assert_false(cd_q_get_isrc(catalogue, code));
	q[5] ^= 1; /* damaged */
	assert_false(cd_q_get_isrc(q, code));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_msf),
		cmocka_unit_test(a_mode_1_sector_is_complete),
		cmocka_unit_test(a_mode_2_form_1_sector_is_complete),
		cmocka_unit_test(the_q_channel_tells_the_place),
		cmocka_unit_test(a_pre_gap_counts_down),
		cmocka_unit_test(a_mode_2_form_2_sector_is_complete),
		cmocka_unit_test(the_channel_is_scrambled),
		cmocka_unit_test(the_q_channel_carries_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
