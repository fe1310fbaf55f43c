/* SPDX-License-Identifier: MIT */
#include "emulator/ways-in/clock/wall_clock.h"

#include <time.h>

#define SECOND_NS 1000000000ULL

uint64_t wall_clock_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * SECOND_NS + (uint64_t)now.tv_nsec;
}
