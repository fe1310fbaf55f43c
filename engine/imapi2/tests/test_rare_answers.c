/* SPDX-License-Identifier: MIT */
/* The codes of Imapi2error.h that only unusual drives, discs and wishes bring about. */
#include "engine/imapi2/tests/walk.h"

#define SECTOR		  2352
#define TRACK_SECTORS	  300
#define GET_CONFIGURATION 0x46
#define START_STOP_UNIT	  0x1B
#define BLANK		  0xA1

#define READ_DISC_INFORMATION 0x51

static IStream *zeros(ULONGLONG bytes)
{
	IStream *stream = imapi_create(&CLSID_MsftStreamZero, &IID_IStream);

	assert_hr(IStream_SetSize(stream, (ULARGE_INTEGER) { .QuadPart = bytes }), 0);
	return stream;
}

/* ---- erasing ----------------------------------------------------------------------------- */

static bool refused_once;

static void refuse_blank(struct walk *walk, struct br_command *command)
{
	if (command->cdb[0] == BLANK)
		walk_refuse(command, 0x4, 0x44, 0x00);
	else
		walk_pass(walk, command);
}

static void protect(struct walk *walk, struct br_command *command)
{
	if (command->cdb[0] == BLANK)
		walk_refuse(command, 0x7, 0x27, 0x00);
	else
		walk_pass(walk, command);
}

static void fail_to_spin_up(struct walk *walk, struct br_command *command)
{
	if (command->cdb[0] == 0x00)
		walk_refuse(command, 0x2, 0x04, 0x02); /* initializing command required */
	else if (command->cdb[0] == START_STOP_UNIT)
		walk_refuse(command, 0x4, 0x09, 0x00);
	else
		walk_pass(walk, command);
}

static void never_become_ready(struct walk *walk, struct br_command *command)
{
	if (command->cdb[0] == 0x00)
		walk_refuse(command, 0x2, 0x04, 0x01);
	else
		walk_pass(walk, command);
}

static void never_end(struct walk *walk, struct br_command *command)
{
	refused_once = refused_once || command->cdb[0] == BLANK;
	if (command->cdb[0] == 0x00 && refused_once)
		walk_refuse(command, 0x2, 0x04, 0x07); /* operation in progress */
	else
		walk_pass(walk, command);
}

static void pretend_to_blank(struct walk *walk, struct br_command *command)
{
	if (command->cdb[0] == BLANK)
		command->result = (struct br_result) { 0 };
	else
		walk_pass(walk, command);
}

/* Of READ DISC INFORMATION 34 bytes are wanted; what matters to us is in the first 24. */
static void tell_little(struct walk *walk, struct br_command *command)
{
	walk_pass(walk, command);
	if (command->cdb[0] == READ_DISC_INFORMATION)
		command->result.transferred_bytes = 8;
}

/* Erasable is bit 4 of byte 2 (MMC-6 6.21.3.1). */
static void call_it_not_erasable(struct walk *walk, struct br_command *command)
{
	walk_pass(walk, command);
	if (command->cdb[0] == READ_DISC_INFORMATION)
		((uint8_t *)command->data_in)[2] &= 0xEF;
}

static void an_erase_that_fails(void **state)
{
	static const struct {
		void (*drive)(struct walk *walk, struct br_command *command);
		uint32_t expected;
	} cases[] = {
		{ refuse_blank, 0x80AA0905 }, { protect, 0xC0AA0209 },
		{ fail_to_spin_up, 0x80AA0908 }, { never_become_ready, 0xC0AA020D },
		{ never_end, 0x80AA0906 }, { pretend_to_blank, 0x80AA0907 },
		{ tell_little, 0x80AA0902 }, { call_it_not_erasable, 0x80AA0904 },
		{ NULL, 0 }, /* and the drive can be used again */
	};
	struct walk walk;

	(void)state;
	walk_open(&walk, "cd-rw-80-high-speed");
	assert_hr(imapi_burn(walk.data, IMAGE_BYTES), 0);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		uint32_t result;

		refused_once = false;
		walk.intercept = cases[i].drive;
		result = (uint32_t)IDiscFormat2Erase_EraseMedia(walk.erase);
		walk.intercept = NULL;
		if (result != cases[i].expected)
			fail_msg("case %zu: %08X", i, result);
		if (cases[i].drive == never_end) /* the drive did blank it */
			assert_hr(imapi_burn(walk.data, IMAGE_BYTES), 0);
	}
	walk_close(&walk);
}

