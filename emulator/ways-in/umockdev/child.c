/* SPDX-License-Identifier: MIT */
#include "emulator/ways-in/umockdev/child.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <libgen.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#define OUR_PRELOAD   "libburnrig_preload.so"
#define UMOCK_PRELOAD "libumockdev-preload.so.0"

struct child {
	GMainLoop *loop;
	pid_t pid;
	int wait_status;
};

static void ended(GPid pid, gint wait_status, void *context)
{
	struct child *child = context;

	(void)pid;
	child->wait_status = wait_status;
	g_main_loop_quit(child->loop);
}

/* What the terminal sends goes to the whole foreground group, the child included. */
static gboolean pass_on(gint fd, GIOCondition condition, void *context)
{
	struct child *child = context;
	struct signalfd_siginfo info;

	(void)condition;
	if (read(fd, &info, sizeof(info)) == (ssize_t)sizeof(info) && info.ssi_code <= 0)
		kill(child->pid, (int)info.ssi_signo);
	return G_SOURCE_CONTINUE;
}

/* Beside our program in a build, below its prefix when installed. Freed by the caller; NULL: neither. */
static char *find_preload(void)
{
	static const char *const folders[] = { ".", "../lib/burnrig" };
	char program[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", program, sizeof(program) - 1);
	const char *here;

	if (length < 0)
		return NULL;
	program[length] = '\0';
	here = dirname(program);
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		char *path = g_build_filename(here, folders[i], OUR_PRELOAD, NULL);

		if (faccessat(AT_FDCWD, path, R_OK, AT_EACCESS) == 0)
			return path;
		g_free(path);
	}
	return NULL;
}

/* The environment of the child, freed with g_strfreev; NULL with @problem filled. */
static char **make_environment(struct burnrig_problem *problem)
{
	char *preload = find_preload();
	const char *before = getenv("LD_PRELOAD");
	char **environment = NULL;
	char *value;

	if (!preload) {
		burnrig_problem_set(problem, OUR_PRELOAD, 0, NULL, "not found near the program");
		return NULL;
	}
	if (strpbrk(preload, " :")) {
		burnrig_problem_set(problem, preload, 0, NULL,
			"the linker cannot preload from a path with a space or a colon");
	} else {
		value = g_strjoin(":", preload, UMOCK_PRELOAD, before, NULL);
		environment = g_environ_setenv(g_get_environ(), "LD_PRELOAD", value, TRUE);
		g_free(value);
	}
	g_free(preload);
	return environment;
}

static int spawn(struct child *child, char *const argv[], const sigset_t *child_mask,
	struct burnrig_problem *problem)
{
	char **environment = make_environment(problem);
	posix_spawnattr_t attributes;
	int error;

	if (!environment)
		return -ENOENT;
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
	posix_spawnattr_setsigmask(&attributes, child_mask);
	error = posix_spawnp(&child->pid, argv[0], NULL, &attributes, argv, environment);
	posix_spawnattr_destroy(&attributes);
	g_strfreev(environment);
	if (error == 0)
		return 0;
	burnrig_problem_set(problem, argv[0], 0, NULL, "%s", strerror(error));
	return error == ENOENT ? 127 : 126;
}

static int wait_for(struct child *child, int signal_fd)
{
	guint signals = g_unix_fd_add(signal_fd, G_IO_IN, pass_on, child);

	child->loop = g_main_loop_new(NULL, FALSE);
	g_child_watch_add(child->pid, ended, child);
	g_main_loop_run(child->loop);
	g_main_loop_unref(child->loop);
	g_source_remove(signals);
	if (WIFSIGNALED(child->wait_status))
		return 128 + WTERMSIG(child->wait_status);
	return WEXITSTATUS(child->wait_status);
}

static void signals_passed_on(sigset_t *ret_set)
{
	static const int passed_on[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2 };

	sigemptyset(ret_set);
	for (size_t i = 0; i < sizeof(passed_on) / sizeof(passed_on[0]); i++)
		sigaddset(ret_set, passed_on[i]);
}

void child_hold_signals(sigset_t *ret_before)
{
	sigset_t set;

	signals_passed_on(&set);
	pthread_sigmask(SIG_BLOCK, &set, ret_before);
}

int child_run(char *const argv[], const sigset_t *before, struct burnrig_problem *problem)
{
	struct child child = { .pid = -1 };
	sigset_t set;
	int signal_fd, result;

	signals_passed_on(&set);
	signal_fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (signal_fd < 0)
		return -errno;
	result = spawn(&child, argv, before, problem);
	if (result == 0)
		result = wait_for(&child, signal_fd);
	close(signal_fd);
	return result;
}
