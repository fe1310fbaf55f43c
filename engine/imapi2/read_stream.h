/* SPDX-License-Identifier: MIT */
/*
 * read_stream.h: what all our IStreams are: bytes of known number that can be read from any place, and not
 * be written. An object's struct begins with a read_stream, its table of methods with COM_READ_STREAM.
 */
#ifndef ENGINE_IMAPI2_READ_STREAM_H
#define ENGINE_IMAPI2_READ_STREAM_H

#include "engine/imapi2/object.h"

struct read_stream;

struct read_stream_kind {
	/* From self->at on at most @bytes (> 0), all of them below self->bytes. */
	HRESULT (*read)(struct read_stream *self, void *buffer, ULONG bytes, ULONG *ret_read);
	/* One more of the same; where it stands is seen to. */
	HRESULT (*clone)(struct read_stream *self, IStream **ret_stream);
	bool sizable; /* by SetSize */
};

struct read_stream {
	struct com_object object;
	const struct read_stream_kind *kind;
	uint64_t at, bytes; /* at <= bytes */
};

HRESULT read_stream_read(IStream *This, void *buffer, ULONG bytes, ULONG *ret_read);
HRESULT read_stream_write(IStream *This, const void *buffer, ULONG bytes, ULONG *ret_written);
HRESULT read_stream_seek(
	IStream *This, LARGE_INTEGER move, DWORD origin, ULARGE_INTEGER *ret_position);
HRESULT read_stream_set_size(IStream *This, ULARGE_INTEGER bytes);
HRESULT read_stream_copy(IStream *This, IStream *to, ULARGE_INTEGER bytes, ULARGE_INTEGER *ret_read,
	ULARGE_INTEGER *ret_written);
HRESULT read_stream_commit(IStream *This, DWORD flags);
HRESULT read_stream_revert(IStream *This);
HRESULT read_stream_lock(IStream *This, ULARGE_INTEGER at, ULARGE_INTEGER bytes, DWORD type);
HRESULT read_stream_stat(IStream *This, STATSTG *ret_status, DWORD flag);
HRESULT read_stream_clone(IStream *This, IStream **ret_stream);

#define COM_READ_STREAM                                                                            \
	COM_UNKNOWN,                                                                               \
		.Read = COM_METHOD(read_stream_read), .Write = COM_METHOD(read_stream_write),      \
		.Seek = COM_METHOD(read_stream_seek), .SetSize = COM_METHOD(read_stream_set_size), \
		.CopyTo = COM_METHOD(read_stream_copy), .Commit = COM_METHOD(read_stream_commit),  \
		.Revert = COM_METHOD(read_stream_revert),                                          \
		.LockRegion = COM_METHOD(read_stream_lock),                                        \
		.UnlockRegion = COM_METHOD(read_stream_lock),                                      \
		.Stat = COM_METHOD(read_stream_stat), .Clone = COM_METHOD(read_stream_clone)

#endif
