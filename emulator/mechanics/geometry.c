/* SPDX-License-Identifier: MIT */
#include "emulator/mechanics/geometry.h"

#include "emulator/mechanics/wide.h"

bool mechanics_geometry_is_valid(const struct mechanics_geometry *geometry)
{
	return geometry->inner_radius_um > 0 &&
	       geometry->outer_radius_um <= MECHANICS_RADIUS_MAX_UM &&
	       geometry->outer_radius_um >= MECHANICS_WIDTH_MIN_UM &&
	       geometry->inner_radius_um <= geometry->outer_radius_um - MECHANICS_WIDTH_MIN_UM &&
	       geometry->blocks > 0 && geometry->blocks <= MECHANICS_BLOCKS_MAX &&
	       geometry->layers > 0 && geometry->layers <= MECHANICS_LAYERS_MAX &&
	       geometry->reference_mm_per_s > 0 &&
	       geometry->reference_mm_per_s <= MECHANICS_REFERENCE_MAX_MM_PER_S &&
	       geometry->reference_mblocks_per_s > 0 &&
	       geometry->reference_mblocks_per_s <= MECHANICS_REFERENCE_MAX_MBLOCKS_PER_S &&
	       geometry->reference_Bps >= 1000 && geometry->reference_kBps > 0;
}

/* Where the path stands when it runs inwards is the mirror image of where it would stand running
 * outwards. */
uint32_t mechanics_position(
	const struct mechanics_geometry *geometry, int64_t lba, bool *ret_inwards)
{
	int64_t end = (int64_t)geometry->blocks * geometry->layers;
	int64_t layer, position;

	lba = lba < 0 ? 0 : lba > end ? end : lba;
	layer = lba / geometry->blocks;
	position = lba % geometry->blocks;
	if (layer == geometry->layers) { /* the edge after the last block */
		layer--;
		position = geometry->blocks;
	}
	*ret_inwards = layer % 2;
	return (uint32_t)(layer % 2 ? geometry->blocks - position : position);
}

uint64_t mechanics_radius(const struct mechanics_geometry *geometry, int64_t lba)
{
	wide inner = (wide)geometry->inner_radius_um * geometry->inner_radius_um;
	wide outer = (wide)geometry->outer_radius_um * geometry->outer_radius_um;
	bool inwards;
	wide swept = ((outer - inner) * mechanics_position(geometry, lba, &inwards) << 64) /
		     geometry->blocks;

	return wide_sqrt((inner << 64) + swept);
}

uint64_t mechanics_radius_nm(const struct mechanics_geometry *geometry, int64_t lba)
{
	return (uint64_t)((wide)mechanics_radius(geometry, lba) * 1000 >> 32);
}
