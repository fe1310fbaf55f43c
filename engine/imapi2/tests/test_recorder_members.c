/* SPDX-License-Identifier: MIT */
/*
 * IDiscRecorder2 and IDiscRecorder2Ex: what each member says to arguments that are not
 * valid, before InitializeDiscRecorder, and while another has the drive; and the rest of what
 * Microsoft's pages state of them.
 */
#include "engine/imapi2/tests/walk.h"

#define POINTER	 0x80004003
#define ARGUMENT 0x80070057
#define LOCKED	 0xC0AA0210
#define CURRENT	 IMAPI_MODE_PAGE_REQUEST_TYPE_CURRENT_VALUES

static BYTE sense[18], buffer[64], *data;
static ULONG count;
static BSTR text;
static LONG number;
static VARIANT_BOOL truth;
static SAFEARRAY *array;
static IMAPI_FEATURE_PAGE_TYPE *features;
static IMAPI_PROFILE_TYPE *profiles;
static IMAPI_MODE_PAGE_TYPE *pages;
static BYTE ready[6], inquiry[6] = { 0x12, 0, 0, 0, 36, 0 };

static IDiscRecorder2Ex *ex_of(IDiscRecorder2 *recorder)
{
	IDiscRecorder2Ex *ex;

	assert_hr(IDiscRecorder2_QueryInterface(recorder, &IID_IDiscRecorder2Ex, (void **)&ex), 0);
	return ex;
}

/* ---- before InitializeDiscRecorder, and while another has the drive ---------------------- */

/* All that sends a command. */
static void assert_commands_fail(IDiscRecorder2 *recorder, uint32_t expected)
{
	IDiscRecorder2Ex *ex = ex_of(recorder);

	assert_hr(IDiscRecorder2_EjectMedia(recorder), expected);
	assert_hr(IDiscRecorder2_CloseTray(recorder), expected);
	assert_hr(IDiscRecorder2_get_DeviceCanLoadMedia(recorder, &truth), expected);
	assert_hr(IDiscRecorder2_get_SupportedFeaturePages(recorder, &array), expected);
	assert_hr(IDiscRecorder2_get_CurrentFeaturePages(recorder, &array), expected);
	assert_hr(IDiscRecorder2_get_SupportedProfiles(recorder, &array), expected);
	assert_hr(IDiscRecorder2_get_CurrentProfiles(recorder, &array), expected);
	assert_hr(IDiscRecorder2_get_SupportedModePages(recorder, &array), expected);
	assert_hr(IDiscRecorder2Ex_SendCommandNoData(ex, ready, 6, sense, 10), expected);
	assert_hr(IDiscRecorder2Ex_SendCommandSendDataToDevice(
			  ex, ready, 6, sense, 10, buffer, sizeof buffer),
		expected);
	assert_hr(IDiscRecorder2Ex_SendCommandGetDataFromDevice(
			  ex, inquiry, 6, sense, 10, buffer, 36, &count),
		expected);
	assert_hr(IDiscRecorder2Ex_ReadDvdStructure(ex, 0, 0, 0, 0, &data, &count), expected);
	assert_hr(IDiscRecorder2Ex_SendDvdStructure(ex, 0, buffer, 4), expected);
	assert_hr(IDiscRecorder2Ex_GetAdapterDescriptor(ex, &data, &count), expected);
	assert_hr(IDiscRecorder2Ex_GetDeviceDescriptor(ex, &data, &count), expected);
	assert_hr(IDiscRecorder2Ex_GetDiscInformation(ex, &data, &count), expected);
	assert_hr(IDiscRecorder2Ex_GetTrackInformation(
			  ex, 1, IMAPI_READ_TRACK_ADDRESS_TYPE_TRACK, &data, &count),
		expected);
	assert_hr(IDiscRecorder2Ex_GetFeaturePage(
			  ex, IMAPI_FEATURE_PAGE_TYPE_CORE, FALSE, &data, &count),
		expected);
	assert_hr(IDiscRecorder2Ex_GetModePage(
			  ex, IMAPI_MODE_PAGE_TYPE_CACHING, CURRENT, &data, &count),
		expected);
	assert_hr(IDiscRecorder2Ex_SetModePage(ex, CURRENT, buffer, 12), expected);
	assert_hr(
		IDiscRecorder2Ex_GetSupportedFeaturePages(ex, FALSE, &features, &count), expected);
	assert_hr(IDiscRecorder2Ex_GetSupportedProfiles(ex, FALSE, &profiles, &count), expected);
	assert_hr(IDiscRecorder2Ex_GetSupportedModePages(ex, CURRENT, &pages, &count), expected);
	assert_hr(IDiscRecorder2Ex_GetMaximumPageAlignedTransferSize(ex, &count), expected);
	assert_hr(IDiscRecorder2Ex_GetMaximumNonPageAlignedTransferSize(ex, &count), expected);
	IDiscRecorder2Ex_Release(ex);
}

