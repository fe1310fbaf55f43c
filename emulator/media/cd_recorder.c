/* SPDX-License-Identifier: MIT */
#include "emulator/media/cd_recorder.h"

#include <stdlib.h>
#include <string.h>

#include "emulator/media/disc.h"

struct cd_recorder *cd_recorder_create(void)
{
	return calloc(1, sizeof(struct cd_recorder));
}

void cd_recorder_free(struct cd_recorder *recorder)
{
	if (recorder && recorder->rehearsing)
		disc_state_free(&recorder->before);
	free(recorder);
}

void cd_recorder_forget(struct cd_recorder *recorder)
{
	recorder->cue.run_count = 0;
	recorder->cue.started = false;
	recorder->raw.started = false;
}

bool cd_rehearsal_begin(struct burnrig_disc *disc)
{
	struct disc_state *state = &disc->state, *before = &disc->cd->before;

	if (disc->cd->rehearsing)
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
	disc->cd->rehearsing = true;
	return true;
}

void cd_rehearsal_end(struct burnrig_disc *disc)
{
	if (!disc->cd->rehearsing)
		return;
	disc_state_free(&disc->state);
	disc->state = disc->cd->before;
	disc->cd->before = (struct disc_state) { .status = DISC_EMPTY };
	disc->cd->rehearsing = false;
	cd_recorder_forget(disc->cd);
}
