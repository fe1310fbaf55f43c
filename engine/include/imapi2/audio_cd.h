/* SPDX-License-Identifier: MIT */
/*
 * audio_cd.h: audio CDs track at once.
 *
 * Names, identities, the order of the methods and all values are IMAPI2's, and Microsoft's
 * documentation of each says what it does; engine/imapi2/README.md says where we differ.
 *
 * Order: put_Recorder, put_ClientName; PrepareMedia takes the drive and the tray for this object alone
 * (a blank CD-R or CD-RW, else E_IMAPI_DF2TAO_MEDIA_IS_NOT_BLANK or _MEDIA_IS_NOT_SUPPORTED); up to 99
 * times AddAudioTrack; ReleaseMedia closes the session and gives the drive back, and is called after
 * a failure too. The last Release does the same but for closing the session.
 *
 * AddAudioTrack borrows the stream while it runs, on a thread of the engine, and takes all of it from
 * its start: whole sectors of 2352 bytes, else E_IMAPI_DF2TAO_STREAM_NOT_SUPPORTED. It blocks. Other
 * errors: E_IMAPI_DF2TAO_MEDIA_IS_NOT_PREPARED, _WRITE_IN_PROGRESS, _TRACK_LIMIT_REACHED,
 * _NOT_ENOUGH_SPACE, E_IMAPI_REQUEST_CANCELLED, E_IMAPI_BURN_VERIFICATION_FAILED, the stream's, the
 * drive's. ExpectedTableOfContents: a list of the caller's, whose one element points to bytes that
 * stay this object's, valid until it is asked again or released.
 */
#ifndef IMAPI2_AUDIO_CD_H
#define IMAPI2_AUDIO_CD_H

#include "imapi2/disc_format.h"

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

typedef struct IDiscFormat2TrackAtOnce IDiscFormat2TrackAtOnce;
typedef struct DDiscFormat2TrackAtOnceEvents DDiscFormat2TrackAtOnceEvents;
typedef struct IDiscFormat2TrackAtOnceEventArgs IDiscFormat2TrackAtOnceEventArgs;

