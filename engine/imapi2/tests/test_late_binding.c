/* SPDX-License-Identifier: MIT */
/* Every member of every scriptable interface, called by its name as scripts do. */
#include <stdlib.h>

#include "engine/imapi2/tests/rig.h"
#include "engine/imapi2/tests/script_members.h"

/* ---- calling ----------------------------------------------------------------------------- */

static VARTYPE type_of(char out)
{
	switch (out) {
	case 'L':
		return VT_I4;
	case 'B':
		return VT_BOOL;
	case 'S':
		return VT_BSTR;
	case 'A':
		return VT_ARRAY | VT_VARIANT;
	case 'O':
		return VT_DISPATCH;
	default:
		return VT_UNKNOWN;
	}
}

static DISPID id_of(IDispatch *object, const OLECHAR *name)
{
	BSTR copy = SysAllocString(name);
	DISPID id = -1000;

	assert_hr(
		IDispatch_GetIDsOfNames(object, &GUID_NULL, &copy, 1, LOCALE_USER_DEFAULT, &id), 0);
	SysFreeString(copy);
	return id;
}

static HRESULT call(
	IDispatch *object, DISPID id, WORD kind, VARIANT *arguments, UINT count, VARIANT *result)
{
	DISPID put = DISPID_PROPERTYPUT;
	DISPPARAMS parameters = { arguments, &put, count, kind == DISPATCH_PROPERTYPUT };

	return IDispatch_Invoke(
		object, id, &GUID_NULL, LOCALE_USER_DEFAULT, kind, &parameters, result, NULL, NULL);
}

/* @refusal: what a member may answer whose time it is not; 0: none may. */
static void get_and_put_back(IDispatch *object, const struct member *member, uint32_t refusal)
{
	VARIANT value = { .vt = VT_EMPTY };
	HRESULT result;

	assert_hr(call(object, member->id, DISPATCH_METHOD, NULL, 0, NULL), 0x80020003);
	result = call(object, member->id, DISPATCH_PROPERTYGET, NULL, 0, &value);
	if (FAILED(result) && (uint32_t)result == refusal)
		return;
	if (FAILED(result))
		fail_msg("%ls: %08X", member->name, (unsigned)result);
	assert_int_equal(V_VT(&value), type_of(member->out));
	result = call(object, member->id, DISPATCH_PROPERTYPUT, &value, 1, NULL);
	if (member->can_be_put ? FAILED(result) && (uint32_t)result != refusal &&
					 (uint32_t)result != member->too_late
			       : (uint32_t)result != 0x80020003)
		fail_msg("put %ls: %08X", member->name, (unsigned)result);
	VariantClear(&value);
}

/* With one argument more than it has nothing is called. */
static void call_with_too_much(IDispatch *object, const struct member *member)
{
	VARIANT many[5] = { { .vt = VT_I4 }, { .vt = VT_I4 }, { .vt = VT_I4 }, { .vt = VT_I4 },
		{ .vt = VT_I4 } };
	WORD kind = DISPATCH_METHOD | DISPATCH_PROPERTYGET;

	assert_hr(call(object, member->id, kind, many, member->arguments + 1, NULL), 0x8002000E);
	if (member->arguments > 0)
		assert_hr(call(object, member->id, kind, many, member->arguments - 1, NULL),
			0x8002000E);
}

static void assert_members(void *interface, const struct member *members, uint32_t refusal)
{
	BSTR none = SysAllocString(L"NoSuchMember");
	IDispatch *object;
	DISPID id;

	assert_hr(IUnknown_QueryInterface((IUnknown *)interface, &IID_IDispatch, (void **)&object),
		0);
	assert_hr(IDispatch_GetIDsOfNames(object, &GUID_NULL, &none, 1, LOCALE_USER_DEFAULT, &id),
		0x80020006);
	for (; members->name; members++) {
		assert_int_equal(id_of(object, members->name), members->id);
		if (members->out && members->arguments == 0 && members->id < 0x200)
			get_and_put_back(object, members, refusal);
		else
			call_with_too_much(object, members);
	}
	SysFreeString(none);
	IDispatch_Release(object);
}

/* ---- objects ----------------------------------------------------------------------------- */

static void *first_of(SAFEARRAY *array, REFIID iid)
{
	VARIANT one;
	LONG at = 0;
	void *object;

	assert_hr(SafeArrayGetElement(array, &at, &one), 0);
	assert_hr(IDispatch_QueryInterface(V_DISPATCH(&one), iid, &object), 0);
	VariantClear(&one);
	SafeArrayDestroy(array);
	return object;
}

