/* SPDX-License-Identifier: MIT */
/*
 * cd_cue_sheet.h: what SEND CUE SHEET says of a session (MMC-6 6.35), as runs of blocks that are
 * recorded alike, from the first pause on.
 */
#ifndef MEDIA_CD_CUE_SHEET_H
#define MEDIA_CD_CUE_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "emulator/media/sense.h"

#define CUE_ENTRY_BYTES 8
#define CUE_BYTES_MAX	4096
#define CUE_RUNS_MAX	(CUE_BYTES_MAX / CUE_ENTRY_BYTES)
#define CUE_TRACKS_MAX	99

struct cue_run {
	int32_t lba;	   /* where it begins                                                */
	int32_t track_lba; /* of its track's index 1                                        */
	uint8_t control, track, index;
	uint8_t data_form; /* bits 5..0 of DATA FORM                                        */
	uint8_t subchannel_bytes;
};

struct cue_sheet {
	struct cue_run runs[CUE_RUNS_MAX];
	unsigned run_count, current; /* current: the run that next_lba lies in              */
	int32_t lead_in_lba;	     /* the earliest that the lead-in may begin             */
	int32_t next_lba, lead_out_lba;
	bool host_gives_lead_in; /* its sub-channels R to W, 96 bytes a block               */
	bool started;
	bool next_session_allowed; /* mode page 05h at the last write                       */
	bool has_catalogue;
	uint8_t catalogue[13];
	uint8_t isrc[CUE_TRACKS_MAX + 1][12]; /* by track; the first byte 0: none           */
};

/* Where the session may lie. */
struct cue_place {
	int32_t lead_in_lba;
	int32_t start_lba;    /* of the first track's index 1 after the shortest pause      */
	int32_t capacity_lba; /* the last possible start of the lead-out                    */
	unsigned first_track;
};

/*
 * cue_sheet_parse: @bytes of entries, untrusted, into *ret_sheet, which is unchanged when it is
 * refused: 05/1A/00 for no whole entries, 05/26/00 with the field pointer at what is wrong.
 */
struct sense cue_sheet_parse(const uint8_t *entries, size_t bytes, const struct cue_place *place,
	struct cue_sheet *ret_sheet);

/* cue_sheet_run_end: the first LBA behind the @index-th run. */
int32_t cue_sheet_run_end(const struct cue_sheet *sheet, unsigned index);

#endif
