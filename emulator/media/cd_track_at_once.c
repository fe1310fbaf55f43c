/* SPDX-License-Identifier: MIT */
/*
 * Track at once (write type 1) and packets (write type 0, Orange Book part II): an open track grows
 * at its next writable address. A variable packet is what is written up to a SYNCHRONIZE CACHE; fixed
 * packets all have one size.
 */
#include <string.h>

#include "emulator/media/cd_family.h"

static struct disc_track *track_at(struct burnrig_disc *disc, int32_t lba)
{
	for (unsigned i = 0; i < disc->state.track_count; i++) {
		struct disc_track *track = &disc->state.tracks[i];

		if (!track->closed && track->next_writable_lba == lba)
			return track;
	}
	return NULL;
}

static struct sense check_packet(const struct write_parameters *how, const struct cd_form *form)
{
	if (form->data_block_type != CD_BLOCK_MODE_1 &&
		form->data_block_type != CD_BLOCK_MODE_2_FORM_1)
		return sense_of(SENSE_ID_ILLEGAL_MODE_FOR_THIS_TRACK);
	if (how->fixed_packet && (!how->packet_blocks || how->packet_blocks > UINT16_MAX))
		return sense_of(SENSE_ID_INVALID_PACKET_SIZE);
	return SENSE_GOOD;
}

/* What mode page 05h asks for must be what the track is. */
static bool goes_on(const struct burnrig_disc *disc, const struct disc_track *track,
	const struct write_parameters *how)
{
	bool packet = how->write_type == CD_WRITE_PACKET;

	return track->data_block_type == how->data_block_type && track->packet == packet &&
	       (!packet || track->fixed_packet == how->fixed_packet) &&
	       disc->rehearsal.running == how->test_write;
}

static struct sense check_parameters(const struct burnrig_disc *disc,
	const struct disc_track *track, const struct write_parameters *how)
{
	const struct cd_form *form = cd_form_of_block_type(how->data_block_type);
	bool data = how->track_mode & CD_CONTROL_DATA;

	if (!form || form->subchannel_bytes || data != cd_form_is_data(form))
		return sense_of(SENSE_ID_ILLEGAL_MODE_FOR_THIS_TRACK);
	if (track->recorded_blocks && !goes_on(disc, track, how))
		return sense_of(SENSE_ID_ILLEGAL_MODE_FOR_THIS_TRACK);
	if (track->recorded_blocks && track->fixed_packet &&
		track->packet_blocks != how->packet_blocks)
		return sense_of(SENSE_ID_INVALID_PACKET_SIZE);
	return how->write_type == CD_WRITE_PACKET ? check_packet(how, form) : SENSE_GOOD;
}

static struct sense check_write(const struct burnrig_disc *disc, const struct disc_track *track,
	const struct write_request *request)
{
	if ((int64_t)request->lba + request->blocks > disc->definition->capacity_blocks)
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	if (!track || track->damaged)
		return sense_of(SENSE_ID_INVALID_ADDRESS_FOR_WRITE);
	struct sense allowed = check_parameters(disc, track, request->parameters);
	if (!sense_is_good(allowed))
		return allowed;
	if (request->blocks > cd_free_blocks(disc, track))
		return sense_of(track->packet ? SENSE_ID_PACKET_DOES_NOT_FIT
					      : SENSE_ID_END_OF_USER_AREA_ENCOUNTERED);
	return SENSE_GOOD;
}

static struct cd_run run_of(const struct disc_track *track, const struct write_parameters *how)
{
	static const uint8_t no_sub_header[4] = { 0, 0, 0, 0 };
	struct cd_run run = {
		.form = cd_form_of_block_type(track->data_block_type),
		.control = track->control,
		.track = (uint8_t)track->number,
		.index = 1,
		.track_lba = track->start_lba,
		.sub_header = { 0, 0, 0x08, 0 }, /* data */
	};

