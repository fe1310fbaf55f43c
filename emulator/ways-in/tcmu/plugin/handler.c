/* SPDX-License-Identifier: MIT */
/*
 * The plugin for tcmu-runner: two handlers over one drive.
 *
 * `burnrig` answers in the daemon's command thread: the drive never blocks and its clock is virtual, so the
 * hand-over to a worker would be the dearest part of a command.
 *
 * `burnrig_timed` is called by a worker of the daemon, which always completes a command when the handler
 * returns. It does so through the command's `done`, and that is where a completion is held: ours
 * stands there for the time of the call, and the daemon's own is called when the time has come, from the
 * hold queue's thread. By then it does all locking and wake-ups as for its own workers, and detaching
 * waits for it. A command that the kernel gave up on in between keeps its ring entry until then, so
 * a late completion finds the entry it belongs to.
 */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "burnrig/drive.h"
#include "emulator/ways-in/clock/wall_clock.h"
#include "emulator/ways-in/tcmu/attached_drive.h"
#include "emulator/ways-in/tcmu/config.h"
#include "emulator/ways-in/tcmu/hold_queue.h"
#include "emulator/ways-in/tcmu/plugin/tcmu_runner.h"

#define HOLD_HERE_NS 20000 /* handing over to the hold queue's thread takes longer */

typedef void done_function(struct tcmu_device *device, struct tcmur_cmd *command, int status);

/*
 * What we keep for one device of the daemon. The device's private pointer is the drive, for a command of the first
 * handler needs no more, and the drive's context is this.
 */
struct handled {
	struct tcmu_device *device;
	struct attached_drive *attached;
	struct hold_queue *queue; /* NULL for the virtual clock */
};

struct held_completion { /* one command on its way to the hold queue */
	struct tcmur_cmd *command;
	done_function *done; /* the daemon's */
	uint64_t hold_ns;
	int status;
};

/* By the group of the operation code, a byte for each; in a table it would be one more page that is cold. */
static size_t cdb_bytes_of(const uint8_t *cdb)
{
	const uint64_t bytes_of_groups = UINT64_C(0x06060C10100A0A06);

	return bytes_of_groups >> 8 * (cdb[0] >> 5) & 0xFF;
}

static int status_of(const struct burnrig_command *command, struct tcmulib_cmd *lib_command)
{
	if (command->status == BURNRIG_STATUS_GOOD)
		return TCMU_STS_OK;
	if (command->status == BURNRIG_STATUS_BUSY)
		return TCMU_STS_BUSY;
	memset(lib_command->sense_buf, 0, sizeof(lib_command->sense_buf));
	memcpy(lib_command->sense_buf, command->sense, command->sense_bytes);
	return TCMU_STS_PASSTHROUGH_ERR;
}

/*
 * The daemon ends its threads by cancelling them; inside the drive that would leave a lock taken and a
 * disc half written. @ret_hold_ns may be NULL.
 */
static int execute(
	struct tcmu_device *device, struct tcmulib_cmd *lib_command, uint64_t *ret_hold_ns)
{
	struct attached_drive *attached = tcmur_dev_get_private(device);
	struct burnrig_command command; /* the drive fills what is not filled here */
	uint64_t hold_ns;
	int cancel_state;

	command.cdb = lib_command->cdb;
	command.cdb_bytes = cdb_bytes_of(lib_command->cdb);
	command.data = lib_command->iovec;
	command.data_count = lib_command->iov_cnt;
	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &cancel_state);
	hold_ns = attached_drive_execute(attached, &command);
	pthread_setcancelstate(cancel_state, NULL);
	if (ret_hold_ns)
		*ret_hold_ns = hold_ns;
	return status_of(&command, lib_command);
}

static int handle_now(struct tcmu_device *device, struct tcmur_cmd *command)
{
	return execute(device, command->lib_cmd, NULL);
}

static void let_go(void *context, void *item)
{
	const struct handled *handled = context;
	struct held_completion *held = item;

	held->done(handled->device, held->command, held->status);
	free(held);
}

