/* SPDX-License-Identifier: MIT */
#include "engine/imapi2/object.h"

#include <stdlib.h>

void *com_create(size_t bytes, const struct com_class *class, const void *main_vtable)
{
	struct com_object *object = calloc(1, bytes);

	if (!object)
		return NULL;
	object->main = (struct com_facet) { main_vtable, object };
	object->class = class;
	object->references = 1;
	for (const struct com_other *other = class->others; other && other->interface_id; other++)
		*(struct com_facet *)((char *)object + other->offset) =
			(struct com_facet) { other->vtable, object };
	return object;
}

static bool is_main(const struct com_class *class, REFIID iid)
{
	if (IsEqualIID(iid, &IID_IUnknown) || (class->members && IsEqualIID(iid, &IID_IDispatch)))
		return true;
	for (const IID *const *interface = class->interfaces; *interface; interface++)
		if (IsEqualIID(iid, *interface))
			return true;
	return false;
}

static void *find_facet(struct com_object *object, REFIID iid)
{
	if (is_main(object->class, iid))
		return &object->main;
	for (const struct com_other *other = object->class->others; other && other->interface_id;
		other++)
		if (IsEqualIID(iid, other->interface_id))
			return (char *)object + other->offset;
	return NULL;
}

HRESULT com_query_interface(void *interface, REFIID iid, void **ret_interface)
{
	if (!ret_interface || !iid)
		return E_POINTER;
	*ret_interface = find_facet(com_object_of(interface), iid);
	if (!*ret_interface)
		return E_NOINTERFACE;
	com_add_reference(*ret_interface);
	return S_OK;
}

ULONG com_add_reference(void *interface)
{
	struct com_object *object = com_object_of(interface);

	return __atomic_add_fetch(&object->references, 1, __ATOMIC_RELAXED);
}

ULONG com_release(void *interface)
{
	struct com_object *object = com_object_of(interface);
	ULONG left = __atomic_sub_fetch(&object->references, 1, __ATOMIC_ACQ_REL);

	if (left == 0) {
		if (object->class->destroy)
			object->class->destroy(object);
		free(object);
	}
	return left;
}

bool com_add_reference_if_alive(void *interface)
{
	struct com_object *object = com_object_of(interface);
	unsigned references = __atomic_load_n(&object->references, __ATOMIC_ACQUIRE);

	while (references > 0)
		if (__atomic_compare_exchange_n(&object->references, &references, references + 1,
			    false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
			return true;
	return false;
}

bool com_is(void *interface, const struct com_class *class)
{
	IUnknown *unknown = interface;

	/* Only ours have our QueryInterface, and only behind that is there an object to look at. */
	return interface &&
	       unknown->lpVtbl->QueryInterface ==
		       (HRESULT(*)(IUnknown *, REFIID, void **))com_query_interface &&
	       ((struct com_object *)com_object_of(interface))->class == class;
}

HRESULT com_give(void *object, void **ret)
{
	if (!ret)
		return E_POINTER;
	*ret = object;
	if (object)
		((IUnknown *)object)->lpVtbl->AddRef(object);
	return S_OK;
}

HRESULT com_text(LPCWSTR text, BSTR *ret)
{
	if (!ret)
		return E_POINTER;
	*ret = SysAllocString(text ? text : L"");
	return *ret ? S_OK : E_OUTOFMEMORY;
}

HRESULT com_text_of(const char *text, BSTR *ret)
{
	size_t length = strlen(text);

	if (!ret)
		return E_POINTER;
	*ret = SysAllocStringLen(NULL, (UINT)length);
	if (!*ret)
		return E_OUTOFMEMORY;
	for (size_t i = 0; i < length; i++)
		(*ret)[i] = (OLECHAR)(unsigned char)text[i];
	return S_OK;
}

HRESULT com_boolean(bool value, VARIANT_BOOL *ret)
{
	if (!ret)
		return E_POINTER;
	*ret = value ? VARIANT_TRUE : VARIANT_FALSE;
	return S_OK;
}

HRESULT com_number(int64_t value, LONG *ret)
{
	if (!ret)
		return E_POINTER;
	*ret = value > INT32_MAX ? INT32_MAX : value < INT32_MIN ? INT32_MIN : (LONG)value;
	return S_OK;
}

HRESULT com_array(VARIANT *variants, ULONG count, SAFEARRAY **ret)
{
	if (ret)
		*ret = SafeArrayCreateVector(VT_VARIANT, 0, count);
	if (ret && *ret) {
		if (count)
			memcpy((*ret)->pvData, variants, count * sizeof *variants);
		return S_OK;
	}
	for (ULONG i = 0; i < count; i++)
		VariantClear(&variants[i]);
	return ret ? E_OUTOFMEMORY : E_POINTER;
}

HRESULT com_objects(VARIANT *variants, ULONG count, SAFEARRAY **ret)
{
	bool whole = true;
	HRESULT result;

	for (ULONG i = 0; i < count; i++)
		whole = whole && variants[i].pdispVal;
	result = com_array(variants, count, ret);
	if (whole || FAILED(result))
		return result;
	SafeArrayDestroy(*ret);
	*ret = NULL;
	return E_OUTOFMEMORY;
}
