/* SPDX-License-Identifier: MIT */
/*
 * sequential.h: what media share that are written once from the inside out, in recording units of
 * several blocks (DVD-R, DVD+R, BD-R): each open track grows at its next writable address, and
 * whatever ends recording pads the unit with zeros. How many tracks may be open, and what lies
 * between tracks and sessions, is each family's own.
 */
#ifndef MEDIA_SEQUENTIAL_H
#define MEDIA_SEQUENTIAL_H

#include "emulator/media/disc.h"

/* The functions of medium_rules. */
bool sequential_start_blank(struct burnrig_disc *disc);
bool sequential_can_write(const struct burnrig_disc *disc);
/* sequential_last_lba: of the last complete session: an open one cannot be read by block devices. */
uint32_t sequential_last_lba(const struct burnrig_disc *disc);
uint32_t sequential_free_blocks(const struct burnrig_disc *disc, const struct disc_track *track);
struct sense sequential_read(struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	const struct iovec *out, size_t out_count, uint32_t *ret_blocks_read);
struct sense sequential_write(struct burnrig_disc *disc, const struct write_request *request);
struct sense sequential_flush(struct burnrig_disc *disc);

/* sequential_find_track: by number, FFh being the last one; NULL: none. */
struct disc_track *sequential_find_track(const struct burnrig_disc *disc, unsigned number);
/* sequential_writable_at: the open track whose next writable address is @lba; NULL: none. */
struct disc_track *sequential_writable_at(const struct burnrig_disc *disc, int32_t lba);
/* sequential_pad: recording of @track ends here for now: the last unit is filled up. */
struct sense sequential_pad(struct burnrig_disc *disc, struct disc_track *track);
/* sequential_end_track: @track ends with what is recorded of it or reserved for it. */
struct sense sequential_end_track(struct burnrig_disc *disc, struct disc_track *track);
/* sequential_end_session_tracks: those of the last session: 05/72/04 while a reserved one is not
 * full; the growing one is ended. */
struct sense sequential_end_session_tracks(struct burnrig_disc *disc);
/* sequential_gap: @blocks from @lba are recorded with zeros, outside of any track. @failure when the
 * store fails. */
struct sense sequential_gap(
	struct burnrig_disc *disc, int32_t lba, uint32_t blocks, enum sense_id failure);
/* sequential_recorded_end_lba: the first LBA behind everything recorded. */
int32_t sequential_recorded_end_lba(const struct burnrig_disc *disc);
/* sequential_open_tracks: how many can still be written, in all sessions. */
unsigned sequential_open_tracks(const struct burnrig_disc *disc);
/* sequential_is_invisible: is @track nothing but where recording goes on? */
bool sequential_is_invisible(const struct disc_track *track);
/*
 * sequential_reserve: RESERVE TRACK cuts @blocks, rounded up to whole units, from the front of the last
 * track; what is behind them is the family's. 05/72/05 when it is reserved or closed already, or the
 * family allows no other open track (@may_open); 05/2C/00 when it has begun.
 */
struct sense sequential_reserve(struct burnrig_disc *disc, uint32_t blocks, bool may_open);
/* sequential_tracks_of_open_session: how many the last session has, open and closed. */
unsigned sequential_tracks_of_open_session(const struct burnrig_disc *disc);

#endif