/* Stands in for the daemon's completion: the worker has left handle_timed and touches nothing more. */
static void hold(struct tcmu_device *device, struct tcmur_cmd *command, int status)
{
	struct handled *handled = attached_drive_context(tcmur_dev_get_private(device));
	struct held_completion *held = command->cmd_state;

	held->status = status;
	if (hold_queue_add(handled->queue, held, held->hold_ns) < 0)
		let_go(handled, held);
}

/* What is due at once is waited for by the worker: returns the rest. */
static uint64_t hold_here(uint64_t hold_ns)
{
	const uint64_t due_ns = wall_clock_ns() + hold_ns;

	if (hold_ns > HOLD_HERE_NS)
		return hold_ns;
	while (wall_clock_ns() < due_ns)
		;
	return 0;
}

static int handle_timed(struct tcmu_device *device, struct tcmur_cmd *command)
{
	struct held_completion *held = NULL;
	uint64_t hold_ns;
	int status = execute(device, command->lib_cmd, &hold_ns);

	hold_ns = hold_here(hold_ns);
	if (hold_ns)
		held = malloc(sizeof(*held));
	if (!held)
		return status;
	*held = (struct held_completion) {
		.command = command, .done = command->done, .hold_ns = hold_ns
	};
	command->cmd_state = held;
	command->done = hold;
	return status;
}

static bool check_config(const char *text, char **reason)
{
	struct burnrig_problem problem = { .line = 0 };
	struct tcmu_config config;
	char line[700];

	if (tcmu_config_parse(text, &config, &problem) == 0)
		return true;
	*reason = strdup(burnrig_problem_format(&problem, line, sizeof(line)));
	return false;
}

static void put_away(struct handled *handled)
{
	hold_queue_destroy(handled->queue);
	attached_drive_close(handled->attached);
	free(handled);
}

static int open_drive(struct tcmu_device *device, bool reopen)
{
	struct handled *handled = calloc(1, sizeof(*handled));
	struct burnrig_problem problem = { .line = 0 };
	struct tcmu_config config;
	char line[700];
	int result;

	(void)reopen; /* the disc file is the only thing that outlives us, and it is read either way */
	if (!handled)
		return -ENOMEM;
	handled->device = device;
	result = tcmu_config_parse(tcmu_dev_get_cfgstring(device), &config, &problem);
	if (result == 0)
		result = attached_drive_open(&config, &handled->attached, &problem);
	if (result == 0 && config.clock.kind != CLOCK_VIRTUAL) {
		handled->queue = hold_queue_create(let_go, handled);
		result = handled->queue ? 0 : -ENOMEM;
	}
	if (result < 0) {
		tcmu_err_message(device, __func__, __LINE__, "%s: %s\n", strerror(-result),
			burnrig_problem_format(&problem, line, sizeof(line)));
		put_away(handled);
		return result;
	}
	attached_drive_set_context(handled->attached, handled);
	tcmur_dev_set_private(device, handled->attached);
	return 0;
}

static void close_drive(struct tcmu_device *device)
{
	int cancel_state;

	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &cancel_state);
	put_away(attached_drive_context(tcmur_dev_get_private(device)));
	tcmur_dev_set_private(device, NULL);
	pthread_setcancelstate(cancel_state, NULL);
}

#define CONFIG_TEXT                                                                                      \
	"DISC;KEY=VALUE;… with DISC the absolute path of a disc file, keys drive, disc, clock, seed, " \
	"control, definitions"

int handler_init(void)
{
	static struct tcmur_handler handlers[] = {
		{ .name = "burnrig: virtual optical burner, virtual clock",
			.subtype = TCMU_SUBTYPE,
			.cfg_desc = CONFIG_TEXT,
			.check_config = check_config,
			.open = open_drive,
			.close = close_drive,
			.nr_threads = 0,
			.handle_cmd = handle_now },
		{ .name = "burnrig: virtual optical burner, real or scaled clock",
			.subtype = TCMU_SUBTYPE_TIMED,
			.cfg_desc = CONFIG_TEXT,
			.check_config = check_config,
			.open = open_drive,
			.close = close_drive,
			.nr_threads = 1,
			.handle_cmd = handle_timed },
	};
	int failed = 0;

	for (size_t i = 0; i < sizeof(handlers) / sizeof(handlers[0]); i++)
		failed |= tcmur_register_handler(&handlers[i]);
	return failed;
}
