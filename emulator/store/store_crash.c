/* SPDX-License-Identifier: MIT */
#include "emulator/store/store_crash.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#define SECTOR_BYTES 512u

struct change { /* waits for a sync */
	struct change *next;
	bool is_truncate;
	uint64_t offset, bytes; /* truncate: bytes is the new size */
	uint8_t data[];
};

struct crash_file {
	struct crash_file *next;
	char *name; /* NULL: removed, and there only for who has it open */
	struct store *now, *disk;
	struct change *first, **end; /* in order of time */
	bool never_synced;
	unsigned openers;
};

struct store_crash {
	struct store_place place;
	struct crash_file *files;
	uint64_t random;
	uint64_t calls_left; /* until the cut; 0: none is planned */
	bool down;
	unsigned lives; /* a store opened in an earlier one fails for ever */
};

struct crash_store {
	struct store store;
	struct store_crash *crash;
	struct crash_file *file;
	unsigned life;
};

/* xorshift64*, for tests that replay */
static uint64_t random_below(struct store_crash *crash, uint64_t limit)
{
	crash->random ^= crash->random >> 12;
	crash->random ^= crash->random << 25;
	crash->random ^= crash->random >> 27;
	return (crash->random * 0x2545f4914f6cdd1du >> 33) % limit;
}

static bool is_dead(const struct crash_store *store)
{
	return store->crash->down || store->life != store->crash->lives;
}

/* Is this changing call the one in which the power goes? */
static bool cut_comes(struct store_crash *crash)
{
	if (crash->calls_left == 0 || --crash->calls_left > 0)
		return false;
	crash->down = true;
	return true;
}

static int apply(struct store *store, const struct change *change)
{
	return change->is_truncate
		       ? store_truncate(store, change->bytes)
		       : store_write(store, change->offset, change->data, change->bytes);
}

static void drop_changes(struct crash_file *file)
{
	while (file->first) {
		struct change *next = file->first->next;

		free(file->first);
		file->first = next;
	}
	file->end = &file->first;
}

static struct change *make_change(bool is_truncate, uint64_t offset, uint64_t bytes)
{
	struct change *change = calloc(1, sizeof *change + (is_truncate ? 0 : bytes));

	if (!change)
		return NULL;
	change->is_truncate = is_truncate;
	change->offset = offset;
	change->bytes = bytes;
	return change;
}

/* Seen at once, on the disk later. Takes @change over. */
static int queue(struct crash_file *file, struct change *change)
{
	const int error = apply(file->now, change);

	if (error) {
		free(change);
		return error;
	}
	*file->end = change;
	file->end = &change->next;
	return 0;
}

static void gather(uint8_t *out, const struct iovec *iov, int iov_count)
{
	for (int i = 0; i < iov_count; i++) {
		if (iov[i].iov_len)
			memcpy(out, iov[i].iov_base, iov[i].iov_len);
		out += iov[i].iov_len;
	}
}

static int crash_readv(struct store *base, uint64_t offset, const struct iovec *iov, int iov_count)
{
	struct crash_store *store = (struct crash_store *)base;

	return is_dead(store) ? -EIO : store_readv(store->file->now, offset, iov, iov_count);
}

static int crash_writev(struct store *base, uint64_t offset, const struct iovec *iov, int iov_count)
{
	struct crash_store *store = (struct crash_store *)base;
	struct change *change;
	uint64_t bytes = 0;
	int error;
	bool cut;

	if (is_dead(store))
		return -EIO;
	for (int i = 0; i < iov_count; i++)
		bytes += iov[i].iov_len;
	change = make_change(false, offset, bytes);
	if (!change)
		return -ENOMEM;
	gather(change->data, iov, iov_count);
	cut = cut_comes(store->crash);
	if (cut) /* only a beginning of it got out */
		change->bytes = random_below(store->crash, bytes / SECTOR_BYTES + 1) * SECTOR_BYTES;
	error = queue(store->file, change);
	return cut ? -EIO : error;
}

