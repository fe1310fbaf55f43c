/* SPDX-License-Identifier: MIT */
/*
 * dvd_plus_r.c: DVD+R, written once, in sessions. The open session has up to 16 fragments, each a
 * track to the host; once closed, the session is one logical track. Recording is in ECC blocks of
 * 16, so whatever ends recording pads with zeros.
 *
 * Gaps: ECMA-349 puts a Run-in of one ECC block between fragments, and a Closure zone and an Intro
 * zone of 1024 sectors each between sessions. They are recorded as zeros, and read so.
 */
#include "emulator/media/image.h"
#include "emulator/media/profile.h"
#include "emulator/media/rules.h"

#define ECC_BLOCKS	   16
#define RUN_IN_BLOCKS	   16
#define CLOSURE_BLOCKS	   1024
#define INTRO_BLOCKS	   1024
#define FRAGMENTS_MAX	   16
#define SESSIONS_MAX	   153
/* A session that could hold less than this is not opened: the disc is full. */
#define SESSION_BLOCKS_MIN 16

/* CLOSE TRACK SESSION close functions, MMC-6 6.2.3 for DVD+R. */
enum { CLOSE_SESSION = 2, FINALIZE_MINIMAL_RADIUS = 5, FINALIZE = 6 };

static bool start_blank(struct burnrig_disc *disc)
{
	disc->state.status = DISC_EMPTY;
	return rules_open_session(disc, 0);
}

static bool can_write(const struct burnrig_disc *disc)
{
	return disc->state.status != DISC_FINALIZED;
}

/* The first LBA behind everything recorded. */
static int32_t recorded_end_lba(const struct burnrig_disc *disc)
{
	int32_t end = 0;

	for (unsigned i = 0; i < disc->state.track_count; i++) {
		const struct disc_track *track = &disc->state.tracks[i];

		if (track->recorded_blocks)
			end = track->start_lba + (int32_t)track->recorded_blocks;
	}
	return end;
}

/* The end of the last complete session: an open one cannot be read by block devices. */
static uint32_t last_lba(const struct burnrig_disc *disc)
{
	uint32_t last = 0;

	for (unsigned i = 0; i < disc->state.session_count; i++) {
		const struct disc_session *session = &disc->state.sessions[i];

		if (session->status == SESSION_COMPLETE)
			last = (uint32_t)session->lead_out_lba - 1;
	}
	return last;
}

static bool next_lead_in_lba(const struct burnrig_disc *disc, int32_t *ret_lba)
{
	if (disc->state.status == DISC_FINALIZED)
		return false;
	*ret_lba = 0;
	if (disc->state.session_count > 1)
		*ret_lba = disc->state.sessions[disc->state.session_count - 2].lead_out_lba +
			   CLOSURE_BLOCKS;
	return true;
}

static uint32_t free_blocks(const struct burnrig_disc *disc, const struct disc_track *track)
{
	(void)disc;
	return track->size_blocks - track->recorded_blocks;
}

static struct sense dvd_plus_r_read(struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	const struct iovec *out, size_t out_count, uint32_t *ret_blocks_read)
{
	struct scatter list = scatter_start(out, out_count);

	if (lba < 0 || (int64_t)lba + blocks > recorded_end_lba(disc))
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	return image_read_mapped(disc, lba, blocks, &list, false, ret_blocks_read);
}

/* Recording of @track ends here for now: the last ECC block is filled up. */
static struct sense pad(struct burnrig_disc *disc, struct disc_track *track)
{
	uint32_t padding = round_up(track->recorded_blocks, ECC_BLOCKS) - track->recorded_blocks;

	if (image_clear(disc, track->next_writable_lba, padding) < 0)
		return sense_at(SENSE_ID_WRITE_ERROR, (uint32_t)track->next_writable_lba);
	rules_recorded(disc, track, padding);
	return SENSE_GOOD;
}

/* The open track whose next writable address is @lba; NULL when there is none. */
static struct disc_track *track_writable_at(const struct burnrig_disc *disc, int32_t lba)
{
	for (unsigned i = 0; i < disc->state.track_count; i++) {
		struct disc_track *track = &disc->state.tracks[i];

		if (!track->closed && track->next_writable_lba == lba)
			return track;
	}
	return NULL;
}

static struct sense dvd_plus_r_write(struct burnrig_disc *disc, const struct write_request *request)
{
	if (disc->state.status == DISC_FINALIZED)
		return sense_of(SENSE_ID_WRITE_PROTECTED);
	if (request->lba < 0 ||
		(uint64_t)request->lba + request->blocks > disc->definition->capacity_blocks)
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	struct disc_track *track = track_writable_at(disc, request->lba);
	if (!track)
		return sense_of(SENSE_ID_INVALID_ADDRESS_FOR_WRITE);
	if (request->blocks > free_blocks(disc, track))
		return sense_of(SENSE_ID_END_OF_USER_AREA_ENCOUNTERED);
	if (!request->blocks)
		return SENSE_GOOD;
	struct scatter data = scatter_start(request->data, request->data_count);
	if (image_write(disc, request->lba, request->blocks, &data) < 0)
		return sense_at(SENSE_ID_WRITE_ERROR, (uint32_t)request->lba);
	rules_recorded(disc, track, request->blocks);
	disc->state.status = DISC_INCOMPLETE;
	rules_last_session(disc)->status = SESSION_INCOMPLETE;
	return SENSE_GOOD;
}

