/* SPDX-License-Identifier: MIT */
/*
 * variant.h: the values that COM passes about: numbers, identities, strings, variants, arrays.
 *
 * Names and layouts as C programs for Windows know them; only so much as IMAPI2 needs. OLECHAR is
 * wchar_t, so that L"..." is an OLECHAR string here as it is there (with 32 bits instead of 16).
 *
 * Ownership is COM's: what comes out of a call is the caller's to free (SysFreeString,
 * SafeArrayDestroy, VariantClear, CoTaskMemFree, Release); what goes in stays the caller's.
 */
#ifndef IMAPI2_VARIANT_H
#define IMAPI2_VARIANT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <wchar.h>

#include "burnengine/hresult.h"

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

#define STDMETHODCALLTYPE
#define STDAPICALLTYPE
#define WINAPI

typedef int8_t CHAR;
typedef uint8_t BYTE, UCHAR, BOOLEAN;
typedef int16_t SHORT, VARIANT_BOOL;
typedef uint16_t WORD, USHORT, VARTYPE;
typedef int32_t LONG, INT, BOOL, DISPID;
typedef uint32_t ULONG, UINT, DWORD, LCID;
typedef int64_t LONGLONG;
typedef uint64_t ULONGLONG;
typedef void *LPVOID, *PVOID;
typedef wchar_t WCHAR, OLECHAR;
typedef OLECHAR *BSTR, *LPOLESTR, *LPWSTR;
typedef const OLECHAR *LPCOLESTR, *LPCWSTR;

#ifndef TRUE
#define TRUE  1
#define FALSE 0
#endif
#define VARIANT_TRUE  ((VARIANT_BOOL)-1)
#define VARIANT_FALSE ((VARIANT_BOOL)0)

typedef union {
	struct {
		DWORD LowPart;
		LONG HighPart;
	};
	LONGLONG QuadPart;
} LARGE_INTEGER;
typedef union {
	struct {
		DWORD LowPart;
		DWORD HighPart;
	};
	ULONGLONG QuadPart;
} ULARGE_INTEGER;
typedef struct {
	DWORD dwLowDateTime, dwHighDateTime;
} FILETIME;

typedef struct {
	uint32_t Data1;
	uint16_t Data2, Data3;
	uint8_t Data4[8];
} GUID;
typedef GUID IID, CLSID;
typedef const IID *REFIID;
typedef const CLSID *REFCLSID;
typedef const GUID *REFGUID;
extern const IID GUID_NULL;

static inline bool IsEqualGUID(REFGUID a, REFGUID b)
{
	return memcmp(a, b, sizeof *a) == 0;
}
#define IsEqualIID(a, b)   IsEqualGUID(a, b)
#define IsEqualCLSID(a, b) IsEqualGUID(a, b)

/* Further results of COM's own calls. */
#define REGDB_E_CLASSNOTREG	((HRESULT)0x80040154)
#define CLASS_E_NOAGGREGATION	((HRESULT)0x80040110)
#define CONNECT_E_NOCONNECTION	((HRESULT)0x80040200)
#define CONNECT_E_ADVISELIMIT	((HRESULT)0x80040201)
#define CONNECT_E_CANNOTCONNECT ((HRESULT)0x80040202)
#define DISP_E_MEMBERNOTFOUND	((HRESULT)0x80020003)
#define DISP_E_TYPEMISMATCH	((HRESULT)0x80020005)
#define DISP_E_UNKNOWNNAME	((HRESULT)0x80020006)
#define DISP_E_EXCEPTION	((HRESULT)0x80020009)
#define DISP_E_BADINDEX		((HRESULT)0x8002000B)
#define DISP_E_BADPARAMCOUNT	((HRESULT)0x8002000E)
#define STG_E_INVALIDFUNCTION	((HRESULT)0x80030001)
#define STG_E_SEEKERROR		((HRESULT)0x80030019)
#define STG_E_READFAULT		((HRESULT)0x8003001E)
#define CO_E_CLASSSTRING	((HRESULT)0x800401F3)

/* ---- strings: zero-ended, with their length before them ---------------------------------- */

BSTR SysAllocString(const OLECHAR *text);		  /* NULL for NULL and without memory */
BSTR SysAllocStringLen(const OLECHAR *text, UINT length); /* @text may be NULL */
void SysFreeString(BSTR string);			  /* NULL is allowed */
UINT SysStringLen(BSTR string);				  /* in characters; 0 for NULL */

/* ---- arrays of one dimension ------------------------------------------------------------- */

typedef struct {
	ULONG cElements;
	LONG lLbound;
} SAFEARRAYBOUND;
typedef struct {
	USHORT cDims, fFeatures;
	ULONG cbElements, cLocks;
	PVOID pvData;
	SAFEARRAYBOUND rgsabound[1];
	VARTYPE element_type; /* Windows keeps it elsewhere; SafeArrayGetVartype tells it */
} SAFEARRAY, *LPSAFEARRAY;

