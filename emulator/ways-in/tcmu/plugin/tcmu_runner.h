/* SPDX-License-Identifier: MIT */
/*
 * tcmu_runner.h: the part of tcmu-runner's plugin interface that we use, 1.5.4 to 1.6.x, which did not
 * change it. From the distribution's headers where they are installed; Debian installs none, so
 * there it is declared here. The order and types of the fields are what counts.
 */
#ifndef WAYS_IN_TCMU_PLUGIN_TCMU_RUNNER_H
#define WAYS_IN_TCMU_PLUGIN_TCMU_RUNNER_H

#if __has_include(<tcmu-runner.h>) && __has_include(<libtcmu_common.h>)

#include <libtcmu_common.h>
#include <libtcmu_log.h>
#include <tcmu-runner.h>

#else

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/uio.h>
#include <time.h>

struct tcmu_device;
struct tcmulib_cfg_info;

enum { /* how a command ended */
	TCMU_STS_OK = 0,
	TCMU_STS_PASSTHROUGH_ERR = 2, /* CHECK CONDITION with the sense we wrote */
	TCMU_STS_BUSY = 3,
};

struct tcmulib_cmd {
	uint16_t cmd_id;
	uint8_t *cdb;
	struct iovec *iovec; /* into the ring's data area, ours until the command is completed */
	size_t iov_cnt;
	uint8_t sense_buf[96]; /* holds junk until written */
	void *hm_private;
};

struct tcmur_cmd {
	struct tcmulib_cmd *lib_cmd;
	struct iovec *iovec;
	size_t iov_cnt;
	void *iov_base_copy;
	void *cmd_state; /* the handler's */
	size_t requested;
	struct {
		void *next, *previous;
	} cmds_list_entry;
	struct timespec start_time;
	bool timed_out;
	void (*done)(struct tcmu_device *device, struct tcmur_cmd *command, int status);
};

typedef int tcmur_io_function(struct tcmu_device *device, struct tcmur_cmd *command,
	struct iovec *iovec, size_t iov_cnt, size_t bytes, off_t offset);
typedef int tcmur_blocks_function(struct tcmu_device *device, struct tcmur_cmd *command,
	uint64_t offset, uint64_t bytes, struct iovec *iovec, size_t iov_cnt);

struct tcmur_handler {
	const char *name, *subtype, *cfg_desc;
	void *opaque;
	bool (*check_config)(const char *text, char **reason);
	int (*reconfig)(struct tcmu_device *device, struct tcmulib_cfg_info *info);
	int (*open)(struct tcmu_device *device, bool reopen);
	void (*close)(struct tcmu_device *device);
	int nr_threads;
	int (*handle_cmd)(struct tcmu_device *device, struct tcmur_cmd *command);
	tcmur_io_function *read, *write;
	int (*flush)(struct tcmu_device *device, struct tcmur_cmd *command);
	int (*unmap)(struct tcmu_device *device, struct tcmur_cmd *command, uint64_t offset,
		uint64_t bytes);
	tcmur_blocks_function *writesame, *caw;
	int (*report_event)(struct tcmu_device *device);
	int (*lock)(struct tcmu_device *device, uint16_t tag);
	int (*unlock)(struct tcmu_device *device);
	int (*get_lock_tag)(struct tcmu_device *device, uint16_t *tag);
	int (*get_lock_state)(struct tcmu_device *device);
	bool _is_dbus_handler;
	bool (*update_logdir)(void);
	int (*init)(void);
	void (*destroy)(void);
};

/* From the daemon. */
int tcmur_register_handler(struct tcmur_handler *handler);
void *tcmur_dev_get_private(struct tcmu_device *device);
void tcmur_dev_set_private(struct tcmu_device *device, void *ours);
/* From libtcmu. */
char *tcmu_dev_get_cfgstring(struct tcmu_device *device);
void tcmu_err_message(struct tcmu_device *device, const char *function, int line,
	const char *format, ...) __attribute__((format(printf, 4, 5)));
void tcmu_info_message(struct tcmu_device *device, const char *function, int line,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif

/* handler_init: what the daemon looks for in a plugin. Returns 0, or nonzero to be left out. */
__attribute__((visibility("default"))) int handler_init(void);

#endif
