/* SPDX-License-Identifier: MIT */
/*
 * dvd_r_dl_jump.c: layer jump recording of DVD-R dual layer (ECMA-382; MMC-6 4.3.6, profile 0016h). Both
 * layers are recorded by turns: from an address on the first layer up to a jump address, then the blocks
 * below those on the second, back to where the first part began. So the next writable address goes
 * 0 … J, 2N - J … 2N, J … K, 2N - K … 2N - J, and so on, N being the blocks of a layer.
 *
 * Jump addresses come at a regular interval (SEND DISC STRUCTURE 22h), one by one (23h), or, when there is
 * none, at the end of the layer. The drive takes one RZone. Closing it ends the second layer's part where
 * the first one's ends and fills what lies between with zeros.
 */
#include "emulator/media/dvd_r_dl_jump.h"

#include "emulator/media/image.h"
#include "emulator/media/profile.h"
#include "emulator/media/rules.h"
#include "emulator/media/sequential.h"

#define ECC_BLOCKS 16

enum { WRITE_LAYER_JUMP = 4 };
enum { CLOSE_BORDER = 2 };
enum { FIELD_VALUE = 8 }; /* of SEND DISC STRUCTURE's lists */

/* Where recording stands between two jumps to the first layer. */
struct stand {
	uint32_t first_lba,
		jump_lba; /* on the first layer: this part's start, and the address to jump at */
	uint32_t recorded_blocks; /* of this part, on both layers                      */
};

static uint32_t layer_blocks(const struct burnrig_disc *disc)
{
	return disc_layer_blocks(disc);
}

static struct stand stand_of(const struct burnrig_disc *disc)
{
	const struct disc_state *state = &disc->state;
	uint32_t jump_lba = state->jump_next_lba ? state->jump_next_lba : layer_blocks(disc);

	return (struct stand) {
		.first_lba = state->jump_last_lba,
		.jump_lba = jump_lba,
		.recorded_blocks = state->tracks[0].recorded_blocks - 2 * state->jump_last_lba,
	};
}

static bool on_first_layer(const struct stand *stand)
{
	return stand->recorded_blocks < stand->jump_lba - stand->first_lba;
}

/* How many blocks follow the next writable address without a jump. */
static uint32_t blocks_to_jump(const struct stand *stand)
{
	uint32_t part = stand->jump_lba - stand->first_lba;

	return (on_first_layer(stand) ? part : 2 * part) - stand->recorded_blocks;
}

static int32_t next_writable_lba(const struct burnrig_disc *disc, const struct stand *stand)
{
	if (on_first_layer(stand))
		return (int32_t)(stand->first_lba + stand->recorded_blocks);
	return (int32_t)(2 * layer_blocks(disc) - stand->first_lba - blocks_to_jump(stand));
}

/* Where the next jump is, of a part that begins at @first_lba. */
static uint32_t regular_jump(const struct burnrig_disc *disc, uint32_t first_lba)
{
	uint32_t interval = disc->state.jump_interval_blocks;

	if (!interval || interval > layer_blocks(disc) - first_lba)
		return 0;
	return first_lba + interval;
}

/* @blocks more are recorded, up to a jump at most. */
static void advance(struct burnrig_disc *disc, uint32_t blocks)
{
	struct disc_track *track = &disc->state.tracks[0];

	rules_mark(disc, track->next_writable_lba, blocks, BLOCK_WRITTEN);
	track->recorded_blocks += blocks;
	struct stand stand = stand_of(disc);
	if (!blocks_to_jump(&stand)) {
		disc->state.jump_last_lba = stand.jump_lba;
		disc->state.jump_next_lba = regular_jump(disc, stand.jump_lba);
		stand = stand_of(disc);
	}
	track->next_writable_lba = next_writable_lba(disc, &stand);
}

static uint32_t free_blocks(const struct burnrig_disc *disc, const struct disc_track *track)
{
	return 2 * layer_blocks(disc) - track->recorded_blocks;
}

static struct sense jump_read(struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	const struct iovec *out, size_t out_count, uint32_t *ret_blocks_read)
{
	struct scatter list = scatter_start(out, out_count);

	if (lba < 0 || (int64_t)lba + blocks > 2 * (int64_t)layer_blocks(disc))
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	return image_read_mapped(disc, lba, blocks, &list, false, ret_blocks_read);
}

static struct sense check_write(
	const struct burnrig_disc *disc, const struct write_request *request)
{
	struct stand stand = stand_of(disc);

	if (disc->state.status == DISC_FINALIZED)
		return sense_of(SENSE_ID_WRITE_PROTECTED);
	if (request->lba < 0 ||
		(uint64_t)request->lba + request->blocks > 2 * (uint64_t)layer_blocks(disc))
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	if (request->parameters->write_type != WRITE_LAYER_JUMP)
		return sense_of(SENSE_ID_ILLEGAL_MODE_FOR_THIS_TRACK);
	if (!free_blocks(disc, &disc->state.tracks[0]))
		return sense_of(SENSE_ID_END_OF_USER_AREA_ENCOUNTERED);
	if (request->lba != disc->state.tracks[0].next_writable_lba)
		return sense_of(SENSE_ID_INVALID_ADDRESS_FOR_WRITE);
	if (request->blocks > blocks_to_jump(&stand))
		return sense_of(SENSE_ID_INVALID_WRITE_CROSSING_LAYER_JUMP);
	return SENSE_GOOD;
}

