/* SPDX-License-Identifier: MIT */
/* The members of IStream as our streams have them, and streams of others that fail in a burn. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/imapi2/tests/walk.h"

#define POINTER	   0x80004003
#define ARGUMENT   0x80070057
#define DENIED	   0x80070005
#define SEEK_ERROR 0x80030019

/* ---- a stream of another ----------------------------------------------------------------- */

struct other_stream { /* passes on to `inner`, but what is to fail */
	IStream base;
	IStream *inner;
	HRESULT read, seek, stat, write;
	ULONG reads_before; /* that succeed */
	ULONG taken, end;   /* by Write; after `end` bytes no more */
	BYTE bytes[256];
};

static HRESULT query(IStream *This, REFIID iid, void **ret)
{
	*ret = IsEqualIID(iid, &IID_IStream) ? This : NULL;
	return *ret ? S_OK : E_NOINTERFACE;
}

static ULONG one(IStream *This)
{
	(void)This;
	return 1; /* on the test's stack */
}

static HRESULT read_other(IStream *This, void *buffer, ULONG bytes, ULONG *ret_read)
{
	struct other_stream *self = (struct other_stream *)This;

	if (self->reads_before == 0 && FAILED(self->read))
		return self->read;
	self->reads_before -= self->reads_before > 0;
	return IStream_Read(self->inner, buffer, bytes, ret_read);
}

static HRESULT seek_other(IStream *This, LARGE_INTEGER move, DWORD origin, ULARGE_INTEGER *ret)
{
	struct other_stream *self = (struct other_stream *)This;

	return FAILED(self->seek) ? self->seek : IStream_Seek(self->inner, move, origin, ret);
}

static HRESULT stat_other(IStream *This, STATSTG *ret_status, DWORD flag)
{
	struct other_stream *self = (struct other_stream *)This;

	return FAILED(self->stat) ? self->stat : IStream_Stat(self->inner, ret_status, flag);
}

static HRESULT write_other(IStream *This, const void *buffer, ULONG bytes, ULONG *ret_written)
{
	struct other_stream *self = (struct other_stream *)This;

	if (FAILED(self->write))
		return self->write;
	assert_true(self->taken + bytes <= sizeof self->bytes);
	memcpy(self->bytes + self->taken, buffer, bytes);
	self->taken += bytes;
	*ret_written = bytes;
	return S_OK;
}

static const IStreamVtbl other_vtable = {
	.QueryInterface = query,
	.AddRef = one,
	.Release = one,
	.Read = read_other,
	.Write = write_other,
	.Seek = seek_other,
	.Stat = stat_other,
};

static struct other_stream other_stream(UINT bytes)
{
	return (struct other_stream) { .base = { &other_vtable },
		.inner = SHCreateMemStream(imapi_image, bytes) };
}

/* ---- the members ------------------------------------------------------------------------- */

static HRESULT seek(IStream *stream, LONGLONG move, DWORD origin, ULONGLONG *ret_position)
{
	ULARGE_INTEGER position = { .QuadPart = 99 };
	HRESULT result =
		IStream_Seek(stream, (LARGE_INTEGER) { .QuadPart = move }, origin, &position);

	*ret_position = position.QuadPart;
	return result;
}

static void a_stream_is_sought_in(void **state)
{
	static const struct {
		LONGLONG move;
		DWORD origin;
		uint32_t expected;
		ULONGLONG position;
	} cases[] = {
		{ 4, STREAM_SEEK_SET, 0, 4 }, { 3, STREAM_SEEK_CUR, 0, 7 },
		{ -5, STREAM_SEEK_CUR, 0, 2 }, { -1, STREAM_SEEK_END, 0, 9 },
		{ 0, STREAM_SEEK_END, 0, 10 }, { 1, STREAM_SEEK_CUR, SEEK_ERROR, 99 },
		{ -11, STREAM_SEEK_END, SEEK_ERROR, 99 },
		{ INT64_MAX, STREAM_SEEK_CUR, SEEK_ERROR, 99 }, { 0, 3, 0x80030001, 99 },
		{ 0, STREAM_SEEK_CUR, 0, 10 }, /* where it was */
	};
	IStream *stream = SHCreateMemStream((const BYTE *)"0123456789", 10);
	ULONGLONG position;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_hr(
			seek(stream, cases[i].move, cases[i].origin, &position), cases[i].expected);
		assert_int_equal(position, cases[i].position);
	}
	IStream_Release(stream);
}

