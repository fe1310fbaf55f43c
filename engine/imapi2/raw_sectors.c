/* SPDX-License-Identifier: MIT */
/* The sectors of a raw image, each made when it is read. */
#include "engine/imapi2/raw_image.h"

#define LEAD_OUT_SECTORS 6750
#define SUBCODE_BYTES	 96
#define PQ_BYTES	 16
#define RAW_BYTES_MAX	 (BR_CD_SECTOR_BYTES + SUBCODE_BYTES)

LONG raw_image_sectors(const struct raw_image *image)
{
	return image->image.lead_out_lba + LEAD_OUT_SECTORS - CD_IMAGE_LEAD_IN_LBA;
}

static const struct raw_source *source_at(const struct raw_image *self, int32_t lba)
{
	const struct raw_source *found = &self->pre_gap;

	for (unsigned i = 0; i < self->image.track_count && lba >= self->data[i].start_lba; i++)
		found = &self->data[i];
	return found->stream && lba >= found->start_lba && lba < found->start_lba + found->blocks
		       ? found
		       : NULL;
}

static HRESULT read_at(IStream *stream, int64_t at, uint8_t *buffer, ULONG bytes)
{
	HRESULT result = com_stream_seek(stream, (uint64_t)at);

	return FAILED(result) ? result : com_stream_read(stream, buffer, bytes);
}

static void put_pq(const uint8_t *q, bool pause, uint8_t *out)
{
	memcpy(out, q, CD_IMAGE_Q_BYTES);
	memset(out + CD_IMAGE_Q_BYTES, 0, PQ_BYTES - CD_IMAGE_Q_BYTES);
	out[PQ_BYTES - 1] = pause ? 0x80 : 0;
}

/* P in bit 7 and Q in bit 6 of 96 bytes; R to W in the others, where there are any. */
static HRESULT put_p_w(
	const struct raw_image *self, int32_t lba, const uint8_t *q, bool pause, uint8_t *out)
{
	int64_t sector = (int64_t)lba - CD_IMAGE_LEAD_IN_LBA;
	HRESULT result = S_OK;

	if (self->subcode)
		result = read_at(self->subcode, sector * SUBCODE_BYTES, out, SUBCODE_BYTES);
	else
		memset(out, 0, SUBCODE_BYTES);
	for (unsigned i = 0; SUCCEEDED(result) && i < SUBCODE_BYTES; i++)
		out[i] = (uint8_t)((out[i] & 0x3F) | (pause ? 0x80 : 0) |
				   (q[i / 8] >> (7 - i % 8) & 1) << 6);
	return result;
}

static HRESULT make_sector(const struct raw_image *self, int32_t lba, uint8_t *out)
{
	const struct raw_source *source = source_at(self, lba);
	uint8_t q[CD_IMAGE_Q_BYTES];
	HRESULT result = S_OK;
	bool pause;

	if (source)
		result = read_at(source->stream,
			(int64_t)(lba - source->start_lba) * BR_CD_SECTOR_BYTES, out,
			BR_CD_SECTOR_BYTES);
	else
		memset(out, 0, BR_CD_SECTOR_BYTES);
	if (FAILED(result))
		return result;
	cd_image_q(&self->image, lba, q, &pause);
	if (self->type != IMAPI_FORMAT2_RAW_CD_SUBCODE_PQ_ONLY)
		return put_p_w(self, lba, q, pause, out + BR_CD_SECTOR_BYTES);
	put_pq(q, pause, out + BR_CD_SECTOR_BYTES);
	return S_OK;
}

HRESULT raw_image_generate(void *owner, uint64_t at, uint8_t *buffer, ULONG bytes)
{
	const struct raw_image *self = owner;
	uint32_t sector_bytes = br_cd_raw_bytes((enum br_cd_raw_type)self->type);
	uint8_t sector[RAW_BYTES_MAX];

	while (bytes > 0) {
		uint32_t from = (uint32_t)(at % sector_bytes);
		ULONG piece = sector_bytes - from < bytes ? sector_bytes - from : bytes;
		HRESULT result = make_sector(
			self, CD_IMAGE_LEAD_IN_LBA + (int32_t)(at / sector_bytes), sector);

		if (FAILED(result))
			return result;
		memcpy(buffer, sector + from, piece);
		buffer += piece;
		at += piece;
		bytes -= piece;
	}
	return S_OK;
}
