/* SPDX-License-Identifier: MIT */
/*
 * recorder.h: the drives of a machine, and one of them.
 *
 * Names, identities, the order of the methods and all values are IMAPI2's, and Microsoft's
 * documentation of each says what it does; engine/imapi2/README.md says where we differ.
 */
#ifndef IMAPI2_RECORDER_H
#define IMAPI2_RECORDER_H

#include "imapi2/types.h"

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

typedef struct IDiscMaster2 IDiscMaster2;
typedef struct DDiscMaster2Events DDiscMaster2Events;
typedef struct IDiscRecorder2Ex IDiscRecorder2Ex;
typedef struct IDiscRecorder2 IDiscRecorder2;

extern const IID IID_IDiscMaster2;
typedef struct IDiscMaster2Vtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IDiscMaster2 *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IDiscMaster2 *This);
	ULONG(STDMETHODCALLTYPE *Release)(IDiscMaster2 *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)(IDiscMaster2 *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(IDiscMaster2 *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(IDiscMaster2 *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(IDiscMaster2 *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *get__NewEnum)(IDiscMaster2 *This, IEnumVARIANT **ppunk);
	HRESULT(STDMETHODCALLTYPE *get_Item)(IDiscMaster2 *This, LONG index, BSTR *value);
	HRESULT(STDMETHODCALLTYPE *get_Count)(IDiscMaster2 *This, LONG *value);
	HRESULT(STDMETHODCALLTYPE *get_IsSupportedEnvironment)
	(IDiscMaster2 *This, VARIANT_BOOL *value);
} IDiscMaster2Vtbl;
struct IDiscMaster2 {
	const IDiscMaster2Vtbl *lpVtbl;
};
#define IDiscMaster2_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IDiscMaster2_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define IDiscMaster2_Release(This) ((This)->lpVtbl->Release(This))
#define IDiscMaster2_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define IDiscMaster2_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define IDiscMaster2_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define IDiscMaster2_Invoke(                                                                     \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define IDiscMaster2_get__NewEnum(This, ppunk)	  ((This)->lpVtbl->get__NewEnum(This, ppunk))
#define IDiscMaster2_get_Item(This, index, value) ((This)->lpVtbl->get_Item(This, index, value))
#define IDiscMaster2_get_Count(This, value)	  ((This)->lpVtbl->get_Count(This, value))
#define IDiscMaster2_get_IsSupportedEnvironment(This, value) \
	((This)->lpVtbl->get_IsSupportedEnvironment(This, value))

extern const IID IID_DDiscMaster2Events;
typedef struct DDiscMaster2EventsVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(DDiscMaster2Events *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(DDiscMaster2Events *This);
	ULONG(STDMETHODCALLTYPE *Release)(DDiscMaster2Events *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)(DDiscMaster2Events *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(DDiscMaster2Events *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(DDiscMaster2Events *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(DDiscMaster2Events *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *NotifyDeviceAdded)
	(DDiscMaster2Events *This, IDispatch *object, BSTR uniqueId);
	HRESULT(STDMETHODCALLTYPE *NotifyDeviceRemoved)
	(DDiscMaster2Events *This, IDispatch *object, BSTR uniqueId);
} DDiscMaster2EventsVtbl;
struct DDiscMaster2Events {
	const DDiscMaster2EventsVtbl *lpVtbl;
};
#define DDiscMaster2Events_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define DDiscMaster2Events_AddRef(This)	 ((This)->lpVtbl->AddRef(This))
#define DDiscMaster2Events_Release(This) ((This)->lpVtbl->Release(This))
#define DDiscMaster2Events_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define DDiscMaster2Events_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define DDiscMaster2Events_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define DDiscMaster2Events_Invoke(                                                               \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define DDiscMaster2Events_NotifyDeviceAdded(This, object, uniqueId) \
	((This)->lpVtbl->NotifyDeviceAdded(This, object, uniqueId))
#define DDiscMaster2Events_NotifyDeviceRemoved(This, object, uniqueId) \
	((This)->lpVtbl->NotifyDeviceRemoved(This, object, uniqueId))

extern const IID IID_IDiscRecorder2Ex;
typedef struct IDiscRecorder2ExVtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IDiscRecorder2Ex *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IDiscRecorder2Ex *This);
	ULONG(STDMETHODCALLTYPE *Release)(IDiscRecorder2Ex *This);
	HRESULT(STDMETHODCALLTYPE *SendCommandNoData)
	(IDiscRecorder2Ex *This, BYTE *Cdb, ULONG CdbSize, BYTE SenseBuffer[18], ULONG Timeout);
	HRESULT(STDMETHODCALLTYPE *SendCommandSendDataToDevice)
	(IDiscRecorder2Ex *This, BYTE *Cdb, ULONG CdbSize, BYTE SenseBuffer[18], ULONG Timeout,
		BYTE *Buffer, ULONG_IMAPI2_NONZERO BufferSize);
	HRESULT(STDMETHODCALLTYPE *SendCommandGetDataFromDevice)
	(IDiscRecorder2Ex *This, BYTE *Cdb, ULONG CdbSize, BYTE SenseBuffer[18], ULONG Timeout,
		BYTE *Buffer, ULONG_IMAPI2_NONZERO BufferSize,
		ULONG_IMAPI2_NOT_NEGATIVE *BufferFetched);
	HRESULT(STDMETHODCALLTYPE *ReadDvdStructure)
	(IDiscRecorder2Ex *This, ULONG format, ULONG address, ULONG layer, ULONG agid, BYTE **data,
		ULONG_IMAPI2_DVD_STRUCTURE *count);
	HRESULT(STDMETHODCALLTYPE *SendDvdStructure)
	(IDiscRecorder2Ex *This, ULONG format, BYTE *data, ULONG_IMAPI2_DVD_STRUCTURE count);
	HRESULT(STDMETHODCALLTYPE *GetAdapterDescriptor)
	(IDiscRecorder2Ex *This, BYTE **data, ULONG_IMAPI2_ADAPTER_DESCRIPTOR *byteSize);
	HRESULT(STDMETHODCALLTYPE *GetDeviceDescriptor)
	(IDiscRecorder2Ex *This, BYTE **data, ULONG_IMAPI2_DEVICE_DESCRIPTOR *byteSize);
	HRESULT(STDMETHODCALLTYPE *GetDiscInformation)
	(IDiscRecorder2Ex *This, BYTE **discInformation, ULONG_IMAPI2_DISC_INFORMATION *byteSize);
	HRESULT(STDMETHODCALLTYPE *GetTrackInformation)
	(IDiscRecorder2Ex *This, ULONG address, IMAPI_READ_TRACK_ADDRESS_TYPE addressType,
		BYTE **trackInformation, ULONG_IMAPI2_TRACK_INFORMATION *byteSize);
	HRESULT(STDMETHODCALLTYPE *GetFeaturePage)
	(IDiscRecorder2Ex *This, IMAPI_FEATURE_PAGE_TYPE requestedFeature,
		BOOLEAN currentFeatureOnly, BYTE **featureData,
		ULONG_IMAPI2_FEATURE_PAGE *byteSize);
	HRESULT(STDMETHODCALLTYPE *GetModePage)
	(IDiscRecorder2Ex *This, IMAPI_MODE_PAGE_TYPE requestedModePage,
		IMAPI_MODE_PAGE_REQUEST_TYPE requestType, BYTE **modePageData,
		ULONG_IMAPI2_MODE_PAGE *byteSize);
	HRESULT(STDMETHODCALLTYPE *SetModePage)
	(IDiscRecorder2Ex *This, IMAPI_MODE_PAGE_REQUEST_TYPE requestType, BYTE *data,
		ULONG_IMAPI2_MODE_PAGE byteSize);
	HRESULT(STDMETHODCALLTYPE *GetSupportedFeaturePages)
	(IDiscRecorder2Ex *This, BOOLEAN currentFeatureOnly, IMAPI_FEATURE_PAGE_TYPE **featureData,
		ULONG_IMAPI2_ALL_FEATURE_PAGES *byteSize);
	HRESULT(STDMETHODCALLTYPE *GetSupportedProfiles)
	(IDiscRecorder2Ex *This, BOOLEAN currentOnly, IMAPI_PROFILE_TYPE **profileTypes,
		ULONG_IMAPI2_ALL_PROFILES *validProfiles);
	HRESULT(STDMETHODCALLTYPE *GetSupportedModePages)
	(IDiscRecorder2Ex *This, IMAPI_MODE_PAGE_REQUEST_TYPE requestType,
		IMAPI_MODE_PAGE_TYPE **modePageTypes, ULONG_IMAPI2_ALL_MODE_PAGES *validPages);
	HRESULT(STDMETHODCALLTYPE *GetByteAlignmentMask)(IDiscRecorder2Ex *This, ULONG *value);
	HRESULT(STDMETHODCALLTYPE *GetMaximumNonPageAlignedTransferSize)
	(IDiscRecorder2Ex *This, ULONG *value);
	HRESULT(STDMETHODCALLTYPE *GetMaximumPageAlignedTransferSize)
	(IDiscRecorder2Ex *This, ULONG *value);
} IDiscRecorder2ExVtbl;
struct IDiscRecorder2Ex {
	const IDiscRecorder2ExVtbl *lpVtbl;
};
#define IDiscRecorder2Ex_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IDiscRecorder2Ex_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define IDiscRecorder2Ex_Release(This) ((This)->lpVtbl->Release(This))
#define IDiscRecorder2Ex_SendCommandNoData(This, Cdb, CdbSize, SenseBuffer, Timeout) \
	((This)->lpVtbl->SendCommandNoData(This, Cdb, CdbSize, SenseBuffer, Timeout))
#define IDiscRecorder2Ex_SendCommandSendDataToDevice(                 \
	This, Cdb, CdbSize, SenseBuffer, Timeout, Buffer, BufferSize) \
	((This)->lpVtbl->SendCommandSendDataToDevice(                 \
		This, Cdb, CdbSize, SenseBuffer, Timeout, Buffer, BufferSize))
#define IDiscRecorder2Ex_SendCommandGetDataFromDevice(                               \
	This, Cdb, CdbSize, SenseBuffer, Timeout, Buffer, BufferSize, BufferFetched) \
	((This)->lpVtbl->SendCommandGetDataFromDevice(                               \
		This, Cdb, CdbSize, SenseBuffer, Timeout, Buffer, BufferSize, BufferFetched))
#define IDiscRecorder2Ex_ReadDvdStructure(This, format, address, layer, agid, data, count) \
	((This)->lpVtbl->ReadDvdStructure(This, format, address, layer, agid, data, count))
#define IDiscRecorder2Ex_SendDvdStructure(This, format, data, count) \
	((This)->lpVtbl->SendDvdStructure(This, format, data, count))
#define IDiscRecorder2Ex_GetAdapterDescriptor(This, data, byteSize) \
	((This)->lpVtbl->GetAdapterDescriptor(This, data, byteSize))
#define IDiscRecorder2Ex_GetDeviceDescriptor(This, data, byteSize) \
	((This)->lpVtbl->GetDeviceDescriptor(This, data, byteSize))
#define IDiscRecorder2Ex_GetDiscInformation(This, discInformation, byteSize) \
	((This)->lpVtbl->GetDiscInformation(This, discInformation, byteSize))
#define IDiscRecorder2Ex_GetTrackInformation(                   \
	This, address, addressType, trackInformation, byteSize) \
	((This)->lpVtbl->GetTrackInformation(                   \
		This, address, addressType, trackInformation, byteSize))
