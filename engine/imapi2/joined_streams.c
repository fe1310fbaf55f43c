/* SPDX-License-Identifier: MIT */
/* MsftStreamConcatenate and MsftStreamInterleave: streams made of others. */
#include <stdlib.h>

#include "engine/imapi2/objects.h"
#include "engine/imapi2/read_stream.h"
#include "engine/imapi2/stream.h"

struct part {
	IStream *stream; /* a reference */
	uint64_t bytes;	 /* of it */
	ULONG piece;	 /* interleaved: bytes of it in each round */
};

struct joined_stream {
	struct read_stream base;
	struct part *parts;
	ULONG count;
	uint64_t round_bytes; /* interleaved: of all pieces together */
};

static void release_parts(struct part *parts, ULONG count)
{
	for (ULONG i = 0; i < count; i++)
		IStream_Release(parts[i].stream);
	free(parts);
}

static void destroy(struct com_object *object)
{
	struct joined_stream *self = (struct joined_stream *)object;

	release_parts(self->parts, self->count);
}

/* Those that there are, and @count more behind them; all or none. */
static HRESULT extend(struct joined_stream *self, IStream **streams, ULONG count)
{
	struct part *parts;
	uint64_t bytes = self->base.bytes;

	if (!streams)
		return E_POINTER;
	parts = calloc((size_t)self->count + count + 1, sizeof *parts);
	if (!parts)
		return E_OUTOFMEMORY;
	for (ULONG i = 0; i < count; i++) {
		struct part *part = &parts[self->count + i];
		HRESULT result =
			streams[i] ? com_stream_bytes(streams[i], &part->bytes) : E_POINTER;

		if (SUCCEEDED(result) && __builtin_add_overflow(bytes, part->bytes, &bytes))
			result = E_INVALIDARG;
		if (FAILED(result)) {
			free(parts);
			return result;
		}
		part->stream = streams[i];
	}
	for (ULONG i = 0; i < count; i++)
		IStream_AddRef(streams[i]);
	if (self->count)
		memcpy(parts, self->parts, self->count * sizeof *parts);
	free(self->parts);
	self->parts = parts;
	self->count += count;
	self->base.bytes = bytes;
	return S_OK;
}

/* Those in place of what there was, which stays when that fails. */
static HRESULT replace(struct joined_stream *self, IStream **streams, ULONG count)
{
	struct part *parts = self->parts;
	const ULONG old_count = self->count;
	const uint64_t bytes = self->base.bytes;
	HRESULT result;

	if (count == 0)
		return E_INVALIDARG;
	self->parts = NULL;
	self->count = 0;
	self->base.bytes = 0;
	result = extend(self, streams, count);
	if (FAILED(result)) {
		self->parts = parts;
		self->count = old_count;
		self->base.bytes = bytes;
		return result;
	}
	release_parts(parts, old_count);
	self->base.at = 0;
	return result;
}

static HRESULT read_part(
	const struct part *part, uint64_t at, void *buffer, uint64_t bytes, ULONG *ret_read)
{
	HRESULT result = com_stream_seek(part->stream, at);

	return FAILED(result) ? result : IStream_Read(part->stream, buffer, (ULONG)bytes, ret_read);
}

/* The same streams again would not do: each is read from where it stands. */
static HRESULT clone_parts(const struct joined_stream *self, struct joined_stream *copy)
{
	IStream **streams = calloc((size_t)self->count + 1, sizeof(IStream *));
	HRESULT result = streams ? S_OK : E_OUTOFMEMORY;
	ULONG count = 0;

	while (SUCCEEDED(result) && count < self->count) {
		result = IStream_Clone(self->parts[count].stream, &streams[count]);
		count += SUCCEEDED(result);
	}
	if (SUCCEEDED(result))
		result = extend(copy, streams, count);
	for (ULONG i = 0; SUCCEEDED(result) && i < count; i++)
		copy->parts[i].piece = self->parts[i].piece;
	for (ULONG i = 0; i < count; i++)
		IStream_Release(streams[i]);
	free(streams);
	return result;
}

static HRESULT clone_into(const struct joined_stream *self, HRESULT created, IStream **ret_stream)
{
	struct joined_stream *copy;
	HRESULT result = created;

	if (FAILED(result))
		return result;
	copy = com_object_of(*ret_stream);
	result = clone_parts(self, copy);
	copy->round_bytes = self->round_bytes;
	copy->base.bytes = self->base.bytes;
	if (FAILED(result)) {
		IStream_Release(*ret_stream);
		*ret_stream = NULL;
	}
	return result;
}

static HRESULT create(const struct com_class *class, const void *vtable,
	const struct read_stream_kind *kind, REFIID iid, void **ret_object)
{
	struct joined_stream *self = com_create(sizeof *self, class, vtable);
	HRESULT result;

	if (!self)
		return E_OUTOFMEMORY;
	self->base.kind = kind;
	result = com_query_interface(self, iid, ret_object);
	com_release(self);
	return result;
}

