/* SPDX-License-Identifier: MIT */
/*
 * store.h: a file as the rest of the house sees one, so that tests can put memory, a crash or a
 * failure where a file would be. Both files of a disc stand on it: the sectors directly, the SQLite
 * database through a VFS (store/vfs.h).
 *
 * All functions return 0 (or a byte count where said) or a negative errno. Offsets and sizes in
 * bytes.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/uio.h>

struct store; /* one open file */

struct store_operations {
	/* Reads past the end give zeros; holes read as zeros. Whole length or an error. */
	int (*readv)(struct store *store, uint64_t offset, const struct iovec *iov, int iov_count);
	int (*writev)(struct store *store, uint64_t offset, const struct iovec *iov, int iov_count);
	int (*sync)(struct store *store);
	int (*truncate)(struct store *store, uint64_t bytes);
	int (*size)(struct store *store, uint64_t *ret_bytes);
	/* Releases the space of a range, which reads as zeros afterwards. */
	int (*discard)(struct store *store, uint64_t offset, uint64_t bytes);
	/*
	 * Keeps the file for this opener (@exclusive) or for readers, against other processes,
	 * until close. -EBUSY when another one has it. NULL: a store nobody else can see.
	 */
	int (*lock)(struct store *store, bool exclusive);
	/*
	 * The first @bytes are going to be read and written much: a store may see them as memory. NULL or
	 * an error: nothing is lost but speed.
	 */
	int (*map)(struct store *store, uint64_t bytes, bool writable);
	void (*close)(struct store *store); /* frees the store; without sync */
};

struct store {
	const struct store_operations *operations;
};

static inline int store_readv(
	struct store *store, uint64_t offset, const struct iovec *iov, int iov_count)
{
	return store->operations->readv(store, offset, iov, iov_count);
}

static inline int store_writev(
	struct store *store, uint64_t offset, const struct iovec *iov, int iov_count)
{
	return store->operations->writev(store, offset, iov, iov_count);
}

static inline int store_sync(struct store *store)
{
	return store->operations->sync(store);
}

static inline int store_truncate(struct store *store, uint64_t bytes)
{
	return store->operations->truncate(store, bytes);
}

static inline int store_size(struct store *store, uint64_t *ret_bytes)
{
	return store->operations->size(store, ret_bytes);
}

static inline int store_discard(struct store *store, uint64_t offset, uint64_t bytes)
{
	return store->operations->discard(store, offset, bytes);
}

static inline int store_lock(struct store *store, bool exclusive)
{
	return store->operations->lock ? store->operations->lock(store, exclusive) : 0;
}

static inline int store_map(struct store *store, uint64_t bytes, bool writable)
{
	return store->operations->map ? store->operations->map(store, bytes, writable) : -ENOTSUP;
}

/* store_read, store_write: one buffer, for callers off the hot path. */
static inline int store_read(struct store *store, uint64_t offset, void *out, size_t bytes)
{
	const struct iovec iov = { .iov_base = out, .iov_len = bytes };

	return store->operations->readv(store, offset, &iov, 1);
}

int store_write(struct store *store, uint64_t offset, const void *data, size_t bytes);

static inline void store_close(struct store *store)
{
	if (store)
		store->operations->close(store);
}

/*
 * A place where stores are opened by name: a directory of the real file system, or a test's world.
 * The VFS and the disc file open everything through one of these.
 */
struct store_place {
	int (*open)(struct store_place *place, const char *path, int open_flags,
		struct store **ret_store);
	int (*remove)(struct store_place *place, const char *path);
	bool (*exists)(struct store_place *place, const char *path);
};

/* store_files: the real file system. open_flags as open(2): O_RDONLY, O_RDWR, O_CREAT, O_EXCL. */
struct store_place *store_files(void);

/* store_memory_create: an anonymous sparse store in memory, for discs without a file. NULL: no
 * memory. */
struct store *store_memory_create(void);

#endif