#define IDiscRecorder2Ex_GetFeaturePage(                                   \
	This, requestedFeature, currentFeatureOnly, featureData, byteSize) \
	((This)->lpVtbl->GetFeaturePage(                                   \
		This, requestedFeature, currentFeatureOnly, featureData, byteSize))
#define IDiscRecorder2Ex_GetModePage(This, requestedModePage, requestType, modePageData, byteSize) \
	((This)->lpVtbl->GetModePage(This, requestedModePage, requestType, modePageData, byteSize))
#define IDiscRecorder2Ex_SetModePage(This, requestType, data, byteSize) \
	((This)->lpVtbl->SetModePage(This, requestType, data, byteSize))
#define IDiscRecorder2Ex_GetSupportedFeaturePages(This, currentFeatureOnly, featureData, byteSize) \
	((This)->lpVtbl->GetSupportedFeaturePages(This, currentFeatureOnly, featureData, byteSize))
#define IDiscRecorder2Ex_GetSupportedProfiles(This, currentOnly, profileTypes, validProfiles) \
	((This)->lpVtbl->GetSupportedProfiles(This, currentOnly, profileTypes, validProfiles))
#define IDiscRecorder2Ex_GetSupportedModePages(This, requestType, modePageTypes, validPages) \
	((This)->lpVtbl->GetSupportedModePages(This, requestType, modePageTypes, validPages))
