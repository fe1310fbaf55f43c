/* SPDX-License-Identifier: MIT */
/*
 * Raw recording (write type 3): the host gives all channels of all blocks, from the lead-in to the
 * lead-out. What tracks there are is seen in the Q sub-channel as it passes, as a reader would see it.
 * Data comes scrambled, as the channel carries it.
 */
#include <string.h>

#include "emulator/media/cd_family.h"

#define TNO_LEAD_IN	    0x00
#define TNO_LEAD_OUT	    0xAA
#define LEAD_OUT_BLOCKS_MAX 6750

static unsigned from_bcd(uint8_t bcd)
{
	return (bcd >> 4) * 10U + (bcd & 0xF);
}

/* The frames of relative time in a position of Q. */
static int32_t relative_frames(const uint8_t *q)
{
	return (int32_t)((from_bcd(q[3]) * 60 + from_bcd(q[4])) * 75 + from_bcd(q[5]));
}

static void close_current(struct burnrig_disc *disc, int32_t end_lba)
{
	struct disc_track *track = rules_last_track(disc);

	track->closed = true;
	track->reserved = false;
	track->size_blocks =
		end_lba > track->start_lba ? (uint32_t)(end_lba - track->start_lba) : 0;
}

static bool begin_track(struct burnrig_disc *disc, int32_t lba, const uint8_t *q)
{
	struct disc_track *track = rules_last_track(disc);
	int32_t to_start = q[2] ? -relative_frames(q) : relative_frames(q);

	if (track->reserved) { /* begun: the one before */
		close_current(disc, lba);
		track = disc->state.track_count < CD_TRACKS_MAX ? rules_open_track(disc, lba)
								: NULL;
	}
	if (!track)
		return false;
	track->start_lba = lba + to_start;
	track->pre_gap_blocks = to_start > 0 ? (uint32_t)to_start : 0;
	track->control = q[0] >> 4;
	track->data_mode = track->control & CD_CONTROL_DATA ? 1 : 0xF;
	track->reserved = true; /* see cd_wake */
	return true;
}

/* The pause's own count may end at 1 or at 0; where index 1 begins is sure when it has come. */
static void settle_start(struct disc_track *track, int32_t lba, const uint8_t *q)
{
	int32_t pre_gap_lba = track->start_lba - (int32_t)track->pre_gap_blocks;

	track->start_lba = lba - relative_frames(q);
	track->pre_gap_blocks =
		track->start_lba > pre_gap_lba ? (uint32_t)(track->start_lba - pre_gap_lba) : 0;
}

/* What a block's Q says of where tracks are. */
static bool note_position(struct burnrig_disc *disc, int32_t lba, const uint8_t *q)
{
	struct cd_raw *raw = &disc->cd->raw;
	struct disc_track *track = rules_last_track(disc);
	bool position = (q[0] & 0xF) == ADR_POSITION && cd_q_is_intact(q);
	unsigned number = from_bcd(q[1]);

	if (raw->ended)
		return true;
	if (position && q[1] == TNO_LEAD_OUT) {
		raw->ended = true;
		raw->lead_out_lba = lba;
		if (track->reserved)
			close_current(disc, lba);
		return true;
	}
	if (position && q[1] != TNO_LEAD_IN && (!track->reserved || number == track->number + 1U) &&
		!begin_track(disc, lba, q))
		return false;
	track = rules_last_track(disc);
	if (position && track->reserved && q[2] && !track->recorded_blocks)
		settle_start(track, lba, q);
	if (track->reserved && (track->recorded_blocks || (position && q[2])) &&
		lba >= track->start_lba)
		track->recorded_blocks = (uint32_t)(lba + 1 - track->start_lba);
	track->next_writable_lba = track->start_lba + (int32_t)track->recorded_blocks;
	return true;
}

/* Sub-channels as the host gives them: 96 interleaved, or 16 of Q and P. */
static void take_subchannels(struct scatter *data, uint32_t bytes, uint8_t *channels)
{
	uint8_t pq[16];

	memset(channels, 0, CD_SUBCHANNEL_BYTES);
	if (bytes == CD_SUBCHANNEL_BYTES) {
		scatter_get(data, channels, bytes);
		return;
	}
	scatter_get(data, pq, sizeof pq);
	cd_subchannel_put(channels, pq, pq[15] & 0x80);
}

