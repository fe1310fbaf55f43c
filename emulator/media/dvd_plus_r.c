/* SPDX-License-Identifier: MIT */
/*
 * dvd_plus_r.c: DVD+R of one layer or two, written once, in sessions. The open session has up to 16 fragments, each a
 * track to the host; once closed, the session is one logical track. Recording is in ECC blocks of
 * 16, so whatever ends recording pads with zeros.
 *
 * Gaps: ECMA-349 puts a Run-in of one ECC block between fragments, and a Closure zone and an Intro
 * zone of 1024 sectors each between sessions. They are recorded as zeros, and read so.
 */
#include "emulator/media/profile.h"
#include "emulator/media/rules.h"
#include "emulator/media/sequential.h"

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

/* The rest of the medium behind a fragment that ends at @end_lba becomes the next one. */
static struct sense open_next_fragment(struct burnrig_disc *disc, int32_t end_lba)
{
	int32_t start_lba = end_lba + RUN_IN_BLOCKS;

	if (start_lba + ECC_BLOCKS > (int32_t)disc->definition->capacity_blocks ||
		sequential_tracks_of_open_session(disc) >= FRAGMENTS_MAX)
		return SENSE_GOOD; /* none: the session can only be closed */
	struct sense linked = sequential_gap(disc, end_lba, RUN_IN_BLOCKS, SENSE_ID_WRITE_ERROR);
	if (!sense_is_good(linked))
		return linked;
	return rules_open_track(disc, start_lba) ? SENSE_GOOD
						 : sense_of(SENSE_ID_INTERNAL_TARGET_FAILURE);
}

static struct sense dvd_plus_r_reserve(struct burnrig_disc *disc, uint32_t blocks)
{
	bool may_open = sequential_tracks_of_open_session(disc) < FRAGMENTS_MAX;
	struct sense reserved = sequential_reserve(disc, blocks, may_open);

	if (!sense_is_good(reserved))
		return reserved;
	return open_next_fragment(disc, disc_track_end_lba(rules_last_track(disc)));
}

/* FFh is the incomplete track, the last one. */
static struct sense dvd_plus_r_close_track(struct burnrig_disc *disc, unsigned number)
{
	struct disc_track *track = sequential_find_track(disc, number);
	bool last = track == rules_last_track(disc);

	if (!track)
		return sense_bad_cdb_field(4, SENSE_NO_BIT);
	if (track->closed || (!track->recorded_blocks && !track->reserved))
		return SENSE_GOOD; /* nothing to close */
	struct sense closed = sequential_end_track(disc, track);
	if (!sense_is_good(closed) || !last)
		return closed;
	return open_next_fragment(disc, disc_track_end_lba(track));
}

/* The fragments of the last session become one track; returns the LBA behind it. */
static int32_t merge_fragments(struct burnrig_disc *disc)
{
	struct disc_state *state = &disc->state;
	unsigned first = rules_first_track_of_last_session(disc);
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

static struct sense open_next_session(struct burnrig_disc *disc, int32_t end_lba)
{
	int32_t start_lba = end_lba + CLOSURE_BLOCKS + INTRO_BLOCKS;

	if (disc->state.session_count >= SESSIONS_MAX ||
		start_lba + SESSION_BLOCKS_MIN > (int32_t)disc->definition->capacity_blocks) {
		disc->state.status = DISC_FINALIZED;
		return SENSE_GOOD;
	}
	struct sense ended = sequential_gap(disc, end_lba, CLOSURE_BLOCKS + INTRO_BLOCKS,
		SENSE_ID_SESSION_FIXATION_ERROR_LEAD_OUT);
	if (!sense_is_good(ended))
		return ended;
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
		rules_drop_empty_session(disc);
		state->status = DISC_FINALIZED;
		return SENSE_GOOD;
	}
	struct sense ended = sequential_end_session_tracks(disc);
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

#define SEQUENTIAL_IN_FRAGMENTS                                                           \
	.start_blank = sequential_start_blank, .can_write = sequential_can_write,         \
	.last_lba = sequential_last_lba, .next_lead_in_lba = next_lead_in_lba,            \
	.read = sequential_read, .write = sequential_write, .flush = sequential_flush,    \
	.close_track = dvd_plus_r_close_track, .close_session = dvd_plus_r_close_session, \
	.reserve_track = dvd_plus_r_reserve, .free_blocks = sequential_free_blocks

const struct medium_rules medium_rules_dvd_plus_r = {
	.profile = MMC_PROFILE_DVD_PLUS_R,
	SEQUENTIAL_IN_FRAGMENTS,
};

const struct medium_rules medium_rules_dvd_plus_r_dl = {
	.profile = MMC_PROFILE_DVD_PLUS_R_DL,
	SEQUENTIAL_IN_FRAGMENTS,
};
