/* SPDX-License-Identifier: MIT */
#include "emulator/mechanics/wide.h"

/*
 * A root that is right to within one for the first digits of a number gives twice as many digits: a
 * step of Newton's, whose division needs no more of the number than it has digits. Here for the
 * upper half of @value, whose first two bits are not both 0; one too large at most.
 */
static uint64_t root_of_upper_half(wide value)
{
	uint64_t upper = (uint64_t)(value >> 64);
	uint64_t root = 1 + (upper >> 62);

	root = (root << 1) + (upper >> 59) / root;
	root = (root << 3) + (upper >> 53) / root;
	root = (root << 7) + (upper >> 41) / root;
	return (root << 15) + (upper >> 17) / root;
}

static unsigned leading_zeros(wide value)
{
	uint64_t upper = (uint64_t)(value >> 64);

	return (unsigned)(upper ? __builtin_clzll(upper) : 64 + __builtin_clzll((uint64_t)value));
}

uint64_t wide_sqrt(wide value)
{
	unsigned half_shift;
	uint64_t upper;
	wide root;

	if (!value)
		return 0;
	half_shift = leading_zeros(value) / 2;
	value <<= 2 * half_shift;
	upper = root_of_upper_half(value);
	root = ((wide)upper << 31) + wide_divide_short(value >> 33, upper);
	if (root > UINT64_MAX || root * root > value)
		root--;
	return (uint64_t)root >> half_shift;
}
