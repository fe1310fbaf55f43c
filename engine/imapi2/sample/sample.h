/* SPDX-License-Identifier: MIT */
/*
 * sample.h: what the samples share: a recorder by its name or the first there is, and a sink for the
 * events of any interface whose only event is Update(object, progress).
 *
 * Written, as the samples are, from Microsoft's documentation of the interfaces and of nothing else.
 */
#ifndef SAMPLE_H
#define SAMPLE_H

#include <stdio.h>
#include <stdlib.h>

#include <imapi2.h>
#include <imapi2error.h>

static inline BSTR to_bstr(const char *text)
{
	size_t length = strlen(text);
	BSTR string = SysAllocStringLen(NULL, (UINT)length);

	for (size_t i = 0; string && i < length; i++)
		string[i] = (OLECHAR)(unsigned char)text[i];
	return string;
}

/* ---- a recorder -------------------------------------------------------------------------- */

static inline HRESULT first_recorder(BSTR *id)
{
	IDiscMaster2 *master;
	LONG count = 0;
	HRESULT hr = CoCreateInstance(
		&CLSID_MsftDiscMaster2, NULL, CLSCTX_ALL, &IID_IDiscMaster2, (void **)&master);

	if (FAILED(hr))
		return hr;
	hr = IDiscMaster2_get_Count(master, &count);
	if (SUCCEEDED(hr) && count == 0)
		hr = E_IMAPI_RECORDER_REQUIRED;
	if (SUCCEEDED(hr))
		hr = IDiscMaster2_get_Item(master, 0, id);
	IDiscMaster2_Release(master);
	return hr;
}

static inline HRESULT print_recorder(IDiscRecorder2 *recorder)
{
	BSTR vendor, product;
	HRESULT hr = IDiscRecorder2_get_VendorId(recorder, &vendor);

	if (FAILED(hr))
		return hr;
	hr = IDiscRecorder2_get_ProductId(recorder, &product);
	if (SUCCEEDED(hr)) {
		printf("using %ls %ls\n", vendor, product);
		SysFreeString(product);
	}
	SysFreeString(vendor);
	return hr;
}

/* @name: its unique id, or NULL for the first. */
static inline HRESULT open_recorder(const char *name, IDiscRecorder2 **recorder)
{
	BSTR id = NULL;
	HRESULT hr = S_OK;

	if (name)
		id = to_bstr(name);
	else
		hr = first_recorder(&id);
	if (SUCCEEDED(hr))
		hr = CoCreateInstance(&CLSID_MsftDiscRecorder2, NULL, CLSCTX_ALL,
			&IID_IDiscRecorder2, (void **)recorder);
	if (SUCCEEDED(hr)) {
		hr = IDiscRecorder2_InitializeDiscRecorder(*recorder, id);
		if (SUCCEEDED(hr))
			hr = print_recorder(*recorder);
		if (FAILED(hr))
			IDiscRecorder2_Release(*recorder);
	}
	SysFreeString(id);
	return hr;
}

/* What a sample does with a recorder, from the start of COM to its end; the program's exit status. */
static inline int with_recorder(
	const char *name, HRESULT (*work)(IDiscRecorder2 *recorder, void *context), void *context)
{
	IDiscRecorder2 *recorder;
	HRESULT hr = CoInitialize(NULL);

	if (FAILED(hr))
		return 1;
	hr = open_recorder(name, &recorder);
	if (SUCCEEDED(hr)) {
		hr = work(recorder, context);
		IDiscRecorder2_Release(recorder);
	}
	CoUninitialize();
	printf("%s: %08lX\n", FAILED(hr) ? "failed" : "done", (unsigned long)(ULONG)hr);
	return FAILED(hr) ? 1 : 0;
}

/* ---- the sink of the events -------------------------------------------------------------- */

/* All the interfaces of this kind have their methods in the same places. */
typedef struct Sink {
	DDiscFormat2DataEvents events; /* first */
	const IID *iid;
	DISPID update;
	void (*tell)(IDispatch *progress);
	ULONG references;
} Sink;