static void *with_recorder(struct imapi_rig *rig, REFCLSID clsid, REFIID iid)
{
	IDiscFormat2Erase *format = imapi_create(clsid, iid); /* any of them begins alike */
	VARIANT recorder = { .vt = VT_DISPATCH }, name = { .vt = VT_BSTR };

	V_DISPATCH(&recorder) = (IDispatch *)rig->recorder;
	V_BSTR(&name) = SysAllocString(L"Late binding");
	assert_hr(imapi_invoke(
			  (IDispatch *)format, L"Recorder", DISPATCH_PROPERTYPUT, &recorder, NULL),
		0);
	assert_hr(
		imapi_invoke((IDispatch *)format, L"ClientName", DISPATCH_PROPERTYPUT, &name, NULL),
		0);
	SysFreeString(V_BSTR(&name));
	return format;
}

static void recorder_master_and_engine(void **state)
{
	IDiscMaster2 *master = imapi_create(&CLSID_MsftDiscMaster2, &IID_IDiscMaster2);
	IWriteEngine2 *engine = imapi_create(&CLSID_MsftWriteEngine2, &IID_IWriteEngine2);
	struct imapi_rig rig;
	IDiscRecorder2Ex *ex;

	(void)state;
	imapi_rig_open(&rig, "bd-re-25");
	imapi_wait_ready(&rig);
	assert_members(master, IDiscMaster2_members, 0);
	assert_members(rig.recorder, IDiscRecorder2_members, 0);
	ex = imapi_ex_of(&rig);
	assert_hr(IWriteEngine2_put_Recorder(engine, ex), 0);
	assert_hr(IWriteEngine2_put_BytesPerSector(engine, 2048), 0);
	assert_members(engine, IWriteEngine2_members, 0);
	assert_hr(imapi_invoke((IDispatch *)engine, L"CancelWrite", DISPATCH_METHOD, NULL, NULL),
		0x00AA0302);
	assert_hr(
		imapi_invoke((IDispatch *)rig.recorder, L"DisableMcn", DISPATCH_METHOD, NULL, NULL),
		0);
	assert_hr(
		imapi_invoke((IDispatch *)rig.recorder, L"EnableMcn", DISPATCH_METHOD, NULL, NULL),
		0);
	IDiscRecorder2Ex_Release(ex);
	IWriteEngine2_Release(engine);
	IDiscMaster2_Release(master);
	imapi_rig_close(&rig);
}

static void data_and_erase(void **state)
{
	IDiscFormat2Erase *erase;
	struct imapi_rig rig;
	SAFEARRAY *array;
	IUnknown *object;
	void *base;

	(void)state;
	imapi_rig_open(&rig, "cd-rw-80-high-speed");
	assert_hr(imapi_burn(rig.format, IMAGE_BYTES), 0);
	assert_members(rig.format, IDiscFormat2Data_members, 0);
	assert_hr(IDiscFormat2Data_QueryInterface(rig.format, &IID_IDiscFormat2, &base), 0);
	IUnknown_Release((IUnknown *)base);
	assert_hr(IDiscFormat2Data_get_SupportedWriteSpeedDescriptors(rig.format, &array), 0);
	object = first_of(array, &IID_IWriteSpeedDescriptor);
	assert_members(object, IWriteSpeedDescriptor_members, 0);
	IUnknown_Release(object);
	assert_hr(IDiscFormat2Data_get_MultisessionInterfaces(rig.format, &array), 0);
	object = first_of(array, &IID_IMultisession);
	IUnknown_Release(object);
	assert_hr(IDiscFormat2Data_get_MultisessionInterfaces(rig.format, &array), 0);
	object = first_of(array, &IID_IMultisessionSequential);
	assert_members(object, IMultisessionSequential2_members, 0);
	IUnknown_Release(object);
	erase = with_recorder(&rig, &CLSID_MsftDiscFormat2Erase, &IID_IDiscFormat2Erase);
	assert_members(erase, IDiscFormat2Erase_members, 0);
	assert_hr(imapi_invoke((IDispatch *)erase, L"EraseMedia", DISPATCH_METHOD, NULL, NULL), 0);
	IDiscFormat2Erase_Release(erase);
	imapi_rig_close(&rig);
	imapi_rig_open(&rig, "bd-re-25");
	assert_hr(imapi_burn(rig.format, IMAGE_BYTES), 0);
	assert_hr(IDiscFormat2Data_get_MultisessionInterfaces(rig.format, &array), 0);
	object = first_of(array, &IID_IMultisessionRandomWrite);
	assert_members(object, IMultisessionRandomWrite_members, 0);
	IUnknown_Release(object);
	imapi_rig_close(&rig);
}

static void add_track(IDispatch *format)
{
	VARIANT stream = { .vt = VT_UNKNOWN };

	V_UNKNOWN(&stream) = (IUnknown *)SHCreateMemStream(imapi_image, 300 * 2352);
	assert_hr(imapi_invoke(format, L"AddAudioTrack", DISPATCH_METHOD, &stream, NULL), 0);
	VariantClear(&stream);
}

