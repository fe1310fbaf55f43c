/* SPDX-License-Identifier: MIT */
#include "engine/imapi2/dispatch.h"

#include <stdlib.h>

#define ARGUMENTS_MAX 4
#define KINDS	      (DISPATCH_METHOD | DISPATCH_PROPERTYGET | DISPATCH_PROPERTYPUT)

HRESULT dispatch_count(void *interface, UINT *ret_count)
{
	(void)interface;
	if (!ret_count)
		return E_POINTER;
	*ret_count = 0;
	return S_OK;
}

HRESULT dispatch_type(void *interface, UINT index, LCID locale, ITypeInfo **ret_type)
{
	(void)interface;
	(void)index;
	(void)locale;
	if (ret_type)
		*ret_type = NULL;
	return E_NOTIMPL;
}

static const struct dispatch_member *members_of(void *interface)
{
	return ((struct com_object *)com_object_of(interface))->class->members;
}

HRESULT dispatch_names(
	void *interface, REFIID iid, LPOLESTR *names, UINT count, LCID locale, DISPID *ret_ids)
{
	const struct dispatch_member *member = members_of(interface);

	(void)iid;
	(void)locale;
	if (!names || !ret_ids || count == 0 || !names[0])
		return E_POINTER;
	/* No member's arguments have names. */
	for (UINT i = 0; i < count; i++)
		ret_ids[i] = DISPID_UNKNOWN;
	while (member->name && wcscasecmp(member->name, names[0]) != 0)
		member++;
	if (!member->name)
		return DISP_E_UNKNOWNNAME;
	ret_ids[0] = member->id;
	return count == 1 ? S_OK : DISP_E_UNKNOWNNAME;
}

/* ---- arguments --------------------------------------------------------------------------- */

union argument {
	LONG number;
	VARIANT_BOOL truth;
	BSTR text;
	void *object; /* with a reference of ours */
};

static HRESULT take_number(const VARIANT *from, LONG *ret)
{
	switch (from->vt) {
	case VT_I4:
	case VT_UI4:
	case VT_INT:
	case VT_UINT:
	case VT_ERROR:
		*ret = from->lVal;
		return S_OK;
	case VT_I2:
		*ret = from->iVal;
		return S_OK;
	case VT_UI1:
		*ret = from->bVal;
		return S_OK;
	case VT_BOOL:
		*ret = from->boolVal;
		return S_OK;
	default:
		return DISP_E_TYPEMISMATCH;
	}
}

static HRESULT take_object(const VARIANT *from, REFIID iid, void **ret)
{
	if (from->vt == VT_EMPTY || from->vt == VT_NULL)
		return S_OK;
	if (from->vt != VT_DISPATCH && from->vt != VT_UNKNOWN)
		return DISP_E_TYPEMISMATCH;
	if (!from->punkVal)
		return S_OK;
	return FAILED(IUnknown_QueryInterface(from->punkVal, iid, ret)) ? DISP_E_TYPEMISMATCH
									: S_OK;
}

static HRESULT take_argument(char kind, const VARIANT *from, union argument *ret)
{
	LONG number = 0;
	HRESULT result = S_OK;

	ret->object = NULL;
	switch (kind) {
	case 'l':
		return take_number(from, &ret->number);
	case 'b':
		result = take_number(from, &number);
		ret->truth = number ? VARIANT_TRUE : VARIANT_FALSE;
		return result;
	case 's':
		ret->text = from->vt == VT_BSTR ? from->bstrVal : NULL;
		return from->vt == VT_BSTR || from->vt == VT_NULL ? S_OK : DISP_E_TYPEMISMATCH;
	case 't':
		return take_object(from, &IID_IStream, &ret->object);
	case 'r':
		return take_object(from, &IID_IDiscRecorder2, &ret->object);
	case 'x':
		return take_object(from, &IID_IDiscRecorder2Ex, &ret->object);
	default:
		return DISP_E_TYPEMISMATCH;
	}
}

static void release_arguments(const char *signature, union argument *arguments, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (strchr("trx", signature[i]) && arguments[i].object)
			IUnknown_Release((IUnknown *)arguments[i].object);
}

