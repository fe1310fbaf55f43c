/* SPDX-License-Identifier: MIT */
/* IStreams of files and of memory, and any IStream as a source of the engine. */
#include "engine/imapi2/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/imapi2/object.h"

#define COPY_BYTES 65536

struct stream {
	struct com_object object;
	uint64_t at, bytes;
	int file; /* -1: of memory, or generated */
	uint8_t *memory;
	com_generate *generate;
	void *owner; /* of what is generated */
};

static HRESULT read_at(struct stream *self, void *buffer, ULONG bytes, ULONG *ret_read)
{
	ssize_t got;

	if (bytes > self->bytes - self->at)
		bytes = (ULONG)(self->bytes - self->at);
	if (self->generate) {
		*ret_read = bytes;
		return bytes ? self->generate(self->owner, self->at, buffer, bytes) : S_OK;
	}
	if (self->file < 0) {
		memcpy(buffer, self->memory + self->at, bytes);
		*ret_read = bytes;
		return S_OK;
	}
	do
		got = pread(self->file, buffer, bytes, (off_t)self->at);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return STG_E_READFAULT;
	*ret_read = (ULONG)got;
	return S_OK;
}

static HRESULT stream_read(IStream *This, void *buffer, ULONG bytes, ULONG *ret_read)
{
	struct stream *self = com_object_of(This);
	ULONG done = 0;

	if (!buffer)
		return E_POINTER;
	while (done < bytes) {
		ULONG got = 0;
		HRESULT result = read_at(self, (uint8_t *)buffer + done, bytes - done, &got);

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

static HRESULT stream_write(IStream *This, const void *buffer, ULONG bytes, ULONG *ret_written)
{
	(void)This;
	(void)buffer;
	(void)bytes;
	if (ret_written)
		*ret_written = 0;
	return E_ACCESSDENIED; /* ours are for reading */
}

static HRESULT stream_seek(
	IStream *This, LARGE_INTEGER move, DWORD origin, ULARGE_INTEGER *ret_position)
{
	struct stream *self = com_object_of(This);
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

static HRESULT stream_stat(IStream *This, STATSTG *ret_status, DWORD flag)
{
	const struct stream *self = com_object_of(This);

	(void)flag; /* they have no names */
	if (!ret_status)
		return E_POINTER;
	*ret_status = (STATSTG) { .type = STGTY_STREAM, .cbSize.QuadPart = self->bytes };
	return S_OK;
}

static HRESULT stream_set_size(IStream *This, ULARGE_INTEGER bytes)
{
	(void)This;
	(void)bytes;
	return E_ACCESSDENIED;
}

static HRESULT stream_copy(IStream *This, IStream *to, ULARGE_INTEGER bytes,
	ULARGE_INTEGER *ret_read, ULARGE_INTEGER *ret_written)
{
	uint8_t piece[COPY_BYTES];
	uint64_t done = 0;
	HRESULT result = S_OK;
	ULONG got = 1;

	if (!to)
		return E_POINTER;
	while (SUCCEEDED(result) && done < bytes.QuadPart && got > 0) {
		uint64_t left = bytes.QuadPart - done;
		ULONG written = 0;

		result = stream_read(
			This, piece, left < sizeof piece ? (ULONG)left : sizeof piece, &got);
		if (SUCCEEDED(result) && got > 0)
			result = IStream_Write(to, piece, got, &written);
		done += written;
	}
	if (ret_read)
		ret_read->QuadPart = done;
	if (ret_written)
		ret_written->QuadPart = done;
	return result;
}

static HRESULT stream_commit(IStream *This, DWORD flags)
{
	(void)This;
	(void)flags;
	return S_OK; /* nothing is ever uncommitted */
}

static HRESULT stream_revert(IStream *This)
{
	(void)This;
	return S_OK;
}

static HRESULT stream_lock(IStream *This, ULARGE_INTEGER at, ULARGE_INTEGER bytes, DWORD type)
{
	(void)This;
	(void)at;
	(void)bytes;
	(void)type;
	return STG_E_INVALIDFUNCTION;
}

static HRESULT create(int file, const void *bytes, uint64_t count, IStream **ret_stream);

static HRESULT clone(const struct stream *self, IStream **ret_stream)
{
	int file = self->file < 0 ? -1 : dup(self->file);
	HRESULT result;

	if (self->generate)
		return com_stream_generated(self->owner, self->generate, self->bytes, ret_stream);
	if (self->file >= 0 && file < 0)
		return E_FAIL;
	result = create(file, self->memory, self->bytes, ret_stream);
	if (FAILED(result) && file >= 0)
		close(file);
	return result;
}

static HRESULT stream_clone(IStream *This, IStream **ret_stream)
{
	const struct stream *self = com_object_of(This);
	HRESULT result;

	if (!ret_stream)
		return E_POINTER;
	result = clone(self, ret_stream);
	if (SUCCEEDED(result))
		((struct stream *)com_object_of(*ret_stream))->at = self->at;
	return result;
}

static void destroy(struct com_object *object)
{
	struct stream *self = (struct stream *)object;

	if (self->file >= 0)
		close(self->file);
	if (self->owner)
		com_release(self->owner);
	free(self->memory);
}

static struct stream *create_empty(uint64_t count)
{
	static const IStreamVtbl vtable = {
		COM_UNKNOWN,
		.Read = stream_read,
		.Write = stream_write,
		.Seek = stream_seek,
		.SetSize = stream_set_size,
		.CopyTo = stream_copy,
		.Commit = stream_commit,
		.Revert = stream_revert,
		.LockRegion = stream_lock,
		.UnlockRegion = stream_lock,
		.Stat = stream_stat,
		.Clone = stream_clone,
	};
	static const IID *const interfaces[] = { &IID_IStream, &IID_ISequentialStream, NULL };
	static const struct com_class class = { .interfaces = interfaces, .destroy = destroy };
	struct stream *self = com_create(sizeof *self, &class, &vtable);

	if (self) {
		self->file = -1;
		self->bytes = count;
	}
	return self;
}

static HRESULT create(int file, const void *bytes, uint64_t count, IStream **ret_stream)
{
	struct stream *self = create_empty(count);

	if (!self)
		return E_OUTOFMEMORY;
	if (file < 0) {
		self->memory = malloc(count ? count : 1);
		if (!self->memory) {
			com_release(self);
			return E_OUTOFMEMORY;
		}
		if (count)
			memcpy(self->memory, bytes, count);
	}
	self->file = file;
	*ret_stream = (IStream *)self;
	return S_OK;
}

HRESULT com_stream_generated(
	void *owner, com_generate *generate, uint64_t size, IStream **ret_stream)
{
	struct stream *self = create_empty(size);

	if (!self)
		return E_OUTOFMEMORY;
	self->generate = generate;
	self->owner = owner;
	com_add_reference(owner);
	*ret_stream = (IStream *)self;
	return S_OK;
}

HRESULT SHCreateStreamOnFileA(const char *path, DWORD mode, IStream **ret_stream)
{
	struct stat status;
	HRESULT result;
	int file;

	if (!path || !ret_stream)
		return E_POINTER;
	if ((mode & 0xF) != STGM_READ)
		return E_INVALIDARG;
	file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return HRESULT_FROM_WIN32(errno == EACCES ? 5 : 2);
	if (fstat(file, &status) < 0 || !S_ISREG(status.st_mode))
		result = E_ACCESSDENIED;
	else
		result = create(file, NULL, (uint64_t)status.st_size, ret_stream);
	if (FAILED(result))
		close(file);
	return result;
}

static unsigned put_utf_8(OLECHAR character, char *out)
{
	uint32_t code = (uint32_t)character;

	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	for (unsigned count = 2; count <= 4; count++) {
		if (code >> (count == 2 ? 11 : 5 * count + 1) != 0)
			continue;
		for (unsigned i = count - 1; i > 0; i--, code >>= 6)
			out[i] = (char)(0x80 | (code & 0x3F));
		out[0] = (char)(0xF00U >> count | code);
		return count;
	}
	return 0; /* no character at all */
}

HRESULT SHCreateStreamOnFileW(LPCWSTR path, DWORD mode, IStream **ret_stream)
{
	size_t bytes = 0;
	char *text;
	HRESULT result;

	if (!path || !ret_stream)
		return E_POINTER;
	text = calloc(4, wcslen(path) + 1);
	if (!text)
		return E_OUTOFMEMORY;
	for (; *path; path++)
		bytes += put_utf_8(*path, text + bytes);
	result = SHCreateStreamOnFileA(text, mode, ret_stream);
	free(text);
	return result;
}

IStream *SHCreateMemStream(const BYTE *bytes, UINT count)
{
	IStream *stream;

	return SUCCEEDED(create(-1, bytes, bytes ? count : 0, &stream)) ? stream : NULL;
}

/* ---- any of them as a source ------------------------------------------------------------- */

static ssize_t read_source(
	struct br_stream *stream, void *buffer, size_t bytes, const struct br_cancel *cancel)
{
	struct com_source *self = (struct com_source *)stream;
	ULONG got = 0;
	HRESULT result;

	(void)cancel; /* an IStream cannot be told */
	if (self->left_bytes == 0) {
		memset(buffer, 0, bytes);
		return (ssize_t)bytes;
	}
	if (bytes > self->left_bytes)
		bytes = (size_t)self->left_bytes;
	result = IStream_Read(self->inner, buffer, (ULONG)bytes, &got);
	if (FAILED(result)) {
		self->failure = result;
		return -EIO;
	}
	self->left_bytes -= got;
	return got;
}

struct com_source com_source(IStream *stream, uint64_t bytes)
{
	return (struct com_source) {
		.base = { read_source }, .inner = stream, .left_bytes = bytes
	};
}

HRESULT com_source_result(const struct com_source *source, struct br_outcome outcome)
{
	if (outcome.code == BR_E_SOURCE && FAILED(source->failure))
		return source->failure;
	return br_outcome_hresult(&outcome);
}

HRESULT com_stream_bytes(IStream *stream, uint64_t *ret_bytes)
{
	STATSTG status = { 0 };
	HRESULT result = IStream_Stat(stream, &status, STATFLAG_NONAME);

	*ret_bytes = status.cbSize.QuadPart;
	return result;
}

HRESULT com_stream_seek(IStream *stream, uint64_t at)
{
	const LARGE_INTEGER to = { .QuadPart = (LONGLONG)at };

	return IStream_Seek(stream, to, STREAM_SEEK_SET, NULL);
}

HRESULT com_stream_read(IStream *stream, void *buffer, ULONG bytes)
{
	ULONG done = 0;

	while (done < bytes) {
		ULONG got = 0;
		HRESULT result = IStream_Read(stream, (uint8_t *)buffer + done, bytes - done, &got);

		if (FAILED(result))
			return result;
		if (got == 0)
			return E_HANDLE_EOF;
		done += got;
	}
	return S_OK;
}
