/* SPDX-License-Identifier: MIT */
/*
 * Burns an image of 2048-byte sectors with IMAPI2: takes the first recorder or the one named, burns,
 * verifies, prints how it goes.
 *
 * usage: burn_image IMAGE [RECORDER]
 *
 * Written from Microsoft's documentation of the interfaces and of nothing else. On Windows the
 * include is <windows.h>, <imapi2.h> and <imapi2error.h>, and IMAGE is opened by the W function.
 */
#include "sample.h"

static const OLECHAR client_name[] = L"Burn an image";

static void tell(IDispatch *progress)
{
	static const char *const actions[] = { "validating", "formatting", "initializing",
		"calibrating", "writing", "finalizing", "completed", "verifying" };
	IDiscFormat2DataEventArgs *arguments;
	IMAPI_FORMAT2_DATA_WRITE_ACTION action;
	LONG start, count, written, remaining;

	if (FAILED(IDispatch_QueryInterface(
		    progress, &IID_IDiscFormat2DataEventArgs, (void **)&arguments)))
		return;
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

struct job {
	IDiscFormat2Data *format;
	IStream *stream;
};

static HRESULT write_image(void *context)
{
	struct job *job = context;

	return IDiscFormat2Data_Write(job->format, job->stream);
}

static HRESULT burn_stream(IDiscRecorder2 *recorder, IStream *stream)
{
	Sink sink = { .iid = &IID_DDiscFormat2DataEvents, .update = 0x200, .tell = tell };
	struct job job = { .stream = stream };
	HRESULT hr = CoCreateInstance(&CLSID_MsftDiscFormat2Data, NULL, CLSCTX_ALL,
		&IID_IDiscFormat2Data, (void **)&job.format);

	if (FAILED(hr))
		return hr;
	hr = set_up(job.format, recorder);
	if (SUCCEEDED(hr))
		hr = with_events((IUnknown *)job.format, &sink, write_image, &job);
	IDiscFormat2Data_Release(job.format);
	return hr;
}

static HRESULT burn(IDiscRecorder2 *recorder, void *path)
{
	IStream *stream;
	HRESULT hr = SHCreateStreamOnFileA(path, STGM_READ | STGM_SHARE_DENY_WRITE, &stream);

	if (FAILED(hr))
		return hr;
	hr = burn_stream(recorder, stream);
	IStream_Release(stream);
	return hr;
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		fprintf(stderr, "usage: burn_image IMAGE [RECORDER]\n");
		return 2;
	}
	return with_recorder(argc > 2 ? argv[2] : NULL, burn, argv[1]);
}
