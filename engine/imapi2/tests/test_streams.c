/* SPDX-License-Identifier: MIT */
/* The streams that IMAPI2 makes of nothing and of other streams; what all of our streams do. */
#include "engine/imapi2/tests/rig.h"

static void set_size(IStream *stream, ULONGLONG bytes)
{
	assert_hr(IStream_SetSize(stream, (ULARGE_INTEGER) { .QuadPart = bytes }), 0);
}

static void seek(IStream *stream, LONGLONG at)
{
	ULARGE_INTEGER position;

	assert_hr(IStream_Seek(
			  stream, (LARGE_INTEGER) { .QuadPart = at }, STREAM_SEEK_SET, &position),
		0);
	assert_int_equal(position.QuadPart, at);
}

static ULONGLONG size_of(IStream *stream)
{
	STATSTG status;

	assert_hr(IStream_Stat(stream, &status, STATFLAG_NONAME), 0);
	assert_int_equal(status.type, STGTY_STREAM);
	return status.cbSize.QuadPart;
}

static IStream *text_stream(const char *text)
{
	IStream *stream = SHCreateMemStream((const BYTE *)text, (UINT)strlen(text));

	assert_non_null(stream);
	return stream;
}

/* What it has from where it stands, up to 63 bytes. */
static void assert_text(IStream *stream, const char *expected)
{
	char text[64] = { 0 };
	ULONG got;

	assert_hr(IStream_Read(stream, text, sizeof text - 1, &got), 1); /* S_FALSE: the end */
	assert_int_equal(got, strlen(expected));
	assert_string_equal(text, expected);
}

static void assert_for_reading_only(IStream *stream)
{
	ULONG written = 1;

	assert_hr(IStream_Write(stream, "x", 1, &written), 0x80070005);
	assert_int_equal(written, 0);
}

static void zeros_are_as_many_as_are_wished(void **state)
{
	IStream *zero = imapi_create(&CLSID_MsftStreamZero, &IID_IStream), *copy;
	BYTE bytes[8] = { 1, 1, 1, 1, 1, 1, 1, 1 };
	ULONG got;

	(void)state;
	assert_int_equal(size_of(zero), 0);
	assert_text(zero, "");
	set_size(zero, UINT64_C(50050629632));
	seek(zero, INT64_C(50050629632) - 6);
	assert_hr(IStream_Clone(zero, &copy), 0);
	assert_hr(IStream_Read(zero, bytes, 8, &got), 1);
	assert_int_equal(got, 6);
	assert_memory_equal(bytes, ((BYTE[8]) { 0, 0, 0, 0, 0, 0, 1, 1 }), 8);
	assert_hr(IStream_Read(copy, bytes, 6, &got), 0);
	assert_int_equal(got, 6);
	set_size(copy, 3); /* what stood behind the end stands at it */
	assert_text(copy, "");
	assert_for_reading_only(zero);
	assert_int_equal(IStream_Release(copy), 0);
	assert_int_equal(IStream_Release(zero), 0);
}

static void the_same_seed_gives_the_same_bytes(void **state)
{
	IStreamPseudoRandomBased *random =
		imapi_create(&CLSID_MsftStreamPrng001, &IID_IStreamPseudoRandomBased);
	BYTE whole[1000], part[100], other[1000];
	unsigned ones = 0;
	IStream *stream;
	ULONG seed, got;

	(void)state;
	assert_hr(
		IStreamPseudoRandomBased_QueryInterface(random, &IID_IStream, (void **)&stream), 0);
	set_size(stream, 2000);
	assert_hr(IStreamPseudoRandomBased_put_Seed(random, 12345), 0);
	assert_hr(IStreamPseudoRandomBased_get_Seed(random, &seed), 0);
	assert_int_equal(seed, 12345);
	assert_hr(IStreamPseudoRandomBased_get_Seed(random, NULL), 0x80004003);
	assert_hr(IStream_Read(stream, whole, sizeof whole, &got), 0);
	seek(stream, 333);
	assert_hr(IStream_Read(stream, part, sizeof part, &got), 0);
	assert_memory_equal(part, whole + 333, sizeof part);
	/* To put the seed seeks to the start, and another seed gives other bytes. */
	assert_hr(IStreamPseudoRandomBased_put_Seed(random, 12345), 0);
	assert_hr(IStream_Read(stream, other, sizeof other, &got), 0);
	assert_memory_equal(other, whole, sizeof other);
	assert_hr(IStreamPseudoRandomBased_put_Seed(random, 12346), 0);
	assert_hr(IStream_Read(stream, other, sizeof other, &got), 0);
	assert_memory_not_equal(other, whole, sizeof other);
	for (size_t i = 0; i < sizeof whole; i++)
		ones += (unsigned)__builtin_popcount(whole[i]);
	assert_in_range(ones, 3800, 4200); /* of 8000 bits */
	assert_hr(IStreamPseudoRandomBased_put_ExtendedSeed(random, &seed, 1), 0x80004001);
	assert_hr(IStreamPseudoRandomBased_get_ExtendedSeed(random, NULL, NULL), 0x80004001);
	assert_for_reading_only(stream);
	IStream_Release(stream);
	assert_int_equal(IStreamPseudoRandomBased_Release(random), 0);
}

