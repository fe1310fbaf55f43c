/* SPDX-License-Identifier: MIT */
/* The control socket before a real drive: requests, refusals, and the life of the socket. */
#include <errno.h>
#include <jansson.h>
#include <pthread.h>
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

#include "burnrig/disc.h"
#include "emulator/ways-in/control/control_server.h"
#include "emulator/ways-in/control/control_socket.h"

struct bench {
	char folder[32], disc[64], socket[64], trace_path[64];
	pthread_mutex_t lock;
	struct burnrig_drive_definition *definition;
	struct burnrig_drive *drive;
	uint64_t now_ns;
	char seen_disc[64]; /* of the last disc_changed, "-" for out, "memory" without a file */
	struct trace_file trace;
	struct control_host host;
	struct control_server *server;
};

static struct burnrig_drive *enter(void *context, uint64_t *ret_now_ns)
{
	struct bench *bench = context;

	pthread_mutex_lock(&bench->lock);
	*ret_now_ns = bench->now_ns += 100000000000; /* time enough for any disc */
	return bench->drive;
}

static void leave(void *context)
{
	struct bench *bench = context;

	pthread_mutex_unlock(&bench->lock);
}

static void disc_changed(void *context, const struct burnrig_disc *disc)
{
	struct bench *bench = context;

	const char *path = disc ? burnrig_disc_path(disc) : "-";

	snprintf(bench->seen_disc, sizeof(bench->seen_disc), "%s", path ? path : "memory");
}

static int make(void **state)
{
	struct bench *bench = calloc(1, sizeof(*bench));
	struct burnrig_medium_definition *medium;
	struct burnrig_problem problem = { .line = 0 };

	assert_non_null(bench);
	snprintf(bench->folder, sizeof(bench->folder), "/tmp/burnrig-test-XXXXXX");
	assert_non_null(mkdtemp(bench->folder));
	snprintf(bench->disc, sizeof(bench->disc), "%s/d", bench->folder);
	snprintf(bench->socket, sizeof(bench->socket), "%s/s/n.sock", bench->folder);
	snprintf(bench->trace_path, sizeof(bench->trace_path), "%s/t", bench->folder);
	assert_int_equal(burnrig_medium_definition_load("dvd+r", &medium, &problem), 0);
	assert_int_equal(burnrig_disc_create(bench->disc, medium, &problem), 0);
	burnrig_medium_definition_free(medium);
	assert_int_equal(burnrig_drive_definition_load("burner", &bench->definition, &problem), 0);
	bench->drive = burnrig_drive_create(bench->definition, 0);
	assert_non_null(bench->drive);
	pthread_mutex_init(&bench->lock, NULL);
	bench->host = (struct control_host) { .context = bench,
		.enter = enter,
		.leave = leave,
		.disc_changed = disc_changed,
		.name = "n",
		.drive_name = "burner",
		.clock = "virtual",
		.trace = &bench->trace };
	*state = bench;
	return 0;
}

static int serve(void **state)
{
	struct burnrig_problem problem = { .line = 0 };
	struct bench *bench;

	make(state);
	bench = *state;
	assert_int_equal(
		control_server_start(&bench->host, bench->socket, &bench->server, &problem), 0);
	return 0;
}

static int put_away(void **state)
{
	struct bench *bench = *state;
	char command[64];

	control_server_stop(bench->server);
	trace_file_stop(&bench->trace, bench->drive);
	burnrig_drive_destroy(bench->drive);
	burnrig_drive_definition_free(bench->definition);
	pthread_mutex_destroy(&bench->lock);
	snprintf(command, sizeof(command), "rm -r %s", bench->folder);
	assert_int_equal(system(command), 0);
	free(bench);
	return 0;
}

static json_t *ask(struct bench *bench, const char *request)
{
	char *answer = control_answer(&bench->host, request, strlen(request));
	json_t *reply = answer ? json_loads(answer, 0, NULL) : NULL;

	free(answer);
	assert_non_null(reply);
	return reply;
}

static void assert_ok(struct bench *bench, const char *request)
{
	json_t *reply = ask(bench, request);

	assert_true(json_is_true(json_object_get(reply, "ok")));
	json_decref(reply);
}

