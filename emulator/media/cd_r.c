/* SPDX-License-Identifier: MIT */
/*
 * cd_r.c: CD-R, written once, track at once or (cd_session_at_once.c) a session at once. A track is
 * preceded by a pre-gap of 150 blocks and
 * followed by 2 run-out blocks that cannot be read; there is one open track, the last, which
 * becomes visible when it is closed. Gaps between sessions: lead-out 6750 blocks (2250 from the
 * second on), lead-in 4500, pre-gap 150 (Orange Book part II).
 *
 * A packet is what is written until the host flushes, of any size. It ends with 7 blocks that
 * cannot be read (two run-out, link, four run-in of the next) and are addressed all the same.
 */
#include "emulator/media/cd_session_at_once.h"
#include "emulator/media/cd_store.h"
#include "emulator/media/profile.h"
#include "emulator/media/rules.h"

#define PRE_GAP_BLOCKS	      150
#define RUN_OUT_BLOCKS	      2
#define TRACK_BLOCKS_MIN      300 /* 4 seconds, Red Book */
#define TRACKS_MAX	      99
#define FIRST_LEAD_OUT_BLOCKS 6750
#define LATER_LEAD_OUT_BLOCKS 2250
#define LEAD_IN_BLOCKS	      4500
#define PACKET_LINK_BLOCKS    7
#define CONTROL_DATA	      4

enum { WRITE_TYPE_PACKET = 0, WRITE_TYPE_TRACK_AT_ONCE = 1, WRITE_TYPE_SESSION_AT_ONCE = 2 };
enum { CLOSE_SESSION = 2 };
enum { MULTI_SESSION_NEXT_ALLOWED = 3 };

static bool open_track(struct burnrig_disc *disc, int32_t start_lba)
{
	struct disc_track *track = rules_open_track(disc, start_lba);

	if (track)
		track->pre_gap_blocks = PRE_GAP_BLOCKS;
	return track != NULL;
}

static bool open_session(struct burnrig_disc *disc, int32_t start_lba)
{
	if (!rules_open_session(disc, start_lba))
		return false;
	rules_last_track(disc)->pre_gap_blocks = PRE_GAP_BLOCKS;
	return true;
}

static bool start_blank(struct burnrig_disc *disc)
{
	disc->state.status = DISC_EMPTY;
	return open_session(disc, 0);
}

static bool can_write(const struct burnrig_disc *disc)
{
	return disc->state.status != DISC_FINALIZED && !rules_last_track(disc)->closed;
}

static uint32_t last_lba(const struct burnrig_disc *disc)
{
	uint32_t last = 0;

	for (unsigned i = 0; i < disc->state.session_count; i++) {
		const struct disc_session *session = &disc->state.sessions[i];

		if (session->status == SESSION_COMPLETE)
			last = (uint32_t)session->lead_out_lba - 1;
	}
	return last;
}

static int32_t lead_out_blocks(uint16_t session)
{
	return session == 1 ? FIRST_LEAD_OUT_BLOCKS : LATER_LEAD_OUT_BLOCKS;
}

static bool next_lead_in_lba(const struct burnrig_disc *disc, int32_t *ret_lba)
{
	unsigned count = disc->state.session_count;

	if (disc->state.status == DISC_FINALIZED)
		return false;
	*ret_lba = disc->definition->atip_lead_in_lba;
	if (count > 1)
		*ret_lba = disc->state.sessions[count - 2].lead_out_lba +
			   lead_out_blocks(disc->state.sessions[count - 2].number);
	return true;
}

static uint32_t free_blocks(const struct burnrig_disc *disc, const struct disc_track *track)
{
	uint32_t end = track->packet ? PACKET_LINK_BLOCKS : RUN_OUT_BLOCKS;
	uint32_t used = track->recorded_blocks + end;

	(void)disc;
	return track->size_blocks > used ? track->size_blocks - used : 0;
}

/* The first LBA behind everything recorded, run-out blocks included. */
static int32_t recorded_end_lba(const struct burnrig_disc *disc)
{
	int32_t end = 0;

	for (unsigned i = 0; i < disc->state.track_count; i++) {
		const struct disc_track *track = &disc->state.tracks[i];

		if (track->closed)
			end = disc_track_end_lba(track);
		else if (track->recorded_blocks)
			end = track->start_lba + (int32_t)track->recorded_blocks;
	}
	return end;
}

