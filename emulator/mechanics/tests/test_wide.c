/* SPDX-License-Identifier: MIT */
/* Square roots: the floor, for all that 128 bits hold. Division: what the compiler's own gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "emulator/mechanics/wide.h"

static void small_numbers(void **state)
{
	static const uint64_t roots[17] = { 0, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 4 };

	(void)state;
	for (unsigned i = 0; i < 17; i++)
		assert_int_equal(wide_sqrt(i), roots[i]);
}

/* A square's root, and one less just below it, at every size. */
static void around_squares(void **state)
{
	uint64_t root = 1;

	(void)state;
	for (unsigned bits = 1; bits < 64; bits++) {
		for (unsigned i = 0; i < 200; i++) {
			root = root * UINT64_C(6364136223846793005) + 1442695040888963407;
			uint64_t r = root >> (64 - bits) | UINT64_C(1) << (bits - 1);

			assert_int_equal(wide_sqrt((wide)r * r), r);
			assert_int_equal(wide_sqrt((wide)r * r + 2 * (wide)r), r);
			assert_int_equal(wide_sqrt((wide)r * r - 1), r - 1);
		}
	}
}

static void the_largest(void **state)
{
	(void)state;
	assert_int_equal(wide_sqrt(~(wide)0), UINT64_MAX);
	assert_int_equal(wide_sqrt((wide)UINT64_MAX * UINT64_MAX), UINT64_MAX);
	assert_int_equal(wide_sqrt((wide)UINT64_MAX * UINT64_MAX - 1), UINT64_MAX - 1);
	assert_int_equal(wide_sqrt((wide)1 << 126), UINT64_C(1) << 63);
	assert_int_equal(wide_sqrt(UINT64_MAX), UINT32_MAX);
}

static void short_divisors(void **state)
{
	static const uint64_t divisors[] = { 1, 2, 3, 10, 65535, 12219392, 0x7FFFFFFF, 0x80000001,
		0xFFFFFFFF, 0x100000000 };
	uint64_t high = 1, low = 1;

	(void)state;
	for (unsigned i = 0; i < 1000; i++) {
		high = high * UINT64_C(6364136223846793005) + 1442695040888963407;
		low = low * UINT64_C(2862933555777941757) + 3037000493;
		for (unsigned j = 0; j < sizeof divisors / sizeof divisors[0]; j++) {
			wide value = ((wide)(high >> (i % 64)) << 64) + low;

			assert_true(wide_divide_short(value, divisors[j]) == value / divisors[j]);
		}
	}
	assert_true(wide_divide_short(~(wide)0, 1) == ~(wide)0);
	assert_true(wide_divide_short(~(wide)0, 0x100000000) == ~(wide)0 >> 32);
	assert_true(wide_divide_short(0, 7) == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_numbers),
		cmocka_unit_test(around_squares),
		cmocka_unit_test(the_largest),
		cmocka_unit_test(short_divisors),
	};

	return cmocka_run_group_tests_name("mechanics: wide", tests, NULL, NULL);
}