	if (run.form->layout == CD_FORM_2)
		run.sub_header[2] = 0x20;
	if (!how)
		return run;
	if (memcmp(how->sub_header, no_sub_header, 4) != 0)
		memcpy(run.sub_header, how->sub_header, 4);
	run.catalogue = how->has_catalogue ? how->catalogue : NULL;
	run.isrc = how->has_isrc ? how->isrc : NULL;
	return run;
}

/* The first write of a track settles what it is and records its pre-gap. */
static int begin_track(
	struct burnrig_disc *disc, struct disc_track *track, const struct write_parameters *how)
{
	int32_t pre_gap_lba = track->start_lba - CD_PRE_GAP_BLOCKS;
	bool data = how->track_mode & CD_CONTROL_DATA;

	track->packet = how->write_type == CD_WRITE_PACKET;
	track->fixed_packet = track->packet && how->fixed_packet;
	track->packet_blocks = track->fixed_packet ? (uint16_t)how->packet_blocks : 0;
	/* bit 0 says pre-emphasis of audio, and packets of data */
	track->control =
		data ? (uint8_t)((how->track_mode & 0xE) | track->packet) : how->track_mode & 0xF;
	track->data_block_type = how->data_block_type;
	track->data_mode = cd_form_data_mode(cd_form_of_block_type(how->data_block_type));
	track->copy = how->copy;
	struct cd_run run = run_of(track, how);
	run.index = 0;
	cd_mark_begun(disc, how);
	return cd_store_write(disc, &run, pre_gap_lba, CD_PRE_GAP_BLOCKS, NULL);
}

static void recorded(struct disc_track *track, uint32_t blocks)
{
	track->recorded_blocks += blocks;
	track->next_writable_lba = track->start_lba + (int32_t)track->recorded_blocks;
}

struct sense cd_track_write(struct burnrig_disc *disc, const struct write_request *request)
{
	struct disc_track *track = track_at(disc, request->lba);
	struct scatter data = scatter_start(request->data, request->data_count);
	struct sense allowed = check_write(disc, track, request);

	if (!sense_is_good(allowed) || !request->blocks)
		return allowed;
	if (request->parameters->test_write && !rehearsal_begin(disc))
		return sense_of(SENSE_ID_INTERNAL_TARGET_FAILURE);
	if (!track->recorded_blocks && begin_track(disc, track, request->parameters) < 0)
		return sense_at(SENSE_ID_WRITE_ERROR, (uint32_t)request->lba);
	struct cd_run run = run_of(track, request->parameters);
	if (cd_store_write(disc, &run, request->lba, request->blocks, &data) < 0)
		return sense_at(SENSE_ID_WRITE_ERROR, (uint32_t)request->lba);
	recorded(track, request->blocks);
	return SENSE_GOOD;
}

/* Zeros behind what is recorded. */
static struct sense fill_up(struct burnrig_disc *disc, struct disc_track *track, uint32_t blocks)
{
	struct cd_run run = run_of(track, NULL);

	if (cd_store_write(disc, &run, track->next_writable_lba, blocks, NULL) < 0)
		return sense_at(SENSE_ID_WRITE_ERROR, (uint32_t)track->next_writable_lba);
	recorded(track, blocks);
	return SENSE_GOOD;
}

/* Is there something in the open packet? Before the first, and behind a link, there is not. */
static bool packet_is_open(const struct burnrig_disc *disc, const struct disc_track *track)
{
	uint32_t last = (uint32_t)(track->next_writable_lba - 1 - CD_FIRST_LBA);

	return track->recorded_blocks && block_map_get(disc->map, last) == BLOCK_WRITTEN;
}

/* The packet that is open ends: a fixed one is filled up, link blocks follow a variable one. */
static struct sense end_packet(struct burnrig_disc *disc, struct disc_track *track)
{
	if (track->fixed_packet)
		return fill_up(disc, track,
			round_up(track->recorded_blocks, track->packet_blocks) -
				track->recorded_blocks);
	if (packet_is_open(disc, track))
		recorded(track, CD_LINK_BLOCKS);
	return SENSE_GOOD;
}

