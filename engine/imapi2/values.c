/* SPDX-License-Identifier: MIT */
/* Strings, variants and arrays. */
#include <stdlib.h>

#include "imapi2.h"

/* ---- strings: a length in bytes as 64 bits, so that the text keeps its alignment ---------- */

BSTR SysAllocStringLen(const OLECHAR *text, UINT length)
{
	uint64_t bytes = (uint64_t)length * sizeof(OLECHAR);
	uint64_t *head = malloc(sizeof *head + bytes + sizeof(OLECHAR));
	BSTR string;

	if (!head)
		return NULL;
	*head = bytes;
	string = (BSTR)(void *)(head + 1);
	if (text)
		memcpy(string, text, bytes);
	else
		memset(string, 0, bytes);
	string[length] = L'\0';
	return string;
}

BSTR SysAllocString(const OLECHAR *text)
{
	return text ? SysAllocStringLen(text, (UINT)wcslen(text)) : NULL;
}

void SysFreeString(BSTR string)
{
	if (string)
		free((uint64_t *)(void *)string - 1);
}

UINT SysStringLen(BSTR string)
{
	return string ? (UINT)(((uint64_t *)(void *)string)[-1] / sizeof(OLECHAR)) : 0;
}

/* ---- variants ---------------------------------------------------------------------------- */

void VariantInit(VARIANT *variant)
{
	*variant = (VARIANT) { .vt = VT_EMPTY };
}

HRESULT VariantClear(VARIANT *variant)
{
	if (variant->vt & VT_ARRAY && !(variant->vt & VT_BYREF))
		SafeArrayDestroy(variant->parray);
	else if (variant->vt == VT_BSTR)
		SysFreeString(variant->bstrVal);
	else if ((variant->vt == VT_DISPATCH || variant->vt == VT_UNKNOWN) && variant->punkVal)
		IUnknown_Release(variant->punkVal);
	VariantInit(variant);
	return S_OK;
}

HRESULT VariantCopy(VARIANT *to, const VARIANT *from)
{
	VARIANT copy = *from;

	if (from->vt & VT_ARRAY)
		return DISP_E_TYPEMISMATCH;
	if (from->vt == VT_BSTR && from->bstrVal) {
		copy.bstrVal = SysAllocStringLen(from->bstrVal, SysStringLen(from->bstrVal));
		if (!copy.bstrVal)
			return E_OUTOFMEMORY;
	} else if ((from->vt == VT_DISPATCH || from->vt == VT_UNKNOWN) && from->punkVal) {
		IUnknown_AddRef(from->punkVal);
	}
	VariantClear(to);
	*to = copy;
	return S_OK;
}

/* ---- arrays ------------------------------------------------------------------------------ */

SAFEARRAY *SafeArrayCreateVector(VARTYPE type, LONG lower_bound, ULONG elements)
{
	SAFEARRAY *array;

	if (type != VT_VARIANT)
		return NULL;
	array = calloc(1, sizeof *array);
	if (!array)
		return NULL;
	array->cDims = 1;
	array->cbElements = sizeof(VARIANT);
	array->rgsabound[0] = (SAFEARRAYBOUND) { elements, lower_bound };
	array->element_type = type;
	array->pvData = calloc(elements ? elements : 1, sizeof(VARIANT));
	if (!array->pvData) {
		free(array);
		return NULL;
	}
	return array;
}

HRESULT SafeArrayDestroyData(SAFEARRAY *array)
{
	VARIANT *variants;

	if (!array)
		return S_OK;
	variants = array->pvData;
	for (ULONG i = 0; variants && i < array->rgsabound[0].cElements; i++)
		VariantClear(&variants[i]);
	free(variants);
	array->pvData = NULL;
	array->rgsabound[0].cElements = 0;
	return S_OK;
}

HRESULT SafeArrayDestroy(SAFEARRAY *array)
{
	SafeArrayDestroyData(array);
	free(array);
	return S_OK;
}

UINT SafeArrayGetDim(SAFEARRAY *array)
{
	return array ? array->cDims : 0;
}

HRESULT SafeArrayGetLBound(SAFEARRAY *array, UINT dimension, LONG *ret_bound)
{
	if (!array || !ret_bound)
		return E_INVALIDARG;
	if (dimension != 1)
		return DISP_E_BADINDEX;
	*ret_bound = array->rgsabound[0].lLbound;
	return S_OK;
}

HRESULT SafeArrayGetUBound(SAFEARRAY *array, UINT dimension, LONG *ret_bound)
{
	HRESULT result = SafeArrayGetLBound(array, dimension, ret_bound);

	if (SUCCEEDED(result))
		*ret_bound += (LONG)array->rgsabound[0].cElements - 1;
	return result;
}

HRESULT SafeArrayGetVartype(SAFEARRAY *array, VARTYPE *ret_type)
{
	if (!array || !ret_type)
		return E_INVALIDARG;
	*ret_type = array->element_type;
	return S_OK;
}

HRESULT SafeArrayGetElement(SAFEARRAY *array, LONG *indices, void *ret_variant)
{
	int64_t at;

	if (!array || !indices || !ret_variant)
		return E_INVALIDARG;
	at = (int64_t)indices[0] - array->rgsabound[0].lLbound;
	if (at < 0 || at >= array->rgsabound[0].cElements)
		return DISP_E_BADINDEX;
	VariantInit(ret_variant);
	return VariantCopy(ret_variant, (VARIANT *)array->pvData + at);
}

HRESULT SafeArrayAccessData(SAFEARRAY *array, void **ret_data)
{
	if (!array || !ret_data)
		return E_INVALIDARG;
	array->cLocks++;
	*ret_data = array->pvData;
	return S_OK;
}

HRESULT SafeArrayUnaccessData(SAFEARRAY *array)
{
	if (!array || array->cLocks == 0)
		return E_UNEXPECTED;
	array->cLocks--;
	return S_OK;
}

void *CoTaskMemAlloc(size_t bytes)
{
	return malloc(bytes);
}

void CoTaskMemFree(void *memory)
{
	free(memory);
}
