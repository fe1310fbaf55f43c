/* SPDX-License-Identifier: MIT */
/* MsftDiscFormat2Data: parts of a disc by IBlockRangeList, sessions after audio, IBurnVerification. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "engine/imapi2/tests/rig.h"

/* ---- block ranges ------------------------------------------------------------------------ */

static IStream *ranged(const struct br_block_range *ranges, ULONG count)
{
	IStream *inner = SHCreateMemStream(imapi_image, IMAGE_BYTES), *stream;

	assert_hr(br_imapi2_create_ranged_stream(inner, ranges, count, &stream), 0);
	IStream_Release(inner);
	return stream;
}

static void assert_zero(struct imapi_rig *rig, LONG lba)
{
	BYTE read[10] = { 0x28, 0, 0, 0, (BYTE)(lba >> 8), (BYTE)lba, 0, 0, 1, 0 }, sense[18];
	IDiscRecorder2Ex *ex = imapi_ex_of(rig);
	BYTE block[2048];
	ULONG fetched;

	assert_hr(IDiscRecorder2Ex_SendCommandGetDataFromDevice(
			  ex, read, 10, sense, 60, block, sizeof block, &fetched),
		0);
	for (size_t i = 0; i < sizeof block; i++)
		assert_int_equal(block[i], 0);
	IDiscRecorder2Ex_Release(ex);
}

struct order {
	struct imapi_sink base;
	LONG starts[8];
	unsigned count;
};

static void note_start(struct imapi_sink *base, IDispatch *object, IDispatch *progress)
{
	struct order *self = (struct order *)base;
	IDiscFormat2DataEventArgs *arguments;
	LONG start = -1, count = 0;

	(void)object;
	assert_hr(IDispatch_QueryInterface(
			  progress, &IID_IDiscFormat2DataEventArgs, (void **)&arguments),
		0);
	IDiscFormat2DataEventArgs_get_StartLba(arguments, &start);
	IDiscFormat2DataEventArgs_get_SectorCount(arguments, &count);
	IDiscFormat2DataEventArgs_Release(arguments);
	if (count == 0 || (self->count && self->starts[self->count - 1] == start))
		return;
	assert_true(self->count < 8);
	self->starts[self->count++] = start;
}

static struct order order_sink(void)
{
	return (struct order) { .base = { .base = { &imapi_sink_direct },
					.events_id = &IID_DDiscFormat2DataEvents,
					.update = note_start,
					.id = 0x200 } };
}

/* The order of the list is the order of the burn. */
static void ranges_are_burned_in_their_order_and_nothing_else(void **state)
{
	static const struct br_block_range ranges[] = { { 128, 159 }, { 32, 63 } };
	IBurnVerification *verification;
	IConnectionPoint *point;
	struct order order = order_sink();
	struct imapi_rig rig;
	IStream *stream;
	DWORD cookie;

	(void)state;
	imapi_rig_open(&rig, "bd-re-25");
	stream = ranged(ranges, 2);
	point = imapi_advise(rig.format, &order.base, &cookie);
	assert_hr(IDiscFormat2Data_QueryInterface(
			  rig.format, &IID_IBurnVerification, (void **)&verification),
		0);
	assert_hr(IBurnVerification_put_BurnVerificationLevel(
			  verification, IMAPI_BURN_VERIFICATION_FULL),
		0);
	IBurnVerification_Release(verification);
	assert_hr(IDiscFormat2Data_Write(rig.format, stream), 0);
	imapi_unadvise(point, &order.base, cookie);
	assert_int_equal(order.count, 2);
	assert_int_equal(order.starts[0], 128);
	assert_int_equal(order.starts[1], 32);
	imapi_read_back(&rig, 32);
	imapi_read_back(&rig, 48);
	imapi_read_back(&rig, 128);
	assert_zero(&rig, 31);
	assert_zero(&rig, 64);
	assert_zero(&rig, 127);
	assert_zero(&rig, 160);
	assert_int_equal(IStream_Release(stream), 0);
	imapi_rig_close(&rig);
}

