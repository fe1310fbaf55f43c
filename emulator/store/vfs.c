/* SPDX-License-Identifier: MIT */
#include "emulator/store/vfs.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PATH_BYTES_MAX 4096

struct store_vfs {
	sqlite3_vfs base;
	struct store_place *place;
	int error; /* of the last store call that failed */
	char name[32];
};

struct vfs_file {
	sqlite3_file base; /* must be first */
	struct store *store;
	struct store_vfs *vfs;
};

/* Writes down what the store said; SQLite gets @code, or that there is no space. */
static int failed(struct store_vfs *vfs, int error, int code)
{
	vfs->error = error;
	if (error == -ENOSPC || error == -EDQUOT)
		return SQLITE_FULL;
	return error == -ENOMEM ? SQLITE_IOERR_NOMEM : code;
}

static struct vfs_file *file_of(sqlite3_file *file)
{
	return (struct vfs_file *)file;
}

static int vfs_close(sqlite3_file *base)
{
	store_close(file_of(base)->store);
	return SQLITE_OK;
}

static int vfs_read(sqlite3_file *base, void *out, int bytes, sqlite3_int64 offset)
{
	struct vfs_file *file = file_of(base);
	uint64_t size_bytes = 0;
	int error = store_size(file->store, &size_bytes);

	if (!error)
		error = store_read(file->store, (uint64_t)offset, out, (size_t)bytes);
	if (error)
		return failed(file->vfs, error, SQLITE_IOERR_READ);
	return (uint64_t)offset + (uint64_t)bytes > size_bytes ? SQLITE_IOERR_SHORT_READ
							       : SQLITE_OK;
}

static int vfs_write(sqlite3_file *base, const void *data, int bytes, sqlite3_int64 offset)
{
	struct vfs_file *file = file_of(base);
	const int error = store_write(file->store, (uint64_t)offset, data, (size_t)bytes);

	return error ? failed(file->vfs, error, SQLITE_IOERR_WRITE) : SQLITE_OK;
}

static int vfs_truncate(sqlite3_file *base, sqlite3_int64 bytes)
{
	struct vfs_file *file = file_of(base);
	const int error = store_truncate(file->store, (uint64_t)bytes);

	return error ? failed(file->vfs, error, SQLITE_IOERR_TRUNCATE) : SQLITE_OK;
}

static int vfs_sync(sqlite3_file *base, int flags)
{
	struct vfs_file *file = file_of(base);
	const int error = store_sync(file->store);

	(void)flags;
	return error ? failed(file->vfs, error, SQLITE_IOERR_FSYNC) : SQLITE_OK;
}

static int vfs_file_size(sqlite3_file *base, sqlite3_int64 *ret_bytes)
{
	struct vfs_file *file = file_of(base);
	uint64_t bytes = 0;
	const int error = store_size(file->store, &bytes);

	if (error)
		return failed(file->vfs, error, SQLITE_IOERR_FSTAT);
	*ret_bytes = (sqlite3_int64)bytes;
	return SQLITE_OK;
}

static int vfs_lock(sqlite3_file *base, int level)
{
	(void)base, (void)level;
	return SQLITE_OK; /* held since vfs_open */
}

static int vfs_check_reserved_lock(sqlite3_file *base, int *ret_reserved)
{
	(void)base;
	*ret_reserved = 0;
	return SQLITE_OK;
}

static int vfs_file_control(sqlite3_file *base, int operation, void *argument)
{
	(void)base, (void)operation, (void)argument;
	return SQLITE_NOTFOUND;
}

static int vfs_sector_size(sqlite3_file *base)
{
	(void)base;
	return 4096;
}

/* No promise at all: what a crash may do to a write is the place's secret. */
static int vfs_device_characteristics(sqlite3_file *base)
{
	(void)base;
	return 0;
}

static const sqlite3_io_methods vfs_methods = {
	.iVersion = 1,
	.xClose = vfs_close,
	.xRead = vfs_read,
	.xWrite = vfs_write,
	.xTruncate = vfs_truncate,
	.xSync = vfs_sync,
	.xFileSize = vfs_file_size,
	.xLock = vfs_lock,
	.xUnlock = vfs_lock,
	.xCheckReservedLock = vfs_check_reserved_lock,
	.xFileControl = vfs_file_control,
	.xSectorSize = vfs_sector_size,
	.xDeviceCharacteristics = vfs_device_characteristics,
};

static struct store_vfs *vfs_of(sqlite3_vfs *base)
{
	return base->pAppData;
}

