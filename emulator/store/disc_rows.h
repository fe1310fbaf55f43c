/* SPDX-License-Identifier: MIT */
/*
 * disc_rows.h: the tables of a disc file and how plain structs become their rows. One list of
 * columns makes the SQL, the values written, and the range that every value read must be in.
 */
#ifndef STORE_DISC_ROWS_H
#define STORE_DISC_ROWS_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DISC_SQL_BYTES_MAX 2048

/* A kind of row that mirrors a struct. */
struct disc_row_kind;
extern const struct disc_row_kind disc_rows_disc; /* struct disc_state, its plain fields; one row */
extern const struct disc_row_kind disc_rows_session; /* struct disc_session */
extern const struct disc_row_kind disc_rows_track;   /* struct disc_track   */

/* disc_rows_sql_replace, _sql_select: into @out of DISC_SQL_BYTES_MAX; returns @out. */
const char *disc_rows_sql_replace(const struct disc_row_kind *kind, char *out);
const char *disc_rows_sql_select(const struct disc_row_kind *kind, char *out);

/* disc_rows_bind: the values of @row to a statement of disc_rows_sql_replace. SQLite's result code.
 */
int disc_rows_bind(const struct disc_row_kind *kind, sqlite3_stmt *statement, const void *row);

/*
 * disc_rows_read: the current row of a statement of disc_rows_sql_select into @ret_row.
 * Returns NULL, or the name of the first column whose value is none or out of its range.
 */
const char *disc_rows_read(
	const struct disc_row_kind *kind, sqlite3_stmt *statement, void *ret_row);

/* disc_rows_equal: do two rows have the same values? */
bool disc_rows_equal(const struct disc_row_kind *kind, const void *a, const void *b);

/*
 * disc_schema_create: all tables, in the transaction of the caller.
 * disc_schema_check: are the tables exactly those that _create makes, and nothing else? SQLITE_OK
 * and *ret_same, or what SQLite said.
 */
int disc_schema_create(sqlite3 *database);
int disc_schema_check(sqlite3 *database, bool *ret_same);

#endif
