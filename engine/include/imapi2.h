/* SPDX-License-Identifier: MIT */
/*
 * imapi2.h: IMAPI2's interfaces on Linux, for C programs that were written against Windows'.
 *
 * A program written from Microsoft's documentation, in C (engine->lpVtbl->WriteSection(...) or
 * IWriteEngine2_WriteSection(engine, ...)) or by late binding (IDispatch), compiles against this
 * header and burns; it says #include <imapi2.h> where it said <windows.h> and the like.
 *
 * A recorder's unique id is the path of its device ("/dev/sr0"), or the name under which the program
 * itself gave a drive to br_imapi2_add_drive. Threads: an object may be used by one thread at a
 * time, but CancelWrite and the properties that tell whether a write is in progress by any.
 */
#ifndef IMAPI2_H
#define IMAPI2_H

#include "burnengine/transport.h"
#include "imapi2/audio_cd.h"
#include "imapi2/disc_format.h"
#include "imapi2/multisession.h"
#include "imapi2/raw_cd.h"
#include "imapi2/recorder.h"
#include "imapi2/streams.h"
#include "imapi2/write_engine.h"

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

/*
 * All of IMAPI2's classes have their identity here; CoCreateInstance makes MsftDiscMaster2,
 * MsftDiscRecorder2, MsftWriteEngine2, MsftDiscFormat2Data, MsftDiscFormat2Erase,
 * MsftDiscFormat2TrackAtOnce, MsftDiscFormat2RawCD, MsftRawCDImageCreator, MsftStreamZero,
 * MsftStreamPrng001, MsftStreamConcatenate and MsftStreamInterleave, and answers REGDB_E_CLASSNOTREG for
 * the others, which objects hand out.
 */
extern const CLSID CLSID_MsftDiscMaster2;
extern const CLSID CLSID_MsftDiscRecorder2;
extern const CLSID CLSID_MsftWriteEngine2;
extern const CLSID CLSID_MsftDiscFormat2Erase;
extern const CLSID CLSID_MsftDiscFormat2Data;
extern const CLSID CLSID_MsftDiscFormat2TrackAtOnce;
extern const CLSID CLSID_MsftDiscFormat2RawCD;
extern const CLSID CLSID_MsftStreamZero;
extern const CLSID CLSID_MsftStreamPrng001;
extern const CLSID CLSID_MsftStreamConcatenate;
extern const CLSID CLSID_MsftStreamInterleave;
extern const CLSID CLSID_MsftWriteSpeedDescriptor;
extern const CLSID CLSID_MsftMultisessionSequential;
extern const CLSID CLSID_MsftMultisessionRandomWrite;
extern const CLSID CLSID_MsftRawCDImageCreator;

#define CLSCTX_INPROC_SERVER	 0x1
#define CLSCTX_ALL		 0x17
#define COINIT_APARTMENTTHREADED 0x2
#define COINIT_MULTITHREADED	 0x0

/* Nothing is to be initialised here: S_OK. */
HRESULT CoInitialize(void *reserved);
HRESULT CoInitializeEx(void *reserved, DWORD flags);
void CoUninitialize(void);

/*
 * CoCreateInstance: a new object of class @clsid with one reference, seen as @iid.
 * Errors: CLASS_E_NOAGGREGATION when @outer is not NULL, REGDB_E_CLASSNOTREG, E_NOINTERFACE,
 * E_POINTER, E_OUTOFMEMORY.
 */
HRESULT CoCreateInstance(
	REFCLSID clsid, IUnknown *outer, DWORD context, REFIID iid, void **ret_object);

/* CLSIDFromProgID: "IMAPI2.MsftDiscMaster2" and so on; CO_E_CLASSSTRING for an unknown one. */
HRESULT CLSIDFromProgID(LPCOLESTR name, CLSID *ret_clsid);

/* A stream that reads a file (@mode: STGM_READ and what is harmless with it), or a copy of memory. */
HRESULT SHCreateStreamOnFileW(LPCWSTR path, DWORD mode, IStream **ret_stream);
HRESULT SHCreateStreamOnFileA(const char *path, DWORD mode, IStream **ret_stream);
#define SHCreateStreamOnFile SHCreateStreamOnFileW
IStream *SHCreateMemStream(const BYTE *bytes, UINT count); /* NULL without memory */

/* ---- beyond Windows ---------------------------------------------------------------------- */

/*
 * br_imapi2_add_drive: a drive of the caller's own among the recorders, for a virtual one.
 * @transport  borrowed until br_imapi2_remove_drive, which must wait for the release of all objects
 *             that use it.
 * Errors: E_INVALIDARG when the id is taken or is a path.
 */
HRESULT br_imapi2_add_drive(LPCWSTR id, struct br_transport *transport);
HRESULT br_imapi2_remove_drive(
	LPCWSTR id); /* E_INVALIDARG: no such; E_IMAPI_RECORDER_LOCKED: in use */

/*
 * br_imapi2_create_ranged_stream: @inner as the data of some parts of a disc that can be written
 * anywhere: a stream that also offers IBlockRangeList, which IDiscFormat2Data::Write looks for. Sector
 * n of the disc is sector n of the stream; only the ranges are burned, in their order here.
 * @inner  gets a reference until the stream is gone. @ranges is copied.
 * Errors: E_POINTER, E_INVALIDARG for no range or one that ends before it begins, E_OUTOFMEMORY.
 */
struct br_block_range {
	LONG start_lba, end_lba; /* the last one included */
};
HRESULT br_imapi2_create_ranged_stream(
	IStream *inner, const struct br_block_range *ranges, ULONG count, IStream **ret_stream);

/*
 * br_imapi2_last_failure: the last command that failed on the drive of @recorder, with its CDB and
 * sense data. S_FALSE when none has.
 */
HRESULT br_imapi2_last_failure(IDiscRecorder2Ex *recorder, struct br_outcome *ret_failure);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