static inline HRESULT STDMETHODCALLTYPE sink_QueryInterface(
	DDiscFormat2DataEvents *This, REFIID iid, void **object)
{
	if (!object)
		return E_POINTER;
	*object = NULL;
	if (!IsEqualIID(iid, &IID_IUnknown) && !IsEqualIID(iid, &IID_IDispatch) &&
		!IsEqualIID(iid, ((Sink *)This)->iid))
		return E_NOINTERFACE;
	*object = This;
	DDiscFormat2DataEvents_AddRef(This);
	return S_OK;
}

static inline ULONG STDMETHODCALLTYPE sink_AddRef(DDiscFormat2DataEvents *This)
{
	return ++((Sink *)This)->references;
}

static inline ULONG STDMETHODCALLTYPE sink_Release(DDiscFormat2DataEvents *This)
{
	return --((Sink *)This)->references;
}

static inline HRESULT STDMETHODCALLTYPE sink_GetTypeInfoCount(
	DDiscFormat2DataEvents *This, UINT *count)
{
	(void)This;
	*count = 0;
	return S_OK;
}

static inline HRESULT STDMETHODCALLTYPE sink_GetTypeInfo(
	DDiscFormat2DataEvents *This, UINT index, LCID locale, ITypeInfo **info)
{
	(void)This;
	(void)index;
	(void)locale;
	(void)info;
	return E_NOTIMPL;
}

static inline HRESULT STDMETHODCALLTYPE sink_GetIDsOfNames(DDiscFormat2DataEvents *This, REFIID iid,
	LPOLESTR *names, UINT count, LCID locale, DISPID *ids)
{
	(void)This;
	(void)iid;
	(void)names;
	(void)count;
	(void)locale;
	(void)ids;
	return E_NOTIMPL;
}

static inline HRESULT STDMETHODCALLTYPE sink_Update(
	DDiscFormat2DataEvents *This, IDispatch *object, IDispatch *progress)
{
	(void)object;
	((Sink *)This)->tell(progress);
	return S_OK;
}

/* NOLINTNEXTLINE(readability-function-size): IDispatch gives Invoke its nine parameters. */
static inline HRESULT STDMETHODCALLTYPE sink_Invoke(DDiscFormat2DataEvents *This, DISPID id,
	REFIID iid, LCID locale, WORD flags, DISPPARAMS *parameters, VARIANT *result,
	EXCEPINFO *exception, UINT *wrong)
{
	(void)iid;
	(void)locale;
	(void)flags;
	(void)result;
	(void)exception;
	(void)wrong;
	if (id != ((Sink *)This)->update || parameters->cArgs != 2)
		return DISP_E_MEMBERNOTFOUND;
	return sink_Update(
		This, V_DISPATCH(&parameters->rgvarg[1]), V_DISPATCH(&parameters->rgvarg[0]));
}

/* Connects @sink to @object while @work runs. */
static inline HRESULT with_events(
	IUnknown *object, Sink *sink, HRESULT (*work)(void *context), void *context)
{
	static const DDiscFormat2DataEventsVtbl table = { sink_QueryInterface, sink_AddRef,
		sink_Release, sink_GetTypeInfoCount, sink_GetTypeInfo, sink_GetIDsOfNames,
		sink_Invoke, sink_Update };
	IConnectionPointContainer *container;
	IConnectionPoint *point;
	DWORD cookie;
	HRESULT hr = IUnknown_QueryInterface(
		object, &IID_IConnectionPointContainer, (void **)&container);

	if (FAILED(hr))
		return hr;
	sink->events.lpVtbl = &table;
	hr = IConnectionPointContainer_FindConnectionPoint(container, sink->iid, &point);
	IConnectionPointContainer_Release(container);
	if (FAILED(hr))
		return hr;
	hr = IConnectionPoint_Advise(point, (IUnknown *)&sink->events, &cookie);
	if (SUCCEEDED(hr)) {
		hr = work(context);
		IConnectionPoint_Unadvise(point, cookie);
	}
	IConnectionPoint_Release(point);
	return hr;
}

#endif
