/* SPDX-License-Identifier: MIT */
/* Lines, names and addresses of the control socket; no drive. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "emulator/ways-in/control/control_socket.h"

static void names_that_could_leave_the_folder_are_refused(void **state)
{
	char long_name[66];

	(void)state;
	memset(long_name, 'a', 65);
	long_name[65] = '\0';
	assert_true(control_name_valid("odd0"));
	assert_true(control_name_valid("BD-RE_1.x"));
	assert_true(control_name_valid(long_name + 1));
	assert_false(control_name_valid(long_name));
	assert_false(control_name_valid(""));
	assert_false(control_name_valid(".hidden"));
	assert_false(control_name_valid(".."));
	assert_false(control_name_valid("a/b"));
	assert_false(control_name_valid("a b"));
}

static void each_place_has_its_path(void **state)
{
	char path[64];

	(void)state;
	assert_int_equal(control_socket_path(CONTROL_ATTACHED, "odd0", path, sizeof(path)), 0);
	assert_string_equal(path, "/run/burnrig/odd0.sock");
	setenv("XDG_RUNTIME_DIR", "/run/user/7", 1);
	assert_int_equal(control_socket_path(CONTROL_RUN, "odd0", path, sizeof(path)), 0);
	assert_string_equal(path, "/run/user/7/burnrig/odd0.sock");
	assert_int_equal(control_socket_path(CONTROL_RUN, "../x", path, sizeof(path)), -EINVAL);
	assert_int_equal(control_socket_path(CONTROL_RUN, "odd0", path, 8), -ENAMETOOLONG);
}

static void a_drive_is_found_by_the_socket_that_is_there(void **state)
{
	char folder[] = "/tmp/burnrig-test-XXXXXX", inner[48], socket[64], path[64];
	int fd;

	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_int_equal(setenv("XDG_RUNTIME_DIR", folder, 1), 0);
	snprintf(inner, sizeof(inner), "%s/burnrig", folder);
	snprintf(socket, sizeof(socket), "%s/found.sock", inner);
	assert_int_equal(mkdir(inner, 0700), 0);
	assert_int_equal(control_socket_find("found", path, sizeof(path)), -ENOENT);
	assert_int_equal(control_socket_find("../x", path, sizeof(path)), -EINVAL);
	fd = open(socket, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(control_socket_find("found", path, sizeof(path)), 0);
	assert_string_equal(path, socket);
	assert_int_equal(unlink(socket), 0);
	assert_int_equal(rmdir(inner), 0);
	assert_int_equal(rmdir(folder), 0);
}

static void a_path_longer_than_a_socket_can_have_is_refused(void **state)
{
	struct burnrig_problem problem = { .line = 0 };
	struct sockaddr_un address;
	char path[200];

	(void)state;
	memset(path, 'a', sizeof(path) - 1);
	path[sizeof(path) - 1] = '\0';
	assert_int_equal(control_socket_address(path, &address, &problem), -ENAMETOOLONG);
	assert_string_equal(problem.field, "socket");
	path[107] = '\0';
	assert_int_equal(control_socket_address(path, &address, &problem), 0);
	assert_string_equal(address.sun_path, path);
}

static void lines_are_read_one_by_one_until_the_end(void **state)
{
	char line[CONTROL_LINE_BYTES_MAX];
	int fds[2];
	bool end;

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, fds), 0);
	assert_int_equal(control_send_line(fds[0], "{\"a\":1}"), 0);
	assert_int_equal(send(fds[0], "\nrest", 5, 0), 5);
	shutdown(fds[0], SHUT_WR);
	assert_int_equal(control_read_line(fds[1], -1, 1000, line, &end), 7);
	assert_string_equal(line, "{\"a\":1}");
	assert_false(end);
	assert_int_equal(control_read_line(fds[1], -1, 1000, line, &end), 0);
	assert_false(end);
	assert_int_equal(control_read_line(fds[1], -1, 1000, line, &end), 4);
	assert_string_equal(line, "rest");
	assert_true(end);
	close(fds[0]);
	close(fds[1]);
}

static void silence_endless_lines_and_the_stop_end_the_reading(void **state)
{
	char line[CONTROL_LINE_BYTES_MAX], flood[CONTROL_LINE_BYTES_MAX];
	int fds[2], stop[2];
	bool end;

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, fds), 0);
	assert_int_equal(pipe(stop), 0);
	assert_int_equal(control_read_line(fds[1], stop[0], 1, line, &end), -ETIMEDOUT);
	memset(flood, 'x', sizeof(flood));
	assert_int_equal(send(fds[0], flood, sizeof(flood), 0), (int)sizeof(flood));
	assert_int_equal(control_read_line(fds[1], stop[0], 1000, line, &end), -EMSGSIZE);
	close(stop[1]);
	assert_int_equal(control_read_line(fds[1], stop[0], 1000, line, &end), -ECANCELED);
	close(stop[0]);
	close(fds[0]);
	close(fds[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_that_could_leave_the_folder_are_refused),
		cmocka_unit_test(each_place_has_its_path),
		cmocka_unit_test(a_drive_is_found_by_the_socket_that_is_there),
		cmocka_unit_test(a_path_longer_than_a_socket_can_have_is_refused),
		cmocka_unit_test(lines_are_read_one_by_one_until_the_end),
		cmocka_unit_test(silence_endless_lines_and_the_stop_end_the_reading),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
