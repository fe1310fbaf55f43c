/* SPDX-License-Identifier: MIT */
#include "conformance/mutants/mutant.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct mutant_device {
	struct device device;
	struct device *inner;
	const struct mutant *mutant;
	uint32_t memory[4];
	unsigned resets;
};

static bool is_broken(const struct mutant *mutant, uint8_t operation)
{
	return operation == mutant->operation || (mutant->also && operation == mutant->also);
}

static int execute(struct device *device, const struct device_command *command,
	struct device_answer *ret_answer)
{
	struct mutant_device *self = (struct mutant_device *)(void *)device;
	struct device_command changed = *command;
	struct mutant_visit visit = {
		.mutant = self->mutant,
		.inner = self->inner,
		.command = command,
		.answer = ret_answer,
		.memory = self->memory,
		.resets = self->resets,
	};
	int error;

	if (command->cdb_bytes == 0 || command->cdb_bytes > sizeof visit.cdb ||
		!is_broken(self->mutant, command->cdb[0]))
		return self->inner->operations->execute(self->inner, command, ret_answer);
	memcpy(visit.cdb, command->cdb, command->cdb_bytes);
	if (self->mutant->before && self->mutant->before(&visit)) {
		*ret_answer = (struct device_answer) {
			.moved_bytes = command->data_bytes,
			.moved_known = true,
		};
		return 0;
	}
	changed.cdb = visit.cdb;
	error = self->inner->operations->execute(self->inner, &changed, ret_answer);
	if (!error && self->mutant->after)
		self->mutant->after(&visit);
	return error;
}

static void wait_inside(struct device *device, uint64_t ns)
{
	struct mutant_device *self = (struct mutant_device *)(void *)device;

	self->inner->operations->wait(self->inner, ns);
}

static int reset(struct device *device)
{
	struct mutant_device *self = (struct mutant_device *)(void *)device;

	self->resets++;
	if (self->mutant->ignores_reset)
		return 0;
	return self->inner->operations->reset ? self->inner->operations->reset(self->inner)
					      : -ENOTSUP;
}

static int press_eject(struct device *device)
{
	struct mutant_device *self = (struct mutant_device *)(void *)device;

	return self->inner->operations->press_eject
		       ? self->inner->operations->press_eject(self->inner)
		       : -ENOTSUP;
}

static void close_device(struct device *device)
{
	struct mutant_device *self = (struct mutant_device *)(void *)device;

	self->inner->operations->close(self->inner);
	free(self);
}

static const struct device_operations operations = {
	.execute = execute,
	.wait = wait_inside,
	.close = close_device,
	.reset = reset,
	.press_eject = press_eject,
};

static int open_device(const struct bench *bench, uint64_t seed, struct device **ret_device,
	char *problem, size_t problem_bytes)
{
	const struct mutant_choice *choice = bench->context;
	struct mutant_device *self = calloc(1, sizeof *self);
	int error;

	if (!self)
		return -ENOMEM;
	error = choice->healthy->open(choice->healthy, seed, &self->inner, problem, problem_bytes);
	if (error) {
		free(self);
		return error;
	}
	self->mutant = choice->mutant;
	self->device = (struct device) {
		.operations = &operations,
		.is_simulated = self->inner->is_simulated,
	};
	*ret_device = &self->device;
	return 0;
}

struct bench mutant_bench(const struct mutant_choice *choice)
{
	return (struct bench) {
		.open = open_device,
		.is_fresh = choice->healthy->is_fresh,
		.is_simulated = choice->healthy->is_simulated,
		.is_memory = choice->healthy->is_memory,
		.description = choice->mutant->name,
		.context = choice,
	};
}
