/* SPDX-License-Identifier: MIT */
/*
 * Telling of drives that come and go. A thread compares the list of drives with what it was: when the
 * kernel says on its uevent socket that devices changed, when the program adds or removes a drive of
 * its own, and now and then, as a container may have no such socket.
 */
#include "engine/imapi2/master.h"

#include <errno.h>
#include <linux/netlink.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "engine/imapi2/drives.h"

#define EVENT_ADDED	 0x100
#define EVENT_REMOVED	 0x101
#define LOOK_INTERVAL_MS 1000
#define SETTLE_MS	 50 /* a burst of uevents is one change */
#define KERNEL_EVENTS	 1  /* the multicast group */

struct drive_watch {
	struct master *master;
	pthread_t thread;
	struct drive_ids before;
	int kernel;	/* -1: no uevent socket to be had */
	int changes;	/* of the program's own drives    */
	int stop_event; /* eventfd                        */
	bool stop;	/* atomic                         */
	bool orphaned;	/* the master went on this thread, which frees what is here */
};

static int open_kernel_events(void)
{
	const struct sockaddr_nl address = { .nl_family = AF_NETLINK, .nl_groups = KERNEL_EVENTS };
	int file = socket(
		AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_KOBJECT_UEVENT);

	if (file >= 0 && bind(file, (const struct sockaddr *)&address, sizeof address) < 0) {
		close(file);
		file = -1;
	}
	return file;
}

static bool has(const struct drive_ids *list, LPCWSTR id)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->ids[i] && wcscmp(list->ids[i], id) == 0)
			return true;
	return false;
}

static void tell(struct drive_watch *self, const struct drive_ids *from, const struct drive_ids *to,
	DISPID id)
{
	for (size_t i = 0; i < to->count; i++)
		if (to->ids[i] && !has(from, to->ids[i]))
			events_device(&self->master->events, id, self->master, to->ids[i]);
}

/* What is not to be had now is looked at again later. */
static void look(struct drive_watch *self)
{
	struct drive_ids now;

	if (FAILED(drive_ids_list(&now)))
		return;
	tell(self, &now, &self->before, EVENT_REMOVED);
	tell(self, &self->before, &now, EVENT_ADDED);
	drive_ids_free(&self->before);
	self->before = now;
}

/* What came is of no interest, that something came is. */
static void drain(int file)
{
	char nothing[4096];

	while (file >= 0 && read(file, nothing, sizeof nothing) > 0)
		continue;
}

static bool stopped(const struct drive_watch *self)
{
	return __atomic_load_n(&self->stop, __ATOMIC_ACQUIRE);
}

static void wait_for_change(struct drive_watch *self)
{
	struct pollfd files[] = {
		{ .fd = self->stop_event, .events = POLLIN },
		{ .fd = self->changes, .events = POLLIN },
		{ .fd = self->kernel, .events = POLLIN },
	};

	if (poll(files, 3, LOOK_INTERVAL_MS) <= 0 || stopped(self))
		return;
	if (files[2].revents) { /* the others of the burst */
		poll(files, 1, SETTLE_MS);
		drain(self->kernel);
	}
	if (files[1].revents)
		drain(self->changes);
}

static void destroy(struct drive_watch *self)
{
	if (self->changes >= 0)
		drives_unsubscribe(self->changes);
	if (self->kernel >= 0)
		close(self->kernel);
	if (self->stop_event >= 0)
		close(self->stop_event);
	drive_ids_free(&self->before);
	free(self);
}

static void *run(void *context)
{
	struct drive_watch *self = context;

	while (!stopped(self)) {
		wait_for_change(self);
		/* The object stays while it tells; of one that goes nothing is told. */
		if (stopped(self) || !com_add_reference_if_alive(self->master))
			break;
		look(self);
		com_release(self->master); /* perhaps the last: see master_unwatch */
	}
	if (self->orphaned)
		destroy(self);
	return NULL;
}

static HRESULT open_all(struct drive_watch *self)
{
	HRESULT result = drive_ids_list(&self->before);

	self->kernel = open_kernel_events();
	self->changes = drives_subscribe();
	self->stop_event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (FAILED(result))
		return result;
	return self->changes >= 0 && self->stop_event >= 0 ? S_OK : E_OUTOFMEMORY;
}

/* The thread takes no signals: they are for the threads of the program. */
static bool start(struct drive_watch *self)
{
	sigset_t all, before;
	int error;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	error = pthread_create(&self->thread, NULL, run, self);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return error == 0;
}

HRESULT master_watch(struct master *master)
{
	struct drive_watch *self;
	HRESULT result;

	if (master->watch)
		return S_OK;
	self = calloc(1, sizeof *self);
	if (!self)
		return E_OUTOFMEMORY;
	self->master = master;
	result = open_all(self);
	if (SUCCEEDED(result) && !start(self))
		result = E_OUTOFMEMORY;
	if (FAILED(result))
		destroy(self);
	else
		master->watch = self;
	return result;
}

void master_unwatch(struct master *master)
{
	struct drive_watch *self = master->watch;
	const uint64_t one = 1;

	if (!self)
		return;
	__atomic_store_n(&self->stop, true, __ATOMIC_RELEASE);
	if (pthread_equal(self->thread, pthread_self())) {
		self->orphaned = true;
		pthread_detach(self->thread);
		return;
	}
	while (write(self->stop_event, &one, sizeof one) < 0 && errno == EINTR)
		continue; /* nothing else can happen to a counter that is 0 */
	pthread_join(self->thread, NULL);
	destroy(self);
}
