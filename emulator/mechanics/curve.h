/* SPDX-License-Identifier: MIT */
/*
 * curve.h: how fast blocks pass the head at one speed over the whole disc. For motion.c, which
 * explains the functions of the same names.
 */
#ifndef MECHANICS_CURVE_H
#define MECHANICS_CURVE_H

#include <stdbool.h>
#include <stdint.h>

#include "emulator/mechanics/geometry.h"

struct mechanics_curve_zone { /* blocks of one layer, counted outwards */
	uint32_t start_block;
	uint32_t
		switch_block; /* the rate grows with the radius before it, is constant from it     */
	uint64_t clv_ublocks_per_s;   /* blocks per 10^6 s of the constant part, and its ceiling */
	uint64_t start_ns, switch_ns; /* time from the first block to both, without stops        */
	uint64_t cav_start_ns;	      /* what start_ns were, had the CAV part begun at block 0   */
};

struct mechanics_curve {
	struct mechanics_geometry geometry;
	uint64_t cav_ublocks_per_s; /* at the rim, of the parts that grow with the radius        */
	uint64_t cav_ns_per_um_q16; /* time per radius in those parts, 2^-16 ns/um */
	uint64_t inner_radius;	    /* of the first user block, 2^-32 um                         */
	uint64_t layer_ns;	    /* from the first block to the last's end, without stops      */
	uint64_t zone_stop_ns, layer_change_ns;
	unsigned passes;     /* 1; 2 when what is recorded is read back */
	unsigned zone_count; /* not 0 */
	struct mechanics_curve_zone zones[MECHANICS_ZONES_MAX];
};

void mechanics_curve_make(struct mechanics_curve *ret_curve,
	const struct mechanics_geometry *geometry, struct mechanics_speed speed, uint32_t rpm_max);
void mechanics_curve_set_stops(
	struct mechanics_curve *curve, uint64_t zone_stop_ns, uint64_t layer_change_ns);
void mechanics_curve_set_passes(struct mechanics_curve *curve, unsigned passes);
bool mechanics_curve_next_stop(
	const struct mechanics_curve *curve, int64_t from_lba, int64_t *ret_lba, uint64_t *ret_ns);
int64_t mechanics_curve_next_bend(const struct mechanics_curve *curve, int64_t lba);
uint32_t mechanics_curve_rate_kBps(const struct mechanics_curve *curve, int64_t lba);
uint64_t mechanics_curve_rate_mblocks_per_s(const struct mechanics_curve *curve, int64_t lba);
uint32_t mechanics_curve_rpm(const struct mechanics_curve *curve, int64_t lba);
int64_t mechanics_curve_time_ns(const struct mechanics_curve *curve, int64_t lba);

#endif
