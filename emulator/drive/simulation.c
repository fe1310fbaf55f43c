/* SPDX-License-Identifier: MIT */
#include "emulator/drive/simulation.h"

#include <errno.h>
#include <stddef.h>

#include "emulator/drive/state.h"

#define BLOCK_BYTES 2048u

struct simulation {
	struct burnrig_drive *drive;
	const struct simulation_plan *plan;
	simulation_on_sample *on_sample;
	void *context;
	uint64_t start_ns, now_ns, sampled_ns;
	uint64_t sampled_blocks;
};

static uint64_t recorded_blocks(const struct simulation *simulation)
{
	return (uint64_t)mechanics_buffer_head_lba(&simulation->drive->mechanism.buffer);
}

static void sample(struct simulation *simulation)
{
	struct burnrig_drive_status status;
	uint64_t recorded = recorded_blocks(simulation);
	uint64_t ns = simulation->now_ns - simulation->sampled_ns;

	burnrig_drive_status(simulation->drive, &status);
	simulation->on_sample(simulation->context,
		&(struct simulation_sample) {
			.time_ns = simulation->now_ns - simulation->start_ns,
			.recorded_blocks = recorded,
			.mblocks_per_s = ns ? (recorded - simulation->sampled_blocks) *
							 UINT64_C(1000000000000) / ns
					    : 0,
			.rotation_rpm = status.rotation_rpm,
			.buffer_bytes = status.buffer_bytes,
			.buffer_used_bytes = status.buffer_used_bytes,
		});
	simulation->sampled_ns = simulation->now_ns;
	simulation->sampled_blocks = recorded;
}

/* To @ns, with the samples that are due on the way. */
static void pass(struct simulation *simulation, uint64_t ns)
{
	while (simulation->on_sample &&
		simulation->sampled_ns + simulation->plan->sample_ns <= ns) {
		simulation->now_ns = simulation->sampled_ns + simulation->plan->sample_ns;
		drive_advance(simulation->drive, simulation->now_ns);
		sample(simulation);
	}
	simulation->now_ns = ns;
	drive_advance(simulation->drive, ns);
}

/* When the host has @blocks more: it sends at its rate, and not before the last WRITE is answered. */
static uint64_t host_ns(const struct simulation *simulation, uint64_t last_ns, uint32_t blocks)
{
	uint64_t ns = last_ns;

	if (simulation->plan->host_kBps)
		ns += blocks * UINT64_C(1000000) * BLOCK_BYTES / simulation->plan->host_kBps;
	return ns > simulation->now_ns ? ns : simulation->now_ns;
}

/* In pieces that are small beside the buffer, so that they change nothing. */
static void record(struct simulation *simulation, uint32_t blocks)
{
	uint32_t piece = simulation->drive->definition->buffer_bytes / BLOCK_BYTES / 8;
	uint64_t sent_ns = simulation->now_ns, busy_ns;

	for (uint32_t lba = 0; lba < blocks; lba += piece) {
		uint32_t count = blocks - lba < piece ? blocks - lba : piece;

		sent_ns = host_ns(simulation, sent_ns, count);
		pass(simulation, sent_ns);
		busy_ns =
			mechanism_write(simulation->drive, (int32_t)lba, count, simulation->now_ns);
		pass(simulation, simulation->now_ns + busy_ns);
	}
	busy_ns = mechanism_flush(simulation->drive, simulation->now_ns);
	pass(simulation, simulation->now_ns + busy_ns);
}

void simulation_ask_speed(struct burnrig_drive *drive, uint32_t write_kBps)
{
	struct speed_request request = drive->speed_request;

	request.write_kBps = write_kBps;
	speed_request(drive, &request);
}

int simulation_burn(struct burnrig_drive *drive, const struct simulation_plan *plan,
	simulation_on_sample *on_sample, void *context, struct simulation_result *ret_result)
{
	struct simulation simulation = { drive, plan, on_sample, context, drive->now_ns,
		drive->now_ns, drive->now_ns, 0 };
	const struct drive_profile_definition *profile =
		drive_definition_profile(drive->definition, drive_current_profile(drive));
	const struct mechanics_motion *motion = &drive->mechanism.buffer.motion;
	struct simulation_result result = { .close_ns = 0 };

	if (!profile || !profile->writable)
		return -EMEDIUMTYPE;
	mechanism_stream(drive, plan->streaming);
	result.speed = speed_write(drive);
	result.blocks = drive->disc->definition->capacity_blocks -
			drive->disc->definition->default_spare_blocks;
	result.start_kBps = mechanics_motion_rate_kBps(motion, 0);
	result.end_kBps = mechanics_motion_rate_kBps(motion, (int64_t)result.blocks - 1);
	record(&simulation, result.blocks);
	if (on_sample)
		sample(&simulation);
	result.record_ns = simulation.now_ns - simulation.start_ns;
	if (!disc_is_random_writable(drive->disc))
		result.close_ns = mechanism_close_ns(drive, 1, result.blocks, ENDING_FINAL);
	result.underruns = drive->mechanism.buffer.underruns;
	*ret_result = result;
	return 0;
}
