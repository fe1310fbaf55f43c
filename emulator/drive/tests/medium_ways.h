/* SPDX-License-Identifier: MIT */
/* medium_ways.h: every way in which media are recorded, as a table, and the steps of one. */
#ifndef DRIVE_TESTS_MEDIUM_WAYS_H
#define DRIVE_TESTS_MEDIUM_WAYS_H

#include "emulator/drive/tests/medium_steps.h"

#define RUNS_MAX 3
#define ANYWHERE 0x7FFFFFFF /* there is no wrong address */

/* Blocks that a host gives, all of one size; those before LBA 0 are a pause. */
struct run {
	int32_t lba;
	uint32_t blocks, block_bytes;
};

struct expected_sense {
	uint8_t key, asc, ascq; /* 0: it is GOOD */
};

struct way {
	const char *name;
	void (*begin)(struct drive_rig *rig);
	void (*fill)(struct drive_rig *rig, const struct way *way); /* leaves it full */
	void (*end)(struct drive_rig *rig);			    /* what is written last */
	struct run runs[RUNS_MAX];
	uint32_t piece; /* blocks of a WRITE */
	int32_t wrong_lba;
	int32_t closed_lba; /* written when it is closed */
	uint16_t profile;   /* of the new medium */
	uint8_t page_05[4]; /* bytes 2 to 5 of mode page 05h; all 0: it does not matter */
	uint8_t format[2];  /* FORMAT UNIT: type and sub-type + 1; 0: none */
	uint8_t close[2];   /* functions of CLOSE TRACK SESSION; 0: none */
	struct expected_sense wrong, closed, full;
};

extern const struct way medium_ways[];
extern const size_t medium_way_count;

/* Mode page 05h as the way has it; FORMAT UNIT, and waiting for its end. */
void way_select_page_05(struct drive_rig *rig, const uint8_t bytes[4]);
void way_format(struct drive_rig *rig, uint8_t type, uint8_t sub_type);
/* WRITE (10) of blocks whose bytes follow from their LBAs; SEND CUE SHEET: what came of it is for the caller. */
void way_try_write(struct drive_rig *rig, int32_t lba, uint32_t blocks, uint32_t block_bytes);
void way_cue_sheet(struct drive_rig *rig, const uint8_t *sheet, uint8_t bytes);
void way_assert_sense(struct drive_rig *rig, const struct expected_sense *expected);
/* A whole run in pieces of @piece blocks, each GOOD; and the same bytes back. */
void way_write_run(struct drive_rig *rig, const struct run *run, uint32_t piece);
void way_check_run(struct drive_rig *rig, const struct run *run);

#endif
