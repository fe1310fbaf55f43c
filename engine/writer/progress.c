/* SPDX-License-Identifier: MIT */
#include "engine/writer/writer.h"

#define EVENT_INTERVAL_NS (500 * WRITER_NS_PER_MS)

static void look_at_device_buffer(
	struct writer_section *section, struct br_write_progress *progress)
{
	struct mmc_buffer_capacity buffer;
	struct br_outcome outcome;

	if (!section->device_buffer_known)
		return;
	outcome = mmc_read_buffer_capacity(section->engine->transport, &buffer);
	if (outcome.code == BR_E_DEVICE && writer_may_repeat(&outcome))
		return; /* busy just now */
	section->device_buffer_known = outcome.code == BR_OK;
	if (outcome.code != BR_OK)
		return;
	progress->device_buffer_valid = true;
	progress->device_buffer_bytes = buffer.total_bytes;
	progress->device_buffer_used_bytes = buffer.total_bytes - buffer.free_bytes;
}

static int32_t recorded_sectors(
	const struct writer_section *section, const struct br_write_progress *progress)
{
	int32_t buffered = (int32_t)(progress->device_buffer_used_bytes /
				     (uint32_t)section->engine->sector_bytes);

	/*
	 * What an earlier section left in the buffer is counted as well, so it may be more than
	 * ours.
	 */
	return buffered < section->written ? section->written - buffered : 0;
}

static int32_t rate(const struct writer_section *section, int32_t recorded, uint64_t now_ns)
{
	uint64_t passed_ns = now_ns - section->last_event_ns;
	uint64_t sectors;

	if (passed_ns == 0 || recorded <= section->last_event_recorded)
		return 0;
	sectors = (uint64_t)(recorded - section->last_event_recorded);
	return (int32_t)(sectors * WRITER_NS_PER_S / passed_ns);
}

static void fill_system_buffer(struct writer_section *section, struct br_write_progress *progress)
{
	struct writer_ring_level level = writer_ring_level(section->ring);

	progress->total_system_buffer = (int32_t)level.total_bytes;
	progress->used_system_buffer = (int32_t)level.used_bytes;
	progress->free_system_buffer = progress->total_system_buffer - progress->used_system_buffer;
	progress->last_read_lba =
		section->start_lba - 1 +
		(int32_t)(level.read_bytes / (uint32_t)section->engine->sector_bytes);
}

static void estimate(const struct writer_section *section, struct br_write_progress *progress)
{
	const struct br_write_engine *engine = section->engine;
	int32_t done = section->written, count = section->block_count;
	uint64_t whole_ns = writer_ramp_ns(engine, 0, count);
	uint64_t rest_ns = writer_ramp_ns(engine, done, count);

	if (whole_ns == 0) {
		progress->remaining_valid = done > 0;
		if (done > 0)
			progress->remaining_ns =
				progress->elapsed_ns / (uint32_t)done * (uint64_t)(count - done);
		return;
	}
	progress->remaining_valid = true;
	progress->remaining_ns = rest_ns;
	/* In ms, so that the product of two durations of months fits. */
	if (whole_ns - rest_ns >= WRITER_NS_PER_S)
		progress->remaining_ns =
			rest_ns / WRITER_NS_PER_MS * (progress->elapsed_ns / WRITER_NS_PER_MS) /
			((whole_ns - rest_ns) / WRITER_NS_PER_MS) * WRITER_NS_PER_MS;
}

void writer_report(struct writer_section *section)
{
	struct br_write_engine *engine = section->engine;
	const struct br_clock *clock = engine->transport->clock;
	struct br_write_progress progress = {
		.start_lba = section->start_lba,
		.sector_count = section->block_count,
		.last_written_lba = section->start_lba - 1 + section->written,
	};
	uint64_t now_ns;
	int32_t recorded;

	if (!engine->update)
		return;
	fill_system_buffer(section, &progress);
	if (section->written > 0)
		look_at_device_buffer(section, &progress);
	now_ns = clock->now_ns(clock);
	recorded = recorded_sectors(section, &progress);
	progress.elapsed_ns = now_ns - section->began_ns;
	estimate(section, &progress);
	progress.last_recorded_lba = section->start_lba - 1 + recorded;
	progress.sectors_per_second = rate(section, recorded, now_ns);
	section->last_event_ns = now_ns;
	section->last_event_recorded = recorded;
	/* The next whole interval since the beginning. */
	section->next_event_ns = section->began_ns +
				 (progress.elapsed_ns / EVENT_INTERVAL_NS + 1) * EVENT_INTERVAL_NS;
	engine->update(engine->update_context, engine, &progress);
}

void writer_report_if_due(struct writer_section *section)
{
	const struct br_clock *clock = section->engine->transport->clock;

	if (clock->now_ns(clock) >= section->next_event_ns)
		writer_report(section);
}
