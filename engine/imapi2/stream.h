/* SPDX-License-Identifier: MIT */
/* stream.h: an IStream as a source of the engine. */
#ifndef ENGINE_IMAPI2_STREAM_H
#define ENGINE_IMAPI2_STREAM_H

#include "burnengine/stream.h"
#include "imapi2.h"

struct com_source {
	struct br_stream base;
	IStream *inner;	     /* borrowed; read from the engine's reader thread */
	uint64_t left_bytes; /* of it; then come zeros without end */
	HRESULT failure;     /* what its Read failed with, or S_OK */
};

struct com_source com_source(IStream *stream, uint64_t bytes);

/*
 * com_source_result: how a job that read from it ended: the stream's own failure where it was the
 * stream's, else that of @outcome.
 */
HRESULT com_source_result(const struct com_source *source, struct br_outcome outcome);

/*
 * com_stream_generated: a stream whose bytes are made when they are read: @generate puts the @bytes
 * (> 0) at @at, all below @size, into @buffer. @owner gets a reference until the stream is gone.
 */
typedef HRESULT com_generate(void *owner, uint64_t at, uint8_t *buffer, ULONG bytes);
HRESULT com_stream_generated(
	void *owner, com_generate *generate, uint64_t size, IStream **ret_stream);

/* com_stream_bytes: what is in it from its start, by Stat. com_stream_seek: to @at. */
HRESULT com_stream_bytes(IStream *stream, uint64_t *ret_bytes);
HRESULT com_stream_seek(IStream *stream, uint64_t at);
/* com_stream_read: exactly @bytes; Win32 error 38 when it ends before. */
HRESULT com_stream_read(IStream *stream, void *buffer, ULONG bytes);

#endif