static int crash_truncate(struct store *base, uint64_t bytes)
{
	struct crash_store *store = (struct crash_store *)base;
	struct change *change;
	int error;

	if (is_dead(store))
		return -EIO;
	if (cut_comes(store->crash) && random_below(store->crash, 2) == 0)
		return -EIO;
	change = make_change(true, 0, bytes);
	if (!change)
		return -ENOMEM;
	error = queue(store->file, change);
	return store->crash->down ? -EIO : error;
}

/* A discard is a write of zeros here: what it saves does not matter in memory. */
static int crash_discard(struct store *base, uint64_t offset, uint64_t bytes)
{
	struct crash_store *store = (struct crash_store *)base;
	uint64_t size_bytes = 0;
	struct change *change;
	int error;

	if (is_dead(store) || cut_comes(store->crash))
		return -EIO;
	error = store_size(store->file->now, &size_bytes);
	if (error || offset >= size_bytes)
		return error;
	change = make_change(
		false, offset, bytes < size_bytes - offset ? bytes : size_bytes - offset);
	return change ? queue(store->file, change) : -ENOMEM;
}

static int crash_sync(struct store *base)
{
	struct crash_store *store = (struct crash_store *)base;
	int error = 0;

	if (is_dead(store) || cut_comes(store->crash))
		return -EIO;
	for (struct change *change = store->file->first; change && !error; change = change->next)
		error = apply(store->file->disk, change);
	drop_changes(store->file);
	store->file->never_synced = false;
	return error;
}

static int crash_size(struct store *base, uint64_t *ret_bytes)
{
	struct crash_store *store = (struct crash_store *)base;

	return is_dead(store) ? -EIO : store_size(store->file->now, ret_bytes);
}

/* Takes a file out of the list and frees it. */
static void forget_file(struct store_crash *crash, struct crash_file *file)
{
	struct crash_file **link = &crash->files;

	while (*link && *link != file)
		link = &(*link)->next;
	if (*link)
		*link = file->next;
	drop_changes(file);
	store_close(file->now);
	store_close(file->disk);
	free(file->name);
	free(file);
}

static void crash_close(struct store *base)
{
	struct crash_store *store = (struct crash_store *)base;

	store->file->openers--;
	if (!store->file->name && store->file->openers == 0)
		forget_file(store->crash, store->file);
	free(store);
}

static const struct store_operations crash_operations = {
	.readv = crash_readv,
	.writev = crash_writev,
	.sync = crash_sync,
	.truncate = crash_truncate,
	.size = crash_size,
	.discard = crash_discard,
	.close = crash_close,
};

static struct crash_file *find_file(const struct store_crash *crash, const char *name)
{
	for (struct crash_file *file = crash->files; file; file = file->next)
		if (file->name && strcmp(file->name, name) == 0)
			return file;
	return NULL;
}

static struct crash_file *make_file(struct store_crash *crash, const char *name)
{
	struct crash_file *file = calloc(1, sizeof *file);

	if (!file)
		return NULL;
	file->end = &file->first;
	file->never_synced = true;
	file->next = crash->files;
	crash->files = file;
	file->name = strdup(name);
	file->now = store_memory_create();
	file->disk = store_memory_create();
	if (!file->name || !file->now || !file->disk) {
		forget_file(crash, file);
		return NULL;
	}
	return file;
}

static int find_or_make(
	struct store_crash *crash, const char *name, int open_flags, struct crash_file **ret_file)
{
	struct crash_file *file = find_file(crash, name);

	if (file && (open_flags & O_CREAT) && (open_flags & O_EXCL))
		return -EEXIST;
	if (!file && !(open_flags & O_CREAT))
		return -ENOENT;
	if (!file && cut_comes(crash))
		return -EIO;
	if (!file)
		file = make_file(crash, name);
	*ret_file = file;
	return file ? 0 : -ENOMEM;
}

static int crash_open(
	struct store_place *place, const char *path, int open_flags, struct store **ret_store)
{
	struct store_crash *crash = (struct store_crash *)place;
	struct crash_store *store;
	struct crash_file *file = NULL;
	int error;

	if (crash->down)
		return -EIO;
	error = find_or_make(crash, path, open_flags, &file);
	if (error)
		return error;
	store = calloc(1, sizeof *store);
	if (!store)
		return -ENOMEM;
	store->store.operations = &crash_operations;
	store->crash = crash;
	store->file = file;
	store->life = crash->lives;
	file->openers++;
	*ret_store = &store->store;
	return 0;
}

