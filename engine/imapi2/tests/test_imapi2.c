/* SPDX-License-Identifier: MIT */
/*
 * IMAPI2's interfaces as a C program for Windows uses them, on virtual drives. Expected values are
 * those of Microsoft's documentation, written out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "imapi2.h"
#include "imapi2error.h"

#define IMAGE_SECTORS 512
#define IMAGE_BYTES   (IMAGE_SECTORS * 2048)

static uint8_t image[IMAGE_BYTES];

struct rig {
	struct br_transport *transport;
	IDiscRecorder2 *recorder;
	IDiscFormat2Data *format;
};

#define assert_hr(call, expected) assert_int_equal((uint32_t)(call), (uint32_t)(expected))

static void rig_open(struct rig *rig, const char *medium)
{
	const struct br_in_process_options options = { .medium = medium, .seed = 5 };
	BSTR id = SysAllocString(L"virtual:1");
	BSTR name = SysAllocString(L"Unit test 1.0");

	*rig = (struct rig) { 0 };
	for (size_t i = 0; i < sizeof image; i++)
		image[i] = (uint8_t)(i / 2048 * 7 + i);
	assert_int_equal(br_transport_open_in_process(&options, &rig->transport, NULL, 0), 0);
	assert_hr(br_imapi2_add_drive(L"virtual:1", rig->transport), 0);
	assert_hr(CoCreateInstance(&CLSID_MsftDiscRecorder2, NULL, CLSCTX_ALL, &IID_IDiscRecorder2,
			  (void **)&rig->recorder),
		0);
	assert_hr(IDiscRecorder2_InitializeDiscRecorder(rig->recorder, id), 0);
	assert_hr(CoCreateInstance(&CLSID_MsftDiscFormat2Data, NULL, CLSCTX_ALL,
			  &IID_IDiscFormat2Data, (void **)&rig->format),
		0);
	assert_hr(IDiscFormat2Data_put_Recorder(rig->format, rig->recorder), 0);
	assert_hr(IDiscFormat2Data_put_ClientName(rig->format, name), 0);
	SysFreeString(id);
	SysFreeString(name);
}

/* The disc is looked at only once the drive is ready. */
static void wait_ready(struct rig *rig)
{
	VARIANT_BOOL blank;

	assert_hr(IDiscFormat2Data_get_MediaPhysicallyBlank(rig->format, &blank), 0);
}

static void rig_close(struct rig *rig)
{
	assert_int_equal(IDiscFormat2Data_Release(rig->format), 0);
	assert_hr(br_imapi2_remove_drive(L"virtual:1"), 0xC0AA0210); /* in use */
	assert_int_equal(IDiscRecorder2_Release(rig->recorder), 0);
	assert_hr(br_imapi2_remove_drive(L"virtual:1"), 0);
	br_transport_close(rig->transport);
}

/* ---- objects ----------------------------------------------------------------------------- */

static void classes_by_identity_and_by_name(void **state)
{
	CLSID id;
	IUnknown *object;

	(void)state;
	assert_hr(CLSIDFromProgID(L"IMAPI2.MsftDiscFormat2Data", &id), 0);
	assert_true(IsEqualCLSID(&id, &CLSID_MsftDiscFormat2Data));
	assert_int_equal(id.Data1, 0x2735412A);
	assert_int_equal(id.Data4[7], 0x1E);
	assert_hr(CLSIDFromProgID(L"IMAPI2.Nothing", &id), 0x800401F3);
	assert_hr(CoCreateInstance(&CLSID_MsftRawCDImageCreator, NULL, CLSCTX_ALL, &IID_IUnknown,
			  (void **)&object),
		0x80040154);
	assert_null(object);
	assert_hr(CoCreateInstance(&CLSID_MsftDiscMaster2, NULL, CLSCTX_ALL, &IID_IDiscRecorder2,
			  (void **)&object),
		0x80004002);
	assert_hr(
		CoCreateInstance(&CLSID_MsftDiscMaster2, NULL, CLSCTX_ALL, NULL, NULL), 0x80004003);
}

static void one_object_many_interfaces(void **state)
{
	IUnknown *first, *second;
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex;
	IDispatch *dispatch;
	struct rig rig;

	(void)state;
	rig_open(&rig, NULL);
	recorder = rig.recorder;
	assert_hr(
		recorder->lpVtbl->QueryInterface(recorder, &IID_IDiscRecorder2Ex, (void **)&ex), 0);
	assert_hr(IDiscRecorder2Ex_QueryInterface(ex, &IID_IDispatch, (void **)&dispatch), 0);
	assert_hr(IDiscRecorder2Ex_QueryInterface(ex, &IID_IUnknown, (void **)&first), 0);
	assert_hr(IDispatch_QueryInterface(dispatch, &IID_IUnknown, (void **)&second), 0);
	assert_ptr_equal(first, second); /* the rule of identity */
	assert_hr(IDiscRecorder2Ex_QueryInterface(ex, &IID_IStream, (void **)&second), 0x80004002);
	assert_null(second);
	IUnknown_Release(first);
	IUnknown_Release(first);
	IDispatch_Release(dispatch);
	IDiscRecorder2Ex_Release(ex);
	rig_close(&rig);
}