/* The recorder that is there is taken away before another is put. */
static void one_recorder_at_a_time(void **state)
{
	IDiscRecorder2 *other = imapi_create(&CLSID_MsftDiscRecorder2, &IID_IDiscRecorder2);
	BSTR id = SysAllocString(RIG_ID);
	VARIANT_BOOL supported;
	IDiscRecorder2 *put;
	struct walk walk;

	(void)state;
	walk_open(&walk, "cd-rw-80-high-speed");
	assert_hr(IDiscRecorder2_InitializeDiscRecorder(other, id), 0);
	assert_hr(IDiscFormat2Erase_put_Recorder(walk.erase, other), 0x80AA0901);
	assert_hr(IDiscFormat2Erase_get_Recorder(walk.erase, &put), 0);
	assert_ptr_equal(put, walk.recorder); /* as it was */
	IDiscRecorder2_Release(put);
	assert_hr(IDiscFormat2Erase_put_Recorder(walk.erase, walk.recorder), 0);
	assert_hr(IDiscFormat2Erase_put_Recorder(walk.erase, NULL), 0);
	assert_hr(IDiscFormat2Erase_put_Recorder(walk.erase, other), 0);
	assert_hr(IDiscFormat2Data_put_Recorder(walk.data, other), 0); /* others do not mind */
	assert_hr(IDiscFormat2Erase_IsCurrentMediaSupported(walk.erase, other, &supported), 0);
	assert_int_equal(supported, -1);
	walk.intercept = call_it_not_erasable;
	assert_hr(IDiscFormat2Erase_IsCurrentMediaSupported(walk.erase, other, &supported), 1);
	assert_int_equal(supported, 0);
	assert_hr(IDiscFormat2Data_IsCurrentMediaSupported(walk.data, other, &supported), 0);
	walk.intercept = NULL;
	IDiscRecorder2_Release(other);
	SysFreeString(id);
	walk_close(&walk);
}

/* ---- drives ------------------------------------------------------------------------------ */

/* Every profile is one for reading. */
static void read_only(struct walk *walk, struct br_command *command)
{
	uint8_t *list = command->data_in;

	walk_pass(walk, command);
	if (command->cdb[0] != GET_CONFIGURATION || command->cdb[2] || command->cdb[3])
		return;
	for (size_t at = 12; at + 4 <= command->result.transferred_bytes && at < 12U + list[11];
		at += 4) {
		list[at] = 0;
		list[at + 1] = 0x08; /* CD-ROM */
	}
}

static void a_drive_that_writes_nothing(void **state)
{
	VARIANT_BOOL supported;
	struct walk walk;

	(void)state;
	walk_open(&walk, NULL);
	walk.intercept = read_only;
	assert_hr(IDiscFormat2Data_IsRecorderSupported(walk.data, walk.recorder, &supported), 1);
	assert_int_equal(supported, 0);
	assert_hr(IDiscFormat2Data_put_Recorder(walk.data, walk.recorder), 0xC0AA0407);
	assert_hr(IDiscFormat2TrackAtOnce_put_Recorder(walk.audio, walk.recorder), 0xC0AA050E);
	assert_hr(IDiscFormat2RawCD_put_Recorder(walk.raw, walk.recorder), 0xC0AA0610);
	assert_hr(IDiscFormat2Erase_put_Recorder(walk.erase, walk.recorder), 0xC0AA090A);
	walk.intercept = NULL;
	walk_close(&walk);
}

/* Without the feature CD Mastering, or without its bits for raw recording (MMC-6 5.3.22). */
static void no_raw(struct walk *walk, struct br_command *command)
{
	walk_pass(walk, command);
	if (command->cdb[0] == GET_CONFIGURATION && command->cdb[3] == 0x2E &&
		command->result.transferred_bytes >= 13)
		((uint8_t *)command->data_in)[12] = 0;
}

static void packs_only_raw(struct walk *walk, struct br_command *command)
{
	walk_pass(walk, command);
	if (command->cdb[0] == GET_CONFIGURATION && command->cdb[3] == 0x2E &&
		command->result.transferred_bytes >= 13)
		((uint8_t *)command->data_in)[12] &= 0xFE; /* R-W */
}

