/* SPDX-License-Identifier: MIT */
#include "emulator/store/store_failing.h"

#include <errno.h>
#include <stdlib.h>

struct store_failing {
	struct store_place place, *under;
	struct store_fault fault;
	uint64_t count;
	bool fired;
};

struct failing_store {
	struct store store, *under;
	struct store_failing *failing;
};

/* The error this call is to return, or 0. */
static int next_error(struct store_failing *failing, enum store_call call)
{
	const struct store_fault *fault = &failing->fault;

	if (!(fault->calls & call) || fault->nth == 0)
		return 0;
	failing->count++;
	if (failing->count != fault->nth && !(fault->for_ever && failing->count > fault->nth))
		return 0;
	failing->fired = true;
	return fault->error;
}

static struct failing_store *store_of(struct store *base)
{
	return (struct failing_store *)base;
}

static int failing_readv(
	struct store *base, uint64_t offset, const struct iovec *iov, int iov_count)
{
	const int error = next_error(store_of(base)->failing, STORE_CALL_READ);

	return error ? error : store_readv(store_of(base)->under, offset, iov, iov_count);
}

static uint64_t total_bytes(const struct iovec *iov, int iov_count)
{
	uint64_t bytes = 0;

	for (int i = 0; i < iov_count; i++)
		bytes += iov[i].iov_len;
	return bytes;
}

static void write_half(struct store *under, uint64_t offset, const struct iovec *iov, int iov_count)
{
	uint64_t left = total_bytes(iov, iov_count) / 2;

	for (int i = 0; i < iov_count && left; i++) {
		const size_t here = left < iov[i].iov_len ? (size_t)left : iov[i].iov_len;

		if (store_write(under, offset, iov[i].iov_base, here) != 0)
			return;
		offset += here;
		left -= here;
	}
}

static int failing_writev(
	struct store *base, uint64_t offset, const struct iovec *iov, int iov_count)
{
	struct failing_store *store = store_of(base);
	const int error = next_error(store->failing, STORE_CALL_WRITE);

	if (!error)
		return store_writev(store->under, offset, iov, iov_count);
	if (store->failing->fault.short_write)
		write_half(store->under, offset, iov, iov_count);
	return error;
}

static int failing_sync(struct store *base)
{
	const int error = next_error(store_of(base)->failing, STORE_CALL_SYNC);

	return error ? error : store_sync(store_of(base)->under);
}

static int failing_truncate(struct store *base, uint64_t bytes)
{
	const int error = next_error(store_of(base)->failing, STORE_CALL_WRITE);

	return error ? error : store_truncate(store_of(base)->under, bytes);
}

static int failing_size(struct store *base, uint64_t *ret_bytes)
{
	const int error = next_error(store_of(base)->failing, STORE_CALL_SIZE);

	return error ? error : store_size(store_of(base)->under, ret_bytes);
}

static int failing_discard(struct store *base, uint64_t offset, uint64_t bytes)
{
	const int error = next_error(store_of(base)->failing, STORE_CALL_WRITE);

	return error ? error : store_discard(store_of(base)->under, offset, bytes);
}

static int failing_lock(struct store *base, bool exclusive)
{
	const int error = next_error(store_of(base)->failing, STORE_CALL_LOCK);

	return error ? error : store_lock(store_of(base)->under, exclusive);
}

static void failing_close(struct store *base)
{
	store_close(store_of(base)->under);
	free(base);
}

static const struct store_operations failing_operations = {
	.readv = failing_readv,
	.writev = failing_writev,
	.sync = failing_sync,
	.truncate = failing_truncate,
	.size = failing_size,
	.discard = failing_discard,
	.lock = failing_lock,
	.close = failing_close,
};

static int failing_open(
	struct store_place *place, const char *path, int open_flags, struct store **ret_store)
{
	struct store_failing *failing = (struct store_failing *)place;
	struct failing_store *store;
	int error = next_error(failing, STORE_CALL_OPEN);

	if (error)
		return error;
	store = calloc(1, sizeof *store);
	if (!store)
		return -ENOMEM;
	error = failing->under->open(failing->under, path, open_flags, &store->under);
	if (error) {
		free(store);
		return error;
	}
	store->store.operations = &failing_operations;
	store->failing = failing;
	*ret_store = &store->store;
	return 0;
}

static int failing_remove(struct store_place *place, const char *path)
{
	struct store_failing *failing = (struct store_failing *)place;
	const int error = next_error(failing, STORE_CALL_REMOVE);

	return error ? error : failing->under->remove(failing->under, path);
}

static bool failing_exists(struct store_place *place, const char *path)
{
	struct store_failing *failing = (struct store_failing *)place;

	return failing->under->exists(failing->under, path);
}

struct store_failing *store_failing_create(struct store_place *under)
{
	struct store_failing *failing = calloc(1, sizeof *failing);

	if (!failing)
		return NULL;
	failing->place = (struct store_place) { failing_open, failing_remove, failing_exists };
	failing->under = under;
	return failing;
}

void store_failing_free(struct store_failing *failing)
{
	free(failing);
}

struct store_place *store_failing_place(struct store_failing *failing)
{
	return &failing->place;
}

void store_failing_set(struct store_failing *failing, const struct store_fault *fault)
{
	failing->fault = fault ? *fault : (struct store_fault) { .nth = 0 };
	failing->count = 0;
	failing->fired = false;
}

bool store_failing_fired(const struct store_failing *failing)
{
	return failing->fired;
}
