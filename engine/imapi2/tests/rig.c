/* SPDX-License-Identifier: MIT */
#include "engine/imapi2/tests/rig.h"

uint8_t imapi_image[IMAGE_BYTES];

const uint8_t *imapi_sector(size_t sector)
{
	return imapi_image + sector * 2352;
}

void *imapi_create(REFCLSID clsid, REFIID iid)
{
	void *object = NULL;

	assert_hr(CoCreateInstance(clsid, NULL, CLSCTX_ALL, iid, &object), 0);
	assert_non_null(object);
	return object;
}

void imapi_rig_open(struct imapi_rig *rig, const char *medium)
{
	const struct br_in_process_options options = { .medium = medium, .seed = 5 };
	BSTR id = SysAllocString(RIG_ID);
	BSTR name = SysAllocString(L"Unit test 1.0");

	*rig = (struct imapi_rig) { 0 };
	for (size_t i = 0; i < sizeof imapi_image; i++)
		imapi_image[i] = (uint8_t)(i / 2048 * 7 + i);
	assert_int_equal(br_transport_open_in_process(&options, &rig->transport, NULL, 0), 0);
	assert_hr(br_imapi2_add_drive(RIG_ID, rig->transport), 0);
	rig->recorder = imapi_create(&CLSID_MsftDiscRecorder2, &IID_IDiscRecorder2);
	assert_hr(IDiscRecorder2_InitializeDiscRecorder(rig->recorder, id), 0);
	rig->format = imapi_create(&CLSID_MsftDiscFormat2Data, &IID_IDiscFormat2Data);
	assert_hr(IDiscFormat2Data_put_Recorder(rig->format, rig->recorder), 0);
	assert_hr(IDiscFormat2Data_put_ClientName(rig->format, name), 0);
	SysFreeString(id);
	SysFreeString(name);
}

void imapi_wait_ready(struct imapi_rig *rig)
{
	VARIANT_BOOL blank;

	assert_hr(IDiscFormat2Data_get_MediaPhysicallyBlank(rig->format, &blank), 0);
}

void imapi_rig_close(struct imapi_rig *rig)
{
	assert_int_equal(IDiscFormat2Data_Release(rig->format), 0);
	assert_hr(br_imapi2_remove_drive(RIG_ID), 0xC0AA0210); /* in use */
	assert_int_equal(IDiscRecorder2_Release(rig->recorder), 0);
	assert_hr(br_imapi2_remove_drive(RIG_ID), 0);
	br_transport_close(rig->transport);
}

IDiscRecorder2Ex *imapi_ex_of(struct imapi_rig *rig)
{
	IDiscRecorder2Ex *ex;

	assert_hr(IDiscRecorder2_QueryInterface(rig->recorder, &IID_IDiscRecorder2Ex, (void **)&ex),
		0);
	return ex;
}

HRESULT imapi_burn(IDiscFormat2Data *format, UINT bytes)
{
	IStream *stream = SHCreateMemStream(imapi_image, bytes);
	HRESULT result;

	assert_non_null(stream);
	result = IDiscFormat2Data_Write(format, stream);
	assert_int_equal(IStream_Release(stream), 0);
	return result;
}

static void read_data(struct imapi_rig *rig, BYTE *cdb, ULONG cdb_bytes, BYTE *data, ULONG bytes)
{
	IDiscRecorder2Ex *ex = imapi_ex_of(rig);
	BYTE sense[18];
	ULONG fetched;

	assert_hr(IDiscRecorder2Ex_SendCommandGetDataFromDevice(
			  ex, cdb, cdb_bytes, sense, 60, data, bytes, &fetched),
		0);
	assert_int_equal(fetched, bytes);
	IDiscRecorder2Ex_Release(ex);
}

void imapi_read_back(struct imapi_rig *rig, LONG lba)
{
	BYTE read[10] = { 0x28, 0, 0, 0, (BYTE)(lba >> 8), (BYTE)lba, 0, 0, 16, 0 };
	static BYTE blocks[16 * 2048];

	read_data(rig, read, sizeof read, blocks, sizeof blocks);
	assert_memory_equal(blocks, imapi_image + (size_t)lba * 2048, sizeof blocks);
}

void imapi_read_cd(
	struct imapi_rig *rig, LONG lba, ULONG sectors, bool subchannels, uint8_t *ret_bytes)
{
	BYTE read[12] = { 0xBE, 0, (BYTE)(lba >> 24), (BYTE)(lba >> 16), (BYTE)(lba >> 8),
		(BYTE)lba, 0, (BYTE)(sectors >> 8), (BYTE)sectors, 0xF8, subchannels ? 1 : 0, 0 };

	read_data(rig, read, sizeof read, ret_bytes, sectors * (subchannels ? 2448 : 2352));
}

HRESULT imapi_invoke(
	IDispatch *object, const OLECHAR *name, WORD kind, VARIANT *argument, VARIANT *result)
{
	DISPID put = DISPID_PROPERTYPUT, id = 0;
	DISPPARAMS parameters = { argument, &put, argument ? 1 : 0,
		kind == DISPATCH_PROPERTYPUT ? 1 : 0 };
	BSTR copy = SysAllocString(name);
	HRESULT found = copy ? IDispatch_GetIDsOfNames(
				       object, &GUID_NULL, &copy, 1, LOCALE_USER_DEFAULT, &id)
			     : E_OUTOFMEMORY;

	SysFreeString(copy);
	if (FAILED(found))
		return found;
	return IDispatch_Invoke(
		object, id, &GUID_NULL, LOCALE_USER_DEFAULT, kind, &parameters, result, NULL, NULL);
}