static void sector_types_are_those_of_the_drive(void **state)
{
	struct walk walk;
	SAFEARRAY *array;
	LONG upper;

	(void)state;
	walk_open(&walk, "cd-r-80");
	walk.intercept = no_raw;
	assert_hr(IDiscFormat2RawCD_get_SupportedSectorTypes(walk.raw, &array), 0);
	assert_hr(SafeArrayGetUBound(array, 1, &upper), 0);
	assert_int_equal(upper, -1);
	SafeArrayDestroy(array);
	assert_hr(IDiscFormat2RawCD_put_RequestedSectorType(walk.raw, 3), 0xC0AA0602);
	assert_hr(IDiscFormat2RawCD_PrepareMedia(walk.raw), 0);
	assert_hr(IDiscFormat2RawCD_put_RequestedSectorType(walk.raw, 3), 0xC0AA060E);
	assert_hr(IDiscFormat2RawCD_put_RequestedSectorType(walk.raw, 0), 0x80070057);
	assert_hr(IDiscFormat2RawCD_put_RequestedSectorType(walk.raw, 4), 0x80070057);
	walk.intercept = packs_only_raw;
	assert_hr(IDiscFormat2RawCD_get_SupportedSectorTypes(walk.raw, &array), 0);
	assert_hr(SafeArrayGetUBound(array, 1, &upper), 0);
	assert_true(upper >= 0 && upper < 2);
	SafeArrayDestroy(array);
	walk.intercept = NULL;
	assert_hr(IDiscFormat2RawCD_put_RequestedSectorType(walk.raw, 3), 0);
	assert_hr(IDiscFormat2RawCD_ReleaseMedia(walk.raw), 0);
	walk_close(&walk);
}

static void a_raw_image_of_a_type_that_is_gone(void **state)
{
	IStream *image = zeros((ULONGLONG)2448 * 30000);
	struct walk walk;

	(void)state;
	walk_open(&walk, "cd-r-80");
	assert_hr(IDiscFormat2RawCD_PrepareMedia(walk.raw), 0);
	walk.intercept = no_raw;
	assert_hr(IDiscFormat2RawCD_WriteMedia(walk.raw, image), 0xC0AA060E);
	walk.intercept = NULL;
	assert_hr(IDiscFormat2RawCD_ReleaseMedia(walk.raw), 0);
	IStream_Release(image);
	walk_close(&walk);
}

/* ---- limits ------------------------------------------------------------------------------ */

static void what_does_not_fit(void **state)
{
	/* 80 minutes are 360000 sectors. */
	IStream *audio = zeros((ULONGLONG)SECTOR * 370000),
		*image = zeros((ULONGLONG)2448 * (370000 + 22500)),
		*data = zeros((ULONGLONG)2048 * 370000);
	struct walk walk;

	(void)state;
	walk_open(&walk, "cd-r-80");
	assert_hr(IDiscFormat2Data_Write(walk.data, data), 0xC0AA0404);
	assert_hr(IDiscFormat2TrackAtOnce_PrepareMedia(walk.audio), 0);
	assert_hr(IDiscFormat2TrackAtOnce_AddAudioTrack(walk.audio, audio), 0xC0AA0509);
	assert_hr(IDiscFormat2TrackAtOnce_ReleaseMedia(walk.audio), 0);
	assert_hr(IDiscFormat2RawCD_PrepareMedia(walk.raw), 0);
	assert_hr(IDiscFormat2RawCD_WriteMedia(walk.raw, image), 0xC0AA0609);
	assert_hr(IDiscFormat2RawCD_ReleaseMedia(walk.raw), 0);
	IStream_Release(data);
	IStream_Release(image);
	IStream_Release(audio);
	walk_close(&walk);
}

static void a_disc_has_99_tracks(void **state)
{
	IStream *stream = zeros((ULONGLONG)SECTOR * TRACK_SECTORS);
	struct walk walk;
	LONG tracks;

	(void)state;
	walk_open(&walk, "cd-r-80");
	assert_hr(IDiscFormat2TrackAtOnce_PrepareMedia(walk.audio), 0);
	for (unsigned i = 1; i <= 100; i++)
		assert_hr(IDiscFormat2TrackAtOnce_AddAudioTrack(walk.audio, stream),
			i <= 99 ? 0 : 0xC0AA0508);
	assert_hr(IDiscFormat2TrackAtOnce_get_NumberOfExistingTracks(walk.audio, &tracks), 0);
	assert_int_equal(tracks, 99);
	assert_hr(IDiscFormat2TrackAtOnce_ReleaseMedia(walk.audio), 0);
	IStream_Release(stream);
	walk_close(&walk);
}

