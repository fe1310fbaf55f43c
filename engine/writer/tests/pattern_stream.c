/* SPDX-License-Identifier: MIT */
#include "engine/writer/tests/pattern_stream.h"

#include <errno.h>
#include <sched.h>

uint8_t pattern_byte(uint64_t at_bytes)
{
	uint64_t block = at_bytes / 2048;

	switch (at_bytes % 2048) {
	case 0:
		return (uint8_t)(block >> 16);
	case 1:
		return (uint8_t)(block >> 8);
	default:
		return (uint8_t)(block + at_bytes);
	}
}

void pattern_fill(uint64_t at_bytes, uint8_t *out, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		out[i] = pattern_byte(at_bytes + i);
}

static ssize_t read_pattern(
	struct br_stream *stream, void *buffer, size_t bytes, const struct br_cancel *cancel)
{
	struct pattern_stream *self = (struct pattern_stream *)stream;
	uint64_t left_bytes = self->end_bytes - self->at_bytes;

	while (left_bytes == 0 && self->stuck) {
		if (br_cancel_requested(cancel))
			return -ECANCELED;
		sched_yield();
	}
	if (left_bytes == 0)
		return self->error;
	if (self->piece_bytes && bytes > self->piece_bytes)
		bytes = self->piece_bytes;
	if (bytes > left_bytes)
		bytes = (size_t)left_bytes;
	pattern_fill(self->at_bytes, buffer, bytes);
	self->at_bytes += bytes;
	return (ssize_t)bytes;
}

struct pattern_stream pattern_stream(uint64_t bytes)
{
	return (struct pattern_stream) { .base = { read_pattern }, .end_bytes = bytes };
}