static void streams_are_put_one_after_the_other(void **state)
{
	IStreamConcatenate *all =
		imapi_create(&CLSID_MsftStreamConcatenate, &IID_IStreamConcatenate);
	IStream *parts[] = { text_stream("abc"), text_stream(""), text_stream("defgh") };
	IStream *stream, *copy;

	(void)state;
	assert_hr(IStreamConcatenate_QueryInterface(all, &IID_IStream, (void **)&stream), 0);
	assert_hr(IStreamConcatenate_Append(all, parts[0]), 0x80004005); /* not initialised */
	assert_hr(IStreamConcatenate_Initialize(all, parts[0], NULL), 0x80004003);
	assert_hr(IStreamConcatenate_Initialize2(all, NULL, 2), 0x80004003);
	assert_hr(IStreamConcatenate_Initialize2(all, parts, 0), 0x80070057);
	assert_int_equal(size_of(stream), 0);
	seek(parts[2], 4); /* each is taken from its start */
	assert_hr(IStreamConcatenate_Initialize(all, parts[0], parts[2]), 0);
	assert_text(stream, "abcdefgh");
	assert_hr(IStreamConcatenate_Append(all, parts[1]), 0);
	assert_hr(IStreamConcatenate_Append2(all, parts, 3), 0);
	assert_text(stream, "abcdefgh"); /* it went on where it stood */
	assert_int_equal(size_of(stream), 16);
	seek(stream, 6);
	assert_hr(IStream_Clone(stream, &copy), 0);
	assert_text(stream, "ghabcdefgh");
	assert_text(copy, "ghabcdefgh");
	assert_hr(IStreamConcatenate_Initialize2(all, parts, 3), 0); /* in place of all that */
	assert_text(stream, "abcdefgh");
	assert_hr(IStream_SetSize(stream, (ULARGE_INTEGER) { .QuadPart = 1 }), 0x80070005);
	assert_for_reading_only(stream);
	assert_int_equal(IStream_Release(copy), 0);
	IStream_Release(stream);
	assert_int_equal(IStreamConcatenate_Release(all), 0);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(IStream_Release(parts[i]), 0);
}

static void streams_are_interleaved(void **state)
{
	IStreamInterleave *all = imapi_create(&CLSID_MsftStreamInterleave, &IID_IStreamInterleave);
	IStream *parts[] = { text_stream("ABCDEF"), text_stream("123"), text_stream("xyzw") };
	ULONG sizes[] = { 2, 1, 0 };
	IStream *stream, *copy;
	char two[3] = { 0 };
	ULONG got;

	(void)state;
	assert_hr(IStreamInterleave_QueryInterface(all, &IID_IStream, (void **)&stream), 0);
	assert_hr(IStreamInterleave_Initialize(all, NULL, sizes, 2), 0x80004003);
	assert_hr(IStreamInterleave_Initialize(all, parts, NULL, 2), 0x80004003);
	assert_hr(IStreamInterleave_Initialize(all, parts, sizes, 0), 0x80070057);
	assert_hr(IStreamInterleave_Initialize(all, parts, sizes, 3), 0x80070057);
	sizes[2] = 2; /* two pieces, where the others have three */
	assert_hr(IStreamInterleave_Initialize(all, parts, sizes, 3), 0x80070057);
	assert_hr(IStreamInterleave_Initialize(all, parts, sizes, 2), 0);
	assert_int_equal(size_of(stream), 9);
	assert_hr(IStream_Clone(stream, &copy), 0);
	assert_text(stream, "AB1CD2EF3");
	seek(copy, 4);
	assert_hr(IStream_Read(copy, two, 2, &got), 0);
	assert_string_equal(two, "D2");
	assert_text(copy, "EF3");
	assert_int_equal(IStream_Release(copy), 0);
	IStream_Release(stream);
	assert_int_equal(IStreamInterleave_Release(all), 0);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(IStream_Release(parts[i]), 0);
}

/* A program that pads an image with zeros, as they are used with IMAPI2. */
static void a_stream_put_together_is_burned(void **state)
{
	IStreamConcatenate *all =
		imapi_create(&CLSID_MsftStreamConcatenate, &IID_IStreamConcatenate);
	IStream *zero = imapi_create(&CLSID_MsftStreamZero, &IID_IStream);
	IStream *image, *stream;
	struct imapi_rig rig;

	(void)state;
	imapi_rig_open(&rig, "dvd+r");
	image = SHCreateMemStream(imapi_image, IMAGE_BYTES);
	set_size(zero, (ULONGLONG)64 * 2048);
	assert_hr(IStreamConcatenate_Initialize(all, image, zero), 0);
	assert_hr(IStreamConcatenate_QueryInterface(all, &IID_IStream, (void **)&stream), 0);
	assert_hr(IDiscFormat2Data_Write(rig.format, stream), 0);
	imapi_read_back(&rig, 0);
	imapi_read_back(&rig, IMAGE_SECTORS - 16);
	memset(imapi_image, 0, sizeof imapi_image);
	{
		BYTE read[10] = { 0x28, 0, 0, 0, IMAGE_SECTORS >> 8, 0, 0, 0, 16, 0 }, sense[18];
		static BYTE blocks[16 * 2048];
		IDiscRecorder2Ex *ex = imapi_ex_of(&rig);
		ULONG fetched;

		assert_hr(IDiscRecorder2Ex_SendCommandGetDataFromDevice(
				  ex, read, 10, sense, 60, blocks, sizeof blocks, &fetched),
			0);
		assert_memory_equal(blocks, imapi_image, sizeof blocks);
		IDiscRecorder2Ex_Release(ex);
	}
	IStream_Release(stream);
	IStream_Release(image);
	IStream_Release(zero);
	assert_int_equal(IStreamConcatenate_Release(all), 0);
	imapi_rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(zeros_are_as_many_as_are_wished),
		cmocka_unit_test(the_same_seed_gives_the_same_bytes),
		cmocka_unit_test(streams_are_put_one_after_the_other),
		cmocka_unit_test(streams_are_interleaved),
		cmocka_unit_test(a_stream_put_together_is_burned),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
