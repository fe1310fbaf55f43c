/* SPDX-License-Identifier: MIT */
#include "emulator/ways-in/control/control_server.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "emulator/ways-in/control/control_socket.h"

#define CLIENT_TIMEOUT_MS 5000 /* a client that says nothing makes room for the next */

struct control_server {
	struct control_host *host;
	struct sockaddr_un address;
	int listen_fd;
	int stop_read_fd, stop_write_fd;
	pthread_t thread;
};

static void serve_client(struct control_server *server, int fd)
{
	char line[CONTROL_LINE_BYTES_MAX];
	bool end = false;

	while (!end) {
		int bytes =
			control_read_line(fd, server->stop_read_fd, CLIENT_TIMEOUT_MS, line, &end);
		char *reply;
		int result;

		if (bytes < 0 || (bytes == 0 && end))
			return;
		reply = control_answer(server->host, line, (size_t)bytes);
		if (!reply)
			return;
		result = control_send_line(fd, reply);
		free(reply);
		if (result < 0)
			return;
	}
}

static void *serve(void *context)
{
	struct control_server *server = context;

	for (;;) {
		struct pollfd fds[2] = { { .fd = server->listen_fd, .events = POLLIN },
			{ .fd = server->stop_read_fd, .events = POLLIN } };
		int fd;

		if (poll(fds, 2, -1) < 0 && errno != EINTR)
			return NULL;
		if (fds[1].revents)
			return NULL;
		fd = accept4(server->listen_fd, NULL, NULL, SOCK_CLOEXEC);
		if (fd < 0)
			continue;
		serve_client(server, fd);
		close(fd);
	}
}

/* The folder is ours alone. Of one that is there already only the owner is looked at: in a shared
 * place another user could have made it, to catch what we are asked. */
static int make_folder(const char *path)
{
	char copy[sizeof(((struct sockaddr_un *)NULL)->sun_path)];
	struct stat folder;
	const char *name;

	memcpy(copy, path, strlen(path) + 1);
	name = dirname(copy);
	if (mkdir(name, 0700) == 0)
		return 0;
	if (errno != EEXIST || stat(name, &folder) < 0)
		return -errno;
	return folder.st_uid == geteuid() || folder.st_uid == 0 ? 0 : -EPERM;
}

static bool somebody_listens(const struct sockaddr_un *address)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool listens;

	if (fd < 0)
		return true;
	listens = connect(fd, (const struct sockaddr *)address, sizeof(*address)) == 0 ||
		  errno != ECONNREFUSED;
	close(fd);
	return listens;
}

static int bind_socket(int fd, const struct sockaddr_un *address)
{
	if (bind(fd, (const struct sockaddr *)address, sizeof(*address)) == 0)
		return 0;
	if (errno != EADDRINUSE || somebody_listens(address))
		return -errno;
	if (unlink(address->sun_path) < 0)
		return -errno;
	return bind(fd, (const struct sockaddr *)address, sizeof(*address)) < 0 ? -errno : 0;
}

static int open_socket(struct control_server *server)
{
	int result = make_folder(server->address.sun_path);

	if (result < 0)
		return result;
	server->listen_fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (server->listen_fd < 0)
		return -errno;
	/* Nobody can connect before listen(), so the mode is set in time. */
	result = bind_socket(server->listen_fd, &server->address);
	if (result < 0)
		return result;
	if (chmod(server->address.sun_path, 0600) < 0 || listen(server->listen_fd, 8) < 0) {
		result = -errno;
		unlink(server->address.sun_path);
	}
	return result;
}

/* The thread takes no signal of the process it is in. */
static int start_thread(struct control_server *server)
{
	sigset_t all, before;
	int result;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	result = -pthread_create(&server->thread, NULL, serve, server);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return result;
}

static void close_fd(int fd)
{
	if (fd >= 0)
		close(fd);
}

static void free_server(struct control_server *server)
{
	close_fd(server->listen_fd);
	close_fd(server->stop_read_fd);
	close_fd(server->stop_write_fd);
	free(server);
}

static int bring_up(struct control_server *server)
{
	int pipe_fds[2];
	int result;

	if (pipe2(pipe_fds, O_CLOEXEC) < 0)
		return -errno;
	server->stop_read_fd = pipe_fds[0];
	server->stop_write_fd = pipe_fds[1];
	result = open_socket(server);
	if (result < 0)
		return result;
	result = start_thread(server);
	if (result < 0)
		unlink(server->address.sun_path);
	return result;
}

int control_server_start(struct control_host *host, const char *path,
	struct control_server **ret_server, struct burnrig_problem *problem)
{
	struct control_server *server;
	struct sockaddr_un address;
	int result = control_socket_address(path, &address, problem);

	if (result < 0)
		return result;
	server = calloc(1, sizeof(*server));
	if (!server)
		return -ENOMEM;
	server->host = host;
	server->address = address;
	server->listen_fd = server->stop_read_fd = server->stop_write_fd = -1;
	result = bring_up(server);
	if (result < 0) {
		burnrig_problem_set(problem, path, 0, "socket", "%s", strerror(-result));
		free_server(server);
		return result;
	}
	*ret_server = server;
	return 0;
}

void control_server_stop(struct control_server *server)
{
	if (!server)
		return;
	close(server->stop_write_fd);
	server->stop_write_fd = -1;
	pthread_join(server->thread, NULL);
	unlink(server->address.sun_path);
	free_server(server);
}