#define IDiscRecorder2Ex_GetByteAlignmentMask(This, value) \
	((This)->lpVtbl->GetByteAlignmentMask(This, value))
#define IDiscRecorder2Ex_GetMaximumNonPageAlignedTransferSize(This, value) \
	((This)->lpVtbl->GetMaximumNonPageAlignedTransferSize(This, value))
#define IDiscRecorder2Ex_GetMaximumPageAlignedTransferSize(This, value) \
	((This)->lpVtbl->GetMaximumPageAlignedTransferSize(This, value))

extern const IID IID_IDiscRecorder2;
typedef struct IDiscRecorder2Vtbl {
	HRESULT(STDMETHODCALLTYPE *QueryInterface)
	(IDiscRecorder2 *This, REFIID riid, void **ppvObject);
	ULONG(STDMETHODCALLTYPE *AddRef)(IDiscRecorder2 *This);
	ULONG(STDMETHODCALLTYPE *Release)(IDiscRecorder2 *This);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfoCount)(IDiscRecorder2 *This, UINT *pctinfo);
	HRESULT(STDMETHODCALLTYPE *GetTypeInfo)
	(IDiscRecorder2 *This, UINT iTInfo, LCID lcid, ITypeInfo **ppTInfo);
	HRESULT(STDMETHODCALLTYPE *GetIDsOfNames)
	(IDiscRecorder2 *This, REFIID riid, LPOLESTR *rgszNames, UINT cNames, LCID lcid,
		DISPID *rgDispId);
	HRESULT(STDMETHODCALLTYPE *Invoke)
	(IDiscRecorder2 *This, DISPID dispIdMember, REFIID riid, LCID lcid, WORD wFlags,
		DISPPARAMS *pDispParams, VARIANT *pVarResult, EXCEPINFO *pExcepInfo,
		UINT *puArgErr);
	HRESULT(STDMETHODCALLTYPE *EjectMedia)(IDiscRecorder2 *This);
	HRESULT(STDMETHODCALLTYPE *CloseTray)(IDiscRecorder2 *This);
	HRESULT(STDMETHODCALLTYPE *AcquireExclusiveAccess)
	(IDiscRecorder2 *This, VARIANT_BOOL force, BSTR clientName);
	HRESULT(STDMETHODCALLTYPE *ReleaseExclusiveAccess)(IDiscRecorder2 *This);
	HRESULT(STDMETHODCALLTYPE *DisableMcn)(IDiscRecorder2 *This);
	HRESULT(STDMETHODCALLTYPE *EnableMcn)(IDiscRecorder2 *This);
	HRESULT(STDMETHODCALLTYPE *InitializeDiscRecorder)
	(IDiscRecorder2 *This, BSTR recorderUniqueId);
	HRESULT(STDMETHODCALLTYPE *get_ActiveDiscRecorder)(IDiscRecorder2 *This, BSTR *value);
	HRESULT(STDMETHODCALLTYPE *get_VendorId)(IDiscRecorder2 *This, BSTR *value);
	HRESULT(STDMETHODCALLTYPE *get_ProductId)(IDiscRecorder2 *This, BSTR *value);
	HRESULT(STDMETHODCALLTYPE *get_ProductRevision)(IDiscRecorder2 *This, BSTR *value);
	HRESULT(STDMETHODCALLTYPE *get_VolumeName)(IDiscRecorder2 *This, BSTR *value);
	HRESULT(STDMETHODCALLTYPE *get_VolumePathNames)(IDiscRecorder2 *This, SAFEARRAY **value);
	HRESULT(STDMETHODCALLTYPE *get_DeviceCanLoadMedia)
	(IDiscRecorder2 *This, VARIANT_BOOL *value);
	HRESULT(STDMETHODCALLTYPE *get_LegacyDeviceNumber)
	(IDiscRecorder2 *This, LONG *legacyDeviceNumber);
	HRESULT(STDMETHODCALLTYPE *get_SupportedFeaturePages)
	(IDiscRecorder2 *This, SAFEARRAY **value);
	HRESULT(STDMETHODCALLTYPE *get_CurrentFeaturePages)
	(IDiscRecorder2 *This, SAFEARRAY **value);
	HRESULT(STDMETHODCALLTYPE *get_SupportedProfiles)(IDiscRecorder2 *This, SAFEARRAY **value);
	HRESULT(STDMETHODCALLTYPE *get_CurrentProfiles)(IDiscRecorder2 *This, SAFEARRAY **value);
	HRESULT(STDMETHODCALLTYPE *get_SupportedModePages)(IDiscRecorder2 *This, SAFEARRAY **value);
	HRESULT(STDMETHODCALLTYPE *get_ExclusiveAccessOwner)(IDiscRecorder2 *This, BSTR *value);
} IDiscRecorder2Vtbl;
struct IDiscRecorder2 {
	const IDiscRecorder2Vtbl *lpVtbl;
};
#define IDiscRecorder2_QueryInterface(This, riid, ppvObject) \
	((This)->lpVtbl->QueryInterface(This, riid, ppvObject))
