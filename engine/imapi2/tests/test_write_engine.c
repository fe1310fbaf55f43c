/* SPDX-License-Identifier: MIT */
/*
 * MsftWriteEngine2, statement by statement of Microsoft's documentation of IWriteEngine2,
 * IWriteEngine2EventArgs and DWriteEngine2Events. What happens on several threads is in
 * test_imapi2_threads.c; time-outs, retries and pauses are in engine/writer/tests.
 */
#include <stdlib.h>

#include "engine/imapi2/tests/rig.h"

#define LONG_SECTORS 16384 /* 32 MiB: some seconds of drive time */

struct engine_rig {
	struct imapi_rig base;
	IDiscRecorder2Ex *ex;
	IWriteEngine2 *engine; /* with the recorder, and 2048 bytes a sector */
};

/* @medium is one that can be written anywhere; its first burn formats it. */
static void open_rig(struct engine_rig *rig, const char *medium)
{
	imapi_rig_open(&rig->base, medium);
	assert_hr(imapi_burn(rig->base.format, 2048), 0);
	rig->ex = imapi_ex_of(&rig->base);
	rig->engine = imapi_create(&CLSID_MsftWriteEngine2, &IID_IWriteEngine2);
	assert_hr(IWriteEngine2_put_Recorder(rig->engine, rig->ex), 0);
	assert_hr(IWriteEngine2_put_BytesPerSector(rig->engine, 2048), 0);
}

static void close_rig(struct engine_rig *rig)
{
	assert_int_equal(IWriteEngine2_Release(rig->engine), 0);
	IDiscRecorder2Ex_Release(rig->ex);
	imapi_rig_close(&rig->base);
}

static IStream *image_stream(void)
{
	return SHCreateMemStream(imapi_image, IMAGE_BYTES);
}

/* ---- WriteSection ------------------------------------------------------------------------ */

static void recorder_and_sector_size_must_be_set_before(void **state)
{
	IWriteEngine2 *engine = imapi_create(&CLSID_MsftWriteEngine2, &IID_IWriteEngine2);
	struct engine_rig rig;
	IStream *stream;

	(void)state;
	open_rig(&rig, "bd-re-25");
	stream = image_stream();
	assert_hr(IWriteEngine2_WriteSection(engine, stream, 0, 64), 0xC0AA0003);
	assert_hr(IWriteEngine2_put_Recorder(engine, rig.ex), 0);
	assert_hr(IWriteEngine2_WriteSection(engine, stream, 0, 64), 0x80070057);
	assert_hr(IWriteEngine2_put_BytesPerSector(engine, 2048), 0);
	assert_hr(IWriteEngine2_WriteSection(engine, NULL, 0, 64), 0x80004003);
	assert_hr(IWriteEngine2_WriteSection(engine, stream, 0, 0), 0x80070057);
	assert_hr(IWriteEngine2_WriteSection(engine, stream, 0, -1), 0x80070057);
	assert_hr(IWriteEngine2_WriteSection(engine, stream, INT32_MAX, 64), 0x80070057);
	assert_hr(IWriteEngine2_WriteSection(engine, stream, 0, 64), 0);
	IStream_Release(stream);
	IWriteEngine2_Release(engine);
	close_rig(&rig);
}

static void a_section_is_taken_from_where_the_stream_stands(void **state)
{
	struct engine_rig rig;
	IStream *stream;

	(void)state;
	open_rig(&rig, "bd-re-25");
	stream = image_stream();
	assert_hr(IWriteEngine2_WriteSection(rig.engine, stream, 0, 64), 0);
	assert_hr(IWriteEngine2_WriteSection(rig.engine, stream, 64, 64), 0); /* it went on */
	imapi_read_back(&rig.base, 0);
	imapi_read_back(&rig.base, 56);
	imapi_read_back(&rig.base, 112);
	/* More than the stream has: Win32 error 38, end of file. */
	assert_hr(IWriteEngine2_WriteSection(rig.engine, stream, 0, IMAGE_SECTORS), 0x80070026);
	assert_int_equal(IStream_Release(stream), 0);
	close_rig(&rig);
}

