/* SPDX-License-Identifier: MIT */
/*
 * settings.h: a text of `key = value` lines and sections read into a struct by a table of fields.
 *
 * libconfuse splits the text; it keeps every value as it was written together with its line, and the
 * functions of the table give it its type, so that each complaint can name file, line and key.
 */
#ifndef CONFIG_SETTINGS_H
#define CONFIG_SETTINGS_H

#include <confuse.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "burnrig/problem.h"

#define SETTINGS_TEXT_BYTES_MAX (64u << 10)
#define SETTINGS_FIELDS_MAX	48
#define SETTINGS_SECTIONS_MAX	4

struct setting { /* one value, as written */
	unsigned line;
	char text[];
};

struct settings_reader {
	const char *file;
	struct burnrig_problem *problem; /* may be NULL */
};

struct settings_field;

/* Reads @count values (one, unless the field is a list; never none) into @object.
 * Returns 0, or -EINVAL by settings_refuse. */
typedef int settings_function(const struct settings_reader *reader,
	const struct settings_field *field, const struct setting *const *values, unsigned count,
	void *object);

struct settings_field {
	const char *name; /* NULL ends a table */
	settings_function *read;
	size_t offset, bytes; /* of the member                               */
	uint32_t min, max;    /* numbers: smallest and largest; texts: longest */
	bool list, optional;
};

/* A member of a struct, for a row of a table. */
#define SETTINGS_MEMBER(type, member) \
	.offset = offsetof(type, member), .bytes = sizeof(((type *)NULL)->member)

/* A kind of sections a text may have besides its keys: SECTION TITLE { … }, any number of them. */
struct settings_section {
	const char *name; /* NULL ends a table */
	const struct settings_field *fields;
};

/*
 * settings_parse: split @text by @fields and the table @sections (NULL when there are none).
 * Returns 0 and *ret_root, to be freed with settings_free; -EINVAL with the reader's problem set; -ENOMEM.
 */
int settings_parse(const struct settings_reader *reader, const char *text,
	const struct settings_field *fields, const struct settings_section *sections,
	cfg_t **ret_root);

/* settings_free: of what settings_parse made. libconfuse gives its scanner's state back here, so this holds the
 * same lock as the scanning: several threads read definitions. */
void settings_free(cfg_t *root);

/* settings_read: read all of @fields from @part (the root or a section) into @object. A field that is
 * not there is refused unless it is optional; then the member stays as it was. */
int settings_read(const struct settings_reader *reader, cfg_t *part,
	const struct settings_field *fields, void *object);

/* settings_refuse: fill the problem, return -EINVAL. */
int settings_refuse(const struct settings_reader *reader, unsigned line, const char *field,
	const char *text, ...) __attribute__((format(printf, 4, 5)));

/* Functions for tables. Number: decimal, uint32_t or uint8_t by the member's size. Text: printable
 * ASCII, 1..max characters, in a char array one longer at least. Yes or no: a bool. */
settings_function settings_read_number, settings_read_text, settings_read_yes_no;

/* settings_number: the digits of @text as a number, all of them and nothing else; false otherwise or
 * when above UINT32_MAX. */
bool settings_number(const char *text, uint32_t *ret_number);

/* settings_range: "N", or "FIRST-LAST" that does not fall; false otherwise. */
bool settings_range(const char *text, uint32_t *ret_first, uint32_t *ret_last);

#endif
