/* SPDX-License-Identifier: MIT */
/*
 * settings.c: the only user of libconfuse. Its scanner has one state for the whole process and its
 * error function gets no pointer of ours, so one text is split at a time, under a lock.
 */
#include "emulator/config/settings.h"

#include <errno.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Set in an option's flags when it has got a value; libconfuse uses the low half. */
#define SEEN (1 << 24)

static pthread_mutex_t scanner_lock = PTHREAD_MUTEX_INITIALIZER;
static const struct settings_reader *scanner_reader; /* under the lock */
static bool scanner_complained;			     /* under the lock */

int settings_refuse(const struct settings_reader *reader, unsigned line, const char *field,
	const char *text, ...)
{
	char sentence[sizeof(reader->problem->text)];
	va_list arguments;

	va_start(arguments, text);
	vsnprintf(sentence, sizeof(sentence), text, arguments);
	va_end(arguments);
	burnrig_problem_set(reader->problem, reader->file, line, field, "%s", sentence);
	return -EINVAL;
}

/* libconfuse's complaints; what comes after the first is a consequence of it. */
static void __attribute__((format(printf, 2, 0)))
complain(cfg_t *cfg, const char *format, va_list arguments)
{
	static const char unknown[] = "no such option '%s'";
	char sentence[256];

	if (scanner_complained)
		return;
	scanner_complained = true;
	vsnprintf(sentence, sizeof(sentence), format, arguments);
	if (strcmp(format, unknown) == 0) {
		sentence[strlen(sentence) - 1] = '\0';
		settings_refuse(scanner_reader, (unsigned)cfg->line,
			sentence + strcspn(unknown, "%"), "unknown key");
	} else {
		settings_refuse(scanner_reader, (unsigned)cfg->line, NULL, "%s", sentence);
	}
}

static int keep_value(cfg_t *cfg, cfg_opt_t *option, const char *text, void *ret_value)
{
	size_t bytes = strlen(text) + 1;
	struct setting *setting;

	/* a list's first value, or a lone value, for an option that has had one */
	if ((option->flags & SEEN) && option->nvalues <= 1) {
		if (!scanner_complained)
			settings_refuse(
				scanner_reader, (unsigned)cfg->line, option->name, "given twice");
		scanner_complained = true;
		return -1;
	}
	option->flags |= SEEN;
	setting = malloc(sizeof(*setting) + bytes);
	if (!setting)
		return -1;
	setting->line = (unsigned)cfg->line;
	memcpy(setting->text, text, bytes);
	*(struct setting **)ret_value = setting;
	return 0;
}

/* @options: room for SETTINGS_FIELDS_MAX + 1. Returns how many were made. */
static unsigned make_options(cfg_opt_t *options, const struct settings_field *fields)
{
	unsigned count = 0;

	for (; fields[count].name && count < SETTINGS_FIELDS_MAX; count++) {
		const struct settings_field *field = &fields[count];
		cfg_opt_t one = CFG_PTR_CB(field->name, NULL, CFGF_NODEFAULT, keep_value, free);
		cfg_opt_t list =
			CFG_PTR_LIST_CB(field->name, NULL, CFGF_NODEFAULT, keep_value, free);

		options[count] = field->list ? list : one;
	}
	options[count] = (cfg_opt_t)CFG_END();
	return count;
}

static unsigned line_of(const char *text, const char *place)
{
	unsigned line = 1;

	for (; text < place; text++)
		line += *text == '\n';
	return line;
}

/* What begins at @c and ends at its own sign: a quoted string or a comment. Returns its length, or 0
 * when there is none; *ret_end is false when the text ends first. */
static size_t span_length(const char *c, bool *ret_end)
{
	const char *end = NULL;

	*ret_end = true;
	if (c[0] == '#' || (c[0] == '/' && c[1] == '/'))
		return strcspn(c, "\n");
	if (c[0] == '/' && c[1] == '*') {
		end = strstr(c + 2, "*/");
		*ret_end = end != NULL;
		return end ? (size_t)(end - c) + 2 : strlen(c);
	}
	if (c[0] != '"' && c[0] != '\'')
		return 0;
	for (end = c + 1; *end && *end != *c; end++)
		if (end[0] == '\\' && end[1])
			end++;
	*ret_end = *end != '\0';
	return (size_t)(end - c) + *ret_end;
}