static struct sense dvd_plus_r_flush(struct burnrig_disc *disc)
{
	for (unsigned i = 0; i < disc->state.track_count; i++) {
		struct disc_track *track = &disc->state.tracks[i];
		struct sense padded = track->closed ? SENSE_GOOD : pad(disc, track);

		if (!sense_is_good(padded))
			return padded;
	}
	return SENSE_GOOD;
}

static unsigned fragments_of_open_session(const struct burnrig_disc *disc)
{
	unsigned count = 0;

	for (unsigned i = 0; i < disc->state.track_count; i++)
		count += disc->state.tracks[i].session == rules_last_session(disc)->number;
	return count;
}

/* The rest of the medium behind a fragment that ends at @end_lba becomes the next one. */
static struct sense open_next_fragment(struct burnrig_disc *disc, int32_t end_lba)
{
	int32_t start_lba = end_lba + RUN_IN_BLOCKS;

	if (start_lba + ECC_BLOCKS > (int32_t)disc->definition->capacity_blocks ||
		fragments_of_open_session(disc) >= FRAGMENTS_MAX)
		return SENSE_GOOD; /* none: the session can only be closed */
	if (image_clear(disc, end_lba, RUN_IN_BLOCKS) < 0)
		return sense_at(SENSE_ID_WRITE_ERROR, (uint32_t)end_lba);
	rules_mark(disc, end_lba, RUN_IN_BLOCKS, BLOCK_WRITTEN);
	return rules_open_track(disc, start_lba) ? SENSE_GOOD
						 : sense_of(SENSE_ID_INTERNAL_TARGET_FAILURE);
}

static struct sense dvd_plus_r_reserve(struct burnrig_disc *disc, uint32_t blocks)
{
	struct disc_track *track = rules_last_track(disc);

	if (disc->state.status == DISC_FINALIZED)
		return sense_of(SENSE_ID_WRITE_PROTECTED);
	if (track->closed || track->reserved || fragments_of_open_session(disc) >= FRAGMENTS_MAX)
		return sense_of(SENSE_ID_NO_MORE_TRACK_RESERVATIONS_ALLOWED);
	if (track->recorded_blocks)
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR);
	if (!blocks || blocks > track->size_blocks)
		return sense_bad_cdb_field(5, SENSE_NO_BIT);
	track->size_blocks = round_up(blocks, ECC_BLOCKS);
	track->reserved = true;
	disc->state.status = DISC_INCOMPLETE;
	rules_last_session(disc)->status = SESSION_INCOMPLETE;
	return open_next_fragment(disc, disc_track_end_lba(track));
}

/* Everything reserved is recorded, with zeros behind what the host wrote. */
static struct sense fill(struct burnrig_disc *disc, struct disc_track *track)
{
	uint32_t rest = track->size_blocks - track->recorded_blocks;

	if (image_clear(disc, track->next_writable_lba, rest) < 0)
		return sense_at(SENSE_ID_WRITE_ERROR, (uint32_t)track->next_writable_lba);
	rules_recorded(disc, track, rest);
	return SENSE_GOOD;
}

/* @track ends with what is recorded of it or reserved for it. */
static struct sense close_fragment(struct burnrig_disc *disc, struct disc_track *track)
{
	struct sense filled = track->reserved ? fill(disc, track) : pad(disc, track);

	if (!sense_is_good(filled))
		return filled;
	track->size_blocks = track->recorded_blocks;
	track->closed = true;
	return SENSE_GOOD;
}

/* FFh is the incomplete track, the last one. */
static struct sense dvd_plus_r_close_track(struct burnrig_disc *disc, unsigned number)
{
	struct disc_track *last = rules_last_track(disc);
	struct disc_track *track = last;

	for (unsigned i = 0; number != 0xFF && i < disc->state.track_count; i++) {
		track = &disc->state.tracks[i];
		if (track->number == number)
			break;
	}
	if (number != 0xFF && track->number != number)
		return sense_bad_cdb_field(4, SENSE_NO_BIT);
	if (track->closed || (!track->recorded_blocks && !track->reserved))
		return SENSE_GOOD; /* nothing to close */
	struct sense closed = close_fragment(disc, track);
	if (!sense_is_good(closed) || track != last)
		return closed;
	return open_next_fragment(disc, disc_track_end_lba(track));
}

