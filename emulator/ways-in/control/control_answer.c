/* SPDX-License-Identifier: MIT */
/* Requests of the control socket: what each does with the drive. Bytes and threads are elsewhere.
 */
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "burnrig/disc.h"
#include "emulator/ways-in/control/control_host.h"

static json_t *refusal(const char *text)
{
	return json_pack("{s:b, s:s}", "ok", 0, "error", text);
}

static json_t *refusal_of(const struct burnrig_problem *problem)
{
	char text[700];

	return refusal(burnrig_problem_format(problem, text, sizeof(text)));
}

static json_t *done(void)
{
	return json_pack("{s:b}", "ok", 1);
}

/* A path of a request: NULL when absent; false when it is there and is none. */
static bool path_of(const json_t *request, const char **ret_path)
{
	const json_t *path = json_object_get(request, "path");

	*ret_path = json_string_value(path);
	if (!path)
		return true;
	return *ret_path && (*ret_path)[0] == '/' && json_string_length(path) < PATH_MAX;
}

static json_t *answer_status(struct control_host *host, const json_t *request)
{
	struct burnrig_drive_status status;
	struct burnrig_drive *drive;
	uint64_t now_ns;
	json_t *reply;

	(void)request;
	drive = host->enter(host->context, &now_ns);
	burnrig_drive_advance(drive, now_ns);
	burnrig_drive_status(drive, &status);
	reply = json_pack("{s:b, s:s, s:s, s:s, s:I, s:s, s:b, s:b, s:b, s:s?, s:s?, s:i}", "ok", 1,
		"name", host->name, "drive", host->drive_name, "clock", host->clock, "time_ns",
		(json_int_t)now_ns, "tray", status.tray == BURNRIG_TRAY_OPEN ? "open" : "closed",
		"medium_present", status.medium_present, "removal_prevented",
		status.removal_prevented, "ready", status.ready, "medium", status.medium_name,
		"disc", status.medium_present && host->disc_path[0] ? host->disc_path : NULL,
		"profile", (int)status.current_profile);
	if (reply) {
		json_t *more = json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I}",
			"write_speed_kBps", (json_int_t)status.write_speed_kBps, "head_rate_kBps",
			(json_int_t)status.head_rate_kBps, "rotation_rpm",
			(json_int_t)status.rotation_rpm, "buffer_bytes",
			(json_int_t)status.buffer_bytes, "buffer_used_bytes",
			(json_int_t)status.buffer_used_bytes, "head_lba",
			(json_int_t)status.head_lba, "commands", (json_int_t)status.commands,
			"underruns", (json_int_t)status.underruns);

		json_object_update(reply, more);
		json_decref(more);
	}
	host->leave(host->context);
	return reply;
}

/* The disc is ours after it came out; closing it commits and frees the file for others. */
static int put_away(struct control_host *host, struct burnrig_disc *disc)
{
	int result = burnrig_disc_close(disc);

	host->disc_path[0] = '\0';
	if (host->disc_changed)
		host->disc_changed(host->context, NULL);
	return result;
}

/* Inside enter/leave: the button is pressed, and what lies on the tray then is put away. */
static int eject(struct control_host *host, struct burnrig_drive *drive, uint64_t now_ns)
{
	struct burnrig_disc *disc = NULL;
	int result = burnrig_drive_press_eject(drive, now_ns, &disc);

	return disc ? put_away(host, disc) : result;
}

static json_t *answer_of_eject(int result)
{
	if (result == -EACCES)
		return refusal("a program prevents removal; it was told of the button");
	if (result == -EBUSY)
		return json_pack(
			"{s:b, s:s, s:b}", "ok", 0, "error", "the drive is writing", "busy", 1);
	return result == 0 ? done() : refusal(strerror(-result));
}

static json_t *answer_eject(struct control_host *host, const json_t *request)
{
	struct burnrig_drive *drive;
	uint64_t now_ns;
	int result;

	(void)request;
	drive = host->enter(host->context, &now_ns);
	result = eject(host, drive, now_ns);
	host->leave(host->context);
	return answer_of_eject(result);
}

/* Inside enter/leave, @disc is the drive's now. */
static void went_in(struct control_host *host, const struct burnrig_disc *disc)
{
	const char *path = burnrig_disc_path(disc);

	snprintf(host->disc_path, sizeof(host->disc_path), "%s", path ? path : "");
	if (host->disc_changed)
		host->disc_changed(host->context, disc);
}

/* What lay on the open tray goes back to its owner; with no new disc it is the one pushed in. */
static int push_in(struct control_host *host, struct burnrig_disc *new_disc)
{
	uint64_t now_ns;
	struct burnrig_drive *drive = host->enter(host->context, &now_ns);
	struct burnrig_disc *on_tray = burnrig_drive_take_disc(drive);
	struct burnrig_disc *disc = new_disc ? new_disc : on_tray;
	int result = disc ? burnrig_drive_insert(drive, disc, now_ns) : -ENOMEDIUM;

	if (on_tray && (new_disc || result < 0))
		put_away(host, on_tray);
	if (result == 0)
		went_in(host, disc);
	host->leave(host->context);
	if (result < 0 && new_disc)
		burnrig_disc_close(new_disc);
	return result;
}

