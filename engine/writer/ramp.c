/* SPDX-License-Identifier: MIT */
/* What the drive will likely do, by the two rates that the caller gave. */
#include "engine/writer/writer.h"

#define PIECES 64 /* of the way, each at the rate of its middle: near enough to the logarithm */

int32_t writer_ramp_rate(const struct br_write_engine *engine, int64_t at, int64_t count)
{
	int64_t start = engine->starting_rate, end = engine->ending_rate;

	if (start < 0 || end < 0)
		return 0;
	return (int32_t)(start + (end - start) * at / count);
}

uint64_t writer_ramp_ns(const struct br_write_engine *engine, int32_t at, int32_t count)
{
	uint64_t left = (uint64_t)(count - at), sum_ns = 0;

	if (engine->starting_rate < 0 || engine->ending_rate < 0)
		return 0;
	for (unsigned i = 0; i < PIECES; i++) {
		uint64_t from = left * i / PIECES, to = left * (i + 1) / PIECES;
		int64_t twice_middle = INT64_C(2) * at + (int64_t)(from + to);

		sum_ns += (to - from) * WRITER_NS_PER_S /
			  (uint64_t)writer_ramp_rate(engine, twice_middle, INT64_C(2) * count);
	}
	return sum_ns;
}
