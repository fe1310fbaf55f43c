/* SPDX-License-Identifier: MIT */
/* Strings, variants, arrays, the arguments of a script, connection points: COM's rules, one by one. */
#include "engine/imapi2/tests/walk.h"

#define POINTER	 0x80004003
#define ARGUMENT 0x80070057
#define MISMATCH 0x80020005

/* ---- strings, variants, arrays ----------------------------------------------------------- */

static void strings_know_their_length(void **state)
{
	BSTR text = SysAllocStringLen(L"a\0b", 3), zeros = SysAllocStringLen(NULL, 4);

	(void)state;
	assert_null(SysAllocString(NULL));
	assert_int_equal(SysStringLen(NULL), 0);
	SysFreeString(NULL);
	assert_int_equal(SysStringLen(text), 3);
	assert_int_equal(text[2], 'b');
	assert_int_equal(text[3], 0);
	assert_int_equal(SysStringLen(zeros), 4);
	assert_int_equal(zeros[3], 0);
	SysFreeString(text);
	SysFreeString(zeros);
}

static void a_copy_of_a_variant_is_ones_own(void **state)
{
	IStream *stream = SHCreateMemStream(NULL, 0);
	VARIANT text = { .vt = VT_BSTR, .bstrVal = SysAllocString(L"text") },
		object = { .vt = VT_UNKNOWN, .punkVal = (IUnknown *)stream }, to,
		empty = { .vt = VT_BSTR }, none = { .vt = VT_DISPATCH },
		array = { .vt = VT_ARRAY | VT_VARIANT };

	(void)state;
	VariantInit(&to);
	assert_int_equal(to.vt, VT_EMPTY);
	assert_hr(VariantCopy(&to, &text), 0);
	assert_ptr_not_equal(to.bstrVal, text.bstrVal);
	assert_int_equal(wcscmp(to.bstrVal, L"text"), 0);
	assert_hr(VariantCopy(&to, &object), 0); /* what it had is freed */
	assert_int_equal(IStream_AddRef(stream), 3);
	IStream_Release(stream);
	assert_hr(VariantCopy(&to, &empty), 0);
	assert_int_equal(to.vt, VT_BSTR);
	assert_null(to.bstrVal);
	assert_hr(VariantCopy(&to, &none), 0);
	assert_int_equal(to.vt, VT_DISPATCH);
	array.parray = SafeArrayCreateVector(VT_VARIANT, 0, 1);
	assert_hr(VariantCopy(&to, &array), MISMATCH);
	assert_int_equal(to.vt, VT_DISPATCH); /* as it was */
	assert_hr(VariantClear(&array), 0);
	assert_hr(VariantClear(&to), 0);
	assert_hr(VariantClear(&text), 0);
	assert_int_equal(text.vt, VT_EMPTY);
	/* What is not the variant's is not freed with it. */
	to = (VARIANT) { .vt = VT_BYREF | VT_ARRAY, .parray = (SAFEARRAY *)(void *)&to };
	assert_hr(VariantClear(&to), 0);
	assert_int_equal(IStream_Release(stream), 0);
}