/* How many of the blocks from @lba are recorded; sense for the first when it is not. */
static struct sense readable_run(
	const struct burnrig_disc *disc, int32_t lba, uint32_t blocks, uint32_t *ret_run)
{
	uint32_t unit = (uint32_t)(lba - CD_FIRST_LBA);

	if (block_map_get(disc->map, unit) != BLOCK_WRITTEN)
		return sense_at(SENSE_ID_L_EC_UNCORRECTABLE_ERROR, (uint32_t)lba);
	*ret_run = block_map_run(disc->map, unit, blocks);
	return SENSE_GOOD;
}

/* Blocks from @lba on that lie in one data track, its pre-gap included. */
static struct sense data_track_run(
	const struct burnrig_disc *disc, int32_t lba, uint32_t blocks, uint32_t *ret_run)
{
	const struct disc_track *track = disc_track_of_lba(disc, lba);

	if (!track) /* lead-out and lead-in between sessions */
		return sense_at(SENSE_ID_L_EC_UNCORRECTABLE_ERROR, (uint32_t)lba);
	if (!(track->control & CONTROL_DATA))
		return sense_of(SENSE_ID_ILLEGAL_MODE_FOR_THIS_TRACK);
	uint32_t left = (uint32_t)(disc_track_end_lba(track) - lba);

	return readable_run(disc, lba, blocks < left ? blocks : left, ret_run);
}

static struct sense cd_r_read(struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	const struct iovec *out, size_t out_count, uint32_t *ret_blocks_read)
{
	struct scatter list = scatter_start(out, out_count);

	if (lba < 0 || (int64_t)lba + blocks > recorded_end_lba(disc))
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	while (*ret_blocks_read < blocks) {
		int32_t at = lba + (int32_t)*ret_blocks_read;
		uint32_t run = 0;
		struct sense readable = data_track_run(disc, at, blocks - *ret_blocks_read, &run);

		if (!sense_is_good(readable))
			return readable;
		if (cd_store_read_user(disc, at, run, &list) < 0)
			return sense_at(SENSE_ID_UNRECOVERED_READ_ERROR, (uint32_t)at);
		*ret_blocks_read += run;
	}
	return SENSE_GOOD;
}

static struct sense cd_r_read_sector(struct burnrig_disc *disc, int32_t lba, uint8_t *out)
{
	uint32_t run;

	if (lba < -PRE_GAP_BLOCKS || lba >= recorded_end_lba(disc))
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	struct sense readable = readable_run(disc, lba, 1, &run);
	if (!sense_is_good(readable))
		return readable;
	return cd_store_read(disc, lba, out) < 0
		       ? sense_at(SENSE_ID_UNRECOVERED_READ_ERROR, (uint32_t)lba)
		       : SENSE_GOOD;
}

/* What mode page 05h asks for must be something that the next track can be. */
static struct sense check_parameters(
	const struct disc_track *track, const struct write_parameters *parameters)
{
	bool data = parameters->track_mode & CONTROL_DATA;
	bool packet = parameters->write_type == WRITE_TYPE_PACKET;

	if (parameters->write_type > WRITE_TYPE_TRACK_AT_ONCE || parameters->test_write)
		return sense_of(SENSE_ID_ILLEGAL_MODE_FOR_THIS_TRACK);
	if (packet && parameters->fixed_packet)
		return sense_of(SENSE_ID_INVALID_PACKET_SIZE);
	if ((packet && !data) || (track->recorded_blocks && track->packet != packet))
		return sense_of(SENSE_ID_ILLEGAL_MODE_FOR_THIS_TRACK);
	if (!cd_block_bytes(parameters->data_block_type) ||
		data != (parameters->data_block_type != CD_BLOCK_RAW_2352))
		return sense_of(SENSE_ID_ILLEGAL_MODE_FOR_THIS_TRACK);
	if (track->recorded_blocks && track->data_block_type != parameters->data_block_type)
		return sense_of(SENSE_ID_ILLEGAL_MODE_FOR_THIS_TRACK);
	return SENSE_GOOD;
}

static struct sense check_write(
	const struct burnrig_disc *disc, const struct write_request *request)
{
	const struct disc_track *track = rules_last_track(disc);

	if ((int64_t)request->lba + request->blocks > disc->definition->capacity_blocks)
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	if (track->closed || request->lba != track->next_writable_lba)
		return sense_of(SENSE_ID_INVALID_ADDRESS_FOR_WRITE);
	if (request->blocks > free_blocks(disc, track))
		return sense_of(SENSE_ID_END_OF_USER_AREA_ENCOUNTERED);
	return check_parameters(track, request->parameters);
}

