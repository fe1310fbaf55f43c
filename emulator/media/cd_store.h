/* SPDX-License-Identifier: MIT */
/*
 * cd_store.h: CD sectors at rest: CD_SECTOR_STORED_BYTES for each, from LBA -45150 (the earliest
 * lead-in) on. What the host gives is completed to whole sectors in the recorder's batch buffer.
 */
#ifndef MEDIA_CD_STORE_H
#define MEDIA_CD_STORE_H

#include "emulator/media/cd_form.h"
#include "emulator/media/cd_sector.h"
#include "emulator/media/disc.h"
#include "emulator/media/scatter.h"

#define CD_FIRST_LBA (-45150)

/* Consecutive blocks that are recorded alike. */
struct cd_run {
	const struct cd_form *form;
	uint8_t subchannel_bytes; /* of the host, behind the main channel: 0 or 96 of P to W;
				     P and Q are made by the drive                          */
	uint8_t control, track, index;
	int32_t track_lba;     /* of index 1                                                    */
	uint8_t sub_header[4]; /* for forms of which the host gives none                 */
	const uint8_t *catalogue; /* 13 digits, or NULL                                     */
	const uint8_t *isrc;	  /* 12 characters, or NULL                                 */
};

/*
 * cd_store_write: record @blocks sectors from @lba and mark them written. @data NULL: zeros. Nothing
 * is recorded while the recorder rehearses. 0 or the store's negative errno; -EINVAL when @data is
 * short.
 */
int cd_store_write(struct burnrig_disc *disc, const struct cd_run *run, int32_t lba,
	uint32_t blocks, struct scatter *data);

/* cd_store_put: one whole sector as it is, marked written. */
int cd_store_put(struct burnrig_disc *disc, int32_t lba, const uint8_t *sector);

/*
 * cd_store_read_user: user data of data sectors that are known to be recorded. -EMEDIUMTYPE at a
 * sector that has no 2048 bytes of them; *ret_blocks counts those before.
 */
int cd_store_read_user(struct burnrig_disc *disc, int32_t lba, uint32_t blocks, struct scatter *out,
	uint32_t *ret_blocks);
/* cd_store_read: one whole sector; @out: CD_SECTOR_STORED_BYTES. */
int cd_store_read(struct burnrig_disc *disc, int32_t lba, uint8_t *out);
/* cd_store_erase: the sectors are as never written. */
int cd_store_erase(struct burnrig_disc *disc, int32_t lba, uint32_t blocks);

#endif
