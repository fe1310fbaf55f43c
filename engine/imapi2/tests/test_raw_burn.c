/* SPDX-License-Identifier: MIT */
/* MsftDiscFormat2RawCD, as Microsoft documents its members: images of MsftRawCDImageCreator on disc and back. */
#include <stdlib.h>

#include "engine/imapi2/tests/raw_image.h"

struct raw_rig {
	struct imapi_rig base;
	IDiscFormat2RawCD *format;
};

static void open_rig(struct raw_rig *rig, const char *medium)
{
	BSTR name = SysAllocString(L"Raw test");

	imapi_rig_open(&rig->base, medium);
	rig->format = imapi_create(&CLSID_MsftDiscFormat2RawCD, &IID_IDiscFormat2RawCD);
	assert_hr(IDiscFormat2RawCD_put_Recorder(rig->format, rig->base.recorder), 0);
	assert_hr(IDiscFormat2RawCD_put_ClientName(rig->format, name), 0);
	SysFreeString(name);
}

static void close_rig(struct raw_rig *rig)
{
	assert_int_equal(IDiscFormat2RawCD_Release(rig->format), 0);
	imapi_rig_close(&rig->base);
}

/* What is read back, all channels, is what the image has. */
static void assert_like_image(struct raw_rig *rig, IStream *image, ULONG sector_bytes, LONG lba)
{
	static uint8_t read[10 * 2448];
	uint8_t expected[2448];

	imapi_read_cd(&rig->base, lba, 10, sector_bytes == 2448, read);
	for (LONG i = 0; i < 10; i++) {
		ULONG bytes = sector_bytes == 2448 ? 2448 : SECTOR;

		raw_read_image(image, lba + i, sector_bytes, expected);
		assert_memory_equal(read + (size_t)i * bytes, expected, bytes);
	}
}