#define IDiscRecorder2_AddRef(This)  ((This)->lpVtbl->AddRef(This))
#define IDiscRecorder2_Release(This) ((This)->lpVtbl->Release(This))
#define IDiscRecorder2_GetTypeInfoCount(This, pctinfo) \
	((This)->lpVtbl->GetTypeInfoCount(This, pctinfo))
#define IDiscRecorder2_GetTypeInfo(This, iTInfo, lcid, ppTInfo) \
	((This)->lpVtbl->GetTypeInfo(This, iTInfo, lcid, ppTInfo))
#define IDiscRecorder2_GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId) \
	((This)->lpVtbl->GetIDsOfNames(This, riid, rgszNames, cNames, lcid, rgDispId))
#define IDiscRecorder2_Invoke(                                                                   \
	This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, pExcepInfo, puArgErr)   \
	((This)->lpVtbl->Invoke(This, dispIdMember, riid, lcid, wFlags, pDispParams, pVarResult, \
		pExcepInfo, puArgErr))
#define IDiscRecorder2_EjectMedia(This) ((This)->lpVtbl->EjectMedia(This))
#define IDiscRecorder2_CloseTray(This)	((This)->lpVtbl->CloseTray(This))
#define IDiscRecorder2_AcquireExclusiveAccess(This, force, clientName) \
	((This)->lpVtbl->AcquireExclusiveAccess(This, force, clientName))
