/* SPDX-License-Identifier: MIT */
/* MsftDiscFormat2Data: what IBurnVerification asks for. */
#include <stdlib.h>

#include "engine/imapi2/format_data.h"
#include "engine/imapi2/stream.h"
#include "engine/mmc/mmc.h"

#define BLOCKS_AT_ONCE 16
#define BUFFER_BYTES   ((size_t)2 * BLOCKS_AT_ONCE * MMC_BLOCK_BYTES) /* expected and read */
#define SAMPLES	       8 /* of a quick verification, each of BLOCKS_AT_ONCE */

/* Some blocks of a disc, and where they are in the stream. */
struct span {
	int32_t lba;
	int64_t stream_block, blocks;
};

static HRESULT result_of(struct br_outcome outcome)
{
	return br_outcome_hresult(&outcome);
}

/* ---- what the disc says ------------------------------------------------------------------ */

static HRESULT check_tracks(struct imapi2_drive *drive)
{
	struct br_transport *transport = drive_transport(drive);
	struct mmc_disc_information disc;
	struct mmc_track_information track;
	struct br_outcome outcome = mmc_read_disc_information(transport, &disc);

	if (outcome.code != BR_OK)
		return result_of(outcome);
	if (disc.status == MMC_DISC_EMPTY || disc.last_session_status == MMC_SESSION_DAMAGED)
		return E_IMAPI_BURN_VERIFICATION_FAILED;
	for (uint32_t i = disc.first_track; i <= disc.last_session_last_track; i++) {
		outcome = mmc_read_track_information(transport, MMC_TRACK_BY_NUMBER, i, &track);
		if (outcome.code != BR_OK)
			return result_of(outcome);
		if (track.damaged)
			return E_IMAPI_BURN_VERIFICATION_FAILED;
	}
	return S_OK;
}

/* ---- what is on it ----------------------------------------------------------------------- */

static HRESULT compare_blocks(
	const struct data_burned *burned, const struct span *span, uint8_t *expected)
{
	ULONG bytes = (ULONG)span->blocks * MMC_BLOCK_BYTES;
	uint8_t *read = expected + bytes;
	HRESULT result =
		com_stream_seek(burned->data, (uint64_t)span->stream_block * MMC_BLOCK_BYTES);

	if (SUCCEEDED(result))
		result = com_stream_read(burned->data, expected, bytes);
	if (SUCCEEDED(result))
		result = result_of(br_recorder_read(
			drive_recorder(burned->drive), span->lba, (uint16_t)span->blocks, read));
	if (SUCCEEDED(result) && memcmp(expected, read, bytes) != 0)
		result = E_IMAPI_BURN_VERIFICATION_FAILED;
	return result;
}

/* @at: from the start of the span. */
static HRESULT compare_at(
	const struct data_burned *burned, const struct span *span, int64_t at, uint8_t *buffer)
{
	const struct span piece = {
		.lba = span->lba + (int32_t)at,
		.stream_block = span->stream_block + at,
		.blocks = span->blocks - at < BLOCKS_AT_ONCE ? span->blocks - at : BLOCKS_AT_ONCE,
	};

	return compare_blocks(burned, &piece, buffer);
}

static HRESULT compare_span(
	const struct data_burned *burned, const struct span *span, bool all, uint8_t *buffer)
{
	int64_t step = all ? BLOCKS_AT_ONCE : (span->blocks - 1) / (SAMPLES - 1);
	int64_t last = span->blocks > BLOCKS_AT_ONCE ? span->blocks - BLOCKS_AT_ONCE : 0;
	HRESULT result = S_OK;

	if (step < BLOCKS_AT_ONCE)
		step = BLOCKS_AT_ONCE;
	for (int64_t at = 0; SUCCEEDED(result) && at < span->blocks; at += step)
		result = compare_at(burned, span, at, buffer);
	return FAILED(result) ? result : compare_at(burned, span, last, buffer);
}

static HRESULT compare(const struct data_burned *burned, bool all, uint8_t *buffer)
{
	struct span span = { .lba = burned->start_lba };
	uint64_t bytes = 0;
	HRESULT result = com_stream_bytes(burned->data, &bytes);

	if (FAILED(result))
		return result;
	span.blocks = (int64_t)(bytes / MMC_BLOCK_BYTES);
	if (!burned->ranges)
		return compare_span(burned, &span, all, buffer);
	for (ULONG i = 0; SUCCEEDED(result) && i < burned->count; i++) {
		const struct br_block_range *range = &burned->ranges[i];

		span = (struct span) {
			.lba = range->start_lba,
			.stream_block = range->start_lba,
			.blocks = (int64_t)range->end_lba - range->start_lba + 1,
		};
		result = compare_span(burned, &span, all, buffer);
	}
	return result;
}

/* All of the burn, with events and a way to cancel. */
static HRESULT compare_everything(struct format_data *self, const struct data_burned *burned)
{
	struct com_source source;
	struct br_outcome outcome;
	uint64_t bytes = 0;
	int32_t lba;
	HRESULT result = com_stream_bytes(burned->data, &bytes);

	if (SUCCEEDED(result))
		result = com_stream_seek(burned->data, 0);
	if (FAILED(result))
		return result;
	source = com_source(burned->data, bytes);
	outcome = br_format_data_verify(self->job, &source.base, (int64_t)bytes, &lba);
	return com_source_result(&source, outcome);
}

HRESULT data_verify(struct format_data *self, const struct data_burned *burned)
{
	bool all = self->level == IMAPI_BURN_VERIFICATION_FULL;
	struct br_medium medium;
	uint8_t *buffer;
	HRESULT result;

	if (self->level == IMAPI_BURN_VERIFICATION_NONE)
		return S_OK;
	data_tell(self, drive_transport(burned->drive), IMAPI_FORMAT2_DATA_WRITE_ACTION_VERIFYING,
		NULL);
	result = media_look(burned->drive, &medium); /* waits, too */
	if (SUCCEEDED(result))
		result = check_tracks(burned->drive);
	if (FAILED(result))
		return result;
	if (all && !burned->ranges)
		return compare_everything(self, burned);
	buffer = malloc(BUFFER_BYTES);
	if (!buffer)
		return E_OUTOFMEMORY;
	result = compare(burned, all, buffer);
	free(buffer);
	return result;
}
