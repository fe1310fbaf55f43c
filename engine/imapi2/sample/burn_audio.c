/* SPDX-License-Identifier: MIT */
/*
 * Burns an audio CD with IMAPI2, track at once: each file, of samples without a header, is a track.
 *
 * usage: burn_audio FILE...
 *
 * Written from Microsoft's documentation of the interfaces and of nothing else.
 */
#include "audio_file.h"

static void tell(IDispatch *progress)
{
	static const char *const actions[] = { "", "preparing", "writing", "finishing",
		"verifying" };
	IDiscFormat2TrackAtOnceEventArgs *arguments;
	IMAPI_FORMAT2_TAO_WRITE_ACTION action;
	LONG track, remaining;

	if (FAILED(IDispatch_QueryInterface(
		    progress, &IID_IDiscFormat2TrackAtOnceEventArgs, (void **)&arguments)))
		return;
	arguments->lpVtbl->get_CurrentAction(arguments, &action);
	arguments->lpVtbl->get_CurrentTrackNumber(arguments, &track);
	arguments->lpVtbl->get_RemainingTime(arguments, &remaining);
	printf("track %d: %s, %d s left\n", (int)track, actions[action], (int)remaining);
	IDiscFormat2TrackAtOnceEventArgs_Release(arguments);
}

struct job {
	IDiscFormat2TrackAtOnce *format;
	char **paths;
};

static HRESULT add_tracks(void *context)
{
	struct job *job = context;
	HRESULT hr = S_OK;

	for (char **path = job->paths; *path && SUCCEEDED(hr); path++) {
		IStream *stream = open_audio(*path);

		if (!stream)
			return E_FAIL;
		hr = job->format->lpVtbl->AddAudioTrack(job->format, stream);
		IStream_Release(stream);
	}
	return hr;
}

/* ReleaseMedia is called whatever became of the tracks: it frees the drive. */
static HRESULT burn_tracks(struct job *job)
{
	Sink sink = { .iid = &IID_DDiscFormat2TrackAtOnceEvents, .update = 0x200, .tell = tell };
	HRESULT hr = job->format->lpVtbl->PrepareMedia(job->format), released;
	LONG used = 0, total = 0;

	if (FAILED(hr))
		return hr;
	hr = with_events((IUnknown *)job->format, &sink, add_tracks, job);
	job->format->lpVtbl->get_UsedSectorsOnMedia(job->format, &used);
	job->format->lpVtbl->get_TotalSectorsOnMedia(job->format, &total);
	printf("%d of %d sectors used\n", (int)used, (int)total);
	released = job->format->lpVtbl->ReleaseMedia(job->format);
	return FAILED(hr) ? hr : released;
}

static HRESULT burn(IDiscRecorder2 *recorder, void *paths)
{
	BSTR name = SysAllocString(L"Burn audio");
	struct job job = { .paths = paths };
	HRESULT hr = CoCreateInstance(&CLSID_MsftDiscFormat2TrackAtOnce, NULL, CLSCTX_ALL,
		&IID_IDiscFormat2TrackAtOnce, (void **)&job.format);

	if (SUCCEEDED(hr)) {
		hr = job.format->lpVtbl->put_Recorder(job.format, recorder);
		if (SUCCEEDED(hr))
			hr = job.format->lpVtbl->put_ClientName(job.format, name);
		if (SUCCEEDED(hr))
			hr = burn_tracks(&job);
		IDiscFormat2TrackAtOnce_Release(job.format);
	}
	SysFreeString(name);
	return hr;
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		fprintf(stderr, "usage: burn_audio FILE...\n");
		return 2;
	}
	return with_recorder(NULL, burn, argv + 1);
}
