/* SPDX-License-Identifier: MIT */
/* MsftDiscFormat2Data with its events, MsftDiscFormat2Erase and sessions. */
#include "burnengine/disc_format_medium.h"
#include "engine/imapi2/tests/rig.h"

struct sink {
	struct imapi_sink base;
	unsigned writing_calls;
	unsigned actions; /* bits */
	LONG last_written;
	IDispatch *object;
	bool cancel;
	HRESULT cancelled_with;
};

static void data_update(struct imapi_sink *base, IDispatch *object, IDispatch *progress)
{
	struct sink *self = (struct sink *)base;
	IDiscFormat2DataEventArgs *arguments;
	IMAPI_FORMAT2_DATA_WRITE_ACTION action;
	LONG total, used, left;

	assert_hr(IDispatch_QueryInterface(
			  progress, &IID_IDiscFormat2DataEventArgs, (void **)&arguments),
		0);
	assert_hr(IDiscFormat2DataEventArgs_get_CurrentAction(arguments, &action), 0);
	self->actions |= 1U << action;
	self->object = object;
	if (action == IMAPI_FORMAT2_DATA_WRITE_ACTION_WRITING_DATA) {
		self->writing_calls++;
		assert_hr(IDiscFormat2DataEventArgs_get_LastWrittenLba(
				  arguments, &self->last_written),
			0);
		IDiscFormat2DataEventArgs_get_TotalSystemBuffer(arguments, &total);
		IDiscFormat2DataEventArgs_get_UsedSystemBuffer(arguments, &used);
		IDiscFormat2DataEventArgs_get_FreeSystemBuffer(arguments, &left);
		assert_int_equal(total, used + left);
		if (self->cancel)
			self->cancelled_with =
				IDiscFormat2Data_CancelWrite((IDiscFormat2Data *)object);
	}
	IDiscFormat2DataEventArgs_Release(arguments);
}

static struct sink data_sink(const DDiscFormat2DataEventsVtbl *vtable)
{
	return (struct sink) { .base = { .base = { vtable },
				       .events_id = &IID_DDiscFormat2DataEvents,
				       .update = data_update,
				       .id = 0x200 } };
}

