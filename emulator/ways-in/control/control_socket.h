/* SPDX-License-Identifier: MIT */
/* control_socket.h: what server and client of the control socket have in common. */
#ifndef WAYS_IN_CONTROL_CONTROL_SOCKET_H
#define WAYS_IN_CONTROL_CONTROL_SOCKET_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/un.h>

#include "burnrig/problem.h"

#define CONTROL_LINE_BYTES_MAX 8192 /* a request or a reply, with its newline */

/* control_name_valid: 1 to 64 of A-Z a-z 0-9 . _ - and no dot in front: safe in a file name. */
bool control_name_valid(const char *name);

/* Where the socket of a drive called @name is: of one attached to the kernel, or of `drive run`. */
enum control_place { CONTROL_ATTACHED, CONTROL_RUN };

/*
 * control_socket_path: /run/burnrig/NAME.sock, or for CONTROL_RUN
 * $XDG_RUNTIME_DIR/burnrig/NAME.sock (without that variable /tmp/burnrig-UID/NAME.sock). @out of
 * @out_bytes. Returns 0; -EINVAL for an invalid name; -ENAMETOOLONG.
 */
int control_socket_path(enum control_place place, const char *name, char *out, size_t out_bytes);

/*
 * control_socket_find: the socket that is there: of an attached drive called @name first, then of a `drive run`.
 * Returns 0; -EINVAL for an invalid name; -ENOENT when no drive has that name.
 */
int control_socket_find(const char *name, char *out, size_t out_bytes);

/* control_socket_address: 0, or -ENAMETOOLONG with @problem filled. */
int control_socket_address(
	const char *path, struct sockaddr_un *ret_address, struct burnrig_problem *problem);

/*
 * control_read_line: read from @fd until a newline, which is left out.
 *
 * @stop_fd   also waited for, -1 for none; readable means -ECANCELED.
 * @out       of CONTROL_LINE_BYTES_MAX; ended by a zero byte.
 * Returns the bytes of the line; 0 with *ret_end true at the end of the stream, -EMSGSIZE for a
 * line too long, -ETIMEDOUT after @timeout_ms without one, or another negative errno.
 */
int control_read_line(int fd, int stop_fd, int timeout_ms, char *out, bool *ret_end);

/* control_send_line: @line and a newline, whole. No SIGPIPE. Returns 0 or negative errno. */
int control_send_line(int fd, const char *line);

/*
 * control_ask: one request to the socket at @path, one reply.
 * Returns 0 and *ret_reply, freed by the caller; or a negative errno with @problem filled.
 */
int control_ask(
	const char *path, const char *request, char **ret_reply, struct burnrig_problem *problem);

#endif
