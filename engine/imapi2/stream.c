/* SPDX-License-Identifier: MIT */
/* IStreams of files and of memory, and any IStream as a source of the engine. */
#include "engine/imapi2/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/imapi2/read_stream.h"

struct stream {
	struct read_stream base;
	int file; /* -1: of memory, or generated */
	uint8_t *memory;
	com_generate *generate;
	void *owner; /* of what is generated */
};

static HRESULT read_file(struct read_stream *base, void *buffer, ULONG bytes, ULONG *ret_read)
{
	ssize_t got;

	do
		got = pread(((struct stream *)base)->file, buffer, bytes, (off_t)base->at);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return STG_E_READFAULT;
	*ret_read = (ULONG)got;
	return S_OK;
}

static HRESULT read_memory(struct read_stream *base, void *buffer, ULONG bytes, ULONG *ret_read)
{
	memcpy(buffer, ((struct stream *)base)->memory + base->at, bytes);
	*ret_read = bytes;
	return S_OK;
}

static HRESULT read_generated(struct read_stream *base, void *buffer, ULONG bytes, ULONG *ret_read)
{
	const struct stream *self = (struct stream *)base;

	*ret_read = bytes;
	return self->generate(self->owner, base->at, buffer, bytes);
}

static HRESULT create_from_file(int file, uint64_t count, IStream **ret_stream);
static HRESULT create_from_memory(const void *bytes, uint64_t count, IStream **ret_stream);

static HRESULT clone_file(struct read_stream *base, IStream **ret_stream)
{
	int file = dup(((struct stream *)base)->file);
	HRESULT result = file < 0 ? E_FAIL : create_from_file(file, base->bytes, ret_stream);

	if (FAILED(result) && file >= 0)
		close(file);
	return result;
}

static HRESULT clone_memory(struct read_stream *base, IStream **ret_stream)
{
	return create_from_memory(((struct stream *)base)->memory, base->bytes, ret_stream);
}

static HRESULT clone_generated(struct read_stream *base, IStream **ret_stream)
{
	const struct stream *self = (struct stream *)base;

	return com_stream_generated(self->owner, self->generate, base->bytes, ret_stream);
}

static const struct read_stream_kind of_file = { .read = read_file, .clone = clone_file };
static const struct read_stream_kind of_memory = { .read = read_memory, .clone = clone_memory };
static const struct read_stream_kind generated = { .read = read_generated,
	.clone = clone_generated };

static void destroy(struct com_object *object)
{
	struct stream *self = (struct stream *)object;

	if (self->file >= 0)
		close(self->file);
	if (self->owner)
		com_release(self->owner);
	free(self->memory);
}

static struct stream *create(const struct read_stream_kind *kind, uint64_t count)
{
	static const IStreamVtbl vtable = { COM_READ_STREAM };
	static const IID *const interfaces[] = { &IID_IStream, &IID_ISequentialStream, NULL };
	static const struct com_class class = { .interfaces = interfaces, .destroy = destroy };
	struct stream *self = com_create(sizeof *self, &class, &vtable);

	if (self) {
		self->base.kind = kind;
		self->base.bytes = count;
		self->file = -1;
	}
	return self;
}

static HRESULT create_from_file(int file, uint64_t count, IStream **ret_stream)
{
	struct stream *self = create(&of_file, count);

	if (!self)
		return E_OUTOFMEMORY;
	self->file = file;
	*ret_stream = (IStream *)self;
	return S_OK;
}

static HRESULT create_from_memory(const void *bytes, uint64_t count, IStream **ret_stream)
{
	struct stream *self = create(&of_memory, count);

	if (!self)
		return E_OUTOFMEMORY;
	self->memory = malloc(count ? count : 1);
	if (!self->memory) {
		com_release(self);
		return E_OUTOFMEMORY;
	}
	if (count)
		memcpy(self->memory, bytes, count);
	*ret_stream = (IStream *)self;
	return S_OK;
}

HRESULT com_stream_generated(
	void *owner, com_generate *generate, uint64_t size, IStream **ret_stream)
{
	struct stream *self = create(&generated, size);

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
		result = create_from_file(file, (uint64_t)status.st_size, ret_stream);
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

	return SUCCEEDED(create_from_memory(bytes, bytes ? count : 0, &stream)) ? stream : NULL;
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