static void arrays_are_vectors_of_variants(void **state)
{
	SAFEARRAY *array = SafeArrayCreateVector(VT_VARIANT, 5, 2);
	VARTYPE type;
	VARIANT one;
	LONG bound;
	void *data;

	(void)state;
	assert_null(SafeArrayCreateVector(VT_I4, 0, 2));
	assert_int_equal(SafeArrayGetDim(array), 1);
	assert_int_equal(SafeArrayGetDim(NULL), 0);
	assert_hr(SafeArrayGetVartype(array, &type), 0);
	assert_int_equal(type, VT_VARIANT);
	assert_hr(SafeArrayGetVartype(NULL, &type), ARGUMENT);
	assert_hr(SafeArrayGetVartype(array, NULL), ARGUMENT);
	assert_hr(SafeArrayGetLBound(array, 1, &bound), 0);
	assert_int_equal(bound, 5);
	assert_hr(SafeArrayGetUBound(array, 1, &bound), 0);
	assert_int_equal(bound, 6);
	assert_hr(SafeArrayGetLBound(array, 0, &bound), 0x8002000B);
	assert_hr(SafeArrayGetUBound(array, 2, &bound), 0x8002000B);
	assert_hr(SafeArrayGetLBound(NULL, 1, &bound), ARGUMENT);
	assert_hr(SafeArrayGetUBound(array, 1, NULL), ARGUMENT);
	assert_hr(SafeArrayAccessData(array, &data), 0);
	((VARIANT *)data)[1] = (VARIANT) { .vt = VT_I4, .lVal = 7 };
	assert_hr(SafeArrayAccessData(NULL, &data), ARGUMENT);
	assert_hr(SafeArrayAccessData(array, NULL), ARGUMENT);
	assert_hr(SafeArrayUnaccessData(array), 0);
	assert_hr(SafeArrayUnaccessData(array), 0x8000FFFF); /* E_UNEXPECTED: not locked */
	assert_hr(SafeArrayUnaccessData(NULL), 0x8000FFFF);
	for (bound = 4; bound <= 7; bound++)
		assert_hr(SafeArrayGetElement(array, &bound, &one),
			bound >= 5 && bound <= 6 ? 0 : 0x8002000B);
	bound = 6;
	assert_hr(SafeArrayGetElement(array, &bound, &one), 0);
	assert_int_equal(V_I4(&one), 7);
	assert_hr(SafeArrayGetElement(NULL, &bound, &one), ARGUMENT);
	assert_hr(SafeArrayGetElement(array, NULL, &one), ARGUMENT);
	assert_hr(SafeArrayGetElement(array, &bound, NULL), ARGUMENT);
	assert_hr(SafeArrayDestroyData(array), 0);
	assert_hr(SafeArrayGetElement(array, &bound, &one), 0x8002000B);
	assert_hr(SafeArrayDestroyData(NULL), 0);
	assert_hr(SafeArrayDestroy(NULL), 0);
	assert_hr(SafeArrayDestroy(array), 0);
}

/* ---- classes ----------------------------------------------------------------------------- */

static void what_makes_objects_wants_its_arguments(void **state)
{
	IUnknown *object;
	CLSID id;

	(void)state;
	assert_hr(CoInitialize(NULL), 0);
	assert_hr(CoInitializeEx(NULL, COINIT_MULTITHREADED), 0);
	assert_hr(
		CoCreateInstance(NULL, NULL, CLSCTX_ALL, &IID_IUnknown, (void **)&object), POINTER);
	assert_hr(CoCreateInstance(&CLSID_MsftStreamZero, NULL, CLSCTX_ALL, &IID_IUnknown, NULL),
		POINTER);
	object = (IUnknown *)SHCreateMemStream(NULL, 0);
	assert_hr(CoCreateInstance(
			  &CLSID_MsftStreamZero, object, CLSCTX_ALL, &IID_IUnknown, (void **)&id),
		0x80040110); /* CLASS_E_NOAGGREGATION */
	assert_hr(IUnknown_QueryInterface(object, NULL, (void **)&id), POINTER);
	assert_hr(IUnknown_QueryInterface(object, &IID_IUnknown, NULL), POINTER);
	IUnknown_Release(object);
	assert_hr(CLSIDFromProgID(NULL, &id), POINTER);
	assert_hr(CLSIDFromProgID(L"IMAPI2.MsftDiscMaster2", NULL), POINTER);
	CoUninitialize();
}

/* ---- what a script gives ----------------------------------------------------------------- */

static HRESULT put_number(IWriteEngine2 *engine, VARIANT value)
{
	return imapi_invoke((IDispatch *)engine, L"StartingSectorsPerSecond", DISPATCH_PROPERTYPUT,
		&value, NULL);
}

