/* SPDX-License-Identifier: MIT */
/* The engine as an object: properties, events, cancelling. */
#include "burnengine/write_engine.h"

#include <stdlib.h>

#include "engine/writer/writer.h"

struct br_write_engine *br_write_engine_create(struct br_recorder *recorder)
{
	struct br_write_engine *engine = calloc(1, sizeof *engine);

	if (!engine)
		return NULL;
	engine->recorder = recorder;
	engine->transport = br_recorder_transport(recorder);
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

void br_write_engine_set_use_streaming_write12(struct br_write_engine *engine, bool use)
{
	engine->use_streaming_write12 = use;
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
	if (bytes < 1 || (size_t)bytes > engine->transport->transfer_bytes_max)
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

void br_write_engine_set_cancel(struct br_write_engine *engine, const struct br_cancel *cancel)
{
	engine->outer_cancel = cancel;
}

bool br_write_engine_cancel(struct br_write_engine *engine)
{
	if (!br_write_engine_write_in_progress(engine))
		return false;
	br_cancel_request(&engine->cancel);
	return true;
}

bool br_write_engine_write_in_progress(const struct br_write_engine *engine)
{
	return __atomic_load_n(&engine->in_progress, __ATOMIC_ACQUIRE) != 0;
}

bool writer_cancelled(const struct br_write_engine *engine)
{
	return br_cancel_requested(&engine->cancel) || br_cancel_requested(engine->outer_cancel);
}

struct br_outcome br_write_engine_flush(struct br_write_engine *engine)
{
	struct writer_patience patience = writer_patience_begin(engine->transport);
	struct br_outcome outcome = mmc_synchronize_cache(engine->transport);

	while (writer_may_repeat(&outcome)) {
		if (!writer_pause(engine->transport, &patience, 10)) {
			outcome.code = BR_E_TIMEOUT;
			break;
		}
		outcome = mmc_synchronize_cache(engine->transport);
	}
	return outcome;
}