static struct sense jump_write(struct burnrig_disc *disc, const struct write_request *request)
{
	struct sense possible = check_write(disc, request);
	struct scatter data = scatter_start(request->data, request->data_count);

	if (!sense_is_good(possible) || !request->blocks)
		return possible;
	if (image_write(disc, request->lba, request->blocks, &data) < 0)
		return sense_at(SENSE_ID_WRITE_ERROR, (uint32_t)request->lba);
	if (disc->state.status == DISC_EMPTY)
		disc->state.sessions[0].type = SESSION_TYPE_LAYER_JUMP;
	disc->state.status = DISC_INCOMPLETE;
	disc->state.sessions[0].status = SESSION_INCOMPLETE;
	advance(disc, request->blocks);
	return SENSE_GOOD;
}

static struct sense record_zeros(struct burnrig_disc *disc, uint32_t blocks)
{
	int32_t lba = disc->state.tracks[0].next_writable_lba;

	if (!blocks)
		return SENSE_GOOD;
	if (image_clear(disc, lba, blocks) < 0)
		return sense_at(SENSE_ID_WRITE_ERROR, (uint32_t)lba);
	advance(disc, blocks);
	return SENSE_GOOD;
}

/* Jump addresses are those of ECC blocks, so there is room for the rest of one. */
static struct sense jump_flush(struct burnrig_disc *disc)
{
	uint32_t recorded = disc->state.tracks[0].recorded_blocks;

	return record_zeros(disc, round_up(recorded, ECC_BLOCKS) - recorded);
}

/* The second layer comes to where the first one is. */
static struct sense balance(struct burnrig_disc *disc)
{
	struct stand stand = stand_of(disc);

	if (!stand.recorded_blocks)
		return SENSE_GOOD;
	if (on_first_layer(&stand)) {
		disc->state.jump_next_lba = stand.first_lba + stand.recorded_blocks;
		stand = stand_of(disc);
		disc->state.tracks[0].next_writable_lba = next_writable_lba(disc, &stand);
	}
	return record_zeros(disc, blocks_to_jump(&stand));
}

static struct sense finalize(struct burnrig_disc *disc)
{
	struct disc_track *track = &disc->state.tracks[0];
	uint32_t end_lba = 2 * layer_blocks(disc), middle_lba = disc->state.jump_last_lba;
	uint32_t between = end_lba - 2 * middle_lba;

	if (between && image_clear(disc, (int32_t)middle_lba, between) < 0)
		return sense_of(SENSE_ID_SESSION_FIXATION_ERROR_LEAD_OUT);
	rules_mark(disc, (int32_t)middle_lba, between, BLOCK_WRITTEN);
	track->size_blocks = track->recorded_blocks = end_lba;
	track->next_writable_lba = (int32_t)end_lba;
	track->closed = true;
	disc->state.sessions[0].status = SESSION_COMPLETE;
	disc->state.sessions[0].lead_out_lba = (int32_t)end_lba;
	disc->state.status = DISC_FINALIZED;
	return SENSE_GOOD;
}

/* The RZone and the border end together. */
static struct sense close_all(struct burnrig_disc *disc)
{
	if (disc->state.sessions[0].status != SESSION_INCOMPLETE)
		return SENSE_GOOD; /* nothing to close */
	struct sense ended = jump_flush(disc);
	if (sense_is_good(ended))
		ended = balance(disc);
	return sense_is_good(ended) ? finalize(disc) : ended;
}

static struct sense jump_close_track(struct burnrig_disc *disc, unsigned number)
{
	if (!sequential_find_track(disc, number))
		return sense_bad_cdb_field(4, SENSE_NO_BIT);
	return close_all(disc);
}

static struct sense jump_close_session(
	struct burnrig_disc *disc, unsigned function, const struct write_parameters *parameters)
{
	(void)parameters; /* one border only */
	return function == CLOSE_BORDER ? close_all(disc) : sense_bad_cdb_field(2, 2);
}

static struct sense jump_reserve(struct burnrig_disc *disc, uint32_t blocks)
{
	(void)disc;
	(void)blocks;
	return sense_of(SENSE_ID_NO_MORE_TRACK_RESERVATIONS_ALLOWED);
}

/* ---- what a host sets and asks -------------------------------------------------------------- */

static bool is_jumping(const struct burnrig_disc *disc)
{
	return disc->rules == &medium_rules_dvd_r_dl_jump;
}

