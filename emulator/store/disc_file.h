/* SPDX-License-Identifier: MIT */
/*
 * disc_file.h: a disc at rest. PATH is an SQLite database (definition text, sessions, tracks, block
 * map); PATH.data is the sparse file with the sectors. Only one process has a disc open for
 * writing.
 *
 * What disc_file_commit was called for is there after any crash; data written since is in PATH.data
 * but no track claims it, as a power cut would leave it. README.md in this folder tells the layout.
 *
 * A writer's PATH-wal lies beside until it closes; when it died, the next to open it, even for
 * reading, brings it back into PATH.
 */
#ifndef STORE_DISC_FILE_H
#define STORE_DISC_FILE_H

#include "burnrig/problem.h"
#include "emulator/store/disc_state.h"
#include "emulator/store/store.h"

struct disc_file;

/* What a new disc starts with. All borrowed for the call. */
struct disc_file_setup {
	const char *medium_name;
	const char *definition_text;
	const struct disc_state *state;
	const struct block_map *map;
};

/*
 * disc_file_create: make both files. -EEXIST when one exists (nothing touched); on any other
 * failure neither is left behind.
 */
int disc_file_create(struct store_place *place, const char *path,
	const struct disc_file_setup *setup, struct burnrig_problem *problem);

/*
 * disc_file_open: 0; -EBUSY another has it open for writing, or for reading when this is to write;
 * -EINVAL no disc file, damaged, or of a newer version; another negative errno. @problem names the
 * file and what is wrong.
 */
int disc_file_open(struct store_place *place, const char *path, bool read_only,
	struct disc_file **ret_file, struct burnrig_problem *problem);

/* disc_file_medium_name, _definition_text: borrowed until close. */
const char *disc_file_medium_name(const struct disc_file *file);
const char *disc_file_definition_text(const struct disc_file *file);
/* disc_file_was_clean: false when the process that had it open for writing last never closed it. */
bool disc_file_was_clean(const struct disc_file *file);

/* disc_file_load: the state and a map of @units units, both owned by the caller. */
int disc_file_load(struct disc_file *file, uint32_t units, struct disc_state *ret_state,
	struct block_map **ret_map, struct burnrig_problem *problem);

/* disc_file_data: the store of the sectors; borrowed until close. */
struct store *disc_file_data(struct disc_file *file);

/*
 * disc_file_commit: first the sectors reach the disk (fdatasync), then one transaction writes state
 * and the map's dirty chunks. @durable false: no fdatasync and no fsync: safe against a kill of the
 * process, not against a power cut of the machine (the periodic checkpoint of a burn); and nothing at all is
 * done for write_count alone, which is then told with the next commit.
 * Returns 0; -EROFS when it was opened read-only; or negative errno (-ENOSPC, -EIO): then the disc
 * file is as of the last commit or, when the process dies before the next, whole as of the failed.
 */
int disc_file_commit(struct disc_file *file, const struct disc_state *state, struct block_map *map,
	bool durable);

/*
 * disc_file_close: marks it clean, when writable and the last commit did not fail, and frees. NULL
 * allowed. Does not commit. Returns 0 or negative errno; freed in any case.
 */
int disc_file_close(struct disc_file *file);

#endif
