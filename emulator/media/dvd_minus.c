/* SPDX-License-Identifier: MIT */
/*
 * Gaps: drives leave a linking loss area of one ECC block between two RZones, and from the end of a
 * border to the next one's first RZone 28688 blocks (seen in reports of dvd+rw-mediainfo: 132800 ->
 * 161488, 65264 -> 93952): a first Border Zone of 28672 and a link. Later Border Zones are shorter,
 * 6144 here (ECMA-359 25.3: 6 to 18 MB). All are recorded as zeros, and read so.
 */
#include "emulator/media/dvd_minus.h"

#include "emulator/media/dvd_r_dl_jump.h"
#include "emulator/media/profile.h"
#include "emulator/media/rules.h"
#include "emulator/media/sequential.h"

#define ECC_BLOCKS	    16
#define LINK_BLOCKS	    16
#define FIRST_BORDER_BLOCKS 28672
#define LATER_BORDER_BLOCKS 6144
#define RZONES_OPEN_MAX	    3

enum { WRITE_INCREMENTAL = 0, WRITE_AT_ONCE = 2 };
enum { NEXT_SESSION_ALLOWED = 3 };
enum { CLOSE_BORDER = 2 }; /* CLOSE TRACK SESSION; 1, an RZone, is close_track */

struct disc_track *dvd_minus_open_rzone(struct burnrig_disc *disc, int32_t start_lba)
{
	struct disc_track *track = rules_open_track(disc, start_lba);

	if (track)
		track->packet = true;
	return track;
}

bool dvd_minus_start_blank(struct burnrig_disc *disc)
{
	if (!sequential_start_blank(disc))
		return false;
	rules_last_track(disc)->packet = true;
	return true;
}

static uint32_t border_blocks(unsigned session)
{
	return LINK_BLOCKS + (session == 1 ? FIRST_BORDER_BLOCKS : LATER_BORDER_BLOCKS);
}

bool dvd_minus_next_lead_in_lba(const struct burnrig_disc *disc, int32_t *ret_lba)
{
	if (disc->state.status == DISC_FINALIZED)
		return false;
	*ret_lba = 0;
	if (disc->state.session_count > 1)
		*ret_lba = rules_last_track(disc)->start_lba - LINK_BLOCKS;
	return true;
}

static bool is_blank(const struct burnrig_disc *disc)
{
	const struct disc_track *track = rules_last_track(disc);

	return disc->state.track_count == 1 && !track->recorded_blocks && !track->closed;
}

/* May the RZone be recorded in the way that mode page 05h says? */
static struct sense check_write_type(const struct burnrig_disc *disc,
	const struct disc_track *track, const struct write_parameters *how)
{
	bool possible = false;

	if (how->write_type == WRITE_INCREMENTAL)
		possible = track->packet;
	if (how->write_type == WRITE_AT_ONCE)
		possible = !track->packet || (is_blank(disc) && !track->reserved);
	return possible ? SENSE_GOOD : sense_of(SENSE_ID_ILLEGAL_MODE_FOR_THIS_TRACK);
}

struct sense dvd_minus_write(struct burnrig_disc *disc, const struct write_request *request)
{
	const struct write_parameters *how = request->parameters;

	if (!how->test_write)
		rehearsal_end(disc);
	struct disc_track *track = sequential_writable_at(disc, request->lba);
	struct sense possible = track ? check_write_type(disc, track, how) : SENSE_GOOD;
	if (!sense_is_good(possible))
		return possible;
	if (how->test_write && request->blocks && !rehearsal_begin(disc))
		return sense_of(SENSE_ID_INTERNAL_TARGET_FAILURE);
	struct sense written = sequential_write(disc, request);
	if (sense_is_good(written) && request->blocks && how->write_type == WRITE_AT_ONCE)
		rules_last_track(disc)->packet = false;
	return written;
}

/* The last border ends behind its last recorded RZone; one that was never begun goes. */
static struct sense complete_border(struct burnrig_disc *disc, bool next_allowed)
{
	struct disc_state *state = &disc->state;
	struct disc_session *session = rules_last_session(disc);

	if (!rules_last_track(disc)->closed)
		state->track_count--;
	int32_t end_lba = disc_track_end_lba(rules_last_track(disc));
	int32_t start_lba = end_lba + (int32_t)border_blocks(session->number);
	session->status = SESSION_COMPLETE;
	session->lead_out_lba = end_lba;
	if (disc->rules == &medium_rules_dvd_r_dl) /* one border only, ECMA-382 */
		next_allowed = false;
	if (!next_allowed || start_lba + ECC_BLOCKS > (int32_t)disc->definition->capacity_blocks) {
		state->status = DISC_FINALIZED;
		return SENSE_GOOD;
	}
	struct sense ended = sequential_gap(disc, end_lba, border_blocks(session->number),
		SENSE_ID_SESSION_FIXATION_ERROR_LEAD_OUT);
	if (!sense_is_good(ended))
		return ended;
	if (!rules_open_session(disc, start_lba))
		return sense_of(SENSE_ID_INTERNAL_TARGET_FAILURE);
	rules_last_track(disc)->packet = true;
	return SENSE_GOOD;
}