/* ---- one after the other ----------------------------------------------------------------- */

static HRESULT read_concatenated(
	struct read_stream *base, void *buffer, ULONG bytes, ULONG *ret_read)
{
	const struct part *part = ((struct joined_stream *)base)->parts;
	uint64_t at = base->at;

	for (; at >= part->bytes; part++)
		at -= part->bytes;
	return read_part(
		part, at, buffer, bytes < part->bytes - at ? bytes : part->bytes - at, ret_read);
}

static HRESULT clone_concatenated(struct read_stream *base, IStream **ret_stream)
{
	return clone_into((struct joined_stream *)base,
		stream_concatenate_create(&IID_IStream, (void **)ret_stream), ret_stream);
}

static HRESULT initialize(IStreamConcatenate *This, IStream *first, IStream *second)
{
	return replace(com_object_of(This), (IStream *[]) { first, second }, 2);
}

static HRESULT initialize_2(IStreamConcatenate *This, IStream **streams, ULONG count)
{
	return replace(com_object_of(This), streams, count);
}

static HRESULT append_2(IStreamConcatenate *This, IStream **streams, ULONG count)
{
	struct joined_stream *self = com_object_of(This);

	return self->count ? extend(self, streams, count) : E_FAIL;
}

static HRESULT append(IStreamConcatenate *This, IStream *stream)
{
	return append_2(This, &stream, 1);
}

HRESULT stream_concatenate_create(REFIID iid, void **ret_object)
{
	static const struct read_stream_kind kind = { .read = read_concatenated,
		.clone = clone_concatenated };
	static const IStreamConcatenateVtbl vtable = {
		COM_READ_STREAM,
		.Initialize = initialize,
		.Initialize2 = initialize_2,
		.Append = append,
		.Append2 = append_2,
	};
	static const IID *const interfaces[] = { &IID_IStreamConcatenate, &IID_IStream,
		&IID_ISequentialStream, NULL };
	static const struct com_class class = { .interfaces = interfaces, .destroy = destroy };

	return create(&class, &vtable, &kind, iid, ret_object);
}

/* ---- in turn ----------------------------------------------------------------------------- */

static HRESULT read_interleaved(
	struct read_stream *base, void *buffer, ULONG bytes, ULONG *ret_read)
{
	const struct joined_stream *self = (struct joined_stream *)base;
	const struct part *part = self->parts;
	uint64_t round = base->at / self->round_bytes, at = base->at % self->round_bytes;

	for (; at >= part->piece; part++)
		at -= part->piece;
	return read_part(part, round * part->piece + at, buffer,
		bytes < part->piece - at ? bytes : part->piece - at, ret_read);
}

static HRESULT clone_interleaved(struct read_stream *base, IStream **ret_stream)
{
	return clone_into((struct joined_stream *)base,
		stream_interleave_create(&IID_IStream, (void **)ret_stream), ret_stream);
}

/* All have equally many whole pieces. */
static bool fits(const ULONG *sizes, const uint64_t *bytes, ULONG count)
{
	for (ULONG i = 0; i < count; i++)
		if (sizes[i] == 0 || bytes[i] % sizes[i] != 0 ||
			bytes[i] / sizes[i] != bytes[0] / sizes[0])
			return false;
	return true;
}

static HRESULT check_pieces(IStream **streams, const ULONG *sizes, ULONG count)
{
	uint64_t *bytes = calloc((size_t)count + 1, sizeof *bytes);
	HRESULT result = bytes ? S_OK : E_OUTOFMEMORY;

	for (ULONG i = 0; i < count && SUCCEEDED(result); i++)
		result = streams[i] ? com_stream_bytes(streams[i], &bytes[i]) : E_POINTER;
	if (SUCCEEDED(result) && !fits(sizes, bytes, count))
		result = E_INVALIDARG;
	free(bytes);
	return result;
}

static HRESULT interleave(IStreamInterleave *This, IStream **streams, ULONG *sizes, ULONG count)
{
	struct joined_stream *self = com_object_of(This);
	HRESULT result;

	if (!streams || !sizes)
		return E_POINTER;
	result = check_pieces(streams, sizes, count);
	if (SUCCEEDED(result))
		result = replace(self, streams, count);
	if (FAILED(result))
		return result;
	self->round_bytes = 0;
	for (ULONG i = 0; i < count; i++) {
		self->parts[i].piece = sizes[i];
		self->round_bytes += sizes[i];
	}
	return result;
}

HRESULT stream_interleave_create(REFIID iid, void **ret_object)
{
	static const struct read_stream_kind kind = { .read = read_interleaved,
		.clone = clone_interleaved };
	static const IStreamInterleaveVtbl vtable = {
		COM_READ_STREAM,
		.Initialize = interleave,
	};
	static const IID *const interfaces[] = { &IID_IStreamInterleave, &IID_IStream,
		&IID_ISequentialStream, NULL };
	static const struct com_class class = { .interfaces = interfaces, .destroy = destroy };

	return create(&class, &vtable, &kind, iid, ret_object);
}