static void put_raw_mode(struct engine_rig *rig)
{
	ULONG bytes;
	BYTE *page;

	assert_hr(IDiscRecorder2Ex_GetModePage(rig->ex, IMAPI_MODE_PAGE_TYPE_WRITE_PARAMETERS,
			  IMAPI_MODE_PAGE_REQUEST_TYPE_CURRENT_VALUES, &page, &bytes),
		0);
	page[2] = (BYTE)((page[2] & 0xE0) | 3); /* raw */
	page[3] = 0;
	page[4] = 3; /* 2352 bytes and P to W */
	assert_hr(IDiscRecorder2Ex_SetModePage(
			  rig->ex, IMAPI_MODE_PAGE_REQUEST_TYPE_CURRENT_VALUES, page, bytes),
		0);
	CoTaskMemFree(page);
}

static IStream *raw_image(void)
{
	IRawCDImageCreator *creator =
		imapi_create(&CLSID_MsftRawCDImageCreator, &IID_IRawCDImageCreator);
	IStream *track = SHCreateMemStream(imapi_image, 300 * 2352), *image;
	LONG index;

	assert_hr(IRawCDImageCreator_put_ResultingImageType(
			  creator, IMAPI_FORMAT2_RAW_CD_SUBCODE_IS_RAW),
		0);
	assert_hr(IRawCDImageCreator_AddTrack(creator, IMAPI_CD_SECTOR_AUDIO, track, &index), 0);
	assert_hr(IRawCDImageCreator_CreateResultImage(creator, &image), 0);
	IStream_Release(track);
	IRawCDImageCreator_Release(creator);
	return image;
}

/* A raw CD from its lead-in on: sectors of 2448 bytes from an address before 0. */
static void negative_addresses_are_supported(void **state)
{
	const LONG start = -11635; /* 97:26:65, the lead-in of our CD-R */
	const LARGE_INTEGER to = { .QuadPart = (LONGLONG)(start + 22650) * 2448 };
	static uint8_t read[4 * 2352];
	struct engine_rig rig;
	IDiscFormat2RawCD *format;
	IStream *image;
	BSTR name = SysAllocString(L"Start");
	LONG lead_in;

	(void)state;
	imapi_rig_open(&rig.base, "cd-r-80");
	rig.ex = imapi_ex_of(&rig.base);
	format = imapi_create(&CLSID_MsftDiscFormat2RawCD, &IID_IDiscFormat2RawCD);
	assert_hr(IDiscFormat2RawCD_put_Recorder(format, rig.base.recorder), 0);
	assert_hr(IDiscFormat2RawCD_put_ClientName(format, name), 0);
	assert_hr(IDiscFormat2RawCD_PrepareMedia(format), 0);
	assert_hr(IDiscFormat2RawCD_get_StartOfNextSession(format, &lead_in), 0);
	assert_hr(IDiscFormat2RawCD_ReleaseMedia(format), 0);
	IDiscFormat2RawCD_Release(format);
	assert_true(lead_in <= start);
	rig.engine = imapi_create(&CLSID_MsftWriteEngine2, &IID_IWriteEngine2);
	assert_hr(IWriteEngine2_put_Recorder(rig.engine, rig.ex), 0);
	assert_hr(IWriteEngine2_put_BytesPerSector(rig.engine, 2448), 0);
	put_raw_mode(&rig);
	image = raw_image();
	assert_hr(IStream_Seek(image, to, STREAM_SEEK_SET, NULL), 0);
	assert_hr(IWriteEngine2_WriteSection(rig.engine, image, start, 300 + 6750 - start), 0);
	assert_hr(IDiscRecorder2Ex_SendCommandNoData(
			  rig.ex, (BYTE[10]) { 0x35 }, 10, (BYTE[18]) { 0 }, 60),
		0);
	imapi_wait_ready(&rig.base);
	imapi_read_cd(&rig.base, 3, 4, false, read);
	assert_memory_equal(read, imapi_sector(3), sizeof read);
	IStream_Release(image);
	SysFreeString(name);
	close_rig(&rig);
}

/* The engine leaves what is around the WRITEs to others: here nobody formatted the disc. */
static void the_engine_does_not_prepare_the_disc(void **state)
{
	struct br_outcome failure;
	struct engine_rig rig;
	IStream *stream;

	(void)state;
	imapi_rig_open(&rig.base, "bd-re-25");
	imapi_wait_ready(&rig.base);
	rig.ex = imapi_ex_of(&rig.base);
	rig.engine = imapi_create(&CLSID_MsftWriteEngine2, &IID_IWriteEngine2);
	stream = image_stream();
	assert_hr(IWriteEngine2_put_Recorder(rig.engine, rig.ex), 0);
	assert_hr(IWriteEngine2_put_BytesPerSector(rig.engine, 2048), 0);
	assert_true(FAILED(IWriteEngine2_WriteSection(rig.engine, stream, 0, 64)));
	assert_hr(br_imapi2_last_failure(rig.ex, &failure), 0);
	assert_int_equal(failure.cdb[0], 0x2A);
	IStream_Release(stream);
	close_rig(&rig);
}

