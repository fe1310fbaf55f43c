/* SPDX-License-Identifier: MIT */
/*
 * Burns an image of 2048-byte sectors with IMAPI2: lists the recorders, takes the first or the one
 * named, burns, verifies, prints how it goes.
 *
 * usage: burn_image IMAGE [RECORDER]
 *
 * Written from Microsoft's documentation of the interfaces and of nothing else. On Windows the
 * include is <windows.h>, <imapi2.h> and <imapi2error.h>, and IMAGE is opened by the W function.
 */
#include <stdio.h>
#include <stdlib.h>

#include <imapi2.h>
#include <imapi2error.h>

static const OLECHAR client_name[] = L"Burn an image";

/* ---- the sink of the events -------------------------------------------------------------- */

typedef struct {
	DDiscFormat2DataEvents events;
	ULONG references;
	LONG last_percent;
} Progress;

static HRESULT STDMETHODCALLTYPE QueryInterface(
	DDiscFormat2DataEvents *This, REFIID iid, void **object)
{
	if (!object)
		return E_POINTER;
	*object = NULL;
	if (!IsEqualIID(iid, &IID_IUnknown) && !IsEqualIID(iid, &IID_IDispatch) &&
		!IsEqualIID(iid, &IID_DDiscFormat2DataEvents))
		return E_NOINTERFACE;
	*object = This;
	DDiscFormat2DataEvents_AddRef(This);
	return S_OK;
}

static ULONG STDMETHODCALLTYPE AddRef(DDiscFormat2DataEvents *This)
{
	return ++((Progress *)This)->references;
}

static ULONG STDMETHODCALLTYPE Release(DDiscFormat2DataEvents *This)
{
	return --((Progress *)This)->references;
}

static HRESULT STDMETHODCALLTYPE GetTypeInfoCount(DDiscFormat2DataEvents *This, UINT *count)
{
	(void)This;
	*count = 0;
	return S_OK;
}

static HRESULT STDMETHODCALLTYPE GetTypeInfo(
	DDiscFormat2DataEvents *This, UINT index, LCID locale, ITypeInfo **info)
{
	(void)This;
	(void)index;
	(void)locale;
	(void)info;
	return E_NOTIMPL;
}

