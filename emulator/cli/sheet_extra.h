/* SPDX-License-Identifier: MIT */
/*
 * sheet_extra.h: what libcdio leaves out of a CUE sheet or a cdrdao TOC: indexes from 2 on, and CD-TEXT:
 * the file of packs that a CUE sheet names, the CD_TEXT blocks of a TOC.
 */
#ifndef BURNRIG_CLI_SHEET_EXTRA_H
#define BURNRIG_CLI_SHEET_EXTRA_H

#include <stddef.h>
#include <stdint.h>

#include "burnrig/problem.h"

#define SHEET_NUMBERS	 100 /* of tracks and of indexes: 0 to 99                              */
#define SHEET_PACK_BYTES 18
#define SHEET_PACKS_MAX	 2048

struct sheet_extra {
	/* By track and index: frames from the track's index 1 on; 0: there is none. */
	int32_t index_frames[SHEET_NUMBERS][SHEET_NUMBERS];
	uint8_t packs[SHEET_PACKS_MAX * SHEET_PACK_BYTES];
	size_t pack_count; /* 0: no CD-TEXT                                                   */
};

/*
 * sheet_extra_read: of the sheet at @path, untrusted; what is not looked for is passed over. The file of
 * packs is looked for where the sheet is. Returns 0 and the caller's to free, or negative errno with @problem
 * filled.
 */
int sheet_extra_read(
	const char *path, struct sheet_extra **ret_extra, struct burnrig_problem *problem);

/* sheet_extra_lead_in: the sub-channels R to W, 96 bytes, of the @number-th block of a lead-in that
 * holds the packs over and over. */
void sheet_extra_lead_in(const struct sheet_extra *extra, uint32_t number, uint8_t *out);

#endif
