/* SPDX-License-Identifier: MIT */
/* medium_definition.c: the grammar of fixtures/media/NAME.conf; see README.md. */
#include "emulator/media/medium_definition.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "emulator/config/config.h"
#include "emulator/config/names.h"
#include "emulator/config/settings.h"
#include "emulator/config/speeds.h"

struct family {
	const char *name;
	enum speeds_kind kind;
	uint16_t recording_unit_blocks;
};

static const struct family families[] = {
	[MEDIUM_FAMILY_CD_R] = { "cd-r", SPEEDS_CD, 1 },
	[MEDIUM_FAMILY_CD_RW] = { "cd-rw", SPEEDS_CD, 1 },
	[MEDIUM_FAMILY_CD_ROM] = { "cd-rom", SPEEDS_CD, 1 },
	[MEDIUM_FAMILY_DVD_PLUS_R] = { "dvd+r", SPEEDS_DVD, 16 },
	[MEDIUM_FAMILY_DVD_PLUS_RW] = { "dvd+rw", SPEEDS_DVD, 16 },
	[MEDIUM_FAMILY_DVD_R] = { "dvd-r", SPEEDS_DVD, 16 },
	[MEDIUM_FAMILY_DVD_RW] = { "dvd-rw", SPEEDS_DVD, 16 },
	[MEDIUM_FAMILY_DVD_RAM] = { "dvd-ram", SPEEDS_DVD, 16 },
	[MEDIUM_FAMILY_DVD_PLUS_R_DL] = { "dvd+r-dl", SPEEDS_DVD, 16 },
	[MEDIUM_FAMILY_DVD_R_DL] = { "dvd-r-dl", SPEEDS_DVD, 16 },
	[MEDIUM_FAMILY_BD_R] = { "bd-r", SPEEDS_BD, 32 },
	[MEDIUM_FAMILY_BD_RE] = { "bd-re", SPEEDS_BD, 32 },
	[MEDIUM_FAMILY_DVD_ROM] = { "dvd-rom", SPEEDS_DVD, 16 },
	[MEDIUM_FAMILY_BD_ROM] = { "bd-rom", SPEEDS_BD, 32 },
};

static int read_family(const struct settings_reader *reader, const struct settings_field *field,
	const struct setting *const *values, unsigned count, void *object)
{
	struct burnrig_medium_definition *definition = object;

	(void)count;
	for (unsigned i = 0; i < sizeof(families) / sizeof(families[0]); i++) {
		const struct speeds_reference *reference = speeds_reference_of(families[i].kind);

		if (strcmp(values[0]->text, families[i].name) != 0)
			continue;
		definition->family = (enum medium_family)i;
		definition->recording_unit_blocks = families[i].recording_unit_blocks;
		definition->geometry.reference_Bps = reference->Bps;
		definition->geometry.reference_kBps = (reference->Bps + 500) / 1000;
		definition->geometry.reference_mblocks_per_s = reference->mblocks_per_s;
		return 0;
	}
	return settings_refuse(reader, values[0]->line, field->name,
		"'%.40s' is none of cd-r, cd-rw, cd-rom, dvd+r, dvd+rw, dvd-r, dvd-rw, "
		"dvd-ram, dvd+r-dl, dvd-r-dl, bd-r, bd-re, dvd-rom, bd-rom",
		values[0]->text);
}

/* After family in the table: the kind of disc says what 1x is. */
static int read_write_speeds(const struct settings_reader *reader,
	const struct settings_field *field, const struct setting *const *values, unsigned count,
	void *object)
{
	struct burnrig_medium_definition *definition = object;
	uint32_t *speeds_cx = definition->write_speeds_cx;

	if (count > MEDIUM_SPEEDS_MAX)
		return settings_refuse(reader, values[MEDIUM_SPEEDS_MAX]->line, field->name,
			"%u speeds, expected at most %d", count, MEDIUM_SPEEDS_MAX);
	for (unsigned i = 0; i < count; i++) {
		struct mechanics_speed speed;
		const char *wrong = speeds_parse(
			values[i]->text, families[definition->family].kind, &speed, &speeds_cx[i]);

		if (wrong)
			return settings_refuse(reader, values[i]->line, field->name, "'%.40s' %s",
				values[i]->text, wrong);
		if (i > 0 && speeds_cx[i] <= speeds_cx[i - 1])
			return settings_refuse(reader, values[i]->line, field->name,
				"'%.40s' is not faster than the one before, expected slowest first",
				values[i]->text);
	}
	definition->write_speed_count = count;
	return 0;
}

