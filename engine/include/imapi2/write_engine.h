/* SPDX-License-Identifier: MIT */
/*
 * write_engine.h: the write engine, its events, and a write speed.
 *
 * Names, identities, the order of the methods and all values are IMAPI2's, and Microsoft's
 * documentation of each says what it does; engine/imapi2/README.md says where we differ.
 */
#ifndef IMAPI2_WRITE_ENGINE_H
#define IMAPI2_WRITE_ENGINE_H

#include "imapi2/recorder.h"

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

typedef struct IWriteEngine2 IWriteEngine2;
typedef struct IWriteEngine2EventArgs IWriteEngine2EventArgs;
typedef struct DWriteEngine2Events DWriteEngine2Events;
typedef struct IWriteSpeedDescriptor IWriteSpeedDescriptor;
typedef struct IBlockRange IBlockRange;
typedef struct IBlockRangeList IBlockRangeList;

extern const IID IID_IWriteEngine2;
typedef struct IWriteEngine2Vtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IWriteEngine2 *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IWriteEngine2 *This);
	ULONG(STDMETHODCALLTYPE *Release)(IWriteEngine2 *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)(IWriteEngine2 *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(IWriteEngine2 *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(IWriteEngine2 *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(IWriteEngine2 *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *WriteSection)
	(IWriteEngine2 *This, IStream *data, LONG startingBlockAddress, LONG numberOfBlocks);
	HRESULT(STDMETHODCALLTYPE *CancelWrite)(IWriteEngine2 *This);
	HRESULT(STDMETHODCALLTYPE *put_Recorder)(IWriteEngine2 *This, IDiscRecorder2Ex *value);
	HRESULT(STDMETHODCALLTYPE *get_Recorder)(IWriteEngine2 *This, IDiscRecorder2Ex **value);
	HRESULT(STDMETHODCALLTYPE *put_UseStreamingWrite12)
	(IWriteEngine2 *This, VARIANT_BOOL value);
	HRESULT(STDMETHODCALLTYPE *get_UseStreamingWrite12)
	(IWriteEngine2 *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *put_StartingSectorsPerSecond)(IWriteEngine2 *This, LONG value);
	HRESULT(STDMETHODCALLTYPE *get_StartingSectorsPerSecond)(IWriteEngine2 *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *put_EndingSectorsPerSecond)(IWriteEngine2 *This, LONG value);
	HRESULT(STDMETHODCALLTYPE *get_EndingSectorsPerSecond)(IWriteEngine2 *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *put_BytesPerSector)(IWriteEngine2 *This, LONG value);
	HRESULT(STDMETHODCALLTYPE *get_BytesPerSector)(IWriteEngine2 *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_WriteInProgress)(IWriteEngine2 *This, VARIANT_BOOL *value);
} IWriteEngine2Vtbl;
struct IWriteEngine2 {
	const IWriteEngine2Vtbl *lpVtbl;
};
#define IWriteEngine2_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IWriteEngine2_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define IWriteEngine2_Release(This) ((This)->lpVtbl->Release(This))
#define IWriteEngine2_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define IWriteEngine2_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define IWriteEngine2_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define IWriteEngine2_Invoke(                                                                    \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define IWriteEngine2_WriteSection(This, data, startingBlockAddress, numberOfBlocks) \
	((This)->lpVtbl->WriteSection(This, data, startingBlockAddress, numberOfBlocks))
#define IWriteEngine2_CancelWrite(This)		((This)->lpVtbl->CancelWrite(This))
#define IWriteEngine2_put_Recorder(This, value) ((This)->lpVtbl->put_Recorder(This, value))
#define IWriteEngine2_get_Recorder(This, value) ((This)->lpVtbl->get_Recorder(This, value))
#define IWriteEngine2_put_UseStreamingWrite12(This, value) \
	((This)->lpVtbl->put_UseStreamingWrite12(This, value))
#define IWriteEngine2_get_UseStreamingWrite12(This, value) \
	((This)->lpVtbl->get_UseStreamingWrite12(This, value))
#define IWriteEngine2_put_StartingSectorsPerSecond(This, value) \
	((This)->lpVtbl->put_StartingSectorsPerSecond(This, value))
#define IWriteEngine2_get_StartingSectorsPerSecond(This, value) \
	((This)->lpVtbl->get_StartingSectorsPerSecond(This, value))
#define IWriteEngine2_put_EndingSectorsPerSecond(This, value) \
	((This)->lpVtbl->put_EndingSectorsPerSecond(This, value))
#define IWriteEngine2_get_EndingSectorsPerSecond(This, value) \
	((This)->lpVtbl->get_EndingSectorsPerSecond(This, value))
#define IWriteEngine2_put_BytesPerSector(This, value) \
	((This)->lpVtbl->put_BytesPerSector(This, value))
#define IWriteEngine2_get_BytesPerSector(This, value) \
	((This)->lpVtbl->get_BytesPerSector(This, value))
#define IWriteEngine2_get_WriteInProgress(This, value) \
	((This)->lpVtbl->get_WriteInProgress(This, value))

extern const IID IID_IWriteEngine2EventArgs;
typedef struct IWriteEngine2EventArgsVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IWriteEngine2EventArgs *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IWriteEngine2EventArgs *This);
	ULONG(STDMETHODCALLTYPE *Release)(IWriteEngine2EventArgs *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)(IWriteEngine2EventArgs *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(IWriteEngine2EventArgs *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(IWriteEngine2EventArgs *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(IWriteEngine2EventArgs *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *get_StartLba)(IWriteEngine2EventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_SectorCount)(IWriteEngine2EventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_LastReadLba)(IWriteEngine2EventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_LastWrittenLba)(IWriteEngine2EventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_TotalSystemBuffer)
	(IWriteEngine2EventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_UsedSystemBuffer)(IWriteEngine2EventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_FreeSystemBuffer)(IWriteEngine2EventArgs *This, LONG *value);
} IWriteEngine2EventArgsVtbl;
struct IWriteEngine2EventArgs {
	const IWriteEngine2EventArgsVtbl *lpVtbl;
};
#define IWriteEngine2EventArgs_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IWriteEngine2EventArgs_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define IWriteEngine2EventArgs_Release(This) ((This)->lpVtbl->Release(This))
#define IWriteEngine2EventArgs_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define IWriteEngine2EventArgs_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define IWriteEngine2EventArgs_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define IWriteEngine2EventArgs_Invoke(                                                           \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define IWriteEngine2EventArgs_get_StartLba(This, value) ((This)->lpVtbl->get_StartLba(This, value))
#define IWriteEngine2EventArgs_get_SectorCount(This, value) \
	((This)->lpVtbl->get_SectorCount(This, value))
#define IWriteEngine2EventArgs_get_LastReadLba(This, value) \
	((This)->lpVtbl->get_LastReadLba(This, value))
#define IWriteEngine2EventArgs_get_LastWrittenLba(This, value) \
	((This)->lpVtbl->get_LastWrittenLba(This, value))
#define IWriteEngine2EventArgs_get_TotalSystemBuffer(This, value) \
	((This)->lpVtbl->get_TotalSystemBuffer(This, value))
#define IWriteEngine2EventArgs_get_UsedSystemBuffer(This, value) \
	((This)->lpVtbl->get_UsedSystemBuffer(This, value))
#define IWriteEngine2EventArgs_get_FreeSystemBuffer(This, value) \
	((This)->lpVtbl->get_FreeSystemBuffer(This, value))

extern const IID IID_DWriteEngine2Events;
typedef struct DWriteEngine2EventsVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(DWriteEngine2Events *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(DWriteEngine2Events *This);
	ULONG(STDMETHODCALLTYPE *Release)(DWriteEngine2Events *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)(DWriteEngine2Events *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(DWriteEngine2Events *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(DWriteEngine2Events *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(DWriteEngine2Events *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *Update)
	(DWriteEngine2Events *This, IDispatch *object, IDispatch *progress);
} DWriteEngine2EventsVtbl;
struct DWriteEngine2Events {
	const DWriteEngine2EventsVtbl *lpVtbl;
};
#define DWriteEngine2Events_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define DWriteEngine2Events_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define DWriteEngine2Events_Release(This) ((This)->lpVtbl->Release(This))
#define DWriteEngine2Events_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define DWriteEngine2Events_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define DWriteEngine2Events_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define DWriteEngine2Events_Invoke(                                                              \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define DWriteEngine2Events_Update(This, object, progress) \
	((This)->lpVtbl->Update(This, object, progress))

extern const IID IID_IWriteSpeedDescriptor;
typedef struct IWriteSpeedDescriptorVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IWriteSpeedDescriptor *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IWriteSpeedDescriptor *This);
	ULONG(STDMETHODCALLTYPE *Release)(IWriteSpeedDescriptor *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)(IWriteSpeedDescriptor *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(IWriteSpeedDescriptor *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(IWriteSpeedDescriptor *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(IWriteSpeedDescriptor *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *get_MediaType)
	(IWriteSpeedDescriptor *This, IMAPI_MEDIA_PHYSICAL_TYPE *value);
	HRESULT(STDMETHODCALLTYPE *get_RotationTypeIsPureCAV)
	(IWriteSpeedDescriptor *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_WriteSpeed)(IWriteSpeedDescriptor *This, LONG *value);
} IWriteSpeedDescriptorVtbl;
struct IWriteSpeedDescriptor {
	const IWriteSpeedDescriptorVtbl *lpVtbl;
};
#define IWriteSpeedDescriptor_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IWriteSpeedDescriptor_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define IWriteSpeedDescriptor_Release(This) ((This)->lpVtbl->Release(This))
#define IWriteSpeedDescriptor_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define IWriteSpeedDescriptor_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define IWriteSpeedDescriptor_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define IWriteSpeedDescriptor_Invoke(                                                            \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define IWriteSpeedDescriptor_get_MediaType(This, value) \
	((This)->lpVtbl->get_MediaType(This, value))
#define IWriteSpeedDescriptor_get_RotationTypeIsPureCAV(This, value) \
	((This)->lpVtbl->get_RotationTypeIsPureCAV(This, value))
#define IWriteSpeedDescriptor_get_WriteSpeed(This, value) \
	((This)->lpVtbl->get_WriteSpeed(This, value))

extern const IID IID_IBlockRange;
typedef struct IBlockRangeVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IBlockRange *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IBlockRange *This);
	ULONG(STDMETHODCALLTYPE *Release)(IBlockRange *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)(IBlockRange *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(IBlockRange *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(IBlockRange *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(IBlockRange *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *get_StartLba)(IBlockRange *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_EndLba)(IBlockRange *This, LONG *value);
} IBlockRangeVtbl;
struct IBlockRange {
	const IBlockRangeVtbl *lpVtbl;
};
#define IBlockRange_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IBlockRange_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define IBlockRange_Release(This) ((This)->lpVtbl->Release(This))
#define IBlockRange_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define IBlockRange_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define IBlockRange_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define IBlockRange_Invoke(                                                                      \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define IBlockRange_get_StartLba(This, value) ((This)->lpVtbl->get_StartLba(This, value))
#define IBlockRange_get_EndLba(This, value)   ((This)->lpVtbl->get_EndLba(This, value))

extern const IID IID_IBlockRangeList;
typedef struct IBlockRangeListVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IBlockRangeList *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IBlockRangeList *This);
	ULONG(STDMETHODCALLTYPE *Release)(IBlockRangeList *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)(IBlockRangeList *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(IBlockRangeList *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(IBlockRangeList *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(IBlockRangeList *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *get_BlockRanges)(IBlockRangeList *This, SAFEARRAY **value);
} IBlockRangeListVtbl;
struct IBlockRangeList {
	const IBlockRangeListVtbl *lpVtbl;
};
#define IBlockRangeList_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IBlockRangeList_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define IBlockRangeList_Release(This) ((This)->lpVtbl->Release(This))
#define IBlockRangeList_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define IBlockRangeList_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define IBlockRangeList_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define IBlockRangeList_Invoke(                                                                  \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define IBlockRangeList_get_BlockRanges(This, value) ((This)->lpVtbl->get_BlockRanges(This, value))

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
