/* SPDX-License-Identifier: MIT */
#include "emulator/ways-in/tcmu/attached_drive.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "burnrig/drive.h"
#include "emulator/ways-in/clock/wall_clock.h"
#include "emulator/ways-in/control/control_server.h"
#include "emulator/ways-in/tcmu/drive_lock.h"

struct attached_drive {
	struct drive_lock lock; /* over drive, policy, trace, host.disc_path */
	struct clock_policy policy;
	struct burnrig_drive_definition *definition;
	struct burnrig_drive *drive;
	void *context; /* the caller's */
	struct trace_file trace;
	struct control_host host;
	struct control_server *server; /* NULL when none was asked for */
	char name[64], clock[16];      /* what host points to          */
};

static struct burnrig_drive *enter(void *context, uint64_t *ret_now_ns)
{
	struct attached_drive *attached = context;

	drive_lock_take(&attached->lock);
	*ret_now_ns = clock_policy_now(&attached->policy, wall_clock_ns());
	return attached->drive;
}

static void leave(void *context)
{
	struct attached_drive *attached = context;

	drive_lock_release(&attached->lock);
}

static int insert(
	struct attached_drive *attached, const char *path, struct burnrig_problem *problem)
{
	struct burnrig_disc *disc;
	int result = burnrig_disc_open(path, false, &disc, problem);

	if (result < 0)
		return result;
	result = burnrig_drive_insert(attached->drive, disc, 0);
	if (result < 0) {
		burnrig_disc_close(disc);
		burnrig_problem_set(problem, path, 0, "disc", "%s", strerror(-result));
		return result;
	}
	snprintf(attached->host.disc_path, sizeof(attached->host.disc_path), "%s", path);
	return 0;
}

/* The drive goes by the name of its socket: /run/burnrig/NAME.sock. */
static int listen_at(
	struct attached_drive *attached, const char *path, struct burnrig_problem *problem)
{
	const char *file = strrchr(path, '/') + 1;

	snprintf(attached->name, sizeof(attached->name), "%.*s", (int)strcspn(file, "."), file);
	attached->host.context = attached;
	attached->host.enter = enter;
	attached->host.leave = leave;
	attached->host.name = attached->name;
	attached->host.drive_name = burnrig_drive_definition_name(attached->definition);
	attached->host.clock =
		clock_policy_text(&attached->policy, attached->clock, sizeof(attached->clock));
	attached->host.trace = &attached->trace;
	return control_server_start(&attached->host, path, &attached->server, problem);
}

static int set_up(struct attached_drive *attached, const struct tcmu_config *config,
	struct burnrig_problem *problem)
{
	int result;

	if (config->definitions[0])
		burnrig_set_definitions_folder(config->definitions);
	result = burnrig_drive_definition_load(config->drive, &attached->definition, problem);
	if (result < 0)
		return result;
	attached->drive = burnrig_drive_create(attached->definition, config->seed);
	if (!attached->drive)
		return -ENOMEM;
	if (config->disc[0])
		result = insert(attached, config->disc, problem);
	if (result == 0 && config->control[0])
		result = listen_at(attached, config->control, problem);
	return result;
}

int attached_drive_open(const struct tcmu_config *config, struct attached_drive **ret_attached,
	struct burnrig_problem *problem)
{
	struct attached_drive *attached = calloc(1, sizeof(*attached));
	int result;

	if (!attached)
		return -ENOMEM;
	drive_lock_init(&attached->lock);
	attached->policy = config->clock;
	result = set_up(attached, config, problem);
	if (result < 0) {
		attached_drive_close(attached);
		return result;
	}
	*ret_attached = attached;
	return 0;
}

void attached_drive_set_context(struct attached_drive *attached, void *context)
{
	attached->context = context;
}

void *attached_drive_context(const struct attached_drive *attached)
{
	return attached->context;
}

void attached_drive_close(struct attached_drive *attached)
{
	if (!attached)
		return;
	control_server_stop(attached->server);
	if (attached->drive) {
		burnrig_drive_advance(
			attached->drive, clock_policy_now(&attached->policy, wall_clock_ns()));
		burnrig_drive_sync(attached->drive);
		trace_file_stop(&attached->trace, attached->drive);
		burnrig_drive_destroy(attached->drive);
	}
	burnrig_drive_definition_free(attached->definition);
	drive_lock_destroy(&attached->lock);
	free(attached);
}

__attribute__((noinline)) static void zero_behind(
	const struct burnrig_command *command, size_t skip_bytes)
{
	for (size_t i = 0; i < command->data_count; i++) {
		const struct iovec *piece = &command->data[i];

		if (skip_bytes < piece->iov_len)
			memset((uint8_t *)piece->iov_base + skip_bytes, 0,
				piece->iov_len - skip_bytes);
		skip_bytes -= skip_bytes < piece->iov_len ? skip_bytes : piece->iov_len;
	}
}

static void zero_the_rest(const struct burnrig_command *command)
{
	const size_t moved_bytes = command->transferred_bytes;

	/* after most READs there is none */
	if (command->data_count != 1 || moved_bytes != command->data->iov_len)
		zero_behind(command, moved_bytes);
}

uint64_t attached_drive_execute(struct attached_drive *attached, struct burnrig_command *command)
{
	bool timed = attached->policy.kind != CLOCK_VIRTUAL;
	uint64_t hold_ns;

	drive_lock_take(&attached->lock);
	burnrig_drive_execute(attached->drive, command,
		clock_policy_now(&attached->policy, timed ? wall_clock_ns() : 0));
	hold_ns = clock_policy_command_completed(
		&attached->policy, command, attached->drive, timed ? wall_clock_ns() : 0);
	drive_lock_release(&attached->lock);
	if (command->direction == BURNRIG_DATA_IN)
		zero_the_rest(command);
	return hold_ns;
}
