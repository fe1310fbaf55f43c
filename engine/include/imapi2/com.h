/* SPDX-License-Identifier: MIT */
/*
 * com.h: the interfaces of COM that IMAPI2 stands on. See types.h for the rules of ownership.
 */
#ifndef IMAPI2_COM_H
#define IMAPI2_COM_H

#include "imapi2/variant.h"

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

typedef struct ITypeInfo ITypeInfo;
typedef struct IEnumConnections IEnumConnections;
typedef struct IEnumConnectionPoints IEnumConnectionPoints;
typedef struct IUnknown IUnknown;
typedef struct IDispatch IDispatch;
typedef struct ISequentialStream ISequentialStream;
typedef struct IStream IStream;
typedef struct IEnumVARIANT IEnumVARIANT;
typedef struct IConnectionPoint IConnectionPoint;
typedef struct IConnectionPointContainer IConnectionPointContainer;

extern const IID IID_IUnknown;
typedef struct IUnknownVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)(IUnknown *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IUnknown *This);
	ULONG(STDMETHODCALLTYPE *Release)(IUnknown *This);
} IUnknownVtbl;
struct IUnknown {
	const IUnknownVtbl *lpVtbl;
};
#define IUnknown_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IUnknown_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define IUnknown_Release(This) ((This)->lpVtbl->Release(This))

