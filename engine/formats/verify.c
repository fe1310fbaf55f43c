/* SPDX-License-Identifier: MIT */
/* Reading back what was written. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "engine/formats/format_data.h"
#include "engine/formats/steps.h"
#include "engine/writer/writer.h"

#define BUSY_PAUSE_MS	  50
#define EVENT_INTERVAL_NS UINT64_C(500000000)
#define READ_BYTES_MAX	  131072 /* a wish to cancel waits for one READ, on slow discs too */

struct verification {
	struct br_format_data *format;
	struct br_stream *stream;
	uint8_t *expected, *read;
	uint32_t transfer_blocks;
	uint64_t next_event_ns;
};

static struct br_outcome read_patiently(struct verification *self, int32_t lba, uint16_t blocks)
{
	struct br_recorder *recorder = self->format->recorder;
	struct writer_patience patience = writer_patience_begin(self->format->transport);
	struct br_outcome outcome = br_recorder_read(recorder, lba, blocks, self->read);

	while (writer_may_repeat(&outcome)) {
		if (!writer_pause(self->format->transport, &patience, BUSY_PAUSE_MS)) {
			outcome.code = BR_E_TIMEOUT;
			break;
		}
		outcome = br_recorder_read(recorder, lba, blocks, self->read);
	}
	return outcome;
}

static struct br_outcome take_expected(struct verification *self, size_t bytes)
{
	struct br_outcome outcome = { .code = BR_E_SOURCE };
	size_t done = 0;

	while (done < bytes) {
		ssize_t got = self->stream->read(
			self->stream, self->expected + done, bytes - done, self->format->cancel);

		if (got <= 0) {
			outcome.system_error = got < 0 ? (int)got : -ENODATA;
			if (got == -ECANCELED)
				outcome = (struct br_outcome) { .code = BR_E_CANCELLED };
			return outcome;
		}
		done += (size_t)got;
	}
	return (struct br_outcome) { .code = BR_OK };
}

static int32_t first_difference(const struct verification *self, size_t bytes)
{
	size_t at = 0;

	while (at < bytes && self->expected[at] == self->read[at])
		at++;
	return (int32_t)(at / MMC_BLOCK_BYTES);
}

static int64_t blocks_of(int64_t bytes)
{
	return (bytes + MMC_BLOCK_BYTES - 1) / MMC_BLOCK_BYTES;
}

static struct br_outcome compare(
	struct verification *self, int32_t lba, size_t bytes, int32_t *ret_lba)
{
	uint16_t blocks = (uint16_t)blocks_of((int64_t)bytes);
	struct br_outcome outcome;

	if (br_cancel_requested(self->format->cancel))
		return step_failed(BR_E_CANCELLED, NULL);
	outcome = take_expected(self, bytes);
	if (outcome.code == BR_OK)
		outcome = read_patiently(self, lba, blocks);
	if (outcome.code == BR_OK && memcmp(self->expected, self->read, bytes) != 0) {
		*ret_lba = lba + first_difference(self, bytes);
		outcome = step_failed(BR_E_VERIFY, NULL);
	}
	return outcome;
}

static void tell(struct verification *self, int64_t done_bytes, int64_t bytes)
{
	const struct br_clock *clock = self->format->transport->clock;
	uint64_t now_ns = clock->now_ns(clock);

	if (now_ns < self->next_event_ns && done_bytes < bytes)
		return;
	self->next_event_ns = now_ns + EVENT_INTERVAL_NS;
	format_data_tell(
		self->format, (uint16_t)(blocks_of(done_bytes) * UINT16_MAX / blocks_of(bytes)));
}

static struct br_outcome compare_all(struct verification *self, int64_t bytes, int32_t *ret_lba)
{
	int64_t transfer_bytes = (int64_t)self->transfer_blocks * MMC_BLOCK_BYTES;
	struct br_outcome outcome = { .code = BR_OK };

	for (int64_t done = 0; done < bytes && outcome.code == BR_OK; done += transfer_bytes) {
		int64_t left = bytes - done;
		int32_t lba = self->format->start_lba + (int32_t)(done / MMC_BLOCK_BYTES);

		if (left > transfer_bytes)
			left = transfer_bytes;
		outcome = compare(self, lba, (size_t)left, ret_lba);
		tell(self, done + left, bytes);
	}
	return outcome;
}

struct br_outcome br_format_data_verify(
	struct br_format_data *format, struct br_stream *stream, int64_t bytes, int32_t *ret_lba)
{
	size_t limit_bytes = format->transport->transfer_bytes_max;
	size_t transfer_bytes = limit_bytes < READ_BYTES_MAX ? limit_bytes : READ_BYTES_MAX;
	struct verification self = {
		.format = format,
		.stream = stream,
		.transfer_blocks = (uint32_t)(transfer_bytes / MMC_BLOCK_BYTES),
	};
	struct br_outcome outcome;

	format_data_begin(format, BR_ACTION_VERIFYING);
	outcome = format_data_wait(format, STEP_READY_TIMEOUT_MS);
	if (outcome.code != BR_OK)
		return outcome;
	self.expected = malloc(transfer_bytes);
	self.read = malloc(transfer_bytes);
	if (self.expected && self.read)
		outcome = compare_all(&self, bytes, ret_lba);
	else
		outcome = step_failed(BR_E_NO_MEMORY, NULL);
	free(self.expected);
	free(self.read);
	return outcome;
}