static void an_image_has_99_tracks_and_a_track_99_indexes(void **state)
{
	IRawCDImageCreator *image =
		imapi_create(&CLSID_MsftRawCDImageCreator, &IID_IRawCDImageCreator);
	IStream *stream = zeros((ULONGLONG)SECTOR * 1000);
	IRawCDImageTrackInfo *track;
	LONG index;

	(void)state;
	assert_hr(IRawCDImageCreator_get_StartOfLeadout(image, NULL), 0x80004003);
	assert_hr(IRawCDImageCreator_get_LastUsedUserSectorInImage(image, NULL), 0x80004003);
	for (LONG i = 1; i <= 100; i++)
		assert_hr(IRawCDImageCreator_AddTrack(image, IMAPI_CD_SECTOR_AUDIO, stream, &index),
			i <= 99 ? 0 : 0x80AA0A01);
	assert_hr(IRawCDImageCreator_get_TrackInfo(image, 100, &track), 0x80070057);
	assert_hr(IRawCDImageCreator_get_TrackInfo(image, 99, &track), 0);
	for (LONG i = 1; i <= 99; i++) /* the first is there */
		assert_hr(IRawCDImageTrackInfo_AddTrackIndex(track, i * 10),
			i <= 98 ? 0 : 0x80AA0A06);
	IRawCDImageTrackInfo_Release(track);
	IStream_Release(stream);
	IRawCDImageCreator_Release(image);
}

static HRESULT put_catalogue(IRawCDImageCreator *image, const OLECHAR *text)
{
	BSTR value = SysAllocString(text);
	HRESULT result = IRawCDImageCreator_put_MediaCatalogNumber(image, value);

	SysFreeString(value);
	return result;
}

static void assert_catalogue(IRawCDImageCreator *image, const OLECHAR *expected)
{
	BSTR value;

	assert_hr(IRawCDImageCreator_get_MediaCatalogNumber(image, &value), 0);
	assert_int_equal(wcscmp(value, expected), 0);
	SysFreeString(value);
}

/* As the page of put_MediaCatalogNumber has it, with its example: the check digit of 012345678901 is 2. */
static void a_catalogue_number_has_a_check_digit(void **state)
{
	static const OLECHAR *const wrong[] = { L"0123456789013", L"123456789013", L"1",
		L"01234567890120", L"012345678901X", L"-123456789012" };
	IRawCDImageCreator *image =
		imapi_create(&CLSID_MsftRawCDImageCreator, &IID_IRawCDImageCreator);

	(void)state;
	assert_catalogue(image, L"");
	assert_hr(put_catalogue(image, L"0123456789012"), 0);
	assert_catalogue(image, L"0123456789012");
	assert_hr(put_catalogue(image, L""), 0);
	assert_catalogue(image, L"");
	assert_hr(put_catalogue(image, L"123456789012"), 0); /* leading zeros are excluded */
	assert_catalogue(image, L"0123456789012");
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_hr(put_catalogue(image, wrong[i]), 0x80070057);
	assert_catalogue(image, L"0123456789012");
	IRawCDImageCreator_Release(image);
}

/* The same of put_ISRC, whose example this is: told with hyphens, taken with all of them or none. */
static void an_isrc_is_told_with_hyphens(void **state)
{
	static const struct {
		const OLECHAR *put;
		uint32_t result;
		const OLECHAR *get;
	} cases[] = {
		{ L"US-K7Y-98-12345", 0, L"US-K7Y-98-12345" },
		{ L"DEABC0812345", 0, L"DE-ABC-08-12345" },
		{ L"US-K7Y9812345", 0x80070057, L"DE-ABC-08-12345" },
		{ L"US-K7Y-98-1234", 0x80070057, L"DE-ABC-08-12345" },
		{ L"USK-7Y-98-12345", 0x80070057, L"DE-ABC-08-12345" },
		{ L"U1-K7Y-98-12345", 0x80070057, L"DE-ABC-08-12345" },
		{ L"US-K7Y-98-123456", 0x80070057, L"DE-ABC-08-12345" },
		{ L"", 0, L"" },
	};
	IRawCDImageCreator *image =
		imapi_create(&CLSID_MsftRawCDImageCreator, &IID_IRawCDImageCreator);
	IStream *stream = zeros((ULONGLONG)SECTOR * TRACK_SECTORS);
	IRawCDImageTrackInfo *track;
	LONG index;
	BSTR text;

	(void)state;
	assert_hr(IRawCDImageCreator_AddTrack(image, IMAPI_CD_SECTOR_AUDIO, stream, &index), 0);
	assert_hr(IRawCDImageCreator_get_TrackInfo(image, index, &track), 0);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		text = SysAllocString(cases[i].put);
		assert_hr(IRawCDImageTrackInfo_put_ISRC(track, text), cases[i].result);
		SysFreeString(text);
		assert_hr(IRawCDImageTrackInfo_get_ISRC(track, &text), 0);
		assert_int_equal(wcscmp(text, cases[i].get), 0);
		SysFreeString(text);
	}
	IRawCDImageTrackInfo_Release(track);
	IStream_Release(stream);
	IRawCDImageCreator_Release(image);
}

