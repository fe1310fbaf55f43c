/* SPDX-License-Identifier: MIT */
/*
 * What umockdev's preload library leaves out for a block device: fstat(2) of an open /dev/sr0 or /dev/sg0
 * says that it is a device, as stat(2) of its name does (growisofs asks); and the file that stands for
 * the node is opened for reading only, so that nothing reaches the disc past the drive. An open below
 * /dev that will fail fails before umockdev sees it, whose table of open nodes (0.17) counts failures until it
 * is full and ends the program. glob(3), inside the C library, looks through umockdev's eyes.
 *
 * Preloaded before umockdev's, into programs we know nothing of: no constructor, no memory, no output.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "emulator/ways-in/umockdev/preload/node_opened.h"

#define EXPORT __attribute__((visibility("default")))

struct node {
	const char *name;
	mode_t type;
	unsigned major;
};

static const struct node nodes[] = {
	{ "/dev/sr0", S_IFBLK, 11 },
	{ "/dev/sg0", S_IFCHR, 21 },
};

/* The next library's function of that name. A union, because ISO C has no cast between the two. */
static void (*next_function(const char *name))(void)
{
	union {
		void *object;
		void (*function)(void);
	} symbol;

	symbol.object = dlsym(RTLD_NEXT, name);
	return symbol.function;
}

#define NEXT(name) ((__typeof__(&(name)))next_function(#name))

/* Whether an open file is the one that stands for @node. statx of umockdev leaves these two alone. */
static bool is_node(const struct stat *status, const struct node *node)
{
	const char *testbed = getenv("UMOCKDEV_DIR");
	char path[4096];
	struct statx file;
	int length;

	if (!testbed)
		return false;
	length = snprintf(path, sizeof(path), "%s%s", testbed, node->name);
	if (length < 0 || (size_t)length >= sizeof(path))
		return false;
	if (statx(AT_FDCWD, path, 0, STATX_INO, &file) < 0)
		return false;
	return file.stx_ino == status->st_ino &&
	       makedev(file.stx_dev_major, file.stx_dev_minor) == status->st_dev;
}

static int adjusted(int result, struct stat *status)
{
	int error = errno;

	if (result != 0 || !S_ISREG(status->st_mode))
		return result;
	for (size_t i = 0; i < sizeof(nodes) / sizeof(nodes[0]); i++) {
		if (!is_node(status, &nodes[i]))
			continue;
		status->st_mode = nodes[i].type | (status->st_mode & 0777);
		status->st_rdev = makedev(nodes[i].major, 0);
		status->st_size = 0;
		break;
	}
	errno = error;
	return result;
}

/* Ioctls come through whatever an fd was opened for, so reading is enough for a node. */
static int device_flags(const char *path, int flags)
{
	for (size_t i = 0; path && i < sizeof(nodes) / sizeof(nodes[0]); i++)
		if (strcmp(path, nodes[i].name) == 0)
			return (flags & ~(O_TRUNC | O_CREAT | O_ACCMODE)) | O_RDONLY;
	return flags;
}

/*
 * A program that opens the drive to read waits for the host's answer first; see node_opened.h. Without a
 * host, or on another node, the ioctl is unknown and the open stands.
 */
static bool may_be_read(const char *path, int flags, int fd)
{
	int error = errno;

	if (fd < 0 || !path || strcmp(path, nodes[0].name) != 0 || (flags & O_NONBLOCK) != 0)
		return true;
	if (ioctl(fd, NODE_OPENED_IOCTL, 0) < 0 && errno == ENOMEDIUM)
		return false;
	errno = error;
	return true;
}

static int opened(const char *path, int flags, int fd)
{
	if (may_be_read(path, flags, fd))
		return fd;
	close(fd);
	errno = ENOMEDIUM;
	return -1;
}

static FILE *stream_opened(const char *path, FILE *stream)
{
	if (!stream || may_be_read(path, 0, fileno(stream)))
		return stream;
	fclose(stream);
	errno = ENOMEDIUM;
	return NULL;
}

EXPORT int fstat(int fd, struct stat *status)
{
	return adjusted(NEXT(fstat)(fd, status), status);
}

/* On the 64-bit machines that we build for both structs are one. */
_Static_assert(sizeof(struct stat) == sizeof(struct stat64), "struct stat64 is struct stat");

