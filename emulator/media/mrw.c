/* SPDX-License-Identifier: MIT */
#include "emulator/media/mrw.h"

#include "emulator/media/cd_family.h"
#include "emulator/media/defects.h"
#include "emulator/media/rules.h"

/* Fields of FORMAT UNIT's parameter list. */
enum { FIELD_BLOCKS = 4, FIELD_PARAMETER = 9 };
/* CLOSE TRACK SESSION: both stop the background format, 2 with a lead-out that read-only drives can do with. */
enum { STOP = 0, STOP_COMPATIBLE = 2 };

bool disc_is_mrw(const struct burnrig_disc *disc)
{
	return disc->state.format_type == MRW_FORMAT;
}

struct sense background_check_format(const struct disc_format_request *request,
	uint32_t user_blocks, bool begun, bool *ret_restart)
{
	bool restart = request->parameter & BACKGROUND_RESTART;
	uint32_t blocks = request->blocks;

	if (request->parameter & ~(uint32_t)BACKGROUND_RESTART)
		return sense_bad_parameter(FIELD_PARAMETER, SENSE_NO_BIT);
	if (blocks != UINT32_MAX && blocks != user_blocks && !(restart && !blocks))
		return sense_bad_parameter(FIELD_BLOCKS, SENSE_NO_BIT);
	if (restart && !begun)
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR);
	*ret_restart = restart;
	return SENSE_GOOD;
}

struct sense mrw_locate(
	const struct burnrig_disc *disc, int32_t lba, uint32_t blocks, int32_t *ret_lba)
{
	uint32_t area = disc->gaa_chosen ? MRW_GAA_BLOCKS : disc->state.formatted_blocks;
	uint32_t base = disc->gaa_chosen ? disc->definition->capacity_blocks - MRW_GAA_BLOCKS : 0;

	if (lba < 0 || (uint64_t)lba + blocks > area)
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	*ret_lba = lba + (int32_t)base;
	return SENSE_GOOD;
}

uint32_t mrw_last_lba(const struct burnrig_disc *disc)
{
	return (disc->gaa_chosen ? MRW_GAA_BLOCKS : disc->state.formatted_blocks) - 1;
}

/* There is nothing open but formatting. */
struct sense background_close_session(
	struct burnrig_disc *disc, unsigned function, const struct write_parameters *parameters)
{
	(void)disc;
	(void)parameters;
	if (function != STOP && function != STOP_COMPATIBLE)
		return sense_bad_cdb_field(2, 2);
	return SENSE_GOOD;
}

uint32_t disc_background_left(const struct burnrig_disc *disc)
{
	if (disc->rules != &medium_rules_dvd_plus_rw && !disc_is_mrw(disc))
		return 0;
	return disc->state.formatted_blocks - rules_last_track(disc)->recorded_blocks;
}

void disc_background_record(struct burnrig_disc *disc, uint32_t blocks)
{
	uint32_t left = disc_background_left(disc);
	struct write_request recorded = {
		.lba = (int32_t)rules_last_track(disc)->recorded_blocks,
		.blocks = blocks < left ? blocks : left,
	};

	rules_last_track(disc)->recorded_blocks += recorded.blocks;
	/* What there is no spare for stays as it is, and is told of when it is written or read. */
	if (disc_is_mrw(disc) && recorded.blocks && disc_is_cd(disc))
		mrw_cd_replace(disc, recorded.lba, recorded.blocks);
	else if (disc_is_mrw(disc))
		defects_verify(disc, &recorded);
}
