/* SPDX-License-Identifier: MIT */
/*
 * multisession.h: what is on a disc already, and where more can go.
 *
 * Names, identities, the order of the methods and all values are IMAPI2's, and Microsoft's
 * documentation of each says what it does; engine/imapi2/README.md says where we differ.
 */
#ifndef IMAPI2_MULTISESSION_H
#define IMAPI2_MULTISESSION_H

#include "imapi2/recorder.h"

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

typedef struct IMultisession IMultisession;
typedef struct IMultisessionSequential IMultisessionSequential;
typedef struct IMultisessionSequential2 IMultisessionSequential2;
typedef struct IMultisessionRandomWrite IMultisessionRandomWrite;

extern const IID IID_IMultisession;
typedef struct IMultisessionVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IMultisession *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IMultisession *This);
	ULONG(STDMETHODCALLTYPE *Release)(IMultisession *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)(IMultisession *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(IMultisession *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(IMultisession *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(IMultisession *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *get_IsSupportedOnCurrentMediaState)
	(IMultisession *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *put_InUse)(IMultisession *This, VARIANT_BOOL value);
	HRESULT(STDMETHODCALLTYPE *get_InUse)(IMultisession *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_ImportRecorder)(IMultisession *This, IDiscRecorder2 **value);
} IMultisessionVtbl;
struct IMultisession {
	const IMultisessionVtbl *lpVtbl;
};
#define IMultisession_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IMultisession_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define IMultisession_Release(This) ((This)->lpVtbl->Release(This))
#define IMultisession_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define IMultisession_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define IMultisession_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define IMultisession_Invoke(                                                                    \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define IMultisession_get_IsSupportedOnCurrentMediaState(This, value) \
	((This)->lpVtbl->get_IsSupportedOnCurrentMediaState(This, value))
#define IMultisession_put_InUse(This, value) ((This)->lpVtbl->put_InUse(This, value))
#define IMultisession_get_InUse(This, value) ((This)->lpVtbl->get_InUse(This, value))
#define IMultisession_get_ImportRecorder(This, value) \
	((This)->lpVtbl->get_ImportRecorder(This, value))

extern const IID IID_IMultisessionSequential;
typedef struct IMultisessionSequentialVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IMultisessionSequential *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IMultisessionSequential *This);
	ULONG(STDMETHODCALLTYPE *Release)(IMultisessionSequential *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)(IMultisessionSequential *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(IMultisessionSequential *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(IMultisessionSequential *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(IMultisessionSequential *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *get_IsSupportedOnCurrentMediaState)
	(IMultisessionSequential *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *put_InUse)(IMultisessionSequential *This, VARIANT_BOOL value);
	HRESULT(STDMETHODCALLTYPE *get_InUse)(IMultisessionSequential *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_ImportRecorder)
	(IMultisessionSequential *This, IDiscRecorder2 **value);
	HRESULT(STDMETHODCALLTYPE *get_IsFirstDataSession)
	(IMultisessionSequential *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_StartAddressOfPreviousSession)
	(IMultisessionSequential *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_LastWrittenAddressOfPreviousSession)
	(IMultisessionSequential *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_NextWritableAddress)
	(IMultisessionSequential *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_FreeSectorsOnMedia)
	(IMultisessionSequential *This, LONG *value);
} IMultisessionSequentialVtbl;
struct IMultisessionSequential {
	const IMultisessionSequentialVtbl *lpVtbl;
};
#define IMultisessionSequential_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IMultisessionSequential_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define IMultisessionSequential_Release(This) ((This)->lpVtbl->Release(This))
#define IMultisessionSequential_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define IMultisessionSequential_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define IMultisessionSequential_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define IMultisessionSequential_Invoke(                                                          \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define IMultisessionSequential_get_IsSupportedOnCurrentMediaState(This, value) \
	((This)->lpVtbl->get_IsSupportedOnCurrentMediaState(This, value))
#define IMultisessionSequential_put_InUse(This, value) ((This)->lpVtbl->put_InUse(This, value))
#define IMultisessionSequential_get_InUse(This, value) ((This)->lpVtbl->get_InUse(This, value))
#define IMultisessionSequential_get_ImportRecorder(This, value) \
	((This)->lpVtbl->get_ImportRecorder(This, value))
#define IMultisessionSequential_get_IsFirstDataSession(This, value) \
	((This)->lpVtbl->get_IsFirstDataSession(This, value))
#define IMultisessionSequential_get_StartAddressOfPreviousSession(This, value) \
	((This)->lpVtbl->get_StartAddressOfPreviousSession(This, value))
#define IMultisessionSequential_get_LastWrittenAddressOfPreviousSession(This, value) \
	((This)->lpVtbl->get_LastWrittenAddressOfPreviousSession(This, value))
#define IMultisessionSequential_get_NextWritableAddress(This, value) \
	((This)->lpVtbl->get_NextWritableAddress(This, value))
#define IMultisessionSequential_get_FreeSectorsOnMedia(This, value) \
	((This)->lpVtbl->get_FreeSectorsOnMedia(This, value))

extern const IID IID_IMultisessionSequential2;
typedef struct IMultisessionSequential2Vtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IMultisessionSequential2 *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IMultisessionSequential2 *This);
	ULONG(STDMETHODCALLTYPE *Release)(IMultisessionSequential2 *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)(IMultisessionSequential2 *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(IMultisessionSequential2 *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(IMultisessionSequential2 *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(IMultisessionSequential2 *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *get_IsSupportedOnCurrentMediaState)
	(IMultisessionSequential2 *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *put_InUse)(IMultisessionSequential2 *This, VARIANT_BOOL value);
	HRESULT(STDMETHODCALLTYPE *get_InUse)(IMultisessionSequential2 *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_ImportRecorder)
	(IMultisessionSequential2 *This, IDiscRecorder2 **value);
	HRESULT(STDMETHODCALLTYPE *get_IsFirstDataSession)
	(IMultisessionSequential2 *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_StartAddressOfPreviousSession)
	(IMultisessionSequential2 *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_LastWrittenAddressOfPreviousSession)
	(IMultisessionSequential2 *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_NextWritableAddress)
	(IMultisessionSequential2 *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_FreeSectorsOnMedia)
	(IMultisessionSequential2 *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_WriteUnitSize)(IMultisessionSequential2 *This, LONG *value);
} IMultisessionSequential2Vtbl;
struct IMultisessionSequential2 {
	const IMultisessionSequential2Vtbl *lpVtbl;
};
#define IMultisessionSequential2_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IMultisessionSequential2_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define IMultisessionSequential2_Release(This) ((This)->lpVtbl->Release(This))
#define IMultisessionSequential2_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define IMultisessionSequential2_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define IMultisessionSequential2_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define IMultisessionSequential2_Invoke(                                                         \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define IMultisessionSequential2_get_IsSupportedOnCurrentMediaState(This, value) \
	((This)->lpVtbl->get_IsSupportedOnCurrentMediaState(This, value))
#define IMultisessionSequential2_put_InUse(This, value) ((This)->lpVtbl->put_InUse(This, value))
#define IMultisessionSequential2_get_InUse(This, value) ((This)->lpVtbl->get_InUse(This, value))
#define IMultisessionSequential2_get_ImportRecorder(This, value) \
	((This)->lpVtbl->get_ImportRecorder(This, value))
#define IMultisessionSequential2_get_IsFirstDataSession(This, value) \
	((This)->lpVtbl->get_IsFirstDataSession(This, value))
#define IMultisessionSequential2_get_StartAddressOfPreviousSession(This, value) \
	((This)->lpVtbl->get_StartAddressOfPreviousSession(This, value))
#define IMultisessionSequential2_get_LastWrittenAddressOfPreviousSession(This, value) \
	((This)->lpVtbl->get_LastWrittenAddressOfPreviousSession(This, value))
#define IMultisessionSequential2_get_NextWritableAddress(This, value) \
	((This)->lpVtbl->get_NextWritableAddress(This, value))
#define IMultisessionSequential2_get_FreeSectorsOnMedia(This, value) \
	((This)->lpVtbl->get_FreeSectorsOnMedia(This, value))
#define IMultisessionSequential2_get_WriteUnitSize(This, value) \
	((This)->lpVtbl->get_WriteUnitSize(This, value))

extern const IID IID_IMultisessionRandomWrite;
typedef struct IMultisessionRandomWriteVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IMultisessionRandomWrite *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IMultisessionRandomWrite *This);
	ULONG(STDMETHODCALLTYPE *Release)(IMultisessionRandomWrite *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)(IMultisessionRandomWrite *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(IMultisessionRandomWrite *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(IMultisessionRandomWrite *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(IMultisessionRandomWrite *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *get_IsSupportedOnCurrentMediaState)
	(IMultisessionRandomWrite *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *put_InUse)(IMultisessionRandomWrite *This, VARIANT_BOOL value);
	HRESULT(STDMETHODCALLTYPE *get_InUse)(IMultisessionRandomWrite *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_ImportRecorder)
	(IMultisessionRandomWrite *This, IDiscRecorder2 **value);
	HRESULT(STDMETHODCALLTYPE *get_WriteUnitSize)(IMultisessionRandomWrite *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_LastWrittenAddress)
	(IMultisessionRandomWrite *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_TotalSectorsOnMedia)
	(IMultisessionRandomWrite *This, LONG *value);
} IMultisessionRandomWriteVtbl;
struct IMultisessionRandomWrite {
	const IMultisessionRandomWriteVtbl *lpVtbl;
};
#define IMultisessionRandomWrite_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IMultisessionRandomWrite_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define IMultisessionRandomWrite_Release(This) ((This)->lpVtbl->Release(This))
#define IMultisessionRandomWrite_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define IMultisessionRandomWrite_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define IMultisessionRandomWrite_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define IMultisessionRandomWrite_Invoke(                                                         \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define IMultisessionRandomWrite_get_IsSupportedOnCurrentMediaState(This, value) \
	((This)->lpVtbl->get_IsSupportedOnCurrentMediaState(This, value))
#define IMultisessionRandomWrite_put_InUse(This, value) ((This)->lpVtbl->put_InUse(This, value))
#define IMultisessionRandomWrite_get_InUse(This, value) ((This)->lpVtbl->get_InUse(This, value))
#define IMultisessionRandomWrite_get_ImportRecorder(This, value) \
	((This)->lpVtbl->get_ImportRecorder(This, value))
#define IMultisessionRandomWrite_get_WriteUnitSize(This, value) \
	((This)->lpVtbl->get_WriteUnitSize(This, value))
#define IMultisessionRandomWrite_get_LastWrittenAddress(This, value) \
	((This)->lpVtbl->get_LastWrittenAddress(This, value))
#define IMultisessionRandomWrite_get_TotalSectorsOnMedia(This, value) \
	((This)->lpVtbl->get_TotalSectorsOnMedia(This, value))

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