static int crash_remove(struct store_place *place, const char *path)
{
	struct store_crash *crash = (struct store_crash *)place;
	struct crash_file *file = find_file(crash, path);

	if (crash->down)
		return -EIO;
	if (!file)
		return -ENOENT;
	if (cut_comes(crash) && random_below(crash, 2) == 0)
		return -EIO;
	free(file->name);
	file->name = NULL;
	if (file->openers == 0)
		forget_file(crash, file);
	return crash->down ? -EIO : 0;
}

static bool crash_exists(struct store_place *place, const char *path)
{
	return find_file((struct store_crash *)place, path) != NULL;
}

struct store_crash *store_crash_create(uint64_t seed)
{
	struct store_crash *crash = calloc(1, sizeof *crash);

	if (!crash)
		return NULL;
	crash->place = (struct store_place) { crash_open, crash_remove, crash_exists };
	crash->random = seed * 2 + 1; /* never 0, where the generator stands still */
	return crash;
}

void store_crash_free(struct store_crash *crash)
{
	if (!crash)
		return;
	while (crash->files) {
		assert(crash->files->openers == 0);
		forget_file(crash, crash->files);
	}
	free(crash);
}

struct store_place *store_crash_place(struct store_crash *crash)
{
	return &crash->place;
}

void store_crash_at(struct store_crash *crash, uint64_t call)
{
	crash->calls_left = call;
}

bool store_crash_is_down(const struct store_crash *crash)
{
	return crash->down;
}

/* Some sectors of a write, by the seed. */
static int apply_torn(struct store_crash *crash, struct store *disk, const struct change *change)
{
	uint64_t done = 0;
	int error = 0;

	while (done < change->bytes && !error) {
		const uint64_t offset = change->offset + done;
		uint64_t here = SECTOR_BYTES - offset % SECTOR_BYTES;

		if (here > change->bytes - done)
			here = change->bytes - done;
		if (random_below(crash, 2))
			error = store_write(disk, offset, change->data + done, here);
		done += here;
	}
	return error;
}

/* What became of the writes of a file that no sync had confirmed. */
static int settle(struct store_crash *crash, struct crash_file *file)
{
	const uint64_t luck = random_below(crash, 4); /* 0: all lost, 1: all kept, else mixed */
	int error = 0;

	for (struct change *change = file->first; change && !error; change = change->next) {
		const uint64_t fate = luck < 2 ? luck : random_below(crash, 3);

		if (fate == 2 && !change->is_truncate)
			error = apply_torn(crash, file->disk, change);
		else if (fate != 0)
			error = apply(file->disk, change);
	}
	drop_changes(file);
	return error;
}

static int copy_contents(struct store *from, struct store *to)
{
	uint8_t buffer[65536];
	uint64_t bytes = 0;
	int error = store_truncate(to, 0);

	if (!error)
		error = store_size(from, &bytes);
	for (uint64_t done = 0; done < bytes && !error; done += sizeof buffer) {
		const size_t here =
			bytes - done < sizeof buffer ? (size_t)(bytes - done) : sizeof buffer;

		error = store_read(from, done, buffer, here);
		if (!error)
			error = store_write(to, done, buffer, here);
	}
	return error;
}

static void lose_power(struct store_crash *crash)
{
	struct crash_file *next;

	for (struct crash_file *file = crash->files; file; file = next) {
		int error;

		next = file->next;
		if (file->never_synced && random_below(crash, 2) == 0) {
			forget_file(crash, file);
			continue;
		}
		error = settle(crash, file);
		if (!error)
			error = copy_contents(file->disk, file->now);
		assert(error == 0); /* memory only */
	}
}

void store_crash_restart(struct store_crash *crash, enum store_crash_kind kind)
{
	for (struct crash_file *file = crash->files; file; file = file->next)
		assert(file->openers == 0);
	if (kind == STORE_CRASH_POWER_CUT)
		lose_power(crash);
	crash->down = false;
	crash->calls_left = 0;
	crash->lives++;
}
