/* SPDX-License-Identifier: MIT */
/*
 * bd_address.h: physical sector numbers (PSN) of Blu-ray media. Those of layer 0 rise from 100000h;
 * on the next layer the track runs back inwards and the numbers are the complement of those above
 * or below in 25 bits, so that they rise too; a pair of layers has the two bits above.
 */
#ifndef MEDIA_BD_ADDRESS_H
#define MEDIA_BD_ADDRESS_H

#include "emulator/media/disc.h"

#define BD_CLUSTER_BLOCKS 32

/* bd_first_psn, bd_last_psn: of a layer's data zone, spare areas included. @layer below the disc's
 * number of layers. */
uint32_t bd_first_psn(const struct burnrig_disc *disc, unsigned layer);
uint32_t bd_last_psn(const struct burnrig_disc *disc, unsigned layer);

/* The spare areas of one layer of a formatted disc: as many blocks inside of the user data as drives take
 * there, the rest outside; 0 of one that is not formatted. */
struct bd_spare_areas {
	uint32_t inner_blocks, outer_blocks;
};
struct bd_spare_areas bd_spare_areas(const struct burnrig_disc *disc);
/* bd_psn_of_lba: @lba within the user data. bd_spare_psn: the @index-th cluster of the spare areas, those
 * inside first, layer by layer. */
uint32_t bd_psn_of_lba(const struct burnrig_disc *disc, uint32_t lba);
uint32_t bd_spare_psn(const struct burnrig_disc *disc, uint32_t index);

#endif