static int open_flags(int flags)
{
	int result = flags & SQLITE_OPEN_READWRITE ? O_RDWR : O_RDONLY;

	if (flags & SQLITE_OPEN_CREATE)
		result |= O_CREAT;
	if ((flags & SQLITE_OPEN_CREATE) && (flags & SQLITE_OPEN_MAIN_DB))
		result |= O_EXCL;
	return result;
}

static int vfs_open(
	sqlite3_vfs *base, const char *path, sqlite3_file *base_file, int flags, int *ret_flags)
{
	struct store_vfs *vfs = vfs_of(base);
	struct vfs_file *file = file_of(base_file);
	int error;

	*file = (struct vfs_file) { .vfs = vfs };
	/* A temporary file, or a journal over several databases: an untrusted one could name any file. */
	if (!path || flags & SQLITE_OPEN_SUPER_JOURNAL)
		return SQLITE_CANTOPEN;
	error = vfs->place->open(vfs->place, path, open_flags(flags), &file->store);
	if (error)
		return failed(vfs, error, SQLITE_CANTOPEN);
	if (flags & SQLITE_OPEN_MAIN_DB)
		error = store_lock(file->store, flags & SQLITE_OPEN_READWRITE);
	if (error) {
		store_close(file->store);
		return failed(vfs, error, error == -EBUSY ? SQLITE_BUSY : SQLITE_IOERR_LOCK);
	}
	file->base.pMethods = &vfs_methods;
	if (ret_flags)
		*ret_flags = flags;
	return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *base, const char *path, int sync_folder)
{
	struct store_vfs *vfs = vfs_of(base);
	const int error = vfs->place->remove(vfs->place, path);

	(void)sync_folder; /* a place always does */
	if (error == -ENOENT)
		return SQLITE_IOERR_DELETE_NOENT;
	return error ? failed(vfs, error, SQLITE_IOERR_DELETE) : SQLITE_OK;
}

static int vfs_access(sqlite3_vfs *base, const char *path, int flags, int *ret_result)
{
	struct store_vfs *vfs = vfs_of(base);

	(void)flags;
	*ret_result = vfs->place->exists(vfs->place, path);
	return SQLITE_OK;
}

static int vfs_full_pathname(sqlite3_vfs *base, const char *path, int out_bytes, char *out)
{
	(void)base;
	return snprintf(out, (size_t)out_bytes, "%s", path) < out_bytes ? SQLITE_OK
									: SQLITE_CANTOPEN;
}

/* SQLite's generator asks its default VFS for a seed, not this one; and a disc has no clock. */
static int vfs_randomness(sqlite3_vfs *base, int bytes, char *out)
{
	(void)base;
	memset(out, 0, (size_t)bytes);
	return bytes;
}

static int vfs_sleep(sqlite3_vfs *base, int microseconds)
{
	(void)base, (void)microseconds;
	return 0;
}

static int vfs_current_time(sqlite3_vfs *base, double *ret_julian_day)
{
	(void)base;
	*ret_julian_day = 2440587.5; /* the first day of 1970 */
	return SQLITE_OK;
}

static int vfs_last_error(sqlite3_vfs *base, int bytes, char *out)
{
	(void)bytes, (void)out;
	return -vfs_of(base)->error;
}

struct store_vfs *store_vfs_create(struct store_place *place)
{
	struct store_vfs *vfs = calloc(1, sizeof *vfs);

	if (!vfs)
		return NULL;
	vfs->place = place;
	snprintf(vfs->name, sizeof vfs->name, "burnrig-%p", (void *)vfs);
	vfs->base = (sqlite3_vfs) {
		.iVersion = 1,
		.szOsFile = (int)sizeof(struct vfs_file),
		.mxPathname = PATH_BYTES_MAX,
		.zName = vfs->name,
		.pAppData = vfs,
		.xOpen = vfs_open,
		.xDelete = vfs_delete,
		.xAccess = vfs_access,
		.xFullPathname = vfs_full_pathname,
		.xRandomness = vfs_randomness,
		.xSleep = vfs_sleep,
		.xCurrentTime = vfs_current_time,
		.xGetLastError = vfs_last_error,
	};
	if (sqlite3_vfs_register(&vfs->base, 0) != SQLITE_OK) {
		free(vfs);
		return NULL;
	}
	return vfs;
}

void store_vfs_free(struct store_vfs *vfs)
{
	if (!vfs)
		return;
	sqlite3_vfs_unregister(&vfs->base);
	free(vfs);
}

const char *store_vfs_name(const struct store_vfs *vfs)
{
	return vfs->name;
}

int store_vfs_take_error(struct store_vfs *vfs)
{
	const int error = vfs->error;

	vfs->error = 0;
	return error;
}
