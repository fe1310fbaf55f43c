/* SPDX-License-Identifier: MIT */
/* drive_definition.c: the grammar of fixtures/drives/NAME.conf; see README.md. */
#include "emulator/drive/drive_definition.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emulator/config/config.h"
#include "emulator/config/names.h"
#include "emulator/config/overrides.h"
#include "emulator/config/settings.h"
#include "emulator/config/speeds.h"
#include "emulator/media/profile.h"

struct choice {
	const char *name;
	uint32_t code;
};

/* One word of a few; @choices end with a NULL name, and @expected names them for people. */
static int choose(const struct settings_reader *reader, const struct settings_field *field,
	const struct setting *value, const struct choice *choices, uint32_t *ret_code)
{
	char expected[80] = "";

	for (const struct choice *choice = choices; choice->name; choice++) {
		if (strcmp(value->text, choice->name) == 0) {
			*ret_code = choice->code;
			return 0;
		}
		snprintf(expected + strlen(expected), sizeof(expected) - strlen(expected), "%s%s",
			choice == choices ? "" : ", ", choice->name);
	}
	return settings_refuse(
		reader, value->line, field->name, "'%.40s' is none of %s", value->text, expected);
}

static int read_interface(const struct settings_reader *reader, const struct settings_field *field,
	const struct setting *const *values, unsigned count, void *object)
{
	/* MMC-6 5.3.2, feature 0001h, physical interface standard */
	static const struct choice interfaces[] = { { "scsi", 1 }, { "atapi", 2 }, { "sata", 7 },
		{ "usb", 8 }, { NULL, 0 } };
	struct burnrig_drive_definition *definition = object;

	(void)count;
	return choose(reader, field, values[0], interfaces, &definition->interface);
}

static int read_date(const struct settings_reader *reader, const struct settings_field *field,
	const struct setting *const *values, unsigned count, void *object)
{
	const char *text = values[0]->text;
	struct burnrig_drive_definition *definition = object;

	(void)count;
	if (strlen(text) != 14 || strspn(text, "0123456789") != 14)
		return settings_refuse(
			reader, values[0]->line, field->name, "expected 14 digits: YYYYMMDDhhmmss");
	memcpy(definition->firmware_date, text, 15);
	return 0;
}

static int read_buffer(const struct settings_reader *reader, const struct settings_field *field,
	const struct setting *const *values, unsigned count, void *object)
{
	struct burnrig_drive_definition *definition = object;
	int rc = settings_read_number(reader, field, values, count, object);

	if (rc == 0)
		definition->buffer_bytes *= 1024;
	return rc;
}

static int read_loading(const struct settings_reader *reader, const struct settings_field *field,
	const struct setting *const *values, unsigned count, void *object)
{
	static const struct choice kinds[] = { { "slot", DRIVE_LOADING_SLOT },
		{ "tray", DRIVE_LOADING_TRAY }, { "pop-up", DRIVE_LOADING_POP_UP }, { NULL, 0 } };
	struct burnrig_drive_definition *definition = object;
	uint32_t code = definition->loading;
	int rc = choose(reader, field, values[0], kinds, &code);

	(void)count;
	definition->loading = (enum drive_loading)code;
	return rc;
}

static int read_full_buffer(const struct settings_reader *reader,
	const struct settings_field *field, const struct setting *const *values, unsigned count,
	void *object)
{
	static const struct choice answers[] = { { "hold", DRIVE_FULL_HOLDS },
		{ "refuse", DRIVE_FULL_REFUSES }, { NULL, 0 } };
	struct burnrig_drive_definition *definition = object;
	uint32_t code = definition->full_buffer;
	int rc = choose(reader, field, values[0], answers, &code);

	(void)count;
	definition->full_buffer = (enum drive_full_buffer)code;
	return rc;
}

#define TEXT(key, most)                                                              \
	{                                                                            \
		.name = #key, .read = settings_read_text,                            \
		SETTINGS_MEMBER(struct burnrig_drive_definition, key), .max = (most) \
	}
#define NUMBER(key, least, most)                                                       \
	{                                                                              \
		.name = #key, .read = settings_read_number,                            \
		SETTINGS_MEMBER(struct burnrig_drive_definition, key), .min = (least), \
		.max = (most)                                                          \
	}

#define OPTIONAL(key, most)                                                           \
	{                                                                             \
		.name = #key, .read = settings_read_number,                           \
		SETTINGS_MEMBER(struct burnrig_drive_definition, key), .max = (most), \
		.optional = true                                                      \
	}