static void assert_refused(struct bench *bench, const char *request, const char *part)
{
	json_t *reply = ask(bench, request);
	const char *error = json_string_value(json_object_get(reply, "error"));

	assert_true(json_is_false(json_object_get(reply, "ok")));
	assert_non_null(error);
	if (!strstr(error, part))
		fail_msg("'%s' does not say '%s'", error, part);
	json_decref(reply);
}

static void insert(struct bench *bench)
{
	char request[128];

	snprintf(request, sizeof(request), "{\"command\":\"insert\",\"path\":\"%s\"}", bench->disc);
	assert_ok(bench, request);
}

static void what_is_no_request_is_refused(void **state)
{
	static const char *const junk[] = { "", "x", "[]", "1", "{\"command\":1}", "{}",
		"{\"command\":\"status\",\"command\":\"eject\"}", "{\"command\":\"status\"",
		"{\"command\":\"sta\\u0000tus\"}", "\xff\xfe" };

	for (size_t i = 0; i < sizeof(junk) / sizeof(junk[0]); i++)
		assert_refused(*state, junk[i], "command");
	assert_refused(*state, "{\"command\":\"format\"}", "no such command");
}

static void paths_must_be_absolute_text(void **state)
{
	assert_refused(*state, "{\"command\":\"insert\",\"path\":\"d\"}", "absolute");
	assert_refused(*state, "{\"command\":\"insert\",\"path\":7}", "absolute");
	assert_refused(*state, "{\"command\":\"insert\",\"path\":null}", "absolute");
	assert_refused(*state, "{\"command\":\"trace\",\"path\":\"\"}", "absolute");
	assert_refused(*state, "{\"command\":\"insert\",\"path\":\"/nowhere/d\"}", "/nowhere/d");
}

static void status_tells_an_empty_drive_and_a_disc(void **state)
{
	struct bench *bench = *state;
	json_t *reply = ask(bench, "{\"command\":\"status\"}");

	assert_string_equal(json_string_value(json_object_get(reply, "tray")), "closed");
	assert_true(json_is_false(json_object_get(reply, "medium_present")));
	assert_true(json_is_null(json_object_get(reply, "disc")));
	json_decref(reply);

	insert(bench);
	assert_string_equal(bench->seen_disc, bench->disc);
	reply = ask(bench, "{\"command\":\"status\"}");
	assert_true(json_is_true(json_object_get(reply, "medium_present")));
	assert_true(json_is_true(json_object_get(reply, "ready")));
	assert_string_equal(json_string_value(json_object_get(reply, "medium")), "dvd+r");
	assert_string_equal(json_string_value(json_object_get(reply, "disc")), bench->disc);
	assert_int_equal(json_integer_value(json_object_get(reply, "profile")), 0x1B);
	assert_string_equal(json_string_value(json_object_get(reply, "clock")), "virtual");
	json_decref(reply);
}

static void a_disc_goes_in_once_and_comes_out_free(void **state)
{
	struct bench *bench = *state;
	struct burnrig_disc *disc;
	char request[128];

	insert(bench);
	snprintf(request, sizeof(request), "{\"command\":\"insert\",\"path\":\"%s\"}", bench->disc);
	assert_refused(bench, request, bench->disc); /* it is in use: by ourselves */
	assert_refused(bench, "{\"command\":\"insert\"}", "no disc lies on the tray");
	assert_ok(bench, "{\"command\":\"eject\"}");
	assert_string_equal(bench->seen_disc, "-");
	assert_int_equal(burnrig_disc_open(bench->disc, false, &disc, NULL), 0);
	assert_int_equal(burnrig_disc_close(disc), 0);
	insert(bench);
}

static void a_program_can_hold_the_disc(void **state)
{
	struct bench *bench = *state;
	uint8_t cdb[6] = { 0x1E, [4] = 1 }; /* PREVENT ALLOW MEDIUM REMOVAL */
	struct burnrig_command prevent = { .cdb = cdb, .cdb_bytes = 6 };

	insert(bench);
	for (int i = 0; i < 4; i++) /* the first ones meet unit attentions */
		burnrig_drive_execute(bench->drive, &prevent, bench->now_ns += 100000000000);
	assert_int_equal(prevent.status, BURNRIG_STATUS_GOOD);
	assert_refused(bench, "{\"command\":\"eject\"}", "prevents removal");
	cdb[4] = 0;
	burnrig_drive_execute(bench->drive, &prevent, bench->now_ns);
	assert_ok(bench, "{\"command\":\"eject\"}");
}

