/* SPDX-License-Identifier: MIT */
#include "emulator/mechanics/seek.h"

#include "emulator/mechanics/wide.h"

#define NS_PER_MS     UINT64_C(1000000)
#define NS_PER_MINUTE UINT64_C(60000000000)

__attribute__((noinline)) static uint64_t move_ns(const struct mechanics_geometry *geometry,
	const struct mechanics_sled *sled, int64_t from_lba, int64_t to_lba)
{
	uint64_t stroke = (uint64_t)(geometry->outer_radius_um - geometry->inner_radius_um);
	uint64_t track_ns = sled->seek_track_ms * NS_PER_MS;
	uint64_t from = mechanics_radius(geometry, from_lba);
	uint64_t to = mechanics_radius(geometry, to_lba);
	uint64_t distance, rest_ns = 0;

	distance = from < to ? to - from : from - to;
	if (sled->seek_full_ms > sled->seek_track_ms)
		rest_ns = (sled->seek_full_ms - sled->seek_track_ms) * NS_PER_MS;
	/* distance / stroke as a fraction of 2^64, its root as one of 2^32 */
	return track_ns +
	       (uint64_t)((wide)rest_ns * wide_sqrt(((wide)distance << 32) / stroke) >> 32);
}

uint64_t mechanics_seek_ns(const struct mechanics_geometry *geometry,
	const struct mechanics_sled *sled, int64_t from_lba, int64_t to_lba)
{
	/* 0: each READ of a sequence; a radius is a root of 128 bits */
	return from_lba == to_lba ? 0 : move_ns(geometry, sled, from_lba, to_lba);
}

uint64_t mechanics_spin_ns(
	uint32_t spin_up_ms, uint32_t rpm_max, uint32_t from_rpm, uint32_t to_rpm)
{
	uint32_t change = from_rpm < to_rpm ? to_rpm - from_rpm : from_rpm - to_rpm;

	return spin_up_ms * NS_PER_MS * change / rpm_max;
}

uint32_t mechanics_phase(uint64_t ns, uint32_t rpm)
{
	return (uint32_t)(((wide)ns * rpm << 32) / NS_PER_MINUTE);
}

uint64_t mechanics_wait_ns(uint32_t from, uint32_t to, uint32_t rpm)
{
	return rpm ? (uint64_t)((wide)(to - from) * NS_PER_MINUTE / rpm >> 32) : 0;
}

uint64_t mechanics_latency_ns(uint32_t rpm)
{
	return rpm ? UINT64_C(30000000000) / rpm : 0;
}
