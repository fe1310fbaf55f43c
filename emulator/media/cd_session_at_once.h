/* SPDX-License-Identifier: MIT */
/*
 * cd_session_at_once.h: a CD session that is described whole by a cue sheet (SEND CUE SHEET, MMC-6
 * 6.35) before its first block is written. The sheet lives in the drive's memory: a power cut
 * forgets it and leaves what was recorded as an incomplete track.
 */
#ifndef MEDIA_CD_SESSION_AT_ONCE_H
#define MEDIA_CD_SESSION_AT_ONCE_H

#include "emulator/media/disc.h"

#define CUE_TRACKS_MAX	99
#define CUE_ENTRY_BYTES 8
#define CUE_BYTES_MAX	4096

struct cue_track {
	uint8_t control, data_block_type;
	bool host_gives_pre_gap;
	int32_t pre_gap_lba, start_lba; /* of index 0 and index 1                        */
};

struct cue_sheet {
	struct cue_track tracks[CUE_TRACKS_MAX];
	unsigned track_count; /* 0: none was sent                                         */
	unsigned current;     /* track that next_lba lies in                              */
	int32_t next_lba, lead_out_lba;
	bool started;
	bool next_session_allowed; /* mode page 05h at the last write                     */
};

/* Calls that change the disc are made by cd_r.c; the handlers go through disc.h. */
struct sense sao_send_cue_sheet(struct burnrig_disc *disc, const uint8_t *sheet, size_t bytes);
struct sense sao_write(struct burnrig_disc *disc, const struct write_request *request);
/* sao_block_bytes: what the host gives for the block at @lba; 0 outside of the sheet. */
uint32_t sao_block_bytes(const struct burnrig_disc *disc, int32_t lba);
/* sao_is_complete: everything up to the lead-out is recorded. */
bool sao_is_complete(const struct burnrig_disc *disc);

#endif
