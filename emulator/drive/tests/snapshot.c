/* SPDX-License-Identifier: MIT */
#include "emulator/drive/tests/snapshot.h"

#include "emulator/drive/state.h"
#include "emulator/media/cd_recorder.h"

#define SUM_OF_NOTHING UINT64_C(0xcbf29ce484222325)

/* FNV-1a, going on from @sum. */
static uint64_t add(uint64_t sum, const void *bytes, size_t count)
{
	const uint8_t *at = bytes;

	for (size_t i = 0; i < count; i++)
		sum = (sum ^ at[i]) * UINT64_C(0x100000001b3);
	return sum;
}

#define ADD(sum, thing) add((sum), &(thing), sizeof(thing))

static uint64_t settings(const struct burnrig_drive *drive)
{
	uint64_t sum = ADD(SUM_OF_NOTHING, drive->mode_pages);

	sum = ADD(sum, drive->speed_request);
	sum = ADD(sum, drive->region);
	sum = ADD(sum, drive->removal_prevented);
	sum = ADD(sum, drive->persistent_prevented);
	sum = ADD(sum, drive->random_state);
	return ADD(sum, drive->power);
}

static uint64_t operations(const struct burnrig_drive *drive)
{
	uint64_t sum = ADD(SUM_OF_NOTHING, drive->tray);

	sum = ADD(sum, drive->loading);
	sum = ADD(sum, drive->ready_at_ns);
	sum = ADD(sum, drive->long_operation);
	sum = ADD(sum, drive->background_format.running);
	sum = ADD(sum, drive->defect_reports);
	sum = ADD(sum, drive->mechanism.loaded);
	sum = ADD(sum, drive->mechanism.streaming);
	sum = ADD(sum, drive->mechanism.verifying);
	return ADD(sum, drive->mechanism.calibrated_kBps);
}

static uint64_t disc_sum(const struct burnrig_disc *disc)
{
	uint16_t profile = disc_profile(disc);
	uint64_t sum = ADD(SUM_OF_NOTHING, profile);

	sum = ADD(sum, disc->state.status);
	sum = ADD(sum, disc->state.formatted_blocks);
	sum = ADD(sum, disc->state.spare_blocks);
	sum = ADD(sum, disc->state.format_type);
	sum = ADD(sum, disc->state.power_calibrations);
	sum = ADD(sum, disc->state.write_count);
	sum = ADD(sum, disc->state.write_protected);
	sum = ADD(sum, disc->state.disc_identification);
	sum = ADD(sum, disc->state.layer_blocks);
	sum = ADD(sum, disc->state.jump_interval_blocks);
	sum = ADD(sum, disc->state.jump_last_lba);
	sum = ADD(sum, disc->state.jump_next_lba);
	sum = ADD(sum, disc->software_protected);
	sum = ADD(sum, disc->gaa_chosen);
	sum = ADD(sum, disc->gathered_unit);
	sum = ADD(sum, disc->gathered);
	return ADD(sum, disc->rehearsal.running);
}

static uint64_t tracks_sum(const struct burnrig_disc *disc)
{
	const struct disc_state *state = &disc->state;
	uint64_t sum =
		add(SUM_OF_NOTHING, state->tracks, state->track_count * sizeof *state->tracks);

	return add(sum, state->sessions, state->session_count * sizeof *state->sessions);
}

static uint64_t map_sum(const struct burnrig_disc *disc)
{
	uint64_t sum = SUM_OF_NOTHING;
	uint32_t unit = 0, run = 0;

	for (; unit < disc->definition->capacity_blocks; unit += run) {
		enum block_state state = block_map_get(disc->map, unit);

		run = block_map_run(disc->map, unit, disc->definition->capacity_blocks - unit);
		if (!run)
			break;
		sum = ADD(sum, state);
		sum = ADD(sum, run);
	}
	return sum;
}

#define CONTENT_BYTES_MAX 16384 /* of what the tests write, which is at the front */

static uint64_t content_sum(const struct burnrig_disc *disc)
{
	uint8_t content[CONTENT_BYTES_MAX];
	uint64_t bytes = 0;

	assert_int_equal(store_size(disc->data, &bytes), 0);
	assert_int_equal(store_read(disc->data, 0, content, sizeof content), 0);
	return add(ADD(SUM_OF_NOTHING, bytes), content, sizeof content);
}

static uint64_t recorder_sum(const struct cd_recorder *recorder)
{
	return recorder ? ADD(ADD(SUM_OF_NOTHING, recorder->cue), recorder->raw) : 0;
}

struct snapshot snapshot_take(const struct drive_rig *rig)
{
	const struct burnrig_drive *drive = rig->drive;
	const struct burnrig_disc *disc = drive->disc;
	struct snapshot taken = {
		.attentions = drive->unit_attentions,
		.settings = settings(drive),
		.operations = operations(drive),
		.events = ADD(SUM_OF_NOTHING, drive->events),
		.memory = ADD(SUM_OF_NOTHING, drive->buffer_memory),
	};

	if (disc) {
		taken.disc = disc_sum(disc);
		taken.tracks = tracks_sum(disc);
		taken.map = map_sum(disc);
		taken.content = content_sum(disc);
		taken.recorder = recorder_sum(disc->cd);
	}
	return taken;
}

void snapshot_assert_same(
	const struct snapshot *before, const struct snapshot *after, bool but_attention)
{
	if (!but_attention)
		assert_int_equal(before->attentions, after->attentions);
	assert_int_equal(before->settings, after->settings);
	assert_int_equal(before->operations, after->operations);
	assert_int_equal(before->events, after->events);
	assert_int_equal(before->memory, after->memory);
	assert_int_equal(before->disc, after->disc);
	assert_int_equal(before->tracks, after->tracks);
	assert_int_equal(before->map, after->map);
	assert_int_equal(before->content, after->content);
	assert_int_equal(before->recorder, after->recorder);
}