static void what_ours_do_not_do(IStream *stream)
{
	const ULARGE_INTEGER ten = { .QuadPart = 10 };
	ULONG written = 7;
	STATSTG status;
	IStream *copy;

	assert_hr(IStream_Read(stream, NULL, 1, NULL), POINTER);
	assert_hr(IStream_Stat(stream, NULL, STATFLAG_NONAME), POINTER);
	assert_hr(IStream_Stat(stream, &status, STATFLAG_DEFAULT), 0);
	assert_null(status.pwcsName);
	assert_hr(IStream_SetSize(stream, ten), DENIED);
	assert_hr(IStream_Write(stream, "x", 1, &written), DENIED);
	assert_int_equal(written, 0);
	assert_hr(IStream_Write(stream, "x", 1, NULL), DENIED);
	assert_hr(IStream_Commit(stream, 0), 0);
	assert_hr(IStream_Revert(stream), 0);
	assert_hr(IStream_LockRegion(stream, ten, ten, 0), 0x80030001);
	assert_hr(IStream_UnlockRegion(stream, ten, ten, 0), 0x80030001);
	assert_hr(IStream_CopyTo(stream, NULL, ten, NULL, NULL), POINTER);
	assert_hr(IStream_Clone(stream, &copy), 0);
	assert_int_equal(IStream_Release(copy), 0);
}

static void streams_are_for_reading(void **state)
{
	static const struct br_block_range range = { 0, 0 };
	IStream *stream = SHCreateMemStream((const BYTE *)"0123456789", 10), *ranged;

	(void)state;
	assert_hr(IStream_Clone(stream, NULL), POINTER);
	what_ours_do_not_do(stream);
	/* The same through one with ranges, which is the caller's stream in all but those. */
	assert_hr(br_imapi2_create_ranged_stream(stream, &range, 1, &ranged), 0);
	what_ours_do_not_do(ranged);
	IStream_Release(ranged);
	IStream_Release(stream);
}

static void a_size_has_its_limit(void **state)
{
	IStream *zero = imapi_create(&CLSID_MsftStreamZero, &IID_IStream);
	ULARGE_INTEGER size = { .QuadPart = UINT64_MAX };

	(void)state;
	assert_hr(IStream_SetSize(zero, size), ARGUMENT);
	size.QuadPart = INT64_MAX;
	assert_hr(IStream_SetSize(zero, size), 0);
	IStream_Release(zero);
}

static void a_part_is_copied(void **state)
{
	static const struct {
		ULONGLONG wanted, read, written;
		HRESULT write;
	} cases[] = { { 4, 4, 4, 0 }, { 100, 6, 6, 0 }, { 5, 5, 0, (HRESULT)0x80030070 } };
	IStream *stream = SHCreateMemStream((const BYTE *)"0123456789", 10);
	ULARGE_INTEGER read, written;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct other_stream to = { .base = { &other_vtable }, .write = cases[i].write };

		if (i == 2)
			assert_hr(seek(stream, 0, STREAM_SEEK_SET, &read.QuadPart), 0);
		assert_hr(
			IStream_CopyTo(stream, &to.base,
				(ULARGE_INTEGER) { .QuadPart = cases[i].wanted }, &read, &written),
			cases[i].write);
		assert_int_equal(read.QuadPart, cases[i].read);
		assert_int_equal(written.QuadPart, cases[i].written);
		assert_memory_equal(to.bytes, i == 0 ? "0123" : "456789", cases[i].written);
	}
	assert_hr(IStream_CopyTo(stream, stream, (ULARGE_INTEGER) { .QuadPart = 1 }, NULL, NULL),
		DENIED);
	IStream_Release(stream);
}

/* ---- of files ---------------------------------------------------------------------------- */