/* Sends @cdb until the drive has told its unit attentions and takes it. */
static void carry_out(struct bench *bench, const uint8_t cdb[6])
{
	struct burnrig_command command = { .cdb = cdb, .cdb_bytes = 6 };

	for (int i = 0; i < 4; i++)
		burnrig_drive_execute(bench->drive, &command, bench->now_ns += 100000000000);
	assert_int_equal(command.status, BURNRIG_STATUS_GOOD);
}

static void assert_inside(struct bench *bench, const char *medium, const char *disc)
{
	json_t *reply = ask(bench, "{\"command\":\"status\"}");

	assert_string_equal(json_string_value(json_object_get(reply, "tray")), "closed");
	assert_string_equal(json_string_value(json_object_get(reply, "medium")), medium);
	if (disc)
		assert_string_equal(json_string_value(json_object_get(reply, "disc")), disc);
	else
		assert_true(json_is_null(json_object_get(reply, "disc")));
	json_decref(reply);
}

static void a_new_disc_takes_the_place_of_any_other(void **state)
{
	static const uint8_t eject[6] = { 0x1B, [4] = 2 }; /* START STOP UNIT, LoEj */
	struct bench *bench = *state;
	struct burnrig_disc_summary summary;
	struct burnrig_disc *disc;

	assert_ok(bench, "{\"command\":\"insert\",\"medium\":\"cd-r-80\"}"); /* of none */
	assert_inside(bench, "cd-r-80", NULL);
	assert_string_equal(bench->seen_disc, "memory");
	assert_ok(bench, "{\"command\":\"eject\"}");
	assert_string_equal(bench->seen_disc, "-");
	insert(bench);
	assert_ok(
		bench, "{\"command\":\"insert\",\"medium\":\"bd-re-25\"}"); /* of one with a file */
	assert_inside(bench, "bd-re-25", NULL);
	assert_int_equal(burnrig_disc_open(bench->disc, false, &disc, NULL), 0);
	burnrig_disc_summary(disc, &summary);
	assert_true(summary.clean);
	assert_int_equal(burnrig_disc_close(disc), 0);
	carry_out(bench, eject);
	assert_ok(
		bench, "{\"command\":\"insert\",\"medium\":\"dvd-ram\"}"); /* of one on the tray */
	assert_inside(bench, "dvd-ram", NULL);
	assert_ok(bench, "{\"command\":\"eject\"}");
	assert_refused(
		bench, "{\"command\":\"insert\"}", "no disc lies on the tray"); /* it is gone */
}

static void a_new_disc_that_is_refused_leaves_the_old_one_inside(void **state)
{
	static const uint8_t prevent[6] = { 0x1E, [4] = 1 }, allow[6] = { 0x1E };
	static const char *const junk[] = { "7", "\"\"", "null", "\"a/b\"",
		"\"dvd+r\",\"path\":\"/d\"" };
	struct bench *bench = *state;
	char request[128];

	insert(bench);
	for (size_t i = 0; i < sizeof(junk) / sizeof(junk[0]); i++) {
		snprintf(request, sizeof(request), "{\"command\":\"insert\",\"medium\":%s}",
			junk[i]);
		assert_refused(bench, request, "medium: expected");
	}
	assert_refused(
		bench, "{\"command\":\"insert\",\"medium\":\"vinyl\"}", "no 'vinyl' among media");
	assert_refused(bench, "{\"command\":\"insert\",\"medium\":\"/dev/zero\"}", "/dev/zero");
	carry_out(bench, prevent);
	assert_refused(
		bench, "{\"command\":\"insert\",\"medium\":\"cd-r-80\"}", "prevents removal");
	assert_inside(bench, "dvd+r", bench->disc);
	assert_string_equal(bench->seen_disc, bench->disc);
	carry_out(bench, allow);
	assert_ok(bench, "{\"command\":\"insert\",\"medium\":\"cd-r-80\"}");
}

