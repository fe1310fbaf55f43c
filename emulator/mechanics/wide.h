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

#endif