static void blank(char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (text[i] != '\n')
			text[i] = ' ';
}

/*
 * Make @text fit for libconfuse 3.3, which counts the lines of comments wrongly (two too many for
 * each of the # kind), so that every complaint after one would point to a wrong line: comments
 * become blanks. It also ends quietly in an open comment, string or section; that is refused here,
 * as are values from the environment: the same disc must not be another one elsewhere.
 */
static int prepare_text(const struct settings_reader *reader, char *text)
{
	const char *open_place = strstr(text, "${"), *open_what = NULL;
	size_t length;
	unsigned depth = 0;

	if (open_place)
		return settings_refuse(reader, line_of(text, open_place), NULL,
			"${...} (a value from the environment) is not allowed");
	for (char *c = text; *c && !open_what; c += length ? length : 1) {
		bool ended;

		length = span_length(c, &ended);
		if (!ended) {
			open_place = c;
			open_what = *c == '/' ? "comment" : "string";
		} else if (*c == '{' && depth++ == 0) {
			open_place = c;
		} else if (*c == '}' && depth > 0) {
			depth--;
		} else if (*c == '#' || *c == '/') {
			blank(c, length);
		}
	}
	if (!open_what && depth)
		open_what = "{";
	if (open_what)
		return settings_refuse(reader, line_of(text, open_place), NULL,
			"the %s that begins here does not end", open_what);
	return 0;
}

static int split(const struct settings_reader *reader, const char *text, cfg_opt_t *options,
	cfg_t **ret_root)
{
	cfg_t *root = cfg_init(options, CFGF_NONE);
	int rc;

	if (!root)
		return -ENOMEM;
	pthread_mutex_lock(&scanner_lock);
	scanner_reader = reader;
	scanner_complained = false;
	cfg_set_error_function(root, complain);
	rc = cfg_parse_buf(root, text);
	if (rc != CFG_SUCCESS)
		rc = scanner_complained ? -EINVAL : -ENOMEM;
	scanner_reader = NULL;
	pthread_mutex_unlock(&scanner_lock);
	if (rc < 0)
		settings_free(root);
	else
		*ret_root = root;
	return rc;
}

void settings_free(cfg_t *root)
{
	pthread_mutex_lock(&scanner_lock);
	cfg_free(root);
	pthread_mutex_unlock(&scanner_lock);
}

int settings_parse(const struct settings_reader *reader, const char *text,
	const struct settings_field *fields, const struct settings_section *sections,
	cfg_t **ret_root)
{
	cfg_opt_t options[SETTINGS_FIELDS_MAX + SETTINGS_SECTIONS_MAX + 1];
	cfg_opt_t inner[SETTINGS_SECTIONS_MAX][SETTINGS_FIELDS_MAX + 1];
	unsigned count = make_options(options, fields);
	cfg_t *root = NULL;
	char *copy;
	int rc;

	if (strlen(text) > SETTINGS_TEXT_BYTES_MAX)
		return settings_refuse(reader, 0, NULL,
			"longer than %u bytes, which no definition is", SETTINGS_TEXT_BYTES_MAX);
	for (unsigned i = 0; sections && i < SETTINGS_SECTIONS_MAX && sections[i].name; i++) {
		make_options(inner[i], sections[i].fields);
		options[count++] = (cfg_opt_t)CFG_SEC(
			sections[i].name, inner[i], CFGF_MULTI | CFGF_TITLE | CFGF_NO_TITLE_DUPES);
		options[count] = (cfg_opt_t)CFG_END();
	}
	copy = strdup(text);
	rc = copy ? prepare_text(reader, copy) : -ENOMEM;
	if (rc == 0)
		rc = split(reader, copy, options, &root);
	free(copy);
	if (rc == 0)
		*ret_root = root;
	return rc;
}

