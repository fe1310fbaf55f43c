/* SPDX-License-Identifier: MIT */
/*
 * streams.h: streams made of nothing, and of other streams: what an image is put together from.
 *
 * MsftStreamZero is an IStream alone, of zeros. It and MsftStreamPrng001 have no bytes before SetSize says
 * how many. All are for reading: Write is E_ACCESSDENIED, and so is SetSize of those made of others.
 */
#ifndef IMAPI2_STREAMS_H
#define IMAPI2_STREAMS_H

#include "imapi2/com.h"

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

/*
 * Bytes that look random, the same for the same seed (0 at first) and place; others than on Windows. To
 * put the seed seeks to the start. The extended seed is E_NOTIMPL, as on Windows.
 */
extern const IID IID_IStreamPseudoRandomBased;
typedef struct IStreamPseudoRandomBased IStreamPseudoRandomBased;
typedef struct IStreamPseudoRandomBasedVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IStreamPseudoRandomBased *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IStreamPseudoRandomBased *This);
	ULONG(STDMETHODCALLTYPE *Release)(IStreamPseudoRandomBased *This);
	HRESULT(STDMETHODCALLTYPE *Read)
	(IStreamPseudoRandomBased *This, void *pv, ULONG cb, ULONG *pcbRead);
	HRESULT(STDMETHODCALLTYPE *Write)
	(IStreamPseudoRandomBased *This, const void *pv, ULONG cb, ULONG *pcbWritten);
	HRESULT(STDMETHODCALLTYPE *Seek)
	(IStreamPseudoRandomBased *This, LARGE_INTEGER dlibMove, DWORD dwOrigin,
		ULARGE_INTEGER *plibNewPosition);
	HRESULT(STDMETHODCALLTYPE *SetSize)
	(IStreamPseudoRandomBased *This, ULARGE_INTEGER libNewSize);
	HRESULT(STDMETHODCALLTYPE *CopyTo)
	(IStreamPseudoRandomBased *This, IStream *pstm, ULARGE_INTEGER cb, ULARGE_INTEGER *pcbRead,
		ULARGE_INTEGER *pcbWritten);
	HRESULT(STDMETHODCALLTYPE *Commit)(IStreamPseudoRandomBased *This, DWORD grfCommitFlags);
	HRESULT(STDMETHODCALLTYPE *Revert)(IStreamPseudoRandomBased *This);
	HRESULT(STDMETHODCALLTYPE *LockRegion)
	(IStreamPseudoRandomBased *This, ULARGE_INTEGER libOffset, ULARGE_INTEGER cb,
		DWORD dwLockType);
	HRESULT(STDMETHODCALLTYPE *UnlockRegion)
	(IStreamPseudoRandomBased *This, ULARGE_INTEGER libOffset, ULARGE_INTEGER cb,
		DWORD dwLockType);
	HRESULT(STDMETHODCALLTYPE *Stat)
	(IStreamPseudoRandomBased *This, STATSTG *pstatstg, DWORD grfStatFlag);
	HRESULT(STDMETHODCALLTYPE *Clone)(IStreamPseudoRandomBased *This, IStream **ppstm);
	HRESULT(STDMETHODCALLTYPE *put_Seed)(IStreamPseudoRandomBased *This, ULONG value);
	HRESULT(STDMETHODCALLTYPE *get_Seed)(IStreamPseudoRandomBased *This, ULONG *value);
	HRESULT(STDMETHODCALLTYPE *put_ExtendedSeed)
	(IStreamPseudoRandomBased *This, ULONG *values, ULONG eCount);
	HRESULT(STDMETHODCALLTYPE *get_ExtendedSeed)
	(IStreamPseudoRandomBased *This, ULONG **values, ULONG *eCount);
} IStreamPseudoRandomBasedVtbl;
struct IStreamPseudoRandomBased {
	const IStreamPseudoRandomBasedVtbl *lpVtbl;
};
#define IStreamPseudoRandomBased_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IStreamPseudoRandomBased_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define IStreamPseudoRandomBased_Release(This) ((This)->lpVtbl->Release(This))
#define IStreamPseudoRandomBased_Read(This, pv, cb, pcbRead) \
	((This)->lpVtbl->Read(This, pv, cb, pcbRead))