static void initialization_precedes_everything(void **state)
{
	IDiscRecorder2 *recorder = imapi_create(&CLSID_MsftDiscRecorder2, &IID_IDiscRecorder2);
	IDiscRecorder2Ex *ex = ex_of(recorder);
	struct br_outcome failure;

	(void)state;
	assert_commands_fail(recorder, POINTER);
	text = SysAllocString(L"Walk");
	assert_hr(IDiscRecorder2_AcquireExclusiveAccess(recorder, VARIANT_FALSE, text), POINTER);
	SysFreeString(text);
	assert_hr(IDiscRecorder2_ReleaseExclusiveAccess(recorder), POINTER);
	assert_hr(IDiscRecorder2_DisableMcn(recorder), POINTER);
	assert_hr(IDiscRecorder2_EnableMcn(recorder), POINTER);
	assert_hr(IDiscRecorder2_get_ActiveDiscRecorder(recorder, &text), POINTER);
	assert_hr(IDiscRecorder2_get_VendorId(recorder, &text), POINTER);
	assert_hr(IDiscRecorder2_get_ProductId(recorder, &text), POINTER);
	assert_hr(IDiscRecorder2_get_ProductRevision(recorder, &text), POINTER);
	assert_hr(IDiscRecorder2_get_VolumeName(recorder, &text), POINTER);
	assert_hr(IDiscRecorder2_get_VolumePathNames(recorder, &array), POINTER);
	assert_hr(IDiscRecorder2_get_LegacyDeviceNumber(recorder, &number), POINTER);
	assert_hr(IDiscRecorder2_get_ExclusiveAccessOwner(recorder, &text), POINTER);
	assert_hr(br_imapi2_last_failure(ex, &failure), POINTER);
	IDiscRecorder2Ex_Release(ex);
	assert_int_equal(IDiscRecorder2_Release(recorder), 0);
}

static void a_recorder_is_initialized_once_with_what_is_one(void **state)
{
	static const struct {
		LPCWSTR id;
		uint32_t expected;
	} cases[] = {
		{ L"/dev/null", ARGUMENT }, /* a device of another kind */
		{ L"/nowhere", ARGUMENT },  /* none */
		{ L"/\x00C4", ARGUMENT },   /* no path in ASCII */
		{ L"virtual:2", ARGUMENT }, /* nobody's */
		{ L"", ARGUMENT }, { RIG_ID, 0 }, { RIG_ID, ARGUMENT }, /* it is one already */
	};
	struct walk walk;
	IDiscRecorder2 *recorder;

	(void)state;
	walk_open_drive(&walk, NULL);
	recorder = imapi_create(&CLSID_MsftDiscRecorder2, &IID_IDiscRecorder2);
	assert_hr(IDiscRecorder2_InitializeDiscRecorder(recorder, NULL), POINTER);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		text = SysAllocString(cases[i].id);
		assert_hr(IDiscRecorder2_InitializeDiscRecorder(recorder, text), cases[i].expected);
		SysFreeString(text);
	}
	assert_int_equal(IDiscRecorder2_Release(recorder), 0);
	walk_close_drive(&walk);
}