/* ---- a sink in C ------------------------------------------------------------------------- */

static HRESULT query(DDiscFormat2DataEvents *This, REFIID iid, void **ret)
{
	struct imapi_sink *self = (struct imapi_sink *)This;

	*ret = NULL;
	if (!IsEqualIID(iid, &IID_IUnknown) && !IsEqualIID(iid, &IID_IDispatch) &&
		!IsEqualIID(iid, self->events_id))
		return E_NOINTERFACE;
	*ret = This;
	__atomic_add_fetch(&self->references, 1, __ATOMIC_SEQ_CST);
	return S_OK;
}

static ULONG add(DDiscFormat2DataEvents *This)
{
	return __atomic_add_fetch(&((struct imapi_sink *)This)->references, 1, __ATOMIC_SEQ_CST);
}

static ULONG release(DDiscFormat2DataEvents *This)
{
	return __atomic_sub_fetch(&((struct imapi_sink *)This)->references, 1, __ATOMIC_SEQ_CST);
}

static HRESULT count(DDiscFormat2DataEvents *This, UINT *ret_count)
{
	(void)This;
	*ret_count = 0;
	return S_OK;
}

static HRESULT type(DDiscFormat2DataEvents *This, UINT i, LCID locale, ITypeInfo **ret)
{
	(void)This;
	(void)i;
	(void)locale;
	(void)ret;
	return E_NOTIMPL;
}

static HRESULT names(
	DDiscFormat2DataEvents *This, REFIID iid, LPOLESTR *list, UINT n, LCID locale, DISPID *ids)
{
	(void)This;
	(void)iid;
	(void)list;
	(void)n;
	(void)locale;
	(void)ids;
	return E_NOTIMPL;
}

static HRESULT update(DDiscFormat2DataEvents *This, IDispatch *object, IDispatch *progress)
{
	struct imapi_sink *self = (struct imapi_sink *)This;

	self->calls++;
	self->update(self, object, progress);
	return self->result;
}

/* NOLINTNEXTLINE(readability-function-size): IDispatch gives Invoke its nine parameters. */
static HRESULT invoke_forwards(DDiscFormat2DataEvents *This, DISPID id, REFIID iid, LCID locale,
	WORD flags, DISPPARAMS *parameters, VARIANT *result, EXCEPINFO *exception, UINT *wrong)
{
	struct imapi_sink *self = (struct imapi_sink *)This;

	(void)iid;
	(void)locale;
	(void)flags;
	(void)result;
	(void)exception;
	(void)wrong;
	if (self->invoked) {
		self->calls++;
		self->invoked(self, id, parameters);
		return self->result;
	}
	assert_int_equal(id, self->id);
	assert_int_equal(parameters->cArgs, 2);
	return update(This, V_DISPATCH(&parameters->rgvarg[1]), V_DISPATCH(&parameters->rgvarg[0]));
}

/* NOLINTNEXTLINE(readability-function-size): IDispatch gives Invoke its nine parameters. */
static HRESULT invoke_lacks(DDiscFormat2DataEvents *This, DISPID id, REFIID iid, LCID locale,
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

const DDiscFormat2DataEventsVtbl imapi_sink_forwards = { query, add, release, count, type, names,
	invoke_forwards, update };
const DDiscFormat2DataEventsVtbl imapi_sink_direct = { query, add, release, count, type, names,
	invoke_lacks, update };

IConnectionPoint *imapi_advise(void *object, struct imapi_sink *sink, DWORD *ret_cookie)
{
	IConnectionPointContainer *container;
	IConnectionPoint *point;

	assert_hr(IUnknown_QueryInterface(
			  (IUnknown *)object, &IID_IConnectionPointContainer, (void **)&container),
		0);
	assert_hr(IConnectionPointContainer_FindConnectionPoint(container, &IID_IStream, &point),
		0x80040200);
	assert_hr(IConnectionPointContainer_FindConnectionPoint(container, sink->events_id, &point),
		0);
	assert_hr(IConnectionPoint_Advise(point, (IUnknown *)sink, ret_cookie), 0);
	IConnectionPointContainer_Release(container);
	return point;
}

void imapi_unadvise(IConnectionPoint *point, struct imapi_sink *sink, DWORD cookie)
{
	assert_hr(IConnectionPoint_Unadvise(point, cookie), 0);
	assert_hr(IConnectionPoint_Unadvise(point, cookie), 0x80040200);
	assert_int_equal(sink->references, 0);
	IConnectionPoint_Release(point);
}

ULONG imapi_read_toc(struct imapi_rig *rig, BYTE from_track, BYTE *ret_toc, ULONG bytes)
{
	BYTE cdb[10] = { 0x43, 0, 0, 0, 0, 0, from_track, (BYTE)(bytes >> 8), (BYTE)bytes, 0 };
	IDiscRecorder2Ex *ex = imapi_ex_of(rig);
	BYTE sense[18];
	ULONG fetched;

	assert_hr(IDiscRecorder2Ex_SendCommandGetDataFromDevice(
			  ex, cdb, sizeof cdb, sense, 60, ret_toc, bytes, &fetched),
		0);
	IDiscRecorder2Ex_Release(ex);
	return fetched;
}

void imapi_assert_toc(struct imapi_rig *rig, const uint8_t *expected, ULONG bytes)
{
	BYTE toc[256];

	assert_int_equal(imapi_read_toc(rig, 0, toc, sizeof toc), bytes);
	assert_memory_equal(toc, expected, bytes);
}
