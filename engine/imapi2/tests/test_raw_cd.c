/* SPDX-License-Identifier: MIT */
/*
 * MsftRawCDImageCreator and MsftDiscFormat2RawCD, as Microsoft documents their members; the Q
 * sub-channel's bytes are written out from ECMA-130 clause 22.
 */
#include <stdlib.h>

#include "engine/imapi2/tests/rig.h"

#define SECTOR			   2352
#define IMAGE_START		   (-22650) /* 95:00:00 */
#define IMAGE_SECTORS_OF(lead_out) ((lead_out) + 6750 + 22650)

static IRawCDImageCreator *new_image(void)
{
	return imapi_create(&CLSID_MsftRawCDImageCreator, &IID_IRawCDImageCreator);
}

static HRESULT add_track(IRawCDImageCreator *image, UINT sectors, LONG *ret_index)
{
	IStream *stream = SHCreateMemStream(imapi_image, sectors * SECTOR);
	HRESULT result =
		IRawCDImageCreator_AddTrack(image, IMAPI_CD_SECTOR_AUDIO, stream, ret_index);

	IStream_Release(stream);
	return result;
}

static void seek(IStream *stream, uint64_t at)
{
	const LARGE_INTEGER to = { .QuadPart = (LONGLONG)at };

	assert_hr(IStream_Seek(stream, to, STREAM_SEEK_SET, NULL), 0);
}

static void read_image(IStream *image, LONG lba, ULONG sector_bytes, uint8_t *ret_sector)
{
	ULONG got;

	seek(image, (uint64_t)(lba - IMAGE_START) * sector_bytes);
	assert_hr(IStream_Read(image, ret_sector, sector_bytes, &got), 0);
	assert_int_equal(got, sector_bytes);
}

static uint64_t size_of(IStream *stream)
{
	STATSTG status;

	assert_hr(IStream_Stat(stream, &status, STATFLAG_NONAME), 0);
	return status.cbSize.QuadPart;
}

static IRawCDImageTrackInfo *track_of(IRawCDImageCreator *image, LONG index)
{
	IRawCDImageTrackInfo *track;

	assert_hr(IRawCDImageCreator_get_TrackInfo(image, index, &track), 0);
	return track;
}

