/* SPDX-License-Identifier: MIT */
/* MsftDiscMaster2 and MsftDiscRecorder2. Expected values are those of Microsoft's documentation. */
#include "engine/imapi2/tests/rig.h"

static void master_lists_the_drive(void **state)
{
	struct imapi_rig rig;
	IDiscMaster2 *master;
	IEnumVARIANT *list;
	VARIANT_BOOL supported = 0;
	VARIANT one;
	LONG count = 0;
	BSTR id;

	(void)state;
	imapi_rig_open(&rig, NULL);
	assert_hr(CoCreateInstance(&CLSID_MsftDiscMaster2, NULL, CLSCTX_ALL, &IID_IDiscMaster2,
			  (void **)&master),
		0);
	assert_hr(IDiscMaster2_get_Count(master, &count), 0);
	assert_true(count >= 1);
	assert_hr(IDiscMaster2_get_Item(master, 0, &id), 0);
	assert_int_equal(wcscmp(id, L"virtual:1"), 0);
	assert_int_equal(SysStringLen(id), 9);
	SysFreeString(id);
	assert_hr(IDiscMaster2_get_Item(master, count, &id), 0x80070057);
	assert_hr(IDiscMaster2_get_Item(master, -1, &id), 0x80070057);
	assert_hr(IDiscMaster2_get_IsSupportedEnvironment(master, &supported), 0);
	assert_int_equal(supported, -1);
	assert_hr(IDiscMaster2_get__NewEnum(master, &list), 0);
	assert_hr(IEnumVARIANT_Next(list, 1, &one, NULL), 0);
	assert_int_equal(V_VT(&one), VT_BSTR);
	assert_int_equal(wcscmp(V_BSTR(&one), L"virtual:1"), 0);
	VariantClear(&one);
	assert_hr(IEnumVARIANT_Skip(list, (ULONG)count), 1);
	IEnumVARIANT_Release(list);
	IDiscMaster2_Release(master);
	imapi_rig_close(&rig);
}

static void recorder_tells_who_it_is_and_what_it_can(void **state)
{
	struct imapi_rig rig;
	SAFEARRAY *array;
	VARIANT_BOOL load;
	VARIANT one;
	LONG upper, at = 0;
	BSTR text;
	bool found = false;

	(void)state;
	imapi_rig_open(&rig, "dvd+r");
	assert_hr(IDiscRecorder2_get_VendorId(rig.recorder, &text), 0);
	assert_true(SysStringLen(text) > 0);
	SysFreeString(text);
	assert_hr(IDiscRecorder2_get_ActiveDiscRecorder(rig.recorder, &text), 0);
	assert_int_equal(wcscmp(text, L"virtual:1"), 0);
	SysFreeString(text);
	assert_hr(IDiscRecorder2_get_DeviceCanLoadMedia(rig.recorder, &load), 0);
	assert_int_equal(load, -1);
	imapi_wait_ready(&rig);
	assert_hr(IDiscRecorder2_get_CurrentProfiles(rig.recorder, &array), 0);
	assert_hr(SafeArrayGetUBound(array, 1, &upper), 0);
	for (at = 0; at <= upper; at++) {
		assert_hr(SafeArrayGetElement(array, &at, &one), 0);
		found = found || V_I4(&one) == IMAPI_PROFILE_TYPE_DVD_PLUS_R;
	}
	assert_true(found);
	assert_hr(SafeArrayGetElement(array, &at, &one), 0x8002000B);
	SafeArrayDestroy(array);
	assert_hr(IDiscRecorder2_get_VendorId(rig.recorder, NULL), 0x80004003);
	imapi_rig_close(&rig);
}

static void exclusive_access_is_counted_and_named(void **state)
{
	BSTR id = SysAllocString(L"virtual:1"), mine = SysAllocString(L"Mine"),
	     wrong = SysAllocString(L"what?"), owner;
	IDiscRecorder2 *other;
	VARIANT_BOOL load;
	struct imapi_rig rig;

	(void)state;
	imapi_rig_open(&rig, NULL);
	assert_hr(CoCreateInstance(&CLSID_MsftDiscRecorder2, NULL, CLSCTX_ALL, &IID_IDiscRecorder2,
			  (void **)&other),
		0);
	assert_hr(IDiscRecorder2_get_DeviceCanLoadMedia(other, &load), 0x80004003);
	assert_hr(IDiscRecorder2_InitializeDiscRecorder(other, id), 0);
	assert_hr(IDiscRecorder2_AcquireExclusiveAccess(rig.recorder, VARIANT_TRUE, wrong),
		0xC0AA0211);
	assert_hr(IDiscRecorder2_AcquireExclusiveAccess(rig.recorder, VARIANT_TRUE, mine), 0);
	assert_hr(IDiscRecorder2_AcquireExclusiveAccess(rig.recorder, VARIANT_TRUE, mine), 0);
	assert_hr(IDiscRecorder2_AcquireExclusiveAccess(other, VARIANT_TRUE, mine), 0xC0AA0210);
	assert_hr(IDiscRecorder2_EjectMedia(other), 0xC0AA0210);
	assert_hr(IDiscRecorder2_get_ExclusiveAccessOwner(other, &owner), 0);
	assert_int_equal(wcscmp(owner, L"Mine"), 0);
	SysFreeString(owner);
	assert_hr(IDiscRecorder2_ReleaseExclusiveAccess(rig.recorder), 0);
	assert_hr(IDiscRecorder2_AcquireExclusiveAccess(other, VARIANT_TRUE, mine), 0xC0AA0210);
	assert_hr(IDiscRecorder2_ReleaseExclusiveAccess(rig.recorder), 0);
	assert_hr(IDiscRecorder2_ReleaseExclusiveAccess(rig.recorder), 0x80070005);
	assert_hr(IDiscRecorder2_AcquireExclusiveAccess(other, VARIANT_TRUE, mine), 0);
	assert_int_equal(IDiscRecorder2_Release(other), 0); /* gives it back */
	assert_hr(IDiscRecorder2_AcquireExclusiveAccess(rig.recorder, VARIANT_TRUE, mine), 0);
	SysFreeString(id);
	SysFreeString(mine);
	SysFreeString(wrong);
	imapi_rig_close(&rig);
}

