/* SPDX-License-Identifier: MIT */
/* A disc's state and block map: out of the database and into it. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "emulator/store/block_map.h"
#include "emulator/store/disc_file_inner.h"
#include "emulator/store/disc_rows.h"

/* ---- load ---- */

static int damaged(const struct disc_file *file, struct burnrig_problem *problem,
	const char *column, const char *what)
{
	burnrig_problem_set(problem, file->path, 0, column, "the disc file is damaged: %s", what);
	return -EINVAL;
}

/* What became of a SELECT: @result of its last step, @error of a row. */
static int finish_select(struct disc_file *file, sqlite3_stmt *statement, int result, int error,
	struct burnrig_problem *problem)
{
	const int sql_error = disc_file_error(file, result);

	sqlite3_finalize(statement);
	if (error || !sql_error)
		return error;
	burnrig_problem_set(problem, file->path, 0, NULL, "cannot read the disc file: %s",
		sql_error == -EINVAL ? "it is damaged" : strerror(-sql_error));
	return sql_error;
}

/* Adds one row to the state. 0 or negative errno. */
typedef int row_function(const struct disc_file *file, sqlite3_stmt *row, struct disc_state *state,
	struct burnrig_problem *problem);

static int load_rows(struct disc_file *file, const struct disc_row_kind *kind, row_function *add,
	struct disc_state *state, struct burnrig_problem *problem)
{
	char sql[DISC_SQL_BYTES_MAX];
	sqlite3_stmt *statement = NULL;
	int error = 0;
	int result = sqlite3_prepare_v2(
		file->database, disc_rows_sql_select(kind, sql), -1, &statement, NULL);

	if (result == SQLITE_OK)
		result = sqlite3_step(statement);
	while (result == SQLITE_ROW && !error) {
		error = add(file, statement, state, problem);
		if (!error)
			result = sqlite3_step(statement);
	}
	return finish_select(file, statement, result, error, problem);
}

static int add_disc(const struct disc_file *file, sqlite3_stmt *row, struct disc_state *state,
	struct burnrig_problem *problem)
{
	const char *bad = disc_rows_read(&disc_rows_disc, row, state);

	return bad ? damaged(file, problem, bad, "a value of the disc is out of its range") : 0;
}

static int add_session(const struct disc_file *file, sqlite3_stmt *row, struct disc_state *state,
	struct burnrig_problem *problem)
{
	struct disc_session *session = disc_state_add_session(state);
	const char *bad;

	if (!session)
		return -ENOMEM;
	bad = disc_rows_read(&disc_rows_session, row, session);
	if (!bad && (unsigned)session->status == 2)
		bad = "status"; /* reserved, MMC-6 READ DISC INFORMATION */
	return bad ? damaged(file, problem, bad, "a value of a session is out of its range") : 0;
}

static int add_track(const struct disc_file *file, sqlite3_stmt *row, struct disc_state *state,
	struct burnrig_problem *problem)
{
	struct disc_track *track = disc_state_add_track(state);
	const char *bad;

	if (!track)
		return -ENOMEM;
	bad = disc_rows_read(&disc_rows_track, row, track);
	if (bad)
		return damaged(file, problem, bad, "a value of a track is out of its range");
	if ((int64_t)track->start_lba + track->size_blocks > INT32_MAX)
		return damaged(file, problem, "size_blocks", "a track ends beyond all addresses");
	if (track->recorded_blocks > track->size_blocks)
		return damaged(
			file, problem, "recorded_blocks", "a track holds more than its size");
	return 0;
}

/* Every track lies in a session that is there, and sessions follow each other. */
static bool tracks_fit_sessions(const struct disc_state *state)
{
	unsigned session = 0;

	for (unsigned i = 0; i < state->track_count; i++) {
		while (session < state->session_count &&
			state->sessions[session].number < state->tracks[i].session)
			session++;
		if (session == state->session_count ||
			state->sessions[session].number != state->tracks[i].session)
			return false;
	}
	return true;
}

static int load_state(
	struct disc_file *file, struct disc_state *state, struct burnrig_problem *problem)
{
	int error = load_rows(file, &disc_rows_disc, add_disc, state, problem);

	if (!error)
		error = load_rows(file, &disc_rows_session, add_session, state, problem);
	if (!error)
		error = load_rows(file, &disc_rows_track, add_track, state, problem);
	if (!error && !tracks_fit_sessions(state))
		error = damaged(file, problem, "session", "a track is in no session");
	return error;
}

static int load_chunk(const struct disc_file *file, sqlite3_stmt *row, struct block_map *map,
	struct burnrig_problem *problem)
{
	const sqlite3_int64 chunk = sqlite3_column_int64(row, 0);
	const void *bytes = sqlite3_column_blob(row, 1);

