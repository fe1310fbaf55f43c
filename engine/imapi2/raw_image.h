/* SPDX-License-Identifier: MIT */
/* raw_image.h: MsftRawCDImageCreator, in two files: the image and its tracks. */
#ifndef ENGINE_IMAPI2_RAW_IMAGE_H
#define ENGINE_IMAPI2_RAW_IMAGE_H

#include "engine/formats/cd_image.h"
#include "engine/imapi2/dispatch.h"
#include "engine/imapi2/format_cd.h"

struct raw_source {	 /* 2352 bytes a sector */
	IStream *stream; /* ours, or NULL */
	int32_t start_lba, blocks;
};

struct raw_image {
	struct com_object object;
	IMAPI_FORMAT2_RAW_CD_DATA_SECTOR_TYPE type;
	LONG lead_out_limit; /* the last address at which the lead-out may begin */
	bool gapless, read_only;
	LONG first_number; /* of the first track */
	struct raw_source pre_gap;
	struct raw_source data[CD_IMAGE_TRACKS_MAX]; /* of image.tracks */
	IStream *subcode;			     /* R to W; ours, or NULL */
	struct cd_image image;
	struct format_cd_toc toc;
};

/* raw_image_may_change: S_OK, or E_IMAPI_RAW_IMAGE_IS_READ_ONLY. */
HRESULT raw_image_may_change(const struct raw_image *image);

/* raw_image_track: IRawCDImageTrackInfo of the track at @at, which keeps @image alive. */
HRESULT raw_image_track(struct raw_image *image, unsigned at, IRawCDImageTrackInfo **ret_track);

/* raw_image_generate: bytes of the image that CreateResultImage gives; see com_generate. */
HRESULT raw_image_generate(void *owner, uint64_t at, uint8_t *buffer, ULONG bytes);
/* raw_image_sectors: all there are in it, from 95:00:00 to the end of the lead-out. */
LONG raw_image_sectors(const struct raw_image *image);

/* raw_image_text: a BSTR of ASCII as text, "" for NULL; false when it is longer than @max. */
bool raw_image_text(BSTR from, char *to, size_t max);

#endif
