/* SPDX-License-Identifier: MIT */
#include "emulator/mechanics/wide.h"

/* Digit by digit, for the 64 bits that Newton's method starts from. */
static uint64_t sqrt_64(uint64_t value)
{
	uint64_t root = 0;

	if (!value)
		return 0;
	for (uint64_t bit = UINT64_C(1) << (63 - __builtin_clzll(value)) / 2 * 2; bit; bit >>= 2) {
		if (value >= root + bit) {
			value -= root + bit;
			root = (root >> 1) + bit;
		} else {
			root >>= 1;
		}
	}
	return root;
}

uint64_t wide_sqrt(wide value)
{
	unsigned shift;
	wide root, next;

	if (value <= UINT64_MAX)
		return sqrt_64((uint64_t)value);
	/* The upper 63 or 64 bits give 31 good bits of root, from above; one or two steps do the
	 * rest. From above, Newton's integer steps fall until they reach the floor of the root. */
	shift = (unsigned)(65 - __builtin_clzll((uint64_t)(value >> 64))) / 2 * 2;
	root = (wide)(sqrt_64((uint64_t)(value >> shift)) + 1) << (shift / 2);
	for (;;) {
		next = (root + value / root) / 2;
		if (next >= root)
			return (uint64_t)root;
		root = next;
	}
}