/* Two tracks, of 320 and 300 sectors, with the gap between them: 0 and 470; the lead-out at 770. */
static IRawCDImageCreator *two_tracks(IMAPI_FORMAT2_RAW_CD_DATA_SECTOR_TYPE type)
{
	BSTR catalogue = SysAllocString(L"1234567890123"), isrc = SysAllocString(L"USABC2600042");
	IRawCDImageCreator *image = new_image();
	IRawCDImageTrackInfo *track;
	LONG index;

	assert_hr(IRawCDImageCreator_put_ResultingImageType(image, type), 0);
	assert_hr(IRawCDImageCreator_put_MediaCatalogNumber(image, catalogue), 0);
	assert_hr(add_track(image, 320, &index), 0);
	assert_int_equal(index, 1);
	assert_hr(add_track(image, 300, &index), 0);
	assert_int_equal(index, 2);
	track = track_of(image, 1);
	assert_hr(IRawCDImageTrackInfo_put_ISRC(track, isrc), 0);
	assert_hr(IRawCDImageTrackInfo_AddTrackIndex(track, 100), 0);
	IRawCDImageTrackInfo_Release(track);
	SysFreeString(catalogue);
	SysFreeString(isrc);
	return image;
}

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
		{ 40, { 0x22, 0x12, 0x34, 0x56, 0x78, 0x90, 0x12, 0x30, 0, 0x40, 0x9A, 0x18 }, 0 },
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
	image = two_tracks(IMAPI_FORMAT2_RAW_CD_SUBCODE_PQ_ONLY);
	assert_hr(IRawCDImageCreator_CreateResultImage(image, &stream), 0);
	assert_int_equal(size_of(stream), IMAGE_SECTORS_OF(770) * sizeof sector);
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		read_image(stream, expected[i].lba, sizeof sector, sector);
		assert_memory_equal(sector + SECTOR, expected[i].q, 10);
		if (expected[i].q[10])
			assert_memory_equal(sector + SECTOR + 10, expected[i].q + 10, 2);
		assert_int_equal(sector[SECTOR + 15], expected[i].p);
	}
	read_image(stream, 7, sizeof sector, sector);
	assert_memory_equal(sector, imapi_sector(7), SECTOR);
	read_image(stream, 470 + 9, sizeof sector, sector);
	assert_memory_equal(sector, imapi_sector(9), SECTOR);
	IRawCDImageCreator_Release(image); /* the stream keeps what it needs */
	read_image(stream, 8, sizeof sector, sector);
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
	IRawCDImageCreator *image = two_tracks(IMAPI_FORMAT2_RAW_CD_SUBCODE_PQ_ONLY);
	uint8_t sector[SECTOR + 16], *q = sector + SECTOR;
	IStream *stream;

	(void)state;
	assert_hr(IRawCDImageCreator_CreateResultImage(image, &stream), 0);
	for (LONG i = 0; i < 18; i++) {
		read_image(stream, IMAGE_START + i, sizeof sector, sector);
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
	IRawCDImageCreator *image = new_image();
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
	assert_hr(add_track(image, 320, &number), 0);
	assert_hr(add_track(image, 300, &number), 0);
	assert_hr(IRawCDImageCreator_put_DisableGaplessAudio(image, VARIANT_FALSE), 0x80AA0A04);
	track = track_of(image, 2);
	assert_hr(IRawCDImageTrackInfo_get_StartingLba(track, &number), 0);
	assert_int_equal(number, 320);
	IRawCDImageTrackInfo_Release(track);
	assert_hr(IRawCDImageCreator_CreateResultImage(image, &stream), 0);
	read_image(stream, 169, sizeof sector, sector);
	assert_int_equal(q[1] << 8 | q[2], 0x0101);
	read_image(stream, 170, sizeof sector, sector);
	assert_int_equal(q[1] << 8 | q[2], 0x0200);
	assert_memory_equal(sector, imapi_sector(170), SECTOR);
	IStream_Release(stream);
	IRawCDImageCreator_Release(image);
	imapi_rig_close(&rig);
}

static void a_special_pre_gap_goes_before_track_1(void **state)
{
	IRawCDImageCreator *image = new_image();
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
	assert_hr(add_track(image, 300, &number), 0);
	assert_hr(IRawCDImageCreator_AddSpecialPregap(image, stream), 0x80AA0A04);
	IStream_Release(stream);
	assert_hr(IRawCDImageCreator_get_StartOfLeadout(image, &number), 0);
	assert_int_equal(number, 550);
	assert_hr(IRawCDImageCreator_get_LastUsedUserSectorInImage(image, &number), 0);
	assert_int_equal(number, 549);
	assert_hr(IRawCDImageCreator_CreateResultImage(image, &result), 0);
	read_image(result, -150 + 399, sizeof sector, sector);
	assert_memory_equal(sector, imapi_sector(399), SECTOR);
	assert_int_equal(sector[SECTOR], 0x80); /* P, and Q's first bit of 0010b */
	read_image(result, 250, sizeof sector, sector);
	assert_memory_equal(sector, imapi_image, SECTOR);
	IStream_Release(result);
	IRawCDImageCreator_Release(image);
	imapi_rig_close(&rig);
}