/* The place of a method in its table is what a compiled program calls by. */
static void methods_are_where_they_belong(void **state)
{
	(void)state;
#define SLOT(interface, method) (offsetof(interface##Vtbl, method) / sizeof(void (*)(void)))
	assert_int_equal(SLOT(IWriteEngine2, WriteSection), 7);
	assert_int_equal(SLOT(IWriteEngine2, get_WriteInProgress), 19);
	assert_int_equal(SLOT(IDiscRecorder2, get_ExclusiveAccessOwner), 27);
	assert_int_equal(SLOT(IDiscRecorder2Ex, SendCommandNoData), 3);
	assert_int_equal(SLOT(IDiscRecorder2Ex, GetMaximumPageAlignedTransferSize), 20);
	assert_int_equal(SLOT(IDiscFormat2Data, put_Recorder), 12);
	assert_int_equal(SLOT(IDiscFormat2Data, get_MultisessionInterfaces), 40);
	assert_int_equal(SLOT(IDiscFormat2Data, SetWriteSpeed), 43);
	assert_int_equal(SLOT(IDiscFormat2Erase, EraseMedia), 19);
	assert_int_equal(SLOT(IDiscFormat2TrackAtOnce, get_SupportedWriteSpeedDescriptors), 36);
	assert_int_equal(SLOT(IDiscFormat2RawCD, get_SupportedWriteSpeedDescriptors), 35);
	assert_int_equal(SLOT(IRawCDImageCreator, get_ExpectedTableOfContents), 25);
	assert_int_equal(SLOT(IMultisessionSequential2, get_WriteUnitSize), 16);
	assert_int_equal(SLOT(IMultisessionRandomWrite, get_TotalSectorsOnMedia), 13);
	assert_int_equal(SLOT(IWriteEngine2EventArgs, get_FreeSystemBuffer), 13);
	assert_int_equal(SLOT(IDiscFormat2DataEventArgs, get_CurrentAction), 17);
	assert_int_equal(SLOT(IDiscMaster2, get_IsSupportedEnvironment), 10);
	assert_int_equal(SLOT(IBurnVerification, get_BurnVerificationLevel), 4);
	assert_int_equal(SLOT(IStream, Clone), 13);
	assert_int_equal(IID_IDiscFormat2Data.Data1, 0x27354153);
	assert_int_equal(IID_IDiscFormat2Data.Data2, 0x9F64);
	assert_int_equal(IID_IBurnVerification.Data1, 0xD2FFD834);
}

/* ---- master and recorder ----------------------------------------------------------------- */

static void master_lists_the_drive(void **state)
{
	struct rig rig;
	IDiscMaster2 *master;
	IEnumVARIANT *list;
	VARIANT_BOOL supported = 0;
	VARIANT one;
	LONG count = 0;
	BSTR id;

	(void)state;
	rig_open(&rig, NULL);
	assert_hr(CoCreateInstance(&CLSID_MsftDiscMaster2, NULL, CLSCTX_ALL, &IID_IDiscMaster2,
			  (void **)&master),
		0);
	assert_hr(IDiscMaster2_get_Count(master, &count), 0);
	assert_true(count >= 1);
	assert_hr(IDiscMaster2_get_Item(master, 0, &id), 0);
	assert_int_equal(wcscmp(id, L"virtual:1"), 0);
	assert_int_equal(SysStringLen(id), 9);
	SysFreeString(id);
	assert_hr(IDiscMaster2_get_Item(master, count, &id), 0x80070057);
	assert_hr(IDiscMaster2_get_Item(master, -1, &id), 0x80070057);
	assert_hr(IDiscMaster2_get_IsSupportedEnvironment(master, &supported), 0);
	assert_int_equal(supported, -1);
	assert_hr(IDiscMaster2_get__NewEnum(master, &list), 0);
	assert_hr(IEnumVARIANT_Next(list, 1, &one, NULL), 0);
	assert_int_equal(V_VT(&one), VT_BSTR);
	assert_int_equal(wcscmp(V_BSTR(&one), L"virtual:1"), 0);
	VariantClear(&one);
	assert_hr(IEnumVARIANT_Skip(list, (ULONG)count), 1);
	IEnumVARIANT_Release(list);
	IDiscMaster2_Release(master);
	rig_close(&rig);
}

static void recorder_tells_who_it_is_and_what_it_can(void **state)
{
	struct rig rig;
	SAFEARRAY *array;
	VARIANT_BOOL load;
	VARIANT one;
	LONG upper, at = 0;
	BSTR text;
	bool found = false;

	(void)state;
	rig_open(&rig, "dvd+r");
	assert_hr(IDiscRecorder2_get_VendorId(rig.recorder, &text), 0);
	assert_true(SysStringLen(text) > 0);
	SysFreeString(text);
	assert_hr(IDiscRecorder2_get_ActiveDiscRecorder(rig.recorder, &text), 0);
	assert_int_equal(wcscmp(text, L"virtual:1"), 0);
	SysFreeString(text);
	assert_hr(IDiscRecorder2_get_DeviceCanLoadMedia(rig.recorder, &load), 0);
	assert_int_equal(load, -1);
	wait_ready(&rig);
	assert_hr(IDiscRecorder2_get_CurrentProfiles(rig.recorder, &array), 0);
	assert_hr(SafeArrayGetUBound(array, 1, &upper), 0);
	for (at = 0; at <= upper; at++) {
		assert_hr(SafeArrayGetElement(array, &at, &one), 0);
		found = found || V_I4(&one) == IMAPI_PROFILE_TYPE_DVD_PLUS_R;
	}
	assert_true(found);
	assert_hr(SafeArrayGetElement(array, &at, &one), 0x8002000B);
	SafeArrayDestroy(array);
	assert_hr(IDiscRecorder2_get_VendorId(rig.recorder, NULL), 0x80004003);
	rig_close(&rig);
}

