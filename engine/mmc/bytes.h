/* SPDX-License-Identifier: MIT */
/*
 * bytes.h: big-endian numbers into command blocks and parameter lists, and out of replies.
 *
 * A reply is untrusted. It is read through `struct mmc_reply`: past its end every byte is 0 and the
 * reader remembers that it ran short, so a decoder asks once at the end.
 */
#ifndef ENGINE_MMC_BYTES_H
#define ENGINE_MMC_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static inline void mmc_put_be16(uint8_t *at, uint16_t value)
{
	at[0] = (uint8_t)(value >> 8);
	at[1] = (uint8_t)value;
}

static inline void mmc_put_be32(uint8_t *at, uint32_t value)
{
	mmc_put_be16(at, (uint16_t)(value >> 16));
	mmc_put_be16(at + 2, (uint16_t)value);
}

struct mmc_reply {
	const uint8_t *bytes;
	size_t count;	  /* that the drive really moved */
	bool short_reply; /* something past the end was asked for */
};

static inline uint8_t mmc_u8(struct mmc_reply *reply, size_t at)
{
	if (at >= reply->count) {
		reply->short_reply = true;
		return 0;
	}
	return reply->bytes[at];
}

static inline uint16_t mmc_be16(struct mmc_reply *reply, size_t at)
{
	return (uint16_t)(mmc_u8(reply, at) << 8 | mmc_u8(reply, at + 1));
}

static inline uint32_t mmc_be32(struct mmc_reply *reply, size_t at)
{
	return (uint32_t)mmc_be16(reply, at) << 16 | mmc_be16(reply, at + 2);
}

/* mmc_limit: believe a length field, but never more than was moved. */
static inline void mmc_limit(struct mmc_reply *reply, size_t claimed_bytes)
{
	if (claimed_bytes < reply->count)
		reply->count = claimed_bytes;
}

#endif
