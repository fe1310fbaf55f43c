/* SPDX-License-Identifier: MIT */
/*
 * MsftRawCDImageCreator, as Microsoft documents its members (burning: test_raw_burn.c); the Q sub-channel's bytes are written out from ECMA-130 clause 22.
 */
#include <stdlib.h>

#include "engine/imapi2/tests/raw_image.h"

/* ---- the image --------------------------------------------------------------------------- */

static void sub_channels_are_those_of_the_standard(void **state)
{
	static const struct {
		LONG lba;
		uint8_t q[12], p;
	} expected[] = {
		/* the lead-in's first: track 1 begins at 00:02:00 */
		{ -22650, { 0x21, 0, 0x01, 0x95, 0, 0, 0, 0, 0x02, 0, 0x6D, 0x23 }, 0 },
		/* 00:00:00: 2 s before index 1 */
		{ -150, { 0x21, 0x01, 0, 0, 0x02, 0, 0, 0, 0, 0, 0xC9, 0xD4 }, 0x80 },
		{ 0, { 0x21, 0x01, 0x01, 0, 0, 0, 0, 0, 0x02, 0, 0x63, 0x25 }, 0 },
		{ 40, { 0x22, 0x12, 0x34, 0x56, 0x78, 0x90, 0x12, 0x80, 0, 0x40, 0x64, 0xE7 }, 0 },
		{ 60, { 0x23, 0x96, 0x34, 0x52, 0x4C, 0x26, 0x00, 0x04, 0x20, 0x60, 0x10, 0x7E },
			0 },
		{ 100, { 0x21, 0x01, 0x02, 0, 0x01, 0x25, 0, 0, 0x03, 0x25, 0, 0 }, 0 },
		{ 319, { 0x21, 0x01, 0x02, 0, 0x04, 0x19, 0, 0, 0x06, 0x19, 0, 0 }, 0 },
		{ 320, { 0x21, 0x02, 0, 0, 0x02, 0, 0, 0, 0x06, 0x20, 0, 0 }, 0x80 },
		{ 770, { 0x21, 0xAA, 0x01, 0, 0, 0, 0, 0, 0x12, 0x20, 0x58, 0xC1 }, 0 },
	};
	IRawCDImageCreator *image;
	uint8_t sector[SECTOR + 16];
	struct imapi_rig rig;
	IStream *stream;

	(void)state;
	imapi_rig_open(&rig, NULL);
	image = raw_two_tracks(IMAPI_FORMAT2_RAW_CD_SUBCODE_PQ_ONLY);
	assert_hr(IRawCDImageCreator_CreateResultImage(image, &stream), 0);
	assert_int_equal(raw_size_of(stream), IMAGE_SECTORS_OF(770) * sizeof sector);
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		raw_read_image(stream, expected[i].lba, sizeof sector, sector);
		assert_memory_equal(sector + SECTOR, expected[i].q, 10);
		if (expected[i].q[10])
			assert_memory_equal(sector + SECTOR + 10, expected[i].q + 10, 2);
		assert_int_equal(sector[SECTOR + 15], expected[i].p);
	}
	raw_read_image(stream, 7, sizeof sector, sector);
	assert_memory_equal(sector, imapi_sector(7), SECTOR);
	raw_read_image(stream, 470 + 9, sizeof sector, sector);
	assert_memory_equal(sector, imapi_sector(9), SECTOR);
	IRawCDImageCreator_Release(image); /* the stream keeps what it needs */
	raw_read_image(stream, 8, sizeof sector, sector);
	assert_memory_equal(sector, imapi_sector(8), SECTOR);
	assert_int_equal(IStream_Release(stream), 0);
	imapi_rig_close(&rig);
}

/* The entries of the lead-in, three times each: the two tracks, first, last, lead-out. */
static void the_lead_in_has_the_table_of_contents(void **state)
{
	static const uint8_t points[][4] = { { 0x01, 0, 0x02, 0 }, { 0x02, 0, 0x08, 0x20 },
		{ 0xA0, 0x01, 0, 0 }, { 0xA1, 0x02, 0, 0 }, { 0xA2, 0, 0x12, 0x20 },
		{ 0x01, 0, 0x02, 0 } };
	IRawCDImageCreator *image = raw_two_tracks(IMAPI_FORMAT2_RAW_CD_SUBCODE_PQ_ONLY);
	uint8_t sector[SECTOR + 16], *q = sector + SECTOR;
	IStream *stream;

	(void)state;
	assert_hr(IRawCDImageCreator_CreateResultImage(image, &stream), 0);
	for (LONG i = 0; i < 18; i++) {
		raw_read_image(stream, IMAGE_START + i, sizeof sector, sector);
		assert_int_equal(q[1], 0);
		assert_int_equal(q[2], points[i / 3][0]);
		assert_memory_equal(q + 7, points[i / 3] + 1, 3);
	}
	IStream_Release(stream);
	IRawCDImageCreator_Release(image);
}

