/* SPDX-License-Identifier: MIT */
#include "emulator/ways-in/tcmu/target_tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define CONFIGFS    "/sys/kernel/config"
#define TARGET	    CONFIGFS "/target"
#define PATH_BYTES  512
#define HBAS_MAX    1024
#define NODES_TRIES 200 /* of 50 ms */
#define DEV_SIZE \
	"137438953472" /* any multiple of the block size: capacity is the drive's to tell */

extern char **environ;

struct path {
	char text[PATH_BYTES];
};

__attribute__((format(printf, 1, 2))) static struct path path_of(const char *format, ...)
{
	struct path path;
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(path.text, sizeof(path.text), format, arguments);
	va_end(arguments);
	return path;
}

static bool exists(struct path path)
{
	return access(path.text, F_OK) == 0;
}

static int put(struct path path, const char *text)
{
	int fd = open(path.text, O_WRONLY | O_CLOEXEC), result = 0;

	if (fd < 0)
		return -errno;
	if (write(fd, text, strlen(text)) < 0)
		result = -errno;
	close(fd);
	return result;
}

static int get(struct path path, char *out, size_t out_bytes)
{
	int fd = open(path.text, O_RDONLY | O_CLOEXEC);
	ssize_t bytes;

	if (fd < 0)
		return -errno;
	bytes = read(fd, out, out_bytes - 1);
	close(fd);
	if (bytes < 0)
		return -EIO;
	out[bytes] = '\0';
	out[strcspn(out, "\n")] = '\0';
	return 0;
}

static int make(struct path path)
{
	return mkdir(path.text, 0755) < 0 ? -errno : 0;
}

/* 0 also when it was not there. */
static int unmake(struct path path)
{
	return rmdir(path.text) < 0 && errno != ENOENT ? -errno : 0;
}

/* The loopback port's name: an NAA of our own making that follows from the drive's name. */
static uint64_t naa_of(const char *name, bool initiator)
{
	uint64_t hash = 14695981039346656037ULL; /* FNV-1a */

	for (; *name; name++)
		hash = (hash ^ (uint8_t)*name) * 1099511628211ULL;
	return 0x5001405000000000ULL | (hash & 0xFFFFFFFFEULL) | initiator;
}

static struct path port_of(const char *name)
{
	return path_of(TARGET "/loopback/naa.%016llx", (unsigned long long)naa_of(name, false));
}

/* The adapter folder that holds the backstore @name. False when there is none. */
static bool find_adapter(const char *name, struct path *ret_adapter)
{
	DIR *folder = opendir(TARGET "/core");
	struct dirent *entry;
	bool found = false;

	while (folder && !found && (entry = readdir(folder)) != NULL) {
		if (strncmp(entry->d_name, "user_", 5) != 0)
			continue;
		*ret_adapter = path_of(TARGET "/core/%s", entry->d_name);
		found = exists(path_of("%s/%s", ret_adapter->text, name));
	}
	if (folder)
		closedir(folder);
	return found;
}

static bool runner_is_there(void)
{
	DIR *processes = opendir("/proc");
	struct dirent *entry;
	bool found = false;
	char name[32];

	while (processes && !found && (entry = readdir(processes)) != NULL)
		if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9' &&
			get(path_of("/proc/%s/comm", entry->d_name), name, sizeof(name)) == 0)
			found = strcmp(name, "tcmu-runner") == 0;
	if (processes)
		closedir(processes);
	return found;
}

static int load_module(char *module, struct burnrig_problem *problem)
{
	char program[] = "modprobe", quiet[] = "-q";
	char *argv[] = { program, quiet, module, NULL };
	int status = -1;
	pid_t child;

	if (exists(path_of("/sys/module/%s", module)))
		return 0;
	if (posix_spawnp(&child, program, NULL, NULL, argv, environ) == 0)
		while (waitpid(child, &status, 0) < 0 && errno == EINTR)
			;
	if (status == 0)
		return 0;
	burnrig_problem_set(problem, NULL, 0, NULL,
		"this kernel has no module %s, or it could not be loaded; "
		"ci/vm/run starts a machine that has it",
		module);
	return -ENOSYS;
}

