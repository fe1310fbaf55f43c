/* SPDX-License-Identifier: MIT */
/*
 * bytes.h: the judge's own readers of big-endian fields. Shared with nobody: a mistake in the readers
 * of the drive or of the engine must show here.
 *
 * The caller makes sure that the bytes are there (must_have, judge.h).
 */
#ifndef CONFORMANCE_BYTES_H
#define CONFORMANCE_BYTES_H

#include <stdint.h>

static inline uint32_t be16(const uint8_t *p)
{
	return (uint32_t)p[0] << 8 | p[1];
}

static inline uint32_t be24(const uint8_t *p)
{
	return (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2];
}

static inline uint32_t be32(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | be24(p + 1);
}

/* bits: the field from bit @high down to bit @low of @value, numbered as in the standard's tables. */
static inline uint32_t bits(uint32_t value, unsigned high, unsigned low)
{
	return value >> low & ((2u << (high - low)) - 1u);
}

static inline void put_be16(uint8_t *p, uint32_t value)
{
	p[0] = (uint8_t)(value >> 8);
	p[1] = (uint8_t)value;
}

static inline void put_be32(uint8_t *p, uint32_t value)
{
	put_be16(p, value >> 16);
	put_be16(p + 2, value);
}

#endif
