/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emulator/store/disc_file_inner.h"
#include "emulator/store/disc_rows.h"

static int put_medium(struct disc_file *file, const struct disc_file_setup *setup)
{
	sqlite3_stmt *statement = NULL;
	int result = sqlite3_prepare_v2(file->database,
		"INSERT INTO medium(id, name, definition) VALUES(1, ?1, ?2)", -1, &statement, NULL);

	if (result == SQLITE_OK)
		result = sqlite3_bind_text(statement, 1, setup->medium_name, -1, SQLITE_STATIC);
	if (result == SQLITE_OK)
		result = sqlite3_bind_text(statement, 2, setup->definition_text, -1, SQLITE_STATIC);
	if (result == SQLITE_OK)
		result = sqlite3_step(statement);
	sqlite3_finalize(statement);
	return disc_file_error(file, result);
}

/* The whole database in one transaction: a crash leaves a disc or a file that is none. */
static int fill_database(struct disc_file *file, const struct disc_file_setup *setup)
{
	char marks[128];
	int error;

	snprintf(marks, sizeof marks, "PRAGMA application_id = %d; PRAGMA user_version = %d",
		DISC_FILE_APPLICATION_ID, DISC_FILE_VERSION);
	error = disc_file_execute(file, "BEGIN IMMEDIATE");
	if (!error)
		error = disc_file_execute(file, marks);
	if (!error)
		error = disc_file_error(file, disc_schema_create(file->database));
	if (!error)
		error = disc_file_prepare(file);
	if (!error)
		error = put_medium(file, setup);
	if (!error)
		error = disc_file_set_opened(file, false);
	if (!error)
		error = disc_file_write_rows(file, setup->state, setup->map);
	return error ? error : disc_file_run(file, STATEMENT_COMMIT);
}

static int create_database(struct disc_file *file, const struct disc_file_setup *setup)
{
	int error = disc_database_open(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
	int close_error;

	if (!error)
		error = fill_database(file, setup);
	close_error = disc_database_close(file);
	return error ? error : close_error;
}

/* Removes what a failed creation left: the files it made, and what SQLite puts beside them. */
static void remove_files(struct store_place *place, const char *path, bool database)
{
	static const char *const endings[] = { ".data", "", "-journal", "-wal" };
	char beside[DISC_PATH_BYTES_MAX];

	for (size_t i = 0; i < (database ? 4 : 1); i++)
		if (disc_path_beside(path, endings[i], beside) == 0 && place->exists(place, beside))
			place->remove(place, beside);
}

static int create_data(struct store_place *place, const char *data_path)
{
	struct store *data = NULL;
	int error = place->open(place, data_path, O_RDWR | O_CREAT | O_EXCL, &data);

	if (!error)
		error = store_sync(data);
	store_close(data);
	return error;
}

static int create_both(
	struct disc_file *file, const char *data_path, const struct disc_file_setup *setup)
{
	int error;
	bool database = false;

	if (file->place->exists(file->place, file->path) ||
		file->place->exists(file->place, data_path))
		return -EEXIST;
	error = create_data(file->place, data_path);
	if (error == -EEXIST)
		return error;
	if (!error) {
		error = create_database(file, setup);
		database = error != -EEXIST; /* made by another meanwhile: not ours to remove */
	}
	if (error)
		remove_files(file->place, file->path, database);
	return error;
}

int disc_file_create(struct store_place *place, const char *path,
	const struct disc_file_setup *setup, struct burnrig_problem *problem)
{
	struct disc_file *file = calloc(1, sizeof *file);
	char data_path[DISC_PATH_BYTES_MAX];
	int error;

	if (!file)
		return -ENOMEM;
	file->place = place;
	error = disc_path_beside(path, ".data", data_path);
	if (!error)
		error = disc_path_beside(path, "", file->path);
	if (!error)
		error = create_both(file, data_path, setup);
	if (error)
		burnrig_problem_set(problem, path, 0, NULL, "cannot create the disc: %s",
			error == -EEXIST ? "it or its .data exists already" : strerror(-error));
	disc_state_free(&file->held);
	free(file);
	return error;
}