static struct sense record(
	struct burnrig_disc *disc, int32_t lba, uint32_t subchannel_bytes, struct scatter *data)
{
	uint8_t sector[CD_SECTOR_STORED_BYTES], q[12];

	scatter_get(data, sector, CD_SECTOR_BYTES);
	take_subchannels(data, subchannel_bytes, sector + CD_SECTOR_BYTES);
	cd_subchannel_q(sector + CD_SECTOR_BYTES, q);
	if (q[0] >> 4 & CD_CONTROL_DATA)
		cd_sector_scramble(sector);
	if (!note_position(disc, lba, q))
		return sense_of(SENSE_ID_INTERNAL_TARGET_FAILURE);
	/* the lead-out lies behind the last address that the disc file has room for */
	if (lba < (int32_t)disc->definition->capacity_blocks && cd_store_put(disc, lba, sector) < 0)
		return sense_at(SENSE_ID_WRITE_ERROR, (uint32_t)lba);
	return SENSE_GOOD;
}

static struct sense check_start(const struct burnrig_disc *disc, int32_t lba)
{
	const struct disc_track *open = rules_last_track(disc);
	int32_t lead_in_lba;

	if (open->closed || rules_last_session(disc)->status != SESSION_EMPTY ||
		!cd_next_lead_in_lba(disc, &lead_in_lba))
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR);
	if (lba < lead_in_lba || lba >= open->start_lba - CD_PRE_GAP_BLOCKS)
		return sense_of(SENSE_ID_INVALID_ADDRESS_FOR_WRITE);
	return SENSE_GOOD;
}

static struct sense check_write(
	const struct burnrig_disc *disc, const struct write_request *request)
{
	const struct cd_form *form = cd_form_of_block_type(request->parameters->data_block_type);
	const struct cd_raw *raw = &disc->cd->raw;

	if (!form || !form->subchannel_bytes)
		return sense_of(SENSE_ID_ILLEGAL_MODE_FOR_THIS_TRACK);
	if ((int64_t)request->lba + request->blocks >
		(int64_t)disc->definition->capacity_blocks + LEAD_OUT_BLOCKS_MAX)
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	if (!raw->started)
		return check_start(disc, request->lba);
	if (disc->rehearsal.running != request->parameters->test_write)
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR);
	return request->lba == raw->next_lba ? SENSE_GOOD
					     : sense_of(SENSE_ID_INVALID_ADDRESS_FOR_WRITE);
}

struct sense cd_raw_write(struct burnrig_disc *disc, const struct write_request *request)
{
	struct cd_raw *raw = &disc->cd->raw;
	const struct cd_form *form = cd_form_of_block_type(request->parameters->data_block_type);
	struct scatter data = scatter_start(request->data, request->data_count);
	struct sense result = check_write(disc, request);

	if (!sense_is_good(result) || !request->blocks)
		return result;
	if (request->parameters->test_write && !rehearsal_begin(disc))
		return sense_of(SENSE_ID_INTERNAL_TARGET_FAILURE);
	if (!raw->started)
		*raw = (struct cd_raw) { .started = true, .next_lba = request->lba };
	raw->next_session_allowed = request->parameters->multi_session == CD_NEXT_SESSION_ALLOWED;
	cd_mark_begun(disc, request->parameters);
	for (uint32_t i = 0; i < request->blocks && sense_is_good(result); i++) {
		result = record(disc, raw->next_lba, form->subchannel_bytes, &data);
		raw->next_lba++;
	}
	return result;
}

struct sense cd_raw_flush(struct burnrig_disc *disc)
{
	struct cd_raw *raw = &disc->cd->raw;

	if (!raw->started || !raw->ended)
		return SENSE_GOOD;
	raw->started = false;
	if (disc->rehearsal.running) {
		cd_rehearsal_end(disc);
		return SENSE_GOOD;
	}
	if (!rules_last_track(disc)->closed)
		return sense_of(SENSE_ID_SESSION_FIXATION_ERROR);
	return cd_complete_session(disc, raw->lead_out_lba, raw->next_session_allowed);
}
