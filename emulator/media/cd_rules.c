/* SPDX-License-Identifier: MIT */
/* The families CD-R, CD-RW and pressed CD: who may do what of the CD's ways to record. */
#include "emulator/media/cd_family.h"
#include "emulator/media/pressed.h"
#include "emulator/media/profile.h"

enum { CLOSE_SESSION = 2 };

static struct sense cd_write(struct burnrig_disc *disc, const struct write_request *request)
{
	const struct cd_recorder *recorder = disc->cd;

	if (disc->state.formatted_blocks)
		return cd_overwrite(disc, request);
	if (disc->state.status == DISC_FINALIZED)
		return sense_of(SENSE_ID_WRITE_PROTECTED);
	/* a session that is under way is not over */
	if ((recorder->cue.started && request->parameters->write_type != CD_WRITE_SESSION) ||
		(recorder->raw.started && request->parameters->write_type != CD_WRITE_RAW))
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR);
	switch (request->parameters->write_type) {
	case CD_WRITE_PACKET:
	case CD_WRITE_TRACK:
		return cd_track_write(disc, request);
	case CD_WRITE_SESSION:
		return cd_session_write(disc, request);
	case CD_WRITE_RAW:
		return cd_raw_write(disc, request);
	default:
		return sense_of(SENSE_ID_ILLEGAL_MODE_FOR_THIS_TRACK);
	}
}

/* In a session at once the cue sheet says what each block is, else mode page 05h. */
static uint64_t cd_write_bytes(const struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	const struct write_parameters *parameters)
{
	uint64_t bytes = 0;

	if (disc->state.formatted_blocks)
		return (uint64_t)blocks * disc_block_bytes(disc);
	if (parameters->write_type != CD_WRITE_SESSION)
		return (uint64_t)blocks *
		       cd_form_bytes(cd_form_of_block_type(parameters->data_block_type));
	for (uint32_t i = 0; i < blocks; i++) {
		uint32_t block_bytes = cd_session_block_bytes(disc, lba + (int32_t)i);

		if (!block_bytes)
			break;
		bytes += block_bytes;
	}
	return bytes;
}

static struct sense cd_flush(struct burnrig_disc *disc)
{
	if (disc->state.formatted_blocks)
		return SENSE_GOOD;
	if (disc->cd->cue.started)
		return cd_session_flush(disc);
	return disc->cd->raw.started ? cd_raw_flush(disc) : cd_track_flush(disc);
}

static struct sense check_close(const struct burnrig_disc *disc)
{
	const uint16_t session = rules_last_session(disc)->number;

	if (disc->cd->cue.started || disc->cd->raw.started)
		return sense_of(SENSE_ID_SESSION_FIXATION_ERROR_INCOMPLETE_TRACK);
	for (unsigned i = 0; i < disc->state.track_count; i++) {
		const struct disc_track *track = &disc->state.tracks[i];

		if (track->session != session || track->closed)
			continue;
		if (track->reserved)
			return sense_of(SENSE_ID_EMPTY_OR_PARTIALLY_WRITTEN_RESERVED_TRACK);
		if (track->recorded_blocks)
			return sense_of(SENSE_ID_SESSION_FIXATION_ERROR_INCOMPLETE_TRACK);
	}
	return SENSE_GOOD;
}

static struct sense cd_close_session(
	struct burnrig_disc *disc, unsigned function, const struct write_parameters *parameters)
{
	if (function != CLOSE_SESSION)
		return sense_bad_cdb_field(2, 2);
	if (disc->rehearsal.running) {
		cd_rehearsal_end(disc);
		return SENSE_GOOD;
	}
	if (rules_last_session(disc)->status != SESSION_INCOMPLETE)
		return SENSE_GOOD; /* nothing to close */
	struct sense closable = check_close(disc);
	if (!sense_is_good(closable))
		return closable;
	if (!rules_last_track(disc)->closed)
		disc->state.track_count--; /* the invisible one, never begun */
	return cd_complete_session(disc, cd_track_end_lba(rules_last_track(disc)),
		parameters->multi_session == CD_NEXT_SESSION_ALLOWED);
}

#define RECORDABLE                                                                               \
	.first_lba = CD_FIRST_LBA, .start_blank = cd_start_blank, .wake = cd_wake,               \
	.can_write = cd_can_write, .last_lba = cd_last_lba,                                      \
	.next_lead_in_lba = cd_next_lead_in_lba, .read = cd_read, .read_sector = cd_read_sector, \
	.write = cd_write, .write_bytes = cd_write_bytes, .flush = cd_flush,                     \
	.send_cue_sheet = cd_send_cue_sheet, .close_track = cd_close_track,                      \
	.close_session = cd_close_session, .reserve_track = cd_reserve_track,                    \
	.free_blocks = cd_free_blocks

const struct medium_rules medium_rules_cd_r = {
	.profile = MMC_PROFILE_CD_R,
	RECORDABLE,
};

const struct medium_rules medium_rules_cd_rw = {
	.profile = MMC_PROFILE_CD_RW,
	.erasable = true,
	RECORDABLE,
	.blank = cd_blank,
	.format = cd_format,
	.format_option_at = cd_format_option_at,
};

/* Made by burnrig_disc_import; blank it has nothing on it at all. */
const struct medium_rules medium_rules_cd_rom = {
	.profile = MMC_PROFILE_CD_ROM,
	.first_lba = CD_FIRST_LBA,
	.start_blank = cd_start_blank,
	.can_write = pressed_can_write,
	.last_lba = cd_last_lba,
	.read = cd_read,
	.read_sector = cd_read_sector,
	.write = pressed_write,
};
