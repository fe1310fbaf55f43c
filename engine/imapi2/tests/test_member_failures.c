/* SPDX-License-Identifier: MIT */
/*
 * Microsoft documents the same errors for every member that asks the drive. Here each of those
 * members is called with each of its commands failing in turn in each of these ways.
 */
#include "engine/imapi2/tests/walk.h"

#include <errno.h>

/* ---- the members: each gives back what it gets ------------------------------------------- */

#define ENUMERATION(field, interface, member, type)               \
	static HRESULT field##_##member(struct walk *walk)        \
	{                                                         \
		type value;                                       \
                                                                  \
		return interface##_##member(walk->field, &value); \
	}
#define NUMBER(field, interface, member) ENUMERATION(field, interface, member, LONG)
#define TRUTH(field, interface, member)	 ENUMERATION(field, interface, member, VARIANT_BOOL)
#define ARRAY(field, interface, member)                                     \
	static HRESULT field##_##member(struct walk *walk)                  \
	{                                                                   \
		SAFEARRAY *array;                                           \
		HRESULT result = interface##_##member(walk->field, &array); \
                                                                            \
		if (SUCCEEDED(result))                                      \
			SafeArrayDestroy(array);                            \
		return result;                                              \
	}
#define SUPPORT(field, interface, member)                                         \
	static HRESULT field##_##member(struct walk *walk)                        \
	{                                                                         \
		VARIANT_BOOL value;                                               \
                                                                                  \
		return interface##_##member(walk->field, walk->recorder, &value); \
	}
#define NOTHING(field, interface, member)                  \
	static HRESULT field##_##member(struct walk *walk) \
	{                                                  \
		return interface##_##member(walk->field);  \
	}

TRUTH(recorder, IDiscRecorder2, get_DeviceCanLoadMedia)
ARRAY(recorder, IDiscRecorder2, get_SupportedFeaturePages)
ARRAY(recorder, IDiscRecorder2, get_CurrentFeaturePages)
ARRAY(recorder, IDiscRecorder2, get_SupportedProfiles)
ARRAY(recorder, IDiscRecorder2, get_CurrentProfiles)
ARRAY(recorder, IDiscRecorder2, get_SupportedModePages)
NOTHING(recorder, IDiscRecorder2, CloseTray)
HANDED_OUT(GetDiscInformation, BYTE, )
HANDED_OUT(GetTrackInformation, BYTE, 1 COMMA IMAPI_READ_TRACK_ADDRESS_TYPE_TRACK COMMA)
HANDED_OUT(ReadDvdStructure, BYTE, 0 COMMA 0 COMMA 0 COMMA 0 COMMA)
HANDED_OUT(GetFeaturePage, BYTE, IMAPI_FEATURE_PAGE_TYPE_CORE COMMA TRUE COMMA)
HANDED_OUT(GetModePage, BYTE,
	IMAPI_MODE_PAGE_TYPE_WRITE_PARAMETERS COMMA IMAPI_MODE_PAGE_REQUEST_TYPE_CURRENT_VALUES
		COMMA)
HANDED_OUT(GetSupportedFeaturePages, IMAPI_FEATURE_PAGE_TYPE, FALSE COMMA)
HANDED_OUT(GetSupportedProfiles, IMAPI_PROFILE_TYPE, FALSE COMMA)
HANDED_OUT(GetSupportedModePages, IMAPI_MODE_PAGE_TYPE,
	IMAPI_MODE_PAGE_REQUEST_TYPE_CURRENT_VALUES COMMA)
SUPPORT(data, IDiscFormat2Data, IsRecorderSupported)
SUPPORT(data, IDiscFormat2Data, IsCurrentMediaSupported)
TRUTH(data, IDiscFormat2Data, get_MediaPhysicallyBlank)
TRUTH(data, IDiscFormat2Data, get_MediaHeuristicallyBlank)
ENUMERATION(data, IDiscFormat2Data, get_CurrentMediaStatus, IMAPI_FORMAT2_DATA_MEDIA_STATE)
ENUMERATION(data, IDiscFormat2Data, get_WriteProtectStatus, IMAPI_MEDIA_WRITE_PROTECT_STATE)
NUMBER(data, IDiscFormat2Data, get_TotalSectorsOnMedia)
NUMBER(data, IDiscFormat2Data, get_FreeSectorsOnMedia)
NUMBER(data, IDiscFormat2Data, get_NextWritableAddress)
NUMBER(data, IDiscFormat2Data, get_StartAddressOfPreviousSession)
NUMBER(data, IDiscFormat2Data, get_LastWrittenAddressOfPreviousSession)
ENUMERATION(data, IDiscFormat2Data, get_CurrentPhysicalMediaType, IMAPI_MEDIA_PHYSICAL_TYPE)
NUMBER(data, IDiscFormat2Data, get_CurrentWriteSpeed)
TRUTH(data, IDiscFormat2Data, get_CurrentRotationTypeIsPureCAV)
ARRAY(data, IDiscFormat2Data, get_SupportedWriteSpeeds)
ARRAY(data, IDiscFormat2Data, get_SupportedWriteSpeedDescriptors)
ARRAY(data, IDiscFormat2Data, get_MultisessionInterfaces)
ENUMERATION(erase, IDiscFormat2Erase, get_CurrentPhysicalMediaType, IMAPI_MEDIA_PHYSICAL_TYPE)
ENUMERATION(audio, IDiscFormat2TrackAtOnce, get_CurrentPhysicalMediaType, IMAPI_MEDIA_PHYSICAL_TYPE)
ENUMERATION(raw, IDiscFormat2RawCD, get_CurrentPhysicalMediaType, IMAPI_MEDIA_PHYSICAL_TYPE)
ARRAY(raw, IDiscFormat2RawCD, get_SupportedSectorTypes)

