/* SPDX-License-Identifier: MIT */
/*
 * MsftDiscFormat2TrackAtOnce, as Microsoft documents its members. Expected values are written out
 * from there; where a track lies, from the Red Book: 2 s of pre-gap before each.
 */
#include "engine/imapi2/tests/rig.h"

#define SECTOR 2352

struct audio_rig {
	struct imapi_rig base;
	IDiscFormat2TrackAtOnce *format;
};

static void open_rig(struct audio_rig *rig, const char *medium)
{
	BSTR name = SysAllocString(L"Audio test");

	imapi_rig_open(&rig->base, medium);
	rig->format = imapi_create(&CLSID_MsftDiscFormat2TrackAtOnce, &IID_IDiscFormat2TrackAtOnce);
	assert_hr(IDiscFormat2TrackAtOnce_put_Recorder(rig->format, rig->base.recorder), 0);
	assert_hr(IDiscFormat2TrackAtOnce_put_ClientName(rig->format, name), 0);
	SysFreeString(name);
}

static void close_rig(struct audio_rig *rig)
{
	assert_int_equal(IDiscFormat2TrackAtOnce_Release(rig->format), 0);
	imapi_rig_close(&rig->base);
}

static HRESULT add(struct audio_rig *rig, UINT bytes)
{
	IStream *stream = SHCreateMemStream(imapi_image, bytes);
	HRESULT result = IDiscFormat2TrackAtOnce_AddAudioTrack(rig->format, stream);

	assert_int_equal(IStream_Release(stream), 0);
	return result;
}

static LONG number(
	struct audio_rig *rig, HRESULT (*get)(IDiscFormat2TrackAtOnce *This, LONG *value))
{
	LONG value = -1;

	assert_hr(get(rig->format, &value), 0);
	assert_hr(get(rig->format, NULL), 0x80004003);
	return value;
}

static void assert_toc(struct audio_rig *rig, const uint8_t *expected, size_t bytes)
{
	SAFEARRAY *array;
	VARIANT one;
	LONG at = 0, upper;

	assert_hr(IDiscFormat2TrackAtOnce_get_ExpectedTableOfContents(rig->format, &array), 0);
	assert_hr(SafeArrayGetUBound(array, 1, &upper), 0);
	assert_int_equal(upper, 0);
	assert_hr(SafeArrayGetElement(array, &at, &one), 0);
	assert_int_equal(V_VT(&one), VT_BYREF | VT_UI1);
	assert_memory_equal(one.pbVal, expected, bytes);
	SafeArrayDestroy(array);
}

/* Track 1 of 320 sectors at 0, track 2 of 300 at 320 + 2 of run-out + 150 of pre-gap. */
static void tracks_are_where_the_table_says(void **state)
{
	static const uint8_t toc[] = { 0, 26, 1, 2, 0, 0x10, 1, 0, 0, 0, 0, 0, 0, 0x10, 2, 0, 0, 0,
		0x01, 0xD8, 0, 0x10, 0xAA, 0, 0, 0, 0x03, 0x06 };
	static uint8_t read[8 * SECTOR];
	IMAPI_FORMAT2_DATA_MEDIA_STATE status;
	LONG total, before;
	struct audio_rig rig;

	(void)state;
	open_rig(&rig, "cd-r-80");
	assert_hr(IDiscFormat2TrackAtOnce_PrepareMedia(rig.format), 0);
	total = number(&rig, rig.format->lpVtbl->get_TotalSectorsOnMedia);
	assert_int_equal(number(&rig, rig.format->lpVtbl->get_FreeSectorsOnMedia), total);
	assert_int_equal(number(&rig, rig.format->lpVtbl->get_UsedSectorsOnMedia), 0);
	assert_int_equal(number(&rig, rig.format->lpVtbl->get_NumberOfExistingTracks), 0);
	assert_hr(add(&rig, 320 * SECTOR), 0);
	assert_int_equal(number(&rig, rig.format->lpVtbl->get_NumberOfExistingTracks), 1);
	before = number(&rig, rig.format->lpVtbl->get_UsedSectorsOnMedia);
	assert_int_equal(before, 0x1D8); /* with the gap to the next */
	assert_int_equal(number(&rig, rig.format->lpVtbl->get_FreeSectorsOnMedia), total - before);
	assert_hr(add(&rig, 10 * SECTOR), 0); /* 4 s at least: 300 sectors */
	assert_int_equal(number(&rig, rig.format->lpVtbl->get_NumberOfExistingTracks), 2);
	assert_toc(&rig, toc, sizeof toc);
	assert_hr(IDiscFormat2TrackAtOnce_ReleaseMedia(rig.format), 0);
	assert_hr(IDiscFormat2Data_get_CurrentMediaStatus(rig.base.format, &status), 0);
	assert_true(status & IMAPI_FORMAT2_DATA_MEDIA_STATE_FINALIZED);
	imapi_assert_toc(&rig.base, toc, sizeof toc);
	imapi_read_cd(&rig.base, 40, 8, false, read);
	assert_memory_equal(read, imapi_sector(40), sizeof read);
	imapi_read_cd(&rig.base, 0x1D8 + 6, 8, false, read);
	assert_memory_equal(read, imapi_sector(6), sizeof read / 2);
	for (size_t i = sizeof read / 2; i < sizeof read; i++)
		assert_int_equal(read[i], 0); /* silence */
	close_rig(&rig);
}