/* Without the gap, the end of a track is the pre-gap of the next. */
static void gapless_tracks_follow_each_other(void **state)
{
	IRawCDImageCreator *image = raw_new_image();
	uint8_t sector[SECTOR + 16], *q = sector + SECTOR;
	IRawCDImageTrackInfo *track;
	struct imapi_rig rig;
	VARIANT_BOOL value;
	IStream *stream;
	LONG number;

	(void)state;
	imapi_rig_open(&rig, NULL);
	assert_hr(IRawCDImageCreator_get_DisableGaplessAudio(image, &value), 0);
	assert_int_equal(value, 0);
	assert_hr(IRawCDImageCreator_put_DisableGaplessAudio(image, VARIANT_TRUE), 0);
	assert_hr(IRawCDImageCreator_put_ResultingImageType(
			  image, IMAPI_FORMAT2_RAW_CD_SUBCODE_PQ_ONLY),
		0);
	assert_hr(raw_add_track(image, 320, &number), 0);
	assert_hr(raw_add_track(image, 300, &number), 0);
	assert_hr(IRawCDImageCreator_put_DisableGaplessAudio(image, VARIANT_FALSE), 0x80AA0A04);
	track = raw_track_of(image, 2);
	assert_hr(IRawCDImageTrackInfo_get_StartingLba(track, &number), 0);
	assert_int_equal(number, 320);
	IRawCDImageTrackInfo_Release(track);
	assert_hr(IRawCDImageCreator_CreateResultImage(image, &stream), 0);
	raw_read_image(stream, 169, sizeof sector, sector);
	assert_int_equal(q[1] << 8 | q[2], 0x0101);
	raw_read_image(stream, 170, sizeof sector, sector);
	assert_int_equal(q[1] << 8 | q[2], 0x0200);
	assert_memory_equal(sector, imapi_sector(170), SECTOR);
	IStream_Release(stream);
	IRawCDImageCreator_Release(image);
	imapi_rig_close(&rig);
}

static void a_special_pre_gap_goes_before_track_1(void **state)
{
	IRawCDImageCreator *image = raw_new_image();
	uint8_t sector[SECTOR + 96];
	struct imapi_rig rig;
	IStream *stream, *result;
	LONG number;

	(void)state;
	imapi_rig_open(&rig, NULL);
	stream = SHCreateMemStream(imapi_image, 149 * SECTOR);
	assert_hr(IRawCDImageCreator_AddSpecialPregap(image, stream), 0x80070057);
	IStream_Release(stream);
	stream = SHCreateMemStream(imapi_image, 400 * SECTOR);
	assert_hr(IRawCDImageCreator_AddSpecialPregap(image, stream), 0);
	assert_hr(raw_add_track(image, 300, &number), 0);
	assert_hr(IRawCDImageCreator_AddSpecialPregap(image, stream), 0x80AA0A04);
	IStream_Release(stream);
	assert_hr(IRawCDImageCreator_get_StartOfLeadout(image, &number), 0);
	assert_int_equal(number, 550);
	assert_hr(IRawCDImageCreator_get_LastUsedUserSectorInImage(image, &number), 0);
	assert_int_equal(number, 549);
	assert_hr(IRawCDImageCreator_CreateResultImage(image, &result), 0);
	raw_read_image(result, -150 + 399, sizeof sector, sector);
	assert_memory_equal(sector, imapi_sector(399), SECTOR);
	assert_int_equal(sector[SECTOR], 0x80); /* P, and Q's first bit of 0010b */
	raw_read_image(result, 250, sizeof sector, sector);
	assert_memory_equal(sector, imapi_image, SECTOR);
	IStream_Release(result);
	IRawCDImageCreator_Release(image);
	imapi_rig_close(&rig);
}

