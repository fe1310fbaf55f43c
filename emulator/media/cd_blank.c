/* SPDX-License-Identifier: MIT */
/* CD-RW: BLANK (MMC-6 6.1), FORMAT UNIT with fixed packets, and overwriting those. */
#include "emulator/media/cd_family.h"
#include "emulator/media/mrw.h"

#define FORMAT_TYPE_CD_RW 0x10
#define PACKET_BLOCKS	  32

static struct sense erase(struct burnrig_disc *disc, int32_t first_lba, int32_t end_lba)
{
	if (end_lba > (int32_t)disc->definition->capacity_blocks)
		end_lba = (int32_t)disc->definition->capacity_blocks;
	if (end_lba <= first_lba)
		return SENSE_GOOD;
	return cd_store_erase(disc, first_lba, (uint32_t)(end_lba - first_lba)) < 0
		       ? sense_at(SENSE_ID_WRITE_ERROR, (uint32_t)first_lba)
		       : SENSE_GOOD;
}

static struct sense out_of_memory(void)
{
	return sense_of(SENSE_ID_INTERNAL_TARGET_FAILURE);
}

/* Minimal blanking leaves the sectors, but nothing tells any more where they are. */
static struct sense blank_disc(struct burnrig_disc *disc)
{
	struct disc_state *state = &disc->state;
	struct sense erased = erase(disc, CD_FIRST_LBA, (int32_t)disc->definition->capacity_blocks);

	if (!sense_is_good(erased))
		return erased;
	if (disc_is_mrw(disc))
		mrw_cd_forget(disc);
	state->session_count = 0;
	state->track_count = 0;
	state->formatted_blocks = 0;
	state->spare_blocks = 0;
	state->format_type = 0;
	disc->rules = &medium_rules_cd_rw;
	return cd_start_blank(disc) ? SENSE_GOOD : out_of_memory();
}

static bool is_appendable(const struct burnrig_disc *disc)
{
	return rules_last_session(disc)->status != SESSION_COMPLETE;
}

/* The tracks of the last session from @index on are gone, and with them what they held. */
static struct sense drop_tracks(struct burnrig_disc *disc, unsigned index)
{
	const struct disc_track *first = &disc->state.tracks[index];
	int32_t start_lba = first->start_lba - (int32_t)first->pre_gap_blocks;

	disc->state.track_count = index;
	return erase(disc, start_lba, (int32_t)disc->definition->capacity_blocks);
}

/* With nothing before its last track, which is not begun, the session is empty again. */
static void settle_status(struct burnrig_disc *disc)
{
	const struct disc_state *state = &disc->state;
	unsigned index = state->track_count - 1;
	struct disc_session *session = rules_last_session(disc);

	if (state->tracks[index].recorded_blocks || state->tracks[index].closed)
		return;
	if (!index || state->tracks[index - 1].session != session->number)
		session->status = SESSION_EMPTY;
	if (!index)
		disc->state.status = DISC_EMPTY;
}

/* A track of the incomplete session can be written anew; the last one is invisible again. */
static struct sense blank_track(struct burnrig_disc *disc, uint32_t number)
{
	const struct disc_track *found = number <= UINT16_MAX ? disc_track(disc, number) : NULL;
	unsigned index;

	if (!found || !is_appendable(disc) || found->session != rules_last_session(disc)->number)
		return sense_bad_cdb_field(2, SENSE_NO_BIT);
	index = (unsigned)(found - disc->state.tracks);
	struct disc_track *track = &disc->state.tracks[index];
	struct sense erased = erase(
		disc, track->start_lba - (int32_t)track->pre_gap_blocks, disc_track_end_lba(track));

	track->recorded_blocks = 0;
	track->next_writable_lba = track->start_lba;
	track->closed = false;
	track->damaged = false;
	track->reserved = index + 1 < disc->state.track_count;
	settle_status(disc);
	return erased;
}