extern const IID IID_IDiscFormat2TrackAtOnce;
typedef struct IDiscFormat2TrackAtOnceVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IDiscFormat2TrackAtOnce *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IDiscFormat2TrackAtOnce *This);
	ULONG(STDMETHODCALLTYPE *Release)(IDiscFormat2TrackAtOnce *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)(IDiscFormat2TrackAtOnce *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(IDiscFormat2TrackAtOnce *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(IDiscFormat2TrackAtOnce *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(IDiscFormat2TrackAtOnce *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *IsRecorderSupported)
	(IDiscFormat2TrackAtOnce *This, IDiscRecorder2 *recorder, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *IsCurrentMediaSupported)
	(IDiscFormat2TrackAtOnce *This, IDiscRecorder2 *recorder, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_MediaPhysicallyBlank)
	(IDiscFormat2TrackAtOnce *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_MediaHeuristicallyBlank)
	(IDiscFormat2TrackAtOnce *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_SupportedMediaTypes)
	(IDiscFormat2TrackAtOnce *This, SAFEARRAY **value);
	HRESULT(STDMETHODCALLTYPE *PrepareMedia)(IDiscFormat2TrackAtOnce *This);
	HRESULT(STDMETHODCALLTYPE *AddAudioTrack)(IDiscFormat2TrackAtOnce *This, IStream *data);
	HRESULT(STDMETHODCALLTYPE *CancelAddTrack)(IDiscFormat2TrackAtOnce *This);
	HRESULT(STDMETHODCALLTYPE *ReleaseMedia)(IDiscFormat2TrackAtOnce *This);
	HRESULT(STDMETHODCALLTYPE *SetWriteSpeed)
	(IDiscFormat2TrackAtOnce *This, LONG RequestedSectorsPerSecond,
		VARIANT_BOOL RotationTypeIsPureCAV);
	HRESULT(STDMETHODCALLTYPE *put_Recorder)
	(IDiscFormat2TrackAtOnce *This, IDiscRecorder2 *value);
	HRESULT(STDMETHODCALLTYPE *get_Recorder)
	(IDiscFormat2TrackAtOnce *This, IDiscRecorder2 **value);
	HRESULT(STDMETHODCALLTYPE *put_BufferUnderrunFreeDisabled)
	(IDiscFormat2TrackAtOnce *This, VARIANT_BOOL value);
	HRESULT(STDMETHODCALLTYPE *get_BufferUnderrunFreeDisabled)
	(IDiscFormat2TrackAtOnce *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_NumberOfExistingTracks)
	(IDiscFormat2TrackAtOnce *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_TotalSectorsOnMedia)
	(IDiscFormat2TrackAtOnce *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_FreeSectorsOnMedia)
	(IDiscFormat2TrackAtOnce *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_UsedSectorsOnMedia)
	(IDiscFormat2TrackAtOnce *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *put_DoNotFinalizeMedia)
	(IDiscFormat2TrackAtOnce *This, VARIANT_BOOL value);
	HRESULT(STDMETHODCALLTYPE *get_DoNotFinalizeMedia)
	(IDiscFormat2TrackAtOnce *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_ExpectedTableOfContents)
	(IDiscFormat2TrackAtOnce *This, SAFEARRAY **value);
	HRESULT(STDMETHODCALLTYPE *get_CurrentPhysicalMediaType)
	(IDiscFormat2TrackAtOnce *This, IMAPI_MEDIA_PHYSICAL_TYPE *value);
	HRESULT(STDMETHODCALLTYPE *put_ClientName)(IDiscFormat2TrackAtOnce *This, BSTR value);
	HRESULT(STDMETHODCALLTYPE *get_ClientName)(IDiscFormat2TrackAtOnce *This, BSTR *value);
	HRESULT(STDMETHODCALLTYPE *get_RequestedWriteSpeed)
	(IDiscFormat2TrackAtOnce *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_RequestedRotationTypeIsPureCAV)
	(IDiscFormat2TrackAtOnce *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_CurrentWriteSpeed)
	(IDiscFormat2TrackAtOnce *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_CurrentRotationTypeIsPureCAV)
	(IDiscFormat2TrackAtOnce *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_SupportedWriteSpeeds)
	(IDiscFormat2TrackAtOnce *This, SAFEARRAY **supportedSpeeds);
	HRESULT(STDMETHODCALLTYPE *get_SupportedWriteSpeedDescriptors)
	(IDiscFormat2TrackAtOnce *This, SAFEARRAY **supportedSpeedDescriptors);
} IDiscFormat2TrackAtOnceVtbl;
struct IDiscFormat2TrackAtOnce {
	const IDiscFormat2TrackAtOnceVtbl *lpVtbl;
};
#define IDiscFormat2TrackAtOnce_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IDiscFormat2TrackAtOnce_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define IDiscFormat2TrackAtOnce_Release(This) ((This)->lpVtbl->Release(This))
#define IDiscFormat2TrackAtOnce_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define IDiscFormat2TrackAtOnce_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define IDiscFormat2TrackAtOnce_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define IDiscFormat2TrackAtOnce_Invoke(                                                          \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define IDiscFormat2TrackAtOnce_IsRecorderSupported(This, recorder, value) \
	((This)->lpVtbl->IsRecorderSupported(This, recorder, value))
#define IDiscFormat2TrackAtOnce_IsCurrentMediaSupported(This, recorder, value) \
	((This)->lpVtbl->IsCurrentMediaSupported(This, recorder, value))
#define IDiscFormat2TrackAtOnce_get_MediaPhysicallyBlank(This, value) \
	((This)->lpVtbl->get_MediaPhysicallyBlank(This, value))
#define IDiscFormat2TrackAtOnce_get_MediaHeuristicallyBlank(This, value) \
	((This)->lpVtbl->get_MediaHeuristicallyBlank(This, value))
#define IDiscFormat2TrackAtOnce_get_SupportedMediaTypes(This, value) \
	((This)->lpVtbl->get_SupportedMediaTypes(This, value))
#define IDiscFormat2TrackAtOnce_PrepareMedia(This) ((This)->lpVtbl->PrepareMedia(This))
#define IDiscFormat2TrackAtOnce_AddAudioTrack(This, data) \
	((This)->lpVtbl->AddAudioTrack(This, data))
#define IDiscFormat2TrackAtOnce_CancelAddTrack(This) ((This)->lpVtbl->CancelAddTrack(This))
#define IDiscFormat2TrackAtOnce_ReleaseMedia(This)   ((This)->lpVtbl->ReleaseMedia(This))
#define IDiscFormat2TrackAtOnce_SetWriteSpeed(                  \
	This, RequestedSectorsPerSecond, RotationTypeIsPureCAV) \
	((This)->lpVtbl->SetWriteSpeed(This, RequestedSectorsPerSecond, RotationTypeIsPureCAV))
#define IDiscFormat2TrackAtOnce_put_Recorder(This, value) \
	((This)->lpVtbl->put_Recorder(This, value))
#define IDiscFormat2TrackAtOnce_get_Recorder(This, value) \
	((This)->lpVtbl->get_Recorder(This, value))
#define IDiscFormat2TrackAtOnce_put_BufferUnderrunFreeDisabled(This, value) \
	((This)->lpVtbl->put_BufferUnderrunFreeDisabled(This, value))
#define IDiscFormat2TrackAtOnce_get_BufferUnderrunFreeDisabled(This, value) \
	((This)->lpVtbl->get_BufferUnderrunFreeDisabled(This, value))
#define IDiscFormat2TrackAtOnce_get_NumberOfExistingTracks(This, value) \
	((This)->lpVtbl->get_NumberOfExistingTracks(This, value))
#define IDiscFormat2TrackAtOnce_get_TotalSectorsOnMedia(This, value) \
	((This)->lpVtbl->get_TotalSectorsOnMedia(This, value))
#define IDiscFormat2TrackAtOnce_get_FreeSectorsOnMedia(This, value) \
	((This)->lpVtbl->get_FreeSectorsOnMedia(This, value))
#define IDiscFormat2TrackAtOnce_get_UsedSectorsOnMedia(This, value) \
	((This)->lpVtbl->get_UsedSectorsOnMedia(This, value))
#define IDiscFormat2TrackAtOnce_put_DoNotFinalizeMedia(This, value) \
	((This)->lpVtbl->put_DoNotFinalizeMedia(This, value))
#define IDiscFormat2TrackAtOnce_get_DoNotFinalizeMedia(This, value) \
	((This)->lpVtbl->get_DoNotFinalizeMedia(This, value))
#define IDiscFormat2TrackAtOnce_get_ExpectedTableOfContents(This, value) \
	((This)->lpVtbl->get_ExpectedTableOfContents(This, value))
#define IDiscFormat2TrackAtOnce_get_CurrentPhysicalMediaType(This, value) \
	((This)->lpVtbl->get_CurrentPhysicalMediaType(This, value))
#define IDiscFormat2TrackAtOnce_put_ClientName(This, value) \
	((This)->lpVtbl->put_ClientName(This, value))
#define IDiscFormat2TrackAtOnce_get_ClientName(This, value) \
	((This)->lpVtbl->get_ClientName(This, value))
#define IDiscFormat2TrackAtOnce_get_RequestedWriteSpeed(This, value) \
	((This)->lpVtbl->get_RequestedWriteSpeed(This, value))
#define IDiscFormat2TrackAtOnce_get_RequestedRotationTypeIsPureCAV(This, value) \
	((This)->lpVtbl->get_RequestedRotationTypeIsPureCAV(This, value))
#define IDiscFormat2TrackAtOnce_get_CurrentWriteSpeed(This, value) \
	((This)->lpVtbl->get_CurrentWriteSpeed(This, value))
#define IDiscFormat2TrackAtOnce_get_CurrentRotationTypeIsPureCAV(This, value) \
	((This)->lpVtbl->get_CurrentRotationTypeIsPureCAV(This, value))
#define IDiscFormat2TrackAtOnce_get_SupportedWriteSpeeds(This, supportedSpeeds) \
	((This)->lpVtbl->get_SupportedWriteSpeeds(This, supportedSpeeds))
#define IDiscFormat2TrackAtOnce_get_SupportedWriteSpeedDescriptors( \
	This, supportedSpeedDescriptors)                            \
	((This)->lpVtbl->get_SupportedWriteSpeedDescriptors(This, supportedSpeedDescriptors))