static void numbers_of_any_kind(void **state)
{
	static const struct {
		VARIANT value;
		uint32_t expected;
		LONG put;
	} cases[] = {
		{ { .vt = VT_I4, .lVal = 70000 }, 0, 70000 },
		{ { .vt = VT_UI4, .ulVal = 70001 }, 0, 70001 },
		{ { .vt = VT_INT, .intVal = 70002 }, 0, 70002 },
		{ { .vt = VT_UINT, .uintVal = 70003 }, 0, 70003 },
		{ { .vt = VT_I2, .iVal = -1 }, 0, -1 },
		{ { .vt = VT_UI1, .bVal = 200 }, 0, 200 },
		{ { .vt = VT_BOOL, .boolVal = VARIANT_TRUE }, 0, -1 },
		{ { .vt = VT_BSTR }, MISMATCH, -1 },
		{ { .vt = VT_EMPTY }, MISMATCH, -1 },
	};
	struct walk walk;

	(void)state;
	walk_open(&walk, NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		LONG got;

		assert_hr(put_number(walk.engine, cases[i].value), cases[i].expected);
		assert_hr(IWriteEngine2_get_StartingSectorsPerSecond(walk.engine, &got), 0);
		assert_int_equal(got, cases[i].put);
	}
	walk_close(&walk);
}

static HRESULT put_recorder(struct walk *walk, VARTYPE type, void *object)
{
	VARIANT value = { .vt = type, .punkVal = object };

	return imapi_invoke(
		(IDispatch *)walk->data, L"Recorder", DISPATCH_PROPERTYPUT, &value, NULL);
}

static void objects_and_strings_of_a_script(void **state)
{
	VARIANT name = { .vt = VT_NULL }, got;
	IDiscRecorder2 *recorder;
	IStream *stream = SHCreateMemStream(NULL, 0);
	struct walk walk;

	(void)state;
	walk_open(&walk, NULL);
	assert_hr(put_recorder(&walk, VT_DISPATCH, walk.recorder), 0);
	assert_hr(put_recorder(&walk, VT_UNKNOWN, walk.ex), 0); /* is asked for the right one */
	assert_hr(put_recorder(&walk, VT_UNKNOWN, stream), MISMATCH);
	assert_hr(put_recorder(&walk, VT_I4, NULL), MISMATCH);
	assert_hr(IDiscFormat2Data_get_Recorder(walk.data, &recorder), 0);
	assert_ptr_equal(recorder, walk.recorder);
	IDiscRecorder2_Release(recorder);
	/* Nothing, however it is said, takes it away. */
	for (VARTYPE i = 0; i < 3; i++) {
		assert_hr(put_recorder(&walk, VT_DISPATCH, walk.recorder), 0);
		assert_hr(put_recorder(
				  &walk, ((VARTYPE[]) { VT_EMPTY, VT_NULL, VT_DISPATCH })[i], NULL),
			0);
		assert_hr(imapi_invoke((IDispatch *)walk.data, L"Recorder", DISPATCH_PROPERTYGET,
				  NULL, &got),
			0);
		assert_int_equal(got.vt, VT_UNKNOWN);
		assert_null(got.punkVal);
	}
	assert_hr(imapi_invoke(
			  (IDispatch *)walk.data, L"ClientName", DISPATCH_PROPERTYPUT, &name, NULL),
		POINTER);
	name.vt = VT_I4;
	assert_hr(imapi_invoke(
			  (IDispatch *)walk.data, L"ClientName", DISPATCH_PROPERTYPUT, &name, NULL),
		MISMATCH);
	IStream_Release(stream);
	walk_close(&walk);
}

static HRESULT call(IDispatch *object, DISPID id, WORD kind, DISPPARAMS parameters,
	EXCEPINFO *exception, UINT *wrong)
{
	return IDispatch_Invoke(object, id, &GUID_NULL, LOCALE_USER_DEFAULT, kind, &parameters,
		NULL, exception, wrong);
}

static DISPPARAMS with(VARIANT *arguments, UINT count)
{
	return (DISPPARAMS) { .rgvarg = arguments, .cArgs = count };
}