static void a_list_tells_its_ranges(void **state)
{
	static const struct br_block_range ranges[] = { { 5, 9 }, { 0, 0 } }, wrong = { 5, 4 },
					   before = { -1, 4 };
	IStream *stream = ranged(ranges, 2), *none;
	IBlockRangeList *list;
	IBlockRange *range;
	SAFEARRAY *array;
	VARIANT one;
	LONG at = 0, value;

	(void)state;
	assert_hr(br_imapi2_create_ranged_stream(stream, &wrong, 1, &none), 0x80070057);
	assert_hr(br_imapi2_create_ranged_stream(stream, &before, 1, &none), 0x80070057);
	assert_hr(br_imapi2_create_ranged_stream(stream, ranges, 0, &none), 0x80070057);
	assert_hr(br_imapi2_create_ranged_stream(NULL, ranges, 2, &none), 0x80004003);
	assert_hr(IStream_QueryInterface(stream, &IID_IBlockRangeList, (void **)&list), 0);
	assert_hr(IBlockRangeList_get_BlockRanges(list, NULL), 0x80004003);
	assert_hr(IBlockRangeList_get_BlockRanges(list, &array), 0);
	assert_hr(SafeArrayGetUBound(array, 1, &value), 0);
	assert_int_equal(value, 1);
	assert_hr(SafeArrayGetElement(array, &at, &one), 0);
	assert_int_equal(V_VT(&one), VT_DISPATCH);
	assert_hr(IDispatch_QueryInterface(V_DISPATCH(&one), &IID_IBlockRange, (void **)&range), 0);
	assert_hr(IBlockRange_get_StartLba(range, &value), 0);
	assert_int_equal(value, 5);
	assert_hr(IBlockRange_get_EndLba(range, &value), 0);
	assert_int_equal(value, 9);
	assert_hr(IBlockRange_get_EndLba(range, NULL), 0x80004003);
	IBlockRange_Release(range);
	VariantClear(&one);
	SafeArrayDestroy(array);
	IBlockRangeList_Release(list);
	assert_int_equal(IStream_Release(stream), 0);
}

static void ranges_must_be_on_the_disc_and_in_the_stream(void **state)
{
	static const struct br_block_range beyond_disc = { 0, INT32_MAX },
					   beyond_stream = { IMAGE_SECTORS - 8, IMAGE_SECTORS };
	struct imapi_rig rig;
	IStream *stream;

	(void)state;
	imapi_rig_open(&rig, "bd-re-25");
	stream = ranged(&beyond_disc, 1);
	assert_hr(IDiscFormat2Data_Write(rig.format, stream), 0xC0AA0404);
	IStream_Release(stream);
	stream = ranged(&beyond_stream, 1);
	assert_hr(IDiscFormat2Data_Write(rig.format, stream), 0x80070026);
	IStream_Release(stream);
	imapi_rig_close(&rig);
}

/* A disc that is written in one go takes the stream whole, whatever ranges it has. */
static void sequential_media_take_no_ranges(void **state)
{
	static const struct br_block_range range = { 32, 63 };
	struct imapi_rig rig;
	IStream *stream;

	(void)state;
	imapi_rig_open(&rig, "dvd+r");
	stream = ranged(&range, 1);
	assert_hr(IDiscFormat2Data_Write(rig.format, stream), 0);
	imapi_read_back(&rig, 0);
	imapi_read_back(&rig, 480);
	IStream_Release(stream);
	imapi_rig_close(&rig);
}

/* ---- sessions ---------------------------------------------------------------------------- */

static IMultisessionSequential *session_of(struct imapi_rig *rig)
{
	IMultisessionSequential *session;
	SAFEARRAY *array;
	VARIANT one;
	LONG at = 0;

	assert_hr(IDiscFormat2Data_get_MultisessionInterfaces(rig->format, &array), 0);
	assert_hr(SafeArrayGetElement(array, &at, &one), 0);
	assert_hr(IDispatch_QueryInterface(
			  V_DISPATCH(&one), &IID_IMultisessionSequential, (void **)&session),
		0);
	VariantClear(&one);
	SafeArrayDestroy(array);
	return session;
}