/* ---- properties -------------------------------------------------------------------------- */

static void sector_size_is_what_was_put(void **state)
{
	IWriteEngine2 *engine = imapi_create(&CLSID_MsftWriteEngine2, &IID_IWriteEngine2);
	struct imapi_rig rig;
	IDiscRecorder2Ex *ex;
	ULONG max;
	LONG value;

	(void)state;
	imapi_rig_open(&rig, NULL); /* no medium to ask */
	ex = imapi_ex_of(&rig);
	assert_hr(IWriteEngine2_get_BytesPerSector(engine, &value), 0);
	assert_int_equal(value, -1);
	assert_hr(IWriteEngine2_get_BytesPerSector(engine, NULL), 0x80004003);
	assert_hr(IWriteEngine2_put_Recorder(engine, ex), 0);
	assert_hr(IWriteEngine2_put_BytesPerSector(engine, 0), 0x80070057);
	assert_hr(IWriteEngine2_put_BytesPerSector(engine, -2048), 0x80070057);
	assert_hr(IDiscRecorder2Ex_GetMaximumPageAlignedTransferSize(ex, &max), 0);
	assert_hr(IWriteEngine2_put_BytesPerSector(engine, (LONG)max + 1), 0x80070057);
	assert_hr(IWriteEngine2_put_BytesPerSector(engine, (LONG)max), 0);
	assert_hr(IWriteEngine2_put_BytesPerSector(engine, 1), 0);
	assert_hr(IWriteEngine2_put_BytesPerSector(engine, 2352), 0);
	assert_hr(IWriteEngine2_get_BytesPerSector(engine, &value), 0);
	assert_int_equal(value, 2352);
	IDiscRecorder2Ex_Release(ex);
	IWriteEngine2_Release(engine);
	imapi_rig_close(&rig);
}

/* They tune the engine and set nothing in the drive. */
static void expected_speeds_are_no_speed_command(void **state)
{
	struct engine_rig rig;
	LONG before, after, value;
	IStream *stream;

	(void)state;
	open_rig(&rig, "bd-re-25");
	stream = image_stream();
	assert_hr(IWriteEngine2_get_StartingSectorsPerSecond(rig.engine, &value), 0);
	assert_int_equal(value, -1);
	assert_hr(IWriteEngine2_get_EndingSectorsPerSecond(rig.engine, &value), 0);
	assert_int_equal(value, -1);
	assert_hr(IWriteEngine2_get_StartingSectorsPerSecond(rig.engine, NULL), 0x80004003);
	assert_hr(IWriteEngine2_get_EndingSectorsPerSecond(rig.engine, NULL), 0x80004003);
	assert_hr(IWriteEngine2_put_StartingSectorsPerSecond(rig.engine, 0), 0x80070057);
	assert_hr(IWriteEngine2_put_EndingSectorsPerSecond(rig.engine, -2), 0x80070057);
	assert_hr(IDiscFormat2Data_get_CurrentWriteSpeed(rig.base.format, &before), 0);
	assert_hr(IWriteEngine2_put_StartingSectorsPerSecond(rig.engine, 300), 0);
	assert_hr(IWriteEngine2_put_EndingSectorsPerSecond(rig.engine, 600), 0);
	assert_hr(IWriteEngine2_WriteSection(rig.engine, stream, 0, 64), 0);
	assert_hr(IDiscFormat2Data_get_CurrentWriteSpeed(rig.base.format, &after), 0);
	assert_int_equal(before, after);
	assert_hr(IWriteEngine2_get_StartingSectorsPerSecond(rig.engine, &value), 0);
	assert_int_equal(value, 300);
	assert_hr(IWriteEngine2_get_EndingSectorsPerSecond(rig.engine, &value), 0);
	assert_int_equal(value, 600);
	assert_hr(IWriteEngine2_put_StartingSectorsPerSecond(rig.engine, -1), 0);
	IStream_Release(stream);
	close_rig(&rig);
}