static void data_disc_is_burned_with_events(void **state)
{
	static const struct {
		const char *medium;
		LONG type;
		const DDiscFormat2DataEventsVtbl *sink;
		unsigned actions; /* that must have come */
	} cases[] = {
		{ "cd-r-80", 2, &imapi_sink_forwards,
			1 << 0 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5 | 1 << 6 },
		{ "dvd+r", 6, &imapi_sink_direct,
			1 << 0 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5 | 1 << 6 },
		{ "bd-re-25", 19, &imapi_sink_forwards,
			1 << 0 | 1 << 1 | 1 << 2 | 1 << 4 | 1 << 5 | 1 << 6 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct sink sink = data_sink(cases[i].sink);
		IMAPI_MEDIA_PHYSICAL_TYPE type;
		IMAPI_FORMAT2_DATA_MEDIA_STATE status;
		VARIANT_BOOL blank;
		IConnectionPoint *point;
		IBurnVerification *verification;
		struct imapi_rig rig;
		DWORD cookie;

		imapi_rig_open(&rig, cases[i].medium);
		assert_hr(IDiscFormat2Data_get_CurrentPhysicalMediaType(rig.format, &type), 0);
		assert_int_equal(type, cases[i].type);
		assert_hr(IDiscFormat2Data_get_MediaPhysicallyBlank(rig.format, &blank), 0);
		assert_int_equal(blank, -1);
		assert_hr(IDiscFormat2Data_QueryInterface(
				  rig.format, &IID_IBurnVerification, (void **)&verification),
			0);
		assert_hr(IBurnVerification_put_BurnVerificationLevel(
				  verification, IMAPI_BURN_VERIFICATION_FULL),
			0);
		IBurnVerification_Release(verification);
		point = imapi_advise(rig.format, &sink.base, &cookie);
		assert_hr(imapi_burn(rig.format, IMAGE_BYTES), 0);
		assert_int_equal(sink.actions & cases[i].actions, cases[i].actions);
		assert_true(sink.actions & 1 << 7); /* verified */
		assert_true(sink.writing_calls >= 2);
		assert_true(sink.last_written >= IMAGE_SECTORS - 1);
		assert_ptr_equal(sink.object, rig.format);
		imapi_unadvise(point, &sink.base, cookie);
		imapi_read_back(&rig, 16);
		assert_hr(IDiscFormat2Data_get_MediaPhysicallyBlank(rig.format, &blank), 0);
		assert_int_equal(blank, 0);
		assert_hr(IDiscFormat2Data_get_CurrentMediaStatus(rig.format, &status), 0);
		assert_false(status & IMAPI_FORMAT2_DATA_MEDIA_STATE_BLANK);
		imapi_rig_close(&rig);
	}
}

static void what_write_refuses(void **state)
{
	IDiscFormat2Data *fresh;
	struct imapi_rig rig;

	(void)state;
	imapi_rig_open(&rig, "bd-re-25");
	assert_hr(IDiscFormat2Data_Write(rig.format, NULL), 0x80004003);
	assert_hr(imapi_burn(rig.format, 2047), 0xC0AA0403);
	assert_hr(imapi_burn(rig.format, 0), 0xC0AA0403);
	assert_hr(IDiscFormat2Data_CancelWrite(rig.format), 0xC0AA0401);
	assert_hr(imapi_burn(rig.format, IMAGE_BYTES), 0);
	assert_hr(imapi_burn(rig.format, IMAGE_BYTES), 0xC0AA0405); /* not blank */
	assert_hr(IDiscFormat2Data_put_ForceOverwrite(rig.format, VARIANT_TRUE), 0);
	assert_hr(imapi_burn(rig.format, IMAGE_BYTES), 0);
	assert_hr(CoCreateInstance(&CLSID_MsftDiscFormat2Data, NULL, CLSCTX_ALL,
			  &IID_IDiscFormat2Data, (void **)&fresh),
		0);
	assert_hr(imapi_burn(fresh, 2048), 0xC0AA0003);
	assert_hr(IDiscFormat2Data_put_Recorder(fresh, rig.recorder), 0);
	assert_hr(imapi_burn(fresh, 2048), 0xC0AA0408); /* no client name */
	IDiscFormat2Data_Release(fresh);
	imapi_rig_close(&rig);
}

static void dvd_plus_r_is_closed_for_players_unless_told_otherwise(void **state)
{
	IMAPI_FORMAT2_DATA_MEDIA_STATE status;
	LONG start, last, next;
	struct imapi_rig rig;

	(void)state;
	imapi_rig_open(&rig, "dvd+r");
	assert_hr(IDiscFormat2Data_get_StartAddressOfPreviousSession(rig.format, &start), 0);
	assert_hr(IDiscFormat2Data_get_LastWrittenAddressOfPreviousSession(rig.format, &last), 0);
	assert_int_equal(start, -1); /* none */
	assert_int_equal(last, -1);
	assert_hr(IDiscFormat2Data_get_NextWritableAddress(rig.format, &next), 0);
	assert_int_equal(next, 0);
	assert_hr(
		IDiscFormat2Data_put_DisableConsumerDvdCompatibilityMode(rig.format, VARIANT_TRUE),
		0);
	assert_hr(imapi_burn(rig.format, IMAGE_BYTES), 0);
	assert_hr(IDiscFormat2Data_get_CurrentMediaStatus(rig.format, &status), 0);
	assert_int_equal(status, IMAPI_FORMAT2_DATA_MEDIA_STATE_APPENDABLE);
	assert_hr(IDiscFormat2Data_get_StartAddressOfPreviousSession(rig.format, &start), 0);
	assert_hr(IDiscFormat2Data_get_LastWrittenAddressOfPreviousSession(rig.format, &last), 0);
	assert_int_equal(start, 0);
	assert_int_equal(last, IMAGE_SECTORS - 1);
	assert_hr(
		IDiscFormat2Data_put_DisableConsumerDvdCompatibilityMode(rig.format, VARIANT_FALSE),
		0);
	assert_hr(imapi_burn(rig.format, IMAGE_BYTES), 0);
	assert_hr(IDiscFormat2Data_get_CurrentMediaStatus(rig.format, &status), 0);
	assert_int_equal(status, 0x6000); /* finalized, write protected */
	assert_hr(imapi_burn(rig.format, IMAGE_BYTES), 0xC0AA0402);
	assert_hr(IDiscFormat2Data_get_NextWritableAddress(rig.format, &next), 0xC0AA0402);
	imapi_rig_close(&rig);
}

static void cancel_in_the_handler_ends_the_write(void **state)
{
	struct sink sink = data_sink(&imapi_sink_forwards);
	IConnectionPoint *point;
	struct imapi_rig rig;
	DWORD cookie;

	(void)state;
	imapi_rig_open(&rig, "dvd+r");
	sink.cancel = true;
	sink.cancelled_with = 1;
	point = imapi_advise(rig.format, &sink.base, &cookie);
	assert_hr(imapi_burn(rig.format, IMAGE_BYTES), 0xC0AA0002);
	assert_hr(sink.cancelled_with, 0);
	imapi_unadvise(point, &sink.base, cookie);
	imapi_rig_close(&rig);
}

static void speeds_are_sectors_per_second_and_the_nearest_there_is(void **state)
{
	IWriteSpeedDescriptor *descriptor;
	IMAPI_MEDIA_PHYSICAL_TYPE type;
	SAFEARRAY *speeds, *descriptors;
	VARIANT speed, object;
	LONG at = 0, rate, upper, requested;
	struct imapi_rig rig;

	(void)state;
	imapi_rig_open(&rig, "dvd+r");
	assert_hr(IDiscFormat2Data_get_SupportedWriteSpeeds(rig.format, &speeds), 0);
	assert_hr(IDiscFormat2Data_get_SupportedWriteSpeedDescriptors(rig.format, &descriptors), 0);
	assert_hr(SafeArrayGetUBound(speeds, 1, &upper), 0);
	assert_true(upper >= 0);
	assert_hr(SafeArrayGetElement(speeds, &at, &speed), 0);
	assert_int_equal(V_VT(&speed), VT_UI4);
	assert_hr(SafeArrayGetElement(descriptors, &at, &object), 0);
	assert_hr(IDispatch_QueryInterface(
			  V_DISPATCH(&object), &IID_IWriteSpeedDescriptor, (void **)&descriptor),
		0);
	assert_hr(IWriteSpeedDescriptor_get_WriteSpeed(descriptor, &rate), 0);
	assert_int_equal(rate, V_UI4(&speed));
	assert_hr(IWriteSpeedDescriptor_get_MediaType(descriptor, &type), 0);
	assert_int_equal(type, IMAPI_MEDIA_TYPE_DVDPLUSR);
	IWriteSpeedDescriptor_Release(descriptor);
	VariantClear(&object);
	SafeArrayDestroy(speeds);
	SafeArrayDestroy(descriptors);
	assert_hr(IDiscFormat2Data_get_RequestedWriteSpeed(rig.format, &requested), 0);
	assert_int_equal(requested, -1);
	assert_hr(IDiscFormat2Data_SetWriteSpeed(rig.format, 0, VARIANT_FALSE), 0x80070057);
	assert_int_equal(IDiscFormat2Data_SetWriteSpeed(rig.format, rate + 1, VARIANT_FALSE) & ~2,
		0x00AA0004); /* the speed was adjusted, perhaps the rotation too */
	assert_hr(IDiscFormat2Data_get_RequestedWriteSpeed(rig.format, &requested), 0);
	assert_int_equal(requested, rate + 1);
	imapi_rig_close(&rig);
}

static void empty_drive(void **state)
{
	IMAPI_MEDIA_PHYSICAL_TYPE type;
	VARIANT_BOOL supported = VARIANT_TRUE;
	struct imapi_rig rig;

	(void)state;
	imapi_rig_open(&rig, NULL);
	assert_hr(IDiscFormat2Data_IsRecorderSupported(rig.format, rig.recorder, &supported), 0);
	assert_int_equal(supported, -1);
	assert_hr(
		IDiscFormat2Data_IsCurrentMediaSupported(rig.format, rig.recorder, &supported), 1);
	assert_int_equal(supported, 0);
	assert_hr(IDiscFormat2Data_get_CurrentPhysicalMediaType(rig.format, &type), 0xC0AA0202);
	assert_hr(imapi_burn(rig.format, 2048), 0xC0AA0202);
	imapi_rig_close(&rig);
}

static void rewritable_disc_is_erased(void **state)
{
	BSTR name = SysAllocString(L"Eraser");
	IDiscFormat2Erase *erase;
	VARIANT_BOOL blank;
	struct imapi_rig rig;

	(void)state;
	imapi_rig_open(&rig, "bd-re-25");
	assert_hr(imapi_burn(rig.format, IMAGE_BYTES), 0);
	assert_hr(CoCreateInstance(&CLSID_MsftDiscFormat2Erase, NULL, CLSCTX_ALL,
			  &IID_IDiscFormat2Erase, (void **)&erase),
		0);
	assert_hr(IDiscFormat2Erase_EraseMedia(erase), 0xC0AA0003);
	assert_hr(IDiscFormat2Erase_put_Recorder(erase, rig.recorder), 0);
	assert_hr(IDiscFormat2Erase_EraseMedia(erase), 0xC0AA090B);
	assert_hr(IDiscFormat2Erase_put_ClientName(erase, name), 0);
	assert_hr(IDiscFormat2Erase_get_MediaHeuristicallyBlank(erase, &blank), 0);
	assert_int_equal(blank, 0);
	assert_hr(IDiscFormat2Erase_EraseMedia(erase), 0);
	assert_hr(IDiscFormat2Erase_get_MediaHeuristicallyBlank(erase, &blank), 0);
	assert_int_equal(blank, -1);
	assert_hr(imapi_burn(rig.format, IMAGE_BYTES), 0); /* no force needed */
	IDiscFormat2Erase_Release(erase);
	imapi_rig_close(&rig);
	imapi_rig_open(&rig, "dvd+r");
	assert_hr(CoCreateInstance(&CLSID_MsftDiscFormat2Erase, NULL, CLSCTX_ALL,
			  &IID_IDiscFormat2Erase, (void **)&erase),
		0);
	assert_hr(IDiscFormat2Erase_put_Recorder(erase, rig.recorder), 0);
	assert_hr(IDiscFormat2Erase_put_ClientName(erase, name), 0);
	assert_hr(IDiscFormat2Erase_EraseMedia(erase), 0xC0AA0909);
	IDiscFormat2Erase_Release(erase);
	imapi_rig_close(&rig);
	SysFreeString(name);
}

static LONG lead_out_of(struct imapi_rig *rig)
{
	BYTE reply[12];

	imapi_read_toc(rig, 0xAA, reply, sizeof reply);
	return reply[8] << 24 | reply[9] << 16 | reply[10] << 8 | reply[11];
}

/* 150 sectors of post-gap, unless they are in the image; at once, so with no run-out behind them. */
static void a_cd_rw_is_written_in_sessions_at_once(void **state)
{
	LONG start, next;
	struct imapi_rig rig;

	(void)state;
	imapi_rig_open(&rig, "cd-rw-80-high-speed");
	assert_hr(imapi_burn(rig.format, IMAGE_BYTES), 0);
	assert_int_equal(lead_out_of(&rig), IMAGE_SECTORS + 150);
	imapi_read_back(&rig, IMAGE_SECTORS - 16);
	assert_hr(IDiscFormat2Data_put_PostgapAlreadyInImage(rig.format, VARIANT_TRUE), 0);
	assert_hr(IDiscFormat2Data_get_NextWritableAddress(rig.format, &next), 0);
	assert_hr(imapi_burn(rig.format, IMAGE_BYTES), 0);
	assert_hr(IDiscFormat2Data_get_StartAddressOfPreviousSession(rig.format, &start), 0);
	assert_int_equal(start, next);
	assert_int_equal(lead_out_of(&rig), next + IMAGE_SECTORS);
	imapi_rig_close(&rig);
	imapi_rig_open(&rig, "cd-r-80"); /* a track at once, and its run-out */
	assert_hr(imapi_burn(rig.format, IMAGE_BYTES), 0);
	assert_int_equal(lead_out_of(&rig), IMAGE_SECTORS + 150 + 2);
	imapi_rig_close(&rig);
}

static void a_cd_rw_in_packets_is_overwritten(void **state)
{
	static const struct br_format_request full = { .kind = BR_FORMAT_FULL };
	IMAPI_FORMAT2_DATA_MEDIA_STATE status;
	struct br_recorder *recorder;
	struct imapi_rig rig;

	(void)state;
	imapi_rig_open(&rig, "cd-rw-80-high-speed");
	assert_int_equal(br_recorder_create(rig.transport, &recorder).code, BR_OK);
	assert_int_equal(br_format_medium(recorder, &full).code, BR_OK);
	br_recorder_destroy(recorder);
	assert_hr(IDiscFormat2Data_get_CurrentMediaStatus(rig.format, &status), 0);
	assert_int_equal(status, IMAPI_FORMAT2_DATA_MEDIA_STATE_OVERWRITE_ONLY);
	assert_hr(imapi_burn(rig.format, IMAGE_BYTES), 0); /* zeros only: as good as blank */
	assert_hr(imapi_burn(rig.format, IMAGE_BYTES), 0xC0AA0405);
	assert_hr(IDiscFormat2Data_put_ForceOverwrite(rig.format, VARIANT_TRUE), 0);
	assert_hr(imapi_burn(rig.format, IMAGE_BYTES), 0);
	imapi_read_back(&rig, 480);
	assert_hr(IDiscFormat2Data_get_CurrentMediaStatus(rig.format, &status), 0);
	assert_int_equal(status, IMAPI_FORMAT2_DATA_MEDIA_STATE_OVERWRITE_ONLY);
	imapi_rig_close(&rig);
}

static void sessions_tell_where_to_go_on(void **state)
{
	IMultisessionSequential2 *sequential;
	IMultisessionRandomWrite *random;
	VARIANT_BOOL first;
	SAFEARRAY *array;
	VARIANT one;
	LONG at = 0, unit;
	struct imapi_rig rig;

	(void)state;
	imapi_rig_open(&rig, "dvd+r");
	assert_hr(IDiscFormat2Data_get_MultisessionInterfaces(rig.format, &array), 0);
	assert_hr(SafeArrayGetElement(array, &at, &one), 0);
	assert_hr(IDispatch_QueryInterface(
			  V_DISPATCH(&one), &IID_IMultisessionSequential2, (void **)&sequential),
		0);
	assert_hr(IMultisessionSequential2_get_IsFirstDataSession(sequential, &first), 0);
	assert_int_equal(first, -1);
	assert_hr(IMultisessionSequential2_get_WriteUnitSize(sequential, &unit), 0);
	assert_int_equal(unit, 16);
	assert_hr(IMultisessionSequential2_get_StartAddressOfPreviousSession(sequential, &unit),
		0xC0AA0402);
	IMultisessionSequential2_Release(sequential);
	VariantClear(&one);
	SafeArrayDestroy(array);
	imapi_rig_close(&rig);
	imapi_rig_open(&rig, "bd-re-25");
	assert_hr(IDiscFormat2Data_get_MultisessionInterfaces(rig.format, &array), 0);
	assert_hr(SafeArrayGetElement(array, &at, &one), 0);
	assert_hr(IDispatch_QueryInterface(
			  V_DISPATCH(&one), &IID_IMultisessionRandomWrite, (void **)&random),
		0);
	assert_hr(IMultisessionRandomWrite_get_WriteUnitSize(random, &unit), 0);
	assert_int_equal(unit, 32);
	IMultisessionRandomWrite_Release(random);
	VariantClear(&one);
	SafeArrayDestroy(array);
	imapi_rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(data_disc_is_burned_with_events),
		cmocka_unit_test(what_write_refuses),
		cmocka_unit_test(dvd_plus_r_is_closed_for_players_unless_told_otherwise),
		cmocka_unit_test(cancel_in_the_handler_ends_the_write),
		cmocka_unit_test(speeds_are_sectors_per_second_and_the_nearest_there_is),
		cmocka_unit_test(empty_drive),
		cmocka_unit_test(rewritable_disc_is_erased),
		cmocka_unit_test(a_cd_rw_is_written_in_sessions_at_once),
		cmocka_unit_test(a_cd_rw_in_packets_is_overwritten),
		cmocka_unit_test(sessions_tell_where_to_go_on),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