static const struct settings_field drive_fields[] = {
	TEXT(title, 127),
	TEXT(vendor, 8),
	TEXT(product, 16),
	TEXT(revision, 4),
	TEXT(serial, 32),
	{ .name = "firmware_date", .read = read_date },
	{ .name = "interface", .read = read_interface },
	{ .name = "buffer_KiB",
		.read = read_buffer,
		SETTINGS_MEMBER(struct burnrig_drive_definition, buffer_bytes),
		.min = 128,
		.max = 65536 },
	NUMBER(rpm_max, 500, 30000),
	NUMBER(spin_up_ms, 0, 60000),
	NUMBER(load_ms, 0, 300000),
	NUMBER(tray_ms, 0, 60000),
	NUMBER(seek_full_ms, 1, 10000),
	NUMBER(seek_track_ms, 0, 10000),
	NUMBER(opc_ms, 0, 300000),
	NUMBER(command_us, 0, 1000000),
	NUMBER(link_ms, 0, 60000),
	NUMBER(lead_out_ms, 0, 3600000),
	OPTIONAL(zone_stop_ms, 60000),
	OPTIONAL(layer_change_ms, 60000),
	OPTIONAL(close_track_ms, 3600000),
	OPTIONAL(format_ms, 3600000),
	OPTIONAL(blank_ms, 3600000),
	{ .name = "full_buffer", .read = read_full_buffer, .optional = true },
	{ .name = "loading", .read = read_loading, .optional = true },
	OPTIONAL(dbi_cache_zones, DRIVE_DBI_ZONES_MAX),
	OPTIONAL(dbi_entries, DRIVE_DBI_ENTRIES_MAX),
	{ .name = "defect_status",
		.read = settings_read_yes_no,
		SETTINGS_MEMBER(struct burnrig_drive_definition, defect_status),
		.optional = true },
	OPTIONAL(inquiry_version, 7),
	OPTIONAL(inquiry_format, 2),
	OPTIONAL(page_2a_speeds, DRIVE_SPEEDS_MAX),
	{ .name = "quirks", .read = overrides_read_quirks, .list = true, .optional = true },
	{ .name = "refused_commands",
		.read = overrides_read_commands,
		.list = true,
		.optional = true },
	{ .name = "refused_performance",
		.read = overrides_read_performance,
		.list = true,
		.optional = true },
	{ .name = NULL },
};

/* A profile's section, before and after its speeds are understood. */
struct profile_part {
	struct drive_profile_definition *entry;
	enum speeds_kind kind;
};

static int read_speeds(const struct settings_reader *reader, const struct settings_field *field,
	const struct setting *const *values, unsigned count, void *object)
{
	const struct profile_part *part = object;
	struct mechanics_speed *speeds =
		field->offset ? part->entry->write_speeds : part->entry->read_speeds;

	if (count > DRIVE_SPEEDS_MAX)
		return settings_refuse(reader, values[DRIVE_SPEEDS_MAX]->line, field->name,
			"%u speeds, expected at most %d", count, DRIVE_SPEEDS_MAX);
	for (unsigned i = 0; i < count; i++) {
		uint32_t cx;
		const char *wrong = speeds_parse(values[i]->text, part->kind, &speeds[i], &cx);

		if (wrong)
			return settings_refuse(reader, values[i]->line, field->name, "'%.40s' %s",
				values[i]->text, wrong);
		if (i > 0 && speeds[i].kBps >= speeds[i - 1].kBps)
			return settings_refuse(reader, values[i]->line, field->name,
				"'%.40s' is not slower than the one before, expected fastest first",
				values[i]->text);
		/* a host's own rounding is forgiven by as much, see drive/speed.c */
		if (i > 0 && speeds[i].kBps + speeds[i].kBps / 100 >= speeds[i - 1].kBps)
			return settings_refuse(reader, values[i]->line, field->name,
				"'%.40s' is within 1 %% of the one before, which no host can tell apart",
				values[i]->text);
	}
	*(field->offset ? &part->entry->write_speed_count : &part->entry->read_speed_count) = count;
	return 0;
}

static int read_verify(const struct settings_reader *reader, const struct settings_field *field,
	const struct setting *const *values, unsigned count, void *object)
{
	const struct profile_part *part = object;

	return settings_read_yes_no(reader, field, values, count, part->entry);
}

/* Mount Rainier is a format of two kinds of media. */
static int read_mrw(const struct settings_reader *reader, const struct settings_field *field,
	const struct setting *const *values, unsigned count, void *object)
{
	const struct profile_part *part = object;
	uint16_t profile = part->entry->profile;

	if (profile != MMC_PROFILE_CD_RW && profile != MMC_PROFILE_DVD_PLUS_RW)
		return settings_refuse(reader, values[0]->line, field->name,
			"expected in profiles CD_RW and DVD_PLUS_RW only");
	return settings_read_yes_no(reader, field, values, count, part->entry);
}

static const struct settings_field profile_fields[] = {
	{ .name = "read", .read = read_speeds, .offset = 0, .list = true },
	{ .name = "write", .read = read_speeds, .offset = 1, .list = true, .optional = true },
	{ .name = "verify_writes",
		.read = read_verify,
		SETTINGS_MEMBER(struct drive_profile_definition, verify_writes),
		.optional = true },
	{ .name = "mrw",
		.read = read_mrw,
		SETTINGS_MEMBER(struct drive_profile_definition, mrw),
		.optional = true },
	{ .name = NULL },
};

