/* SPDX-License-Identifier: MIT */
#include "emulator/store/disc_rows.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "emulator/store/disc_state.h"

#define FIRST_LBA (-45150) /* of a CD's lead-in; MMC-6 table of LBA to MSF */

enum column_type {
	COLUMN_BOOL,
	COLUMN_U8,
	COLUMN_U16,
	COLUMN_U32,
	COLUMN_I32,
	COLUMN_U64,
	COLUMN_ENUM,
};

struct column {
	const char *name;
	enum column_type type;
	size_t offset;
	int64_t min, max;
};

struct disc_row_kind {
	const char *table;
	const char *key;	      /* the one row's key, when no column is the key; else NULL */
	const struct column *columns; /* the first is the key when @key is NULL      */
	size_t column_count;
};

#define COLUMN(row, field, kind, low, high)                                            \
	{                                                                              \
		.name = #field, .type = (kind), .offset = offsetof(struct row, field), \
		.min = (low), .max = (high)                                            \
	}
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct column disc_columns[] = {
	COLUMN(disc_state, status, COLUMN_ENUM, 0, 3),
	COLUMN(disc_state, formatted_blocks, COLUMN_U32, 0, INT32_MAX),
	COLUMN(disc_state, spare_blocks, COLUMN_U32, 0, INT32_MAX),
	COLUMN(disc_state, format_type, COLUMN_U8, 0, 0x3f),
	COLUMN(disc_state, power_calibrations, COLUMN_U32, 0, UINT32_MAX),
	COLUMN(disc_state, disc_identification, COLUMN_U32, 0, UINT32_MAX),
	COLUMN(disc_state, layer_blocks, COLUMN_U32, 0, INT32_MAX),
	COLUMN(disc_state, write_protected, COLUMN_BOOL, 0, 1),
	COLUMN(disc_state, recorded_at, COLUMN_U64, 0, INT64_C(99991231235959)),
	COLUMN(disc_state, jump_interval_blocks, COLUMN_U32, 0, INT32_MAX),
	COLUMN(disc_state, jump_last_lba, COLUMN_U32, 0, INT32_MAX),
	COLUMN(disc_state, jump_next_lba, COLUMN_U32, 0, INT32_MAX),
	COLUMN(disc_state, write_count, COLUMN_U64, 0, INT64_MAX),
};

static const struct column session_columns[] = {
	COLUMN(disc_session, number, COLUMN_U16, 1, UINT16_MAX),
	COLUMN(disc_session, status, COLUMN_ENUM, 0, 3),
	COLUMN(disc_session, type, COLUMN_U8, 0, UINT8_MAX),
	COLUMN(disc_session, lead_out_lba, COLUMN_I32, FIRST_LBA, INT32_MAX),
};

static const struct column track_columns[] = {
	COLUMN(disc_track, number, COLUMN_U16, 1, UINT16_MAX),
	COLUMN(disc_track, session, COLUMN_U16, 1, UINT16_MAX),
	COLUMN(disc_track, start_lba, COLUMN_I32, FIRST_LBA, INT32_MAX),
	COLUMN(disc_track, size_blocks, COLUMN_U32, 0, INT32_MAX),
	COLUMN(disc_track, next_writable_lba, COLUMN_I32, FIRST_LBA, INT32_MAX),
	COLUMN(disc_track, recorded_blocks, COLUMN_U32, 0, INT32_MAX),
	COLUMN(disc_track, closed, COLUMN_BOOL, 0, 1),
	COLUMN(disc_track, reserved, COLUMN_BOOL, 0, 1),
	COLUMN(disc_track, damaged, COLUMN_BOOL, 0, 1),
	COLUMN(disc_track, packet, COLUMN_BOOL, 0, 1),
	COLUMN(disc_track, fixed_packet, COLUMN_BOOL, 0, 1),
	COLUMN(disc_track, copy, COLUMN_BOOL, 0, 1),
	COLUMN(disc_track, control, COLUMN_U8, 0, 0x0f),
	COLUMN(disc_track, data_mode, COLUMN_U8, 0, 0x0f),
	COLUMN(disc_track, data_block_type, COLUMN_U8, 0, 0x0f),
	COLUMN(disc_track, packet_blocks, COLUMN_U16, 0, UINT16_MAX),
	COLUMN(disc_track, pre_gap_blocks, COLUMN_U32, 0, INT32_MAX),
};

