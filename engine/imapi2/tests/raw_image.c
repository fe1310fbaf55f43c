/* SPDX-License-Identifier: MIT */
#include "engine/imapi2/tests/raw_image.h"

IRawCDImageCreator *raw_new_image(void)
{
	return imapi_create(&CLSID_MsftRawCDImageCreator, &IID_IRawCDImageCreator);
}

HRESULT raw_add_track(IRawCDImageCreator *image, UINT sectors, LONG *ret_index)
{
	IStream *stream = SHCreateMemStream(imapi_image, sectors * SECTOR);
	HRESULT result =
		IRawCDImageCreator_AddTrack(image, IMAPI_CD_SECTOR_AUDIO, stream, ret_index);

	IStream_Release(stream);
	return result;
}

void raw_seek(IStream *stream, uint64_t at)
{
	const LARGE_INTEGER to = { .QuadPart = (LONGLONG)at };

	assert_hr(IStream_Seek(stream, to, STREAM_SEEK_SET, NULL), 0);
}

void raw_read_image(IStream *image, LONG lba, ULONG sector_bytes, uint8_t *ret_sector)
{
	ULONG got;

	raw_seek(image, (uint64_t)(lba - IMAGE_START) * sector_bytes);
	assert_hr(IStream_Read(image, ret_sector, sector_bytes, &got), 0);
	assert_int_equal(got, sector_bytes);
}

uint64_t raw_size_of(IStream *stream)
{
	STATSTG status;

	assert_hr(IStream_Stat(stream, &status, STATFLAG_NONAME), 0);
	return status.cbSize.QuadPart;
}

IRawCDImageTrackInfo *raw_track_of(IRawCDImageCreator *image, LONG index)
{
	IRawCDImageTrackInfo *track;

	assert_hr(IRawCDImageCreator_get_TrackInfo(image, index, &track), 0);
	return track;
}

/* Two tracks, of 320 and 300 sectors, with the gap between them: 0 and 470; the lead-out at 770. */
IRawCDImageCreator *raw_two_tracks(IMAPI_FORMAT2_RAW_CD_DATA_SECTOR_TYPE type)
{
	BSTR catalogue = SysAllocString(L"1234567890128"), isrc = SysAllocString(L"USABC2600042");
	IRawCDImageCreator *image = raw_new_image();
	IRawCDImageTrackInfo *track;
	LONG index;

	assert_hr(IRawCDImageCreator_put_ResultingImageType(image, type), 0);
	assert_hr(IRawCDImageCreator_put_MediaCatalogNumber(image, catalogue), 0);
	assert_hr(raw_add_track(image, 320, &index), 0);
	assert_int_equal(index, 1);
	assert_hr(raw_add_track(image, 300, &index), 0);
	assert_int_equal(index, 2);
	track = raw_track_of(image, 1);
	assert_hr(IRawCDImageTrackInfo_put_ISRC(track, isrc), 0);
	assert_hr(IRawCDImageTrackInfo_AddTrackIndex(track, 100), 0);
	IRawCDImageTrackInfo_Release(track);
	SysFreeString(catalogue);
	SysFreeString(isrc);
	return image;
}
