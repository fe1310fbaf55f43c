/* SPDX-License-Identifier: MIT */
/*
 * What umockdev's preload library leaves out for a block device: fstat(2) of an open /dev/sr0 or /dev/sg0
 * says that it is a device, as stat(2) of its name does (growisofs asks); and the file that stands for
 * the node is opened for reading only, so that nothing reaches the disc past the drive.
 *
 * Preloaded before umockdev's, into programs we know nothing of: no constructor, no memory, no output.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
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

EXPORT int open(const char *path, int flags, ...)
{
	mode_t mode;

	MODE_OF(flags, mode);
	return opened(path, flags, NEXT(open)(path, device_flags(path, flags), mode));
}

EXPORT int open64(const char *path, int flags, ...)
{
	mode_t mode;

	MODE_OF(flags, mode);
	return opened(path, flags, NEXT(open64)(path, device_flags(path, flags), mode));
}

EXPORT int openat(int folder, const char *path, int flags, ...)
{
	mode_t mode;

	MODE_OF(flags, mode);
	return opened(path, flags, NEXT(openat)(folder, path, device_flags(path, flags), mode));
}

EXPORT int openat64(int folder, const char *path, int flags, ...)
{
	mode_t mode;

	MODE_OF(flags, mode);
	return opened(path, flags, NEXT(openat64)(folder, path, device_flags(path, flags), mode));
}

EXPORT FILE *fopen(const char *path, const char *mode)
{
	return stream_opened(path, NEXT(fopen)(path, mode));
}

EXPORT FILE *fopen64(const char *path, const char *mode)
{
	return stream_opened(path, NEXT(fopen64)(path, mode));
}
