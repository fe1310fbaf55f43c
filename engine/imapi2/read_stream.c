/* SPDX-License-Identifier: MIT */
#include "engine/imapi2/read_stream.h"

#define COPY_BYTES 65536

static HRESULT read_some(struct read_stream *self, void *buffer, ULONG bytes, ULONG *ret_read)
{
	if (bytes > self->bytes - self->at)
		bytes = (ULONG)(self->bytes - self->at);
	return bytes ? self->kind->read(self, buffer, bytes, ret_read) : S_OK;
}

HRESULT read_stream_read(IStream *This, void *buffer, ULONG bytes, ULONG *ret_read)
{
	struct read_stream *self = com_object_of(This);
	ULONG done = 0;

	if (!buffer)
		return E_POINTER;
	while (done < bytes) {
		ULONG got = 0;
		HRESULT result = read_some(self, (uint8_t *)buffer + done, bytes - done, &got);

		if (FAILED(result))
			return result;
		if (got == 0)
			break;
		self->at += got;
		done += got;
	}
	if (ret_read)
		*ret_read = done;
	return done < bytes ? S_FALSE : S_OK;
}

HRESULT read_stream_write(IStream *This, const void *buffer, ULONG bytes, ULONG *ret_written)
{
	(void)This;
	(void)buffer;
	(void)bytes;
	if (ret_written)
		*ret_written = 0;
	return E_ACCESSDENIED; /* ours are for reading */
}

HRESULT read_stream_seek(
	IStream *This, LARGE_INTEGER move, DWORD origin, ULARGE_INTEGER *ret_position)
{
	struct read_stream *self = com_object_of(This);
	int64_t from = origin == STREAM_SEEK_CUR   ? (int64_t)self->at
		       : origin == STREAM_SEEK_END ? (int64_t)self->bytes
						   : 0;
	int64_t to;

	if (origin > STREAM_SEEK_END)
		return STG_E_INVALIDFUNCTION;
	if (__builtin_add_overflow(from, move.QuadPart, &to) || to < 0 ||
		(uint64_t)to > self->bytes)
		return STG_E_SEEKERROR;
	self->at = (uint64_t)to;
	if (ret_position)
		ret_position->QuadPart = self->at;
	return S_OK;
}

HRESULT read_stream_stat(IStream *This, STATSTG *ret_status, DWORD flag)
{
	const struct read_stream *self = com_object_of(This);

	(void)flag; /* they have no names */
	if (!ret_status)
		return E_POINTER;
	*ret_status = (STATSTG) { .type = STGTY_STREAM, .cbSize.QuadPart = self->bytes };
	return S_OK;
}

HRESULT read_stream_set_size(IStream *This, ULARGE_INTEGER bytes)
{
	struct read_stream *self = com_object_of(This);

	if (!self->kind->sizable)
		return E_ACCESSDENIED;
	if (bytes.QuadPart > INT64_MAX)
		return E_INVALIDARG;
	self->bytes = bytes.QuadPart;
	if (self->at > self->bytes)
		self->at = self->bytes;
	return S_OK;
}

HRESULT read_stream_copy(IStream *This, IStream *to, ULARGE_INTEGER bytes, ULARGE_INTEGER *ret_read,
	ULARGE_INTEGER *ret_written)
{
	uint8_t piece[COPY_BYTES];
	uint64_t done = 0, put = 0;
	HRESULT result = S_OK;
	ULONG got = 1;

	if (!to)
		return E_POINTER;
	while (SUCCEEDED(result) && done < bytes.QuadPart && got > 0) {
		uint64_t left = bytes.QuadPart - done;
		ULONG written = 0;

		result = read_stream_read(
			This, piece, left < sizeof piece ? (ULONG)left : sizeof piece, &got);
		if (SUCCEEDED(result))
			done += got;
		if (SUCCEEDED(result) && got > 0)
			result = IStream_Write(to, piece, got, &written);
		put += written;
	}
	if (ret_read)
		ret_read->QuadPart = done;
	if (ret_written)
		ret_written->QuadPart = put;
	return FAILED(result) ? result : S_OK; /* that there was no more is no news */
}

HRESULT read_stream_commit(IStream *This, DWORD flags)
{
	(void)This;
	(void)flags;
	return S_OK; /* nothing is ever uncommitted */
}

HRESULT read_stream_revert(IStream *This)
{
	(void)This;
	return S_OK;
}

HRESULT read_stream_lock(IStream *This, ULARGE_INTEGER at, ULARGE_INTEGER bytes, DWORD type)
{
	(void)This;
	(void)at;
	(void)bytes;
	(void)type;
	return STG_E_INVALIDFUNCTION;
}

HRESULT read_stream_clone(IStream *This, IStream **ret_stream)
{
	struct read_stream *self = com_object_of(This);
	HRESULT result;

	if (!ret_stream)
		return E_POINTER;
	result = self->kind->clone(self, ret_stream);
	if (SUCCEEDED(result))
		((struct read_stream *)com_object_of(*ret_stream))->at = self->at;
	return result;
}
