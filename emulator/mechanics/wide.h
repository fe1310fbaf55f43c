/* SPDX-License-Identifier: MIT */
/*
 * wide.h: integers of 128 bits and their square root, for products that do not fit 64 bits on the
 * way to a result that does.
 */
#ifndef MECHANICS_WIDE_H
#define MECHANICS_WIDE_H

#include <stdint.h>

typedef unsigned __int128 wide;

/* wide_sqrt: the largest integer whose square is not above @value. */
uint64_t wide_sqrt(wide value);

/* wide_divide_rounded: @a / @b (not 0) to the nearest integer, halves up. */
static inline wide wide_divide_rounded(wide a, wide b)
{
	return (a + b / 2) / b;
}

/*
 * wide_divide_short: @a / @b, from 1 to 2^32, in steps of 64 bits. The same as the operator, which is a call of a
 * library that knows larger divisors, too.
 */
static inline wide wide_divide_short(wide a, uint64_t b)
{
	uint64_t high = (uint64_t)(a >> 64), low = (uint64_t)a;
	uint64_t middle = (high % b) << 32 | low >> 32;
	uint64_t last = (middle % b) << 32 | (low & UINT32_MAX);

	return ((wide)(high / b) << 64) + ((wide)(middle / b) << 32) + last / b;
}

#endif