	if (!bytes || sqlite3_column_bytes(row, 1) != BLOCK_MAP_CHUNK_BYTES || chunk < 0 ||
		chunk >= block_map_chunks(map) || !block_map_load(map, (uint32_t)chunk, bytes))
		return damaged(file, problem, "states", "the block map does not fit the medium");
	return 0;
}

static int load_map(struct disc_file *file, struct block_map *map, struct burnrig_problem *problem)
{
	sqlite3_stmt *statement = NULL;
	int error = 0;
	int result = sqlite3_prepare_v2(
		file->database, "SELECT chunk, states FROM block_map", -1, &statement, NULL);

	if (result == SQLITE_OK)
		result = sqlite3_step(statement);
	while (result == SQLITE_ROW && !error) {
		error = load_chunk(file, statement, map, problem);
		if (!error)
			result = sqlite3_step(statement);
	}
	return finish_select(file, statement, result, error, problem);
}

/* Room for all elements of @state in @held, so that taking it over cannot fail. */
static int make_room(struct disc_state *held, const struct disc_state *state)
{
	if (held->session_room < state->session_count) {
		void *sessions =
			realloc(held->sessions, state->session_count * sizeof *held->sessions);

		if (!sessions)
			return -ENOMEM;
		held->sessions = sessions;
		held->session_room = state->session_count;
	}
	if (held->track_room < state->track_count) {
		void *tracks = realloc(held->tracks, state->track_count * sizeof *held->tracks);

		if (!tracks)
			return -ENOMEM;
		held->tracks = tracks;
		held->track_room = state->track_count;
	}
	return 0;
}

/* After make_room: @held becomes a copy of @state. */
static void take_over(struct disc_state *held, const struct disc_state *state)
{
	struct disc_state copy = *state;

	copy.sessions = held->sessions;
	copy.session_room = held->session_room;
	copy.tracks = held->tracks;
	copy.track_room = held->track_room;
	if (state->session_count)
		memcpy(copy.sessions, state->sessions,
			state->session_count * sizeof *copy.sessions);
	if (state->track_count)
		memcpy(copy.tracks, state->tracks, state->track_count * sizeof *copy.tracks);
	*held = copy;
}

int disc_file_load(struct disc_file *file, uint32_t units, struct disc_state *ret_state,
	struct block_map **ret_map, struct burnrig_problem *problem)
{
	struct disc_state state = { .status = DISC_EMPTY };
	struct block_map *map = block_map_create(units);
	int error = map ? 0 : -ENOMEM;

	if (!error)
		error = load_state(file, &state, problem);
	if (!error)
		error = load_map(file, map, problem);
	if (!error)
		error = make_room(&file->held, &state);
	if (error == -ENOMEM)
		burnrig_problem_set(problem, file->path, 0, NULL, "no memory for the disc");
	if (error) {
		disc_state_free(&state);
		block_map_free(map);
		return error;
	}
	take_over(&file->held, &state);
	file->held_known = true;
	*ret_state = state;
	*ret_map = map;
	return 0;
}

/* ---- commit ---- */

static int put_row(struct disc_file *file, const struct disc_row_kind *kind,
	enum disc_statement statement, const void *row)
{
	const int result = disc_rows_bind(kind, file->statements[statement], row);

	return result == SQLITE_OK ? disc_file_run(file, statement) : disc_file_error(file, result);
}

/* Do the numbers of the rows held reappear in the same places? Then rows can be replaced one by
 * one. */
static bool sessions_continue(const struct disc_state *held, const struct disc_state *state)
{
	if (held->session_count > state->session_count)
		return false;
	for (unsigned i = 0; i < held->session_count; i++)
		if (held->sessions[i].number != state->sessions[i].number)
			return false;
	return true;
}

static bool tracks_continue(const struct disc_state *held, const struct disc_state *state)
{
	if (held->track_count > state->track_count)
		return false;
	for (unsigned i = 0; i < held->track_count; i++)
		if (held->tracks[i].number != state->tracks[i].number)
			return false;
	return true;
}

static int write_sessions(struct disc_file *file, const struct disc_state *state)
{
	const struct disc_state *held = &file->held;
	const bool goes_on = file->held_known && sessions_continue(held, state);
	int error = goes_on ? 0 : disc_file_run(file, STATEMENT_DROP_SESSIONS);

	for (unsigned i = 0; i < state->session_count && !error; i++) {
		const struct disc_session *session = &state->sessions[i];

		if (goes_on && i < held->session_count &&
			disc_rows_equal(&disc_rows_session, session, &held->sessions[i]))
			continue;
		error = put_row(file, &disc_rows_session, STATEMENT_PUT_SESSION, session);
	}
	return error;
}