#define IStreamPseudoRandomBased_Write(This, pv, cb, pcbWritten) \
	((This)->lpVtbl->Write(This, pv, cb, pcbWritten))
#define IStreamPseudoRandomBased_Seek(This, dlibMove, dwOrigin, plibNewPosition) \
	((This)->lpVtbl->Seek(This, dlibMove, dwOrigin, plibNewPosition))
#define IStreamPseudoRandomBased_SetSize(This, libNewSize) \
	((This)->lpVtbl->SetSize(This, libNewSize))
#define IStreamPseudoRandomBased_CopyTo(This, pstm, cb, pcbRead, pcbWritten) \
	((This)->lpVtbl->CopyTo(This, pstm, cb, pcbRead, pcbWritten))
#define IStreamPseudoRandomBased_Commit(This, grfCommitFlags) \
	((This)->lpVtbl->Commit(This, grfCommitFlags))
#define IStreamPseudoRandomBased_Revert(This) ((This)->lpVtbl->Revert(This))
#define IStreamPseudoRandomBased_LockRegion(This, libOffset, cb, dwLockType) \
	((This)->lpVtbl->LockRegion(This, libOffset, cb, dwLockType))
#define IStreamPseudoRandomBased_UnlockRegion(This, libOffset, cb, dwLockType) \
	((This)->lpVtbl->UnlockRegion(This, libOffset, cb, dwLockType))
#define IStreamPseudoRandomBased_Stat(This, pstatstg, grfStatFlag) \
	((This)->lpVtbl->Stat(This, pstatstg, grfStatFlag))
#define IStreamPseudoRandomBased_Clone(This, ppstm)    ((This)->lpVtbl->Clone(This, ppstm))
#define IStreamPseudoRandomBased_put_Seed(This, value) ((This)->lpVtbl->put_Seed(This, value))
#define IStreamPseudoRandomBased_get_Seed(This, value) ((This)->lpVtbl->get_Seed(This, value))
#define IStreamPseudoRandomBased_put_ExtendedSeed(This, values, eCount) \
	((This)->lpVtbl->put_ExtendedSeed(This, values, eCount))
#define IStreamPseudoRandomBased_get_ExtendedSeed(This, values, eCount) \
	((This)->lpVtbl->get_ExtendedSeed(This, values, eCount))

/*
 * One stream after the other, each from its start. Initialize anew puts others in their place. Append
 * before Initialize is E_FAIL; it and Append2 make it longer. A stream may be in it more than once.
 */