/* What is asked for at the wrong time, with the number that the documentation has for it. */
static void members_have_their_time(void **state)
{
	BSTR name = SysAllocString(L"Other");
	IDiscFormat2TrackAtOnce *fresh;
	struct audio_rig rig;
	SAFEARRAY *array;
	VARIANT_BOOL flag;
	LONG value;

	(void)state;
	open_rig(&rig, "cd-rw-80-high-speed");
	fresh = imapi_create(&CLSID_MsftDiscFormat2TrackAtOnce, &IID_IDiscFormat2TrackAtOnce);
	assert_hr(IDiscFormat2TrackAtOnce_PrepareMedia(fresh), 0xC0AA050A);
	assert_hr(IDiscFormat2TrackAtOnce_put_Recorder(fresh, rig.base.recorder), 0);
	assert_hr(IDiscFormat2TrackAtOnce_PrepareMedia(fresh), 0xC0AA050F);
	IDiscFormat2TrackAtOnce_Release(fresh);

	assert_hr(IDiscFormat2TrackAtOnce_AddAudioTrack(rig.format, NULL), 0x80004003);
	assert_hr(add(&rig, SECTOR), 0xC0AA0502);
	assert_hr(IDiscFormat2TrackAtOnce_CancelAddTrack(rig.format), 0xC0AA0502);
	assert_hr(IDiscFormat2TrackAtOnce_ReleaseMedia(rig.format), 0xC0AA0502);
	assert_hr(
		IDiscFormat2TrackAtOnce_get_NumberOfExistingTracks(rig.format, &value), 0xC0AA0502);
	assert_hr(IDiscFormat2TrackAtOnce_get_TotalSectorsOnMedia(rig.format, &value), 0xC0AA0502);
	assert_hr(IDiscFormat2TrackAtOnce_get_FreeSectorsOnMedia(rig.format, &value), 0xC0AA0502);
	assert_hr(IDiscFormat2TrackAtOnce_get_UsedSectorsOnMedia(rig.format, &value), 0xC0AA0502);
	assert_hr(IDiscFormat2TrackAtOnce_get_ExpectedTableOfContents(rig.format, &array),
		0xC0AA0502);

	assert_hr(IDiscFormat2TrackAtOnce_put_DoNotFinalizeMedia(rig.format, VARIANT_TRUE), 0);
	assert_hr(IDiscFormat2TrackAtOnce_PrepareMedia(rig.format), 0);
	assert_hr(IDiscFormat2TrackAtOnce_PrepareMedia(rig.format), 0xC0AA0503);
	assert_hr(IDiscFormat2TrackAtOnce_put_DoNotFinalizeMedia(rig.format, VARIANT_FALSE),
		0xC0AA0503);
	assert_hr(IDiscFormat2TrackAtOnce_put_Recorder(rig.format, rig.base.recorder), 0xC0AA0503);
	assert_hr(IDiscFormat2TrackAtOnce_put_ClientName(rig.format, name), 0xC0AA0503);
	assert_hr(IDiscFormat2TrackAtOnce_put_BufferUnderrunFreeDisabled(rig.format, VARIANT_TRUE),
		0);
	assert_hr(IDiscFormat2TrackAtOnce_get_BufferUnderrunFreeDisabled(rig.format, &flag), 0);
	assert_int_equal(flag, -1);
	assert_hr(IDiscFormat2TrackAtOnce_get_ExpectedTableOfContents(rig.format, &array),
		0xC0AA0505);
	assert_hr(IDiscFormat2TrackAtOnce_CancelAddTrack(rig.format), 0xC0AA0501);
	assert_hr(add(&rig, 0), 0xC0AA050D);
	assert_hr(add(&rig, SECTOR + 1), 0xC0AA050D);
	assert_hr(IDiscFormat2TrackAtOnce_put_DoNotFinalizeMedia(rig.format, VARIANT_FALSE),
		0xC0AA0503);
	assert_hr(add(&rig, SECTOR), 0);
	assert_hr(IDiscFormat2TrackAtOnce_put_DoNotFinalizeMedia(rig.format, VARIANT_FALSE),
		0xC0AA0504); /* it was written to */
	assert_hr(IDiscFormat2TrackAtOnce_ReleaseMedia(rig.format), 0);
	assert_hr(IDiscFormat2TrackAtOnce_get_DoNotFinalizeMedia(rig.format, &flag), 0);
	assert_int_equal(flag, -1);
	SysFreeString(name);
	close_rig(&rig);
}

