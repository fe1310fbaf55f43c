/* SPDX-License-Identifier: MIT */
/* Inhibit of org.freedesktop.login1.Manager (systemd.io, "Inhibitor Locks"). */
#include "engine/writer/inhibit.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#define LIBRARY		"libsystemd.so.0"
#define CALL_TIMEOUT_US UINT64_C(5000000)

/* sd-bus(3): the part of its stable interface that is used; all objects are opaque here. */
struct bus_library {
	void *handle;
	int (*open_system)(void **ret_bus);
	int (*set_timeout)(void *bus, uint64_t timeout_us);
	int (*call)(void *bus, const char *destination, const char *path, const char *interface,
		const char *member, void *error, void **ret_reply, const char *types, ...);
	int (*read)(void *message, const char *types, ...);
	void *(*unref_message)(void *message);
	void *(*close)(void *bus);
};

/* ISO C has no way from an object's address to a function's but the bytes of it. */
static bool find(void *handle, const char *name, void *ret_function, size_t bytes)
{
	void *address = dlsym(handle, name);

	memcpy(ret_function, &address, bytes);
	return address != NULL;
}
#define FIND(library, name, member) \
	find((library)->handle, (name), &(library)->member, sizeof(library)->member)

static bool load(struct bus_library *library)
{
	library->handle = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
	if (!library->handle)
		return false;
	if (FIND(library, "sd_bus_open_system", open_system) &&
		FIND(library, "sd_bus_set_method_call_timeout", set_timeout) &&
		FIND(library, "sd_bus_call_method", call) &&
		FIND(library, "sd_bus_message_read", read) &&
		FIND(library, "sd_bus_message_unref", unref_message) &&
		FIND(library, "sd_bus_flush_close_unref", close))
		return true;
	dlclose(library->handle);
	return false;
}

/* The reply's file is the message's; ours is a copy. */
static int inhibit(const struct bus_library *library, void *bus, const char *what)
{
	void *reply = NULL;
	int file = -1;

	if (library->call(bus, "org.freedesktop.login1", "/org/freedesktop/login1",
		    "org.freedesktop.login1.Manager", "Inhibit", NULL, &reply, "ssss", what,
		    "burnrig", "A disc is being written", "block") < 0)
		return -1;
	if (library->read(reply, "h", &file) < 0)
		file = -1;
	if (file >= 0)
		file = fcntl(file, F_DUPFD_CLOEXEC, 0);
	library->unref_message(reply);
	return file;
}

/* A right that the user has not makes logind refuse all that was asked with it. */
static int inhibit_what_is_allowed(const struct bus_library *library)
{
	static const char *const what[] = { "sleep:shutdown:idle:handle-lid-switch",
		"sleep:shutdown", "sleep" };
	void *bus = NULL;
	int file = -1;

	if (library->open_system(&bus) < 0)
		return -1;
	library->set_timeout(bus, CALL_TIMEOUT_US / (sizeof what / sizeof *what));
	for (size_t i = 0; i < sizeof what / sizeof *what && file < 0; i++)
		file = inhibit(library, bus, what[i]);
	library->close(bus);
	return file;
}

/* A drive in virtual time is at work while the machine sleeps or not. */
static bool works_in_real_time(const struct br_transport *transport)
{
	return transport && transport->clock == br_clock_real();
}

int writer_inhibit(const struct br_transport *transport)
{
	struct bus_library library;
	int file;

	if (!works_in_real_time(transport) || !load(&library))
		return -1;
	file = inhibit_what_is_allowed(&library);
	dlclose(library.handle);
	return file;
}

void writer_inhibit_end(int file)
{
	if (file >= 0)
		close(file);
}
