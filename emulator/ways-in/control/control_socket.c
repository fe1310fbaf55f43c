/* SPDX-License-Identifier: MIT */
#include "emulator/ways-in/control/control_socket.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define ANSWER_TIMEOUT_MS 30000 /* an eject waits for the disc's last commit */

bool control_name_valid(const char *name)
{
	size_t length = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				     "0123456789._-");

	return length > 0 && length <= 64 && name[length] == '\0' && name[0] != '.';
}

int control_socket_path(enum control_place place, const char *name, char *out, size_t out_bytes)
{
	const char *runtime = getenv("XDG_RUNTIME_DIR");
	int written;

	if (!control_name_valid(name))
		return -EINVAL;
	if (place == CONTROL_ATTACHED)
		written = snprintf(out, out_bytes, "/run/burnrig/%s.sock", name);
	else if (runtime && runtime[0] == '/')
		written = snprintf(out, out_bytes, "%s/burnrig/%s.sock", runtime, name);
	else
		written = snprintf(out, out_bytes, "/tmp/burnrig-%u/%s.sock", getuid(), name);
	return written >= 0 && (size_t)written < out_bytes ? 0 : -ENAMETOOLONG;
}

int control_socket_find(const char *name, char *out, size_t out_bytes)
{
	static const enum control_place places[] = { CONTROL_ATTACHED, CONTROL_RUN };

	if (!control_name_valid(name))
		return -EINVAL;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (control_socket_path(places[i], name, out, out_bytes) == 0 &&
			access(out, F_OK) == 0)
			return 0;
	return -ENOENT;
}

int control_socket_address(
	const char *path, struct sockaddr_un *ret_address, struct burnrig_problem *problem)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };

	if (strlen(path) >= sizeof(address.sun_path)) {
		burnrig_problem_set(problem, path, 0, "socket",
			"the path is longer than the %zu bytes a socket can have",
			sizeof(address.sun_path) - 1);
		return -ENAMETOOLONG;
	}
	memcpy(address.sun_path, path, strlen(path) + 1);
	*ret_address = address;
	return 0;
}

/* Waits until @fd has bytes; the time-out is per wait. */
static int wait_readable(int fd, int stop_fd, int timeout_ms)
{
	struct pollfd fds[2] = { { .fd = fd, .events = POLLIN },
		{ .fd = stop_fd, .events = POLLIN } };
	int ready;

	do
		ready = poll(fds, 2, timeout_ms);
	while (ready < 0 && errno == EINTR);
	if (ready < 0)
		return -errno;
	if (ready == 0)
		return -ETIMEDOUT;
	return fds[1].revents ? -ECANCELED : 0;
}

int control_read_line(int fd, int stop_fd, int timeout_ms, char *out, bool *ret_end)
{
	size_t used = 0;

	*ret_end = false;
	while (used < CONTROL_LINE_BYTES_MAX) {
		int result = wait_readable(fd, stop_fd, timeout_ms);
		ssize_t got;

		if (result < 0)
			return result;
		got = recv(fd, out + used, 1, 0);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -errno;
		*ret_end = got == 0;
		if (got == 0 || out[used] == '\n') {
			out[used] = '\0';
			return (int)used;
		}
		used++;
	}
	return -EMSGSIZE;
}

int control_send_line(int fd, const char *line)
{
	char buffer[CONTROL_LINE_BYTES_MAX];
	int length = snprintf(buffer, sizeof(buffer), "%s\n", line);
	size_t sent = 0;

	if (length < 0 || (size_t)length >= sizeof(buffer))
		return -EMSGSIZE;
	while (sent < (size_t)length) {
		ssize_t more = send(fd, buffer + sent, (size_t)length - sent, MSG_NOSIGNAL);

		if (more < 0 && errno == EINTR)
			continue;
		if (more < 0)
			return -errno;
		sent += (size_t)more;
	}
	return 0;
}

static int exchange(int fd, const struct sockaddr_un *address, const char *request, char *reply)
{
	bool end;
	int result;

	if (connect(fd, (const struct sockaddr *)address, sizeof(*address)) < 0)
		return -errno;
	result = control_send_line(fd, request);
	if (result < 0)
		return result;
	result = control_read_line(fd, -1, ANSWER_TIMEOUT_MS, reply, &end);
	if (result < 0)
		return result;
	return result == 0 ? -ECONNRESET : 0;
}

int control_ask(
	const char *path, const char *request, char **ret_reply, struct burnrig_problem *problem)
{
	char reply[CONTROL_LINE_BYTES_MAX];
	struct sockaddr_un address;
	int result = control_socket_address(path, &address, problem);
	int fd;

	if (result < 0)
		return result;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	result = fd < 0 ? -errno : exchange(fd, &address, request, reply);
	if (fd >= 0)
		close(fd);
	if (result == 0) {
		*ret_reply = strdup(reply);
		result = *ret_reply ? 0 : -ENOMEM;
	}
	if (result < 0)
		burnrig_problem_set(problem, path, 0, "socket", "%s", strerror(-result));
	return result;
}