/* The last reserved track, or the last but the invisible one, is none any more. */
static struct sense unreserve(struct burnrig_disc *disc)
{
	unsigned count = disc->state.track_count;
	unsigned index = count - 1;
	int32_t start_lba;

	if (!is_appendable(disc))
		return sense_bad_cdb_field(1, 2);
	if (index && !disc->state.tracks[index].recorded_blocks &&
		!disc->state.tracks[index].closed &&
		disc->state.tracks[index - 1].session == disc->state.tracks[index].session)
		index--;
	start_lba = disc->state.tracks[index].start_lba;
	struct sense dropped = drop_tracks(disc, index);
	if (!sense_is_good(dropped))
		return dropped;
	if (!cd_open_track(disc, start_lba))
		return out_of_memory();
	settle_status(disc);
	return SENSE_GOOD;
}

/* From a packet's first block on, an open packet track ends there. */
static struct sense blank_tail(struct burnrig_disc *disc, int32_t lba)
{
	const struct disc_track *found = disc_track_of_lba(disc, lba);

	if (!found || !found->packet || lba < found->start_lba)
		return sense_bad_cdb_field(2, SENSE_NO_BIT);
	struct disc_track *track = &disc->state.tracks[found - disc->state.tracks];
	uint32_t offset = (uint32_t)(lba - track->start_lba);
	if (track->session != rules_last_session(disc)->number || !is_appendable(disc) ||
		(track->fixed_packet && offset % track->packet_blocks) ||
		offset > track->recorded_blocks)
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	struct sense erased = erase(disc, lba, disc_track_end_lba(track));
	track->recorded_blocks = offset;
	track->next_writable_lba = lba;
	track->closed = false;
	settle_status(disc);
	return erased;
}

/* Lead-in and lead-out of the last complete session go: more can be appended to it. */
static struct sense unclose(struct burnrig_disc *disc)
{
	struct disc_session *session;

	rules_drop_empty_session(disc);
	session = rules_last_session(disc);
	if (session->status != SESSION_COMPLETE)
		return SENSE_GOOD;
	session->status = SESSION_INCOMPLETE;
	disc->state.status = DISC_INCOMPLETE;
	if (!cd_open_track(disc, session->lead_out_lba + CD_PRE_GAP_BLOCKS))
		return out_of_memory();
	session->lead_out_lba = 0;
	return SENSE_GOOD;
}

static struct sense blank_session(struct burnrig_disc *disc)
{
	struct disc_session *session;
	unsigned index;
	int32_t start_lba;

	rules_drop_empty_session(disc);
	session = rules_last_session(disc);
	index = rules_first_track_of_last_session(disc);
	start_lba = disc->state.tracks[index].start_lba;
	struct sense dropped = drop_tracks(disc, index);
	if (!sense_is_good(dropped))
		return dropped;
	session->status = SESSION_EMPTY;
	session->lead_out_lba = 0;
	disc->state.status = disc->state.session_count > 1 ? DISC_INCOMPLETE : DISC_EMPTY;
	return cd_open_track(disc, start_lba) ? SENSE_GOOD : out_of_memory();
}

static struct sense blank_part(struct burnrig_disc *disc, unsigned type, uint32_t address)
{
	switch (type) {
	case BLANK_TRACK:
		return blank_track(disc, address);
	case BLANK_UNRESERVE:
		return unreserve(disc);
	case BLANK_TRACK_TAIL:
		return blank_tail(disc, (int32_t)address);
	case BLANK_UNCLOSE_SESSION:
		return unclose(disc);
	case BLANK_SESSION:
		return blank_session(disc);
	default:
		return sense_bad_cdb_field(1, 2);
	}
}

struct sense cd_blank(struct burnrig_disc *disc, unsigned type, uint32_t address)
{
	cd_rehearsal_end(disc);
	if (type > BLANK_SESSION)
		return sense_bad_cdb_field(1, 2);
	cd_recorder_forget(disc->cd);
	if (type == BLANK_DISC || type == BLANK_MINIMAL)
		return blank_disc(disc);
	if (disc->state.formatted_blocks) /* the one track of a formatted disc */
		return sense_of(SENSE_ID_ILLEGAL_MODE_FOR_THIS_TRACK);
	return blank_part(disc, type, address);
}