EXPORT int fstat64(int fd, struct stat64 *status)
{
	return adjusted(NEXT(fstat64)(fd, status), (struct stat *)status);
}

/* Under these names programs that were linked with a C library before 2.33 know them. */
int __fxstat(int version, int fd, struct stat *status);
int __fxstat64(int version, int fd, struct stat64 *status);

EXPORT int __fxstat(int version, int fd, struct stat *status)
{
	return adjusted(NEXT(__fxstat)(version, fd, status), status);
}

EXPORT int __fxstat64(int version, int fd, struct stat64 *status)
{
	return adjusted(NEXT(__fxstat64)(version, fd, status), (struct stat *)status);
}

/* The mode that open(2) has with O_CREAT or O_TMPFILE and else not. */
#define MODE_OF(flags, mode)                                                                \
	do {                                                                                \
		va_list list;                                                               \
		va_start(list, flags);                                                      \
		(mode) = ((flags) & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(list, mode_t) : 0; \
		va_end(list);                                                               \
	} while (0)

/* Whether an open below /dev must fail, by umockdev's own access(2), which sets errno. */
static bool cannot_open(const char *path, int flags)
{
	int access_mode = flags & O_ACCMODE;
	int wanted = R_OK | W_OK;

	if (!path || strncmp(path, "/dev/", 5) != 0 || (flags & (O_CREAT | O_PATH)) != 0)
		return false;
	if (access_mode == O_RDONLY)
		wanted = R_OK;
	else if (access_mode == O_WRONLY)
		wanted = W_OK;
	return access(path, wanted) < 0;
}

EXPORT int open(const char *path, int flags, ...)
{
	int flags_used;
	mode_t mode;

	MODE_OF(flags, mode);
	flags_used = device_flags(path, flags);
	if (cannot_open(path, flags_used))
		return -1;
	return opened(path, flags, NEXT(open)(path, flags_used, mode));
}

EXPORT int open64(const char *path, int flags, ...)
{
	int flags_used;
	mode_t mode;

	MODE_OF(flags, mode);
	flags_used = device_flags(path, flags);
	if (cannot_open(path, flags_used))
		return -1;
	return opened(path, flags, NEXT(open64)(path, flags_used, mode));
}

EXPORT int openat(int folder, const char *path, int flags, ...)
{
	int flags_used;
	mode_t mode;

	MODE_OF(flags, mode);
	flags_used = device_flags(path, flags);
	if (cannot_open(path, flags_used))
		return -1;
	return opened(path, flags, NEXT(openat)(folder, path, flags_used, mode));
}

EXPORT int openat64(int folder, const char *path, int flags, ...)
{
	int flags_used;
	mode_t mode;

	MODE_OF(flags, mode);
	flags_used = device_flags(path, flags);
	if (cannot_open(path, flags_used))
		return -1;
	return opened(path, flags, NEXT(openat64)(folder, path, flags_used, mode));
}

/* The C library's checked forms of the same, for flags that make no file. */
int __open_2(const char *path, int flags);
int __open64_2(const char *path, int flags);
int __openat_2(int folder, const char *path, int flags);
int __openat64_2(int folder, const char *path, int flags);

EXPORT int __open_2(const char *path, int flags)
{
	return open(path, flags, 0);
}

EXPORT int __open64_2(const char *path, int flags)
{
	return open64(path, flags, 0);
}

EXPORT int __openat_2(int folder, const char *path, int flags)
{
	return openat(folder, path, flags, 0);
}

EXPORT int __openat64_2(int folder, const char *path, int flags)
{
	return openat64(folder, path, flags, 0);
}

/* What fopen(3) asks of an existing file; "w" and "a" make one. */
static int flags_of(const char *mode)
{
	if (mode[0] != 'r')
		return O_CREAT;
	return strchr(mode, '+') ? O_RDWR : O_RDONLY;
}

EXPORT FILE *fopen(const char *path, const char *mode)
{
	if (cannot_open(path, flags_of(mode)))
		return NULL;
	return stream_opened(path, NEXT(fopen)(path, mode));
}

EXPORT FILE *fopen64(const char *path, const char *mode)
{
	if (cannot_open(path, flags_of(mode)))
		return NULL;
	return stream_opened(path, NEXT(fopen64)(path, mode));
}

static void *open_folder(const char *path)
{
	return opendir(path);
}

static struct dirent *read_folder(void *folder)
{
	return readdir(folder);
}

static void close_folder(void *folder)
{
	closedir(folder);
}

EXPORT int glob(const char *pattern, int flags, int (*failed)(const char *, int), glob_t *found)
{
	if ((flags & GLOB_ALTDIRFUNC) == 0) {
		found->gl_opendir = open_folder;
		found->gl_readdir = read_folder;
		found->gl_closedir = close_folder;
		found->gl_stat = stat;
		found->gl_lstat = lstat;
	}
	return NEXT(glob)(pattern, flags | GLOB_ALTDIRFUNC, failed, found);
}

static struct dirent64 *read_folder64(void *folder)
{
	return readdir64(folder);
}

EXPORT int glob64(const char *pattern, int flags, int (*failed)(const char *, int), glob64_t *found)
{
	if ((flags & GLOB_ALTDIRFUNC) == 0) {
		found->gl_opendir = open_folder;
		found->gl_readdir = read_folder64;
		found->gl_closedir = close_folder;
		found->gl_stat = stat64;
		found->gl_lstat = lstat64;
	}
	return NEXT(glob64)(pattern, flags | GLOB_ALTDIRFUNC, failed, found);
}

/* The path below the testbed for one below /sys: scandir(3) too is inside the C library. */
static const char *in_testbed(const char *path, char *out, size_t out_bytes)
{
	const char *testbed = getenv("UMOCKDEV_DIR");
	int length;

	if (!testbed || !path || strncmp(path, "/sys/", 5) != 0)
		return path;
	length = snprintf(out, out_bytes, "%s%s", testbed, path);
	return length >= 0 && (size_t)length < out_bytes ? out : path;
}

EXPORT int scandir(const char *path, struct dirent ***found, int (*wanted)(const struct dirent *),
	int (*order)(const struct dirent **, const struct dirent **))
{
	char there[4096];

	return NEXT(scandir)(in_testbed(path, there, sizeof(there)), found, wanted, order);
}

EXPORT int scandir64(const char *path, struct dirent64 ***found,
	int (*wanted)(const struct dirent64 *),
	int (*order)(const struct dirent64 **, const struct dirent64 **))
{
	char there[4096];

	return NEXT(scandir64)(in_testbed(path, there, sizeof(there)), found, wanted, order);
}

/*
 * libburn locks the drive it uses with a write lock, which an fd for reading cannot have; there is nothing
 * behind a node to protect, so a read lock tells the same.
 */
static bool wants_write_lock(int fd, int command, const void *argument)
{
	const struct flock *lock = argument;
	struct stat status;

	if (command != F_SETLK && command != F_SETLKW && command != F_OFD_SETLK)
		return false;
	return lock->l_type == F_WRLCK && fstat(fd, &status) == 0 &&
	       (S_ISBLK(status.st_mode) || S_ISCHR(status.st_mode));
}

/* What to lock with instead: @argument, or a copy in @room that is a read lock. */
static void *lock_that_works(int fd, int command, void *argument, struct flock *room)
{
	if (!wants_write_lock(fd, command, argument))
		return argument;
	*room = *(const struct flock *)argument;
	room->l_type = F_RDLCK;
	return room;
}

/* The third argument is an int, a pointer or absent; as a pointer it passes through unharmed. */
#define ARGUMENT_OF(command, argument)             \
	do {                                       \
		va_list list;                      \
		va_start(list, command);           \
		(argument) = va_arg(list, void *); \
		va_end(list);                      \
	} while (0)

EXPORT int fcntl(int fd, int command, ...)
{
	struct flock lock;
	void *argument;

	ARGUMENT_OF(command, argument);
	return NEXT(fcntl)(fd, command, lock_that_works(fd, command, argument, &lock));
}

_Static_assert(sizeof(struct flock) == sizeof(struct flock64), "struct flock64 is struct flock");

EXPORT int fcntl64(int fd, int command, ...)
{
	struct flock lock;
	void *argument;

	ARGUMENT_OF(command, argument);
	return NEXT(fcntl64)(fd, command, lock_that_works(fd, command, argument, &lock));
}