static int make_disc(
	const char *medium, struct burnrig_disc **ret_disc, struct burnrig_problem *problem)
{
	struct burnrig_medium_definition *definition;
	int result = burnrig_medium_definition_load(medium, &definition, problem);

	if (result < 0)
		return result;
	*ret_disc = burnrig_disc_create_in_memory(definition);
	burnrig_medium_definition_free(definition);
	if (*ret_disc)
		return 0;
	burnrig_problem_set(problem, medium, 0, NULL, "no memory for the disc");
	return -ENOMEM;
}

/* The new disc is there before the old one goes, so nobody is left without any. */
static json_t *insert_new(struct control_host *host, const char *medium)
{
	struct burnrig_problem problem = { .line = 0 };
	struct burnrig_disc *disc = NULL;
	struct burnrig_drive *drive;
	uint64_t now_ns;
	int result;

	if (make_disc(medium, &disc, &problem) < 0)
		return refusal_of(&problem);
	drive = host->enter(host->context, &now_ns);
	result = eject(host, drive, now_ns);
	if (result == 0)
		result = burnrig_drive_insert(drive, disc, now_ns);
	if (result == 0)
		went_in(host, disc);
	host->leave(host->context);
	if (result < 0)
		burnrig_disc_close(disc);
	return answer_of_eject(result);
}

/* A name of a definition, or its absolute path. */
static bool is_medium(const json_t *medium)
{
	const char *text = json_string_value(medium);

	return text && text[0] != '\0' && json_string_length(medium) < PATH_MAX &&
	       (text[0] == '/' || !strchr(text, '/'));
}

static json_t *answer_insert(struct control_host *host, const json_t *request)
{
	const json_t *medium = json_object_get(request, "medium");
	struct burnrig_disc *disc = NULL;
	struct burnrig_problem problem = { .line = 0 };
	const char *path;
	int result;

	if (medium && (!is_medium(medium) || json_object_get(request, "path")))
		return refusal("medium: expected a name or an absolute path, and no disc's path");
	if (medium)
		return insert_new(host, json_string_value(medium));
	if (!path_of(request, &path))
		return refusal("path: expected an absolute path");
	if (path && burnrig_disc_open(path, false, &disc, &problem) < 0)
		return refusal_of(&problem);
	result = push_in(host, disc);
	if (result == -EBUSY)
		return refusal("there is a disc inside; eject it first");
	if (result == -ENOMEDIUM)
		return refusal("no disc lies on the tray; name one");
	return result == 0 ? done() : refusal(strerror(-result));
}

static json_t *answer_trace(struct control_host *host, const json_t *request)
{
	struct burnrig_problem problem = { .line = 0 };
	struct burnrig_drive *drive;
	const char *path;
	uint64_t now_ns;
	int result;

	if (!path_of(request, &path))
		return refusal("path: expected an absolute path");
	drive = host->enter(host->context, &now_ns);
	if (path)
		result = trace_file_start(host->trace, drive, path, &problem);
	else
		result = trace_file_stop(host->trace, drive);
	host->leave(host->context);
	if (result < 0)
		return path ? refusal_of(&problem) : refusal("the trace could not be written");
	return done();
}

static json_t *answer_faults(struct control_host *host, const json_t *request)
{
	struct burnrig_problem problem = { .line = 0 };
	struct burnrig_faults *faults = NULL;
	const char *path;
	uint64_t now_ns;

	if (!path_of(request, &path))
		return refusal("path: expected an absolute path");
	if (path && burnrig_faults_load(path, &faults, &problem) < 0)
		return refusal_of(&problem);
	burnrig_drive_set_faults(host->enter(host->context, &now_ns), faults);
	host->leave(host->context);
	return done();
}

static const struct {
	const char *command;
	json_t *(*answer)(struct control_host *host, const json_t *request);
} answers[] = {
	{ "status", answer_status },
	{ "eject", answer_eject },
	{ "insert", answer_insert },
	{ "trace", answer_trace },
	{ "faults", answer_faults },
};

static json_t *answer_request(struct control_host *host, const json_t *request)
{
	const char *command = json_string_value(json_object_get(request, "command"));

	if (!command)
		return refusal("expected one JSON object with a \"command\"");
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++)
		if (strcmp(command, answers[i].command) == 0)
			return answers[i].answer(host, request);
	return refusal("no such command");
}

char *control_answer(struct control_host *host, const char *line, size_t line_bytes)
{
	json_t *request = json_loadb(line, line_bytes, JSON_REJECT_DUPLICATES, NULL);
	json_t *reply = answer_request(host, request);
	char *text = reply ? json_dumps(reply, JSON_COMPACT) : NULL;

	json_decref(request);
	json_decref(reply);
	return text;
}
