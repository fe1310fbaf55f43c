/* SPDX-License-Identifier: MIT */
/*
 * disc_format.h: data discs: burning and erasing.
 *
 * Names, identities, the order of the methods and all values are IMAPI2's, and Microsoft's
 * documentation of each says what it does; engine/imapi2/README.md says where we differ.
 */
#ifndef IMAPI2_DISC_FORMAT_H
#define IMAPI2_DISC_FORMAT_H

#include "imapi2/recorder.h"
#include "imapi2/write_engine.h"

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

typedef struct IDiscFormat2 IDiscFormat2;
typedef struct IDiscFormat2Data IDiscFormat2Data;
typedef struct DDiscFormat2DataEvents DDiscFormat2DataEvents;
typedef struct IDiscFormat2DataEventArgs IDiscFormat2DataEventArgs;
typedef struct IDiscFormat2Erase IDiscFormat2Erase;
typedef struct DDiscFormat2EraseEvents DDiscFormat2EraseEvents;
typedef struct IBurnVerification IBurnVerification;

extern const IID IID_IDiscFormat2;
typedef struct IDiscFormat2Vtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IDiscFormat2 *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IDiscFormat2 *This);
	ULONG(STDMETHODCALLTYPE *Release)(IDiscFormat2 *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)(IDiscFormat2 *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(IDiscFormat2 *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(IDiscFormat2 *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(IDiscFormat2 *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *IsRecorderSupported)
	(IDiscFormat2 *This, IDiscRecorder2 *recorder, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *IsCurrentMediaSupported)
	(IDiscFormat2 *This, IDiscRecorder2 *recorder, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_MediaPhysicallyBlank)
	(IDiscFormat2 *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_MediaHeuristicallyBlank)
	(IDiscFormat2 *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_SupportedMediaTypes)(IDiscFormat2 *This, SAFEARRAY **value);
} IDiscFormat2Vtbl;
struct IDiscFormat2 {
	const IDiscFormat2Vtbl *lpVtbl;
};
#define IDiscFormat2_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IDiscFormat2_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define IDiscFormat2_Release(This) ((This)->lpVtbl->Release(This))
#define IDiscFormat2_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define IDiscFormat2_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define IDiscFormat2_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define IDiscFormat2_Invoke(                                                                     \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define IDiscFormat2_IsRecorderSupported(This, recorder, value) \
	((This)->lpVtbl->IsRecorderSupported(This, recorder, value))
#define IDiscFormat2_IsCurrentMediaSupported(This, recorder, value) \
	((This)->lpVtbl->IsCurrentMediaSupported(This, recorder, value))
#define IDiscFormat2_get_MediaPhysicallyBlank(This, value) \
	((This)->lpVtbl->get_MediaPhysicallyBlank(This, value))
#define IDiscFormat2_get_MediaHeuristicallyBlank(This, value) \
	((This)->lpVtbl->get_MediaHeuristicallyBlank(This, value))
#define IDiscFormat2_get_SupportedMediaTypes(This, value) \
	((This)->lpVtbl->get_SupportedMediaTypes(This, value))

extern const IID IID_IDiscFormat2Data;
typedef struct IDiscFormat2DataVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IDiscFormat2Data *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IDiscFormat2Data *This);
	ULONG(STDMETHODCALLTYPE *Release)(IDiscFormat2Data *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)(IDiscFormat2Data *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(IDiscFormat2Data *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(IDiscFormat2Data *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(IDiscFormat2Data *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *IsRecorderSupported)
	(IDiscFormat2Data *This, IDiscRecorder2 *recorder, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *IsCurrentMediaSupported)
	(IDiscFormat2Data *This, IDiscRecorder2 *recorder, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_MediaPhysicallyBlank)
	(IDiscFormat2Data *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_MediaHeuristicallyBlank)
	(IDiscFormat2Data *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_SupportedMediaTypes)
	(IDiscFormat2Data *This, SAFEARRAY **value);
	HRESULT(STDMETHODCALLTYPE *put_Recorder)(IDiscFormat2Data *This, IDiscRecorder2 *value);
	HRESULT(STDMETHODCALLTYPE *get_Recorder)(IDiscFormat2Data *This, IDiscRecorder2 **value);
	HRESULT(STDMETHODCALLTYPE *put_BufferUnderrunFreeDisabled)
	(IDiscFormat2Data *This, VARIANT_BOOL value);
	HRESULT(STDMETHODCALLTYPE *get_BufferUnderrunFreeDisabled)
	(IDiscFormat2Data *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *put_PostgapAlreadyInImage)
	(IDiscFormat2Data *This, VARIANT_BOOL value);
	HRESULT(STDMETHODCALLTYPE *get_PostgapAlreadyInImage)
	(IDiscFormat2Data *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_CurrentMediaStatus)
	(IDiscFormat2Data *This, IMAPI_FORMAT2_DATA_MEDIA_STATE *value);
	HRESULT(STDMETHODCALLTYPE *get_WriteProtectStatus)
	(IDiscFormat2Data *This, IMAPI_MEDIA_WRITE_PROTECT_STATE *value);
	HRESULT(STDMETHODCALLTYPE *get_TotalSectorsOnMedia)(IDiscFormat2Data *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_FreeSectorsOnMedia)(IDiscFormat2Data *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_NextWritableAddress)(IDiscFormat2Data *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_StartAddressOfPreviousSession)
	(IDiscFormat2Data *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_LastWrittenAddressOfPreviousSession)
	(IDiscFormat2Data *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *put_ForceMediaToBeClosed)
	(IDiscFormat2Data *This, VARIANT_BOOL value);
	HRESULT(STDMETHODCALLTYPE *get_ForceMediaToBeClosed)
	(IDiscFormat2Data *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *put_DisableConsumerDvdCompatibilityMode)
	(IDiscFormat2Data *This, VARIANT_BOOL value);
	HRESULT(STDMETHODCALLTYPE *get_DisableConsumerDvdCompatibilityMode)
	(IDiscFormat2Data *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_CurrentPhysicalMediaType)
	(IDiscFormat2Data *This, IMAPI_MEDIA_PHYSICAL_TYPE *value);
	HRESULT(STDMETHODCALLTYPE *put_ClientName)(IDiscFormat2Data *This, BSTR value);
	HRESULT(STDMETHODCALLTYPE *get_ClientName)(IDiscFormat2Data *This, BSTR *value);
	HRESULT(STDMETHODCALLTYPE *get_RequestedWriteSpeed)(IDiscFormat2Data *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_RequestedRotationTypeIsPureCAV)
	(IDiscFormat2Data *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_CurrentWriteSpeed)(IDiscFormat2Data *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_CurrentRotationTypeIsPureCAV)
	(IDiscFormat2Data *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_SupportedWriteSpeeds)
	(IDiscFormat2Data *This, SAFEARRAY **supportedSpeeds);
	HRESULT(STDMETHODCALLTYPE *get_SupportedWriteSpeedDescriptors)
	(IDiscFormat2Data *This, SAFEARRAY **supportedSpeedDescriptors);
	HRESULT(STDMETHODCALLTYPE *put_ForceOverwrite)(IDiscFormat2Data *This, VARIANT_BOOL value);
	HRESULT(STDMETHODCALLTYPE *get_ForceOverwrite)(IDiscFormat2Data *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_MultisessionInterfaces)
	(IDiscFormat2Data *This, SAFEARRAY **value);
	HRESULT(STDMETHODCALLTYPE *Write)(IDiscFormat2Data *This, IStream *data);
	HRESULT(STDMETHODCALLTYPE *CancelWrite)(IDiscFormat2Data *This);
	HRESULT(STDMETHODCALLTYPE *SetWriteSpeed)
	(IDiscFormat2Data *This, LONG RequestedSectorsPerSecond,
		VARIANT_BOOL RotationTypeIsPureCAV);
} IDiscFormat2DataVtbl;
struct IDiscFormat2Data {
	const IDiscFormat2DataVtbl *lpVtbl;
};
#define IDiscFormat2Data_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IDiscFormat2Data_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define IDiscFormat2Data_Release(This) ((This)->lpVtbl->Release(This))
#define IDiscFormat2Data_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define IDiscFormat2Data_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define IDiscFormat2Data_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define IDiscFormat2Data_Invoke(                                                                 \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define IDiscFormat2Data_IsRecorderSupported(This, recorder, value) \
	((This)->lpVtbl->IsRecorderSupported(This, recorder, value))
#define IDiscFormat2Data_IsCurrentMediaSupported(This, recorder, value) \
	((This)->lpVtbl->IsCurrentMediaSupported(This, recorder, value))
#define IDiscFormat2Data_get_MediaPhysicallyBlank(This, value) \
	((This)->lpVtbl->get_MediaPhysicallyBlank(This, value))
#define IDiscFormat2Data_get_MediaHeuristicallyBlank(This, value) \
	((This)->lpVtbl->get_MediaHeuristicallyBlank(This, value))
#define IDiscFormat2Data_get_SupportedMediaTypes(This, value) \
	((This)->lpVtbl->get_SupportedMediaTypes(This, value))
#define IDiscFormat2Data_put_Recorder(This, value) ((This)->lpVtbl->put_Recorder(This, value))
#define IDiscFormat2Data_get_Recorder(This, value) ((This)->lpVtbl->get_Recorder(This, value))
#define IDiscFormat2Data_put_BufferUnderrunFreeDisabled(This, value) \
	((This)->lpVtbl->put_BufferUnderrunFreeDisabled(This, value))
#define IDiscFormat2Data_get_BufferUnderrunFreeDisabled(This, value) \
	((This)->lpVtbl->get_BufferUnderrunFreeDisabled(This, value))
#define IDiscFormat2Data_put_PostgapAlreadyInImage(This, value) \
	((This)->lpVtbl->put_PostgapAlreadyInImage(This, value))
#define IDiscFormat2Data_get_PostgapAlreadyInImage(This, value) \
	((This)->lpVtbl->get_PostgapAlreadyInImage(This, value))
#define IDiscFormat2Data_get_CurrentMediaStatus(This, value) \
	((This)->lpVtbl->get_CurrentMediaStatus(This, value))
#define IDiscFormat2Data_get_WriteProtectStatus(This, value) \
	((This)->lpVtbl->get_WriteProtectStatus(This, value))
#define IDiscFormat2Data_get_TotalSectorsOnMedia(This, value) \
	((This)->lpVtbl->get_TotalSectorsOnMedia(This, value))
#define IDiscFormat2Data_get_FreeSectorsOnMedia(This, value) \
	((This)->lpVtbl->get_FreeSectorsOnMedia(This, value))
#define IDiscFormat2Data_get_NextWritableAddress(This, value) \
	((This)->lpVtbl->get_NextWritableAddress(This, value))
#define IDiscFormat2Data_get_StartAddressOfPreviousSession(This, value) \
	((This)->lpVtbl->get_StartAddressOfPreviousSession(This, value))
#define IDiscFormat2Data_get_LastWrittenAddressOfPreviousSession(This, value) \
	((This)->lpVtbl->get_LastWrittenAddressOfPreviousSession(This, value))
#define IDiscFormat2Data_put_ForceMediaToBeClosed(This, value) \
	((This)->lpVtbl->put_ForceMediaToBeClosed(This, value))
#define IDiscFormat2Data_get_ForceMediaToBeClosed(This, value) \
	((This)->lpVtbl->get_ForceMediaToBeClosed(This, value))
#define IDiscFormat2Data_put_DisableConsumerDvdCompatibilityMode(This, value) \
	((This)->lpVtbl->put_DisableConsumerDvdCompatibilityMode(This, value))
#define IDiscFormat2Data_get_DisableConsumerDvdCompatibilityMode(This, value) \
	((This)->lpVtbl->get_DisableConsumerDvdCompatibilityMode(This, value))
#define IDiscFormat2Data_get_CurrentPhysicalMediaType(This, value) \
	((This)->lpVtbl->get_CurrentPhysicalMediaType(This, value))
#define IDiscFormat2Data_put_ClientName(This, value) ((This)->lpVtbl->put_ClientName(This, value))
#define IDiscFormat2Data_get_ClientName(This, value) ((This)->lpVtbl->get_ClientName(This, value))
#define IDiscFormat2Data_get_RequestedWriteSpeed(This, value) \
	((This)->lpVtbl->get_RequestedWriteSpeed(This, value))
#define IDiscFormat2Data_get_RequestedRotationTypeIsPureCAV(This, value) \
	((This)->lpVtbl->get_RequestedRotationTypeIsPureCAV(This, value))
#define IDiscFormat2Data_get_CurrentWriteSpeed(This, value) \
	((This)->lpVtbl->get_CurrentWriteSpeed(This, value))
#define IDiscFormat2Data_get_CurrentRotationTypeIsPureCAV(This, value) \
	((This)->lpVtbl->get_CurrentRotationTypeIsPureCAV(This, value))
#define IDiscFormat2Data_get_SupportedWriteSpeeds(This, supportedSpeeds) \
	((This)->lpVtbl->get_SupportedWriteSpeeds(This, supportedSpeeds))
#define IDiscFormat2Data_get_SupportedWriteSpeedDescriptors(This, supportedSpeedDescriptors) \
	((This)->lpVtbl->get_SupportedWriteSpeedDescriptors(This, supportedSpeedDescriptors))
#define IDiscFormat2Data_put_ForceOverwrite(This, value) \
	((This)->lpVtbl->put_ForceOverwrite(This, value))
#define IDiscFormat2Data_get_ForceOverwrite(This, value) \
	((This)->lpVtbl->get_ForceOverwrite(This, value))
#define IDiscFormat2Data_get_MultisessionInterfaces(This, value) \
	((This)->lpVtbl->get_MultisessionInterfaces(This, value))
#define IDiscFormat2Data_Write(This, data) ((This)->lpVtbl->Write(This, data))
#define IDiscFormat2Data_CancelWrite(This) ((This)->lpVtbl->CancelWrite(This))
#define IDiscFormat2Data_SetWriteSpeed(This, RequestedSectorsPerSecond, RotationTypeIsPureCAV) \
	((This)->lpVtbl->SetWriteSpeed(This, RequestedSectorsPerSecond, RotationTypeIsPureCAV))

extern const IID IID_DDiscFormat2DataEvents;
typedef struct DDiscFormat2DataEventsVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(DDiscFormat2DataEvents *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(DDiscFormat2DataEvents *This);
	ULONG(STDMETHODCALLTYPE *Release)(DDiscFormat2DataEvents *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)(DDiscFormat2DataEvents *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(DDiscFormat2DataEvents *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(DDiscFormat2DataEvents *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(DDiscFormat2DataEvents *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *Update)
	(DDiscFormat2DataEvents *This, IDispatch *object, IDispatch *progress);
} DDiscFormat2DataEventsVtbl;
struct DDiscFormat2DataEvents {
	const DDiscFormat2DataEventsVtbl *lpVtbl;
};
#define DDiscFormat2DataEvents_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define DDiscFormat2DataEvents_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define DDiscFormat2DataEvents_Release(This) ((This)->lpVtbl->Release(This))
#define DDiscFormat2DataEvents_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define DDiscFormat2DataEvents_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define DDiscFormat2DataEvents_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define DDiscFormat2DataEvents_Invoke(                                                           \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define DDiscFormat2DataEvents_Update(This, object, progress) \
	((This)->lpVtbl->Update(This, object, progress))

extern const IID IID_IDiscFormat2DataEventArgs;
typedef struct IDiscFormat2DataEventArgsVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IDiscFormat2DataEventArgs *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IDiscFormat2DataEventArgs *This);
	ULONG(STDMETHODCALLTYPE *Release)(IDiscFormat2DataEventArgs *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)
	(IDiscFormat2DataEventArgs *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(IDiscFormat2DataEventArgs *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(IDiscFormat2DataEventArgs *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(IDiscFormat2DataEventArgs *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *get_StartLba)(IDiscFormat2DataEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_SectorCount)(IDiscFormat2DataEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_LastReadLba)(IDiscFormat2DataEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_LastWrittenLba)
	(IDiscFormat2DataEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_TotalSystemBuffer)
	(IDiscFormat2DataEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_UsedSystemBuffer)
	(IDiscFormat2DataEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_FreeSystemBuffer)
	(IDiscFormat2DataEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_ElapsedTime)(IDiscFormat2DataEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_RemainingTime)(IDiscFormat2DataEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_TotalTime)(IDiscFormat2DataEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_CurrentAction)
	(IDiscFormat2DataEventArgs *This, IMAPI_FORMAT2_DATA_WRITE_ACTION *value);
} IDiscFormat2DataEventArgsVtbl;
struct IDiscFormat2DataEventArgs {
	const IDiscFormat2DataEventArgsVtbl *lpVtbl;
};
#define IDiscFormat2DataEventArgs_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IDiscFormat2DataEventArgs_AddRef(This)	((This)->lpVtbl->AddRef(This))
#define IDiscFormat2DataEventArgs_Release(This) ((This)->lpVtbl->Release(This))
#define IDiscFormat2DataEventArgs_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define IDiscFormat2DataEventArgs_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define IDiscFormat2DataEventArgs_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define IDiscFormat2DataEventArgs_Invoke(                                                        \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define IDiscFormat2DataEventArgs_get_StartLba(This, value) \
	((This)->lpVtbl->get_StartLba(This, value))
#define IDiscFormat2DataEventArgs_get_SectorCount(This, value) \
	((This)->lpVtbl->get_SectorCount(This, value))
#define IDiscFormat2DataEventArgs_get_LastReadLba(This, value) \
	((This)->lpVtbl->get_LastReadLba(This, value))
#define IDiscFormat2DataEventArgs_get_LastWrittenLba(This, value) \
	((This)->lpVtbl->get_LastWrittenLba(This, value))
#define IDiscFormat2DataEventArgs_get_TotalSystemBuffer(This, value) \
	((This)->lpVtbl->get_TotalSystemBuffer(This, value))
#define IDiscFormat2DataEventArgs_get_UsedSystemBuffer(This, value) \
	((This)->lpVtbl->get_UsedSystemBuffer(This, value))
#define IDiscFormat2DataEventArgs_get_FreeSystemBuffer(This, value) \
	((This)->lpVtbl->get_FreeSystemBuffer(This, value))
#define IDiscFormat2DataEventArgs_get_ElapsedTime(This, value) \
	((This)->lpVtbl->get_ElapsedTime(This, value))
#define IDiscFormat2DataEventArgs_get_RemainingTime(This, value) \
	((This)->lpVtbl->get_RemainingTime(This, value))
#define IDiscFormat2DataEventArgs_get_TotalTime(This, value) \
	((This)->lpVtbl->get_TotalTime(This, value))
#define IDiscFormat2DataEventArgs_get_CurrentAction(This, value) \
	((This)->lpVtbl->get_CurrentAction(This, value))

extern const IID IID_IDiscFormat2Erase;
typedef struct IDiscFormat2EraseVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IDiscFormat2Erase *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IDiscFormat2Erase *This);
	ULONG(STDMETHODCALLTYPE *Release)(IDiscFormat2Erase *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)(IDiscFormat2Erase *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(IDiscFormat2Erase *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(IDiscFormat2Erase *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(IDiscFormat2Erase *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *IsRecorderSupported)
	(IDiscFormat2Erase *This, IDiscRecorder2 *recorder, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *IsCurrentMediaSupported)
	(IDiscFormat2Erase *This, IDiscRecorder2 *recorder, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_MediaPhysicallyBlank)
	(IDiscFormat2Erase *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_MediaHeuristicallyBlank)
	(IDiscFormat2Erase *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_SupportedMediaTypes)
	(IDiscFormat2Erase *This, SAFEARRAY **value);
	HRESULT(STDMETHODCALLTYPE *put_Recorder)(IDiscFormat2Erase *This, IDiscRecorder2 *value);
	HRESULT(STDMETHODCALLTYPE *get_Recorder)(IDiscFormat2Erase *This, IDiscRecorder2 **value);
	HRESULT(STDMETHODCALLTYPE *put_FullErase)(IDiscFormat2Erase *This, VARIANT_BOOL value);
	HRESULT(STDMETHODCALLTYPE *get_FullErase)(IDiscFormat2Erase *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_CurrentPhysicalMediaType)
	(IDiscFormat2Erase *This, IMAPI_MEDIA_PHYSICAL_TYPE *value);
	HRESULT(STDMETHODCALLTYPE *put_ClientName)(IDiscFormat2Erase *This, BSTR value);
	HRESULT(STDMETHODCALLTYPE *get_ClientName)(IDiscFormat2Erase *This, BSTR *value);
	HRESULT(STDMETHODCALLTYPE *EraseMedia)(IDiscFormat2Erase *This);
} IDiscFormat2EraseVtbl;
struct IDiscFormat2Erase {
	const IDiscFormat2EraseVtbl *lpVtbl;
};
#define IDiscFormat2Erase_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IDiscFormat2Erase_AddRef(This)	((This)->lpVtbl->AddRef(This))
#define IDiscFormat2Erase_Release(This) ((This)->lpVtbl->Release(This))
#define IDiscFormat2Erase_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define IDiscFormat2Erase_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define IDiscFormat2Erase_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define IDiscFormat2Erase_Invoke(                                                                \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define IDiscFormat2Erase_IsRecorderSupported(This, recorder, value) \
	((This)->lpVtbl->IsRecorderSupported(This, recorder, value))
#define IDiscFormat2Erase_IsCurrentMediaSupported(This, recorder, value) \
	((This)->lpVtbl->IsCurrentMediaSupported(This, recorder, value))
#define IDiscFormat2Erase_get_MediaPhysicallyBlank(This, value) \
	((This)->lpVtbl->get_MediaPhysicallyBlank(This, value))
#define IDiscFormat2Erase_get_MediaHeuristicallyBlank(This, value) \
	((This)->lpVtbl->get_MediaHeuristicallyBlank(This, value))
#define IDiscFormat2Erase_get_SupportedMediaTypes(This, value) \
	((This)->lpVtbl->get_SupportedMediaTypes(This, value))
#define IDiscFormat2Erase_put_Recorder(This, value)  ((This)->lpVtbl->put_Recorder(This, value))
#define IDiscFormat2Erase_get_Recorder(This, value)  ((This)->lpVtbl->get_Recorder(This, value))
#define IDiscFormat2Erase_put_FullErase(This, value) ((This)->lpVtbl->put_FullErase(This, value))
#define IDiscFormat2Erase_get_FullErase(This, value) ((This)->lpVtbl->get_FullErase(This, value))
#define IDiscFormat2Erase_get_CurrentPhysicalMediaType(This, value) \
	((This)->lpVtbl->get_CurrentPhysicalMediaType(This, value))
#define IDiscFormat2Erase_put_ClientName(This, value) ((This)->lpVtbl->put_ClientName(This, value))
#define IDiscFormat2Erase_get_ClientName(This, value) ((This)->lpVtbl->get_ClientName(This, value))
#define IDiscFormat2Erase_EraseMedia(This)	      ((This)->lpVtbl->EraseMedia(This))

extern const IID IID_DDiscFormat2EraseEvents;
typedef struct DDiscFormat2EraseEventsVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(DDiscFormat2EraseEvents *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(DDiscFormat2EraseEvents *This);
	ULONG(STDMETHODCALLTYPE *Release)(DDiscFormat2EraseEvents *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)(DDiscFormat2EraseEvents *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(DDiscFormat2EraseEvents *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(DDiscFormat2EraseEvents *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(DDiscFormat2EraseEvents *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *Update)
	(DDiscFormat2EraseEvents *This, IDispatch *object, LONG elapsedSeconds,
		LONG estimatedTotalSeconds);
} DDiscFormat2EraseEventsVtbl;
struct DDiscFormat2EraseEvents {
	const DDiscFormat2EraseEventsVtbl *lpVtbl;
};
#define DDiscFormat2EraseEvents_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define DDiscFormat2EraseEvents_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define DDiscFormat2EraseEvents_Release(This) ((This)->lpVtbl->Release(This))
#define DDiscFormat2EraseEvents_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define DDiscFormat2EraseEvents_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define DDiscFormat2EraseEvents_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define DDiscFormat2EraseEvents_Invoke(                                                          \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define DDiscFormat2EraseEvents_Update(This, object, elapsedSeconds, estimatedTotalSeconds) \
	((This)->lpVtbl->Update(This, object, elapsedSeconds, estimatedTotalSeconds))

extern const IID IID_IBurnVerification;
typedef struct IBurnVerificationVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IBurnVerification *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IBurnVerification *This);
	ULONG(STDMETHODCALLTYPE *Release)(IBurnVerification *This);
	HRESULT(STDMETHODCALLTYPE *put_BurnVerificationLevel)
	(IBurnVerification *This, IMAPI_BURN_VERIFICATION_LEVEL value);
	HRESULT(STDMETHODCALLTYPE *get_BurnVerificationLevel)
	(IBurnVerification *This, IMAPI_BURN_VERIFICATION_LEVEL *value);
} IBurnVerificationVtbl;
struct IBurnVerification {
	const IBurnVerificationVtbl *lpVtbl;
};
#define IBurnVerification_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IBurnVerification_AddRef(This)	((This)->lpVtbl->AddRef(This))
#define IBurnVerification_Release(This) ((This)->lpVtbl->Release(This))
#define IBurnVerification_put_BurnVerificationLevel(This, value) \
	((This)->lpVtbl->put_BurnVerificationLevel(This, value))
#define IBurnVerification_get_BurnVerificationLevel(This, value) \
	((This)->lpVtbl->get_BurnVerificationLevel(This, value))

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