int target_tree_prepare(struct burnrig_problem *problem)
{
	char modules[][24] = { "target_core_user", "tcm_loop", "sg", "sr_mod" };
	int result;

	if (geteuid() != 0) {
		burnrig_problem_set(problem, NULL, 0, NULL,
			"attaching to the kernel needs root; 'burnrig drive run' does not");
		return -EPERM;
	}
	for (size_t i = 0; i < sizeof(modules) / sizeof(modules[0]); i++) {
		result = load_module(modules[i], problem);
		if (result < 0)
			return result;
	}
	if (!exists(path_of(TARGET)) && mount("configfs", CONFIGFS, "configfs", 0, NULL) < 0) {
		result = -errno;
		burnrig_problem_set(
			problem, CONFIGFS, 0, NULL, "cannot mount configfs: %s", strerror(-result));
		return result;
	}
	if (!runner_is_there()) {
		burnrig_problem_set(problem, NULL, 0, NULL,
			"tcmu-runner is not running; start it, with handler_burnrig.so in "
			"its handler folder");
		return -ESRCH;
	}
	return 0;
}

/* A failure of one step, said with the file it happened at. */
static int failed(int result, struct path path, struct burnrig_problem *problem)
{
	if (result < 0)
		burnrig_problem_set(problem, path.text, 0, NULL, "%s", strerror(-result));
	return result;
}

static int put_said(struct path path, const char *text, struct burnrig_problem *problem)
{
	return failed(put(path, text), path, problem);
}

static int make_said(struct path path, struct burnrig_problem *problem)
{
	return failed(make(path), path, problem);
}

static int make_adapter(struct path *ret_adapter, struct burnrig_problem *problem)
{
	int result = -EEXIST;

	for (unsigned n = 0; result == -EEXIST && n < HBAS_MAX; n++) {
		*ret_adapter = path_of(TARGET "/core/user_%u", n);
		result = make(*ret_adapter);
	}
	return failed(result, *ret_adapter, problem);
}

/* The backstore: the kernel asks tcmu-runner for a handler when it is enabled. */
static int make_backstore(
	struct path core, const char *config, bool timed, struct burnrig_problem *problem)
{
	struct path control = path_of("%s/control", core.text);
	int result = make_said(core, problem);

	if (result == 0)
		result = put_said(control, "dev_size=" DEV_SIZE ",hw_block_size=2048", problem);
	if (result == 0)
		result = put_said(control, path_of("dev_config=%s", config).text, problem);
	if (result == 0 && timed)
		result = put_said(path_of("%s/attrib/cmd_time_out", core.text), "0", problem);
	if (result < 0)
		return result;
	result = put(path_of("%s/enable", core.text), "1");
	if (result < 0)
		burnrig_problem_set(problem, NULL, 0, NULL,
			"tcmu-runner refused the drive (%s): the disc is in use elsewhere, or "
			"handler_burnrig.so is not in its handler folder; its log says which",
			strerror(-result));
	return result;
}

static int make_port(const char *name, struct path core, struct burnrig_problem *problem)
{
	struct path port = port_of(name), group = path_of("%s/tpgt_1", port.text);
	struct path unit = path_of("%s/lun/lun_0", group.text);
	struct path link = path_of("%s/%s", unit.text, name);
	struct path initiator = path_of("naa.%016llx", (unsigned long long)naa_of(name, true));
	int result = make_said(path_of(TARGET "/loopback"), NULL);

	result = result == -EEXIST ? 0 : failed(result, path_of(TARGET "/loopback"), problem);
	if (result == 0)
		result = make_said(port, problem);
	if (result == 0)
		result = make_said(group, problem);
	if (result == 0)
		result = put_said(path_of("%s/nexus", group.text), initiator.text, problem);
	if (result == 0)
		result = make_said(unit, problem);
	if (result == 0 && symlink(core.text, link.text) < 0)
		result = failed(-errno, link, problem);
	return result;
}

/* The first entry of a folder that begins with @prefix, as a path in /dev. */
static bool find_node(struct path folder, const char *prefix, char *out, size_t out_bytes)
{
	DIR *entries = opendir(folder.text);
	struct dirent *entry;
	bool found = false;

	while (entries && !found && (entry = readdir(entries)) != NULL)
		if (strncmp(entry->d_name, prefix, strlen(prefix)) == 0)
			found = snprintf(out, out_bytes, "/dev/%s", entry->d_name) < (int)out_bytes;
	if (entries)
		closedir(entries);
	return found && access(out, F_OK) == 0;
}