static void an_image_refuses(void **state)
{
	IRawCDImageCreator *image = raw_new_image();
	BSTR bad = SysAllocString(L"123456789012X");
	IRawCDImageTrackInfo *track;
	IStream *stream = SHCreateMemStream(imapi_image, 300 * SECTOR), *result;
	SAFEARRAY *toc;
	LONG number;

	(void)state;
	assert_hr(IRawCDImageCreator_CreateResultImage(image, &result), 0x80AA0A03);
	assert_hr(IRawCDImageCreator_get_ExpectedTableOfContents(image, &toc), 0x80AA0A03);
	assert_hr(IRawCDImageCreator_AddTrack(image, IMAPI_CD_SECTOR_MODE1, stream, &number),
		0x80AA0A02);
	assert_hr(IRawCDImageCreator_AddTrack(image, IMAPI_CD_SECTOR_AUDIO, NULL, &number),
		0x80004003);
	assert_hr(raw_add_track(image, 299, &number), 0x80070057);
	assert_hr(IRawCDImageCreator_get_StartOfLeadoutLimit(image, &number), 0);
	assert_int_equal(number, 398099);
	assert_hr(IRawCDImageCreator_put_StartOfLeadoutLimit(image, 398100), 0x80070057);
	assert_hr(IRawCDImageCreator_put_StartOfLeadoutLimit(image, 299), 0);
	assert_hr(raw_add_track(image, 300, &number), 0x80AA0A05);
	assert_hr(IRawCDImageCreator_put_StartOfLeadoutLimit(image, 300), 0);
	assert_hr(IRawCDImageCreator_put_StartingTrackNumber(image, 100), 0x80070057);
	assert_hr(IRawCDImageCreator_put_StartingTrackNumber(image, 99), 0);
	assert_hr(IRawCDImageCreator_put_MediaCatalogNumber(image, bad), 0x80070057);
	assert_hr(raw_add_track(image, 300, &number), 0);
	assert_hr(raw_add_track(image, 300, &number), 0x80AA0A01);
	assert_hr(IRawCDImageCreator_put_StartingTrackNumber(image, 1), 0x80AA0A04);
	assert_hr(IRawCDImageCreator_get_TrackInfo(image, 2, &track), 0x80070057);
	track = raw_track_of(image, 1);
	assert_hr(IRawCDImageTrackInfo_get_TrackNumber(track, &number), 0);
	assert_int_equal(number, 99);
	assert_hr(IRawCDImageTrackInfo_put_ISRC(track, bad), 0x80070057);
	assert_hr(IRawCDImageCreator_AddSubcodeRWGenerator(image, stream), 0);
	assert_hr(IRawCDImageCreator_put_ResultingImageType(
			  image, IMAPI_FORMAT2_RAW_CD_SUBCODE_PQ_ONLY),
		0x80070057);
	assert_hr(IRawCDImageCreator_CreateResultImage(image, &result), 0x80070057); /* size */
	assert_hr(IRawCDImageCreator_AddSubcodeRWGenerator(image, NULL), 0);
	assert_hr(IRawCDImageCreator_put_ResultingImageType(
			  image, IMAPI_FORMAT2_RAW_CD_SUBCODE_PQ_ONLY),
		0);
	assert_hr(IRawCDImageCreator_AddSubcodeRWGenerator(image, stream), 0x80070057);
	assert_hr(IRawCDImageCreator_CreateResultImage(image, &result), 0);
	assert_hr(IRawCDImageCreator_CreateResultImage(image, NULL), 0x80004003);
	IStream_Release(result);
	assert_hr(IRawCDImageCreator_CreateResultImage(image, &result), 0x80AA0A00);
	assert_hr(raw_add_track(image, 300, &number), 0x80AA0A00);
	assert_hr(IRawCDImageTrackInfo_put_AudioHasPreemphasis(track, VARIANT_TRUE), 0x80AA0A00);
	assert_hr(IRawCDImageTrackInfo_AddTrackIndex(track, 50), 0x80AA0A00);
	IRawCDImageCreator_Release(image); /* the track keeps it */
	assert_hr(IRawCDImageTrackInfo_get_SectorCount(track, &number), 0);
	assert_int_equal(number, 300);
	assert_int_equal(IRawCDImageTrackInfo_Release(track), 0);
	IStream_Release(stream);
	SysFreeString(bad);
}