static uint8_t data_mode_of(unsigned data_block_type)
{
	switch (data_block_type) {
	case CD_BLOCK_MODE_1:
		return 1;
	case CD_BLOCK_MODE_2_FORM_1:
		return 2;
	default:
		return 0xF; /* audio has none */
	}
}

/* The first write of a track settles what it is and records its pre-gap. */
static int begin_track(
	struct burnrig_disc *disc, struct disc_track *track, const struct write_parameters *how)
{
	int32_t pre_gap_lba = track->start_lba - PRE_GAP_BLOCKS;
	bool data = how->track_mode & CONTROL_DATA;

	/* bit 0 says pre-emphasis of audio, and packets of data */
	track->packet = how->write_type == WRITE_TYPE_PACKET;
	track->control = data ? (how->track_mode & 0xE) | track->packet : how->track_mode & 0xF;
	track->data_mode = data_mode_of(how->data_block_type);
	track->data_block_type = how->data_block_type;
	track->copy = how->copy;
	int error = cd_store_write(disc, track, pre_gap_lba, PRE_GAP_BLOCKS, NULL);
	if (error < 0)
		return error;
	rules_mark(disc, pre_gap_lba, PRE_GAP_BLOCKS, BLOCK_WRITTEN);
	disc->state.status = DISC_INCOMPLETE;
	rules_last_session(disc)->status = SESSION_INCOMPLETE;
	rules_last_session(disc)->type = how->session_format;
	return 0;
}

static struct sense track_at_once_write(
	struct burnrig_disc *disc, const struct write_request *request)
{
	struct disc_track *track = rules_last_track(disc);
	struct scatter data = scatter_start(request->data, request->data_count);
	struct sense allowed = check_write(disc, request);

	if (!sense_is_good(allowed) || !request->blocks)
		return allowed;
	if (!track->recorded_blocks && begin_track(disc, track, request->parameters) < 0)
		return sense_at(SENSE_ID_WRITE_ERROR, (uint32_t)request->lba);
	if (cd_store_write(disc, track, request->lba, request->blocks, &data) < 0)
		return sense_at(SENSE_ID_WRITE_ERROR, (uint32_t)request->lba);
	rules_recorded(disc, track, request->blocks);
	return SENSE_GOOD;
}

static struct sense cd_r_write(struct burnrig_disc *disc, const struct write_request *request)
{
	if (disc->state.status == DISC_FINALIZED)
		return sense_of(SENSE_ID_WRITE_PROTECTED);
	if (request->parameters->write_type == WRITE_TYPE_SESSION_AT_ONCE)
		return sao_write(disc, request);
	if (disc->cue->started)
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR); /* the session is not over */
	return track_at_once_write(disc, request);
}

/* In a session at once the cue sheet says what each block is, else mode page 05h. */
static uint64_t cd_r_write_bytes(const struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	const struct write_parameters *parameters)
{
	uint64_t bytes = 0;

	if (parameters->write_type != WRITE_TYPE_SESSION_AT_ONCE)
		return (uint64_t)blocks * cd_block_bytes(parameters->data_block_type);
	for (uint32_t i = 0; i < blocks && sao_block_bytes(disc, lba + (int32_t)i); i++)
		bytes += sao_block_bytes(disc, lba + (int32_t)i);
	return bytes;
}

/* The medium has room for one more track from @start_lba. */
static bool room_for_track(const struct burnrig_disc *disc, int32_t start_lba)
{
	return disc->state.track_count < TRACKS_MAX &&
	       start_lba + TRACK_BLOCKS_MIN + RUN_OUT_BLOCKS <=
		       (int32_t)disc->definition->capacity_blocks;
}

/* Is there something in the open packet? Before the first, and behind a link, there is not. */
static bool packet_is_open(const struct burnrig_disc *disc, const struct disc_track *track)
{
	uint32_t last = (uint32_t)(track->next_writable_lba - 1 - CD_FIRST_LBA);

	return track->recorded_blocks && block_map_get(disc->map, last) == BLOCK_WRITTEN;
}

static struct sense end_packet(struct burnrig_disc *disc)
{
	struct disc_track *track = rules_last_track(disc);

	if (!track->closed && packet_is_open(disc, track)) {
		track->recorded_blocks += PACKET_LINK_BLOCKS;
		track->next_writable_lba += PACKET_LINK_BLOCKS;
	}
	return SENSE_GOOD;
}

