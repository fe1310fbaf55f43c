/* SPDX-License-Identifier: MIT */
#include "conformance/cli/virtual_loader.h"

#include <errno.h>
#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "emulator/ways-in/control/control_socket.h"

#define BUSY_TRIES_MAX \
	150000 /* five minutes: no test leaves a drive that does more, at the speeds of today */

/* The request's line, to be freed. NULL when it cannot be made: @problem says why. */
static char *make_request(const char *medium, char *problem, size_t problem_bytes)
{
	char *path = strchr(medium, '/') ? realpath(medium, NULL) : NULL;
	json_t *request;
	char *line = NULL;

	snprintf(problem, problem_bytes, "medium %s: %s", medium, strerror(errno));
	if (strchr(medium, '/') && !path)
		return NULL;
	request = json_pack("{s:s, s:s}", "command", "insert", "medium", path ? path : medium);
	snprintf(problem, problem_bytes, "medium %s: it is no UTF-8, or memory is full", medium);
	if (request)
		line = json_dumps(request, JSON_COMPACT);
	json_decref(request);
	free(path);
	return line;
}

/* Returns -EBUSY when the drive will grant it later. */
static int read_reply(const char *answer, char *problem, size_t problem_bytes)
{
	json_t *reply = json_loads(answer, JSON_REJECT_DUPLICATES, NULL);
	const char *error = json_string_value(json_object_get(reply, "error"));
	int result = json_is_true(json_object_get(reply, "ok")) ? 0 : -EIO;

	if (json_is_true(json_object_get(reply, "busy")))
		result = -EBUSY;
	if (result)
		snprintf(problem, problem_bytes, "%s", error ? error : "the drive gave no answer");
	json_decref(reply);
	return result;
}

/* A connection for each request: a kept one would lock out who wants to see the drive's status. */
static int ask(const char *socket, const char *line, char *problem, size_t problem_bytes)
{
	struct burnrig_problem why = { .line = 0 };
	char *answer = NULL;
	int result = control_ask(socket, line, &answer, &why);

	if (result)
		burnrig_problem_format(&why, problem, problem_bytes);
	else
		result = read_reply(answer, problem, problem_bytes);
	free(answer);
	return result;
}

/* The test before may have left the drive writing: it keeps its disc until it is through. */
static int load(const struct loader *loader, char *problem, size_t problem_bytes)
{
	static const struct timespec pause = { .tv_nsec = 2000000 };
	const struct virtual_loader *choice = loader->context;
	char socket[PATH_MAX];
	char *line = make_request(choice->medium, problem, problem_bytes);
	int result = line ? control_socket_find(choice->drive, socket, sizeof socket) : -EINVAL;

	if (line && result)
		snprintf(problem, problem_bytes, "no drive '%s' is attached or running",
			choice->drive);
	if (!result)
		result = ask(socket, line, problem, problem_bytes);
	for (unsigned tries = 0; result == -EBUSY && tries < BUSY_TRIES_MAX; tries++) {
		nanosleep(&pause, NULL);
		result = ask(socket, line, problem, problem_bytes);
	}
	free(line);
	return result;
}

struct loader virtual_loader_of(const struct virtual_loader *choice)
{
	return (struct loader) { .load = load, .context = choice };
}
