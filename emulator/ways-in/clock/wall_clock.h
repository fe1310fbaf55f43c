/* SPDX-License-Identifier: MIT */
/* wall_clock.h: the time that the ways in tell their clock policies, and by which they hold completions. */
#ifndef WAYS_IN_CLOCK_WALL_CLOCK_H
#define WAYS_IN_CLOCK_WALL_CLOCK_H

#include <stdint.h>

/* wall_clock_ns: ns since some moment of the past, on the clock CLOCK_MONOTONIC; never goes back. */
uint64_t wall_clock_ns(void);

#endif
