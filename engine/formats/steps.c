/* SPDX-License-Identifier: MIT */
#include "engine/formats/steps.h"

#include <string.h>

#define UNLOCK_TRIES	3
#define UNLOCK_PAUSE_NS UINT64_C(200000000)
#define BUSY_PAUSE_MS	50

struct br_outcome step_if_supported(struct br_outcome outcome)
{
	if (outcome.code == BR_E_DEVICE && outcome.sense.key == MMC_KEY_ILLEGAL_REQUEST)
		return (struct br_outcome) { .code = BR_OK };
	return outcome;
}

struct br_outcome step_failed(enum br_code code, const char *text)
{
	return (struct br_outcome) { .code = code, .text = text };
}

struct br_outcome step_set_speed(struct br_recorder *recorder, struct br_write_engine *engine,
	int32_t sectors_per_second, bool pure_cav, struct br_speed_choice *ret_choice)
{
	int32_t start = -1, end = -1;
	struct br_outcome outcome =
		br_recorder_set_write_speed(recorder, sectors_per_second, pure_cav, ret_choice);

	if (sectors_per_second < 0)
		outcome = step_if_supported(outcome);
	if (outcome.code == BR_OK)
		outcome = br_recorder_write_ramp(recorder, &start, &end);
	if (outcome.code != BR_OK)
		return outcome;
	if (start > 0)
		br_write_engine_set_starting_sectors_per_second(engine, start);
	if (end > 0)
		br_write_engine_set_ending_sectors_per_second(engine, end);
	return outcome;
}

struct br_outcome step_start_close(
	struct br_transport *transport, enum mmc_close_function function, uint16_t track)
{
	struct writer_patience patience = writer_patience_begin(transport);
	struct br_outcome outcome = mmc_close(transport, function, track);

	while (writer_may_repeat(&outcome)) {
		if (!writer_pause(transport, &patience, BUSY_PAUSE_MS)) {
			outcome.code = BR_E_TIMEOUT;
			break;
		}
		outcome = mmc_close(transport, function, track);
	}
	return outcome;
}

void step_unlock(struct br_recorder *recorder)
{
	struct br_clock *clock = br_recorder_transport(recorder)->clock;

	for (int i = 0; i < UNLOCK_TRIES; i++) {
		if (br_recorder_unlock(recorder).code == BR_OK)
			return;
		clock->wait_until(clock, clock->now_ns(clock) + UNLOCK_PAUSE_NS);
	}
}

static ssize_t read_padded(
	struct br_stream *stream, void *buffer, size_t bytes, const struct br_cancel *cancel)
{
	struct step_padded_stream *self = (struct step_padded_stream *)stream;
	ssize_t got;

	if (self->left_bytes == 0) {
		memset(buffer, 0, bytes);
		return (ssize_t)bytes;
	}
	if ((int64_t)bytes > self->left_bytes)
		bytes = (size_t)self->left_bytes;
	got = self->inner->read(self->inner, buffer, bytes, cancel);
	if (got > 0)
		self->left_bytes -= got;
	return got;
}

struct step_padded_stream step_padded_stream(struct br_stream *inner, int64_t bytes)
{
	return (struct step_padded_stream) {
		.base = { read_padded }, .inner = inner, .left_bytes = bytes
	};
}
