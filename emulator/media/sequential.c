/* SPDX-License-Identifier: MIT */
#include "emulator/media/sequential.h"

#include "emulator/media/image.h"
#include "emulator/media/rules.h"

bool sequential_start_blank(struct burnrig_disc *disc)
{
	disc->state.status = DISC_EMPTY;
	return rules_open_session(disc, 0);
}

bool sequential_can_write(const struct burnrig_disc *disc)
{
	return disc->state.status != DISC_FINALIZED;
}

int32_t sequential_recorded_end_lba(const struct burnrig_disc *disc)
{
	int32_t end = 0;

	for (unsigned i = 0; i < disc->state.track_count; i++) {
		const struct disc_track *track = &disc->state.tracks[i];

		if (track->recorded_blocks)
			end = track->start_lba + (int32_t)track->recorded_blocks;
	}
	return end;
}

uint32_t sequential_last_lba(const struct burnrig_disc *disc)
{
	uint32_t last = 0;

	for (unsigned i = 0; i < disc->state.session_count; i++) {
		const struct disc_session *session = &disc->state.sessions[i];

		if (session->status == SESSION_COMPLETE)
			last = (uint32_t)session->lead_out_lba - 1;
	}
	return last;
}

uint32_t sequential_free_blocks(const struct burnrig_disc *disc, const struct disc_track *track)
{
	(void)disc;
	return track->size_blocks - track->recorded_blocks;
}

struct sense sequential_read(struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	const struct iovec *out, size_t out_count, uint32_t *ret_blocks_read)
{
	struct scatter list = scatter_start(out, out_count);

	if (lba < 0 || (int64_t)lba + blocks > sequential_recorded_end_lba(disc))
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	return image_read_mapped(disc, lba, blocks, &list, false, ret_blocks_read);
}

/* @blocks of zeros more. */
static struct sense append_zeros(
	struct burnrig_disc *disc, struct disc_track *track, uint32_t blocks)
{
	if (image_clear(disc, track->next_writable_lba, blocks) < 0)
		return sense_at(SENSE_ID_WRITE_ERROR, (uint32_t)track->next_writable_lba);
	rules_recorded(disc, track, blocks);
	return SENSE_GOOD;
}

struct sense sequential_pad(struct burnrig_disc *disc, struct disc_track *track)
{
	uint32_t unit_blocks = disc->definition->recording_unit_blocks;
	uint32_t full = round_up(track->recorded_blocks, unit_blocks);

	return append_zeros(disc, track, full - track->recorded_blocks);
}

struct disc_track *sequential_find_track(const struct burnrig_disc *disc, unsigned number)
{
	if (number == 0xFF)
		return rules_last_track(disc);
	for (unsigned i = 0; i < disc->state.track_count; i++) {
		if (disc->state.tracks[i].number == number)
			return &disc->state.tracks[i];
	}
	return NULL;
}

struct disc_track *sequential_writable_at(const struct burnrig_disc *disc, int32_t lba)
{
	for (unsigned i = 0; i < disc->state.track_count; i++) {
		struct disc_track *track = &disc->state.tracks[i];

		if (!track->closed && track->next_writable_lba == lba)
			return track;
	}
	return NULL;
}

struct sense sequential_write(struct burnrig_disc *disc, const struct write_request *request)
{
	if (disc->state.status == DISC_FINALIZED)
		return sense_of(SENSE_ID_WRITE_PROTECTED);
	if (request->lba < 0 ||
		(uint64_t)request->lba + request->blocks > disc->definition->capacity_blocks)
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	struct disc_track *track = sequential_writable_at(disc, request->lba);
	if (!track)
		return sense_of(SENSE_ID_INVALID_ADDRESS_FOR_WRITE);
	if (request->blocks > sequential_free_blocks(disc, track))
		return sense_of(SENSE_ID_END_OF_USER_AREA_ENCOUNTERED);
	if (!request->blocks)
		return SENSE_GOOD;
	struct scatter data = scatter_start(request->data, request->data_count);
	if (image_write(disc, request->lba, request->blocks, &data) < 0)
		return sense_at(SENSE_ID_WRITE_ERROR, (uint32_t)request->lba);
	rules_recorded(disc, track, request->blocks);
	disc->state.status = DISC_INCOMPLETE;
	rules_last_session(disc)->status = SESSION_INCOMPLETE;
	return SENSE_GOOD;
}