/* Beyond the disc's end, so that the command that was sent is to be seen. */
static BYTE command_of_a_write(struct engine_rig *rig, BYTE *ret_streaming)
{
	IStream *stream = image_stream();
	struct br_outcome failure;

	assert_true(FAILED(IWriteEngine2_WriteSection(rig->engine, stream, 100000000, 32)));
	assert_hr(br_imapi2_last_failure(rig->ex, &failure), 0);
	IStream_Release(stream);
	*ret_streaming = failure.cdb[10] & 0x80;
	return failure.cdb[0];
}

static void write_12_is_for_who_asks_for_it(void **state)
{
	struct engine_rig rig;
	VARIANT_BOOL value;
	BYTE streaming;

	(void)state;
	open_rig(&rig, "bd-re-25");
	assert_hr(IWriteEngine2_get_UseStreamingWrite12(rig.engine, &value), 0);
	assert_int_equal(value, 0);
	assert_hr(IWriteEngine2_get_UseStreamingWrite12(rig.engine, NULL), 0x80004003);
	assert_int_equal(command_of_a_write(&rig, &streaming), 0x2A);
	assert_hr(IWriteEngine2_put_UseStreamingWrite12(rig.engine, VARIANT_TRUE), 0);
	assert_hr(IWriteEngine2_get_UseStreamingWrite12(rig.engine, &value), 0);
	assert_int_equal(value, -1);
	assert_int_equal(command_of_a_write(&rig, &streaming), 0xAA);
	assert_int_equal(streaming, 0x80);
	assert_hr(IWriteEngine2_put_UseStreamingWrite12(rig.engine, VARIANT_FALSE), 0);
	assert_int_equal(command_of_a_write(&rig, &streaming), 0x2A);
	close_rig(&rig);
}

static void a_recorder_is_checked_when_it_is_put(void **state)
{
	IDiscRecorder2 *other = imapi_create(&CLSID_MsftDiscRecorder2, &IID_IDiscRecorder2);
	BSTR id = SysAllocString(RIG_ID), name = SysAllocString(L"Elsewhere");
	IDiscRecorder2Ex *ex, *same;
	struct engine_rig rig;

	(void)state;
	open_rig(&rig, "bd-re-25");
	assert_hr(IDiscRecorder2_QueryInterface(other, &IID_IDiscRecorder2Ex, (void **)&ex), 0);
	assert_hr(IWriteEngine2_put_Recorder(rig.engine, NULL), 0x80004003);
	assert_hr(IWriteEngine2_put_Recorder(rig.engine, ex), 0x80070057); /* of no drive yet */
	assert_hr(IDiscRecorder2_InitializeDiscRecorder(other, id), 0);
	assert_hr(IDiscRecorder2_AcquireExclusiveAccess(rig.base.recorder, VARIANT_TRUE, name), 0);
	assert_hr(IWriteEngine2_put_Recorder(rig.engine, ex), 0xC0AA0210);
	assert_hr(IWriteEngine2_get_Recorder(rig.engine, &same), 0);
	assert_ptr_equal(same, rig.ex); /* as it was */
	IDiscRecorder2Ex_Release(same);
	assert_hr(IWriteEngine2_get_Recorder(rig.engine, NULL), 0x80004003);
	assert_hr(IDiscRecorder2_ReleaseExclusiveAccess(rig.base.recorder), 0);
	assert_hr(IWriteEngine2_put_Recorder(rig.engine, ex), 0);
	IDiscRecorder2Ex_Release(ex);
	IDiscRecorder2_Release(other);
	SysFreeString(id);
	SysFreeString(name);
	close_rig(&rig);
}

/* ---- events ------------------------------------------------------------------------------ */

struct sink {
	struct imapi_sink base;
	LONG start, count;
	LONG first_written, last_written;
	bool inside, cancel;
	HRESULT cancelled;
	VARIANT_BOOL in_progress; /* as it was at the last event */
	IWriteEngine2EventArgs *kept;
};