static void files_by_name(void **state)
{
	/* One, two, three and four bytes in UTF-8. */
	static const char utf_8[] = "a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x92\xBF";
	static const OLECHAR wide[] = { 'a', 0xE4, 0x20AC, 0x1F4BF, 0 };
	char folder[] = "/tmp/streamXXXXXX", path[64];
	OLECHAR wide_path[64];
	IStream *stream, *copy;
	char bytes[8] = "";
	ULONG got;
	FILE *file;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/%s", folder, utf_8);
	swprintf(wide_path, 64, L"%hs/%ls", folder, L"");
	wcscat(wide_path, wide);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs("abcdef", file);
	fclose(file);
	assert_hr(SHCreateStreamOnFileA(NULL, STGM_READ, &stream), POINTER);
	assert_hr(SHCreateStreamOnFileA(path, STGM_READ, NULL), POINTER);
	assert_hr(SHCreateStreamOnFileW(NULL, STGM_READ, &stream), POINTER);
	assert_hr(SHCreateStreamOnFileW(wide_path, STGM_READ, NULL), POINTER);
	assert_hr(SHCreateStreamOnFileA(path, 1 /* STGM_WRITE */, &stream), ARGUMENT);
	assert_hr(SHCreateStreamOnFileA("/nowhere", STGM_READ, &stream), 0x80070002);
	assert_hr(SHCreateStreamOnFileA(folder, STGM_READ, &stream), DENIED);
	assert_hr(SHCreateStreamOnFileW(wide_path, STGM_READ, &stream), 0);
	assert_hr(IStream_Read(stream, bytes, 2, &got), 0);
	assert_hr(IStream_Clone(stream, &copy), 0);
	IStream_Release(stream);
	assert_hr(IStream_Read(copy, bytes, 2, &got), 0);
	assert_string_equal(bytes, "cd");
	assert_int_equal(truncate(path, 5), 0); /* shorter than it was when it was opened */
	assert_hr(IStream_Read(copy, bytes, 2, &got), 1);
	assert_int_equal(got, 1);
	assert_int_equal(bytes[0], 'e');
	IStream_Release(copy);
	unlink(path);
	rmdir(folder);
}

/* ---- in a burn --------------------------------------------------------------------------- */

static HRESULT write_data(struct walk *walk, IStream *stream)
{
	return IDiscFormat2Data_Write(walk->data, stream);
}

static HRESULT write_section(struct walk *walk, IStream *stream)
{
	return IWriteEngine2_WriteSection(walk->engine, stream, 0, 64);
}

static HRESULT add_track(struct walk *walk, IStream *stream)
{
	HRESULT result, released;

	assert_hr(IDiscFormat2TrackAtOnce_PrepareMedia(walk->audio), 0);
	result = IDiscFormat2TrackAtOnce_AddAudioTrack(walk->audio, stream);
	released = IDiscFormat2TrackAtOnce_ReleaseMedia(walk->audio);
	assert_true(SUCCEEDED(released));
	return result;
}

static HRESULT write_raw(struct walk *walk, IStream *stream)
{
	HRESULT result;

	assert_hr(IDiscFormat2RawCD_PrepareMedia(walk->raw), 0);
	result = IDiscFormat2RawCD_WriteMedia2(walk->raw, stream, -150);
	assert_hr(IDiscFormat2RawCD_ReleaseMedia(walk->raw), 0);
	return result;
}

