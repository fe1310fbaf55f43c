/* SPDX-License-Identifier: MIT */
/* disc_sample.h: a disc to keep, for the tests of disc files. */
#ifndef STORE_TESTS_DISC_SAMPLE_H
#define STORE_TESTS_DISC_SAMPLE_H

#include <stdbool.h>
#include <stdint.h>

#include "emulator/store/disc_state.h"
#include "emulator/store/store.h"

#define SAMPLE_UNITS	   10000
#define SAMPLE_BLOCK_BYTES 2048

/*
 * A disc that is burnt in steps: step n opens session and track n, and has units (n-1)*50 .. n*50-1
 * written with the byte n. Step 0 is blank.
 */
struct disc_sample {
	unsigned step;
	struct disc_state state;
	struct block_map *map;
};

void disc_sample_start(struct disc_sample *sample);
/* disc_sample_advance: one step; the sectors go to @data. 0 or the store's error. */
int disc_sample_advance(struct disc_sample *sample, struct store *data);
void disc_sample_free(struct disc_sample *sample);

/*
 * disc_sample_find_step: as of which step is the disc at PATH: its state, its map and its sectors?
 * Returns the step; -1 when it does not open or load, -2 when it is as of no step, -3 when its
 * sectors are not those of the step its state is of. @read_only opens it for reading.
 */
int disc_sample_find_step(struct store_place *place, const char *path, bool read_only);

/* disc_sample_create: a blank one at @path. 0 or negative errno. */
int disc_sample_create(struct store_place *place, const char *path);

#endif
