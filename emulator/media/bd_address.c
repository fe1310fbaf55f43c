/* SPDX-License-Identifier: MIT */
#include "emulator/media/bd_address.h"

#define FIRST_PSN  0x100000U
#define LAYER_BITS 25
#define LAYER_MASK ((1U << LAYER_BITS) - 1)

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
