/* SPDX-License-Identifier: MIT */
/*
 * Writes a file onto a disc that can be written anywhere, with IWriteEngine2, and nothing around it:
 * the disc must be formatted, and SYNCHRONIZE CACHE is sent here.
 *
 * usage: write_section FILE SECTOR [RECORDER]
 *
 * Written from Microsoft's documentation of the interfaces and of nothing else.
 */
#include "sample.h"

#define CACHE_TIMEOUT_S 260

static void tell(IDispatch *progress)
{
	IWriteEngine2EventArgs *arguments;
	LONG start, count, written, used, total;

	if (FAILED(IDispatch_QueryInterface(
		    progress, &IID_IWriteEngine2EventArgs, (void **)&arguments)))
		return;
	arguments->lpVtbl->get_StartLba(arguments, &start);
	arguments->lpVtbl->get_SectorCount(arguments, &count);
	arguments->lpVtbl->get_LastWrittenLba(arguments, &written);
	arguments->lpVtbl->get_UsedSystemBuffer(arguments, &used);
	arguments->lpVtbl->get_TotalSystemBuffer(arguments, &total);
	printf("%d %%, buffer %d of %d\n", (int)((LONGLONG)(written + 1 - start) * 100 / count),
		(int)used, (int)total);
	IWriteEngine2EventArgs_Release(arguments);
}

struct job {
	const char *path;
	LONG sector;
	IWriteEngine2 *engine;
	IStream *stream;
	LONG blocks;
};

static HRESULT write_blocks(void *context)
{
	struct job *job = context;

	return job->engine->lpVtbl->WriteSection(
		job->engine, job->stream, job->sector, job->blocks);
}

static HRESULT synchronize(IDiscRecorder2Ex *recorder)
{
	BYTE cdb[10] = { 0x35 }, sense[18];
	HRESULT hr = recorder->lpVtbl->SendCommandNoData(
		recorder, cdb, sizeof cdb, sense, CACHE_TIMEOUT_S);

	return hr == S_IMAPI_COMMAND_HAS_SENSE_DATA ? E_FAIL : hr;
}

static HRESULT write_with_engine(struct job *job, IDiscRecorder2Ex *recorder)
{
	Sink sink = { .iid = &IID_DWriteEngine2Events, .update = 0x100, .tell = tell };
	HRESULT hr = CoCreateInstance(&CLSID_MsftWriteEngine2, NULL, CLSCTX_ALL, &IID_IWriteEngine2,
		(void **)&job->engine);

	if (FAILED(hr))
		return hr;
	hr = job->engine->lpVtbl->put_Recorder(job->engine, recorder);
	if (SUCCEEDED(hr))
		hr = job->engine->lpVtbl->put_BytesPerSector(job->engine, IMAPI_SECTOR_SIZE);
	if (SUCCEEDED(hr))
		hr = with_events((IUnknown *)job->engine, &sink, write_blocks, job);
	if (SUCCEEDED(hr))
		hr = synchronize(recorder);
	IWriteEngine2_Release(job->engine);
	return hr;
}

static HRESULT write_alone(IDiscRecorder2 *recorder, struct job *job)
{
	BSTR name = SysAllocString(L"Write a section");
	IDiscRecorder2Ex *ex;
	HRESULT hr = IDiscRecorder2_QueryInterface(recorder, &IID_IDiscRecorder2Ex, (void **)&ex);

	if (SUCCEEDED(hr)) {
		hr = IDiscRecorder2_AcquireExclusiveAccess(recorder, VARIANT_FALSE, name);
		if (SUCCEEDED(hr)) {
			hr = write_with_engine(job, ex);
			IDiscRecorder2_ReleaseExclusiveAccess(recorder);
		}
		IDiscRecorder2Ex_Release(ex);
	}
	SysFreeString(name);
	return hr;
}

static HRESULT write_file(IDiscRecorder2 *recorder, void *context)
{
	struct job *job = context;
	STATSTG status;
	HRESULT hr = SHCreateStreamOnFileA(job->path, STGM_READ, &job->stream);

	if (FAILED(hr))
		return hr;
	hr = IStream_Stat(job->stream, &status, STATFLAG_NONAME);
	job->blocks = (LONG)(status.cbSize.QuadPart / IMAPI_SECTOR_SIZE);
	if (SUCCEEDED(hr))
		hr = write_alone(recorder, job);
	IStream_Release(job->stream);
	return hr;
}

int main(int argc, char **argv)
{
	struct job job = { 0 };

	if (argc < 3) {
		fprintf(stderr, "usage: write_section FILE SECTOR [RECORDER]\n");
		return 2;
	}
	job.path = argv[1];
	job.sector = (LONG)strtol(argv[2], NULL, 10);
	return with_recorder(argc > 3 ? argv[3] : NULL, write_file, &job);
}