static void only_blank_cds_are_prepared(void **state)
{
	struct audio_rig rig;
	VARIANT_BOOL supported;
	SAFEARRAY *types;
	LONG upper;

	(void)state;
	open_rig(&rig, "dvd+r");
	assert_hr(IDiscFormat2TrackAtOnce_PrepareMedia(rig.format), 0xC0AA0507);
	assert_hr(IDiscFormat2TrackAtOnce_IsCurrentMediaSupported(
			  rig.format, rig.base.recorder, &supported),
		1);
	assert_int_equal(supported, 0);
	assert_hr(IDiscFormat2TrackAtOnce_get_SupportedMediaTypes(rig.format, &types), 0);
	assert_hr(SafeArrayGetUBound(types, 1, &upper), 0);
	assert_int_equal(upper, 1); /* CD-R and CD-RW */
	SafeArrayDestroy(types);
	/* A refusal leaves nothing locked. */
	assert_hr(IDiscRecorder2_EjectMedia(rig.base.recorder), 0);
	assert_hr(IDiscFormat2TrackAtOnce_PrepareMedia(rig.format), 0xC0AA0202);
	close_rig(&rig);
	open_rig(&rig, "cd-r-80");
	assert_hr(imapi_burn(rig.base.format, IMAGE_BYTES), 0);
	assert_hr(IDiscFormat2TrackAtOnce_PrepareMedia(rig.format), 0xC0AA0506);
	close_rig(&rig);
}

static void a_prepared_disc_is_nobody_elses(void **state)
{
	BSTR id = SysAllocString(RIG_ID), owner;
	IDiscRecorder2 *other = imapi_create(&CLSID_MsftDiscRecorder2, &IID_IDiscRecorder2);
	struct audio_rig rig;

	(void)state;
	open_rig(&rig, "cd-r-80");
	assert_hr(IDiscRecorder2_InitializeDiscRecorder(other, id), 0);
	assert_hr(IDiscFormat2TrackAtOnce_PrepareMedia(rig.format), 0);
	assert_hr(IDiscRecorder2_EjectMedia(other), 0xC0AA0210);
	assert_hr(IDiscRecorder2_get_ExclusiveAccessOwner(other, &owner), 0);
	assert_int_equal(wcscmp(owner, L"Audio test"), 0);
	SysFreeString(owner);
	assert_hr(IDiscFormat2TrackAtOnce_ReleaseMedia(rig.format), 0);
	assert_hr(IDiscFormat2TrackAtOnce_PrepareMedia(rig.format), 0);
	/* The last release of the object gives the disc back too. */
	assert_int_equal(IDiscFormat2TrackAtOnce_Release(rig.format), 0);
	assert_hr(IDiscRecorder2_EjectMedia(other), 0);
	IDiscRecorder2_Release(other);
	SysFreeString(id);
	imapi_rig_close(&rig.base);
}

