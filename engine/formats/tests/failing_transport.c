/* SPDX-License-Identifier: MIT */
#include "engine/formats/tests/failing_transport.h"

#include <errno.h>

const struct fault failing_faults[] = {
	{ "timed out", .transport = -ETIMEDOUT },
	{ "gone once", .transport = -ENODEV },
	{ "busy", .status = 0x08 },
	{ "long write in progress", 0, 0x02, 0x2, 0x04, 0x08, false, false },
	{ "write error", 0, 0x02, 0x3, 0x0C, 0x00, false, false },
	{ "internal failure", 0, 0x02, 0x4, 0x44, 0x00, false, false },
	{ "invalid field", 0, 0x02, 0x5, 0x24, 0x00, false, false },
	{ "reset", 0, 0x02, 0x6, 0x29, 0x00, false, false },
	{ "gone for good", .transport = -ENODEV, .lasts = true },
	{ "answers no more", .transport = -ETIMEDOUT, .lasts = true },
	{ "busy for ever", .status = 0x08, .lasts = true },
	{ "disc taken out", 0, 0x02, 0x2, 0x3A, 0x02, true, false },
	{ "cancelled", .cancels = true },
};
const unsigned failing_fault_count = sizeof failing_faults / sizeof *failing_faults;

static void fail_command(const struct fault *fault, struct br_result *result)
{
	result->transport = fault->transport;
	result->status = fault->status;
	if (fault->key) {
		const uint8_t sense[18] = { 0x70, [2] = fault->key, [7] = 10, [12] = fault->code,
			[13] = fault->qualifier };

		result->sense = br_sense_decode(sense, sizeof sense);
		for (size_t i = 0; i < sizeof sense; i++)
			result->sense_data[i] = sense[i];
		result->sense_data_bytes = sizeof sense;
	}
}

static bool is_to_fail(const struct failing_transport *self, bool counted)
{
	if (!self->at)
		return false;
	if (self->fault->lasts)
		return self->seen >= self->at;
	return counted && self->seen == self->at;
}

static void execute(struct br_transport *transport, struct br_command *command)
{
	struct failing_transport *self = (struct failing_transport *)transport;
	bool counted = command->cdb[0] != 0x00, fails;

	self->seen += counted;
	fails = is_to_fail(self, counted);
	if (fails && self->seen == self->at && counted)
		self->failed_operation = command->cdb[0];
	if (fails && self->fault->cancels)
		br_cancel_request(&self->cancel);
	if (fails && !self->fault->cancels)
		fail_command(self->fault, &command->result);
	else
		br_transport_execute(self->inner, command);
}

static void close_nothing(struct br_transport *transport)
{
	(void)transport;
}

const struct br_transport_operations failing_transport_operations = {
	.execute = execute,
	.close = close_nothing,
};
