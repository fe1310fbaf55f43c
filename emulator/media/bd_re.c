/* SPDX-License-Identifier: MIT */
/*
 * bd_re.c: rewritable Blu-ray. Comes unformatted; once formatted every block can be read and
 * written in any order. Never-written blocks of a formatted disc read as zeros.
 */
#include "emulator/media/bd_format.h"
#include "emulator/media/profile.h"
#include "emulator/media/random_access.h"
#include "emulator/media/rules.h"

#define OPTIONS_WITH_SPARES 4

static bool format_option_at(
	const struct burnrig_disc *disc, unsigned index, struct disc_format_option *ret_option)
{
	if (index > OPTIONS_WITH_SPARES)
		return false;
	if (index < OPTIONS_WITH_SPARES)
		return bd_format_option_at(disc, index, BD_FORMAT_RE_WITH_SPARES, ret_option);
	*ret_option = (struct disc_format_option) {
		.type = BD_FORMAT_RE_WITHOUT_SPARES,
		.blocks = disc->definition->capacity_blocks,
		.parameter = 2048,
	};
	return true;
}

static struct sense bd_re_format(
	struct burnrig_disc *disc, const struct disc_format_request *request)
{
	uint32_t capacity = disc->definition->capacity_blocks;
	uint32_t spare_blocks = 0;
	struct sense possible = SENSE_GOOD;

	if (request->type != BD_FORMAT_RE_WITHOUT_SPARES)
		possible =
			bd_spares_of_format(disc, BD_FORMAT_RE_WITH_SPARES, request, &spare_blocks);
	else if (request->blocks != UINT32_MAX && request->blocks != capacity)
		possible = sense_bad_parameter(4, SENSE_NO_BIT);
	if (!sense_is_good(possible))
		return possible;
	return random_format(disc, request->type, capacity - spare_blocks, spare_blocks);
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
	.format_as = bd_re_format,
	.format_option_at = format_option_at,
};
