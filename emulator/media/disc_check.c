/* SPDX-License-Identifier: MIT */
#include "emulator/media/disc_check.h"

#include <stddef.h>

#include "emulator/media/cd_store.h"
#include "emulator/media/dvd_r_dl_jump.h"
#include "emulator/media/rules.h"

#define PRE_GAP_BLOCKS 150 /* the most that may lie before LBA 0 */
#define CD_TRACKS_MAX  99

static bool inside(const struct burnrig_disc *disc, int64_t lba)
{
	return lba >= 0 && lba <= disc->definition->capacity_blocks;
}

static const char *session_fault(const struct burnrig_disc *disc, unsigned index)
{
	const struct disc_session *session = &disc->state.sessions[index];
	bool last = index + 1 == disc->state.session_count;

	if (session->number != index + 1)
		return "sessions are not numbered 1, 2, 3";
	if (session->status != SESSION_COMPLETE && !last)
		return "a session that is not complete is not the last";
	if (session->status != SESSION_EMPTY && session->status != SESSION_INCOMPLETE &&
		session->status != SESSION_COMPLETE)
		return "a session has no known status";
	if (session->status == SESSION_COMPLETE && !inside(disc, session->lead_out_lba))
		return "a lead-out lies outside of the medium";
	return NULL;
}

/* Sessions of the tracks: 1 first, then the same or the next, the last one last. */
static bool session_follows(const struct disc_state *state, unsigned index)
{
	unsigned before = index ? state->tracks[index - 1].session : 0;
	unsigned here = state->tracks[index].session;
	bool last = index + 1 == state->track_count;

	return (here == before || here == before + 1) && here >= 1 &&
	       (!last || here == state->session_count);
}

static const char *track_fault(const struct burnrig_disc *disc, unsigned index)
{
	const struct disc_track *track = &disc->state.tracks[index];
	int64_t start_lba = track->start_lba;

	if (track->number != index + 1)
		return "tracks are not numbered 1, 2, 3";
	if (!session_follows(&disc->state, index))
		return "tracks and sessions do not fit";
	if (!inside(disc, start_lba) || !inside(disc, start_lba + track->size_blocks))
		return "a track lies outside of the medium";
	if (start_lba - track->pre_gap_blocks < -PRE_GAP_BLOCKS)
		return "a pre-gap lies outside of the medium";
	if (track->recorded_blocks > track->size_blocks)
		return "more is recorded of a track than it has";
	if (disc->state.sessions[0].type == SESSION_TYPE_LAYER_JUMP &&
		disc->definition->family == MEDIUM_FAMILY_DVD_R_DL)
		return dvd_r_dl_jump_fault(disc);
	if (!track->closed && !disc_is_random_writable(disc) &&
		track->next_writable_lba != start_lba + track->recorded_blocks)
		return "a next writable address is not behind what is recorded";
	if (disc_is_cd(disc) && !cd_form_of_block_type(track->data_block_type))
		return "a track has blocks of no known type";
	return NULL;
}

static int64_t spares_in_capacity(const struct burnrig_disc *disc)
{
	uint32_t fixed = disc->rules->fixed_spare_blocks, all = disc->state.spare_blocks;

	return all > fixed ? (int64_t)all - fixed : 0;
}

const char *disc_fault(const struct burnrig_disc *disc)
{
	const struct disc_state *state = &disc->state;
	const char *fault = NULL;

	if (!state->session_count || !state->track_count)
		return "it has no session or no track";
	if (disc_is_cd(disc) && state->track_count > CD_TRACKS_MAX)
		return "it has more tracks than a CD can have";
	if (disc_is_cd(disc) && state->formatted_blocks && state->track_count != 1)
		return "it is formatted and has more than one track";
	if (state->layer_blocks > disc->definition->geometry.blocks)
		return "its first layer is longer than the medium's";
	if (state->status > DISC_OTHER)
		return "it has no known status";
	if (!inside(disc, state->formatted_blocks) || !inside(disc, spares_in_capacity(disc)))
		return "it is formatted to more than the medium has";
	for (unsigned i = 0; i < state->session_count && !fault; i++)
		fault = session_fault(disc, i);
	for (unsigned i = 0; i < state->track_count && !fault; i++)
		fault = track_fault(disc, i);
	return fault;
}
