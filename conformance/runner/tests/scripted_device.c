/* SPDX-License-Identifier: MIT */
#include "conformance/runner/tests/scripted_device.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

struct scripted {
	struct device device;
	int lock; /* of one that only one process may have; -1: none */
	unsigned commands;
};

static const uint8_t inquiry[36] = "\x05\x80\x05\x02\x1f\0\0\0ACME    PRETEND         0.01";
static const uint8_t configuration[] = {
	0, 0, 0, 16, 0, 0, 0x00, 0x43,		     /* length, current profile BD-RE */
	0x00, 0x00, 0x03, 4, 0x00, 0x43, 0x01, 0x00, /* profile list */
	0x01, 0x07, 0x00, 0,			     /* Real-Time Streaming, not current */
};

static void refuse(struct device_answer *answer, uint8_t key, uint8_t asc, uint8_t ascq)
{
	answer->status = 0x02;
	answer->sense_bytes = 18;
	answer->sense[0] = 0x70;
	answer->sense[2] = key;
	answer->sense[7] = 10;
	answer->sense[12] = asc;
	answer->sense[13] = ascq;
}

static void give(const struct device_command *command, struct device_answer *answer,
	const uint8_t *data, size_t bytes)
{
	answer->moved_bytes = bytes < command->data_bytes ? bytes : command->data_bytes;
	memcpy(command->data, data, answer->moved_bytes);
}

static int execute(struct device *device, const struct device_command *command,
	struct device_answer *ret_answer)
{
	struct scripted *self = (struct scripted *)(void *)device;

	*ret_answer = (struct device_answer) { .moved_known = true, .duration_ns = 1000000 };
	self->commands++;
	switch (command->cdb[0]) {
	case 0x00: /* first two: power on, becoming ready */
		if (self->commands == 1)
			refuse(ret_answer, 6, 0x29, 0x00);
		else if (self->commands < 4)
			refuse(ret_answer, 2, 0x04, 0x01);
		return 0;
	case 0x12:
		give(command, ret_answer, inquiry, sizeof inquiry);
		return 0;
	case 0x46:
		give(command, ret_answer, configuration, sizeof configuration);
		return 0;
	case 0xbd: /* writes one byte too many */
		memset(command->data, 0, command->data_bytes + 1);
		ret_answer->moved_bytes = command->data_bytes;
		return 0;
	case 0x2b: /* the path breaks */
		return -EIO;
	default:
		refuse(ret_answer, 5, 0x20, 0x00);
		return 0;
	}
}

static void wait_not_at_all(struct device *device, uint64_t ns)
{
	(void)device, (void)ns;
}

static void close_scripted(struct device *device)
{
	struct scripted *self = (struct scripted *)(void *)device;

	if (self->lock >= 0)
		close(self->lock);
	free(self);
}

static const struct device_operations operations = {
	.execute = execute,
	.wait = wait_not_at_all,
	.close = close_scripted,
};

static int open_scripted(const struct bench *bench, uint64_t seed, struct device **ret_device,
	char *problem, size_t problem_bytes)
{
	struct scripted *self = calloc(1, sizeof *self);

	(void)seed, (void)problem, (void)problem_bytes;
	if (!self)
		return -ENOMEM;
	self->lock = bench->is_fresh ? -1 : open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
	if (self->lock >= 0 && flock(self->lock, LOCK_EX | LOCK_NB) < 0) {
		close(self->lock);
		free(self);
		return -EBUSY;
	}
	self->device = (struct device) { .operations = &operations, .is_simulated = true };
	*ret_device = &self->device;
	return 0;
}

static int open_broken(const struct bench *bench, uint64_t seed, struct device **ret_device,
	char *problem, size_t problem_bytes)
{
	(void)bench, (void)seed, (void)ret_device;
	snprintf(problem, problem_bytes, "nobody is there");
	return -ENODEV;
}

struct bench scripted_bench(enum scripted_kind kind)
{
	return (struct bench) {
		.open = open_scripted,
		.is_fresh = kind != SCRIPTED_IN_USE,
		.is_simulated = true,
		.is_memory = kind == SCRIPTED_MEMORY,
		.description = "a scripted drive",
	};
}

struct bench broken_bench(void)
{
	return (struct bench) { .open = open_broken, .description = "a broken drive" };
}