static HRESULT data_put_Recorder(struct walk *walk)
{
	return IDiscFormat2Data_put_Recorder(walk->data, walk->recorder);
}

static HRESULT data_SetWriteSpeed(struct walk *walk)
{
	return IDiscFormat2Data_SetWriteSpeed(walk->data, -1, VARIANT_FALSE);
}

static HRESULT engine_put_Recorder(struct walk *walk)
{
	return IWriteEngine2_put_Recorder(walk->engine, walk->ex);
}

static HRESULT sequential(struct walk *walk, HRESULT (*ask)(IMultisessionSequential2 *session))
{
	const unsigned at = walk->failing.at, short_at = walk->short_at;
	IMultisessionSequential2 *session;
	SAFEARRAY *array;
	VARIANT one;
	LONG first = 0;
	HRESULT result;

	walk->failing.at = 0;
	walk->short_at = 0;
	assert_hr(IDiscFormat2Data_get_MultisessionInterfaces(walk->data, &array), 0);
	assert_hr(SafeArrayGetElement(array, &first, &one), 0);
	assert_hr(IDispatch_QueryInterface(
			  V_DISPATCH(&one), &IID_IMultisessionSequential2, (void **)&session),
		0);
	VariantClear(&one);
	SafeArrayDestroy(array);
	walk->failing.seen = 0;
	walk->failing.at = at;
	walk->short_at = short_at;
	result = ask(session);
	IMultisessionSequential2_Release(session);
	return result;
}

static HRESULT ask_first(IMultisessionSequential2 *session)
{
	VARIANT_BOOL value;

	return IMultisessionSequential2_get_IsFirstDataSession(session, &value);
}

static HRESULT ask_start(IMultisessionSequential2 *session)
{
	LONG value;

	return IMultisessionSequential2_get_StartAddressOfPreviousSession(session, &value);
}

static HRESULT session_first(struct walk *walk)
{
	return sequential(walk, ask_first);
}

static HRESULT session_start(struct walk *walk)
{
	return sequential(walk, ask_start);
}

#define ROW(call)                   \
	{                           \
#call, call, false, \
	}

static const struct member_call {
	const char *name;
	HRESULT (*call)(struct walk *walk);
	bool of_sessions; /* there are none on discs that are written anywhere */
} members[] = {
	ROW(recorder_get_DeviceCanLoadMedia),
	ROW(recorder_get_SupportedFeaturePages),
	ROW(recorder_get_CurrentFeaturePages),
	ROW(recorder_get_SupportedProfiles),
	ROW(recorder_get_CurrentProfiles),
	ROW(recorder_get_SupportedModePages),
	ROW(ex_GetDiscInformation),
	ROW(ex_GetTrackInformation),
	ROW(ex_GetFeaturePage),
	ROW(ex_GetModePage),
	ROW(ex_GetSupportedFeaturePages),
	ROW(ex_GetSupportedProfiles),
	ROW(ex_GetSupportedModePages),
	ROW(data_IsRecorderSupported),
	ROW(data_IsCurrentMediaSupported),
	ROW(data_get_MediaPhysicallyBlank),
	ROW(data_get_MediaHeuristicallyBlank),
	ROW(data_get_CurrentMediaStatus),
	ROW(data_get_WriteProtectStatus),
	ROW(data_get_TotalSectorsOnMedia),
	ROW(data_get_FreeSectorsOnMedia),
	ROW(data_get_NextWritableAddress),
	ROW(data_get_StartAddressOfPreviousSession),
	ROW(data_get_LastWrittenAddressOfPreviousSession),
	ROW(data_get_CurrentPhysicalMediaType),
	ROW(data_get_CurrentWriteSpeed),
	ROW(data_get_CurrentRotationTypeIsPureCAV),
	ROW(data_get_SupportedWriteSpeeds),
	ROW(data_get_SupportedWriteSpeedDescriptors),
	ROW(data_get_MultisessionInterfaces),
	ROW(data_put_Recorder),
	ROW(data_SetWriteSpeed),
	ROW(erase_get_CurrentPhysicalMediaType),
	ROW(audio_get_CurrentPhysicalMediaType),
	ROW(raw_get_CurrentPhysicalMediaType),
	ROW(raw_get_SupportedSectorTypes),
	ROW(engine_put_Recorder),
	{ "session_first", session_first, true },
	{ "session_start", session_start, true },
	ROW(recorder_CloseTray),
	ROW(ex_ReadDvdStructure),
};

