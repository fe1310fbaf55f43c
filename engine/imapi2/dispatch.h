/* SPDX-License-Identifier: MIT */
/*
 * dispatch.h: calling an object's members by name, for scripts.
 *
 * Each class that has IDispatch lists its members: name, number, place in the table of methods and
 * the kinds of its arguments. A call finds the member, turns variants into arguments, calls through
 * the table like anyone, and turns what comes out into a variant.
 */
#ifndef ENGINE_IMAPI2_DISPATCH_H
#define ENGINE_IMAPI2_DISPATCH_H

#include "engine/imapi2/object.h"

struct dispatch_member {
	LPCWSTR name; /* NULL ends the list */
	DISPID id;
	WORD kind; /* DISPATCH_METHOD, _PROPERTYGET, _PROPERTYPUT */
	uint8_t slot;
	/*
	 * A letter an argument. In: l number, b truth, s string, t stream, r recorder, x recorder as
	 * IDiscRecorder2Ex. Out, at most one, the last: L, B, S, A array, O object, E enumeration or other IUnknown.
	 */
	const char *signature;
};

extern const struct dispatch_member members_of_IDiscMaster2[];
extern const struct dispatch_member members_of_IDiscRecorder2[];
extern const struct dispatch_member members_of_IWriteEngine2[];
extern const struct dispatch_member members_of_IWriteEngine2EventArgs[];
extern const struct dispatch_member members_of_IDiscFormat2Data[];
extern const struct dispatch_member members_of_IDiscFormat2DataEventArgs[];
extern const struct dispatch_member members_of_IDiscFormat2Erase[];
extern const struct dispatch_member members_of_IWriteSpeedDescriptor[];
extern const struct dispatch_member members_of_IMultisessionSequential2[];
extern const struct dispatch_member members_of_IMultisessionRandomWrite[];
extern const struct dispatch_member members_of_IDiscFormat2TrackAtOnce[];
extern const struct dispatch_member members_of_IDiscFormat2TrackAtOnceEventArgs[];
extern const struct dispatch_member members_of_IDiscFormat2RawCD[];
extern const struct dispatch_member members_of_IDiscFormat2RawCDEventArgs[];
extern const struct dispatch_member members_of_IRawCDImageCreator[];
extern const struct dispatch_member members_of_IRawCDImageTrackInfo[];
extern const struct dispatch_member members_of_IBlockRange[];
extern const struct dispatch_member members_of_IBlockRangeList[];

/* IDispatch for every main facet; see COM_DISPATCH. There is no type library: E_NOTIMPL. */
HRESULT dispatch_count(void *interface, UINT *ret_count);
HRESULT dispatch_type(void *interface, UINT index, LCID locale, ITypeInfo **ret_type);
HRESULT dispatch_names(
	void *interface, REFIID iid, LPOLESTR *names, UINT count, LCID locale, DISPID *ret_ids);
HRESULT dispatch_invoke(void *interface, DISPID id, REFIID iid, LCID locale, WORD kind,
	DISPPARAMS *parameters, VARIANT *ret_result, EXCEPINFO *ret_exception, UINT *ret_wrong);

#endif
