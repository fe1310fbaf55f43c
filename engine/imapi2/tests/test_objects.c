/* SPDX-License-Identifier: MIT */
/* Objects, identities, places of methods, late binding: as a C program or a script for Windows sees them. */
#include "engine/imapi2/tests/rig.h"

static void classes_by_identity_and_by_name(void **state)
{
	CLSID id;
	IUnknown *object;

	(void)state;
	assert_hr(CLSIDFromProgID(L"IMAPI2.MsftDiscFormat2Data", &id), 0);
	assert_true(IsEqualCLSID(&id, &CLSID_MsftDiscFormat2Data));
	assert_int_equal(id.Data1, 0x2735412A);
	assert_int_equal(id.Data4[7], 0x1E);
	assert_hr(CLSIDFromProgID(L"IMAPI2.Nothing", &id), 0x800401F3);
	assert_hr(CoCreateInstance(&CLSID_MsftWriteSpeedDescriptor, NULL, CLSCTX_ALL, &IID_IUnknown,
			  (void **)&object),
		0x80040154);
	assert_null(object);
	assert_hr(CoCreateInstance(&CLSID_MsftDiscMaster2, NULL, CLSCTX_ALL, &IID_IDiscRecorder2,
			  (void **)&object),
		0x80004002);
	assert_hr(
		CoCreateInstance(&CLSID_MsftDiscMaster2, NULL, CLSCTX_ALL, NULL, NULL), 0x80004003);
}

static void one_object_many_interfaces(void **state)
{
	IUnknown *first, *second;
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex;
	IDispatch *dispatch;
	struct imapi_rig rig;

	(void)state;
	imapi_rig_open(&rig, NULL);
	recorder = rig.recorder;
	assert_hr(
		recorder->lpVtbl->QueryInterface(recorder, &IID_IDiscRecorder2Ex, (void **)&ex), 0);
	assert_hr(IDiscRecorder2Ex_QueryInterface(ex, &IID_IDispatch, (void **)&dispatch), 0);
	assert_hr(IDiscRecorder2Ex_QueryInterface(ex, &IID_IUnknown, (void **)&first), 0);
	assert_hr(IDispatch_QueryInterface(dispatch, &IID_IUnknown, (void **)&second), 0);
	assert_ptr_equal(first, second); /* the rule of identity */
	assert_hr(IDiscRecorder2Ex_QueryInterface(ex, &IID_IStream, (void **)&second), 0x80004002);
	assert_null(second);
	IUnknown_Release(first);
	IUnknown_Release(first);
	IDispatch_Release(dispatch);
	IDiscRecorder2Ex_Release(ex);
	imapi_rig_close(&rig);
}

/* The place of a method in its table is what a compiled program calls by. */
static void methods_are_where_they_belong(void **state)
{
	(void)state;
#define SLOT(interface, method) (offsetof(interface##Vtbl, method) / sizeof(void (*)(void)))
	assert_int_equal(SLOT(IWriteEngine2, WriteSection), 7);
	assert_int_equal(SLOT(IWriteEngine2, get_WriteInProgress), 19);
	assert_int_equal(SLOT(IDiscRecorder2, get_ExclusiveAccessOwner), 27);
	assert_int_equal(SLOT(IDiscRecorder2Ex, SendCommandNoData), 3);
	assert_int_equal(SLOT(IDiscRecorder2Ex, GetMaximumPageAlignedTransferSize), 20);
	assert_int_equal(SLOT(IDiscFormat2Data, put_Recorder), 12);
	assert_int_equal(SLOT(IDiscFormat2Data, get_MultisessionInterfaces), 40);
	assert_int_equal(SLOT(IDiscFormat2Data, SetWriteSpeed), 43);
	assert_int_equal(SLOT(IDiscFormat2Erase, EraseMedia), 19);
	assert_int_equal(SLOT(IDiscFormat2TrackAtOnce, get_SupportedWriteSpeedDescriptors), 36);
	assert_int_equal(SLOT(IDiscFormat2RawCD, get_SupportedWriteSpeedDescriptors), 35);
	assert_int_equal(SLOT(IRawCDImageCreator, get_ExpectedTableOfContents), 25);
	assert_int_equal(SLOT(IMultisessionSequential2, get_WriteUnitSize), 16);
	assert_int_equal(SLOT(IMultisessionRandomWrite, get_TotalSectorsOnMedia), 13);
	assert_int_equal(SLOT(IWriteEngine2EventArgs, get_FreeSystemBuffer), 13);
	assert_int_equal(SLOT(IDiscFormat2DataEventArgs, get_CurrentAction), 17);
	assert_int_equal(SLOT(IDiscMaster2, get_IsSupportedEnvironment), 10);
	assert_int_equal(SLOT(IBurnVerification, get_BurnVerificationLevel), 4);
	assert_int_equal(SLOT(IStream, Clone), 13);
	assert_int_equal(IID_IDiscFormat2Data.Data1, 0x27354153);
	assert_int_equal(IID_IDiscFormat2Data.Data2, 0x9F64);
	assert_int_equal(IID_IBurnVerification.Data1, 0xD2FFD834);
}