static void commands_as_the_caller_writes_them(void **state)
{
	BYTE inquiry[6] = { 0x12, 0, 0, 0, 36, 0 }, reply[36], sense[18];
	BYTE read[10] = { 0x28, 0, 0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 1, 0 }, block[2048];
	IDiscRecorder2Ex *ex;
	struct br_outcome failure;
	ULONG fetched, bytes;
	BYTE *data;
	struct imapi_rig rig;

	(void)state;
	imapi_rig_open(&rig, "dvd+r");
	imapi_wait_ready(&rig);
	ex = imapi_ex_of(&rig);
	assert_hr(IDiscRecorder2Ex_SendCommandGetDataFromDevice(
			  ex, inquiry, 6, sense, 10, reply, 36, &fetched),
		0);
	assert_int_equal(fetched, 36);
	assert_int_equal(reply[0] & 0x1F, 5);
	assert_hr(IDiscRecorder2Ex_SendCommandGetDataFromDevice(
			  ex, inquiry, 10, sense, 10, reply, 36, &fetched),
		0x80070057); /* 12h has 6 bytes */
	assert_hr(IDiscRecorder2Ex_SendCommandGetDataFromDevice(
			  ex, inquiry, 6, sense, 10, NULL, 36, &fetched),
		0x80004003);
	/* A refusal is a success with sense data. */
	assert_hr(IDiscRecorder2Ex_SendCommandGetDataFromDevice(
			  ex, read, 10, sense, 10, block, 2048, &fetched),
		0x00AA0200);
	assert_int_equal(sense[2] & 0x0F, 5);
	assert_hr(br_imapi2_last_failure(ex, &failure), 0);
	assert_memory_equal(failure.cdb, read, 10);
	assert_hr(IDiscRecorder2Ex_GetFeaturePage(
			  ex, IMAPI_FEATURE_PAGE_TYPE_CORE, TRUE, &data, &bytes),
		0);
	assert_int_equal(data[0] << 8 | data[1], 0x0001);
	assert_int_equal(bytes, 4 + data[3]);
	CoTaskMemFree(data);
	assert_hr(IDiscRecorder2Ex_GetFeaturePage(
			  ex, (IMAPI_FEATURE_PAGE_TYPE)0x3FF, FALSE, &data, &bytes),
		0xC0AA020A);
	assert_hr(IDiscRecorder2Ex_GetFeaturePage(
			  ex, IMAPI_FEATURE_PAGE_TYPE_CD_TRACK_AT_ONCE, TRUE, &data, &bytes),
		0xC0AA020B);
	assert_hr(IDiscRecorder2Ex_GetModePage(ex, IMAPI_MODE_PAGE_TYPE_LEGACY_CAPABILITIES,
			  IMAPI_MODE_PAGE_REQUEST_TYPE_CURRENT_VALUES, &data, &bytes),
		0);
	assert_int_equal(data[0] & 0x3F, 0x2A);
	CoTaskMemFree(data);
	assert_hr(IDiscRecorder2Ex_GetModePage(ex, (IMAPI_MODE_PAGE_TYPE)0x3E,
			  IMAPI_MODE_PAGE_REQUEST_TYPE_CURRENT_VALUES, &data, &bytes),
		0xC0AA0201);
	assert_hr(IDiscRecorder2Ex_GetDiscInformation(ex, &data, &bytes), 0);
	assert_int_equal(bytes, (data[0] << 8 | data[1]) + 2);
	CoTaskMemFree(data);
	IDiscRecorder2Ex_Release(ex);
	imapi_rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(master_lists_the_drive),
		cmocka_unit_test(recorder_tells_who_it_is_and_what_it_can),
		cmocka_unit_test(exclusive_access_is_counted_and_named),
		cmocka_unit_test(commands_as_the_caller_writes_them),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