static HRESULT take_arguments(const char *signature, unsigned wanted, const DISPPARAMS *parameters,
	union argument *arguments, UINT *ret_wrong)
{
	if ((parameters ? parameters->cArgs : 0) != wanted)
		return DISP_E_BADPARAMCOUNT;
	for (unsigned i = 0; i < wanted; i++) {
		UINT at = wanted - 1 - i;
		HRESULT result =
			take_argument(signature[i], &parameters->rgvarg[at], &arguments[i]);

		if (FAILED(result)) {
			release_arguments(signature, arguments, i);
			if (ret_wrong)
				*ret_wrong = at;
			return result;
		}
	}
	return S_OK;
}

/* ---- the call ---------------------------------------------------------------------------- */

typedef void (*method)(void);
typedef HRESULT caller(method call, void *self, const union argument *in, VARIANT *out);

#define CALL(...) ((HRESULT(*)(__VA_ARGS__))call)

static HRESULT call_none(method call, void *self, const union argument *in, VARIANT *out)
{
	(void)in;
	(void)out;
	return CALL(void *)(self);
}

static HRESULT call_number(method call, void *self, const union argument *in, VARIANT *out)
{
	(void)out;
	return CALL(void *, LONG)(self, in[0].number);
}

static HRESULT call_truth(method call, void *self, const union argument *in, VARIANT *out)
{
	(void)out;
	return CALL(void *, VARIANT_BOOL)(self, in[0].truth);
}

static HRESULT call_text(method call, void *self, const union argument *in, VARIANT *out)
{
	(void)out;
	return CALL(void *, BSTR)(self, in[0].text);
}

static HRESULT call_object(method call, void *self, const union argument *in, VARIANT *out)
{
	(void)out;
	return CALL(void *, void *)(self, in[0].object);
}

static HRESULT call_truth_text(method call, void *self, const union argument *in, VARIANT *out)
{
	(void)out;
	return CALL(void *, VARIANT_BOOL, BSTR)(self, in[0].truth, in[1].text);
}

static HRESULT call_number_truth(method call, void *self, const union argument *in, VARIANT *out)
{
	(void)out;
	return CALL(void *, LONG, VARIANT_BOOL)(self, in[0].number, in[1].truth);
}

static HRESULT call_section(method call, void *self, const union argument *in, VARIANT *out)
{
	(void)out;
	return CALL(void *, void *, LONG, LONG)(self, in[0].object, in[1].number, in[2].number);
}

static HRESULT call_object_number(method call, void *self, const union argument *in, VARIANT *out)
{
	(void)out;
	return CALL(void *, void *, LONG)(self, in[0].object, in[1].number);
}

/* A number, a stream; out comes a number. */
static HRESULT call_addition(method call, void *self, const union argument *in, VARIANT *out)
{
	out->vt = VT_I4;
	return CALL(void *, LONG, void *, LONG *)(self, in[0].number, in[1].object, &out->lVal);
}

static HRESULT get_number(method call, void *self, const union argument *in, VARIANT *out)
{
	(void)in;
	out->vt = VT_I4;
	return CALL(void *, LONG *)(self, &out->lVal);
}

static HRESULT get_truth(method call, void *self, const union argument *in, VARIANT *out)
{
	(void)in;
	out->vt = VT_BOOL;
	return CALL(void *, VARIANT_BOOL *)(self, &out->boolVal);
}

static HRESULT get_text(method call, void *self, const union argument *in, VARIANT *out)
{
	(void)in;
	out->vt = VT_BSTR;
	return CALL(void *, BSTR *)(self, &out->bstrVal);
}

static HRESULT get_array(method call, void *self, const union argument *in, VARIANT *out)
{
	(void)in;
	out->vt = VT_ARRAY | VT_VARIANT;
	return CALL(void *, SAFEARRAY **)(self, &out->parray);
}

/* An IDiscRecorder2Ex is no IDispatch: a script is given what it can use, where there is such. */
static HRESULT give_object(HRESULT result, IUnknown *object, VARIANT *out)
{
	void *scriptable;

	out->vt = VT_UNKNOWN;
	out->punkVal = object;
	if (FAILED(result) || !object)
		return result;
	if (SUCCEEDED(IUnknown_QueryInterface(object, &IID_IDispatch, &scriptable))) {
		IUnknown_Release(object);
		out->vt = VT_DISPATCH;
		out->pdispVal = scriptable;
	}
	return result;
}