static void check_arguments(struct sink *self, IWriteEngine2EventArgs *arguments)
{
	LONG start, count, read, written, total, used, free_bytes;

	assert_hr(IWriteEngine2EventArgs_get_StartLba(arguments, &start), 0);
	assert_hr(IWriteEngine2EventArgs_get_SectorCount(arguments, &count), 0);
	assert_hr(IWriteEngine2EventArgs_get_LastReadLba(arguments, &read), 0);
	assert_hr(IWriteEngine2EventArgs_get_LastWrittenLba(arguments, &written), 0);
	assert_hr(IWriteEngine2EventArgs_get_TotalSystemBuffer(arguments, &total), 0);
	assert_hr(IWriteEngine2EventArgs_get_UsedSystemBuffer(arguments, &used), 0);
	assert_hr(IWriteEngine2EventArgs_get_FreeSystemBuffer(arguments, &free_bytes), 0);
	assert_int_equal(start, self->start);
	assert_int_equal(count, self->count);
	assert_true(written >= start - 1 && written < start + count);
	assert_true(read >= written && read < start + count);
	assert_true(total > 0 && used >= 0 && free_bytes >= 0);
	assert_int_equal(used + free_bytes, total);
	if (self->base.calls == 1)
		self->first_written = written;
	assert_true(written >= self->last_written || self->base.calls == 1);
	self->last_written = written;
}

/* The header reserves 104h and 105h for the drive's buffer, and gives them no member. */
static void assert_no_device_buffer(IDispatch *progress)
{
	DISPPARAMS none = { 0 };
	VARIANT result = { 0 };

	for (DISPID id = 0x104; id <= 0x105; id++)
		assert_hr(IDispatch_Invoke(progress, id, &GUID_NULL, LOCALE_USER_DEFAULT,
				  DISPATCH_PROPERTYGET, &none, &result, NULL, NULL),
			0x80020003);
}

static void update(struct imapi_sink *base, IDispatch *object, IDispatch *progress)
{
	struct sink *self = (struct sink *)base;
	IWriteEngine2EventArgs *arguments;

	assert_false(self->inside); /* never two at a time */
	self->inside = true;
	assert_hr(IDispatch_QueryInterface(
			  progress, &IID_IWriteEngine2EventArgs, (void **)&arguments),
		0);
	check_arguments(self, arguments);
	assert_hr(
		IWriteEngine2_get_WriteInProgress((IWriteEngine2 *)object, &self->in_progress), 0);
	assert_hr(IWriteEngine2_put_BytesPerSector((IWriteEngine2 *)object, 1), 0xC0AA0400);
	assert_no_device_buffer(progress);
	if (self->cancel)
		self->cancelled = IWriteEngine2_CancelWrite((IWriteEngine2 *)object);
	if (self->kept)
		IWriteEngine2EventArgs_Release(self->kept);
	self->kept = arguments;
	self->inside = false;
}

static struct sink sink_for(LONG start, LONG count)
{
	return (struct sink) {
		.base = { .base = { &imapi_sink_forwards },
			.events_id = &IID_DWriteEngine2Events,
			.update = update,
			.result = E_FAIL, /* which nobody looks at */
			.id = 0x100 },
		.start = start,
		.count = count,
	};
}

/* Once before, every half second of the drive's time, once after. */
static void events_come_before_each_half_second_and_after(void **state)
{
	struct sink sink = sink_for(64, LONG_SECTORS);
	uint8_t *zeros = calloc(LONG_SECTORS, 2048);
	const struct br_clock *clock;
	IConnectionPoint *point;
	struct engine_rig rig;
	uint64_t began_ns;
	int64_t halves, calls;
	IStream *stream;
	DWORD cookie;
	LONG written;

	(void)state;
	open_rig(&rig, "bd-re-25");
	stream = SHCreateMemStream(zeros, LONG_SECTORS * 2048);
	clock = rig.base.transport->clock;
	point = imapi_advise(rig.engine, &sink.base, &cookie);
	began_ns = clock->now_ns(clock);
	assert_hr(IWriteEngine2_WriteSection(rig.engine, stream, 64, LONG_SECTORS), 0);
	halves = (int64_t)((clock->now_ns(clock) - began_ns) / 500000000);
	calls = sink.base.calls;
	assert_true(halves >= 1);
	assert_true(calls >= halves && calls <= halves + 3);
	assert_int_equal(sink.first_written, 63);
	assert_int_equal(sink.last_written, 64 + LONG_SECTORS - 1);
	assert_int_equal(sink.in_progress, -1);
	imapi_unadvise(point, &sink.base, cookie);
	/* Who keeps the arguments of an event keeps its numbers. */
	assert_hr(IWriteEngine2EventArgs_get_LastWrittenLba(sink.kept, &written), 0);
	assert_int_equal(written, 64 + LONG_SECTORS - 1);
	assert_hr(IWriteEngine2EventArgs_get_LastWrittenLba(sink.kept, NULL), 0x80004003);
	assert_int_equal(IWriteEngine2EventArgs_Release(sink.kept), 0);
	IStream_Release(stream);
	free(zeros);
	close_rig(&rig);
}

