/* SPDX-License-Identifier: MIT */
#include "emulator/ways-in/tcmu/config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void tcmu_config_init(struct tcmu_config *config)
{
	*config = (struct tcmu_config) { .seed = 0 };
	snprintf(config->drive, sizeof(config->drive), "%s", TCMU_DRIVE_DEFAULT);
	clock_policy_parse("virtual", &config->clock, NULL);
}

const char *tcmu_config_subtype(const struct tcmu_config *config)
{
	return config->clock.kind == CLOCK_VIRTUAL ? TCMU_SUBTYPE : TCMU_SUBTYPE_TIMED;
}

static int parse_seed(const char *text, uint64_t *ret_seed, struct burnrig_problem *problem)
{
	unsigned long long seed;
	char *end;

	errno = 0;
	seed = strtoull(text, &end, 10);
	if (text[0] < '0' || text[0] > '9' || *end || errno) {
		burnrig_problem_set(problem, NULL, 0, "seed",
			"'%.40s' is no number from 0 to 18446744073709551615", text);
		return -EINVAL;
	}
	*ret_seed = seed;
	return 0;
}

/* Where the text of @key goes; NULL when it is no text. */
static char *text_field(struct tcmu_config *config, const char *key, size_t key_bytes)
{
	const struct {
		const char *key;
		char *field;
	} fields[] = { { "drive", config->drive }, { "disc", config->disc },
		{ "control", config->control }, { "definitions", config->definitions } };

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (strlen(fields[i].key) == key_bytes &&
			memcmp(fields[i].key, key, key_bytes) == 0)
			return fields[i].field;
	return NULL;
}

/* The folder and the files are opened by a daemon: a relative path would mean another one there. */
static int check_path(const char *key, const char *value, struct burnrig_problem *problem)
{
	bool is_name = strcmp(key, "drive") == 0 && !strchr(value, '/');

	if (value[0] == '/' || (is_name && value[0]))
		return 0;
	burnrig_problem_set(problem, NULL, 0, key, "'%.100s' is no absolute path%s", value,
		strcmp(key, "drive") == 0 ? " and no name" : "");
	return -EINVAL;
}

static int parse_item(struct tcmu_config *config, const char *item, struct burnrig_problem *problem)
{
	const char *equals = strchr(item, '=');
	const char *value = equals ? equals + 1 : item;
	size_t key_bytes = equals ? (size_t)(equals - item) : 0;
	char *field;

	if (item[0] == '/') {
		value = item;
		field = config->disc;
	} else if (key_bytes == 5 && memcmp(item, "clock", 5) == 0) {
		return clock_policy_parse(value, &config->clock, problem);
	} else if (key_bytes == 4 && memcmp(item, "seed", 4) == 0) {
		return parse_seed(value, &config->seed, problem);
	} else {
		field = text_field(config, item, key_bytes);
	}
	if (!field) {
		burnrig_problem_set(problem, NULL, 0, "config",
			"'%.60s': expected a disc's path, or drive=, disc=, clock=, seed=, "
			"control=, definitions=",
			item);
		return -EINVAL;
	}
	snprintf(field, TCMU_CONFIG_BYTES_MAX, "%s", value);
	return check_path(field == config->drive     ? "drive"
			  : field == config->disc    ? "disc"
			  : field == config->control ? "control"
						     : "definitions",
		value, problem);
}

static int check_subtype(const struct tcmu_config *config, const char *text, size_t bytes,
	struct burnrig_problem *problem)
{
	const char *wanted = tcmu_config_subtype(config);

	if (strlen(wanted) == bytes && memcmp(wanted, text, bytes) == 0)
		return 0;
	burnrig_problem_set(problem, NULL, 0, "config",
		"the handler for this clock is '%s', not '%.*s'", wanted,
		(int)(bytes < 40 ? bytes : 40), text);
	return -EINVAL;
}

int tcmu_config_parse(
	const char *text, struct tcmu_config *ret_config, struct burnrig_problem *problem)
{
	char items[TCMU_CONFIG_BYTES_MAX];
	const char *slash = strchr(text, '/');
	struct tcmu_config config;
	char *rest = items, *item;
	int result = 0;

	tcmu_config_init(&config);
	if (!slash || strlen(text) >= TCMU_CONFIG_BYTES_MAX) {
		burnrig_problem_set(problem, NULL, 0, "config", "%s",
			slash ? "longer than the kernel keeps" : "expected SUBTYPE/ITEM;ITEM…");
		return -EINVAL;
	}
	snprintf(items, sizeof(items), "%s", slash + 1);
	while (result == 0 && (item = strsep(&rest, ";")) != NULL)
		if (item[0])
			result = parse_item(&config, item, problem);
	if (result == 0)
		result = check_subtype(&config, text, (size_t)(slash - text), problem);
	if (result == 0)
		*ret_config = config;
	return result;
}

struct text {
	char *out;
	size_t used_bytes;
	bool bad;
	struct burnrig_problem *problem;
};

static void add(struct text *text, const char *key, const char *value)
{
	int more = snprintf(text->out + text->used_bytes, TCMU_CONFIG_BYTES_MAX - text->used_bytes,
		"%s%s%s", text->used_bytes && strchr(text->out, '=') ? ";" : "", key, value);

	if (strpbrk(value, ",;\n")) {
		text->bad = true;
		burnrig_problem_set(text->problem, NULL, 0, NULL,
			"'%s': a comma, a semicolon or a line's end in a path cannot be said to the kernel",
			value);
	}
	text->used_bytes += more > 0 ? (size_t)more : 0;
	if (text->used_bytes >= TCMU_CONFIG_BYTES_MAX)
		text->used_bytes = TCMU_CONFIG_BYTES_MAX - 1;
}

int tcmu_config_format(const struct tcmu_config *config, char *out, struct burnrig_problem *problem)
{
	const char *drive = strcmp(config->drive, TCMU_DRIVE_DEFAULT) == 0 ? "" : config->drive;
	struct text text = { .out = out, .problem = problem };
	char number[24], clock[16];

	snprintf(number, sizeof(number), "%llu", (unsigned long long)config->seed);
	clock_policy_text(&config->clock, clock, sizeof(clock));
	out[0] = '\0';
	add(&text, tcmu_config_subtype(config), "/");
	add(&text, "clock=", clock);
	if (config->disc[0])
		add(&text, "disc=", config->disc);
	if (drive[0])
		add(&text, "drive=", drive);
	if (config->seed)
		add(&text, "seed=", number);
	if (config->control[0])
		add(&text, "control=", config->control);
	if (config->definitions[0])
		add(&text, "definitions=", config->definitions);
	if (text.bad)
		return -EINVAL;
	if (text.used_bytes < TCMU_CONFIG_BYTES_MAX - 1)
		return 0;
	burnrig_problem_set(problem, NULL, 0, NULL,
		"the paths are too long together: the kernel keeps %d bytes",
		TCMU_CONFIG_BYTES_MAX - 1);
	return -ENAMETOOLONG;
}
