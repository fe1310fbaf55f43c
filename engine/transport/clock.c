/* SPDX-License-Identifier: MIT */
#include "burnengine/clock.h"

#include <time.h>

#define NS_PER_S UINT64_C(1000000000)

static uint64_t real_now_ns(const struct br_clock *clock)
{
	struct timespec now;

	(void)clock;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * NS_PER_S + (uint64_t)now.tv_nsec;
}

static void real_wait_until(struct br_clock *clock, uint64_t at_ns)
{
	const struct timespec at = {
		.tv_sec = (time_t)(at_ns / NS_PER_S),
		.tv_nsec = (long)(at_ns % NS_PER_S),
	};

	(void)clock;
	clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, NULL);
}

struct br_clock *br_clock_real(void)
{
	static struct br_clock real = { real_now_ns, real_wait_until };

	return &real;
}