extern const IID IID_DDiscFormat2TrackAtOnceEvents;
typedef struct DDiscFormat2TrackAtOnceEventsVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(DDiscFormat2TrackAtOnceEvents *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(DDiscFormat2TrackAtOnceEvents *This);
	ULONG(STDMETHODCALLTYPE *Release)(DDiscFormat2TrackAtOnceEvents *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)
	(DDiscFormat2TrackAtOnceEvents *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(DDiscFormat2TrackAtOnceEvents *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(DDiscFormat2TrackAtOnceEvents *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames,
		LCID lcid, DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(DDiscFormat2TrackAtOnceEvents *This, DISPID dispIdMember, REFIID riid, LCID lcid,
		WORD wFlags, DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *Update)
	(DDiscFormat2TrackAtOnceEvents *This, IDispatch *object, IDispatch *progress);
} DDiscFormat2TrackAtOnceEventsVtbl;
struct DDiscFormat2TrackAtOnceEvents {
	const DDiscFormat2TrackAtOnceEventsVtbl *lpVtbl;
};
#define DDiscFormat2TrackAtOnceEvents_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define DDiscFormat2TrackAtOnceEvents_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define DDiscFormat2TrackAtOnceEvents_Release(This) ((This)->lpVtbl->Release(This))
#define DDiscFormat2TrackAtOnceEvents_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define DDiscFormat2TrackAtOnceEvents_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define DDiscFormat2TrackAtOnceEvents_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define DDiscFormat2TrackAtOnceEvents_Invoke(                                                    \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define DDiscFormat2TrackAtOnceEvents_Update(This, object, progress) \
	((This)->lpVtbl->Update(This, object, progress))

extern const IID IID_IDiscFormat2TrackAtOnceEventArgs;
typedef struct IDiscFormat2TrackAtOnceEventArgsVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IDiscFormat2TrackAtOnceEventArgs *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IDiscFormat2TrackAtOnceEventArgs *This);
	ULONG(STDMETHODCALLTYPE *Release)(IDiscFormat2TrackAtOnceEventArgs *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)
	(IDiscFormat2TrackAtOnceEventArgs *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(IDiscFormat2TrackAtOnceEventArgs *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(IDiscFormat2TrackAtOnceEventArgs *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames,
		LCID lcid, DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(IDiscFormat2TrackAtOnceEventArgs *This, DISPID dispIdMember, REFIID riid, LCID lcid,
		WORD wFlags, DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *get_StartLba)
	(IDiscFormat2TrackAtOnceEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_SectorCount)
	(IDiscFormat2TrackAtOnceEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_LastReadLba)
	(IDiscFormat2TrackAtOnceEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_LastWrittenLba)
	(IDiscFormat2TrackAtOnceEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_TotalSystemBuffer)
	(IDiscFormat2TrackAtOnceEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_UsedSystemBuffer)
	(IDiscFormat2TrackAtOnceEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_FreeSystemBuffer)
	(IDiscFormat2TrackAtOnceEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_CurrentTrackNumber)
	(IDiscFormat2TrackAtOnceEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_CurrentAction)
	(IDiscFormat2TrackAtOnceEventArgs *This, IMAPI_FORMAT2_TAO_WRITE_ACTION *value);
	HRESULT(STDMETHODCALLTYPE *get_ElapsedTime)
	(IDiscFormat2TrackAtOnceEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_RemainingTime)
	(IDiscFormat2TrackAtOnceEventArgs *This, LONG *value);
} IDiscFormat2TrackAtOnceEventArgsVtbl;
struct IDiscFormat2TrackAtOnceEventArgs {
	const IDiscFormat2TrackAtOnceEventArgsVtbl *lpVtbl;
};
#define IDiscFormat2TrackAtOnceEventArgs_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IDiscFormat2TrackAtOnceEventArgs_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define IDiscFormat2TrackAtOnceEventArgs_Release(This) ((This)->lpVtbl->Release(This))
#define IDiscFormat2TrackAtOnceEventArgs_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define IDiscFormat2TrackAtOnceEventArgs_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define IDiscFormat2TrackAtOnceEventArgs_GetIDsOfNames( \
	This, riid, rgszNames, cNames, lcid, rgDispId)  \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define IDiscFormat2TrackAtOnceEventArgs_Invoke(                                                 \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define IDiscFormat2TrackAtOnceEventArgs_get_StartLba(This, value) \
	((This)->lpVtbl->get_StartLba(This, value))
#define IDiscFormat2TrackAtOnceEventArgs_get_SectorCount(This, value) \
	((This)->lpVtbl->get_SectorCount(This, value))
#define IDiscFormat2TrackAtOnceEventArgs_get_LastReadLba(This, value) \
	((This)->lpVtbl->get_LastReadLba(This, value))
#define IDiscFormat2TrackAtOnceEventArgs_get_LastWrittenLba(This, value) \
	((This)->lpVtbl->get_LastWrittenLba(This, value))
#define IDiscFormat2TrackAtOnceEventArgs_get_TotalSystemBuffer(This, value) \
	((This)->lpVtbl->get_TotalSystemBuffer(This, value))
#define IDiscFormat2TrackAtOnceEventArgs_get_UsedSystemBuffer(This, value) \
	((This)->lpVtbl->get_UsedSystemBuffer(This, value))
#define IDiscFormat2TrackAtOnceEventArgs_get_FreeSystemBuffer(This, value) \
	((This)->lpVtbl->get_FreeSystemBuffer(This, value))
#define IDiscFormat2TrackAtOnceEventArgs_get_CurrentTrackNumber(This, value) \
	((This)->lpVtbl->get_CurrentTrackNumber(This, value))
#define IDiscFormat2TrackAtOnceEventArgs_get_CurrentAction(This, value) \
	((This)->lpVtbl->get_CurrentAction(This, value))
#define IDiscFormat2TrackAtOnceEventArgs_get_ElapsedTime(This, value) \
	((This)->lpVtbl->get_ElapsedTime(This, value))
#define IDiscFormat2TrackAtOnceEventArgs_get_RemainingTime(This, value) \
	((This)->lpVtbl->get_RemainingTime(This, value))

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
