/* SPDX-License-Identifier: MIT */
/* burnrig drive status, eject, insert, trace, faults: one question over the control socket each. */
#include "emulator/cli/drive_control.h"

#include <errno.h>
#include <getopt.h>
#include <jansson.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "burnrig/definition.h"
#include "emulator/ways-in/control/control_socket.h"

struct request {
	const char *word;   /* "status"                                          */
	const char *usage;  /* the lines of --help                               */
	const char *socket; /* --socket, or NULL                                 */
	bool json;
	const char *name;   /* of the drive; may be NULL with --socket            */
	const char *path;   /* last argument, or NULL                             */
	const char *medium; /* --medium, or NULL                                  */
};

enum takes { TAKES_NOTHING, TAKES_PATH, TAKES_DISC }; /* a disc is a path, or --medium */

/*
 * Options and "NAME [PATH]" (with --socket just "[PATH]"). Returns -1 to go on, else the exit
 * status.
 */
static int parse(int argc, char **argv, enum takes takes, struct request *request)
{
	static const struct option options[] = { { "help", no_argument, NULL, 'h' },
		{ "json", no_argument, NULL, 'j' }, { "socket", required_argument, NULL, 's' },
		{ "medium", required_argument, NULL, 'm' }, { NULL, 0, NULL, 0 } };
	int option;

	optind = 1;
	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == 'h') {
			fputs(request->usage, stdout);
			return 0;
		}
		if (option == '?' || (option == 'm' && takes != TAKES_DISC))
			break;
		if (option == 'j')
			request->json = true;
		else if (option == 'm')
			request->medium = optarg;
		else
			request->socket = optarg;
	}
	if (option == -1 && !request->socket && optind < argc)
		request->name = argv[optind++];
	if (option == -1 && takes != TAKES_NOTHING && !request->medium && optind < argc)
		request->path = argv[optind++];
	if (option == -1 && optind == argc && (request->socket || request->name))
		return -1;
	fputs(request->usage, stderr);
	return 2;
}

static bool find_socket(const struct request *request, char *out, size_t out_bytes)
{
	int result;

	if (request->socket)
		return snprintf(out, out_bytes, "%s", request->socket) > 0;
	result = control_socket_find(request->name, out, out_bytes);
	if (result == -EINVAL)
		fprintf(stderr, "burnrig drive %s: '%s' is no name of a drive\n", request->word,
			request->name);
	else if (result < 0)
		fprintf(stderr, "burnrig drive %s: no drive '%s' is attached or running\n",
			request->word, request->name);
	return result == 0;
}

/* The drive's reply when it is ok; NULL after saying why not. */
static json_t *ask(const struct request *request, const char *path)
{
	struct burnrig_problem problem = { .line = 0 };
	char socket[PATH_MAX], text[700];
	json_t *question, *reply = NULL;
	char *line = NULL, *answer = NULL;
	int result = -ENOMEM;

	if (!find_socket(request, socket, sizeof(socket)))
		return NULL;
	question = json_pack("{s:s, s:s*, s:s*}", "command", request->word, "path", path, "medium",
		request->medium);
	line = question ? json_dumps(question, JSON_COMPACT) : NULL;
	if (line)
		result = control_ask(socket, line, &answer, &problem);
	if (result == 0)
		reply = json_loads(answer, JSON_REJECT_DUPLICATES, NULL);
	json_decref(question);
	free(line);
	free(answer);
	if (result < 0) {
		burnrig_problem_format(&problem, text, sizeof(text));
	} else if (!json_is_true(json_object_get(reply, "ok"))) {
		const char *error = json_string_value(json_object_get(reply, "error"));

		snprintf(text, sizeof(text), "%s", error ? error : "the drive gave no answer");
	} else {
		return reply;
	}
	fprintf(stderr, "burnrig drive %s: %s\n", request->word, text);
	json_decref(reply);
	return NULL;
}

static const char *text_of(const json_t *reply, const char *key, const char *otherwise)
{
	const char *text = json_string_value(json_object_get(reply, key));

	return text ? text : otherwise;
}

static long long number_of(const json_t *reply, const char *key)
{
	return (long long)json_integer_value(json_object_get(reply, key));
}

static void print_status(const json_t *reply)
{
	bool medium = json_is_true(json_object_get(reply, "medium_present"));

	printf("drive      %s (%s), clock %s\n", text_of(reply, "name", "?"),
		text_of(reply, "drive", "?"), text_of(reply, "clock", "?"));
	printf("tray       %s%s\n", text_of(reply, "tray", "?"),
		json_is_true(json_object_get(reply, "removal_prevented")) ? ", locked" : "");
	if (!medium) {
		printf("disc       none\n");
	} else {
		printf("disc       %s: %s, profile %04llXh, %s\n",
			text_of(reply, "disc", "in memory only"), text_of(reply, "medium", "?"),
			number_of(reply, "profile"),
			json_is_true(json_object_get(reply, "ready")) ? "ready" : "not ready");
		printf("speed      %lld kB/s selected, %lld kB/s now at %lld rpm\n",
			number_of(reply, "write_speed_kBps"), number_of(reply, "head_rate_kBps"),
			number_of(reply, "rotation_rpm"));
	}
	printf("buffer     %lld of %lld bytes, %lld underruns\n",
		number_of(reply, "buffer_used_bytes"), number_of(reply, "buffer_bytes"),
		number_of(reply, "underruns"));
	printf("commands   %lld\n", number_of(reply, "commands"));
}

