/* SPDX-License-Identifier: MIT */
/*
 * cd_family.h: what the rules of recordable CDs share: how tracks and sessions lie on the disc.
 *
 * A track is preceded by a pre-gap. Recorded alone (track at once) it is followed by 2 run-out
 * blocks that cannot be read. The last track is open and invisible until something is recorded.
 * Gaps between sessions: lead-out 6750 blocks (2250 from the second on), lead-in 4500, pre-gap 150
 * (Orange Book part II).
 */
#ifndef MEDIA_CD_FAMILY_H
#define MEDIA_CD_FAMILY_H

#include "emulator/media/cd_recorder.h"
#include "emulator/media/cd_store.h"
#include "emulator/media/rules.h"

#define CD_PRE_GAP_BLOCKS   150
#define CD_RUN_OUT_BLOCKS   2
#define CD_LINK_BLOCKS	    7	/* link, 4 run-in, 2 run-out: between packets               */
#define CD_TRACK_BLOCKS_MIN 300 /* 4 seconds, Red Book                                      */
#define CD_LEAD_IN_BLOCKS   4500
#define CD_TRACKS_MAX	    99
#define CD_CONTROL_DATA	    4

enum { CD_WRITE_PACKET = 0, CD_WRITE_TRACK = 1, CD_WRITE_SESSION = 2, CD_WRITE_RAW = 3 };
enum { CD_NEXT_SESSION_ALLOWED = 3 }; /* mode page 05h, multi-session */

/* ---- cd_tracks.c: how tracks and sessions lie ---- */
bool cd_start_blank(struct burnrig_disc *disc);
void cd_wake(struct burnrig_disc *disc);
bool cd_can_write(const struct burnrig_disc *disc);
uint32_t cd_last_lba(const struct burnrig_disc *disc);
bool cd_next_lead_in_lba(const struct burnrig_disc *disc, int32_t *ret_lba);
uint32_t cd_free_blocks(const struct burnrig_disc *disc, const struct disc_track *track);
/* cd_track_end_lba: behind a track; fixed packets number no link blocks but take room for them. */
int32_t cd_track_end_lba(const struct disc_track *track);
/* cd_recorded_end_lba: behind everything recorded, run-out blocks included. */
int32_t cd_recorded_end_lba(const struct burnrig_disc *disc);
/* cd_open_track: one more, invisible, when the medium has room for it. False: no memory. */
bool cd_open_track(struct burnrig_disc *disc, int32_t start_lba);
/* cd_mark_begun: disc and last session are not empty any more. */
void cd_mark_begun(struct burnrig_disc *disc, const struct write_parameters *how);
/* cd_complete_session: lead-in and lead-out are recorded; the next is opened, or the disc final. */
struct sense cd_complete_session(
	struct burnrig_disc *disc, int32_t lead_out_lba, bool next_session_allowed);

/* ---- cd_read.c ---- */
struct sense cd_read(struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	const struct iovec *out, size_t out_count, uint32_t *ret_blocks_read);
struct sense cd_read_sector(struct burnrig_disc *disc, int32_t lba, uint8_t *out);

/* ---- cd_track_at_once.c: track at once and packets ---- */
struct sense cd_track_write(struct burnrig_disc *disc, const struct write_request *request);
/* cd_track_flush: ends the track that is written at once, or the packet. */
struct sense cd_track_flush(struct burnrig_disc *disc);
struct sense cd_close_track(struct burnrig_disc *disc, unsigned number);
struct sense cd_reserve_track(struct burnrig_disc *disc, uint32_t blocks);

/* ---- cd_session_at_once.c ---- */
struct sense cd_send_cue_sheet(struct burnrig_disc *disc, const uint8_t *entries, size_t bytes);
struct sense cd_session_write(struct burnrig_disc *disc, const struct write_request *request);
/* cd_session_block_bytes: what the host gives for the block at @lba; 0: nothing. */
uint32_t cd_session_block_bytes(const struct burnrig_disc *disc, int32_t lba);
/* cd_session_flush: a complete session is closed; one that is not goes on. */
struct sense cd_session_flush(struct burnrig_disc *disc);

/* ---- cd_raw.c ---- */
struct sense cd_raw_write(struct burnrig_disc *disc, const struct write_request *request);
struct sense cd_raw_flush(struct burnrig_disc *disc);

/* ---- cd_blank.c: CD-RW ---- */
struct sense cd_blank(struct burnrig_disc *disc, unsigned type, uint32_t address);
struct sense cd_format(struct burnrig_disc *disc, const struct disc_format_request *request);
bool cd_format_option_at(
	const struct burnrig_disc *disc, unsigned index, struct disc_format_option *ret_option);
/* cd_format_packets: the disc is one closed track of @blocks in fixed packets, none of them written. */
struct sense cd_format_packets(struct burnrig_disc *disc, uint8_t format_type, uint32_t blocks);
/* cd_overwrite: whole packets of a formatted disc. cd_overwrite_at: the blocks of @request, at @lba. */
struct sense cd_overwrite(struct burnrig_disc *disc, const struct write_request *request);
struct sense cd_overwrite_at(
	struct burnrig_disc *disc, const struct write_request *request, int32_t lba);

/* ---- mrw_cd.c: CD-RW in the format of mrw.h ---- */
uint32_t mrw_cd_user_blocks(const struct burnrig_disc *disc);
/* mrw_cd_replace: the defective packets among the blocks, which have just been written, get spares: 03/0C/02 with
 * the LBA of the first that there is none for. mrw_cd_forget: none has one any more. */
struct sense mrw_cd_replace(struct burnrig_disc *disc, int32_t lba, uint32_t blocks);
void mrw_cd_forget(struct burnrig_disc *disc);
struct sense mrw_cd_format(struct burnrig_disc *disc, const struct disc_format_request *request);

#endif