/* MM:SS:FF of the start of lead-in as ATIP tells it: minutes 90 to 99 lie before LBA 0
 * (MMC-6 4.2, LBA = (M * 60 + S) * 75 + F - 450150). */
static int read_atip(const struct settings_reader *reader, const struct settings_field *field,
	const struct setting *const *values, unsigned count, void *object)
{
	struct burnrig_medium_definition *definition = object;
	const char *text = values[0]->text;
	int32_t parts[3];

	(void)count;
	for (int i = 0; i < 3; i++) {
		const char *two = text + (size_t)i * 3;

		if (strspn(two, "0123456789") != 2 || two[2] != (i < 2 ? ':' : '\0'))
			return settings_refuse(reader, values[0]->line, field->name,
				"expected MM:SS:FF, such as \"97:24:01\"");
		parts[i] = (two[0] - '0') * 10 + (two[1] - '0');
	}
	if (parts[0] < 90 || parts[1] > 59 || parts[2] > 74)
		return settings_refuse(reader, values[0]->line, field->name,
			"'%s' is out of range, expected 90:00:00 to 99:59:74", text);
	definition->atip_lead_in_lba = (parts[0] * 60 + parts[1]) * 75 + parts[2] - 450150;
	return 0;
}

/* ECMA-267 10.7: the path of a second layer runs back inwards, or outwards again. */
static int read_track_path(const struct settings_reader *reader, const struct settings_field *field,
	const struct setting *const *values, unsigned count, void *object)
{
	struct burnrig_medium_definition *definition = object;

	(void)count;
	definition->geometry.parallel_path = !strcmp(values[0]->text, "parallel");
	if (!definition->geometry.parallel_path && strcmp(values[0]->text, "opposite") != 0)
		return settings_refuse(reader, values[0]->line, field->name,
			"'%.40s', expected opposite or parallel", values[0]->text);
	return 0;
}

static bool parse_defect(const char *text, struct medium_defect *ret_defect)
{
	uint32_t first, last;

	if (!settings_range(text, &first, &last))
		return false;
	*ret_defect = (struct medium_defect) { .lba = first, .blocks = last - first + 1 };
	return true;
}

/* After capacity_blocks in the table. */
static int read_defects(const struct settings_reader *reader, const struct settings_field *field,
	const struct setting *const *values, unsigned count, void *object)
{
	struct burnrig_medium_definition *definition = object;
	uint32_t end_lba = 0;

	if (count > MEDIUM_DEFECTS_MAX)
		return settings_refuse(reader, values[MEDIUM_DEFECTS_MAX]->line, field->name,
			"%u defects, expected at most %d", count, MEDIUM_DEFECTS_MAX);
	for (unsigned i = 0; i < count; i++) {
		struct medium_defect *defect = &definition->defects[i];

		if (!parse_defect(values[i]->text, defect) || defect->lba < end_lba ||
			defect->lba + (uint64_t)defect->blocks > definition->capacity_blocks)
			return settings_refuse(reader, values[i]->line, field->name,
				"'%.40s': expected an LBA or FIRST-LAST, rising, below "
				"capacity_blocks",
				values[i]->text);
		end_lba = defect->lba + defect->blocks;
	}
	definition->defect_count = count;
	return 0;
}

#define NUMBER(key, member, least, most)                                                   \
	{                                                                                  \
		.name = (key), .read = settings_read_number,                               \
		SETTINGS_MEMBER(struct burnrig_medium_definition, member), .min = (least), \
		.max = (most)                                                              \
	}
#define TEXT(key, most)                           \
	.name = #key, .read = settings_read_text, \
	SETTINGS_MEMBER(struct burnrig_medium_definition, key), .max = (most)

#define OPTIONAL_BLOCKS(key)                        \
	.name = #key, .read = settings_read_number, \
	SETTINGS_MEMBER(struct burnrig_medium_definition, key), .max = 1u << 22, .optional = true

