/* SPDX-License-Identifier: MIT */
#include "conformance/runner/transport_bench.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "burnengine/transport.h"

struct transport_device {
	struct device device;
	struct br_transport *transport;
};

static struct br_transport *transport_of(struct device *device)
{
	return ((struct transport_device *)(void *)device)->transport;
}

/*
 * A path without a residual counts every byte as moved, so a full count tells nothing there; fewer
 * bytes than asked for can only be a true count.
 */
static bool is_count_known(const struct device *device, const struct br_command *command)
{
	return device->is_simulated || command->result.transferred_bytes < command->data_bytes;
}

static int execute(struct device *device, const struct device_command *command,
	struct device_answer *ret_answer)
{
	static const enum br_direction directions[] = {
		[DEVICE_NO_DATA] = BR_NO_DATA,
		[DEVICE_DATA_IN] = BR_DATA_IN,
		[DEVICE_DATA_OUT] = BR_DATA_OUT,
	};
	struct br_transport *transport = transport_of(device);
	struct br_command sent = {
		.cdb_bytes = (uint8_t)command->cdb_bytes,
		.direction = directions[command->direction],
		.data_in = command->data,
		.data_out = command->data,
		.data_bytes = command->data_bytes,
		.timeout_ms = command->timeout_ms,
	};
	uint64_t began_ns = transport->clock->now_ns(transport->clock);

	if (command->cdb_bytes > sizeof sent.cdb ||
		command->data_bytes > transport->transfer_bytes_max)
		return -EINVAL;
	memcpy(sent.cdb, command->cdb, command->cdb_bytes);
	br_transport_execute(transport, &sent);
	if (sent.result.transport)
		return sent.result.transport;
	*ret_answer = (struct device_answer) {
		.status = sent.result.status,
		.sense_bytes = sent.result.sense_data_bytes,
		.moved_bytes = sent.result.transferred_bytes,
		.moved_known = is_count_known(device, &sent),
		.duration_ns = transport->clock->now_ns(transport->clock) - began_ns,
	};
	memcpy(ret_answer->sense, sent.result.sense_data, sizeof sent.result.sense_data);
	return 0;
}

static void wait_on_clock(struct device *device, uint64_t ns)
{
	struct br_clock *clock = transport_of(device)->clock;
	const uint64_t end_ns = clock->now_ns(clock) + ns / device->pace;

	while (clock->now_ns(clock) < end_ns)
		clock->wait_until(clock, end_ns);
}

static int reset(struct device *device)
{
	return br_transport_reset(transport_of(device));
}

static int press_eject(struct device *device)
{
	return br_transport_press_eject(transport_of(device));
}

static void close_device(struct device *device)
{
	br_transport_close(transport_of(device));
	free(device);
}

static const struct device_operations operations = {
	.execute = execute,
	.wait = wait_on_clock,
	.close = close_device,
	.reset = reset,
	.press_eject = press_eject,
};

static int open_transport(const struct transport_choice *choice, uint64_t seed,
	struct br_transport **ret_transport, char *problem, size_t problem_bytes)
{
	const struct br_in_process_options options = {
		.drive = choice->drive,
		.disc_path = choice->disc_path,
		.medium = choice->medium,
		.seed = seed,
	};
	int error;

	if (!choice->device_path)
		return br_transport_open_in_process(
			&options, ret_transport, problem, problem_bytes);
	error = br_transport_open_sg_io(choice->device_path, choice->exclusive, ret_transport);
	if (error)
		snprintf(problem, problem_bytes, "%s: %s", choice->device_path, strerror(-error));
	return error;
}

static int open_device(const struct bench *bench, uint64_t seed, struct device **ret_device,
	char *problem, size_t problem_bytes)
{
	const struct transport_choice *choice = bench->context;
	struct transport_device *made = calloc(1, sizeof *made);
	int error;

	if (!made)
		return -ENOMEM;
	error = open_transport(choice, seed, &made->transport, problem, problem_bytes);
	if (error) {
		free(made);
		return error;
	}
	made->device = (struct device) {
		.operations = &operations,
		.is_simulated = bench->is_simulated,
		.pace = choice->pace ? choice->pace : 1,
	};
	*ret_device = &made->device;
	return 0;
}

struct bench transport_bench(struct transport_choice *choice)
{
	const char *drive = choice->drive ? choice->drive : "(default)";

	if (choice->device_path)
		snprintf(
			choice->description, sizeof choice->description, "%s", choice->device_path);
	else if (choice->disc_path)
		snprintf(choice->description, sizeof choice->description,
			"virtual drive %s with disc %s", drive, choice->disc_path);
	else
		snprintf(choice->description, sizeof choice->description,
			"virtual drive %s with %s%s", drive,
			choice->medium ? "a new medium " : "no medium",
			choice->medium ? choice->medium : "");
	return (struct bench) {
		.open = open_device,
		.is_fresh = !choice->device_path,
		.is_simulated = !choice->device_path,
		.is_memory = !choice->device_path && !choice->disc_path,
		.description = choice->description,
		.context = choice,
	};
}