static void the_disc_can_be_left_open_for_data(void **state)
{
	struct audio_rig rig;
	LONG start;

	(void)state;
	open_rig(&rig, "cd-r-80");
	assert_hr(IDiscFormat2TrackAtOnce_put_DoNotFinalizeMedia(rig.format, VARIANT_TRUE), 0);
	assert_hr(IDiscFormat2TrackAtOnce_PrepareMedia(rig.format), 0);
	assert_hr(add(&rig, 300 * SECTOR), 0);
	assert_hr(IDiscFormat2TrackAtOnce_ReleaseMedia(rig.format), 0);
	assert_hr(IDiscFormat2Data_get_NextWritableAddress(rig.base.format, &start), 0);
	assert_true(start > 300 + 6750 + 4500); /* lead-out, lead-in */
	assert_hr(imapi_burn(rig.base.format, IMAGE_BYTES), 0);
	close_rig(&rig);
}

/* ---- events ------------------------------------------------------------------------------ */

struct sink {
	struct imapi_sink base;
	struct audio_rig *rig;
	unsigned actions; /* bits */
	LONG track, existing;
	bool cancel;
	HRESULT second, released;
};

static void update(struct imapi_sink *base, IDispatch *object, IDispatch *progress)
{
	struct sink *self = (struct sink *)base;
	IDiscFormat2TrackAtOnceEventArgs *arguments;
	IMAPI_FORMAT2_TAO_WRITE_ACTION action;
	LONG elapsed = -1, left = -1;

	assert_ptr_equal(object, self->rig->format);
	assert_hr(IDispatch_QueryInterface(
			  progress, &IID_IDiscFormat2TrackAtOnceEventArgs, (void **)&arguments),
		0);
	IDiscFormat2TrackAtOnceEventArgs_get_CurrentAction(arguments, &action);
	IDiscFormat2TrackAtOnceEventArgs_get_CurrentTrackNumber(arguments, &self->track);
	IDiscFormat2TrackAtOnceEventArgs_get_ElapsedTime(arguments, &elapsed);
	IDiscFormat2TrackAtOnceEventArgs_get_RemainingTime(arguments, &left);
	IDiscFormat2TrackAtOnceEventArgs_Release(arguments);
	assert_true(elapsed >= 0 && left >= 0);
	self->actions |= 1U << action;
	if (action != IMAPI_FORMAT2_TAO_WRITE_ACTION_WRITING)
		return;
	/* As it was before the write began. */
	assert_hr(IDiscFormat2TrackAtOnce_get_NumberOfExistingTracks(
			  self->rig->format, &self->existing),
		0);
	self->second = add(self->rig, 300 * SECTOR);
	self->released = IDiscFormat2TrackAtOnce_ReleaseMedia(self->rig->format);
	if (self->cancel)
		assert_hr(IDiscFormat2TrackAtOnce_CancelAddTrack(self->rig->format), 0);
}

static struct sink sink_of(struct audio_rig *rig)
{
	return (struct sink) {
		.base = { .base = { &imapi_sink_forwards },
			.events_id = &IID_DDiscFormat2TrackAtOnceEvents,
			.update = update,
			.id = 0x200 },
		.rig = rig,
	};
}