static void tracks_have_indexes_ten_sectors_apart(void **state)
{
	IRawCDImageCreator *image = raw_new_image();
	IMAPI_CD_TRACK_DIGITAL_COPY_SETTING copy;
	IRawCDImageTrackInfo *track;
	SAFEARRAY *indexes;
	VARIANT one;
	LONG number, at;

	(void)state;
	assert_hr(raw_add_track(image, 445, &number), 0);
	track = raw_track_of(image, 1);
	assert_hr(IRawCDImageTrackInfo_AddTrackIndex(track, 9), 0x80AA0A0A);
	assert_hr(IRawCDImageTrackInfo_AddTrackIndex(track, 440), 0x80AA0A0A);
	assert_hr(IRawCDImageTrackInfo_AddTrackIndex(track, 445), 0x80070057);
	assert_hr(IRawCDImageTrackInfo_AddTrackIndex(track, 200), 0);
	assert_hr(IRawCDImageTrackInfo_AddTrackIndex(track, 191), 0x80AA0A0A);
	assert_hr(IRawCDImageTrackInfo_AddTrackIndex(track, 190), 0);
	assert_hr(IRawCDImageTrackInfo_AddTrackIndex(track, 200), 0x00AA0A08);
	assert_hr(IRawCDImageTrackInfo_get_TrackIndexes(track, &indexes), 0);
	assert_hr(SafeArrayGetUBound(indexes, 1, &number), 0);
	assert_int_equal(number, 2);
	at = 1;
	assert_hr(SafeArrayGetElement(indexes, &at, &one), 0);
	assert_int_equal(V_I4(&one), 190);
	SafeArrayDestroy(indexes);
	assert_hr(IRawCDImageTrackInfo_ClearTrackIndex(track, 0), 0x80AA0A09);
	assert_hr(IRawCDImageTrackInfo_ClearTrackIndex(track, 50), 0x80AA0A07);
	assert_hr(IRawCDImageTrackInfo_ClearTrackIndex(track, 190), 0);
	assert_hr(IRawCDImageTrackInfo_ClearTrackIndex(track, 190), 0x80AA0A07);
	assert_hr(IRawCDImageTrackInfo_get_DigitalAudioCopySetting(track, &copy), 0);
	assert_int_equal(copy, IMAPI_CD_TRACK_DIGITAL_COPY_PERMITTED);
	assert_hr(IRawCDImageTrackInfo_put_DigitalAudioCopySetting(
			  track, (IMAPI_CD_TRACK_DIGITAL_COPY_SETTING)3),
		0x80070057);
	IRawCDImageTrackInfo_Release(track);
	IRawCDImageCreator_Release(image);
}

static void scripts_make_an_image_by_name(void **state)
{
	IRawCDImageCreator *image = raw_new_image();
	IStream *stream = SHCreateMemStream(imapi_image, 300 * SECTOR);
	VARIANT arguments[2] = { { .vt = VT_UNKNOWN, .punkVal = (IUnknown *)stream },
		{ .vt = VT_I4, .lVal = IMAPI_CD_SECTOR_AUDIO } };
	DISPPARAMS parameters = { arguments, NULL, 2, 0 };
	VARIANT one = { .vt = VT_I4, .lVal = 1 }, result = { 0 };
	IDispatch *object;

	(void)state;
	assert_hr(IRawCDImageCreator_QueryInterface(image, &IID_IDispatch, (void **)&object), 0);
	assert_hr(IDispatch_Invoke(object, 0x201, &GUID_NULL, LOCALE_USER_DEFAULT, DISPATCH_METHOD,
			  &parameters, &result, NULL, NULL),
		0);
	assert_int_equal(V_I4(&result), 1);
	assert_hr(imapi_invoke(object, L"TrackInfo", DISPATCH_PROPERTYGET, &one, &result), 0);
	assert_int_equal(V_VT(&result), VT_DISPATCH);
	assert_hr(
		imapi_invoke(V_DISPATCH(&result), L"SectorCount", DISPATCH_PROPERTYGET, NULL, &one),
		0);
	assert_int_equal(V_I4(&one), 300);
	VariantClear(&result);
	assert_hr(imapi_invoke(object, L"CreateResultImage", DISPATCH_METHOD, NULL, &result), 0);
	assert_int_equal(V_VT(&result), VT_UNKNOWN);
	VariantClear(&result);
	IDispatch_Release(object);
	IStream_Release(stream);
	assert_int_equal(IRawCDImageCreator_Release(image), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sub_channels_are_those_of_the_standard),
		cmocka_unit_test(the_lead_in_has_the_table_of_contents),
		cmocka_unit_test(gapless_tracks_follow_each_other),
		cmocka_unit_test(a_special_pre_gap_goes_before_track_1),
		cmocka_unit_test(an_image_refuses),
		cmocka_unit_test(tracks_have_indexes_ten_sectors_apart),
		cmocka_unit_test(scripts_make_an_image_by_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