static void images_of_every_type_are_read_back_equal(void **state)
{
	static const uint8_t toc[] = { 0, 26, 1, 2, 0, 0x12, 1, 0, 0, 0, 0, 0, 0, 0x12, 2, 0, 0, 0,
		0x01, 0xD6, 0, 0x12, 0xAA, 0, 0, 0, 0x03, 0x02 };
	static const struct {
		IMAPI_FORMAT2_RAW_CD_DATA_SECTOR_TYPE type;
		ULONG bytes;
	} cases[] = {
		{ IMAPI_FORMAT2_RAW_CD_SUBCODE_PQ_ONLY, 2368 },
		{ IMAPI_FORMAT2_RAW_CD_SUBCODE_IS_COOKED, 2448 },
		{ IMAPI_FORMAT2_RAW_CD_SUBCODE_IS_RAW, 2448 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		IRawCDImageCreator *image;
		struct raw_rig rig;
		IStream *stream;
		SAFEARRAY *array;
		VARIANT one;
		LONG at = 0;

		open_rig(&rig, "cd-r-80");
		image = raw_two_tracks(cases[i].type);
		assert_hr(IRawCDImageCreator_get_ExpectedTableOfContents(image, &array), 0);
		assert_hr(SafeArrayGetElement(array, &at, &one), 0);
		assert_memory_equal(one.pbVal, toc, sizeof toc);
		SafeArrayDestroy(array);
		assert_hr(IRawCDImageCreator_CreateResultImage(image, &stream), 0);
		assert_hr(IDiscFormat2RawCD_PrepareMedia(rig.format), 0);
		assert_hr(IDiscFormat2RawCD_put_RequestedSectorType(rig.format, cases[i].type), 0);
		assert_hr(IDiscFormat2RawCD_WriteMedia(rig.format, stream), 0);
		assert_hr(IDiscFormat2RawCD_WriteMedia(rig.format, stream), 0xC0AA0606);
		assert_hr(IDiscFormat2RawCD_ReleaseMedia(rig.format), 0);
		imapi_assert_toc(&rig.base, toc, sizeof toc);
		assert_like_image(&rig, stream, cases[i].bytes, 0);
		assert_like_image(&rig, stream, cases[i].bytes, 36);  /* the catalogue number */
		assert_like_image(&rig, stream, cases[i].bytes, 56);  /* the ISRC */
		assert_like_image(&rig, stream, cases[i].bytes, 315); /* into the pre-gap */
		assert_like_image(&rig, stream, cases[i].bytes, 760);
		IStream_Release(stream);
		IRawCDImageCreator_Release(image);
		close_rig(&rig);
	}
}

static void r_to_w_come_from_the_generator(void **state)
{
	const UINT bytes = IMAGE_SECTORS_OF(300) * 96;
	uint8_t *subcode = malloc(bytes), sector[2448];
	IRawCDImageCreator *image = raw_new_image();
	struct raw_rig rig;
	IStream *stream, *generator;
	LONG index;

	(void)state;
	for (UINT i = 0; i < bytes; i++)
		subcode[i] = (uint8_t)(i * 7 & 0x3F);
	generator = SHCreateMemStream(subcode, bytes);
	open_rig(&rig, "cd-r-80");
	assert_hr(IRawCDImageCreator_put_ResultingImageType(
			  image, IMAPI_FORMAT2_RAW_CD_SUBCODE_IS_RAW),
		0);
	assert_hr(raw_add_track(image, 300, &index), 0);
	assert_hr(IRawCDImageCreator_AddSubcodeRWGenerator(image, generator), 0);
	assert_hr(IRawCDImageCreator_CreateResultImage(image, &stream), 0);
	assert_hr(IDiscFormat2RawCD_PrepareMedia(rig.format), 0);
	assert_hr(IDiscFormat2RawCD_put_RequestedSectorType(
			  rig.format, IMAPI_FORMAT2_RAW_CD_SUBCODE_IS_RAW),
		0);
	assert_hr(IDiscFormat2RawCD_WriteMedia(rig.format, stream), 0);
	imapi_read_cd(&rig.base, 20, 1, true, sector);
	for (unsigned i = 0; i < 96; i++)
		assert_int_equal(sector[SECTOR + i] & 0x3F, subcode[(22650 + 20) * 96 + i]);
	assert_like_image(&rig, stream, 2448, 20);
	IStream_Release(stream);
	IStream_Release(generator);
	IRawCDImageCreator_Release(image);
	free(subcode);
	close_rig(&rig);
}

static void the_medium_says_where_it_may_begin(void **state)
{
	IRawCDImageCreator *image = raw_two_tracks(IMAPI_FORMAT2_RAW_CD_SUBCODE_IS_COOKED);
	LONG start = 0, lead_out = 0, count;
	IStream *stream, *late;
	struct raw_rig rig;
	uint8_t *bytes;
	UINT size;
	ULONG got;

	(void)state;
	open_rig(&rig, "cd-r-80");
	assert_hr(IDiscFormat2RawCD_get_StartOfNextSession(rig.format, &start), 0xC0AA0602);
	assert_hr(IDiscFormat2RawCD_PrepareMedia(rig.format), 0);
	assert_hr(IDiscFormat2RawCD_get_StartOfNextSession(rig.format, &start), 0);
	assert_true(start < -150 && start >= -22650);
	assert_hr(IDiscFormat2RawCD_get_LastPossibleStartOfLeadout(rig.format, &lead_out), 0);
	assert_true(lead_out >= 359000);
	assert_hr(IRawCDImageCreator_CreateResultImage(image, &stream), 0);
	/* The image from 10 sectors before where the medium's lead-in begins, as a stream. */
	count = 770 + 6750 - (start - 10);
	size = (UINT)count * 2448;
	bytes = malloc(size);
	raw_seek(stream, (uint64_t)(start - 10 + 22650) * 2448);
	assert_hr(IStream_Read(stream, bytes, size, &got), 0);
	late = SHCreateMemStream(bytes, size);
	assert_hr(IDiscFormat2RawCD_WriteMedia2(rig.format, late, start + 1), 0xC0AA060F);
	assert_hr(IDiscFormat2RawCD_WriteMedia2(rig.format, late, -150 - (start - 10)), 0);
	assert_like_image(&rig, stream, 2448, 100);
	IStream_Release(late);
	free(bytes);
	IStream_Release(stream);
	IRawCDImageCreator_Release(image);
	close_rig(&rig);
}

static void raw_members_have_their_time(void **state)
{
	IDiscFormat2RawCD *fresh;
	IMAPI_FORMAT2_RAW_CD_DATA_SECTOR_TYPE type;
	IStream *stream = SHCreateMemStream(imapi_image, 2448 * 3 + 1);
	SAFEARRAY *types;
	struct raw_rig rig;
	LONG upper;

	(void)state;
	open_rig(&rig, "cd-rw-80-high-speed");
	fresh = imapi_create(&CLSID_MsftDiscFormat2RawCD, &IID_IDiscFormat2RawCD);
	assert_hr(IDiscFormat2RawCD_PrepareMedia(fresh), 0xC0AA060A);
	assert_hr(IDiscFormat2RawCD_get_SupportedSectorTypes(fresh, &types), 0x80004003);
	assert_hr(IDiscFormat2RawCD_put_Recorder(fresh, rig.base.recorder), 0);
	assert_hr(IDiscFormat2RawCD_PrepareMedia(fresh), 0xC0AA0604);
	IDiscFormat2RawCD_Release(fresh);
	assert_hr(IDiscFormat2RawCD_get_SupportedSectorTypes(rig.format, &types), 0);
	assert_hr(SafeArrayGetUBound(types, 1, &upper), 0);
	assert_int_equal(upper, 2);
	SafeArrayDestroy(types);
	assert_hr(IDiscFormat2RawCD_get_RequestedSectorType(rig.format, &type), 0);
	assert_int_equal(type, IMAPI_FORMAT2_RAW_CD_SUBCODE_IS_COOKED);
	assert_hr(IDiscFormat2RawCD_put_RequestedSectorType(rig.format, type), 0xC0AA0602);
	assert_hr(IDiscFormat2RawCD_WriteMedia(rig.format, stream), 0xC0AA0602);
	assert_hr(IDiscFormat2RawCD_CancelWrite(rig.format), 0xC0AA0602);
	assert_hr(IDiscFormat2RawCD_ReleaseMedia(rig.format), 0xC0AA0602);
	assert_hr(IDiscFormat2RawCD_PrepareMedia(rig.format), 0);
	assert_hr(IDiscFormat2RawCD_PrepareMedia(rig.format), 0xC0AA0603);
	assert_hr(IDiscFormat2RawCD_WriteMedia(rig.format, NULL), 0x80004003);
	assert_hr(IDiscFormat2RawCD_WriteMedia(rig.format, stream), 0xC0AA060D);
	assert_hr(IDiscFormat2RawCD_CancelWrite(rig.format), 0xC0AA0601);
	assert_hr(IDiscFormat2RawCD_put_RequestedSectorType(
			  rig.format, (IMAPI_FORMAT2_RAW_CD_DATA_SECTOR_TYPE)4),
		0x80070057);
	assert_hr(IDiscFormat2RawCD_ReleaseMedia(rig.format), 0);
	IStream_Release(stream);
	close_rig(&rig);
	open_rig(&rig, "dvd+r");
	assert_hr(IDiscFormat2RawCD_PrepareMedia(rig.format), 0xC0AA0607);
	close_rig(&rig);
	open_rig(&rig, "cd-r-80");
	assert_hr(imapi_burn(rig.base.format, IMAGE_BYTES), 0);
	assert_hr(IDiscFormat2RawCD_PrepareMedia(rig.format), 0xC0AA0606);
	close_rig(&rig);
}

/* ---- events ------------------------------------------------------------------------------ */

struct sink {
	struct imapi_sink base;
	unsigned actions; /* bits */
	HRESULT cancelled;
};

static void update(struct imapi_sink *base, IDispatch *object, IDispatch *progress)
{
	struct sink *self = (struct sink *)base;
	IDiscFormat2RawCDEventArgs *arguments;
	IMAPI_FORMAT2_RAW_CD_WRITE_ACTION action;
	LONG elapsed = -1, left = -1, start = 0;

	assert_hr(IDispatch_QueryInterface(
			  progress, &IID_IDiscFormat2RawCDEventArgs, (void **)&arguments),
		0);
	IDiscFormat2RawCDEventArgs_get_CurrentAction(arguments, &action);
	IDiscFormat2RawCDEventArgs_get_ElapsedTime(arguments, &elapsed);
	IDiscFormat2RawCDEventArgs_get_RemainingTime(arguments, &left);
	IDiscFormat2RawCDEventArgs_get_StartLba(arguments, &start);
	IDiscFormat2RawCDEventArgs_Release(arguments);
	assert_true(elapsed >= 0 && left >= 0);
	self->actions |= 1U << action;
	if (start < 0)
		self->cancelled = IDiscFormat2RawCD_CancelWrite((IDiscFormat2RawCD *)object);
}

static void a_raw_write_is_told_of_and_cancelled(void **state)
{
	struct sink sink = {
		.base = { .base = { &imapi_sink_forwards },
			.events_id = &IID_DDiscFormat2RawCDEvents,
			.update = update,
			.id = 0x200 },
		.cancelled = 1,
	};
	IRawCDImageCreator *image = raw_two_tracks(IMAPI_FORMAT2_RAW_CD_SUBCODE_IS_COOKED);
	IConnectionPoint *point;
	struct raw_rig rig;
	IStream *stream;
	DWORD cookie;

	(void)state;
	open_rig(&rig, "cd-r-80");
	assert_hr(IRawCDImageCreator_CreateResultImage(image, &stream), 0);
	point = imapi_advise(rig.format, &sink.base, &cookie);
	assert_hr(IDiscFormat2RawCD_PrepareMedia(rig.format), 0);
	assert_hr(IDiscFormat2RawCD_WriteMedia(rig.format, stream), 0xC0AA0002);
	assert_hr(sink.cancelled, 0);
	assert_int_equal(sink.actions, 1 << 1 | 1 << 2);
	imapi_unadvise(point, &sink.base, cookie);
	assert_hr(IDiscFormat2RawCD_ReleaseMedia(rig.format), 0);
	IStream_Release(stream);
	IRawCDImageCreator_Release(image);
	close_rig(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(images_of_every_type_are_read_back_equal),
		cmocka_unit_test(r_to_w_come_from_the_generator),
		cmocka_unit_test(the_medium_says_where_it_may_begin),
		cmocka_unit_test(raw_members_have_their_time),
		cmocka_unit_test(a_raw_write_is_told_of_and_cancelled),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