static int write_tracks(struct disc_file *file, const struct disc_state *state)
{
	const struct disc_state *held = &file->held;
	const bool goes_on = file->held_known && tracks_continue(held, state);
	int error = goes_on ? 0 : disc_file_run(file, STATEMENT_DROP_TRACKS);

	for (unsigned i = 0; i < state->track_count && !error; i++) {
		const struct disc_track *track = &state->tracks[i];

		if (goes_on && i < held->track_count &&
			disc_rows_equal(&disc_rows_track, track, &held->tracks[i]))
			continue;
		error = put_row(file, &disc_rows_track, STATEMENT_PUT_TRACK, track);
	}
	return error;
}

static int write_chunk(struct disc_file *file, const struct block_map *map, uint32_t chunk)
{
	sqlite3_stmt *statement = file->statements[STATEMENT_PUT_CHUNK];
	uint8_t bytes[BLOCK_MAP_CHUNK_BYTES];
	int result = sqlite3_bind_int64(statement, 1, chunk);
	int error;

	block_map_save(map, chunk, bytes);
	if (result == SQLITE_OK)
		result = sqlite3_bind_blob(statement, 2, bytes, sizeof bytes, SQLITE_STATIC);
	error = result == SQLITE_OK ? disc_file_run(file, STATEMENT_PUT_CHUNK)
				    : disc_file_error(file, result);
	sqlite3_clear_bindings(statement);
	return error;
}

int disc_file_write_rows(
	struct disc_file *file, const struct disc_state *state, const struct block_map *map)
{
	int error = put_row(file, &disc_rows_disc, STATEMENT_PUT_DISC, state);

	if (!error)
		error = write_sessions(file, state);
	if (!error)
		error = write_tracks(file, state);
	for (uint32_t chunk = 0; chunk < block_map_chunks(map) && !error; chunk++)
		if (block_map_is_dirty(map, chunk))
			error = write_chunk(file, map, chunk);
	return error;
}

/* How often the disc was written to is worth no transaction of its own: rewriting what is written changes
 * nothing else, and only who asks for a durable commit has it counted. */
static bool disc_differs(
	const struct disc_state *held, const struct disc_state *state, bool durable)
{
	struct disc_state told = *state;

	if (!durable)
		told.write_count = held->write_count;
	return !disc_rows_equal(&disc_rows_disc, held, &told);
}

static bool anything_differs(const struct disc_file *file, const struct disc_state *state,
	const struct block_map *map, bool durable)
{
	const struct disc_state *held = &file->held;

	if (!file->held_known || held->session_count != state->session_count ||
		held->track_count != state->track_count || disc_differs(held, state, durable))
		return true;
	for (unsigned i = 0; i < state->session_count; i++)
		if (!disc_rows_equal(&disc_rows_session, &held->sessions[i], &state->sessions[i]))
			return true;
	for (unsigned i = 0; i < state->track_count; i++)
		if (!disc_rows_equal(&disc_rows_track, &held->tracks[i], &state->tracks[i]))
			return true;
	for (uint32_t chunk = 0; chunk < block_map_chunks(map); chunk++)
		if (block_map_is_dirty(map, chunk))
			return true;
	return false;
}

static int write_transaction(
	struct disc_file *file, const struct disc_state *state, const struct block_map *map)
{
	int error = disc_file_run(file, STATEMENT_BEGIN);

	if (error)
		return error;
	error = disc_file_write_rows(file, state, map);
	if (!error)
		error = disc_file_run(file, STATEMENT_COMMIT);
	/* Some failures have rolled back by themselves already. */
	if (error && !sqlite3_get_autocommit(file->database))
		disc_file_run(file, STATEMENT_ROLLBACK);
	return error;
}

static int commit_database(
	struct disc_file *file, const struct disc_state *state, struct block_map *map, bool durable)
{
	int error = disc_file_set_synchronous(file, durable);

	if (!error)
		error = make_room(&file->held, state);
	if (!error)
		error = write_transaction(file, state, map);
	if (error)
		return error;
	take_over(&file->held, state);
	file->held_known = true;
	file->unsynced = !durable;
	for (uint32_t chunk = 0; chunk < block_map_chunks(map); chunk++)
		block_map_clean(map, chunk);
	return 0;
}

int disc_file_commit(
	struct disc_file *file, const struct disc_state *state, struct block_map *map, bool durable)
{
	int error = 0;

	if (file->read_only)
		return -EROFS;
	if (durable)
		error = store_sync(file->data);
	/* A durable commit of nothing new still has to make the ones before it durable. */
	if (!error && (anything_differs(file, state, map, durable) || (durable && file->unsynced)))
		error = commit_database(file, state, map, durable);
	file->commit_failed = error != 0;
	return error;
}