static void exclusive_access_is_counted_and_named(void **state)
{
	BSTR id = SysAllocString(L"virtual:1"), mine = SysAllocString(L"Mine"),
	     wrong = SysAllocString(L"what?"), owner;
	IDiscRecorder2 *other;
	VARIANT_BOOL load;
	struct rig rig;

	(void)state;
	rig_open(&rig, NULL);
	assert_hr(CoCreateInstance(&CLSID_MsftDiscRecorder2, NULL, CLSCTX_ALL, &IID_IDiscRecorder2,
			  (void **)&other),
		0);
	assert_hr(IDiscRecorder2_get_DeviceCanLoadMedia(other, &load), 0x80004003);
	assert_hr(IDiscRecorder2_InitializeDiscRecorder(other, id), 0);
	assert_hr(IDiscRecorder2_AcquireExclusiveAccess(rig.recorder, VARIANT_TRUE, wrong),
		0xC0AA0211);
	assert_hr(IDiscRecorder2_AcquireExclusiveAccess(rig.recorder, VARIANT_TRUE, mine), 0);
	assert_hr(IDiscRecorder2_AcquireExclusiveAccess(rig.recorder, VARIANT_TRUE, mine), 0);
	assert_hr(IDiscRecorder2_AcquireExclusiveAccess(other, VARIANT_TRUE, mine), 0xC0AA0210);
	assert_hr(IDiscRecorder2_EjectMedia(other), 0xC0AA0210);
	assert_hr(IDiscRecorder2_get_ExclusiveAccessOwner(other, &owner), 0);
	assert_int_equal(wcscmp(owner, L"Mine"), 0);
	SysFreeString(owner);
	assert_hr(IDiscRecorder2_ReleaseExclusiveAccess(rig.recorder), 0);
	assert_hr(IDiscRecorder2_AcquireExclusiveAccess(other, VARIANT_TRUE, mine), 0xC0AA0210);
	assert_hr(IDiscRecorder2_ReleaseExclusiveAccess(rig.recorder), 0);
	assert_hr(IDiscRecorder2_ReleaseExclusiveAccess(rig.recorder), 0x80070005);
	assert_hr(IDiscRecorder2_AcquireExclusiveAccess(other, VARIANT_TRUE, mine), 0);
	assert_int_equal(IDiscRecorder2_Release(other), 0); /* gives it back */
	assert_hr(IDiscRecorder2_AcquireExclusiveAccess(rig.recorder, VARIANT_TRUE, mine), 0);
	SysFreeString(id);
	SysFreeString(mine);
	SysFreeString(wrong);
	rig_close(&rig);
}

static IDiscRecorder2Ex *ex_of(struct rig *rig)
{
	IDiscRecorder2Ex *ex;

	assert_hr(IDiscRecorder2_QueryInterface(rig->recorder, &IID_IDiscRecorder2Ex, (void **)&ex),
		0);
	return ex;
}

static void commands_as_the_caller_writes_them(void **state)
{
	BYTE inquiry[6] = { 0x12, 0, 0, 0, 36, 0 }, reply[36], sense[18];
	BYTE read[10] = { 0x28, 0, 0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 1, 0 }, block[2048];
	IDiscRecorder2Ex *ex;
	struct br_outcome failure;
	ULONG fetched, bytes;
	BYTE *data;
	struct rig rig;

	(void)state;
	rig_open(&rig, "dvd+r");
	wait_ready(&rig);
	ex = ex_of(&rig);
	assert_hr(IDiscRecorder2Ex_SendCommandGetDataFromDevice(
			  ex, inquiry, 6, sense, 10, reply, 36, &fetched),
		0);
	assert_int_equal(fetched, 36);
	assert_int_equal(reply[0] & 0x1F, 5);
	assert_hr(IDiscRecorder2Ex_SendCommandGetDataFromDevice(
			  ex, inquiry, 10, sense, 10, reply, 36, &fetched),
		0x80070057); /* 12h has 6 bytes */
	assert_hr(IDiscRecorder2Ex_SendCommandGetDataFromDevice(
			  ex, inquiry, 6, sense, 10, NULL, 36, &fetched),
		0x80004003);
	/* A refusal is a success with sense data. */
	assert_hr(IDiscRecorder2Ex_SendCommandGetDataFromDevice(
			  ex, read, 10, sense, 10, block, 2048, &fetched),
		0x00AA0200);
	assert_int_equal(sense[2] & 0x0F, 5);
	assert_hr(br_imapi2_last_failure(ex, &failure), 0);
	assert_memory_equal(failure.cdb, read, 10);
	assert_hr(IDiscRecorder2Ex_GetFeaturePage(
			  ex, IMAPI_FEATURE_PAGE_TYPE_CORE, TRUE, &data, &bytes),
		0);
	assert_int_equal(data[0] << 8 | data[1], 0x0001);
	assert_int_equal(bytes, 4 + data[3]);
	CoTaskMemFree(data);
	assert_hr(IDiscRecorder2Ex_GetFeaturePage(
			  ex, (IMAPI_FEATURE_PAGE_TYPE)0x3FF, FALSE, &data, &bytes),
		0xC0AA020A);
	assert_hr(IDiscRecorder2Ex_GetFeaturePage(
			  ex, IMAPI_FEATURE_PAGE_TYPE_CD_TRACK_AT_ONCE, TRUE, &data, &bytes),
		0xC0AA020B);
	assert_hr(IDiscRecorder2Ex_GetModePage(ex, IMAPI_MODE_PAGE_TYPE_LEGACY_CAPABILITIES,
			  IMAPI_MODE_PAGE_REQUEST_TYPE_CURRENT_VALUES, &data, &bytes),
		0);
	assert_int_equal(data[0] & 0x3F, 0x2A);
	CoTaskMemFree(data);
	assert_hr(IDiscRecorder2Ex_GetModePage(ex, (IMAPI_MODE_PAGE_TYPE)0x3E,
			  IMAPI_MODE_PAGE_REQUEST_TYPE_CURRENT_VALUES, &data, &bytes),
		0xC0AA0201);
	assert_hr(IDiscRecorder2Ex_GetDiscInformation(ex, &data, &bytes), 0);
	assert_int_equal(bytes, (data[0] << 8 | data[1]) + 2);
	CoTaskMemFree(data);
	IDiscRecorder2Ex_Release(ex);
	rig_close(&rig);
}

