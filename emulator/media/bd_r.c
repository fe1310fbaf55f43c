/* SPDX-License-Identifier: MIT */
/*
 * bd_r.c: BD-R in sequential recording mode (SRM), written once, in clusters of 32 blocks. A blank
 * disc may be written at once or be formatted before, which gives it spare areas and, if asked for,
 * pseudo-overwrite (bd_r_overwrite.c) or random recording mode (bd_r_random.c).
 *
 * Up to 16 tracks may be open, each with its next writable address; RESERVE TRACK cuts one from the
 * front of the last. Nothing lies between tracks or sessions, and a track may be closed before all
 * of it is recorded: what was not stays so. Limits: BD-R's sequential recording range information
 * has 7927 entries, 16 of them open.
 */
#include "emulator/media/bd_r.h"

#include "emulator/media/bd_format.h"
#include "emulator/media/defects.h"
#include "emulator/media/profile.h"
#include "emulator/media/random_access.h"
#include "emulator/media/rules.h"
#include "emulator/media/sequential.h"

/* Format sub-types of BD-R, MMC-6 6.4.3.3. */
enum { SUB_TYPE_PSEUDO_OVERWRITE = 0, SUB_TYPE_SEQUENTIAL = 1, SUB_TYPE_RANDOM = 2 };

/* CLOSE TRACK SESSION close functions, MMC-6 6.2.3 for BD-R. */
enum { CLOSE_SESSION = 2, FINALIZE = 6 };

bool bd_r_overwrites(const struct burnrig_disc *disc)
{
	return disc->state.sessions[0].type == SESSION_TYPE_PSEUDO_OVERWRITE;
}

/* Blocks that are not spare. */
static uint32_t user_blocks_of(const struct burnrig_disc *disc)
{
	return disc->state.formatted_blocks ? disc->state.formatted_blocks
					    : disc->definition->capacity_blocks;
}

static void wake(struct burnrig_disc *disc)
{
	if (disc->state.status == DISC_OTHER)
		disc->rules = &medium_rules_bd_r_random;
}

static bool format_option_at(
	const struct burnrig_disc *disc, unsigned index, struct disc_format_option *ret_option)
{
	if (disc->state.status != DISC_EMPTY || disc->state.formatted_blocks)
		return false; /* only once */
	return bd_format_option_at(disc, index, BD_FORMAT_R_WITH_SPARES, ret_option);
}

static struct sense bd_r_format(
	struct burnrig_disc *disc, const struct disc_format_request *request)
{
	struct disc_state *state = &disc->state;
	uint32_t spare_blocks = 0;

	if (state->status != DISC_EMPTY || state->formatted_blocks)
		return sense_of(SENSE_ID_CANNOT_FORMAT_INCOMPATIBLE_MEDIUM);
	if (request->sub_type > SUB_TYPE_RANDOM)
		return sense_bad_parameter(8, 1);
	struct sense possible =
		bd_spares_of_format(disc, BD_FORMAT_R_WITH_SPARES, request, &spare_blocks);
	if (!sense_is_good(possible))
		return possible;
	uint32_t user_blocks = disc->definition->capacity_blocks - spare_blocks;

	if (request->sub_type == SUB_TYPE_RANDOM) {
		disc->rules = &medium_rules_bd_r_random;
		return random_format(disc, request->type, user_blocks, spare_blocks);
	}
	state->format_type = request->type;
	state->formatted_blocks = user_blocks;
	state->spare_blocks = spare_blocks;
	rules_last_track(disc)->size_blocks = user_blocks;
	if (request->sub_type == SUB_TYPE_PSEUDO_OVERWRITE)
		state->sessions[0].type = SESSION_TYPE_PSEUDO_OVERWRITE;
	return SENSE_GOOD;
}

/* With pseudo-overwrite the disc is read like a rewritable one: all that is recorded. */
static uint32_t last_lba(const struct burnrig_disc *disc)
{
	int32_t end_lba = sequential_recorded_end_lba(disc);

	if (!bd_r_overwrites(disc))
		return sequential_last_lba(disc);
	return end_lba ? (uint32_t)end_lba - 1 : 0;
}

static struct sense bd_r_write(struct burnrig_disc *disc, const struct write_request *request)
{
	if (disc->state.status == DISC_FINALIZED)
		return sense_of(SENSE_ID_WRITE_PROTECTED);
	if (request->lba < 0 || (uint64_t)request->lba + request->blocks > user_blocks_of(disc))
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	bool over = bd_r_overwrites(disc) && !sequential_writable_at(disc, request->lba);
	struct sense written =
		over ? bd_r_overwrite(disc, request) : sequential_write(disc, request);

	return sense_is_good(written) ? defects_verify(disc, request) : written;
}

/* Is there room for one more track at @start_lba? */
static bool may_open_track(const struct burnrig_disc *disc, int32_t start_lba)
{
	return (uint32_t)start_lba + BD_CLUSTER_BLOCKS <= user_blocks_of(disc) &&
	       disc->state.track_count < BD_R_TRACKS_MAX;
}

