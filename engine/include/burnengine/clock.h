/* SPDX-License-Identifier: MIT */
/*
 * clock.h: the time by which the engine waits, times out and reports.
 *
 * A real drive lives in real time; a drive in this process lives in its own, which moves on when
 * somebody waits for it. Everything in the engine that waits does so on the clock of its transport.
 */
#ifndef BURNENGINE_CLOCK_H
#define BURNENGINE_CLOCK_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

struct br_clock {
	/* now_ns: nanoseconds since some fixed moment; never goes back. */
	uint64_t (*now_ns)(const struct br_clock *clock);
	/*
	 * wait_until: come back at @at_ns or later. May come back earlier when a signal was caught,
	 * so that a wish to cancel is noticed: whoever needs the whole time asks now_ns and waits
	 * again.
	 */
	void (*wait_until)(struct br_clock *clock, uint64_t at_ns);
};

/* br_clock_real: the machine's monotonic clock. Owned by the library, usable from every thread. */
struct br_clock *br_clock_real(void);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
