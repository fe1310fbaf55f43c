/* SPDX-License-Identifier: MIT */
/* faults.c: rules of faults from text: sections `fault NAME { … }` in the order in which they are looked at. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "emulator/config/config.h"
#include "emulator/config/settings.h"
#include "emulator/faults/faults.h"

static const struct {
	const char *name;
	uint8_t operation;
} operations[] = {
#define OPERATION(id, code, cdb_length, text, clause) { text, code },
#include "fixtures/codes/operations.def"
#undef OPERATION
};
#define OPERATIONS (sizeof(operations) / sizeof(operations[0]))

static int read_commands(const struct settings_reader *reader, const struct settings_field *field,
	const struct setting *const *values, unsigned count, void *object)
{
	struct fault_rule *rule = object;

	for (unsigned i = 0; i < count; i++) {
		size_t at = 0;

		while (at < OPERATIONS && strcmp(values[i]->text, operations[at].name) != 0)
			at++;
		if (at == OPERATIONS)
			return settings_refuse(reader, values[i]->line, field->name,
				"'%.40s' is no command, expected a name as MMC prints it, like "
				"\"READ (10)\"",
				values[i]->text);
		rule->operations[operations[at].operation / 8] |=
			(uint8_t)(1U << operations[at].operation % 8);
	}
	return 0;
}

static int read_blocks(const struct settings_reader *reader, const struct settings_field *field,
	const struct setting *const *values, unsigned count, void *object)
{
	struct fault_rule *rule = object;

	(void)count;
	if (!settings_range(values[0]->text, &rule->first_lba, &rule->last_lba))
		return settings_refuse(reader, values[0]->line, field->name,
			"'%.40s': expected an LBA or FIRST-LAST", values[0]->text);
	rule->any_block = false;
	return 0;
}

/* Two hexadecimal digits. */
static bool parse_byte(const char *text, uint8_t *ret_byte)
{
	static const char digits[] = "0123456789ABCDEF0123456789abcdef";
	unsigned byte = 0;

	for (unsigned i = 0; i < 2; i++) {
		const char *digit = text[i] ? strchr(digits, text[i]) : NULL;

		if (!digit)
			return false;
		byte = byte << 4 | (unsigned)(digit - digits) % 16;
	}
	*ret_byte = (uint8_t)byte;
	return true;
}

/* Key 0 would be no error, and those above Eh are no keys (SPC-4 4.5.6). */
static int read_sense(const struct settings_reader *reader, const struct settings_field *field,
	const struct setting *const *values, unsigned count, void *object)
{
	const char *text = values[0]->text;
	struct fault_rule *rule = object;

	(void)count;
	if (strlen(text) != 8 || text[2] != '/' || text[5] != '/' ||
		!parse_byte(text, &rule->key) || !parse_byte(text + 3, &rule->asc) ||
		!parse_byte(text + 6, &rule->ascq) || rule->key < 1 || rule->key > 0xE)
		return settings_refuse(reader, values[0]->line, field->name,
			"'%.40s': expected KEY/ASC/ASCQ in hexadecimal, like 03/0C/00, key 01 to "
			"0E",
			text);
	rule->effect = FAULT_SENSE;
	return 0;
}

/* After sense in the table. */
static int read_busy(const struct settings_reader *reader, const struct settings_field *field,
	const struct setting *const *values, unsigned count, void *object)
{
	struct fault_rule *rule = object;
	bool *busy = &(bool) { false };
	const struct settings_field here = { .name = field->name, .bytes = sizeof *busy };
	int rc = settings_read_yes_no(reader, &here, values, count, busy);

	if (rc < 0 || !*busy)
		return rc;
	if (rule->effect == FAULT_SENSE)
		return settings_refuse(reader, values[0]->line, field->name,
			"a command that is turned away has no sense");
	rule->effect = FAULT_BUSY;
	return 0;
}

/* After sense in the table. */
static int read_carried_out(const struct settings_reader *reader,
	const struct settings_field *field, const struct setting *const *values, unsigned count,
	void *object)
{
	const struct fault_rule *rule = object;

	if (rule->effect != FAULT_SENSE)
		return settings_refuse(reader, values[0]->line, field->name,
			"tells when the sense comes, and there is none");
	return settings_read_yes_no(reader, field, values, count, object);
}

#define NUMBER(key, least, most)                                                        \
	{                                                                               \
		.name = #key, .read = settings_read_number,                             \
		SETTINGS_MEMBER(struct fault_rule, key), .min = (least), .max = (most), \
		.optional = true                                                        \
	}

static const struct settings_field rule_fields[] = {
	{ .name = "commands", .read = read_commands, .list = true, .optional = true },
	{ .name = "blocks", .read = read_blocks, .optional = true },
	NUMBER(skip, 0, UINT32_MAX),
	NUMBER(times, 0, UINT32_MAX),
	NUMBER(chance, 1, FAULT_CHANCE_MAX),
	NUMBER(delay_ms, 1, FAULT_DELAY_MAX_MS),
	{ .name = "sense", .read = read_sense, .optional = true },
	{ .name = "busy", .read = read_busy, .optional = true },
	{ .name = "carried_out",
		.read = read_carried_out,
		SETTINGS_MEMBER(struct fault_rule, carried_out),
		.optional = true },
	{ .name = NULL },
};

static int read_rule(const struct settings_reader *reader, cfg_t *section, struct fault_rule *rule)
{
	const char *name = cfg_title(section);
	int rc;

	*rule = (struct fault_rule) { .any_block = true, .chance = FAULT_CHANCE_MAX };
	if (strlen(name) < 1 || strlen(name) > FAULT_NAME_CHARS)
		return settings_refuse(reader, (unsigned)section->line, "fault",
			"a name of %zu characters, expected 1 to %d", strlen(name),
			FAULT_NAME_CHARS);
	memcpy(rule->name, name, strlen(name) + 1);
	rc = settings_read(reader, section, rule_fields, rule);
	if (rc == 0 && rule->effect == FAULT_LATE && !rule->delay_ms)
		rc = settings_refuse(reader, (unsigned)section->line, "fault",
			"'%s' does nothing, expected sense, busy or delay_ms", name);
	return rc;
}

static int read_rules(
	const struct settings_reader *reader, cfg_t *root, struct burnrig_faults *faults)
{
	unsigned count = cfg_size(root, "fault");

	if (count == 0 || count > FAULT_RULES_MAX)
		return settings_refuse(reader, 0, "fault", "%u sections, expected 1 to %d", count,
			FAULT_RULES_MAX);
	faults->count = count;
	for (unsigned i = 0; i < count; i++) {
		int rc = read_rule(reader, cfg_getnsec(root, "fault", i), &faults->rules[i]);

		if (rc < 0)
			return rc;
	}
	return 0;
}

int faults_parse(const char *text, const char *file_for_errors, struct burnrig_faults **ret_faults,
	struct burnrig_problem *problem)
{
	static const struct settings_field no_fields[] = { { .name = NULL } };
	static const struct settings_section sections[] = { { "fault", rule_fields },
		{ NULL, NULL } };
	const struct settings_reader reader = { .file = file_for_errors, .problem = problem };
	struct burnrig_faults *faults;
	cfg_t *root;
	int rc = settings_parse(&reader, text, no_fields, sections, &root);

	if (rc < 0)
		return rc;
	faults = calloc(1, sizeof *faults);
	rc = faults ? read_rules(&reader, root, faults) : -ENOMEM;
	settings_free(root);
	if (rc < 0)
		free(faults);
	else
		*ret_faults = faults;
	return rc;
}