int settings_read(const struct settings_reader *reader, cfg_t *part,
	const struct settings_field *fields, void *object)
{
	for (const struct settings_field *field = fields; field->name; field++) {
		const struct setting *values[64];
		cfg_opt_t *option = cfg_getopt(part, field->name);
		unsigned count = cfg_opt_size(option);
		int rc;

		if (count == 0 && field->optional)
			continue;
		if (count == 0)
			return settings_refuse(
				reader, (unsigned)part->line, field->name, "missing");
		if (count > sizeof(values) / sizeof(values[0]))
			return settings_refuse(reader, (unsigned)part->line, field->name,
				"a list of %u values is too long", count);
		for (unsigned i = 0; i < count; i++)
			values[i] = cfg_opt_getnptr(option, i);
		rc = field->read(reader, field, values, count, object);
		if (rc < 0)
			return rc;
	}
	return 0;
}

bool settings_number(const char *text, uint32_t *ret_number)
{
	uint64_t number = 0;

	if (*text == '\0')
		return false;
	for (; *text; text++) {
		if (*text < '0' || *text > '9')
			return false;
		number = number * 10 + (uint64_t)(*text - '0');
		if (number > UINT32_MAX)
			return false;
	}
	*ret_number = (uint32_t)number;
	return true;
}

bool settings_range(const char *text, uint32_t *ret_first, uint32_t *ret_last)
{
	const char *dash = strchr(text, '-');
	size_t first_chars = dash ? (size_t)(dash - text) : strlen(text);
	char first_text[16];

	if (first_chars >= sizeof first_text)
		return false;
	memcpy(first_text, text, first_chars);
	first_text[first_chars] = '\0';
	return settings_number(first_text, ret_first) &&
	       settings_number(dash ? dash + 1 : first_text, ret_last) && *ret_last >= *ret_first;
}

int settings_read_number(const struct settings_reader *reader, const struct settings_field *field,
	const struct setting *const *values, unsigned count, void *object)
{
	char *member = (char *)object + field->offset;
	uint32_t number;

	(void)count;
	if (!settings_number(values[0]->text, &number))
		return settings_refuse(reader, values[0]->line, field->name,
			"'%.40s' is not a number, expected %u to %u", values[0]->text, field->min,
			field->max);
	if (number < field->min || number > field->max)
		return settings_refuse(reader, values[0]->line, field->name,
			"%u is out of range, expected %u to %u", number, field->min, field->max);
	if (field->bytes == sizeof(uint8_t))
		*(uint8_t *)member = (uint8_t)number;
	else
		memcpy(member, &number, sizeof(number));
	return 0;
}

int settings_read_text(const struct settings_reader *reader, const struct settings_field *field,
	const struct setting *const *values, unsigned count, void *object)
{
	const char *text = values[0]->text;
	size_t length = strlen(text);

	(void)count;
	if (length < 1 || length > field->max || length >= field->bytes)
		return settings_refuse(reader, values[0]->line, field->name,
			"%zu characters, expected 1 to %u", length, field->max);
	for (size_t i = 0; i < length; i++)
		if (text[i] < ' ' || text[i] > '~')
			return settings_refuse(reader, values[0]->line, field->name,
				"expected printable ASCII characters only");
	memcpy((char *)object + field->offset, text, length + 1);
	return 0;
}

int settings_read_yes_no(const struct settings_reader *reader, const struct settings_field *field,
	const struct setting *const *values, unsigned count, void *object)
{
	bool yes = strcmp(values[0]->text, "yes") == 0;

	(void)count;
	if (!yes && strcmp(values[0]->text, "no") != 0)
		return settings_refuse(reader, values[0]->line, field->name,
			"'%.40s' is none of yes, no", values[0]->text);
	memcpy((char *)object + field->offset, &yes, sizeof yes);
	return 0;
}
