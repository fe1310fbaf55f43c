/* SPDX-License-Identifier: MIT */
/* The real file system as a place of stores. */
#include "emulator/store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "emulator/store/store_window.h"

#define IOV_COUNT_MAX 1024 /* IOV_MAX of Linux */

struct store_file {
	struct store store;
	int fd;
	int folder_fd; /* until a new file's name has been synced; -1 otherwise */
	struct store_window window;
};

static int fd_of(struct store *store)
{
	return ((struct store_file *)store)->fd;
}

static struct store_window *window_of(struct store *store)
{
	return &((struct store_file *)store)->window;
}

static uint64_t total_bytes(const struct iovec *iov, int iov_count)
{
	uint64_t bytes = 0;

	for (int i = 0; i < iov_count; i++)
		bytes += iov[i].iov_len;
	return bytes;
}

static bool offset_is_possible(uint64_t offset, uint64_t bytes)
{
	return offset <= INT64_MAX && bytes <= INT64_MAX - offset;
}

/* Reads what preadv left: a signal or the end of the file cut it short. */
static int read_rest(int fd, uint64_t offset, uint8_t *out, size_t bytes)
{
	while (bytes) {
		const ssize_t got = pread(fd, out, bytes, (off_t)offset);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -errno;
		if (got == 0) {
			memset(out, 0, bytes);
			return 0;
		}
		out += got;
		offset += (uint64_t)got;
		bytes -= (size_t)got;
	}
	return 0;
}

static int write_rest(int fd, uint64_t offset, const uint8_t *data, size_t bytes)
{
	while (bytes) {
		const ssize_t put = pwrite(fd, data, bytes, (off_t)offset);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return -errno;
		if (put == 0)
			return -EIO;
		data += put;
		offset += (uint64_t)put;
		bytes -= (size_t)put;
	}
	return 0;
}

typedef int rest_function(int fd, uint64_t offset, const struct iovec *iov, size_t done);

static int read_element(int fd, uint64_t offset, const struct iovec *iov, size_t done)
{
	return read_rest(fd, offset, (uint8_t *)iov->iov_base + done, iov->iov_len - done);
}

static int write_element(int fd, uint64_t offset, const struct iovec *iov, size_t done)
{
	return write_rest(fd, offset, (const uint8_t *)iov->iov_base + done, iov->iov_len - done);
}

/* Element by element, what is left of @iov after @done bytes from @offset were moved. */
static int finish(rest_function *rest, int fd, uint64_t offset, const struct iovec *iov,
	int iov_count, uint64_t done)
{
	for (int i = 0; i < iov_count; i++) {
		const size_t before = done < iov[i].iov_len ? (size_t)done : iov[i].iov_len;
		const int error = rest(fd, offset + before, &iov[i], before);

		if (error)
			return error;
		offset += iov[i].iov_len;
		done -= before;
	}
	return 0;
}

__attribute__((noinline)) static int transfer(
	struct store *store, uint64_t offset, const struct iovec *iov, int iov_count, bool write)
{
	if (!offset_is_possible(offset, total_bytes(iov, iov_count)))
		return -EFBIG;
	while (iov_count) {
		const int here = iov_count < IOV_COUNT_MAX ? iov_count : IOV_COUNT_MAX;
		const uint64_t wanted = total_bytes(iov, here);
		const ssize_t moved = write ? pwritev(fd_of(store), iov, here, (off_t)offset)
					    : preadv(fd_of(store), iov, here, (off_t)offset);
		int error = 0;

		if (moved < 0 && errno != EINTR)
			return -errno;
		if (moved < 0 || (uint64_t)moved < wanted)
			error = finish(write ? write_element : read_element, fd_of(store), offset,
				iov, here, moved < 0 ? 0 : (uint64_t)moved);
		if (error)
			return error;
		offset += wanted;
		iov += here;
		iov_count -= here;
	}
	return 0;
}

static int file_readv(struct store *store, uint64_t offset, const struct iovec *iov, int iov_count)
{
	if (store_window_read(
		    window_of(store), offset, iov, iov_count, total_bytes(iov, iov_count)))
		return 0;
	return transfer(store, offset, iov, iov_count, false);
}

static int file_sync(struct store *store)
{
	struct store_file *file = (struct store_file *)store;

	if (fdatasync(file->fd) != 0)
		return -errno;
	if (file->folder_fd >= 0) {
		/* A file that is safe under a name that is not would be lost all the same. */
		if (fsync(file->folder_fd) != 0 && errno != EINVAL)
			return -errno;
		close(file->folder_fd);
		file->folder_fd = -1;
	}
	return 0;
}

static int file_truncate(struct store *store, uint64_t bytes)
{
	if (!offset_is_possible(bytes, 0))
		return -EFBIG;
	if (ftruncate(fd_of(store), (off_t)bytes) != 0)
		return -errno;
	store_window_resized(window_of(store), bytes);
	return 0;
}

static int file_size(struct store *store, uint64_t *ret_bytes)
{
	struct stat status;

	if (fstat(fd_of(store), &status) != 0)
		return -errno;
	*ret_bytes = (uint64_t)status.st_size;
	return 0;
}

/* For file systems that cannot punch holes: the same contents, without the saving. */
static int write_zeros(struct store *store, uint64_t offset, uint64_t bytes)
{
	static const uint8_t zeros[65536];

	while (bytes) {
		const size_t here = bytes < sizeof zeros ? (size_t)bytes : sizeof zeros;
		const int error = write_rest(fd_of(store), offset, zeros, here);

		if (error)
			return error;
		offset += here;
		bytes -= here;
	}
	return 0;
}