static void an_image_refuses(void **state)
{
	IRawCDImageCreator *image = new_image();
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
	assert_hr(add_track(image, 299, &number), 0x80070057);
	assert_hr(IRawCDImageCreator_get_StartOfLeadoutLimit(image, &number), 0);
	assert_int_equal(number, 398099);
	assert_hr(IRawCDImageCreator_put_StartOfLeadoutLimit(image, 398100), 0x80070057);
	assert_hr(IRawCDImageCreator_put_StartOfLeadoutLimit(image, 299), 0);
	assert_hr(add_track(image, 300, &number), 0x80AA0A05);
	assert_hr(IRawCDImageCreator_put_StartOfLeadoutLimit(image, 300), 0);
	assert_hr(IRawCDImageCreator_put_StartingTrackNumber(image, 100), 0x80070057);
	assert_hr(IRawCDImageCreator_put_StartingTrackNumber(image, 99), 0);
	assert_hr(IRawCDImageCreator_put_MediaCatalogNumber(image, bad), 0x80070057);
	assert_hr(add_track(image, 300, &number), 0);
	assert_hr(add_track(image, 300, &number), 0x80AA0A01);
	assert_hr(IRawCDImageCreator_put_StartingTrackNumber(image, 1), 0x80AA0A04);
	assert_hr(IRawCDImageCreator_get_TrackInfo(image, 2, &track), 0x80070057);
	track = track_of(image, 1);
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
	assert_hr(add_track(image, 300, &number), 0x80AA0A00);
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
	IRawCDImageCreator *image = new_image();
	IMAPI_CD_TRACK_DIGITAL_COPY_SETTING copy;
	IRawCDImageTrackInfo *track;
	SAFEARRAY *indexes;
	VARIANT one;
	LONG number, at;

	(void)state;
	assert_hr(add_track(image, 445, &number), 0);
	track = track_of(image, 1);
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

/* ---- burning it -------------------------------------------------------------------------- */

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

static void assert_toc_on_disc(struct raw_rig *rig, const uint8_t *expected, ULONG bytes)
{
	BYTE read[10] = { 0x43, 0, 0, 0, 0, 0, 0, 1, 0, 0 }, toc[256], sense[18];
	IDiscRecorder2Ex *ex = imapi_ex_of(&rig->base);
	ULONG fetched;

	assert_hr(IDiscRecorder2Ex_SendCommandGetDataFromDevice(
			  ex, read, 10, sense, 60, toc, sizeof toc, &fetched),
		0);
	assert_int_equal(fetched, bytes);
	assert_memory_equal(toc, expected, bytes);
	IDiscRecorder2Ex_Release(ex);
}

/* What is read back, all channels, is what the image has. */
static void assert_like_image(struct raw_rig *rig, IStream *image, ULONG sector_bytes, LONG lba)
{
	static uint8_t read[10 * 2448];
	uint8_t expected[2448];

	imapi_read_cd(&rig->base, lba, 10, sector_bytes == 2448, read);
	for (LONG i = 0; i < 10; i++) {
		ULONG bytes = sector_bytes == 2448 ? 2448 : SECTOR;

		read_image(image, lba + i, sector_bytes, expected);
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
		image = two_tracks(cases[i].type);
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
		assert_toc_on_disc(&rig, toc, sizeof toc);
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
	IRawCDImageCreator *image = new_image();
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
	assert_hr(add_track(image, 300, &index), 0);
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
	IRawCDImageCreator *image = two_tracks(IMAPI_FORMAT2_RAW_CD_SUBCODE_IS_COOKED);
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
	seek(stream, (uint64_t)(start - 10 + 22650) * 2448);
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
	IRawCDImageCreator *image = two_tracks(IMAPI_FORMAT2_RAW_CD_SUBCODE_IS_COOKED);
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

static void scripts_make_an_image_by_name(void **state)
{
	IRawCDImageCreator *image = new_image();
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
		cmocka_unit_test(images_of_every_type_are_read_back_equal),
		cmocka_unit_test(r_to_w_come_from_the_generator),
		cmocka_unit_test(the_medium_says_where_it_may_begin),
		cmocka_unit_test(raw_members_have_their_time),
		cmocka_unit_test(a_raw_write_is_told_of_and_cancelled),
		cmocka_unit_test(scripts_make_an_image_by_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
