/* SPDX-License-Identifier: MIT */
/*
 * object.h: what every object of this room is made of.
 *
 * An object is a struct that begins with a com_object: its main interface, its class and the count
 * of its references. Further interfaces are com_facets elsewhere in the struct. Whatever pointer a
 * caller has, it points to a facet, and a facet knows its object.
 */
#ifndef ENGINE_IMAPI2_OBJECT_H
#define ENGINE_IMAPI2_OBJECT_H

#include "imapi2.h"

struct dispatch_member;
struct com_object;

struct com_facet { /* what an interface pointer points to */
	const void *vtable;
	struct com_object *object;
};

struct com_class {
	/* The interfaces of the main facet, besides IUnknown; ended by NULL. */
	const IID *const *interfaces;
	/* The others; ended by NULL. */
	const struct com_other {
		const IID *interface_id;
		size_t offset; /* of its facet in the struct */
		const void *vtable;
	} * others;
	const struct dispatch_member *members;	    /* of the main facet; NULL: no IDispatch */
	void (*destroy)(struct com_object *object); /* what it holds, not itself; NULL: nothing */
};

struct com_object {
	struct com_facet main;
	const struct com_class *class;
	unsigned references; /* atomic */
};

/*
 * com_create: a zeroed struct of @bytes with one reference, all its facets set. NULL when there is no
 * memory. Free it by com_release on any of its interfaces.
 */
void *com_create(size_t bytes, const struct com_class *class, const void *main_vtable);

/* com_object_of: the object behind an interface pointer. It must be one of ours. */
static inline void *com_object_of(void *interface)
{
	return ((struct com_facet *)interface)->object;
}

/* com_is: is the interface pointer one of an object of that class of ours? */
bool com_is(void *interface, const struct com_class *class);

/* IUnknown and IDispatch for every facet; cast where a table of methods wants its own type. */
HRESULT com_query_interface(void *interface, REFIID iid, void **ret_interface);
ULONG com_add_reference(void *interface);
ULONG com_release(void *interface);
/* com_add_reference_if_alive: false when the last reference has gone, for who holds none. */
bool com_add_reference_if_alive(void *interface);

/*
 * A method as a member of any table of methods: tables differ in the type of the interface pointer
 * only, which is a pointer to a facet in all of them.
 */
#define COM_METHOD(function) ((void *)(function))

#define COM_UNKNOWN                                        \
	.QueryInterface = COM_METHOD(com_query_interface), \
	.AddRef = COM_METHOD(com_add_reference), .Release = COM_METHOD(com_release)

#define COM_DISPATCH                                                 \
	COM_UNKNOWN, .GetTypeInfoCount = COM_METHOD(dispatch_count), \
		     .GetTypeInfo = COM_METHOD(dispatch_type),       \
		     .GetIDsOfNames = COM_METHOD(dispatch_names),    \
		     .Invoke = COM_METHOD(dispatch_invoke)

/* com_give: a further reference of @object (or NULL) into *@ret; E_POINTER when @ret is NULL. */
HRESULT com_give(void *object, void **ret);

/* com_text: a BSTR of @text into *@ret. */
HRESULT com_text(LPCWSTR text, BSTR *ret);
/* com_text_of: the same of text in the locale's multi-byte characters, ASCII as a rule. */
HRESULT com_text_of(const char *text, BSTR *ret);

/* com_boolean: VARIANT_TRUE or _FALSE into *@ret. com_number: @value. E_POINTER for NULL. */
HRESULT com_boolean(bool value, VARIANT_BOOL *ret);
HRESULT com_number(int64_t value, LONG *ret);

/* com_array: a vector of @count variants from @variants, which it takes over, and clears if it fails. */
HRESULT com_array(VARIANT *variants, ULONG count, SAFEARRAY **ret);

/* com_objects: the same of objects, as com_variant_of has them; E_OUTOFMEMORY when one is NULL. */
static inline VARIANT com_variant_of(void *dispatch)
{
	return (VARIANT) { .vt = VT_DISPATCH, .pdispVal = dispatch };
}
HRESULT com_objects(VARIANT *variants, ULONG count, SAFEARRAY **ret);

#endif
