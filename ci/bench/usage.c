/* SPDX-License-Identifier: MIT */
/*
 * usage COMMAND...: run it, wait for it and for every process that it leaves behind, and say on standard error
 * in one line of milliseconds how long that took and how much processor time all of them used. Exit status: the
 * command's. (A shell's `time` does not see children that nobody waited for.)
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long ms_of(struct timeval time)
{
	return (long)time.tv_sec * 1000 + (long)time.tv_usec / 1000;
}

static long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int main(int argc, char **argv)
{
	long began_ms = now_ms();
	int status = 1, of_command = 1;
	struct rusage usage;
	pid_t command, ended;

	if (argc < 2 || prctl(PR_SET_CHILD_SUBREAPER, 1) < 0)
		return 2;
	command = fork();
	if (command == 0) {
		execvp(argv[1], argv + 1);
		fprintf(stderr, "%s: %s\n", argv[1], strerror(errno));
		_exit(127);
	}
	while ((ended = wait(&status)) > 0 || errno == EINTR)
		if (ended == command)
			of_command = WIFEXITED(status) ? WEXITSTATUS(status) : 1;
	getrusage(RUSAGE_CHILDREN, &usage);
	fprintf(stderr, "%ld %ld\n", now_ms() - began_ms,
		ms_of(usage.ru_utime) + ms_of(usage.ru_stime));
	return of_command;
}
