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

bool mechanics_runs_inwards(const struct mechanics_geometry *geometry, uint32_t layer)
{
	return layer % 2 && !geometry->parallel_path;
}

/* Where the path stands when it runs inwards is the mirror image of where it would stand running
 * outwards. */
uint32_t mechanics_position(
	const struct mechanics_geometry *geometry, int64_t lba, bool *ret_inwards)
{
	int64_t end = (int64_t)geometry->blocks * geometry->layers;
	int64_t layer, position;

	if (lba >= 0 && lba < geometry->blocks) { /* mostly */
		*ret_inwards = false;
		return (uint32_t)lba;
	}
	lba = lba < 0 ? 0 : lba > end ? end : lba;
	layer = lba / geometry->blocks;
	position = lba % geometry->blocks;
	if (layer == geometry->layers) { /* the edge after the last block */
		layer--;
		position = geometry->blocks;
	}
	*ret_inwards = mechanics_runs_inwards(geometry, (uint32_t)layer);
	return (uint32_t)(*ret_inwards ? geometry->blocks - position : position);
}

uint64_t mechanics_radius_at(const struct mechanics_geometry *geometry, uint32_t position)
{
	uint64_t inner = (uint64_t)geometry->inner_radius_um * geometry->inner_radius_um;
	uint64_t outer = (uint64_t)geometry->outer_radius_um * geometry->outer_radius_um;
	wide swept = wide_divide_short((wide)((outer - inner) * position) << 64, geometry->blocks);

	return wide_sqrt(((wide)inner << 64) + swept);
}

uint64_t mechanics_radius(const struct mechanics_geometry *geometry, int64_t lba)
{
	bool inwards;

	return mechanics_radius_at(geometry, mechanics_position(geometry, lba, &inwards));
}

uint64_t mechanics_radius_nm(const struct mechanics_geometry *geometry, int64_t lba)
{
	return (uint64_t)((wide)mechanics_radius(geometry, lba) * 1000 >> 32);
}

int64_t mechanics_lba_at(const struct mechanics_geometry *geometry, uint32_t layer, uint64_t radius)
{
	wide inner = (wide)geometry->inner_radius_um * geometry->inner_radius_um;
	wide outer = (wide)geometry->outer_radius_um * geometry->outer_radius_um;
	wide square = (wide)radius * radius;
	int64_t start = (int64_t)geometry->blocks * layer, position;

	if (square < inner << 64)
		square = inner << 64;
	if (square > outer << 64)
		square = outer << 64;
	position = (int64_t)wide_divide_rounded(
		(square - (inner << 64)) * geometry->blocks, (outer - inner) << 64);
	return start +
	       (mechanics_runs_inwards(geometry, layer) ? geometry->blocks - position : position);
}

/*
 * Of one layer, outwards: the pitch is the area, pi (ro^2 - ri^2), by the length of the track, blocks * v1 / b1; the turns are
 * what the radius has grown by pitches. pi is 103993 / 33102, to 6e-10. The product stays below 2^128 within the limits.
 */
static uint64_t layer_turns(const struct mechanics_geometry *geometry, uint64_t radius)
{
	uint64_t inner = geometry->inner_radius_um, outer = geometry->outer_radius_um;
	/* v1 / b1 in um per block is reference_mm_per_s * 10^6 / reference_mblocks_per_s */
	wide grown = (wide)(radius - (inner << 32)) * geometry->blocks;
	wide area =
		(wide)103993 * (outer * outer - inner * inner) * geometry->reference_mblocks_per_s;

	return (uint64_t)(grown * geometry->reference_mm_per_s * 33102 * 1000000 / area);
}

uint64_t mechanics_turns(const struct mechanics_geometry *geometry, int64_t lba)
{
	int64_t end = (int64_t)geometry->blocks * geometry->layers;
	uint64_t whole = layer_turns(geometry, (uint64_t)geometry->outer_radius_um << 32);
	uint64_t here = layer_turns(geometry, mechanics_radius(geometry, lba));
	bool inwards;
	int64_t layer = lba < 0 ? 0 : (lba > end ? end : lba) / geometry->blocks;

	if (layer == geometry->layers)
		layer--;
	inwards = mechanics_runs_inwards(geometry, (uint32_t)layer);
	return (uint64_t)layer * whole + (inwards ? whole - here : here);
}