/* Only flags: the section ends with it after the WRITE under way. */
static void cancel_in_the_handler_ends_the_section(void **state)
{
	struct sink sink = sink_for(0, IMAGE_SECTORS);
	IConnectionPoint *point;
	struct engine_rig rig;
	IStream *stream;
	DWORD cookie;

	(void)state;
	open_rig(&rig, "bd-re-25");
	stream = image_stream();
	assert_hr(IWriteEngine2_CancelWrite(rig.engine), 0x00AA0302);
	sink.cancel = true;
	point = imapi_advise(rig.engine, &sink.base, &cookie);
	assert_hr(IWriteEngine2_WriteSection(rig.engine, stream, 0, IMAGE_SECTORS), 0xC0AA0002);
	assert_hr(sink.cancelled, 0);
	imapi_unadvise(point, &sink.base, cookie);
	IWriteEngine2EventArgs_Release(sink.kept);
	/* The wish does not outlast its section. */
	assert_hr(IWriteEngine2_CancelWrite(rig.engine), 0x00AA0302);
	IStream_Release(stream);
	stream = image_stream();
	assert_hr(IWriteEngine2_WriteSection(rig.engine, stream, 0, IMAGE_SECTORS), 0);
	IStream_Release(stream);
	close_rig(&rig);
}

/* ---- scripts ----------------------------------------------------------------------------- */

static void scripts_write_sections_by_name(void **state)
{
	struct engine_rig rig;
	IDispatch *engine;
	IStream *stream;
	VARIANT argument = { .vt = VT_I4, .lVal = 4096 }, result = { 0 };

	(void)state;
	open_rig(&rig, "bd-re-25");
	stream = image_stream();
	VARIANT arguments[3] = { { .vt = VT_I4, .lVal = 64 }, { .vt = VT_I4, .lVal = 0 },
		{ .vt = VT_UNKNOWN, .punkVal = (IUnknown *)stream } };
	DISPPARAMS parameters = { arguments, NULL, 3, 0 };

	assert_hr(IWriteEngine2_QueryInterface(rig.engine, &IID_IDispatch, (void **)&engine), 0);
	assert_hr(
		imapi_invoke(engine, L"BytesPerSector", DISPATCH_PROPERTYPUT, &argument, NULL), 0);
	argument.lVal = 2048;
	assert_hr(
		imapi_invoke(engine, L"BytesPerSector", DISPATCH_PROPERTYPUT, &argument, NULL), 0);
	assert_hr(IDispatch_Invoke(engine, 0x200, &GUID_NULL, LOCALE_USER_DEFAULT, DISPATCH_METHOD,
			  &parameters, NULL, NULL, NULL),
		0);
	imapi_read_back(&rig.base, 16);
	assert_hr(imapi_invoke(engine, L"WriteInProgress", DISPATCH_PROPERTYGET, NULL, &result), 0);
	assert_int_equal(V_BOOL(&result), 0);
	/* Behind the last member. */
	assert_hr(IDispatch_Invoke(engine, 0x106, &GUID_NULL, LOCALE_USER_DEFAULT,
			  DISPATCH_PROPERTYGET, &parameters, &result, NULL, NULL),
		0x80020003);
	IDispatch_Release(engine);
	IStream_Release(stream);
	close_rig(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(recorder_and_sector_size_must_be_set_before),
		cmocka_unit_test(a_section_is_taken_from_where_the_stream_stands),
		cmocka_unit_test(negative_addresses_are_supported),
		cmocka_unit_test(the_engine_does_not_prepare_the_disc),
		cmocka_unit_test(sector_size_is_what_was_put),
		cmocka_unit_test(expected_speeds_are_no_speed_command),
		cmocka_unit_test(write_12_is_for_who_asks_for_it),
		cmocka_unit_test(a_recorder_is_checked_when_it_is_put),
		cmocka_unit_test(events_come_before_each_half_second_and_after),
		cmocka_unit_test(cancel_in_the_handler_ends_the_section),
		cmocka_unit_test(scripts_write_sections_by_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
