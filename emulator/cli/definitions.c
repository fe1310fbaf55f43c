/* SPDX-License-Identifier: MIT */
/* burnrig drive list, show: the definitions of drives, for people and as JSON. */
#include "emulator/cli/definitions.h"

#include <errno.h>
#include <getopt.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "burnrig/definition.h"
#include "emulator/config/speeds.h"
#include "emulator/drive/drive_definition.h"

static const char list_usage[] = "usage: burnrig drive list [--json]\n\n"
				 "Prints name and title of every drive definition.\n";
static const char show_usage[] =
	"usage: burnrig drive show [--json] NAME\n\n"
	"Prints what the drive NAME (or the definition in the file NAME, with a slash in it) is: identity,\n"
	"mechanics, and the speeds it writes and reads each kind of disc at.\n";

/* --json, --help and no more than @words words behind. Returns -1 to go on, else the exit status. */
static int parse(int argc, char **argv, const char *usage, int words, bool *ret_json)
{
	static const struct option options[] = { { "help", no_argument, NULL, 'h' },
		{ "json", no_argument, NULL, 'j' }, { NULL, 0, NULL, 0 } };
	int option;

	optind = 1;
	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == 'h') {
			fputs(usage, stdout);
			return 0;
		}
		if (option != 'j')
			break;
		*ret_json = true;
	}
	if (option == -1 && argc - optind == words)
		return -1;
	fputs(usage, stderr);
	return 2;
}

static int say_problem(const struct burnrig_problem *problem)
{
	char text[700];

	fprintf(stderr, "burnrig: %s\n", burnrig_problem_format(problem, text, sizeof(text)));
	return 1;
}

/* Prints @json (consumed; NULL: there was no memory). Returns the exit status. */
static int print_json(json_t *json)
{
	int rc = json ? json_dumpf(json, stdout, JSON_INDENT(2)) : -1;

	json_decref(json);
	if (rc == 0 && putchar('\n') != EOF && fflush(stdout) == 0)
		return 0;
	fprintf(stderr, "burnrig: cannot write: %s\n", strerror(errno));
	return 1;
}

/* For the mouth of a user: "16x", "2.4x". */
static const char *format_x(uint32_t kBps, enum speeds_kind kind, char *out, size_t out_bytes)
{
	uint32_t cx = speeds_cx(kBps, kind);

	if (cx % 100 == 0)
		snprintf(out, out_bytes, "%ux", cx / 100);
	else if (cx % 10 == 0)
		snprintf(out, out_bytes, "%u.%ux", cx / 100, cx % 100 / 10);
	else
		snprintf(out, out_bytes, "%u.%02ux", cx / 100, cx % 100);
	return out;
}

static const char *rotation_name(enum mechanics_rotation rotation)
{
	static const char *const names[] = {
		[MECHANICS_CLV] = "CLV",
		[MECHANICS_CAV] = "CAV",
		[MECHANICS_PCAV] = "PCAV",
		[MECHANICS_ZCLV] = "ZCLV",
	};

	return names[rotation];
}

static const char *profile_title(uint16_t profile)
{
	static const struct {
		uint16_t profile;
		const char *title;
	} titles[] = {
#define PROFILE(name, code, text) { code, text },
#include "fixtures/codes/profiles.def"
#undef PROFILE
	};

	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		if (titles[i].profile == profile)
			return titles[i].title;
	return "unknown";
}

/* ---- list ---- */

struct list {
	json_t *json; /* NULL: for people */
	int status;
};

static void list_one(void *context, const char *name, const char *path)
{
	struct list *list = context;
	struct burnrig_drive_definition *definition = NULL;
	struct burnrig_problem problem = { .text = "" };

	if (burnrig_drive_definition_load(path, &definition, &problem) < 0) {
		list->status = say_problem(&problem);
		return;
	}
	if (list->json)
		json_array_append_new(list->json,
			json_pack("{s:s, s:s, s:s}", "name", name, "title",
				burnrig_drive_definition_title(definition), "path", path));
	else
		printf("%-16s %s\n", name, burnrig_drive_definition_title(definition));
	burnrig_drive_definition_free(definition);
}

int cmd_drive_list(int argc, char **argv)
{
	struct list list = { .json = NULL };
	bool json = false;
	int rc = parse(argc, argv, list_usage, 0, &json);

	if (rc != -1)
		return rc;
	if (json)
		list.json = json_array();
	rc = burnrig_definitions_list("drives", list_one, &list);
	if (rc < 0) {
		fprintf(stderr, "burnrig: %s/drives: %s\n", burnrig_definitions_folder(),
			strerror(-rc));
		list.status = 1;
	}
	if (json && print_json(list.json) != 0)
		list.status = 1;
	return list.status;
}

/* ---- show ---- */

static const struct {
	const char *name; /* in JSON */
	const char *what, *unit;
	size_t offset;
} numbers[] = {
#define NUMBER(name, what, unit)                                                   \
	{                                                                          \
#name, what, unit, offsetof(struct burnrig_drive_definition, name) \
	}
	NUMBER(buffer_bytes, "write buffer", "bytes"),
	NUMBER(rpm_max, "spindle limit", "turns/min"),
	NUMBER(spin_up_ms, "spin-up", "ms"),
	NUMBER(load_ms, "load to ready", "ms"),
	NUMBER(tray_ms, "tray", "ms"),
	NUMBER(seek_full_ms, "full seek", "ms"),
	NUMBER(seek_track_ms, "shortest seek", "ms"),
	NUMBER(opc_ms, "calibration", "ms"),
	NUMBER(command_us, "command", "us"),
	NUMBER(link_ms, "link", "ms"),
	NUMBER(zone_stop_ms, "stop at a zone", "ms"),
	NUMBER(layer_change_ms, "layer change", "ms"),
	NUMBER(close_track_ms, "close track", "ms"),
	NUMBER(lead_out_ms, "close session", "ms"),
	NUMBER(format_ms, "format", "ms"),
	NUMBER(blank_ms, "blank", "ms"),
#undef NUMBER
};
#define NUMBERS (sizeof(numbers) / sizeof(numbers[0]))