extern const IID IID_IStreamConcatenate;
typedef struct IStreamConcatenate IStreamConcatenate;
typedef struct IStreamConcatenateVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IStreamConcatenate *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IStreamConcatenate *This);
	ULONG(STDMETHODCALLTYPE *Release)(IStreamConcatenate *This);
	HRESULT(STDMETHODCALLTYPE *Read)
	(IStreamConcatenate *This, void *pv, ULONG cb, ULONG *pcbRead);
	HRESULT(STDMETHODCALLTYPE *Write)
	(IStreamConcatenate *This, const void *pv, ULONG cb, ULONG *pcbWritten);
	HRESULT(STDMETHODCALLTYPE *Seek)
	(IStreamConcatenate *This, LARGE_INTEGER dlibMove, DWORD dwOrigin,
		ULARGE_INTEGER *plibNewPosition);
	HRESULT(STDMETHODCALLTYPE *SetSize)(IStreamConcatenate *This, ULARGE_INTEGER libNewSize);
	HRESULT(STDMETHODCALLTYPE *CopyTo)
	(IStreamConcatenate *This, IStream *pstm, ULARGE_INTEGER cb, ULARGE_INTEGER *pcbRead,
		ULARGE_INTEGER *pcbWritten);
	HRESULT(STDMETHODCALLTYPE *Commit)(IStreamConcatenate *This, DWORD grfCommitFlags);
	HRESULT(STDMETHODCALLTYPE *Revert)(IStreamConcatenate *This);
	HRESULT(STDMETHODCALLTYPE *LockRegion)
	(IStreamConcatenate *This, ULARGE_INTEGER libOffset, ULARGE_INTEGER cb, DWORD dwLockType);
	HRESULT(STDMETHODCALLTYPE *UnlockRegion)
	(IStreamConcatenate *This, ULARGE_INTEGER libOffset, ULARGE_INTEGER cb, DWORD dwLockType);
	HRESULT(STDMETHODCALLTYPE *Stat)
	(IStreamConcatenate *This, STATSTG *pstatstg, DWORD grfStatFlag);
	HRESULT(STDMETHODCALLTYPE *Clone)(IStreamConcatenate *This, IStream **ppstm);
	HRESULT(STDMETHODCALLTYPE *Initialize)
	(IStreamConcatenate *This, IStream *stream1, IStream *stream2);
	HRESULT(STDMETHODCALLTYPE *Initialize2)
	(IStreamConcatenate *This, IStream **streams, ULONG streamCount);
	HRESULT(STDMETHODCALLTYPE *Append)(IStreamConcatenate *This, IStream *stream);
	HRESULT(STDMETHODCALLTYPE *Append2)
	(IStreamConcatenate *This, IStream **streams, ULONG streamCount);
} IStreamConcatenateVtbl;
struct IStreamConcatenate {
	const IStreamConcatenateVtbl *lpVtbl;
};
#define IStreamConcatenate_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IStreamConcatenate_AddRef(This)		       ((This)->lpVtbl->AddRef(This))
#define IStreamConcatenate_Release(This)	       ((This)->lpVtbl->Release(This))
#define IStreamConcatenate_Read(This, pv, cb, pcbRead) ((This)->lpVtbl->Read(This, pv, cb, pcbRead))
#define IStreamConcatenate_Write(This, pv, cb, pcbWritten) \
	((This)->lpVtbl->Write(This, pv, cb, pcbWritten))
#define IStreamConcatenate_Seek(This, dlibMove, dwOrigin, plibNewPosition) \
	((This)->lpVtbl->Seek(This, dlibMove, dwOrigin, plibNewPosition))
#define IStreamConcatenate_SetSize(This, libNewSize) ((This)->lpVtbl->SetSize(This, libNewSize))
#define IStreamConcatenate_CopyTo(This, pstm, cb, pcbRead, pcbWritten) \
	((This)->lpVtbl->CopyTo(This, pstm, cb, pcbRead, pcbWritten))
#define IStreamConcatenate_Commit(This, grfCommitFlags) \
	((This)->lpVtbl->Commit(This, grfCommitFlags))
#define IStreamConcatenate_Revert(This) ((This)->lpVtbl->Revert(This))
#define IStreamConcatenate_LockRegion(This, libOffset, cb, dwLockType) \
	((This)->lpVtbl->LockRegion(This, libOffset, cb, dwLockType))
#define IStreamConcatenate_UnlockRegion(This, libOffset, cb, dwLockType) \
	((This)->lpVtbl->UnlockRegion(This, libOffset, cb, dwLockType))
#define IStreamConcatenate_Stat(This, pstatstg, grfStatFlag) \
	((This)->lpVtbl->Stat(This, pstatstg, grfStatFlag))
#define IStreamConcatenate_Clone(This, ppstm) ((This)->lpVtbl->Clone(This, ppstm))
#define IStreamConcatenate_Initialize(This, stream1, stream2) \
	((This)->lpVtbl->Initialize(This, stream1, stream2))
#define IStreamConcatenate_Initialize2(This, streams, streamCount) \
	((This)->lpVtbl->Initialize2(This, streams, streamCount))
#define IStreamConcatenate_Append(This, stream) ((This)->lpVtbl->Append(This, stream))
#define IStreamConcatenate_Append2(This, streams, streamCount) \
	((This)->lpVtbl->Append2(This, streams, streamCount))

/*
 * So many bytes of each in turn, as often as they have. E_INVALIDARG unless all have equally many whole
 * pieces.
 */
