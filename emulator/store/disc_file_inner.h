/* SPDX-License-Identifier: MIT */
/*
 * disc_file_inner.h: what disc_file.c (open, close), disc_create.c and disc_commit.c (load, commit)
 * share. Nobody else includes it.
 */
#ifndef STORE_DISC_FILE_INNER_H
#define STORE_DISC_FILE_INNER_H

#include <sqlite3.h>

#include "emulator/store/disc_file.h"
#include "emulator/store/vfs.h"

#define DISC_FILE_APPLICATION_ID 0x62726967 /* "brig" */
#define DISC_FILE_VERSION	 3

#define DISC_PATH_BYTES_MAX 4096

enum disc_statement {
	STATEMENT_BEGIN,
	STATEMENT_COMMIT,
	STATEMENT_ROLLBACK,
	STATEMENT_PUT_DISC,
	STATEMENT_PUT_SESSION,
	STATEMENT_PUT_TRACK,
	STATEMENT_DROP_SESSIONS,
	STATEMENT_DROP_TRACKS,
	STATEMENT_PUT_CHUNK,
	STATEMENT_PUT_OPENED,
	STATEMENT_COUNT,
};

struct disc_file {
	char path[DISC_PATH_BYTES_MAX];
	struct store_place *place;
	struct store_vfs *vfs;
	sqlite3 *database;
	sqlite3_stmt *statements[STATEMENT_COUNT]; /* of a writable file */
	struct store *data;
	char *medium_name, *definition_text;
	bool read_only, was_clean;
	/* What the database holds, so that a commit writes only what differs; valid when known. */
	struct disc_state held;
	bool held_known;
	bool synchronous;   /* commits of the database reach the disk                */
	bool unsynced;	    /* a commit since the last durable one was not durable   */
	bool commit_failed; /* the last one did: the file must not be called clean   */
};

/* disc_database_open: @flags of sqlite3_open_v2; makes vfs and database, sets what every use needs.
 */
int disc_database_open(struct disc_file *file, int flags);
/* disc_database_close: also after a failed open. */
int disc_database_close(struct disc_file *file);

/* disc_file_error: @result of SQLite as a negative errno; the store's own where it failed. */
int disc_file_error(struct disc_file *file, int result);
/* disc_file_execute: SQL without results. 0 or negative errno. */
int disc_file_execute(struct disc_file *file, const char *sql);
/* disc_file_prepare: all statements of a writable file. 0 or negative errno. */
int disc_file_prepare(struct disc_file *file);
/* disc_file_run: a prepared statement with its bound values. 0 or negative errno. */
int disc_file_run(struct disc_file *file, enum disc_statement statement);
/* disc_file_set_opened: the mark that a process has it open for writing. */
int disc_file_set_opened(struct disc_file *file, bool opened);
/* disc_file_set_synchronous: do commits from now on reach the disk? */
int disc_file_set_synchronous(struct disc_file *file, bool synchronous);
/* disc_file_write_rows: within a transaction, all that differs from file->held. */
int disc_file_write_rows(
	struct disc_file *file, const struct disc_state *state, const struct block_map *map);

/* disc_path_data: PATH.data; disc_path_beside: PATH and another ending. -ENAMETOOLONG. */
int disc_path_beside(const char *path, const char *ending, char out[DISC_PATH_BYTES_MAX]);

#endif
