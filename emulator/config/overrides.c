/* SPDX-License-Identifier: MIT */
#include "emulator/config/overrides.h"

#include <errno.h>
#include <string.h>

#include "emulator/drive/codes.h"
#include "emulator/drive/drive_definition.h"

struct name {
	const char *name;
	unsigned code;
};

static const struct name feature_names[] = {
#define FEATURE(name, code, text, clause) { #name, code },
#include "fixtures/codes/features.def"
#undef FEATURE
	{ NULL, 0 },
};

static const struct name page_names[] = {
#define MODE_PAGE(name, code, text, clause) { #name, code },
#include "fixtures/codes/mode_pages.def"
#undef MODE_PAGE
	{ NULL, 0 },
};

static const struct name operation_names[] = {
#define OPERATION(name, code, length, text, clause) { #name, code },
#include "fixtures/codes/operations.def"
#undef OPERATION
	{ NULL, 0 },
};

static const struct name quirk_names[] = {
	{ "rotation-untold", DRIVE_QUIRK_ROTATION_UNTOLD },
	{ "exact-untold", DRIVE_QUIRK_EXACT_UNTOLD },
	{ "read-as-write", DRIVE_QUIRK_READ_AS_WRITE },
	{ "end-is-capacity", DRIVE_QUIRK_END_IS_CAPACITY },
	{ NULL, 0 },
};

static const struct name *find(const struct name *names, const char *text)
{
	for (; names->name; names++)
		if (strcmp(names->name, text) == 0)
			return names;
	return NULL;
}

int overrides_read_quirks(const struct settings_reader *reader, const struct settings_field *field,
	const struct setting *const *values, unsigned count, void *object)
{
	struct burnrig_drive_definition *definition = object;

	for (unsigned i = 0; i < count; i++) {
		const struct name *quirk = find(quirk_names, values[i]->text);

		if (!quirk)
			return settings_refuse(reader, values[i]->line, field->name,
				"'%.40s' is none of rotation-untold, exact-untold, read-as-write, "
				"end-is-capacity",
				values[i]->text);
		definition->quirks |= quirk->code;
	}
	return 0;
}

int overrides_read_commands(const struct settings_reader *reader,
	const struct settings_field *field, const struct setting *const *values, unsigned count,
	void *object)
{
	struct burnrig_drive_definition *definition = object;

	for (unsigned i = 0; i < count; i++) {
		const struct name *operation = find(operation_names, values[i]->text);

		if (!operation)
			return settings_refuse(reader, values[i]->line, field->name,
				"no command is named '%.40s', expected a name of "
				"fixtures/codes/operations.def",
				values[i]->text);
		definition->refused_operations[operation->code / 32] |= 1U << operation->code % 32;
	}
	return 0;
}

int overrides_read_performance(const struct settings_reader *reader,
	const struct settings_field *field, const struct setting *const *values, unsigned count,
	void *object)
{
	struct burnrig_drive_definition *definition = object;

	for (unsigned i = 0; i < count; i++) {
		uint32_t type;

		if (!settings_number(values[i]->text, &type) || type > 5)
			return settings_refuse(reader, values[i]->line, field->name,
				"'%.40s' is no type of performance data, expected 0 to 5",
				values[i]->text);
		definition->refused_performance |= 1U << type;
	}
	return 0;
}

/* ---- bytes: "BYTE = HEX" or "BYTE.BIT = 0" ---------------------------------------------------- */

static bool take(const char **text, const char *word)
{
	size_t length = strlen(word);

	if (strncmp(*text, word, length) != 0)
		return false;
	*text += length;
	return true;
}

/* One or more digits below @base, up to @most. */
static bool take_number(const char **text, unsigned base, unsigned most, unsigned *ret_number)
{
	static const char digits[] = "0123456789ABCDEF";
	const char *digit;
	unsigned number = 0, count = 0;

	for (; **text && (digit = strchr(digits, **text)) && digit < digits + base; count++) {
		number = number * base + (unsigned)(digit - digits);
		if (number > most)
			return false;
		++*text;
	}
	*ret_number = number;
	return count > 0;
}

static bool parse_change(const char *text, unsigned first_byte, struct drive_byte_change *ret)
{
	unsigned byte, bit, value;

	if (!take_number(&text, 10, UINT8_MAX, &byte) || byte < first_byte)
		return false;
	ret->byte = (uint8_t)byte;
	if (take(&text, ".")) {
		if (!take_number(&text, 10, 7, &bit) || !take(&text, " = ") ||
			!take_number(&text, 10, 1, &value))
			return false;
		ret->mask = (uint8_t)(1U << bit);
		ret->value = (uint8_t)(value << bit);
		return *text == '\0';
	}
	if (!take(&text, " = ") || !take_number(&text, 16, UINT8_MAX, &value))
		return false;
	ret->mask = UINT8_MAX;
	ret->value = (uint8_t)value;
	return *text == '\0';
}

