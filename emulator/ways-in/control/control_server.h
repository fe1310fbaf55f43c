/* SPDX-License-Identifier: MIT */
/*
 * control_server.h: the unix socket on which control_answer is asked. One request line, one reply
 * line, as often as the client likes; a client at a time.
 *
 * Threads: one of its own, which enters the host's drive for each request (control_host.h).
 */
#ifndef WAYS_IN_CONTROL_CONTROL_SERVER_H
#define WAYS_IN_CONTROL_CONTROL_SERVER_H

#include "burnrig/problem.h"
#include "emulator/ways-in/control/control_host.h"

struct control_server;

/*
 * control_server_start: make the socket @path (and its folder), for this user only, and answer on
 * it.
 *
 * @host  borrowed until control_server_stop.
 *
 * A socket that a dead process left is taken over. Returns 0 and *ret, or a negative errno with
 * @problem filled: -EADDRINUSE when a living drive has that socket, -ENAMETOOLONG.
 */
int control_server_start(struct control_host *host, const char *path,
	struct control_server **ret_server, struct burnrig_problem *problem);

/* control_server_stop: ends its thread and removes the socket. NULL is allowed. */
void control_server_stop(struct control_server *server);

#endif
