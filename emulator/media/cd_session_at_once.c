/* SPDX-License-Identifier: MIT */
/*
 * Session at once (write type 2): the cue sheet says what each block is; the host gives the blocks in
 * their order, but for those that the drive makes itself. With a lead-in of its own (CD-TEXT) it
 * begins before the first pause, at any block of the lead-in area.
 */
#include "emulator/media/cd_family.h"

#define LEAD_IN_BLOCK_BYTES 96

struct sense cd_send_cue_sheet(struct burnrig_disc *disc, const uint8_t *entries, size_t bytes)
{
	const struct disc_track *open = rules_last_track(disc);
	struct cue_place place = {
		.start_lba = open->start_lba,
		.first_track = open->number,
		.capacity_lba = (int32_t)disc->definition->capacity_blocks,
	};

	if (open->closed || rules_last_session(disc)->status != SESSION_EMPTY ||
		disc->cd->raw.started)
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR);
	if (!cd_next_lead_in_lba(disc, &place.lead_in_lba))
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR);
	return cue_sheet_parse(entries, bytes, &place, &disc->cd->cue);
}

static const struct cd_form *form_at(const struct cue_sheet *sheet, unsigned index)
{
	return cd_form_of_cue(sheet->runs[index].data_form);
}

static uint32_t run_block_bytes(const struct cue_sheet *sheet, unsigned index)
{
	uint32_t bytes = form_at(sheet, index)->block_bytes;

	return bytes ? bytes + sheet->runs[index].subchannel_bytes : 0;
}

static unsigned run_index_of(const struct cue_sheet *sheet, int32_t lba)
{
	unsigned index = sheet->current;

	while (index + 1 < sheet->run_count && lba >= sheet->runs[index + 1].lba)
		index++;
	return index;
}

static bool in_lead_in(const struct cue_sheet *sheet)
{
	return sheet->host_gives_lead_in && sheet->next_lba <= sheet->runs[0].lba &&
	       (!sheet->started || sheet->next_lba < sheet->runs[0].lba);
}

uint32_t cd_session_block_bytes(const struct burnrig_disc *disc, int32_t lba)
{
	const struct cue_sheet *sheet = &disc->cd->cue;

	if (!sheet->run_count || lba >= sheet->lead_out_lba)
		return 0;
	if (lba < sheet->runs[0].lba)
		return sheet->host_gives_lead_in ? LEAD_IN_BLOCK_BYTES : 0;
	return run_block_bytes(sheet, run_index_of(sheet, lba));
}

/* Where the host's next block goes: behind the pauses that the drive makes. */
static int32_t host_next_lba(const struct cue_sheet *sheet)
{
	unsigned index = sheet->current;
	int32_t lba = sheet->next_lba;

	while (index < sheet->run_count && !run_block_bytes(sheet, index))
		lba = cue_sheet_run_end(sheet, index++);
	return lba;
}

static bool starts_where_it_may(const struct cue_sheet *sheet, int32_t lba)
{
	if (!in_lead_in(sheet))
		return lba == host_next_lba(sheet);
	if (sheet->started)
		return lba == sheet->next_lba;
	return lba >= sheet->lead_in_lba && lba < sheet->runs[0].lba;
}

static struct sense check_write(
	const struct burnrig_disc *disc, const struct write_request *request)
{
	const struct cue_sheet *sheet = &disc->cd->cue;

	if (!sheet->run_count)
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR); /* no cue sheet was sent */
	if (sheet->started && disc->rehearsal.running != request->parameters->test_write)
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR);
	if ((int64_t)request->lba + request->blocks > sheet->lead_out_lba)
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	if (!starts_where_it_may(sheet, request->lba))
		return sense_of(SENSE_ID_INVALID_ADDRESS_FOR_WRITE);
	for (uint32_t i = 0; i < request->blocks; i++) {
		if (!cd_session_block_bytes(disc, request->lba + (int32_t)i))
			return sense_of(SENSE_ID_INVALID_ADDRESS_FOR_WRITE);
	}
	return SENSE_GOOD;
}

/* A track begins with the first run that is its own. */
static bool enter_track(struct burnrig_disc *disc, const struct cue_run *run)
{
	const struct cd_form *form = cd_form_of_cue(run->data_form);
	struct disc_track *track = rules_last_track(disc);

	if (run > disc->cd->cue.runs) {
		if (run[-1].track == run->track)
			return true;
		track->size_blocks = (uint32_t)(run->lba - track->start_lba);
		track->closed = true;
		track->reserved = false;
		track = rules_open_track(disc, run->track_lba);
	}
	if (!track)
		return false;
	track->start_lba = run->track_lba;
	track->pre_gap_blocks = (uint32_t)(run->track_lba - run->lba);
	track->next_writable_lba = track->start_lba;
	track->control = run->control;
	track->data_block_type = form->data_block_type;
	track->data_mode = cd_form_data_mode(form);
	track->reserved = true; /* for the rest of the session: see cd_wake */
	return true;
}

/* @blocks of the current run from next_lba on; @data NULL: made by the drive. */
static struct sense record(struct burnrig_disc *disc, uint32_t blocks, struct scatter *data)
{
	struct cue_sheet *sheet = &disc->cd->cue;
	const struct cue_run *here = &sheet->runs[sheet->current];
	int32_t lba = sheet->next_lba;
	struct cd_run run = {
		.form = form_at(sheet, sheet->current),
		.subchannel_bytes = here->subchannel_bytes,
		.control = here->control,
		.track = here->track,
		.index = here->index,
		.track_lba = here->track_lba,
		.catalogue = sheet->has_catalogue ? sheet->catalogue : NULL,
		.isrc = sheet->isrc[here->track][0] ? sheet->isrc[here->track] : NULL,
	};

