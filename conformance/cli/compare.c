/* SPDX-License-Identifier: MIT */
#include "conformance/cli/compare.h"

#include <errno.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct told {		 /* one run's report */
	json_t *run;	 /* its first line          */
	json_t *results; /* identity -> result line */
};

static void told_free(struct told *told)
{
	json_decref(told->run);
	json_decref(told->results);
}

static bool take_line(struct told *told, json_t *line)
{
	const char *type = json_string_value(json_object_get(line, "type"));
	const char *id = json_string_value(json_object_get(line, "id"));

	if (type && strcmp(type, "run") == 0 && !told->run) {
		told->run = json_incref(line);
		return true;
	}
	return type && strcmp(type, "result") == 0 && id &&
	       json_string_value(json_object_get(line, "verdict")) &&
	       json_object_set(told->results, id, line) == 0;
}

static int load_lines(FILE *in, const char *path, struct told *told)
{
	char *line = NULL;
	size_t room = 0;
	unsigned number = 0;
	bool good = true;

	while (good && getline(&line, &room, in) > 0) {
		json_t *object = json_loads(line, 0, NULL);
		number++;
		good = object && take_line(told, object);
		json_decref(object);
	}
	free(line);
	if (good && told->run)
		return 0;
	fprintf(stderr, "burnrig test: %s:%u: no line of a report that --json wrote\n", path,
		number);
	return 2;
}

static int load(const char *path, struct told *ret_told)
{
	FILE *in = fopen(path, "re");
	int status;

	*ret_told = (struct told) { .results = json_object() };
	if (!in) {
		fprintf(stderr, "burnrig test: %s: %s\n", path, strerror(errno));
		return 2;
	}
	status = load_lines(in, path, ret_told);
	fclose(in);
	return status;
}

static const char *verdict_in(const struct told *told, const char *id)
{
	return json_string_value(json_object_get(json_object_get(told->results, id), "verdict"));
}

static bool is_bad(const char *verdict)
{
	return verdict && (strcmp(verdict, "fail") == 0 || strcmp(verdict, "error") == 0);
}

static bool is_pass(const char *verdict)
{
	return verdict && strcmp(verdict, "pass") == 0;
}

static const char *word(const char *before, const char *now)
{
	if (is_bad(now) && !is_bad(before))
		return "worse";
	if (is_pass(before) && !is_pass(now))
		return "lost";
	if (is_bad(before) && is_pass(now))
		return "better";
	return "changed";
}

struct changes {
	size_t changed, worse;
};

static void tell(FILE *out, const char *id, const char *before, const struct told *new,
	struct changes *changes)
{
	const char *now = verdict_in(new, id), *what = word(before, now), *reason;

	if (before && now && strcmp(before, now) == 0)
		return;
	changes->changed++;
	if (strcmp(what, "worse") == 0 || strcmp(what, "lost") == 0)
		changes->worse++;
	fprintf(out, "%-8s %-7s -> %-7s %s\n", what, before ? before : "absent",
		now ? now : "absent", id);
	reason = json_string_value(json_object_get(json_object_get(new->results, id), "reason"));
	if (reason && *reason)
		fprintf(out, "         %s\n", reason);
}

static void tell_drive(FILE *out, const char *which, const json_t *run)
{
	const json_t *drive = json_object_get(run, "drive");
	const char *words[] = { "vendor", "product", "revision" };

	fprintf(out, "%s:", which);
	for (size_t i = 0; i < 3; i++) {
		const char *text = json_string_value(json_object_get(drive, words[i]));
		fprintf(out, " %s", text ? text : "?");
	}
	fprintf(out, " (%lld passed, %lld failed)\n",
		(long long)json_integer_value(json_object_get(run, "passed")),
		(long long)json_integer_value(json_object_get(run, "failed")));
}

static int tell_all(const struct told *old, const struct told *new, FILE *out)
{
	struct changes changes = { 0 };
	const char *id;
	json_t *line;

	tell_drive(out, "old", old->run);
	tell_drive(out, "new", new->run);
	json_object_foreach(new->results, id, line)
		tell(out, id, verdict_in(old, id), new, &changes);
	json_object_foreach(old->results, id, line) if (!verdict_in(new, id))
		tell(out, id, verdict_in(old, id), new, &changes);
	fprintf(out, "%zu changed, %zu of them for the worse\n", changes.changed, changes.worse);
	return changes.worse ? 1 : 0;
}

int compare_runs(const char *old_path, const char *new_path, FILE *out)
{
	struct told old, new = { 0 };
	int status = load(old_path, &old);

	if (!status)
		status = load(new_path, &new);
	if (!status)
		status = tell_all(&old, &new, out);
	told_free(&old);
	told_free(&new);
	return status;
}