/* ---- a sink in C ------------------------------------------------------------------------- */

struct sink {
	DDiscFormat2DataEvents base; /* first, so that a pointer to it is one to the sink */
	ULONG references;
	unsigned calls, writing_calls;
	unsigned actions; /* bits */
	LONG last_written;
	IDispatch *object;
	bool cancel;
	HRESULT cancelled_with;
};

static HRESULT sink_query(DDiscFormat2DataEvents *This, REFIID iid, void **ret)
{
	*ret = NULL;
	if (!IsEqualIID(iid, &IID_IUnknown) && !IsEqualIID(iid, &IID_IDispatch) &&
		!IsEqualIID(iid, &IID_DDiscFormat2DataEvents))
		return E_NOINTERFACE;
	*ret = This;
	((struct sink *)This)->references++;
	return S_OK;
}

static ULONG sink_add(DDiscFormat2DataEvents *This)
{
	return ++((struct sink *)This)->references;
}

static ULONG sink_release(DDiscFormat2DataEvents *This)
{
	return --((struct sink *)This)->references;
}

static HRESULT sink_count(DDiscFormat2DataEvents *This, UINT *count)
{
	(void)This;
	*count = 0;
	return S_OK;
}

static HRESULT sink_type(DDiscFormat2DataEvents *This, UINT i, LCID locale, ITypeInfo **ret)
{
	(void)This;
	(void)i;
	(void)locale;
	(void)ret;
	return E_NOTIMPL;
}

static HRESULT sink_names(
	DDiscFormat2DataEvents *This, REFIID iid, LPOLESTR *names, UINT n, LCID locale, DISPID *ids)
{
	(void)This;
	(void)iid;
	(void)names;
	(void)n;
	(void)locale;
	(void)ids;
	return E_NOTIMPL;
}

static HRESULT sink_update(DDiscFormat2DataEvents *This, IDispatch *object, IDispatch *progress)
{
	struct sink *self = (struct sink *)This;
	IDiscFormat2DataEventArgs *arguments;
	IMAPI_FORMAT2_DATA_WRITE_ACTION action;
	LONG total, used, left;

	assert_hr(IDispatch_QueryInterface(
			  progress, &IID_IDiscFormat2DataEventArgs, (void **)&arguments),
		0);
	assert_hr(IDiscFormat2DataEventArgs_get_CurrentAction(arguments, &action), 0);
	self->calls++;
	self->actions |= 1U << action;
	self->object = object;
	if (action == IMAPI_FORMAT2_DATA_WRITE_ACTION_WRITING_DATA) {
		self->writing_calls++;
		assert_hr(IDiscFormat2DataEventArgs_get_LastWrittenLba(
				  arguments, &self->last_written),
			0);
		IDiscFormat2DataEventArgs_get_TotalSystemBuffer(arguments, &total);
		IDiscFormat2DataEventArgs_get_UsedSystemBuffer(arguments, &used);
		IDiscFormat2DataEventArgs_get_FreeSystemBuffer(arguments, &left);
		assert_int_equal(total, used + left);
		if (self->cancel)
			self->cancelled_with =
				IDiscFormat2Data_CancelWrite((IDiscFormat2Data *)object);
	}
	IDiscFormat2DataEventArgs_Release(arguments);
	return S_OK;
}

/* NOLINTNEXTLINE(readability-function-size): IDispatch gives Invoke its nine parameters. */
static HRESULT sink_invoke_forwards(DDiscFormat2DataEvents *This, DISPID id, REFIID iid,
	LCID locale, WORD flags, DISPPARAMS *parameters, VARIANT *result, EXCEPINFO *exception,
	UINT *wrong)
{
	(void)iid;
	(void)locale;
	(void)flags;
	(void)result;
	(void)exception;
	(void)wrong;
	assert_int_equal(id, 0x200);
	assert_int_equal(parameters->cArgs, 2);
	return sink_update(
		This, V_DISPATCH(&parameters->rgvarg[1]), V_DISPATCH(&parameters->rgvarg[0]));
}

/* NOLINTNEXTLINE(readability-function-size): IDispatch gives Invoke its nine parameters. */
static HRESULT sink_invoke_lacks(DDiscFormat2DataEvents *This, DISPID id, REFIID iid, LCID locale,
	WORD flags, DISPPARAMS *parameters, VARIANT *result, EXCEPINFO *exception, UINT *wrong)
{
	(void)This;
	(void)id;
	(void)iid;
	(void)locale;
	(void)flags;
	(void)parameters;
	(void)result;
	(void)exception;
	(void)wrong;
	return E_NOTIMPL;
}

static const DDiscFormat2DataEventsVtbl forwarding = { sink_query, sink_add, sink_release,
	sink_count, sink_type, sink_names, sink_invoke_forwards, sink_update };
static const DDiscFormat2DataEventsVtbl direct = { sink_query, sink_add, sink_release, sink_count,
	sink_type, sink_names, sink_invoke_lacks, sink_update };

static IConnectionPoint *advise(IDiscFormat2Data *format, struct sink *sink, DWORD *ret_cookie)
{
	IConnectionPointContainer *container;
	IConnectionPoint *point;

	assert_hr(IDiscFormat2Data_QueryInterface(
			  format, &IID_IConnectionPointContainer, (void **)&container),
		0);
	assert_hr(IConnectionPointContainer_FindConnectionPoint(
			  container, &IID_DDiscFormat2EraseEvents, &point),
		0x80040200);
	assert_hr(IConnectionPointContainer_FindConnectionPoint(
			  container, &IID_DDiscFormat2DataEvents, &point),
		0);
	assert_hr(IConnectionPoint_Advise(point, (IUnknown *)sink, ret_cookie), 0);
	IConnectionPointContainer_Release(container);
	return point;
}