extern const IID IID_IStreamInterleave;
typedef struct IStreamInterleave IStreamInterleave;
typedef struct IStreamInterleaveVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IStreamInterleave *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IStreamInterleave *This);
	ULONG(STDMETHODCALLTYPE *Release)(IStreamInterleave *This);
	HRESULT(STDMETHODCALLTYPE *Read)
	(IStreamInterleave *This, void *pv, ULONG cb, ULONG *pcbRead);
	HRESULT(STDMETHODCALLTYPE *Write)
	(IStreamInterleave *This, const void *pv, ULONG cb, ULONG *pcbWritten);
	HRESULT(STDMETHODCALLTYPE *Seek)
	(IStreamInterleave *This, LARGE_INTEGER dlibMove, DWORD dwOrigin,
		ULARGE_INTEGER *plibNewPosition);
	HRESULT(STDMETHODCALLTYPE *SetSize)(IStreamInterleave *This, ULARGE_INTEGER libNewSize);
	HRESULT(STDMETHODCALLTYPE *CopyTo)
	(IStreamInterleave *This, IStream *pstm, ULARGE_INTEGER cb, ULARGE_INTEGER *pcbRead,
		ULARGE_INTEGER *pcbWritten);
	HRESULT(STDMETHODCALLTYPE *Commit)(IStreamInterleave *This, DWORD grfCommitFlags);
	HRESULT(STDMETHODCALLTYPE *Revert)(IStreamInterleave *This);
	HRESULT(STDMETHODCALLTYPE *LockRegion)
	(IStreamInterleave *This, ULARGE_INTEGER libOffset, ULARGE_INTEGER cb, DWORD dwLockType);
	HRESULT(STDMETHODCALLTYPE *UnlockRegion)
	(IStreamInterleave *This, ULARGE_INTEGER libOffset, ULARGE_INTEGER cb, DWORD dwLockType);
	HRESULT(STDMETHODCALLTYPE *Stat)
	(IStreamInterleave *This, STATSTG *pstatstg, DWORD grfStatFlag);
	HRESULT(STDMETHODCALLTYPE *Clone)(IStreamInterleave *This, IStream **ppstm);
	HRESULT(STDMETHODCALLTYPE *Initialize)
	(IStreamInterleave *This, IStream **streams, ULONG *interleaveSizes, ULONG streamCount);
} IStreamInterleaveVtbl;
struct IStreamInterleave {
	const IStreamInterleaveVtbl *lpVtbl;
};
#define IStreamInterleave_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IStreamInterleave_AddRef(This)		      ((This)->lpVtbl->AddRef(This))
#define IStreamInterleave_Release(This)		      ((This)->lpVtbl->Release(This))
#define IStreamInterleave_Read(This, pv, cb, pcbRead) ((This)->lpVtbl->Read(This, pv, cb, pcbRead))
#define IStreamInterleave_Write(This, pv, cb, pcbWritten) \
	((This)->lpVtbl->Write(This, pv, cb, pcbWritten))
#define IStreamInterleave_Seek(This, dlibMove, dwOrigin, plibNewPosition) \
	((This)->lpVtbl->Seek(This, dlibMove, dwOrigin, plibNewPosition))
#define IStreamInterleave_SetSize(This, libNewSize) ((This)->lpVtbl->SetSize(This, libNewSize))
#define IStreamInterleave_CopyTo(This, pstm, cb, pcbRead, pcbWritten) \
	((This)->lpVtbl->CopyTo(This, pstm, cb, pcbRead, pcbWritten))
#define IStreamInterleave_Commit(This, grfCommitFlags) \
	((This)->lpVtbl->Commit(This, grfCommitFlags))
#define IStreamInterleave_Revert(This) ((This)->lpVtbl->Revert(This))
#define IStreamInterleave_LockRegion(This, libOffset, cb, dwLockType) \
	((This)->lpVtbl->LockRegion(This, libOffset, cb, dwLockType))
#define IStreamInterleave_UnlockRegion(This, libOffset, cb, dwLockType) \
	((This)->lpVtbl->UnlockRegion(This, libOffset, cb, dwLockType))
#define IStreamInterleave_Stat(This, pstatstg, grfStatFlag) \
	((This)->lpVtbl->Stat(This, pstatstg, grfStatFlag))
#define IStreamInterleave_Clone(This, ppstm) ((This)->lpVtbl->Clone(This, ppstm))
#define IStreamInterleave_Initialize(This, streams, interleaveSizes, streamCount) \
	((This)->lpVtbl->Initialize(This, streams, interleaveSizes, streamCount))

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
