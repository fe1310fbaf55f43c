/* SPDX-License-Identifier: MIT */
/*
 * vfs.h: SQLite on a store_place, so that a test that owns the place sees the database, its journal
 * and the sectors in one order of calls.
 *
 * One opener at a time: the main database is locked when it is opened (for readers, when read-only)
 * and until it is closed; SQLite's own locks do nothing. There is no shared memory: a write-ahead
 * log works with PRAGMA locking_mode=EXCLUSIVE, set before anything else. A database opened with
 * SQLITE_OPEN_CREATE must not exist. Temporary files do not exist: PRAGMA temp_store=MEMORY.
 */
#ifndef STORE_VFS_H
#define STORE_VFS_H

#include "emulator/store/store.h"

struct store_vfs;

/* store_vfs_create: registered under a name of its own. @place is borrowed. NULL: no memory. */
struct store_vfs *store_vfs_create(struct store_place *place);

/* store_vfs_free: after the last database on it was closed. NULL allowed. */
void store_vfs_free(struct store_vfs *vfs);

/* store_vfs_name: for sqlite3_open_v2. Borrowed. */
const char *store_vfs_name(const struct store_vfs *vfs);

/*
 * store_vfs_take_error: the negative errno of the last store call that failed since this was asked
 * last, or 0: SQLite's result codes tell less.
 */
int store_vfs_take_error(struct store_vfs *vfs);

#endif