/* The open track ends: short ones are filled up to 4 seconds, run-out blocks follow. */
static struct sense end_track(struct burnrig_disc *disc)
{
	struct disc_track *track = rules_last_track(disc);
	uint32_t missing = track->recorded_blocks < TRACK_BLOCKS_MIN
				   ? TRACK_BLOCKS_MIN - track->recorded_blocks
				   : 0;

	if (track->closed || !track->recorded_blocks)
		return SENSE_GOOD; /* nothing to close */
	if (cd_store_write(disc, track, track->next_writable_lba, missing, NULL) < 0)
		return sense_at(SENSE_ID_WRITE_ERROR, (uint32_t)track->next_writable_lba);
	rules_recorded(disc, track, missing);
	track->size_blocks = track->recorded_blocks + RUN_OUT_BLOCKS;
	track->closed = true;
	int32_t start_lba = disc_track_end_lba(track) + PRE_GAP_BLOCKS;
	if (room_for_track(disc, start_lba) && !open_track(disc, start_lba))
		return sense_of(SENSE_ID_INTERNAL_TARGET_FAILURE);
	return SENSE_GOOD;
}

static struct sense cd_r_close_track(struct burnrig_disc *disc, unsigned number)
{
	const struct disc_track *last = rules_last_track(disc);

	if (number == 0xFF || number == last->number)
		return end_track(disc);
	return disc_track(disc, number) ? SENSE_GOOD : sense_bad_cdb_field(4, SENSE_NO_BIT);
}

/* Recorded without a next session, or without room for one, the disc is final. */
static struct sense open_next_session(struct burnrig_disc *disc, bool wanted)
{
	const struct disc_session *session = rules_last_session(disc);
	int32_t start_lba = session->lead_out_lba + lead_out_blocks(session->number) +
			    LEAD_IN_BLOCKS + PRE_GAP_BLOCKS;

	if (!wanted || !room_for_track(disc, start_lba)) {
		disc->state.status = DISC_FINALIZED;
		return SENSE_GOOD;
	}
	return open_session(disc, start_lba) ? SENSE_GOOD
					     : sense_of(SENSE_ID_INTERNAL_TARGET_FAILURE);
}

/* The session's lead-in and lead-out are recorded. */
static struct sense complete_session(struct burnrig_disc *disc, bool next_session_allowed)
{
	rules_last_session(disc)->status = SESSION_COMPLETE;
	rules_last_session(disc)->lead_out_lba = disc_track_end_lba(rules_last_track(disc));
	return open_next_session(disc, next_session_allowed);
}

static struct sense cd_r_close_session(
	struct burnrig_disc *disc, unsigned function, const struct write_parameters *parameters)
{
	if (function != CLOSE_SESSION)
		return sense_bad_cdb_field(2, 2);
	if (rules_last_session(disc)->status != SESSION_INCOMPLETE)
		return SENSE_GOOD; /* nothing to close */
	if (disc->cue->started ||
		(!rules_last_track(disc)->closed && rules_last_track(disc)->recorded_blocks))
		return sense_of(SENSE_ID_SESSION_FIXATION_ERROR_INCOMPLETE_TRACK);
	if (!rules_last_track(disc)->closed)
		disc->state.track_count--; /* the invisible one, never begun */
	return complete_session(disc, parameters->multi_session == MULTI_SESSION_NEXT_ALLOWED);
}

/*
 * In track at once, SYNCHRONIZE CACHE ends the track, in packets the packet; a session at once is
 * ended by it, and closed, when it is complete.
 */
static struct sense cd_r_flush(struct burnrig_disc *disc)
{
	struct cue_sheet *cue = disc->cue;
	bool next_session_allowed = cue->next_session_allowed;

	if (cue->started && !sao_is_complete(disc))
		return SENSE_GOOD;
	if (!cue->started)
		return rules_last_track(disc)->packet ? end_packet(disc) : end_track(disc);
	*cue = (struct cue_sheet) { .track_count = 0 };
	return complete_session(disc, next_session_allowed);
}

const struct medium_rules medium_rules_cd_r = {
	.profile = MMC_PROFILE_CD_R,
	.first_lba = CD_FIRST_LBA,
	.start_blank = start_blank,
	.can_write = can_write,
	.last_lba = last_lba,
	.next_lead_in_lba = next_lead_in_lba,
	.read = cd_r_read,
	.read_sector = cd_r_read_sector,
	.write = cd_r_write,
	.flush = cd_r_flush,
	.send_cue_sheet = sao_send_cue_sheet,
	.write_bytes = cd_r_write_bytes,
	.close_track = cd_r_close_track,
	.close_session = cd_r_close_session,
	.free_blocks = free_blocks,
};
