/* SPDX-License-Identifier: MIT */
/*
 * seek.h: times of the moving parts besides recording itself: sled, spindle, one turn.
 * A seek accelerates half the way and brakes the other half, so its time grows with the square root
 * of the distance. Integers only.
 */
#ifndef MECHANICS_SEEK_H
#define MECHANICS_SEEK_H

#include <stdint.h>

#include "emulator/mechanics/geometry.h"

struct mechanics_sled {		/* from the drive's definition */
	uint32_t seek_full_ms;	/* innermost to outermost user block    */
	uint32_t seek_track_ms; /* shortest move, settling included     */
};

/*
 * mechanics_seek_ns: from one block to another: 0 when they are the same, else seek_track_ms plus
 * the rest of seek_full_ms times sqrt(radius distance / radius of the full stroke).
 */
uint64_t mechanics_seek_ns(const struct mechanics_geometry *geometry,
	const struct mechanics_sled *sled, int64_t from_lba, int64_t to_lba);

/*
 * mechanics_spin_ns: spindle from @from_rpm to @to_rpm, up or down (the motor brakes as hard as it
 * pulls). @spin_up_ms: standstill to @rpm_max (not 0).
 */
uint64_t mechanics_spin_ns(
	uint32_t spin_up_ms, uint32_t rpm_max, uint32_t from_rpm, uint32_t to_rpm);

/*
 * mechanics_phase: how far a spindle at @rpm has turned after @ns, whole turns left out, in units of 2^-32 turn.
 */
uint32_t mechanics_phase(uint64_t ns, uint32_t rpm);

/* mechanics_wait_ns: until a spindle at @rpm has turned on from phase @from to phase @to; 0 at standstill. */
uint64_t mechanics_wait_ns(uint32_t from, uint32_t to, uint32_t rpm);

/* mechanics_latency_ns: half a turn, the mean wait for a block after a seek; 0 at standstill. */
uint64_t mechanics_latency_ns(uint32_t rpm);

#endif