/* DISPIDs by Microsoft's header: 0x101 a property of the engine, 0x200 WriteSection. */
static void what_a_member_answers_is_an_exception(void **state)
{
	VARIANT two[3] = { { .vt = VT_I4 }, { .vt = VT_BSTR }, { .vt = VT_NULL } },
		zero = { .vt = VT_I4, .lVal = -5 };
	EXCEPINFO exception = { 0 };
	IDispatch *engine;
	struct walk walk;
	UINT wrong = 9;

	(void)state;
	walk_open(&walk, NULL);
	engine = (IDispatch *)walk.engine;
	assert_hr(call(engine, 0x102, DISPATCH_PROPERTYPUT, with(&zero, 1), &exception, NULL),
		0x80020009);
	assert_hr(exception.scode, ARGUMENT);
	SysFreeString(exception.bstrSource);
	assert_hr(call(engine, 0x102, DISPATCH_PROPERTYPUT, with(&zero, 1), NULL, NULL), ARGUMENT);
	/* Arguments are counted from the last. */
	assert_hr(call(engine, 0x200, DISPATCH_METHOD, with(two, 3), &exception, &wrong), MISMATCH);
	assert_int_equal(wrong, 1);
	assert_hr(call(engine, 0x200, DISPATCH_METHOD, with(two, 3), &exception, NULL), MISMATCH);
	assert_hr(call(engine, 0x200, DISPATCH_METHOD, with(two, 2), &exception, NULL), 0x8002000E);
	assert_hr(
		call(engine, 0x999, DISPATCH_METHOD, with(NULL, 0), &exception, NULL), 0x80020003);
	assert_hr(IDispatch_Invoke(engine, 0x201, &GUID_NULL, LOCALE_USER_DEFAULT, DISPATCH_METHOD,
			  NULL, NULL, NULL, NULL),
		0x00AA0302); /* CancelWrite wants no arguments */
	/* A reference is put like a value; a result that nobody wants is freed. */
	two[0] = (VARIANT) { .vt = VT_DISPATCH, .pdispVal = (IDispatch *)walk.recorder };
	assert_hr(call(engine, 0x100, DISPATCH_PROPERTYPUTREF, with(two, 1), NULL, NULL), 0);
	assert_hr(call((IDispatch *)walk.recorder, 0x201, DISPATCH_PROPERTYGET, with(NULL, 0), NULL,
			  NULL),
		0);
	walk_close(&walk);
}

static void names_and_types(void **state)
{
	IDispatch *master = imapi_create(&CLSID_MsftDiscMaster2, &IID_IDispatch);
	LPOLESTR names[2] = { (OLECHAR[]) { L"Item" }, (OLECHAR[]) { L"index" } }, none = NULL;
	ITypeInfo *type = (ITypeInfo *)(void *)&names;
	DISPID ids[2] = { 7, 7 };
	UINT count = 9;

	(void)state;
	assert_hr(IDispatch_GetTypeInfoCount(master, &count), 0);
	assert_int_equal(count, 0);
	assert_hr(IDispatch_GetTypeInfoCount(master, NULL), POINTER);
	assert_hr(IDispatch_GetTypeInfo(master, 0, 0, &type), 0x80004001);
	assert_null(type);
	assert_hr(IDispatch_GetTypeInfo(master, 0, 0, NULL), 0x80004001);
	assert_hr(IDispatch_GetIDsOfNames(master, &GUID_NULL, NULL, 1, 0, ids), POINTER);
	assert_hr(IDispatch_GetIDsOfNames(master, &GUID_NULL, names, 1, 0, NULL), POINTER);
	assert_hr(IDispatch_GetIDsOfNames(master, &GUID_NULL, names, 0, 0, ids), POINTER);
	assert_hr(IDispatch_GetIDsOfNames(master, &GUID_NULL, &none, 1, 0, ids), POINTER);
	/* A member's arguments have no names: the member is found, they are not. */
	assert_hr(IDispatch_GetIDsOfNames(master, &GUID_NULL, names, 2, 0, ids), 0x80020006);
	assert_int_equal(ids[0], 0);
	assert_int_equal(ids[1], -1);
	IDispatch_Release(master);
}

