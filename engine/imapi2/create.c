/* SPDX-License-Identifier: MIT */
/* Making objects by the identity or the name of their class. */
#include "engine/imapi2/objects.h"
#include "engine/imapi2/recorder.h"

static const struct {
	LPCWSTR name;
	const CLSID *id;
	HRESULT (*create)(REFIID iid, void **ret_object);
} classes[] = {
	{ L"IMAPI2.MsftDiscMaster2", &CLSID_MsftDiscMaster2, master_create },
	{ L"IMAPI2.MsftDiscRecorder2", &CLSID_MsftDiscRecorder2, recorder_create },
	{ L"IMAPI2.MsftWriteEngine2", &CLSID_MsftWriteEngine2, write_engine_create },
	{ L"IMAPI2.MsftDiscFormat2Data", &CLSID_MsftDiscFormat2Data, format_data_create },
	{ L"IMAPI2.MsftDiscFormat2Erase", &CLSID_MsftDiscFormat2Erase, format_erase_create },
	{ L"IMAPI2.MsftDiscFormat2TrackAtOnce", &CLSID_MsftDiscFormat2TrackAtOnce,
		format_audio_create },
	{ L"IMAPI2.MsftDiscFormat2RawCD", &CLSID_MsftDiscFormat2RawCD, format_raw_cd_create },
	{ L"IMAPI2.MsftRawCDImageCreator", &CLSID_MsftRawCDImageCreator, raw_image_create },
	{ L"IMAPI2.MsftStreamZero", &CLSID_MsftStreamZero, stream_zero_create },
	{ L"IMAPI2.MsftStreamPrng001", &CLSID_MsftStreamPrng001, stream_random_create },
	{ L"IMAPI2.MsftStreamConcatenate", &CLSID_MsftStreamConcatenate,
		stream_concatenate_create },
	{ L"IMAPI2.MsftStreamInterleave", &CLSID_MsftStreamInterleave, stream_interleave_create },
};

HRESULT CoCreateInstance(
	REFCLSID clsid, IUnknown *outer, DWORD context, REFIID iid, void **ret_object)
{
	(void)context; /* all are in this process */
	if (!clsid || !iid || !ret_object)
		return E_POINTER;
	*ret_object = NULL;
	if (outer)
		return CLASS_E_NOAGGREGATION;
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		if (IsEqualCLSID(clsid, classes[i].id))
			return classes[i].create(iid, ret_object);
	return REGDB_E_CLASSNOTREG;
}

HRESULT CLSIDFromProgID(LPCOLESTR name, CLSID *ret_clsid)
{
	if (!name || !ret_clsid)
		return E_POINTER;
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		if (wcscasecmp(name, classes[i].name) == 0) {
			*ret_clsid = *classes[i].id;
			return S_OK;
		}
	return CO_E_CLASSSTRING;
}

HRESULT CoInitialize(void *reserved)
{
	(void)reserved;
	return S_OK;
}

HRESULT CoInitializeEx(void *reserved, DWORD flags)
{
	(void)reserved;
	(void)flags;
	return S_OK;
}

void CoUninitialize(void)
{
}
