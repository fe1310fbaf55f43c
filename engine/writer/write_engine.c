/* SPDX-License-Identifier: MIT */
/* The engine as an object: properties, events, cancelling. */
#include "burnengine/write_engine.h"

#include <stdlib.h>

#include "engine/writer/inhibit.h"
#include "engine/writer/writer.h"

#define FLUSH_PAUSE_MS 10
#define STREAM_WRITING 0x01 /* SW of feature 0107h, first byte: MMC-6 5.3.33 */

struct br_write_engine *br_write_engine_create(struct br_recorder *recorder)
{
	struct br_write_engine *engine = calloc(1, sizeof *engine);

	if (!engine)
		return NULL;
	engine->cancel.requested = WRITER_IDLE;
	engine->inhibitor = -1;
	br_write_engine_set_recorder(engine, recorder);
	engine->starting_rate = -1;
	engine->ending_rate = -1;
	engine->sector_bytes = -1;
	return engine;
}

void br_write_engine_destroy(struct br_write_engine *engine)
{
	free(engine);
}

void br_write_engine_on_update(
	struct br_write_engine *engine, br_write_update *update, void *context)
{
	engine->update = update;
	engine->update_context = context;
}

struct br_outcome br_write_engine_set_recorder(
	struct br_write_engine *engine, struct br_recorder *recorder)
{
	if (br_write_engine_write_in_progress(engine))
		return (struct br_outcome) { .code = BR_E_IN_PROGRESS };
	engine->recorder = recorder;
	engine->transport = recorder ? br_recorder_transport(recorder) : NULL;
	return (struct br_outcome) { .code = BR_OK };
}

struct br_recorder *br_write_engine_recorder(const struct br_write_engine *engine)
{
	return engine->recorder;
}

struct br_outcome br_write_engine_set_use_streaming_write12(
	struct br_write_engine *engine, bool use)
{
	struct mmc_feature_descriptor feature = { .data_bytes = 1, .data = { STREAM_WRITING } };
	struct br_outcome outcome = { .code = BR_OK };

	if (use && !engine->transport)
		return (struct br_outcome) { .code = BR_E_NO_RECORDER };
	if (use)
		outcome = mmc_get_feature(
			engine->transport, MMC_FEATURE_REAL_TIME_STREAMING, &feature);
	if (outcome.code != BR_OK)
		return outcome;
	if (feature.data_bytes < 1 || !(feature.data[0] & STREAM_WRITING))
		return (struct br_outcome) {
			.code = BR_E_NOT_SUPPORTED,
			.text = "the drive has no streaming writes",
		};
	engine->use_streaming_write12 = use;
	return outcome;
}

bool br_write_engine_use_streaming_write12(const struct br_write_engine *engine)
{
	return engine->use_streaming_write12;
}

static struct br_outcome set_rate(int32_t *property, int32_t rate)
{
	if (rate < -1 || rate == 0)
		return (struct br_outcome) {
			.code = BR_E_ARGUMENT,
			.text = "a write rate is at least 1 sector per second, or -1",
		};
	*property = rate;
	return (struct br_outcome) { .code = BR_OK };
}

struct br_outcome br_write_engine_set_starting_sectors_per_second(
	struct br_write_engine *engine, int32_t rate)
{
	return set_rate(&engine->starting_rate, rate);
}

int32_t br_write_engine_starting_sectors_per_second(const struct br_write_engine *engine)
{
	return engine->starting_rate;
}

struct br_outcome br_write_engine_set_ending_sectors_per_second(
	struct br_write_engine *engine, int32_t rate)
{
	return set_rate(&engine->ending_rate, rate);
}

int32_t br_write_engine_ending_sectors_per_second(const struct br_write_engine *engine)
{
	return engine->ending_rate;
}

