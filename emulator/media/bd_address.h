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

#endif