struct sense sequential_flush(struct burnrig_disc *disc)
{
	for (unsigned i = 0; i < disc->state.track_count; i++) {
		struct disc_track *track = &disc->state.tracks[i];
		struct sense padded = track->closed ? SENSE_GOOD : sequential_pad(disc, track);

		if (!sense_is_good(padded))
			return padded;
	}
	return SENSE_GOOD;
}

unsigned sequential_tracks_of_open_session(const struct burnrig_disc *disc)
{
	return disc->state.track_count - rules_first_track_of_last_session(disc);
}

unsigned sequential_open_tracks(const struct burnrig_disc *disc)
{
	unsigned count = 0;

	for (unsigned i = 0; i < disc->state.track_count; i++)
		count += !disc->state.tracks[i].closed;
	return count;
}

bool sequential_is_invisible(const struct disc_track *track)
{
	return !track->closed && !track->reserved && !track->recorded_blocks;
}

struct sense sequential_reserve(struct burnrig_disc *disc, uint32_t blocks, bool may_open)
{
	struct disc_track *track = rules_last_track(disc);

	if (disc->state.status == DISC_FINALIZED)
		return sense_of(SENSE_ID_WRITE_PROTECTED);
	if (track->closed || track->reserved || !may_open)
		return sense_of(SENSE_ID_NO_MORE_TRACK_RESERVATIONS_ALLOWED);
	if (track->recorded_blocks)
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR);
	if (!blocks || blocks > track->size_blocks)
		return sense_bad_cdb_field(5, SENSE_NO_BIT);
	track->size_blocks = round_up(blocks, disc->definition->recording_unit_blocks);
	track->reserved = true;
	disc->state.status = DISC_INCOMPLETE;
	rules_last_session(disc)->status = SESSION_INCOMPLETE;
	return SENSE_GOOD;
}

/* Everything reserved is recorded, with zeros behind what the host wrote. */
static struct sense fill(struct burnrig_disc *disc, struct disc_track *track)
{
	return append_zeros(disc, track, track->size_blocks - track->recorded_blocks);
}

struct sense sequential_end_track(struct burnrig_disc *disc, struct disc_track *track)
{
	struct sense filled = track->reserved ? fill(disc, track) : sequential_pad(disc, track);

	if (!sense_is_good(filled))
		return filled;
	track->size_blocks = track->recorded_blocks;
	track->closed = true;
	return SENSE_GOOD;
}

struct sense sequential_end_session_tracks(struct burnrig_disc *disc)
{
	uint16_t session = rules_last_session(disc)->number;

	for (unsigned i = 0; i < disc->state.track_count; i++) {
		const struct disc_track *track = &disc->state.tracks[i];

		if (track->session == session && track->reserved && !track->closed &&
			track->recorded_blocks < track->size_blocks)
			return sense_of(SENSE_ID_EMPTY_OR_PARTIALLY_WRITTEN_RESERVED_TRACK);
	}
	for (unsigned i = 0; i < disc->state.track_count; i++) {
		struct disc_track *track = &disc->state.tracks[i];
		struct sense closed = SENSE_GOOD;

		if (!track->closed && track->recorded_blocks)
			closed = sequential_end_track(disc, track);
		if (!sense_is_good(closed))
			return closed;
	}
	return SENSE_GOOD;
}

struct sense sequential_gap(
	struct burnrig_disc *disc, int32_t lba, uint32_t blocks, enum sense_id failure)
{
	if (image_clear(disc, lba, blocks) < 0)
		return sense_at(failure, (uint32_t)lba);
	rules_mark(disc, lba, blocks, BLOCK_WRITTEN);
	return SENSE_GOOD;
}
