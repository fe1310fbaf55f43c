/* SPDX-License-Identifier: MIT */
#include "burnengine/disc_format_erase.h"

#include <string.h>

#include "engine/formats/steps.h"
#include "engine/writer/inhibit.h"

#define BLANK_TIMEOUT_MS 3600000
#define EVENT_MS	 1000
#define EDGE_BLOCKS	 1024 /* 2 MiB at the start and at the end */
#define QUICK_GUESS_S	 90
#define FULL_GUESS_S	 900

enum method { METHOD_NONE, METHOD_BLANK, METHOD_ZEROS };

static enum method method_of(uint16_t profile)
{
	switch (profile) {
	case MMC_PROFILE_CD_RW:
	case MMC_PROFILE_DVD_RW_SEQUENTIAL:
	case MMC_PROFILE_DVD_RW_RESTRICTED_OVERWRITE:
		return METHOD_BLANK;
	case MMC_PROFILE_DVD_RAM:
	case MMC_PROFILE_DVD_PLUS_RW:
	case MMC_PROFILE_BD_RE:
		return METHOD_ZEROS;
	default:
		return METHOD_NONE;
	}
}

bool br_erase_supports(uint16_t profile)
{
	return method_of(profile) != METHOD_NONE;
}

struct erasure {
	struct br_recorder *recorder;
	const struct br_erase_options *options;
	const struct br_clock *clock;
	uint64_t began_ns;
	struct br_medium medium;
	uint16_t fraction; /* of the drive's own work, as far as it tells */
	/* of the zeros */
	uint64_t blocks_before, blocks_total;
};

static uint32_t elapsed_s(const struct erasure *self)
{
	return (uint32_t)((self->clock->now_ns(self->clock) - self->began_ns) / WRITER_NS_PER_S);
}

static void tell(const struct erasure *self, uint64_t done, uint64_t total)
{
	uint32_t elapsed = elapsed_s(self);
	uint64_t guess = self->options->full ? FULL_GUESS_S : QUICK_GUESS_S;

	if (!self->options->update)
		return;
	if (done > 0 && elapsed > 0)
		guess = (uint64_t)elapsed * total / done;
	if (guess < elapsed)
		guess = elapsed;
	self->options->update(self->options->context, elapsed, (uint32_t)guess);
}

/* ---- by the drive ------------------------------------------------------------------------ */

static void note_fraction(void *context, uint16_t fraction)
{
	((struct erasure *)context)->fraction = fraction;
}

/* An event every second, also where the drive does not tell how far it is. */
static struct br_outcome wait_for_blank(struct erasure *self)
{
	const struct br_wait wait = {
		.timeout_ms = EVENT_MS,
		.progress = note_fraction,
		.context = self,
	};
	const uint64_t deadline_ns =
		self->clock->now_ns(self->clock) + BLANK_TIMEOUT_MS * WRITER_NS_PER_MS;
	struct br_outcome outcome = br_recorder_wait_ready(self->recorder, &wait);

	while (outcome.code == BR_E_TIMEOUT && self->clock->now_ns(self->clock) < deadline_ns) {
		tell(self, self->fraction, UINT16_MAX);
		outcome = br_recorder_wait_ready(self->recorder, &wait);
	}
	return outcome;
}

static struct br_outcome blank(struct erasure *self)
{
	struct br_outcome outcome =
		mmc_blank(br_recorder_transport(self->recorder), self->options->full);

	if (outcome.code == BR_OK)
		outcome = wait_for_blank(self);
	if (outcome.code == BR_OK)
		outcome = br_recorder_medium(self->recorder, &self->medium);
	if (outcome.code == BR_OK && !self->medium.blank)
		outcome = step_failed(
			BR_E_MEDIUM_STATE, "the drive reported success, but the disc is not blank");
	return outcome;
}

/* ---- by zeros ---------------------------------------------------------------------------- */

static ssize_t read_zeros(
	struct br_stream *stream, void *buffer, size_t bytes, const struct br_cancel *cancel)
{
	(void)stream;
	(void)cancel;
	memset(buffer, 0, bytes);
	return (ssize_t)bytes;
}

