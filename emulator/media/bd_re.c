/* SPDX-License-Identifier: MIT */
/*
 * bd_re.c: rewritable Blu-ray. Comes unformatted; once formatted every block can be read and
 * written in any order. Never-written blocks of a formatted disc read as zeros.
 *
 * Spare areas: MMC-6 6.4.3.3 and the sizes that drives offer in READ FORMAT CAPACITIES; on a
 * single-layer disc 1000h, 3000h (default) and 5000h clusters of 32 blocks.
 */
#include "emulator/media/profile.h"
#include "emulator/media/random_access.h"
#include "emulator/media/rules.h"

enum { FORMAT_FULL = 0x00, FORMAT_WITH_SPARES = 0x30, FORMAT_WITHOUT_SPARES = 0x31 };

#define CLUSTER_BLOCKS 32

/* The three spare sizes on offer: default, most, least; in clusters. */
static uint32_t spare_clusters(const struct burnrig_disc *disc, unsigned choice)
{
	uint32_t standard = disc->definition->default_spare_blocks / CLUSTER_BLOCKS;
	const uint32_t sizes[3] = { standard, standard / 3 * 5, standard / 3 };

	return sizes[choice];
}

static bool format_option_at(
	const struct burnrig_disc *disc, unsigned index, struct disc_format_option *ret_option)
{
	uint32_t capacity = disc->definition->capacity_blocks;

	if (index > 4)
		return false;
	if (index == 4) {
		*ret_option = (struct disc_format_option) {
			.type = FORMAT_WITHOUT_SPARES, .blocks = capacity, .parameter = 2048
		};
		return true;
	}
	uint32_t clusters = spare_clusters(disc, index ? index - 1 : 0);

	*ret_option = (struct disc_format_option) {
		.type = index ? FORMAT_WITH_SPARES : FORMAT_FULL,
		.blocks = capacity - clusters * CLUSTER_BLOCKS,
		.parameter = clusters,
	};
	return true;
}

/*
 * Spare blocks that a format asks for, at best from the number of blocks, for programs leave the
 * type dependent parameter 0. Format descriptor offsets in the parameter list: header 4, then
 * blocks 0-3, type 4, type dependent parameter 5-7.
 */
static struct sense spare_of_format(const struct burnrig_disc *disc, unsigned format_type,
	uint32_t blocks, uint32_t parameter, uint32_t *ret_spare_blocks)
{
	uint32_t capacity = disc->definition->capacity_blocks;
	uint32_t spare_blocks = 0;

	if (format_type == FORMAT_FULL)
		spare_blocks = disc->definition->default_spare_blocks;
	else if (format_type == FORMAT_WITH_SPARES)
		spare_blocks = parameter ? parameter * CLUSTER_BLOCKS : capacity - blocks;
	else if (format_type != FORMAT_WITHOUT_SPARES)
		return sense_bad_parameter(8, 7);
	if (format_type == FORMAT_WITH_SPARES &&
		(spare_blocks % CLUSTER_BLOCKS ||
			spare_blocks < spare_clusters(disc, 2) * CLUSTER_BLOCKS ||
			spare_blocks > spare_clusters(disc, 1) * CLUSTER_BLOCKS))
		return sense_bad_parameter(parameter ? 9 : 4, SENSE_NO_BIT);
	if (blocks != UINT32_MAX && blocks != capacity - spare_blocks)
		return sense_bad_parameter(4, SENSE_NO_BIT);
	*ret_spare_blocks = spare_blocks;
	return SENSE_GOOD;
}

static struct sense bd_re_format(
	struct burnrig_disc *disc, unsigned format_type, uint32_t blocks, uint32_t parameter)
{
	uint32_t capacity = disc->definition->capacity_blocks;
	uint32_t spare_blocks = 0;
	struct sense possible =
		spare_of_format(disc, format_type, blocks, parameter, &spare_blocks);

	if (!sense_is_good(possible))
		return possible;
	return random_format(disc, (uint8_t)format_type, capacity - spare_blocks, spare_blocks);
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
	.format = bd_re_format,
	.format_option_at = format_option_at,
};
