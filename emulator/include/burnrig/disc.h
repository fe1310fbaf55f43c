/* SPDX-License-Identifier: MIT */
/*
 * disc.h: a disc outside a drive: made, opened, described, exported.
 *
 * A disc file is two files: PATH, an SQLite database with all that is known about the disc (its
 * medium definition, sessions, tracks, which blocks are written), and PATH.data, a sparse file with
 * the sectors. For 2048-byte media PATH.data is a plain image: sector n at byte 2048 * n,
 * loop-mountable.
 */
#ifndef BURNRIG_DISC_H
#define BURNRIG_DISC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "burnrig/definition.h"
#include "burnrig/problem.h"

#ifdef __cplusplus
extern "C" {
#endif

struct burnrig_disc;

/*
 * burnrig_disc_create: make a blank disc of @definition at @path.
 * Returns 0; -EEXIST when either file exists; another negative errno with @problem filled.
 */
int burnrig_disc_create(const char *path, const struct burnrig_medium_definition *definition,
	struct burnrig_problem *problem);

/*
 * burnrig_disc_open: open a disc file for a drive or to look at it.
 * A disc that was in a drive that died opens as a power cut would have left it.
 *
 * Returns 0 and the disc, to be inserted or closed by the caller; -EBUSY when another process has
 * it, -EINVAL for a file that is no disc or is damaged, or another negative errno; @problem says
 * more.
 */
int burnrig_disc_open(const char *path, bool read_only, struct burnrig_disc **ret_disc,
	struct burnrig_problem *problem);

/* burnrig_disc_create_in_memory: a blank disc that is gone when closed. NULL when there is no
 * memory. */
struct burnrig_disc *burnrig_disc_create_in_memory(
	const struct burnrig_medium_definition *definition);

/* burnrig_disc_close: commit and free. NULL is allowed. Returns 0 or the commit's negative errno.
 */
int burnrig_disc_close(struct burnrig_disc *disc);

/* burnrig_disc_path: as it was opened with; NULL for one in memory. Borrowed. */
const char *burnrig_disc_path(const struct burnrig_disc *disc);

struct burnrig_disc_summary {	 /* MMC's own words: READ DISC INFORMATION */
	const char *medium_name; /* borrowed from the disc */
	uint16_t profile;
	uint8_t disc_status;	     /* 0 empty, 1 incomplete, 2 finalized, 3 other (random) */
	uint8_t last_session_status; /* 0 empty, 1 incomplete, 3 complete                    */
	unsigned session_count, track_count; /* with the open ones */
	uint32_t capacity_blocks; /* user data blocks of the medium as it is formatted    */
	bool clean;		  /* false: the drive that held it died                   */
};
void burnrig_disc_summary(
	const struct burnrig_disc *disc, struct burnrig_disc_summary *ret_summary);

struct burnrig_disc_track {
	uint16_t number, session;
	int32_t start_lba;
	uint32_t size_blocks;	   /* track size: reserved, or what is there once closed   */
	int32_t next_writable_lba; /* valid when next_writable_valid                   */
	int32_t last_recorded_lba; /* valid when last_recorded_valid                   */
	bool next_writable_valid, last_recorded_valid;
	bool blank, reserved, damaged, closed;
	uint8_t control;   /* Q sub-channel control nibble; 4 = data */
	uint8_t data_mode; /* 1, 2, or 0Fh */
};
/* burnrig_disc_track_at: the @index-th track (0..), in order. False when there is none. */
bool burnrig_disc_track_at(
	const struct burnrig_disc *disc, unsigned index, struct burnrig_disc_track *ret_track);

/*
 * burnrig_disc_read: user data of a block straight from the disc, no drive between.
 * @out: 2048 bytes. Returns 0; -ENODATA for a block never written; -EIO for a defective one.
 */
int burnrig_disc_read(struct burnrig_disc *disc, int32_t lba, void *out);

/*
 * burnrig_disc_read_sector: of a CD all channels of a block: 2352 bytes of the main channel, in the
 * clear, and 96 of sub-channels P to W, interleaved. @out: 2448 bytes. Returns 0; -ENODATA for a
 * block that cannot be read; -ENOTSUP for other media.
 */
int burnrig_disc_read_sector(struct burnrig_disc *disc, int32_t lba, void *out);

enum burnrig_q_kind {
	BURNRIG_Q_DAMAGED, /* its CRC or its digits are wrong, or it is about something else */
	BURNRIG_Q_POSITION,
	BURNRIG_Q_CATALOGUE,
	BURNRIG_Q_ISRC,
};
struct burnrig_q { /* what the Q sub-channel of a sector says */
	enum burnrig_q_kind kind;
	uint8_t control;      /* of all but a damaged one                                  */
	uint8_t track, index; /* of a position                                             */
	char number[14];      /* catalogue number (13 digits) or ISRC (12 characters)      */
};
/* burnrig_disc_sector_q: of @sector, 2448 bytes as burnrig_disc_read_sector gives them. */
void burnrig_disc_sector_q(const void *sector, struct burnrig_q *ret_q);

/*
 * burnrig_disc_cd_text: a CD's CD-TEXT packs, 18 bytes each, those with a wrong CRC left out (MMC-6
 * annex J). @out has room for @packs_max. Returns how many there are; 0: none, or no CD.
 */
size_t burnrig_disc_cd_text(struct burnrig_disc *disc, void *out, size_t packs_max);

/* burnrig_block_source: @bytes of the block at @lba, as burnrig_disc_press's cue sheet has them.
 * Returns 0 or negative errno. */
typedef int burnrig_block_source(void *context, int32_t lba, void *out, size_t bytes);

/*
 * burnrig_disc_press: put a whole CD on a blank CD of any family, outside of a drive, as one session
 * that nothing can be appended to.
 *
 * @cue_sheet  @bytes as of SEND CUE SHEET (MMC-6 6.35); untrusted
 * @source     asked for every block that the sheet does not leave to the drive, in order; for a
 *             lead-in of its own with 96 bytes each, from LBA -750 on
 *
 * Returns 0; -ENOTSUP when it is no blank CD; -EINVAL for a cue sheet that is refused; what @source
 * returned; or another negative errno. After a failure the disc is of no use.
 */
int burnrig_disc_press(struct burnrig_disc *disc, const uint8_t *cue_sheet, size_t bytes,
	burnrig_block_source *source, void *context);

/*
 * burnrig_disc_press_raw: likewise from @blocks whole sectors, from LBA 0 on, as
 * burnrig_disc_read_sector gives them: they go on the disc as they are, and their Q sub-channel says
 * where the tracks lie (ECMA-130 22.3). Damaged Qs are bridged where their neighbours leave no doubt.
 *
 * @source   asked for 2448 bytes of every sector, in order; untrusted
 * @ret_lba  after -EBADMSG: the sector whose Q contradicts those before, or cannot be told
 *
 * Returns 0; -ENOTSUP when it is no blank CD; -EINVAL when there are more blocks than the medium has, or
 * none; -EBADMSG; what @source returned; or another negative errno. After a failure the disc is of no use.
 */
int burnrig_disc_press_raw(struct burnrig_disc *disc, uint32_t blocks, burnrig_block_source *source,
	void *context, int32_t *ret_lba);

/*
 * burnrig_disc_press_data: what a pressed DVD or BD holds: @blocks of 2048 bytes from @source, which
 * is asked for each in order. Such a disc is made full of zeros.
 *
 * Returns 0; -ENOTSUP for other media, or when it was pressed already; -EINVAL when @blocks is 0 or
 * more than the medium has; what @source returned; or another negative errno. After a failure the
 * disc is of no use.
 */
int burnrig_disc_press_data(
	struct burnrig_disc *disc, uint32_t blocks, burnrig_block_source *source, void *context);

#ifdef __cplusplus
}
#endif
#endif
