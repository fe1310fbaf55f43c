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
	uint32_t layers;		  /* 1..4                                              */
	bool parallel_path;		  /* every layer is run outwards; else, as of all discs for
					     recording, the path turns back on odd layers: opposite
					     track path (ECMA-267 10.7)                         */
	uint32_t reference_mm_per_s;	  /* linear velocity at 1x                             */
	uint32_t reference_mblocks_per_s; /* blocks per 1000 s at 1x: CD 75000, DVD 676080,
					     BD 2195120                                        */
	uint32_t reference_Bps;	 /* what programs call 1x, exactly: CD 176400 (2352-byte blocks, as
				    drives report), DVD 1385000, BD 4495000                     */
	uint32_t reference_kBps; /* the same, rounded, for display: CD 176, DVD 1385, BD 4495  */
};

/* How the disc turns while a speed is in force. kBps names the highest rate there is. */
enum mechanics_rotation {
	MECHANICS_CLV = 0,  /* constant linear velocity: one rate everywhere                   */
	MECHANICS_CAV = 1,  /* constant angular velocity: rate grows with the radius           */
	MECHANICS_PCAV = 2, /* partial CAV: CAV from inner_kBps until kBps is reached, then CLV */
	MECHANICS_ZCLV = 3, /* zoned CLV: one rate in each zone, a short stop between zones     */
};

#define MECHANICS_ZONES_MAX 8

struct mechanics_zone {
	uint32_t start_block; /* of a layer, counted outwards; the first zone's is 0            */
	uint32_t kBps;
};

struct mechanics_speed {
	uint32_t kBps; /* user data (CD: 2352-byte blocks), 1000 bytes/s: its highest rate      */
	enum mechanics_rotation rotation;
	uint32_t inner_kBps; /* PCAV: at the first user block, less than kBps                   */
	unsigned zone_count; /* ZCLV: at least 1; else 0                                        */
	struct mechanics_zone zones[MECHANICS_ZONES_MAX]; /* ZCLV: start_block rising           */
};

/*
 * mechanics_geometry_is_valid: can every function of this room compute with it: radii rising,
 * everything within the limits above and not 0? All others take this for granted.
 */
bool mechanics_geometry_is_valid(const struct mechanics_geometry *geometry);

/*
 * mechanics_radius: the radius of @lba, in units of 2^-32 um. A block before the first user block
 * or after the last is taken to lie at the nearer edge. On an odd layer the path runs inwards, unless the layers are
 * parallel.
 */
uint64_t mechanics_radius(const struct mechanics_geometry *geometry, int64_t lba);

/* mechanics_radius_at: the same of a place @position blocks (not more than a layer's) from a layer's inner edge. */
uint64_t mechanics_radius_at(const struct mechanics_geometry *geometry, uint32_t position);

/*
 * mechanics_position: of the edge before @lba, how many blocks of its layer lie further inside; an
 * @lba before the first block or after the last counts as the nearer edge.
 * @ret_inwards  is the path of its layer run inwards (opposite track path, odd layers)?
 */
uint32_t mechanics_position(
	const struct mechanics_geometry *geometry, int64_t lba, bool *ret_inwards);

/* mechanics_runs_inwards: does the path of @layer (from 0) run towards the hub? */
bool mechanics_runs_inwards(const struct mechanics_geometry *geometry, uint32_t layer);

/* mechanics_radius_nm: the radius of @lba in nm. */
uint64_t mechanics_radius_nm(const struct mechanics_geometry *geometry, int64_t lba);

/*
 * mechanics_lba_at: the block on @layer (less than the geometry's) whose radius is nearest to @radius, in
 * units of 2^-32 um; of the edge that is nearer where there is none. What mechanics_radius gave leads back to its block, the
 * edge between two layers to the layer asked for.
 */
int64_t mechanics_lba_at(
	const struct mechanics_geometry *geometry, uint32_t layer, uint64_t radius);

/*
 * mechanics_turns: how far the disc has turned when the path has come from the first user block to the edge before @lba, in
 * units of 2^-32 turn: the low 32 bits are the angle at which @lba lies. Rises with @lba, over all layers: with opposite paths
 * the spiral of an odd layer is wound the other way, so that it runs inwards while the disc turns on.
 */
uint64_t mechanics_turns(const struct mechanics_geometry *geometry, int64_t lba);

#endif
