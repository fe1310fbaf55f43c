/* SPDX-License-Identifier: MIT */
/* raw_image.h: raw images of CDs to test with. */
#ifndef IMAPI2_TESTS_RAW_IMAGE_H
#define IMAPI2_TESTS_RAW_IMAGE_H

#include "engine/imapi2/tests/rig.h"

#define SECTOR			   2352
#define IMAGE_START		   (-22650) /* 95:00:00 */
#define IMAGE_SECTORS_OF(lead_out) ((lead_out) + 6750 + 22650)

/* raw_new_image: empty, owned by the caller. raw_add_track: an audio track of so many sectors; the call's result. */
IRawCDImageCreator *raw_new_image(void);
HRESULT raw_add_track(IRawCDImageCreator *image, UINT sectors, LONG *ret_index);
/* raw_track_of: owned by the caller. */
IRawCDImageTrackInfo *raw_track_of(IRawCDImageCreator *image, LONG index);
/* raw_two_tracks: of 320 and 300 sectors, at 0 and 470; the lead-out at 770. */
IRawCDImageCreator *raw_two_tracks(IMAPI_FORMAT2_RAW_CD_DATA_SECTOR_TYPE type);

/* Of what an image became: raw_read_image one sector, raw_size_of in bytes. */
void raw_seek(IStream *stream, uint64_t at);
void raw_read_image(IStream *image, LONG lba, ULONG sector_bytes, uint8_t *ret_sector);
uint64_t raw_size_of(IStream *stream);

#endif