/* Reserved fragments must have been closed; the growing one is ended with the session. */
static struct sense end_fragments(struct burnrig_disc *disc)
{
	uint16_t session = rules_last_session(disc)->number;

	for (unsigned i = 0; i < disc->state.track_count; i++) {
		const struct disc_track *track = &disc->state.tracks[i];

		if (track->session == session && track->reserved && !track->closed &&
			track->recorded_blocks < track->size_blocks)
			return sense_of(SENSE_ID_EMPTY_OR_PARTIALLY_WRITTEN_RESERVED_TRACK);
	}
	for (unsigned i = 0; i < disc->state.track_count; i++) {
		struct disc_track *track = &disc->state.tracks[i];
		struct sense closed = SENSE_GOOD;

		if (!track->closed && track->recorded_blocks)
			closed = close_fragment(disc, track);
		if (!sense_is_good(closed))
			return closed;
	}
	return SENSE_GOOD;
}

/* The fragments of the last session become one track; returns the LBA behind it. */
static int32_t merge_fragments(struct burnrig_disc *disc)
{
	struct disc_state *state = &disc->state;
	unsigned first = state->track_count - fragments_of_open_session(disc);
	struct disc_track *merged = &state->tracks[first];
	int32_t end_lba = merged->start_lba;

	for (unsigned i = first; i < state->track_count; i++) {
		if (state->tracks[i].recorded_blocks)
			end_lba = disc_track_end_lba(&state->tracks[i]);
	}
	merged->size_blocks = merged->recorded_blocks = (uint32_t)(end_lba - merged->start_lba);
	merged->next_writable_lba = end_lba;
	merged->reserved = false;
	merged->closed = true;
	state->track_count = first + 1;
	return end_lba;
}

/* No session follows: the one that is empty goes, with its open track. */
static void drop_empty_session(struct disc_state *state)
{
	while (state->track_count && state->tracks[state->track_count - 1].session ==
					     state->sessions[state->session_count - 1].number)
		state->track_count--;
	state->session_count--;
}

static struct sense open_next_session(struct burnrig_disc *disc, int32_t end_lba)
{
	int32_t start_lba = end_lba + CLOSURE_BLOCKS + INTRO_BLOCKS;

	if (disc->state.session_count >= SESSIONS_MAX ||
		start_lba + SESSION_BLOCKS_MIN > (int32_t)disc->definition->capacity_blocks) {
		disc->state.status = DISC_FINALIZED;
		return SENSE_GOOD;
	}
	if (image_clear(disc, end_lba, CLOSURE_BLOCKS + INTRO_BLOCKS) < 0)
		return sense_of(SENSE_ID_SESSION_FIXATION_ERROR_LEAD_OUT);
	rules_mark(disc, end_lba, CLOSURE_BLOCKS + INTRO_BLOCKS, BLOCK_WRITTEN);
	return rules_open_session(disc, start_lba) ? SENSE_GOOD
						   : sense_of(SENSE_ID_INTERNAL_TARGET_FAILURE);
}

static struct sense dvd_plus_r_close_session(
	struct burnrig_disc *disc, unsigned function, const struct write_parameters *parameters)
{
	struct disc_state *state = &disc->state;

	(void)parameters; /* mode page 05h says nothing to DVD+R */
	if (function != CLOSE_SESSION && function != FINALIZE &&
		function != FINALIZE_MINIMAL_RADIUS)
		return sense_bad_cdb_field(2, 2);
	if (state->status == DISC_FINALIZED)
		return SENSE_GOOD; /* nothing to close */
	if (rules_last_session(disc)->status == SESSION_EMPTY) {
		if (function == CLOSE_SESSION)
			return SENSE_GOOD;
		if (state->session_count == 1)
			return sense_of(SENSE_ID_CURRENT_PROGRAM_AREA_IS_EMPTY);
		drop_empty_session(state);
		state->status = DISC_FINALIZED;
		return SENSE_GOOD;
	}
	struct sense ended = end_fragments(disc);
	if (!sense_is_good(ended))
		return ended;
	int32_t end_lba = merge_fragments(disc);
	rules_last_session(disc)->status = SESSION_COMPLETE;
	rules_last_session(disc)->lead_out_lba = end_lba;
	if (function == CLOSE_SESSION)
		return open_next_session(disc, end_lba);
	state->status = DISC_FINALIZED;
	return SENSE_GOOD;
}

const struct medium_rules medium_rules_dvd_plus_r = {
	.profile = MMC_PROFILE_DVD_PLUS_R,
	.start_blank = start_blank,
	.can_write = can_write,
	.last_lba = last_lba,
	.next_lead_in_lba = next_lead_in_lba,
	.read = dvd_plus_r_read,
	.write = dvd_plus_r_write,
	.flush = dvd_plus_r_flush,
	.close_track = dvd_plus_r_close_track,
	.close_session = dvd_plus_r_close_session,
	.reserve_track = dvd_plus_r_reserve,
	.free_blocks = free_blocks,
};
