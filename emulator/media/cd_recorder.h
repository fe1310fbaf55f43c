/* SPDX-License-Identifier: MIT */
/*
 * cd_recorder.h: what a drive remembers of a CD's recording under way, beside what is on the disc.
 * A power cut forgets it.
 */
#ifndef MEDIA_CD_RECORDER_H
#define MEDIA_CD_RECORDER_H

#include "emulator/media/cd_cue_sheet.h"
#include "emulator/media/cd_sector.h"

struct burnrig_disc;

/* A session that the host makes whole, lead-in, Q sub-channel and lead-out (write type 3). */
struct cd_raw {
	bool started, next_session_allowed;
	bool ended; /* a block of the lead-out has come                                     */
	int32_t next_lba, lead_out_lba;
};

struct cd_recorder {
	uint8_t batch[CD_BATCH_SECTORS * CD_SECTOR_STORED_BYTES];
	struct cue_sheet cue; /* of a session at once; no runs: none was sent               */
	struct cd_raw raw;
};

/* cd_recorder_create: NULL: no memory. cd_recorder_free: NULL is allowed. */
struct cd_recorder *cd_recorder_create(void);
void cd_recorder_free(struct cd_recorder *recorder);

/* cd_recorder_forget: no session is under way any more. */
void cd_recorder_forget(struct cd_recorder *recorder);

/* cd_rehearsal_end: rehearsal_end, and no session is under way any more. */
void cd_rehearsal_end(struct burnrig_disc *disc);

#endif