/* What the caller's stream answers is what the caller is answered. */
static void a_stream_that_fails_is_told_of(void **state)
{
	static const struct {
		const char *medium;
		HRESULT (*write)(struct walk *walk, IStream *stream);
		UINT bytes;
		HRESULT read, seek, stat;
		uint32_t expected;
		ULONG reads_before;
	} cases[] = {
		{ "dvd+rw", write_data, 65536, STG_E_READFAULT, 0, 0, 0x8003001E, 0 },
		{ "dvd+rw", write_data, 65536, 0, 0, E_NOTIMPL, 0x80004001, 0 },
		{ "dvd+rw", write_data, 65536, 0, E_NOTIMPL, 0, 0, 0 }, /* from where it stands */
		{ "dvd+rw", write_data, 65537, 0, 0, 0, 0xC0AA0403, 0 },
		{ "dvd+rw", write_data, 0, 0, 0, 0, 0xC0AA0403, 0 },
		{ "dvd+rw", write_section, 131072, STG_E_READFAULT, 0, 0, 0x8003001E, 0 },
		{ "dvd+rw", write_section, 65536, 0, 0, 0, 0x80070026, 0 }, /* too short */
		{ "cd-r-80", add_track, 705600, STG_E_READFAULT, 0, 0, 0x8003001E, 0 },
		{ "cd-r-80", add_track, 705600, 0, 0, E_NOTIMPL, 0x80004001, 0 },
		{ "cd-r-80", add_track, 705600, 0, E_NOTIMPL, 0, 0x80004001, 0 },
		{ "cd-r-80", add_track, 705601, 0, 0, 0, 0xC0AA050D, 0 },
		{ "cd-r-80", add_track, 0, 0, 0, 0, 0xC0AA050D, 0 },
		{ "cd-r-80", write_raw, 734400, 0, 0, E_NOTIMPL, 0x80004001, 0 },
		{ "cd-r-80", write_raw, 734401, 0, 0, 0, 0xC0AA060D, 0 },
		{ "cd-r-80", write_raw, 734400, 0, 0, 0, 0xC0AA060F, 0 }, /* no lead-in */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct other_stream stream;
		struct walk walk;
		HRESULT result;

		walk_open(&walk, cases[i].medium);
		if (cases[i].write == write_section)
			assert_hr(imapi_burn(walk.data, IMAGE_BYTES), 0);
		stream = other_stream(cases[i].bytes);
		stream.read = cases[i].read;
		stream.seek = cases[i].seek;
		stream.stat = cases[i].stat;
		stream.reads_before = cases[i].reads_before;
		result = cases[i].write(&walk, &stream.base);
		if ((uint32_t)result != cases[i].expected)
			fail_msg("case %zu: %08X", i, (unsigned)result);
		IStream_Release(stream.inner);
		walk_close(&walk);
	}
}

static void a_part_that_fails_is_told_of(void **state)
{
	IStreamConcatenate *joined =
		imapi_create(&CLSID_MsftStreamConcatenate, &IID_IStreamConcatenate);
	IStreamInterleave *mixed =
		imapi_create(&CLSID_MsftStreamInterleave, &IID_IStreamInterleave);
	struct other_stream part = other_stream(4096);
	IStream *parts[2] = { &part.base, &part.base };
	ULONG sizes[2] = { 2048, 2048 }, got;
	BYTE bytes[16];

	(void)state;
	assert_hr(IStreamConcatenate_Append(joined, &part.base), 0x80004005); /* to nothing */
	assert_hr(IStreamConcatenate_Initialize(joined, &part.base, &part.base), 0);
	assert_hr(IStreamInterleave_Initialize(mixed, parts, sizes, 2), 0);
	part.read = STG_E_READFAULT;
	assert_hr(IStreamConcatenate_Read(joined, bytes, 16, &got), 0x8003001E);
	assert_hr(IStreamInterleave_Read(mixed, bytes, 16, &got), 0x8003001E);
	part.read = 0;
	part.seek = STG_E_SEEKERROR;
	assert_hr(IStreamConcatenate_Read(joined, bytes, 16, &got), SEEK_ERROR);
	part.seek = 0;
	part.stat = E_NOTIMPL;
	assert_hr(IStreamConcatenate_Append(joined, &part.base), 0x80004001);
	assert_hr(IStreamInterleave_Initialize(mixed, parts, sizes, 2), 0x80004001);
	part.stat = 0;
	assert_hr(IStreamConcatenate_Read(joined, bytes, 16, &got), 0); /* as it was */
	assert_memory_equal(bytes, imapi_image, 16);
	assert_hr(IStreamInterleave_Initialize(mixed, NULL, sizes, 2), POINTER);
	assert_hr(IStreamInterleave_Initialize(mixed, parts, NULL, 2), POINTER);
	assert_hr(IStreamInterleave_Initialize(mixed, parts, sizes, 0), ARGUMENT);
	assert_hr(IStreamConcatenate_Initialize2(joined, parts, 0), ARGUMENT);
	assert_hr(IStreamConcatenate_Initialize2(joined, NULL, 2), POINTER);
	assert_hr(IStreamConcatenate_Append(joined, NULL), POINTER);
	IStreamInterleave_Release(mixed);
	IStreamConcatenate_Release(joined);
	IStream_Release(part.inner);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_stream_is_sought_in),
		cmocka_unit_test(streams_are_for_reading),
		cmocka_unit_test(a_size_has_its_limit),
		cmocka_unit_test(a_part_is_copied),
		cmocka_unit_test(files_by_name),
		cmocka_unit_test(a_stream_that_fails_is_told_of),
		cmocka_unit_test(a_part_that_fails_is_told_of),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
