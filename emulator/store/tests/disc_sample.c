/* SPDX-License-Identifier: MIT */
#include "emulator/store/tests/disc_sample.h"

#include <assert.h>
#include <string.h>

#include "emulator/store/disc_file.h"

#define STEP_UNITS 50u

void disc_sample_start(struct disc_sample *sample)
{
	*sample = (struct disc_sample) { .map = block_map_create(SAMPLE_UNITS) };
	assert(sample->map);
}

void disc_sample_free(struct disc_sample *sample)
{
	disc_state_free(&sample->state);
	block_map_free(sample->map);
	sample->map = NULL;
}

static int write_units(struct store *data, unsigned step)
{
	uint8_t blocks[STEP_UNITS * SAMPLE_BLOCK_BYTES];

	memset(blocks, (int)step, sizeof blocks);
	return store_write(data, (uint64_t)(step - 1) * sizeof blocks, blocks, sizeof blocks);
}

int disc_sample_advance(struct disc_sample *sample, struct store *data)
{
	const unsigned step = sample->step + 1;
	struct disc_session *session;
	struct disc_track *track;
	const int error = write_units(data, step);

	if (error)
		return error;
	session = disc_state_add_session(&sample->state);
	track = disc_state_add_track(&sample->state);
	assert(session && track);
	session->status = SESSION_COMPLETE;
	session->lead_out_lba = (int32_t)(step * STEP_UNITS);
	track->session = session->number;
	track->start_lba = (int32_t)((step - 1) * STEP_UNITS);
	track->size_blocks = track->recorded_blocks = STEP_UNITS;
	track->closed = true;
	track->control = 4;
	sample->state.status = DISC_INCOMPLETE;
	sample->state.write_count = (uint64_t)step * STEP_UNITS;
	block_map_set(sample->map, (step - 1) * STEP_UNITS, STEP_UNITS, BLOCK_WRITTEN);
	sample->step = step;
	return 0;
}

/* How many of the first @steps have their sectors as they were written? */
static unsigned count_sound(struct store *data, unsigned steps)
{
	uint8_t block[SAMPLE_BLOCK_BYTES], wanted[SAMPLE_BLOCK_BYTES];

	for (unsigned unit = 0; unit < steps * STEP_UNITS; unit++) {
		memset(wanted, (int)(unit / STEP_UNITS + 1), sizeof wanted);
		if (store_read(data, (uint64_t)unit * SAMPLE_BLOCK_BYTES, block, sizeof block) ||
			memcmp(block, wanted, sizeof block) != 0)
			return unit / STEP_UNITS;
	}
	return steps;
}

static bool is_step(const struct disc_state *state, const struct block_map *map)
{
	const unsigned steps = state->track_count;

	if (state->session_count != steps || state->write_count != (uint64_t)steps * STEP_UNITS ||
		state->status != (steps ? DISC_INCOMPLETE : DISC_EMPTY))
		return false;
	for (unsigned i = 0; i < steps; i++)
		if (state->tracks[i].start_lba != (int32_t)(i * STEP_UNITS) ||
			state->tracks[i].size_blocks != STEP_UNITS || !state->tracks[i].closed ||
			state->sessions[i].lead_out_lba != (int32_t)((i + 1) * STEP_UNITS))
			return false;
	if (steps && (block_map_get(map, 0) != BLOCK_WRITTEN ||
			     block_map_run(map, 0, SAMPLE_UNITS) != steps * STEP_UNITS))
		return false;
	return block_map_run(map, steps * STEP_UNITS, SAMPLE_UNITS) == SAMPLE_UNITS &&
	       block_map_get(map, steps * STEP_UNITS) == BLOCK_NEVER_WRITTEN;
}

struct disc_sample_found disc_sample_find(
	struct store_place *place, const char *path, bool read_only)
{
	struct disc_sample_found found = { .step = -1 };
	struct disc_file *file = NULL;
	struct disc_state state = { .status = DISC_EMPTY };
	struct block_map *map = NULL;

	found.error = disc_file_open(place, path, read_only, &file, NULL);
	if (found.error)
		return found;
	found.error = disc_file_load(file, SAMPLE_UNITS, &state, &map, NULL);
	if (!found.error) {
		found.step = is_step(&state, map) ? (int)state.track_count : -2;
		found.sound =
			found.step > 0 ? count_sound(disc_file_data(file), state.track_count) : 0;
	}
	disc_state_free(&state);
	block_map_free(map);
	disc_file_close(file);
	return found;
}

int disc_sample_find_step(struct store_place *place, const char *path, bool read_only)
{
	const struct disc_sample_found found = disc_sample_find(place, path, read_only);

	return found.step > 0 && found.sound != (unsigned)found.step ? -3 : found.step;
}

int disc_sample_create(struct store_place *place, const char *path)
{
	struct disc_sample sample;
	struct disc_file_setup setup = { .medium_name = "sample", .definition_text = "x = 1\n" };
	int error;

	disc_sample_start(&sample);
	setup.state = &sample.state;
	setup.map = sample.map;
	error = disc_file_create(place, path, &setup, NULL);
	disc_sample_free(&sample);
	return error;
}