static const struct settings_field medium_fields[] = {
	{ TEXT(title, 127) },
	{ .name = "family", .read = read_family },
	NUMBER("capacity_blocks", capacity_blocks, 1, MECHANICS_BLOCKS_MAX *MECHANICS_LAYERS_MAX),
	NUMBER("layers", geometry.layers, 1, MECHANICS_LAYERS_MAX),
	NUMBER("inner_radius_um", geometry.inner_radius_um, 1, MECHANICS_RADIUS_MAX_UM),
	NUMBER("outer_radius_um", geometry.outer_radius_um, 1, MECHANICS_RADIUS_MAX_UM),
	NUMBER("velocity_mm_per_s", geometry.reference_mm_per_s, 1,
		MECHANICS_REFERENCE_MAX_MM_PER_S),
	{ OPTIONAL_BLOCKS(lead_in_blocks) },
	{ OPTIONAL_BLOCKS(lead_out_blocks) },
	{ OPTIONAL_BLOCKS(later_lead_out_blocks) },
	{ .name = "finalized_radius_um",
		.read = settings_read_number,
		SETTINGS_MEMBER(struct burnrig_medium_definition, finalized_radius_um),
		.max = MECHANICS_RADIUS_MAX_UM,
		.optional = true },
	{ .name = NULL },
};

/* What only some families have. */
static const struct settings_field recordable_fields[] = {
	{ .name = "write_speeds", .read = read_write_speeds, .list = true },
	{ .name = NULL },
};
static const struct settings_field track_path_fields[] = {
	{ .name = "track_path", .read = read_track_path, .optional = true },
	{ .name = NULL },
};
static const struct settings_field atip_fields[] = {
	{ .name = "atip_lead_in", .read = read_atip },
	{ .name = NULL },
};
static const struct settings_field cd_rw_fields[] = {
	NUMBER("cd_rw_sub_type", cd_rw_sub_type, 0, 3),
	{ .name = NULL },
};
static const struct settings_field identity_fields[] = {
	{ TEXT(manufacturer_id, 8) },
	{ TEXT(media_type_id, 3) },
	NUMBER("product_revision", product_revision, 0, 255),
	{ .name = NULL },
};
static const struct settings_field pre_pit_fields[] = {
	{ TEXT(pre_pit_id, 18) },
	{ .name = NULL },
};
static const struct settings_field spare_fields[] = {
	NUMBER("default_spare_blocks", default_spare_blocks, 0, MECHANICS_BLOCKS_MAX),
	{ .name = "defects", .read = read_defects, .list = true, .optional = true },
	{ .name = NULL },
};

#define PRESSED_FAMILIES \
	(1u << MEDIUM_FAMILY_CD_ROM | 1u << MEDIUM_FAMILY_DVD_ROM | 1u << MEDIUM_FAMILY_BD_ROM)
#define BD_FAMILIES (1u << MEDIUM_FAMILY_BD_R | 1u << MEDIUM_FAMILY_BD_RE)
static const struct {
	const struct settings_field *fields;
	unsigned families; /* bit per enum medium_family */
} family_fields[] = {
	{ recordable_fields, ~PRESSED_FAMILIES },
	{ track_path_fields, 1u << MEDIUM_FAMILY_DVD_ROM },
	{ atip_fields, 1u << MEDIUM_FAMILY_CD_R | 1u << MEDIUM_FAMILY_CD_RW },
	{ cd_rw_fields, 1u << MEDIUM_FAMILY_CD_RW },
	{ identity_fields, 1u << MEDIUM_FAMILY_DVD_PLUS_R | 1u << MEDIUM_FAMILY_DVD_PLUS_R_DL |
				   1u << MEDIUM_FAMILY_DVD_PLUS_RW | BD_FAMILIES },
	{ pre_pit_fields, 1u << MEDIUM_FAMILY_DVD_R | 1u << MEDIUM_FAMILY_DVD_RW |
				  1u << MEDIUM_FAMILY_DVD_R_DL },
	{ spare_fields, 1u << MEDIUM_FAMILY_DVD_RAM | BD_FAMILIES },
};
#define FAMILY_FIELDS (sizeof(family_fields) / sizeof(family_fields[0]))

/* Every key of any family, for the splitter. @all: room for SETTINGS_FIELDS_MAX + 1. */
static void collect_fields(struct settings_field *all)
{
	const struct settings_field *tables[] = { medium_fields, recordable_fields,
		track_path_fields, atip_fields, cd_rw_fields, identity_fields, pre_pit_fields,
		spare_fields };
	unsigned count = 0;

	for (unsigned t = 0; t < sizeof(tables) / sizeof(tables[0]); t++)
		for (const struct settings_field *f = tables[t]; f->name; f++)
			if (count < SETTINGS_FIELDS_MAX)
				all[count++] = *f;
	all[count] = (struct settings_field) { .name = NULL };
}

