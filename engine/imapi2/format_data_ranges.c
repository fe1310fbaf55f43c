/* SPDX-License-Identifier: MIT */
/* MsftDiscFormat2Data: Write of some parts of a disc only. */
#include "engine/imapi2/format_data.h"
#include "engine/imapi2/stream.h"

struct range_burn {
	struct format_data *self;
	const struct br_transport *transport;
};

static void update(
	void *context, struct br_write_engine *engine, const struct br_write_progress *progress)
{
	const struct range_burn *burn = context;

	(void)engine;
	data_tell(burn->self, burn->transport, IMAPI_FORMAT2_DATA_WRITE_ACTION_WRITING_DATA,
		progress);
}

static struct br_outcome write_range(struct br_write_engine *engine, IStream *data,
	const struct br_block_range *range, HRESULT *ret_source_failure)
{
	struct com_source source = com_source(data, UINT64_MAX);
	struct br_outcome outcome = { .code = BR_E_SOURCE };

	*ret_source_failure = com_stream_seek(data, (uint64_t)range->start_lba * IMAPI_SECTOR_SIZE);
	if (FAILED(*ret_source_failure))
		return outcome;
	outcome = br_write_engine_write_section(
		engine, &source.base, range->start_lba, range->end_lba - range->start_lba + 1);
	if (outcome.code == BR_E_SOURCE)
		*ret_source_failure = com_source_result(&source, outcome);
	return outcome;
}

static struct br_outcome check(
	const struct br_format_data *job, const struct br_block_range *ranges, ULONG count)
{
	for (ULONG i = 0; i < count; i++)
		if ((uint32_t)ranges[i].end_lba >= br_format_data_medium(job)->free_blocks)
			return (struct br_outcome) { .code = BR_E_TOO_LARGE };
	return (struct br_outcome) { .code = BR_OK };
}

static struct br_outcome write_ranges(struct br_format_data *job, IStream *data,
	const struct br_block_range *ranges, ULONG count, HRESULT *ret_source_failure)
{
	struct br_write_engine *engine = br_format_data_write_engine(job);
	struct br_outcome outcome = br_write_engine_set_bytes_per_sector(engine, IMAPI_SECTOR_SIZE);

	for (ULONG i = 0; outcome.code == BR_OK && i < count; i++)
		outcome = write_range(engine, data, &ranges[i], ret_source_failure);
	if (outcome.code == BR_OK)
		return br_format_data_finish(job);
	br_write_engine_flush(engine); /* the drive puts down what it has */
	return outcome;
}

struct br_outcome data_burn_ranges(struct format_data *self, struct imapi2_drive *drive,
	IStream *data, const struct br_block_range *ranges, ULONG count,
	HRESULT *ret_source_failure)
{
	struct range_burn burn = { .self = self, .transport = drive_transport(drive) };
	struct br_format_data *job = self->job;
	struct br_write_engine *engine = br_format_data_write_engine(job);
	struct br_outcome outcome;

	*ret_source_failure = S_OK;
	if (!br_write_engine_begin(engine))
		return (struct br_outcome) { .code = BR_E_IN_PROGRESS };
	outcome = br_format_data_prepare(job);
	if (outcome.code == BR_OK)
		outcome = check(job, ranges, count);
	if (outcome.code == BR_OK)
		outcome = br_format_data_initialise(job);
	br_write_engine_on_update(engine, update, &burn);
	if (outcome.code == BR_OK)
		outcome = write_ranges(job, data, ranges, count, ret_source_failure);
	br_write_engine_on_update(engine, NULL, NULL);
	br_format_data_release(job);
	br_write_engine_end(engine);
	return outcome;
}