static HRESULT get_object(method call, void *self, const union argument *in, VARIANT *out)
{
	IUnknown *object = NULL;
	HRESULT result = CALL(void *, IUnknown **)(self, &object);

	(void)in;
	return give_object(result, object, out);
}

static HRESULT get_object_at(method call, void *self, const union argument *in, VARIANT *out)
{
	IUnknown *object = NULL;
	HRESULT result = CALL(void *, LONG, IUnknown **)(self, in[0].number, &object);

	return give_object(result, object, out);
}

static HRESULT get_text_at(method call, void *self, const union argument *in, VARIANT *out)
{
	out->vt = VT_BSTR;
	return CALL(void *, LONG, BSTR *)(self, in[0].number, &out->bstrVal);
}

static HRESULT get_truth_of(method call, void *self, const union argument *in, VARIANT *out)
{
	out->vt = VT_BOOL;
	return CALL(void *, void *, VARIANT_BOOL *)(self, in[0].object, &out->boolVal);
}

static caller *caller_of(const char *signature)
{
	static const struct {
		const char *signature;
		caller *call;
	} callers[] = {
		{ "", call_none },
		{ "l", call_number },
		{ "b", call_truth },
		{ "s", call_text },
		{ "t", call_object },
		{ "r", call_object },
		{ "x", call_object },
		{ "bs", call_truth_text },
		{ "lb", call_number_truth },
		{ "tll", call_section },
		{ "tl", call_object_number },
		{ "ltL", call_addition },
		{ "L", get_number },
		{ "B", get_truth },
		{ "S", get_text },
		{ "A", get_array },
		{ "O", get_object },
		{ "E", get_object },
		{ "lS", get_text_at },
		{ "lO", get_object_at },
		{ "rB", get_truth_of },
	};

	for (size_t i = 0; i < sizeof callers / sizeof *callers; i++)
		if (strcmp(callers[i].signature, signature) == 0)
			return callers[i].call;
	return NULL;
}

static method method_at(void *interface, uint8_t slot)
{
	method found;

	/* A table of methods is pointers to functions, one after another. */
	memcpy(&found, (const char *)((struct com_facet *)interface)->vtable + slot * sizeof found,
		sizeof found);
	return found;
}

static HRESULT call_member(void *interface, const struct dispatch_member *member,
	const DISPPARAMS *parameters, VARIANT *ret_result, UINT *ret_wrong)
{
	unsigned wanted = (unsigned)strcspn(member->signature, "LBSAOE");
	union argument arguments[ARGUMENTS_MAX] = { { 0 } };
	VARIANT out = { .vt = VT_EMPTY };
	caller *call = caller_of(member->signature);
	HRESULT result;

	if (!call)
		return E_UNEXPECTED;
	result = take_arguments(member->signature, wanted, parameters, arguments, ret_wrong);
	if (FAILED(result))
		return result;
	result = call(method_at(interface, member->slot), interface, arguments, &out);
	release_arguments(member->signature, arguments, wanted);
	if (FAILED(result))
		return result;
	if (ret_result)
		*ret_result = out;
	else
		VariantClear(&out);
	return result;
}

/* What a member itself answers is an exception to the script, its code in the exception. */
static HRESULT as_exception(HRESULT result, EXCEPINFO *ret_exception)
{
	if (SUCCEEDED(result) || result == DISP_E_TYPEMISMATCH || result == DISP_E_BADPARAMCOUNT)
		return result;
	if (!ret_exception)
		return result;
	*ret_exception = (EXCEPINFO) { .scode = result, .bstrSource = SysAllocString(L"IMAPI2") };
	return DISP_E_EXCEPTION;
}

/* NOLINTNEXTLINE(readability-function-size): IDispatch gives Invoke its nine parameters. */
HRESULT dispatch_invoke(void *interface, DISPID id, REFIID iid, LCID locale, WORD kind,
	DISPPARAMS *parameters, VARIANT *ret_result, EXCEPINFO *ret_exception, UINT *ret_wrong)
{
	(void)iid;
	(void)locale;
	if (kind & DISPATCH_PROPERTYPUTREF)
		kind |= DISPATCH_PROPERTYPUT;
	for (const struct dispatch_member *member = members_of(interface); member->name; member++)
		if (member->id == id && (member->kind & kind & KINDS))
			return as_exception(
				call_member(interface, member, parameters, ret_result, ret_wrong),
				ret_exception);
	return DISP_E_MEMBERNOTFOUND;
}
