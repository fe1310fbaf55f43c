/* SPDX-License-Identifier: MIT */
#include "emulator/media/bd_format.h"

/* Fields of FORMAT UNIT's parameter list: header 4, blocks 4, type, type dependent parameter 3. */
enum { FIELD_BLOCKS = 4, FIELD_TYPE = 8, FIELD_PARAMETER = 9 };

uint32_t bd_spare_clusters(const struct burnrig_disc *disc, enum bd_spares choice)
{
	uint32_t standard = disc->definition->default_spare_blocks / BD_CLUSTER_BLOCKS;
	const uint32_t sizes[] = {
		[BD_SPARES_DEFAULT] = standard,
		[BD_SPARES_MOST] = standard / 3 * 5,
		[BD_SPARES_LEAST] = standard / 3,
	};

	return sizes[choice];
}

bool bd_format_option_at(const struct burnrig_disc *disc, unsigned index, uint8_t with_spares,
	struct disc_format_option *ret_option)
{
	static const enum bd_spares choices[] = { BD_SPARES_DEFAULT, BD_SPARES_DEFAULT,
		BD_SPARES_MOST, BD_SPARES_LEAST };

	if (index >= sizeof choices / sizeof choices[0])
		return false;
	uint32_t clusters = bd_spare_clusters(disc, choices[index]);

	*ret_option = (struct disc_format_option) {
		.type = index ? with_spares : BD_FORMAT_DEFAULT,
		.blocks = disc->definition->capacity_blocks - clusters * BD_CLUSTER_BLOCKS,
		.parameter = clusters,
	};
	return true;
}

static bool within_limits(const struct burnrig_disc *disc, uint32_t spare_blocks)
{
	return spare_blocks % BD_CLUSTER_BLOCKS == 0 &&
	       spare_blocks >= bd_spare_clusters(disc, BD_SPARES_LEAST) * BD_CLUSTER_BLOCKS &&
	       spare_blocks <= bd_spare_clusters(disc, BD_SPARES_MOST) * BD_CLUSTER_BLOCKS;
}

struct sense bd_spares_of_format(const struct burnrig_disc *disc, uint8_t with_spares,
	const struct disc_format_request *request, uint32_t *ret_spare_blocks)
{
	uint32_t capacity = disc->definition->capacity_blocks;
	uint32_t spare_blocks = disc->definition->default_spare_blocks;

	if (request->type == with_spares) {
		spare_blocks = request->parameter ? request->parameter * BD_CLUSTER_BLOCKS
						  : capacity - request->blocks;
		if (!within_limits(disc, spare_blocks))
			return sense_bad_parameter(
				request->parameter ? FIELD_PARAMETER : FIELD_BLOCKS, SENSE_NO_BIT);
	} else if (request->type != BD_FORMAT_DEFAULT) {
		return sense_bad_parameter(FIELD_TYPE, 7);
	}
	if (request->blocks != UINT32_MAX && request->blocks != capacity - spare_blocks)
		return sense_bad_parameter(FIELD_BLOCKS, SENSE_NO_BIT);
	*ret_spare_blocks = spare_blocks;
	return SENSE_GOOD;
}