static struct sense open_track(struct burnrig_disc *disc, int32_t start_lba)
{
	struct disc_track *track = rules_open_track(disc, start_lba);

	if (!track)
		return sense_of(SENSE_ID_INTERNAL_TARGET_FAILURE);
	track->size_blocks = user_blocks_of(disc) - (uint32_t)start_lba;
	return SENSE_GOOD;
}

static struct sense bd_r_reserve(struct burnrig_disc *disc, uint32_t blocks)
{
	bool may_open = sequential_open_tracks(disc) < BD_R_OPEN_TRACKS_MAX;
	struct sense reserved = sequential_reserve(disc, blocks, may_open);
	int32_t end_lba = disc_track_end_lba(rules_last_track(disc));

	if (!sense_is_good(reserved) || !may_open_track(disc, end_lba))
		return reserved;
	return open_track(disc, end_lba);
}

/* A track that was reserved keeps its size, the growing one ends behind what is recorded. */
static struct sense end_track(struct burnrig_disc *disc, struct disc_track *track)
{
	struct sense padded = sequential_pad(disc, track);

	if (!sense_is_good(padded))
		return padded;
	if (!track->reserved)
		track->size_blocks = track->recorded_blocks;
	track->closed = true;
	return SENSE_GOOD;
}

static struct sense bd_r_close_track(struct burnrig_disc *disc, unsigned number)
{
	struct disc_track *track = sequential_find_track(disc, number);
	bool last = track == rules_last_track(disc);

	if (!track)
		return sense_bad_cdb_field(4, SENSE_NO_BIT);
	if (track->closed || sequential_is_invisible(track))
		return SENSE_GOOD; /* nothing to close */
	struct sense closed = end_track(disc, track);
	int32_t end_lba = disc_track_end_lba(track);

	if (!sense_is_good(closed) || !last || !may_open_track(disc, end_lba))
		return closed;
	return open_track(disc, end_lba);
}

/* All tracks of the last session are closed; the invisible one goes. */
static struct sense end_session_tracks(struct burnrig_disc *disc)
{
	struct disc_state *state = &disc->state;

	if (sequential_is_invisible(rules_last_track(disc)))
		state->track_count--;
	for (unsigned i = 0; i < state->track_count; i++) {
		struct disc_track *track = &state->tracks[i];
		struct sense closed = track->closed ? SENSE_GOOD : end_track(disc, track);

		if (!sense_is_good(closed))
			return closed;
	}
	return SENSE_GOOD;
}

static struct sense open_next_session(struct burnrig_disc *disc, int32_t end_lba)
{
	if (!may_open_track(disc, end_lba)) {
		disc->state.status = DISC_FINALIZED;
		return SENSE_GOOD;
	}
	if (!rules_open_session(disc, end_lba))
		return sense_of(SENSE_ID_INTERNAL_TARGET_FAILURE);
	rules_last_track(disc)->size_blocks = user_blocks_of(disc) - (uint32_t)end_lba;
	return SENSE_GOOD;
}

/* The last session has no track of its own: there is nothing to close but the disc. */
static struct sense close_empty_session(struct burnrig_disc *disc, unsigned function)
{
	if (function == CLOSE_SESSION)
		return SENSE_GOOD;
	if (disc->state.session_count == 1)
		return sense_of(SENSE_ID_CURRENT_PROGRAM_AREA_IS_EMPTY);
	rules_drop_empty_session(disc);
	disc->state.status = DISC_FINALIZED;
	return SENSE_GOOD;
}

static struct sense bd_r_close_session(
	struct burnrig_disc *disc, unsigned function, const struct write_parameters *parameters)
{
	(void)parameters; /* mode page 05h says nothing to BD-R */
	if (function != CLOSE_SESSION && function != FINALIZE)
		return sense_bad_cdb_field(2, 2);
	if (disc->state.status == DISC_FINALIZED)
		return SENSE_GOOD; /* nothing to close */
	if (rules_last_session(disc)->status == SESSION_EMPTY)
		return close_empty_session(disc, function);
	struct sense ended = end_session_tracks(disc);
	if (!sense_is_good(ended))
		return ended;
	int32_t end_lba = disc_track_end_lba(rules_last_track(disc));

	rules_last_session(disc)->status = SESSION_COMPLETE;
	rules_last_session(disc)->lead_out_lba = end_lba;
	if (function == CLOSE_SESSION)
		return open_next_session(disc, end_lba);
	disc->state.status = DISC_FINALIZED;
	return SENSE_GOOD;
}

const struct medium_rules medium_rules_bd_r = {
	.profile = MMC_PROFILE_BD_R_SRM,
	.start_blank = sequential_start_blank,
	.wake = wake,
	.can_write = sequential_can_write,
	.last_lba = last_lba,
	.read = bd_r_read,
	.write = bd_r_write,
	.flush = sequential_flush,
	.close_track = bd_r_close_track,
	.close_session = bd_r_close_session,
	.reserve_track = bd_r_reserve,
	.format_sub_types = true,
	.format = bd_r_format,
	.format_option_at = format_option_at,
	.free_blocks = sequential_free_blocks,
};
