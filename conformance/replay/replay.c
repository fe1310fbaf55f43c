/* SPDX-License-Identifier: MIT */
#include "conformance/replay/replay.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/replay/record_line.h"
#include "conformance/runner/firewall.h"
#include "conformance/runner/text.h"
#include "conformance/runner/trace.h"

#define TIMEOUT_MS   (60u * 60u * 1000u)
#define SHOWN_AROUND 8u /* bytes before the first that differs */
#define SHOWN	     ((size_t)16)

struct session {
	struct device *device;
	const struct replay_options *options;
	FILE *out;
	struct replay_result *result;
	uint64_t now_ns; /* since the device was opened */
	unsigned line_number;
};

static void complain(struct session *session, const char *what)
{
	snprintf(session->result->problem, sizeof session->result->problem, "line %u: %s",
		session->line_number, what);
}

/* ---- what differs ---------------------------------------------------------------------------- */

static void add_status(struct text *text, uint8_t status, uint8_t key, uint8_t asc, uint8_t ascq)
{
	const uint8_t sense[14] = { 0x70, [2] = key, [7] = 6, [12] = asc, [13] = ascq };
	char words[160];

	if (status == 0x02) {
		trace_sense(sense, sizeof sense, words, sizeof words);
		text_add(text, "CHECK CONDITION %s", words);
	} else if (status) {
		text_add(text, "status %02Xh", (unsigned)status);
	} else {
		text_add(text, "GOOD");
	}
}

static bool status_differs(
	const struct record_line *line, const struct device_answer *answer, char *out, size_t room)
{
	const bool has_sense = answer->status == 0x02 && answer->sense_bytes > 13;
	const uint8_t key = has_sense ? answer->sense[2] & 0x0f : 0;
	const uint8_t asc = has_sense ? answer->sense[12] : 0;
	const uint8_t ascq = has_sense ? answer->sense[13] : 0;
	struct text text = text_begin(out, room);

	if (line->status == answer->status && line->key == key && line->asc == asc &&
		line->ascq == ascq)
		return false;
	text_add(&text, "recorded ");
	add_status(&text, line->status, line->key, line->asc, line->ascq);
	text_add(&text, ", now ");
	add_status(&text, answer->status, key, asc, ascq);
	return true;
}

static bool data_differ(
	const struct record_line *line, const uint8_t *data, size_t moved, char *out, size_t room)
{
	const size_t both = moved < line->told_bytes ? moved : line->told_bytes;
	struct text text = text_begin(out, room);
	size_t at = 0, from;

	while (at < both && data[at] == line->data[at])
		at++;
	if (at == both)
		return false;
	from = at < SHOWN_AROUND ? 0 : at - SHOWN_AROUND;
	text_add(&text,
		"byte %zu of %zu: recorded %02Xh, now %02Xh\n    from byte %zu on, recorded ", at,
		moved, line->data[at], data[at], from);
	text_add_hex(&text, line->data + from, both - from, SHOWN);
	text_add(&text, "\n    from byte %zu on, now      ", from);
	text_add_hex(&text, data + from, both - from, SHOWN);
	return true;
}

static bool differs(const struct record_line *line, const struct device_answer *answer,
	const uint8_t *data, char *out, size_t room)
{
	if (status_differs(line, answer, out, room))
		return true;
	if (line->is_moved_told && answer->moved_known &&
		line->moved_bytes != answer->moved_bytes) {
		snprintf(out, room, "recorded %zu bytes moved, now %zu", line->moved_bytes,
			answer->moved_bytes);
		return true;
	}
	if (line->direction != DEVICE_DATA_IN || answer->status)
		return false;
	return data_differ(line, data, answer->moved_known ? answer->moved_bytes : line->data_bytes,
		out, room);
}

/* ---- one command after another --------------------------------------------------------------- */

static void keep_time(struct session *session, uint64_t at_ns)
{
	if (at_ns <= session->now_ns)
		return;
	session->device->operations->wait(session->device, at_ns - session->now_ns);
	session->now_ns = at_ns;
}