static int file_discard(struct store *store, uint64_t offset, uint64_t bytes)
{
	uint64_t size_bytes = 0;
	const int error = file_size(store, &size_bytes);

	if (error)
		return error;
	if (offset >= size_bytes || bytes == 0)
		return 0;
	if (bytes > size_bytes - offset)
		bytes = size_bytes - offset;
	if (fallocate(fd_of(store), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, (off_t)offset,
		    (off_t)bytes) == 0)
		return 0;
	return errno == EOPNOTSUPP || errno == ENOSYS ? write_zeros(store, offset, bytes) : -errno;
}

#define HOLE_BYTES_MIN 4096 /* below that a file system has nothing to leave out */

static bool is_zero(const struct iovec *iov)
{
	const uint8_t *bytes = iov->iov_base;

	return iov->iov_len == 0 ||
	       (bytes[0] == 0 && memcmp(bytes, bytes + 1, iov->iov_len - 1) == 0);
}

static bool all_zero(const struct iovec *iov, int iov_count)
{
	for (int i = 0; i < iov_count; i++)
		if (!is_zero(&iov[i]))
			return false;
	return true;
}

/* Zeros as a hole: a disc full of nothing takes no room, and no time to write. */
__attribute__((noinline)) static int write_hole(
	struct store *store, uint64_t offset, uint64_t bytes)
{
	uint64_t size_bytes = 0;
	int error = file_size(store, &size_bytes);

	if (!error && offset < size_bytes)
		error = file_discard(
			store, offset, bytes < size_bytes - offset ? bytes : size_bytes - offset);
	if (!error && offset + bytes > size_bytes)
		error = file_truncate(store, offset + bytes);
	return error;
}

static int file_writev(struct store *store, uint64_t offset, const struct iovec *iov, int iov_count)
{
	const uint64_t bytes = total_bytes(iov, iov_count);
	int error;

	if (bytes >= HOLE_BYTES_MIN && offset_is_possible(offset, bytes) &&
		all_zero(iov, iov_count))
		return write_hole(store, offset, bytes);
	if (store_window_write(window_of(store), offset, iov, iov_count, bytes))
		return 0;
	error = transfer(store, offset, iov, iov_count, true);
	if (!error)
		store_window_wrote(window_of(store), offset, bytes);
	return error;
}

static int file_map(struct store *store, uint64_t bytes, bool writable)
{
	if (window_of(store)->base)
		return -EBUSY;
	return store_window_open(window_of(store), fd_of(store), bytes, writable);
}

/*
 * The whole file, by open file description: gone with the process, and in the way of SQLite's own
 * locks, so that no sqlite3 shell writes into a disc that is in a drive.
 */
static int file_lock(struct store *store, bool exclusive)
{
	struct flock lock = { .l_type = exclusive ? F_WRLCK : F_RDLCK, .l_whence = SEEK_SET };

	if (fcntl(fd_of(store), F_OFD_SETLK, &lock) == 0)
		return 0;
	return errno == EAGAIN || errno == EACCES ? -EBUSY : -errno;
}

static void file_close(struct store *store)
{
	struct store_file *file = (struct store_file *)store;

	if (file->folder_fd >= 0)
		close(file->folder_fd);
	store_window_close(&file->window);
	close(file->fd);
	free(file);
}

static const struct store_operations file_operations = {
	.readv = file_readv,
	.writev = file_writev,
	.sync = file_sync,
	.truncate = file_truncate,
	.size = file_size,
	.discard = file_discard,
	.lock = file_lock,
	.map = file_map,
	.close = file_close,
};

/* The folder that @path is in, opened; -errno. */
static int open_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char folder[PATH_MAX] = ".";
	int fd;

	if (slash) {
		const size_t bytes = slash == path ? 1 : (size_t)(slash - path);

		if (bytes >= sizeof folder)
			return -ENAMETOOLONG;
		memcpy(folder, path, bytes);
		folder[bytes] = '\0';
	}
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return fd >= 0 ? fd : -errno;
}

/* Opens @path and, when that may make it, the folder whose entry has to be synced. */
static int open_both(struct store_file *file, const char *path, int open_flags)
{
	struct stat status;

	file->folder_fd = -1;
	/* O_NONBLOCK: opening a pipe must not wait for its other end. */
	file->fd = open(path, open_flags | O_CLOEXEC | O_NONBLOCK, 0666);
	if (file->fd < 0)
		return -errno;
	if (fstat(file->fd, &status) != 0)
		return -errno;
	if (!S_ISREG(status.st_mode))
		return S_ISDIR(status.st_mode) ? -EISDIR : -EINVAL;
	if (open_flags & O_CREAT)
		file->folder_fd = open_folder(path);
	return file->folder_fd < -1 ? file->folder_fd : 0;
}

static int files_open(
	struct store_place *place, const char *path, int open_flags, struct store **ret_store)
{
	struct store_file *file = calloc(1, sizeof *file);
	int error;

	(void)place;
	if (!file)
		return -ENOMEM;
	error = open_both(file, path, open_flags);
	if (error) {
		if (file->fd >= 0)
			close(file->fd);
		free(file);
		return error;
	}
	file->store.operations = &file_operations;
	*ret_store = &file->store;
	return 0;
}

static int files_remove(struct store_place *place, const char *path)
{
	int folder_fd;

	(void)place;
	if (unlink(path) != 0)
		return -errno;
	folder_fd = open_folder(path);
	if (folder_fd >= 0) {
		fsync(folder_fd); /* a name that comes back is an old journal: SQLite copes */
		close(folder_fd);
	}
	return 0;
}

static bool files_exists(struct store_place *place, const char *path)
{
	(void)place;
	return access(path, F_OK) == 0;
}

struct store_place *store_files(void)
{
	/* Never written to: the operations take no state from it. */
	static struct store_place files = {
		.open = files_open,
		.remove = files_remove,
		.exists = files_exists,
	};

	return &files;
}