static bool find_nodes(const char *name, struct target_nodes *nodes)
{
	struct path device;
	char address[32];

	if (get(path_of("%s/tpgt_1/address", port_of(name).text), address, sizeof(address)) < 0)
		return false;
	device = path_of("/sys/class/scsi_device/%s:0/device", address);
	return find_node(path_of("%s/block", device.text), "sr", nodes->block,
		       sizeof(nodes->block)) &&
	       find_node(path_of("%s/scsi_generic", device.text), "sg", nodes->generic,
		       sizeof(nodes->generic));
}

static int wait_for_nodes(
	const char *name, struct target_nodes *ret_nodes, struct burnrig_problem *problem)
{
	const struct timespec pause = { .tv_nsec = 50000000 };

	for (unsigned i = 0; i < NODES_TRIES; i++) {
		if (find_nodes(name, ret_nodes))
			return 0;
		nanosleep(&pause, NULL);
	}
	burnrig_problem_set(problem, NULL, 0, NULL,
		"the kernel made no /dev/sr and /dev/sg of the drive; dmesg says why");
	return -ENXIO;
}

static int take_down(const char *name, struct burnrig_problem *problem)
{
	struct path port = port_of(name), adapter;
	struct path parts[] = { path_of("%s/tpgt_1/lun/lun_0", port.text),
		path_of("%s/tpgt_1", port.text), port };
	struct path link = path_of("%s/%s", parts[0].text, name);
	int result = 0;

	if (unlink(link.text) < 0 && errno != ENOENT)
		result = failed(-errno, link, problem);
	for (size_t i = 0; result == 0 && i < sizeof(parts) / sizeof(parts[0]); i++)
		result = failed(unmake(parts[i]), parts[i], problem);
	if (result < 0 || !find_adapter(name, &adapter))
		return result;
	result = failed(unmake(path_of("%s/%s", adapter.text, name)), adapter, problem);
	if (result == 0)
		unmake(adapter); /* may hold another's backstore */
	return result;
}

int target_tree_add(const char *name, const char *config, bool timed,
	struct target_nodes *ret_nodes, struct burnrig_problem *problem)
{
	struct path adapter, core;
	int result;

	if (find_adapter(name, &adapter) || exists(port_of(name))) {
		burnrig_problem_set(problem, NULL, 0, NULL, "there is a drive '%s' already", name);
		return -EEXIST;
	}
	result = make_adapter(&adapter, problem);
	if (result < 0)
		return result;
	core = path_of("%s/%s", adapter.text, name);
	result = make_backstore(core, config, timed, problem);
	if (result == 0)
		result = make_port(name, core, problem);
	if (result == 0)
		result = wait_for_nodes(name, ret_nodes, problem);
	if (result < 0) {
		take_down(name, NULL);
		unmake(adapter);
	}
	return result;
}

/* Mounted or held exclusively by a burner program. */
static bool in_use(const char *node)
{
	int fd = open(node, O_RDONLY | O_NONBLOCK | O_EXCL | O_CLOEXEC);

	if (fd >= 0)
		close(fd);
	return fd < 0 && errno == EBUSY;
}

int target_tree_remove(const char *name, struct burnrig_problem *problem)
{
	struct target_nodes nodes;
	struct path adapter;
	bool has_backstore = find_adapter(name, &adapter);

	if (!has_backstore && !exists(port_of(name))) {
		burnrig_problem_set(problem, NULL, 0, NULL, "no drive '%s' is attached", name);
		return -ENODEV;
	}
	if (has_backstore && !runner_is_there()) {
		/* Nobody will answer what is in the ring: fail it, or the kernel waits for ever. */
		put(path_of("%s/%s/action/block_dev", adapter.text, name), "1");
		put(path_of("%s/%s/action/reset_ring", adapter.text, name), "2");
	} else if (find_nodes(name, &nodes) && in_use(nodes.block)) {
		burnrig_problem_set(problem, nodes.block, 0, NULL, "mounted or in use");
		return -EBUSY;
	}
	return take_down(name, problem);
}
