/* SPDX-License-Identifier: MIT */
/* draft_speeds.h: the shape of a speed, from its nominal performance. */
#ifndef CONFORMANCE_DRAFT_SPEEDS_H
#define CONFORMANCE_DRAFT_SPEEDS_H

#include "conformance/capture/draft.h"

enum told_shape {
	SHAPE_CLV,  /* constant, or nothing was told */
	SHAPE_CAV,  /* rising all the way */
	SHAPE_PCAV, /* rising, then constant: partial CAV, or a spindle at its limit */
	SHAPE_ZCLV, /* constant in each zone */
};

/* told_shape_of: of the first layer. @ret_zones  its zones, equal neighbours joined; of ANSWERS_ZONES_MAX. */
enum told_shape told_shape_of(
	const struct told_speed *speed, struct told_zone *ret_zones, unsigned *ret_count);

/* told_is_exact: nominal performance is the speed's name from one end to the other. */
bool told_is_exact(const struct told_speed *speed);

#endif
