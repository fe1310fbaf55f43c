/* SPDX-License-Identifier: MIT */
/*
 * dvd_rw_blank.c: BLANK of DVD-RW (MMC-6 6.1): all of it, or parts of its last border. A single RZone
 * cannot be blanked, but its tail can, from a linking block on. Of a formatted disc, and of one that
 * is recorded at once, there are no parts.
 */
#include "emulator/media/dvd_minus.h"
#include "emulator/media/dvd_rw.h"
#include "emulator/media/image.h"
#include "emulator/media/rules.h"
#include "emulator/media/sequential.h"

static struct sense erase(struct burnrig_disc *disc, int32_t lba, int32_t end_lba)
{
	uint32_t blocks = (uint32_t)(end_lba - lba);

	if (image_clear(disc, lba, blocks) < 0)
		return sense_at(SENSE_ID_WRITE_ERROR, (uint32_t)lba);
	rules_mark(disc, lba, blocks, BLOCK_NEVER_WRITTEN);
	return SENSE_GOOD;
}

static struct sense erase_from(struct burnrig_disc *disc, int32_t lba)
{
	return erase(disc, lba, (int32_t)disc->definition->capacity_blocks);
}

/* Minimally blanked it can only be recorded at once. */
static struct sense blank_all(struct burnrig_disc *disc, unsigned type)
{
	struct sense erased = erase_from(disc, 0);

	if (!sense_is_good(erased))
		return erased;
	dvd_rw_start_over(disc);
	disc->state.tracks[0].packet = type == BLANK_DISC;
	disc->rules = &medium_rules_dvd_rw_sequential;
	return SENSE_GOOD;
}

/* From the RZone at @index on the last border is blank again. */
static struct sense reopen_at(struct burnrig_disc *disc, unsigned index)
{
	bool first = index == rules_first_track_of_last_session(disc);
	int32_t start_lba = disc->state.tracks[index].start_lba;
	struct sense erased = erase_from(disc, start_lba);

	if (!sense_is_good(erased))
		return erased;
	disc->state.track_count = index;
	if (!dvd_minus_open_rzone(disc, start_lba))
		return sense_of(SENSE_ID_INTERNAL_TARGET_FAILURE);
	rules_last_session(disc)->status = first ? SESSION_EMPTY : SESSION_INCOMPLETE;
	rules_last_session(disc)->lead_out_lba = 0;
	disc->state.status = index ? DISC_INCOMPLETE : DISC_EMPTY;
	return SENSE_GOOD;
}

/* The last RZone of an open border, or the one before the invisible one, is gone. */
static struct sense unreserve(struct burnrig_disc *disc)
{
	unsigned index = disc->state.track_count - 1;

	if (rules_last_session(disc)->status == SESSION_COMPLETE)
		return sense_bad_cdb_field(1, 2);
	if (sequential_is_invisible(&disc->state.tracks[index]) &&
		index > rules_first_track_of_last_session(disc))
		index--;
	return reopen_at(disc, index);
}

/* Recording can go on from @lba: what the RZone has behind it becomes its reservation. */
static struct sense blank_tail(struct burnrig_disc *disc, int32_t lba)
{
	const struct disc_track *found = disc_track_of_lba(disc, lba);

	if (!found)
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	if (found->session != rules_last_session(disc)->number ||
		rules_last_session(disc)->status == SESSION_COMPLETE)
		return sense_bad_cdb_field(2, SENSE_NO_BIT);
	struct disc_track *track = &disc->state.tracks[found->number - 1];
	uint32_t offset = (uint32_t)(lba - track->start_lba);
	if (offset % disc->definition->recording_unit_blocks || offset > track->recorded_blocks)
		return sense_of(SENSE_ID_INVALID_ADDRESS_FOR_WRITE);
	if (track->closed && !dvd_minus_may_open_rzone(disc))
		return sense_of(SENSE_ID_NO_MORE_TRACK_RESERVATIONS_ALLOWED);
	struct sense erased = erase(disc, lba, disc_track_end_lba(track));
	if (!sense_is_good(erased))
		return erased;
	track->reserved = track->reserved || track->closed;
	track->closed = false;
	track->damaged = false;
	track->recorded_blocks = offset;
	track->next_writable_lba = lba;
	return SENSE_GOOD;
}

/* Is the last border, an empty one not counted, of RZones, and not a disc at once? */
static bool last_border_has_rzones(const struct burnrig_disc *disc)
{
	return rules_last_track(disc)->packet;
}

/* Border-in and Border-out of the last complete border go: more can be appended to it. */
static struct sense unclose(struct burnrig_disc *disc)
{
	rules_drop_empty_session(disc);
	struct disc_session *session = rules_last_session(disc);
	if (session->status != SESSION_COMPLETE)
		return SENSE_GOOD;
	struct sense erased = erase_from(disc, session->lead_out_lba);
	if (!sense_is_good(erased))
		return erased;
	session->status = SESSION_INCOMPLETE;
	disc->state.status = DISC_INCOMPLETE;
	int32_t end_lba = session->lead_out_lba;

	session->lead_out_lba = 0;
	return dvd_minus_open_invisible_rzone(disc, end_lba);
}

static struct sense blank_part(struct burnrig_disc *disc, unsigned type, uint32_t address)
{
	if (!last_border_has_rzones(disc))
		return sense_of(SENSE_ID_ILLEGAL_MODE_FOR_THIS_TRACK);
	switch (type) {
	case BLANK_UNRESERVE:
		return unreserve(disc);
	case BLANK_TRACK_TAIL:
		return blank_tail(disc, (int32_t)address);
	case BLANK_UNCLOSE_SESSION:
		return unclose(disc);
	default: /* BLANK_SESSION */
		rules_drop_empty_session(disc);
		return reopen_at(disc, rules_first_track_of_last_session(disc));
	}
}

struct sense dvd_rw_blank(struct burnrig_disc *disc, unsigned type, uint32_t address)
{
	bool whole = type == BLANK_DISC || type == BLANK_MINIMAL;
	bool part = type >= BLANK_UNRESERVE && type <= BLANK_SESSION;

	if (!whole && (!part || disc->rules != &medium_rules_dvd_rw_sequential))
		return sense_bad_cdb_field(1, 2);
	rehearsal_end(disc);
	return whole ? blank_all(disc, type) : blank_part(disc, type, address);
}
