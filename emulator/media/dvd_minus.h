/* SPDX-License-Identifier: MIT */
/*
 * dvd_minus.h: sequential recording as DVD-R and DVD-RW have it (ECMA-359, -338): the tracks of a
 * border are its RZones. Written incrementally, in up to three open RZones, or the whole disc at
 * once. A track whose `packet` is set is for incremental recording; a disc at once, and a DVD-RW that
 * was blanked minimally and so can do nothing else, has it cleared.
 */
#ifndef MEDIA_DVD_MINUS_H
#define MEDIA_DVD_MINUS_H

#include "emulator/media/disc.h"

bool dvd_minus_start_blank(struct burnrig_disc *disc);
bool dvd_minus_next_lead_in_lba(const struct burnrig_disc *disc, int32_t *ret_lba);
struct sense dvd_minus_write(struct burnrig_disc *disc, const struct write_request *request);
struct sense dvd_minus_flush(struct burnrig_disc *disc);
struct sense dvd_minus_close_track(struct burnrig_disc *disc, unsigned number);
struct sense dvd_minus_close_session(
	struct burnrig_disc *disc, unsigned function, const struct write_parameters *parameters);
struct sense dvd_minus_reserve_track(struct burnrig_disc *disc, uint32_t blocks);
struct sense dvd_minus_reserve_at_once(
	struct burnrig_disc *disc, uint32_t blocks, const struct write_parameters *parameters);

/* dvd_minus_open_rzone: one more for incremental recording, up to the medium's end. NULL: no memory.
 * _open_invisible_rzone: behind a link that follows @end_lba, when there is room. _may_open_rzone: are
 * fewer than the most open? */
struct disc_track *dvd_minus_open_rzone(struct burnrig_disc *disc, int32_t start_lba);
struct sense dvd_minus_open_invisible_rzone(struct burnrig_disc *disc, int32_t end_lba);
bool dvd_minus_may_open_rzone(const struct burnrig_disc *disc);

/* What the tables of rules.h of both have in common. */
#define DVD_MINUS_SEQUENTIAL                                                                    \
	.start_blank = dvd_minus_start_blank, .can_write = sequential_can_write,                \
	.last_lba = sequential_last_lba, .next_lead_in_lba = dvd_minus_next_lead_in_lba,        \
	.read = sequential_read, .write = dvd_minus_write, .flush = dvd_minus_flush,            \
	.close_track = dvd_minus_close_track, .close_session = dvd_minus_close_session,         \
	.reserve_track = dvd_minus_reserve_track, .reserve_at_once = dvd_minus_reserve_at_once, \
	.free_blocks = sequential_free_blocks

#endif
