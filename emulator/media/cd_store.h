/* SPDX-License-Identifier: MIT */
/*
 * cd_store.h: CD sectors at rest: CD_SECTOR_STORED_BYTES for each, from LBA -45150 (the earliest
 * lead-in) on. What the host gives is completed to whole sectors in the disc's batch buffer.
 */
#ifndef MEDIA_CD_STORE_H
#define MEDIA_CD_STORE_H

#include "emulator/media/cd_sector.h"
#include "emulator/media/disc.h"
#include "emulator/media/scatter.h"

#define CD_FIRST_LBA (-45150)

/* Mode page 05h's data block types (MMC-6 7.5.3) that can be recorded. */
enum { CD_BLOCK_RAW_2352 = 0, CD_BLOCK_MODE_1 = 8, CD_BLOCK_MODE_2_FORM_1 = 10 };

/* cd_block_bytes: what a WRITE's block has of @data_block_type; 0 for one that is not supported. */
uint32_t cd_block_bytes(unsigned data_block_type);

/*
 * cd_store_write: record @blocks sectors of @track from @lba, index 0 where it lies before the
 * track's start. @data NULL: zeros. 0 or the store's negative errno; -EINVAL when @data is short.
 */
int cd_store_write(struct burnrig_disc *disc, const struct disc_track *track, int32_t lba,
	uint32_t blocks, struct scatter *data);

/* cd_store_read_user: user data of data sectors that are known to be recorded. */
int cd_store_read_user(
	struct burnrig_disc *disc, int32_t lba, uint32_t blocks, struct scatter *out);
/* cd_store_read: one whole sector; @out: CD_SECTOR_STORED_BYTES. */
int cd_store_read(struct burnrig_disc *disc, int32_t lba, uint8_t *out);

#endif