/* ---- connection points ------------------------------------------------------------------- */

static void ignore(struct imapi_sink *self, IDispatch *object, IDispatch *progress)
{
	(void)self;
	(void)object;
	(void)progress;
}

static void sinks_are_connected_and_counted(void **state)
{
	struct imapi_sink sink = { { &imapi_sink_forwards }, &IID_DDiscFormat2DataEvents, ignore,
		.id = 0x200 };
	IConnectionPointContainer *container, *same;
	IStream *stranger = SHCreateMemStream(NULL, 0);
	DWORD cookies[9], cookie;
	IConnectionPoint *point;
	struct walk walk;
	IID iid;

	(void)state;
	walk_open(&walk, NULL);
	assert_hr(IDiscFormat2Data_QueryInterface(
			  walk.data, &IID_IConnectionPointContainer, (void **)&container),
		0);
	assert_hr(IConnectionPointContainer_EnumConnectionPoints(container, NULL), 0x80004001);
	assert_hr(IConnectionPointContainer_FindConnectionPoint(container, NULL, &point), POINTER);
	assert_hr(IConnectionPointContainer_FindConnectionPoint(container, sink.events_id, NULL),
		POINTER);
	assert_hr(IConnectionPointContainer_FindConnectionPoint(
			  container, &IID_DDiscFormat2EraseEvents, &point),
		0x80040200);
	assert_null(point);
	assert_hr(IConnectionPointContainer_FindConnectionPoint(container, sink.events_id, &point),
		0);
	assert_hr(IConnectionPoint_GetConnectionInterface(point, &iid), 0);
	assert_true(IsEqualIID(&iid, &IID_DDiscFormat2DataEvents));
	assert_hr(IConnectionPoint_GetConnectionInterface(point, NULL), POINTER);
	assert_hr(IConnectionPoint_GetConnectionPointContainer(point, &same), 0);
	assert_ptr_equal(same, container);
	IConnectionPointContainer_Release(same);
	assert_hr(IConnectionPoint_GetConnectionPointContainer(point, NULL), POINTER);
	assert_hr(IConnectionPoint_EnumConnections(point, NULL), 0x80004001);
	assert_hr(IConnectionPoint_Advise(point, NULL, &cookie), POINTER);
	assert_hr(IConnectionPoint_Advise(point, (IUnknown *)&sink, NULL), POINTER);
	assert_hr(IConnectionPoint_Advise(point, (IUnknown *)stranger, &cookie), 0x80040202);
	for (unsigned i = 0; i < 8; i++)
		assert_hr(IConnectionPoint_Advise(point, (IUnknown *)&sink, &cookies[i]), 0);
	assert_hr(IConnectionPoint_Advise(point, (IUnknown *)&sink, &cookies[8]), 0x80040201);
	assert_int_equal(sink.references, 8);
	assert_hr(IConnectionPoint_Unadvise(point, 0), 0x80040200);
	assert_hr(IConnectionPoint_Unadvise(point, 1000), 0x80040200);
	for (unsigned i = 0; i < 4; i++)
		assert_hr(IConnectionPoint_Unadvise(point, cookies[i]), 0);
	IConnectionPoint_Release(point);
	IConnectionPointContainer_Release(container);
	IStream_Release(stranger);
	walk_close(&walk);
	assert_int_equal(sink.references, 0); /* those left went with the object */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strings_know_their_length),
		cmocka_unit_test(a_copy_of_a_variant_is_ones_own),
		cmocka_unit_test(arrays_are_vectors_of_variants),
		cmocka_unit_test(what_makes_objects_wants_its_arguments),
		cmocka_unit_test(numbers_of_any_kind),
		cmocka_unit_test(objects_and_strings_of_a_script),
		cmocka_unit_test(what_a_member_answers_is_an_exception),
		cmocka_unit_test(names_and_types),
		cmocka_unit_test(sinks_are_connected_and_counted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