static void burn_audio(struct imapi_rig *rig)
{
	IDiscFormat2TrackAtOnce *format =
		imapi_create(&CLSID_MsftDiscFormat2TrackAtOnce, &IID_IDiscFormat2TrackAtOnce);
	IStream *stream = SHCreateMemStream(imapi_image, 300 * 2352);
	BSTR name = SysAllocString(L"Audio first");

	assert_hr(IDiscFormat2TrackAtOnce_put_Recorder(format, rig->recorder), 0);
	assert_hr(IDiscFormat2TrackAtOnce_put_ClientName(format, name), 0);
	assert_hr(IDiscFormat2TrackAtOnce_put_DoNotFinalizeMedia(format, VARIANT_TRUE), 0);
	assert_hr(IDiscFormat2TrackAtOnce_PrepareMedia(format), 0);
	assert_hr(IDiscFormat2TrackAtOnce_AddAudioTrack(format, stream), 0);
	assert_hr(IDiscFormat2TrackAtOnce_ReleaseMedia(format), 0);
	IDiscFormat2TrackAtOnce_Release(format);
	IStream_Release(stream);
	SysFreeString(name);
}

/* CD Extra: data behind audio is the first session of data, though the disc is not blank. */
static void the_first_data_session_may_follow_audio(void **state)
{
	IMultisessionSequential *session;
	IDiscRecorder2 *recorder;
	VARIANT_BOOL flag;
	LONG next, free_blocks, start;
	struct imapi_rig rig;

	(void)state;
	imapi_rig_open(&rig, "cd-r-80");
	session = session_of(&rig);
	assert_hr(IMultisessionSequential_get_IsSupportedOnCurrentMediaState(session, &flag), 0);
	assert_int_equal(flag, 0); /* blank: no session to go on from */
	assert_hr(IMultisessionSequential_get_IsFirstDataSession(session, NULL), 0x80004003);
	IMultisessionSequential_Release(session);
	burn_audio(&rig);
	session = session_of(&rig);
	assert_hr(IMultisessionSequential_get_IsFirstDataSession(session, &flag), 0);
	assert_int_equal(flag, -1);
	assert_hr(IMultisessionSequential_get_IsSupportedOnCurrentMediaState(session, &flag), 0);
	assert_int_equal(flag, -1);
	assert_hr(IMultisessionSequential_get_StartAddressOfPreviousSession(session, &start), 0);
	assert_int_equal(start, 0);
	assert_hr(IMultisessionSequential_get_ImportRecorder(session, &recorder), 0);
	assert_ptr_equal(recorder, rig.recorder);
	IDiscRecorder2_Release(recorder);
	assert_hr(IMultisessionSequential_put_InUse(session, VARIANT_FALSE), 0);
	assert_hr(IMultisessionSequential_get_InUse(session, &flag), 0);
	assert_int_equal(flag, 0);
	IMultisessionSequential_Release(session);
	assert_hr(imapi_burn(rig.format, IMAGE_BYTES), 0);
	session = session_of(&rig);
	assert_hr(IMultisessionSequential_get_IsFirstDataSession(session, &flag), 0);
	assert_int_equal(flag, 0);
	assert_hr(IMultisessionSequential_get_NextWritableAddress(session, &next), 0);
	assert_hr(IMultisessionSequential_get_StartAddressOfPreviousSession(session, &start), 0);
	assert_true(start > 300 && next > start + IMAGE_SECTORS);
	assert_hr(IMultisessionSequential_get_FreeSectorsOnMedia(session, &free_blocks), 0);
	assert_true(free_blocks > 300000);
	IMultisessionSequential_Release(session);
	imapi_rig_close(&rig);
}

/* ---- verification ------------------------------------------------------------------------ */

/* A source that is no longer what was burned when it is read again. */
struct spoiler {
	struct imapi_sink base;
	int file;
	off_t at; /* -1: leave it */
	bool seen;
};

static void spoil(struct imapi_sink *base, IDispatch *object, IDispatch *progress)
{
	struct spoiler *self = (struct spoiler *)base;
	IMAPI_FORMAT2_DATA_WRITE_ACTION action;
	IDiscFormat2DataEventArgs *arguments;

	(void)object;
	assert_hr(IDispatch_QueryInterface(
			  progress, &IID_IDiscFormat2DataEventArgs, (void **)&arguments),
		0);
	IDiscFormat2DataEventArgs_get_CurrentAction(arguments, &action);
	IDiscFormat2DataEventArgs_Release(arguments);
	if (action != IMAPI_FORMAT2_DATA_WRITE_ACTION_VERIFYING)
		return;
	self->seen = true;
	if (self->at >= 0)
		assert_int_equal(pwrite(self->file, "\xA5\x5A\xA5", 3, self->at), 3);
}