static void scripts_burn_by_name(void **state)
{
	IStream *stream;
	VARIANT argument = { .vt = VT_BOOL, .boolVal = VARIANT_TRUE }, result = { 0 };
	BSTR name = SysAllocString(L"Script 2");
	IDispatch *format = NULL;
	struct imapi_rig rig;

	(void)state;
	imapi_rig_open(&rig, "bd-re-25");
	stream = SHCreateMemStream(imapi_image, IMAGE_BYTES);
	assert_hr(IDiscFormat2Data_QueryInterface(rig.format, &IID_IDispatch, (void **)&format), 0);
	assert_hr(
		imapi_invoke(format, L"ForceOverwrite", DISPATCH_PROPERTYPUT, &argument, NULL), 0);
	assert_hr(imapi_invoke(format, L"forceoverwrite", DISPATCH_PROPERTYGET, NULL, &result), 0);
	assert_int_equal(V_VT(&result), VT_BOOL);
	assert_int_equal(V_BOOL(&result), -1);
	argument = (VARIANT) { .vt = VT_BSTR, .bstrVal = name };
	assert_hr(imapi_invoke(format, L"ClientName", DISPATCH_PROPERTYPUT, &argument, NULL), 0);
	assert_hr(imapi_invoke(format, L"ClientName", DISPATCH_PROPERTYGET, NULL, &result), 0);
	assert_int_equal(wcscmp(V_BSTR(&result), L"Script 2"), 0);
	VariantClear(&result);
	assert_hr(imapi_invoke(format, L"Recorder", DISPATCH_PROPERTYGET, NULL, &result), 0);
	assert_ptr_equal(V_DISPATCH(&result), rig.recorder);
	VariantClear(&result);
	assert_hr(imapi_invoke(format, L"NoSuchThing", DISPATCH_METHOD, NULL, NULL), 0x80020006);
	assert_hr(imapi_invoke(format, L"Write", DISPATCH_METHOD, NULL, NULL), 0x8002000E);
	argument = (VARIANT) { .vt = VT_I4, .lVal = 1 };
	assert_hr(imapi_invoke(format, L"Write", DISPATCH_METHOD, &argument, NULL), 0x80020005);
	argument = (VARIANT) { .vt = VT_UNKNOWN, .punkVal = (IUnknown *)stream };
	assert_hr(imapi_invoke(format, L"Write", DISPATCH_METHOD, &argument, NULL), 0);
	assert_int_equal(IStream_Release(stream), 0);
	IDispatch_Release(format);
	SysFreeString(name);
	imapi_read_back(&rig, 0);
	imapi_rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(classes_by_identity_and_by_name),
		cmocka_unit_test(one_object_many_interfaces),
		cmocka_unit_test(methods_are_where_they_belong),
		cmocka_unit_test(scripts_burn_by_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
