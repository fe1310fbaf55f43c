/* SPDX-License-Identifier: MIT */
/*
 * The ceiling of the path: a handler that says GOOD at once to everything, in the daemon's command thread,
 * and stores nothing. No handler under tcmu-runner can be faster. Only INQUIRY and READ CAPACITY have data,
 * so that the kernel makes a CD-ROM of it.
 */
#include <string.h>

#include "emulator/ways-in/tcmu/plugin/tcmu_runner.h"

#define OPERATION_INQUIRY	0x12
#define OPERATION_READ_CAPACITY 0x25

static int answer(const struct tcmulib_cmd *command, const uint8_t *data, size_t bytes)
{
	const struct iovec *first = &command->iovec[0];

	if (command->iov_cnt > 0)
		memcpy(first->iov_base, data, bytes < first->iov_len ? bytes : first->iov_len);
	return TCMU_STS_OK;
}

static int handle(struct tcmu_device *device, struct tcmur_cmd *command)
{
	static const uint8_t inquiry[36] = { 5, 0x80, 5, 2, 31, 0, 0, 0, 'B', 'U', 'R', 'N', 'R',
		'I', 'G', ' ', 'C', 'E', 'I', 'L', 'I', 'N', 'G', ' ', ' ', ' ', ' ', ' ', ' ', ' ',
		' ', ' ', '1', '.', '0', '0' };
	static const uint8_t capacity[8] = { 0, 0x0F, 0xFF, 0xFF, 0, 0, 0x08, 0 };

	(void)device;
	if (command->lib_cmd->cdb[0] == OPERATION_INQUIRY)
		return answer(command->lib_cmd, inquiry, sizeof(inquiry));
	if (command->lib_cmd->cdb[0] == OPERATION_READ_CAPACITY)
		return answer(command->lib_cmd, capacity, sizeof(capacity));
	return TCMU_STS_OK;
}

static int open_nothing(struct tcmu_device *device, bool reopen)
{
	(void)device;
	(void)reopen;
	return 0;
}

static void close_nothing(struct tcmu_device *device)
{
	(void)device;
}

int handler_init(void)
{
	static struct tcmur_handler handler = { .name = "ceiling: answers at once, stores nothing",
		.subtype = "ceiling",
		.cfg_desc = "anything",
		.open = open_nothing,
		.close = close_nothing,
		.handle_cmd = handle };

	return tcmur_register_handler(&handler);
}
