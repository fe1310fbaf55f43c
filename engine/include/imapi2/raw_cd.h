/* SPDX-License-Identifier: MIT */
/*
 * raw_cd.h: CDs in one piece from raw sectors, and images for that.
 *
 * Names, identities, the order of the methods and all values are IMAPI2's, and Microsoft's
 * documentation of each says what it does; engine/imapi2/README.md says where we differ.
 *
 * An image: put its properties, AddSpecialPregap and AddTrack, which keep references to the streams
 * and read them only when the image is read; CreateResultImage, once, gives a stream that begins at
 * 95:00:00 and keeps the creator, which is read-only from then on (E_IMAPI_RAW_IMAGE_IS_READ_ONLY).
 * Errors: E_IMAPI_RAW_IMAGE_NO_TRACKS, _TRACKS_ALREADY_ADDED, _TOO_MANY_TRACKS, _INSUFFICIENT_SPACE,
 * _SECTOR_TYPE_NOT_SUPPORTED (audio is all there is), E_INVALIDARG for streams too short or not whole
 * sectors and for values there are none of. TrackInfo keeps the creator, too.
 *
 * A burn: put_Recorder, put_ClientName; PrepareMedia takes the drive and the tray (a blank CD-R or
 * CD-RW); put_RequestedSectorType says what the stream has (E_IMAPI_DF2RAW_DATA_BLOCK_TYPE_NOT_SUPPORTED
 * when the drive cannot); WriteMedia borrows the stream while it runs and blocks; ReleaseMedia. Errors:
 * E_IMAPI_DF2RAW_MEDIA_IS_NOT_PREPARED, _WRITE_IN_PROGRESS, _MEDIA_IS_NOT_BLANK (one disc takes one
 * image), _STREAM_NOT_SUPPORTED, _STREAM_LEADIN_TOO_SHORT, _NOT_ENOUGH_SPACE,
 * E_IMAPI_REQUEST_CANCELLED, the stream's, the drive's.
 */
#ifndef IMAPI2_RAW_CD_H
#define IMAPI2_RAW_CD_H

#include "imapi2/disc_format.h"

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

typedef struct IDiscFormat2RawCD IDiscFormat2RawCD;
typedef struct DDiscFormat2RawCDEvents DDiscFormat2RawCDEvents;
typedef struct IDiscFormat2RawCDEventArgs IDiscFormat2RawCDEventArgs;
typedef struct IRawCDImageCreator IRawCDImageCreator;
typedef struct IRawCDImageTrackInfo IRawCDImageTrackInfo;