/* ---- what happens to a command ----------------------------------------------------------- */

static const struct {
	struct fault fault;
	uint32_t expected;
} faults[] = {
	{ { "no answer", .transport = -ETIMEDOUT, .lasts = true }, 0xC0AA020D },
	{ { "gone", .transport = -ENODEV, .lasts = true }, 0x80070037 },
	{ { "internal failure", 0, 0x02, 0x4, 0x44, 0x00, true, false }, 0x80004005 },
	{ { "no disc", 0, 0x02, 0x2, 0x3A, 0x02, true, false }, 0xC0AA0202 },
	{ { "unknown disc", 0, 0x02, 0x2, 0x30, 0x00, true, false }, 0xC0AA0203 },
};

/* IsCurrentMediaSupported has an answer to these, and it is no error. */
static uint32_t expected_of(const struct member_call *member, uint32_t error)
{
	const bool of_disc = error == 0xC0AA0202 || error == 0xC0AA0203;

	return of_disc && member->call == data_IsCurrentMediaSupported ? 1 : error;
}

static void fail_each_command(struct walk *walk, const struct member_call *member,
	const struct fault *fault, uint32_t error)
{
	const uint32_t as_it_is = (uint32_t)member->call(walk);

	walk->failing.fault = fault;
	for (unsigned at = 1;; at++) {
		uint32_t result, after;

		walk->failing.seen = 0;
		walk->failing.at = at;
		result = (uint32_t)member->call(walk);
		walk->failing.at = 0;
		if (walk->failing.seen < at)
			return;
		after = (uint32_t)member->call(walk);
		if (result != expected_of(member, error) || after != as_it_is)
			fail_msg("%s, %s from command %u: %08X, then %08X", member->name,
				fault->name, at, result, after);
	}
}

static void every_member_tells_what_the_drive_did(void **state)
{
	static const char *const media[] = { "cd-r-80", "bd-re-25" };

	(void)state;
	for (size_t m = 0; m < 2; m++) {
		struct walk walk;

		walk_open(&walk, media[m]);
		assert_hr(imapi_burn(walk.data, IMAGE_BYTES), 0);
		for (size_t i = 0; i < sizeof members / sizeof *members; i++)
			for (size_t j = 0; j < sizeof faults / sizeof *faults; j++)
				if (m == 0 || !members[i].of_sessions)
					fail_each_command(&walk, &members[i], &faults[j].fault,
						faults[j].expected);
		walk_close(&walk);
	}
}

/* A drive that does not tell what speeds it has is still given one. */
static bool is_borne(const struct member_call *member, uint32_t result, uint32_t as_it_is)
{
	return member->call == data_SetWriteSpeed && result == as_it_is;
}

static void shorten_each_reply(struct walk *walk, const struct member_call *member)
{
	const uint32_t as_it_is = (uint32_t)member->call(walk);

	for (unsigned at = 1;; at++) {
		uint32_t result, after;

		walk->failing.seen = 0;
		walk->shortened = false;
		walk->short_at = at;
		result = (uint32_t)member->call(walk);
		walk->short_at = 0;
		if (walk->failing.seen < at)
			return;
		after = (uint32_t)member->call(walk);
		if (!walk->shortened)
			continue;
		if ((result != 0xC0AA02FF && !is_borne(member, result, as_it_is)) ||
			after != as_it_is)
			fail_msg(
				"%s, command %u: %08X, then %08X", member->name, at, result, after);
	}
}

static void a_reply_of_one_byte_is_none(void **state)
{
	struct walk walk;

	(void)state;
	walk_open(&walk, "cd-r-80");
	assert_hr(imapi_burn(walk.data, IMAGE_BYTES), 0);
	for (size_t i = 0; i < sizeof members / sizeof *members; i++)
		shorten_each_reply(&walk, &members[i]);
	walk_close(&walk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_member_tells_what_the_drive_did),
		cmocka_unit_test(a_reply_of_one_byte_is_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
