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

struct disc_sample_found {
	int error;	/* why it does not open or load                                      */
	int step;	/* as of which it is: state and map; -1 on error, -2 as of none      */
	unsigned sound; /* so many first steps have their sectors                             */
};

/* disc_sample_find: look at the disc at PATH; @read_only opens it for reading. */
struct disc_sample_found disc_sample_find(
	struct store_place *place, const char *path, bool read_only);

/* disc_sample_find_step: its step, -1 or -2 as above; -3 when one of its steps' sectors are wrong. */
int disc_sample_find_step(struct store_place *place, const char *path, bool read_only);

/* disc_sample_create: a blank one at @path. 0 or negative errno. */
int disc_sample_create(struct store_place *place, const char *path);

#endif