const struct disc_row_kind disc_rows_disc = { "disc", "1", disc_columns, COUNT(disc_columns) };
const struct disc_row_kind disc_rows_session = { "session", NULL, session_columns,
	COUNT(session_columns) };
const struct disc_row_kind disc_rows_track = { "track", NULL, track_columns, COUNT(track_columns) };

/* The tables that mirror no struct. */
static const char *const other_tables[] = {
	"CREATE TABLE medium("
	"id INTEGER PRIMARY KEY CHECK(id = 1), "
	"name TEXT NOT NULL, "
	"definition TEXT NOT NULL) STRICT",
	"CREATE TABLE opened("
	"id INTEGER PRIMARY KEY CHECK(id = 1), "
	"for_writing INTEGER NOT NULL CHECK(for_writing BETWEEN 0 AND 1)) STRICT",
	"CREATE TABLE block_map("
	"chunk INTEGER PRIMARY KEY CHECK(chunk BETWEEN 0 AND 1048575), "
	"states BLOB NOT NULL CHECK(length(states) = 1024)) STRICT",
};

/* Text made in pieces in a buffer that the lists above are known to fit in. */
struct text {
	char *out;
	size_t bytes;
};

__attribute__((format(printf, 2, 3))) static void add(struct text *text, const char *format, ...)
{
	va_list arguments;
	int more;

	va_start(arguments, format);
	more = vsnprintf(
		text->out + text->bytes, DISC_SQL_BYTES_MAX - text->bytes, format, arguments);
	va_end(arguments);
	assert(more >= 0 && (size_t)more < DISC_SQL_BYTES_MAX - text->bytes);
	text->bytes += (size_t)more;
}

static const char *sql_create(const struct disc_row_kind *kind, char *out)
{
	struct text text = { .out = out };

	add(&text, "CREATE TABLE %s(", kind->table);
	if (kind->key)
		add(&text, "id INTEGER PRIMARY KEY CHECK(id = %s), ", kind->key);
	for (size_t i = 0; i < kind->column_count; i++) {
		const struct column *column = &kind->columns[i];

		add(&text, "%s%s INTEGER %s CHECK(%s BETWEEN %lld AND %lld)", i ? ", " : "",
			column->name, i || kind->key ? "NOT NULL" : "PRIMARY KEY", column->name,
			(long long)column->min, (long long)column->max);
	}
	add(&text, ") STRICT");
	return out;
}

static void add_names(struct text *text, const struct disc_row_kind *kind)
{
	for (size_t i = 0; i < kind->column_count; i++)
		add(text, "%s%s", i ? ", " : "", kind->columns[i].name);
}

const char *disc_rows_sql_replace(const struct disc_row_kind *kind, char *out)
{
	struct text text = { .out = out };

	add(&text, "INSERT OR REPLACE INTO %s(%s", kind->table, kind->key ? "id, " : "");
	add_names(&text, kind);
	add(&text, ") VALUES(");
	if (kind->key)
		add(&text, "%s, ", kind->key);
	for (size_t i = 0; i < kind->column_count; i++)
		add(&text, "%s?%zu", i ? ", " : "", i + 1);
	add(&text, ")");
	return out;
}

const char *disc_rows_sql_select(const struct disc_row_kind *kind, char *out)
{
	struct text text = { .out = out };

	add(&text, "SELECT ");
	add_names(&text, kind);
	add(&text, " FROM %s ORDER BY rowid", kind->table);
	return out;
}

static int64_t get_value(const struct column *column, const void *row)
{
	const uint8_t *field = (const uint8_t *)row + column->offset;

	switch (column->type) {
	case COLUMN_BOOL:
		return *(const bool *)field;
	case COLUMN_U8:
		return *field;
	case COLUMN_U16:
		return *(const uint16_t *)(const void *)field;
	case COLUMN_U32:
		return *(const uint32_t *)(const void *)field;
	case COLUMN_I32:
		return *(const int32_t *)(const void *)field;
	case COLUMN_U64:
		return (int64_t) * (const uint64_t *)(const void *)field;
	case COLUMN_ENUM:
		return (int64_t) * (const unsigned *)(const void *)field;
	}
	return 0;
}

