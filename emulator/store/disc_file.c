/* SPDX-License-Identifier: MIT */
#include "emulator/store/disc_file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "emulator/store/disc_file_inner.h"
#include "emulator/store/disc_rows.h"

static int refused(const struct disc_file *file, struct burnrig_problem *problem, const char *why)
{
	burnrig_problem_set(problem, file->path, 0, NULL, "%s", why);
	return -EINVAL;
}

/* A system error, or SQLite's finding that the file is none of its own. */
static int explained(const struct disc_file *file, struct burnrig_problem *problem, int error)
{
	switch (error) {
	case 0:
		return 0;
	case -EBUSY:
		burnrig_problem_set(
			problem, file->path, 0, NULL, "the disc is in use by another process");
		return error;
	case -EINVAL:
		return refused(file, problem, "this is no disc file, or it is damaged");
	default:
		burnrig_problem_set(
			problem, file->path, 0, NULL, "cannot open the disc: %s", strerror(-error));
		return error;
	}
}

/* The first column of the first row of @sql, when it is a number. */
static int query_number(struct disc_file *file, const char *sql, int64_t *ret_number)
{
	sqlite3_stmt *statement = NULL;
	int result = sqlite3_prepare_v2(file->database, sql, -1, &statement, NULL);
	int error;

	if (result == SQLITE_OK)
		result = sqlite3_step(statement);
	error = disc_file_error(file, result);
	if (!error && (result != SQLITE_ROW || sqlite3_column_type(statement, 0) != SQLITE_INTEGER))
		error = -EINVAL;
	if (!error)
		*ret_number = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return error;
}

/* Is it ours, of a version we know? The first read also brings back what a crash left in a journal.
 */
static int check_marks(struct disc_file *file, struct burnrig_problem *problem)
{
	int64_t application = 0, version = 0;
	int error = query_number(file, "PRAGMA application_id", &application);

	if (!error)
		error = query_number(file, "PRAGMA user_version", &version);
	if (error)
		return explained(file, problem, error);
	if (application != DISC_FILE_APPLICATION_ID)
		return refused(file, problem, "this is no disc file");
	if (version > DISC_FILE_VERSION)
		return refused(
			file, problem, "this disc file was made by a newer version of burnrig");
	if (version == DISC_FILE_VERSION)
		return 0;
	burnrig_problem_set(problem, file->path, 0, NULL,
		"this disc file has the unknown version %" PRId64 ", expected %d", version,
		DISC_FILE_VERSION);
	return -EINVAL;
}

static int check_pages(struct disc_file *file, bool *ret_sound)
{
	sqlite3_stmt *statement = NULL;
	int result =
		sqlite3_prepare_v2(file->database, "PRAGMA quick_check(1)", -1, &statement, NULL);
	int error;

	if (result == SQLITE_OK)
		result = sqlite3_step(statement);
	if (result == SQLITE_ROW) {
		const char *text = (const char *)sqlite3_column_text(statement, 0);

		*ret_sound = text && strcmp(text, "ok") == 0;
		/* A page that could not be read is reported as one that is bad. */
		error = *ret_sound ? 0 : store_vfs_take_error(file->vfs);
	} else {
		error = disc_file_error(file, result);
	}
	sqlite3_finalize(statement);
	return error;
}

static int check_contents(struct disc_file *file, struct burnrig_problem *problem)
{
	bool sound = false, ours = false;
	int error = disc_file_error(file, disc_schema_check(file->database, &ours));

	if (!error && !ours)
		return refused(file, problem, "the disc file is damaged: its tables are others");
	if (!error)
		error = check_pages(file, &sound);
	if (error)
		return explained(file, problem, error);
	return sound ? 0 : refused(file, problem, "the disc file is damaged");
}

static char *column_copy(sqlite3_stmt *statement, int column)
{
	const char *text = (const char *)sqlite3_column_text(statement, column);

	return text ? strdup(text) : NULL;
}

static int read_medium(struct disc_file *file)
{
	sqlite3_stmt *statement = NULL;
	int result = sqlite3_prepare_v2(
		file->database, "SELECT name, definition FROM medium", -1, &statement, NULL);
	int error;

	if (result == SQLITE_OK)
		result = sqlite3_step(statement);
	error = disc_file_error(file, result);
	if (!error && result != SQLITE_ROW)
		error = -EINVAL;
	if (!error) {
		file->medium_name = column_copy(statement, 0);
		file->definition_text = column_copy(statement, 1);
		if (!file->medium_name || !file->definition_text)
			error = -ENOMEM;
	}
	sqlite3_finalize(statement);
	return error;
}

static int read_rest(struct disc_file *file, struct burnrig_problem *problem)
{
	int64_t opened = 0, discs = 0;
	int error = read_medium(file);

	if (!error)
		error = query_number(file, "SELECT for_writing FROM opened", &opened);
	if (!error)
		error = query_number(file, "SELECT count(*) FROM disc", &discs);
	if (!error && discs != 1)
		error = -EINVAL;
	file->was_clean = !opened;
	return error == -EINVAL
		       ? refused(file, problem, "the disc file is damaged: a row is missing")
		       : explained(file, problem, error);
}

