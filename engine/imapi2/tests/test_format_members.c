/* SPDX-License-Identifier: MIT */
/*
 * The disc formats, IWriteEngine2 and what they hand out: no recorder, no place for the answer,
 * defaults, what may be put when, which recorders and discs are theirs.
 */
#include "engine/imapi2/tests/walk.h"

#define POINTER	 0x80004003
#define ARGUMENT 0x80070057

static LONG number;
static VARIANT_BOOL truth;
static SAFEARRAY *array;
static IMAPI_MEDIA_PHYSICAL_TYPE type;

/* What is the same in all formats, by the name that each has for it. */
#define COMMON(X, field, format)                                           \
	X(I##format##_get_MediaPhysicallyBlank(walk.field, P(&truth)));    \
	X(I##format##_get_MediaHeuristicallyBlank(walk.field, P(&truth))); \
	X(I##format##_get_CurrentPhysicalMediaType(walk.field, P(&type)))
#define SPEEDS(X, field, format)                                                \
	X(I##format##_get_CurrentWriteSpeed(walk.field, P(&number)));           \
	X(I##format##_get_CurrentRotationTypeIsPureCAV(walk.field, P(&truth))); \
	X(I##format##_get_SupportedWriteSpeeds(walk.field, P(&array)));         \
	X(I##format##_get_SupportedWriteSpeedDescriptors(walk.field, P(&array)))
#define WITHOUT(X, field, format)                                            \
	X(I##format##_get_SupportedMediaTypes(walk.field, P(&array)));       \
	X(I##format##_get_Recorder(walk.field, NULL));                       \
	X(I##format##_get_ClientName(walk.field, NULL));                     \
	X(I##format##_put_ClientName(walk.field, NULL));                     \
	X(I##format##_IsRecorderSupported(walk.field, NULL, &truth));        \
	X(I##format##_IsRecorderSupported(walk.field, walk.recorder, NULL)); \
	X(I##format##_IsCurrentMediaSupported(walk.field, NULL, &truth));    \
	X(I##format##_IsCurrentMediaSupported(walk.field, walk.recorder, NULL))

#define DATA(X)                                                                             \
	X(IDiscFormat2Data_get_CurrentMediaStatus(walk.data, (void *)P(&number)));          \
	X(IDiscFormat2Data_get_WriteProtectStatus(walk.data, (void *)P(&number)));          \
	X(IDiscFormat2Data_get_TotalSectorsOnMedia(walk.data, P(&number)));                 \
	X(IDiscFormat2Data_get_FreeSectorsOnMedia(walk.data, P(&number)));                  \
	X(IDiscFormat2Data_get_NextWritableAddress(walk.data, P(&number)));                 \
	X(IDiscFormat2Data_get_StartAddressOfPreviousSession(walk.data, P(&number)));       \
	X(IDiscFormat2Data_get_LastWrittenAddressOfPreviousSession(walk.data, P(&number))); \
	X(IDiscFormat2Data_get_MultisessionInterfaces(walk.data, P(&array)))

/* ---- arguments --------------------------------------------------------------------------- */

static void nothing_to_put_it_in(void **state)
{
	IBurnVerification *verification;
	struct walk walk;

	(void)state;
	walk_open(&walk, "cd-r-80");
#define P(place) NULL
#define X(call)	 assert_hr(call, POINTER)
	COMMON(X, data, DiscFormat2Data);
	COMMON(X, erase, DiscFormat2Erase);
	COMMON(X, audio, DiscFormat2TrackAtOnce);
	COMMON(X, raw, DiscFormat2RawCD);
	SPEEDS(X, data, DiscFormat2Data);
	SPEEDS(X, audio, DiscFormat2TrackAtOnce);
	SPEEDS(X, raw, DiscFormat2RawCD);
	WITHOUT(X, data, DiscFormat2Data);
	WITHOUT(X, erase, DiscFormat2Erase);
	WITHOUT(X, audio, DiscFormat2TrackAtOnce);
	WITHOUT(X, raw, DiscFormat2RawCD);
	DATA(X);
	X(IDiscFormat2Data_get_BufferUnderrunFreeDisabled(walk.data, NULL));
	X(IDiscFormat2Data_get_PostgapAlreadyInImage(walk.data, NULL));
	X(IDiscFormat2Data_get_ForceMediaToBeClosed(walk.data, NULL));
	X(IDiscFormat2Data_get_DisableConsumerDvdCompatibilityMode(walk.data, NULL));
	X(IDiscFormat2Data_get_ForceOverwrite(walk.data, NULL));
	X(IDiscFormat2Data_get_RequestedWriteSpeed(walk.data, NULL));
	X(IDiscFormat2Data_get_RequestedRotationTypeIsPureCAV(walk.data, NULL));
	X(IDiscFormat2Data_Write(walk.data, NULL));
	X(IDiscFormat2Erase_get_FullErase(walk.erase, NULL));
	X(IDiscFormat2TrackAtOnce_get_NumberOfExistingTracks(walk.audio, NULL));
	X(IDiscFormat2TrackAtOnce_get_ExpectedTableOfContents(walk.audio, NULL));
	X(IDiscFormat2TrackAtOnce_get_DoNotFinalizeMedia(walk.audio, NULL));
	X(IDiscFormat2TrackAtOnce_AddAudioTrack(walk.audio, NULL));
	X(IDiscFormat2RawCD_get_StartOfNextSession(walk.raw, NULL));
	X(IDiscFormat2RawCD_get_LastPossibleStartOfLeadout(walk.raw, NULL));
	X(IDiscFormat2RawCD_get_SupportedSectorTypes(walk.raw, NULL));
	X(IDiscFormat2RawCD_get_RequestedSectorType(walk.raw, NULL));
	X(IDiscFormat2RawCD_WriteMedia(walk.raw, NULL));
	X(IDiscFormat2RawCD_WriteMedia2(walk.raw, NULL, 0));
	X(IWriteEngine2_put_Recorder(walk.engine, NULL));
	X(IWriteEngine2_get_Recorder(walk.engine, NULL));
	X(IWriteEngine2_get_UseStreamingWrite12(walk.engine, NULL));
	X(IWriteEngine2_get_StartingSectorsPerSecond(walk.engine, NULL));
	X(IWriteEngine2_get_EndingSectorsPerSecond(walk.engine, NULL));
	X(IWriteEngine2_get_BytesPerSector(walk.engine, NULL));
	X(IWriteEngine2_get_WriteInProgress(walk.engine, NULL));
	assert_hr(IDiscFormat2Data_QueryInterface(
			  walk.data, &IID_IBurnVerification, (void **)&verification),
		0);
	X(IBurnVerification_get_BurnVerificationLevel(verification, NULL));
	IBurnVerification_Release(verification);
	assert_hr(IDiscFormat2TrackAtOnce_QueryInterface(
			  walk.audio, &IID_IBurnVerification, (void **)&verification),
		0);
	X(IBurnVerification_get_BurnVerificationLevel(verification, NULL));
	IBurnVerification_Release(verification);
#undef X
#undef P
	walk_close(&walk);
}

/* Each kind has its own error for it; the page of SupportedSectorTypes has E_POINTER. */
static void without_a_recorder(void **state)
{
	struct walk walk = { 0 };

	(void)state;
	walk.data = imapi_create(&CLSID_MsftDiscFormat2Data, &IID_IDiscFormat2Data);
	walk.erase = imapi_create(&CLSID_MsftDiscFormat2Erase, &IID_IDiscFormat2Erase);
	walk.audio = imapi_create(&CLSID_MsftDiscFormat2TrackAtOnce, &IID_IDiscFormat2TrackAtOnce);
	walk.raw = imapi_create(&CLSID_MsftDiscFormat2RawCD, &IID_IDiscFormat2RawCD);
#define P(place) place
#define X(call)	 assert_hr(call, 0xC0AA0003)
	COMMON(X, data, DiscFormat2Data);
	SPEEDS(X, data, DiscFormat2Data);
	DATA(X);
	X(IDiscFormat2Data_SetWriteSpeed(walk.data, -1, VARIANT_FALSE));
	X(imapi_burn(walk.data, IMAGE_BYTES));
	COMMON(X, erase, DiscFormat2Erase);
	X(IDiscFormat2Erase_EraseMedia(walk.erase));
#undef X
#define X(call) assert_hr(call, 0xC0AA050A)
	COMMON(X, audio, DiscFormat2TrackAtOnce);
	SPEEDS(X, audio, DiscFormat2TrackAtOnce);
	X(IDiscFormat2TrackAtOnce_SetWriteSpeed(walk.audio, -1, VARIANT_FALSE));
	X(IDiscFormat2TrackAtOnce_PrepareMedia(walk.audio));
#undef X
#define X(call) assert_hr(call, 0xC0AA060A)
	COMMON(X, raw, DiscFormat2RawCD);
	SPEEDS(X, raw, DiscFormat2RawCD);
	X(IDiscFormat2RawCD_SetWriteSpeed(walk.raw, -1, VARIANT_FALSE));
	X(IDiscFormat2RawCD_PrepareMedia(walk.raw));
#undef X
#undef P
	assert_hr(IDiscFormat2RawCD_get_SupportedSectorTypes(walk.raw, &array), POINTER);
	walk_release(&walk);
}

/* ---- properties -------------------------------------------------------------------------- */

static void defaults_are_as_documented(void **state)
{
	IMAPI_FORMAT2_RAW_CD_DATA_SECTOR_TYPE sectors;
	struct walk walk;
	BSTR name;

	(void)state;
	walk_open(&walk, NULL);
#define FALSE_UNTIL_PUT(field, format, property)                                         \
	do {                                                                             \
		assert_hr(I##format##_get_##property(walk.field, &truth), 0);            \
		assert_int_equal(truth, 0);                                              \
		assert_hr(I##format##_put_##property(walk.field, 1), 0); /* any but 0 */ \
		assert_hr(I##format##_get_##property(walk.field, &truth), 0);            \
		assert_int_equal(truth, -1);                                             \
		assert_hr(I##format##_put_##property(walk.field, VARIANT_FALSE), 0);     \
		assert_hr(I##format##_get_##property(walk.field, &truth), 0);            \
		assert_int_equal(truth, 0);                                              \
	} while (0)
	FALSE_UNTIL_PUT(data, DiscFormat2Data, BufferUnderrunFreeDisabled);
	FALSE_UNTIL_PUT(data, DiscFormat2Data, PostgapAlreadyInImage);
	FALSE_UNTIL_PUT(data, DiscFormat2Data, ForceMediaToBeClosed);
	FALSE_UNTIL_PUT(data, DiscFormat2Data, DisableConsumerDvdCompatibilityMode);
	FALSE_UNTIL_PUT(data, DiscFormat2Data, ForceOverwrite);
	FALSE_UNTIL_PUT(erase, DiscFormat2Erase, FullErase);
	FALSE_UNTIL_PUT(audio, DiscFormat2TrackAtOnce, BufferUnderrunFreeDisabled);
	FALSE_UNTIL_PUT(audio, DiscFormat2TrackAtOnce, DoNotFinalizeMedia);
	FALSE_UNTIL_PUT(raw, DiscFormat2RawCD, BufferUnderrunFreeDisabled);
	FALSE_UNTIL_PUT(engine, WriteEngine2, UseStreamingWrite12);
#define FASTEST(field, format)                                                                    \
	do {                                                                                      \
		assert_hr(I##format##_get_RequestedWriteSpeed(walk.field, &number), 0);           \
		assert_int_equal(number, -1);                                                     \
		assert_hr(I##format##_get_RequestedRotationTypeIsPureCAV(walk.field, &truth), 0); \
		assert_int_equal(truth, 0);                                                       \
	} while (0)
	FASTEST(data, DiscFormat2Data);
	FASTEST(audio, DiscFormat2TrackAtOnce);
	FASTEST(raw, DiscFormat2RawCD);
	assert_hr(IDiscFormat2RawCD_get_RequestedSectorType(walk.raw, &sectors), 0);
	assert_int_equal(sectors, 2); /* IMAPI_FORMAT2_RAW_CD_SUBCODE_IS_COOKED */
	assert_hr(IDiscFormat2Data_get_ClientName(walk.data, &name), 0);
	assert_int_equal(wcscmp(name, L"Walk"), 0);
	SysFreeString(name);
	walk_close(&walk);
}

static void a_client_has_a_name_for_the_driver(void **state)
{
	static const OLECHAR long_name[] =
		L"0123456789012345678901234567890123456789012345678901234567890123";
	static const struct {
		LPCWSTR name;
		UINT length; /* 0: all */
		bool valid;
	} cases[] = {
		{ L"aZ09 .,:;_-", 0, true },
		{ long_name, 62, true },
		{ long_name, 63, false },
		{ L"", 0, false },
		{ L"what?", 0, false },
		{ L"a/b", 0, false },
		{ L"\x00E4", 0, false },
	};
	struct walk walk;

	(void)state;
	walk_open(&walk, NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const UINT length = cases[i].length ? cases[i].length : (UINT)wcslen(cases[i].name);
		BSTR name = SysAllocStringLen(cases[i].name, length);
		const bool valid = cases[i].valid;

		assert_hr(IDiscFormat2Data_put_ClientName(walk.data, name), valid ? 0 : 0xC0AA0408);
		assert_hr(
			IDiscFormat2Erase_put_ClientName(walk.erase, name), valid ? 0 : 0xC0AA090B);
		assert_hr(IDiscFormat2TrackAtOnce_put_ClientName(walk.audio, name),
			valid ? 0 : 0xC0AA050F);
		assert_hr(IDiscFormat2RawCD_put_ClientName(walk.raw, name), valid ? 0 : 0xC0AA0604);
		assert_hr(IDiscRecorder2_AcquireExclusiveAccess(walk.recorder, VARIANT_FALSE, name),
			valid ? 0 : 0xC0AA0211);
		SysFreeString(name);
	}
	walk_close(&walk);
}

static void speeds_that_there_are_none_of(void **state)
{
	static const LONG wrong[] = { 0, -2, INT32_MIN };
	struct walk walk;

	(void)state;
	walk_open(&walk, "dvd+r");
	for (size_t i = 0; i < 3; i++) {
		assert_hr(IDiscFormat2Data_SetWriteSpeed(walk.data, wrong[i], 0), ARGUMENT);
		assert_hr(IDiscFormat2TrackAtOnce_SetWriteSpeed(walk.audio, wrong[i], 0), ARGUMENT);
		assert_hr(IDiscFormat2RawCD_SetWriteSpeed(walk.raw, wrong[i], 0), ARGUMENT);
		assert_hr(IWriteEngine2_put_StartingSectorsPerSecond(walk.engine, wrong[i]),
			ARGUMENT);
		assert_hr(
			IWriteEngine2_put_EndingSectorsPerSecond(walk.engine, wrong[i]), ARGUMENT);
		assert_hr(IWriteEngine2_put_BytesPerSector(walk.engine, wrong[i]), ARGUMENT);
	}
	assert_hr(IWriteEngine2_put_BytesPerSector(walk.engine, 1 << 24), ARGUMENT);
	walk_close(&walk);
}

/* What is asked for, what there is, and what is answered: 16x CAV only above 4x (DVD+R, 2048 bytes). */
static void the_nearest_speed_is_told_by_the_answer(void **state)
{
	SAFEARRAY *speeds;
	struct walk walk;
	VARIANT one;
	LONG last = 0, rate;
	VARIANT_BOOL cav;
	IWriteSpeedDescriptor *speed;

	(void)state;
	walk_open(&walk, "dvd+r");
	assert_hr(IDiscFormat2Data_get_SupportedWriteSpeedDescriptors(walk.data, &speeds), 0);
	assert_hr(SafeArrayGetUBound(speeds, 1, &last), 0);
	assert_hr(SafeArrayGetElement(speeds, &last, &one), 0);
	assert_hr(IDispatch_QueryInterface(
			  V_DISPATCH(&one), &IID_IWriteSpeedDescriptor, (void **)&speed),
		0);
	VariantClear(&one);
	assert_hr(IWriteSpeedDescriptor_get_WriteSpeed(speed, &rate), 0);
	assert_hr(IWriteSpeedDescriptor_get_RotationTypeIsPureCAV(speed, &cav), 0);
	assert_hr(IWriteSpeedDescriptor_get_MediaType(speed, &type), 0);
	assert_int_equal(type, IMAPI_MEDIA_TYPE_DVDPLUSR);
	assert_hr(IWriteSpeedDescriptor_get_WriteSpeed(speed, NULL), POINTER);
	assert_hr(IWriteSpeedDescriptor_get_RotationTypeIsPureCAV(speed, NULL), POINTER);
	assert_hr(IWriteSpeedDescriptor_get_MediaType(speed, NULL), POINTER);
	IWriteSpeedDescriptor_Release(speed);
	SafeArrayDestroy(speeds);
	assert_hr(IDiscFormat2Data_SetWriteSpeed(walk.data, rate, cav), 0);
	assert_hr(IDiscFormat2Data_SetWriteSpeed(walk.data, rate + 1, cav), 0x00AA0004);
	assert_hr(IDiscFormat2Data_SetWriteSpeed(walk.data, rate, (VARIANT_BOOL)~cav), 0x00AA0005);
	assert_hr(IDiscFormat2Data_SetWriteSpeed(walk.data, rate + 1, (VARIANT_BOOL)~cav),
		0x00AA0006);
	assert_hr(IDiscFormat2Data_get_RequestedWriteSpeed(walk.data, &number), 0);
	assert_int_equal(number, rate + 1); /* as asked for */
	walk_close(&walk);
}

/* ---- recorders and discs ----------------------------------------------------------------- */

static HRESULT refuse(IDiscRecorder2 *This, REFIID iid, void **ret)
{
	(void)This;
	(void)iid;
	*ret = NULL;
	return E_NOINTERFACE;
}

/* Of ours only those that were initialized; nobody else's. */
static void recorders_that_are_none(void **state)
{
	const IDiscRecorder2Vtbl vtable = { .QueryInterface = refuse };
	IDiscRecorder2 others = { &vtable }, *bare;
	IDiscRecorder2Ex *bare_ex;
	struct walk walk;

	(void)state;
	walk_open(&walk, NULL);
	bare = imapi_create(&CLSID_MsftDiscRecorder2, &IID_IDiscRecorder2);
	assert_hr(IDiscRecorder2_QueryInterface(bare, &IID_IDiscRecorder2Ex, (void **)&bare_ex), 0);
	for (unsigned i = 0; i < 2; i++) {
		IDiscRecorder2 *none = i ? bare : &others;

		assert_hr(IDiscFormat2Data_put_Recorder(walk.data, none), ARGUMENT);
		assert_hr(IDiscFormat2Erase_put_Recorder(walk.erase, none), ARGUMENT);
		assert_hr(IDiscFormat2TrackAtOnce_put_Recorder(walk.audio, none), ARGUMENT);
		assert_hr(IDiscFormat2RawCD_put_Recorder(walk.raw, none), ARGUMENT);
		assert_hr(IDiscFormat2Data_IsRecorderSupported(walk.data, none, &truth),
			i ? POINTER : ARGUMENT);
		assert_hr(IDiscFormat2Data_IsCurrentMediaSupported(walk.data, none, &truth),
			i ? POINTER : ARGUMENT);
	}
	assert_hr(IWriteEngine2_put_Recorder(walk.engine, bare_ex), ARGUMENT);
	assert_hr(IWriteEngine2_put_Recorder(walk.engine, (IDiscRecorder2Ex *)(void *)walk.data),
		ARGUMENT);
	IDiscRecorder2Ex_Release(bare_ex);
	IDiscRecorder2_Release(bare);
	walk_close(&walk);
}

/* What all formats are. */
static IDiscFormat2 *format_of(void *object)
{
	IDiscFormat2 *format;

	assert_hr(IUnknown_QueryInterface((IUnknown *)object, &IID_IDiscFormat2, (void **)&format),
		0);
	IDiscFormat2_Release(format); /* the object stays */
	return format;
}

static void assert_supports(struct walk *walk, void *object, bool expected)
{
	assert_hr(IDiscFormat2_IsCurrentMediaSupported(format_of(object), walk->recorder, &truth),
		expected ? 0 : 1 /* S_FALSE */);
	assert_int_equal(truth, expected ? -1 : 0);
	assert_hr(IDiscFormat2_IsRecorderSupported(format_of(object), walk->recorder, &truth), 0);
	assert_int_equal(truth, -1);
}

/* Who does not support it does not write it. */
static void assert_refusals(struct walk *walk, bool data, bool erase, bool cd)
{
	if (!data)
		assert_hr(imapi_burn(walk->data, IMAGE_BYTES), 0xC0AA0406);
	if (!erase)
		assert_hr(IDiscFormat2Erase_EraseMedia(walk->erase), 0xC0AA0909);
	if (cd)
		return;
	assert_hr(IDiscFormat2TrackAtOnce_PrepareMedia(walk->audio), 0xC0AA0507);
	assert_hr(IDiscFormat2RawCD_PrepareMedia(walk->raw), 0xC0AA0607);
}

/* Which of data, erase, audio, raw take it. */
static void discs_of_each_format(void **state)
{
	static const struct {
		const char *medium;
		IMAPI_MEDIA_PHYSICAL_TYPE type;
		bool data, erase, cd;
	} cases[] = {
		{ "cd-r-80", IMAPI_MEDIA_TYPE_CDR, true, false, true },
		{ "cd-rw-80-high-speed", IMAPI_MEDIA_TYPE_CDRW, true, true, true },
		{ "dvd+r", IMAPI_MEDIA_TYPE_DVDPLUSR, true, false, false },
		{ "dvd+r-dl", IMAPI_MEDIA_TYPE_DVDPLUSR_DUALLAYER, true, false, false },
		{ "dvd-r", IMAPI_MEDIA_TYPE_DVDDASHR, true, false, false },
		{ "dvd-r-dl", IMAPI_MEDIA_TYPE_DVDDASHR_DUALLAYER, true, false, false },
		{ "dvd+rw", IMAPI_MEDIA_TYPE_DVDPLUSRW, true, true, false },
		{ "dvd-rw", IMAPI_MEDIA_TYPE_DVDDASHRW, true, true, false },
		{ "dvd-ram", IMAPI_MEDIA_TYPE_DVDRAM, true, true, false },
		{ "bd-r-25", IMAPI_MEDIA_TYPE_BDR, true, false, false },
		{ "bd-re-25", IMAPI_MEDIA_TYPE_BDRE, true, true, false },
		{ "dvd-rom", IMAPI_MEDIA_TYPE_DVDROM, false, false, false },
		{ "cd-rom", IMAPI_MEDIA_TYPE_CDROM, false, false, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct walk walk;

		walk_open(&walk, cases[i].medium);
		assert_supports(&walk, walk.data, cases[i].data);
		assert_supports(&walk, walk.erase, cases[i].erase);
		assert_supports(&walk, walk.audio, cases[i].cd);
		assert_supports(&walk, walk.raw, cases[i].cd);
		assert_hr(IDiscFormat2Data_get_CurrentPhysicalMediaType(walk.data, &type), 0);
		assert_int_equal(type, cases[i].type);
		assert_refusals(&walk, cases[i].data, cases[i].erase, cases[i].cd);
		walk_close(&walk);
	}
}

/* ---- during an erase --------------------------------------------------------------------- */

struct erase_sink {
	struct imapi_sink base;
	IDiscFormat2Erase *erase;
	BSTR name;
};

static void meddle(struct imapi_sink *base, DISPID id, const DISPPARAMS *parameters)
{
	struct erase_sink *self = (struct erase_sink *)base;

	assert_int_equal(id, 0x200);
	assert_int_equal(parameters->cArgs, 3);
	assert_hr(IDiscFormat2Erase_put_Recorder(self->erase, NULL), 0x80AA0900);
	assert_hr(IDiscFormat2Erase_put_ClientName(self->erase, self->name), 0x80AA0900);
	assert_hr(IDiscFormat2Erase_put_FullErase(self->erase, VARIANT_TRUE), 0x80AA0900);
	assert_hr(IDiscFormat2Erase_EraseMedia(self->erase), 0x80AA0900);
}

static void a_disc_that_is_being_erased_is_left_alone(void **state)
{
	struct erase_sink sink = { { { &imapi_sink_forwards }, &IID_DDiscFormat2EraseEvents,
					   .invoked = meddle },
		.name = SysAllocString(L"Other") };
	IConnectionPoint *point;
	struct walk walk;
	DWORD cookie;

	(void)state;
	walk_open(&walk, "cd-rw-80-high-speed");
	assert_hr(imapi_burn(walk.data, IMAGE_BYTES), 0);
	sink.erase = walk.erase;
	point = imapi_advise(walk.erase, &sink.base, &cookie);
	assert_hr(IDiscFormat2Erase_EraseMedia(walk.erase), 0);
	assert_true(sink.base.calls > 0);
	imapi_unadvise(point, &sink.base, cookie);
	assert_hr(IDiscFormat2Erase_get_MediaPhysicallyBlank(walk.erase, &truth), 0);
	assert_int_equal(truth, -1);
	assert_hr(IDiscFormat2Erase_put_Recorder(walk.erase, NULL), 0); /* now it may */
	SysFreeString(sink.name);
	walk_close(&walk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_to_put_it_in),
		cmocka_unit_test(without_a_recorder),
		cmocka_unit_test(defaults_are_as_documented),
		cmocka_unit_test(a_client_has_a_name_for_the_driver),
		cmocka_unit_test(speeds_that_there_are_none_of),
		cmocka_unit_test(the_nearest_speed_is_told_by_the_answer),
		cmocka_unit_test(recorders_that_are_none),
		cmocka_unit_test(discs_of_each_format),
		cmocka_unit_test(a_disc_that_is_being_erased_is_left_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