static uint32_t number_of(const struct burnrig_drive_definition *definition, size_t index)
{
	uint32_t value;

	memcpy(&value, (const char *)definition + numbers[index].offset, sizeof(value));
	return value;
}

/* Where PCAV begins, and the zones of ZCLV. */
static void print_speed_details(const struct mechanics_speed *speed, enum speeds_kind kind)
{
	char x[16];

	if (speed->rotation == MECHANICS_PCAV)
		printf(" from %s", format_x(speed->inner_kBps, kind, x, sizeof(x)));
	for (unsigned i = 0; i < speed->zone_count; i++)
		printf(" %s@%u", format_x(speed->zones[i].kBps, kind, x, sizeof(x)),
			speed->zones[i].start_block);
}

static void print_speeds(const char *what, const struct mechanics_speed *speeds, unsigned count,
	enum speeds_kind kind)
{
	char x[16];

	for (unsigned i = 0; i < count; i++) {
		printf("    %-6s %6s %-4s %7u kB/s", i ? "" : what,
			format_x(speeds[i].kBps, kind, x, sizeof(x)),
			rotation_name(speeds[i].rotation), speeds[i].kBps);
		print_speed_details(&speeds[i], kind);
		putchar('\n');
	}
}

static int print_definition(const struct burnrig_drive_definition *definition)
{
	printf("%s: %s\n  %s %s %s, serial %s, firmware of %s\n", definition->name,
		definition->title, definition->vendor, definition->product, definition->revision,
		definition->serial, definition->firmware_date);
	for (size_t i = 0; i < NUMBERS; i++)
		printf("  %-14s %8u %s\n", numbers[i].what, number_of(definition, i),
			numbers[i].unit);
	for (unsigned i = 0; i < definition->profile_count; i++) {
		const struct drive_profile_definition *entry = &definition->profiles[i];
		enum speeds_kind kind = SPEEDS_CD;

		speeds_kind_of_profile(entry->profile, &kind);
		printf("  %04Xh %s\n", entry->profile, profile_title(entry->profile));
		print_speeds("write", entry->write_speeds, entry->write_speed_count, kind);
		print_speeds("read", entry->read_speeds, entry->read_speed_count, kind);
	}
	return fflush(stdout) == 0 ? 0 : 1;
}

/* cx: 1/100 of 1x */
static json_t *speed_json(const struct mechanics_speed *speed, enum speeds_kind kind)
{
	json_t *json = json_pack("{s:I, s:I, s:s}", "cx", (json_int_t)speeds_cx(speed->kBps, kind),
		"kBps", (json_int_t)speed->kBps, "rotation", rotation_name(speed->rotation));
	json_t *zones;

	if (speed->rotation == MECHANICS_PCAV)
		json_object_set_new(json, "inner_kBps", json_integer(speed->inner_kBps));
	if (speed->rotation != MECHANICS_ZCLV)
		return json;
	zones = json_array();
	for (unsigned i = 0; i < speed->zone_count; i++)
		json_array_append_new(zones, json_pack("{s:I, s:I}", "start_block",
						     (json_int_t)speed->zones[i].start_block,
						     "kBps", (json_int_t)speed->zones[i].kBps));
	json_object_set_new(json, "zones", zones);
	return json;
}

static json_t *speeds_json(
	const struct mechanics_speed *speeds, unsigned count, enum speeds_kind kind)
{
	json_t *array = json_array();

	for (unsigned i = 0; i < count; i++)
		json_array_append_new(array, speed_json(&speeds[i], kind));
	return array;
}

static json_t *profile_json(const struct drive_profile_definition *entry)
{
	enum speeds_kind kind = SPEEDS_CD;

	speeds_kind_of_profile(entry->profile, &kind);
	return json_pack("{s:i, s:s, s:b, s:o, s:o}", "profile", (int)entry->profile, "title",
		profile_title(entry->profile), "writable", (int)entry->writable, "write",
		speeds_json(entry->write_speeds, entry->write_speed_count, kind), "read",
		speeds_json(entry->read_speeds, entry->read_speed_count, kind));
}

static json_t *definition_json(const struct burnrig_drive_definition *definition)
{
	json_t *profiles = json_array();
	json_t *json = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:i}", "name",
		definition->name, "title", definition->title, "vendor", definition->vendor,
		"product", definition->product, "revision", definition->revision, "serial",
		definition->serial, "firmware_date", definition->firmware_date, "interface",
		(int)definition->interface);

	for (size_t i = 0; i < NUMBERS; i++)
		json_object_set_new(
			json, numbers[i].name, json_integer((json_int_t)number_of(definition, i)));
	for (unsigned i = 0; i < definition->profile_count; i++)
		json_array_append_new(profiles, profile_json(&definition->profiles[i]));
	json_object_set_new(json, "profiles", profiles);
	return json;
}

int cmd_drive_show(int argc, char **argv)
{
	struct burnrig_drive_definition *definition = NULL;
	struct burnrig_problem problem = { .text = "" };
	bool json = false;
	int rc = parse(argc, argv, show_usage, 1, &json);

	if (rc != -1)
		return rc;
	if (burnrig_drive_definition_load(argv[optind], &definition, &problem) < 0)
		return say_problem(&problem);
	rc = json ? print_json(definition_json(definition)) : print_definition(definition);
	burnrig_drive_definition_free(definition);
	return rc;
}