extern const IID IID_IDispatch;
typedef struct IDispatchVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)(IDispatch *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IDispatch *This);
	ULONG(STDMETHODCALLTYPE *Release)(IDispatch *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)(IDispatch *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(IDispatch *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(IDispatch *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(IDispatch *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
} IDispatchVtbl;
struct IDispatch {
	const IDispatchVtbl *lpVtbl;
};
#define IDispatch_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IDispatch_AddRef(This)			  ((This)->lpVtbl->AddRef(This))
#define IDispatch_Release(This)			  ((This)->lpVtbl->Release(This))
#define IDispatch_GetTypeInfoCount(This, pctinfo) ((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define IDispatch_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define IDispatch_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define IDispatch_Invoke(                                                                        \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))

extern const IID IID_ISequentialStream;
typedef struct ISequentialStreamVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(ISequentialStream *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(ISequentialStream *This);
	ULONG(STDMETHODCALLTYPE *Release)(ISequentialStream *This);
	HRESULT(STDMETHODCALLTYPE *Read)
	(ISequentialStream *This, void *pv, ULONG cb, ULONG *pcbRead);
	HRESULT(STDMETHODCALLTYPE *Write)
	(ISequentialStream *This, const void *pv, ULONG cb, ULONG *pcbWritten);
} ISequentialStreamVtbl;
struct ISequentialStream {
	const ISequentialStreamVtbl *lpVtbl;
};
#define ISequentialStream_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define ISequentialStream_AddRef(This)		      ((This)->lpVtbl->AddRef(This))
#define ISequentialStream_Release(This)		      ((This)->lpVtbl->Release(This))
#define ISequentialStream_Read(This, pv, cb, pcbRead) ((This)->lpVtbl->Read(This, pv, cb, pcbRead))
#define ISequentialStream_Write(This, pv, cb, pcbWritten) \
	((This)->lpVtbl->Write(This, pv, cb, pcbWritten))

extern const IID IID_IStream;
typedef struct IStreamVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)(IStream *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IStream *This);
	ULONG(STDMETHODCALLTYPE *Release)(IStream *This);
	HRESULT(STDMETHODCALLTYPE *Read)(IStream *This, void *pv, ULONG cb, ULONG *pcbRead);
	HRESULT(STDMETHODCALLTYPE *Write)
	(IStream *This, const void *pv, ULONG cb, ULONG *pcbWritten);
	HRESULT(STDMETHODCALLTYPE *Seek)
	(IStream *This, LARGE_INTEGER dlibMove, DWORD dwOrigin, ULARGE_INTEGER *plibNewPosition);
	HRESULT(STDMETHODCALLTYPE *SetSize)(IStream *This, ULARGE_INTEGER libNewSize);
	HRESULT(STDMETHODCALLTYPE *CopyTo)
	(IStream *This, IStream *pstm, ULARGE_INTEGER cb, ULARGE_INTEGER *pcbRead,
		ULARGE_INTEGER *pcbWritten);
	HRESULT(STDMETHODCALLTYPE *Commit)(IStream *This, DWORD grfCommitFlags);
	HRESULT(STDMETHODCALLTYPE *Revert)(IStream *This);
	HRESULT(STDMETHODCALLTYPE *LockRegion)
	(IStream *This, ULARGE_INTEGER libOffset, ULARGE_INTEGER cb, DWORD dwLockType);
	HRESULT(STDMETHODCALLTYPE *UnlockRegion)
	(IStream *This, ULARGE_INTEGER libOffset, ULARGE_INTEGER cb, DWORD dwLockType);
	HRESULT(STDMETHODCALLTYPE *Stat)(IStream *This, STATSTG *pstatstg, DWORD grfStatFlag);
	HRESULT(STDMETHODCALLTYPE *Clone)(IStream *This, IStream **ppstm);
} IStreamVtbl;
struct IStream {
	const IStreamVtbl *lpVtbl;
};
#define IStream_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IStream_AddRef(This)			((This)->lpVtbl->AddRef(This))
#define IStream_Release(This)			((This)->lpVtbl->Release(This))
#define IStream_Read(This, pv, cb, pcbRead)	((This)->lpVtbl->Read(This, pv, cb, pcbRead))
#define IStream_Write(This, pv, cb, pcbWritten) ((This)->lpVtbl->Write(This, pv, cb, pcbWritten))
#define IStream_Seek(This, dlibMove, dwOrigin, plibNewPosition) \
	((This)->lpVtbl->Seek(This, dlibMove, dwOrigin, plibNewPosition))
#define IStream_SetSize(This, libNewSize) ((This)->lpVtbl->SetSize(This, libNewSize))
#define IStream_CopyTo(This, pstm, cb, pcbRead, pcbWritten) \
	((This)->lpVtbl->CopyTo(This, pstm, cb, pcbRead, pcbWritten))
#define IStream_Commit(This, grfCommitFlags) ((This)->lpVtbl->Commit(This, grfCommitFlags))
#define IStream_Revert(This)		     ((This)->lpVtbl->Revert(This))
#define IStream_LockRegion(This, libOffset, cb, dwLockType) \
	((This)->lpVtbl->LockRegion(This, libOffset, cb, dwLockType))
#define IStream_UnlockRegion(This, libOffset, cb, dwLockType) \
	((This)->lpVtbl->UnlockRegion(This, libOffset, cb, dwLockType))
#define IStream_Stat(This, pstatstg, grfStatFlag) \
	((This)->lpVtbl->Stat(This, pstatstg, grfStatFlag))
#define IStream_Clone(This, ppstm) ((This)->lpVtbl->Clone(This, ppstm))

extern const IID IID_IEnumVARIANT;
typedef struct IEnumVARIANTVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IEnumVARIANT *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IEnumVARIANT *This);
	ULONG(STDMETHODCALLTYPE *Release)(IEnumVARIANT *This);
	HRESULT(STDMETHODCALLTYPE *Next)
	(IEnumVARIANT *This, ULONG celt, VARIANT *rgVar, ULONG *pCeltFetched);
	HRESULT(STDMETHODCALLTYPE *Skip)(IEnumVARIANT *This, ULONG celt);
	HRESULT(STDMETHODCALLTYPE *Reset)(IEnumVARIANT *This);
	HRESULT(STDMETHODCALLTYPE *Clone)(IEnumVARIANT *This, IEnumVARIANT **ppEnum);
} IEnumVARIANTVtbl;
struct IEnumVARIANT {
	const IEnumVARIANTVtbl *lpVtbl;
};
#define IEnumVARIANT_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IEnumVARIANT_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define IEnumVARIANT_Release(This) ((This)->lpVtbl->Release(This))
#define IEnumVARIANT_Next(This, celt, rgVar, pCeltFetched) \
	((This)->lpVtbl->Next(This, celt, rgVar, pCeltFetched))
