/* SPDX-License-Identifier: MIT */
/*
 * geometry.h: where a block lies on the disc. Recording has constant linear density, so the block's
 * address alone gives its radius:  r(L)^2 = ri^2 + (ro^2 - ri^2) * L / N.
 */
#ifndef MECHANICS_GEOMETRY_H
#define MECHANICS_GEOMETRY_H

#include <stdbool.h>
#include <stdint.h>

/* What the arithmetic has room for; any disc there is lies far within. */
#define MECHANICS_RADIUS_MAX_UM		      65535u
#define MECHANICS_WIDTH_MIN_UM		      4000u	 /* outer less inner radius */
#define MECHANICS_BLOCKS_MAX		      (1u << 27) /* of one layer            */
#define MECHANICS_LAYERS_MAX		      4u
#define MECHANICS_REFERENCE_MAX_MM_PER_S      65535u
#define MECHANICS_REFERENCE_MAX_MBLOCKS_PER_S 16777215u

struct mechanics_geometry {
	uint32_t inner_radius_um;	  /* of the first user block                           */
	uint32_t outer_radius_um;	  /* of the block after the last                       */
	uint32_t blocks;		  /* user blocks between the two, on one layer         */
	uint32_t layers;		  /* 1; later 2..4, opposite track path                */
	uint32_t reference_mm_per_s;	  /* linear velocity at 1x                             */
	uint32_t reference_mblocks_per_s; /* blocks per 1000 s at 1x: CD 75000, DVD 676080,
					     BD 2195120                                        */
	uint32_t reference_Bps;	 /* what programs call 1x, exactly: CD 176400 (2352-byte blocks, as
				    drives report), DVD 1385000, BD 4495000                     */
	uint32_t reference_kBps; /* the same, rounded, for display: CD 176, DVD 1385, BD 4495  */
};

/* How the disc turns while a speed is in force. kBps names the speed at the outer rim. */
enum mechanics_rotation {
	MECHANICS_CLV = 0, /* constant linear velocity: one rate everywhere            */
	MECHANICS_CAV = 1, /* constant angular velocity: rate grows with the radius    */
};

struct mechanics_speed {
	uint32_t kBps; /* user data (CD: 2352-byte blocks), 1000 bytes/s, at the outer rim     */
	enum mechanics_rotation rotation;
};

/*
 * mechanics_geometry_is_valid: can every function of this room compute with it: radii rising,
 * everything within the limits above and not 0? All others take this for granted.
 */
bool mechanics_geometry_is_valid(const struct mechanics_geometry *geometry);

/*
 * mechanics_radius: the radius of @lba, in units of 2^-32 um. A block before the first user block
 * or after the last is taken to lie at the nearer edge. On an odd layer the path runs inwards.
 */
uint64_t mechanics_radius(const struct mechanics_geometry *geometry, int64_t lba);

/* mechanics_radius_nm: the same, in nm. */
uint64_t mechanics_radius_nm(const struct mechanics_geometry *geometry, int64_t lba);

#endif