/* A disc at once is complete when all that was reserved has come, or the host has no more. */
static struct sense flush_at_once(struct burnrig_disc *disc, struct disc_track *track)
{
	if (!track->recorded_blocks ||
		(track->reserved && track->recorded_blocks < track->size_blocks))
		return SENSE_GOOD;
	if (disc->rehearsal.running) {
		rehearsal_end(disc);
		return SENSE_GOOD;
	}
	track->size_blocks = round_up(track->recorded_blocks, ECC_BLOCKS);
	struct sense ended = sequential_end_track(disc, track);
	return sense_is_good(ended) ? complete_border(disc, false) : ended;
}

struct sense dvd_minus_flush(struct burnrig_disc *disc)
{
	struct disc_track *track = rules_last_track(disc);

	if (!track->packet && !track->closed)
		return flush_at_once(disc, track);
	return sequential_flush(disc);
}

struct sense dvd_minus_open_invisible_rzone(struct burnrig_disc *disc, int32_t end_lba)
{
	int32_t start_lba = end_lba + LINK_BLOCKS;

	if (start_lba + ECC_BLOCKS > (int32_t)disc->definition->capacity_blocks)
		return SENSE_GOOD; /* none: the border can only be closed */
	struct sense linked = sequential_gap(disc, end_lba, LINK_BLOCKS, SENSE_ID_WRITE_ERROR);
	if (!sense_is_good(linked))
		return linked;
	return dvd_minus_open_rzone(disc, start_lba) ? SENSE_GOOD
						     : sense_of(SENSE_ID_INTERNAL_TARGET_FAILURE);
}

struct sense dvd_minus_close_track(struct burnrig_disc *disc, unsigned number)
{
	struct disc_track *track = sequential_find_track(disc, number);
	bool last = track == rules_last_track(disc);

	if (!track)
		return sense_bad_cdb_field(4, SENSE_NO_BIT);
	if (track->closed || (!track->recorded_blocks && !track->reserved))
		return SENSE_GOOD; /* nothing to close */
	if (!track->packet)
		return dvd_minus_flush(disc);
	struct sense closed = sequential_end_track(disc, track);
	if (!sense_is_good(closed) || !last)
		return closed;
	return dvd_minus_open_invisible_rzone(disc, disc_track_end_lba(track));
}

struct sense dvd_minus_close_session(
	struct burnrig_disc *disc, unsigned function, const struct write_parameters *parameters)
{
	bool next_allowed = parameters->multi_session == NEXT_SESSION_ALLOWED;

	if (function != CLOSE_BORDER)
		return sense_bad_cdb_field(2, 2);
	if (disc->rehearsal.running) {
		rehearsal_end(disc);
		return SENSE_GOOD;
	}
	if (rules_last_session(disc)->status != SESSION_INCOMPLETE)
		return SENSE_GOOD; /* nothing to close */
	struct sense ended = sequential_end_session_tracks(disc);
	if (!sense_is_good(ended))
		return ended;
	return complete_border(disc, next_allowed);
}

bool dvd_minus_may_open_rzone(const struct burnrig_disc *disc)
{
	return sequential_open_tracks(disc) < RZONES_OPEN_MAX;
}

struct sense dvd_minus_reserve_track(struct burnrig_disc *disc, uint32_t blocks)
{
	if (disc->state.status != DISC_FINALIZED && !rules_last_track(disc)->packet)
		return sense_of(SENSE_ID_ILLEGAL_MODE_FOR_THIS_TRACK);
	struct sense reserved = sequential_reserve(disc, blocks, dvd_minus_may_open_rzone(disc));
	if (!sense_is_good(reserved))
		return reserved;
	return dvd_minus_open_invisible_rzone(disc, disc_track_end_lba(rules_last_track(disc)));
}

struct sense dvd_minus_reserve_at_once(
	struct burnrig_disc *disc, uint32_t blocks, const struct write_parameters *parameters)
{
	if (!parameters->test_write)
		rehearsal_end(disc);
	struct disc_track *track = rules_last_track(disc);

	if (disc->state.status == DISC_FINALIZED)
		return sense_of(SENSE_ID_WRITE_PROTECTED);
	if (!is_blank(disc) || track->reserved)
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR);
	if (!blocks || blocks > track->size_blocks)
		return sense_bad_cdb_field(5, SENSE_NO_BIT);
	if (parameters->test_write && !rehearsal_begin(disc))
		return sense_of(SENSE_ID_INTERNAL_TARGET_FAILURE);
	track->size_blocks = blocks;
	track->reserved = true;
	track->packet = false;
	disc->state.status = DISC_INCOMPLETE;
	rules_last_session(disc)->status = SESSION_INCOMPLETE;
	return SENSE_GOOD;
}

const struct medium_rules medium_rules_dvd_r = {
	.profile = MMC_PROFILE_DVD_R_SEQUENTIAL,
	DVD_MINUS_SEQUENTIAL,
};

const struct medium_rules medium_rules_dvd_r_dl = {
	.profile = MMC_PROFILE_DVD_R_DL_SEQUENTIAL,
	.wake = dvd_r_dl_wake,
	DVD_MINUS_SEQUENTIAL,
};