int cmd_drive_status(int argc, char **argv)
{
	struct request request = {
		.word = "status",
		.usage = "usage: burnrig drive status NAME [--json]\n"
			 "       burnrig drive status --socket PATH [--json]\n\n"
			 "What a virtual drive is doing. NAME is what it was attached or run as.\n"
	};
	int status = parse(argc, argv, TAKES_NOTHING, &request);
	json_t *reply;

	if (status >= 0)
		return status;
	reply = ask(&request, NULL);
	if (!reply)
		return 1;
	if (request.json) {
		json_object_del(reply, "ok");
		json_dumpf(reply, stdout, JSON_INDENT(2));
		putchar('\n');
	} else {
		print_status(reply);
	}
	json_decref(reply);
	return 0;
}

/* Asks, and prints only the problem or with --json the reply. */
static int order(const struct request *request, const char *path)
{
	json_t *reply = ask(request, path);

	if (!reply)
		return 1;
	if (request->json) {
		json_dumpf(reply, stdout, JSON_COMPACT);
		putchar('\n');
	}
	json_decref(reply);
	return 0;
}

int cmd_drive_eject(int argc, char **argv)
{
	struct request request = {
		.word = "eject",
		.usage = "usage: burnrig drive eject NAME [--json]\n"
			 "       burnrig drive eject --socket PATH [--json]\n\n"
			 "Presses the eject button. The disc is written out and free for others.\n"
	};
	int status = parse(argc, argv, TAKES_NOTHING, &request);

	return status >= 0 ? status : order(&request, NULL);
}

/* A file that is there, by its full path: the drive stands in another folder. NULL after saying why not. */
static const char *real_path(const char *word, const char *path, char out[PATH_MAX])
{
	if (realpath(path, out))
		return out;
	fprintf(stderr, "burnrig drive %s: %s: %s\n", word, path, strerror(errno));
	return NULL;
}

int cmd_drive_insert(int argc, char **argv)
{
	struct request request = { .word = "insert",
		.usage =
			"usage: burnrig drive insert NAME [DISC | --medium MEDIUM] [--json]\n"
			"       burnrig drive insert --socket PATH [DISC | --medium MEDIUM] [--json]\n\n"
			"Puts the disc file DISC into the drive and closes the tray; without DISC\n"
			"the disc on the open tray goes in again.\n\n"
			"  --medium MEDIUM  a new disc, one of `burnrig disc media` or the path of a\n"
			"                   definition (with a '/'), for whatever is inside now, which is\n"
			"                   taken out as by eject. The new disc has no file: it is in\n"
			"                   the drive's memory, and gone when it comes out\n" };
	int status = parse(argc, argv, TAKES_DISC, &request);
	char disc[PATH_MAX];

	if (status >= 0)
		return status;
	if (request.medium && strchr(request.medium, '/')) {
		request.medium = real_path(request.word, request.medium, disc);
		return request.medium ? order(&request, NULL) : 1;
	}
	if (request.path && !real_path(request.word, request.path, disc))
		return 1;
	return order(&request, request.path ? disc : NULL);
}

int cmd_drive_faults(int argc, char **argv)
{
	struct request request = {
		.word = "faults",
		.usage =
			"usage: burnrig drive faults NAME [RULES] [--json]\n"
			"       burnrig drive faults --socket PATH [RULES] [--json]\n\n"
			"Makes a drive fail on purpose from now on, by the rules in the file RULES (or\n"
			"one that comes with burnrig: scratch, ...); without RULES it fails no more.\n"
	};
	int status = parse(argc, argv, TAKES_PATH, &request);
	char path[PATH_MAX], file[PATH_MAX];

	if (status >= 0)
		return status;
	if (request.path && !strchr(request.path, '/')) {
		snprintf(path, sizeof(path), "%s/faults/%s.conf", burnrig_definitions_folder(),
			request.path);
		request.path = path;
	}
	if (request.path && !real_path(request.word, request.path, file))
		return 1;
	return order(&request, request.path ? file : NULL);
}

/* An absolute form of a file's name that need not be there yet. NULL when it is too long. */
static const char *absolute(const char *path, char *out, size_t out_bytes)
{
	char folder[PATH_MAX] = "";
	int length;

	if (path[0] != '/' && !getcwd(folder, sizeof(folder)))
		return NULL;
	length = snprintf(out, out_bytes, "%s%s%s", folder, folder[0] ? "/" : "", path);
	return length >= 0 && (size_t)length < out_bytes ? out : NULL;
}

int cmd_drive_trace(int argc, char **argv)
{
	struct request request = {
		.word = "trace",
		.usage =
			"usage: burnrig drive trace NAME [FILE] [--json]\n"
			"       burnrig drive trace --socket PATH [FILE] [--json]\n\n"
			"Writes a line for each command into FILE from now on; without FILE stops.\n"
	};
	int status = parse(argc, argv, TAKES_PATH, &request);
	char file[PATH_MAX];

	if (status >= 0)
		return status;
	if (request.path && !absolute(request.path, file, sizeof(file))) {
		fprintf(stderr, "burnrig drive trace: %s: name too long\n", request.path);
		return 1;
	}
	return order(&request, request.path ? file : NULL);
}