static void another_with_the_drive_keeps_all_commands_out(void **state)
{
	IDiscRecorder2 *other = imapi_create(&CLSID_MsftDiscRecorder2, &IID_IDiscRecorder2);
	struct walk walk;

	(void)state;
	walk_open(&walk, "dvd+r");
	text = SysAllocString(RIG_ID);
	assert_hr(IDiscRecorder2_InitializeDiscRecorder(other, text), 0);
	SysFreeString(text);
	text = SysAllocString(L"Other");
	assert_hr(IDiscRecorder2_AcquireExclusiveAccess(other, VARIANT_FALSE, text), 0);
	SysFreeString(text);
	assert_commands_fail(walk.recorder, LOCKED);
	/* What needs no command is told all the same. */
	assert_hr(IDiscRecorder2_get_VendorId(walk.recorder, &text), 0);
	SysFreeString(text);
	assert_hr(IDiscRecorder2_ReleaseExclusiveAccess(walk.recorder), 0x80070005);
	/* And a recorder can be made and put while another has it; the formats say so when it counts. */
	assert_hr(IDiscFormat2Data_put_Recorder(walk.data, walk.recorder), LOCKED);
	assert_hr(IWriteEngine2_put_Recorder(walk.engine, walk.ex), LOCKED);
	assert_hr(IDiscFormat2Data_get_FreeSectorsOnMedia(walk.data, &number), LOCKED);
	assert_hr(IDiscFormat2Data_IsRecorderSupported(walk.data, walk.recorder, &truth), LOCKED);
	assert_hr(
		IDiscFormat2Data_IsCurrentMediaSupported(walk.data, walk.recorder, &truth), LOCKED);
	assert_hr(imapi_burn(walk.data, IMAGE_BYTES), LOCKED);
	assert_hr(IDiscFormat2Erase_EraseMedia(walk.erase), LOCKED);
	assert_hr(IDiscFormat2TrackAtOnce_PrepareMedia(walk.audio), LOCKED);
	assert_hr(IDiscFormat2RawCD_PrepareMedia(walk.raw), LOCKED);
	assert_hr(IDiscFormat2RawCD_get_SupportedSectorTypes(walk.raw, &array), LOCKED);
	IDiscRecorder2_Release(other);
	walk_close(&walk);
}

/* ---- arguments --------------------------------------------------------------------------- */

static void nothing_to_put_it_in(void **state)
{
	struct walk walk;

	(void)state;
	walk_open(&walk, "dvd+r");
	assert_hr(
		IDiscRecorder2_AcquireExclusiveAccess(walk.recorder, VARIANT_FALSE, NULL), POINTER);
	assert_hr(IDiscRecorder2_get_ActiveDiscRecorder(walk.recorder, NULL), POINTER);
	assert_hr(IDiscRecorder2_get_VendorId(walk.recorder, NULL), POINTER);
	assert_hr(IDiscRecorder2_get_ProductId(walk.recorder, NULL), POINTER);
	assert_hr(IDiscRecorder2_get_ProductRevision(walk.recorder, NULL), POINTER);
	assert_hr(IDiscRecorder2_get_VolumeName(walk.recorder, NULL), POINTER);
	assert_hr(IDiscRecorder2_get_VolumePathNames(walk.recorder, NULL), POINTER);
	assert_hr(IDiscRecorder2_get_DeviceCanLoadMedia(walk.recorder, NULL), POINTER);
	assert_hr(IDiscRecorder2_get_LegacyDeviceNumber(walk.recorder, NULL), POINTER);
	assert_hr(IDiscRecorder2_get_SupportedFeaturePages(walk.recorder, NULL), POINTER);
	assert_hr(IDiscRecorder2_get_CurrentFeaturePages(walk.recorder, NULL), POINTER);
	assert_hr(IDiscRecorder2_get_SupportedProfiles(walk.recorder, NULL), POINTER);
	assert_hr(IDiscRecorder2_get_CurrentProfiles(walk.recorder, NULL), POINTER);
	assert_hr(IDiscRecorder2_get_SupportedModePages(walk.recorder, NULL), POINTER);
	assert_hr(IDiscRecorder2_get_ExclusiveAccessOwner(walk.recorder, NULL), POINTER);
	assert_hr(IDiscRecorder2Ex_GetByteAlignmentMask(walk.ex, NULL), POINTER);
	assert_hr(IDiscRecorder2Ex_GetMaximumPageAlignedTransferSize(walk.ex, NULL), POINTER);
	assert_hr(IDiscRecorder2Ex_GetMaximumNonPageAlignedTransferSize(walk.ex, NULL), POINTER);
	assert_hr(br_imapi2_last_failure(walk.ex, NULL), POINTER);
	assert_hr(br_imapi2_last_failure(NULL, NULL), POINTER);
	walk_close(&walk);
}

