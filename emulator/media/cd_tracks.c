/* SPDX-License-Identifier: MIT */
#include "emulator/media/cd_family.h"

#define FIRST_LEAD_OUT_BLOCKS 6750
#define LATER_LEAD_OUT_BLOCKS 2250

bool cd_open_track(struct burnrig_disc *disc, int32_t start_lba)
{
	struct disc_track *track;

	if (disc->state.track_count >= CD_TRACKS_MAX ||
		start_lba + CD_TRACK_BLOCKS_MIN + CD_RUN_OUT_BLOCKS >
			(int32_t)disc->definition->capacity_blocks)
		return true;
	track = rules_open_track(disc, start_lba);
	if (track)
		track->pre_gap_blocks = CD_PRE_GAP_BLOCKS;
	return track != NULL;
}

static bool open_session(struct burnrig_disc *disc, int32_t start_lba)
{
	if (!rules_open_session(disc, start_lba))
		return false;
	rules_last_track(disc)->pre_gap_blocks = CD_PRE_GAP_BLOCKS;
	return true;
}

bool cd_start_blank(struct burnrig_disc *disc)
{
	disc->state.status = DISC_EMPTY;
	return open_session(disc, 0);
}

/* A session at once, known by the room that it keeps, cannot go on without its cue sheet. */
void cd_wake(struct burnrig_disc *disc)
{
	struct disc_track *track = rules_last_track(disc);

	if (disc_is_mrw(disc))
		disc->rules = &medium_rules_cd_mrw;
	if (!track->closed && track->reserved && !track->packet && track->recorded_blocks) {
		track->damaged = true;
		track->reserved = false;
	}
}

bool cd_can_write(const struct burnrig_disc *disc)
{
	const struct disc_track *last = rules_last_track(disc);

	if (disc->state.formatted_blocks)
		return true;
	return disc->state.status != DISC_FINALIZED && !last->closed && !last->damaged;
}

uint32_t cd_last_lba(const struct burnrig_disc *disc)
{
	uint32_t last = 0;

	if (disc->state.formatted_blocks)
		return disc->state.formatted_blocks - 1;
	for (unsigned i = 0; i < disc->state.session_count; i++) {
		const struct disc_session *session = &disc->state.sessions[i];

		if (session->status == SESSION_COMPLETE)
			last = (uint32_t)session->lead_out_lba - 1;
	}
	return last;
}

static int32_t lead_out_blocks(uint16_t session)
{
	return session == 1 ? FIRST_LEAD_OUT_BLOCKS : LATER_LEAD_OUT_BLOCKS;
}

bool cd_next_lead_in_lba(const struct burnrig_disc *disc, int32_t *ret_lba)
{
	unsigned count = disc->state.session_count;

	if (disc->state.status == DISC_FINALIZED)
		return false;
	*ret_lba = disc->definition->atip_lead_in_lba;
	if (!*ret_lba) /* pressed: no groove says it */
		*ret_lba = -CD_PRE_GAP_BLOCKS - CD_LEAD_IN_BLOCKS;
	if (count > 1)
		*ret_lba = disc->state.sessions[count - 2].lead_out_lba +
			   lead_out_blocks(disc->state.sessions[count - 2].number);
	return true;
}

/* Blocks that packets of @blocks take on the disc, link blocks included. */
static uint32_t with_links(uint32_t blocks, uint32_t packet_blocks)
{
	return blocks + round_up(blocks, packet_blocks) / packet_blocks * CD_LINK_BLOCKS;
}

uint32_t cd_free_blocks(const struct burnrig_disc *disc, const struct disc_track *track)
{
	uint32_t used =
		track->recorded_blocks + (track->packet ? CD_LINK_BLOCKS : CD_RUN_OUT_BLOCKS);

	(void)disc;
	if (track->damaged)
		return 0;
	if (track->fixed_packet && track->packet_blocks) {
		used = with_links(track->recorded_blocks, track->packet_blocks);
		return track->size_blocks > used ? (track->size_blocks - used) /
							   (track->packet_blocks + CD_LINK_BLOCKS) *
							   track->packet_blocks
						 : 0;
	}
	return track->size_blocks > used ? track->size_blocks - used : 0;
}

int32_t cd_track_end_lba(const struct disc_track *track)
{
	if (track->fixed_packet && track->packet_blocks && track->closed)
		return track->start_lba +
		       (int32_t)with_links(track->size_blocks, track->packet_blocks);
	return disc_track_end_lba(track);
}

int32_t cd_recorded_end_lba(const struct burnrig_disc *disc)
{
	int32_t end = 0;

	for (unsigned i = 0; i < disc->state.track_count; i++) {
		const struct disc_track *track = &disc->state.tracks[i];

		if (track->closed)
			end = disc_track_end_lba(track);
		else if (track->recorded_blocks)
			end = track->start_lba + (int32_t)track->recorded_blocks;
	}
	return end;
}

void cd_mark_begun(struct burnrig_disc *disc, const struct write_parameters *how)
{
	struct disc_session *session = rules_last_session(disc);

	if (session->status == SESSION_EMPTY)
		session->type = how->session_format;
	session->status = SESSION_INCOMPLETE;
	disc->state.status = DISC_INCOMPLETE;
}

/* Recorded without a next session, or without room for one, the disc is final. */
static struct sense open_next_session(struct burnrig_disc *disc, bool wanted)
{
	const struct disc_session *session = rules_last_session(disc);
	int32_t start_lba = session->lead_out_lba + lead_out_blocks(session->number) +
			    CD_LEAD_IN_BLOCKS + CD_PRE_GAP_BLOCKS;
	bool room = start_lba + CD_TRACK_BLOCKS_MIN + CD_RUN_OUT_BLOCKS <=
			    (int32_t)disc->definition->capacity_blocks &&
		    disc->state.track_count < CD_TRACKS_MAX;

	if (!wanted || !room) {
		disc->state.status = DISC_FINALIZED;
		return SENSE_GOOD;
	}
	return open_session(disc, start_lba) ? SENSE_GOOD
					     : sense_of(SENSE_ID_INTERNAL_TARGET_FAILURE);
}

struct sense cd_complete_session(
	struct burnrig_disc *disc, int32_t lead_out_lba, bool next_session_allowed)
{
	rules_last_session(disc)->status = SESSION_COMPLETE;
	rules_last_session(disc)->lead_out_lba = lead_out_lba;
	return open_next_session(disc, next_session_allowed);
}