struct br_outcome br_write_engine_set_bytes_per_sector(
	struct br_write_engine *engine, int32_t bytes)
{
	if (__atomic_load_n(&engine->at_work, __ATOMIC_ACQUIRE))
		return (struct br_outcome) { .code = BR_E_IN_PROGRESS };
	if (bytes < 1 ||
		(engine->transport && (size_t)bytes > engine->transport->transfer_bytes_max))
		return (struct br_outcome) {
			.code = BR_E_ARGUMENT,
			.text = "a sector has at least 1 byte and fits one transfer",
		};
	engine->sector_bytes = bytes;
	return (struct br_outcome) { .code = BR_OK };
}

int32_t br_write_engine_bytes_per_sector(const struct br_write_engine *engine)
{
	return engine->sector_bytes;
}

void writer_set_unit(struct br_write_engine *engine, uint32_t blocks)
{
	engine->unit_blocks = blocks;
}

/* ---- one word that says: idle, at work, to be stopped ------------------------------------- */

void br_write_engine_set_cancel(struct br_write_engine *engine, const struct br_cancel *cancel)
{
	engine->cancel.outer = cancel;
}

bool br_write_engine_begin(struct br_write_engine *engine)
{
	int idle = WRITER_IDLE;

	if (!__atomic_compare_exchange_n(
		    &engine->cancel.requested, &idle, 0, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
		return false;
	engine->inhibitor = writer_inhibit(engine->transport);
	return true;
}

void br_write_engine_end(struct br_write_engine *engine)
{
	writer_inhibit_end(engine->inhibitor);
	engine->inhibitor = -1;
	__atomic_store_n(&engine->cancel.requested, WRITER_IDLE, __ATOMIC_RELEASE);
}

bool br_write_engine_cancel(struct br_write_engine *engine)
{
	int at_work = 0;

	return __atomic_compare_exchange_n(&engine->cancel.requested, &at_work, 1, false,
		       __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE) ||
	       at_work == 1;
}

bool br_write_engine_write_in_progress(const struct br_write_engine *engine)
{
	return __atomic_load_n(&engine->cancel.requested, __ATOMIC_ACQUIRE) != WRITER_IDLE;
}

const struct br_cancel *writer_cancel_of(const struct br_write_engine *engine)
{
	return &engine->cancel;
}

bool writer_cancelled(const struct br_write_engine *engine)
{
	return br_cancel_requested(&engine->cancel);
}

bool writer_enter(struct br_write_engine *engine, bool *ret_alone)
{
	if (__atomic_exchange_n(&engine->at_work, 1, __ATOMIC_ACQ_REL))
		return false;
	*ret_alone = br_write_engine_begin(engine);
	return true;
}

void writer_leave(struct br_write_engine *engine, bool alone)
{
	if (alone)
		br_write_engine_end(engine);
	__atomic_store_n(&engine->at_work, 0, __ATOMIC_RELEASE);
}

/* ------------------------------------------------------------------------------------------ */

struct br_outcome writer_note(struct br_write_engine *engine, struct br_outcome outcome)
{
	if (outcome.code != BR_OK)
		engine->last_failure = outcome;
	return outcome;
}

const struct br_outcome *br_write_engine_last_failure(const struct br_write_engine *engine)
{
	return &engine->last_failure;
}

static struct br_outcome flush(struct br_transport *transport)
{
	struct writer_patience patience = writer_patience_begin(transport);
	struct br_outcome outcome = mmc_synchronize_cache(transport);

	while (writer_may_repeat(&outcome)) {
		if (!writer_pause(transport, &patience, FLUSH_PAUSE_MS)) {
			outcome.code = BR_E_TIMEOUT;
			break;
		}
		outcome = mmc_synchronize_cache(transport);
	}
	return outcome;
}

struct br_outcome br_write_engine_flush(struct br_write_engine *engine)
{
	struct br_outcome outcome;
	bool alone;

	if (!engine->transport)
		return (struct br_outcome) { .code = BR_E_NO_RECORDER };
	if (!writer_enter(engine, &alone))
		return (struct br_outcome) { .code = BR_E_IN_PROGRESS };
	outcome = writer_note(engine, flush(engine->transport));
	writer_leave(engine, alone);
	return outcome;
}
