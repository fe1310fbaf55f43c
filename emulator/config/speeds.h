/* SPDX-License-Identifier: MIT */
/*
 * speeds.h: speeds as people write them: "16x CAV", "2.4x", "22160 kB/s CLV", "12x PCAV 6x" (CAV
 * from 6x inside up to 12x), "8x ZCLV 6x 8x@450000" (zones and the blocks they begin at). Without a
 * rotation it is CLV.
 *
 * 1x is what drives report by (see fixtures/drives/burner.conf): CD 176.4 kB/s of 2352-byte blocks,
 * DVD 1385, BD 4495 kB/s of user data. A drive's kB/s for n x is n times that, cut to whole kB/s.
 */
#ifndef CONFIG_SPEEDS_H
#define CONFIG_SPEEDS_H

#include <stdbool.h>
#include <stdint.h>

#include "emulator/mechanics/geometry.h"

enum speeds_kind { SPEEDS_CD, SPEEDS_DVD, SPEEDS_BD };

struct speeds_reference {
	uint32_t Bps;		/* what programs call 1x                        */
	uint32_t mblocks_per_s; /* blocks per 1000 s at 1x                      */
};

/* speeds_reference_of: borrowed, constant. */
const struct speeds_reference *speeds_reference_of(enum speeds_kind kind);

/* speeds_kind_of_profile: the kind of disc a profile is of, by the standard's numbering; false for
 * the others, which have no speeds here (no medium, removable disk, HD DVD). */
bool speeds_kind_of_profile(uint16_t profile, enum speeds_kind *ret_kind);

/* speeds_cx: kB/s as drives report them in 1/100 of 1x; a tenth of 1x where one is meant. */
uint32_t speeds_cx(uint32_t kBps, enum speeds_kind kind);

/*
 * speeds_parse: one speed of a disc of @kind, from half of 1x to 100x.
 * @ret_cx  in 1/100 of 1x, to the nearest.
 * Returns NULL, or in words what was expected.
 */
const char *speeds_parse(const char *text, enum speeds_kind kind, struct mechanics_speed *ret_speed,
	uint32_t *ret_cx);

#endif
