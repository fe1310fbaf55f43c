/* SPDX-License-Identifier: MIT */
/* learn.h: one difference between a drive and its draft at a time, as the definition's own words have it. */
#ifndef CONFORMANCE_LEARN_H
#define CONFORMANCE_LEARN_H

#include "conformance/capture/draft.h"

/*
 * learn: write into @draft what makes a drive of it, which says @ours, say @told: features first, as commands and
 * pages come with them, then commands, quirks and pages. Returns whether the draft changed.
 */
bool learn(struct draft *draft, const struct answers *told, const struct answers *ours);

#endif