/* What needs a prepared disc is refused without one, and what must not have one with it. */
static void audio_and_raw(void **state)
{
	IDispatch *format;
	struct imapi_rig rig;

	(void)state;
	imapi_rig_open(&rig, "cd-r-80");
	format = with_recorder(
		&rig, &CLSID_MsftDiscFormat2TrackAtOnce, &IID_IDiscFormat2TrackAtOnce);
	assert_members(format, IDiscFormat2TrackAtOnce_members, 0xC0AA0502);
	assert_hr(imapi_invoke(format, L"PrepareMedia", DISPATCH_METHOD, NULL, NULL), 0);
	add_track(format);
	assert_members(format, IDiscFormat2TrackAtOnce_members, 0xC0AA0503);
	assert_hr(imapi_invoke(format, L"ReleaseMedia", DISPATCH_METHOD, NULL, NULL), 0);
	IDispatch_Release(format);
	imapi_rig_close(&rig);
	imapi_rig_open(&rig, "cd-r-80");
	format = with_recorder(&rig, &CLSID_MsftDiscFormat2RawCD, &IID_IDiscFormat2RawCD);
	assert_members(format, IDiscFormat2RawCD_members, 0xC0AA0602);
	assert_hr(imapi_invoke(format, L"PrepareMedia", DISPATCH_METHOD, NULL, NULL), 0);
	assert_members(format, IDiscFormat2RawCD_members, 0xC0AA0603);
	assert_hr(imapi_invoke(format, L"ReleaseMedia", DISPATCH_METHOD, NULL, NULL), 0);
	IDispatch_Release(format);
	imapi_rig_close(&rig);
}

static void images_and_ranges(void **state)
{
	static const struct br_block_range range = { 32, 63 };
	IRawCDImageCreator *creator =
		imapi_create(&CLSID_MsftRawCDImageCreator, &IID_IRawCDImageCreator);
	IStream *track = SHCreateMemStream(imapi_image, 300 * 2352), *ranged;
	BSTR catalogue = SysAllocString(L"4006381333931"), isrc = SysAllocString(L"DEABC0812345");
	IRawCDImageTrackInfo *info;
	IBlockRangeList *list;
	SAFEARRAY *array;
	IUnknown *object;
	LONG index;

	(void)state;
	assert_hr(IRawCDImageCreator_put_MediaCatalogNumber(creator, catalogue), 0);
	assert_hr(IRawCDImageCreator_put_ResultingImageType(
			  creator, IMAPI_FORMAT2_RAW_CD_SUBCODE_PQ_ONLY),
		0);
	assert_hr(IRawCDImageCreator_AddTrack(creator, IMAPI_CD_SECTOR_AUDIO, track, &index), 0);
	assert_members(creator, IRawCDImageCreator_members, 0x80AA0A04);
	assert_hr(IRawCDImageCreator_get_TrackInfo(creator, index, &info), 0);
	assert_hr(IRawCDImageTrackInfo_put_ISRC(info, isrc), 0);
	assert_members(info, IRawCDImageTrackInfo_members, 0);
	IRawCDImageTrackInfo_Release(info);
	IRawCDImageCreator_Release(creator);
	assert_hr(br_imapi2_create_ranged_stream(track, &range, 1, &ranged), 0);
	assert_hr(IStream_QueryInterface(ranged, &IID_IBlockRangeList, (void **)&list), 0);
	assert_members(list, IBlockRangeList_members, 0);
	assert_hr(IBlockRangeList_get_BlockRanges(list, &array), 0);
	object = first_of(array, &IID_IBlockRange);
	assert_members(object, IBlockRange_members, 0);
	IUnknown_Release(object);
	IBlockRangeList_Release(list);
	IStream_Release(ranged);
	IStream_Release(track);
	SysFreeString(catalogue);
	SysFreeString(isrc);
}

/* ---- events ------------------------------------------------------------------------------ */

struct argument_sink {
	struct imapi_sink base;
	const struct member *members;
};

static void look_at_arguments(struct imapi_sink *base, IDispatch *object, IDispatch *progress)
{
	(void)object;
	assert_members(progress, ((struct argument_sink *)base)->members, 0);
}

static struct argument_sink argument_sink(
	const IID *events, DISPID id, const struct member *members)
{
	return (struct argument_sink) { .base = { .base = { &imapi_sink_forwards },
						.events_id = events,
						.update = look_at_arguments,
						.id = id },
		.members = members };
}

