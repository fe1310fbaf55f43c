/* SPDX-License-Identifier: MIT */
/* IDiscMaster2 and the drives that a program adds: names, arguments that are not valid, the list of drives. */
#include "engine/imapi2/tests/walk.h"

#define POINTER	 0x80004003
#define ARGUMENT 0x80070057

static ULONG count;
static BSTR text;
static LONG number;
static VARIANT_BOOL truth;

static void drives_have_names_of_their_own(void **state)
{
	struct walk walk;

	(void)state;
	walk_open_drive(&walk, NULL);
	assert_hr(br_imapi2_add_drive(NULL, &walk.failing.base), POINTER);
	assert_hr(br_imapi2_add_drive(L"virtual:2", NULL), POINTER);
	assert_hr(br_imapi2_add_drive(L"", &walk.failing.base), ARGUMENT);
	assert_hr(br_imapi2_add_drive(L"/dev/sr9", &walk.failing.base), ARGUMENT);
	assert_hr(br_imapi2_add_drive(RIG_ID, &walk.failing.base), ARGUMENT);
	assert_hr(br_imapi2_remove_drive(NULL), POINTER);
	assert_hr(br_imapi2_remove_drive(L"virtual:2"), ARGUMENT);
	/* One that does not answer is none, as long as it does not. */
	assert_hr(br_imapi2_add_drive(L"virtual:2", &walk.failing.base), 0);
	assert_hr(br_imapi2_remove_drive(L"virtual:2"), 0);
	walk_close_drive(&walk);
}

static void master_without_a_drive(void **state)
{
	IDiscMaster2 *master = imapi_create(&CLSID_MsftDiscMaster2, &IID_IDiscMaster2);
	const struct fault gone = { "gone", .transport = -19, .lasts = true };
	struct walk walk;
	LONG before;

	(void)state;
	assert_hr(IDiscMaster2_get_Count(master, &before), 0);
	assert_hr(IDiscMaster2_get_Count(master, NULL), POINTER);
	assert_hr(IDiscMaster2_get_Item(master, before, &text), ARGUMENT);
	assert_hr(IDiscMaster2_get_Item(master, -1, &text), ARGUMENT);
	assert_hr(IDiscMaster2_get_Item(master, 0, NULL), POINTER);
	assert_hr(IDiscMaster2_get_IsSupportedEnvironment(master, NULL), POINTER);
	assert_hr(IDiscMaster2_get__NewEnum(master, NULL), POINTER);
	walk_open_drive(&walk, NULL);
	assert_hr(IDiscMaster2_get_Count(master, &number), 0);
	assert_int_equal(number, before + 1);
	/* There is one, but it cannot be used. */
	walk.failing.fault = &gone;
	walk.failing.at = 1;
	assert_hr(IDiscMaster2_get_IsSupportedEnvironment(master, &truth), 0);
	assert_int_equal(truth, before ? truth : 0);
	walk.failing.at = 0;
	assert_hr(IDiscMaster2_get_IsSupportedEnvironment(master, &truth), 0);
	assert_int_equal(truth, -1);
	walk_close_drive(&walk);
	IDiscMaster2_Release(master);
}

static void assert_next_is(IEnumVARIANT *list, LPCWSTR expected)
{
	VARIANT one;

	assert_hr(list->lpVtbl->Next(list, 1, &one, &count), 0);
	assert_int_equal(count, 1);
	assert_int_equal(V_VT(&one), VT_BSTR);
	assert_int_equal(wcscmp(V_BSTR(&one), expected), 0);
	VariantClear(&one);
}

/* Drives that programs added come first, in their order. */
static void the_list_of_drives_can_be_gone_through(void **state)
{
	IDiscMaster2 *master = imapi_create(&CLSID_MsftDiscMaster2, &IID_IDiscMaster2);
	IEnumVARIANT *list, *copy;
	VARIANT several[2];
	struct walk walk;
	LONG all;

	(void)state;
	walk_open_drive(&walk, NULL);
	assert_hr(br_imapi2_add_drive(L"virtual:2", &walk.failing.base), 0);
	assert_hr(IDiscMaster2_get_Count(master, &all), 0);
	assert_hr(IDiscMaster2_get__NewEnum(master, &list), 0);
	assert_hr(list->lpVtbl->Next(list, 1, NULL, &count), POINTER);
	assert_hr(list->lpVtbl->Clone(list, NULL), POINTER);
	assert_next_is(list, RIG_ID);
	assert_hr(list->lpVtbl->Clone(list, &copy), 0);
	assert_next_is(list, L"virtual:2");
	assert_next_is(copy, L"virtual:2"); /* from where the other stood */
	assert_hr(list->lpVtbl->Reset(list), 0);
	assert_hr(list->lpVtbl->Skip(list, 1), 0);
	assert_next_is(list, L"virtual:2");
	assert_hr(list->lpVtbl->Skip(list, (ULONG)all), 1); /* S_FALSE: not so many */
	assert_hr(list->lpVtbl->Next(list, 2, several, NULL), 1);
	assert_hr(list->lpVtbl->Next(list, 0, several, NULL), 0);
	copy->lpVtbl->Release(copy);
	list->lpVtbl->Release(list);
	IDiscMaster2_Release(master);
	assert_hr(br_imapi2_remove_drive(L"virtual:2"), 0);
	walk_close_drive(&walk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(drives_have_names_of_their_own),
		cmocka_unit_test(master_without_a_drive),
		cmocka_unit_test(the_list_of_drives_can_be_gone_through),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