void dvd_r_dl_wake(struct burnrig_disc *disc)
{
	if (disc->state.sessions[0].type != SESSION_TYPE_LAYER_JUMP)
		return;
	disc->rules = &medium_rules_dvd_r_dl_jump;
	if (disc->state.status != DISC_FINALIZED) {
		struct stand stand = stand_of(disc);

		disc->state.tracks[0].next_writable_lba = next_writable_lba(disc, &stand);
	}
}

const char *dvd_r_dl_jump_fault(const struct burnrig_disc *disc)
{
	const struct disc_state *state = &disc->state;
	uint32_t end_lba = state->jump_next_lba ? state->jump_next_lba : layer_blocks(disc);
	uint32_t recorded = state->track_count ? state->tracks[0].recorded_blocks : 0;

	if (state->track_count != 1 || state->session_count != 1)
		return "it has layer jumps and more than one track";
	if (state->jump_last_lba > end_lba || end_lba > layer_blocks(disc))
		return "its layer jumps do not rise";
	if (state->status != DISC_FINALIZED &&
		(recorded / 2 < state->jump_last_lba || (recorded + 1) / 2 > end_lba))
		return "what is recorded does not lie between two layer jumps";
	return NULL;
}

void disc_take_write_type(struct burnrig_disc *disc, unsigned write_type)
{
	if (disc->definition->family != MEDIUM_FAMILY_DVD_R_DL || disc->read_only ||
		disc->state.status != DISC_EMPTY || disc->rehearsal.running)
		return;
	disc->rules = write_type == WRITE_LAYER_JUMP ? &medium_rules_dvd_r_dl_jump
						     : &medium_rules_dvd_r_dl;
}

static int32_t last_recorded_lba(const struct burnrig_disc *disc)
{
	struct stand stand = stand_of(disc);

	if (stand.recorded_blocks == stand.jump_lba - stand.first_lba)
		return (int32_t)stand.jump_lba - 1; /* the jump comes next */
	return disc->state.tracks[0].next_writable_lba - 1;
}

bool disc_layer_jump(const struct burnrig_disc *disc, struct disc_layer_jump *ret_jump)
{
	const struct disc_state *state = &disc->state;

	if (!is_jumping(disc))
		return false;
	*ret_jump = (struct disc_layer_jump) {
		.how = state->jump_interval_blocks ? LAYER_JUMP_REGULAR
		       : state->jump_next_lba	   ? LAYER_JUMP_MANUAL
						   : LAYER_JUMP_UNSPECIFIED,
		.interval_blocks = state->jump_interval_blocks,
		.next_lba = state->jump_next_lba,
		.last_lba = state->jump_last_lba,
		.last_recorded_lba = last_recorded_lba(disc),
	};
	return true;
}

static struct sense check_setting(const struct burnrig_disc *disc, uint32_t value)
{
	struct stand stand;

	if (!is_jumping(disc) || disc->state.status == DISC_FINALIZED)
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR);
	stand = stand_of(disc);
	if (!on_first_layer(&stand))
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR);
	return value % ECC_BLOCKS ? sense_bad_parameter(FIELD_VALUE, SENSE_NO_BIT) : SENSE_GOOD;
}

struct sense disc_set_jump_interval(struct burnrig_disc *disc, uint32_t blocks)
{
	struct sense possible = check_setting(disc, blocks);

	if (!sense_is_good(possible))
		return possible;
	if (stand_of(disc).recorded_blocks) /* only where a part begins */
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR);
	if (blocks > layer_blocks(disc))
		return sense_bad_parameter(FIELD_VALUE, SENSE_NO_BIT);
	disc->state.jump_interval_blocks = blocks;
	disc->state.jump_next_lba = regular_jump(disc, disc->state.jump_last_lba);
	return disc_commit(disc, true) < 0 ? sense_of(SENSE_ID_WRITE_ERROR) : SENSE_GOOD;
}

struct sense disc_set_jump_lba(struct burnrig_disc *disc, uint32_t lba)
{
	struct sense possible = check_setting(disc, lba);

	if (!sense_is_good(possible))
		return possible;
	struct stand stand = stand_of(disc);
	if (disc->state.jump_interval_blocks)
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR);
	if (lba <= stand.first_lba + stand.recorded_blocks || lba > layer_blocks(disc))
		return sense_bad_parameter(FIELD_VALUE, SENSE_NO_BIT);
	disc->state.jump_next_lba = lba;
	return disc_commit(disc, true) < 0 ? sense_of(SENSE_ID_WRITE_ERROR) : SENSE_GOOD;
}

const struct medium_rules medium_rules_dvd_r_dl_jump = {
	.profile = MMC_PROFILE_DVD_R_DL_LAYER_JUMP,
	.start_blank = sequential_start_blank,
	.can_write = sequential_can_write,
	.last_lba = sequential_last_lba,
	.read = jump_read,
	.write = jump_write,
	.flush = jump_flush,
	.close_track = jump_close_track,
	.close_session = jump_close_session,
	.reserve_track = jump_reserve,
	.free_blocks = free_blocks,
};
