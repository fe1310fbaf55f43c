/* SPDX-License-Identifier: MIT */
/*
 * A virtual drive in this process. The only file of the engine that knows the emulator: it joins
 * the two command structs and makes the drive's time the engine's.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "burnrig/definition.h"
#include "burnrig/disc.h"
#include "burnrig/drive.h"
#include "engine/transport/transport.h"

#define DRIVE_DEFAULT "burner"

struct in_process_transport {
	struct br_transport base;
	struct br_clock clock;
	struct burnrig_drive *drive;
	uint64_t now_ns; /* drive time; with a real clock the latest that was used */
	uint32_t
		real_divisor; /* 0: virtual; N: drive time goes N times as fast as the real clock */
	uint64_t real_start_ns; /* when drive time was 0 */
	bool owned;		/* the drive and the definitions are ours */
	struct burnrig_drive_definition *definition;
	struct burnrig_medium_definition *medium; /* of a disc in memory, else NULL */
};

static uint64_t time_of(const struct in_process_transport *self)
{
	const struct br_clock *real = br_clock_real();
	uint64_t real_ns;

	if (!self->real_divisor)
		return self->now_ns;
	real_ns = (real->now_ns(real) - self->real_start_ns) * self->real_divisor;
	return real_ns > self->now_ns ? real_ns : self->now_ns;
}

static uint64_t now_ns(const struct br_clock *clock)
{
	return time_of(
		(const void *)((const char *)clock - offsetof(struct in_process_transport, clock)));
}

/* Until the real clock is where drive time @at_ns lies; may come back early, as wait_until may. */
static void hold(const struct in_process_transport *self, uint64_t at_ns)
{
	struct br_clock *real = br_clock_real();

	if (self->real_divisor)
		real->wait_until(real, self->real_start_ns + at_ns / self->real_divisor);
}

static void wait_until(struct br_clock *clock, uint64_t at_ns)
{
	struct in_process_transport *self =
		(void *)((char *)clock - offsetof(struct in_process_transport, clock));

	hold(self, at_ns);
	if (!self->real_divisor && at_ns > self->now_ns)
		self->now_ns = at_ns;
	burnrig_drive_advance(self->drive, time_of(self));
}

/* The answer is let out when the drive would have given it. */
static void hold_answer(const struct in_process_transport *self, const struct br_cancel *cancel)
{
	const struct br_clock *real = br_clock_real();
	uint64_t at_ns = self->real_start_ns;

	if (!self->real_divisor)
		return;
	at_ns += self->now_ns / self->real_divisor;
	while (real->now_ns(real) < at_ns && !br_cancel_requested(cancel))
		hold(self, self->now_ns);
}

static struct iovec data_of(const struct br_command *command)
{
	/* The seam has one list for both directions; for data-out the drive only reads it. */
	union {
		const void *out;
		void *in;
	} data = { .in = command->data_in };

	if (command->direction == BR_DATA_OUT)
		data.out = command->data_out;
	return (struct iovec) { data.in, command->data_bytes };
}

static void execute(struct br_transport *transport, struct br_command *command)
{
	struct in_process_transport *self = (struct in_process_transport *)transport;
	struct br_result *result = &command->result;
	uint64_t start_ns = time_of(self);
	uint64_t deadline_ns = start_ns + transport_timeout_ms(command) * UINT64_C(1000000);
	struct iovec data = data_of(command);
	struct burnrig_command seam = {
		.cdb = command->cdb,
		.cdb_bytes = command->cdb_bytes,
		.data = &data,
		.data_count = command->data_bytes ? 1 : 0,
	};

	self->now_ns = start_ns;
	burnrig_drive_execute(self->drive, &seam, start_ns);
	if (seam.complete_at_ns > deadline_ns) {
		self->now_ns = deadline_ns;
		result->transport = -ETIMEDOUT;
		hold_answer(self, command->cancel);
		return;
	}
	if (seam.complete_at_ns > self->now_ns)
		self->now_ns = seam.complete_at_ns;
	hold_answer(self, command->cancel);
	result->status = seam.status;
	if (seam.status == BURNRIG_STATUS_CHECK_CONDITION)
		transport_set_sense(result, seam.sense, seam.sense_bytes);
	result->transferred_bytes = seam.transferred_bytes;
}

static int32_t rotation_rpm(struct br_transport *transport)
{
	struct in_process_transport *self = (struct in_process_transport *)transport;
	struct burnrig_drive_status status;

	burnrig_drive_advance(self->drive, time_of(self));
	burnrig_drive_status(self->drive, &status);
	return (int32_t)status.rotation_rpm;
}

static int reset(struct br_transport *transport)
{
	struct in_process_transport *self = (struct in_process_transport *)transport;

	burnrig_drive_reset(self->drive, time_of(self));
	return 0;
}