/* What hands out bytes wants a place for them and one for how many. */
#define ASSERT_WANTS_BOTH(member, out, ...)                                                       \
	do {                                                                                      \
		assert_hr(IDiscRecorder2Ex_##member(walk.ex, __VA_ARGS__ NULL, &count), POINTER); \
		assert_hr(IDiscRecorder2Ex_##member(walk.ex, __VA_ARGS__ out, NULL), POINTER);    \
	} while (0)
#define COMMA ,

static void nothing_to_hand_it_out_in(void **state)
{
	struct walk walk;

	(void)state;
	walk_open(&walk, "dvd+r");
	ASSERT_WANTS_BOTH(ReadDvdStructure, &data, 0 COMMA 0 COMMA 0 COMMA 0 COMMA);
	ASSERT_WANTS_BOTH(GetAdapterDescriptor, &data, );
	ASSERT_WANTS_BOTH(GetDeviceDescriptor, &data, );
	ASSERT_WANTS_BOTH(GetDiscInformation, &data, );
	ASSERT_WANTS_BOTH(
		GetTrackInformation, &data, 1 COMMA IMAPI_READ_TRACK_ADDRESS_TYPE_TRACK COMMA);
	ASSERT_WANTS_BOTH(GetFeaturePage, &data, IMAPI_FEATURE_PAGE_TYPE_CORE COMMA FALSE COMMA);
	ASSERT_WANTS_BOTH(GetModePage, &data, IMAPI_MODE_PAGE_TYPE_CACHING COMMA CURRENT COMMA);
	ASSERT_WANTS_BOTH(GetSupportedFeaturePages, &features, FALSE COMMA);
	ASSERT_WANTS_BOTH(GetSupportedProfiles, &profiles, FALSE COMMA);
	ASSERT_WANTS_BOTH(GetSupportedModePages, &pages, CURRENT COMMA);
	assert_hr(IDiscRecorder2Ex_SendDvdStructure(walk.ex, 0, NULL, 4), POINTER);
	assert_hr(IDiscRecorder2Ex_SetModePage(walk.ex, CURRENT, NULL, 12), POINTER);
	walk_close(&walk);
}

static void values_that_there_are_none_of(void **state)
{
	static BYTE much[70000];
	struct walk walk;

	(void)state;
	walk_open(&walk, "dvd+r");
	assert_hr(
		IDiscRecorder2Ex_ReadDvdStructure(walk.ex, 0, 0, 256, 0, &data, &count), ARGUMENT);
	assert_hr(IDiscRecorder2Ex_ReadDvdStructure(walk.ex, 0, 0, 0, 4, &data, &count), ARGUMENT);
	assert_hr(IDiscRecorder2Ex_SendDvdStructure(walk.ex, 0, buffer, 0), ARGUMENT);
	assert_hr(IDiscRecorder2Ex_SendDvdStructure(walk.ex, 0, much, sizeof much), ARGUMENT);
	assert_hr(IDiscRecorder2Ex_GetTrackInformation(
			  walk.ex, 1, (IMAPI_READ_TRACK_ADDRESS_TYPE)3, &data, &count),
		ARGUMENT);
	assert_hr(IDiscRecorder2Ex_GetModePage(walk.ex, IMAPI_MODE_PAGE_TYPE_CACHING,
			  (IMAPI_MODE_PAGE_REQUEST_TYPE)4, &data, &count),
		ARGUMENT);
	assert_hr(IDiscRecorder2Ex_GetModePage(
			  walk.ex, (IMAPI_MODE_PAGE_TYPE)0x3F, CURRENT, &data, &count),
		ARGUMENT);
	assert_hr(IDiscRecorder2Ex_GetSupportedModePages(
			  walk.ex, (IMAPI_MODE_PAGE_REQUEST_TYPE)4, &pages, &count),
		ARGUMENT);
	assert_hr(IDiscRecorder2Ex_SetModePage(
			  walk.ex, IMAPI_MODE_PAGE_REQUEST_TYPE_CHANGEABLE_VALUES, buffer, 12),
		ARGUMENT);
	assert_hr(IDiscRecorder2Ex_SetModePage(walk.ex, CURRENT, buffer, 1), ARGUMENT);
	assert_hr(IDiscRecorder2Ex_SetModePage(walk.ex, CURRENT, much, sizeof much), ARGUMENT);
	walk_close(&walk);
}

/* ---- commands as the caller writes them -------------------------------------------------- */

/* By the table of the page of SendCommandNoData. */
static void a_command_has_the_length_of_its_group(void **state)
{
	static const struct {
		BYTE first, last; /* operation codes */
		ULONG bytes;	  /* 0: any from 6 to 16 */
	} groups[] = {
		{ 0x00, 0x1F, 6 },
		{ 0x20, 0x5F, 10 },
		{ 0x60, 0x7F, 0 },
		{ 0x80, 0x9F, 16 },
		{ 0xA0, 0xBF, 12 },
		{ 0xC0, 0xFF, 0 },
	};
	static const BYTE exempt[] = { 0x02, 0x05, 0x06, 0x09, 0x0C, 0x0D, 0x0E, 0x0F, 0x10, 0x13,
		0x14, 0x19, 0x20, 0x21, 0x22, 0x23, 0x24, 0x26, 0x27, 0x29, 0x2C, 0x2D };
	const struct fault refused = { "refused", 0, 0x02, 0x5, 0x20, 0x00, true, false };
	struct walk walk;

	(void)state;
	walk_open(&walk, NULL);
	walk.failing.fault = &refused; /* of all that is sent nothing happens */
	walk.failing.seen = 1;
	walk.failing.at = 1;
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
		for (unsigned code = groups[i].first; code <= groups[i].last; code++)
			for (ULONG bytes = 0; bytes <= 18; bytes++) {
				BYTE cdb[18] = { (BYTE)code };
				bool any = groups[i].bytes == 0 ||
					   memchr(exempt, (int)code, sizeof exempt);
				bool valid = bytes >= 6 && bytes <= 16 &&
					     (any || bytes == groups[i].bytes);

				assert_hr(IDiscRecorder2Ex_SendCommandNoData(
						  walk.ex, cdb, bytes, sense, 10),
					valid ? 0x00AA0200 : ARGUMENT);
			}
	walk.failing.at = 0;
	walk_close(&walk);
}

static void arguments_of_a_command(void **state)
{
	static BYTE much[1 << 20];
	BYTE write[10] = { 0x2A, [8] = 1 };
	struct walk walk;

	(void)state;
	walk_open(&walk, NULL);
	assert_hr(IDiscRecorder2Ex_SendCommandNoData(walk.ex, NULL, 6, sense, 10), POINTER);
	assert_hr(IDiscRecorder2Ex_SendCommandNoData(walk.ex, ready, 6, NULL, 10), POINTER);
	assert_hr(IDiscRecorder2Ex_SendCommandNoData(walk.ex, ready, 6, sense, 4294968), ARGUMENT);
	assert_hr(IDiscRecorder2Ex_SendCommandSendDataToDevice(
			  walk.ex, NULL, 10, sense, 10, buffer, 64),
		POINTER);
	assert_hr(IDiscRecorder2Ex_SendCommandSendDataToDevice(
			  walk.ex, write, 10, sense, 10, NULL, 64),
		POINTER);
	assert_hr(IDiscRecorder2Ex_SendCommandSendDataToDevice(
			  walk.ex, write, 10, sense, 10, buffer, 0),
		ARGUMENT);
	assert_hr(IDiscRecorder2Ex_SendCommandSendDataToDevice(
			  walk.ex, write, 10, sense, 10, much, sizeof much),
		ARGUMENT);
	assert_hr(IDiscRecorder2Ex_SendCommandGetDataFromDevice(
			  walk.ex, NULL, 6, sense, 10, buffer, 36, &count),
		POINTER);
	assert_hr(IDiscRecorder2Ex_SendCommandGetDataFromDevice(
			  walk.ex, inquiry, 6, sense, 10, buffer, 36, NULL),
		POINTER);
	assert_hr(IDiscRecorder2Ex_SendCommandGetDataFromDevice(
			  walk.ex, inquiry, 6, sense, 10, buffer, 0, &count),
		ARGUMENT);
	/* The right ones: no disc, which is said by sense data. */
	memset(sense, 0xFF, sizeof sense);
	assert_hr(IDiscRecorder2Ex_SendCommandSendDataToDevice(
			  walk.ex, write, 10, sense, 10, much, 2048),
		0x00AA0200);
	assert_int_equal(sense[2], 0x02);
	assert_int_equal(sense[12], 0x3A);
	assert_int_equal(sense[17], 0);
	walk_close(&walk);
}

static void a_command_that_did_not_get_through(void **state)
{
	static const struct {
		struct fault fault;
		uint32_t expected;
	} cases[] = {
		{ { "busy", .status = 0x08, .lasts = true }, 0xC0AA0207 },
		{ { "no answer", .transport = -110, .lasts = true }, 0xC0AA020D },
		{ { "gone", .transport = -19, .lasts = true }, 0x80070037 },
		{ { "handle", .transport = -9, .lasts = true }, 0x80070006 },
	};
	struct br_outcome failure;
	struct walk walk;

	(void)state;
	walk_open(&walk, NULL);
	assert_hr(br_imapi2_last_failure(walk.ex, &failure), 1); /* S_FALSE: none yet */
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		walk.failing.fault = &cases[i].fault;
		walk.failing.at = 1;
		walk.failing.seen = 1;
		assert_hr(IDiscRecorder2Ex_SendCommandNoData(walk.ex, ready, 6, sense, 10),
			cases[i].expected);
		walk.failing.at = 0;
		assert_hr(br_imapi2_last_failure(walk.ex, &failure), 0);
		assert_int_equal(failure.system_error, cases[i].fault.transport);
		assert_int_equal(failure.status, cases[i].fault.status);
	}
	walk_close(&walk);
}

/* ---- what they tell ---------------------------------------------------------------------- */

static void descriptors_are_those_of_windows(void **state)
{
	struct walk walk;

	(void)state;
	walk_open(&walk, NULL);
	assert_hr(IDiscRecorder2Ex_GetAdapterDescriptor(walk.ex, &data, &count), 0);
	assert_int_equal(count, 32); /* STORAGE_ADAPTER_DESCRIPTOR */
	assert_int_equal(data[0], 32);
	assert_int_equal(data[4], 32);
	CoTaskMemFree(data);
	assert_hr(IDiscRecorder2Ex_GetDeviceDescriptor(walk.ex, &data, &count), 0);
	assert_int_equal(data[0], 40); /* STORAGE_DEVICE_DESCRIPTOR */
	assert_int_equal(data[4], count);
	assert_int_equal(data[8], 5);  /* a CD/DVD device */
	assert_int_equal(data[10], 1); /* removable */
	assert_hr(IDiscRecorder2_get_VendorId(walk.recorder, &text), 0);
	for (UINT i = 0; i < SysStringLen(text); i++)
		assert_int_equal(data[data[12] + i], text[i]);
	SysFreeString(text);
	CoTaskMemFree(data);
	walk_close(&walk);
}

static void limits_of_a_transfer(void **state)
{
	ULONG aligned, other;
	struct walk walk;

	(void)state;
	walk_open(&walk, NULL);
	assert_hr(IDiscRecorder2Ex_GetByteAlignmentMask(walk.ex, &count), 0);
	assert_true(count != 0 && (count & (count - 1)) == 0); /* a power of two */
	assert_hr(IDiscRecorder2Ex_GetMaximumPageAlignedTransferSize(walk.ex, &aligned), 0);
	assert_hr(IDiscRecorder2Ex_GetMaximumNonPageAlignedTransferSize(walk.ex, &other), 0);
	assert_true(aligned >= 65536 && other <= aligned);
	walk_close(&walk);
}

static void lists_of_both_interfaces_are_the_same(void **state)
{
	struct walk walk;
	VARIANT one;
	LONG upper;

	(void)state;
	walk_open(&walk, "dvd+r");
	assert_hr(IDiscFormat2Data_get_MediaPhysicallyBlank(walk.data, &truth), 0);
	assert_hr(IDiscRecorder2Ex_GetSupportedFeaturePages(walk.ex, TRUE, &features, &count), 0);
	assert_hr(IDiscRecorder2_get_CurrentFeaturePages(walk.recorder, &array), 0);
	assert_hr(SafeArrayGetUBound(array, 1, &upper), 0);
	assert_int_equal(upper + 1, count);
	assert_int_equal(features[0], 0x0000); /* the profile list */
	for (LONG at = 0; at <= upper; at++) {
		assert_hr(SafeArrayGetElement(array, &at, &one), 0);
		assert_int_equal(V_I4(&one), features[at]);
	}
	SafeArrayDestroy(array);
	CoTaskMemFree(features);
	assert_hr(IDiscRecorder2Ex_GetSupportedProfiles(walk.ex, TRUE, &profiles, &count), 0);
	assert_int_equal(count, 1);
	assert_int_equal(profiles[0], 0x001B);
	CoTaskMemFree(profiles);
	assert_hr(IDiscRecorder2Ex_GetSupportedModePages(walk.ex, CURRENT, &pages, &count), 0);
	assert_hr(IDiscRecorder2_get_SupportedModePages(walk.recorder, &array), 0);
	assert_hr(SafeArrayGetUBound(array, 1, &upper), 0);
	assert_int_equal(upper + 1, count);
	assert_int_equal(pages[0], 0x01);
	SafeArrayDestroy(array);
	CoTaskMemFree(pages);
	walk_close(&walk);
}

/* The format is truncated to a byte, as the page says; the header is taken off. */
static void a_structure_of_the_disc(void **state)
{
	BYTE *same;
	ULONG same_count;
	struct walk walk;

	(void)state;
	walk_open(&walk, "dvd+r");
	assert_hr(imapi_burn(walk.data, IMAGE_BYTES), 0);
	assert_hr(IDiscRecorder2Ex_ReadDvdStructure(walk.ex, 0, 0, 0, 0, &data, &count), 0);
	assert_int_equal(count, 2048);
	assert_int_equal(data[0] >> 4, 0xA); /* book type: DVD+R */
	assert_hr(
		IDiscRecorder2Ex_ReadDvdStructure(walk.ex, 0x100, 0, 0, 0, &same, &same_count), 0);
	assert_int_equal(same_count, count);
	assert_memory_equal(same, data, count);
	CoTaskMemFree(same);
	CoTaskMemFree(data);
	assert_hr(IDiscRecorder2Ex_ReadDvdStructure(walk.ex, 0x08, 0, 0, 0, &data, &count),
		0xC0AA020E);
	walk_close(&walk);
}

static void a_mode_page_is_put_as_it_was_got(void **state)
{
	struct walk walk;

	(void)state;
	walk_open(&walk, "cd-r-80");
	assert_hr(imapi_burn(walk.data, IMAGE_BYTES), 0);
	assert_hr(IDiscRecorder2Ex_GetModePage(
			  walk.ex, IMAPI_MODE_PAGE_TYPE_WRITE_PARAMETERS, CURRENT, &data, &count),
		0);
	assert_int_equal(data[0] & 0x3F, 0x05);
	assert_int_equal(count, data[1] + 2);
	assert_hr(IDiscRecorder2Ex_SetModePage(walk.ex, CURRENT, data, count), 0);
	data[2] = (BYTE)((data[2] & 0xF0) | 0x0F); /* a write type that there is none of */
	assert_hr(IDiscRecorder2Ex_SetModePage(walk.ex, CURRENT, data, count), 0xC0AA0208);
	CoTaskMemFree(data);
	walk_close(&walk);
}

static void media_change_notification_is_counted(void **state)
{
	struct walk walk;

	(void)state;
	walk_open(&walk, NULL);
	assert_hr(IDiscRecorder2_EnableMcn(walk.recorder), 0x80004005); /* it is */
	assert_hr(IDiscRecorder2_DisableMcn(walk.recorder), 0);
	assert_hr(IDiscRecorder2_DisableMcn(walk.recorder), 0);
	assert_hr(IDiscRecorder2_EnableMcn(walk.recorder), 0);
	assert_hr(IDiscRecorder2_EnableMcn(walk.recorder), 0);
	assert_hr(IDiscRecorder2_EnableMcn(walk.recorder), 0x80004005);
	walk_close(&walk);
}

/* A drive that the program added has neither a number nor a place in the file system. */
static void what_the_system_knows_of_it(void **state)
{
	struct walk walk;
	LONG upper = 0;

	(void)state;
	walk_open(&walk, NULL);
	assert_hr(IDiscRecorder2_get_LegacyDeviceNumber(walk.recorder, &number), 0x80004005);
	assert_hr(IDiscRecorder2_get_VolumePathNames(walk.recorder, &array), 0);
	assert_hr(SafeArrayGetUBound(array, 1, &upper), 0);
	assert_int_equal(upper, -1);
	SafeArrayDestroy(array);
	walk_close(&walk);
}

static void tray_is_opened_and_closed(void **state)
{
	struct walk walk;

	(void)state;
	walk_open(&walk, "dvd+r");
	assert_hr(IDiscFormat2Data_get_MediaPhysicallyBlank(walk.data, &truth), 0);
	assert_hr(IDiscRecorder2_EjectMedia(walk.recorder), 0);
	assert_hr(IDiscFormat2Data_get_MediaPhysicallyBlank(walk.data, &truth), 0xC0AA0202);
	assert_hr(IDiscRecorder2_CloseTray(walk.recorder), 0);
	assert_hr(IDiscFormat2Data_get_MediaPhysicallyBlank(walk.data, &truth), 0);
	walk_close(&walk);
}

/* That it was switched on, or given another disc, before the program had it is not told as an error. */
static void the_first_command_after_power_on(void **state)
{
	struct walk walk;

	(void)state;
	walk_open(&walk, NULL);
	assert_hr(IDiscRecorder2_get_SupportedModePages(walk.recorder, &array), 0);
	SafeArrayDestroy(array);
	walk_close(&walk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(initialization_precedes_everything),
		cmocka_unit_test(a_recorder_is_initialized_once_with_what_is_one),
		cmocka_unit_test(another_with_the_drive_keeps_all_commands_out),
		cmocka_unit_test(nothing_to_put_it_in),
		cmocka_unit_test(nothing_to_hand_it_out_in),
		cmocka_unit_test(values_that_there_are_none_of),
		cmocka_unit_test(a_command_has_the_length_of_its_group),
		cmocka_unit_test(arguments_of_a_command),
		cmocka_unit_test(a_command_that_did_not_get_through),
		cmocka_unit_test(descriptors_are_those_of_windows),
		cmocka_unit_test(limits_of_a_transfer),
		cmocka_unit_test(lists_of_both_interfaces_are_the_same),
		cmocka_unit_test(a_structure_of_the_disc),
		cmocka_unit_test(a_mode_page_is_put_as_it_was_got),
		cmocka_unit_test(media_change_notification_is_counted),
		cmocka_unit_test(what_the_system_knows_of_it),
		cmocka_unit_test(tray_is_opened_and_closed),
		cmocka_unit_test(the_first_command_after_power_on),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