static HRESULT STDMETHODCALLTYPE GetIDsOfNames(DDiscFormat2DataEvents *This, REFIID iid,
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

static HRESULT STDMETHODCALLTYPE Update(
	DDiscFormat2DataEvents *This, IDispatch *object, IDispatch *progress)
{
	static const char *const actions[] = { "validating", "formatting", "initializing",
		"calibrating", "writing", "finalizing", "completed", "verifying" };
	IDiscFormat2DataEventArgs *arguments;
	IMAPI_FORMAT2_DATA_WRITE_ACTION action;
	LONG start, count, written, remaining;

	(void)This;
	(void)object;
	if (FAILED(IDispatch_QueryInterface(
		    progress, &IID_IDiscFormat2DataEventArgs, (void **)&arguments)))
		return S_OK;
	arguments->lpVtbl->get_CurrentAction(arguments, &action);
	if (action == IMAPI_FORMAT2_DATA_WRITE_ACTION_WRITING_DATA &&
		SUCCEEDED(arguments->lpVtbl->get_StartLba(arguments, &start)) &&
		SUCCEEDED(arguments->lpVtbl->get_SectorCount(arguments, &count)) && count > 0) {
		arguments->lpVtbl->get_LastWrittenLba(arguments, &written);
		arguments->lpVtbl->get_RemainingTime(arguments, &remaining);
		printf("%s %d %%, %d s left\n", actions[action],
			(int)((LONGLONG)(written + 1 - start) * 100 / count), (int)remaining);
	} else {
		printf("%s\n", actions[action]);
	}
	IDiscFormat2DataEventArgs_Release(arguments);
	return S_OK;
}

/* NOLINTNEXTLINE(readability-function-size): IDispatch gives Invoke its nine parameters. */
static HRESULT STDMETHODCALLTYPE Invoke(DDiscFormat2DataEvents *This, DISPID id, REFIID iid,
	LCID locale, WORD flags, DISPPARAMS *parameters, VARIANT *result, EXCEPINFO *exception,
	UINT *wrong)
{
	(void)iid;
	(void)locale;
	(void)flags;
	(void)result;
	(void)exception;
	(void)wrong;
	if (id != 0x200 || parameters->cArgs != 2)
		return DISP_E_MEMBERNOTFOUND;
	return Update(This, V_DISPATCH(&parameters->rgvarg[1]), V_DISPATCH(&parameters->rgvarg[0]));
}

static const DDiscFormat2DataEventsVtbl progress_table = { QueryInterface, AddRef, Release,
	GetTypeInfoCount, GetTypeInfo, GetIDsOfNames, Invoke, Update };

/* ------------------------------------------------------------------------------------------ */

static HRESULT list_recorders(BSTR *first)
{
	IDiscMaster2 *master;
	LONG count = 0;
	HRESULT hr = CoCreateInstance(
		&CLSID_MsftDiscMaster2, NULL, CLSCTX_ALL, &IID_IDiscMaster2, (void **)&master);

	if (FAILED(hr))
		return hr;
	hr = IDiscMaster2_get_Count(master, &count);
	for (LONG i = 0; SUCCEEDED(hr) && i < count; i++) {
		BSTR id;

		hr = IDiscMaster2_get_Item(master, i, &id);
		if (FAILED(hr))
			break;
		printf("recorder %d: %ls\n", (int)i, id);
		if (i == 0)
			*first = id;
		else
			SysFreeString(id);
	}
	IDiscMaster2_Release(master);
	return hr;
}

static HRESULT print_recorder(IDiscRecorder2 *recorder)
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

static HRESULT set_up(IDiscFormat2Data *format, IDiscRecorder2 *recorder)
{
	BSTR name = SysAllocString(client_name);
	IBurnVerification *verification;
	VARIANT_BOOL supported = VARIANT_FALSE;
	HRESULT hr = format->lpVtbl->IsCurrentMediaSupported(format, recorder, &supported);

	if (SUCCEEDED(hr) && !supported)
		hr = E_IMAPI_DF2DATA_MEDIA_IS_NOT_SUPPORTED;
	if (SUCCEEDED(hr))
		hr = format->lpVtbl->put_Recorder(format, recorder);
	if (SUCCEEDED(hr))
		hr = format->lpVtbl->put_ClientName(format, name);
	if (SUCCEEDED(hr))
		hr = format->lpVtbl->put_ForceMediaToBeClosed(format, VARIANT_TRUE);
	SysFreeString(name);
	if (FAILED(hr))
		return hr;
	hr = format->lpVtbl->QueryInterface(format, &IID_IBurnVerification, (void **)&verification);
	if (SUCCEEDED(hr)) {
		hr = IBurnVerification_put_BurnVerificationLevel(
			verification, IMAPI_BURN_VERIFICATION_FULL);
		IBurnVerification_Release(verification);
	}
	return hr;
}

static HRESULT write_with_progress(IDiscFormat2Data *format, IStream *stream)
{
	Progress progress = { { &progress_table }, 1, -1 };
	IConnectionPointContainer *container;
	IConnectionPoint *point;
	DWORD cookie;
	HRESULT hr = IDiscFormat2Data_QueryInterface(
		format, &IID_IConnectionPointContainer, (void **)&container);

	if (FAILED(hr))
		return hr;
	hr = IConnectionPointContainer_FindConnectionPoint(
		container, &IID_DDiscFormat2DataEvents, &point);
	IConnectionPointContainer_Release(container);
	if (FAILED(hr))
		return hr;
	hr = IConnectionPoint_Advise(point, (IUnknown *)&progress.events, &cookie);
	if (SUCCEEDED(hr)) {
		hr = IDiscFormat2Data_Write(format, stream);
		IConnectionPoint_Unadvise(point, cookie);
	}
	IConnectionPoint_Release(point);
	return hr;
}

static HRESULT burn(IDiscRecorder2 *recorder, IStream *stream)
{
	IDiscFormat2Data *format;
	HRESULT hr = CoCreateInstance(&CLSID_MsftDiscFormat2Data, NULL, CLSCTX_ALL,
		&IID_IDiscFormat2Data, (void **)&format);

	if (FAILED(hr))
		return hr;
	hr = set_up(format, recorder);
	if (SUCCEEDED(hr))
		hr = write_with_progress(format, stream);
	IDiscFormat2Data_Release(format);
	return hr;
}

static HRESULT burn_file(const char *path, BSTR id)
{
	IDiscRecorder2 *recorder;
	IStream *stream;
	HRESULT hr = SHCreateStreamOnFileA(path, STGM_READ | STGM_SHARE_DENY_WRITE, &stream);

	if (FAILED(hr))
		return hr;
	hr = CoCreateInstance(&CLSID_MsftDiscRecorder2, NULL, CLSCTX_ALL, &IID_IDiscRecorder2,
		(void **)&recorder);
	if (SUCCEEDED(hr)) {
		hr = IDiscRecorder2_InitializeDiscRecorder(recorder, id);
		if (SUCCEEDED(hr))
			hr = print_recorder(recorder);
		if (SUCCEEDED(hr))
			hr = burn(recorder, stream);
		IDiscRecorder2_Release(recorder);
	}
	IStream_Release(stream);
	return hr;
}

int main(int argc, char **argv)
{
	BSTR id = NULL;
	HRESULT hr;

	if (argc < 2) {
		fprintf(stderr, "usage: burn_image IMAGE [RECORDER]\n");
		return 2;
	}
	hr = CoInitialize(NULL);
	if (SUCCEEDED(hr))
		hr = list_recorders(&id);
	if (SUCCEEDED(hr) && argc > 2) {
		SysFreeString(id);
		id = SysAllocStringLen(NULL, (UINT)strlen(argv[2]));
		for (size_t i = 0; id && argv[2][i]; i++)
			id[i] = (OLECHAR)argv[2][i];
	}
	if (SUCCEEDED(hr) && !id)
		hr = E_IMAPI_RECORDER_REQUIRED;
	if (SUCCEEDED(hr))
		hr = burn_file(argv[1], id);
	SysFreeString(id);
	CoUninitialize();
	printf("%s: %08lX\n", FAILED(hr) ? "failed" : "burned", (unsigned long)(ULONG)hr);
	return FAILED(hr) ? 1 : 0;
}
