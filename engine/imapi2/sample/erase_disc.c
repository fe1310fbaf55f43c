/* SPDX-License-Identifier: MIT */
/*
 * Erases a rewritable disc with IMAPI2, quickly or all of it.
 *
 * usage: erase_disc [--full] [RECORDER]
 *
 * Written from Microsoft's documentation of the interfaces and of nothing else.
 */
#include "sample.h"

static HRESULT set_up(IDiscFormat2Erase *format, IDiscRecorder2 *recorder, VARIANT_BOOL full)
{
	BSTR name = SysAllocString(L"Erase a disc");
	VARIANT_BOOL supported = VARIANT_FALSE;
	HRESULT hr = format->lpVtbl->IsCurrentMediaSupported(format, recorder, &supported);

	if (SUCCEEDED(hr) && !supported)
		hr = E_IMAPI_ERASE_MEDIA_IS_NOT_SUPPORTED;
	if (SUCCEEDED(hr))
		hr = format->lpVtbl->put_Recorder(format, recorder);
	if (SUCCEEDED(hr))
		hr = format->lpVtbl->put_ClientName(format, name);
	if (SUCCEEDED(hr))
		hr = format->lpVtbl->put_FullErase(format, full);
	SysFreeString(name);
	return hr;
}

static HRESULT erase(IDiscRecorder2 *recorder, void *full)
{
	VARIANT_BOOL blank = VARIANT_FALSE;
	IDiscFormat2Erase *format;
	HRESULT hr = CoCreateInstance(&CLSID_MsftDiscFormat2Erase, NULL, CLSCTX_ALL,
		&IID_IDiscFormat2Erase, (void **)&format);

	if (FAILED(hr))
		return hr;
	hr = set_up(format, recorder, *(VARIANT_BOOL *)full);
	if (SUCCEEDED(hr))
		hr = format->lpVtbl->EraseMedia(format);
	if (SUCCEEDED(hr))
		hr = format->lpVtbl->get_MediaHeuristicallyBlank(format, &blank);
	if (SUCCEEDED(hr))
		printf("blank: %s\n", blank ? "yes" : "no");
	IDiscFormat2Erase_Release(format);
	return hr;
}

int main(int argc, char **argv)
{
	VARIANT_BOOL full = VARIANT_FALSE;

	if (argc > 1 && strcmp(argv[1], "--full") == 0) {
		full = VARIANT_TRUE;
		argc--;
		argv++;
	}
	return with_recorder(argc > 1 ? argv[1] : NULL, erase, &full);
}