/* Short tracks are filled up to 4 seconds; run-out blocks follow. */
static struct sense end_track(struct burnrig_disc *disc, struct disc_track *track)
{
	bool last = track == rules_last_track(disc);
	struct sense ended = SENSE_GOOD;

	if (track->fixed_packet)
		ended = end_packet(disc, track);
	else if (track->recorded_blocks < CD_TRACK_BLOCKS_MIN)
		ended = fill_up(disc, track, CD_TRACK_BLOCKS_MIN - track->recorded_blocks);
	if (!sense_is_good(ended))
		return ended;
	if (!track->reserved)
		track->size_blocks =
			track->recorded_blocks + (track->fixed_packet ? 0 : CD_RUN_OUT_BLOCKS);
	track->closed = true;
	if (last && !cd_open_track(disc, cd_track_end_lba(track) + CD_PRE_GAP_BLOCKS))
		return sense_of(SENSE_ID_INTERNAL_TARGET_FAILURE);
	return SENSE_GOOD;
}

/* The open track that something is recorded in, for SYNCHRONIZE CACHE; NULL: none. */
static struct disc_track *begun_track(struct burnrig_disc *disc)
{
	for (unsigned i = disc->state.track_count; i > 0; i--) {
		struct disc_track *track = &disc->state.tracks[i - 1];

		if (!track->closed && !track->damaged && track->recorded_blocks)
			return track;
	}
	return NULL;
}

struct sense cd_track_flush(struct burnrig_disc *disc)
{
	struct disc_track *track = begun_track(disc);
	struct sense result = SENSE_GOOD;

	if (track)
		result = track->packet ? end_packet(disc, track) : end_track(disc, track);
	cd_rehearsal_end(disc);
	return result;
}

struct sense cd_close_track(struct burnrig_disc *disc, unsigned number)
{
	struct sense result = SENSE_GOOD;
	struct disc_track *track;

	if (number == 0xFF)
		track = begun_track(disc);
	else if (!disc_track(disc, number))
		return sense_bad_cdb_field(4, SENSE_NO_BIT);
	else
		track = &disc->state.tracks[disc_track(disc, number) - disc->state.tracks];
	if (track && track->reserved && !track->packet && !track->closed && track->recorded_blocks)
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR); /* a session at once goes on */
	if (track && !track->closed && !track->damaged && track->recorded_blocks)
		result = end_track(disc, track);
	cd_rehearsal_end(disc);
	return result;
}

/* The invisible track gets a size, and one more lies behind it. */
struct sense cd_reserve_track(struct burnrig_disc *disc, uint32_t blocks)
{
	struct disc_track *track = rules_last_track(disc);

	if (disc->state.status == DISC_FINALIZED)
		return sense_of(SENSE_ID_WRITE_PROTECTED);
	if (disc->rehearsal.running || track->closed || track->recorded_blocks)
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR);
	if (disc->state.track_count >= CD_TRACKS_MAX)
		return sense_of(SENSE_ID_NO_MORE_TRACK_RESERVATIONS_ALLOWED);
	if (blocks < CD_TRACK_BLOCKS_MIN)
		blocks = CD_TRACK_BLOCKS_MIN;
	if (blocks > track->size_blocks ||
		track->size_blocks - blocks <
			CD_PRE_GAP_BLOCKS + CD_TRACK_BLOCKS_MIN + CD_RUN_OUT_BLOCKS)
		return sense_bad_cdb_field(5, SENSE_NO_BIT);
	track->size_blocks = blocks;
	track->reserved = true;
	track->packet = true;
	disc->state.status = DISC_INCOMPLETE;
	rules_last_session(disc)->status = SESSION_INCOMPLETE;
	return cd_open_track(disc, disc_track_end_lba(track) + CD_PRE_GAP_BLOCKS)
		       ? SENSE_GOOD
		       : sense_of(SENSE_ID_INTERNAL_TARGET_FAILURE);
}