#define IDiscRecorder2_ReleaseExclusiveAccess(This) ((This)->lpVtbl->ReleaseExclusiveAccess(This))
#define IDiscRecorder2_DisableMcn(This)		    ((This)->lpVtbl->DisableMcn(This))
#define IDiscRecorder2_EnableMcn(This)		    ((This)->lpVtbl->EnableMcn(This))
#define IDiscRecorder2_InitializeDiscRecorder(This, recorderUniqueId) \
	((This)->lpVtbl->InitializeDiscRecorder(This, recorderUniqueId))
#define IDiscRecorder2_get_ActiveDiscRecorder(This, value) \
	((This)->lpVtbl->get_ActiveDiscRecorder(This, value))
#define IDiscRecorder2_get_VendorId(This, value)  ((This)->lpVtbl->get_VendorId(This, value))
#define IDiscRecorder2_get_ProductId(This, value) ((This)->lpVtbl->get_ProductId(This, value))
#define IDiscRecorder2_get_ProductRevision(This, value) \
	((This)->lpVtbl->get_ProductRevision(This, value))
#define IDiscRecorder2_get_VolumeName(This, value) ((This)->lpVtbl->get_VolumeName(This, value))
#define IDiscRecorder2_get_VolumePathNames(This, value) \
	((This)->lpVtbl->get_VolumePathNames(This, value))
#define IDiscRecorder2_get_DeviceCanLoadMedia(This, value) \
	((This)->lpVtbl->get_DeviceCanLoadMedia(This, value))
#define IDiscRecorder2_get_LegacyDeviceNumber(This, legacyDeviceNumber) \
	((This)->lpVtbl->get_LegacyDeviceNumber(This, legacyDeviceNumber))
#define IDiscRecorder2_get_SupportedFeaturePages(This, value) \
	((This)->lpVtbl->get_SupportedFeaturePages(This, value))
#define IDiscRecorder2_get_CurrentFeaturePages(This, value) \
	((This)->lpVtbl->get_CurrentFeaturePages(This, value))
#define IDiscRecorder2_get_SupportedProfiles(This, value) \
	((This)->lpVtbl->get_SupportedProfiles(This, value))
#define IDiscRecorder2_get_CurrentProfiles(This, value) \
	((This)->lpVtbl->get_CurrentProfiles(This, value))
#define IDiscRecorder2_get_SupportedModePages(This, value) \
	((This)->lpVtbl->get_SupportedModePages(This, value))
#define IDiscRecorder2_get_ExclusiveAccessOwner(This, value) \
	((This)->lpVtbl->get_ExclusiveAccessOwner(This, value))

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
