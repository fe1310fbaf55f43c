/* SPDX-License-Identifier: MIT */
/*
 * A burn, erasure or format on a drive in real time asks logind to keep the machine awake: a system bus of our own, made with
 * libsystemd's server side, hears what is asked, refuses at first, and sees when the lock is given back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dlfcn.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "burnengine/disc_format_erase.h"
#include "burnengine/disc_format_medium.h"
#include "burnengine/write_engine.h"
#include "engine/transport/tests/scripted.h"
#include "engine/writer/tests/pattern_stream.h"

#define NAME_BYTES  80
#define PATIENCE_MS 5000

/* sd-bus(3), as a program without its headers sees it. */
struct id128 {
	uint8_t bytes[16];
};
struct bus_library {
	int (*create)(void **ret_bus);
	int (*set_fd)(void *bus, int in, int out);
	int (*set_server)(void *bus, int server, struct id128 id);
	int (*set_anonymous)(void *bus, int anonymous);
	int (*negotiate_fds)(void *bus, int negotiate);
	int (*start)(void *bus);
	int (*add_filter)(void *bus, void **ret_slot,
		int (*callback)(void *message, void *context, void *error), void *context);
	int (*process)(void *bus, void **ret_message);
	int (*wait)(void *bus, uint64_t timeout_us);
	int (*is_call)(void *message, const char *interface, const char *member);
	int (*read)(void *message, const char *types, ...);
	int (*reply)(void *message, const char *types, ...);
	int (*refuse)(void *message, const char *name, const char *format, ...);
	void *(*close)(void *bus);
};

struct stub {
	struct bus_library library;
	char folder[NAME_BYTES];
	int listener;
	pthread_t thread;
	unsigned refusals; /* how often Inhibit is refused first */
	/* heard */
	unsigned asked;
	char what[NAME_BYTES], mode[NAME_BYTES];
	int lock[2]; /* of a pipe: the writing end is the lock */
};

static void find(void *handle, const char *name, void *ret_function)
{
	void *address = dlsym(handle, name);

	assert_non_null(address);
	memcpy(ret_function, &address, sizeof address);
}

static void load(struct bus_library *library)
{
	void *handle = dlopen("libsystemd.so.0", RTLD_NOW);

	assert_non_null(handle);
	find(handle, "sd_bus_new", &library->create);
	find(handle, "sd_bus_set_fd", &library->set_fd);
	find(handle, "sd_bus_set_server", &library->set_server);
	find(handle, "sd_bus_set_anonymous", &library->set_anonymous);
	find(handle, "sd_bus_negotiate_fds", &library->negotiate_fds);
	find(handle, "sd_bus_start", &library->start);
	find(handle, "sd_bus_add_filter", &library->add_filter);
	find(handle, "sd_bus_process", &library->process);
	find(handle, "sd_bus_wait", &library->wait);
	find(handle, "sd_bus_message_is_method_call", &library->is_call);
	find(handle, "sd_bus_message_read", &library->read);
	find(handle, "sd_bus_reply_method_return", &library->reply);
	find(handle, "sd_bus_reply_method_errorf", &library->refuse);
	find(handle, "sd_bus_flush_close_unref", &library->close);
}

static void drop_lock(struct stub *stub)
{
	if (stub->lock[1] >= 0)
		close(stub->lock[1]);
	stub->lock[1] = -1;
}

static int answer_inhibit(struct stub *stub, void *message)
{
	const char *what, *who, *why, *mode;
	int done;

	if (stub->library.read(message, "ssss", &what, &who, &why, &mode) < 0)
		return -EINVAL;
	stub->asked++;
	snprintf(stub->what, sizeof stub->what, "%s", what);
	snprintf(stub->mode, sizeof stub->mode, "%s", mode);
	if (stub->asked <= stub->refusals)
		return stub->library.refuse(
			message, "org.freedesktop.DBus.Error.AccessDenied", "no");
	done = stub->library.reply(message, "h", stub->lock[1]);
	drop_lock(stub);
	return done;
}

static int answer(void *message, void *context, void *error)
{
	struct stub *stub = context;

	(void)error;
	if (stub->library.is_call(message, "org.freedesktop.DBus", "Hello"))
		return stub->library.reply(message, "s", ":1.1");
	if (stub->library.is_call(message, "org.freedesktop.login1.Manager", "Inhibit"))
		return answer_inhibit(stub, message);
	return 0;
}

