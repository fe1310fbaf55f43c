/* SPDX-License-Identifier: MIT */
/* The bounded writer of replies: what it writes, and that it never writes too far. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
/* after the headers it needs */
#include <cmocka.h>

#include "emulator/drive/reply.h"

static void fields(void **state)
{
	static const uint8_t expected[] = { 0x12, 0x12, 0x34, 0x12, 0x34, 0x56, 0x12, 0x34, 0x56,
		0x78, 0, 0, 'a', 'b', ' ', 'a', 'b', 9, 8 };
	uint8_t bytes[REPLY_BYTES_MAX];
	struct reply reply = { .bytes = bytes };

	(void)state;
	memset(bytes, 0xAA, sizeof bytes);
	reply_u8(&reply, 0x12);
	reply_be16(&reply, 0x1234);
	reply_be24(&reply, 0x123456);
	reply_be32(&reply, 0x12345678);
	reply_zero(&reply, 2);
	reply_text(&reply, "ab", 3);
	reply_text(&reply, "abcd", 2);
	reply_bytes(&reply, "\x09\x08", 2);
	assert_int_equal(reply.count, sizeof expected);
	assert_memory_equal(bytes, expected, sizeof expected);
	assert_int_equal(bytes[sizeof expected], 0xAA);
}

static void lengths(void **state)
{
	static const uint8_t expected[] = { 0, 0, 0, 6, 0, 3, 2, 7, 7, 5 };
	uint8_t bytes[REPLY_BYTES_MAX];
	struct reply reply = { .bytes = bytes };
	struct reply_mark outer = reply_length_be32(&reply), middle = reply_length_be16(&reply);
	struct reply_mark inner = reply_length_u8(&reply);

	(void)state;
	reply_be16(&reply, 0x0707);
	reply_close(&reply, inner);
	reply_close(&reply, middle);
	reply_u8(&reply, 5);
	reply_close(&reply, outer);
	assert_int_equal(reply.count, sizeof expected);
	assert_memory_equal(bytes, expected, sizeof expected);
}

/* Counts what does not fit, keeps what does, in a buffer whose end a sanitizer watches. */
static void overflow(void **state)
{
	uint8_t *bytes = malloc(REPLY_BYTES_MAX);
	struct reply reply = { .bytes = bytes };
	struct reply_mark early = reply_length_be32(&reply), late;

	(void)state;
	assert_non_null(bytes);
	reply_zero(&reply, REPLY_BYTES_MAX - 6);
	reply_be32(&reply, 0x01020304);
	assert_memory_equal(bytes + REPLY_BYTES_MAX - 2, "\x01\x02", 2);
	late = reply_length_be16(&reply);
	reply_bytes(&reply, "abc", 3);
	reply_text(&reply, "abc", 10);
	reply_zero(&reply, 1000);
	reply_close(&reply, late);
	reply_close(&reply, early);
	assert_int_equal(reply.count, REPLY_BYTES_MAX + 2 + 2 + 3 + 10 + 1000);
	assert_memory_equal(bytes, "\x00\x01\x03\xF5", 4);
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields),
		cmocka_unit_test(lengths),
		cmocka_unit_test(overflow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
