/* SPDX-License-Identifier: MIT */
/*
 * Makes a raw image of an audio CD without gaps, and burns it with IMAPI2: each file, of samples
 * without a header, is a track.
 *
 * usage: burn_raw_cd FILE...
 *
 * Written from Microsoft's documentation of the interfaces and of nothing else.
 */
#include "audio_file.h"

static HRESULT add_tracks(IRawCDImageCreator *creator, char **paths)
{
	HRESULT hr = S_OK;

	for (; *paths && SUCCEEDED(hr); paths++) {
		IStream *stream = open_audio(*paths);
		LONG index;

		if (!stream)
			return E_FAIL;
		hr = creator->lpVtbl->AddTrack(creator, IMAPI_CD_SECTOR_AUDIO, stream, &index);
		IStream_Release(stream);
		if (SUCCEEDED(hr))
			printf("track %d: %s\n", (int)index, *paths);
	}
	return hr;
}

static HRESULT make_image(char **paths, IStream **image)
{
	BSTR catalogue = SysAllocString(L"4006381333931");
	IRawCDImageCreator *creator;
	HRESULT hr = CoCreateInstance(&CLSID_MsftRawCDImageCreator, NULL, CLSCTX_ALL,
		&IID_IRawCDImageCreator, (void **)&creator);

	if (SUCCEEDED(hr)) {
		hr = creator->lpVtbl->put_ResultingImageType(
			creator, IMAPI_FORMAT2_RAW_CD_SUBCODE_IS_RAW);
		if (SUCCEEDED(hr))
			hr = creator->lpVtbl->put_DisableGaplessAudio(creator, VARIANT_TRUE);
		if (SUCCEEDED(hr))
			hr = creator->lpVtbl->put_MediaCatalogNumber(creator, catalogue);
		if (SUCCEEDED(hr))
			hr = add_tracks(creator, paths);
		if (SUCCEEDED(hr))
			hr = creator->lpVtbl->CreateResultImage(creator, image);
		IRawCDImageCreator_Release(creator);
	}
	SysFreeString(catalogue);
	return hr;
}

static HRESULT write_image(IDiscFormat2RawCD *format, IStream *image)
{
	HRESULT hr = format->lpVtbl->PrepareMedia(format), released;
	LONG start = 0;

	if (FAILED(hr))
		return hr;
	hr = format->lpVtbl->get_StartOfNextSession(format, &start);
	if (SUCCEEDED(hr))
		hr = format->lpVtbl->put_RequestedSectorType(
			format, IMAPI_FORMAT2_RAW_CD_SUBCODE_IS_RAW);
	if (SUCCEEDED(hr)) {
		printf("writing from sector %d\n", (int)start);
		hr = format->lpVtbl->WriteMedia(format, image);
	}
	released = format->lpVtbl->ReleaseMedia(format);
	return FAILED(hr) ? hr : released;
}

static HRESULT burn_image(IDiscRecorder2 *recorder, IStream *image)
{
	BSTR name = SysAllocString(L"Burn a raw CD");
	IDiscFormat2RawCD *format;
	HRESULT hr = CoCreateInstance(&CLSID_MsftDiscFormat2RawCD, NULL, CLSCTX_ALL,
		&IID_IDiscFormat2RawCD, (void **)&format);

	if (SUCCEEDED(hr)) {
		hr = format->lpVtbl->put_Recorder(format, recorder);
		if (SUCCEEDED(hr))
			hr = format->lpVtbl->put_ClientName(format, name);
		if (SUCCEEDED(hr))
			hr = write_image(format, image);
		IDiscFormat2RawCD_Release(format);
	}
	SysFreeString(name);
	return hr;
}

static HRESULT burn(IDiscRecorder2 *recorder, void *paths)
{
	IStream *image;
	HRESULT hr = make_image(paths, &image);

	if (FAILED(hr))
		return hr;
	hr = burn_image(recorder, image);
	IStream_Release(image);
	return hr;
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		fprintf(stderr, "usage: burn_raw_cd FILE...\n");
		return 2;
	}
	return with_recorder(NULL, burn, argv + 1);
}
