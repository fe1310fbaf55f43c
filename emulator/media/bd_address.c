/* SPDX-License-Identifier: MIT */
#include "emulator/media/bd_address.h"

#define FIRST_PSN	   0x100000U
#define LAYER_BITS	   25
/* Inner spare area of a layer as drives lay them out; the rest is at the outer end. */
#define INNER_SPARE_BLOCKS (4096 * BD_CLUSTER_BLOCKS)
#define LAYER_MASK	   ((1U << LAYER_BITS) - 1)

/* @block: counted from the inside of the layer. */
static uint32_t psn_of(unsigned layer, uint32_t block)
{
	uint32_t psn = FIRST_PSN + block;

	return (layer & 1 ? ~psn & LAYER_MASK : psn) | layer >> 1 << LAYER_BITS;
}

uint32_t bd_first_psn(const struct burnrig_disc *disc, unsigned layer)
{
	return psn_of(layer, layer & 1 ? disc_layer_blocks(disc) - 1 : 0);
}

uint32_t bd_last_psn(const struct burnrig_disc *disc, unsigned layer)
{
	return psn_of(layer, layer & 1 ? 0 : disc_layer_blocks(disc) - 1);
}

struct bd_spare_areas bd_spare_areas(const struct burnrig_disc *disc)
{
	const struct burnrig_medium_definition *definition = disc->definition;
	uint32_t formatted = disc->state.formatted_blocks;
	uint32_t all = formatted ? definition->capacity_blocks - formatted : 0;
	uint32_t of_layer =
		all / definition->geometry.layers / BD_CLUSTER_BLOCKS * BD_CLUSTER_BLOCKS;
	uint32_t inner = of_layer < INNER_SPARE_BLOCKS ? of_layer : INNER_SPARE_BLOCKS;

	return (struct bd_spare_areas) { inner, of_layer - inner };
}

uint32_t bd_psn_of_lba(const struct burnrig_disc *disc, uint32_t lba)
{
	struct bd_spare_areas spares = bd_spare_areas(disc);
	uint32_t layer_blocks = disc_layer_blocks(disc);
	uint32_t user_blocks = layer_blocks - spares.inner_blocks - spares.outer_blocks;
	unsigned layer = lba / user_blocks;
	uint32_t block = lba % user_blocks; /* in the direction of the track */

	if (layer & 1)
		return psn_of(layer, layer_blocks - 1 - spares.outer_blocks - block);
	return psn_of(layer, spares.inner_blocks + block);
}

uint32_t bd_spare_psn(const struct burnrig_disc *disc, uint32_t index)
{
	struct bd_spare_areas spares = bd_spare_areas(disc);
	uint32_t of_layer = spares.inner_blocks + spares.outer_blocks;
	uint32_t block = of_layer ? index * BD_CLUSTER_BLOCKS % of_layer : 0;
	unsigned layer = of_layer ? index * BD_CLUSTER_BLOCKS / of_layer : 0;

	if (block >= spares.inner_blocks)
		block += disc_layer_blocks(disc) - of_layer;
	return psn_of(layer, layer & 1 ? block + BD_CLUSTER_BLOCKS - 1 : block);
}