static void tell_zeros(
	void *context, struct br_write_engine *engine, const struct br_write_progress *progress)
{
	const struct erasure *self = context;
	int64_t done = (int64_t)progress->last_written_lba + 1 - progress->start_lba;

	(void)engine;
	tell(self, self->blocks_before + (uint64_t)done, self->blocks_total);
}

static struct br_outcome write_zeros(
	struct erasure *self, struct br_write_engine *engine, uint32_t lba, uint32_t blocks)
{
	struct br_stream zeros = { read_zeros };
	struct br_outcome outcome = { .code = BR_OK };

	if (blocks == 0)
		return outcome;
	outcome = br_write_engine_write_section(engine, &zeros, (int32_t)lba, (int32_t)blocks);
	self->blocks_before += blocks;
	return outcome;
}

static struct br_outcome zero(struct erasure *self)
{
	uint32_t total = self->medium.free_blocks;
	uint32_t edge = total < 2 * EDGE_BLOCKS ? total / 2 : EDGE_BLOCKS;
	uint32_t first = self->options->full ? total - edge : edge;
	struct br_write_engine *engine = br_write_engine_create(self->recorder);
	struct br_outcome outcome = { .code = engine ? BR_OK : BR_E_NO_MEMORY };

	if (outcome.code != BR_OK)
		return outcome;
	self->blocks_total = (uint64_t)first + edge;
	br_write_engine_set_cancel(engine, self->options->cancel);
	br_write_engine_on_update(engine, tell_zeros, self);
	outcome = br_write_engine_set_bytes_per_sector(engine, MMC_BLOCK_BYTES);
	if (outcome.code == BR_OK)
		outcome = write_zeros(self, engine, 0, first);
	if (outcome.code == BR_OK)
		outcome = write_zeros(self, engine, total - edge, edge);
	if (outcome.code == BR_OK || outcome.code == BR_E_CANCELLED) {
		struct br_outcome flushed = br_write_engine_flush(engine);

		if (outcome.code == BR_OK)
			outcome = flushed;
	}
	br_write_engine_destroy(engine);
	return outcome;
}

/* ------------------------------------------------------------------------------------------ */

/* The kind of disc is one to be erased; this one is not, says the drive. */
static struct br_outcome not_erasable(void)
{
	return (struct br_outcome) {
		.code = BR_E_MEDIUM_UNSUPPORTED,
		.operation_valid = true,
		.operation = MMC_OP_READ_DISC_INFORMATION,
		.text = "the drive reports that the disc cannot be erased",
	};
}

static struct br_outcome erase_medium(struct erasure *self)
{
	switch (method_of(self->medium.profile)) {
	case METHOD_BLANK:
		return self->medium.erasable ? blank(self) : not_erasable();
	case METHOD_ZEROS:
		if (!self->medium.formatted)
			return (struct br_outcome) { .code = BR_OK };
		return zero(self);
	case METHOD_NONE:
	default:
		return step_failed(BR_E_MEDIUM_UNSUPPORTED, "this kind of disc cannot be erased");
	}
}

struct br_outcome br_erase(struct br_recorder *recorder, const struct br_erase_options *options)
{
	const struct br_wait wait = { .timeout_ms = STEP_READY_TIMEOUT_MS,
		.cancel = options->cancel };
	const struct br_clock *clock = br_recorder_transport(recorder)->clock;
	struct erasure self = {
		.recorder = recorder,
		.options = options,
		.clock = clock,
		.began_ns = clock->now_ns(clock),
	};
	int inhibitor;
	struct br_outcome outcome = br_recorder_wait_ready(recorder, &wait);

	if (outcome.code == BR_OK)
		outcome = br_recorder_medium(recorder, &self.medium);
	if (outcome.code == BR_OK)
		outcome = step_if_supported(br_recorder_lock(recorder));
	if (outcome.code != BR_OK)
		return outcome;
	inhibitor = writer_inhibit(br_recorder_transport(recorder));
	outcome = erase_medium(&self);
	writer_inhibit_end(inhibitor);
	step_unlock(recorder);
	return outcome;
}
