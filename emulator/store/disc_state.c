/* SPDX-License-Identifier: MIT */
#include "emulator/store/disc_state.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

void disc_state_free(struct disc_state *state)
{
	free(state->sessions);
	free(state->tracks);
	*state = (struct disc_state) { .status = DISC_EMPTY };
}

/* Makes room for one more element; doubles, because a burn adds them one by one. NULL: no memory.
 */
static void *grown(void *elements, unsigned count, unsigned *room, size_t element_bytes)
{
	const unsigned wanted = count ? 2 * count : 4;
	void *grown_elements = elements;

	if (count < *room)
		return elements;
	grown_elements = realloc(elements, wanted * element_bytes);
	if (grown_elements)
		*room = wanted;
	return grown_elements;
}

struct disc_track *disc_state_add_track(struct disc_state *state)
{
	struct disc_track *tracks =
		grown(state->tracks, state->track_count, &state->track_room, sizeof *tracks);
	uint16_t number = 1;

	if (!tracks)
		return NULL;
	state->tracks = tracks;
	if (state->track_count)
		number = (uint16_t)(tracks[state->track_count - 1].number + 1);
	tracks[state->track_count] = (struct disc_track) { .number = number };
	return &tracks[state->track_count++];
}

struct disc_session *disc_state_add_session(struct disc_state *state)
{
	struct disc_session *sessions = grown(
		state->sessions, state->session_count, &state->session_room, sizeof *sessions);
	uint16_t number = 1;

	if (!sessions)
		return NULL;
	state->sessions = sessions;
	if (state->session_count)
		number = (uint16_t)(sessions[state->session_count - 1].number + 1);
	sessions[state->session_count] = (struct disc_session) { .number = number };
	return &sessions[state->session_count++];
}
