/* SPDX-License-Identifier: MIT */
/*
 * discs.h: the three kinds of disc by their physical standards, for the tests: radii, user blocks,
 * reference velocity and rate (ECMA-130, ECMA-337, BD white paper).
 */
#ifndef MECHANICS_TESTS_DISCS_H
#define MECHANICS_TESTS_DISCS_H

#include "emulator/mechanics/geometry.h"

#define CD_80 \
	((struct mechanics_geometry) { 25000, 58000, 359849, 1, false, 1200, 75000, 176400, 176 })
#define DVD_120                        \
	((struct mechanics_geometry) { \
		24000, 58000, 2295104, 1, false, 3490, 676080, 1385000, 1385 })
#define BD_25                          \
	((struct mechanics_geometry) { \
		24000, 58000, 12219392, 1, false, 4917, 2195120, 4495000, 4495 })
#define DVD_TWO                        \
	((struct mechanics_geometry) { \
		24000, 58000, 2086912, 2, false, 3840, 676080, 1385000, 1385 })

/* The same with both layers run outwards: ECMA-267 10.7 */
#define DVD_PARALLEL                                             \
	((struct mechanics_geometry) { .inner_radius_um = 24000, \
		.outer_radius_um = 58000,                        \
		.blocks = 2086912,                               \
		.layers = 2,                                     \
		.parallel_path = true,                           \
		.reference_mm_per_s = 3840,                      \
		.reference_mblocks_per_s = 676080,               \
		.reference_Bps = 1385000,                        \
		.reference_kBps = 1385 })

#define CLV(speed) ((struct mechanics_speed) { .kBps = (speed), .rotation = MECHANICS_CLV })
#define CAV(speed) ((struct mechanics_speed) { .kBps = (speed), .rotation = MECHANICS_CAV })

#endif
