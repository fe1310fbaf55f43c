/* SPDX-License-Identifier: MIT */
/* bytes.h: big-endian fields of CDBs and parameter lists. No casts of buffers, no bit-fields. */
#ifndef DRIVE_BYTES_H
#define DRIVE_BYTES_H

#include <stdint.h>

static inline uint16_t get_be16(const uint8_t *p)
{
	return (uint16_t)(p[0] << 8 | p[1]);
}

static inline uint32_t get_be24(const uint8_t *p)
{
	return (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2];
}

static inline uint32_t get_be32(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | get_be24(p + 1);
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

/* bits: bits @hi..@lo of a byte, numbered as in the standard's tables (7 is the highest). */
static inline unsigned bits(uint8_t byte, unsigned hi, unsigned lo)
{
	return (unsigned)(byte >> lo) & ((1U << (hi - lo + 1)) - 1);
}

#endif
