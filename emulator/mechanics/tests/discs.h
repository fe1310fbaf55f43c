/* SPDX-License-Identifier: MIT */
/*
 * discs.h: the three kinds of disc by their physical standards, for the tests: radii, user blocks,
 * reference velocity and rate (ECMA-130, ECMA-337, BD white paper).
 */
#ifndef MECHANICS_TESTS_DISCS_H
#define MECHANICS_TESTS_DISCS_H

#include "emulator/mechanics/geometry.h"

#define CD_80 ((struct mechanics_geometry) { 25000, 58000, 359849, 1, 1200, 75000, 176400, 176 })
#define DVD_120 \
	((struct mechanics_geometry) { 24000, 58000, 2295104, 1, 3490, 676080, 1385000, 1385 })
#define BD_25 \
	((struct mechanics_geometry) { 24000, 58000, 12219392, 1, 4917, 2195120, 4495000, 4495 })
#define DVD_TWO \
	((struct mechanics_geometry) { 24000, 58000, 2086912, 2, 3840, 676080, 1385000, 1385 })

#define CLV(speed) ((struct mechanics_speed) { .kBps = (speed), .rotation = MECHANICS_CLV })
#define CAV(speed) ((struct mechanics_speed) { .kBps = (speed), .rotation = MECHANICS_CAV })

#endif
