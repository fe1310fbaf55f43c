/* SPDX-License-Identifier: MIT */
#include "conformance/cli/virtual_loader.h"

#include <errno.h>
#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emulator/ways-in/control/control_socket.h"

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

static int read_reply(const char *answer, char *problem, size_t problem_bytes)
{
	json_t *reply = json_loads(answer, JSON_REJECT_DUPLICATES, NULL);
	const char *error = json_string_value(json_object_get(reply, "error"));
	const int result = json_is_true(json_object_get(reply, "ok")) ? 0 : -EIO;

	if (result)
		snprintf(problem, problem_bytes, "%s", error ? error : "the drive gave no answer");
	json_decref(reply);
	return result;
}

/* A connection for each disc: a kept one would lock out who wants to see the drive's status. */
static int load(const struct loader *loader, char *problem, size_t problem_bytes)
{
	const struct virtual_loader *choice = loader->context;
	struct burnrig_problem why = { .line = 0 };
	char socket[PATH_MAX], *answer = NULL;
	char *line = make_request(choice->medium, problem, problem_bytes);
	int result = line ? control_socket_find(choice->drive, socket, sizeof socket) : -EINVAL;

	if (line && result)
		snprintf(problem, problem_bytes, "no drive '%s' is attached or running",
			choice->drive);
	if (!result) {
		result = control_ask(socket, line, &answer, &why);
		if (result)
			burnrig_problem_format(&why, problem, problem_bytes);
		else
			result = read_reply(answer, problem, problem_bytes);
	}
	free(answer);
	free(line);
	return result;
}

struct loader virtual_loader_of(const struct virtual_loader *choice)
{
	return (struct loader) { .load = load, .context = choice };
}