enum VARENUM {
	VT_EMPTY = 0,
	VT_NULL = 1,
	VT_I2 = 2,
	VT_I4 = 3,
	VT_BSTR = 8,
	VT_DISPATCH = 9,
	VT_ERROR = 10,
	VT_BOOL = 11,
	VT_VARIANT = 12,
	VT_UNKNOWN = 13,
	VT_UI1 = 17,
	VT_UI4 = 19,
	VT_INT = 22,
	VT_UINT = 23,
	VT_ARRAY = 0x2000,
	VT_BYREF = 0x4000
};

/* Elements are of VT_VARIANT only: all that IMAPI2 gives. NULL for other types. */
SAFEARRAY *SafeArrayCreateVector(VARTYPE type, LONG lower_bound, ULONG elements);
HRESULT SafeArrayDestroy(SAFEARRAY *array);	/* with its elements; NULL is allowed */
HRESULT SafeArrayDestroyData(SAFEARRAY *array); /* the elements only; NULL is allowed */
UINT SafeArrayGetDim(SAFEARRAY *array);
HRESULT SafeArrayGetLBound(SAFEARRAY *array, UINT dimension, LONG *ret_bound); /* from 1 */
HRESULT SafeArrayGetUBound(SAFEARRAY *array, UINT dimension, LONG *ret_bound);
HRESULT SafeArrayGetVartype(SAFEARRAY *array, VARTYPE *ret_type);
HRESULT SafeArrayGetElement(SAFEARRAY *array, LONG *indices, void *ret_variant); /* a copy */
HRESULT SafeArrayAccessData(SAFEARRAY *array, void **ret_data);
HRESULT SafeArrayUnaccessData(SAFEARRAY *array);

/* ---- variants ---------------------------------------------------------------------------- */

struct IUnknown;
struct IDispatch;

typedef struct {
	VARTYPE vt;
	WORD wReserved1, wReserved2, wReserved3;
	union {
		LONGLONG llVal;
		LONG lVal;
		BYTE bVal;
		BYTE *pbVal; /* with VT_BYREF | VT_UI1: not of the variant */
		SHORT iVal;
		VARIANT_BOOL boolVal;
		LONG scode;
		ULONG ulVal;
		INT intVal;
		UINT uintVal;
		BSTR bstrVal;
		struct IUnknown *punkVal;
		struct IDispatch *pdispVal;
		SAFEARRAY *parray;
	};
} VARIANT, VARIANTARG;

#define V_VT(variant)	    ((variant)->vt)
#define V_I4(variant)	    ((variant)->lVal)
#define V_UI4(variant)	    ((variant)->ulVal)
#define V_BOOL(variant)	    ((variant)->boolVal)
#define V_BSTR(variant)	    ((variant)->bstrVal)
#define V_UNKNOWN(variant)  ((variant)->punkVal)
#define V_DISPATCH(variant) ((variant)->pdispVal)
#define V_ARRAY(variant)    ((variant)->parray)

void VariantInit(VARIANT *variant);
HRESULT VariantClear(VARIANT *variant);		       /* frees what it holds */
HRESULT VariantCopy(VARIANT *to, const VARIANT *from); /* clears @to first; no arrays */

/* ---- late binding ------------------------------------------------------------------------ */

typedef struct {
	VARIANTARG *rgvarg; /* the last argument first */
	DISPID *rgdispidNamedArgs;
	UINT cArgs, cNamedArgs;
} DISPPARAMS;
typedef struct {
	WORD wCode, wReserved;
	BSTR bstrSource, bstrDescription, bstrHelpFile;
	DWORD dwHelpContext;
	PVOID pvReserved;
	HRESULT (*pfnDeferredFillIn)(void *info);
	LONG scode;
} EXCEPINFO;

#define DISPATCH_METHOD		0x1
#define DISPATCH_PROPERTYGET	0x2
#define DISPATCH_PROPERTYPUT	0x4
#define DISPATCH_PROPERTYPUTREF 0x8
#define DISPID_VALUE		0
#define DISPID_UNKNOWN		(-1)
#define DISPID_PROPERTYPUT	(-3)
#define DISPID_NEWENUM		(-4)
#define LOCALE_USER_DEFAULT	0x0400

/* ---- streams ----------------------------------------------------------------------------- */

typedef struct {
	LPOLESTR pwcsName; /* NULL with STATFLAG_NONAME, which is all that ours give */
	DWORD type;
	ULARGE_INTEGER cbSize; /* bytes */
	FILETIME mtime, ctime, atime;
	DWORD grfMode, grfLocksSupported;
	CLSID clsid;
	DWORD grfStateBits, reserved;
} STATSTG;

#define STGTY_STREAM	      2
#define STATFLAG_DEFAULT      0
#define STATFLAG_NONAME	      1
#define STREAM_SEEK_SET	      0
#define STREAM_SEEK_CUR	      1
#define STREAM_SEEK_END	      2
#define STGM_READ	      0x00000000
#define STGM_SHARE_DENY_WRITE 0x00000020

void *CoTaskMemAlloc(size_t bytes);
void CoTaskMemFree(void *memory);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