static void events_tell_of_each_track(void **state)
{
	IBurnVerification *verification;
	IConnectionPoint *point;
	struct audio_rig rig;
	struct sink sink = sink_of(&rig);
	DWORD cookie;

	(void)state;
	open_rig(&rig, "cd-r-80");
	assert_hr(IDiscFormat2TrackAtOnce_QueryInterface(
			  rig.format, &IID_IBurnVerification, (void **)&verification),
		0);
	assert_hr(IBurnVerification_put_BurnVerificationLevel(
			  verification, IMAPI_BURN_VERIFICATION_FULL),
		0x80070057); /* not for audio */
	assert_hr(IBurnVerification_put_BurnVerificationLevel(
			  verification, IMAPI_BURN_VERIFICATION_QUICK),
		0);
	IBurnVerification_Release(verification);
	assert_hr(IDiscFormat2TrackAtOnce_PrepareMedia(rig.format), 0);
	assert_hr(add(&rig, 300 * SECTOR), 0);
	point = imapi_advise(rig.format, &sink.base, &cookie);
	assert_hr(add(&rig, 300 * SECTOR), 0);
	assert_int_equal(sink.actions, 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4);
	assert_int_equal(sink.track, 2);
	assert_int_equal(sink.existing, 1);
	assert_hr(sink.second, 0xC0AA0500);
	assert_hr(sink.released, 0xC0AA0500);
	imapi_unadvise(point, &sink.base, cookie);
	assert_hr(IDiscFormat2TrackAtOnce_ReleaseMedia(rig.format), 0);
	close_rig(&rig);
}

static void a_cancelled_track_leaves_those_before_it(void **state)
{
	IMAPI_FORMAT2_DATA_MEDIA_STATE status;
	IConnectionPoint *point;
	struct audio_rig rig;
	struct sink sink = sink_of(&rig);
	DWORD cookie;

	(void)state;
	open_rig(&rig, "cd-r-80");
	assert_hr(IDiscFormat2TrackAtOnce_PrepareMedia(rig.format), 0);
	assert_hr(add(&rig, 300 * SECTOR), 0);
	sink.cancel = true;
	point = imapi_advise(rig.format, &sink.base, &cookie);
	assert_hr(add(&rig, 400 * SECTOR), 0xC0AA0002);
	imapi_unadvise(point, &sink.base, cookie);
	assert_int_equal(number(&rig, rig.format->lpVtbl->get_NumberOfExistingTracks), 1);
	assert_hr(IDiscFormat2TrackAtOnce_ReleaseMedia(rig.format), 0);
	assert_hr(IDiscFormat2Data_get_CurrentMediaStatus(rig.base.format, &status), 0);
	assert_true(status & IMAPI_FORMAT2_DATA_MEDIA_STATE_FINALIZED);
	close_rig(&rig);
}

static void scripts_add_tracks_by_name(void **state)
{
	IDispatch *format;
	IStream *stream;
	VARIANT argument, result = { 0 };
	struct audio_rig rig;

	(void)state;
	open_rig(&rig, "cd-r-80");
	stream = SHCreateMemStream(imapi_image, 300 * SECTOR);
	assert_hr(IDiscFormat2TrackAtOnce_QueryInterface(
			  rig.format, &IID_IDispatch, (void **)&format),
		0);
	assert_hr(imapi_invoke(format, L"PrepareMedia", DISPATCH_METHOD, NULL, NULL), 0);
	argument = (VARIANT) { .vt = VT_UNKNOWN, .punkVal = (IUnknown *)stream };
	assert_hr(imapi_invoke(format, L"AddAudioTrack", DISPATCH_METHOD, &argument, NULL), 0);
	assert_hr(imapi_invoke(
			  format, L"NumberOfExistingTracks", DISPATCH_PROPERTYGET, NULL, &result),
		0);
	assert_int_equal(V_I4(&result), 1);
	assert_hr(imapi_invoke(format, L"ReleaseMedia", DISPATCH_METHOD, NULL, NULL), 0);
	IDispatch_Release(format);
	IStream_Release(stream);
	close_rig(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tracks_are_where_the_table_says),
		cmocka_unit_test(members_have_their_time),
		cmocka_unit_test(only_blank_cds_are_prepared),
		cmocka_unit_test(a_prepared_disc_is_nobody_elses),
		cmocka_unit_test(the_disc_can_be_left_open_for_data),
		cmocka_unit_test(events_tell_of_each_track),
		cmocka_unit_test(a_cancelled_track_leaves_those_before_it),
		cmocka_unit_test(scripts_add_tracks_by_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