/* field->min: the first byte that may be another. */
static int read_changes(const struct settings_reader *reader, const struct settings_field *field,
	const struct setting *const *values, unsigned count, void *object)
{
	struct drive_changes *changes =
		(struct drive_changes *)(void *)((char *)object + field->offset);

	if (count > DRIVE_BYTE_CHANGES_MAX)
		return settings_refuse(reader, values[DRIVE_BYTE_CHANGES_MAX]->line, field->name,
			"%u changes, expected at most %d", count, DRIVE_BYTE_CHANGES_MAX);
	for (unsigned i = 0; i < count; i++)
		if (!parse_change(values[i]->text, field->min, &changes->list[i]))
			return settings_refuse(reader, values[i]->line, field->name,
				"'%.40s': expected \"BYTE = HEX\" or \"BYTE.BIT = 0\", bytes from "
				"%u on",
				values[i]->text, field->min);
	changes->count = count;
	return 0;
}

static int read_absent(const struct settings_reader *reader, const struct settings_field *field,
	const struct setting *const *values, unsigned count, void *object)
{
	struct drive_feature_change *change = object;

	(void)count;
	if (strcmp(values[0]->text, "yes") != 0)
		return settings_refuse(reader, values[0]->line, field->name,
			"'%.40s', expected yes or nothing at all", values[0]->text);
	change->absent = true;
	return 0;
}

static int read_version(const struct settings_reader *reader, const struct settings_field *field,
	const struct setting *const *values, unsigned count, void *object)
{
	struct drive_feature_change *change = object;

	change->has_version = true;
	return settings_read_number(reader, field, values, count, object);
}

/* A descriptor's first four bytes are its code, version, flags and length; a page's first two are. */
const struct settings_field overrides_feature_fields[] = {
	{ .name = "absent", .read = read_absent, .optional = true },
	{ .name = "version",
		.read = read_version,
		SETTINGS_MEMBER(struct drive_feature_change, version),
		.max = 15,
		.optional = true },
	{ .name = "bytes",
		.read = read_changes,
		SETTINGS_MEMBER(struct drive_feature_change, changes),
		.min = 4,
		.list = true,
		.optional = true },
	{ .name = NULL },
};

const struct settings_field overrides_page_fields[] = {
	{ .name = "length",
		.read = settings_read_number,
		SETTINGS_MEMBER(struct drive_page_change, bytes),
		.min = 22,
		.max = 255,
		.optional = true },
	{ .name = "bytes",
		.read = read_changes,
		SETTINGS_MEMBER(struct drive_page_change, changes),
		.min = 2,
		.list = true,
		.optional = true },
	{ .name = NULL },
};

/* ---- sections --------------------------------------------------------------------------------- */

/* The name a section has as its title. */
static const struct name *section_name(const struct settings_reader *reader, cfg_t *section,
	const char *kind, const struct name *names, const char *file)
{
	const struct name *name = find(names, cfg_title(section));

	if (!name)
		settings_refuse(reader, (unsigned)section->line, kind,
			"no %s is named '%.40s', expected a name of fixtures/codes/%s", kind,
			cfg_title(section), file);
	return name;
}

static int refuse_count(
	const struct settings_reader *reader, cfg_t *root, const char *kind, unsigned most)
{
	return settings_refuse(reader, (unsigned)root->line, kind,
		"%u sections, expected at most %u", cfg_size(root, kind), most);
}

static int read_features(const struct settings_reader *reader, cfg_t *root,
	struct burnrig_drive_definition *definition)
{
	unsigned count = cfg_size(root, "feature");

	if (count > DRIVE_FEATURE_CHANGES_MAX)
		return refuse_count(reader, root, "feature", DRIVE_FEATURE_CHANGES_MAX);
	for (unsigned i = 0; i < count; i++) {
		cfg_t *section = cfg_getnsec(root, "feature", i);
		struct drive_feature_change *change = &definition->feature_changes[i];
		const struct name *name =
			section_name(reader, section, "feature", feature_names, "features.def");
		int rc = name ? settings_read(reader, section, overrides_feature_fields, change)
			      : -EINVAL;

		if (rc < 0)
			return rc;
		change->feature = (uint16_t)name->code;
	}
	definition->feature_change_count = count;
	return 0;
}

static int read_pages(const struct settings_reader *reader, cfg_t *root,
	struct burnrig_drive_definition *definition)
{
	unsigned count = cfg_size(root, "mode_page");

	if (count > DRIVE_PAGE_CHANGES_MAX)
		return refuse_count(reader, root, "mode_page", DRIVE_PAGE_CHANGES_MAX);
	for (unsigned i = 0; i < count; i++) {
		cfg_t *section = cfg_getnsec(root, "mode_page", i);
		struct drive_page_change *change = &definition->page_changes[i];
		const struct name *name =
			section_name(reader, section, "mode_page", page_names, "mode_pages.def");
		int rc = name ? settings_read(reader, section, overrides_page_fields, change)
			      : -EINVAL;

		if (rc < 0)
			return rc;
		if (change->bytes && name->code != MODE_PAGE_CAPABILITIES_AND_MECHANICAL_STATUS)
			return settings_refuse(reader, (unsigned)section->line, "length",
				"only page 2Ah may end early");
		change->page = (uint8_t)name->code;
	}
	definition->page_change_count = count;
	return 0;
}

int overrides_read(const struct settings_reader *reader, cfg_t *root,
	struct burnrig_drive_definition *definition)
{
	int rc = read_features(reader, root, definition);

	return rc < 0 ? rc : read_pages(reader, root, definition);
}
