/* SPDX-License-Identifier: MIT */
/* transport.h: what the transports of this room share. */
#ifndef ENGINE_TRANSPORT_TRANSPORT_H
#define ENGINE_TRANSPORT_TRANSPORT_H

#include "burnengine/transport.h"

/* A whole ECC block of every medium, and what every Linux host adapter takes. */
#define TRANSPORT_TRANSFER_BYTES_SAFE 65536
/* What more would save in commands is not felt any more, and what they hold up is. */
#define TRANSPORT_TRANSFER_BYTES_MAX  524288

#define TRANSPORT_TIMEOUT_MS 60000

/* transport_timeout_ms: what the caller asked for, or the default. */
static inline uint32_t transport_timeout_ms(const struct br_command *command)
{
	return command->timeout_ms ? command->timeout_ms : TRANSPORT_TIMEOUT_MS;
}

/*
 * transport_set_sense: put raw sense data into the result, whole and decoded.
 * @bytes of @count, untrusted; cut at BR_SENSE_BYTES_MAX.
 */
void transport_set_sense(struct br_result *result, const uint8_t *bytes, size_t count);

#endif
