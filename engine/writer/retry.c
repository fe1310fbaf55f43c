/* SPDX-License-Identifier: MIT */
#include "engine/writer/writer.h"

#define PATIENCE_MS \
	120000 /* for one command: longer than a lead-in, power calibration or re-seek takes */
#define PAUSE_MS_MIN 1
#define PAUSE_MS_MAX 200

struct writer_patience writer_patience_begin(const struct br_transport *transport)
{
	return writer_patience_of(transport, PATIENCE_MS);
}

struct writer_patience writer_patience_of(const struct br_transport *transport, uint64_t least_ms)
{
	uint64_t ms = least_ms > PATIENCE_MS ? least_ms : PATIENCE_MS;

	return (struct writer_patience) {
		.deadline_ns = transport->clock->now_ns(transport->clock) + ms * WRITER_NS_PER_MS,
	};
}

bool writer_may_repeat(const struct br_outcome *outcome)
{
	if (outcome->code != BR_E_DEVICE)
		return false;
	if (outcome->status == BR_STATUS_BUSY)
		return true;
	/*
	 * An earlier command went well after all; the one that was told so has not been carried
	 * out.
	 */
	if (outcome->sense.deferred)
		return outcome->sense.key <= MMC_KEY_RECOVERED_ERROR;
	switch (mmc_sense_number(&outcome->sense)) {
	case MMC_SENSE_BECOMING_READY:
	case MMC_SENSE_FORMAT_IN_PROGRESS:
	case MMC_SENSE_OPERATION_IN_PROGRESS:
	case MMC_SENSE_LONG_WRITE_IN_PROGRESS:
		return true;
	default:
		return false;
	}
}

static uint32_t clamp(uint32_t pause_ms)
{
	if (pause_ms < PAUSE_MS_MIN)
		return PAUSE_MS_MIN;
	return pause_ms > PAUSE_MS_MAX ? PAUSE_MS_MAX : pause_ms;
}

bool writer_pause(
	struct br_transport *transport, struct writer_patience *patience, uint32_t pause_ms)
{
	struct br_clock *clock = transport->clock;
	uint64_t now_ns = clock->now_ns(clock);

	if (now_ns >= patience->deadline_ns)
		return false;
	/* What was expected to be enough and was not, is doubled. */
	patience->pause_ms = patience->pause_ms ? clamp(patience->pause_ms * 2) : clamp(pause_ms);
	clock->wait_until(clock, now_ns + patience->pause_ms * WRITER_NS_PER_MS);
	return true;
}