/* ---- burning ----------------------------------------------------------------------------- */

static HRESULT burn(IDiscFormat2Data *format, UINT bytes)
{
	IStream *stream = SHCreateMemStream(image, bytes);
	HRESULT result;

	assert_non_null(stream);
	result = IDiscFormat2Data_Write(format, stream);
	assert_int_equal(IStream_Release(stream), 0);
	return result;
}

static void read_back(struct rig *rig, LONG lba)
{
	BYTE read[10] = { 0x28, 0, 0, 0, (BYTE)(lba >> 8), (BYTE)lba, 0, 0, 16, 0 };
	static BYTE blocks[16 * 2048];
	IDiscRecorder2Ex *ex = ex_of(rig);
	BYTE sense[18];
	ULONG fetched;

	assert_hr(IDiscRecorder2Ex_SendCommandGetDataFromDevice(
			  ex, read, 10, sense, 60, blocks, sizeof blocks, &fetched),
		0);
	assert_memory_equal(blocks, image + (size_t)lba * 2048, sizeof blocks);
	IDiscRecorder2Ex_Release(ex);
}

static void data_disc_is_burned_with_events(void **state)
{
	static const struct {
		const char *medium;
		LONG type;
		const DDiscFormat2DataEventsVtbl *sink;
		unsigned actions; /* that must have come */
	} cases[] = {
		{ "cd-r-80", 2, &forwarding, 1 << 0 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5 | 1 << 6 },
		{ "dvd+r", 6, &direct, 1 << 0 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5 | 1 << 6 },
		{ "bd-re-25", 19, &forwarding,
			1 << 0 | 1 << 1 | 1 << 2 | 1 << 4 | 1 << 5 | 1 << 6 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct sink sink = { .base = { cases[i].sink } };
		IMAPI_MEDIA_PHYSICAL_TYPE type;
		IMAPI_FORMAT2_DATA_MEDIA_STATE status;
		VARIANT_BOOL blank;
		IConnectionPoint *point;
		IBurnVerification *verification;
		struct rig rig;
		DWORD cookie;

		rig_open(&rig, cases[i].medium);
		assert_hr(IDiscFormat2Data_get_CurrentPhysicalMediaType(rig.format, &type), 0);
		assert_int_equal(type, cases[i].type);
		assert_hr(IDiscFormat2Data_get_MediaPhysicallyBlank(rig.format, &blank), 0);
		assert_int_equal(blank, -1);
		assert_hr(IDiscFormat2Data_QueryInterface(
				  rig.format, &IID_IBurnVerification, (void **)&verification),
			0);
		assert_hr(IBurnVerification_put_BurnVerificationLevel(
				  verification, IMAPI_BURN_VERIFICATION_FULL),
			0);
		IBurnVerification_Release(verification);
		point = advise(rig.format, &sink, &cookie);
		assert_hr(burn(rig.format, IMAGE_BYTES), 0);
		assert_int_equal(sink.actions & cases[i].actions, cases[i].actions);
		assert_true(sink.actions & 1 << 7); /* verified */
		assert_true(sink.writing_calls >= 2);
		assert_true(sink.last_written >= IMAGE_SECTORS - 1);
		assert_ptr_equal(sink.object, rig.format);
		assert_hr(IConnectionPoint_Unadvise(point, cookie), 0);
		assert_hr(IConnectionPoint_Unadvise(point, cookie), 0x80040200);
		assert_int_equal(sink.references, 0);
		IConnectionPoint_Release(point);
		read_back(&rig, 16);
		assert_hr(IDiscFormat2Data_get_MediaPhysicallyBlank(rig.format, &blank), 0);
		assert_int_equal(blank, 0);
		assert_hr(IDiscFormat2Data_get_CurrentMediaStatus(rig.format, &status), 0);
		assert_false(status & IMAPI_FORMAT2_DATA_MEDIA_STATE_BLANK);
		rig_close(&rig);
	}
}

static void what_write_refuses(void **state)
{
	IDiscFormat2Data *fresh;
	struct rig rig;

	(void)state;
	rig_open(&rig, "bd-re-25");
	assert_hr(IDiscFormat2Data_Write(rig.format, NULL), 0x80004003);
	assert_hr(burn(rig.format, 2047), 0xC0AA0403);
	assert_hr(burn(rig.format, 0), 0xC0AA0403);
	assert_hr(IDiscFormat2Data_CancelWrite(rig.format), 0xC0AA0401);
	assert_hr(burn(rig.format, IMAGE_BYTES), 0);
	assert_hr(burn(rig.format, IMAGE_BYTES), 0xC0AA0405); /* not blank */
	assert_hr(IDiscFormat2Data_put_ForceOverwrite(rig.format, VARIANT_TRUE), 0);
	assert_hr(burn(rig.format, IMAGE_BYTES), 0);
	assert_hr(CoCreateInstance(&CLSID_MsftDiscFormat2Data, NULL, CLSCTX_ALL,
			  &IID_IDiscFormat2Data, (void **)&fresh),
		0);
	assert_hr(burn(fresh, 2048), 0xC0AA0003);
	assert_hr(IDiscFormat2Data_put_Recorder(fresh, rig.recorder), 0);
	assert_hr(burn(fresh, 2048), 0xC0AA0408); /* no client name */
	IDiscFormat2Data_Release(fresh);
	rig_close(&rig);
}

static void dvd_plus_r_is_closed_for_players_unless_told_otherwise(void **state)
{
	IMAPI_FORMAT2_DATA_MEDIA_STATE status;
	LONG start, last, next;
	struct rig rig;

	(void)state;
	rig_open(&rig, "dvd+r");
	assert_hr(
		IDiscFormat2Data_get_StartAddressOfPreviousSession(rig.format, &start), 0xC0AA0402);
	assert_hr(IDiscFormat2Data_get_NextWritableAddress(rig.format, &next), 0);
	assert_int_equal(next, 0);
	assert_hr(
		IDiscFormat2Data_put_DisableConsumerDvdCompatibilityMode(rig.format, VARIANT_TRUE),
		0);
	assert_hr(burn(rig.format, IMAGE_BYTES), 0);
	assert_hr(IDiscFormat2Data_get_CurrentMediaStatus(rig.format, &status), 0);
	assert_int_equal(status, IMAPI_FORMAT2_DATA_MEDIA_STATE_APPENDABLE);
	assert_hr(IDiscFormat2Data_get_StartAddressOfPreviousSession(rig.format, &start), 0);
	assert_hr(IDiscFormat2Data_get_LastWrittenAddressOfPreviousSession(rig.format, &last), 0);
	assert_int_equal(start, 0);
	assert_int_equal(last, IMAGE_SECTORS - 1);
	assert_hr(
		IDiscFormat2Data_put_DisableConsumerDvdCompatibilityMode(rig.format, VARIANT_FALSE),
		0);
	assert_hr(burn(rig.format, IMAGE_BYTES), 0);
	assert_hr(IDiscFormat2Data_get_CurrentMediaStatus(rig.format, &status), 0);
	assert_int_equal(status, 0x6000); /* finalized, write protected */
	assert_hr(burn(rig.format, IMAGE_BYTES), 0xC0AA0402);
	assert_hr(IDiscFormat2Data_get_NextWritableAddress(rig.format, &next), 0xC0AA0402);
	rig_close(&rig);
}

static void cancel_in_the_handler_ends_the_write(void **state)
{
	struct sink sink = { .base = { &forwarding }, .cancel = true, .cancelled_with = 1 };
	IConnectionPoint *point;
	struct rig rig;
	DWORD cookie;

	(void)state;
	rig_open(&rig, "dvd+r");
	point = advise(rig.format, &sink, &cookie);
	assert_hr(burn(rig.format, IMAGE_BYTES), 0xC0AA0002);
	assert_hr(sink.cancelled_with, 0);
	assert_hr(IConnectionPoint_Unadvise(point, cookie), 0);
	IConnectionPoint_Release(point);
	rig_close(&rig);
}

static void speeds_are_sectors_per_second_and_the_nearest_there_is(void **state)
{
	IWriteSpeedDescriptor *descriptor;
	IMAPI_MEDIA_PHYSICAL_TYPE type;
	SAFEARRAY *speeds, *descriptors;
	VARIANT speed, object;
	LONG at = 0, rate, upper, requested;
	struct rig rig;

	(void)state;
	rig_open(&rig, "dvd+r");
	assert_hr(IDiscFormat2Data_get_SupportedWriteSpeeds(rig.format, &speeds), 0);
	assert_hr(IDiscFormat2Data_get_SupportedWriteSpeedDescriptors(rig.format, &descriptors), 0);
	assert_hr(SafeArrayGetUBound(speeds, 1, &upper), 0);
	assert_true(upper >= 0);
	assert_hr(SafeArrayGetElement(speeds, &at, &speed), 0);
	assert_int_equal(V_VT(&speed), VT_UI4);
	assert_hr(SafeArrayGetElement(descriptors, &at, &object), 0);
	assert_hr(IDispatch_QueryInterface(
			  V_DISPATCH(&object), &IID_IWriteSpeedDescriptor, (void **)&descriptor),
		0);
	assert_hr(IWriteSpeedDescriptor_get_WriteSpeed(descriptor, &rate), 0);
	assert_int_equal(rate, V_UI4(&speed));
	assert_hr(IWriteSpeedDescriptor_get_MediaType(descriptor, &type), 0);
	assert_int_equal(type, IMAPI_MEDIA_TYPE_DVDPLUSR);
	IWriteSpeedDescriptor_Release(descriptor);
	VariantClear(&object);
	SafeArrayDestroy(speeds);
	SafeArrayDestroy(descriptors);
	assert_hr(IDiscFormat2Data_get_RequestedWriteSpeed(rig.format, &requested), 0);
	assert_int_equal(requested, -1);
	assert_hr(IDiscFormat2Data_SetWriteSpeed(rig.format, 0, VARIANT_FALSE), 0x80070057);
	assert_int_equal(IDiscFormat2Data_SetWriteSpeed(rig.format, rate + 1, VARIANT_FALSE) & ~2,
		0x00AA0004); /* the speed was adjusted, perhaps the rotation too */
	assert_hr(IDiscFormat2Data_get_RequestedWriteSpeed(rig.format, &requested), 0);
	assert_int_equal(requested, rate + 1);
	rig_close(&rig);
}

static void empty_drive(void **state)
{
	IMAPI_MEDIA_PHYSICAL_TYPE type;
	VARIANT_BOOL supported = VARIANT_TRUE;
	struct rig rig;

	(void)state;
	rig_open(&rig, NULL);
	assert_hr(IDiscFormat2Data_IsRecorderSupported(rig.format, rig.recorder, &supported), 0);
	assert_int_equal(supported, -1);
	assert_hr(
		IDiscFormat2Data_IsCurrentMediaSupported(rig.format, rig.recorder, &supported), 1);
	assert_int_equal(supported, 0);
	assert_hr(IDiscFormat2Data_get_CurrentPhysicalMediaType(rig.format, &type), 0xC0AA0202);
	assert_hr(burn(rig.format, 2048), 0xC0AA0202);
	rig_close(&rig);
}

/* ---- erasing, sessions, the write engine, scripts ---------------------------------------- */

static void rewritable_disc_is_erased(void **state)
{
	BSTR name = SysAllocString(L"Eraser");
	IDiscFormat2Erase *erase;
	VARIANT_BOOL blank;
	struct rig rig;

	(void)state;
	rig_open(&rig, "bd-re-25");
	assert_hr(burn(rig.format, IMAGE_BYTES), 0);
	assert_hr(CoCreateInstance(&CLSID_MsftDiscFormat2Erase, NULL, CLSCTX_ALL,
			  &IID_IDiscFormat2Erase, (void **)&erase),
		0);
	assert_hr(IDiscFormat2Erase_EraseMedia(erase), 0xC0AA0003);
	assert_hr(IDiscFormat2Erase_put_Recorder(erase, rig.recorder), 0);
	assert_hr(IDiscFormat2Erase_EraseMedia(erase), 0xC0AA090B);
	assert_hr(IDiscFormat2Erase_put_ClientName(erase, name), 0);
	assert_hr(IDiscFormat2Erase_get_MediaHeuristicallyBlank(erase, &blank), 0);
	assert_int_equal(blank, 0);
	assert_hr(IDiscFormat2Erase_EraseMedia(erase), 0);
	assert_hr(IDiscFormat2Erase_get_MediaHeuristicallyBlank(erase, &blank), 0);
	assert_int_equal(blank, -1);
	assert_hr(burn(rig.format, IMAGE_BYTES), 0); /* no force needed */
	IDiscFormat2Erase_Release(erase);
	rig_close(&rig);
	rig_open(&rig, "dvd+r");
	assert_hr(CoCreateInstance(&CLSID_MsftDiscFormat2Erase, NULL, CLSCTX_ALL,
			  &IID_IDiscFormat2Erase, (void **)&erase),
		0);
	assert_hr(IDiscFormat2Erase_put_Recorder(erase, rig.recorder), 0);
	assert_hr(IDiscFormat2Erase_put_ClientName(erase, name), 0);
	assert_hr(IDiscFormat2Erase_EraseMedia(erase), 0x80AA0904);
	IDiscFormat2Erase_Release(erase);
	rig_close(&rig);
	SysFreeString(name);
}

static void sessions_tell_where_to_go_on(void **state)
{
	IMultisessionSequential2 *sequential;
	IMultisessionRandomWrite *random;
	VARIANT_BOOL first;
	SAFEARRAY *array;
	VARIANT one;
	LONG at = 0, unit;
	struct rig rig;

	(void)state;
	rig_open(&rig, "dvd+r");
	assert_hr(IDiscFormat2Data_get_MultisessionInterfaces(rig.format, &array), 0);
	assert_hr(SafeArrayGetElement(array, &at, &one), 0);
	assert_hr(IDispatch_QueryInterface(
			  V_DISPATCH(&one), &IID_IMultisessionSequential2, (void **)&sequential),
		0);
	assert_hr(IMultisessionSequential2_get_IsFirstDataSession(sequential, &first), 0);
	assert_int_equal(first, -1);
	assert_hr(IMultisessionSequential2_get_WriteUnitSize(sequential, &unit), 0);
	assert_int_equal(unit, 16);
	assert_hr(IMultisessionSequential2_get_StartAddressOfPreviousSession(sequential, &unit),
		0xC0AA0402);
	IMultisessionSequential2_Release(sequential);
	VariantClear(&one);
	SafeArrayDestroy(array);
	rig_close(&rig);
	rig_open(&rig, "bd-re-25");
	assert_hr(IDiscFormat2Data_get_MultisessionInterfaces(rig.format, &array), 0);
	assert_hr(SafeArrayGetElement(array, &at, &one), 0);
	assert_hr(IDispatch_QueryInterface(
			  V_DISPATCH(&one), &IID_IMultisessionRandomWrite, (void **)&random),
		0);
	assert_hr(IMultisessionRandomWrite_get_WriteUnitSize(random, &unit), 0);
	assert_int_equal(unit, 32);
	IMultisessionRandomWrite_Release(random);
	VariantClear(&one);
	SafeArrayDestroy(array);
	rig_close(&rig);
}

static void write_engine_writes_a_section(void **state)
{
	IStream *stream = SHCreateMemStream(image, IMAGE_BYTES);
	IWriteEngine2 *engine;
	IDiscRecorder2Ex *ex, *same;
	VARIANT_BOOL in_progress = VARIANT_TRUE;
	LONG bytes = 0;
	struct rig rig;

	(void)state;
	rig_open(&rig, "bd-re-25");
	assert_hr(burn(rig.format, 32 * 2048), 0); /* formats it */
	assert_hr(CoCreateInstance(&CLSID_MsftWriteEngine2, NULL, CLSCTX_ALL, &IID_IWriteEngine2,
			  (void **)&engine),
		0);
	ex = ex_of(&rig);
	assert_hr(IWriteEngine2_get_BytesPerSector(engine, &bytes), 0);
	assert_int_equal(bytes, -1);
	assert_hr(engine->lpVtbl->WriteSection(engine, stream, 0, 64), 0xC0AA0003);
	assert_hr(IWriteEngine2_put_Recorder(engine, ex), 0);
	assert_hr(IWriteEngine2_get_Recorder(engine, &same), 0);
	assert_ptr_equal(same, ex);
	IDiscRecorder2Ex_Release(same);
	assert_hr(IWriteEngine2_WriteSection(engine, stream, 0, 64), 0x80070057);
	assert_hr(IWriteEngine2_put_BytesPerSector(engine, 0), 0x80070057);
	assert_hr(IWriteEngine2_put_BytesPerSector(engine, 2048), 0);
	assert_hr(IWriteEngine2_get_BytesPerSector(engine, &bytes), 0);
	assert_int_equal(bytes, 2048);
	assert_hr(IWriteEngine2_put_StartingSectorsPerSecond(engine, 0), 0x80070057);
	assert_hr(IWriteEngine2_put_StartingSectorsPerSecond(engine, 3000), 0);
	assert_hr(IWriteEngine2_put_EndingSectorsPerSecond(engine, 3000), 0);
	assert_hr(IWriteEngine2_CancelWrite(engine), 0x00AA0302);
	assert_hr(IWriteEngine2_WriteSection(engine, NULL, 0, 64), 0x80004003);
	assert_hr(IWriteEngine2_WriteSection(engine, stream, 0, 64), 0);
	assert_hr(IWriteEngine2_WriteSection(engine, stream, 64, 64), 0); /* where it left off */
	assert_hr(IWriteEngine2_get_WriteInProgress(engine, &in_progress), 0);
	assert_int_equal(in_progress, 0);
	read_back(&rig, 100);
	/* More than the stream has: Win32 error 38, end of file. */
	assert_hr(IWriteEngine2_WriteSection(engine, stream, 0, IMAGE_SECTORS), 0x80070026);
	IWriteEngine2_Release(engine);
	IDiscRecorder2Ex_Release(ex);
	assert_int_equal(IStream_Release(stream), 0);
	rig_close(&rig);
}

static HRESULT invoke(
	IDispatch *object, const OLECHAR *name, WORD kind, VARIANT *argument, VARIANT *result)
{
	DISPID put = DISPID_PROPERTYPUT, id = 0;
	DISPPARAMS parameters = { argument, &put, argument ? 1 : 0,
		kind == DISPATCH_PROPERTYPUT ? 1 : 0 };
	BSTR copy = SysAllocString(name);
	HRESULT found =
		IDispatch_GetIDsOfNames(object, &GUID_NULL, &copy, 1, LOCALE_USER_DEFAULT, &id);

	SysFreeString(copy);
	if (FAILED(found))
		return found;
	return IDispatch_Invoke(
		object, id, &GUID_NULL, LOCALE_USER_DEFAULT, kind, &parameters, result, NULL, NULL);
}

static void scripts_burn_by_name(void **state)
{
	IStream *stream = SHCreateMemStream(image, IMAGE_BYTES);
	VARIANT argument = { .vt = VT_BOOL, .boolVal = VARIANT_TRUE }, result = { 0 };
	BSTR name = SysAllocString(L"Script 2");
	IDispatch *format = NULL;
	struct rig rig;

	(void)state;
	rig_open(&rig, "bd-re-25");
	assert_hr(IDiscFormat2Data_QueryInterface(rig.format, &IID_IDispatch, (void **)&format), 0);
	assert_hr(invoke(format, L"ForceOverwrite", DISPATCH_PROPERTYPUT, &argument, NULL), 0);
	assert_hr(invoke(format, L"forceoverwrite", DISPATCH_PROPERTYGET, NULL, &result), 0);
	assert_int_equal(V_VT(&result), VT_BOOL);
	assert_int_equal(V_BOOL(&result), -1);
	argument = (VARIANT) { .vt = VT_BSTR, .bstrVal = name };
	assert_hr(invoke(format, L"ClientName", DISPATCH_PROPERTYPUT, &argument, NULL), 0);
	assert_hr(invoke(format, L"ClientName", DISPATCH_PROPERTYGET, NULL, &result), 0);
	assert_int_equal(wcscmp(V_BSTR(&result), L"Script 2"), 0);
	VariantClear(&result);
	assert_hr(invoke(format, L"Recorder", DISPATCH_PROPERTYGET, NULL, &result), 0);
	assert_ptr_equal(V_DISPATCH(&result), rig.recorder);
	VariantClear(&result);
	assert_hr(invoke(format, L"NoSuchThing", DISPATCH_METHOD, NULL, NULL), 0x80020006);
	assert_hr(invoke(format, L"Write", DISPATCH_METHOD, NULL, NULL), 0x8002000E);
	argument = (VARIANT) { .vt = VT_I4, .lVal = 1 };
	assert_hr(invoke(format, L"Write", DISPATCH_METHOD, &argument, NULL), 0x80020005);
	argument = (VARIANT) { .vt = VT_UNKNOWN, .punkVal = (IUnknown *)stream };
	assert_hr(invoke(format, L"Write", DISPATCH_METHOD, &argument, NULL), 0);
	assert_int_equal(IStream_Release(stream), 0);
	IDispatch_Release(format);
	SysFreeString(name);
	read_back(&rig, 0);
	rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(classes_by_identity_and_by_name),
		cmocka_unit_test(one_object_many_interfaces),
		cmocka_unit_test(methods_are_where_they_belong),
		cmocka_unit_test(master_lists_the_drive),
		cmocka_unit_test(recorder_tells_who_it_is_and_what_it_can),
		cmocka_unit_test(exclusive_access_is_counted_and_named),
		cmocka_unit_test(commands_as_the_caller_writes_them),
		cmocka_unit_test(data_disc_is_burned_with_events),
		cmocka_unit_test(what_write_refuses),
		cmocka_unit_test(dvd_plus_r_is_closed_for_players_unless_told_otherwise),
		cmocka_unit_test(cancel_in_the_handler_ends_the_write),
		cmocka_unit_test(speeds_are_sectors_per_second_and_the_nearest_there_is),
		cmocka_unit_test(empty_drive),
		cmocka_unit_test(rewritable_disc_is_erased),
		cmocka_unit_test(sessions_tell_where_to_go_on),
		cmocka_unit_test(write_engine_writes_a_section),
		cmocka_unit_test(scripts_burn_by_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