#define IEnumVARIANT_Skip(This, celt)	 ((This)->lpVtbl->Skip(This, celt))
#define IEnumVARIANT_Reset(This)	 ((This)->lpVtbl->Reset(This))
#define IEnumVARIANT_Clone(This, ppEnum) ((This)->lpVtbl->Clone(This, ppEnum))

extern const IID IID_IConnectionPoint;
typedef struct IConnectionPointVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IConnectionPoint *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IConnectionPoint *This);
	ULONG(STDMETHODCALLTYPE *Release)(IConnectionPoint *This);
	HRESULT(STDMETHODCALLTYPE *GetConnectionInterface)(IConnectionPoint *This, IID *pIID);
	HRESULT(STDMETHODCALLTYPE *GetConnectionPointContainer)
	(IConnectionPoint *This, IConnectionPointContainer **ppCPC);
	HRESULT(STDMETHODCALLTYPE *Advise)
	(IConnectionPoint *This, IUnknown *pUnkSink, DWORD *pdwCookie);
	HRESULT(STDMETHODCALLTYPE *Unadvise)(IConnectionPoint *This, DWORD dwCookie);
	HRESULT(STDMETHODCALLTYPE *EnumConnections)
	(IConnectionPoint *This, IEnumConnections **ppEnum);
} IConnectionPointVtbl;
struct IConnectionPoint {
	const IConnectionPointVtbl *lpVtbl;
};
#define IConnectionPoint_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IConnectionPoint_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define IConnectionPoint_Release(This) ((This)->lpVtbl->Release(This))
#define IConnectionPoint_GetConnectionInterface(This, pIID) \
	((This)->lpVtbl->GetConnectionInterface(This, pIID))
#define IConnectionPoint_GetConnectionPointContainer(This, ppCPC) \
	((This)->lpVtbl->GetConnectionPointContainer(This, ppCPC))
#define IConnectionPoint_Advise(This, pUnkSink, pdwCookie) \
	((This)->lpVtbl->Advise(This, pUnkSink, pdwCookie))
#define IConnectionPoint_Unadvise(This, dwCookie) ((This)->lpVtbl->Unadvise(This, dwCookie))
#define IConnectionPoint_EnumConnections(This, ppEnum) \
	((This)->lpVtbl->EnumConnections(This, ppEnum))

extern const IID IID_IConnectionPointContainer;
typedef struct IConnectionPointContainerVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IConnectionPointContainer *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IConnectionPointContainer *This);
	ULONG(STDMETHODCALLTYPE *Release)(IConnectionPointContainer *This);
	HRESULT(STDMETHODCALLTYPE *EnumConnectionPoints)
	(IConnectionPointContainer *This, IEnumConnectionPoints **ppEnum);
	HRESULT(STDMETHODCALLTYPE *FindConnectionPoint)
	(IConnectionPointContainer *This, REFIID riid, IConnectionPoint **ppCP);
} IConnectionPointContainerVtbl;
struct IConnectionPointContainer {
	const IConnectionPointContainerVtbl *lpVtbl;
};
#define IConnectionPointContainer_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IConnectionPointContainer_AddRef(This)	((This)->lpVtbl->AddRef(This))
#define IConnectionPointContainer_Release(This) ((This)->lpVtbl->Release(This))
#define IConnectionPointContainer_EnumConnectionPoints(This, ppEnum) \
	((This)->lpVtbl->EnumConnectionPoints(This, ppEnum))
#define IConnectionPointContainer_FindConnectionPoint(This, riid, ppCP) \
	((This)->lpVtbl->FindConnectionPoint(This, riid, ppCP))

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
