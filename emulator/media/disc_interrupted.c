/* SPDX-License-Identifier: MIT */
/* disc_interrupted.c: what a reset of the drive leaves of a recording or format that was under way. */
#include "emulator/media/disc.h"
#include "emulator/media/image.h"
#include "emulator/media/rules.h"

/* Where pseudo-overwrite put a block is not where the host said, and layer jumps do not go in order: of those
 * nothing is told. */
static bool is_in_place(const struct burnrig_disc *disc)
{
	uint8_t type = disc->state.sessions[0].type;
	bool elsewhere = type == SESSION_TYPE_PSEUDO_OVERWRITE || type == SESSION_TYPE_LAYER_JUMP;

	return !disc_is_random_writable(disc) && !disc->state.formatted_blocks && !elsewhere;
}

/* What is whole on the disc ends with a recording unit; of CD each block is whole. */
static uint32_t whole_blocks(const struct burnrig_disc *disc, uint32_t blocks)
{
	uint32_t unit_blocks = disc_is_cd(disc) ? 1 : disc->definition->recording_unit_blocks;

	return blocks - blocks % unit_blocks;
}

/* DVD+R, BD-R and packets of DVD-R are linked to; a track of CD, and a DVD-R at once, must be of a piece. */
static bool goes_on(const struct burnrig_disc *disc)
{
	enum medium_family family = disc->definition->family;
	bool minus = family == MEDIUM_FAMILY_DVD_R || family == MEDIUM_FAMILY_DVD_RW ||
		     family == MEDIUM_FAMILY_DVD_R_DL;

	return minus ? rules_last_track(disc)->packet : !disc_is_cd(disc);
}

/* With nothing left of its first track the session was not begun. */
static void settle_status(struct burnrig_disc *disc)
{
	const struct disc_state *state = &disc->state;
	const struct disc_track *last = rules_last_track(disc);
	unsigned index = state->track_count - 1;

	if (last->recorded_blocks || last->reserved || !goes_on(disc))
		return;
	if (!index || state->tracks[index - 1].session != last->session)
		rules_last_session(disc)->status = SESSION_EMPTY;
	if (!index)
		disc->state.status = DISC_EMPTY;
}

static void cut_track(struct burnrig_disc *disc, struct disc_track *track, int32_t lba)
{
	uint32_t before = lba > track->start_lba ? (uint32_t)(lba - track->start_lba) : 0;
	uint32_t kept = whole_blocks(disc, before);
	uint32_t lost = track->recorded_blocks - kept;

	rules_mark(disc, track->start_lba + (int32_t)kept, lost, BLOCK_NEVER_WRITTEN);
	track->recorded_blocks = kept;
	track->next_writable_lba = track->start_lba + (int32_t)kept;
	settle_status(disc);
}

void disc_blocks_lost(struct burnrig_disc *disc, int32_t lba)
{
	const struct disc_track *found = disc_track_of_lba(disc, lba);

	if (disc->rehearsal.running || !found || !is_in_place(disc))
		return;
	struct disc_track *track = &disc->state.tracks[found->number - 1];
	int32_t end_lba = track->start_lba + (int32_t)track->recorded_blocks;
	if (!track->closed && lba < end_lba)
		cut_track(disc, track, lba);
}

void disc_recording_ended(struct burnrig_disc *disc)
{
	bool in_place = disc_is_random_writable(disc) || disc->state.formatted_blocks;

	if (disc->rehearsal.running || (!in_place && !goes_on(disc)))
		disc_streaming_lost(disc);
	else
		disc_commit(
			disc, false); /* what fails here fails again when the host waits for it */
}

void disc_format_lost(struct burnrig_disc *disc)
{
	struct disc_state before = disc->state;

	if (disc->read_only || !disc_is_erasable(disc))
		return;
	disc->state = (struct disc_state) {
		.power_calibrations = before.power_calibrations,
		.disc_identification = before.disc_identification,
		.write_count = before.write_count,
	};
	disc_take_rules(disc);
	if (!disc->rules->start_blank(disc)) { /* no memory: as though the format had ended */
		disc_state_free(&disc->state);
		disc->state = before;
		return;
	}
	disc_state_free(&before);
	image_clear(disc, 0, disc->definition->capacity_blocks); /* else stale, and never read */
	rules_mark(disc, disc->rules->first_lba,
		disc->definition->capacity_blocks - (uint32_t)disc->rules->first_lba,
		BLOCK_NEVER_WRITTEN);
	disc_commit(disc, true);
}