/* One client, until it hangs up. */
static void *serve(void *context)
{
	static const struct id128 id = { { 1 } };
	struct stub *stub = context;
	const struct bus_library *library = &stub->library;
	int client = accept(stub->listener, NULL, NULL), done = 0;
	void *bus = NULL;

	if (client < 0 || library->create(&bus) < 0)
		return NULL;
	library->set_fd(bus, client, client);
	library->set_server(bus, 1, id);
	library->set_anonymous(bus, 1);
	library->negotiate_fds(bus, 1);
	library->add_filter(bus, NULL, answer, stub);
	if (library->start(bus) < 0)
		return NULL;
	while (done >= 0) {
		done = library->process(bus, NULL);
		if (done == 0)
			done = library->wait(bus, UINT64_MAX);
	}
	library->close(bus);
	return NULL;
}

static void stub_start(struct stub *stub, unsigned refusals)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	char environment[2 * NAME_BYTES];

	*stub = (struct stub) { .refusals = refusals };
	load(&stub->library);
	snprintf(stub->folder, sizeof stub->folder, "/tmp/test_inhibit.XXXXXX");
	assert_non_null(mkdtemp(stub->folder));
	snprintf(address.sun_path, sizeof address.sun_path, "%s/bus", stub->folder);
	stub->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(stub->listener, (struct sockaddr *)&address, sizeof address), 0);
	assert_int_equal(listen(stub->listener, 1), 0);
	assert_int_equal(pipe(stub->lock), 0);
	snprintf(environment, sizeof environment, "unix:path=%s", address.sun_path);
	setenv("DBUS_SYSTEM_BUS_ADDRESS", environment, 1);
	assert_int_equal(pthread_create(&stub->thread, NULL, serve, stub), 0);
}

static void stub_end(struct stub *stub)
{
	char path[2 * NAME_BYTES];

	snprintf(path, sizeof path, "%s/bus", stub->folder);
	shutdown(stub->listener, SHUT_RDWR);
	pthread_join(stub->thread, NULL);
	drop_lock(stub);
	close(stub->listener);
	close(stub->lock[0]);
	unlink(path);
	rmdir(stub->folder);
	unsetenv("DBUS_SYSTEM_BUS_ADDRESS");
}

/* Nobody has the writing end any more; soon, as the bus may still have a message with it. */
static bool lock_is_free(const struct stub *stub, int patience_ms)
{
	struct pollfd end = { .fd = stub->lock[0], .events = POLLIN };

	return poll(&end, 1, patience_ms) == 1 && (end.revents & POLLHUP);
}

/* ------------------------------------------------------------------------------------------ */

static const uint8_t inquiry[36] = { 0x05, 0x80, 0, 0x32, 31 };

struct seen {
	struct stub *stub;
	unsigned events;
	bool held; /* at every event */
};

static void note(
	void *context, struct br_write_engine *engine, const struct br_write_progress *progress)
{
	struct seen *seen = context;

	(void)engine;
	(void)progress;
	seen->events++;
	seen->held = seen->held && seen->stub->asked > 0 && !lock_is_free(seen->stub, 0);
}

static void write_a_sector(struct stub *stub, bool in_real_time, struct seen *ret_seen)
{
	static const struct scripted_step steps[] = {
		{ .cdb = { 0x12, 0, 0, 0, 96, 0 },
			.cdb_bytes = 6,
			.data_in = inquiry,
			.data_in_bytes = sizeof inquiry },
		{ .cdb = { 0x2A, 0, 0, 0, 0, 0, 0, 0, 1, 0 },
			.cdb_bytes = 10,
			.data_out_bytes = 2048 },
		{ .cdb = { 0x5C, 0, 0, 0, 0, 0, 0, 0, 12, 0 },
			.cdb_bytes = 10,
			SCRIPTED_SENSE(5, 0x20, 0) },
	};
	struct br_transport *transport = scripted_create(steps, sizeof steps / sizeof *steps);
	struct pattern_stream source = pattern_stream(2048);
	struct br_clock *virtual_clock = transport->clock;
	struct br_write_engine *engine;
	struct br_recorder *recorder;

	*ret_seen = (struct seen) { .stub = stub, .held = true };
	if (in_real_time)
		transport->clock = br_clock_real();
	assert_int_equal(br_recorder_create(transport, &recorder).code, BR_OK);
	engine = br_write_engine_create(recorder);
	br_write_engine_set_bytes_per_sector(engine, 2048);
	br_write_engine_on_update(engine, note, ret_seen);
	assert_int_equal(br_write_engine_write_section(engine, &source.base, 0, 1).code, BR_OK);
	br_write_engine_destroy(engine);
	br_recorder_destroy(recorder);
	transport->clock = virtual_clock;
	scripted_finish(transport);
}