	if (lba == here->lba && !enter_track(disc, here))
		return sense_of(SENSE_ID_INTERNAL_TARGET_FAILURE);
	if (cd_store_write(disc, &run, lba, blocks, data) < 0)
		return sense_at(SENSE_ID_WRITE_ERROR, (uint32_t)lba);
	struct disc_track *track = rules_last_track(disc);
	sheet->next_lba += (int32_t)blocks;
	if (sheet->next_lba > track->start_lba)
		track->recorded_blocks = (uint32_t)(sheet->next_lba - track->start_lba);
	track->next_writable_lba = track->start_lba + (int32_t)track->recorded_blocks;
	if (sheet->next_lba == cue_sheet_run_end(sheet, sheet->current))
		sheet->current++;
	return SENSE_GOOD;
}

/* Pauses that the drive makes, up to where the host goes on. */
static struct sense make_pauses(struct burnrig_disc *disc)
{
	struct cue_sheet *sheet = &disc->cd->cue;
	struct sense result = SENSE_GOOD;

	while (sense_is_good(result) && sheet->current < sheet->run_count &&
		!run_block_bytes(sheet, sheet->current)) {
		int32_t end_lba = cue_sheet_run_end(sheet, sheet->current);

		if (end_lba > sheet->next_lba)
			result = record(disc, (uint32_t)(end_lba - sheet->next_lba), NULL);
		else
			sheet->current++;
	}
	return result;
}

/* The host's sub-channels R to W in the lead-in: CD-TEXT. */
static struct sense record_lead_in(struct burnrig_disc *disc, uint32_t blocks, struct scatter *data)
{
	struct cue_sheet *sheet = &disc->cd->cue;
	uint8_t sector[CD_SECTOR_STORED_BYTES] = { 0 };
	struct cd_position position = { .control = sheet->runs[0].control };

	for (uint32_t i = 0; i < blocks; i++) {
		uint8_t q[12];

		position.lba = position.track_lba = sheet->next_lba;
		scatter_get(data, sector + CD_SECTOR_BYTES, LEAD_IN_BLOCK_BYTES);
		cd_q_position(q, &position);
		cd_subchannel_put(sector + CD_SECTOR_BYTES, q, false);
		if (cd_store_put(disc, sheet->next_lba, sector) < 0)
			return sense_at(SENSE_ID_WRITE_ERROR, (uint32_t)sheet->next_lba);
		sheet->next_lba++;
	}
	return SENSE_GOOD;
}

static struct sense start(struct burnrig_disc *disc, const struct write_request *request)
{
	struct cue_sheet *sheet = &disc->cd->cue;

	if (request->parameters->test_write && !rehearsal_begin(disc))
		return sense_of(SENSE_ID_INTERNAL_TARGET_FAILURE);
	if (in_lead_in(sheet))
		sheet->next_lba = request->lba;
	sheet->started = true;
	cd_mark_begun(disc, request->parameters);
	return SENSE_GOOD;
}

/* As many of the host's blocks as are alike. */
static struct sense write_some(
	struct burnrig_disc *disc, uint32_t blocks, struct scatter *data, uint32_t *ret_done)
{
	struct cue_sheet *sheet = &disc->cd->cue;
	bool lead_in = in_lead_in(sheet);
	struct sense result = lead_in ? SENSE_GOOD : make_pauses(disc);
	int32_t end_lba = lead_in ? sheet->runs[0].lba : cue_sheet_run_end(sheet, sheet->current);
	uint32_t room = (uint32_t)(end_lba - sheet->next_lba);

	if (!sense_is_good(result))
		return result;
	*ret_done = blocks < room ? blocks : room;
	return lead_in ? record_lead_in(disc, *ret_done, data) : record(disc, *ret_done, data);
}

struct sense cd_session_write(struct burnrig_disc *disc, const struct write_request *request)
{
	struct cue_sheet *sheet = &disc->cd->cue;
	struct scatter data = scatter_start(request->data, request->data_count);
	struct sense result = check_write(disc, request);
	uint32_t left = request->blocks;

	if (!sense_is_good(result) || !left)
		return result;
	sheet->next_session_allowed = request->parameters->multi_session == CD_NEXT_SESSION_ALLOWED;
	if (!sheet->started)
		result = start(disc, request);
	while (left && sense_is_good(result)) {
		uint32_t done = 0;

		result = write_some(disc, left, &data, &done);
		left -= done;
	}
	return result;
}

struct sense cd_session_flush(struct burnrig_disc *disc)
{
	struct cue_sheet *sheet = &disc->cd->cue;
	struct disc_track *track;
	int32_t lead_out_lba = sheet->lead_out_lba;

	if (!sheet->started || sheet->next_lba != lead_out_lba)
		return SENSE_GOOD;
	track = rules_last_track(disc);
	track->size_blocks = track->recorded_blocks;
	track->closed = true;
	track->reserved = false;
	sheet->run_count = 0;
	sheet->started = false;
	if (disc->rehearsal.running) {
		cd_rehearsal_end(disc);
		return SENSE_GOOD;
	}
	return cd_complete_session(disc, lead_out_lba, sheet->next_session_allowed);
}