static const struct {
	const char *name;
	uint16_t code;
} profile_names[] = {
#define PROFILE(name, code, text) { #name, code },
#include "fixtures/codes/profiles.def"
#undef PROFILE
};

static int find_profile(const struct settings_reader *reader, cfg_t *section, uint16_t *ret_profile,
	enum speeds_kind *ret_kind)
{
	const char *title = cfg_title(section);

	for (size_t i = 0; i < sizeof(profile_names) / sizeof(profile_names[0]); i++)
		if (strcmp(title, profile_names[i].name) == 0) {
			*ret_profile = profile_names[i].code;
			if (speeds_kind_of_profile(*ret_profile, ret_kind))
				return 0;
			return settings_refuse(reader, (unsigned)section->line, "profile",
				"%s has no speeds, expected one of a CD, DVD or BD", title);
		}
	return settings_refuse(reader, (unsigned)section->line, "profile",
		"no profile is named '%.40s', expected a name of fixtures/codes/profiles.def",
		title);
}

static int read_profiles(const struct settings_reader *reader, cfg_t *root,
	struct burnrig_drive_definition *definition)
{
	unsigned count = cfg_size(root, "profile");

	if (count == 0)
		return settings_refuse(reader, (unsigned)root->line, "profile",
			"missing, expected at least one profile section");
	if (count > DRIVE_PROFILES_MAX)
		return settings_refuse(reader, (unsigned)root->line, "profile",
			"%u sections, expected at most %d", count, DRIVE_PROFILES_MAX);
	for (unsigned i = 0; i < count; i++) {
		cfg_t *section = cfg_getnsec(root, "profile", i);
		struct drive_profile_definition *entry = &definition->profiles[i];
		struct profile_part part = { .entry = entry };
		int rc = find_profile(reader, section, &entry->profile, &part.kind);

		if (rc == 0)
			rc = settings_read(reader, section, profile_fields, &part);
		if (rc < 0)
			return rc;
		entry->writable = entry->write_speed_count > 0;
	}
	definition->profile_count = count;
	return 0;
}

/* What a definition that leaves an optional key out means by that. */
static void set_defaults(cfg_t *root, struct burnrig_drive_definition *definition)
{
	const struct {
		const char *key;
		uint32_t *value;
		uint32_t otherwise;
	} defaults[] = {
		{ "zone_stop_ms", &definition->zone_stop_ms, definition->link_ms },
		{ "layer_change_ms", &definition->layer_change_ms, definition->link_ms },
		{ "format_ms", &definition->format_ms, definition->lead_out_ms },
		{ "blank_ms", &definition->blank_ms, definition->lead_out_ms },
		{ "inquiry_version", &definition->inquiry_version, 5 }, /* SPC-3 */
		{ "inquiry_format", &definition->inquiry_format, 2 },
	};

	for (size_t i = 0; i < sizeof(defaults) / sizeof(defaults[0]); i++)
		if (cfg_size(root, defaults[i].key) == 0)
			*defaults[i].value = defaults[i].otherwise;
	if (cfg_size(root, "loading") == 0)
		definition->loading = DRIVE_LOADING_TRAY;
}

static int read_drive(const struct settings_reader *reader, cfg_t *root,
	struct burnrig_drive_definition *definition)
{
	int rc = settings_read(reader, root, drive_fields, definition);

	if (rc == 0 && definition->seek_track_ms > definition->seek_full_ms)
		rc = settings_refuse(reader, (unsigned)root->line, "seek_track_ms",
			"%u is longer than seek_full_ms = %u", definition->seek_track_ms,
			definition->seek_full_ms);
	if (rc == 0)
		set_defaults(root, definition);
	if (rc == 0)
		rc = read_profiles(reader, root, definition);
	if (rc == 0)
		rc = overrides_read(reader, root, definition);
	return rc;
}

int drive_definition_parse(const char *text, const char *file_for_errors,
	struct burnrig_drive_definition **ret_definition, struct burnrig_problem *problem)
{
	static const struct settings_section sections[] = {
		{ "profile", profile_fields },
		{ "feature", overrides_feature_fields },
		{ "mode_page", overrides_page_fields },
		{ NULL, NULL },
	};
	const struct settings_reader reader = { .file = file_for_errors, .problem = problem };
	struct burnrig_drive_definition *definition;
	cfg_t *root;
	int rc = settings_parse(&reader, text, drive_fields, sections, &root);

	if (rc < 0)
		return rc;
	definition = calloc(1, sizeof(*definition));
	rc = definition ? read_drive(&reader, root, definition) : -ENOMEM;
	settings_free(root);
	if (rc == 0)
		rc = names_from_file(&reader, definition->name, sizeof(definition->name));
	if (rc < 0)
		free(definition);
	else
		*ret_definition = definition;
	return rc;
}

void burnrig_drive_definition_free(struct burnrig_drive_definition *definition)
{
	free(definition);
}

const char *burnrig_drive_definition_name(const struct burnrig_drive_definition *definition)
{
	return definition->name;
}

const char *burnrig_drive_definition_title(const struct burnrig_drive_definition *definition)
{
	return definition->title;
}