static void event_arguments_of_data_and_engine(void **state)
{
	struct argument_sink data = argument_sink(
		&IID_DDiscFormat2DataEvents, 0x200, IDiscFormat2DataEventArgs_members);
	struct argument_sink writing =
		argument_sink(&IID_DWriteEngine2Events, 0x100, IWriteEngine2EventArgs_members);
	IWriteEngine2 *engine = imapi_create(&CLSID_MsftWriteEngine2, &IID_IWriteEngine2);
	IConnectionPoint *point;
	struct imapi_rig rig;
	IDiscRecorder2Ex *ex;
	IStream *stream;
	DWORD cookie;

	(void)state;
	imapi_rig_open(&rig, "bd-re-25");
	point = imapi_advise(rig.format, &data.base, &cookie);
	assert_hr(imapi_burn(rig.format, IMAGE_BYTES), 0);
	imapi_unadvise(point, &data.base, cookie);
	assert_true(data.base.calls > 2);
	ex = imapi_ex_of(&rig);
	stream = SHCreateMemStream(imapi_image, IMAGE_BYTES);
	assert_hr(IWriteEngine2_put_Recorder(engine, ex), 0);
	assert_hr(IWriteEngine2_put_BytesPerSector(engine, 2048), 0);
	point = imapi_advise(engine, &writing.base, &cookie);
	assert_hr(IWriteEngine2_WriteSection(engine, stream, 0, 64), 0);
	imapi_unadvise(point, &writing.base, cookie);
	assert_int_equal(writing.base.calls, 2); /* before and after */
	IStream_Release(stream);
	IDiscRecorder2Ex_Release(ex);
	IWriteEngine2_Release(engine);
	imapi_rig_close(&rig);
}

static IStream *raw_image(void)
{
	IRawCDImageCreator *creator =
		imapi_create(&CLSID_MsftRawCDImageCreator, &IID_IRawCDImageCreator);
	IStream *track = SHCreateMemStream(imapi_image, 300 * 2352), *image;
	LONG index;

	assert_hr(IRawCDImageCreator_AddTrack(creator, IMAPI_CD_SECTOR_AUDIO, track, &index), 0);
	assert_hr(IRawCDImageCreator_CreateResultImage(creator, &image), 0);
	IStream_Release(track);
	IRawCDImageCreator_Release(creator);
	return image;
}

static void event_arguments_of_audio_and_raw(void **state)
{
	struct argument_sink audio = argument_sink(&IID_DDiscFormat2TrackAtOnceEvents, 0x200,
		IDiscFormat2TrackAtOnceEventArgs_members);
	struct argument_sink raw = argument_sink(
		&IID_DDiscFormat2RawCDEvents, 0x200, IDiscFormat2RawCDEventArgs_members);
	VARIANT stream = { .vt = VT_UNKNOWN };
	IConnectionPoint *point;
	struct imapi_rig rig;
	IDispatch *format;
	DWORD cookie;

	(void)state;
	imapi_rig_open(&rig, "cd-r-80");
	format = with_recorder(
		&rig, &CLSID_MsftDiscFormat2TrackAtOnce, &IID_IDiscFormat2TrackAtOnce);
	point = imapi_advise(format, &audio.base, &cookie);
	assert_hr(imapi_invoke(format, L"PrepareMedia", DISPATCH_METHOD, NULL, NULL), 0);
	add_track(format);
	assert_hr(imapi_invoke(format, L"ReleaseMedia", DISPATCH_METHOD, NULL, NULL), 0);
	imapi_unadvise(point, &audio.base, cookie);
	assert_true(audio.base.calls > 2);
	IDispatch_Release(format);
	imapi_rig_close(&rig);
	imapi_rig_open(&rig, "cd-r-80");
	format = with_recorder(&rig, &CLSID_MsftDiscFormat2RawCD, &IID_IDiscFormat2RawCD);
	point = imapi_advise(format, &raw.base, &cookie);
	assert_hr(imapi_invoke(format, L"PrepareMedia", DISPATCH_METHOD, NULL, NULL), 0);
	V_UNKNOWN(&stream) = (IUnknown *)raw_image();
	assert_hr(imapi_invoke(format, L"WriteMedia", DISPATCH_METHOD, &stream, NULL), 0);
	assert_hr(imapi_invoke(format, L"ReleaseMedia", DISPATCH_METHOD, NULL, NULL), 0);
	imapi_unadvise(point, &raw.base, cookie);
	assert_true(raw.base.calls > 2);
	VariantClear(&stream);
	IDispatch_Release(format);
	imapi_rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(recorder_master_and_engine),
		cmocka_unit_test(data_and_erase),
		cmocka_unit_test(audio_and_raw),
		cmocka_unit_test(images_and_ranges),
		cmocka_unit_test(event_arguments_of_data_and_engine),
		cmocka_unit_test(event_arguments_of_audio_and_raw),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
