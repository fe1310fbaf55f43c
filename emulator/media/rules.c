/* SPDX-License-Identifier: MIT */
/* What the families' rules share: how sessions, tracks and the block map grow. */
#include "emulator/media/rules.h"

struct disc_session *rules_last_session(const struct burnrig_disc *disc)
{
	return &disc->state.sessions[disc->state.session_count - 1];
}

struct disc_track *rules_last_track(const struct burnrig_disc *disc)
{
	return &disc->state.tracks[disc->state.track_count - 1];
}

struct disc_track *rules_open_track(struct burnrig_disc *disc, int32_t start_lba)
{
	struct disc_track *track = disc_state_add_track(&disc->state);

	if (!track)
		return NULL;
	track->session = rules_last_session(disc)->number;
	track->start_lba = start_lba;
	track->next_writable_lba = start_lba;
	track->size_blocks = start_lba < (int32_t)disc->definition->capacity_blocks
				     ? disc->definition->capacity_blocks - (uint32_t)start_lba
				     : 0;
	track->control = 4;
	track->data_mode = 1;
	return track;
}

bool rules_open_session(struct burnrig_disc *disc, int32_t start_lba)
{
	struct disc_session *session = disc_state_add_session(&disc->state);

	if (!session)
		return false;
	session->status = SESSION_EMPTY;
	return rules_open_track(disc, start_lba) != NULL;
}

unsigned rules_first_track_of_last_session(const struct burnrig_disc *disc)
{
	const struct disc_state *state = &disc->state;
	unsigned index = state->track_count;

	while (index && state->tracks[index - 1].session == rules_last_session(disc)->number)
		index--;
	return index;
}

void rules_drop_empty_session(struct burnrig_disc *disc)
{
	if (rules_last_session(disc)->status != SESSION_EMPTY || disc->state.session_count < 2)
		return;
	disc->state.track_count = rules_first_track_of_last_session(disc);
	disc->state.session_count--;
}

void rules_mark(struct burnrig_disc *disc, int32_t lba, uint32_t blocks, enum block_state state)
{
	uint32_t unit_blocks = disc->definition->recording_unit_blocks;
	uint32_t index = (uint32_t)(lba - disc->rules->first_lba);
	uint32_t unit = index / unit_blocks, end = (index + blocks + unit_blocks - 1) / unit_blocks;

	if (!blocks || disc->rehearsal.running)
		return;
	while (unit < end) {
		uint32_t run = block_map_run(disc->map, unit, end - unit);
		enum block_state is = block_map_get(disc->map, unit);

		if (is == BLOCK_NEVER_WRITTEN || is == BLOCK_WRITTEN)
			block_map_set(disc->map, unit, run, state);
		unit += run;
	}
}

void rules_recorded(struct burnrig_disc *disc, struct disc_track *track, uint32_t blocks)
{
	rules_mark(disc, track->start_lba + (int32_t)track->recorded_blocks, blocks, BLOCK_WRITTEN);
	track->recorded_blocks += blocks;
	track->next_writable_lba = track->start_lba + (int32_t)track->recorded_blocks;
}