/* @value is in the column's range, which is within its type's. */
static void set_value(const struct column *column, void *row, int64_t value)
{
	void *field = (uint8_t *)row + column->offset;

	switch (column->type) {
	case COLUMN_BOOL:
		*(bool *)field = value != 0;
		break;
	case COLUMN_U8:
		*(uint8_t *)field = (uint8_t)value;
		break;
	case COLUMN_U16:
		*(uint16_t *)field = (uint16_t)value;
		break;
	case COLUMN_U32:
		*(uint32_t *)field = (uint32_t)value;
		break;
	case COLUMN_I32:
		*(int32_t *)field = (int32_t)value;
		break;
	case COLUMN_U64:
		*(uint64_t *)field = (uint64_t)value;
		break;
	case COLUMN_ENUM:
		*(unsigned *)field = (unsigned)value;
		break;
	}
}

int disc_rows_bind(const struct disc_row_kind *kind, sqlite3_stmt *statement, const void *row)
{
	for (size_t i = 0; i < kind->column_count; i++) {
		const int result = sqlite3_bind_int64(
			statement, (int)i + 1, get_value(&kind->columns[i], row));

		if (result != SQLITE_OK)
			return result;
	}
	return SQLITE_OK;
}

const char *disc_rows_read(const struct disc_row_kind *kind, sqlite3_stmt *statement, void *ret_row)
{
	for (size_t i = 0; i < kind->column_count; i++) {
		const struct column *column = &kind->columns[i];
		const int64_t value = sqlite3_column_int64(statement, (int)i);

		if (sqlite3_column_type(statement, (int)i) != SQLITE_INTEGER ||
			value < column->min || value > column->max)
			return column->name;
		set_value(column, ret_row, value);
	}
	return NULL;
}

bool disc_rows_equal(const struct disc_row_kind *kind, const void *a, const void *b)
{
	for (size_t i = 0; i < kind->column_count; i++)
		if (get_value(&kind->columns[i], a) != get_value(&kind->columns[i], b))
			return false;
	return true;
}

#define TABLE_COUNT (3 + COUNT(other_tables))

/* The @index-th table's SQL; @out is room for one that is made. */
static const char *table_sql(size_t index, char *out)
{
	static const struct disc_row_kind *const kinds[] = { &disc_rows_disc, &disc_rows_session,
		&disc_rows_track };

	return index < COUNT(kinds) ? sql_create(kinds[index], out)
				    : other_tables[index - COUNT(kinds)];
}

int disc_schema_create(sqlite3 *database)
{
	char sql[DISC_SQL_BYTES_MAX];
	int result = SQLITE_OK;

	for (size_t i = 0; i < TABLE_COUNT && result == SQLITE_OK; i++)
		result = sqlite3_exec(database, table_sql(i, sql), NULL, NULL, NULL);
	return result;
}

int disc_schema_check(sqlite3 *database, bool *ret_same)
{
	char sql[DISC_SQL_BYTES_MAX];
	sqlite3_stmt *statement = NULL;
	bool same = true;
	size_t rows = 0;
	int result = sqlite3_prepare_v2(
		database, "SELECT sql FROM sqlite_schema ORDER BY rowid", -1, &statement, NULL);

	while (result == SQLITE_OK && (result = sqlite3_step(statement)) == SQLITE_ROW) {
		const char *text = (const char *)sqlite3_column_text(statement, 0);

		if (rows >= TABLE_COUNT || !text || strcmp(text, table_sql(rows, sql)) != 0)
			same = false;
		rows++;
		result = SQLITE_OK;
	}
	sqlite3_finalize(statement);
	if (result != SQLITE_DONE)
		return result;
	*ret_same = same && rows == TABLE_COUNT;
	return SQLITE_OK;
}