static void a_disc_on_the_tray_goes_in_again(void **state)
{
	struct bench *bench = *state;
	uint8_t ready[6] = { 0 }, eject[6] = { 0x1B, [4] = 2 }; /* START STOP UNIT, LoEj */
	struct burnrig_command command = { .cdb = ready, .cdb_bytes = 6 };
	struct burnrig_drive_status status;

	insert(bench);
	for (int i = 0; i < 4; i++)
		burnrig_drive_execute(bench->drive, &command, bench->now_ns += 100000000000);
	command.cdb = eject;
	burnrig_drive_execute(bench->drive, &command, bench->now_ns);
	assert_int_equal(command.status, BURNRIG_STATUS_GOOD);
	burnrig_drive_advance(bench->drive, bench->now_ns += 100000000000);
	burnrig_drive_status(bench->drive, &status);
	assert_int_equal(status.tray, BURNRIG_TRAY_OPEN);
	assert_ok(bench, "{\"command\":\"insert\"}");
	burnrig_drive_status(bench->drive, &status);
	assert_int_equal(status.tray, BURNRIG_TRAY_CLOSED);
	assert_true(status.medium_present);
	assert_string_equal(bench->seen_disc, bench->disc);
}

static void a_trace_runs_from_request_to_request(void **state)
{
	struct bench *bench = *state;
	const uint8_t cdb[6] = { 0 };
	struct burnrig_command command = { .cdb = cdb, .cdb_bytes = 6 };
	char request[128];
	struct stat status;

	snprintf(request, sizeof(request), "{\"command\":\"trace\",\"path\":\"%s\"}",
		bench->trace_path);
	assert_ok(bench, request);
	burnrig_drive_execute(bench->drive, &command, bench->now_ns);
	assert_ok(bench, "{\"command\":\"trace\"}");
	assert_int_equal(stat(bench->trace_path, &status), 0);
	assert_true(status.st_size > 10);
	burnrig_drive_execute(bench->drive, &command, bench->now_ns);
	assert_null(bench->trace.file);
}

static void the_socket_answers_until_it_is_stopped(void **state)
{
	struct bench *bench = *state;
	struct burnrig_problem problem = { .line = 0 };
	struct stat status;
	char *reply = NULL;

	assert_int_equal(stat(bench->socket, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(
			control_ask(bench->socket, "{\"command\":\"status\"}", &reply, &problem),
			0);
		assert_memory_equal(reply, "{\"ok\":true", 10);
		free(reply);
	}
	control_server_stop(bench->server);
	bench->server = NULL;
	assert_int_equal(stat(bench->socket, &status), -1);
	assert_int_equal(
		control_ask(bench->socket, "{\"command\":\"status\"}", &reply, &problem), -ENOENT);
}

static void a_silent_client_does_not_hold_the_stop(void **state)
{
	struct bench *bench = *state;
	struct sockaddr_un address;
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	assert_int_equal(control_socket_address(bench->socket, &address, NULL), 0);
	assert_int_equal(connect(fd, (const struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(send(fd, "{", 1, 0), 1);
	control_server_stop(bench->server);
	bench->server = NULL;
	close(fd);
}

static void a_dead_socket_is_taken_over_and_a_living_one_is_not(void **state)
{
	struct bench *bench = *state;
	struct burnrig_problem problem = { .line = 0 };
	struct control_server *second = NULL;
	struct sockaddr_un address;
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	assert_int_equal(
		control_server_start(&bench->host, bench->socket, &second, &problem), -EADDRINUSE);
	assert_null(second);
	control_server_stop(bench->server);
	assert_int_equal(control_socket_address(bench->socket, &address, NULL), 0);
	assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof(address)), 0);
	close(fd);
	assert_int_equal(
		control_server_start(&bench->host, bench->socket, &bench->server, &problem), 0);
}

int main(void)
{
#define WITH(setup, test) cmocka_unit_test_setup_teardown(test, setup, put_away)
	const struct CMUnitTest tests[] = {
		WITH(make, what_is_no_request_is_refused),
		WITH(make, paths_must_be_absolute_text),
		WITH(make, status_tells_an_empty_drive_and_a_disc),
		WITH(make, a_disc_goes_in_once_and_comes_out_free),
		WITH(make, a_program_can_hold_the_disc),
		WITH(make, a_new_disc_takes_the_place_of_any_other),
		WITH(make, a_new_disc_that_is_refused_leaves_the_old_one_inside),
		WITH(make, a_disc_on_the_tray_goes_in_again),
		WITH(make, a_trace_runs_from_request_to_request),
		WITH(serve, the_socket_answers_until_it_is_stopped),
		WITH(serve, a_silent_client_does_not_hold_the_stop),
		WITH(serve, a_dead_socket_is_taken_over_and_a_living_one_is_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