/* What packets with their link blocks leave of the medium. */
static uint32_t formatted_blocks_max(const struct burnrig_disc *disc)
{
	return disc->definition->capacity_blocks / (PACKET_BLOCKS + CD_LINK_BLOCKS) * PACKET_BLOCKS;
}

bool cd_format_option_at(
	const struct burnrig_disc *disc, unsigned index, struct disc_format_option *ret_option)
{
	const struct disc_format_option options[] = {
		{ FORMAT_TYPE_CD_RW, formatted_blocks_max(disc), PACKET_BLOCKS },
		{ MRW_FORMAT, mrw_cd_user_blocks(disc), 0 },
	};

	if (index >= sizeof options / sizeof options[0])
		return false;
	*ret_option = options[index];
	return true;
}

struct sense cd_format_packets(struct burnrig_disc *disc, uint8_t format_type, uint32_t blocks)
{
	cd_rehearsal_end(disc);
	struct sense result = blank_disc(disc);
	if (!sense_is_good(result))
		return result;
	struct disc_track *track = rules_last_track(disc);
	track->packet = true;
	track->fixed_packet = true;
	track->packet_blocks = PACKET_BLOCKS;
	track->control = CD_CONTROL_DATA | 1;
	track->data_block_type = CD_BLOCK_MODE_1;
	track->closed = true;
	track->size_blocks = blocks;
	track->recorded_blocks = blocks;
	track->next_writable_lba = (int32_t)blocks;
	disc->state.formatted_blocks = blocks;
	disc->state.format_type = format_type;
	return cd_complete_session(disc, cd_track_end_lba(track), false);
}

struct sense cd_format(struct burnrig_disc *disc, const struct disc_format_request *request)
{
	uint32_t blocks = request->blocks;

	if (request->type == MRW_FORMAT)
		return mrw_cd_format(disc, request);
	if (request->type != FORMAT_TYPE_CD_RW)
		return sense_bad_parameter(8, SENSE_NO_BIT);
	if (request->parameter != PACKET_BLOCKS)
		return sense_bad_parameter(9, SENSE_NO_BIT);
	if (blocks == UINT32_MAX)
		blocks = formatted_blocks_max(disc);
	if (!blocks || blocks % PACKET_BLOCKS || blocks > formatted_blocks_max(disc))
		return sense_bad_parameter(4, SENSE_NO_BIT);
	return cd_format_packets(disc, FORMAT_TYPE_CD_RW, blocks);
}

struct sense cd_overwrite_at(
	struct burnrig_disc *disc, const struct write_request *request, int32_t lba)
{
	const struct disc_track *track = &disc->state.tracks[0];
	struct scatter data = scatter_start(request->data, request->data_count);
	struct cd_run run = {
		.form = cd_form_of_block_type(CD_BLOCK_MODE_1),
		.control = track->control,
		.track = (uint8_t)track->number,
		.index = 1,
		.track_lba = track->start_lba,
	};

	if (request->blocks && cd_store_write(disc, &run, lba, request->blocks, &data) < 0)
		return sense_at(SENSE_ID_WRITE_ERROR, (uint32_t)request->lba);
	return SENSE_GOOD;
}

struct sense cd_overwrite(struct burnrig_disc *disc, const struct write_request *request)
{
	if (request->lba < 0 ||
		(int64_t)request->lba + request->blocks > disc->state.formatted_blocks)
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	if (request->lba % PACKET_BLOCKS || request->blocks % PACKET_BLOCKS)
		return sense_of(SENSE_ID_INVALID_ADDRESS_FOR_WRITE);
	return cd_overwrite_at(disc, request, request->lba);
}
