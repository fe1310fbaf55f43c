/* SPDX-License-Identifier: MIT */
/*
 * bd_re.c: rewritable Blu-ray. Comes unformatted; once formatted every block can be read and
 * written in any order. Never-written blocks of a formatted disc read as zeros.
 */
#include "emulator/media/bd_format.h"
#include "emulator/media/defects.h"
#include "emulator/media/image.h"
#include "emulator/media/profile.h"
#include "emulator/media/random_access.h"
#include "emulator/media/rules.h"

/* Fields of FORMAT UNIT's parameter list, for the sense. */
enum { FIELD_BLOCKS = 4, FIELD_TYPE = 8 };

#define OPTIONS_WITH_SPARES 4

static uint32_t most_spare_blocks(const struct burnrig_disc *disc)
{
	return bd_spare_clusters(disc, BD_SPARES_MOST) * BD_CLUSTER_BLOCKS;
}

/* Spare areas can grow where there are some already, and are not the largest. */
static bool may_expand(const struct burnrig_disc *disc)
{
	uint32_t formatted = disc->state.formatted_blocks;
	uint32_t spare_blocks = disc->definition->capacity_blocks - formatted;

	return formatted && spare_blocks && spare_blocks < most_spare_blocks(disc);
}

static bool format_option_at(
	const struct burnrig_disc *disc, unsigned index, struct disc_format_option *ret_option)
{
	uint32_t capacity = disc->definition->capacity_blocks;

	if (index < OPTIONS_WITH_SPARES)
		return bd_format_option_at(disc, index, BD_FORMAT_RE_WITH_SPARES, ret_option);
	*ret_option = (struct disc_format_option) {
		.type = BD_FORMAT_RE_WITHOUT_SPARES, .blocks = capacity, .parameter = 2048
	};
	if (index == OPTIONS_WITH_SPARES)
		return true;
	ret_option->type = BD_FORMAT_EXPAND_SPARES;
	ret_option->blocks = capacity - most_spare_blocks(disc);
	return index == OPTIONS_WITH_SPARES + 1 && may_expand(disc);
}

/* The end of the user area becomes spare; what is before stays. */
static struct sense expand_spares(
	struct burnrig_disc *disc, const struct disc_format_request *request)
{
	struct disc_state *state = &disc->state;
	uint32_t blocks = request->blocks, cut_blocks = state->formatted_blocks - blocks;

	if (!may_expand(disc))
		return sense_bad_parameter(FIELD_TYPE, 7);
	if (blocks >= state->formatted_blocks || blocks % BD_CLUSTER_BLOCKS ||
		disc->definition->capacity_blocks - blocks > most_spare_blocks(disc))
		return sense_bad_parameter(FIELD_BLOCKS, SENSE_NO_BIT);
	if (image_clear(disc, (int32_t)blocks, cut_blocks) < 0)
		return sense_of(SENSE_ID_FORMAT_COMMAND_FAILED);
	rules_mark(disc, (int32_t)blocks, cut_blocks, BLOCK_NEVER_WRITTEN);
	state->formatted_blocks = blocks;
	state->spare_blocks += cut_blocks;
	rules_last_session(disc)->lead_out_lba = (int32_t)blocks;
	rules_last_track(disc)->size_blocks = blocks;
	rules_last_track(disc)->recorded_blocks = blocks;
	return SENSE_GOOD;
}

/* Sub-types of types 30h and 31h; 0 is a quick reformat, 3 certifies what is on the list of defects. Both
 * keep the list; without certification a new one is begun; without spares there is none. */
enum { NO_CERTIFICATION = 1, FULL_CERTIFICATION = 2 };

static struct sense bd_re_format(
	struct burnrig_disc *disc, const struct disc_format_request *request)
{
	uint32_t capacity = disc->definition->capacity_blocks;
	uint32_t spare_blocks = 0;
	struct sense possible = SENSE_GOOD;

	if (request->sub_type && request->type < BD_FORMAT_RE_WITH_SPARES)
		return sense_bad_parameter(FIELD_TYPE, 1);
	if (request->type == BD_FORMAT_EXPAND_SPARES)
		return expand_spares(disc, request);
	if (request->type != BD_FORMAT_RE_WITHOUT_SPARES)
		possible =
			bd_spares_of_format(disc, BD_FORMAT_RE_WITH_SPARES, request, &spare_blocks);
	else if (request->blocks != UINT32_MAX && request->blocks != capacity)
		possible = sense_bad_parameter(FIELD_BLOCKS, SENSE_NO_BIT);
	if (!sense_is_good(possible))
		return possible;
	if (!spare_blocks || request->sub_type == NO_CERTIFICATION)
		defects_forget(disc);
	struct sense formatted =
		random_format(disc, request->type, capacity - spare_blocks, spare_blocks);
	if (!sense_is_good(formatted) || !spare_blocks || request->sub_type != FULL_CERTIFICATION)
		return formatted;
	return defects_certify(disc);
}

const struct medium_rules medium_rules_bd_re = {
	.profile = MMC_PROFILE_BD_RE,
	.erasable = true,
	.random_writable = true,
	.start_blank = random_start_blank,
	.can_write = random_can_write,
	.last_lba = random_last_lba,
	.read = random_read,
	.write = random_write,
	.format_sub_types = true,
	.format = bd_re_format,
	.format_option_at = format_option_at,
};
