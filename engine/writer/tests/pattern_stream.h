/* SPDX-License-Identifier: MIT */
/*
 * pattern_stream.h: a source for tests whose every byte is known, and which can end or fail on
 * purpose.
 */
#ifndef ENGINE_WRITER_TESTS_PATTERN_STREAM_H
#define ENGINE_WRITER_TESTS_PATTERN_STREAM_H

#include "burnengine/stream.h"

struct pattern_stream {
	struct br_stream base;
	uint64_t at_bytes;
	uint64_t end_bytes; /* what it has in all */
	int error;	    /* given at the end instead of 0, or 0 */
	size_t piece_bytes; /* most given at once; 0: as much as asked */
	bool stuck;	    /* at the end: hold the reader until it is cancelled */
};

struct pattern_stream pattern_stream(uint64_t bytes);
uint8_t pattern_byte(uint64_t at_bytes); /* no two blocks of 2048 bytes are alike below 4 GiB */
void pattern_fill(uint64_t at_bytes, uint8_t *out, size_t bytes);

#endif