/* ---- while it is being written ----------------------------------------------------------- */

struct raw_sink {
	struct imapi_sink base;
	struct walk *walk;
	IStream *image;
};

static void meddle(struct imapi_sink *base, IDispatch *object, IDispatch *progress)
{
	struct raw_sink *self = (struct raw_sink *)base;
	IDiscFormat2RawCD *raw = self->walk->raw;
	LONG action;

	assert_ptr_equal(object, raw);
	assert_hr(IDiscFormat2RawCDEventArgs_get_CurrentAction(
			  (IDiscFormat2RawCDEventArgs *)progress, (void *)&action),
		0);
	if (action != 2) /* IMAPI_FORMAT2_RAW_CD_WRITE_ACTION_WRITING */
		return;
	assert_hr(IDiscFormat2RawCD_put_Recorder(raw, NULL), 0xC0AA0600);
	assert_hr(IDiscFormat2RawCD_put_RequestedSectorType(raw, 1), 0xC0AA0600);
	assert_hr(IDiscFormat2RawCD_put_BufferUnderrunFreeDisabled(raw, VARIANT_TRUE), 0xC0AA0600);
	assert_hr(IDiscFormat2RawCD_SetWriteSpeed(raw, -1, VARIANT_FALSE), 0xC0AA0600);
	assert_hr(IDiscFormat2RawCD_PrepareMedia(raw), 0xC0AA0600);
	assert_hr(IDiscFormat2RawCD_WriteMedia(raw, self->image), 0xC0AA0600);
	assert_hr(IDiscFormat2RawCD_ReleaseMedia(raw), 0xC0AA0600);
}

static void a_raw_cd_that_is_being_written_is_left_alone(void **state)
{
	struct walk walk;
	struct raw_sink sink = { { { &imapi_sink_forwards }, &IID_DDiscFormat2RawCDEvents, meddle,
					 .id = 0x200 },
		&walk, zeros((ULONGLONG)2448 * 30000) };
	IConnectionPoint *point;
	DWORD cookie;

	(void)state;
	walk_open(&walk, "cd-r-80");
	point = imapi_advise(walk.raw, &sink.base, &cookie);
	assert_hr(IDiscFormat2RawCD_PrepareMedia(walk.raw), 0);
	IDiscFormat2RawCD_WriteMedia(
		walk.raw, sink.image); /* zeros are no CD: how it ends is no matter */
	assert_true(sink.base.calls > 1);
	assert_hr(IDiscFormat2RawCD_ReleaseMedia(walk.raw), 0);
	imapi_unadvise(point, &sink.base, cookie);
	IStream_Release(sink.image);
	walk_close(&walk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_erase_that_fails),
		cmocka_unit_test(one_recorder_at_a_time),
		cmocka_unit_test(a_drive_that_writes_nothing),
		cmocka_unit_test(sector_types_are_those_of_the_drive),
		cmocka_unit_test(a_raw_image_of_a_type_that_is_gone),
		cmocka_unit_test(what_does_not_fit),
		cmocka_unit_test(a_disc_has_99_tracks),
		cmocka_unit_test(an_image_has_99_tracks_and_a_track_99_indexes),
		cmocka_unit_test(a_catalogue_number_has_a_check_digit),
		cmocka_unit_test(an_isrc_is_told_with_hyphens),
		cmocka_unit_test(a_raw_cd_that_is_being_written_is_left_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
