/* SPDX-License-Identifier: MIT */
/*
 * geometry.h: where a block lies on the disc. Recording has constant linear density, so the block's
 * address alone gives its radius:  r(L)^2 = ri^2 + (ro^2 - ri^2) * L / N.
 */
#ifndef MECHANICS_GEOMETRY_H
#define MECHANICS_GEOMETRY_H

#include <stdint.h>

struct mechanics_geometry {
	uint32_t inner_radius_um;	  /* of the first user block                              */
	uint32_t outer_radius_um;	  /* of the block after the last                          */
	uint32_t blocks;		  /* user blocks between the two, on one layer            */
	uint32_t layers;		  /* 1; later 2..4, opposite track path                   */
	uint32_t reference_mm_per_s;	  /* linear velocity at 1x                         */
	uint32_t reference_mblocks_per_s; /* blocks per 1000 s at 1x: CD 75000, DVD 676080, BD
					     2195120 */
	uint32_t reference_kBps; /* what programs call 1x: CD 176 (raw) or 150, DVD 1385, BD 4496 */
};

/* How the disc turns while a speed is in force. kBps names the speed at the outer rim. */
enum mechanics_rotation {
	MECHANICS_CLV = 0, /* constant linear velocity: one rate everywhere            */
	MECHANICS_CAV = 1, /* constant angular velocity: rate grows with the radius    */
};

struct mechanics_speed {
	uint32_t kBps; /* user data, 1000 bytes/s, at the outer rim                    */
	enum mechanics_rotation rotation;
};

#endif