static HRESULT burn_spoiled(IMAPI_BURN_VERIFICATION_LEVEL level, off_t at)
{
	char path[] = "/tmp/burnrig-verify-XXXXXX";
	struct spoiler spoiler = { .base = { .base = { &imapi_sink_forwards },
					   .events_id = &IID_DDiscFormat2DataEvents,
					   .update = spoil,
					   .id = 0x200 },
		.file = mkstemp(path),
		.at = at };
	IBurnVerification *verification;
	IConnectionPoint *point;
	struct imapi_rig rig;
	IStream *stream;
	HRESULT result;
	DWORD cookie;

	assert_true(spoiler.file >= 0);
	imapi_rig_open(&rig, "dvd+r");
	assert_int_equal(write(spoiler.file, imapi_image, sizeof imapi_image), sizeof imapi_image);
	assert_hr(SHCreateStreamOnFileA(path, STGM_READ, &stream), 0);
	unlink(path);
	assert_hr(IDiscFormat2Data_QueryInterface(
			  rig.format, &IID_IBurnVerification, (void **)&verification),
		0);
	assert_hr(IBurnVerification_put_BurnVerificationLevel(verification, level), 0);
	IBurnVerification_Release(verification);
	point = imapi_advise(rig.format, &spoiler.base, &cookie);
	result = IDiscFormat2Data_Write(rig.format, stream);
	imapi_unadvise(point, &spoiler.base, cookie);
	assert_int_equal(spoiler.seen, level != IMAPI_BURN_VERIFICATION_NONE);
	IStream_Release(stream);
	close(spoiler.file);
	imapi_rig_close(&rig);
	return result;
}

static void each_level_finds_what_it_looks_at(void **state)
{
	const off_t last = (off_t)IMAGE_SECTORS * 2048 - 3, between = (off_t)40 * 2048;

	(void)state;
	assert_hr(burn_spoiled(IMAPI_BURN_VERIFICATION_NONE, -1), 0);
	assert_hr(burn_spoiled(IMAPI_BURN_VERIFICATION_QUICK, -1), 0);
	assert_hr(burn_spoiled(IMAPI_BURN_VERIFICATION_FULL, -1), 0);
	assert_hr(burn_spoiled(IMAPI_BURN_VERIFICATION_QUICK, 0), 0xC0AA0007);
	assert_hr(burn_spoiled(IMAPI_BURN_VERIFICATION_QUICK, last), 0xC0AA0007);
	assert_hr(burn_spoiled(IMAPI_BURN_VERIFICATION_QUICK, between), 0); /* a small sample */
	assert_hr(burn_spoiled(IMAPI_BURN_VERIFICATION_FULL, between), 0xC0AA0007);
}

static void levels_there_are_none_of(void **state)
{
	IMAPI_BURN_VERIFICATION_LEVEL level;
	IBurnVerification *verification;
	struct imapi_rig rig;

	(void)state;
	imapi_rig_open(&rig, NULL);
	assert_hr(IDiscFormat2Data_QueryInterface(
			  rig.format, &IID_IBurnVerification, (void **)&verification),
		0);
	assert_hr(IBurnVerification_get_BurnVerificationLevel(verification, &level), 0);
	assert_int_equal(level, IMAPI_BURN_VERIFICATION_NONE);
	assert_hr(IBurnVerification_get_BurnVerificationLevel(verification, NULL), 0x80004003);
	assert_hr(IBurnVerification_put_BurnVerificationLevel(
			  verification, (IMAPI_BURN_VERIFICATION_LEVEL)3),
		0x80070057);
	IBurnVerification_Release(verification);
	imapi_rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ranges_are_burned_in_their_order_and_nothing_else),
		cmocka_unit_test(a_list_tells_its_ranges),
		cmocka_unit_test(ranges_must_be_on_the_disc_and_in_the_stream),
		cmocka_unit_test(sequential_media_take_no_ranges),
		cmocka_unit_test(the_first_data_session_may_follow_audio),
		cmocka_unit_test(each_level_finds_what_it_looks_at),
		cmocka_unit_test(levels_there_are_none_of),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