static void held_from_before_the_first_event_to_the_end(void **state)
{
	struct stub stub;
	struct seen seen;

	(void)state;
	stub_start(&stub, 0);
	write_a_sector(&stub, true, &seen);
	assert_int_equal(seen.events, 2);
	assert_true(seen.held);
	assert_int_equal(stub.asked, 1);
	assert_string_equal(stub.what, "sleep:shutdown:idle:handle-lid-switch");
	assert_string_equal(stub.mode, "block");
	assert_true(lock_is_free(&stub, PATIENCE_MS));
	stub_end(&stub);
}

static void less_is_asked_when_all_is_refused(void **state)
{
	struct stub stub;
	struct seen seen;

	(void)state;
	stub_start(&stub, 2);
	write_a_sector(&stub, true, &seen);
	assert_int_equal(stub.asked, 3);
	assert_string_equal(stub.what, "sleep");
	assert_true(lock_is_free(&stub, PATIENCE_MS));
	stub_end(&stub);
}

static void who_may_not_burns_without(void **state)
{
	struct stub stub;
	struct seen seen;

	(void)state;
	stub_start(&stub, 3);
	write_a_sector(&stub, true, &seen);
	assert_int_equal(stub.asked, 3);
	stub_end(&stub);
	/* And without any bus. */
	setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere/at/all", 1);
	write_a_sector(&stub, true, &seen);
	assert_int_equal(seen.events, 2);
	unsetenv("DBUS_SYSTEM_BUS_ADDRESS");
}

static void virtual_time_needs_no_lock(void **state)
{
	struct stub stub;
	struct seen seen;

	(void)state;
	stub_start(&stub, 0);
	write_a_sector(&stub, false, &seen);
	assert_int_equal(stub.asked, 0);
	stub_end(&stub);
}

/* ---- erasing and formatting -------------------------------------------------------------- */

/* A virtual drive that is told to be in real time, and always has had time enough. */
struct hasty_transport {
	struct br_transport base;
	struct br_transport *inner;
	struct stub *stub;
	bool held; /* while it was told to erase or format */
};

static void execute_hastily(struct br_transport *transport, struct br_command *command)
{
	struct hasty_transport *self = (struct hasty_transport *)transport;
	struct br_clock *clock = self->inner->clock;

	if (command->cdb[0] == 0xA1 || command->cdb[0] == 0x04)
		self->held = self->stub->asked > 0 && !lock_is_free(self->stub, 0);
	clock->wait_until(clock, clock->now_ns(clock) + UINT64_C(7200000000000));
	self->inner->operations->execute(self->inner, command);
}

static void work_on_a_cd_rw(struct stub *stub, bool in_real_time, bool erase)
{
	static const struct br_transport_operations operations = { .execute = execute_hastily };
	static const struct br_in_process_options options = { .medium = "cd-rw-80-high-speed" };
	static const struct br_erase_options quickly = { .full = false };
	static const struct br_format_request fully = { .kind = BR_FORMAT_FULL };
	struct hasty_transport hasty = { .stub = stub };
	struct br_recorder *recorder;

	assert_int_equal(br_transport_open_in_process(&options, &hasty.inner, NULL, 0), 0);
	hasty.base = *hasty.inner;
	hasty.base.operations = &operations;
	if (in_real_time)
		hasty.base.clock = br_clock_real();
	assert_int_equal(br_recorder_create(&hasty.base, &recorder).code, BR_OK);
	if (erase)
		assert_int_equal(br_erase(recorder, &quickly).code, BR_OK);
	else
		assert_int_equal(br_format_medium(recorder, &fully).code, BR_OK);
	assert_int_equal(hasty.held, in_real_time);
	br_recorder_destroy(recorder);
	br_transport_close(hasty.inner);
}

static void erasing_and_formatting_hold_it_too(void **state)
{
	(void)state;
	for (int erase = 0; erase < 2; erase++)
		for (int real = 0; real < 2; real++) {
			struct stub stub;

			stub_start(&stub, 0);
			work_on_a_cd_rw(&stub, real, erase);
			assert_int_equal(stub.asked, real);
			assert_true(!real || lock_is_free(&stub, PATIENCE_MS));
			stub_end(&stub);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(held_from_before_the_first_event_to_the_end),
		cmocka_unit_test(less_is_asked_when_all_is_refused),
		cmocka_unit_test(who_may_not_burns_without),
		cmocka_unit_test(virtual_time_needs_no_lock),
		cmocka_unit_test(erasing_and_formatting_hold_it_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