extern const IID IID_IDiscFormat2RawCD;
typedef struct IDiscFormat2RawCDVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IDiscFormat2RawCD *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IDiscFormat2RawCD *This);
	ULONG(STDMETHODCALLTYPE *Release)(IDiscFormat2RawCD *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)(IDiscFormat2RawCD *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(IDiscFormat2RawCD *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(IDiscFormat2RawCD *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(IDiscFormat2RawCD *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *IsRecorderSupported)
	(IDiscFormat2RawCD *This, IDiscRecorder2 *recorder, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *IsCurrentMediaSupported)
	(IDiscFormat2RawCD *This, IDiscRecorder2 *recorder, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_MediaPhysicallyBlank)
	(IDiscFormat2RawCD *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_MediaHeuristicallyBlank)
	(IDiscFormat2RawCD *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_SupportedMediaTypes)
	(IDiscFormat2RawCD *This, SAFEARRAY **value);
	HRESULT(STDMETHODCALLTYPE *PrepareMedia)(IDiscFormat2RawCD *This);
	HRESULT(STDMETHODCALLTYPE *WriteMedia)(IDiscFormat2RawCD *This, IStream *data);
	HRESULT(STDMETHODCALLTYPE *WriteMedia2)
	(IDiscFormat2RawCD *This, IStream *data, LONG streamLeadInSectors);
	HRESULT(STDMETHODCALLTYPE *CancelWrite)(IDiscFormat2RawCD *This);
	HRESULT(STDMETHODCALLTYPE *ReleaseMedia)(IDiscFormat2RawCD *This);
	HRESULT(STDMETHODCALLTYPE *SetWriteSpeed)
	(IDiscFormat2RawCD *This, LONG RequestedSectorsPerSecond,
		VARIANT_BOOL RotationTypeIsPureCAV);
	HRESULT(STDMETHODCALLTYPE *put_Recorder)(IDiscFormat2RawCD *This, IDiscRecorder2 *value);
	HRESULT(STDMETHODCALLTYPE *get_Recorder)(IDiscFormat2RawCD *This, IDiscRecorder2 **value);
	HRESULT(STDMETHODCALLTYPE *put_BufferUnderrunFreeDisabled)
	(IDiscFormat2RawCD *This, VARIANT_BOOL value);
	HRESULT(STDMETHODCALLTYPE *get_BufferUnderrunFreeDisabled)
	(IDiscFormat2RawCD *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_StartOfNextSession)(IDiscFormat2RawCD *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_LastPossibleStartOfLeadout)
	(IDiscFormat2RawCD *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_CurrentPhysicalMediaType)
	(IDiscFormat2RawCD *This, IMAPI_MEDIA_PHYSICAL_TYPE *value);
	HRESULT(STDMETHODCALLTYPE *get_SupportedSectorTypes)
	(IDiscFormat2RawCD *This, SAFEARRAY **value);
	HRESULT(STDMETHODCALLTYPE *put_RequestedSectorType)
	(IDiscFormat2RawCD *This, IMAPI_FORMAT2_RAW_CD_DATA_SECTOR_TYPE value);
	HRESULT(STDMETHODCALLTYPE *get_RequestedSectorType)
	(IDiscFormat2RawCD *This, IMAPI_FORMAT2_RAW_CD_DATA_SECTOR_TYPE *value);
	HRESULT(STDMETHODCALLTYPE *put_ClientName)(IDiscFormat2RawCD *This, BSTR value);
	HRESULT(STDMETHODCALLTYPE *get_ClientName)(IDiscFormat2RawCD *This, BSTR *value);
	HRESULT(STDMETHODCALLTYPE *get_RequestedWriteSpeed)(IDiscFormat2RawCD *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_RequestedRotationTypeIsPureCAV)
	(IDiscFormat2RawCD *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_CurrentWriteSpeed)(IDiscFormat2RawCD *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_CurrentRotationTypeIsPureCAV)
	(IDiscFormat2RawCD *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_SupportedWriteSpeeds)
	(IDiscFormat2RawCD *This, SAFEARRAY **supportedSpeeds);
	HRESULT(STDMETHODCALLTYPE *get_SupportedWriteSpeedDescriptors)
	(IDiscFormat2RawCD *This, SAFEARRAY **supportedSpeedDescriptors);
} IDiscFormat2RawCDVtbl;
struct IDiscFormat2RawCD {
	const IDiscFormat2RawCDVtbl *lpVtbl;
};
#define IDiscFormat2RawCD_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IDiscFormat2RawCD_AddRef(This)	((This)->lpVtbl->AddRef(This))
#define IDiscFormat2RawCD_Release(This) ((This)->lpVtbl->Release(This))
#define IDiscFormat2RawCD_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define IDiscFormat2RawCD_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define IDiscFormat2RawCD_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define IDiscFormat2RawCD_Invoke(                                                                \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define IDiscFormat2RawCD_IsRecorderSupported(This, recorder, value) \
	((This)->lpVtbl->IsRecorderSupported(This, recorder, value))
#define IDiscFormat2RawCD_IsCurrentMediaSupported(This, recorder, value) \
	((This)->lpVtbl->IsCurrentMediaSupported(This, recorder, value))
#define IDiscFormat2RawCD_get_MediaPhysicallyBlank(This, value) \
	((This)->lpVtbl->get_MediaPhysicallyBlank(This, value))
#define IDiscFormat2RawCD_get_MediaHeuristicallyBlank(This, value) \
	((This)->lpVtbl->get_MediaHeuristicallyBlank(This, value))
#define IDiscFormat2RawCD_get_SupportedMediaTypes(This, value) \
	((This)->lpVtbl->get_SupportedMediaTypes(This, value))
#define IDiscFormat2RawCD_PrepareMedia(This)	 ((This)->lpVtbl->PrepareMedia(This))
#define IDiscFormat2RawCD_WriteMedia(This, data) ((This)->lpVtbl->WriteMedia(This, data))
#define IDiscFormat2RawCD_WriteMedia2(This, data, streamLeadInSectors) \
	((This)->lpVtbl->WriteMedia2(This, data, streamLeadInSectors))
#define IDiscFormat2RawCD_CancelWrite(This)  ((This)->lpVtbl->CancelWrite(This))
#define IDiscFormat2RawCD_ReleaseMedia(This) ((This)->lpVtbl->ReleaseMedia(This))
#define IDiscFormat2RawCD_SetWriteSpeed(This, RequestedSectorsPerSecond, RotationTypeIsPureCAV) \
	((This)->lpVtbl->SetWriteSpeed(This, RequestedSectorsPerSecond, RotationTypeIsPureCAV))
#define IDiscFormat2RawCD_put_Recorder(This, value) ((This)->lpVtbl->put_Recorder(This, value))
#define IDiscFormat2RawCD_get_Recorder(This, value) ((This)->lpVtbl->get_Recorder(This, value))
#define IDiscFormat2RawCD_put_BufferUnderrunFreeDisabled(This, value) \
	((This)->lpVtbl->put_BufferUnderrunFreeDisabled(This, value))
#define IDiscFormat2RawCD_get_BufferUnderrunFreeDisabled(This, value) \
	((This)->lpVtbl->get_BufferUnderrunFreeDisabled(This, value))
#define IDiscFormat2RawCD_get_StartOfNextSession(This, value) \
	((This)->lpVtbl->get_StartOfNextSession(This, value))
#define IDiscFormat2RawCD_get_LastPossibleStartOfLeadout(This, value) \
	((This)->lpVtbl->get_LastPossibleStartOfLeadout(This, value))
#define IDiscFormat2RawCD_get_CurrentPhysicalMediaType(This, value) \
	((This)->lpVtbl->get_CurrentPhysicalMediaType(This, value))
#define IDiscFormat2RawCD_get_SupportedSectorTypes(This, value) \
	((This)->lpVtbl->get_SupportedSectorTypes(This, value))
#define IDiscFormat2RawCD_put_RequestedSectorType(This, value) \
	((This)->lpVtbl->put_RequestedSectorType(This, value))
#define IDiscFormat2RawCD_get_RequestedSectorType(This, value) \
	((This)->lpVtbl->get_RequestedSectorType(This, value))
#define IDiscFormat2RawCD_put_ClientName(This, value) ((This)->lpVtbl->put_ClientName(This, value))
#define IDiscFormat2RawCD_get_ClientName(This, value) ((This)->lpVtbl->get_ClientName(This, value))
#define IDiscFormat2RawCD_get_RequestedWriteSpeed(This, value) \
	((This)->lpVtbl->get_RequestedWriteSpeed(This, value))
#define IDiscFormat2RawCD_get_RequestedRotationTypeIsPureCAV(This, value) \
	((This)->lpVtbl->get_RequestedRotationTypeIsPureCAV(This, value))
#define IDiscFormat2RawCD_get_CurrentWriteSpeed(This, value) \
	((This)->lpVtbl->get_CurrentWriteSpeed(This, value))
#define IDiscFormat2RawCD_get_CurrentRotationTypeIsPureCAV(This, value) \
	((This)->lpVtbl->get_CurrentRotationTypeIsPureCAV(This, value))
#define IDiscFormat2RawCD_get_SupportedWriteSpeeds(This, supportedSpeeds) \
	((This)->lpVtbl->get_SupportedWriteSpeeds(This, supportedSpeeds))
#define IDiscFormat2RawCD_get_SupportedWriteSpeedDescriptors(This, supportedSpeedDescriptors) \
	((This)->lpVtbl->get_SupportedWriteSpeedDescriptors(This, supportedSpeedDescriptors))

extern const IID IID_DDiscFormat2RawCDEvents;
typedef struct DDiscFormat2RawCDEventsVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(DDiscFormat2RawCDEvents *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(DDiscFormat2RawCDEvents *This);
	ULONG(STDMETHODCALLTYPE *Release)(DDiscFormat2RawCDEvents *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)(DDiscFormat2RawCDEvents *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(DDiscFormat2RawCDEvents *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(DDiscFormat2RawCDEvents *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(DDiscFormat2RawCDEvents *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *Update)
	(DDiscFormat2RawCDEvents *This, IDispatch *object, IDispatch *progress);
} DDiscFormat2RawCDEventsVtbl;
struct DDiscFormat2RawCDEvents {
	const DDiscFormat2RawCDEventsVtbl *lpVtbl;
};
#define DDiscFormat2RawCDEvents_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define DDiscFormat2RawCDEvents_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define DDiscFormat2RawCDEvents_Release(This) ((This)->lpVtbl->Release(This))
#define DDiscFormat2RawCDEvents_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define DDiscFormat2RawCDEvents_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define DDiscFormat2RawCDEvents_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define DDiscFormat2RawCDEvents_Invoke(                                                          \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define DDiscFormat2RawCDEvents_Update(This, object, progress) \
	((This)->lpVtbl->Update(This, object, progress))

extern const IID IID_IDiscFormat2RawCDEventArgs;
typedef struct IDiscFormat2RawCDEventArgsVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IDiscFormat2RawCDEventArgs *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IDiscFormat2RawCDEventArgs *This);
	ULONG(STDMETHODCALLTYPE *Release)(IDiscFormat2RawCDEventArgs *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)
	(IDiscFormat2RawCDEventArgs *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(IDiscFormat2RawCDEventArgs *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(IDiscFormat2RawCDEventArgs *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(IDiscFormat2RawCDEventArgs *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *get_StartLba)(IDiscFormat2RawCDEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_SectorCount)(IDiscFormat2RawCDEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_LastReadLba)(IDiscFormat2RawCDEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_LastWrittenLba)
	(IDiscFormat2RawCDEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_TotalSystemBuffer)
	(IDiscFormat2RawCDEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_UsedSystemBuffer)
	(IDiscFormat2RawCDEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_FreeSystemBuffer)
	(IDiscFormat2RawCDEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_CurrentAction)
	(IDiscFormat2RawCDEventArgs *This, IMAPI_FORMAT2_RAW_CD_WRITE_ACTION *value);
	HRESULT(STDMETHODCALLTYPE *get_ElapsedTime)(IDiscFormat2RawCDEventArgs *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_RemainingTime)
	(IDiscFormat2RawCDEventArgs *This, LONG *value);
} IDiscFormat2RawCDEventArgsVtbl;
struct IDiscFormat2RawCDEventArgs {
	const IDiscFormat2RawCDEventArgsVtbl *lpVtbl;
};
#define IDiscFormat2RawCDEventArgs_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IDiscFormat2RawCDEventArgs_AddRef(This)	 ((This)->lpVtbl->AddRef(This))
#define IDiscFormat2RawCDEventArgs_Release(This) ((This)->lpVtbl->Release(This))
#define IDiscFormat2RawCDEventArgs_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define IDiscFormat2RawCDEventArgs_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define IDiscFormat2RawCDEventArgs_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define IDiscFormat2RawCDEventArgs_Invoke(                                                       \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define IDiscFormat2RawCDEventArgs_get_StartLba(This, value) \
	((This)->lpVtbl->get_StartLba(This, value))
#define IDiscFormat2RawCDEventArgs_get_SectorCount(This, value) \
	((This)->lpVtbl->get_SectorCount(This, value))
#define IDiscFormat2RawCDEventArgs_get_LastReadLba(This, value) \
	((This)->lpVtbl->get_LastReadLba(This, value))
#define IDiscFormat2RawCDEventArgs_get_LastWrittenLba(This, value) \
	((This)->lpVtbl->get_LastWrittenLba(This, value))
#define IDiscFormat2RawCDEventArgs_get_TotalSystemBuffer(This, value) \
	((This)->lpVtbl->get_TotalSystemBuffer(This, value))
#define IDiscFormat2RawCDEventArgs_get_UsedSystemBuffer(This, value) \
	((This)->lpVtbl->get_UsedSystemBuffer(This, value))
#define IDiscFormat2RawCDEventArgs_get_FreeSystemBuffer(This, value) \
	((This)->lpVtbl->get_FreeSystemBuffer(This, value))
#define IDiscFormat2RawCDEventArgs_get_CurrentAction(This, value) \
	((This)->lpVtbl->get_CurrentAction(This, value))
#define IDiscFormat2RawCDEventArgs_get_ElapsedTime(This, value) \
	((This)->lpVtbl->get_ElapsedTime(This, value))
#define IDiscFormat2RawCDEventArgs_get_RemainingTime(This, value) \
	((This)->lpVtbl->get_RemainingTime(This, value))

extern const IID IID_IRawCDImageCreator;
typedef struct IRawCDImageCreatorVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IRawCDImageCreator *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IRawCDImageCreator *This);
	ULONG(STDMETHODCALLTYPE *Release)(IRawCDImageCreator *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)(IRawCDImageCreator *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(IRawCDImageCreator *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(IRawCDImageCreator *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(IRawCDImageCreator *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *CreateResultImage)
	(IRawCDImageCreator *This, IStream **resultStream);
	HRESULT(STDMETHODCALLTYPE *AddTrack)
	(IRawCDImageCreator *This, IMAPI_CD_SECTOR_TYPE dataType, IStream *data, LONG *trackIndex);
	HRESULT(STDMETHODCALLTYPE *AddSpecialPregap)(IRawCDImageCreator *This, IStream *data);
	HRESULT(STDMETHODCALLTYPE *AddSubcodeRWGenerator)
	(IRawCDImageCreator *This, IStream *subcode);
	HRESULT(STDMETHODCALLTYPE *put_ResultingImageType)
	(IRawCDImageCreator *This, IMAPI_FORMAT2_RAW_CD_DATA_SECTOR_TYPE value);
	HRESULT(STDMETHODCALLTYPE *get_ResultingImageType)
	(IRawCDImageCreator *This, IMAPI_FORMAT2_RAW_CD_DATA_SECTOR_TYPE *value);
	HRESULT(STDMETHODCALLTYPE *get_StartOfLeadout)(IRawCDImageCreator *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *put_StartOfLeadoutLimit)(IRawCDImageCreator *This, LONG value);
	HRESULT(STDMETHODCALLTYPE *get_StartOfLeadoutLimit)(IRawCDImageCreator *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *put_DisableGaplessAudio)
	(IRawCDImageCreator *This, VARIANT_BOOL value);
	HRESULT(STDMETHODCALLTYPE *get_DisableGaplessAudio)
	(IRawCDImageCreator *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *put_MediaCatalogNumber)(IRawCDImageCreator *This, BSTR value);
	HRESULT(STDMETHODCALLTYPE *get_MediaCatalogNumber)(IRawCDImageCreator *This, BSTR *value);
	HRESULT(STDMETHODCALLTYPE *put_StartingTrackNumber)(IRawCDImageCreator *This, LONG value);
	HRESULT(STDMETHODCALLTYPE *get_StartingTrackNumber)(IRawCDImageCreator *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_TrackInfo)
	(IRawCDImageCreator *This, LONG trackIndex, IRawCDImageTrackInfo **value);
	HRESULT(STDMETHODCALLTYPE *get_NumberOfExistingTracks)
	(IRawCDImageCreator *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_LastUsedUserSectorInImage)
	(IRawCDImageCreator *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_ExpectedTableOfContents)
	(IRawCDImageCreator *This, SAFEARRAY **value);
} IRawCDImageCreatorVtbl;
struct IRawCDImageCreator {
	const IRawCDImageCreatorVtbl *lpVtbl;
};
#define IRawCDImageCreator_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IRawCDImageCreator_AddRef(This)	 ((This)->lpVtbl->AddRef(This))
#define IRawCDImageCreator_Release(This) ((This)->lpVtbl->Release(This))
#define IRawCDImageCreator_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define IRawCDImageCreator_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define IRawCDImageCreator_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define IRawCDImageCreator_Invoke(                                                               \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define IRawCDImageCreator_CreateResultImage(This, resultStream) \
	((This)->lpVtbl->CreateResultImage(This, resultStream))
#define IRawCDImageCreator_AddTrack(This, dataType, data, trackIndex) \
	((This)->lpVtbl->AddTrack(This, dataType, data, trackIndex))
#define IRawCDImageCreator_AddSpecialPregap(This, data) \
	((This)->lpVtbl->AddSpecialPregap(This, data))
#define IRawCDImageCreator_AddSubcodeRWGenerator(This, subcode) \
	((This)->lpVtbl->AddSubcodeRWGenerator(This, subcode))
#define IRawCDImageCreator_put_ResultingImageType(This, value) \
	((This)->lpVtbl->put_ResultingImageType(This, value))
#define IRawCDImageCreator_get_ResultingImageType(This, value) \
	((This)->lpVtbl->get_ResultingImageType(This, value))
#define IRawCDImageCreator_get_StartOfLeadout(This, value) \
	((This)->lpVtbl->get_StartOfLeadout(This, value))
#define IRawCDImageCreator_put_StartOfLeadoutLimit(This, value) \
	((This)->lpVtbl->put_StartOfLeadoutLimit(This, value))
#define IRawCDImageCreator_get_StartOfLeadoutLimit(This, value) \
	((This)->lpVtbl->get_StartOfLeadoutLimit(This, value))
#define IRawCDImageCreator_put_DisableGaplessAudio(This, value) \
	((This)->lpVtbl->put_DisableGaplessAudio(This, value))
#define IRawCDImageCreator_get_DisableGaplessAudio(This, value) \
	((This)->lpVtbl->get_DisableGaplessAudio(This, value))
#define IRawCDImageCreator_put_MediaCatalogNumber(This, value) \
	((This)->lpVtbl->put_MediaCatalogNumber(This, value))
#define IRawCDImageCreator_get_MediaCatalogNumber(This, value) \
	((This)->lpVtbl->get_MediaCatalogNumber(This, value))
#define IRawCDImageCreator_put_StartingTrackNumber(This, value) \
	((This)->lpVtbl->put_StartingTrackNumber(This, value))
#define IRawCDImageCreator_get_StartingTrackNumber(This, value) \
	((This)->lpVtbl->get_StartingTrackNumber(This, value))
#define IRawCDImageCreator_get_TrackInfo(This, trackIndex, value) \
	((This)->lpVtbl->get_TrackInfo(This, trackIndex, value))
#define IRawCDImageCreator_get_NumberOfExistingTracks(This, value) \
	((This)->lpVtbl->get_NumberOfExistingTracks(This, value))
#define IRawCDImageCreator_get_LastUsedUserSectorInImage(This, value) \
	((This)->lpVtbl->get_LastUsedUserSectorInImage(This, value))
#define IRawCDImageCreator_get_ExpectedTableOfContents(This, value) \
	((This)->lpVtbl->get_ExpectedTableOfContents(This, value))

extern const IID IID_IRawCDImageTrackInfo;
typedef struct IRawCDImageTrackInfoVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IRawCDImageTrackInfo *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IRawCDImageTrackInfo *This);
	ULONG(STDMETHODCALLTYPE *Release)(IRawCDImageTrackInfo *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)(IRawCDImageTrackInfo *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(IRawCDImageTrackInfo *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(IRawCDImageTrackInfo *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(IRawCDImageTrackInfo *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *get_StartingLba)(IRawCDImageTrackInfo *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_SectorCount)(IRawCDImageTrackInfo *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_TrackNumber)(IRawCDImageTrackInfo *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_SectorType)
	(IRawCDImageTrackInfo *This, IMAPI_CD_SECTOR_TYPE *value);
	HRESULT(STDMETHODCALLTYPE *get_ISRC)(IRawCDImageTrackInfo *This, BSTR *value);
	HRESULT(STDMETHODCALLTYPE *put_ISRC)(IRawCDImageTrackInfo *This, BSTR value);
	HRESULT(STDMETHODCALLTYPE *get_DigitalAudioCopySetting)
	(IRawCDImageTrackInfo *This, IMAPI_CD_TRACK_DIGITAL_COPY_SETTING *value);
	HRESULT(STDMETHODCALLTYPE *put_DigitalAudioCopySetting)
	(IRawCDImageTrackInfo *This, IMAPI_CD_TRACK_DIGITAL_COPY_SETTING value);
	HRESULT(STDMETHODCALLTYPE *get_AudioHasPreemphasis)
	(IRawCDImageTrackInfo *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *put_AudioHasPreemphasis)
	(IRawCDImageTrackInfo *This, VARIANT_BOOL value);
	HRESULT(STDMETHODCALLTYPE *get_TrackIndexes)(IRawCDImageTrackInfo *This, SAFEARRAY **value);
	HRESULT(STDMETHODCALLTYPE *AddTrackIndex)(IRawCDImageTrackInfo *This, LONG lbaOffset);
	HRESULT(STDMETHODCALLTYPE *ClearTrackIndex)(IRawCDImageTrackInfo *This, LONG lbaOffset);
} IRawCDImageTrackInfoVtbl;
struct IRawCDImageTrackInfo {
	const IRawCDImageTrackInfoVtbl *lpVtbl;
};
#define IRawCDImageTrackInfo_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IRawCDImageTrackInfo_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define IRawCDImageTrackInfo_Release(This) ((This)->lpVtbl->Release(This))
#define IRawCDImageTrackInfo_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define IRawCDImageTrackInfo_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define IRawCDImageTrackInfo_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define IRawCDImageTrackInfo_Invoke(                                                             \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define IRawCDImageTrackInfo_get_StartingLba(This, value) \
	((This)->lpVtbl->get_StartingLba(This, value))
#define IRawCDImageTrackInfo_get_SectorCount(This, value) \
	((This)->lpVtbl->get_SectorCount(This, value))
#define IRawCDImageTrackInfo_get_TrackNumber(This, value) \
	((This)->lpVtbl->get_TrackNumber(This, value))
#define IRawCDImageTrackInfo_get_SectorType(This, value) \
	((This)->lpVtbl->get_SectorType(This, value))
#define IRawCDImageTrackInfo_get_ISRC(This, value) ((This)->lpVtbl->get_ISRC(This, value))
#define IRawCDImageTrackInfo_put_ISRC(This, value) ((This)->lpVtbl->put_ISRC(This, value))
#define IRawCDImageTrackInfo_get_DigitalAudioCopySetting(This, value) \
	((This)->lpVtbl->get_DigitalAudioCopySetting(This, value))
#define IRawCDImageTrackInfo_put_DigitalAudioCopySetting(This, value) \
	((This)->lpVtbl->put_DigitalAudioCopySetting(This, value))
#define IRawCDImageTrackInfo_get_AudioHasPreemphasis(This, value) \
	((This)->lpVtbl->get_AudioHasPreemphasis(This, value))
#define IRawCDImageTrackInfo_put_AudioHasPreemphasis(This, value) \
	((This)->lpVtbl->put_AudioHasPreemphasis(This, value))
#define IRawCDImageTrackInfo_get_TrackIndexes(This, value) \
	((This)->lpVtbl->get_TrackIndexes(This, value))
#define IRawCDImageTrackInfo_AddTrackIndex(This, lbaOffset) \
	((This)->lpVtbl->AddTrackIndex(This, lbaOffset))
#define IRawCDImageTrackInfo_ClearTrackIndex(This, lbaOffset) \
	((This)->lpVtbl->ClearTrackIndex(This, lbaOffset))

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
