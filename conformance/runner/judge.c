/* SPDX-License-Identifier: MIT */
#include "conformance/runner/judge.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "conformance/runner/firewall.h"
#include "conformance/runner/trace.h"

#define GUARD_BYTES	   32u
#define GUARD_VALUE	   0xa5
#define COMMAND_TIMEOUT_MS (60u * 1000u)
#define LONG_TIMEOUT_MS	   (60u * 60u * 1000u)

struct allocation { /* in front of every block that judge_alloc gave out */
	struct allocation *next;
	max_align_t block[];
};

void *judge_alloc(struct judge *judge, size_t bytes)
{
	struct allocation *allocation = calloc(1, sizeof *allocation + bytes);

	if (!allocation)
		abort();
	allocation->next = judge->allocations;
	judge->allocations = allocation;
	return allocation->block;
}

void judge_free_all(struct judge *judge)
{
	struct allocation *next;

	for (struct allocation *a = judge->allocations; a; a = next) {
		next = a->next;
		free(a);
	}
	judge->allocations = NULL;
	judge->outgoing = NULL;
	judge->outgoing_bytes = 0;
}

uint64_t judge_random(struct judge *judge)
{
	uint64_t z = judge->random_state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

bool judge_step(struct judge *judge)
{
	unsigned step;

	if (!judge->steps)
		return true;
	step = (*judge->steps)++;
	return step >= judge->steps_max || !judge->left_out[step];
}

__attribute__((format(printf, 2, 0))) static void set_reason(
	struct judge *judge, const char *format, va_list arguments)
{
	vsnprintf(judge->outcome->reason, sizeof judge->outcome->reason, format, arguments);
}

void judge_fail_at(struct judge *judge, const char *file, int line, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	set_reason(judge, format, arguments);
	va_end(arguments);
	snprintf(judge->outcome->where, sizeof judge->outcome->where, "%s:%d", file, line);
	judge->outcome->verdict = VERDICT_FAIL;
	_fail(file, line);
	abort(); /* not reached: cmocka jumped back to the runner */
}

void judge_skip(struct judge *judge, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	set_reason(judge, format, arguments);
	va_end(arguments);
	judge->outcome->verdict = VERDICT_SKIP;
	skip();
	abort(); /* not reached */
}

void judge_note(struct judge *judge, const char *format, ...)
{
	char line[TRACE_LINE_BYTES] = "# ";
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(line + 2, sizeof line - 2, format, arguments);
	va_end(arguments);
	outcome_trace(judge->outcome, line);
	if (judge->record)
		fprintf(judge->record, "%s\n", line);
}

static void break_off(struct judge *judge, const char *format, ...)
	__attribute__((format(printf, 2, 3), noreturn));
static void break_off(struct judge *judge, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	set_reason(judge, format, arguments);
	va_end(arguments);
	judge->outcome->verdict = VERDICT_ERROR;
	_fail(__FILE__, __LINE__);
	abort(); /* not reached */
}

static void check_guard(struct judge *judge, const uint8_t *guard)
{
	for (size_t i = 0; i < GUARD_BYTES; i++)
		if (guard[i] != GUARD_VALUE)
			judge_fail_at(judge, __FILE__, __LINE__,
				"more data came than the command asked for");
}

/* Closing, formatting, blanking, calibrating, flushing and moving the tray take minutes. */
static uint32_t timeout_ms(uint8_t operation)
{
	static const uint8_t slow[] = { 0x04, 0x1b, 0x35, 0x53, 0x54, 0x58, 0x5b, 0xa1 };

	return memchr(slow, operation, sizeof slow) ? LONG_TIMEOUT_MS : COMMAND_TIMEOUT_MS;
}

static void keep(struct judge *judge, const struct device_command *command,
	const struct device_answer *answer, int error)
{
	const uint64_t at_ns = judge->opened_ns + judge->clock_ns;
	char line[TRACE_LINE_BYTES], *whole;

	trace_format(command, answer, error, at_ns, line);
	outcome_trace(judge->outcome, line);
	judge->outcome->commands++;
	if (!judge->record)
		return;
	whole = malloc(trace_room(command));
	if (!whole)
		abort();
	trace_format_whole(command, answer, error, at_ns, whole);
	fprintf(judge->record, "%s\n", whole);
	fflush(judge->record); /* a test may end in a crash */
	free(whole);
}

static void check_allowed(struct judge *judge, const struct device_command *command)
{
	const enum test_effect effect = firewall_effect(command->cdb, command->cdb_bytes);

	if (effect > judge->allowed)
		break_off(judge, "the test sent operation code %02Xh, above its declared effect",
			(unsigned)command->cdb[0]);
	if (effect > judge->outcome->effect)
		judge->outcome->effect = effect;
}

static const struct reply *execute(
	struct judge *judge, const struct device_command *command, const uint8_t *guard)
{
	struct device_answer answer = { 0 };
	struct reply *reply = judge_alloc(judge, sizeof *reply);
	int error;

	check_allowed(judge, command);
	error = judge->device->operations->execute(judge->device, command, &answer);
	keep(judge, command, &answer, error);
	if (error)
		break_off(judge, "the path to the device failed: %s", strerror(-error));
	judge->clock_ns += answer.duration_ns;
	judge->outcome->device_ns = judge->clock_ns;
	if (guard)
		check_guard(judge, guard);
	reply->status = answer.status;
	reply->sense_bytes = answer.sense_bytes;
	memcpy(reply->sense, answer.sense, sizeof reply->sense);
	reply->data = command->direction == DEVICE_DATA_OUT ? NULL : command->data;
	reply->asked_bytes = command->data_bytes;
	reply->moved_bytes = answer.moved_bytes;
	reply->moved_known = answer.moved_known;
	reply->duration_ns = answer.duration_ns;
	return reply;
}

const struct reply *judge_send(struct judge *judge, const uint8_t *cdb, size_t cdb_bytes)
{
	const struct device_command command = {
		.cdb = cdb,
		.cdb_bytes = cdb_bytes,
		.direction = DEVICE_NO_DATA,
		.timeout_ms = timeout_ms(cdb[0]),
	};

	return execute(judge, &command, NULL);
}

const struct reply *judge_fetch(
	struct judge *judge, const uint8_t *cdb, size_t cdb_bytes, size_t bytes)
{
	uint8_t *data = judge_alloc(judge, bytes + GUARD_BYTES);
	const struct device_command command = {
		.cdb = cdb,
		.cdb_bytes = cdb_bytes,
		.direction = bytes ? DEVICE_DATA_IN : DEVICE_NO_DATA,
		.data = data,
		.data_bytes = bytes,
		.timeout_ms = timeout_ms(cdb[0]),
	};

	memset(data + bytes, GUARD_VALUE, GUARD_BYTES);
	return execute(judge, &command, data + bytes);
}

/* The device may not see the test's own bytes, as a mutant changes them. A long run sends too many to keep. */
static uint8_t *outgoing(struct judge *judge, const uint8_t *data, size_t bytes)
{
	if (bytes >= judge->outgoing_bytes) {
		judge->outgoing_bytes = bytes + 1;
		judge->outgoing = judge_alloc(judge, judge->outgoing_bytes);
	}
	if (bytes)
		memcpy(judge->outgoing, data, bytes);
	return judge->outgoing;
}

const struct reply *judge_push(struct judge *judge, const uint8_t *cdb, size_t cdb_bytes,
	const uint8_t *data, size_t bytes)
{
	const struct device_command command = {
		.cdb = cdb,
		.cdb_bytes = cdb_bytes,
		.direction = bytes ? DEVICE_DATA_OUT : DEVICE_NO_DATA,
		.data = outgoing(judge, data, bytes),
		.data_bytes = bytes,
		.timeout_ms = timeout_ms(cdb[0]),
	};

	return execute(judge, &command, NULL);
}

bool judge_sense_is(const struct reply *reply, unsigned key, unsigned asc, unsigned ascq)
{
	return reply->status == 0x02 && reply->sense_bytes >= 14 &&
	       (reply->sense[2] & 0x0fu) == key && reply->sense[12] == asc &&
	       reply->sense[13] == ascq;
}

void judge_wait_ms(struct judge *judge, unsigned ms)
{
	const uint64_t ns = (uint64_t)ms * 1000000u;

	judge->device->operations->wait(judge->device, ns);
	judge->clock_ns += ns;
}

static void keep_happening(struct judge *judge, const char *what)
{
	char line[TRACE_LINE_BYTES];

	trace_format_happening(what, judge->opened_ns + judge->clock_ns, line);
	outcome_trace(judge->outcome, line);
	if (judge->record)
		fprintf(judge->record, "%s\n", line);
}

void judge_reset(struct judge *judge)
{
	const struct device_operations *operations = judge->device->operations;
	const int error = operations->reset ? operations->reset(judge->device) : -ENOTSUP;

	keep_happening(judge, TRACE_RESET);
	if (error == -ENOTSUP || error == -ENOTTY) /* EOPNOTSUPP is the same number */
		judge_skip(judge, "this path to the device has no reset");
	if (error == -EACCES || error == -EPERM)
		judge_skip(judge, "who runs this may not reset the device");
	if (error)
		break_off(judge, "the reset failed: %s", strerror(-error));
}

bool judge_give_up(struct judge *judge, const uint8_t *cdb, size_t cdb_bytes, const uint8_t *data,
	size_t bytes, uint32_t ms)
{
	const struct device_command command = {
		.cdb = cdb,
		.cdb_bytes = cdb_bytes,
		.direction = bytes ? DEVICE_DATA_OUT : DEVICE_NO_DATA,
		.data = outgoing(judge, data, bytes),
		.data_bytes = bytes,
		.timeout_ms = ms,
	};
	struct device_answer answer = { 0 };
	int error;

	check_allowed(judge, &command);
	error = judge->device->operations->execute(judge->device, &command, &answer);
	if (error)
		answer.duration_ns = (uint64_t)ms * 1000000u;
	keep(judge, &command, &answer, error);
	judge->clock_ns += answer.duration_ns;
	if (error && error != -ETIMEDOUT)
		break_off(judge, "the path to the device failed: %s", strerror(-error));
	if (error)
		judge_reset(judge);
	return error == -ETIMEDOUT;
}

bool judge_press_eject(struct judge *judge)
{
	const struct device_operations *operations = judge->device->operations;
	const int error =
		operations->press_eject ? operations->press_eject(judge->device) : -ENOTSUP;

	keep_happening(judge, TRACE_PRESS_EJECT);
	if (error == -ENOTSUP)
		judge_skip(judge, "nobody can press this drive's button");
	return error == 0;
}

/* What passes by itself: unit attentions, a disc being recognised, a long operation. */
static bool is_passing(const struct reply *reply)
{
	const uint8_t key = reply->sense[2] & 0x0f, asc = reply->sense[12];

	if (reply->status != 0x02 || reply->sense_bytes < 14)
		return false;
	return key == 0x06 || (key == 0x02 && asc == 0x04);
}

/* Waiting sends the same question many times; the trace keeps one and how many more there were. */
static const struct reply *poll(struct judge *judge, const struct reply *last, unsigned *repeated)
{
	const uint32_t traced = judge->outcome->trace_bytes;
	const struct reply *reply = judge_send(judge, CDB(0x00, 0, 0, 0, 0, 0));

	if (last && memcmp(reply->sense, last->sense, sizeof reply->sense) == 0 &&
		judge->outcome->trace_bytes > traced) {
		judge->outcome->trace_bytes = traced;
		judge->outcome->trace[traced] = '\0';
		++*repeated;
	}
	return reply;
}

const struct reply *judge_settle(struct judge *judge, unsigned seconds)
{
	const uint64_t end_ns = judge->clock_ns + (uint64_t)seconds * 1000000000u;
	const struct device *device = judge->device;
	/* nobody waits for time that is simulated or runs fast, but each question costs real one */
	const unsigned pause_ms = device->is_simulated || device->pace > 1 ? 500 : 100;
	unsigned repeated = 0;
	const struct reply *reply = poll(judge, NULL, &repeated);

	while (is_passing(reply) && judge->clock_ns < end_ns) {
		judge_wait_ms(judge, (reply->sense[2] & 0x0f) == 0x06 ? 1 : pause_ms);
		reply = poll(judge, reply, &repeated);
	}
	if (repeated)
		judge_note(judge, "the same answer came %u more times while waiting", repeated);
	return reply;
}