static void tell(struct session *session, const struct device_command *command,
	const struct device_answer *answer, uint64_t at_ns, const char *difference)
{
	char line[TRACE_LINE_BYTES];

	trace_format(command, answer, 0, at_ns, line);
	fprintf(session->out, "line %u: %s\n  %s\n", session->line_number, difference, line);
	session->result->differences++;
}

static int refuse(struct session *session, const struct record_line *line)
{
	if (firewall_effect(line->cdb, line->cdb_bytes) > session->options->allowed) {
		complain(session, "the command does more to the drive than is allowed");
		return -EPERM;
	}
	if (line->direction == DEVICE_DATA_OUT && line->told_bytes < line->data_bytes) {
		complain(session,
			"the data that were sent are not all told: a whole record is needed");
		return -EINVAL;
	}
	return 0;
}

static int send(struct session *session, const struct record_line *line)
{
	uint8_t *data = calloc(1, line->data_bytes + 1);
	struct device_command command = {
		.cdb = line->cdb,
		.cdb_bytes = line->cdb_bytes,
		.direction = line->data_bytes ? line->direction : DEVICE_NO_DATA,
		.data = data,
		.data_bytes = line->data_bytes,
		.timeout_ms = line->given_up_ms ? line->given_up_ms : TIMEOUT_MS,
	};
	struct device_answer answer = { 0 };
	char difference[512];
	uint64_t at_ns;
	int error;

	if (!data)
		return -ENOMEM;
	if (line->direction == DEVICE_DATA_OUT)
		memcpy(data, line->data, line->told_bytes);
	keep_time(session, line->at_ns);
	at_ns = session->now_ns;
	error = session->device->operations->execute(session->device, &command, &answer);
	session->now_ns += answer.duration_ns;
	session->result->commands++;
	if (error == -ETIMEDOUT && line->given_up_ms) {
		session->now_ns += line->given_up_ms * UINT64_C(1000000);
		error = 0;
		goto out;
	}
	if (error)
		complain(session, strerror(-error));
	else if (!line->has_failed && differs(line, &answer, data, difference, sizeof difference))
		tell(session, &command, &answer, at_ns, difference);
out:
	free(data);
	return error;
}

/* What no command does. A button in vain is what was recorded, or is told by the commands that follow. */
static int happen(struct session *session, const struct record_line *line)
{
	struct device *device = session->device;
	int (*happening)(struct device *) = line->happening == RECORD_RESET
						    ? device->operations->reset
						    : device->operations->press_eject;
	int error;

	keep_time(session, line->at_ns);
	error = happening ? happening(device) : -ENOTSUP;
	if (error == -EACCES && line->happening == RECORD_PRESS_EJECT)
		return 0;
	if (error)
		complain(session, error == -ENOTSUP ? "this path cannot do that to the drive"
						    : strerror(-error));
	return error;
}

static int replay_line(struct session *session, const char *text)
{
	struct record_line line;
	const char *wrong;
	int result = record_line_parse(text, &line, &wrong);

	if (result == -EINVAL)
		complain(session, wrong);
	if (result == 1 && line.happening != RECORD_COMMAND) {
		result = happen(session, &line);
	} else if (result == 1) {
		result = refuse(session, &line);
		if (result == 0)
			result = send(session, &line);
	}
	record_line_free(&line);
	return result;
}

int replay(struct device *device, FILE *record, const struct replay_options *options, FILE *out,
	struct replay_result *ret_result)
{
	struct session session = { device, options, out, ret_result, 0, 0 };
	char *text = NULL;
	size_t room = 0;
	int error = 0;

	*ret_result = (struct replay_result) { .commands = 0 };
	while (!error && (options->to_the_end || !ret_result->differences) &&
		getline(&text, &room, record) >= 0) {
		session.line_number++;
		error = replay_line(&session, text);
	}
	free(text);
	return error;
}
