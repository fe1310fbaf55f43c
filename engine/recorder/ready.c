/* SPDX-License-Identifier: MIT */
#include "engine/recorder/recorder.h"

#define PAUSE_MS_FIRST	    20
#define PAUSE_MS_MAX	    500
/*
 * Power-on, reset, medium and mode changes can queue up; more than this is a drive that hangs on
 * one.
 */
#define UNIT_ATTENTIONS_MAX 16

void recorder_pause(struct br_transport *transport, uint32_t ms)
{
	struct br_clock *clock = transport->clock;

	clock->wait_until(clock, clock->now_ns(clock) + ms * RECORDER_NS_PER_MS);
}

enum answer { ANSWER_READY, ANSWER_ATTENTION, ANSWER_WAIT, ANSWER_START, ANSWER_FINAL };

static enum answer judge(const struct br_outcome *outcome)
{
	if (outcome->code == BR_OK)
		return ANSWER_READY;
	if (outcome->code != BR_E_DEVICE)
		return ANSWER_FINAL;
	if (outcome->status == BR_STATUS_BUSY)
		return ANSWER_WAIT;
	if (outcome->sense.key == MMC_KEY_UNIT_ATTENTION)
		return ANSWER_ATTENTION;
	switch (mmc_sense_number(&outcome->sense)) {
	case MMC_SENSE_INITIALIZING_COMMAND_REQUIRED:
		return ANSWER_START;
	case MMC_SENSE_CAUSE_NOT_REPORTABLE:
	case MMC_SENSE_BECOMING_READY:
	case MMC_SENSE_FORMAT_IN_PROGRESS:
	case MMC_SENSE_OPERATION_IN_PROGRESS:
	case MMC_SENSE_LONG_WRITE_IN_PROGRESS:
		return ANSWER_WAIT;
	default:
		return ANSWER_FINAL;
	}
}

struct waiting {
	const struct br_wait *wait;
	uint64_t deadline_ns;
	uint32_t pause_ms;
	unsigned attentions;
	bool started;
};

static struct br_outcome timed_out(struct br_outcome last)
{
	last.code = BR_E_TIMEOUT;
	return last;
}

/* True to ask again; false when @outcome is the answer. */
static bool go_on(struct br_transport *transport, struct waiting *state, struct br_outcome *outcome)
{
	enum answer answer = judge(outcome);
	const struct br_sense *sense = &outcome->sense;

	if (br_cancel_requested(state->wait->cancel) && answer != ANSWER_READY) {
		*outcome = (struct br_outcome) { .code = BR_E_CANCELLED };
		return false;
	}
	if (answer == ANSWER_ATTENTION && ++state->attentions <= UNIT_ATTENTIONS_MAX)
		return true;
	if (answer == ANSWER_START && !state->started) {
		state->started = true;
		*outcome = mmc_start_stop_unit(transport, MMC_START);
		return outcome->code == BR_OK;
	}
	if (answer != ANSWER_WAIT)
		return false;
	if (transport->clock->now_ns(transport->clock) >= state->deadline_ns) {
		*outcome = timed_out(*outcome);
		return false;
	}
	if (state->wait->progress && sense->specific_valid)
		state->wait->progress(state->wait->context, sense->specific_value);
	recorder_pause(transport, state->pause_ms);
	state->pause_ms = state->pause_ms * 2 < PAUSE_MS_MAX ? state->pause_ms * 2 : PAUSE_MS_MAX;
	return true;
}

struct br_outcome br_recorder_wait_ready(struct br_recorder *recorder, const struct br_wait *wait)
{
	struct br_transport *transport = recorder->transport;
	struct br_clock *clock = transport->clock;
	struct waiting state = {
		.wait = wait,
		.deadline_ns = clock->now_ns(clock) + wait->timeout_ms * RECORDER_NS_PER_MS,
		.pause_ms = PAUSE_MS_FIRST,
	};
	struct br_outcome outcome;

	do
		outcome = mmc_test_unit_ready(transport);
	while (go_on(transport, &state, &outcome));
	return outcome;
}