static int open_data(struct disc_file *file, struct burnrig_problem *problem)
{
	char path[DISC_PATH_BYTES_MAX];
	int error = disc_path_beside(file->path, ".data", path);

	if (!error)
		error = file->place->open(
			file->place, path, file->read_only ? O_RDONLY : O_RDWR, &file->data);
	if (error == -ENOENT)
		return refused(
			file, problem, "its sectors are missing: there is no .data beside it");
	if (error)
		burnrig_problem_set(problem, path, 0, NULL, "cannot open the disc's sectors: %s",
			strerror(-error));
	return error;
}

/*
 * From here on commits go to a write-ahead log: one sync makes one durable, none is needed for one
 * that has to outlive only the process, and the database is never half written in either case.
 */
static int start_writing(struct disc_file *file)
{
	int error = disc_file_execute(file, "PRAGMA journal_mode = WAL");

	if (!error)
		error = disc_file_prepare(file);
	if (!error)
		error = disc_file_set_synchronous(file, false);
	if (!error)
		error = disc_file_set_opened(file, true);
	file->unsynced = true;
	return error;
}

/* Did the last writer leave a journal or a log that has to be brought back first? */
static int is_unfinished(struct disc_file *file, bool *ret_unfinished)
{
	char journal[DISC_PATH_BYTES_MAX], log[DISC_PATH_BYTES_MAX];
	uint8_t versions[2] = { 0 }; /* SQLite's file format, bytes 18 and 19: 2 with a log */
	struct store *store = NULL;
	int error = disc_path_beside(file->path, "-journal", journal);

	if (!error)
		error = disc_path_beside(file->path, "-wal", log);
	if (!error)
		error = file->place->open(file->place, file->path, O_RDONLY, &store);
	if (!error)
		error = store_read(store, 18, versions, sizeof versions);
	store_close(store);
	if (error)
		return error;
	*ret_unfinished = file->place->exists(file->place, journal) ||
			  file->place->exists(file->place, log) || versions[0] == 2 ||
			  versions[1] == 2;
	return 0;
}

static int end_log(struct disc_file *file)
{
	return disc_file_execute(file, "PRAGMA journal_mode = DELETE");
}

/* A reader of a disc whose writer died has to bring it to rest first, which is writing. */
static int recover(struct disc_file *file, struct burnrig_problem *problem)
{
	int error = disc_database_open(file, SQLITE_OPEN_READWRITE);

	error = error ? explained(file, problem, error) : check_marks(file, problem);
	if (!error)
		error = explained(file, problem, end_log(file));
	disc_database_close(file);
	if (error == -EACCES || error == -EROFS)
		burnrig_problem_set(problem, file->path, 0, NULL,
			"the disc was not closed, and cannot be recovered without writing: %s",
			strerror(-error));
	return error;
}

static int open_database(struct disc_file *file, struct burnrig_problem *problem)
{
	bool unfinished = false;
	int error = 0;

	if (file->read_only)
		error = explained(file, problem, is_unfinished(file, &unfinished));
	if (!error && unfinished)
		error = recover(file, problem);
	if (error)
		return error;
	error = disc_database_open(
		file, file->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
	return error ? explained(file, problem, error) : check_marks(file, problem);
}

static int open_all(struct disc_file *file, struct burnrig_problem *problem)
{
	int error = open_database(file, problem);

	if (!error)
		error = check_contents(file, problem);
	if (!error)
		error = read_rest(file, problem);
	if (!error)
		error = open_data(file, problem);
	if (!error && !file->read_only)
		error = explained(file, problem, start_writing(file));
	return error;
}

static void free_file(struct disc_file *file)
{
	store_close(file->data);
	disc_state_free(&file->held);
	free(file->medium_name);
	free(file->definition_text);
	free(file);
}

int disc_file_open(struct store_place *place, const char *path, bool read_only,
	struct disc_file **ret_file, struct burnrig_problem *problem)
{
	struct disc_file *file = calloc(1, sizeof *file);
	int error;

	if (!file)
		return -ENOMEM;
	file->place = place;
	file->read_only = read_only;
	error = disc_path_beside(path, "", file->path);
	error = error ? explained(file, problem, error) : open_all(file, problem);
	if (error) {
		disc_database_close(file);
		free_file(file);
		return error;
	}
	*ret_file = file;
	return 0;
}

const char *disc_file_medium_name(const struct disc_file *file)
{
	return file->medium_name;
}

const char *disc_file_definition_text(const struct disc_file *file)
{
	return file->definition_text;
}

bool disc_file_was_clean(const struct disc_file *file)
{
	return file->was_clean;
}

struct store *disc_file_data(struct disc_file *file)
{
	return file->data;
}

int disc_file_close(struct disc_file *file)
{
	int error = 0, close_error;

	if (!file)
		return 0;
	if (!file->read_only && !file->commit_failed) {
		error = store_sync(file->data);
		if (!error)
			error = disc_file_set_synchronous(file, true);
		if (!error)
			error = disc_file_set_opened(file, false);
		if (!error)
			error = end_log(file);
	}
	close_error = disc_database_close(file);
	free_file(file);
	return error ? error : close_error;
}