static int press_eject(struct br_transport *transport)
{
	struct in_process_transport *self = (struct in_process_transport *)transport;
	struct burnrig_disc *disc = NULL;
	int result = burnrig_drive_press_eject(self->drive, time_of(self), &disc);

	if (disc && burnrig_disc_close(disc) < 0)
		return -EIO;
	return result;
}

static void close_drive(struct br_transport *transport)
{
	struct in_process_transport *self = (struct in_process_transport *)transport;

	if (self->owned) {
		burnrig_drive_destroy(self->drive);
		burnrig_drive_definition_free(self->definition);
		if (self->medium)
			burnrig_medium_definition_free(self->medium);
	}
	free(self);
}

struct br_transport *br_transport_create_in_process(struct burnrig_drive *drive, uint64_t start_ns)
{
	static const struct br_transport_operations operations = {
		.execute = execute,
		.close = close_drive,
		.rotation_rpm = rotation_rpm,
		.reset = reset,
		.press_eject = press_eject,
	};
	struct in_process_transport *self = calloc(1, sizeof *self);

	if (!self)
		return NULL;
	self->clock = (struct br_clock) { now_ns, wait_until };
	self->base = (struct br_transport) {
		.operations = &operations,
		.clock = &self->clock,
		.transfer_bytes_max = TRANSPORT_TRANSFER_BYTES_MAX,
	};
	self->drive = drive;
	self->now_ns = start_ns;
	return &self->base;
}

static void write_trace_line(void *context, const char *line)
{
	fprintf(context, "%s\n", line);
}

static int make_disc_in_memory(struct in_process_transport *self, const char *medium,
	struct burnrig_disc **ret_disc, struct burnrig_problem *problem)
{
	int error = burnrig_medium_definition_load(medium, &self->medium, problem);

	if (error)
		return error;
	*ret_disc = burnrig_disc_create_in_memory(self->medium);
	return *ret_disc ? 0 : -ENOMEM;
}

static int insert_disc(struct in_process_transport *self,
	const struct br_in_process_options *options, struct burnrig_problem *problem)
{
	struct burnrig_disc *disc = NULL;
	int error = 0;

	if (options->disc_path)
		error = burnrig_disc_open(options->disc_path, false, &disc, problem);
	else if (options->medium)
		error = make_disc_in_memory(self, options->medium, &disc, problem);
	if (error || !disc)
		return error;
	error = burnrig_drive_insert(self->drive, disc, 0);
	if (error) {
		burnrig_disc_close(disc);
		burnrig_problem_set(
			problem, options->disc_path, 0, NULL, "the drive does not take it");
	}
	return error;
}

static int set_faults(
	struct burnrig_drive *drive, const char *name, struct burnrig_problem *problem)
{
	struct burnrig_faults *faults;
	int error = name ? burnrig_faults_load(name, &faults, problem) : 0;

	if (name && !error)
		burnrig_drive_set_faults(drive, faults);
	return error;
}

static int open_drive(const struct br_in_process_options *options,
	struct br_transport **ret_transport, struct burnrig_problem *problem)
{
	struct burnrig_drive_definition *definition;
	struct burnrig_drive *drive;
	struct in_process_transport *self;
	int error = burnrig_drive_definition_load(
		options->drive ? options->drive : DRIVE_DEFAULT, &definition, problem);

	if (error)
		return error;
	drive = burnrig_drive_create(definition, options->seed);
	self = drive ? (void *)br_transport_create_in_process(drive, 0) : NULL;
	if (!self) {
		if (drive)
			burnrig_drive_destroy(drive);
		burnrig_drive_definition_free(definition);
		return -ENOMEM;
	}
	self->owned = true;
	self->definition = definition;
	self->real_divisor = options->real_divisor;
	self->real_start_ns = br_clock_real()->now_ns(br_clock_real());
	if (options->trace)
		burnrig_drive_set_trace(drive, write_trace_line, options->trace);
	error = set_faults(drive, options->faults, problem);
	if (!error)
		error = insert_disc(self, options, problem);
	if (error)
		close_drive(&self->base);
	else
		*ret_transport = &self->base;
	return error;
}

int br_transport_open_in_process(const struct br_in_process_options *options,
	struct br_transport **ret_transport, char *problem, size_t problem_bytes)
{
	struct burnrig_problem why = { 0 };
	int error = open_drive(options, ret_transport, &why);

	if (error && problem_bytes > 0) {
		if (why.text[0] == '\0')
			burnrig_problem_set(
				&why, options->disc_path, 0, NULL, "%s", strerror(-error));
		burnrig_problem_format(&why, problem, problem_bytes);
	}
	return error;
}
