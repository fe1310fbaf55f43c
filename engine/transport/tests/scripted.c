/* SPDX-License-Identifier: MIT */
#include "engine/transport/tests/scripted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/transport/transport.h"

struct scripted_transport {
	struct br_transport base;
	struct br_clock clock;
	uint64_t now_ns;
	const struct scripted_step *steps;
	size_t count, next;
};

static uint64_t now_ns(const struct br_clock *clock)
{
	const struct scripted_transport *self =
		(const void *)((const char *)clock - offsetof(struct scripted_transport, clock));

	return self->now_ns;
}

static void wait_until(struct br_clock *clock, uint64_t at_ns)
{
	struct scripted_transport *self =
		(void *)((char *)clock - offsetof(struct scripted_transport, clock));

	if (at_ns > self->now_ns)
		self->now_ns = at_ns;
}

static void hex(const uint8_t *bytes, size_t count, char *out)
{
	static const char digits[] = "0123456789ABCDEF";

	for (size_t i = 0; i < count; i++) {
		*out++ = digits[bytes[i] >> 4];
		*out++ = digits[bytes[i] & 15];
		*out++ = ' ';
	}
	*out = '\0';
}

static void compare(size_t at, const struct scripted_step *step, const struct br_command *command)
{
	char expected[3 * BR_CDB_BYTES_MAX + 1], seen[3 * BR_CDB_BYTES_MAX + 1];
	size_t out_bytes = command->direction == BR_DATA_OUT ? command->data_bytes : 0;

	hex(step->cdb, step->cdb_bytes, expected);
	hex(command->cdb, command->cdb_bytes, seen);
	if (strcmp(expected, seen) != 0)
		fail_msg("step %zu: expected CDB %s, got %s", at, expected, seen);
	if (out_bytes != step->data_out_bytes)
		fail_msg("step %zu (%s): expected %zu bytes of data-out, got %zu", at, expected,
			step->data_out_bytes, out_bytes);
	if (step->data_out && memcmp(step->data_out, command->data_out, out_bytes) != 0)
		for (size_t i = 0; i < out_bytes; i++)
			if (((const uint8_t *)command->data_out)[i] != step->data_out[i])
				fail_msg(
					"step %zu (%s): data-out byte %zu: expected %02X, got %02X",
					at, expected, i, step->data_out[i],
					((const uint8_t *)command->data_out)[i]);
}

static void answer(const struct scripted_step *step, struct br_command *command)
{
	struct br_result *result = &command->result;

	result->transport = step->transport;
	if (step->transport)
		return;
	result->status = step->status;
	if (step->status == BR_STATUS_CHECK_CONDITION)
		transport_set_sense(result, step->sense, sizeof step->sense);
	if (command->direction == BR_DATA_IN) {
		result->transferred_bytes = step->data_in_bytes < command->data_bytes
						    ? step->data_in_bytes
						    : command->data_bytes;
		if (result->transferred_bytes)
			memcpy(command->data_in, step->data_in, result->transferred_bytes);
	} else if (step->status == BR_STATUS_GOOD || result->sense.key == 1) {
		result->transferred_bytes = command->data_bytes;
	}
}

static void execute(struct br_transport *transport, struct br_command *command)
{
	struct scripted_transport *self = (struct scripted_transport *)transport;
	const struct scripted_step *step = &self->steps[self->next];
	char seen[3 * BR_CDB_BYTES_MAX + 1];

	if (self->next >= self->count) {
		hex(command->cdb, command->cdb_bytes, seen);
		fail_msg("after the last of %zu steps came %s", self->count, seen);
	}
	compare(self->next, step, command);
	answer(step, command);
	self->now_ns += step->delay_ns;
	self->next++;
}

static void close_script(struct br_transport *transport)
{
	free(transport);
}

struct br_transport *scripted_create(const struct scripted_step *steps, size_t count)
{
	static const struct br_transport_operations operations = { .execute = execute,
		.close = close_script };
	struct scripted_transport *self = calloc(1, sizeof *self);

	assert_non_null(self);
	self->clock = (struct br_clock) { now_ns, wait_until };
	self->base = (struct br_transport) {
		.operations = &operations,
		.clock = &self->clock,
		.transfer_bytes_max = TRANSPORT_TRANSFER_BYTES_SAFE,
	};
	self->steps = steps;
	self->count = count;
	return &self->base;
}

void scripted_finish(struct br_transport *transport)
{
	struct scripted_transport *self = (struct scripted_transport *)transport;
	size_t left = self->count - self->next;
	char expected[3 * BR_CDB_BYTES_MAX + 1] = "";

	if (left > 0)
		hex(self->steps[self->next].cdb, self->steps[self->next].cdb_bytes, expected);
	free(self);
	if (left > 0)
		fail_msg("%zu steps left over, the next is %s", left, expected);
}
