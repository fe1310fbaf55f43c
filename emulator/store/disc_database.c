/* SPDX-License-Identifier: MIT */
/* The SQLite side of a disc file: opening, statements, results. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "emulator/store/disc_file_inner.h"
#include "emulator/store/disc_rows.h"

int disc_path_beside(const char *path, const char *ending, char out[DISC_PATH_BYTES_MAX])
{
	const int bytes = snprintf(out, DISC_PATH_BYTES_MAX, "%s%s", path, ending);

	return bytes < DISC_PATH_BYTES_MAX ? 0 : -ENAMETOOLONG;
}

int disc_file_error(struct disc_file *file, int result)
{
	const int store_error = file->vfs ? store_vfs_take_error(file->vfs) : 0;

	if (result == SQLITE_OK || result == SQLITE_DONE || result == SQLITE_ROW)
		return 0;
	if (store_error)
		return store_error;
	switch (result & 0xff) {
	case SQLITE_NOMEM:
		return -ENOMEM;
	case SQLITE_FULL:
		return -ENOSPC;
	case SQLITE_BUSY:
		return -EBUSY;
	case SQLITE_READONLY:
		return -EROFS;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_CONSTRAINT:
	case SQLITE_MISMATCH:
	case SQLITE_ERROR:
		return -EINVAL;
	default:
		return -EIO;
	}
}

int disc_file_execute(struct disc_file *file, const char *sql)
{
	return disc_file_error(file, sqlite3_exec(file->database, sql, NULL, NULL, NULL));
}

/* Nothing in the file may run: no trigger, no view, no function of a schema that is not ours. */
static int set_defences(struct disc_file *file)
{
	static const int off[] = { SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW,
		SQLITE_DBCONFIG_TRUSTED_SCHEMA };
	int result = sqlite3_db_config(file->database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);

	for (size_t i = 0; i < sizeof off / sizeof off[0] && result == SQLITE_OK; i++)
		result = sqlite3_db_config(file->database, off[i], 0, NULL);
	return disc_file_error(file, result);
}

int disc_database_open(struct disc_file *file, int flags)
{
	int error;

	file->vfs = store_vfs_create(file->place);
	if (!file->vfs)
		return -ENOMEM;
	error = disc_file_error(
		file, sqlite3_open_v2(file->path, &file->database, flags | SQLITE_OPEN_PRIVATECACHE,
			      store_vfs_name(file->vfs)));
	if (!error)
		error = set_defences(file);
	if (!error)
		error = disc_file_execute(file, "PRAGMA locking_mode = EXCLUSIVE;"
						"PRAGMA temp_store = MEMORY;"
						"PRAGMA cell_size_check = ON;"
						"PRAGMA synchronous = FULL");
	file->synchronous = true;
	return error;
}

int disc_database_close(struct disc_file *file)
{
	int error;

	for (unsigned i = 0; i < STATEMENT_COUNT; i++) {
		sqlite3_finalize(file->statements[i]);
		file->statements[i] = NULL;
	}
	error = disc_file_error(file, sqlite3_close(file->database));
	file->database = NULL;
	store_vfs_free(file->vfs);
	file->vfs = NULL;
	return error;
}

int disc_file_prepare(struct disc_file *file)
{
	char texts[3][DISC_SQL_BYTES_MAX];
	const char *const sql[STATEMENT_COUNT] = {
		[STATEMENT_BEGIN] = "BEGIN IMMEDIATE",
		[STATEMENT_COMMIT] = "COMMIT",
		[STATEMENT_ROLLBACK] = "ROLLBACK",
		[STATEMENT_PUT_DISC] = disc_rows_sql_replace(&disc_rows_disc, texts[0]),
		[STATEMENT_PUT_SESSION] = disc_rows_sql_replace(&disc_rows_session, texts[1]),
		[STATEMENT_PUT_TRACK] = disc_rows_sql_replace(&disc_rows_track, texts[2]),
		[STATEMENT_DROP_SESSIONS] = "DELETE FROM session",
		[STATEMENT_DROP_TRACKS] = "DELETE FROM track",
		[STATEMENT_PUT_CHUNK] =
			"INSERT OR REPLACE INTO block_map(chunk, states) VALUES(?1, ?2)",
		[STATEMENT_PUT_OPENED] =
			"INSERT OR REPLACE INTO opened(id, for_writing) VALUES(1, ?1)",
	};

	for (unsigned i = 0; i < STATEMENT_COUNT; i++) {
		const int result = sqlite3_prepare_v3(file->database, sql[i], -1,
			SQLITE_PREPARE_PERSISTENT, &file->statements[i], NULL);

		if (result != SQLITE_OK)
			return disc_file_error(file, result);
	}
	return 0;
}

int disc_file_run(struct disc_file *file, enum disc_statement statement)
{
	const int result = sqlite3_step(file->statements[statement]);
	const int error = disc_file_error(file, result);

	sqlite3_reset(file->statements[statement]);
	return error;
}

int disc_file_set_opened(struct disc_file *file, bool opened)
{
	const int result = sqlite3_bind_int(file->statements[STATEMENT_PUT_OPENED], 1, opened);

	if (result != SQLITE_OK)
		return disc_file_error(file, result);
	return disc_file_run(file, STATEMENT_PUT_OPENED);
}

/* Off is NORMAL, not OFF: the log is not synced, but never written back to the database unsynced.
 */
int disc_file_set_synchronous(struct disc_file *file, bool synchronous)
{
	int error;

	if (file->synchronous == synchronous)
		return 0;
	error = disc_file_execute(
		file, synchronous ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
	if (!error)
		file->synchronous = synchronous;
	return error;
}