static int refuse_fields(const struct settings_reader *reader, cfg_t *root,
	const struct settings_field *fields, enum medium_family family)
{
	for (; fields->name; fields++) {
		const struct setting *setting;

		if (cfg_size(root, fields->name) == 0)
			continue;
		setting = cfg_opt_getnptr(cfg_getopt(root, fields->name), 0);
		return settings_refuse(reader, setting->line, fields->name,
			"a medium of family %s has none", families[family].name);
	}
	return 0;
}

static int read_family_fields(const struct settings_reader *reader, cfg_t *root,
	struct burnrig_medium_definition *definition)
{
	for (unsigned i = 0; i < FAMILY_FIELDS; i++) {
		const struct settings_field *fields = family_fields[i].fields;
		bool ours = family_fields[i].families >> definition->family & 1;
		int rc = ours ? settings_read(reader, root, fields, definition)
			      : refuse_fields(reader, root, fields, definition->family);

		if (rc < 0)
			return rc;
	}
	return 0;
}

/* What no single key can tell. */
static int check_sizes(const struct settings_reader *reader, cfg_t *root,
	struct burnrig_medium_definition *definition)
{
	uint32_t unit = definition->recording_unit_blocks;
	struct mechanics_geometry *geometry = &definition->geometry;
	const struct setting *capacity = cfg_opt_getnptr(cfg_getopt(root, "capacity_blocks"), 0);

	if (definition->capacity_blocks % (unit * geometry->layers))
		return settings_refuse(reader, capacity->line, "capacity_blocks",
			"expected a multiple of %u blocks, as family and layers demand",
			unit * geometry->layers);
	if (definition->default_spare_blocks % unit ||
		definition->default_spare_blocks >= definition->capacity_blocks)
		return settings_refuse(reader, (unsigned)root->line, "default_spare_blocks",
			"expected a multiple of %u, less than capacity_blocks", unit);
	geometry->blocks = definition->capacity_blocks / geometry->layers;
	if (!mechanics_geometry_is_valid(geometry))
		return settings_refuse(reader, (unsigned)root->line, "outer_radius_um",
			"expected at least %u more than inner_radius_um, and at most %u blocks per layer",
			MECHANICS_WIDTH_MIN_UM, MECHANICS_BLOCKS_MAX);
	return 0;
}

static int read_medium(const struct settings_reader *reader, cfg_t *root, const char *text,
	struct burnrig_medium_definition *definition)
{
	int rc = settings_read(reader, root, medium_fields, definition);

	if (rc == 0)
		rc = read_family_fields(reader, root, definition);
	if (rc == 0)
		rc = check_sizes(reader, root, definition);
	if (rc == 0 && cfg_size(root, "later_lead_out_blocks") == 0)
		definition->later_lead_out_blocks = definition->lead_out_blocks;
	if (rc == 0)
		rc = names_from_file(reader, definition->name, sizeof(definition->name));
	if (rc < 0)
		return rc;
	definition->text = strdup(text);
	definition->text_bytes = strlen(text);
	return definition->text ? 0 : -ENOMEM;
}

int medium_definition_parse(const char *text, const char *file_for_errors,
	struct burnrig_medium_definition **ret_definition, struct burnrig_problem *problem)
{
	const struct settings_reader reader = { .file = file_for_errors, .problem = problem };
	struct settings_field all[SETTINGS_FIELDS_MAX + 1];
	struct burnrig_medium_definition *definition;
	cfg_t *root;
	int rc;

	collect_fields(all);
	rc = settings_parse(&reader, text, all, NULL, &root);
	if (rc < 0)
		return rc;
	definition = calloc(1, sizeof(*definition));
	rc = definition ? read_medium(&reader, root, text, definition) : -ENOMEM;
	settings_free(root);
	if (rc < 0)
		burnrig_medium_definition_free(definition);
	else
		*ret_definition = definition;
	return rc;
}

void burnrig_medium_definition_free(struct burnrig_medium_definition *definition)
{
	if (definition)
		free(definition->text);
	free(definition);
}

const char *burnrig_medium_definition_name(const struct burnrig_medium_definition *definition)
{
	return definition->name;
}

const char *burnrig_medium_definition_title(const struct burnrig_medium_definition *definition)
{
	return definition->title;
}
