/* SPDX-License-Identifier: MIT */
#include "engine/cli/burn_log.h"

#include <errno.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* @key of @object as a number, or BURN_LOG_NONE. */
static double number(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	return json_is_number(value) ? json_number_value(value) : BURN_LOG_NONE;
}

static double percent(const json_t *object, const char *part, const char *whole)
{
	double used = number(object, part), size = number(object, whole);

	return used >= 0 && size > 0 ? 100 * used / size : BURN_LOG_NONE;
}

static const char *text(const json_t *object, const char *key)
{
	const char *value = json_string_value(json_object_get(object, key));

	return value ? value : "";
}

static bool is(const json_t *object, const char *key, const char *value)
{
	return strcmp(text(object, key), value) == 0;
}

static bool append(struct burn_log *log, size_t *room, const struct burn_log_point *point)
{
	if (log->count == *room) {
		size_t more = *room ? 2 * *room : 256;
		struct burn_log_point *points = realloc(log->points, more * sizeof *log->points);

		if (!points)
			return false;
		log->points = points;
		*room = more;
	}
	log->points[log->count++] = *point;
	return true;
}

/* "BURNRIG BD-RE BH16, DVD+R, 16x"; a simulation names definitions. */
static void read_start(struct burn_log *log, const json_t *event)
{
	const char *product = text(event, "product");

	snprintf(log->title, sizeof log->title, "%.40s%s%.60s, %.40s, %gx", text(event, "vendor"),
		*product ? " " : "", *product ? product : text(event, "drive"),
		text(event, "medium"), number(event, "speed_x"));
}

/* False: no memory. */
static bool read_event(struct burn_log *log, size_t *room, const json_t *event)
{
	struct burn_log_point point = {
		.seconds = number(event, "seconds"),
		.lba = number(event, "lba"),
		.x = number(event, "x"),
		.drive_buffer_percent =
			percent(event, "device_buffer_used_bytes", "device_buffer_bytes"),
		.host_buffer_percent = percent(event, "buffer_used_bytes", "buffer_bytes"),
		.rotation_rpm = number(event, "rotation_rpm"),
	};

	if (is(event, "event", "start"))
		read_start(log, event);
	if (!is(event, "event", "progress") || !is(event, "action", "writing"))
		return true;
	if (point.seconds < 0 || point.lba < 0 || point.x < 0)
		return true; /* nothing is recorded yet */
	return append(log, room, &point);
}

static int read_lines(
	FILE *file, struct burn_log *log, const char *path, char *problem, size_t problem_bytes)
{
	char *line = NULL;
	size_t line_room = 0, room = 0;
	unsigned number_of_line = 0;
	int error = 0;

	while (!error && getline(&line, &line_room, file) > 0) {
		json_t *event = json_loads(line, 0, NULL);

		number_of_line++;
		if (!json_is_object(event)) {
			snprintf(problem, problem_bytes, "%s:%u: this is no event of a burn", path,
				number_of_line);
			error = -EINVAL;
		} else if (!read_event(log, &room, event)) {
			snprintf(problem, problem_bytes, "%s: no memory", path);
			error = -ENOMEM;
		}
		json_decref(event);
	}
	free(line);
	if (!error && ferror(file)) {
		error = -EIO;
		snprintf(problem, problem_bytes, "%s: %s", path, strerror(EIO));
	}
	return error;
}

int burn_log_read(const char *path, struct burn_log *ret_log, char *problem, size_t problem_bytes)
{
	struct burn_log log = { .points = NULL };
	FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
	const char *name = strrchr(path, '/');
	int error;

	if (!file) {
		error = -errno;
		snprintf(problem, problem_bytes, "%s: %s", path, strerror(-error));
		return error;
	}
	snprintf(log.title, sizeof log.title, "%s", name ? name + 1 : path);
	error = read_lines(file, &log, path, problem, problem_bytes);
	if (file != stdin)
		fclose(file);
	if (!error && log.count == 0) {
		error = -EINVAL;
		snprintf(problem, problem_bytes, "%s: no progress of writing in it", path);
	}
	if (error)
		burn_log_free(&log);
	else
		*ret_log = log;
	return error;
}

void burn_log_free(struct burn_log *log)
{
	free(log->points);
	log->points = NULL;
	log->count = 0;
}
