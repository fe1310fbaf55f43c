/* SPDX-License-Identifier: MIT */
#include "emulator/media/rehearsal.h"

#include <stdlib.h>
#include <string.h>

#include "emulator/media/disc.h"

bool rehearsal_begin(struct burnrig_disc *disc)
{
	struct disc_state *state = &disc->state, *before = &disc->rehearsal.before;

	if (disc->rehearsal.running)
		return true;
	*before = *state;
	before->sessions = malloc(state->session_count * sizeof state->sessions[0]);
	before->tracks = malloc(state->track_count * sizeof state->tracks[0]);
	before->session_room = state->session_count;
	before->track_room = state->track_count;
	if (!before->sessions || !before->tracks) {
		disc_state_free(before);
		return false;
	}
	memcpy(before->sessions, state->sessions, state->session_count * sizeof state->sessions[0]);
	memcpy(before->tracks, state->tracks, state->track_count * sizeof state->tracks[0]);
	disc->rehearsal.running = true;
	return true;
}

void rehearsal_end(struct burnrig_disc *disc)
{
	if (!disc->rehearsal.running)
		return;
	disc_state_free(&disc->state);
	disc->state = disc->rehearsal.before;
	disc->rehearsal = (struct rehearsal) { .running = false };
}
