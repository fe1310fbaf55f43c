/* SPDX-License-Identifier: MIT */
#include "burnengine/trace.h"

#include <inttypes.h>
#include <stdlib.h>

#include "burnengine/outcome.h"

struct trace_transport {
	struct br_transport base;
	struct br_transport *inner;
	FILE *file;
	uint64_t began_ns;
};

static uint64_t elapsed_ns(const struct trace_transport *self)
{
	return self->base.clock->now_ns(self->base.clock) - self->began_ns;
}

static void put_name(FILE *file, uint8_t operation)
{
	const char *name = br_operation_name(operation);

	if (!name)
		name = "unknown";
	for (; *name; name++)
		putc(*name == ' ' ? '_' : *name, file);
}

static void put_data(FILE *file, const struct br_command *command)
{
	const uint8_t *bytes =
		command->direction == BR_DATA_OUT ? command->data_out : command->data_in;
	size_t count = command->result.transferred_bytes;
	uint64_t sum = UINT64_C(0xcbf29ce484222325);

	if (command->direction == BR_NO_DATA || count == 0) {
		fprintf(file, " - 0 -");
		return;
	}
	for (size_t i = 0; i < count; i++)
		sum = (sum ^ bytes[i]) * UINT64_C(0x100000001b3);
	fprintf(file, " %s %zu %016" PRIx64, command->direction == BR_DATA_OUT ? "out" : "in",
		count, sum);
}

static void put_result(FILE *file, const struct br_result *result)
{
	if (result->transport)
		fprintf(file, " error %d", -result->transport);
	else if (result->status == BR_STATUS_GOOD)
		fputs(" GOOD", file);
	else if (result->status == BR_STATUS_CHECK_CONDITION)
		fprintf(file, " %X/%02X/%02X", result->sense.key, result->sense.code,
			result->sense.qualifier);
	else
		fprintf(file, " status %02X", result->status);
}

static void execute(struct br_transport *transport, struct br_command *command)
{
	struct trace_transport *self = (struct trace_transport *)transport;
	FILE *file = self->file;

	fprintf(file, "%" PRIu64 " ", elapsed_ns(self));
	self->inner->operations->execute(self->inner, command);
	for (unsigned i = 0; i < command->cdb_bytes; i++)
		fprintf(file, "%02x", command->cdb[i]);
	putc(' ', file);
	put_name(file, command->cdb[0]);
	put_data(file, command);
	put_result(file, &command->result);
	fprintf(file, " %" PRIu64 "\n", elapsed_ns(self));
}

static int32_t rotation_rpm(struct br_transport *transport)
{
	return br_transport_rotation_rpm(((struct trace_transport *)transport)->inner);
}

static void close_both(struct br_transport *transport)
{
	br_transport_close(((struct trace_transport *)transport)->inner);
	free(transport);
}

struct br_transport *br_transport_create_trace(
	struct br_transport *inner, const char *name, FILE *file)
{
	static const struct br_transport_operations operations = {
		.execute = execute,
		.close = close_both,
		.rotation_rpm = rotation_rpm,
	};
	struct trace_transport *self = calloc(1, sizeof *self);

	if (!self)
		return NULL;
	self->base = *inner;
	self->base.operations = &operations;
	self->inner = inner;
	self->file = file;
	self->began_ns = inner->clock->now_ns(inner->clock);
	fprintf(file, "device %s\n", name);
	return &self->base;
}
